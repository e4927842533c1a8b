//! What the front matter of an article says of the names in its text.

use crate::clip::article::Head;
use crate::names::model::gazetteer::{Classes, Gazetteer};
use crate::names::tokens::hash;
use crate::names::tokens::{Token, tokenize};

/// Names that are known before a text is read.
#[derive(Clone, Debug, Default)]
pub struct ArticleHints {
    /// Authors as written.
    pub authors: Vec<String>,
    /// Last names of authors that are persons, by hash without regard to case.
    pub surnames: Vec<u64>,
    /// Tags with capitals: the hashes of their form and of their first word, their number of words.
    pub tags: Vec<(u64, u64, usize)>,
}

impl ArticleHints {
    /// Reads the authors and tags of an article.
    pub fn new(head: &Head, gazetteer: &Gazetteer<'_>) -> Self {
        let mut hints = Self::default();
        for author in &head.authors {
            let name = author.name.as_str();
            let tokens = cut(name);
            if is_person(&tokens, gazetteer) {
                hints.surnames.extend(tokens.last().map(|last| last.lower));
            }
            hints.authors.push(name.to_owned());
        }
        for tag in &head.tags {
            let tokens = cut(tag.as_str());
            if let Some(first) = tokens
                .first()
                .filter(|_| tokens.iter().all(Token::is_capitalised))
            {
                let form = hash::phrase(tokens.iter().map(|token| token.exact));
                hints.tags.push((form, first.exact, tokens.len()));
            }
        }
        hints
    }
}

fn cut(name: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(name, 0..name.len(), &mut tokens);
    tokens
}

/// Whether an author is a person: a listed first name, then others with capitals, none of which
/// organisations are known by ("East Asia Forum" is none).
fn is_person(tokens: &[Token], gazetteer: &Gazetteer<'_>) -> bool {
    let of = |token: &Token| gazetteer.classes(token);
    let other = Classes::ORGANISATION_WORD | Classes::ORGANISATION | Classes::PLACE_WORD;
    (2..=4).contains(&tokens.len())
        && tokens.iter().all(Token::is_capitalised)
        && of(&tokens[0]).contains(Classes::FIRST_NAME)
        && !tokens.iter().any(|token| of(token).intersects(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets;

    #[test]
    fn persons_are_told_from_outlets() {
        let gazetteer = Gazetteer::new(&assets::embedded()).unwrap();
        let person = |name| is_person(&cut(name), &gazetteer);
        assert!(person("Maria Ressa"));
        assert!(!person("East Asia Forum"));
        assert!(!person("Reuters"));
    }
}
