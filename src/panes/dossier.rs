//! One name: its other forms, when it was written of, every mention in its sentence, and what
//! stands beside it.

use std::collections::HashSet;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::entity::{Entity, MentionRef};
use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::list_rows::{Done, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::{self, Item, wrapped};
use crate::panes::request::{EntityName, Notice, Request, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::text::range::Place;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// How many names and sources beside it are listed.
const BESIDE: usize = 12;

/// What a row of the kind [`Item::Other`] leads to.
#[derive(Clone, Debug)]
enum Lead {
    Name(EntityName),
    Source(String),
}

/// The pane.
#[derive(Default)]
pub struct Dossier {
    name: Option<EntityName>,
    /// A mention, by which it is found again under another name.
    first: Option<MentionRef>,
    head: Vec<SafeText>,
    bars: SafeText,
    rows: Rows<Item>,
    leads: Vec<Lead>,
    width: u16,
}

impl Dossier {
    /// The name that is shown.
    pub fn name(&self) -> Option<&EntityName> {
        self.name.as_ref()
    }

    /// Shows an entity; the same one again keeps the cursor where it was.
    pub fn show(&mut self, name: EntityName, cx: &Cx) {
        if self.name.as_ref() != Some(&name) {
            self.rows = Rows::default();
            self.first = None;
        }
        self.name = Some(name);
        self.refill(cx);
    }

    fn refill(&mut self, cx: &Cx) {
        let Some(entity) = self.entity(cx) else {
            self.head = vec!["This name is not listed now".into()];
            self.rows.set(Vec::new(), &cx.library);
            return;
        };
        self.name = Some(EntityName::of(entity));
        self.first = entity.mentions.first().copied();
        self.head = head(entity, self.width, cx);
        let kin: Vec<&str> = cx
            .library
            .kin(entity)
            .map(|kin| kin.name.as_str())
            .collect();
        if !kin.is_empty() {
            let words = format!("belongs to {}", kin.join(", "));
            self.head
                .extend(wrapped(&SafeText::line(&words), self.width));
        }
        if cx.library.hidden().iter().any(|hidden| **hidden == *entity) {
            self.head.push("hidden: lists leave it out".into());
        }
        self.bars = timeline(entity, cx);
        let mut items = places(entity, cx);
        items.extend(self.beside(entity, &items, cx));
        self.rows.set(items, &cx.library);
        if self.rows.typed().is_some() {
            self.follow(cx);
        }
    }

    /// Lists what stands beside it in the sentences that narrowing has left.
    fn follow(&mut self, cx: &Cx) {
        if let Some(entity) = self.entity(cx) {
            let kept: Vec<Item> = self.rows.kept().cloned().collect();
            let beside = self.beside(entity, &kept, cx);
            self.rows.set_following(beside);
        }
    }

    /// What is shown: listed, listed under another name than it was, or hidden.
    fn entity<'a>(&self, cx: &'a Cx) -> Option<&'a Entity> {
        let name = self.name.as_ref()?;
        let listed = cx.library.entity(name.kind, name.name.as_str());
        listed
            .or_else(|| cx.library.entity_named_at(self.first?))
            .or_else(|| {
                let mut hidden = cx.library.hidden().iter().map(Arc::as_ref);
                hidden.find(|entity| EntityName::of(entity) == *name)
            })
    }

    /// What is named and cited in the sentences that are listed.
    fn beside(&mut self, entity: &Entity, listed: &[Item], cx: &Cx) -> Vec<Item> {
        let places: HashSet<Place> = listed.iter().filter_map(Item::place).collect();
        let is_listed = |at: &MentionRef| {
            let mention = cx.library.mention(*at);
            mention.is_some_and(|mention| places.contains(&mention.place()))
        };
        let mentions = entity.mentions.iter().copied().filter(is_listed);
        let entity = &Entity {
            mentions: mentions.collect(),
            ..entity.clone()
        };
        self.leads.clear();
        let mut items = Vec::new();
        let names = cx.library.named_beside(entity);
        let names = names
            .into_iter()
            .filter(|beside| !beside.what.kind.is_measure())
            .take(BESIDE);
        let mut found: Vec<(SafeText, u32, Lead)> = Vec::new();
        for beside in names {
            let name = EntityName {
                kind: beside.what.kind,
                name: beside.what.name.clone(),
            };
            found.push((name.name.clone(), beside.sentences, Lead::Name(name)));
        }
        let those_named = std::mem::take(&mut found);
        self.add_group(&mut items, "Named in the same sentences", those_named);
        for beside in cx.library.cited_beside(entity).into_iter().take(BESIDE) {
            let label = format!("{} {}", beside.what.site, beside.what.url);
            found.push((
                SafeText::line(&label),
                beside.sentences,
                Lead::Source(beside.what.url.clone()),
            ));
        }
        self.add_group(&mut items, "Cited in the same sentences", found);
        items
    }

    fn add_group(
        &mut self,
        items: &mut Vec<Item>,
        head: &'static str,
        found: Vec<(SafeText, u32, Lead)>,
    ) {
        if found.is_empty() {
            return;
        }
        items.push(Item::Head(head.into()));
        for (label, count, lead) in found {
            items.push(Item::Other {
                label,
                count,
                number: self.leads.len(),
            });
            self.leads.push(lead);
        }
    }

    fn chosen(&self) -> Vec<Request> {
        match self.rows.current() {
            Some(Item::Place { place, .. }) => vec![Request::Go((*place).into())],
            Some(Item::Other { number, .. }) => match self.leads.get(*number) {
                Some(Lead::Name(name)) => vec![Request::Dossier(name.clone())],
                Some(Lead::Source(url)) => vec![Request::Record(url.clone())],
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Rows that the head takes in a pane of that height: never more than half of it.
    fn head_rows(&self, height: u16) -> u16 {
        let wanted = self.head.len() as u16 + u16::from(!self.bars.is_empty()) + 1;
        wanted.min(height / 2)
    }
}

/// Kind, counts and other forms. With filters also how many of all pass them.
fn head(entity: &Entity, width: u16, cx: &Cx) -> Vec<SafeText> {
    let mentions = entity.mentions.iter().map(|mention| mention.article);
    let mut passing: Vec<_> = mentions.filter(|article| cx.takes(*article)).collect();
    let counted = |passing: usize, of: usize, what: &str| {
        let passing = match cx.selected {
            Some(_) => format!("{passing} of "),
            None => String::new(),
        };
        let plural = if of == 1 { "" } else { "s" };
        format!("{passing}{of} {what}{plural}")
    };
    let mentions = counted(passing.len(), entity.mentions.len(), "mention");
    passing.dedup();
    let articles = counted(passing.len(), entity.articles.len(), "article");
    let counted = format!("{mentions} in {articles}");
    let mut lines = vec![SafeText::line(&format!(
        "{} · {counted}",
        entity.kind.name()
    ))];
    if !entity.aliases.is_empty() {
        let aliases: Vec<&str> = entity.aliases.iter().map(SafeText::as_str).collect();
        lines.extend(wrapped(
            &SafeText::line(&format!("also {}", aliases.join(", "))),
            width,
        ));
    }
    lines
}

/// A bar a month, from the first month to the last one in which it was written of.
fn timeline(entity: &Entity, cx: &Cx) -> SafeText {
    let months = cx.library.timeline_of(entity);
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return SafeText::default();
    };
    let number = |month: &crate::text::date::Day| {
        i32::from(month.year) * 12 + i32::from(month.month.max(1)) - 1
    };
    let (from, to) = (number(&first.month), number(&last.month));
    let most = months.iter().map(|month| month.mentions).max().unwrap_or(0);
    let mut bars = String::new();
    // Ten years are as many columns as a pane has room for.
    for at in from.max(to - 119)..=to {
        let count = months
            .iter()
            .filter(|month| number(&month.month) == at)
            .map(|month| month.mentions)
            .sum();
        bars.push_str(cx.symbols.bar(count, most).as_str());
    }
    SafeText::line(&format!("{} {bars} {}", first.month, last.month))
}

/// Every mention in its sentence, article by article.
fn places(entity: &Entity, cx: &Cx) -> Vec<Item> {
    let mentions = cx.library.mentions_of(entity);
    place_list::by_article(mentions.filter(|mention| cx.takes(mention.article.id)))
}

impl Pane for Dossier {
    fn title(&self, _cx: &Cx) -> SafeText {
        let name = self.name.as_ref().map(|name| name.name.clone());
        self.rows.titled(name.unwrap_or_default())
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Entities)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        let typed = self.rows.typed();
        match self.rows.act(command, &cx.library) {
            Done::Here => {
                if self.rows.typed() != typed {
                    self.follow(cx);
                }
                Vec::new()
            }
            Done::Chosen => self.chosen(),
            Done::Nothing => ignored(),
        }
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let name = self.name.iter().map(|name| name.name.to_string());
        name.map(Constraint::Entity).collect()
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        self.follow(cx);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::LibraryChanged | Notice::Filtered) && self.name.is_some() {
            self.refill(cx);
        }
    }

    fn place(&mut self, area: Rect, cx: &Cx) {
        if self.width != area.width {
            self.width = area.width;
            self.refill(cx);
        }
        let below = area.height - self.head_rows(area.height);
        self.rows
            .set_height(usize::from(place_list::list_rows(below)));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        let below = place_list::below(area, self.head_rows(area.height));
        Some(self.rows.seen_in(place_list::list(below)))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let head = self.head_rows(area.height);
        let lines = self.head.iter().chain([&self.bars]);
        for (text, row) in lines.zip(area.rows().take(usize::from(head))) {
            Line::new(buf, row, &cx.theme, Role::Text).text(Role::TextDim, text.shown());
        }
        let below = place_list::below(area, head);
        place_list::draw(&self.rows, PaneId::Dossier, below, cx, buf);
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
