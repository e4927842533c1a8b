//! Carrying out what panes ask for.

use crate::app::message::Effect;
use crate::app::state::App;
use crate::input::keymap::Command;
use crate::library::location::Location;
use crate::notes::annotation::AnnotationId;
use crate::panes::opened::Opened;
use crate::panes::pane::{Notice, PaneId, Request, Scope};
use crate::panes::sort::SortBy;
use crate::search::question::SearchQuestion;
use crate::store::folder::FIRST;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, Place};
use crate::web::open_policy::{Doubt, Opening, may_open};

impl App {
    /// Gives a command to the pane that has the keyboard, and carries out what it asks for.
    pub(super) fn run(&mut self, command: Command) -> Vec<Effect> {
        let id = self.keyboard();
        let requests = self.panes.get_mut(id).act(command, &self.cx);
        self.carry_out(requests, command)
    }

    /// Carries out requests in their order; `command` is what they answer to.
    pub(super) fn carry_out(&mut self, requests: Vec<Request>, command: Command) -> Vec<Effect> {
        let mut effects = Vec::new();
        for request in requests {
            effects.extend(self.carry_out_one(request, command));
        }
        effects
    }

    fn carry_out_one(&mut self, request: Request, command: Command) -> Vec<Effect> {
        match request {
            Request::Ignored => return self.act(command),
            Request::Go(stop) => return self.go(stop),
            Request::Read(article) => return self.read(article),
            Request::Show(place) => return self.bring(place.into()),
            Request::ShowArticle(article) => {
                let is_shown = |opened: &Opened| opened.article == article;
                if !self.cx.opened().is_some_and(is_shown) {
                    return self.open(article);
                }
            }
            Request::KeepVariant(number) => return self.keep_variant(number),
            Request::Browse { address, label } => return self.browse(&address, &label),
            Request::Copy { text, what } => return self.copy(text, what),
            Request::Ask { typed, wanted } => {
                self.question += 1;
                return vec![Effect::Ask {
                    question: SearchQuestion {
                        typed,
                        pinned: self.cx.filter.clone(),
                        wanted,
                    },
                    number: self.question,
                }];
            }
            Request::Ahead(stops) => self.keep_ahead(stops),
            Request::Pin(constraints) => return self.pin(constraints),
            Request::Run(action) => return self.run(Command::plain(action)),
            Request::Reopen => return self.reopen(),
            Request::Answer | Request::Decline => return self.answer(&request),
            Request::Picked(pick) => return self.picked(pick),
            Request::AskWhether(proposal) => {
                self.asked_about.clear();
                return self.ask_about(proposal);
            }
            Request::NoteTyped(text) => return self.note_typed(text),
            Request::NoteWritten(text) => return self.note_written(&text),
            Request::NoteLent(text) => {
                return match self.subject.take() {
                    Some(subject) => self.lend_note(subject, text),
                    None => Vec::new(),
                };
            }
            Request::TagsWritten(text) => return self.tags_written(&text),
            Request::Export(path, form) => return self.export(path, form),
            Request::Import(path) => return self.import(path),
            Request::Dossier(name) => {
                self.panes.dossier.show(name, &self.cx);
                self.show_over(PaneId::Dossier);
            }
            Request::Record(url) => {
                self.panes.record.show(url, &self.cx);
                self.show_over(PaneId::Record);
            }
            Request::Annotation(id) => self.list_annotation(id),
            Request::Over(pane) => self.show_over(pane),
            Request::Focus(pane) => self.focus(pane),
            Request::Close => self.close(),
            Request::Sort(SortBy::Articles(key)) => self.panes.articles.sort_by(key, &self.cx),
            Request::Sort(SortBy::Annotations(key)) => {
                self.panes.annotations.arrange(key, &self.cx);
                self.panes.review.reorder(self.panes.annotations.walk());
            }
            Request::Say(words) => self.status = words,
        }
        Vec::new()
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

    /// Jumps to a stop; where one was is kept on the trail.
    pub(super) fn go(&mut self, stop: Location) -> Vec<Effect> {
        if let Some(here) = self.here() {
            self.trail.leave(here.into());
        }
        self.show(stop)
    }

    /// Shows a stop in the reader.
    pub(super) fn show(&mut self, stop: Location) -> Vec<Effect> {
        self.over.clear();
        self.focus(PaneId::Reader);
        self.bring(stop)
    }

    /// Brings a stop into the reader; the keyboard stays where it is.
    fn bring(&mut self, stop: Location) -> Vec<Effect> {
        let Location { article, spot } = stop;
        let open = self.cx.opened().filter(|opened| opened.article == article);
        if let Some(range) = open.and_then(|opened| spot.source(&opened.own)) {
            self.tell(&Notice::Went(Place { article, range }));
            return Vec::new();
        }
        self.panes.reader.await_stop(stop);
        self.open(article)
    }

    /// Opens an article where it was last left, and gives it the keyboard.
    pub(super) fn read(&mut self, article: ArticleId) -> Vec<Effect> {
        let opened = self
            .cx
            .opened()
            .is_some_and(|opened| opened.article == article);
        if let (Some(here), false) = (self.here(), opened) {
            self.trail.leave(here.into());
        }
        self.over.clear();
        self.focus(PaneId::Reader);
        if opened {
            Vec::new()
        } else {
            self.open(article)
        }
    }

    pub(super) fn open(&self, article: ArticleId) -> Vec<Effect> {
        let is_shown = self
            .cx
            .opened()
            .is_some_and(|opened| opened.article == article);
        vec![Effect::Open {
            article,
            most: if is_shown {
                self.panes.reader.most()
            } else {
                FIRST
            },
            comments: self.panes.reader.comments(),
        }]
    }

    /// Reads the article again, at the same place.
    fn reopen(&mut self) -> Vec<Effect> {
        let Some(here) = self.here() else {
            return Vec::new();
        };
        self.panes.reader.await_stop(here.into());
        self.open(here.article)
    }

    /// Copies a text; an empty one would only empty the clipboard.
    fn copy(&mut self, text: SafeText, what: &str) -> Vec<Effect> {
        if text.is_empty() {
            self.status = "There is nothing to copy here".into();
            return Vec::new();
        }
        self.status = SafeText::line(&format!("Copied {what}: {text}"));
        vec![Effect::Copy(text)]
    }

    /// Opens a page, asks first, or says why not.
    fn browse(&mut self, address: &str, label: &SafeText) -> Vec<Effect> {
        match may_open(address, label.as_str()) {
            Opening::Allowed { address, host } => {
                self.status = SafeText::line(&format!("Opening {host}"));
                vec![Effect::Browse(address)]
            }
            Opening::Ask { address, host, why } => {
                let lines = vec![
                    SafeText::line(&format!("The browser would go to {host}")),
                    SafeText::line(reason(why)),
                    SafeText::line(&address),
                ];
                self.panes
                    .question
                    .ask("Are you sure? y yes · n no".into(), lines);
                self.asked = Some(Effect::Browse(address));
                self.declined = None;
                self.show_over(PaneId::Question);
                Vec::new()
            }
            Opening::Refused { why } => {
                self.status = SafeText::line(&format!("Not opened: {why}. y u copies the address"));
                Vec::new()
            }
        }
    }

    /// Does what an answer is for; where no is for something too, the next question follows.
    fn answer(&mut self, request: &Request) -> Vec<Effect> {
        let (yes, no) = (self.asked.take(), self.declined.take());
        let asks_on = no.is_some();
        let chosen = if *request == Request::Answer { yes } else { no };
        let mut effects = Vec::from_iter(chosen);
        if asks_on {
            effects.extend(self.ask_next());
        }
        effects
    }

    /// Puts a pane over the others; one that is there already comes to the top.
    pub(super) fn show_over(&mut self, pane: PaneId) {
        self.over.retain(|open| *open != pane);
        self.over.push(pane);
        self.arrange();
    }

    /// Closes the topmost pane.
    pub(super) fn close(&mut self) {
        self.over.pop();
        self.arrange();
    }

    /// Gives a pane that is always open the keyboard.
    pub(super) fn focus(&mut self, pane: PaneId) {
        self.focus = pane;
        if pane != PaneId::Reader {
            self.side = pane;
            self.zen = false;
        }
        self.arrange();
    }
}

/// Why there is a question before a page is opened.
fn reason(why: Doubt) -> &'static str {
    match why {
        Doubt::UserInfo => "A name before the host makes the address look like another site's.",
        Doubt::MixedScripts => "The host mixes scripts, as look-alikes of other sites do.",
        Doubt::Label => "The text of the link is the address of another site.",
        Doubt::Number => "The host is a number, not a name.",
    }
}
