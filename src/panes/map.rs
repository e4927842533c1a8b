//! The map: which names of two kinds stand in the same sentences, as a matrix.

mod matrix;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::entity::Kind;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::entities::{plural, scope_word};
use crate::panes::list_work::{Bulk, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::AWAITED;
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

impl Map {
    /// Counts anew, as when the pane is opened. A library that is still being read is not counted at
    /// every batch: that would take longer than reading it.
    pub fn show(&mut self, _cx: &Cx) {
        self.counting = Counting::Due;
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

    /// The names of the row and of the column at the cursor.
    fn current(&self) -> Option<(&EntityName, &EntityName)> {
        let row = self.matrix.rows.get(self.down.cursor())?;
        Some((row, self.matrix.columns.get(self.across.cursor())?))
    }

    /// What joins the two.
    fn pair(&self) -> Vec<Request> {
        let names = self.current().into_iter();
        names
            .map(|(row, column)| Request::Pair(row.clone().into(), column.clone().into()))
            .collect()
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
        Context::List
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let times = command.times();
        match command.action {
            Action::Deeper => self.across.go(self.across.cursor() + times),
            Action::Shallower => self.across.go(self.across.cursor().saturating_sub(times)),
            Action::Open => return self.pair(),
            Action::Sort => {
                self.kinds = (self.kinds + 1) % KINDS.len();
                self.show(cx);
            }
            _ if self.down.act(command, &[]) => {}
            _ => return ignored(),
        }
        Vec::new()
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let names = self.current().map(|(row, column)| [row, column]);
        let names = names.into_iter().flatten();
        names
            .map(|name| Constraint::Entity(name.name.to_string()))
            .collect()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::Filtered | Notice::ScopeChanged) && cx.keyboard == PaneId::Map {
            self.show(cx);
        }
    }

    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        if self.counting != Counting::Due {
            return None;
        }
        self.counting = Counting::Asked;
        let (rows, columns) = KINDS[self.kinds];
        Some(Arc::new(move |extent| {
            Bulk::new(Arc::new(Matrix::count(rows, columns, extent)))
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let matrix = made.get::<Arc<Matrix>>()?;
        Some(Bulk::new(self.take(matrix)))
    }

    fn awaits(&self) -> bool {
        self.counting != Counting::Done
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        let room = area.width - name_width(area.width);
        self.down
            .set_height(usize::from(area.height.saturating_sub(AROUND)));
        self.across.set_height(usize::from(room / CELL).max(1));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
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
        self.down.progress()
    }
}
