//! The box: one field that finds anything, with the hits below it and a preview of the one meant.

mod history;
mod hit_actions;
mod preview;
mod rows;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Notice, Request, ignored};
use crate::search::filter::Constraint;
use crate::search::fuzzy::Weak;
use crate::search::hit::{Hit, Hits};
use crate::search::index::HitLimits;
use crate::search::query::{HINT, Query, hint};
use crate::search::unmet::missing;
use crate::text::clean::SafeText;
use crate::ui::field::Field;
use crate::ui::line::Line;
use crate::ui::list::List;
use crate::ui::theme::Role;
use history::History;
use preview::Preview;
use rows::{Arrangement, heads};

/// Rows left below the last hit when more of them are asked for.
const AHEAD: usize = 20;

/// The pane.
#[derive(Default)]
pub struct SearchBox {
    field: Field,
    hits: Arc<Hits>,
    /// The numbers of the hits, row by row.
    rows: Vec<usize>,
    arrangement: Arrangement,
    list: List,
    /// What is typed, as it was understood.
    query: Query,
    /// What it asks for and the library does not hold.
    missing: Vec<SafeText>,
    /// The query of the hits that are shown.
    answered: String,
    wanted: HitLimits,
    /// Whether what is chosen was taken before what is typed was answered.
    is_taken: bool,
    marked: Vec<Hit>,
    history: History,
}

impl SearchBox {
    /// Opens with `begin` in the field.
    pub fn start(&mut self, begin: &str) -> Vec<Request> {
        self.field = Field::with(begin);
        self.list.go(0);
        self.marked.clear();
        self.wanted = HitLimits::default();
        self.ask()
    }

    /// Asks once more what is asked now.
    pub fn ask(&mut self) -> Vec<Request> {
        self.is_taken = false;
        self.query = Query::parse(self.field.text());
        vec![Request::Ask {
            typed: self.field.text().to_owned(),
            wanted: self.wanted,
        }]
    }

    /// What was typed has changed: the best few are enough again.
    fn typed(&mut self) -> Vec<Request> {
        self.wanted.limit = HitLimits::default().limit;
        self.ask()
    }

    fn current(&self) -> Option<&Hit> {
        self.hits.hits.get(*self.rows.get(self.list.cursor())?)
    }

    /// The hits that are meant: those marked, else the one at the cursor.
    fn meant(&self) -> Vec<&Hit> {
        if self.marked.is_empty() {
            self.current().into_iter().collect()
        } else {
            self.marked.iter().collect()
        }
    }

    /// Whether what was taken is here by now; asking forgets that it was taken.
    pub fn take_taken(&mut self) -> bool {
        self.is_taken && !self.rows.is_empty() && std::mem::take(&mut self.is_taken)
    }

    /// Takes what is meant: what answers what was typed, not what was typed before.
    fn accept(&mut self, cx: &Cx) -> Vec<Request> {
        if self.marked.is_empty() && self.answered != self.field.text() {
            self.is_taken = true;
            return Vec::new();
        }
        let leads = hit_actions::open(&self.meant(), cx);
        if leads.is_empty() {
            return leads;
        }
        self.history.keep(self.field.text());
        std::iter::once(Request::Close).chain(leads).collect()
    }

    /// Pins the filters that were typed, and what is meant unless only filters were typed.
    fn pin(&mut self, cx: &Cx) -> Vec<Request> {
        let mut constraints = self.query.filter.constraints().to_vec();
        if !self.marked.is_empty() || constraints.is_empty() {
            constraints.extend(self.offers(cx));
        }
        if constraints.is_empty() {
            return vec![Request::Say("Nothing here to filter by".into())];
        }
        self.history.keep(self.field.text());
        vec![Request::Close, Request::Pin(constraints)]
    }

    /// Marks the hit at the cursor, or takes the mark away, and goes on to the next.
    fn mark(&mut self) -> Vec<Request> {
        let Some(hit) = self.current().cloned() else {
            return Vec::new();
        };
        match self.marked.iter().position(|marked| is_same(marked, &hit)) {
            Some(index) => {
                self.marked.remove(index);
            }
            None => self.marked.push(hit),
        }
        self.list.act(Command::plain(Action::TypeDown), &[]);
        Vec::new()
    }

    fn recall(&mut self) -> Vec<Request> {
        match self.history.older() {
            Some(older) => {
                self.field = Field::with(older);
                self.typed()
            }
            None => vec![Request::Say("Nothing was asked before".into())],
        }
    }

    fn regroup(&mut self) -> Vec<Request> {
        self.arrangement = self.arrangement.other();
        self.arrange();
        self.list.go(0);
        Vec::new()
    }

    fn toggle_weak(&mut self) -> Vec<Request> {
        self.wanted.weak = match self.wanted.weak {
            Weak::Hidden => Weak::Shown,
            Weak::Shown => Weak::Hidden,
        };
        self.ask()
    }

    fn arrange(&mut self) {
        self.rows = self.arrangement.order(&self.hits.hits);
        self.list.set_len(self.rows.len());
    }

    /// Whether the step up is one back in the history: the field is empty or was brought back.
    fn is_recalling(&self, action: Action) -> bool {
        action == Action::TypeUp
            && self.list.cursor() == 0
            && (self.field.is_empty() || self.history.is_at(self.field.text()))
    }

    /// Asks for more hits when the cursor nears the last of those that are known.
    fn more(&mut self) -> Vec<Request> {
        let known = self.hits.hits.len();
        let is_near = self.list.cursor() + AHEAD >= known && known >= self.wanted.limit;
        if !is_near || self.hits.total as usize <= known {
            return Vec::new();
        }
        self.wanted.limit *= 4;
        self.ask()
    }

