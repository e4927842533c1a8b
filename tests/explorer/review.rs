//! Annotations that need the reader, and the walk through all of them.

use insta::assert_snapshot;
use postil::app::message::Message;
use postil::input::action::Context;
use postil::notes::annotation::{Annotation, AnnotationId, Quote, Revision};
use postil::notes::placement::State;
use postil::panes::pane_id::PaneId;
use postil::ui::theme::Role;

use crate::stage::Stage;

/// A mark on one word, as the program makes it.
fn mark() -> Annotation {
    let mut stage = Stage::seeds(100, 30);
    go(&mut stage, "supercomputing");
    stage.keys("v i w H");
    stage.saved.remove(0).annotation
}

fn go(stage: &mut Stage, words: &str) {
    stage.press("pane.reader").find(words);
}

/// The same in a text that was another one, with other neighbours: it may be anywhere.
pub fn unsure() -> Annotation {
    let mut annotation = mark();
    annotation.id = AnnotationId::derived("test", "unsure");
    if let Some(article) = &mut annotation.target.article {
        article.body_sha256 = "0".repeat(64);
    }
    if let Some(quote) = &mut annotation.target.quote {
        quote.prefix = "zzzz zzzz ".into();
        quote.suffix = " zzzz zzzz".into();
    }
    annotation
}

/// The same with words that are nowhere.
pub fn lost() -> Annotation {
    let mut annotation = unsure();
    annotation.id = AnnotationId::derived("test", "lost");
    annotation.target.quote = Some(Quote {
        exact: "Nobody ever wrote about hydroelectric zeppelins over Kampala".into(),
        ..Quote::default()
    });
    annotation
}

/// Two changes of one mark, made at the same time.
pub fn divided() -> [Revision; 3] {
    let mut first = mark();
    first.id = AnnotationId::derived("test", "divided");
    let first = Revision::new(first, Vec::new());
    let changed = |note: &str, who: &str| {
        let mut annotation = first.annotation.clone();
        annotation.note = Some(note.into());
        annotation.tags = vec![who.into()];
        annotation.creator = Some(serde_json::json!({ "type": "Person", "nickname": who }));
        Revision::new(annotation, vec![first.id])
    };
    let (one, two) = (
        changed("Check the figures", "ada"),
        changed("Ask the embassy", "bob"),
    );
    [first, one, two]
}

fn stage_with(annotations: &[Annotation], size: (u16, u16)) -> Stage {
    let mut stage = Stage::seeds(size.0, size.1);
    let revisions = annotations.iter().cloned();
    stage.receive(
        revisions
            .map(|one| Revision::new(one, Vec::new()))
            .collect(),
    );
    stage
}

/// Puts the cursor of the list on the row that says this.
fn choose(stage: &mut Stage, words: &str) {
    stage.press("pane.annotations").find(words);
}

fn state(stage: &Stage, name: &str) -> Option<State> {
    stage.app.state_of(AnnotationId::derived("test", name))
}

#[test]
fn what_needs_the_reader_stands_first_in_any_order() {
    let mut stage = stage_with(&[unsure(), lost()], (100, 30));
    stage.receive(divided().to_vec());
    go(&mut stage, "uganda");
    stage.press("annotate.highlight").press("pane.annotations");
    assert_snapshot!(stage.frame());
    for order in ["newest", "oldest", "colour", "tag", "who"] {
        stage.press("pane.sort").find(order).press("open");
        assert_eq!(stage.keyboard(), PaneId::Annotations);
        let frame = stage.frame();
        let at = |words: &str| {
            frame
                .find(words)
                .unwrap_or_else(|| panic!("{words}:\n{frame}"))
        };
        assert!(at("Not found") < at("Is this the place?"), "{order}");
        assert!(at("Is this the place?") < at("Changed twice"), "{order}");
        let last = ["2026-01", "2026-01", "yellow", "no tag", "ada"];
        assert!(
            last.iter()
                .any(|head| frame.rfind(head) > Some(at("Changed twice")))
        );
    }
}

#[test]
fn every_colour_is_one_group_and_marks_without_one_are_another() {
    let marks = [("1", Some("yellow")), ("2", None), ("3", Some("yellow"))].map(|(day, colour)| {
        let mut annotation = mark();
        annotation.id = AnnotationId::derived("test", day);
        annotation.created = format!("2026-01-0{day}T00:00:00Z");
        annotation.colour = colour.map(str::to_owned);
        annotation
    });
    let mut stage = stage_with(&marks, (100, 30));
    stage
        .press("pane.annotations")
        .press("pane.sort")
        .find("colour")
        .press("open");
    let frame = stage.frame();
    for head in ["▾ yellow", "▾ no colour"] {
        assert_eq!(frame.matches(head).count(), 1, "{frame}");
    }
}

