//! The program as a state machine: messages in, effects out, and a frame that can be drawn any time.

use std::collections::VecDeque;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::curating::Curating;
use crate::app::message::{Effect, Input, Message};
use crate::app::panes::Panes;
use crate::app::screen::{Screen, Wish};
use crate::app::trail::Trail;
use crate::app::waiting::Waiting;
use crate::app::writing::Subject;
use crate::input::action::{Action, Context};
use crate::input::key::Key;
use crate::input::keymap::{Command, Keymap};
use crate::library::contents::Library;
use crate::library::correction::Curation;
use crate::library::linked_entities::Proposal;
use crate::library::reading_position::ReadingPositions;
use crate::notes::annotation::AnnotationId;
use crate::notes::annotation::colour::{Colour, Palette};
use crate::notes::notebook::Notebook;
use crate::notes::placement::State;
use crate::panes::pane::{Cx, Notice, PaneId, Scope};
use crate::search::filter::Filter;
use crate::store::config::Mouse;
use crate::text::clean::SafeText;
use crate::text::path;
use crate::text::range::Place;
use crate::ui::symbols::Symbols;
use crate::ui::theme::Theme;

/// What the program is started with.
#[derive(Clone)]
pub struct Settings {
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// The signs around text.
    pub symbols: Symbols,
    /// What the opened library is called, for titles.
    pub name: SafeText,
    /// What to say at first.
    pub greeting: SafeText,
    /// Who annotates.
    pub creator: String,
    /// The reader's words for the colours of highlights.
    pub palette: Palette,
    /// Who has the mouse at first.
    pub mouse: Mouse,
}

/// All state of the explorer.
pub struct App {
    pub(super) cx: Cx,
    pub(super) panes: Panes,
    /// Panes over the others; the last one has the keyboard.
    pub(super) over: Vec<PaneId>,
    /// The pane that has the keyboard when none lies over the others.
    pub(super) focus: PaneId,
    /// The side pane of the medium form.
    pub(super) side: PaneId,
    pub(super) zen: bool,
    pub(super) window: Rect,
    pub(super) screen: Screen,
    /// Keys pressed that are not an action yet.
    pub(super) pressed: Vec<Key>,
    pub(super) count: Option<u32>,
    pub(super) trail: Trail,
    pub(super) status: SafeText,
    pub(super) name: SafeText,
    /// What to do when the question is answered with yes.
    pub(super) asked: Option<Effect>,
    /// What to do when it is answered with no.
    pub(super) declined: Option<Effect>,
    /// What something is being picked for.
    pub(super) curating: Option<Curating>,
    /// The names that were asked about since the first question.
    pub(super) asked_about: Vec<Proposal>,
    /// What is being written about.
    pub(super) subject: Option<Subject>,
    /// What wants the keyboard once it is free.
    pub(super) waiting: VecDeque<Waiting>,
    /// The annotation to go to as soon as its place is known.
    pub(super) sought: Option<AnnotationId>,
    /// The annotation that was picked up, to be given another place.
    pub(super) held: Option<AnnotationId>,
    /// The colour of the last highlight.
    pub(super) colour: Colour,
    pub(super) creator: String,
    pub(super) mouse: Mouse,
    /// What corrections of names came to when they were last applied.
    pub(super) curation: Curation,
    /// The number of the newest question to the searcher.
    pub(super) question: u64,
    /// The number of the newest one that was answered.
    answered: u64,
    finished: Option<u8>,
    stale: bool,
}

impl App {
    /// A program over an empty library, in a window of no size.
    pub fn new(settings: Settings) -> Self {
        let panes = Panes::new(&settings.keymap);
        let cx = Cx {
            library: Arc::new(Library::default()),
            opened: None,
            notebook: Notebook::default(),
            placements: Arc::default(),
            filter: Filter::default(),
            selected: None,
            keyboard: PaneId::Articles,
            scope: Scope::Article,
            keymap: settings.keymap,
            theme: settings.theme,
            symbols: settings.symbols,
            palette: settings.palette,
            stops: ReadingPositions::default(),
        };
        Self {
            cx,
            panes,
            over: Vec::new(),
            focus: PaneId::Articles,
            side: PaneId::Articles,
            zen: false,
            window: Rect::default(),
            screen: Screen::default(),
            pressed: Vec::new(),
            count: None,
            trail: Trail::default(),
            status: settings.greeting,
            name: settings.name,
            asked: None,
            declined: None,
            curating: None,
            asked_about: Vec::new(),
            subject: None,
            waiting: VecDeque::new(),
            sought: None,
            held: None,
            colour: Colour::default(),
            creator: settings.creator,
            mouse: settings.mouse,
            curation: Curation::default(),
            question: 0,
            answered: 0,
            finished: None,
            stale: true,
        }
    }

