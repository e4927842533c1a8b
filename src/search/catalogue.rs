//! All items that can be found, packed: the candidates that name them, and what is shown of each.

use std::collections::HashMap;
use std::ops::Range;

use crate::search::candidates::{Candidates, NewCandidate};
use crate::search::hit::{HitKind, HitTarget};
use crate::search::items::{ItemGroup, KEYWORDS_WEIGHT, SearchItem, weight};
use crate::search::rank::PROSE_WEIGHT;
use crate::text::clean::SafeText;
use crate::text::range::ArticleId;

/// What is kept of an item beside its names; texts and articles lie in the arenas.
struct StoredItem {
    kind: HitKind,
    target: HitTarget,
    /// The candidate that is its label; its other names and its keywords follow.
    label: u32,
    /// How many of its candidates, the last ones, are no names of it.
    unnamed: u8,
    detail_end: u32,
    articles_end: u32,
}

/// Candidates of an item that are no names of it: 255 are counted in a byte, and more than a description has.
const MOST_UNNAMED: usize = 255;

/// The items, by number; groups of them are replaced as wholes.
#[derive(Default)]
pub(crate) struct ItemCatalogue {
    candidates: Candidates,
    records: Vec<StoredItem>,
    details: String,
    articles: Vec<ArticleId>,
    /// The items of each group follow one another.
    groups: HashMap<ItemGroup, Range<u32>>,
}

impl ItemCatalogue {
    /// The names of all items.
    pub(crate) fn candidates(&self) -> &Candidates {
        &self.candidates
    }

    /// How many items there are, those taken out included.
    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// Puts items in the place of those that the group held.
    pub(crate) fn replace(
        &mut self,
        group: ItemGroup,
        items: impl IntoIterator<Item = SearchItem>,
    ) {
        self.take_out(group);
        let first = self.records.len() as u32;
        for item in items {
            self.push(&item);
        }
        let held = first..self.records.len() as u32;
        if !held.is_empty() {
            self.groups.insert(group, held);
        }
        if self.candidates.gone() * 2 > self.candidates.len() {
            *self = self.compacted();
        }
    }

    fn take_out(&mut self, group: ItemGroup) {
        for item in self.groups.remove(&group).unwrap_or_default() {
            for name in self.names(item) {
                self.candidates.take_out(name);
            }
        }
    }

    fn push(&mut self, item: &SearchItem) {
        let label = self.candidates.len() as u32;
        let heavy = weight(item.kind, item.articles.len());
        let names = std::iter::once(&item.label).chain(&item.names);
        let keywords = (!item.keywords.is_empty()).then_some((&item.keywords, KEYWORDS_WEIGHT));
        let prose = item.prose.iter().map(|piece| (piece, PROSE_WEIGHT));
        let unnamed: Vec<(&SafeText, u8)> = keywords
            .into_iter()
            .chain(prose)
            .take(MOST_UNNAMED)
            .collect();
        for (name, weight) in names
            .map(|name| (name, heavy))
            .chain(unnamed.iter().copied())
        {
            let entry = NewCandidate {
                item: self.records.len() as u32,
                kind: item.kind as u8,
                weight,
                recency: item.recency,
            };
            if !self.candidates.push(name, entry) {
                break;
            }
        }
        if self.candidates.len() as u32 == label {
            return;
        }
        self.details.push_str(item.detail.as_str());
        self.articles.extend_from_slice(&item.articles);
        self.records.push(StoredItem {
            kind: item.kind,
            target: item.target,
            label,
            unnamed: unnamed.len() as u8,
            detail_end: self.details.len() as u32,
            articles_end: self.articles.len() as u32,
        });
    }

    /// The candidates that are names of an item.
    fn names(&self, item: u32) -> Range<u32> {
        let label = |item: u32| self.records.get(item as usize).map(|record| record.label);
        let end = label(item + 1).unwrap_or(self.candidates.len() as u32);
        label(item).unwrap_or(end)..end
    }

    /// The same items without those taken out.
    fn compacted(&self) -> Self {
        let mut kept = Self::default();
        let mut groups: Vec<_> = self.groups.iter().collect();
        groups.sort_by_key(|(_, items)| items.start);
        let mut numbers = HashMap::new();
        let mut label = 0;
        for (&group, items) in groups {
            let first = kept.records.len() as u32;
            for item in items.clone() {
                numbers.insert(item, kept.records.len() as u32);
                kept.details.push_str(self.detail_text(item));
                kept.articles.extend_from_slice(self.articles(item));
                kept.records.push(StoredItem {
                    kind: self.kind(item),
                    target: self.target(item),
                    label,
                    unnamed: self.records[item as usize].unnamed,
                    detail_end: kept.details.len() as u32,
                    articles_end: kept.articles.len() as u32,
                });
                label += self.names(item).len() as u32;
            }
            kept.groups.insert(group, first..kept.records.len() as u32);
        }
        kept.candidates = self
            .candidates
            .compacted(|item| numbers.get(&item).copied().unwrap_or(0));
        kept
    }

