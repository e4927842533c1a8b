//! The headings of the article, to jump to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::list_rows::{Done, Row, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Notice, Request, ignored};
use crate::text::clean::{SafeStr, SafeText};
use crate::text::range::SourceRange;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    level: u8,
    words: SafeText,
    source: SourceRange,
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        self.words.shown()
    }
}

/// The pane.
#[derive(Default)]
pub struct Outline {
    rows: Rows<Item>,
}

impl Outline {
    /// Puts the cursor on the heading that byte `at` of the source stands under.
    pub fn choose(&mut self, at: u32, cx: &Cx) {
        let headings = cx
            .opened()
            .and_then(|opened| cx.library.article(opened.article));
        let headings = headings.map_or(&[][..], |article| &article.headings);
        let under = headings.partition_point(|heading| heading.source.start <= at);
        self.rows.choose(under.saturating_sub(1));
    }
}

impl Pane for Outline {
    fn title(&self, _cx: &Cx) -> SafeText {
        self.rows.titled("Outline".into())
    }

    fn context(&self) -> Context {
        self.rows.context(Context::List)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match (
            self.rows.act(command, &cx.library),
            self.rows.current(),
            cx.opened(),
        ) {
            (Done::Chosen, Some(item), Some(opened)) => {
                vec![Request::Close, Request::Go(opened.stop(item.source))]
            }
            (Done::Nothing, ..) => ignored(),
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if !matches!(notice, Notice::Opened | Notice::LibraryChanged) {
            return;
        }
        let article = cx
            .opened()
            .and_then(|opened| cx.library.article(opened.article));
        let headings = article.map_or_else(Vec::new, |article| {
            let item = |heading: &crate::clip::article::Heading| Item {
                level: heading.level,
                words: article.text.slice(heading.text).to_shown(),
                source: heading.source,
            };
            article.headings.iter().map(item).collect()
        });
        self.rows.set(headings, &cx.library);
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(area))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if self.rows.total() == 0 {
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, "No headings".into());
        }
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Outline, chosen));
            line.blank(u16::from(item.level.saturating_sub(1)) * 2);
            line.text(Role::Text, item.words.shown());
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
