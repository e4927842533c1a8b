//! Letters against what they stand on: real frames in every theme and every number of colours.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::Arc;

use postil::names::pipeline::Names;
use postil::notes::annotation::Revision;
use postil::runtime::load;
use postil::store::library_files::LibraryFiles;
use postil::ui::theme::{Depth, Role, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::review::{divided, lost, unsure};
use crate::stage::Stage;

/// What the Web Content Accessibility Guidelines ask of large text and of signs; nothing is less than that.
const LEAST: f64 = 3.0;

/// What they ask of running text.
const BODY: f64 = 4.5;

/// Roles that stand in no frame here: the parent of names, names of no kind, and files that cannot be read.
const UNSEEN: [Role; 3] = [Role::Entity, Role::EntityOther, Role::StatusError];

/// What running text is drawn in. Strong text counts as large: it is bold, for which many terminals
/// take the brighter one of two colours.
const RUNNING_TEXT: [Role; 3] = [Role::Text, Role::Emphasis, Role::Quote];

const DEPTHS: [Depth; 5] = [
    Depth::True,
    Depth::TwoHundredFiftySix,
    Depth::Sixteen,
    Depth::Eight,
    Depth::None,
];

/// An article with what the bundled ones have not.
const ARTICLE: &str = include_str!("contrast.md");

type Rgb = [u8; 3];

/// The sixteen colours as xterm has them.
const XTERM: [Rgb; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// Letters and ground of a terminal that shows light on dark, and of one that shows dark on light.
const TERMINALS: [(Rgb, Rgb); 2] = [([229, 229, 229], [0, 0, 0]), ([0, 0, 0], [255, 255, 255])];

#[test]
fn every_letter_can_be_told_from_its_ground() {
    let roles = frames(&Theme::letters());
    let seen = |role: &Role| {
        let mut cells = roles.iter().flat_map(|(_, frame)| &frame.content);
        UNSEEN.contains(role) || cells.any(|cell| Role::of_letters(cell.style()) == Some(*role))
    };
    let unseen: Vec<Role> = Role::ALL.into_iter().filter(|role| !seen(role)).collect();
    assert!(unseen.is_empty(), "no frame shows {unseen:?}");
    let mut faults = String::new();
    let mut summary = String::new();
    for name in Theme::names() {
        let mut seen: Vec<Theme> = Vec::new();
        // Without colours the program takes the one theme that needs none.
        let with_colours = |depth: &Depth| *depth > Depth::None || name == "mono";
        for depth in DEPTHS.into_iter().filter(with_colours) {
            let theme = Theme::named(name).unwrap().at(depth);
            if seen.contains(&theme) {
                continue;
            }
            let worst = worst(&frames(&theme), &roles);
            let least = |of: &dyn Fn(Role) -> bool| {
                let found = worst.iter().filter(|((role, ..), _)| of(role_named(role)));
                found.map(|(_, (ratio, _))| *ratio).fold(21.0, f64::min)
            };
            let is_body = |role: Role| RUNNING_TEXT.contains(&role);
            let (all, body) = (least(&|_| true), least(&is_body));
            let _ = writeln!(summary, "{name} {depth:?}: {all:.2}, body {body:.2}");
            for ((role, pair), (ratio, place)) in worst {
                let wanted = if is_body(role_named(role)) {
                    BODY
                } else {
                    LEAST
                };
                if ratio < wanted {
                    let _ = writeln!(faults, "{name} {depth:?} {role} {ratio:.2} {pair}: {place}");
                }
            }
            seen.push(theme);
        }
    }
    println!("{summary}");
    assert!(faults.is_empty(), "{summary}\n{faults}");
}

fn role_named(name: &str) -> Role {
    Role::named(name).unwrap()
}

/// The contrast of each role and pair, and the frame and row where it is first seen.
type Worst = BTreeMap<(&'static str, String), (f64, String)>;

fn worst(frames: &[(String, Buffer)], roles: &[(String, Buffer)]) -> Worst {
    let mut seen = HashMap::new();
    for ((name, frame), (_, roles)) in frames.iter().zip(roles) {
        for (index, (cell, role)) in frame.content.iter().zip(&roles.content).enumerate() {
            assert_eq!(cell.symbol(), role.symbol(), "{name}");
            if cell.symbol().trim().is_empty() {
                continue;
            }
            let role = Role::of_letters(role.style()).map_or("text", Role::name);
            let look = (cell.fg, cell.bg, cell.modifier);
            seen.entry((role, look)).or_insert((name, frame, index));
        }
    }
    let pairs = seen.into_iter().map(|((role, (fg, bg, modifier)), at)| {
        let (name, frame, index) = at;
        let (cell, width) = (&frame.content[index], usize::from(frame.area.width));
        let row = frame.content.chunks(width).nth(index / width).unwrap();
        let row: String = row.iter().map(Cell::symbol).collect();
        let ratios = TERMINALS.map(|terminal| contrast(cell, terminal));
        let pair = format!("{fg:?} on {bg:?} {modifier:?}");
        let place = format!("{name}, '{}' in {}", cell.symbol(), row.trim());
        ((role, pair), (ratios[0].min(ratios[1]), place))
    });
    pairs.collect()
}

/// The contrast of a letter and its ground in a terminal, the lower one where terminals differ in what bold is.
fn contrast(cell: &Cell, (letters, ground): (Rgb, Rgb)) -> f64 {
    let has = |modifier| cell.modifier.contains(modifier);
    let plain = rgb(cell.fg, letters);
    let bright = match cell.fg {
        // Many terminals show bold letters in the bright one of two colours.
        _ if !has(Modifier::BOLD) => plain,
        Color::Indexed(number @ 0..8) => XTERM[usize::from(number) + 8],
        colour => number_of(colour)
            .filter(|number| *number < 8)
            .map_or(plain, |number| XTERM[number + 8]),
    };
    let back = rgb(cell.bg, ground);
    let ratio = |fore: Rgb| {
        let (fore, back) = if has(Modifier::REVERSED) {
            (back, fore)
        } else {
            (fore, back)
        };
        let fore = if has(Modifier::DIM) {
            dimmed(fore, back)
        } else {
            fore
        };
        let (a, b) = (luminance(fore), luminance(back));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    };
    ratio(plain).min(ratio(bright))
}

/// Faint letters: a third of the way to their ground.
fn dimmed(fore: Rgb, back: Rgb) -> Rgb {
    let mix = |at: usize| (u16::from(fore[at]) * 2 + u16::from(back[at])) / 3;
    [0, 1, 2].map(|at| u8::try_from(mix(at)).unwrap())
}

fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn rgb(colour: Color, default: Rgb) -> Rgb {
    match colour {
        Color::Reset => default,
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(number @ 16..232) => {
            let step = |unit: u8| match (number - 16) / unit % 6 {
                0 => 0,
                step => 55 + 40 * step,
            };
            [step(36), step(6), step(1)]
        }
        Color::Indexed(number @ 232..) => [8 + 10 * (number - 232); 3],
        Color::Indexed(number) => XTERM[usize::from(number)],
        named => XTERM[number_of(named).unwrap()],
    }
}

fn number_of(colour: Color) -> Option<usize> {
    [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ]
    .into_iter()
    .position(|named| named == colour)
}

/// Frames of everything that the explorer shows, by name, in the same order in every theme.
fn frames(theme: &Theme) -> Vec<(String, Buffer)> {
    let mut frames = Vec::new();
    let mut keep = |name: &str, stage: &Stage| frames.push((name.to_owned(), stage.buffer()));
    lists(theme, &mut keep);
    names(theme, &mut keep);
    marks(theme, &mut keep);
    overlays(theme, &mut keep);
    own_article(theme, &mut keep);
    needing_the_reader(theme, &mut keep);
    frames
}

fn lists(theme: &Theme, keep: &mut impl FnMut(&str, &Stage)) {
    let mut stage = Stage::seeds_in(theme.clone(), 120, 34);
    keep("an unread article chosen", &stage);
    stage.press("open");
    keep("an article", &stage);
    stage.press("read.comments").press("read.hints");
    keep("letters that lead to links and names", &stage);
    stage.keys("esc").press("pane.articles");
    keep("a read article chosen", &stage);
    stage.press("move.down");
    keep("the article below", &stage);
    stage.press("pane.articles").press("filter.pin");
    keep("filters to choose", &stage);
    stage.press("open").press("close");
    keep("a pinned filter", &stage);
    stage.press("filter.list");
    keep("the filters", &stage);
    for (width, height) in [(80, 20), (40, 12)] {
        let mut stage = Stage::seeds_in(theme.clone(), width, height);
        keep("a small window", &stage);
        stage.press("pane.reader").press("move.page-down");
        keep("a small window, reading", &stage);
    }
}

fn names(theme: &Theme, keep: &mut impl FnMut(&str, &Stage)) {
    let mut stage = Stage::seeds_in(theme.clone(), 120, 34);
    for pane in ["pane.entities", "pane.sources", "pane.map", "pane.problems"] {
        stage.press(pane);
        keep(pane, &stage);
        stage.press("move.down");
        keep(&format!("{pane}, the second row"), &stage);
    }
    stage.press("pane.map").press("pane.scope").press("open");
    keep("the sentences of a cell of the map", &stage);
    stage.press("move.down");
    keep("a sentence of the map", &stage);
    for wanted in ["e:huawei", "s:itweb"] {
        stage
            .press("find.all")
            .type_text(wanted)
            .press("type.accept");
        keep(wanted, &stage);
        stage.press("move.down").press("move.down");
        keep(&format!("{wanted}, further down"), &stage);
    }
}

/// Highlights of all colours, with a hit, what is selected and the cursor over each.
fn marks(theme: &Theme, keep: &mut impl FnMut(&str, &Stage)) {
    let words = [
        "supercomputing",
        "uganda",
        "huawei",
        "china",
        "state backing",
    ];
    let mut stage = Stage::seeds_in(theme.clone(), 120, 34);
    for (word, colour) in words.iter().zip(["y", "r", "g", "b", "p"]) {
        stage.press("pane.reader").find(word);
        keep("a hit", &stage);
        stage.keys("v i w");
        keep("a word selected", &stage);
        stage.keys("m").keys(colour);
        keep("a word marked and found", &stage);
        stage.keys("v i w");
        keep("a marked word selected", &stage);
        stage.keys("esc").keys("esc");
    }
    stage.find("huawei").keys("a").type_text("Check this 世界");
    keep("a note being written", &stage);
    stage.keys("esc").press("annotate.tags").type_text("law");
    keep("tags being written", &stage);
    stage.press("type.accept");
    for word in words {
        stage.press("pane.reader").find(word).press("cursor.show");
        keep("the cursor on a mark", &stage);
        stage.keys("esc").keys("esc");
        keep("a mark alone", &stage);
    }
    stage.press("pane.annotations");
    keep("annotations", &stage);
    stage.press("move.top").press("move.down");
    keep("an annotation chosen", &stage);
    stage.press("annotate.review");
    keep("a review", &stage);
    stage.keys("esc").press("pane.annotations");
    stage.press("annotate.export");
    keep("a path being written", &stage);
}

fn overlays(theme: &Theme, keep: &mut impl FnMut(&str, &Stage)) {
    let mut stage = Stage::seeds_in(theme.clone(), 120, 34);
    stage.press("find.all");
    keep("the empty box", &stage);
    stage.type_text("huwei");
    keep("the box with lit letters", &stage);
    for _ in 0..4 {
        stage.press("type.down");
        keep("a hit in the box", &stage);
    }
    stage.press("box.mark").press("type.up");
    keep("a marked hit in the box", &stage);
    stage.keys("esc").press("help");
    keep("the keys", &stage);
    stage.press("move.down");
    keep("a key chosen", &stage);
    stage.press("close").press("pane.sort");
    keep("orders to choose", &stage);
    stage
        .press("close")
        .press("pane.reader")
        .press("read.outline");
    keep("the outline", &stage);
    stage.press("close").keys("g");
    keep("keys that may follow", &stage);
    stage
        .keys("esc")
        .press("pane.entities")
        .find("huawei")
        .press("names.merge");
    keep("a name to choose", &stage);
    stage.keys("esc").press("names.kind");
    keep("a kind to choose", &stage);
}

/// Comments, residue, callouts of every tone, code, headings of every level.
fn own_article(theme: &Theme, keep: &mut impl FnMut(&str, &Stage)) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), ARTICLE).unwrap();
    std::fs::write(
        folder.path().join("damaged.md"),
        "---\ntitle: [\n---\nText.",
    )
    .unwrap();
    let shelf = LibraryFiles::open(folder.path()).unwrap();
    let library = Arc::new(load::whole(&shelf, Names::embedded().unwrap()));
    let mut stage = Stage::over(shelf, library, theme.clone(), (120, 150));
    keep("an article with problems", &stage);
    stage.open("everything").press("read.comments");
    keep("everything that a text can have", &stage);
    stage.find("seen");
    keep("hits in everything", &stage);
    stage.press("move.top").keys("V").press("move.page-down");
    keep("everything selected", &stage);
    stage.keys("esc").press("pane.problems");
    keep("problems", &stage);
}

