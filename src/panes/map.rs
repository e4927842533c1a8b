//! The map: which names of two kinds stand in the same sentences, as a matrix with its evidence.

mod matrix;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::entity::Kind;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::entities::{plural, scope_word};
use crate::panes::list_rows::{Done, Rows, RowsAnswer};
use crate::panes::list_work::{Bulk, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::{self, AWAITED, Item};
use crate::panes::request::{EntityName, Notice, Request, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::list::List;
use crate::ui::theme::Role;
use matrix::Matrix;

/// Which kinds are set against each other, in the order in which `s` goes through them.
const KINDS: [(Kind, Kind); 6] = [
    (Kind::Organisation, Kind::Place),
    (Kind::Person, Kind::Organisation),
    (Kind::Person, Kind::Place),
    (Kind::Organisation, Kind::Organisation),
    (Kind::Organisation, Kind::Product),
    (Kind::Place, Kind::Place),
];

/// Columns of a cell, the blank before it among them.
const CELL: u16 = 10;
/// Columns of a row's name at the most.
const NAME: u16 = 26;
/// Rows above the matrix (the names of its columns) and below it (what the cell means).
const AROUND: u16 = 3;

/// The pane.
#[derive(Default)]
pub struct Map {
    kinds: usize,
    matrix: Arc<Matrix>,
    down: List,
    across: List,
    /// The sentences behind a cell, while they are listed.
    evidence: Option<Behind>,
    height: u16,
    counting: Counting,
}

/// How far counting has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Counting {
    /// All is counted.
    #[default]
    Done,
    /// It is to be asked for.
    Due,
    /// It was asked for.
    Asked,
}

/// The sentences behind a cell, and its names.
struct Behind {
    row: EntityName,
    column: EntityName,
    rows: Rows<Item>,
}

impl Map {
    /// Counts anew, as when the pane is opened. A library that is still being read is not counted at
    /// every batch: that would take longer than reading it.
    pub fn show(&mut self, _cx: &Cx) {
        self.counting = Counting::Due;
        self.evidence = None;
    }

    /// Shows what was counted, from its top.
    fn take(&mut self, matrix: &Arc<Matrix>) -> Arc<Matrix> {
        self.counting = Counting::Done;
        let before = std::mem::replace(&mut self.matrix, Arc::clone(matrix));
        self.down.set_len(matrix.rows.len());
        self.across.set_len(matrix.columns.len());
        self.down.go(0);
        self.across.go(matrix.first_column());
        before
    }

    /// Whether the sentences behind a cell are listed.
    pub fn lists_evidence(&self) -> bool {
        self.evidence.is_some()
    }

    /// The names of the row and of the column at the cursor.
    fn current(&self) -> Option<(&EntityName, &EntityName)> {
        let row = self.matrix.rows.get(self.down.cursor())?;
        Some((row, self.matrix.columns.get(self.across.cursor())?))
    }

    /// Lists the sentences that name both, article by article.
    fn list_evidence(&mut self) -> Vec<Request> {
        let Some((row, column)) = self.current() else {
            return Vec::new();
        };
        let cell = self.matrix.cell(self.down.cursor(), self.across.cursor());
        if cell.is_none() {
            return vec![Request::Say("No sentence names both".into())];
        }
        let mut behind = Behind {
            row: row.clone(),
            column: column.clone(),
            rows: Rows::default(),
        };
        behind.rows.renew_for_reader();
        let height = place_list::list_rows(self.height);
        behind.rows.set_height(usize::from(height));
        self.evidence = Some(behind);
        Vec::new()
    }

    fn act_matrix(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let times = command.times();
        match command.action {
            Action::Deeper => self.across.go(self.across.cursor() + times),
            Action::Shallower => self.across.go(self.across.cursor().saturating_sub(times)),
            Action::Open => return self.list_evidence(),
            Action::Sort => {
                self.kinds = (self.kinds + 1) % KINDS.len();
                self.show(cx);
            }
            _ if self.down.act(command, &[]) => {}
            _ => return ignored(),
        }
        Vec::new()
    }

    /// What the cell at the cursor means, in words.
    fn meaning(&self) -> SafeText {
        let Some((row, column)) = self.current() else {
            return SafeText::default();
        };
        let cell = self.matrix.cell(self.down.cursor(), self.across.cursor());
        let together = cell.unwrap_or_default();
        SafeText::line(&format!(
            "{} × {}: {}",
            row.name,
            column.name,
            match together.sentences {
                0 => "no sentence names both".to_owned(),
                1 => "1 sentence".to_owned(),
                sentences => format!("{sentences} sentences, {} articles", together.articles),
            }
        ))
    }

    fn draw_matrix(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let name = name_width(area.width);
        for (index, row) in area.rows().enumerate() {
            let mut line = Line::new(buf, row, &cx.theme, Role::Text);
            if index == 0 {
                line.blank(name);
                for column in self.across.visible() {
                    self.draw_head(&mut line, column);
                }
            } else if let Some(index) = self.down.visible().nth(index - 1) {
                let chosen = index == self.down.cursor();
                let role = if chosen { Role::Strong } else { Role::Text };
                line.cell(role, self.matrix.rows[index].name.shown(), name);
                for column in self.across.visible() {
                    self.draw_cell(&mut line, (index, column), cx);
                }
            }
        }
    }

    fn draw_head(&self, line: &mut Line<'_>, column: usize) {
        let role = if column == self.across.cursor() {
            Role::Strong
        } else {
            Role::Heading
        };
        line.blank(1);
        line.cell(role, self.matrix.columns[column].name.shown(), CELL - 1);
    }

    fn draw_cell(&self, line: &mut Line<'_>, at: (usize, usize), cx: &Cx) {
        let count = self
            .matrix
            .cell(at.0, at.1)
            .map(|together| together.sentences);
        let text = count.map_or_else(|| cx.symbols.dot.to_owned(), |count| count.to_string());
        let role = match count {
            _ if at == (self.down.cursor(), self.across.cursor()) => cx.row(PaneId::Map, true),
            Some(_) => Role::Count,
            None => Role::TextDim,
        };
        line.blank(1);
        line.cell(
            role,
            SafeText::line(&format!("{text:>4}")).shown(),
            CELL - 1,
        );
    }
}

/// Columns of the rows' names: about a third of the room.
fn name_width(width: u16) -> u16 {
    (width / 3).min(NAME)
}

impl Pane for Map {
    fn title(&self, cx: &Cx) -> SafeText {
        let (rows, columns) = KINDS[self.kinds];
        let scope = scope_word(cx.scope);
        SafeText::line(&format!(
            "Map · {} × {} · {scope}",
            plural(rows),
            plural(columns)
        ))
    }

    fn context(&self) -> Context {
        match &self.evidence {
            Some(behind) => behind.rows.context(Context::List),
            None => Context::List,
        }
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let Some(Behind { rows, .. }) = &mut self.evidence else {
            return self.act_matrix(command, cx);
        };
        match (rows.act(command, &cx.library), rows.current()) {
            (Done::Chosen, Some(Item::Place { place, .. })) => vec![Request::Go((*place).into())],
            (Done::Nothing, _) if matches!(command.action, Action::Close | Action::Shallower) => {
                self.evidence = None;
                Vec::new()
            }
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let names = self.current().map(|(row, column)| [row, column]);
        let names = names.into_iter().flatten();
        names
            .map(|name| Constraint::Entity(name.name.to_string()))
            .collect()
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        if let Some(Behind { rows, .. }) = &mut self.evidence {
            rows.type_text(text, &cx.library);
        }
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::Filtered | Notice::ScopeChanged) && cx.keyboard == PaneId::Map {
            self.show(cx);
        }
    }

    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        if self.counting == Counting::Due {
            self.counting = Counting::Asked;
            let (rows, columns) = KINDS[self.kinds];
            return Some(Arc::new(move |extent| {
                Bulk::new(Arc::new(Matrix::count(rows, columns, extent)))
            }));
        }
        let behind = self.evidence.as_mut()?;
        let question = behind.rows.question()?;
        let names = (behind.row.clone(), behind.column.clone());
        Some(Arc::new(move |extent| {
            let make = |_: &_| matrix::naming_both(&names.0, &names.1, extent);
            Bulk::new(question.clone().answer(make, &extent.library))
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        if let Some(matrix) = made.get::<Arc<Matrix>>() {
            return Some(Bulk::new(self.take(matrix)));
        }
        let rows = made.get::<RowsAnswer<Item>>()?;
        let behind = self.evidence.as_mut()?;
        Some(Bulk::new(behind.rows.take(rows.clone())))
    }

    fn awaits(&self) -> bool {
        let behind = self.evidence.as_ref();
        self.counting != Counting::Done || behind.is_some_and(|behind| behind.rows.awaits())
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.height = area.height;
        let room = area.width - name_width(area.width);
        self.down
            .set_height(usize::from(area.height.saturating_sub(AROUND)));
        self.across.set_height(usize::from(room / CELL).max(1));
        if let Some(Behind { rows, .. }) = &mut self.evidence {
            rows.set_height(usize::from(place_list::list_rows(area.height)));
        }
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        if let Some(Behind { rows, .. }) = &mut self.evidence {
            let height = place_list::list_rows(area.height);
            return Some(rows.seen_in(Rect { height, ..area }));
        }
        Some(SeenList {
            list: &mut self.down,
            area: Rect {
                y: area.y + 1,
                height: area.height.saturating_sub(AROUND),
                ..area
            },
            lines: 1,
        })
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if let Some(Behind { rows, .. }) = &self.evidence {
            place_list::draw(rows, PaneId::Map, area, cx, buf);
            return;
        }
        if self.matrix.rows.is_empty() && !area.is_empty() {
            let words = match self.counting {
                Counting::Done => {
                    "No sentence names two of these kinds; s chooses others, . all articles"
                }
                Counting::Due | Counting::Asked => AWAITED,
            };
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, words.into());
            return;
        }
        let matrix = Rect {
            height: area.height.saturating_sub(AROUND - 1),
            ..area
        };
        self.draw_matrix(matrix, cx, buf);
        let foot = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1,
            ..area
        };
        Line::new(buf, foot, &cx.theme, Role::Text).text(Role::Text, self.meaning().shown());
    }

    fn progress(&self) -> Option<u16> {
        match &self.evidence {
            Some(behind) => behind.rows.progress(),
            None => self.down.progress(),
        }
    }
}
