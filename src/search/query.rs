//! The query language of the box, of `postil search` and of `--match`.
//!
//! Parsing never fails: what cannot be read is reported and looked for as it stands. What is only
//! begun, such as `site:` or `!`, asks for nothing yet, so that hits do not jump while one types.

mod hint;
mod token;

use std::fmt;

use crate::search::condition::Condition;
use crate::search::filter::{Constraint, ConstraintError, Filter};
use crate::search::fold::fold_flowing;
use crate::search::fuzzy::FuzzyPattern;
use crate::search::hit::{HitKind, Kinds};
use crate::search::nearest::nearest;
use crate::text::clean::SafeText;
use crate::text::range::TextRange;
pub use hint::{HINT, hint};
use token::{QueryPiece, QueryToken, pieces};

/// One word of a query, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Its letters, in their order.
    Fuzzy(String),
    /// What stands, or does not stand, as it is typed; words with one blank between them where it was a phrase.
    Must(Condition),
}

/// One of several things of which an article or a name must meet one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A word.
    Word(Term),
    /// A condition.
    Constraint(Constraint),
}

/// Queries that the choices of one may come to: four of two. More are no question that somebody types.
const MOST_ALTERNATIVES: usize = 16;

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
    /// What `|` stands between, where it is not conditions alone: of each, one must be met.
    pub choices: Vec<Vec<Choice>>,
    /// What could not be read, and is looked for as text.
    pub problems: Vec<QueryProblem>,
    /// What is text, but looks like a condition with a letter wrong.
    pub doubts: Vec<QueryProblem>,
}

impl Query {
    /// Reads what was typed. `|` binds its neighbours: `huawei | zte uganda` wants one of two names, and Uganda.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut groups: Vec<Vec<Choice>> = Vec::new();
        let mut joins = false;
        for piece in pieces(typed) {
            match piece {
                QueryPiece::Kind(kind) => query.kinds.add(kind),
                QueryPiece::Or => joins = true,
                QueryPiece::QueryToken(token) => {
                    let choice = query.choice(token);
                    match groups.last_mut().filter(|_| joins) {
                        Some(group) => group.extend(choice),
                        None => groups.extend(choice.map(|choice| vec![choice])),
                    }
                    joins = false;
                }
            }
        }
        for group in groups {
            query.add(group);
        }
        let alternatives: usize = query.choices.iter().map(Vec::len).product();
        if alternatives > MOST_ALTERNATIVES {
            query.problems.push(QueryProblem {
                range: TextRange::from(0..typed.len()),
                reason: "too many words with | between them".into(),
            });
        }
        query
    }

    /// What a token asks for; nothing where it is only begun.
    fn choice(&mut self, token: QueryToken<'_>) -> Option<Choice> {
        if token.quoted.is_some() && token.name.is_empty() {
            let phrase = fold_flowing(&token.value());
            let phrase = (!phrase.is_empty()).then_some(phrase)?;
            return Some(Choice::Word(Term::Must(if token.is_negated {
                Condition::Lacks(phrase)
            } else {
                Condition::Contains(phrase)
            })));
        }
        if !token.name.is_empty() {
            match Constraint::read(token.name, &token.value()) {
                Ok(constraint) => return Some(self.constraint(constraint, token)),
                Err(ConstraintError::Empty) => return None,
                // Most of these are no condition at all: 10:30, https://…
                Err(ConstraintError::Unknown) => self.suspect(token),
                Err(reason) => self.complain(token, &reason.to_string()),
            }
        }
        plain_term(token.text).map(Choice::Word)
    }

    fn constraint(&mut self, constraint: Constraint, token: QueryToken<'_>) -> Choice {
        if let Constraint::Match(typed) = &constraint {
            let inner = Self::parse(typed);
            for problem in inner.problems {
                self.complain(token, problem.reason.as_str());
            }
            if [HitKind::Annotation, HitKind::Command]
                .map(|kind| inner.kinds.are_only(kind))
                .contains(&true)
            {
                self.complain(token, "annotations and commands are no words of an article");
            }
        }
        Choice::Constraint(if token.is_negated {
            Constraint::Not(Box::new(constraint))
        } else {
            constraint
        })
    }

    fn complain(&mut self, token: QueryToken<'_>, reason: &str) {
        self.problems.push(QueryProblem {
            range: token.range(),
            reason: SafeText::line(reason),
        });
    }

    /// Notes a name before a colon that one letter makes a condition's.
    fn suspect(&mut self, token: QueryToken<'_>) {
        // Scheme and prefix of an address, as in doi:10.1000/ab, are short or followed by a slash.
        let may_be = token.name.len() > 2 && !token.value().starts_with('/');
        let near = nearest(token.name, Constraint::NAMES).filter(|_| may_be);
        self.doubts.extend(near.map(|near| QueryProblem {
            range: token.range(),
            reason: SafeText::line(&format!(
                "'{}' is looked for as text; did you mean {near}:?",
                token.text
            )),
        }));
    }

    /// Takes in what must be met: one thing, or one of several.
    fn add(&mut self, mut group: Vec<Choice>) {
        let constraint = |choice: &Choice| match choice {
            Choice::Constraint(constraint) => Some(constraint.clone()),
            Choice::Word(_) => None,
        };
        let all: Option<Vec<Constraint>> = group.iter().map(constraint).collect();
        match (all, group.len()) {
            (_, 0) => {}
            (Some(mut one), 1) => one.drain(..).for_each(|one| self.filter.add(one)),
            (Some(several), _) => self.filter.add(Constraint::Any(several)),
            (None, 1) => group.drain(..).for_each(|choice| self.choose(choice)),
            (None, _) => self.choices.push(group),
        }
    }

    fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::Constraint(constraint) => self.filter.add(constraint),
            Choice::Word(Term::Fuzzy(text)) => self.terms.extend(parts(&text)),
            Choice::Word(term) => self.terms.push(term),
        }
    }

    /// The queries without `|` that find together what this one finds.
    pub fn alternatives(&self) -> Vec<Self> {
        let plain = Self {
            choices: Vec::new(),
            ..self.clone()
        };
        let mut all = vec![plain];
        for group in &self.choices {
            let chosen = all.iter().flat_map(|query| {
                group.iter().map(|choice| {
                    let mut query = query.clone();
                    query.choose(choice.clone());
                    query
                })
            });
            all = chosen.take(MOST_ALTERNATIVES).collect();
        }
        all
    }

    /// Whether nothing is asked for but everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
            && self.choices.is_empty()
            && self.kinds.is_unrestricted()
            && self.filter.is_empty()
    }

    /// All words whose letters must be found, for the fuzzy search and the lit letters.
    pub fn pattern(&self) -> FuzzyPattern {
        FuzzyPattern::new(&self.wanted().collect::<Vec<_>>().join(" "))
    }

    /// Texts that must be found somewhere, folded, in their order.
    pub fn wanted(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(Term::wanted)
    }

    /// The same with those of every choice: what is lit where it stands.
    pub fn lit(&self) -> impl Iterator<Item = &str> {
        let chosen = self.choices.iter().flatten();
        self.wanted()
            .chain(chosen.filter_map(|choice| match choice {
                Choice::Word(term) => term.wanted(),
                Choice::Constraint(_) => None,
            }))
    }

    /// Texts that must be found nowhere, folded.
    pub fn unwanted(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| match term {
            Term::Must(Condition::Lacks(text)) => Some(text.as_str()),
            _ => None,
        })
    }

    /// What a label must meet beside having the letters.
    pub fn conditions(&self) -> Vec<Condition> {
        let of_term = |term: &Term| match term {
            Term::Fuzzy(_) => None,
            Term::Must(condition) => Some(condition.clone()),
        };
        self.terms.iter().filter_map(of_term).collect()
    }
}

