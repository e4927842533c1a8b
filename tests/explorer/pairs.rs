//! Two names: four ways to what joins them, and what can be done there.

use insta::assert_snapshot;
use postil::app::message::Effect;
use postil::panes::pane_id::PaneId;
use serde_json::Value;

use crate::narrowing::verb;
use crate::stage::Stage;

/// The windows at which a pair must be seen as it is looked for.
const SIZES: [(u16, u16); 2] = [(140, 44), (80, 24)];

/// Looks for the second name in the dossier of the first; gives how many keys that takes beside the names.
fn look_for(stage: &mut Stage, (one, other): (&str, &str)) -> usize {
    let typed = ["ctrl-p", one, "enter", "/", other, "enter"];
    for keys in typed {
        match keys {
            "ctrl-p" | "enter" | "/" => stage.keys(keys),
            name => stage.type_text(name),
        };
    }
    typed.len() - 2
}

/// What the sub-command prints of two names.
fn told(one: &str, other: &str) -> Value {
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("postil"))
        .args(["pair", one, other, "--json"])
        .output();
    serde_json::from_slice(&output.unwrap().stdout).unwrap()
}

fn huawei_and_uganda(width: u16, height: u16) -> Stage {
    let mut stage = Stage::seeds(width, height);
    look_for(&mut stage, ("huawei", "uganda"));
    stage
}

#[test]
fn from_the_start_to_the_sentences_of_two_names_and_their_pages_in_six_keys() {
    for (width, height) in SIZES {
        let mut stage = Stage::seeds(width, height);
        assert!(look_for(&mut stage, ("huawei", "uganda")) <= 6);
        let frame = stage.frame();
        assert_eq!(stage.keyboard(), PaneId::Pair, "{frame}");
        for wanted in [
            "Huawei × Uganda · 1 sentence · 3 articles",
            "2019-09-17",
            "cnbc.com",
            "not clipped",
        ] {
            assert!(frame.contains(wanted), "{wanted}\n{frame}");
        }
        for word in "A month before the study, the Wall Street Journal wrote".split(' ') {
            assert!(frame.contains(word), "{word}\n{frame}");
        }
    }
}

