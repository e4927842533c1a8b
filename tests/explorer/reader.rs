//! What the reader shows of an article besides its own text: comments, other notes, more of a file.

use std::sync::Arc;

use postil::app::message::{Effect, Message};
use postil::names::pipeline::Names;
use postil::panes::pane_id::PaneId;
use postil::runtime::load;
use postil::store::folder::{SkipReason, Skipped};
use postil::store::library_files::LibraryFiles;
use postil::ui::theme::Theme;

use crate::stage::Stage;

/// A library of those files, with the first of them in the reader.
fn library(files: &[(&str, &str)]) -> (tempfile::TempDir, Stage) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let shelf = LibraryFiles::open(folder.path()).unwrap();
    let names = Names::embedded().unwrap();
    let library = Arc::new(load::whole(&shelf, names));
    let mut stage = Stage::over(shelf, library, Theme::letters(), (100, 30));
    stage.press("pane.reader");
    (folder, stage)
}

#[test]
fn comments_are_shown_and_hidden_again() {
    let (_folder, mut stage) = library(&[("a.md", "Seen. %%Whispered.%% Seen too.")]);
    assert!(!stage.shows("Whispered"));
    stage.press("read.comments");
    assert!(stage.shows("Whispered"));
    stage.press("read.comments");
    assert!(stage.shows("Seen. Seen too.") && !stage.shows("Whispered"));
}

#[test]
fn a_note_is_shown_in_a_note_and_nothing_from_outside() {
    let outside = tempfile::NamedTempFile::with_suffix(".md").unwrap();
    std::fs::write(outside.path(), "Kept outside.").unwrap();
    let stolen = outside.path().to_string_lossy().into_owned();
    let a = format!("Before.\n\n![[b#Part]]\n\n![[{stolen}]]\n\n![[../../etc/hostname]]\n\nAfter.");
    let b = "Not this.\n\n# Part\n\nThis one. And that one.\n\n![[a]]\n";
    let (_folder, stage) = library(&[("a.md", &a), ("b.md", b)]);
    assert!(stage.shows("This one.") && !stage.shows("Not this."));
    assert!(!stage.shows("Kept outside."));
    assert!(stage.shows("After."));
}

#[test]
fn a_long_file_says_that_it_goes_on_and_more_of_it_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.md");
    std::fs::write(&path, "Short.").unwrap();
    let shelf = LibraryFiles::open(folder.path()).unwrap();
    let library = Arc::new(load::whole(&shelf, Names::embedded().unwrap()));
    let part = format!(
        "```\n{}```\n\n",
        format!("{}\n", "x".repeat(1023)).repeat(1100)
    );
    std::fs::write(&path, format!("{part}Middle.\n\n{part}The end.")).unwrap();
    let mut stage = Stage::over(shelf, library, Theme::letters(), (100, 30));
    stage.press("pane.reader").press("move.bottom");
    assert!(stage.shows("The file goes on: + reads more of it"));
    stage
        .press("read.more")
        .press("move.top")
        .press("move.next-block");
    assert!(stage.shows("Middle."), "{}", stage.frame());
    stage.press("move.bottom").press("read.more");
    stage.press("move.bottom");
    assert!(stage.shows("The end.") && !stage.shows("goes on"));
    stage.press("read.more");
    assert!(stage.shows("This is the whole article"));
}

#[test]
fn an_article_is_read_on_where_it_was_left_before_the_program_ended() {
    let mut first = Stage::seeds(100, 30);
    first
        .open("What the commercial")
        .press("move.page-down")
        .press("move.page-down");
    let left = first.app.here();
    assert!(first.shows("●"), "the others are unread");

    let mut next = Stage::seeds(100, 30);
    next.send(Message::ReadBefore(first.stops.clone()));
    next.open("What the commercial");
    assert_eq!(next.app.here(), left);
    let mut other = Stage::seeds(100, 30);
    other.open("What the commercial");
    assert_ne!(
        other.app.here(),
        left,
        "without a memory it begins at the top"
    );
}

