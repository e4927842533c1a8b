//! The map: which names of two kinds stand in the same sentences, as a matrix with its evidence.

use std::collections::{BTreeMap, HashMap};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::article_set::ArticleSet;
use crate::clip::entity::{Entity, Kind};
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::library::contents::co_occurrence::Together;
use crate::panes::entities::{plural, scope_word};
use crate::panes::list_rows::{Done, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::{self, Item};
use crate::panes::request::{EntityName, Notice, Request, Scope, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::list::List;
use crate::ui::theme::Role;

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
    rows: Vec<EntityName>,
    columns: Vec<EntityName>,
    cells: BTreeMap<(usize, usize), Together>,
    down: List,
    across: List,
    /// The sentences behind a cell, while they are listed.
    evidence: Option<Rows<Item>>,
    height: u16,
}

impl Map {
    /// Counts anew, as when the pane is opened. A library that is still being read is not counted at
    /// every batch: that would take longer than reading it.
    pub fn show(&mut self, cx: &Cx) {
        let (of_rows, of_columns) = KINDS[self.kinds];
        let pairs = cx.library.together(of_rows, of_columns, &counted(cx));
        let both_ways = pairs.iter().flat_map(|pair| {
            let mirrored = (of_rows == of_columns).then_some((pair.column, pair.row));
            let ways = std::iter::once((pair.row, pair.column)).chain(mirrored);
            ways.map(|(row, column)| (row, column, pair.together))
        });
        let cells: Vec<(&Entity, &Entity, Together)> = both_ways.collect();
        let rows = ranked(cells.iter().map(|(row, _, count)| (*row, count.sentences)));
        let columns = ranked(
            cells
                .iter()
                .map(|(_, column, count)| (*column, count.sentences)),
        );
        let number = |names: &HashMap<&SafeText, usize>, of: &Entity| names.get(&of.name).copied();
        let (of_row, of_column) = (numbers(&rows), numbers(&columns));
        let placed = cells.iter().filter_map(|(row, column, together)| {
            let at = (number(&of_row, row)?, number(&of_column, column)?);
            Some((at, *together))
        });
        self.cells = placed.collect();
        (self.rows, self.columns) = (rows, columns);
        self.evidence = None;
        self.down.set_len(self.rows.len());
        self.across.set_len(self.columns.len());
        self.down.go(0);
        let first = self.cells.keys().next();
        self.across.go(first.map_or(0, |(_, column)| *column));
    }

    /// Whether the sentences behind a cell are listed.
    pub fn lists_evidence(&self) -> bool {
        self.evidence.is_some()
    }

    /// The names of the row and of the column at the cursor.
    fn current(&self) -> Option<(&EntityName, &EntityName)> {
        let row = self.rows.get(self.down.cursor())?;
        Some((row, self.columns.get(self.across.cursor())?))
    }

    /// Lists the sentences that name both, article by article.
    fn list_evidence(&mut self, cx: &Cx) -> Vec<Request> {
        let entity = |name: &EntityName| cx.library.entity(name.kind, name.name.as_str());
        let Some((row, column)) = self
            .current()
            .and_then(|(row, column)| Some((entity(row)?, entity(column)?)))
        else {
            return Vec::new();
        };
        let wanted = counted(cx);
        let both = cx.library.naming_both(row, column).into_iter();
        let items = place_list::by_article(both.filter(|found| wanted.contains(&found.article.id)));
        if items.is_empty() {
            return vec![Request::Say("No sentence names both".into())];
        }
        let mut rows = Rows::of(items);
        rows.set_height(usize::from(place_list::list_rows(self.height)));
        self.evidence = Some(rows);
        Vec::new()
    }

    fn act_matrix(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let times = command.times();
        match command.action {
            Action::Deeper => self.across.go(self.across.cursor() + times),
            Action::Shallower => self.across.go(self.across.cursor().saturating_sub(times)),
            Action::Open => return self.list_evidence(cx),
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
        let at = (self.down.cursor(), self.across.cursor());
        let together = self.cells.get(&at).copied().unwrap_or_default();
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
                line.cell(role, self.rows[index].name.shown(), name);
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
        line.cell(role, self.columns[column].name.shown(), CELL - 1);
    }

    fn draw_cell(&self, line: &mut Line<'_>, at: (usize, usize), cx: &Cx) {
        let count = self.cells.get(&at).map(|together| together.sentences);
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

/// The articles that count: the one being read, or all that pass the pinned filters.
fn counted(cx: &Cx) -> ArticleSet {
    let all = cx.library.articles().iter().map(|article| article.id);
    match (cx.scope, cx.opened()) {
        (Scope::Article, Some(opened)) => ArticleSet::from([opened.article]),
        _ => all.filter(|id| cx.takes(*id)).collect(),
    }
}

/// Entities by how often they are counted in all, most frequent first.
fn ranked<'a>(counts: impl Iterator<Item = (&'a Entity, u32)>) -> Vec<EntityName> {
    let mut sums: HashMap<&SafeText, (Kind, u32)> = HashMap::new();
    for (entity, count) in counts {
        sums.entry(&entity.name).or_insert((entity.kind, 0)).1 += count;
    }
    let mut ranked: Vec<(&SafeText, (Kind, u32))> = sums.into_iter().collect();
    ranked.sort_by(|(a, (_, more)), (b, (_, less))| less.cmp(more).then_with(|| a.cmp(b)));
    let name = |(name, (kind, _)): (&SafeText, (Kind, u32))| EntityName {
        kind,
        name: name.clone(),
    };
    ranked.into_iter().map(name).collect()
}

/// The number of each name.
fn numbers(names: &[EntityName]) -> HashMap<&SafeText, usize> {
    names.iter().map(|name| &name.name).zip(0..).collect()
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
            Some(rows) => rows.context(Context::List),
            None => Context::List,
        }
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let Some(rows) = &mut self.evidence else {
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
        if let Some(rows) = &mut self.evidence {
            rows.type_text(text, &cx.library);
        }
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::Filtered | Notice::ScopeChanged) && cx.keyboard == PaneId::Map {
            self.show(cx);
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.height = area.height;
        let room = area.width - name_width(area.width);
        self.down
            .set_height(usize::from(area.height.saturating_sub(AROUND)));
        self.across.set_height(usize::from(room / CELL).max(1));
        if let Some(rows) = &mut self.evidence {
            rows.set_height(usize::from(place_list::list_rows(area.height)));
        }
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        if let Some(rows) = &mut self.evidence {
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
        if let Some(rows) = &self.evidence {
            place_list::draw(rows, PaneId::Map, area, cx, buf);
            return;
        }
        if self.rows.is_empty() {
            Line::new(buf, area, &cx.theme, Role::Text).text(
                Role::TextDim,
                "No sentence names two of these kinds; s chooses others, . all articles".into(),
            );
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
            Some(rows) => rows.progress(),
            None => self.down.progress(),
        }
    }
}
