//! What every pane is: a piece of state that takes commands, asks the app for things, and draws itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::clip::entity::EntityKey;
use crate::clip::entity::{Entity, Kind};
use crate::input::action::{Action, Context};
use crate::input::keymap::{Command, Keymap};
use crate::input::mouse::Pointer;
use crate::library::contents::Library;
use crate::library::linked_entities::Proposal;
use crate::library::location::Location;
use crate::library::reading_position::ReadingPositions;
use crate::notes::annotation::{AnnotationId, Palette};
use crate::notes::formats::WriteForm;
use crate::notes::notebook::Notebook;
use crate::notes::placement::Placements;
use crate::panes::opened::Opened;
use crate::panes::picker::Pick;
use crate::panes::sort::SortBy;
use crate::search::filter::{Constraint, Filter};
use crate::search::hit::Hits;
use crate::search::index::HitLimits;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, Place};
use crate::ui::list::List;
use crate::ui::symbols::Symbols;
use crate::ui::theme::{Role, Theme};

/// Names a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaneId {
    /// The list of articles.
    Articles,
    /// The article being read.
    Reader,
    /// The names.
    Entities,
    /// The sources.
    Sources,
    /// One name: who, where, with whom.
    Dossier,
    /// One source: who cites it.
    Record,
    /// What the reader added.
    Annotations,
    /// One annotation after the other, in a strip below the reader.
    Review,
    /// The variants of an annotation that was changed twice.
    Variants,
    /// The editor of a note.
    NoteEditor,
    /// The field for tags.
    TagField,
    /// The field for the path of a file.
    PathField,
    /// Which names stand in the same sentences.
    Map,
    /// What is wrong with files.
    Problems,
    /// The keys.
    Help,
    /// The headings of the article.
    Outline,
    /// How to sort a list.
    Sort,
    /// The pinned filters.
    Filters,
    /// The box.
    Box,
    /// One of several, to be picked by typing.
    Picker,
    /// A question that wants yes or no.
    Question,
}

/// Whether names and sources of one article are listed, or of the whole library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Of the article being read.
    #[default]
    Article,
    /// Of the library.
    Library,
}

/// Names an entity across snapshots of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityName {
    /// What it is.
    pub kind: Kind,
    /// The name it is listed under.
    pub name: SafeText,
}

impl EntityName {
    /// The name of an entity.
    pub fn of(entity: &Entity) -> Self {
        Self {
            kind: entity.kind,
            name: entity.name.clone(),
        }
    }

    /// The name as corrections speak of it.
    pub fn named(&self) -> EntityKey {
        EntityKey::new(self.kind, self.name.as_str())
    }
}

/// What panes are lent while they work: read by them, changed by the app alone.
pub struct Cx {
    /// All articles, names and sources.
    pub library: Arc<Library>,
    /// The article in the reader.
    pub opened: Option<Opened>,
    /// All annotations.
    pub notebook: Notebook,
    /// Where they are.
    pub placements: Arc<Placements>,
    /// The pinned filters.
    pub filter: Filter,
    /// The articles that pass them; `None` when all do.
    pub selected: Option<Arc<BTreeSet<ArticleId>>>,
    /// The pane that has the keyboard.
    pub keyboard: PaneId,
    /// What names and sources are listed.
    pub scope: Scope,
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// The signs for borders, bullets and marks.
    pub symbols: Symbols,
    /// The reader's words for the colours of highlights.
    pub palette: Palette,
    /// What has been read, and where it was left.
    pub stops: ReadingPositions,
}

impl Cx {
    /// The article in the reader, if there is one.
    pub fn opened(&self) -> Option<&Opened> {
        self.opened.as_ref()
    }

    /// The articles that bear annotations.
    pub fn annotated(&self) -> BTreeSet<ArticleId> {
        let entries = self.notebook.entries();
        let placed = entries.filter_map(|entry| self.placements.get(&entry.annotation().id));
        placed.filter_map(|placed| placed.article).collect()
    }

    /// Whether an article passes the pinned filters.
    pub fn takes(&self, article: ArticleId) -> bool {
        let holds = |articles: &Arc<BTreeSet<ArticleId>>| articles.contains(&article);
        self.selected.as_ref().is_none_or(holds)
    }

    /// What stands in place of the rows of an empty list: the words for the article, or for the library.
    pub fn nothing(&self, in_article: &'static str, in_library: &'static str) -> &'static str {
        let opened = self.opened().map(|opened| opened.article);
        match (self.scope, opened.map(|id| self.library.article(id))) {
            (Scope::Library, _) => in_library,
            (Scope::Article, None) => "Open an article, or press . for the library",
            (Scope::Article, Some(Some(article))) if !article.is_read => {
                "This article is being read"
            }
            (Scope::Article, Some(_)) => in_article,
        }
    }

    /// How a row of a list is painted.
    pub fn row(&self, pane: PaneId, chosen: bool) -> Role {
        match chosen {
            true if self.keyboard == pane => Role::RowFocus,
            true => Role::Row,
            false => Role::Text,
        }
    }
}

