//! The start: where it was left; keys that come before there is a list wait for it.

use std::sync::Arc;

use postil::app::message::{Effect, Input, Message};
use postil::input::key::sequence;
use postil::library::contents::Library;
use postil::library::reading_position::ReadingPositions;
use postil::notes::annotation::{Annotation, Revision, SavedFilter};
use postil::panes::pane_id::PaneId;
use postil::store::library_files::LibraryFiles;
use postil::text::range::ArticleId;
use postil::ui::theme::Theme;

use crate::stage::{Stage, id};

fn keys(keys: &str) -> Message {
    let keys = sequence(keys).unwrap();
    Message::Input(keys.into_iter().map(Input::Key).collect())
}

/// A program that has not heard of its library yet, and the library.
fn unbegun() -> (Stage, Arc<Library>) {
    let library = Arc::clone(Stage::seeds(100, 30).app.library());
    let stage = Stage::unbegun(LibraryFiles::Bundled, &library, Theme::letters(), (100, 30));
    (stage, library)
}

/// The article in the reader.
fn article(stage: &Stage) -> ArticleId {
    stage.app.here().unwrap().article
}

#[test]
fn keys_that_come_first_act_on_the_rows_that_come_then() {
    let mut later = Stage::seeds(100, 30);
    later.keys("j j enter");
    let wanted = article(&later);
    // However the messages lie among the keys, nothing is lost and nothing acts on less than the list.
    for at in 0..=3 {
        let (mut stage, library) = unbegun();
        let typed = ["j", "j", "enter"];
        for key in &typed[..at] {
            stage.send(keys(key));
        }
        stage.send(Message::Library(Arc::clone(&library)));
        for key in &typed[at..] {
            stage.send(keys(key));
        }
        stage.send(Message::ReadBefore(ReadingPositions::default()));
        assert_eq!(stage.keyboard(), PaneId::Reader);
        assert_eq!(article(&stage), wanted, "after {at} keys");
    }
}

#[test]
fn the_key_that_leaves_waits_for_nothing() {
    let (mut stage, _) = unbegun();
    stage.send(keys("j ctrl-c"));
    assert_eq!(stage.app.finished(), Some(0));
}

#[test]
fn a_list_stays_at_its_top_until_somebody_moves() {
    let (mut stage, library) = unbegun();
    stage.send(Message::ReadBefore(ReadingPositions::default()));
    let mut part = Library::default();
    part.add(library.articles().iter().take(5).cloned());
    stage.send(Message::Library(Arc::new(part)));
    stage.send(Message::Library(Arc::clone(&library)));
    assert_eq!(article(&stage), article(&Stage::seeds(100, 30)));
}

#[test]
fn the_explorer_starts_where_it_was_left() {
    let mut first = Stage::seeds(100, 30);
    first.keys("j j j enter").press("move.page-down");
    let wanted = article(&first);
    let (path, at) = first.left.clone().unwrap();
    let (mut stage, library) = unbegun();
    let mut before = ReadingPositions::default();
    before.insert(path.clone(), at);
    before.last = Some(path);
    before.filter = "is:annotated".into();
    stage.send(Message::ReadBefore(before));
    stage.send(keys("g r"));
    stage.send(Message::Library(library));
    assert_eq!(article(&stage), wanted);
    assert!(stage.shows("is:annotated"), "{}", stage.frame());
    assert_eq!(stage.app.here(), first.app.here());
}

#[test]
fn the_pinned_filters_are_remembered() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("filter.list").press("open");
    let pinned = stage.effects().into_iter().find_map(|effect| match effect {
        Effect::Pinned(filter) => Some(filter),
        _ => None,
    });
    assert!(pinned.unwrap().contains(':'));
}

#[test]
fn filters_with_names_are_known_before_what_was_pinned_and_do_not_forget_it() {
    let (mut stage, library) = unbegun();
    let saved = SavedFilter {
        name: "eu".to_owned(),
        query: "site:europa.eu".to_owned(),
    };
    let naming = Annotation::naming(id(7), "2026-01-01T00:00:00Z", "eve", saved);
    stage.receive(vec![Revision::new(naming, Vec::new())]);
    let mut before = ReadingPositions::default();
    before.insert("elsewhere.md".to_owned(), 0);
    before.filter = "filter:eu".to_owned();
    stage.send(Message::ReadBefore(before));
    stage.send(Message::Library(library));
    let effects = stage.effects();
    let pinned = effects.iter().any(|one| matches!(one, Effect::Pinned(_)));
    assert!(!pinned, "nothing else is remembered instead");
    assert!(
        stage.shows(" filter:eu ") && stage.shows(" of 16"),
        "{}",
        stage.frame()
    );
}
