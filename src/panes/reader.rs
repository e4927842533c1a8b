//! The article: its text at a comfortable measure, the current place in it, and where it leads.

pub mod card;
mod copy;
pub mod cursor;
pub mod draw;
pub mod find;
pub mod hints;
pub mod links;
pub mod mouse;
mod partial_file;
mod scroll;

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::article::Article;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::library::location::Location;
use crate::page::decor::GlyphSet;
use crate::page::layout::{self, Layout, LongCode, Options};
use crate::page::locate;
use crate::panes::articles::{browse, copy_address, copy_reference, state_of};
use crate::panes::opened::Opened;
use crate::panes::pane::{Cx, Pane};
use crate::panes::reader::mouse::Held;
use crate::panes::reader::scroll::annotated;
use crate::panes::request::{Notice, Request, ignored};
use crate::text::clean::SafeText;
use crate::text::markdown::Comments;
use crate::text::range::{ArticleId, Place, SourceRange};
use card::CardLine;
use cursor::Selection;
use find::Find;
use hints::Hints;

/// Columns of text, when the pane has room for them.
const MEASURE: u16 = 80;

/// Where a reader was in an article, to come back to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Position {
    /// First row seen.
    row: usize,
    /// The current place, as a byte of the text.
    at: u32,
}

/// The pane.
#[derive(Default)]
pub struct Reader {
    area: Rect,
    layout: Option<Layout>,
    card: Vec<CardLine>,
    position: Position,
    /// The place that was jumped to, lit until the next move.
    target: Option<SourceRange>,
    /// Where to go as soon as the article is here.
    awaited: Option<Location>,
    left: BTreeMap<ArticleId, Position>,
    shown: Option<ArticleId>,
    find: Option<Find>,
    hints: Option<Hints>,
    hide_names: bool,
    comments: Comments,
    /// How often more of a long file was asked for.
    doublings: u32,
    /// Whether the file goes on after what is shown, which its last row says.
    goes_on: bool,
    code_offset: u16,
    cursor: bool,
    selection: Option<Selection>,
    /// The button of the mouse, while it is down.
    held: Option<Held>,
}

impl Reader {
    /// Goes to a stop as soon as its article is in the reader.
    pub fn await_stop(&mut self, stop: Location) {
        self.awaited = Some(stop);
    }

    /// The current place: the sentence or the stretch that the last jump led to.
    pub fn here(&self, cx: &Cx) -> Option<Place> {
        let opened = cx.opened()?;
        let document = &opened.document;
        let range = match self.target {
            Some(target) => target,
            None => document.source_of(self.sentence(cx)?)?,
        };
        Some(Place {
            article: opened.article,
            range,
        })
    }

    /// Whether comments of the file are shown.
    pub fn comments(&self) -> Comments {
        self.comments
    }

    /// The current place as a byte of the text.
    pub fn at(&self) -> u32 {
        self.position.at
    }

    /// Goes to a stretch of the source of the article that is shown.
    fn go(&mut self, range: SourceRange, cx: &Cx) {
        let Some(opened) = cx.opened() else { return };
        self.target = Some(range);
        if let Some(text) = opened.document.text_of(range) {
            self.position.at = text.start;
        }
        if let Some(layout) = &self.layout {
            let row = locate::rows_of(&opened.document, layout, range).start + self.card.len();
            self.bring(row);
        }
    }

    fn height(&self) -> usize {
        usize::from(self.area.height)
    }

    fn rows(&self) -> usize {
        self.end() + usize::from(self.goes_on)
    }

    /// The row after the last one of the article.
    fn end(&self) -> usize {
        self.card.len() + self.layout.as_ref().map_or(0, |layout| layout.rows.len())
    }

    fn lay_out(&mut self, cx: &Cx) {
        let Some(opened) = cx.opened() else {
            self.layout = None;
            return;
        };
        let width = self.text_area().width;
        let options = Options {
            code: LongCode::From(self.code_offset),
            glyphs: if cx.symbols.ascii {
                GlyphSet::Ascii
            } else {
                GlyphSet::Unicode
            },
            folded: layout::folded_at_first(&opened.document),
        };
        self.goes_on = opened.more;
        self.layout = Some(Layout::of(&opened.document, width, &options));
        let article = cx.library.article(opened.article);
        self.card = article.map_or_else(Vec::new, |article| card::card(article, width));
    }

    /// The columns of the text, in the middle of the pane, with a margin for marks at its left.
    fn text_area(&self) -> Rect {
        let width = self.area.width.saturating_sub(2).clamp(1, MEASURE);
        let x = self.area.x + (self.area.width.saturating_sub(width)).div_ceil(2);
        Rect {
            x,
            width,
            ..self.area
        }
    }

    /// Lays the text out anew and stays at the same place.
    fn relay(&mut self, cx: &Cx) {
        let at_top = self.position.row == 0;
        self.lay_out(cx);
        let (Some(opened), Some(layout)) = (cx.opened(), &self.layout) else {
            return;
        };
        let row = row_of(opened, layout, self.position.at) + self.card.len();
        if at_top {
            self.scroll_to(0);
        } else {
            self.scroll_to(self.position.row);
            self.bring(row);
        }
    }

    fn open(&mut self, cx: &Cx) {
        let Some(opened) = cx.opened() else { return };
        if let Some(before) = self.shown.replace(opened.article) {
            self.left.insert(before, self.position);
            if before != opened.article {
                self.doublings = 0;
            }
        }
        let left = self.left.get(&opened.article).copied();
        self.position = left.unwrap_or_default();
        // It may have become shorter since.
        let at = opened
            .document
            .text
            .as_str()
            .floor_char_boundary(self.position.at as usize);
        self.position.at = at as u32;
        self.target = None;
        self.hints = None;
        self.held = None;
        self.find = None;
        self.put_cursor_away();
        self.lay_out(cx);
        match left {
            Some(_) => self.scroll_to(self.position.row),
            None => self.return_to_stop(cx),
        }
        let awaited = self.awaited.take_if(|stop| stop.article == opened.article);
        if let Some(range) = awaited.and_then(|stop| stop.spot.source(&opened.own)) {
            self.go(range, cx);
        }
    }