#[test]
fn an_uncertain_place_is_dashed_asked_about_and_confirmed() {
    let mut stage = stage_with(&[unsure()], (100, 30));
    let unsure = Role::MarkUnsure.letter();
    choose(&mut stage, "supercomputing");
    stage.press("open");
    assert_eq!(stage.app.context(), Context::Doubt);
    assert!(stage.shows("Is this it?"), "{}", stage.frame());
    let dashed = stage.roles();
    assert!(dashed.contains(unsure), "{dashed}");
    assert!(
        !dashed.contains(&unsure.to_string().repeat(3)),
        "dashed, not drawn through"
    );
    stage.press("answer.yes");
    assert_eq!(stage.keyboard(), PaneId::Reader, "it was the only one");
    assert_eq!(state(&stage, "unsure"), Some(State::Sure));
    let confirmed = &stage.saved[0].annotation.target;
    let article = confirmed.article.as_ref().unwrap();
    assert_ne!(
        article.body_sha256,
        "0".repeat(64),
        "it remembers this text now"
    );
    assert!(!confirmed.quote.as_ref().unwrap().prefix.contains("zzzz"));
}

#[test]
fn a_place_that_is_not_the_one_is_an_orphan_until_the_text_changes() {
    let mut stage = stage_with(&[unsure()], (100, 30));
    choose(&mut stage, "supercomputing");
    stage.press("open").press("answer.no");
    assert_eq!(state(&stage, "unsure"), Some(State::Orphan));
    assert!(!stage.roles().contains(Role::MarkUnsure.letter()));
    stage.press("pane.annotations");
    assert!(stage.shows("Not found in any text"), "{}", stage.frame());
    stage.press("annotate.undo");
    assert_eq!(stage.keyboard(), PaneId::Annotations, "undone where one is");
    assert_eq!(state(&stage, "unsure"), Some(State::Unsure));
}

#[test]
fn a_lost_annotation_is_searched_and_put_elsewhere() {
    let mut stage = stage_with(&[lost()], (100, 30));
    choose(&mut stage, "zeppelins");
    stage.press("annotate.find-quote");
    assert_eq!(stage.keyboard(), PaneId::SearchBox);
    assert!(stage.shows("hydroelectric zeppelins"), "{}", stage.frame());
    stage.keys("esc").keys("esc");
    go(&mut stage, "uganda");
    stage.keys("v i w").press("annotate.attach");
    let attached = &stage.saved[0];
    assert_eq!(
        attached.annotation.id,
        AnnotationId::derived("test", "lost")
    );
    assert_eq!(attached.annotation.target.words(), "Uganda");
    assert_eq!(state(&stage, "lost"), Some(State::Sure));
    stage.press("annotate.attach");
    assert_eq!(stage.saved.len(), 1, "nothing is held any more");
    stage.press("annotate.undo");
    assert_eq!(state(&stage, "lost"), Some(State::Orphan));
}

#[test]
fn variants_stand_side_by_side_and_one_is_kept() {
    let mut stage = stage_with(&[], (100, 24));
    stage.receive(divided().to_vec());
    choose(&mut stage, "figures");
    stage.press("open");
    assert_eq!(stage.keyboard(), PaneId::Variants);
    assert_snapshot!(stage.frame());
    let beside = |stage: &Stage| {
        let frame = stage.frame();
        let mut rows = frame.lines();
        rows.any(|row| row.contains("Check the figures") && row.contains("Ask the embassy"))
    };
    assert!(beside(&stage));
    stage.size(40, 16);
    assert!(!beside(&stage), "{}", stage.frame());
    assert!(stage.shows("Check the figures") && stage.shows("Ask the embassy"));
    stage.press("move.down").press("open");
    assert_eq!(stage.keyboard(), PaneId::Annotations);
    assert_eq!(
        stage.saved[0].supersedes.len(),
        2,
        "the choice replaces both"
    );
    stage.press("annotate.undo");
    assert!(stage.shows("Changed twice"), "{}", stage.frame());
    stage.press("annotate.join");
    let joined = stage.saved.last().unwrap().annotation.note.clone().unwrap();
    assert!(joined.contains("figures") && joined.contains("embassy"));
}

#[test]
fn changing_one_variant_leaves_the_other_to_be_seen() {
    let mut stage = stage_with(&[], (100, 24));
    stage.receive(divided().to_vec());
    choose(&mut stage, "supercomputing");
    stage.keys("m r");
    assert_eq!(stage.saved[0].supersedes.len(), 1);
    assert!(stage.shows("2 variants"), "{}", stage.frame());
}

