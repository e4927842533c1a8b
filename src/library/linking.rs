//! One name for one thing across a library: from the names that articles give to entities.
//!
//! Names with the same key ([`fold`]) are one entity ([`clusters`]) of the kind that most of its
//! mentions have, under its most frequent full name. What is likely but not sure is proposed
//! ([`proposals`]), and what the reader has put right holds ([`entities`]).

pub mod clusters;
pub mod entities;
pub mod fold;
pub mod forms;
pub mod proposals;
pub mod transliterations;

use std::sync::Arc;

use crate::clip::article::Article;
use crate::library::correction::Curation;
use crate::library::linked_entities::Linked;
use crate::library::linking::entities::{KnownEntities, ListedRows};
use crate::library::linking::forms::Forms;
use crate::names::rules::lexicon::Lexicon;

/// Links the mentions of articles, and puts right what the reader did.
///
/// The same articles and corrections give the same entities in the same order, whatever the order of
/// the articles. Takes time in proportion to the mentions.
pub fn link(articles: &[Arc<Article>], curation: &Curation) -> Linked {
    Linker::default().link(articles, curation)
}

/// Links the names of a library again and again: the mentions of articles that stay are not looked at again, and
/// entities of the same mentions are kept.
#[derive(Debug, Default)]
pub struct Linker {
    forms: Forms,
    entities: KnownEntities,
}

impl Linker {
    /// What [`link`] gives of these articles, which ascend by id.
    pub fn link(&mut self, articles: &[Arc<Article>], curation: &Curation) -> Linked {
        let lexicon = Lexicon::embedded();
        self.forms.update(articles, &lexicon);
        let forms = self.forms.in_order();
        let clusters = clusters::cluster(&forms);
        let pairs = proposals::propose(&clusters, &forms, &lexicon);
        ListedRows::new(&clusters, &forms, curation).linked(&pairs, &mut self.entities)
    }
}

#[cfg(test)]
mod tests;
