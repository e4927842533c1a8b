//! Which article of the library an annotation is about, when files are moved, renamed or clipped
//! again.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Text;
use crate::core::address;
use crate::core::annotation::{ArticleRef, Target};
use crate::core::exchange::fragment::percent_encoded;
use crate::core::range::ArticleId;

/// The articles of a library by everything an annotation may remember of them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    paths: HashMap<String, ArticleId>,
    addresses: HashMap<String, Vec<ArticleId>>,
    bodies: HashMap<String, Vec<ArticleId>>,
    hashes: HashMap<ArticleId, String>,
}

/// What one article is known by.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// The article.
    pub id: ArticleId,
    /// Its path below the library; see [`crate::core::path::written`].
    pub path: &'a str,
    /// The address it was clipped from, as written.
    pub source: Option<&'a str>,
    /// The hash of its body; see [`body_sha256`]. `None` while nobody has computed it.
    pub body_sha256: Option<&'a str>,
}

/// The articles that a target means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// These: usually one; several where clips share an address or a body.
    Articles(Vec<ArticleId>, Text),
    /// None that lies in the library now.
    Missing,
}

impl Catalogue {
    /// Learns what an article is known by; later articles never hide earlier ones.
    pub fn add(&mut self, card: &Card) {
        self.paths.entry(card.path.to_owned()).or_insert(card.id);
        if let Some(source) = card.source.filter(|source| !source.is_empty()) {
            self.addresses
                .entry(page(source))
                .or_default()
                .push(card.id);
        }
        if let Some(hash) = card.body_sha256 {
            self.bodies
                .entry(hash.to_owned())
                .or_default()
                .push(card.id);
            self.hashes.insert(card.id, hash.to_owned());
        }
    }

    /// The articles of a target, first hit wins: the same path and body, the same body anywhere,
    /// the same page, the same path with another body.
    pub fn find(&self, target: &Target) -> Found {
        let remembered = target.article.as_ref();
        let hash = remembered
            .map(|article| article.body_sha256.as_str())
            .filter(|hash| !hash.is_empty());
        let at_path = remembered
            .and_then(|article| self.paths.get(&article.path))
            .copied();
        let same_body = hash.and_then(|hash| self.bodies.get(hash));
        if let Some(bodies) = same_body {
            let here = at_path.filter(|id| bodies.contains(id));
            return Found::Articles(
                here.map_or_else(|| bodies.clone(), |id| vec![id]),
                Text::Same,
            );
        }
        let same_page = target.url().and_then(|url| self.addresses.get(&page(url)));
        match (same_page, at_path) {
            // The page was clipped twice; the file it was noted in is the one that is meant.
            (Some(pages), Some(id)) if pages.contains(&id) => {
                Found::Articles(vec![id], Text::Other)
            }
            (Some(pages), _) => Found::Articles(pages.clone(), Text::Other),
            (None, Some(id)) => Found::Articles(vec![id], Text::Other),
            (None, None) => Found::Missing,
        }
    }

    /// What was learnt of an article's body.
    pub fn body_sha256(&self, id: ArticleId) -> Option<&str> {
        self.hashes.get(&id).map(String::as_str)
    }
}

/// What two addresses of one page have in common.
fn page(source: &str) -> String {
    address::key(&address::clean(source)).to_owned()
}

/// The hash that tells whether an article's body is the one a note was made in, in 64 hex digits.
///
/// `body` is the decoded file after its front matter; line ends do not count.
pub fn body_sha256(body: &str) -> String {
    let mut hash = Sha256::new();
    let mut parts = body.split("\r\n").peekable();
    while let Some(part) = parts.next() {
        // A carriage return alone was a line end once, too.
        hash.update(part.replace('\r', "\n"));
        if parts.peek().is_some() {
            hash.update("\n");
        }
    }
    let digits = hash.finalize();
    digits.iter().fold(String::with_capacity(64), |hex, byte| {
        hex + &format!("{byte:02x}")
    })
}