#[test]
fn the_pairs_of_the_map_are_found_and_counted_alike_everywhere() {
    let cells = verb(&["map", "--json"]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for cell in cells.iter().step_by(cells.len() / 12) {
        let (one, other) = (text(&cell["row"]), text(&cell["column"]));
        let told = told(&one, &other);
        let count = |key: &str| told[key].as_array().unwrap().len();
        assert_eq!(cell["sentences"], count("sentences"), "{one} {other}");
        let mut stage = Stage::seeds(200, 44);
        stage
            .press("find.all")
            .type_text(&format!("e:{one}"))
            .press("type.accept")
            .find(&other);
        let plural = |count: usize, what: &str| match count {
            1 => format!("1 {what}"),
            _ => format!("{count} {what}s"),
        };
        let title = format!(
            "{one} × {other} · {} · {} name",
            plural(count("sentences"), "sentence"),
            plural(count("articles"), "article"),
        );
        assert!(stage.shows(&title), "{title}\n{}", stage.frame());
    }
}

#[test]
fn a_name_beside_another_leads_to_what_joins_them() {
    let mut stage = Stage::seeds(140, 44);
    stage
        .press("find.all")
        .type_text("e:wall street journal")
        .press("type.accept");
    stage
        .press("move.next-block")
        .press("move.down")
        .press("open");
    assert_eq!(stage.keyboard(), PaneId::Pair, "{}", stage.frame());
    assert!(stage.shows("─ Wall Street Journal × "), "{}", stage.frame());
    stage.press("close");
    assert_eq!(stage.keyboard(), PaneId::Dossier);
}

#[test]
fn pinned_names_lead_to_what_joins_them() {
    let mut stage = Stage::seeds(140, 44);
    stage.press("pane.pair");
    assert!(stage.shows("Pin one name with x"), "{}", stage.frame());
    stage
        .press("find.all")
        .type_text("e:huawei")
        .press("box.pin");
    stage
        .press("pane.entities")
        .find("uganda")
        .press("pane.pair");
    assert!(
        stage.shows("─ Huawei × Uganda · 1 sentence"),
        "{}",
        stage.frame()
    );
    stage.press("close").press("pane.articles");
    stage
        .press("find.all")
        .type_text("e:zambia")
        .press("box.pin");
    stage.press("pane.articles").press("pane.pair");
    assert!(
        stage.shows("─ Huawei × Zambia · 1 sentence"),
        "{}",
        stage.frame()
    );
}

#[test]
fn rows_lead_to_passages_pages_articles_and_names() {
    let mut stage = huawei_and_uganda(140, 44);
    stage.press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    let place = stage.app.here().unwrap();
    let article = stage.app.library().article(place.article).unwrap();
    assert_eq!(
        article.head.title.as_str(),
        "The Global Expansion of AI Surveillance"
    );
    assert!(
        stage.shows("staff had helped security services"),
        "{}",
        stage.frame()
    );

    let mut stage = huawei_and_uganda(140, 44);
    stage.press("move.down").press("open");
    assert_eq!(
        stage.keyboard(),
        PaneId::Record,
        "a step leads over all lines of a sentence"
    );
    assert!(stage.shows("cnbc.com · cited"), "{}", stage.frame());

    let mut stage = huawei_and_uganda(140, 44);
    stage.press("move.bottom").press("open");
    assert_eq!(stage.keyboard(), PaneId::Dossier);
    assert!(stage.shows("─ Uganda ─"), "{}", stage.frame());

    let mut stage = huawei_and_uganda(140, 44);
    stage.press("move.bottom");
    for _ in 0..3 {
        stage.press("move.up");
    }
    stage.press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    let place = stage.app.here().unwrap();
    let article = stage.app.library().article(place.article).unwrap();
    assert_eq!(
        article.head.title.as_str(),
        "The Global Expansion of AI Surveillance"
    );
}

#[test]
fn steps_go_from_sentence_to_page_and_back() {
    let mut stage = huawei_and_uganda(80, 24);
    let lit = |stage: &Stage| stage.roles();
    let mut seen = vec![lit(&stage)];
    for _ in 0..4 {
        stage.press("move.down");
        seen.push(lit(&stage));
    }
    let mut back = vec![lit(&stage)];
    for _ in 0..4 {
        stage.press("move.up");
        back.push(lit(&stage));
    }
    back.reverse();
    assert_eq!(seen, back);
    stage.press("move.down").keys("2 j");
    assert_eq!(lit(&stage), seen[3], "a count steps as often");
}

#[test]
fn quotes_are_copied_with_references_and_pages() {
    let mut stage = huawei_and_uganda(140, 44);
    let copied = |stage: &mut Stage| {
        stage.press("copy.quote");
        let effects = stage.effects();
        match effects.as_slice() {
            [.., Effect::Copy(text)] => text.to_string(),
            other => panic!("{other:?}"),
        }
    };
    let quote = copied(&mut stage);
    assert!(quote.starts_with("> A month before the study"), "{quote}");
    assert!(
        quote.contains("“The Global Expansion of AI Surveillance”, 2019-09-17"),
        "{quote}"
    );
    assert!(quote.contains("#:~:text=A%20month"), "{quote}");
    assert!(
        quote.contains("> cites [helped security services](https://www.cnbc.com/"),
        "{quote}"
    );
    stage.press("move.next-block");
    let quotes = copied(&mut stage);
    assert_eq!(quotes.matches("\n> — ").count(), 2, "{quotes}");
    assert!(
        quotes.starts_with("> Uganda. Facial recognition"),
        "{quotes}"
    );
    stage
        .press("move.top")
        .press("move.down")
        .press("move.down")
        .press("copy.address");
    let effects = stage.effects();
    assert!(
        matches!(effects.as_slice(), [Effect::Copy(text)] if text.as_str().starts_with("https://www.cnbc.com/2019/08/14/")),
        "{effects:?}"
    );
}

#[test]
fn both_names_are_pinned_at_once_and_narrow_what_is_seen() {
    let mut stage = huawei_and_uganda(140, 44);
    stage.press("filter.pin");
    assert!(stage.shows("3 of 16 articles"), "{}", stage.frame());
    let mut stage = huawei_and_uganda(140, 44);
    stage
        .press("find.all")
        .type_text("before:2020")
        .press("box.pin");
    assert!(
        stage.shows("─ Huawei × Uganda · 1 sentence · 1 article names"),
        "{}",
        stage.frame()
    );
    assert!(!stage.shows("qz.com"), "{}", stage.frame());
}

#[test]
fn a_pair_is_narrowed_by_what_its_sentences_stand_for() {
    let mut stage = huawei_and_uganda(140, 44);
    stage.find("zambia");
    assert!(stage.shows("1 of 3 /zambia"), "{}", stage.frame());
    assert!(
        stage.shows("cnbc.com"),
        "its pages stay with it:\n{}",
        stage.frame()
    );
    let mut stage = huawei_and_uganda(140, 44);
    stage.find("qz.com");
    assert!(
        stage.shows("1 of 3 /qz.com") && stage.shows("CloudWalk"),
        "{}",
        stage.frame()
    );
}

#[test]
fn the_beginning_of_a_name_is_enough_where_one_alone_begins_so() {
    let mut stage = Stage::seeds(140, 44);
    look_for(&mut stage, ("huawei", "ugan"));
    assert!(stage.shows("─ Huawei × Uganda · "), "{}", stage.frame());
    let mut stage = Stage::seeds(140, 44);
    look_for(&mut stage, ("huawei", "security"));
    assert_eq!(stage.keyboard(), PaneId::Dossier, "a word is no name");
    assert!(stage.shows("Huawei · "), "{}", stage.frame());
}

#[test]
fn the_pair_of_two_names() {
    assert_snapshot!(huawei_and_uganda(80, 24).frame());
}

#[test]
fn the_pair_of_two_names_wide() {
    let stage = huawei_and_uganda(140, 44);
    assert_snapshot!(format!("{}\n{}", stage.frame(), stage.roles()));
}

#[test]
fn names_beside_a_name_stand_by_count_or_by_how_far_they_go_beyond_chance() {
    let mut stage = Stage::seeds(140, 60);
    stage
        .press("find.all")
        .type_text("e:huawei")
        .press("type.accept")
        .press("move.bottom");
    let place = |stage: &Stage, name: &str| {
        let frame = stage.frame();
        let rows = frame
            .lines()
            .map(|row| row.chars().skip(36).collect::<String>());
        let mut rows = rows
            .enumerate()
            .filter(|(_, row)| row.starts_with(&format!("  {name} ")));
        rows.next()
            .unwrap_or_else(|| panic!("{name}\n{}", stage.frame()))
            .0
    };
    assert!(stage.shows("most often first"), "{}", stage.frame());
    assert!(place(&stage, "artificial intelligence") < place(&stage, "facial recognition"));
    stage.press("pane.sort").press("move.bottom");
    assert!(
        stage.shows("farthest beyond chance first"),
        "{}",
        stage.frame()
    );
    assert!(place(&stage, "facial recognition") < place(&stage, "artificial intelligence"));
    assert!(place(&stage, "Zambia") < place(&stage, "China"));
    assert!(
        place(&stage, "artificial intelligence") < place(&stage, "Zambia"),
        "once may be chance"
    );
}

#[test]
fn a_dossier_says_when_a_name_was_written_of_first_and_last() {
    let mut stage = Stage::seeds(140, 44);
    stage
        .press("find.all")
        .type_text("e:huawei")
        .press("type.accept");
    assert!(
        stage.shows("first  2019-09-17 The Global Expansion"),
        "{}",
        stage.frame()
    );
    assert!(
        stage.shows("latest 2024-10-09 What the commercial reach"),
        "{}",
        stage.frame()
    );
    assert!(stage.shows("a month each, at most 4"), "{}", stage.frame());
    let axis = stage
        .frame()
        .lines()
        .find(|row| row.contains("a month each"))
        .unwrap()
        .to_owned();
    assert!(
        axis.contains("2019-09 ") && axis.contains(" 2024-10"),
        "{axis}"
    );
}
