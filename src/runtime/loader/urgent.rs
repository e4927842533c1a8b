//! What the loader does while it reads, because somebody waits for it: the article that is looked at, and what was put
//! right about names.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::message::Message;
use crate::clip::article::Article;
use crate::library::correction::Curation;
use crate::library::linking;
use crate::names::user_names::Added;
use crate::runtime::loader::queue::UrgentTasks;
use crate::runtime::loader::{LibraryLoader, send};
use crate::store::article_numbers::NumberedFile;
use crate::text::range::ArticleId;

impl LibraryLoader {
    /// Does what was asked, and hands on what came of it.
    pub(super) fn do_asked(
        &mut self,
        asked: UrgentTasks,
        take: &mut impl FnMut(Message) -> bool,
    ) -> Option<()> {
        if let Some(id) = asked.first.filter(|id| self.has_only_head(*id)) {
            send(take, self.read_first(id))?;
        }
        if let Some(curation) = asked.curation {
            send(take, self.curate(curation))?;
        }
        Some(())
    }

    fn has_only_head(&self, id: ArticleId) -> bool {
        let article = self.library.article(id);
        article.is_some_and(|article| !article.is_read())
    }

    /// Reads an article before the others; its names are linked by themselves, because linking those
    /// of a large library takes longer than somebody who looks at it would wait.
    fn read_first(&mut self, id: ArticleId) -> Message {
        let article = self.library.article(id).cloned();
        let file = article.as_deref().map(NumberedFile::of);
        let read = self.reader.batch(file.as_slice());
        let linked = linking::link(&read, &self.curation);
        self.library.add(read);
        self.library.add_linked(linked);
        self.snapshot()
    }

    /// Applies corrections to what was read, and gives the library as it is with them.
    pub fn curate(&mut self, curation: Curation) -> Message {
        self.put_right(curation);
        self.linked()
    }

    /// Takes corrections in; articles that hold a form which was added, or is no longer, are read again.
    pub(super) fn put_right(&mut self, curation: Curation) {
        let forms = |curation: &Curation| -> BTreeSet<String> {
            let added = curation.added().into_iter();
            added.map(|(form, _)| form.trim().to_owned()).collect()
        };
        let (before, now) = (forms(&self.curation), forms(&curation));
        let changed: Vec<&String> = before.symmetric_difference(&now).collect();
        self.reader.set_added(Added::new(curation.added()));
        self.curation = curation;
        self.is_owed = true;
        if changed.is_empty() {
            return;
        }
        let holds = |article: &&Arc<Article>| {
            let mut forms = changed.iter();
            forms.any(|form| article.text.as_str().contains(*form))
        };
        let known = self.library.articles().iter().chain(&self.fresh);
        let touched: Vec<Arc<Article>> = known.filter(holds).cloned().collect();
        let touched: Vec<NumberedFile> = touched
            .iter()
            .map(|article| NumberedFile::of(article))
            .collect();
        let read = self.reader.batch(&touched);
        self.fresh.extend(read);
    }
}