/// What an annotation remembers of an article without an address of its own.
pub fn own_name(path: &str) -> String {
    let parts = path.split('/').map(percent_encoded);
    format!("urn:x-postil:{}", parts.collect::<Vec<_>>().join("/"))
}

impl Target {
    /// A whole article as a target.
    pub fn of_article(
        source: Option<&str>,
        source_date: Option<&str>,
        article: ArticleRef,
    ) -> Self {
        let source = source
            .filter(|source| !source.is_empty())
            .map(str::to_owned);
        Self {
            source: source.unwrap_or_else(|| own_name(&article.path)),
            source_date: source_date.map(str::to_owned),
            article: Some(article),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "https://example.org/a?utm_source=mail";

    fn catalogue(articles: &[(u32, &str, Option<&str>, &str)]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for &(id, path, source, body) in articles {
            catalogue.add(&Card {
                id: ArticleId(id),
                path,
                source,
                body_sha256: Some(body),
            });
        }
        catalogue
    }

    fn target(path: &str, source: &str, body: &str) -> Target {
        let article = ArticleRef {
            path: path.into(),
            body_sha256: body.into(),
            ..ArticleRef::default()
        };
        Target::of_article(Some(source), None, article)
    }

    fn found(catalogue: &Catalogue, target: &Target) -> (Vec<u32>, Text) {
        match catalogue.find(target) {
            Found::Articles(ids, text) => (ids.into_iter().map(|id| id.0).collect(), text),
            Found::Missing => (Vec::new(), Text::Other),
        }
    }

    #[test]
    fn the_first_hit_wins() {
        let catalogue = catalogue(&[
            (1, "a.md", Some("http://www.example.org/a/"), "one"),
            (2, "copy.md", None, "one"),
            (3, "b.md", Some("https://example.org/b"), "two"),
        ]);
        assert_eq!(
            found(&catalogue, &target("copy.md", OLD, "one")),
            (vec![2], Text::Same),
            "path and body"
        );
        assert_eq!(
            found(&catalogue, &target("gone.md", OLD, "one")),
            (vec![1, 2], Text::Same),
            "moved"
        );
        assert_eq!(
            found(&catalogue, &target("gone.md", OLD, "old")),
            (vec![1], Text::Other),
            "clipped again"
        );
        assert_eq!(
            found(&catalogue, &target("b.md", OLD, "old")),
            (vec![1], Text::Other),
            "the page before the path"
        );
        assert_eq!(
            found(&catalogue, &target("b.md", "", "old")),
            (vec![3], Text::Other),
            "the path at last"
        );
        assert_eq!(
            found(
                &catalogue,
                &target("gone.md", "https://example.org/c", "old")
            ),
            (vec![], Text::Other)
        );
    }

    #[test]
    fn of_two_clips_of_one_page_the_one_noted_in_is_meant_and_both_when_it_is_gone() {
        let catalogue = catalogue(&[(1, "a.md", Some(OLD), "one"), (2, "b.md", Some(OLD), "two")]);
        assert_eq!(
            found(&catalogue, &target("b.md", OLD, "old")),
            (vec![2], Text::Other)
        );
        assert_eq!(
            found(&catalogue, &target("gone.md", OLD, "old")),
            (vec![1, 2], Text::Other)
        );
    }

    #[test]
    fn line_ends_do_not_change_the_hash() {
        let hash = body_sha256("a\nb\nc\n");
        assert_eq!(hash, body_sha256("a\r\nb\rc\r\n"));
        assert_ne!(hash, body_sha256("a\nb\nc"));
        assert_eq!(
            body_sha256(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn an_article_without_an_address_has_a_name_that_is_no_address() {
        let target = Target::of_article(
            None,
            None,
            ArticleRef {
                path: "a b/ü.md".into(),
                ..ArticleRef::default()
            },
        );
        assert_eq!(target.source, "urn:x-postil:a%20b/%C3%BC.md");
        assert_eq!(target.url(), None);
    }
}
