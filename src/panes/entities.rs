//! The names: of the article or of the library, grouped by kind, with counts; before them those that
//! may be names of one thing, and after them, when asked for, those that the reader hid.

mod items;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::entity::{Entity, Kind};
use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::list_rows::{Done, Rows, RowsAnswer};
use crate::panes::list_work::{Bulk, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::AWAITED;
use crate::panes::request::{EntityName, Notice, Request, Scope, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::text::language;
use crate::text::language::support::Support;
use crate::ui::line::Line;
use crate::ui::theme::Role;
use items::{ALIKE, Item, hidden};

/// The pane.
pub struct Entities {
    rows: Rows<Item>,
    /// How many pairs there are to ask about.
    alike: usize,
    hidden: Hidden,
}

/// A list that was made.
struct Made {
    /// How many pairs there are to ask about, where that was counted.
    alike: Option<usize>,
    rows: RowsAnswer<Item>,
}

/// Whether names that the reader hid are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hidden {
    LeftOut,
    AtTheEnd,
}

impl Default for Entities {
    fn default() -> Self {
        Self {
            rows: Rows::folding(ALIKE.into()),
            alike: 0,
            hidden: Hidden::LeftOut,
        }
    }
}

impl Entities {
    /// The name at the cursor.
    pub fn current(&self) -> Option<&Entity> {
        match self.rows.current()? {
            Item::Name { entity, .. } => Some(entity),
            Item::Kind { .. } | Item::Group { .. } | Item::Alike { .. } => None,
        }
    }

    /// Lists hidden names, or leaves them out again; the words say which.
    pub fn toggle_hidden(&mut self, cx: &Cx) -> &'static str {
        self.hidden = match self.hidden {
            Hidden::LeftOut => Hidden::AtTheEnd,
            Hidden::AtTheEnd => Hidden::LeftOut,
        };
        self.rows.renew_for_reader();
        match self.hidden {
            Hidden::LeftOut => "Hidden names are left out",
            Hidden::AtTheEnd if hidden(&cx.extent()).is_empty() => "No name was hidden here",
            Hidden::AtTheEnd => "Hidden names stand at the end",
        }
    }
}

/// What to know of the names of an article in a language that is not fully supported.
fn caveat(cx: &Cx) -> Option<SafeText> {
    let opened = cx.opened().filter(|_| cx.scope == Scope::Article)?;
    let code = cx.library.article(opened.article)?.language?;
    let words = Support::of(Some(code)).words()?;
    Some(SafeText::line(&format!(
        "{}: {words}",
        language::name(code)
    )))
}

/// An area without its first row, where a caveat stands there.
fn below(area: Rect, caveat: Option<&SafeText>) -> Rect {
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
    fn title(&self, cx: &Cx) -> SafeText {
        let counts = self.rows.counts();
        let scope = scope_word(cx.scope);
        SafeText::line(&match self.alike {
            0 => format!("Entities {counts} · {scope}"),
            alike => format!("Entities {counts} · {alike} alike? · {scope}"),
        })
    }

    fn is_narrowed(&self) -> bool {
        self.rows.narrowing().is_some()
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Entities)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command, &cx.library), self.rows.current()) {
            (Done::Chosen, Some(Item::Name { entity, .. })) => {
                vec![Request::Dossier(EntityName::of(entity))]
            }
            (Done::Chosen, Some(Item::Alike { proposal, .. })) => {
                vec![Request::AskWhether(proposal.clone())]
            }
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let row = self.rows.current();
        let offer = row.and_then(|item| match item {
            Item::Kind { kind, .. } => Some(Constraint::Kind(*kind)),
            Item::Name { entity, .. } => Some(Constraint::Entity(entity.name.to_string())),
            Item::Group { .. } | Item::Alike { .. } => None,
        });
        offer.into_iter().collect()
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::ScopeChanged if cx.keyboard == PaneId::Entities => self.rows.renew_for_reader(),
            Notice::LibraryChanged | Notice::ScopeChanged | Notice::Filtered => self.rows.renew(),
            Notice::Opened if cx.scope == Scope::Article => self.rows.renew(),
            _ => {}
        }
    }

    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        let question = self.rows.question()?;
        let with_hidden = self.hidden == Hidden::AtTheEnd;
        Some(Arc::new(move |extent| {
            let mut alike = None;
            let make = |_: &_| {
                let (rows, pairs) = items::rows(with_hidden, extent);
                alike = Some(pairs);
                rows
            };
            let listing = question.list(make, &extent.library);
            let renamed = |row: &Item| items::renamed(row, &extent.library);
            let rows = question.clone().answered(listing, renamed);
            Bulk::new(Made { alike, rows })
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let made = made.get::<Made>()?;
        self.alike = made.alike.unwrap_or(self.alike);
        Some(Bulk::new(self.rows.take(made.rows.clone())))
    }

    fn awaits(&self) -> bool {
        self.rows.awaits()
    }

    fn place(&mut self, area: Rect, cx: &Cx) {
        let area = below(area, caveat(cx).as_ref());
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(below(area, caveat(cx).as_ref())))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let caveat = caveat(cx);
        if let Some(caveat) = &caveat {
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, caveat.shown());
        }
        let area = below(area, caveat.as_ref());
        if self.rows.total() == 0 && area.height > 0 {
            let empty = if self.rows.is_awaited() {
                AWAITED
            } else {
                cx.nothing("No names in this article", "No names in this library")
            };
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, empty.into());
        }
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Entities, chosen));
            match item {
                Item::Kind { count, .. } | Item::Group { count, .. } => {
                    line.right(Role::Count, SafeText::line(&count.to_string()).shown());
                    self.rows.draw_head(item, &mut line, &cx.symbols);
                }
                Item::Alike { label, .. } => {
                    line.blank(2);
                    line.text(Role::Text, label.shown());
                }
                Item::Name {
                    entity,
                    mentions,
                    articles,
                } => {
                    let count = match cx.scope {
                        Scope::Article => mentions.to_string(),
                        Scope::Library => format!("{mentions} in {articles}"),
                    };
                    line.right(Role::Count, SafeText::line(&count).shown());
                    line.blank(2);
                    line.text(Role::Text, entity.name.shown());
                }
            }
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
