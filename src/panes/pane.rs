//! What every pane is: a piece of state that takes commands, asks the app for things, and draws itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::clip::article_set::ArticleSet;
use crate::input::action::Context;
use crate::input::keymap::{Command, Keymap};
use crate::input::mouse::Pointer;
use crate::library::contents::Library;
use crate::library::reading_position::ReadingPositions;
use crate::notes::annotation::{AnnotationId, Palette};
use crate::notes::notebook::Notebook;
use crate::notes::placement::Placements;
use crate::panes::list_work::{Bulk, Extent, Make};
use crate::panes::opened::Opened;
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Notice, Request, Scope};
use crate::search::filter::{Constraint, Filter};
use crate::search::filter_matcher::FilterContext;
use crate::search::named_filters::NamedFilters;
use crate::text::clean::SafeText;
use crate::text::date::Day;
use crate::text::range::ArticleId;
use crate::ui::list::List;
use crate::ui::symbols::Symbols;
use crate::ui::theme::{Role, Theme};

/// What panes are lent while they work: read by them, changed by the app alone.
pub struct Cx {
    /// All articles, names and sources.
    pub library: Arc<Library>,
    /// The article in the reader.
    pub opened: Option<Opened>,
    /// All annotations.
    pub notebook: Notebook,
    /// Where they are.
    pub placements: Placements,
    /// The pinned filters.
    pub filter: Filter,
    /// The filters that have names.
    pub named: Arc<NamedFilters>,
    /// What day it is.
    pub today: Option<Day>,
    /// The articles that pass the pinned filters; `None` when all do.
    pub selected: Option<Arc<ArticleSet>>,
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
    pub stops: Arc<ReadingPositions>,
}

impl Cx {
    /// The article in the reader, if there is one.
    pub fn opened(&self) -> Option<&Opened> {
        self.opened.as_ref()
    }

    /// The articles that bear annotations.
    pub fn annotated(&self) -> ArticleSet {
        let bearing = self.placements.by_article();
        let is_there = |ids: &BTreeSet<AnnotationId>| ids.iter().any(|id| self.notebook.holds(*id));
        bearing
            .filter_map(|(article, ids)| is_there(ids).then_some(article))
            .collect()
    }

    /// What filters ask for that no article says.
    pub fn filter_context(&self) -> FilterContext {
        FilterContext {
            annotated: self.annotated(),
            named: Arc::clone(&self.named),
            reading: Arc::clone(&self.stops),
            today: self.today,
        }
    }

    /// Of what lists are made now.
    pub fn extent(&self) -> Extent {
        Extent {
            library: Arc::clone(&self.library),
            selected: self.selected.clone(),
            scope: self.scope,
            opened: self.opened().map(|opened| opened.article),
        }
    }

    /// Whether an article passes the pinned filters.
    pub fn takes(&self, article: ArticleId) -> bool {
        let holds = |articles: &Arc<ArticleSet>| articles.contains(&article);
        self.selected.as_ref().is_none_or(holds)
    }

    /// What stands in place of the rows of an empty list: the words for the article, or for the library.
    pub fn nothing(&self, in_article: &'static str, in_library: &'static str) -> &'static str {
        let opened = self.opened().map(|opened| opened.article);
        match (self.scope, opened.map(|id| self.library.article(id))) {
            (Scope::Library, _) => in_library,
            (Scope::Article, None) => "Open an article, or press . for the library",
            (Scope::Article, Some(Some(article))) if !article.is_read() => {
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

    /// What it wants made by the thread that makes lists, if anything; asking takes it.
    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        None
    }

    /// Takes in what was made; gives back what is shown no more.
    fn made(&mut self, _made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        None
    }

    /// Whether what is done next means rows that are still to come.
    fn awaits(&self) -> bool {
        false
    }

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