#[test]
fn an_article_that_changes_on_disk_is_shown_where_it_was_read() {
    let paragraphs = |from: usize| -> String {
        let each = (from..90).map(|number| format!("Paragraph {number} of them.\n\n"));
        each.collect()
    };
    let (folder, mut stage) = library(&[("a.md", &paragraphs(20))]);
    stage.find("Paragraph 60").press("close");
    assert!(stage.shows("Paragraph 60"));
    std::fs::write(folder.path().join("a.md"), paragraphs(0)).unwrap();
    let shelf = LibraryFiles::open(folder.path()).unwrap();
    let names = Names::embedded().unwrap();
    stage.send(Message::Library(Arc::new(load::whole(&shelf, names))));
    assert!(stage.shows("Paragraph 60"));
    stage.press("move.top");
    assert!(stage.shows("Paragraph 0 of"));
}

#[test]
fn articles_of_one_title_are_told_apart_by_their_paths() {
    let clip = "---\ntitle: Same\n---\nText.\n";
    let (_folder, mut stage) = library(&[("a.md", clip), ("b.md", clip), ("c.md", "# C\n")]);
    stage.press("pane.articles");
    let frame = stage.frame();
    assert!(
        frame.contains("no date a.md") && frame.contains("no date b.md"),
        "{frame}"
    );
    assert!(!frame.contains("c.md"), "{frame}");
    stage.press("pane.reader");
    assert!(stage.frame().contains("a.md"), "the card says it too");
}

#[test]
fn what_cannot_be_read_is_among_the_problems() {
    let (_folder, mut stage) = library(&[("a.md", "Text.")]);
    let mut library = postil::library::contents::Library::clone(stage.app.library());
    let reason = SkipReason::Unreadable("permission denied".into());
    let skipped = Skipped {
        path: "locked".into(),
        reason,
    };
    library.set_left_out(skipped.left_out());
    stage.send(Message::Library(Arc::new(library)));
    stage.press("pane.problems");
    assert!(stage.shows("permission denied"), "{}", stage.frame());
}

#[test]
fn a_link_to_an_absent_note_opens_no_address() {
    let (_folder, mut stage) = library(&[(
        "a.md",
        "---\ntitle: Here\nsource: https://example.org/here\n---\nSee [[An Absent Note|that]] for more.\n",
    )]);
    stage.press("pane.reader").press("read.hints");
    stage.keys("a");
    assert!(
        stage.shows("There is no note “An Absent Note”"),
        "{}",
        stage.frame()
    );
    assert_eq!(stage.keyboard(), PaneId::SearchBox);
    assert!(stage.shows("> An Absent Note"), "{}", stage.frame());
    let mut browsed = stage.effects().into_iter();
    assert!(!browsed.any(|effect| matches!(effect, Effect::Browse(_))));
}

#[test]
fn what_the_front_matter_says_is_shown_and_found() {
    let clip = "---\ntitle: Rules\naliases: [Codex Volandi, /2014/rules]\ndescription: On zeppelins.\npublisher: Gazette of Airmen\n\
        slug: rules-of-the-air\ndraft: true\n---\nText.\n";
    let (_folder, mut stage) = library(&[("rules.md", clip), ("other.md", "# Other\n\nText.\n")]);
    for words in [
        "also Codex Volandi",
        "On zeppelins.",
        "publisher: Gazette of Airmen",
    ] {
        stage.open("rules");
        assert!(stage.shows(words), "{}", stage.frame());
    }
    assert!(
        !stage.shows("draft") && !stage.shows("of-the-air") && !stage.shows("/2014"),
        "{}",
        stage.frame()
    );
    for typed in ["volandi", "zeppelins", "gazette"] {
        stage.press("pane.articles").find(typed);
        assert!(stage.shows("Articles 1 of 2"), "{typed}: {}", stage.frame());
        stage.press("close");
    }
}

#[test]
fn words_are_found_in_the_text_over_their_readings() {
    let clip = "<ruby>漢字<rt>かんじ</rt></ruby>を<ruby>読<rt>よ</rt></ruby>む。漢字を書く。";
    let (_folder, mut stage) = library(&[("a.md", clip)]);
    for (typed, count) in [
        ("漢字を読む", "1 of 1"),
        ("漢字を", "1 of 2"),
        ("かんじ", "1 of 1"),
    ] {
        stage.press("find.here").type_text(typed);
        assert!(stage.shows(count), "{typed}: {}", stage.frame());
        stage.press("type.cancel");
    }
}
