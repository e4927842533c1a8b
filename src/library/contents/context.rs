//! What an article says at a place: the words, their sentence, their section.

use std::sync::Arc;

use crate::clip::article::Article;
use crate::text::clean::SafeStr;
use crate::text::range::{Place, SourceRange, TextRange};

/// A mention, a citation or a link in what was said around it.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The article that says it.
    pub article: &'a Arc<Article>,
    /// Where, in the file.
    pub source: SourceRange,
    /// Where, in the article's text.
    pub text: TextRange,
    /// The sentence around it, in the article's text.
    pub sentence: TextRange,
}

impl<'a> Evidence<'a> {
    /// What `article` says at `text`, which stands at `source` in its file.
    pub fn new(article: &'a Arc<Article>, text: TextRange, source: SourceRange) -> Self {
        Self {
            article,
            source,
            text,
            sentence: article.sentence_around(text),
        }
    }

    /// Where one goes to see it.
    pub fn place(&self) -> Place {
        Place {
            article: self.article.id,
            range: self.source,
        }
    }

    /// The words themselves.
    pub fn words(&self) -> SafeStr<'a> {
        self.article.text.slice(self.text)
    }

    /// The sentence around them.
    pub fn sentence(&self) -> SafeStr<'a> {
        self.article.text.slice(self.sentence)
    }

    /// Where the words lie in their sentence, in bytes; nowhere when they reach out of it.
    pub fn in_sentence(&self) -> std::ops::Range<usize> {
        if !self.sentence.covers(self.text) {
            return 0..0;
        }
        let start = (self.text.start - self.sentence.start) as usize;
        start..start + self.text.len() as usize
    }

    /// The heading that they stand under.
    pub fn section(&self) -> Option<SafeStr<'a>> {
        let heading = self.article.section_of(self.text)?;
        Some(self.article.text.slice(heading.text))
    }
}
