//! Nothing that lies in a folder can command the terminal: every file of a hostile folder is shown at
//! five sizes, and what the real backend writes is taken apart by a terminal parser.
//!
//! The folder is made here; `POSTIL_CORPORA` may name one with more files in `hostile/files`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "hostile/floods.rs"]
mod floods;
#[path = "hostile/folder.rs"]
mod folder;
#[path = "hostile/special.rs"]
mod special;
#[path = "explorer/stage.rs"]
#[expect(
    dead_code,
    reason = "the stage of the explorer's tests can do more than is needed here"
)]
mod stage;
#[path = "hostile/terminal.rs"]
mod terminal;
#[path = "hostile/verbs.rs"]
mod verbs;

use std::path::Path;
use std::sync::Arc;

use postil::app::message::{Effect, Message};
use postil::clip::read_limit::FIRST;
use postil::library::contents::Library;
use postil::names::pipeline::Names;
use postil::page::layout::{Layout, Options};
use postil::runtime::load;
use postil::store::library_files::LibraryFiles;
use postil::text::markdown::{self, Comments};
use postil::text::range::ArticleId;
use postil::ui::theme::Theme;
use stage::Stage;

/// The sizes at which every file is shown.
const SIZES: [(u16, u16); 4] = [(80, 24), (1, 1), (20, 5), (200, 60)];
/// The size at which some are.
const LARGE: (u16, u16) = (1000, 300);

/// A stage over a folder, with all of its articles read.
fn over(folder: &Path) -> (LibraryFiles, Arc<Library>, Stage) {
    let shelf = LibraryFiles::open(folder).unwrap();
    let library = Arc::new(load::whole(&shelf, Names::embedded().unwrap()));
    let stage = Stage::over(
        shelf.clone(),
        Arc::clone(&library),
        Theme::default(),
        SIZES[0],
    );
    (shelf, library, stage)
}

/// Shows an article to the stage.
fn open(
    stage: &mut Stage,
    shelf: &LibraryFiles,
    library: &Library,
    id: ArticleId,
    comments: Comments,
) {
    let opened = load::open(shelf, library, id, comments, FIRST);
    assert!(matches!(opened, Message::Opened(_)), "{opened:?}");
    stage.send(opened);
}

/// Judges what is written besides frames.
fn judge_effects(stage: &mut Stage, what: &Path) {
    for effect in stage.effects() {
        match effect {
            Effect::Title(title) => terminal::judge_title(&title, what),
            Effect::Copy(text) => terminal::judge_copy(&text, what),
            _ => {}
        }
    }
}

/// Shows every file of a folder and judges every frame.
fn show_all(folder: &Path) {
    let (shelf, library, mut stage) = over(folder);
    assert!(!library.articles().is_empty());
    for (index, article) in library.articles().iter().enumerate() {
        open(&mut stage, &shelf, &library, article.id, Comments::Shown);
        judge_effects(&mut stage, &article.path);
        for (width, height) in SIZES {
            stage.size(width, height);
            terminal::judge(&stage.buffer(), &article.path);
        }
        stage
            .press("pane.reader")
            .press("copy.address")
            .press("copy.sentence");
        judge_effects(&mut stage, &article.path);
        stage.press("move.bottom");
        terminal::judge(&stage.buffer(), &article.path);
        if index % 16 == 0 {
            stage.size(LARGE.0, LARGE.1);
            terminal::judge(&stage.buffer(), &article.path);
        }
        stage.size(SIZES[0].0, SIZES[0].1);
    }
    for pane in [
        "pane.articles",
        "pane.entities",
        "pane.sources",
        "pane.problems",
    ] {
        stage.press(pane).press("pane.scope");
        terminal::judge(&stage.buffer(), Path::new(pane));
    }
}

#[test]
fn no_file_of_our_own_commands_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder::make(folder.path());
    let shelf = LibraryFiles::open(folder.path()).unwrap();
    assert_eq!(shelf.list().files.len(), made, "every file is listed");
    show_all(folder.path());
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn no_file_of_the_corpus_commands_the_terminal() {
    let corpora = std::env::var_os("POSTIL_CORPORA").unwrap();
    show_all(&Path::new(&corpora).join("hostile/files"));
}

