//! Which entities of two kinds are named together: the cells of the map.

use std::collections::{BTreeMap, BTreeSet};

use crate::clip::article::Article;
use crate::clip::article_set::ArticleSet;
use crate::clip::entity::{Entity, Kind, MentionRef};
use crate::library::contents::Library;
use crate::library::contents::context::Evidence;
use crate::text::range::TextRange;

/// How often two entities are named together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Together {
    /// Sentences that name both.
    pub sentences: u32,
    /// Articles with such a sentence.
    pub articles: u32,
}

/// A cell of the map that is not empty.
#[derive(Clone, Copy, Debug)]
pub struct EntityPair<'a> {
    /// The entity of the row.
    pub row: &'a Entity,
    /// The entity of the column.
    pub column: &'a Entity,
    /// How often.
    pub together: Together,
}

impl Library {
    /// The entities of two kinds that sentences of `articles` name together, most frequent first.
    ///
    /// Of one kind against itself each pair stands once, the name that sorts first as its row.
    pub fn together(
        &self,
        rows: Kind,
        columns: Kind,
        articles: &ArticleSet,
    ) -> Vec<EntityPair<'_>> {
        let mut cells: BTreeMap<(u32, u32), Together> = BTreeMap::new();
        let taking_part = self.articles().iter();
        for article in taking_part.filter(|article| articles.contains(&article.id)) {
            let mut here: BTreeMap<(u32, u32), u32> = BTreeMap::new();
            for named in self.named_by_sentence(article) {
                for pair in self.pairs(&named, rows, columns) {
                    *here.entry(pair).or_default() += 1;
                }
            }
            for (pair, sentences) in here {
                let cell = cells.entry(pair).or_default();
                cell.sentences += sentences;
                cell.articles += 1;
            }
        }
        self.most_frequent(cells)
    }

    /// The first mention of `one` in every sentence that also names `other`.
    pub fn naming_both<'a>(&'a self, one: &'a Entity, other: &Entity) -> Vec<Evidence<'a>> {
        let at = |found: &Evidence<'_>| (found.article.id, found.sentence);
        let with_other: BTreeSet<_> = self.mentions_of(other).map(|found| at(&found)).collect();
        let mut both: Vec<Evidence<'a>> = self
            .mentions_of(one)
            .filter(|found| with_other.contains(&at(found)))
            .collect();
        both.dedup_by_key(|found| at(found));
        both
    }

    /// For each sentence of an article with a mention, the entities that it names, each once.
    fn named_by_sentence(&self, article: &Article) -> Vec<Vec<u32>> {
        let mut sentences: Vec<(TextRange, Vec<u32>)> = Vec::new();
        for (mention, found) in (0..).zip(&article.mentions) {
            let at = MentionRef {
                article: article.id,
                mention,
            };
            let Some(entity) = self.entity_number(at) else {
                continue;
            };
            let around = article.sentence_around(found.text);
            match sentences
                .last_mut()
                .filter(|(sentence, _)| *sentence == around)
            {
                Some((_, named)) if named.contains(&entity) => {}
                Some((_, named)) => named.push(entity),
                None => sentences.push((around, vec![entity])),
            }
        }
        sentences.into_iter().map(|(_, named)| named).collect()
    }

    /// The pairs that the entities of one sentence make.
    fn pairs(&self, named: &[u32], rows: Kind, columns: Kind) -> Vec<(u32, u32)> {
        let entity = |number: u32| self.entities().get(number as usize);
        let is = |number: &&u32, kind| entity(**number).is_some_and(|entity| entity.kind == kind);
        let mut pairs = Vec::new();
        for row in named.iter().filter(|number| is(number, rows)) {
            for column in named.iter().filter(|number| is(number, columns)) {
                let once = rows != columns
                    || entity(*row).map(|entity| &entity.name)
                        < entity(*column).map(|entity| &entity.name);
                if once {
                    pairs.push((*row, *column));
                }
            }
        }
        pairs
    }

    fn most_frequent(&self, cells: BTreeMap<(u32, u32), Together>) -> Vec<EntityPair<'_>> {
        let entity = |number: u32| self.entities().get(number as usize);
        let mut pairs: Vec<EntityPair<'_>> = cells
            .into_iter()
            .filter_map(|((row, column), together)| {
                Some(EntityPair {
                    row: entity(row)?,
                    column: entity(column)?,
                    together,
                })
            })
            .collect();
        pairs.sort_by(|a, b| {
            let names = (&a.row.name, &a.column.name).cmp(&(&b.row.name, &b.column.name));
            b.together.cmp(&a.together).then(names)
        });
        pairs
    }
}