    fn act_reading(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let Some((_, article)) = article_shown(cx) else {
            return ignored();
        };
        let names = cx
            .library
            .names_in(article)
            .map(|(_, mention, _)| mention.source);
        let headings = article.headings.iter().map(|heading| heading.source);
        match command.action {
            Action::FindHere => self.find.get_or_insert_default().start(),
            Action::NextMatch => return self.step_hit(1, cx),
            Action::PreviousMatch => return self.step_hit(-1, cx),
            Action::NextName => return self.step_to(names, 1, cx),
            Action::PreviousName => return self.step_to(names, -1, cx),
            Action::NextHeading => return self.step_to(headings, 1, cx),
            Action::PreviousHeading => return self.step_to(headings, -1, cx),
            Action::NextAnnotation => return self.step_to(annotated(cx).into_iter(), 1, cx),
            Action::PreviousAnnotation => return self.step_to(annotated(cx).into_iter(), -1, cx),
            Action::Hints => return self.start_hints(false, cx),
            Action::HintsShown => return self.start_hints(true, cx),
            Action::Open => return self.enter(cx),
            Action::Names => self.hide_names = !self.hide_names,
            Action::Comments => {
                self.comments = match self.comments {
                    Comments::Hidden => Comments::Shown,
                    Comments::Shown => Comments::Hidden,
                };
                return vec![Request::Reopen];
            }
            Action::More => return self.read_more(cx),
            Action::OpenSource => return browse(article),
            Action::CopyAddress => return copy_address(article, cx),
            action @ (Action::Star | Action::Later | Action::Unread) => {
                let state = state_of(action).into_iter();
                return state
                    .map(|state| Request::Mark(article.id, state))
                    .collect();
            }
            Action::CopyReference | Action::CopyBibtex | Action::CopyCsl => {
                return vec![copy_reference(command.action, article)];
            }
            Action::CopySentence | Action::CopyQuote | Action::CopyPassage => {
                return self.copy(command.action, cx);
            }
            Action::ScrollLeft => return self.scroll_code(-8, cx),
            Action::ScrollRight => return self.scroll_code(8, cx),
            Action::Close if self.find.is_some() || self.target.is_some() => {
                self.find = None;
                self.target = None;
            }
            _ => return ignored(),
        }
        Vec::new()
    }
}

/// The article in the reader, when the library still has it.
fn article_shown(cx: &Cx) -> Option<(&crate::panes::opened::Opened, &Arc<Article>)> {
    let opened = cx.opened()?;
    Some((opened, cx.library.article(opened.article)?))
}

impl Pane for Reader {
    fn title(&self, cx: &Cx) -> SafeText {
        let title = article_shown(cx).map(|(_, article)| article.head.title.as_str());
        match (title, self.progress()) {
            (Some(title), Some(done)) => SafeText::line(&format!("{}% {title}", done / 10)),
            (Some(title), None) => SafeText::line(title),
            (None, _) => "Reader".into(),
        }
    }

    fn context(&self) -> Context {
        if self.hints.is_some() {
            return Context::Hints;
        }
        match &self.find {
            Some(find) if find.typing => Context::Typing,
            _ if self.selection.is_some() => Context::Selecting,
            _ if self.cursor => Context::Cursor,
            _ => Context::Reader,
        }
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        if let Some(hints) = self.hints.as_mut() {
            match command.action {
                Action::DeleteBack if hints.typed.pop().is_some() => {}
                _ => self.hints = None,
            }
            return Vec::new();
        }
        if self.find.as_ref().is_some_and(|find| find.typing) {
            return self.act_find(command.action, cx);
        }
        if let Some(requests) = self.act_cursor(command, cx) {
            return requests;
        }
        if self.act_moving(command, cx) {
            return Vec::new();
        }
        self.act_reading(command, cx)
    }

    fn offers(&self, cx: &Cx) -> Vec<crate::search::filter::Constraint> {
        crate::panes::filters::at(self.here(cx), cx)
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        if self.hints.is_some() {
            return self.type_hint(text, cx);
        }
        if let (Some(find), Some(opened)) = (self.find.as_mut(), cx.opened()) {
            find.field.insert(text);
            find.look(&opened.document, self.position.at);
            self.show_hit(cx);
        }
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::Opened => self.open(cx),
            Notice::Jumped(place)
                if cx
                    .opened()
                    .is_some_and(|opened| opened.article == place.article) =>
            {
                self.go(place.range, cx);
            }
            Notice::LibraryChanged => self.relay(cx),
            Notice::ReadBefore if self.position == Position::default() => self.return_to_stop(cx),
            _ => {}
        }
    }

    fn place(&mut self, area: Rect, cx: &Cx) {
        if self.area != area {
            self.area = area;
            self.relay(cx);
        }
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        self.draw_page(area, cx, buf);
    }

    fn progress(&self) -> Option<u16> {
        let hidden = self
            .rows()
            .checked_sub(self.height())
            .filter(|hidden| *hidden > 0)?;
        Some((self.position.row * 1000 / hidden).min(1000) as u16)
    }
}

/// The row of the layout that shows a byte of the text.
fn row_of(opened: &Opened, layout: &Layout, at: u32) -> usize {
    locate::position_of_text(&opened.document, layout, at).map_or(0, |position| position.row)
}