#[test]
fn words_around_the_attack_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    folder::make(folder.path());
    let (shelf, library, mut stage) = over(folder.path());
    for article in library.articles() {
        let name = article.path.to_string_lossy();
        if !name.starts_with("text-") {
            continue;
        }
        open(&mut stage, &shelf, &library, article.id, Comments::Hidden);
        stage.size(200, 60);
        assert!(stage.shows("before"), "{name}\n{}", stage.frame());
        assert!(stage.shows("after"), "{name}\n{}", stage.frame());
    }
}

#[test]
fn no_verb_prints_what_commands_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    folder::make(folder.path());
    special::make(folder.path());
    // Each of these costs more than all the others together, and says no more.
    for name in ["table.md", "line.md", "word.md"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    let verbs: [&[&str]; 8] = [
        &["list"],
        &["entities", "--mentions"],
        &["sources", "--citations", "--own"],
        &["search", "before"],
        &["search", "--exact", "after"],
        &["annotations"],
        &["check"],
        &["show", "unreadable"],
    ];
    for verb in verbs {
        verbs::judge(folder.path(), verb);
        verbs::judge(folder.path(), &[verb, &["--json"]].concat());
    }
    for file in ["text-c1.md", "head-bidi.md", "text-entities.md"] {
        verbs::judge(folder.path(), &["show", file]);
        verbs::judge(folder.path(), &["show", file, "--json"]);
    }
}

#[test]
fn what_is_no_file_is_named_and_never_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let left_out = special::make(folder.path());
    let shelf = LibraryFiles::open(folder.path()).unwrap();
    let listing = shelf.list();
    let listed: Vec<_> = listing
        .files
        .iter()
        .map(|file| file.path.to_str().unwrap())
        .collect();
    assert_eq!(listed, special::LISTED);
    let skipped: Vec<_> = listing
        .skipped
        .into_iter()
        .map(|left| (left.path, left.reason))
        .collect();
    assert_eq!(skipped, left_out);
    for (path, _) in left_out {
        assert!(shelf.read(&path).is_err(), "{}", path.display());
    }
    for path in special::LISTED.map(Path::new) {
        let raw = shelf.read(path).unwrap();
        assert!(
            raw.bytes.len() as u64 <= FIRST.max(1 << 21),
            "{}",
            path.display()
        );
    }
}

/// No shape of a text makes more of it than a reader could look at: whatever is beyond is shown as
/// it was written, and no letter is lost.
#[test]
fn floods_are_bounded() {
    const BYTES: usize = 30_000;
    for (name, text) in floods::floods(BYTES) {
        let document = markdown::read(&text, 0);
        assert!(document.blocks.len() <= BYTES, "{name}");
        assert!(
            document.text.as_str().len() <= 4 * text.len() + 1000,
            "{name}"
        );
        let layout = Layout::of(&document, 80, &Options::default());
        assert!(
            layout.rows.len() <= BYTES + 1000,
            "{name}: {}",
            layout.rows.len()
        );
        assert!(
            layout.pieces.len() <= 64 * BYTES,
            "{name}: {}",
            layout.pieces.len()
        );
    }
}

/// What a file of 100 MiB costs: 64 MiB and eight times the mebibyte of it that is shown.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_by_what_is_shown() {
    use std::io::Read;
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    special::make(folder.path());
    for file in ["line.md", "table.md"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_postil"));
        program
            .arg("-L")
            .arg(folder.path())
            .args(["show", file, "--width", "80"]);
        let mut child = program.stdout(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        // It prints when all is laid out, and more than a pipe holds: so it waits for us now.
        out.read_exact(&mut [0]).unwrap();
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        std::io::copy(&mut out, &mut std::io::sink()).unwrap();
        assert!(child.wait().unwrap().success());
        assert!(peak < (64 + 8) * 1024, "{file}: {peak} kB");
    }
}
