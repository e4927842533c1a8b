//! Which article of the library an annotation is about, when files are moved, renamed or clipped
//! again.

use std::collections::HashMap;

use crate::clip::article::Article;
use crate::clip::article::body_hash::is_of_nothing;
use crate::notes::annotation::{ArticleRef, Target};
use crate::text::path;
use crate::text::percent::encode_component;
use crate::text::range::ArticleId;
use crate::web::address;

/// The articles of a library by everything an annotation may remember of them; lists ascend.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    paths: HashMap<String, Vec<ArticleId>>,
    pages: HashMap<String, Vec<ArticleId>>,
    bodies: HashMap<String, Vec<ArticleId>>,
}

/// What an article is known by.
struct Marks {
    path: String,
    page: Option<String>,
    body: Option<String>,
}

impl Marks {
    fn of(article: &Article) -> Self {
        let source = article.head.source.as_deref();
        let body = article.body_hash.to_string();
        Self {
            path: path::written(&article.path).text,
            page: source.filter(|source| !source.is_empty()).map(page),
            body: (!is_of_nothing(&body)).then_some(body),
        }
    }
}

impl Catalogue {
    /// Knows these articles.
    pub fn new<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Self {
        let mut catalogue = Self::default();
        for article in articles {
            catalogue.add(article);
        }
        catalogue
    }

    /// Learns what an article is known by.
    pub fn add(&mut self, article: &Article) {
        let learn = |known: &mut HashMap<String, Vec<ArticleId>>, mark: Option<String>| {
            let Some(mark) = mark else { return };
            let ids = known.entry(mark).or_default();
            if let Err(at) = ids.binary_search(&article.id) {
                ids.insert(at, article.id);
            }
        };
        let marks = Marks::of(article);
        learn(&mut self.paths, Some(marks.path));
        learn(&mut self.bodies, marks.body);
        learn(&mut self.pages, marks.page);
    }

    /// Forgets what an article was known by.
    pub fn remove(&mut self, article: &Article) {
        let forget = |known: &mut HashMap<String, Vec<ArticleId>>, mark: Option<String>| {
            let Some(mark) = mark else { return };
            if let Some(ids) = known.get_mut(&mark) {
                ids.retain(|id| *id != article.id);
                if ids.is_empty() {
                    known.remove(&mark);
                }
            }
        };
        let marks = Marks::of(article);
        forget(&mut self.paths, Some(marks.path));
        forget(&mut self.bodies, marks.body);
        forget(&mut self.pages, marks.page);
    }

    /// The articles that a target means, first hit wins: the same path and body, the same body
    /// anywhere, the same page, the same path with another body. Usually it is one; several where
    /// clips share a page or a body; none where the article is missing.
    pub fn find(&self, target: &Target) -> Vec<ArticleId> {
        let remembered = target.article.as_ref();
        let at_path = remembered
            .and_then(|article| self.paths.get(&article.path)?.first())
            .copied();
        let bodies = remembered.and_then(|article| self.bodies.get(&article.body_sha256));
        let pages = || self.pages.get(&page(target.url()?));
        match bodies.or_else(pages) {
            // Of several clips the one that was annotated is meant, as long as it is there.
            Some(several) => match at_path.filter(|id| several.contains(id)) {
                Some(id) => vec![id],
                None => several.clone(),
            },
            None => at_path.into_iter().collect(),
        }
    }
}

/// What two addresses of one page have in common.
fn page(source: &str) -> String {
    address::key(&address::clean(source)).to_owned()
}

/// The name of an article that has no address of its own.
pub fn own_name(path: &str) -> String {
    let parts = path.split('/').map(encode_component);
    format!("urn:x-postil:{}", parts.collect::<Vec<_>>().join("/"))
}

impl Target {
    /// A whole article as a target; `source` is the address it was clipped from and `source_date`
    /// the day (ISO 8601).
    pub fn of_article(
        source: Option<&str>,
        source_date: Option<String>,
        article: ArticleRef,
    ) -> Self {
        let source = source
            .filter(|source| !source.is_empty())
            .map(str::to_owned);
        Self {
            source: source.unwrap_or_else(|| own_name(&article.path)),
            source_date,
            article: Some(article),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::article::body_hash::BodyHash;
    use crate::library::contents::sample::{article, clipped_from};

    const PAGE: &str = "https://example.org/a?utm_source=mail";

    fn target(path: &str, source: &str, body: &str) -> Target {
        let body_sha256 = BodyHash::of(body).to_string();
        let article = ArticleRef {
            path: path.into(),
            body_sha256,
            ..ArticleRef::default()
        };
        Target::of_article(Some(source), None, article)
    }

    fn found(articles: &[Article], target: &Target) -> Vec<u32> {
        let mut catalogue = Catalogue::new(articles);
        // What came and went leaves nothing behind.
        let gone = article(9, "copy.md", "one");
        catalogue.add(&gone);
        catalogue.remove(&gone);
        let found = catalogue.find(target).into_iter();
        found.map(|id| id.0).collect()
    }

    #[test]
    fn the_first_hit_wins() {
        let articles = [
            clipped_from(article(1, "a.md", "one"), "http://www.example.org/a/"),
            article(2, "copy.md", "one"),
            clipped_from(article(3, "b.md", "two"), "https://example.org/b"),
        ];
        let found = |path, source, body| found(&articles, &target(path, source, body));
        assert_eq!(found("copy.md", PAGE, "one"), [2], "path and body");
        assert_eq!(found("gone.md", PAGE, "one"), [1, 2], "moved");
        assert_eq!(found("gone.md", PAGE, "old"), [1], "clipped again");
        assert_eq!(found("b.md", PAGE, "old"), [1], "the page before the path");
        assert_eq!(found("b.md", "", "old"), [3], "the path at last");
        assert!(found("gone.md", "https://example.org/c", "old").is_empty());
    }

    #[test]
    fn articles_without_a_text_are_not_taken_for_one_another() {
        let articles = [article(1, "a.md", ""), article(2, "b.md", "")];
        assert_eq!(found(&articles, &target("b.md", "", "")), [2]);
        assert_eq!(found(&articles, &target("gone.md", "", "")), [0_u32; 0]);
    }

    #[test]
    fn of_two_clips_of_one_page_the_annotated_one_is_meant_and_both_when_it_is_gone() {
        let articles = [
            clipped_from(article(1, "a.md", "one"), PAGE),
            clipped_from(article(2, "b.md", "two"), PAGE),
        ];
        assert_eq!(found(&articles, &target("b.md", PAGE, "old")), [2]);
        assert_eq!(found(&articles, &target("gone.md", PAGE, "old")), [1, 2]);
    }

    #[test]
    fn an_article_without_an_address_has_a_name_that_is_no_address() {
        let remembered = ArticleRef {
            path: "a b/ü.md".into(),
            ..ArticleRef::default()
        };
        let target = Target::of_article(None, None, remembered);
        assert_eq!(target.source, "urn:x-postil:a%20b/%C3%BC.md");
        assert_eq!(target.url(), None);
    }
}
