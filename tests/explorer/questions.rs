//! Questions: answered by who has read them, in nobody's way, and never one after the other by themselves.

use postil::app::message::{Effect, Input, Message};
use postil::clip::entity::{EntityKey, Kind};
use postil::input::key::{Key, sequence};
use postil::library::correction::Correction;
use postil::notes::annotation::{Annotation, Revision};
use postil::panes::pane_id::PaneId;

use crate::stage::{Stage, id};

/// The explorer at the question whether two names are one.
fn asked() -> Stage {
    let mut stage = Stage::seeds(140, 40);
    let forum = "Quillon Ridge Forum";
    let names = [(101, forum, "governance"), (102, "QRF", "technology")];
    for (number, name, form) in names {
        let add = Correction::Add {
            of: EntityKey::new(Kind::Organisation, name),
            forms: vec![form.to_owned()],
        };
        let adding = Annotation::correcting(id(number), "2026-01-01T00:00:00Z", "eve", add);
        stage.receive(vec![Revision::new(adding, Vec::new())]);
    }
    stage.press("pane.entities").press("pane.scope");
    stage.press("names.ask");
    assert_eq!(stage.keyboard(), PaneId::Question, "{}", stage.frame());
    stage
}

/// Sends keys as one write of the terminal.
fn at_once(stage: &mut Stage, keys: &str) {
    let keys: Vec<Key> = sequence(keys).unwrap();
    stage.send(Message::Input(keys.into_iter().map(Input::Key).collect()));
}

#[test]
fn no_letter_of_a_search_answers_a_question() {
    let mut stage = asked();
    at_once(&mut stage, "/ y n x i");
    assert!(stage.saved.is_empty(), "{:?}", stage.saved);
    assert_ne!(stage.keyboard(), PaneId::Question);
    assert!(stage.shows("ynxi"), "{}", stage.frame());
}

#[test]
fn a_question_is_answered_once_it_can_have_been_read() {
    let mut stage = asked();
    stage.step = 299;
    stage.keys("y");
    assert!(stage.saved.is_empty() && stage.shows("Not answered"));
    stage.keys("y");
    assert!(stage.saved.is_empty(), "too soon after the key before it");
    stage.step = 300;
    stage.keys("y");
    assert_eq!(stage.saved.len(), 1);
}

#[test]
fn keys_in_one_write_with_the_one_that_asks_answer_nothing() {
    let mut stage = asked();
    stage.press("close");
    at_once(&mut stage, "c a y");
    at_once(&mut stage, "n");
    assert_eq!(stage.saved.len(), 1, "{:?}", stage.saved);
    let mut stage = asked();
    stage.press("close");
    at_once(&mut stage, "c a y y y n");
    assert!(stage.saved.is_empty(), "{:?}", stage.saved);
}

#[test]
fn keys_that_mean_something_else_close_a_question_and_go_on() {
    for (keys, pane) in [
        ("g r", PaneId::Reader),
        ("ctrl-p", PaneId::SearchBox),
        ("tab", PaneId::Sources),
        ("?", PaneId::Help),
    ] {
        let mut stage = asked();
        stage.keys(keys);
        assert_eq!(stage.keyboard(), pane, "{keys}");
        assert!(!stage.shows("One and the same"), "{}", stage.frame());
        assert!(stage.saved.is_empty());
    }
    let mut stage = asked();
    stage.keys("Q");
    assert!(stage.shows("First y or n"), "{}", stage.frame());
}

#[test]
fn no_question_follows_by_itself_and_what_was_recorded_is_said() {
    for (keys, words) in [("y", "→"), ("n", "is not")] {
        let mut stage = asked();
        stage.keys(keys);
        assert_ne!(stage.keyboard(), PaneId::Question);
        assert_eq!(stage.saved.len(), 1);
        let said = stage.frame().lines().last().unwrap().to_owned();
        assert!(
            said.contains("u takes it back") && said.contains(words),
            "{said}"
        );
        stage.press("annotate.undo");
        assert!(stage.shows("Took back"));
    }
}

#[test]
fn what_was_put_right_a_moment_ago_is_not_recorded_twice() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.entities").keys("} j");
    let keys = sequence("c h c h c h").unwrap();
    // The names are linked anew only after all keys.
    let effects = stage.update(Message::Input(keys.into_iter().map(Input::Key).collect()));
    let saves = effects.iter().filter(|one| matches!(one, Effect::Save(_)));
    assert_eq!(saves.count(), 1);
}

#[test]
fn a_menu_goes_when_another_pane_takes_the_keys() {
    for menu in ["s", "X", "O"] {
        for way in ["g n", "g m", "g p", "?", "ctrl-p"] {
            let mut stage = Stage::seeds(140, 40);
            stage.keys("g a").keys(menu);
            let menu_pane = stage.keyboard();
            assert!(menu_pane.is_menu(), "{menu}");
            stage.keys(way);
            assert!(
                !stage.app.sees(menu_pane),
                "{menu} {way}:\n{}",
                stage.frame()
            );
        }
    }
}