impl Term {
    /// The text that must be found, where it is not one that must not.
    fn wanted(&self) -> Option<&str> {
        match self {
            Self::Fuzzy(text) => Some(text),
            Self::Must(condition) => condition.wanted(),
        }
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
    let (make, text): (fn(String) -> Condition, &str) = match (positive, exact, start, end) {
        (true, None, None, None) => {
            return (!text.is_empty()).then(|| Term::Fuzzy(text.to_owned()));
        }
        (true, Some(text), ..) => (Condition::Contains, text),
        (true, _, Some(text), None) => (Condition::Starts, text),
        (true, _, Some(text), Some(_)) => (Condition::Is, text.strip_suffix('$')?),
        (true, _, None, Some(text)) => (Condition::Ends, text),
        (false, Some(text), ..) => (Condition::Lacks, text),
        (false, _, Some(text), _) => (Condition::LacksStart, text),
        (false, _, None, Some(text)) => (Condition::LacksEnd, text),
        (false, ..) => (Condition::Lacks, text),
    };
    (!text.is_empty()).then(|| Term::Must(make(text.to_owned())))
}

/// As one would type it; parsing that gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = HitKind::ALL
            .into_iter()
            .filter(|&kind| !self.kinds.is_unrestricted() && self.kinds.holds(kind));
        let kinds: Vec<&str> = kinds.map(HitKind::prefix).collect();
        let terms = self.terms.iter().map(Term::to_string);
        let choices = self.choices.iter().map(|group| {
            let group: Vec<String> = group.iter().map(Choice::to_string).collect();
            group.join(" | ")
        });
        let constraints = self.filter.constraints().iter().map(Constraint::to_string);
        let words: Vec<String> = terms.chain(choices).chain(constraints).collect();
        let blank = if kinds.is_empty() || words.is_empty() {
            ""
        } else {
            " "
        };
        write!(f, "{}{blank}{}", kinds.join(" "), words.join(" "))
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(term) => term.fmt(f),
            Self::Constraint(constraint) => constraint.fmt(f),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fuzzy(text) => f.write_str(text),
            Self::Must(condition) => condition.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
