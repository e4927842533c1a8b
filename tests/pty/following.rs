//! A library that other programs change while it is open.

use std::fs;
use std::path::Path;

use crate::annotating::{is_saved, library, reading, until};

fn clip(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join("clips").join(name), text).unwrap();
}

#[test]
fn what_is_clipped_while_one_reads_is_listed_and_marks_stay_with_their_article() {
    let folder = library();
    let mut terminal = reading(folder.path(), Vec::new());
    clip(
        folder.path(),
        "a.md",
        "---\ntitle: Another clip\n---\nText.\n",
    );
    terminal.until_shown("1 article new");
    terminal.press("H");
    until("the mark is saved", || is_saved(folder.path(), "grid.md"));
    assert!(!is_saved(folder.path(), "a.md"));
    fs::create_dir(folder.path().join("clips/later")).unwrap();
    terminal.press("ga");
    terminal.until_shown("Another clip");
    clip(
        folder.path(),
        "later/b.md",
        "---\ntitle: A third one\n---\nText.\n",
    );
    terminal.until_shown("A third one");
    fs::remove_file(folder.path().join("clips/a.md")).unwrap();
    terminal.until("the article is gone", |screen| {
        !screen.contents().contains("Another clip")
    });
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn an_article_that_changes_is_shown_as_it_is_and_its_mark_goes_with_the_words() {
    let folder = library();
    let mut terminal = reading(folder.path(), Vec::new());
    let changed =
        "---\ntitle: Grid storage\n---\nA new beginning.\n\nThe storage costs fell by half.\n";
    clip(folder.path(), "grid.md", changed);
    terminal.until_shown("A new beginning");
    terminal.press("H");
    until("the mark is saved", || {
        is_saved(folder.path(), "A new beginning")
    });
    terminal.press("q");
    assert!(terminal.ended().success());
}
