//! What the last line says to a key that does nothing here: which pane has it, or what it needs first.

use crate::app::state::App;
use crate::input::action::{Action, Context, Owner};
use crate::input::key::Key;
use crate::input::keymap::written;
use crate::panes::pane_id::PaneId;
use crate::text::clean::SafeText;

impl App {
    /// Answers a command that neither the pane with the keyboard nor its owner has a use for.
    pub(super) fn answer_unused(&mut self, action: Action) {
        let row = action.row();
        let words = match row.owner {
            Owner::Reader | Owner::Annotations(_) | Owner::Names(_)
                if !self.is_at_hand(PaneId::Reader) =>
            {
                format!(
                    "The reader has it{}: {}",
                    self.way_to(Context::Reader),
                    row.help
                )
            }
            _ => format!("Not in {}: {}", self.keyboard().name(), row.help),
        };
        self.say(SafeText::line(&words));
    }

    /// Answers keys that are bound to nothing where they were pressed.
    pub(super) fn answer_unbound(&mut self, pressed: &[Key]) {
        let context = self.context();
        let keys = written(pressed);
        let words = match self.cx.keymap.elsewhere(pressed) {
            _ if context == Context::Question => "First y or n".to_owned(),
            Some(binding) if !context.is_typing() => format!(
                "{} has it{}: {}",
                has(binding.context),
                self.way_to(binding.context),
                binding.action.row().help
            ),
            _ => format!("{keys} means nothing here"),
        };
        self.say(SafeText::line(&words));
    }

    /// The key that leads to a context from here, in brackets.
    fn way_to(&self, context: Context) -> String {
        let there = match context {
            Context::Reader => Action::GoReader,
            Context::Cursor => Action::Cursor,
            Context::Selecting => Action::SelectCharacters,
            Context::Articles => Action::GoArticles,
            Context::Entities => Action::GoEntities,
            Context::Sources => Action::GoSources,
            Context::Pair => Action::GoPair,
            Context::Annotations => Action::GoAnnotations,
            Context::Review | Context::Doubt => Action::Review,
            Context::Filters => Action::Filters,
            Context::Variants => Action::Compare,
            _ => return String::new(),
        };
        let key = self.cx.keymap.key_in(self.context(), there);
        key.map_or_else(String::new, |key| format!(" ({key})"))
    }
}

/// Who has the keys of a context, as a sentence begins.
fn has(context: Context) -> &'static str {
    match context {
        Context::Reader => "The reader",
        Context::Cursor => "The cursor of the reader",
        Context::Selecting => "A selection in the reader",
        Context::Articles => "The list of articles",
        Context::Entities => "The list of names",
        Context::Sources => "The list of sources",
        Context::Pair => "The pair of two names",
        Context::Annotations => "The list of annotations",
        Context::Review | Context::Doubt => "The review",
        Context::Filters => "The list of filters",
        Context::Variants => "The comparison of variants",
        Context::Question => "A question",
        _ => "A list",
    }
}
