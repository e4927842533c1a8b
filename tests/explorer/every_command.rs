//! Every command in every pane: it acts on what is seen, or the last line says why not.

use postil::input::action::{Action, COMMANDS, Group};
use postil::input::key::{Key, sequence};
use postil::input::keymap::{Answer, Keymap};
use postil::panes::pane_id::PaneId;
use postil::text::range::Place;

use crate::hint_line::{LEAVING, PANES, stage_in};
use crate::stage::Stage;

/// What a command must not change unless it is seen.
fn hidden(stage: &Stage) -> (usize, Option<Place>) {
    (stage.saved.len(), stage.app.here())
}

/// Whether the reader, or a list of what is changed, is on the screen.
fn is_seen(stage: &Stage) -> bool {
    let lists = [
        PaneId::Annotations,
        PaneId::Review,
        PaneId::Variants,
        PaneId::Entities,
        PaneId::Dossier,
        PaneId::Reader,
    ];
    lists.into_iter().any(|pane| stage.app.sees(pane))
}

/// The keys to press for a command: where its first key begins nothing, what follows would be others.
fn pressed(keymap: &Keymap, stage: &Stage, keys: &str) -> Vec<Key> {
    let keys = sequence(&keys.replace("letter", "y")).unwrap();
    let begins = keymap.answer(stage.app.context(), &keys[..1]) != Answer::Nothing;
    keys.into_iter()
        .take(if begins { usize::MAX } else { 1 })
        .collect()
}

/// Commands that may leave all as it is without a word: at an end one stays, and where one is one is.
fn may_rest(action: Action) -> bool {
    matches!(
        action.row().group,
        Group::Move | Group::Panes | Group::Typing
    ) || matches!(
        action,
        Action::BoxHistory | Action::BoxMark | Action::CursorLeft
    )
}

/// Presses one command in one pane; gives what is wrong with what came of it.
fn press(keymap: &Keymap, (way, pane): (&str, PaneId), keys: &str) -> Option<String> {
    let mut stage = stage_in(way, pane, (140, 40));
    let context = stage.app.context();
    let pressed = pressed(keymap, &stage, keys);
    let answer = keymap.answer(context, &pressed);
    let types = context.is_typing() && answer == Answer::Nothing;
    let leaves =
        matches!(answer, Answer::Run(command) if LEAVING.contains(&command.action.row().name));
    if types || leaves {
        return None;
    }
    let before = stage.frame() + &stage.roles();
    let (hidden_before, seen) = (hidden(&stage), is_seen(&stage));
    for key in pressed {
        stage.keys(&key.to_string());
    }
    let place = format!("{keys} in {} by {way}", pane.name());
    let changed = before != stage.frame() + &stage.roles();
    let rests = matches!(answer, Answer::Run(command) if may_rest(command.action));
    if !changed && !rests && stage.effects().is_empty() {
        return Some(format!("{place} does nothing and says nothing"));
    }
    let hides = !seen && !is_seen(&stage) && hidden(&stage) != hidden_before;
    hides.then(|| format!("{place} changes what is not seen"))
}

/// What is wrong with the commands in some of the panes.
fn faults(panes: &[(&str, PaneId)]) -> Vec<String> {
    let keymap = Keymap::of_table().unwrap();
    let rows = COMMANDS.iter().filter(|row| !LEAVING.contains(&row.name));
    let keys: Vec<&str> = rows.filter_map(|row| row.keys.first().copied()).collect();
    let pairs = panes
        .iter()
        .flat_map(|pane| keys.iter().map(|keys| (*pane, *keys)));
    pairs
        .filter_map(|(pane, keys)| press(&keymap, pane, keys))
        .collect()
}

#[test]
fn every_command_acts_on_what_is_seen_or_says_why_not() {
    let (some, others) = PANES.split_at(PANES.len() / 2);
    let faults = std::thread::scope(|scope| {
        let first = scope.spawn(|| faults(some));
        let second = faults(others);
        [first.join().unwrap(), second].concat()
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_note_on_the_article_of_a_row_is_written_from_the_list() {
    let mut stage = Stage::seeds(140, 40);
    stage
        .keys("g r H g n j A")
        .type_text("On all of it")
        .keys("esc");
    let note = &stage.saved.last().unwrap().annotation;
    assert_eq!(note.note.as_deref(), Some("On all of it"));
    assert!(!note.is_anchored());
}