    /// Takes in what happened and gives back what shall be done.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.stale = true;
        let mut effects = self.take(message);
        effects.extend(self.show_waiting());
        effects.extend(self.remember_place());
        effects
    }

    fn take(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Input(batch) => batch
                .into_iter()
                .flat_map(|input| self.input(input))
                .collect(),
            Message::Library(library) => self.library_grew(library),
            Message::ReadAgain(changes) => {
                self.status = changes.words();
                Vec::new()
            }
            Message::Progress { read, total } => {
                self.panes
                    .articles
                    .set_progress((read < total).then_some((read, total)));
                Vec::new()
            }
            Message::Opened(opened) => {
                self.keep_place(&opened);
                self.cx.opened = Some(opened);
                self.tell(&Notice::Opened);
                self.title()
            }
            Message::NotOpened(_, reason) | Message::Say(reason) => {
                self.status = reason;
                Vec::new()
            }
            Message::Hits { number, hits } => {
                if number == self.question {
                    self.answered = number;
                    self.tell(&Notice::Hits(hits));
                    if self.keyboard() == PaneId::Box && self.panes.search_box.take_taken() {
                        return self.run(Command::plain(Action::Accept));
                    }
                }
                Vec::new()
            }
            Message::Edited { subject, edited } => self.note_edited(*subject, edited),
            Message::ReadBefore(stops) => {
                self.cx.stops.remember(stops);
                self.tell(&Notice::ReadBefore);
                Vec::new()
            }
            Message::Stamped { intent, id, now } => self.stamped(intent, id, &now),
            Message::Revisions { fresh, damaged } => self.revisions_read(fresh, &damaged),
            Message::Placed(placements) => self.placed(placements),
            Message::LeftOver { annotation, seen } => {
                self.left_over(*annotation, seen);
                Vec::new()
            }
            Message::Saved { elsewhere } => {
                if let Some(reason) = elsewhere {
                    self.status = SafeText::line(&format!("Saved outside the library: {reason}"));
                }
                Vec::new()
            }
            Message::NotSaved {
                id,
                revision,
                reason,
            } => self.not_saved(id, revision, &reason),
            Message::Theirs(export) => {
                self.wait_for_keyboard(Waiting::Write(export));
                Vec::new()
            }
            Message::Imported { import, now } => self.imported(*import, &now),
            Message::Resumed | Message::Resized => Vec::new(),
            Message::Stop => vec![Effect::Suspend],
            Message::Leave(status) => {
                self.finished = Some(status);
                Vec::new()
            }
        }
    }

    /// The status with which the program shall end, once it shall.
    pub fn finished(&self) -> Option<u8> {
        self.finished
    }

    /// Whether a frame is owed; asking takes it.
    pub fn take_stale(&mut self) -> bool {
        std::mem::take(&mut self.stale)
    }

    /// Whether nothing was heard yet of what was asked last.
    pub fn awaits_hits(&self) -> bool {
        self.answered < self.question
    }

    /// The library as it is known now.
    pub fn library(&self) -> &Arc<Library> {
        &self.cx.library
    }

    /// The pane that has the keyboard.
    pub fn keyboard(&self) -> PaneId {
        self.over.last().copied().unwrap_or(self.focus)
    }

    /// Where the keyboard is.
    pub fn context(&self) -> Context {
        self.panes.get(self.keyboard()).context()
    }

    /// How surely the place of an annotation is known.
    pub fn state_of(&self, id: AnnotationId) -> Option<State> {
        self.cx.placements.get(&id).map(|placed| placed.state)
    }

    /// The place that is read now.
    pub fn here(&self) -> Option<Place> {
        self.panes.reader.here(&self.cx)
    }

    fn input(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => self.key(key),
            Input::Mouse(pointer) => self.point(pointer),
            Input::Paste(text) => self.paste(&text),
            Input::Resize(width, height) => {
                self.window = Rect::new(0, 0, width, height);
                self.arrange();
                Vec::new()
            }
        }
    }

    /// Tells all panes what happened, then sees to it that they fit.
    pub(super) fn tell(&mut self, notice: &Notice) {
        for pane in self.panes.all_mut() {
            pane.notice(notice, &self.cx);
        }
    }

    /// Gives every pane that is seen its area.
    pub(super) fn arrange(&mut self) {
        self.cx.keyboard = self.keyboard();
        let wish = Wish {
            focus: self.focus,
            side: self.side,
            zen: self.zen,
            chips: !self.cx.filter.is_empty(),
            // A pane in the reader's place wants its rows.
            reviewing: self.over.contains(&PaneId::Review)
                && !self.over.iter().any(|id| Screen::is_main(*id)),
        };
        self.screen = Screen::arrange(self.window, wish);
        for (id, area) in self.screen.panes.clone() {
            let inside = self.screen.inside(area);
            self.panes.get_mut(id).place(inside, &self.cx);
        }
        for id in self.over.clone() {
            let inside = self.inside_over(id);
            self.panes.get_mut(id).place(inside, &self.cx);
        }
    }

    /// The inside of a pane that lies over the others.
    pub(super) fn inside_over(&self, id: PaneId) -> Rect {
        let area = self.screen.over(id);
        if Screen::is_main(id) {
            self.screen.inside(area)
        } else {
            crate::app::screen::shrink(area)
        }
    }

    pub(super) fn finish(&mut self) {
        self.finished = Some(0);
    }

    /// Remembers where the article being read is left, when that has changed.
    fn remember_place(&mut self) -> Option<Effect> {
        let opened = self.cx.opened().filter(|_| self.focus == PaneId::Reader)?;
        let article = self.cx.library.article(opened.article)?;
        let path = path::written(&article.path).text;
        let at = self.panes.reader.left_at(&self.cx);
        if self.cx.stops.of(&path) == Some(at) {
            return None;
        }
        self.cx.stops.insert(path.clone(), at);
        Some(Effect::Left { path, at })
    }

    fn title(&self) -> Vec<Effect> {
        let article = self
            .cx
            .opened()
            .and_then(|opened| self.cx.library.article(opened.article));
        let title = article.map_or_else(
            || SafeText::line(&format!("{} · postil", self.name)),
            |article| SafeText::line(&format!("{} · postil", article.head.title)),
        );
        vec![Effect::Title(title)]
    }
}
