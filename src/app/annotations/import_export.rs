//! Annotations on their way to a file and from one: which, where, and what comes of it.

use crate::app::dialog::{Confirm, Dialog};
use crate::app::message::{Effect, Export};
use crate::app::state::App;
use crate::notes::formats::{Existing, Import, WriteForm};
use crate::panes::pane_id::PaneId;
use crate::panes::path_field::Purpose;
use crate::text::clean::SafeText;

impl App {
    /// Asks for the path of a file.
    pub(super) fn ask_path(&mut self, purpose: Purpose) {
        if purpose == Purpose::Export(0) {
            return self.say("No annotations are listed: . widens the list to the library");
        }
        self.panes.path_field.start(purpose);
        self.show_over(PaneId::PathField);
    }

    /// Has the annotations written that are listed.
    pub(in crate::app) fn export(&mut self, path: String, form: WriteForm) {
        self.say(SafeText::line(&format!("Writing {path}")));
        self.effects.push(Effect::Export(Export {
            path,
            form,
            wanted: self.panes.annotations.walk().into_iter().collect(),
            existing: Existing::Keep,
        }));
    }

    /// Has a file of annotations read.
    pub(in crate::app) fn import(&mut self, path: String) {
        self.say(SafeText::line(&format!("Reading {path}")));
        self.effects.push(Effect::Import(path));
    }

    /// Asks before a file is written that is there and is not ours.
    pub(in crate::app) fn ask_to_write(&mut self, export: Export) {
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
        self.status = SafeText::default();
        self.open_dialog(Dialog::Confirm(Confirm::Write(export)));
    }

    /// Takes in what a file brought, as one step.
    pub(in crate::app) fn imported(&mut self, import: Import) {
        let words = SafeText::line(&import.words());
        if import.changes.is_empty() {
            self.say(words);
        } else {
            self.apply(import.changes, |_| words);
        }
    }
}
