//! Carrying out what panes ask for.

use std::sync::Arc;

use crate::app::dialog::{Confirm, Dialog};
use crate::app::message::{Effect, Export};
use crate::app::state::App;
use crate::input::keymap::Command;
use crate::notes::annotation::AnnotationId;
use crate::notes::formats::Existing;
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Pick, Request, Scope};
use crate::panes::sort_key::SortBy;
use crate::search::index::HitLimits;
use crate::search::question::SearchQuestion;
use crate::text::clean::SafeText;

impl App {
    /// Carries out requests in their order; `command` is what they answer to.
    pub(super) fn carry_out(&mut self, requests: Vec<Request>, command: Command) {
        for request in requests {
            self.carry_out_one(request, command);
        }
    }

    fn carry_out_one(&mut self, request: Request, command: Command) {
        match request {
            Request::Ignored => self.act(command),
            Request::ForReader => self.act_reader(command),
            Request::Go(stop) => self.go(stop),
            Request::Read(article) => self.read(article),
            Request::Show(place) => self.bring(place.into()),
            Request::ShowArticle(article) if self.is_open(article) => {}
            Request::ShowArticle(article) => self.open(article),
            Request::KeepVariant(number) => self.keep_variant(number),
            Request::Browse { address, label } => self.browse(&address, &label),
            Request::Copy { text, what } => self.copy(text, what),
            Request::Ask { typed, wanted } => self.ask(typed, wanted),
            Request::Find(typed) => self.find_all(&typed),
            Request::Ahead(stops) => self.keep_ahead(stops),
            Request::Pin(constraints) => self.pin(constraints),
            Request::RenameFilter(name) => self.ask_other_name(name),
            Request::ForgetFilter(name) => self.forget_filter(&name),
            Request::Run(action) => self.run(Command::plain(action)),
            Request::Mark(article, state) => self.mark(article, state),
            Request::Reopen => self.reopen(),
            Request::Dossier(name) => {
                self.panes.dossier.show(name, &self.cx);
                self.show_over(PaneId::Dossier);
            }
            Request::Pair(one, other) => {
                self.panes.pair.show(one, other);
                self.show_over(PaneId::Pair);
            }
            Request::Record(url) => {
                self.panes.record.show(url, &self.cx);
                self.show_over(PaneId::Record);
            }
            Request::Annotation(id) => self.list_annotation(id),
            Request::AskWhether(proposal) => self.ask_about(proposal),
            Request::Close => drop(self.close()),
            Request::Sort(by) => self.sort_by(by),
            Request::Say(words) => self.say(words),
            Request::NoteTyped(text) => self.note_typed(text),
            Request::NoteLeft(text) => self.leave_note(text),
            Request::Export(path, form) => self.export(path, form),
            Request::Import(path) => self.import(path),
            Request::Answered(_)
            | Request::Picked(_)
            | Request::NoteWritten(_)
            | Request::NoteLent(_)
            | Request::TagsWritten(_) => self.finish_dialog(request),
        }
    }

    /// Closes the dialog that a request ends, and does what it was for.
    pub(super) fn finish_dialog(&mut self, request: Request) {
        match (self.close(), request) {
            (Some(Dialog::Confirm(confirm)), Request::Answered(yes)) => self.answer(confirm, yes),
            (Some(Dialog::Pick(change)), Request::Picked(pick)) => self.picked(change, pick),
            (Some(Dialog::NameFilter(before)), Request::Picked(Pick::Text(name))) => {
                self.name_filter(before, name.as_str());
            }
            (Some(Dialog::Note { subject, .. }), Request::NoteWritten(text)) => {
                self.keep_note(subject, &text);
            }
            (Some(Dialog::Note { subject, .. }), Request::NoteLent(text)) => {
                self.lend_note(subject, text);
            }
            (Some(Dialog::Tags(subject)), Request::TagsWritten(text)) => {
                self.keep_tags(subject, &text);
            }
            // A request comes from the pane of its own dialog.
            _ => {}
        }
    }

    fn answer(&mut self, confirm: Confirm, yes: bool) {
        match confirm {
            Confirm::OneThing(proposal) => self.answer_one_thing(proposal, yes),
            Confirm::Browse(address) if yes => self.effects.push(Effect::Browse(address)),
            Confirm::Write(export) if yes => self.effects.push(Effect::Export(Export {
                existing: Existing::Write,
                ..export
            })),
            Confirm::Browse(_) | Confirm::Write(_) => {}
        }
    }

    fn ask(&mut self, typed: String, wanted: HitLimits) {
        self.question += 1;
        self.effects.push(Effect::Ask {
            question: SearchQuestion {
                typed,
                pinned: self.cx.filter.clone(),
                named: Arc::clone(&self.cx.named),
                reading: Arc::clone(&self.cx.stops),
                today: self.cx.today,
                wanted,
            },
            number: self.question,
        });
    }

    fn sort_by(&mut self, by: SortBy) {
        match by {
            SortBy::Articles(key) => self.panes.articles.sort_by(key, &self.cx),
            SortBy::Sources(key) => self.panes.sources.sort_by(key),
            SortBy::Annotations(key) => {
                self.panes.annotations.arrange(key, &self.cx);
                self.panes.review.reorder(self.panes.annotations.walk());
            }
        }
    }

    /// Shows an annotation in the list; one of another article widens the list to the library.
    fn list_annotation(&mut self, id: AnnotationId) {
        let is_listed = self.panes.annotations.walk().contains(&id);
        if !is_listed && self.cx.scope == Scope::Article {
            self.toggle_scope();
        }
        self.show_over(PaneId::Annotations);
        self.panes.annotations.choose(id);
    }

    /// Copies a text; an empty one would only empty the clipboard.
    fn copy(&mut self, text: SafeText, what: &str) {
        if text.is_empty() {
            return self.say("There is nothing to copy here");
        }
        self.say(SafeText::line(&format!("Copied {what}: {text}")));
        self.effects.push(Effect::Copy(text));
    }
}
