//! Which entities of two kinds are named together: the cells of the map.

use crate::clip::article::Article;
use crate::clip::article_set::ArticleSet;
use crate::clip::entity::{Entity, Kind};
use crate::library::contents::Library;
use crate::text::range::ArticleId;

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
        let entity = |number: u32| self.entities().get(number as usize);
        let cells = self.cells(rows, columns, articles).into_iter();
        let pairs = cells.filter_map(|((row, column), together)| {
            Some(EntityPair {
                row: entity(row)?,
                column: entity(column)?,
                together,
            })
        });
        let mut pairs: Vec<EntityPair<'_>> = pairs.collect();
        pairs.sort_by(|a, b| {
            let names = (&a.row.name, &a.column.name).cmp(&(&b.row.name, &b.column.name));
            b.together.cmp(&a.together).then(names)
        });
        pairs
    }

    /// The same by the numbers of the entities, in the order of [`Library::entities`].
    pub fn cells(
        &self,
        rows: Kind,
        columns: Kind,
        articles: &ArticleSet,
    ) -> Vec<((u32, u32), Together)> {
        // Looked up for every mention: the entities themselves lie all over the memory.
        let sides = self.entities().iter();
        let sides: Vec<Side> = sides.map(|one| Side::of(one.kind, rows, columns)).collect();
        let mut found = Vec::new();
        for article in articles.iter().filter_map(|id| self.article(id)) {
            self.find_pairs(article, &sides, &mut found);
        }
        found.sort_unstable();
        let cells = found.chunk_by(|a, b| a.0 == b.0);
        cells.map(|cell| self.cell(cell)).collect()
    }

    /// A cell from the articles of its sentences; of two entities of one kind the name that sorts first is the row.
    fn cell(&self, sentences: &[((u32, u32), ArticleId)]) -> ((u32, u32), Together) {
        let together = Together {
            sentences: sentences.len() as u32,
            articles: sentences.chunk_by(|a, b| a.1 == b.1).count() as u32,
        };
        let (one, other) = sentences[0].0;
        let entity = |number: u32| &self.entities()[number as usize];
        let (a, b) = (entity(one), entity(other));
        let is_turned = a.kind == b.kind && a.name > b.name;
        let at = if is_turned {
            (other, one)
        } else {
            (one, other)
        };
        (at, together)
    }

    /// Notes the pairs of entities that sentences of an article name, with the article once for each sentence.
    fn find_pairs(
        &self,
        article: &Article,
        sides: &[Side],
        found: &mut Vec<((u32, u32), ArticleId)>,
    ) {
        let mut named: Vec<(u32, Side)> = Vec::new();
        let mut sentence = None;
        let numbers = self.entity_numbers(article.id).iter();
        for (number, mention) in numbers.zip(&article.mentions) {
            let side = sides.get(*number as usize).copied();
            let Some(side) = side.filter(|side| *side != Side::Neither) else {
                continue;
            };
            let around = article.sentence_around(mention.text);
            if sentence != Some(around) {
                add_pairs(&named, article.id, found);
                named.clear();
                sentence = Some(around);
            }
            if !named.iter().any(|(known, _)| known == number) {
                named.push((*number, side));
            }
        }
        add_pairs(&named, article.id, found);
    }
}

/// On which side of the map an entity stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Neither,
    Row,
    Column,
    Both,
}

impl Side {
    fn of(kind: Kind, rows: Kind, columns: Kind) -> Self {
        match (kind == rows, kind == columns) {
            (true, true) => Self::Both,
            (true, false) => Self::Row,
            (false, true) => Self::Column,
            (false, false) => Self::Neither,
        }
    }
}

/// Notes the pairs that the entities of one sentence make; two of one kind make one, the lower number first.
fn add_pairs(named: &[(u32, Side)], article: ArticleId, found: &mut Vec<((u32, u32), ArticleId)>) {
    for (at, (one, side)) in named.iter().enumerate() {
        for (other, other_side) in &named[at + 1..] {
            let pair = match (side, other_side) {
                (Side::Row, Side::Column) => (*one, *other),
                (Side::Column, Side::Row) => (*other, *one),
                (Side::Both, _) => (*one.min(other), *one.max(other)),
                _ => continue,
            };
            found.push((pair, article));
        }
    }
}
