//! What is told of clips that could be better, and which of them are copies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::problem::Problem;
use crate::text::range::ArticleId;

/// The hints on the articles of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hints {
    /// By article, in their order.
    pub told: Vec<(ArticleId, Problem)>,
    /// The articles that have copies, each with how many there are of it, itself among them.
    pub copies: BTreeMap<ArticleId, u32>,
}

impl Hints {
    /// What is told of an article.
    pub fn of(&self, article: ArticleId) -> impl Iterator<Item = &Problem> {
        let first = self.told.partition_point(|(id, _)| *id < article);
        let told = self.told[first..].iter();
        let here = told.take_while(move |(id, _)| *id == article);
        here.map(|(_, problem)| problem)
    }
}
