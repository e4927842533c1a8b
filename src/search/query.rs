//! The query language of the box, of `postil search` and of `--match`.
//!
//! Parsing never fails: what cannot be read is reported and looked for as it stands. What is only
//! begun, such as `site:` or `!`, asks for nothing yet, so that hits do not jump while one types.

mod token;

use std::fmt;

use crate::search::condition::Condition;
use crate::search::filter::{Constraint, ConstraintError, Filter};
use crate::search::fold::fold_flowing;
use crate::search::fuzzy::FuzzyPattern;
use crate::search::hit::{HitKind, Kinds};
use crate::text::clean::SafeText;
use crate::text::range::TextRange;
use token::{QueryPiece, QueryToken, pieces};

/// What can be typed, with what it does: the box's own hint.
pub const HINTS: [(&str, &str); 12] = [
    (
        "word word",
        "letters of every word, in any order of the words",
    ),
    ("'word", "exactly these letters"),
    ("^word", "at the beginning"),
    ("word$", "at the end"),
    ("!word", "not these letters; also !^word and !word$"),
    ("\"two words\"", "this phrase, over line ends too"),
    (
        "a: e: s: h: p:",
        "articles, entities, sources, headings, passages only",
    ),
    ("n: #tag >", "annotations, tags, commands only"),
    (
        "site: author: tag:",
        "of these articles only; quote what has blanks",
    ),
    (
        "entity: kind: source:",
        "of articles that name, or cite, these",
    ),
    ("after: before:", "2024, 2024-05 or 2024-05-31"),
    ("is:annotated", "of annotated articles only"),
];

/// One word of a query, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Its letters, in their order.
    Fuzzy(String),
    /// The text as it is.
    Exact(String),
    /// The text at the beginning.
    Start(String),
    /// The text at the end.
    End(String),
    /// Beginning and end: nothing but the text.
    Whole(String),
    /// The text nowhere.
    Not(String),
    /// The text not at the beginning.
    NotStart(String),
    /// The text not at the end.
    NotEnd(String),
    /// Words with one blank between them.
    Phrase(String),
}

/// Part of a query that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryProblem {
    /// Where it stands in what was typed, in bytes.
    pub range: TextRange,
    /// What is wrong with it.
    pub reason: SafeText,
}

/// A query that was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, in their order.
    pub terms: Vec<Term>,
    /// What is looked for.
    pub kinds: Kinds,
    /// The articles that take part.
    pub filter: Filter,
    /// What could not be read, and is looked for as text.
    pub problems: Vec<QueryProblem>,
}

