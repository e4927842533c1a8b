//! Annotations on their way to a file and from one: which, where, and what comes of it.

use crate::app::message::{Effect, Export};
use crate::app::state::App;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::notes::formats::{Import, WriteForm};
use crate::panes::pane::{Notice, PaneId};
use crate::panes::path_field::Purpose;
use crate::store::import_export::Existing;
use crate::text::clean::SafeText;

impl App {
    /// Acts on a command that writes or reads a file of annotations; `None` for any other.
    pub(super) fn act_exchanging(&mut self, command: Command) -> Option<Vec<Effect>> {
        let purpose = match command.action {
            Action::Export => Purpose::Export(self.panes.annotations.walk().len()),
            Action::Import => Purpose::Import,
            _ => return None,
        };
        if purpose == Purpose::Export(0) {
            return Some(self.say("No annotations are listed: . widens the list to the library"));
        }
        self.panes.path_field.start(purpose);
        self.show_over(PaneId::PathField);
        Some(Vec::new())
    }

    /// Has the annotations written that are listed.
    pub(super) fn export(&mut self, path: String, form: WriteForm) -> Vec<Effect> {
        self.status = SafeText::line(&format!("Writing {path}"));
        vec![Effect::Export(Export {
            path,
            form,
            wanted: self.panes.annotations.walk().into_iter().collect(),
            existing: Existing::Keep,
        })]
    }

    /// Has a file of annotations read.
    pub(super) fn import(&mut self, path: String) -> Vec<Effect> {
        self.status = SafeText::line(&format!("Reading {path}"));
        vec![Effect::Import(path)]
    }

    /// Asks before a file is written that is there and is not ours.
    pub(super) fn ask_to_write(&mut self, export: Export) {
        let what = match export.form {
            WriteForm::Markdown => "The annotations would be added below what is there.",
            _ => "What is in it would be written over.",
        };
        let lines = vec![
            SafeText::line(&format!("{} is there already", export.path)),
            what.into(),
        ];
        let title = "Write to it? y yes · n no".into();
        self.panes.question.ask(title, lines);
        self.declined = None;
        self.asked = Some(Effect::Export(Export {
            existing: Existing::Write,
            ..export
        }));
        self.status = SafeText::default();
        self.show_over(PaneId::Question);
    }

    /// Takes in what a file brought, as one step.
    pub(super) fn imported(&mut self, import: Import, now: &str) -> Vec<Effect> {
        let words = import.words();
        if import.changes.is_empty() {
            self.status = SafeText::line(&words);
            return Vec::new();
        }
        match self.cx.notebook.apply(import.changes, now) {
            Ok(revisions) => {
                self.status = SafeText::line(&words);
                self.tell(&Notice::Annotated);
                let mut effects = vec![Effect::Save(revisions)];
                effects.extend(self.curate());
                effects
            }
            Err(refused) => {
                self.status = SafeText::line(&format!("Not done: {refused}"));
                Vec::new()
            }
        }
    }
}
