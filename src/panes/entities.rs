//! The names: of the article or of the library, grouped by kind, with counts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::entity::{Entity, Kind};
use crate::core::gate::{Shown, ShownStr};
use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, EntityName, Notice, Pane, PaneId, Request, Scope, ignored};
use crate::panes::rows::{Done, Row, Rows};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A row: a kind, or a name of that kind.
#[derive(Clone, Debug)]
enum Item {
    Kind {
        kind: Kind,
        label: Shown,
        count: u32,
    },
    Name {
        name: EntityName,
        mentions: u32,
        articles: u32,
    },
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Kind { kind, .. }, Self::Kind { kind: other, .. }) => kind == other,
            (Self::Name { name, .. }, Self::Name { name: other, .. }) => name == other,
            _ => false,
        }
    }
}

impl Row for Item {
    fn label(&self) -> ShownStr<'_> {
        match self {
            Self::Kind { label, .. } => label.shown(),
            Self::Name { name, .. } => name.name.shown(),
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Kind { .. })
    }
}

/// The pane.
#[derive(Default)]
pub struct Entities {
    rows: Rows<Item>,
}

impl Entities {
    /// The name at the cursor.
    pub fn current(&self) -> Option<&EntityName> {
        match self.rows.current()? {
            Item::Name { name, .. } => Some(name),
            Item::Kind { .. } => None,
        }
    }

    fn refill(&mut self, cx: &Cx) {
        let mut listed: Vec<(&Entity, u32)> = match (cx.scope, cx.opened()) {
            (Scope::Article, Some(opened)) => cx.library.entities_in(opened.article),
            (Scope::Article, None) => Vec::new(),
            (Scope::Library, _) => cx
                .library
                .entities()
                .iter()
                .map(|entity| (entity, entity.mentions.len() as u32))
                .collect(),
        };
        listed.retain(|(entity, _)| !entity.kind.is_measure());
        // Most articles first, then most mentions: what many articles name comes before what one repeats.
        let weight = |entity: &Entity| {
            if cx.scope == Scope::Library {
                entity.articles
            } else {
                0
            }
        };
        listed.sort_by(|(a, in_a), (b, in_b)| {
            (a.kind, weight(b), in_b, &a.name).cmp(&(b.kind, weight(a), in_a, &b.name))
        });
        let mut items = Vec::with_capacity(listed.len() + Kind::ALL.len());
        for group in listed.chunk_by(|(a, _), (b, _)| a.kind == b.kind) {
            let kind = group[0].0.kind;
            items.push(Item::Kind {
                kind,
                label: plural(kind).into(),
                count: group.len() as u32,
            });
            items.extend(group.iter().map(|(entity, mentions)| Item::Name {
                name: EntityName {
                    kind,
                    name: entity.name.clone(),
                },
                mentions: *mentions,
                articles: entity.articles,
            }));
        }
        self.rows.set(items);
    }
}

/// The heading of a kind.
pub fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People",
        Kind::Organisation => "Organisations",
        Kind::Place => "Places",
        Kind::Group => "Groups",
        Kind::Event => "Events",
        Kind::Work => "Laws and works",
        Kind::Product => "Products and technologies",
        Kind::Date => "Dates",
        Kind::Money => "Money",
        Kind::Quantity => "Quantities",
        Kind::Other => "Other names",
    }
}

/// The word for the scope, in titles.
pub fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Article => "this article",
        Scope::Library => "library",
    }
}

impl Pane for Entities {
    fn title(&self, cx: &Cx) -> Shown {
        let counts = self.rows.counts();
        Shown::line(&format!("Entities {counts} · {}", scope_word(cx.scope)))
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Entities)
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match self.rows.act(command) {
            Done::Here => Vec::new(),
            Done::Chosen => self
                .current()
                .cloned()
                .map(Request::Dossier)
                .into_iter()
                .collect(),
            Done::Nothing => ignored(),
        }
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::LibraryChanged | Notice::ScopeChanged => self.refill(cx),
            Notice::Opened if cx.scope == Scope::Article => self.refill(cx),
            _ => {}
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if self.rows.total() == 0 && area.height > 0 {
            let empty = match cx.scope {
                Scope::Article if cx.opened().is_none() => {
                    "Open an article, or press . for the library"
                }
                Scope::Article => "No names in this article",
                Scope::Library => "No names in this library",
            };
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, empty.into());
        }
        for ((item, chosen), y) in self.rows.visible().zip(area.y..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Entities, chosen));
            match item {
                Item::Kind { count, .. } => {
                    line.right(Role::Count, Shown::line(&count.to_string()).shown());
                    self.rows.draw_head(item, &mut line, &cx.symbols);
                }
                Item::Name {
                    name,
                    mentions,
                    articles,
                } => {
                    let count = match cx.scope {
                        Scope::Article => mentions.to_string(),
                        Scope::Library => format!("{mentions} in {articles}"),
                    };
                    line.right(Role::Count, Shown::line(&count).shown());
                    line.blank(2);
                    line.text(Role::Text, name.name.shown());
                }
            }
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