#[test]
fn a_review_walks_through_all_and_ends() {
    let mut stage = Stage::seeds(100, 30);
    for (words, colour) in [
        ("uganda", "m r"),
        ("supercomputing", "m y"),
        ("huawei", "m b"),
    ] {
        go(&mut stage, words);
        stage.keys("v i w").keys(colour);
    }
    stage
        .press("pane.annotations")
        .press("move.top")
        .press("move.down");
    stage.press("annotate.review");
    assert_eq!(stage.keyboard(), PaneId::Review);
    assert!(stage.shows("Review · 1 of 3"), "{}", stage.frame());
    assert_snapshot!(stage.frame());
    stage.press("find.next");
    assert!(stage.shows("2 of 3"));
    stage.keys("a").type_text("Look again").keys("esc");
    assert_eq!(
        stage.keyboard(),
        PaneId::Review,
        "the walk goes on after a note"
    );
    assert!(stage.shows("Look again"));
    stage.press("annotate.delete");
    assert!(stage.shows("2 of 2"), "{}", stage.frame());
    stage.press("annotate.undo");
    assert!(
        stage.shows("2 of 3") && stage.shows("Look again"),
        "{}",
        stage.frame()
    );
    stage.press("find.previous").press("find.previous");
    assert!(stage.shows("1 of 3"));
    stage.press("open").press("open").press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(stage.shows("last of 3; 3 kept"), "{}", stage.frame());
}

#[test]
fn escape_leaves_a_review_at_the_place_it_had_reached() {
    let mut stage = Stage::seeds(40, 12);
    go(&mut stage, "supercomputing");
    stage.press("annotate.highlight").press("move.top");
    stage.press("annotate.review");
    assert!(stage.shows("1 of 1"), "{}", stage.frame());
    assert!(stage.shows("supercomputing"), "{}", stage.frame());
    stage.press("close");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(stage.shows("supercomputing"));
}

#[test]
fn a_highlight_with_a_note_takes_six_keys_from_the_open_article() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader");
    let (keys, words) = (["/", "enter", "a", "esc"], ["supercomputing", "Check this"]);
    stage.keys(keys[0]).type_text(words[0]).keys(keys[1]);
    stage.keys(keys[2]).type_text(words[1]).keys(keys[3]);
    let annotation = &stage.saved[0].annotation;
    assert!(annotation.target.words().contains(words[0]));
    assert_eq!(annotation.note.as_deref(), Some(words[1]));
    assert!(annotation.colour.is_some() && keys.len() <= 6);
}

#[test]
fn what_is_noted_at_the_current_place_is_read_below() {
    let mut stage = Stage::seeds(100, 30);
    go(&mut stage, "supercomputing");
    stage.keys("a").type_text("Check this").keys("esc");
    stage.press("move.top").press("annotate.next");
    let last = |stage: &Stage| stage.frame().lines().last().unwrap_or_default().to_owned();
    assert!(last(&stage).starts_with("Check this"), "{}", stage.frame());
    stage.press("read.next-heading");
    assert!(!last(&stage).contains("Check this"));
    let mut stage = stage_with(&[unsure()], (100, 30));
    stage.press("pane.reader").press("annotate.next");
    assert!(last(&stage).contains("r asks"), "{}", stage.frame());
}

#[test]
fn undo_and_redo_say_what_they_did_and_go_there() {
    let mut stage = Stage::seeds(100, 30);
    go(&mut stage, "supercomputing");
    stage.press("annotate.highlight");
    let place = stage.app.here().unwrap().article;
    stage.open("oecd ai principles");
    stage.press("annotate.undo");
    assert_eq!(stage.app.here().unwrap().article, place);
    assert!(stage.shows("Took back: an annotation"), "{}", stage.frame());
    stage.open("oecd ai principles");
    stage.press("annotate.redo");
    assert_eq!(stage.app.here().unwrap().article, place);
    assert!(stage.shows("Did again: an annotation"));
    assert!(stage.shows("supercomputing"));
    stage.press("annotate.redo");
    assert!(
        stage.shows("nothing was taken back that"),
        "{}",
        stage.frame()
    );
}

#[test]
fn a_review_goes_on_in_another_order() {
    let mut stage = Stage::seeds(100, 30);
    for (words, colour) in [("state backing", "m r"), ("supercomputing", "m y")] {
        go(&mut stage, words);
        stage.keys("v i w").keys(colour);
    }
    stage.press("pane.annotations").press("move.bottom");
    stage.press("annotate.review");
    assert!(stage.shows("Review · 2 of 2"), "{}", stage.frame());
    stage.press("pane.sort").find("newest").press("open");
    assert_eq!(stage.keyboard(), PaneId::Review);
    assert!(stage.shows("Review · 1 of 2"), "{}", stage.frame());
    assert!(stage.shows("supercomputing"));
}