/// What a pane asks of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The command means nothing to this pane.
    Ignored,
    /// Go somewhere in an article.
    Go(Location),
    /// Open an article where it was last left.
    Read(ArticleId),
    /// Show an annotation in the list of annotations.
    Annotation(AnnotationId),
    /// Show everything about an entity.
    Dossier(EntityName),
    /// Show everything about a source, by its normalised address.
    Record(String),
    /// Open an address in the browser; `label` is what the text calls it.
    Browse {
        /// The address as written.
        address: String,
        /// What the text calls it.
        label: SafeText,
    },
    /// Copy a text; the words say what it is.
    Copy {
        /// The text.
        text: SafeText,
        /// What it is, such as "the sentence".
        what: &'static str,
    },
    /// Find in the box's index; answers come as [`Notice::Hits`].
    Ask {
        /// What was typed.
        typed: String,
        /// How many hits are wanted, and what becomes of noise.
        wanted: HitLimits,
    },
    /// Open a pane over the others.
    Over(PaneId),
    /// Move the keyboard to a pane.
    Focus(PaneId),
    /// Close this pane.
    Close,
    /// Keep stops ahead on the trail, the next one first.
    Ahead(Vec<Location>),
    /// Pin filters, or take back those that are pinned.
    Pin(Vec<Constraint>),
    /// Sort a list.
    Sort(SortBy),
    /// Bring a place into the reader; the keyboard stays here.
    Show(Place),
    /// Bring an article into the reader; the keyboard stays here.
    ShowArticle(ArticleId),
    /// Keep the variant of that number; the one after the last is their deletion.
    KeepVariant(usize),
    /// Run an action as if its key had been pressed.
    Run(Action),
    /// Show comments of the file, or hide them: the article is read anew.
    Reopen,
    /// A note is being written; this is its text so far.
    NoteTyped(String),
    /// A note was written.
    NoteWritten(String),
    /// A note goes on in the reader's own editor.
    NoteLent(String),
    /// Tags were written, with blanks or commas between them.
    TagsWritten(String),
    /// Write the listed annotations to the file at this path, in this form.
    Export(String, WriteForm),
    /// Take annotations in from the file at this path.
    Import(String),
    /// Say something on the status line.
    Say(SafeText),
    /// This was picked.
    Picked(Pick),
    /// Ask whether two names are names of one thing.
    AskWhether(Proposal),
    /// Do what was asked about.
    Answer,
    /// Do what is to be done when the answer is no.
    Decline,
}

/// What the app tells all panes.
#[derive(Clone, Debug)]
pub enum Notice {
    /// The library has grown or changed.
    LibraryChanged,
    /// Another article is in the reader, or its text was read anew.
    Opened,
    /// The reader went to a place.
    Went(Place),
    /// Annotations were added, changed, deleted or found elsewhere.
    Annotated,
    /// It is known what was read before.
    ReadBefore,
    /// The scope of names and sources changed.
    ScopeChanged,
    /// Filters were pinned or taken back: count again.
    Filtered,
    /// The searcher answered.
    Hits(Arc<Hits>),
}

/// A list as it is seen: what a click chooses from and the wheel scrolls.
pub struct SeenList<'a> {
    /// Where it stands.
    pub list: &'a mut List,
    /// Where its rows are drawn.
    pub area: Rect,
    /// Lines that each row takes; at least 1.
    pub lines: u16,
}

impl SeenList<'_> {
    /// The row of the list below the mouse.
    pub fn row_at(&self, pointer: Pointer) -> Option<usize> {
        let at = Position::new(pointer.column, pointer.row);
        let down = self.area.contains(at).then(|| at.y - self.area.y)?;
        self.list
            .visible()
            .nth(usize::from(down / self.lines.max(1)))
    }
}

/// A part of the screen with state of its own.
pub trait Pane {
    /// Its title, counts included.
    fn title(&self, cx: &Cx) -> SafeText;

    /// Where the keyboard is when this pane has it.
    fn context(&self) -> Context;

    /// Carries out a command, or answers [`Request::Ignored`].
    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request>;

    /// The filters that the row at the cursor offers.
    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        Vec::new()
    }

    /// Whether its list is narrowed by what was typed.
    fn is_narrowed(&self) -> bool {
        false
    }

    /// Takes text that was typed or pasted; only in typing contexts.
    fn type_text(&mut self, _text: &str, _cx: &Cx) -> Vec<Request> {
        Vec::new()
    }

    /// Hears what happened elsewhere.
    fn notice(&mut self, _notice: &Notice, _cx: &Cx) {}

    /// Is given its inner area, before it is drawn there.
    fn place(&mut self, area: Rect, cx: &Cx);

    /// Draws itself into the area that it was given.
    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer);

    /// The list that is seen in the area that it was given, for the mouse.
    fn seen_list(&mut self, _area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        None
    }

    /// How far down it is scrolled, in thousandths; `None` when all is seen.
    fn progress(&self) -> Option<u16> {
        None
    }
}

/// The answer of a pane to which a command means nothing.
pub fn ignored() -> Vec<Request> {
    vec![Request::Ignored]
}
