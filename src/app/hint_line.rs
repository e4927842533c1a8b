//! The keys that help most where the keyboard is, and those that may follow what was pressed. Keys and
//! contexts are those of the table of commands: what has no key here is not shown.

use crate::app::state::App;
use crate::input::action::{Action, Context};
use crate::input::keymap::written;
use crate::panes::pane_id::PaneId;
use crate::text::clean::SafeText;

impl App {
    /// The keys that help most where the keyboard is, whatever keys the reader has given them.
    pub(super) fn hint(&self) -> SafeText {
        let context = self.context();
        let begin = match context {
            Context::Hints => "type the letters of a link or a name  ",
            _ => "",
        };
        let words = self.hints().into_iter().filter_map(|(action, word)| {
            let key = self.cx.keymap.key_in(context, action)?;
            Some(format!("{key} {word}"))
        });
        SafeText::line(&format!("{begin}{}", words.collect::<Vec<_>>().join("  ")))
    }

    /// The actions of the hint line, each with its word.
    pub fn hints(&self) -> Vec<(Action, &'static str)> {
        let hints = match (self.keyboard(), self.context()) {
            // Nothing can be done to an article before there is one.
            (PaneId::Reader, _) if self.cx.opened().is_none() => helpful(Context::Anywhere),
            (PaneId::Outline | PaneId::Sort | PaneId::Filters, _) => of_menu(self.keyboard()),
            (PaneId::Dossier, Context::Entities) => IN_DOSSIER,
            (_, context) => helpful(context),
        };
        let can = |action: Action| match (self.keyboard(), action) {
            (PaneId::Map, Action::FindHere) => false,
            (PaneId::Reader, Action::Open | Action::FindHere) => self.cx.opened().is_some(),
            _ => true,
        };
        let can_here = hints.iter().filter(|(action, _)| can(*action));
        can_here.copied().collect()
    }

    /// The keys pressed so far and what may follow them.
    pub(super) fn pending(&self) -> Option<SafeText> {
        if self.pressed.is_empty() {
            return self.count.map(|count| SafeText::line(&count.to_string()));
        }
        let open = self.cx.keymap.continuations(self.context(), &self.pressed);
        let parts: Vec<String> = open
            .iter()
            .map(|binding| {
                let rest = written(binding.keys.get(self.pressed.len()..).unwrap_or_default());
                match binding.action {
                    Action::Colour => format!("{rest} {}", self.cx.palette.legend()),
                    action => format!("{rest} {}", action.row().help),
                }
            })
            .collect();
        Some(SafeText::line(&format!(
            "{} …  {}",
            written(&self.pressed),
            parts.join("   ")
        )))
    }
}

/// Commands with a word on each, in the order in which they are shown.
type Hints = &'static [(Action, &'static str)];

/// What helps most in a menu.
fn of_menu(menu: PaneId) -> Hints {
    match menu {
        PaneId::Filters => &[
            (Action::Open, "pins, or takes back"),
            (Action::NameFilter, "names the set"),
            (Action::Down, "next"),
            (Action::Up, "previous"),
            (Action::Close, "closes"),
        ],
        PaneId::Sort => &[
            (Action::Open, "sorts"),
            (Action::Down, "next"),
            (Action::Up, "previous"),
            (Action::Close, "closes"),
        ],
        _ => &[
            (Action::Open, "goes there"),
            (Action::Down, "next"),
            (Action::Up, "previous"),
            (Action::FindHere, "narrow"),
            (Action::Close, "closes"),
        ],
    }
}

/// What helps most in a context: actions with a word for each.
const HELPFUL: &[(&[Context], Hints)] = &[
    (
        &[Context::Reader],
        &[
            (Action::PageDown, "page"),
            (Action::Hints, "follow"),
            (Action::FindHere, "find"),
            (Action::OpenSource, "source"),
            (Action::Highlight, "highlight"),
            (Action::Note, "note"),
            (Action::Back, "back"),
            (Action::FindAll, "anything"),
            (Action::Help, "keys"),
        ],
    ),
    (
        &[Context::Cursor, Context::Selecting],
        &[
            (Action::NextWord, "word"),
            (Action::SelectCharacters, "select"),
            (Action::Highlight, "highlight"),
            (Action::Open, "follow"),
            (Action::Close, "leaves"),
            (Action::Help, "keys"),
        ],
    ),
    (
        &[Context::Typing],
        &[(Action::Accept, "keeps"), (Action::Cancel, "closes")],
    ),
    (&[Context::Note], &[(Action::Cancel, "keeps")]),
    (
        &[Context::Box],
        &[
            (Action::Accept, "opens"),
            (Action::BoxMark, "marks"),
            (Action::BoxPin, "pins"),
            (Action::BoxHistory, "before"),
            (Action::BoxGroup, "groups"),
            (Action::Cancel, "closes"),
        ],
    ),
    (&[Context::Hints], &[(Action::Close, "closes")]),
    (
        &[Context::Pair],
        &[
            (Action::Open, "goes there"),
            (Action::CopyQuote, "copies it"),
            (Action::FindHere, "narrow"),
            (Action::Pin, "pins both"),
            (Action::Back, "back"),
            (Action::FindAll, "anything"),
            (Action::Help, "keys"),
        ],
    ),
    (
        &[Context::Annotations],
        &[
            (Action::Open, "goes there"),
            (Action::Review, "review"),
            (Action::Note, "note"),
            (Action::Tags, "tags"),
            (Action::Delete, "delete"),
            (Action::Sort, "sort"),
            (Action::Scope, "scope"),
            (Action::Help, "keys"),
        ],
    ),
    (
        &[Context::Variants],
        &[
            (Action::Deeper, "choose"),
            (Action::Open, "keeps the chosen one"),
            (Action::Join, "makes one of all"),
            (Action::Close, "closes"),
        ],
    ),
    (
        &[Context::Review],
        &[
            (Action::Open, "keeps"),
            (Action::NextMatch, "next"),
            (Action::PreviousMatch, "previous"),
            (Action::Note, "note"),
            (Action::Tags, "tags"),
            (Action::Colour, "colour"),
            (Action::Delete, "delete"),
            (Action::Close, "leaves"),
        ],
    ),
    (
        &[Context::Doubt],
        &[
            (Action::Yes, "it is here"),
            (Action::No, "it is not"),
            (Action::Down, "next"),
            (Action::Up, "previous"),
            (Action::ReaderDown, "scroll"),
            (Action::Close, "leaves"),
        ],
    ),
    (
        &[Context::Question],
        &[(Action::Yes, "yes"), (Action::No, "no")],
    ),
];

/// The same in the dossier of a name.
const IN_DOSSIER: Hints = &[
    (Action::Open, "opens"),
    (Action::FindHere, "and a name: both"),
    (Action::Sort, "sorts names"),
    (Action::Pin, "pins"),
    (Action::FindAll, "anything"),
    (Action::Help, "keys"),
    (Action::Quit, "leaves"),
];

/// The same in every list.
const HELPFUL_IN_LISTS: Hints = &[
    (Action::Open, "opens"),
    (Action::NextPane, "next pane"),
    (Action::FindHere, "narrow"),
    (Action::Scope, "scope"),
    (Action::FindAll, "anything"),
    (Action::Help, "keys"),
    (Action::Quit, "leaves"),
];

fn helpful(context: Context) -> Hints {
    let row = HELPFUL
        .iter()
        .find(|(contexts, _)| contexts.contains(&context));
    row.map_or(HELPFUL_IN_LISTS, |(_, hints)| hints)
}
