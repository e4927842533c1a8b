//! What articles link to: one citation a link, one source a page.

use crate::clip::article_set::ArticleSet;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, SourceRange, TextRange};

/// One link of an article to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The address as it was written.
    pub raw_url: String,
    /// The address by which sources are told apart; see [`crate::web::address`].
    pub url: String,
    /// The registrable domain, or the host where there is none.
    pub site: SafeText,
    /// The anchor; the host where the link has none of its own.
    pub anchor: SafeText,
    /// The anchor in the article's text.
    pub text: TextRange,
    /// The whole link in the file.
    pub source: SourceRange,
}

/// A page that articles link to or were clipped from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The normalised address.
    pub url: String,
    /// The registrable domain.
    pub site: SafeText,
    /// The article of the library that was clipped from it.
    pub article: Option<ArticleId>,
    /// Anchors that lead to it, most frequent first.
    pub anchors: Vec<SafeText>,
    /// Every citation, by article and place.
    pub citations: Vec<CitationRef>,
    /// The articles that cite it.
    pub articles: ArticleSet,
}

/// A citation, as the number it has in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationRef {
    /// The article.
    pub article: ArticleId,
    /// Index into [`Article::citations`](crate::clip::article::Article::citations).
    pub citation: u32,
}
