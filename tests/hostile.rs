//! Nothing that lies in a folder can command the terminal: every file of a hostile folder is shown at
//! five sizes, and what the real backend writes is taken apart by a terminal parser.
//!
//! The folder is made here; `POSTIL_CORPORA` may name one with more files in `hostile/files`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "hostile/folder.rs"]
mod folder;
#[path = "explorer/stage.rs"]
#[expect(
    dead_code,
    reason = "the stage of the explorer's tests can do more than is needed here"
)]
mod stage;
#[path = "hostile/terminal.rs"]
mod terminal;

use std::path::Path;
use std::sync::Arc;

use postil::app::message::{Effect, Message};
use postil::core::library::Library;
use postil::core::markdown::Comments;
use postil::core::range::ArticleId;
use postil::extract::names::Names;
use postil::runtime::load;
use postil::store::folder::FIRST;
use postil::store::shelf::Shelf;
use postil::ui::theme::Theme;
use stage::Stage;

/// The sizes at which every file is shown.
const SIZES: [(u16, u16); 4] = [(80, 24), (1, 1), (20, 5), (200, 60)];
/// The size at which some are.
const LARGE: (u16, u16) = (1000, 300);

/// A stage over a folder, with all of its articles read.
fn over(folder: &Path) -> (Shelf, Arc<Library>, Stage) {
    let shelf = Shelf::open(folder).unwrap();
    let library = Arc::new(load::whole(&shelf, &Names::embedded().unwrap()));
    let stage = Stage::over(
        shelf.clone(),
        Arc::clone(&library),
        Theme::default(),
        SIZES[0],
    );
    (shelf, library, stage)
}

/// Shows an article to the stage.
fn open(stage: &mut Stage, shelf: &Shelf, library: &Library, id: ArticleId, comments: Comments) {
    let opened = load::open(shelf, library, id, comments, FIRST);
    assert!(matches!(opened, Message::Opened(_)), "{opened:?}");
    stage.send(opened);
}

/// Shows every file of a folder and judges every frame.
fn show_all(folder: &Path) {
    let (shelf, library, mut stage) = over(folder);
    assert!(!library.articles().is_empty());
    for (index, article) in library.articles().iter().enumerate() {
        open(&mut stage, &shelf, &library, article.id, Comments::Shown);
        for effect in stage.effects() {
            if let Effect::Title(title) = effect {
                assert!(!title.as_str().contains(char::is_control), "{title:?}");
            }
        }
        for (width, height) in SIZES {
            stage.size(width, height);
            terminal::judge(&stage.buffer(), &article.path);
        }
        stage.press("pane.reader").press("move.bottom");
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
    let shelf = Shelf::open(folder.path()).unwrap();
    assert_eq!(shelf.list().files.len(), made, "every file is listed");
    show_all(folder.path());
}

#[test]
fn no_file_of_the_corpus_commands_the_terminal() {
    let Some(corpora) = std::env::var_os("POSTIL_CORPORA") else {
        eprintln!("POSTIL_CORPORA is not set: only the files made here are shown");
        return;
    };
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
