//! Annotations to a file and from one, asked for in the list of annotations.

use std::collections::BTreeSet;

use postil::app::message::{Effect, Export, Message};
use postil::notes::annotation::{Annotation, AnnotationId, ArticleRef, Target};
use postil::notes::formats::Existing;
use postil::notes::formats::{WriteForm, import};
use postil::notes::notebook::Notebook;
use postil::panes::pane_id::PaneId;

use crate::stage::{Stage, id};

/// Two marks in two articles; the second one is open.
fn stage() -> Stage {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").press("annotate.highlight");
    stage
        .press("pane.articles")
        .press("move.down")
        .press("open")
        .press("annotate.highlight");
    assert_eq!(stage.saved.len(), 2);
    stage.press("pane.annotations").effects();
    stage
}

fn export(wanted: &[u32], existing: Existing) -> Effect {
    Effect::Export(Export {
        path: "notes.csv".into(),
        form: WriteForm::Csv,
        wanted: wanted
            .iter()
            .map(|number| id(*number))
            .collect::<BTreeSet<_>>(),
        existing,
    })
}

#[test]
fn what_is_listed_is_written_to_a_file_in_the_form_of_its_ending() {
    let mut stage = stage();
    stage.press("annotate.export");
    assert_eq!(stage.keyboard(), PaneId::PathField);
    assert!(
        stage.shows("Write the 1 listed to a file"),
        "{}",
        stage.frame()
    );
    stage.type_text("notes").press("type.accept");
    assert!(
        stage.shows("notes: The ending says the form"),
        "{}",
        stage.frame()
    );
    assert_eq!(
        (stage.keyboard(), stage.effects()),
        (PaneId::PathField, vec![])
    );
    stage.type_text(".csv").press("type.accept");
    assert_eq!(stage.keyboard(), PaneId::Annotations);
    assert_eq!(stage.effects(), [export(&[2], Existing::Keep)]);
    stage.press("pane.scope").press("annotate.export");
    stage.type_text("notes.csv").press("type.accept");
    assert_eq!(stage.effects(), [export(&[1, 2], Existing::Keep)]);
    stage.send(Message::Say("2 annotations written to notes.csv".into()));
    assert!(stage.shows("2 annotations written to notes.csv"));
}

#[test]
fn a_file_that_is_not_ours_is_written_over_only_after_a_yes() {
    for (answer, effects) in [
        ("answer.no", vec![]),
        ("answer.yes", vec![export(&[2], Existing::Write)]),
    ] {
        let mut stage = stage();
        let Effect::Export(wish) = export(&[2], Existing::Keep) else {
            unreachable!()
        };
        stage.send(Message::Theirs(wish));
        assert!(
            stage.shows("notes.csv is there already"),
            "{}",
            stage.frame()
        );
        stage.press(answer);
        assert_eq!(stage.keyboard(), PaneId::Annotations);
        assert_eq!(stage.effects(), effects);
    }
}

#[test]
fn a_question_waits_until_the_one_before_it_is_answered() {
    let mut stage = stage();
    let Effect::Export(wish) = export(&[2], Existing::Keep) else {
        unreachable!()
    };
    let other = Export {
        path: "other.csv".into(),
        ..wish.clone()
    };
    stage.send(Message::Theirs(wish));
    stage.send(Message::Theirs(other));
    assert!(stage.shows("notes.csv is there"), "{}", stage.frame());
    stage.press("answer.yes");
    assert_eq!(stage.effects(), [export(&[2], Existing::Write)]);
    assert!(stage.shows("other.csv is there"), "{}", stage.frame());
    stage.press("answer.no");
    assert_eq!(stage.effects(), []);
}

#[test]
fn nothing_listed_is_not_written() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.annotations").press("annotate.export");
    assert_eq!(stage.keyboard(), PaneId::Annotations);
    assert!(
        stage.shows("No annotations are listed"),
        "{}",
        stage.frame()
    );
}

#[test]
fn what_a_file_brings_comes_in_as_one_step_that_can_be_taken_back() {
    let mut stage = stage();
    stage.press("annotate.import").type_text("~/theirs.json");
    stage.press("type.accept");
    assert_eq!(stage.effects(), [Effect::Import("~/theirs.json".into())]);
    let target = Target::of_article(Some("https://example.org/x"), None, ArticleRef::default());
    let brought = ["a", "b"].map(|name| {
        let id = AnnotationId::derived("test", name);
        Annotation::new(id, "2026-01-01T00:00:00Z", "bob", target.clone())
    });
    let import = Box::new(import(&Notebook::default(), brought.into(), |_| {}));
    stage.send(Message::Imported(import));
    assert!(stage.shows("2 added, 0 updated"), "{}", stage.frame());
    assert_eq!(stage.saved.len(), 4);
    stage.press("annotate.undo");
    assert_eq!(stage.saved.len(), 6, "both are taken back");
}
