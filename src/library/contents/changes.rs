//! What became of a library's files since they were read before.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::text::clean::SafeText;

/// How many files came, changed and went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there before.
    pub new: usize,
    /// Files that say something else now.
    pub changed: usize,
    /// Files that are no longer there.
    pub gone: usize,
}

impl Changes {
    /// Whether everything is as it was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What happened, in words.
    pub fn words(&self) -> SafeText {
        let parts = [
            (self.new, "new"),
            (self.changed, "changed"),
            (self.gone, "gone"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let mut words = Vec::new();
        for (count, what) in parts {
            let articles = match (words.is_empty(), count) {
                (true, 1) => " article",
                (true, _) => " articles",
                (false, _) => "",
            };
            words.push(format!("{count}{articles} {what}"));
        }
        if words.is_empty() {
            return "Nothing has changed in the library".into();
        }
        SafeText::line(&words.join(", "))
    }
}

/// An article as it was, and as it is.
type ChangedArticle<'a> = (Option<&'a Arc<Article>>, Option<&'a Arc<Article>>);

/// The articles that came, changed or went between two times, both ascending by id: what they were, and what they are.
/// Takes no longer than comparing addresses, as articles never change in place.
pub fn changed_between<'a>(
    before: &'a [Arc<Article>],
    now: &'a [Arc<Article>],
) -> Vec<ChangedArticle<'a>> {
    let mut changed = Vec::new();
    let mut old = before.iter().peekable();
    let mut new = now.iter().peekable();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return changed,
            (Some(old), Some(new)) => old.id.cmp(&new.id),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
        };
        let was = old.next_if(|_| order.is_le());
        let is = new.next_if(|_| order.is_ge());
        let is_same = |(was, is): (&Arc<Article>, &Arc<Article>)| Arc::ptr_eq(was, is);
        if !was.zip(is).is_some_and(is_same) {
            changed.push((was, is));
        }
    }
}

impl Library {
    /// The articles that came, changed or went since `before`: see [`changed_between`].
    pub fn changed_since<'a>(&'a self, before: &'a Self) -> Vec<ChangedArticle<'a>> {
        changed_between(before.articles(), self.articles())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::contents::sample::article;

    #[test]
    fn articles_that_came_changed_or_went_are_found() {
        let library = |ids: &[(u32, &str)]| {
            let mut library = Library::default();
            library.add(
                ids.iter()
                    .map(|(id, text)| Arc::new(article(*id, "a.md", text))),
            );
            library
        };
        let before = library(&[(1, "stays"), (2, "goes"), (4, "changes"), (9, "goes last")]);
        let mut now = before.clone();
        now.remove(&[2, 9].map(crate::text::range::ArticleId).into());
        now.add(
            [(0, "first"), (4, "changed"), (7, "last")]
                .map(|(id, text)| Arc::new(article(id, "b.md", text))),
        );
        let text = |article: Option<&Arc<Article>>| article.map(|article| article.text.to_string());
        let between = |now: &Library, before: &Library| -> Vec<String> {
            let changed = now.changed_since(before).into_iter();
            changed
                .map(|(was, is)| format!("{:?} {:?}", text(was), text(is)))
                .collect()
        };
        let wanted = [
            r#"None Some("first")"#,
            r#"Some("goes") None"#,
            r#"Some("changes") Some("changed")"#,
            r#"None Some("last")"#,
            r#"Some("goes last") None"#,
        ];
        assert_eq!(between(&now, &before), wanted);
        assert_eq!(between(&before, &Library::default()).len(), 4);
        assert_eq!(between(&Library::default(), &before).len(), 4);
        assert!(between(&now, &now.clone()).is_empty());
    }

    #[test]
    fn changes_are_said_as_short_as_they_can_be() {
        let said = |new, changed, gone| {
            let changes = Changes { new, changed, gone };
            (changes.is_empty(), changes.words().to_string())
        };
        assert_eq!(
            said(0, 0, 0),
            (true, "Nothing has changed in the library".into())
        );
        assert_eq!(said(1, 0, 0), (false, "1 article new".into()));
        assert_eq!(said(0, 2, 1), (false, "2 articles changed, 1 gone".into()));
    }
}
