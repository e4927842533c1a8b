//! The list of articles: title, date, site, and whether it was read.

mod items;
mod order;
mod rows;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::article::Article;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::library::reading_position::ReadingState;
use crate::notes::formats::bibliography::{ReferenceForm, references};
use crate::notes::formats::reference::reference;
use crate::notes::placement;
use crate::panes::filters;
use crate::panes::list_rows::{Done, Rows, RowsAnswer};
use crate::panes::list_work::{Bulk, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::AWAITED;
use crate::panes::request::{Notice, Request, ignored};
pub use crate::panes::sort_key::SortKey;
use crate::search::filter::Constraint;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::path;
use crate::text::range::ArticleId;
use crate::ui::line::Line;
use crate::ui::theme::Role;
use items::{Item, date_of};
use rows::{AllRows, Wanted};

/// The pane.
#[derive(Default)]
pub struct Articles {
    rows: Rows<Item>,
    sort: SortKey,
    /// All articles, as they were when the rows were made.
    all: Arc<AllRows>,
    progress: Option<(u32, u32)>,
    lines_each: u16,
}

/// A list that was made.
struct Made {
    rows: RowsAnswer<Item>,
    all: Arc<AllRows>,
}

impl Articles {
    /// Sorts by another key.
    pub fn sort_by(&mut self, sort: SortKey, _cx: &Cx) {
        self.sort = sort;
        self.rows.renew_for_reader();
    }

    /// The key it is sorted by.
    pub fn sort(&self) -> SortKey {
        self.sort
    }

    /// Of how many of how many files the text has been read; `None` when all have.
    pub fn set_progress(&mut self, progress: Option<(u32, u32)>) {
        self.progress = progress;
    }

    /// Puts the cursor on an article.
    pub fn choose(&mut self, article: ArticleId) {
        self.rows.choose_where(|item| item.id == article);
    }

    /// Puts the cursor on the topmost article.
    pub fn go_top(&mut self) {
        self.rows.choose(0);
    }

    /// The article at the cursor.
    pub fn current(&self) -> Option<ArticleId> {
        self.rows.current().map(|item| item.id)
    }

    /// The rows stay as they are unless they may depend on annotations.
    fn annotated(&mut self, cx: &Cx) {
        if self.sort == SortKey::Annotations || !cx.filter.is_empty() {
            self.rows.renew();
        }
    }

    fn draw_item(&self, item: &Item, area: Rect, chosen: bool, cx: &Cx, buf: &mut Buffer) {
        let base = cx.row(PaneId::Articles, chosen);
        let head = &item.article.head;
        let unread = !is_read(&item.article, cx);
        let mut title = Line::new(buf, area, &cx.theme, base);
        title.text(
            if unread { Role::Unread } else { base },
            mark(unread, cx.symbols.unread),
        );
        title.blank(1);
        draw_signs(item, &mut title, cx);
        if area.height < 2 {
            title.right(Role::TextDim, date_of(head.published.as_ref()).shown());
        }
        title.text(base, head.title.shown());
        let is_twin = self.all.twins.contains(&head.title);
        let path = || SafeText::line(&path::written(&item.article.path).text);
        if area.height < 2 {
            if is_twin {
                title.blank(1);
                title.text(Role::TextDim, path().shown());
            }
            return;
        }
        let below = area.rows().nth(1).unwrap_or_default();
        let mut detail = Line::new(buf, below, &cx.theme, base);
        detail.blank(2);
        detail.text(Role::TextDim, date_of(head.published.as_ref()).shown());
        if is_twin {
            detail.text(Role::TextDim, " ".into());
            detail.text(Role::TextDim, path().shown());
            return;
        }
        let by = head
            .authors
            .first()
            .map_or(item.article.site.shown(), |author| author.name.shown());
        for part in [by, item.article.site.shown()] {
            if !part.as_str().is_empty() {
                detail.text(Role::TextDim, " ".into());
                detail.text(Role::TextDim, part);
            }
            if item.article.site.shown() == by {
                break;
            }
        }
    }
}

/// What there is to know of an article beside its title, at the right end: problems, copies, annotations, marks.
fn draw_signs(item: &Item, title: &mut Line, cx: &Cx) {
    if !item.article.problems.is_empty() {
        title.right(Role::BadgeProblem, cx.symbols.problem.into());
    }
    if let Some(copies) = cx.library.hints().copies.get(&item.id) {
        title.right(Role::Count, SafeText::line(&format!("= {copies}")).shown());
    }
    let marks = cx.placements.count_on(item.id);
    if marks > 0 {
        let count = format!("{}{marks}", cx.symbols.note);
        title.right(Role::Count, SafeText::line(&count).shown());
    }
    let marks = cx.stops.marks(&path::written(&item.article.path).text);
    for (is_so, sign) in [
        (marks.starred, cx.symbols.star),
        (marks.later, cx.symbols.later),
    ] {
        if is_so {
            title.right(Role::Unread, sign.into());
        }
    }
}

/// How much has been read, in whole per cent; less than 100 until all has.
fn share(read: u32, of: u32) -> u64 {
    u64::from(read) * 100 / u64::from(of.max(1))
}

/// Whether an article has been read, now or before.
fn is_read(article: &Article, cx: &Cx) -> bool {
    !cx.stops
        .is(&path::written(&article.path).text, ReadingState::Unread)
}

fn mark(unread: bool, symbol: &'static str) -> SafeStr<'static> {
    if unread { symbol.into() } else { " ".into() }
}

impl Pane for Articles {
    fn title(&self, _cx: &Cx) -> SafeText {
        let counts = self.rows.counts_of(self.all.len());
        SafeText::line(&match self.progress {
            Some((read, of)) => format!("Articles {counts} · loading {}%", share(read, of)),
            None => format!("Articles {counts}"),
        })
    }

    fn is_narrowed(&self) -> bool {
        self.rows.narrowing().is_some()
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Articles)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match self.rows.act(command, &cx.library) {
            Done::Here => return Vec::new(),
            Done::Chosen => return self.current().map(Request::Read).into_iter().collect(),
            Done::Nothing => {}
        }
        match (command.action, self.rows.current()) {
            (Action::OpenSource, Some(item)) => browse(&item.article),
            (Action::CopyAddress, Some(item)) => copy_address(&item.article, cx),
            (action, Some(item)) if state_of(action).is_some() => {
                let state = state_of(action).into_iter();
                state.map(|state| Request::Mark(item.id, state)).collect()
            }
            (
                action @ (Action::CopyReference | Action::CopyBibtex | Action::CopyCsl),
                Some(item),
            ) => {
                vec![copy_reference(action, &item.article)]
            }
            _ => ignored(),
        }
    }

    fn offers(&self, cx: &Cx) -> Vec<Constraint> {
        let current = self.rows.current();
        current.map_or_else(Vec::new, |item| filters::of_article(&item.article, cx))
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::LibraryChanged | Notice::Filtered | Notice::ReadBefore => self.rows.renew(),
            Notice::Annotated(_) => self.annotated(cx),
            // Whoever is in the list has moved there meanwhile, and stays.
            Notice::Opened if cx.keyboard != PaneId::Articles => {
                if let Some(opened) = cx.opened() {
                    self.choose(opened.article);
                }
            }
            _ => {}
        }
    }

    fn wants(&mut self, cx: &Cx) -> Option<Arc<Make>> {
        let question = self.rows.question()?;
        let follows_reader = self.sort.follows_reader();
        let wanted = Wanted {
            sort: self.sort,
            reader: follows_reader.then(|| (placement::counts(&cx.placements), cx.stops.clone())),
        };
        let known = Arc::clone(&self.all);
        Some(Arc::new(move |extent| {
            let mut all = Arc::clone(&known);
            let make = |_: &_| {
                all = known.brought_up(&extent.library, &wanted);
                let passing = all.rows.iter().filter(|item| extent.takes(item.id));
                passing.cloned().collect()
            };
            let rows = question.clone().answer(make, &extent.library);
            Bulk::new(Made { rows, all })
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let made = made.get::<Made>()?;
        let all = std::mem::replace(&mut self.all, Arc::clone(&made.all));
        Some(Bulk::new((self.rows.take(made.rows.clone()), all)))
    }

    fn awaits(&self) -> bool {
        self.rows.awaits()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.lines_each = if area.height >= 12 { 2 } else { 1 };
        self.rows
            .set_height(usize::from(area.height / self.lines_each.max(1)));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(SeenList {
            lines: self.lines_each,
            ..self.rows.seen_in(area)
        })
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let mut y = area.y;
        for (item, chosen) in self.rows.visible() {
            let row = Rect {
                y,
                height: self.lines_each,
                ..area
            }
            .intersection(area);
            if row.height == 0 {
                break;
            }
            self.draw_item(item, row, chosen, cx, buf);
            y += self.lines_each;
        }
        if self.rows.total() == 0 && self.progress.is_none() {
            let mut line = Line::new(
                buf,
                Rect {
                    height: area.height.min(1),
                    ..area
                },
                &cx.theme,
                Role::TextDim,
            );
            let words = if self.rows.is_awaited() {
                AWAITED.into()
            } else {
                nothing(cx)
            };
            line.text(Role::TextDim, words.shown());
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}

/// What stands in place of an empty list.
fn nothing(cx: &Cx) -> SafeText {
    match cx.library.left_out().len() {
        0 => "No articles: .md files, with or without front matter".into(),
        1 => "No articles; 1 thing could not be read: g p".into(),
        count => SafeText::line(&format!(
            "No articles; {count} things could not be read: g p"
        )),
    }
}

/// Asks to open the page an article was clipped from.
pub fn browse(article: &Article) -> Vec<Request> {
    match &article.head.source {
        Some(address) => {
            vec![Request::Browse {
                address: address.clone(),
                label: article.head.title.clone(),
            }]
        }
        None => vec![Request::Say("This article names no source".into())],
    }
}

/// The state that an action turns round.
pub fn state_of(action: Action) -> Option<ReadingState> {
    match action {
        Action::Star => Some(ReadingState::Starred),
        Action::Later => Some(ReadingState::Later),
        Action::Unread => Some(ReadingState::Unread),
        _ => None,
    }
}

/// Asks to copy the address an article was clipped from.
pub fn copy_address(article: &Article, _cx: &Cx) -> Vec<Request> {
    match &article.head.source {
        Some(address) => vec![Request::Copy {
            text: SafeText::line(address),
            what: "the address",
        }],
        None => vec![Request::Say("This article names no source".into())],
    }
}

/// Asks to copy a reference to an article, in the form that an action names.
pub fn copy_reference(action: Action, article: &Article) -> Request {
    let of_form = |form| SafeText::block(references(form, &[article]).trim_end());
    let text = match action {
        Action::CopyBibtex => of_form(ReferenceForm::Bibtex),
        Action::CopyCsl => of_form(ReferenceForm::CslJson),
        _ => reference(article),
    };
    let what = "the reference";
    Request::Copy { text, what }
}
