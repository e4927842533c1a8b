//! Which annotations have to be looked for anew: where one is follows from what it says and from the texts of the
//! articles that it may be about, so that it stays as long as these do.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::notes::anchor::article::Catalogue;
use crate::notes::annotation::AnnotationId;
use crate::notes::notebook::{Entry, Notebook};
use crate::text::range::ArticleId;

/// The articles that annotations may be about, as they were when these were looked for.
#[derive(Default)]
pub(super) struct KeptPlacements {
    articles: BTreeMap<AnnotationId, Vec<ArticleId>>,
    /// Articles that came, changed or went since.
    changed: HashSet<ArticleId>,
}

impl KeptPlacements {
    /// Takes note of an article that came, changed or went.
    pub(super) fn article_changed(&mut self, id: ArticleId) {
        self.changed.insert(id);
    }

    /// The annotations to look for, `touched` among them. From now on they count as looked for.
    pub(super) fn take_asked(
        &mut self,
        notebook: &Notebook,
        touched: &BTreeSet<AnnotationId>,
        catalogue: &Catalogue,
    ) -> BTreeSet<AnnotationId> {
        let mut asked = touched.clone();
        for id in touched {
            self.learn(*id, notebook, catalogue);
        }
        let changed = std::mem::take(&mut self.changed);
        if changed.is_empty() {
            return asked;
        }
        let mut others: Vec<AnnotationId> = self.articles.keys().copied().collect();
        others.retain(|id| !touched.contains(id));
        for id in others {
            let before = self.articles.get(&id).cloned();
            self.learn(id, notebook, catalogue);
            let now = self.articles.get(&id);
            let is_same = before.as_ref() == now;
            let may_be_in = now.into_iter().flatten();
            if !is_same
                || may_be_in
                    .into_iter()
                    .any(|article| changed.contains(article))
            {
                asked.insert(id);
            }
        }
        asked
    }

    fn learn(&mut self, id: AnnotationId, notebook: &Notebook, catalogue: &Catalogue) {
        let entry = notebook.entry(id);
        let annotation = entry.as_ref().map(Entry::annotation);
        match annotation.filter(|annotation| annotation.is_on_article()) {
            Some(annotation) => {
                let articles = catalogue.find(&annotation.target);
                self.articles.insert(id, articles);
            }
            None => {
                self.articles.remove(&id);
            }
        }
    }
}
