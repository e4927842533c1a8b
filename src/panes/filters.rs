//! The filters: those that have names, those that are pinned, and those that the row one came from offers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::article::Article;
use crate::clip::entity::MentionRef;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::list_rows::{Done, Row, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Notice, Request, ignored};
use crate::search::filter::{Constraint, DateBound};
use crate::search::items::day_of;
use crate::search::named_filters::{NamedFilter, Origin};
use crate::text::clean::{SafeStr, SafeText};
use crate::text::range::Place;
use crate::ui::line::Line;
use crate::ui::theme::Role;
use crate::web::address;

/// Why the name of a filter stays as it is.
const IN_CONFIG: &str = "That name stands in the config, where it is changed";

/// A row: a group, or a filter.
#[derive(Clone, Debug)]
enum Item {
    Head(&'static str),
    Filter {
        constraint: Constraint,
        label: SafeText,
        /// What a name stands for.
        detail: SafeText,
    },
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.label().as_str() == other.label().as_str()
    }
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::Head(words) => (*words).into(),
            Self::Filter { label, .. } => label.shown(),
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Head(_))
    }
}

/// The pane.
#[derive(Default)]
pub struct Filters {
    rows: Rows<Item>,
    offered: Vec<Constraint>,
}

impl Filters {
    /// Shows what is pinned, and what else may be.
    pub fn offer(&mut self, offered: Vec<Constraint>, cx: &Cx) {
        self.offered = offered;
        self.refill(cx);
        if let Some(first) = self.offered.first().cloned() {
            self.choose(&first);
        }
    }

    fn refill(&mut self, cx: &Cx) {
        let pinned = cx.filter.constraints();
        let open: Vec<&Constraint> = self
            .offered
            .iter()
            .filter(|offered| !pinned.contains(offered))
            .collect();
        let named = |of_library: bool| {
            let named = cx.named.iter();
            named
                .filter(move |(_, named)| named.is_of_library() == of_library)
                .map(|(name, named)| named_item(name, named))
                .collect()
        };
        let is_named = |one: &Constraint| matches!(one, Constraint::Named(name) if cx.named.contains_key(name));
        let pinned = pinned.iter().filter(|one| !is_named(one));
        let groups: [(&str, Vec<Item>); 4] = [
            ("Named in this library", named(true)),
            ("Named in the config", named(false)),
            ("Pinned", pinned.map(item).collect()),
            (
                "Show only articles of",
                open.into_iter().map(item).collect(),
            ),
        ];
        let groups = groups.into_iter().filter(|(_, items)| !items.is_empty());
        let rows = groups.flat_map(|(head, items)| std::iter::once(Item::Head(head)).chain(items));
        self.rows.set(rows.collect(), &cx.library);
    }

    /// Puts the cursor on a filter.
    pub fn choose(&mut self, wanted: &Constraint) {
        self.rows.choose_where(
            |row| matches!(row, Item::Filter { constraint, .. } if constraint == wanted),
        );
    }

    /// The name of the filter at the cursor, where it was given in this library.
    fn own_name(&self, cx: &Cx) -> Option<String> {
        match self.current()? {
            Constraint::Named(name) if cx.named.get(name)?.is_of_library() => Some(name.clone()),
            _ => None,
        }
    }

    /// Takes back what is pinned, or takes a filter its name away.
    fn take_back(&self, cx: &Cx) -> Vec<Request> {
        let Some(constraint) = self.current() else {
            return ignored();
        };
        if let Some(name) = self.own_name(cx) {
            return vec![Request::ForgetFilter(name)];
        }
        if cx.filter.constraints().contains(constraint) {
            return vec![Request::Pin(vec![constraint.clone()])];
        }
        vec![Request::Say(match constraint {
            Constraint::Named(_) => IN_CONFIG.into(),
            _ => "That filter is not pinned".into(),
        })]
    }

    fn rename(&self, cx: &Cx) -> Vec<Request> {
        vec![match (self.own_name(cx), self.current()) {
            (Some(name), _) => Request::RenameFilter(name),
            (None, Some(Constraint::Named(_))) => Request::Say(IN_CONFIG.into()),
            (None, _) => Request::Say("This filter has no name that could be another".into()),
        }]
    }

    fn current(&self) -> Option<&Constraint> {
        match self.rows.current()? {
            Item::Filter { constraint, .. } => Some(constraint),
            Item::Head(_) => None,
        }
    }
}

fn item(constraint: &Constraint) -> Item {
    Item::Filter {
        constraint: constraint.clone(),
        label: SafeText::line(&constraint.to_string()),
        detail: SafeText::default(),
    }
}

