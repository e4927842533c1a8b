//! A set of articles: compressed, so that every entity and source can have its own, and one set is held against another
//! by whole words of bits.

use roaring::RoaringBitmap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::range::ArticleId;

/// Some articles of a library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleSet(RoaringBitmap);

impl Eq for ArticleSet {}

impl Serialize for ArticleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}

impl<'de> Deserialize<'de> for ArticleSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let numbers = Vec::<u32>::deserialize(deserializer)?;
        Ok(Self(numbers.into_iter().collect()))
    }
}

impl ArticleSet {
    /// Puts an article in; says whether it was not there.
    pub fn insert(&mut self, article: ArticleId) -> bool {
        self.0.insert(article.0)
    }

    /// Takes an article out.
    pub fn remove(&mut self, article: ArticleId) {
        self.0.remove(article.0);
    }

    /// Whether an article is there.
    pub fn contains(&self, article: &ArticleId) -> bool {
        self.0.contains(article.0)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.0.len() as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The articles, ascending.
    pub fn iter(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.0.iter().map(ArticleId)
    }

    /// Whether each article is there, by its number: for whoever asks of millions.
    pub fn flags(&self) -> Vec<bool> {
        let mut flags = vec![false; self.0.max().map_or(0, |last| last as usize + 1)];
        for article in &self.0 {
            flags[article as usize] = true;
        }
        flags
    }

    /// Puts in what another set has.
    pub fn add(&mut self, other: &Self) {
        self.0 |= &other.0;
    }

    /// Keeps only what another set has too.
    pub fn keep(&mut self, other: &Self) {
        self.0 &= &other.0;
    }

    /// How many articles two sets have in common.
    pub fn common(&self, other: &Self) -> usize {
        self.0.intersection_len(&other.0) as usize
    }

    /// Whether every article of this set is in another.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }
}

impl FromIterator<ArticleId> for ArticleSet {
    fn from_iter<I: IntoIterator<Item = ArticleId>>(articles: I) -> Self {
        Self(articles.into_iter().map(|article| article.0).collect())
    }
}

impl<const N: usize> From<[ArticleId; N]> for ArticleSet {
    fn from(articles: [ArticleId; N]) -> Self {
        articles.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_joined_and_held_against_each_other() {
        let ids = |ids: &[u32]| ids.iter().copied().map(ArticleId).collect::<ArticleSet>();
        let (mut one, other) = (ids(&[1, 70_000, 5]), ids(&[5, 9, 70_000]));
        assert_eq!((one.len(), one.common(&other)), (3, 2));
        assert!(one.contains(&ArticleId(70_000)) && !one.contains(&ArticleId(9)));
        one.add(&other);
        assert_eq!(one, ids(&[1, 5, 9, 70_000]));
        one.keep(&other);
        assert_eq!(one, other);
    }
}