    /// What stands below the field: what can be typed, or how much is out of sight.
    fn remark(&self) -> SafeText {
        let weak = match (self.wanted.weak, self.hits.hidden) {
            (Weak::Shown, _) => "weak ones shown (ctrl-t hides)".to_owned(),
            (Weak::Hidden, 0) => String::new(),
            (Weak::Hidden, hidden) => format!("{hidden} weak hidden (ctrl-t shows)"),
        };
        let marked = match self.marked.len() {
            0 => String::new(),
            marked => format!("{marked} marked (enter opens, ctrl-x pins)"),
        };
        let grouped = match self.arrangement {
            Arrangement::Mixed => "",
            Arrangement::Grouped => "grouped (ctrl-g mixes)",
        };
        let problems = self.query.problems.iter().chain(&self.query.doubts);
        let problem = problems
            .map(|problem| &problem.reason)
            .chain(&self.missing)
            .next();
        let problem = problem.map_or_else(String::new, SafeText::to_string);
        let hint = hint(self.field.before()).unwrap_or_default().to_owned();
        let parts = [problem, hint, marked, weak, grouped.to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            HINT.into()
        } else {
            SafeText::line(&parts.join("  "))
        }
    }

    /// Rows for a preview, when the box is high enough.
    fn preview_rows(area: Rect) -> u16 {
        match area.height {
            0..14 => 0,
            14..20 => 4,
            height => height * 2 / 5,
        }
    }

    fn list_area(area: Rect) -> Rect {
        let height = area.height.saturating_sub(2 + Self::preview_rows(area));
        Rect {
            y: area.y + 2.min(area.height),
            height,
            ..area
        }
    }

    fn draw_hit(&self, hit: &Hit, row: Rect, chosen: bool, cx: &Cx, buf: &mut Buffer) {
        let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::SearchBox, chosen));
        line.right(Role::TextDim, hit.kind.name().into());
        if !self.marked.is_empty() {
            let is_marked = self.marked.iter().any(|marked| is_same(marked, hit));
            let sign = if is_marked { cx.symbols.unread } else { " " };
            line.text(Role::Unread, sign.into());
            line.blank(1);
        }
        let label = hit.label.shown();
        let mut from = 0;
        for matched_ranges in &hit.matched {
            line.text(Role::Text, label.get(from..matched_ranges.start));
            line.text(Role::Match, label.get(matched_ranges.clone()));
            from = matched_ranges.end;
        }
        line.text(Role::Text, label.get(from..label.as_str().len()));
        line.blank(2);
        line.text(Role::TextDim, hit.detail.shown());
    }
}

/// Whether two hits, perhaps of two answers, are one thing.
fn is_same(a: &Hit, b: &Hit) -> bool {
    a.target == b.target && a.label == b.label
}

impl Pane for SearchBox {
    fn title(&self, _cx: &Cx) -> SafeText {
        let total = self.hits.total.saturating_sub(self.hits.hidden);
        SafeText::line(&match total {
            0 if self.field.is_empty() => "Find anything".to_owned(),
            0 => "Nothing found".to_owned(),
            total => format!("{total} found"),
        })
    }

    fn context(&self) -> Context {
        Context::Box
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        if self.is_recalling(command.action) {
            return self.recall();
        }
        if self.list.act(command, &heads(&self.rows, &self.hits.hits)) {
            return self.more();
        }
        match command.action {
            Action::Accept => self.accept(cx),
            Action::Cancel => {
                self.history.keep(self.field.text());
                vec![Request::Close]
            }
            Action::BoxMark => self.mark(),
            Action::BoxPin => self.pin(cx),
            Action::BoxHistory => self.recall(),
            Action::BoxGroup => self.regroup(),
            Action::BoxWeak => self.toggle_weak(),
            action if self.field.act(action) => self.typed(),
            _ => ignored(),
        }
    }

    fn offers(&self, cx: &Cx) -> Vec<Constraint> {
        let meant = self.meant().into_iter();
        meant
            .filter_map(|hit| hit_actions::filter(hit, cx))
            .collect()
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.field.insert(text);
        self.typed()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if let Notice::Hits(hits) = notice {
            self.hits = Arc::clone(hits);
            self.arrange();
            if self.answered != self.field.text() {
                self.answered = self.field.text().to_owned();
                self.missing = missing(&self.query.filter, &cx.library, &cx.filter_context());
                self.list.go(0);
            }
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.list
            .set_height(usize::from(Self::list_area(area).height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(SeenList {
            list: &mut self.list,
            area: Self::list_area(area),
            lines: 1,
        })
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let mut rows = area.rows();
        if let Some(row) = rows.next() {
            let mut line = Line::new(buf, row, &cx.theme, Role::Popup);
            line.field(Role::Popup, "> ".into(), &self.field, true);
        }
        if let Some(row) = rows.next() {
            let mut line = Line::new(buf, row, &cx.theme, Role::Popup);
            line.text(Role::StatusHint, self.remark().shown());
        }
        let list = Self::list_area(area);
        for (index, row) in self.list.visible().zip(list.rows()) {
            let hit = self
                .rows
                .get(index)
                .and_then(|&hit| self.hits.hits.get(hit));
            if let Some(hit) = hit {
                self.draw_hit(hit, row, index == self.list.cursor(), cx, buf);
            }
        }
        let height = Self::preview_rows(area);
        let below = Rect {
            y: area.bottom() - height,
            height,
            ..area
        };
        if let Some(hit) = self.current().filter(|_| height > 0) {
            Preview::of(hit, &self.query, cx).draw(below, cx, buf);
        }
    }

    fn progress(&self) -> Option<u16> {
        self.list.progress()
    }
}
