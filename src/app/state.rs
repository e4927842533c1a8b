//! The program as a state machine: messages in, effects out, and a frame that can be drawn any time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::annotations::receipts::Receipts;
use crate::app::answer_time::AnswerTime;
use crate::app::awaited_lists::AwaitedLists;
use crate::app::dialog::{Dialog, Waiting};
use crate::app::jump_list::JumpList;
use crate::app::message::{Effect, Input, Message, Moment};
use crate::app::panes::Panes;
use crate::app::screen::Screen;
use crate::app::start::Start;
use crate::input::action::{Action, Context};
use crate::input::key::Key;
use crate::input::keymap::{Answer, Command, Keymap};
use crate::input::mouse::Mouse;
use crate::library::contents::Library;
use crate::library::correction::Curation;
use crate::library::linked_entities::Proposal;
use crate::notes::annotation::AnnotationId;
use crate::notes::annotation::colour::{Colour, Palette};
use crate::notes::notebook::Notebook;
use crate::notes::placement::Placements;
use crate::panes::opened::Opened;
use crate::panes::pane::Cx;
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Notice, Scope};
use crate::search::filter::Filter;
use crate::search::hit::Hits;
use crate::search::named_filters::named_filters;
use crate::text::clean::SafeText;
use crate::text::date::Date;
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
    /// The filters of the config by name.
    pub filters: BTreeMap<String, Filter>,
    /// Who has the mouse at first.
    pub mouse: Mouse,
}

