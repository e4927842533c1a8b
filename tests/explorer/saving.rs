//! What is said of a change, and when: nothing is done before it is on the disk.

use postil::app::message::{Effect, Input, Message};
use postil::input::key::sequence;
use postil::panes::pane_id::PaneId;

use crate::stage::Stage;

/// Presses keys while nothing is saved; gives what the app asks to have saved.
fn unsaved(stage: &mut Stage, keys: &str) -> Vec<Effect> {
    let keys = sequence(keys).unwrap();
    stage.update(Message::Input(keys.into_iter().map(Input::Key).collect()))
}

#[test]
fn nothing_is_said_to_be_done_before_it_is_on_the_disk() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.reader");
    let deeds = [
        ("H", "Annotated"),
        ("m g", "Annotation changed"),
        ("u", "Took back: a change of an annotation"),
        ("ctrl-r", "Did again: a change of an annotation"),
        ("d d", "Annotation deleted"),
        ("u", "Took back: the deletion of an annotation"),
        ("g e } j c h", "hidden"),
        ("u", "Took back"),
    ];
    for (keys, words) in deeds {
        let effects = unsaved(&mut stage, keys);
        assert!(!stage.shows(words), "{words} too early:\n{}", stage.frame());
        assert!(stage.shows("Saving …"), "{keys}:\n{}", stage.frame());
        stage.perform(effects);
        assert!(stage.shows(words), "{words} never:\n{}", stage.frame());
        assert!(!stage.shows("Saving …"));
    }
}

#[test]
fn a_step_of_which_a_part_was_not_saved_is_not_said_to_be_done() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader");
    let effects = unsaved(&mut stage, "H");
    let revisions = effects.iter().find_map(|effect| match effect {
        Effect::Save(revisions) => Some(revisions.clone()),
        _ => None,
    });
    let lost = revisions.unwrap().remove(0);
    stage.send(Message::NotSaved {
        id: lost.annotation.id,
        revision: lost.id,
        reason: "No space left on device: cannot write x".into(),
    });
    stage.send(Message::Saved {
        revision: lost.id,
        elsewhere: None,
    });
    assert!(stage.shows("NOT SAVED: No space left on device"));
}

#[test]
fn a_note_that_cannot_be_saved_is_left_as_a_draft() {
    let mut stage = Stage::seeds(80, 24);
    stage.press("pane.reader").keys("a").type_text("precious");
    stage.keys("esc");
    let lost = stage.saved[0].clone();
    stage.send(Message::NotSaved {
        id: lost.annotation.id,
        revision: lost.id,
        reason:
            "No space left on device: cannot write /a/long/path/to/annotations/01; make room there"
                .into(),
    });
    assert_eq!(stage.keyboard(), PaneId::NoteEditor);
    assert!(stage.shows("NOT SAVED: No space left on device"));
    assert!(
        stage.shows("ctrl-c leaves it as a draft"),
        "{}",
        stage.frame()
    );
    stage.effects();
    stage.keys("ctrl-c");
    let Some(Effect::KeepDraft(draft)) = stage.effects().pop() else {
        panic!("the draft is to be kept")
    };
    assert_eq!(draft.note, "precious");
    assert_eq!(draft.annotation.id, lost.annotation.id);
    assert_eq!(
        stage.keyboard(),
        PaneId::NoteEditor,
        "not before it is kept"
    );
    stage.send(Message::DraftKept(Ok(())));
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(stage.shows("Kept as a draft"));
    stage.keys("ctrl-c");
    assert_eq!(stage.app.finished(), Some(0));
}

#[test]
fn a_note_can_be_left_where_not_even_a_draft_can_be_kept() {
    let mut stage = Stage::seeds(80, 24);
    stage.press("pane.reader").keys("a").type_text("precious");
    stage.keys("esc");
    let lost = stage.saved[0].clone();
    stage.send(Message::NotSaved {
        id: lost.annotation.id,
        revision: lost.id,
        reason: "No space left on device".into(),
    });
    stage.keys("ctrl-c");
    stage.send(Message::DraftKept(Err("No space left on device".into())));
    assert_eq!(stage.keyboard(), PaneId::NoteEditor);
    assert!(stage.shows("precious") && stage.shows("Not a draft either"));
    stage.effects();
    stage.keys("ctrl-c");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(stage.effects().contains(&Effect::Copy("precious".into())));
}