fn needing_the_reader(theme: &Theme, keep: &mut impl FnMut(&str, &Stage)) {
    let mut stage = Stage::seeds_in(theme.clone(), 120, 34);
    let fresh = [unsure(), lost()].map(|one| Revision::new(one, Vec::new()));
    stage.receive(fresh.into_iter().chain(divided()).collect());
    stage.press("pane.annotations");
    keep("annotations that need the reader", &stage);
    stage.find("figures").press("open");
    keep("variants", &stage);
    stage.press("move.down");
    keep("the other variant", &stage);
    let mut stage = Stage::seeds_in(theme.clone(), 120, 34);
    stage.receive(vec![Revision::new(unsure(), Vec::new())]);
    stage
        .press("pane.annotations")
        .find("supercomputing")
        .press("open");
    keep("an uncertain place", &stage);
}

#[test]
fn names_are_marked_without_colours() {
    let mut stage = Stage::seeds_in(Theme::named("mono").unwrap().at(Depth::None), 120, 34);
    stage.press("pane.reader").press("move.page-down");
    let marked = stage.buffer();
    let (x, y) = stage.cell_of("Uganda");
    let has_line = |frame: &Buffer| frame[(x, y)].modifier.contains(Modifier::UNDERLINED);
    stage.press("read.names");
    assert!(has_line(&marked) && !has_line(&stage.buffer()));
}