/// The ends of the walk for those who never came near it.
#[test]
fn nothing_to_review_is_said() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").press("annotate.review");
    assert!(stage.shows("Nothing to review here"));
    stage.press("annotate.attach");
    assert!(stage.shows("Pick an annotation up first"));
    let placed = Message::Placed(Vec::new());
    stage.send(placed);
    assert_eq!(stage.keyboard(), PaneId::Reader);
}

/// Two annotations whose places are asked about, one after the other.
fn two_doubts() -> Stage {
    let mut other = unsure();
    other.id = AnnotationId::derived("test", "other");
    let mut stage = stage_with(&[unsure(), other], (100, 30));
    choose(&mut stage, "supercomputing");
    stage.press("annotate.review");
    stage.press("move.up").press("move.up");
    assert!(stage.shows("Review · 1 of 2"), "{}", stage.frame());
    assert_eq!(stage.app.context(), Context::Doubt);
    stage
}

#[test]
fn no_question_of_a_review_follows_by_itself() {
    for (key, words) in [("y", "It is here"), ("n", "It is not here")] {
        let mut stage = two_doubts();
        stage.keys(key);
        assert_eq!(stage.saved.len(), 1);
        assert!(stage.shows("Review · 1 of 2"), "{}", stage.frame());
        let said = format!("Recorded, u takes it back: {words}");
        assert!(stage.shows(&said), "{}", stage.frame());
        assert_eq!(stage.app.context(), Context::Review);
        stage.keys("y esc");
        assert_eq!(
            stage.saved.len(),
            1,
            "the same key once more answers nothing"
        );
        stage.press("move.down");
        assert!(
            stage.shows("2 of 2") && stage.shows("Is this it?"),
            "{}",
            stage.frame()
        );
        stage.press("answer.yes");
        assert_eq!(stage.saved.len(), 2);
        assert_eq!(stage.keyboard(), PaneId::Reader, "that was the last");
        assert!(
            stage.shows("Recorded, u takes it back: It is here"),
            "{}",
            stage.frame()
        );
    }
}

#[test]
fn the_answer_of_a_review_is_taken_back_where_it_was_given() {
    let mut stage = two_doubts();
    stage.press("answer.yes").press("annotate.undo");
    assert!(stage.shows("Took back"), "{}", stage.frame());
    assert!(
        stage.shows("Review · 1 of 2") && stage.shows("Is this it?"),
        "{}",
        stage.frame()
    );
}

#[test]
fn the_key_that_walks_to_a_question_does_not_answer_it() {
    let mut stage = two_doubts();
    stage.press("answer.yes");
    stage.keys("n");
    assert!(
        stage.shows("2 of 2") && stage.shows("Is this it?"),
        "{}",
        stage.frame()
    );
    stage.keys("n");
    assert_eq!(stage.saved.len(), 1);
    assert!(stage.shows("that key led here"), "{}", stage.frame());
    stage.keys("n");
    assert_eq!(stage.saved.len(), 2, "once more is meant");
    // A key before it that is another one makes the answer plain.
    let mut stage = two_doubts();
    stage.press("answer.yes");
    stage.keys("n J n");
    assert_eq!(stage.saved.len(), 2);
    // And nothing answers at the pace of typing.
    let mut stage = two_doubts();
    stage.press("answer.yes").press("move.down");
    stage.step = 299;
    stage.keys("y");
    assert_eq!(stage.saved.len(), 1);
}

/// A list of which single rows were made anew reads as one that was made as a whole.
#[test]
fn the_list_after_each_change_is_the_one_that_is_made_anew() {
    for sort in 0..6 {
        let mut stage = Stage::seeds(160, 50);
        stage.receive(divided().into());
        let both = [unsure(), lost()].map(|one| Revision::new(one, Vec::new()));
        stage.receive(both.into());
        stage.keys("g n . s");
        stage.keys(&"j ".repeat(sort)).keys("enter");
        for keys in [
            "g r c ) H",
            "g r c ) ) H",
            "g r c ) ) ) a w o r d esc",
            "g n j j t n e w enter",
            "u",
            "g r c ) ) ) ) H",
            "g n G d d",
            "u",
            "g a j enter g r H",
            "g r c ) ) H",
        ] {
            stage.keys(keys).keys("g n");
            // The list alone: other panes and the row that is chosen follow the scope.
            let rows = |stage: &Stage| -> Vec<String> {
                let frame = stage.frame();
                let list = |line: &str| line.chars().skip(40).take(80).collect();
                frame.lines().take(42).map(list).collect()
            };
            let patched = rows(&stage);
            stage.keys(". .");
            let anew = rows(&stage);
            assert!(
                patched == anew,
                "sort {sort}, {keys}: {patched:#?} {anew:#?}"
            );
        }
        let frame = format!("{sort}: {}", stage.frame());
        assert!(frame.contains("Annotations 9"), "{frame}");
    }
}