/// All state of the explorer.
pub struct App {
    pub(super) cx: Cx,
    pub(super) panes: Panes,
    /// What lies over the panes that are always open; the last one has the keyboard.
    pub(super) over: Vec<Dialog>,
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
    pub(super) jumps: JumpList,
    pub(super) status: SafeText,
    pub(super) name: SafeText,
    /// What wants the keyboard once it is free.
    pub(super) waiting: VecDeque<Waiting>,
    /// The annotation to go to as soon as its place is known.
    pub(super) sought: Option<AnnotationId>,
    /// The annotation that was picked up, to be given another place.
    pub(super) held: Option<AnnotationId>,
    /// The colour of the last highlight.
    pub(super) colour: Colour,
    pub(super) creator: String,
    /// The filters of the config by name; those of the library stand over them.
    pub(super) filters: BTreeMap<String, Filter>,
    /// When it is, and the name of the next annotation.
    pub(super) moment: Moment,
    /// How far the start has come.
    pub(super) start: Start,
    /// When questions may be answered.
    pub(super) answer_time: AnswerTime,
    /// The key that is acted on, or was the last one.
    pub(super) last_key: Option<Key>,
    /// The pairs of names that were asked about since all were.
    pub(super) asked_about: Vec<Proposal>,
    /// What is to be said once it is on the disk.
    pub(super) receipts: Receipts,
    /// What is asked of the world, in its order.
    pub(super) effects: Vec<Effect>,
    pub(super) mouse: Mouse,
    /// What corrections of names came to when they were last applied.
    pub(super) curation: Curation,
    /// What was asked of the thread that makes lists.
    pub(super) lists: AwaitedLists,
    /// Whether what happens now is what the reader did, or the answer to it.
    pub(super) is_prompted: bool,
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
            placements: Placements::default(),
            filter: Filter::default(),
            named: Arc::new(named_filters(&settings.filters, &Notebook::default())),
            today: None,
            selected: None,
            keyboard: PaneId::Articles,
            scope: Scope::Article,
            keymap: settings.keymap,
            theme: settings.theme,
            symbols: settings.symbols,
            palette: settings.palette,
            stops: Arc::default(),
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
            jumps: JumpList::default(),
            status: settings.greeting,
            name: settings.name,
            waiting: VecDeque::new(),
            sought: None,
            held: None,
            colour: Colour::default(),
            creator: settings.creator,
            filters: settings.filters,
            moment: Moment {
                at: String::new(),
                elapsed: 0,
                id: AnnotationId::derived("", ""),
            },
            start: Start::default(),
            answer_time: AnswerTime::default(),
            last_key: None,
            asked_about: Vec::new(),
            receipts: Receipts::default(),
            effects: Vec::new(),
            mouse: settings.mouse,
            curation: Curation::default(),
            lists: AwaitedLists::default(),
            is_prompted: false,
            question: 0,
            answered: 0,
            finished: None,
            stale: true,
        }
    }

    /// Takes in what happened, and when; gives back what shall be done, in its order.
    pub fn update(&mut self, message: Message, moment: Moment) -> Vec<Effect> {
        self.stale = true;
        self.cx.today = Date::read(&moment.at).day;
        self.moment = moment;
        self.is_prompted = message.is_prompted();
        self.take(message);
        self.show_waiting();
        self.remember_place();
        self.ask_for_lists();
        std::mem::take(&mut self.effects)
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Input(batch) => {
                for input in batch {
                    self.input(input);
                }
            }
            Message::Library(library) => self.set_library(library),
            Message::ReadAgain(changes) => self.say(changes.words()),
            Message::Progress { read, total } => {
                let progress = (read < total).then_some((read, total));
                self.panes.articles.set_progress(progress);
            }
            Message::Opened(opened) => self.opened(opened),
            Message::NotOpened(_, reason) | Message::Say(reason) => self.say(reason),
            Message::Hits { number, hits } => self.found(number, hits),
            Message::Listed(answer) => self.listed(&answer),
            Message::Edited { subject, edited } => self.note_edited(*subject, edited),
            Message::ReadBefore(before) => self.set_reading(before),
            Message::Revisions { fresh, damaged } => self.revisions_read(fresh, &damaged),
            Message::Placed(placements) => self.placed(placements),
            Message::LeftOver { annotation, seen } => self.left_over(*annotation, seen),
            Message::Saved {
                revision,
                elsewhere,
            } => self.saved(revision, elsewhere.as_ref()),
            Message::NotSaved {
                id,
                revision,
                reason,
            } => self.not_saved(id, revision, &reason),
            Message::DraftKept(kept) => self.draft_kept(kept),
            Message::Theirs(export) => self.waiting.push_back(Waiting::Write(export)),
            Message::Imported(import) => self.imported(*import),
            Message::Resumed | Message::Resized => {}
            Message::Stop => self.effects.push(Effect::Suspend),
            Message::Leave(status) => self.finished = Some(status),
        }
    }

    fn opened(&mut self, opened: Opened) {
        self.keep_place(&opened);
        self.cx.opened = Some(opened);
        self.send(&Notice::Opened);
        self.effects.push(Effect::Title(self.title()));
    }

    /// Takes in an answer of the searcher. One to an older question comes too late.
    fn found(&mut self, number: u64, hits: Arc<Hits>) {
        if number != self.question {
            return;
        }
        self.answered = number;
        self.send(&Notice::Hits(hits));
        if self.keyboard() == PaneId::SearchBox && self.panes.search_box.take_taken() {
            self.run(Command::plain(Action::Accept));
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

    /// Whether something was asked that is not answered yet.
    pub fn awaits_answer(&self) -> bool {
        self.answered < self.question || self.lists.awaits()
    }

    /// The library as it is known now.
    pub fn library(&self) -> &Arc<Library> {
        &self.cx.library
    }

    /// Where the keyboard is.
    pub fn context(&self) -> Context {
        self.panes.get(self.keyboard()).context()
    }

    /// The place that is read now.
    pub fn here(&self) -> Option<Place> {
        self.panes.reader.here(&self.cx)
    }

    pub(super) fn input(&mut self, input: Input) {
        let admitted = if self.leaves(&input) {
            Some(input)
        } else {
            self.start.admit(input)
        };
        let Some(input) = admitted.and_then(|input| self.admit(input)) else {
            return;
        };
        match input {
            Input::Key(key) => {
                let before = self.asked();
                self.last_key = Some(key);
                self.key(key);
                let led = self.asked().filter(|asked| Some(asked) != before.as_ref());
                self.answer_time.key_came(key, led, self.moment.elapsed);
            }
            Input::Mouse(pointer) => self.point(pointer),
            Input::Paste(text) => self.paste(&text),
            Input::Resize(width, height) => {
                self.window = Rect::new(0, 0, width, height);
                self.arrange();
            }
        }
    }

    /// Whether it is the key that leaves at once: it waits for nothing.
    fn leaves(&self, input: &Input) -> bool {
        let Input::Key(key) = input else {
            return false;
        };
        let answer = self.cx.keymap.answer(Context::Anywhere, &[*key]);
        matches!(answer, Answer::Run(command) if command.action == Action::Leave)
    }

    /// Lets all panes know what happened.
    pub(super) fn send(&mut self, notice: &Notice) {
        for pane in self.panes.all_mut() {
            pane.notice(notice, &self.cx);
        }
    }

    /// Says something on the last line.
    pub(super) fn say(&mut self, words: impl Into<SafeText>) {
        self.status = words.into();
    }

    /// A name for a new annotation.
    pub(super) fn new_id(&mut self) -> AnnotationId {
        let next = self.moment.id.next();
        std::mem::replace(&mut self.moment.id, next)
    }

    pub(super) fn finish(&mut self) {
        self.finished = Some(0);
    }

    /// Remembers where the article being read is left, when that has changed.
    fn remember_place(&mut self) {
        let opened = self.cx.opened().filter(|_| self.focus == PaneId::Reader);
        let Some(article) = opened.and_then(|opened| self.cx.library.article(opened.article))
        else {
            return;
        };
        let path = path::written(&article.path).text;
        let at = self.panes.reader.left_at(&self.cx);
        if self.cx.stops.of(&path) != Some(at) {
            Arc::make_mut(&mut self.cx.stops).insert(path.clone(), at);
            self.effects.push(Effect::Left { path, at });
        }
    }

    fn title(&self) -> SafeText {
        let opened = self.cx.opened();
        let article = opened.and_then(|opened| self.cx.library.article(opened.article));
        let name = article.map_or(&self.name, |article| &article.head.title);
        SafeText::line(&format!("{name} · postil"))
    }
}
