//! The keys: the table of commands as a list that can be narrowed and run from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, COMMANDS, CommandRow, Context, Group};
use crate::input::keymap::{Command, Keymap};
use crate::library::contents::Library;
use crate::page::width::columns;
use crate::panes::list_rows::{Done, Row, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Request, ignored};
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A row: a group of commands, or one command.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Group(Group),
    Command {
        action: Action,
        keys: SafeText,
        /// Columns for the keys of the group, so that its help stands in one line.
        key_columns: u16,
        label: SafeText,
    },
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::Group(group) => group.title().into(),
            Self::Command { label, .. } => label.shown(),
        }
    }

    fn text(&self, _library: &Library) -> RowText {
        let text = RowText::new(self.label().as_str());
        match self {
            Self::Group(_) => text,
            Self::Command { keys, .. } => text.with(keys.as_str()),
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Group(_))
    }
}

/// The pane.
#[derive(Default)]
pub struct Help {
    rows: Rows<Item>,
}

/// Most columns for keys; in a narrow window the help needs the rest.
const WIDEST_KEYS: usize = 24;

impl Help {
    /// The commands with the keys that they have now.
    pub fn new(keymap: &Keymap) -> Self {
        let mut items = Vec::new();
        for group in COMMANDS.chunk_by(|a, b| a.group == b.group) {
            items.push(Item::Group(group[0].group));
            let keys = |row: &CommandRow| SafeText::line(&keymap.keys_of(row.action).join(", "));
            let widths = group.iter().map(|row| columns(keys(row).as_str()));
            let key_columns = widths.max().unwrap_or(0).min(WIDEST_KEYS) as u16;
            items.extend(group.iter().map(|row| Item::Command {
                action: row.action,
                keys: keys(row),
                key_columns,
                label: SafeText::line(&format!("{}  {}", row.help, row.name)),
            }));
        }
        Self {
            rows: Rows::of(items),
        }
    }
}

impl Pane for Help {
    fn title(&self, _cx: &Cx) -> SafeText {
        match self.rows.narrowing() {
            Some(_) => self.rows.titled("Keys".into()),
            None => "Keys · / narrows, Enter runs, Esc closes".into(),
        }
    }

    fn context(&self) -> Context {
        self.rows.context(Context::List)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command, &cx.library), self.rows.current()) {
            (Done::Chosen, Some(Item::Command { action, .. })) => {
                vec![Request::Close, Request::Run(*action)]
            }
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(area))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Help, chosen));
            match item {
                Item::Group(group) => line.text(Role::Heading, group.title().into()),
                Item::Command {
                    keys,
                    key_columns,
                    label,
                    ..
                } => {
                    line.blank(2);
                    let room = line.room().min(*key_columns);
                    line.cell(Role::Key, keys.shown(), room);
                    line.blank(2);
                    line.text(Role::Text, label.shown());
                }
            }
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
