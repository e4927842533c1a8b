//! What is wrong with files: severity, place and reason, with a jump.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::library::contents::Library;
use crate::panes::list_rows::{Done, Row, Rows, RowsAnswer};
use crate::panes::list_work::{Bulk, Extent, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::AWAITED;
use crate::panes::request::{Notice, Request, ignored};
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::problem::{Problem, Severity};
use crate::text::range::ArticleId;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A row: an article, or one of its problems.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    /// A file, or a folder that could not be read.
    File(SafeText),
    /// A problem of an article, or of something that is none.
    Problem(Option<ArticleId>, Problem),
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::File(path) => path.shown(),
            Self::Problem(_, problem) => problem.reason.shown(),
        }
    }

    fn text(&self, _library: &Library) -> RowText {
        let text = RowText::new(self.label().as_str());
        match self {
            Self::File(_) => text,
            Self::Problem(_, problem) => text.with(problem.recovered.as_str()).with(&problem.code),
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::File(_))
    }
}

/// The pane.
#[derive(Default)]
pub struct Problems {
    rows: Rows<Item>,
}

/// The problems of the articles that pass the pinned filters, article by article, and of what is no article.
fn items(extent: &Extent) -> Vec<Item> {
    let library = &extent.library;
    let mut items = Vec::new();
    let articles = library.articles().iter();
    for article in articles.filter(|article| extent.takes(article.id)) {
        let hints = library.hints().of(article.id);
        let mut problems: Vec<&Problem> = article.problems.iter().chain(hints).collect();
        if problems.is_empty() {
            continue;
        }
        problems.sort_by_key(|problem| (problem.line, problem.column));
        items.push(Item::File(SafeText::line(&article.path.to_string_lossy())));
        let problems = problems.into_iter().cloned();
        items.extend(problems.map(|problem| Item::Problem(Some(article.id), problem)));
    }
    for left_out in library.left_out() {
        items.push(Item::File(left_out.path.clone()));
        items.push(Item::Problem(None, left_out.problem.clone()));
    }
    items
}

impl Pane for Problems {
    fn title(&self, _cx: &Cx) -> SafeText {
        SafeText::line(&format!("Problems {}", self.rows.counts()))
    }

    fn context(&self) -> Context {
        self.rows.context(Context::List)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command, &cx.library), self.rows.current()) {
            (Done::Chosen, Some(Item::Problem(Some(article), _))) => {
                vec![Request::Read(*article)]
            }
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, _cx: &Cx) {
        if matches!(notice, Notice::LibraryChanged | Notice::Filtered) {
            self.rows.renew();
        }
    }

    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        let question = self.rows.question()?;
        Some(Arc::new(move |extent| {
            let rows = question.clone();
            Bulk::new(rows.answer(|_| items(extent), &extent.library))
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let rows = made.get::<RowsAnswer<Item>>()?;
        Some(Bulk::new(self.rows.take(rows.clone())))
    }

    fn awaits(&self) -> bool {
        self.rows.awaits()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(area))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if self.rows.total() == 0 {
            let empty = if self.rows.is_awaited() {
                AWAITED
            } else {
                "No file has a problem"
            };
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, empty.into());
        }
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Problems, chosen));
            match item {
                Item::File(path) => line.text(Role::Heading, path.shown()),
                Item::Problem(_, problem) => {
                    line.blank(2);
                    line.text(
                        role_of(problem.severity),
                        SafeText::line(&where_is(problem)).shown(),
                    );
                    line.text(Role::Text, problem.reason.shown());
                    line.text(
                        Role::TextDim,
                        SafeText::line(&format!("  {}", problem.recovered)).shown(),
                    );
                }
            }
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}

fn role_of(severity: Severity) -> Role {
    match severity {
        Severity::Error => Role::StatusError,
        Severity::Warning => Role::BadgeProblem,
        Severity::Hint => Role::TextDim,
    }
}

fn where_is(problem: &Problem) -> String {
    match (problem.line, problem.column) {
        (0, _) => "file: ".to_owned(),
        (line, 0) => format!("{line}: "),
        (line, column) => format!("{line}:{column}: "),
    }
}
