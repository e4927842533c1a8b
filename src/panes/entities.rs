//! The names: of the article or of the library, grouped by kind, with counts.

use std::cmp::Reverse;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::entity::{Entity, Kind};
use crate::core::gate::{Shown, ShownStr};
use crate::core::range::ArticleId;
use crate::extract::language::{self, Support};
use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, EntityName, Notice, Pane, PaneId, Request, Scope, ignored};
use crate::panes::rows::{Done, Row, Rows};
use crate::search::filter::Constraint;
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
                .map(|entity| (entity, passing(entity, cx).count() as u32))
                .filter(|(_, mentions)| *mentions > 0)
                .collect(),
        };
        listed.retain(|(entity, _)| !entity.kind.is_measure());
        // Most articles first, then most mentions: what many articles name comes before what one repeats.
        let weight = |entity: &Entity| {
            if cx.scope == Scope::Library {
                articles(entity, cx)
            } else {
                0
            }
        };
        listed.sort_by_cached_key(|(entity, mentions)| {
            let most = (Reverse(weight(entity)), Reverse(*mentions));
            (entity.kind, most, entity.name.clone())
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
                articles: articles(entity, cx),
            }));
        }
        self.rows.set(items);
    }
}

/// The articles of an entity's mentions that pass the pinned filters, one for each mention.
fn passing<'a>(entity: &'a Entity, cx: &'a Cx) -> impl Iterator<Item = ArticleId> + 'a {
    let articles = entity.mentions.iter().map(|mention| mention.article);
    articles.filter(|article| cx.takes(*article))
}

/// How many articles that pass the pinned filters name an entity.
fn articles(entity: &Entity, cx: &Cx) -> u32 {
    if cx.selected.is_none() {
        return entity.articles;
    }
    let mut articles: Vec<ArticleId> = passing(entity, cx).collect();
    articles.dedup();
    articles.len() as u32
}

/// What to know of the names of an article in a language that is not fully supported.
fn caveat(cx: &Cx) -> Option<Shown> {
    let opened = cx.opened().filter(|_| cx.scope == Scope::Article)?;
    let code = cx.library.article(opened.article)?.language?;
    let words = Support::of(Some(code)).words()?;
    Some(Shown::line(&format!("{}: {words}", language::name(code))))
}

/// An area without its first row, where a caveat stands there.
fn below(area: Rect, caveat: Option<&Shown>) -> Rect {
    let taken = u16::from(caveat.is_some()).min(area.height);
    Rect {
        y: area.y + taken,
        height: area.height - taken,
        ..area
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

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let row = self.rows.current();
        let offer = row.map(|item| match item {
            Item::Kind { kind, .. } => Constraint::Kind(*kind),
            Item::Name { name, .. } => Constraint::Entity(name.name.to_string()),
        });
        offer.into_iter().collect()
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::LibraryChanged | Notice::ScopeChanged | Notice::Filtered => self.refill(cx),
            Notice::Opened if cx.scope == Scope::Article => self.refill(cx),
            _ => {}
        }
    }

    fn place(&mut self, area: Rect, cx: &Cx) {
        let area = below(area, caveat(cx).as_ref());
        self.rows.set_height(usize::from(area.height));
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let caveat = caveat(cx);
        if let Some(caveat) = &caveat {
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, caveat.shown());
        }
        let area = below(area, caveat.as_ref());
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
