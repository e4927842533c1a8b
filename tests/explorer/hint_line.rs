//! The hint line in every pane, at every size.

use postil::panes::pane_id::PaneId;

use crate::stage::Stage;

/// The ways into the panes over which a command is pressed, as keys, with the pane that they lead to.
pub const PANES: [(&str, PaneId); 21] = [
    ("g a", PaneId::Articles),
    ("g r", PaneId::Reader),
    ("g e", PaneId::Entities),
    ("g s", PaneId::Sources),
    ("g e } j enter", PaneId::Dossier),
    ("g s j enter", PaneId::Record),
    ("g r H g n j", PaneId::Annotations),
    ("g r H r", PaneId::Review),
    ("g m", PaneId::Map),
    ("g m enter", PaneId::Pair),
    ("g m enter j", PaneId::Pair),
    ("g p", PaneId::Problems),
    ("?", PaneId::Help),
    ("O", PaneId::Outline),
    ("g a s", PaneId::Sort),
    ("X", PaneId::Filters),
    ("ctrl-p", PaneId::SearchBox),
    ("g e } j c r", PaneId::Picker),
    ("g r a", PaneId::NoteEditor),
    ("g r t", PaneId::TagField),
    ("g r H g n j e", PaneId::PathField),
];

/// Sizes of all three forms.
pub const SIZES: [(u16, u16); 3] = [(140, 40), (100, 30), (60, 20)];

/// Commands that end the program, or hand the terminal away.
pub const LEAVING: [&str; 3] = ["leave", "quit", "suspend"];

pub fn stage_in(keys: &str, pane: PaneId, (width, height): (u16, u16)) -> Stage {
    let mut stage = Stage::seeds(width, height);
    stage.keys(keys);
    assert_eq!(stage.keyboard(), pane, "{keys}:\n{}", stage.frame());
    stage.effects();
    stage
}

#[test]
fn the_hint_line_shows_keys_that_do_something_here() {
    for (way, pane) in PANES {
        for size in SIZES {
            let hints = stage_in(way, pane, size).app.hints();
            assert!(!hints.is_empty(), "{way}");
            for (action, word) in hints {
                if LEAVING.contains(&action.row().name) {
                    continue;
                }
                let mut stage = stage_in(way, pane, size);
                stage.press(action.row().name);
                assert!(
                    !stage.shows("Not in ") && !stage.shows(" has it"),
                    "{word} in {} by {way}: {}",
                    pane.name(),
                    stage.frame()
                );
            }
        }
    }
}