/// A filter by its name, with what it stands for.
fn named_item(name: &str, named: &NamedFilter) -> Item {
    let constraint = Constraint::Named(name.to_owned());
    let over = match named.origin {
        Origin::LibraryOverConfig => "over the config's: ",
        _ => "",
    };
    Item::Filter {
        label: SafeText::line(&constraint.to_string()),
        detail: SafeText::line(&format!("{over}{}", named.filter)),
        constraint,
    }
}

/// What says how to go on.
fn hint(cx: &Cx) -> SafeText {
    let names = (!cx.filter.is_empty()).then_some((Action::NameFilter, "names the set"));
    let hints = std::iter::once((Action::Open, "pins, or takes back"))
        .chain(names)
        .chain([(Action::Close, "closes")]);
    let words = hints.filter_map(|(action, word)| {
        let key = cx.keymap.key_in(Context::Filters, action)?;
        Some(format!("{key} {word}"))
    });
    SafeText::line(&words.collect::<Vec<_>>().join("  "))
}

/// What an article offers: its site, authors, tags and day, and itself.
pub fn of_article(article: &Article, _cx: &Cx) -> Vec<Constraint> {
    let head = &article.head;
    let mut offered = Vec::new();
    let site = head.source.as_deref().map(address::site);
    offered.extend(site.map(|site| Constraint::Site(site.to_string())));
    let authors = head.authors.iter().map(|author| author.name.to_string());
    offered.extend(authors.map(Constraint::Author));
    offered.extend(
        article
            .tags
            .iter()
            .map(|tag| Constraint::Tag(tag.to_string())),
    );
    if let Some(day) = day_of(article).map(DateBound::Day) {
        offered.extend([Constraint::After(day), Constraint::Before(day)]);
    }
    let path = article.path.to_str().map(str::to_owned);
    offered.extend(path.map(Constraint::Article));
    offered
}

/// What a place offers: the name that stands there, else what its article does.
pub fn at(place: Option<Place>, cx: &Cx) -> Vec<Constraint> {
    let article = place.and_then(|place| cx.library.article(place.article));
    let (Some(place), Some(article)) = (place, article) else {
        return Vec::new();
    };
    let named = article.mentions.iter().position(|mention| {
        mention.source.start <= place.range.start && place.range.end <= mention.source.end
    });
    let entity = named.and_then(|mention| {
        cx.library.entity_named_at(MentionRef {
            article: article.id,
            mention: mention as u32,
        })
    });
    match entity {
        Some(entity) => vec![Constraint::Entity(entity.name.to_string())],
        None => of_article(article, cx),
    }
}

impl Pane for Filters {
    fn title(&self, cx: &Cx) -> SafeText {
        SafeText::line(&match cx.filter.constraints().len() {
            0 => "Filters".to_owned(),
            pinned => format!("Filters {pinned}"),
        })
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Filters)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let pins = match (self.rows.act(command, &cx.library), command.action) {
            (Done::Here, _) => return Vec::new(),
            (Done::Nothing, Action::Delete) => return self.take_back(cx),
            (Done::Nothing, Action::RenameFilter) => return self.rename(cx),
            (Done::Chosen, _) | (Done::Nothing, Action::Pin) => true,
            (Done::Nothing, _) => false,
        };
        match self.current() {
            Some(constraint) if pins => vec![Request::Pin(vec![constraint.clone()])],
            _ => ignored(),
        }
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::Filtered) {
            self.refill(cx);
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows
            .set_height(usize::from(area.height.saturating_sub(1)));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        let height = area.height.saturating_sub(1);
        Some(self.rows.seen_in(Rect { height, ..area }))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let Some(last) = area.rows().next_back() else {
            return;
        };
        Line::new(buf, last, &cx.theme, Role::Popup).text(Role::StatusHint, hint(cx).shown());
        if self.rows.total() == 0 && area.height > 1 {
            let words = "Nothing is pinned: x on a name, a source or an article does it";
            Line::new(buf, area, &cx.theme, Role::Popup).text(Role::TextDim, words.into());
        }
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Filters, chosen));
            match item {
                Item::Head(_) => self.rows.draw_head(item, &mut line, &cx.symbols),
                Item::Filter {
                    constraint,
                    label,
                    detail,
                } => {
                    let pinned = cx.filter.constraints().contains(constraint);
                    line.blank(2);
                    let role = if pinned { Role::Chip } else { Role::Text };
                    line.text(role, label.shown());
                    line.blank(2);
                    line.text(Role::TextDim, detail.shown());
                }
            }
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