impl Query {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        for piece in pieces(typed) {
            match piece {
                QueryPiece::Kind(kind) => query.kinds.add(kind),
                QueryPiece::QueryToken(token) => query.add_token(token),
            }
        }
        query
    }

    fn add_token(&mut self, token: QueryToken<'_>) {
        if token.quoted.is_some() && token.name.is_empty() {
            let phrase = fold_flowing(&token.value());
            self.terms
                .extend((!phrase.is_empty()).then_some(Term::Phrase(phrase)));
            return;
        }
        if !token.name.is_empty() {
            match Constraint::read(token.name, &token.value()) {
                Ok(constraint) => return self.filter.add(constraint),
                Err(ConstraintError::Empty) => return,
                Err(ConstraintError::Unknown) => {}
                Err(reason) => self.problems.push(QueryProblem {
                    range: token.range(),
                    reason: SafeText::line(&reason.to_string()),
                }),
            }
        }
        match plain_term(token.text) {
            Some(Term::Fuzzy(text)) => self.terms.extend(parts(&text)),
            term => self.terms.extend(term),
        }
    }

    /// Whether nothing is asked for but everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.kinds.is_unrestricted() && self.filter.is_empty()
    }

    /// All words whose letters must be found, for the fuzzy search and the lit letters.
    pub fn pattern(&self) -> FuzzyPattern {
        FuzzyPattern::new(&self.wanted().collect::<Vec<_>>().join(" "))
    }

    /// Texts that must be found somewhere, folded, in their order.
    pub fn wanted(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| match term {
            Term::Fuzzy(text)
            | Term::Exact(text)
            | Term::Start(text)
            | Term::End(text)
            | Term::Whole(text)
            | Term::Phrase(text) => Some(text.as_str()),
            Term::Not(_) | Term::NotStart(_) | Term::NotEnd(_) => None,
        })
    }

    /// Texts that must be found nowhere, folded.
    pub fn unwanted(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| match term {
            Term::Not(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// What a label must meet beside having the letters.
    pub fn conditions(&self) -> Vec<Condition> {
        let of_term = |term: &Term| match term.clone() {
            Term::Fuzzy(_) => None,
            Term::Exact(text) | Term::Phrase(text) => Some(Condition::Contains(text)),
            Term::Start(text) => Some(Condition::Starts(text)),
            Term::End(text) => Some(Condition::Ends(text)),
            Term::Whole(text) => Some(Condition::Is(text)),
            Term::Not(text) => Some(Condition::Lacks(text)),
            Term::NotStart(text) => Some(Condition::LacksStart(text)),
            Term::NotEnd(text) => Some(Condition::LacksEnd(text)),
        };
        self.terms.iter().filter_map(of_term).collect()
    }
}

/// The words of a text that hyphens join, since as many write a name without them.
fn parts(text: &str) -> Vec<Term> {
    let is_name = text.chars().all(|c| c.is_alphanumeric() || c == '-');
    let parts = text.split('-').filter(|part| is_name && !part.is_empty());
    let parts: Vec<Term> = parts.map(|part| Term::Fuzzy(part.to_owned())).collect();
    if parts.is_empty() {
        vec![Term::Fuzzy(text.to_owned())]
    } else {
        parts
    }
}

/// A term by the signs around it, which may be typed full width; nothing where no text is left.
fn plain_term(typed: &str) -> Option<Term> {
    let typed = fold_flowing(typed);
    let (positive, text) = match typed.strip_prefix('!') {
        Some(rest) => (false, rest),
        None => (true, typed.as_str()),
    };
    let exact = text.strip_prefix('\'');
    let start = text.strip_prefix('^');
    let end = text.strip_suffix('$').filter(|rest| !rest.is_empty());
    let (make, text): (fn(String) -> Term, &str) = match (positive, exact, start, end) {
        (true, Some(text), ..) => (Term::Exact, text),
        (true, _, Some(text), None) => (Term::Start, text),
        (true, _, Some(text), Some(_)) => (Term::Whole, text.strip_suffix('$')?),
        (true, _, None, Some(text)) => (Term::End, text),
        (true, ..) => (Term::Fuzzy, text),
        (false, Some(text), ..) => (Term::Not, text),
        (false, _, Some(text), _) => (Term::NotStart, text),
        (false, _, None, Some(text)) => (Term::NotEnd, text),
        (false, ..) => (Term::Not, text),
    };
    (!text.is_empty()).then(|| make(text.to_owned()))
}

/// As one would type it; parsing that gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = HitKind::ALL
            .into_iter()
            .filter(|&kind| !self.kinds.is_unrestricted() && self.kinds.holds(kind));
        let kinds: Vec<&str> = kinds.map(HitKind::prefix).collect();
        let terms = self.terms.iter().map(Term::to_string);
        let constraints = self.filter.constraints().iter().map(Constraint::to_string);
        let words: Vec<String> = terms.chain(constraints).collect();
        let blank = if kinds.is_empty() || words.is_empty() {
            ""
        } else {
            " "
        };
        write!(f, "{}{blank}{}", kinds.join(" "), words.join(" "))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fuzzy(text) => f.write_str(text),
            Self::Exact(text) => write!(f, "'{text}"),
            Self::Start(text) => write!(f, "^{text}"),
            Self::End(text) => write!(f, "{text}$"),
            Self::Whole(text) => write!(f, "^{text}$"),
            Self::Not(text) => write!(f, "!'{text}"),
            Self::NotStart(text) => write!(f, "!^{text}"),
            Self::NotEnd(text) => write!(f, "!{text}$"),
            Self::Phrase(text) => write!(f, "\"{}\"", text.replace('"', "\"\"")),
        }
    }
}

#[cfg(test)]
mod tests;