    /// Where an item leads.
    pub(crate) fn target(&self, item: u32) -> HitTarget {
        self.records[item as usize].target
    }

    /// What an item is.
    pub(crate) fn kind(&self, item: u32) -> HitKind {
        self.records[item as usize].kind
    }

    /// The name that an item is shown under.
    pub(crate) fn label(&self, item: u32) -> SafeText {
        self.candidates.shown(self.records[item as usize].label)
    }

    /// Whether a candidate is a name of its own, neither label nor keywords of its item.
    pub(crate) fn is_other_name(&self, candidate: u32) -> bool {
        let item = self.candidates.about(candidate).item;
        candidate != self.records[item as usize].label && !self.is_keywords(candidate)
    }

    /// Whether a candidate is words that say something of its item, and no name.
    pub(crate) fn is_keywords(&self, candidate: u32) -> bool {
        let item = self.candidates.about(candidate).item;
        self.names(item).end - candidate <= u32::from(self.records[item as usize].unnamed)
    }

    /// What tells an item from others of the same label.
    pub(crate) fn detail(&self, item: u32) -> SafeText {
        SafeText::line(self.detail_text(item))
    }

    /// The same for an item that was found by another of its names, which is said before it unless
    /// it begins with that.
    pub(crate) fn detail_with(&self, candidate: u32) -> SafeText {
        let (name, item) = (
            self.candidates.shown(candidate),
            self.candidates.about(candidate).item,
        );
        let detail = self.detail_text(item);
        if detail.starts_with(name.as_str()) {
            return self.detail(item);
        }
        let gap = if detail.is_empty() { "" } else { ", " };
        SafeText::line(&format!("also {name}{gap}{detail}"))
    }

    fn detail_text(&self, item: u32) -> &str {
        let start = self.before(item).map_or(0, |record| record.detail_end);
        &self.details[start as usize..self.records[item as usize].detail_end as usize]
    }

    /// The articles that speak of an item.
    pub(crate) fn articles(&self, item: u32) -> &[ArticleId] {
        let start = self.before(item).map_or(0, |record| record.articles_end);
        &self.articles[start as usize..self.records[item as usize].articles_end as usize]
    }

    fn before(&self, item: u32) -> Option<&StoredItem> {
        (item as usize)
            .checked_sub(1)
            .and_then(|before| self.records.get(before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::hit::HitKind;

    fn item(label: &str, names: &[&str], detail: &str, article: u32) -> SearchItem {
        SearchItem {
            kind: HitKind::Entity,
            label: SafeText::line(label),
            names: names.iter().map(|name| SafeText::line(name)).collect(),
            keywords: SafeText::default(),
            prose: Vec::new(),
            detail: SafeText::line(detail),
            articles: vec![ArticleId(article)],
            recency: 0,
            target: HitTarget::Source,
        }
    }

    #[test]
    fn groups_are_replaced_as_wholes_and_what_is_gone_is_swept_away() {
        let mut catalogue = ItemCatalogue::default();
        catalogue.replace(
            ItemGroup::Tags,
            [
                item("law", &["Recht"], "about law", 1),
                item("trade", &[], "about trade", 2),
            ],
        );
        catalogue.replace(
            ItemGroup::Entities,
            [item("Huawei", &["华为"], "华为, about Huawei", 3)],
        );
        for round in 0..9 {
            catalogue.replace(
                ItemGroup::Tags,
                [item("Café", &["coffee", "tea"], "about Café", round)],
            );
            let live = (0..catalogue.len() as u32).filter(|&item| {
                let name = catalogue.names(item).start;
                catalogue.candidates().about(name).kind() != crate::search::candidates::GONE
            });
            let live: Vec<u32> = live.collect();
            let labels: Vec<String> = live
                .iter()
                .map(|&item| catalogue.label(item).to_string())
                .collect();
            assert_eq!(labels, ["Huawei", "Café"], "round {round}");
            assert_eq!(catalogue.detail(live[1]).as_str(), "about Café");
            assert_eq!(catalogue.articles(live[0]), [ArticleId(3)]);
            assert_eq!(catalogue.articles(live[1]), [ArticleId(round)]);
            assert_eq!(catalogue.names(live[1]).len(), 3);
            let other = catalogue.detail_with(catalogue.names(live[1]).start + 1);
            assert_eq!(other.as_str(), "also coffee, about Café");
            let same = catalogue.detail_with(catalogue.names(live[0]).start + 1);
            assert_eq!(same.as_str(), "华为, about Huawei", "nothing is said twice");
            let [label, other] = [0, 1].map(|name| catalogue.names(live[1]).start + name);
            assert!(!catalogue.is_other_name(label) && catalogue.is_other_name(other));
            assert!(catalogue.candidates().len() <= 10, "round {round}");
        }
    }
}
