//! Words typed to narrow a list: what a match is in every list, in the menus and among the commands.
//!
//! A row fits when it holds every word. Letters strewn over a row are no match: a list is read as
//! evidence of what it holds.

use crate::search::condition::Condition;
use crate::search::fold::{Blanks, Capitals, fold, fold_onto};
use crate::search::fuzzy::typo::TypoWord;
use crate::search::query::{Query, Term};
use crate::search::substring::{find, starts_with, word_start};

/// What parts the texts of a row, so that no phrase reaches from one into the next; a word begins
/// after it.
const BETWEEN: char = '|';

/// What a row stands for, folded: what it is called, what is said about it, what it mentions.
#[derive(Clone, Debug, Default)]
pub struct RowText {
    text: String,
    /// Where what it is called ends, in bytes.
    name: usize,
    /// Where what is said about it ends, and what it only mentions begins.
    about: usize,
    /// The numbers of the entities that it names.
    names: Vec<u32>,
}

/// How well a row fits; the greater stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// A word is there with one letter wrong, or in another form.
    Erred,
    /// A word stands inside another.
    Inside,
    /// Every word begins a word.
    Words,
    /// Every word begins a word of what is said about the row.
    About,
    /// Every word begins a word of what the row is called.
    Name,
    /// What the row is called begins with what was typed.
    Start,
    /// The row is called so.
    Exact,
}

/// One way to fit.
type FitOf<'a> = dyn Fn(&RowText) -> Option<Fit> + 'a;

/// Words that were typed, folded.
#[derive(Clone, Debug, Default)]
pub struct TypedWords {
    phrase: String,
    words: Vec<String>,
    /// Whether each of the words may stand inside another, or with a letter wrong.
    is_loose: Vec<bool>,
    conditions: Vec<Condition>,
    /// The numbers of the entities that are called so.
    meant: Vec<u32>,
}

impl RowText {
    /// A row that is called `name`; empty for one that has no name, such as a sentence.
    pub fn new(name: &str) -> Self {
        let mut text = String::new();
        fold_onto(&mut text, name, Capitals::Kept, Blanks::Joined);
        Self {
            name: text.len(),
            about: text.len(),
            names: Vec::new(),
            text,
        }
    }

    /// Adds something that is said about the row.
    pub fn add(&mut self, text: &str) {
        self.add_mentioned(text);
        self.about = self.text.len();
    }

    /// Adds something that the row only mentions; what is said about it was added before.
    pub fn add_mentioned(&mut self, text: &str) {
        self.text.push(BETWEEN);
        fold_onto(&mut self.text, text, Capitals::Kept, Blanks::Joined);
    }

    /// The same of a text that many rows mention, [folded] once.
    pub fn add_folded(&mut self, text: &str) {
        self.text.push(BETWEEN);
        self.text.push_str(text);
    }

    /// Says that what was added so far is said about the row, and that it only mentions what is added next.
    pub fn end_about(&mut self) {
        self.about = self.text.len();
    }

    /// The same row, which names the entities of these numbers.
    #[must_use]
    pub fn with_names(mut self, names: Vec<u32>) -> Self {
        self.names = names;
        self
    }

    /// The same row with something that is said about it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.add(text);
        self
    }

    fn name(&self) -> &str {
        &self.text[..self.name]
    }
}

/// A text as rows hold it.
pub fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_onto(&mut folded, text, Capitals::Kept, Blanks::Joined);
    folded
}

impl TypedWords {
    /// What was typed, with the signs of the query language for words. Filters, kinds and choices mean nothing
    /// to a list: with one of them everything is taken as it stands.
    pub fn new(typed: &str) -> Self {
        let query = Query::parse(typed);
        let is_more = !query.filter.is_empty() || !query.choices.is_empty();
        if is_more || !query.kinds.is_unrestricted() {
            let words = fold(typed).split_whitespace().map(String::from).collect();
            return Self::of(words, Vec::new());
        }
        let fuzzy = query.terms.iter().filter_map(|term| match term {
            Term::Fuzzy(word) => Some(word.clone()),
            Term::Must(_) => None,
        });
        Self::of(fuzzy.collect(), query.conditions())
    }

    fn of(words: Vec<String>, conditions: Vec<Condition>) -> Self {
        Self {
            phrase: words.join(" "),
            is_loose: vec![true; words.len()],
            words,
            conditions,
            meant: Vec::new(),
        }
    }

    /// The same, but words that are `known` stand in no row in which they begin no word: "Iran" is not
    /// "Iraq" with a letter wrong.
    #[must_use]
    pub fn taking_at_their_word(mut self, known: impl Fn(&str) -> bool) -> Self {
        self.is_loose = self.words.iter().map(|word| !known(word)).collect();
        self
    }

    /// The same, but as a whole they are the name of the entities of these numbers: rows that name one of them are
    /// meant, in whatever words they do, and no others.
    #[must_use]
    pub fn meaning(mut self, entities: Vec<u32>) -> Self {
        self.meant = entities;
        self
    }

    /// Whether nothing was typed, so that everything fits.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.conditions.is_empty()
    }

    /// How well each row fits. Rows that hold a word only inside another, or with a letter wrong,
    /// fit only where no row holds it better.
    pub fn fits(&self, rows: &[RowText]) -> Vec<Option<Fit>> {
        let erring: Vec<TypoWord> = self.words.iter().map(|word| TypoWord::new(word)).collect();
        let ways: [&FitOf; 4] = [
            &|row| {
                let mut names = row.names.iter();
                let is_named = names.any(|name| self.meant.contains(name));
                is_named.then_some(Fit::Exact)
            },
            &|row| self.begun_in(row),
            &|row| {
                self.loosely(row, Fit::Inside, |at| {
                    find(&row.text, 0, &self.words[at]).is_some()
                })
            },
            &|row| self.loosely(row, Fit::Erred, |at| erring[at].stands_in(&row.text)),
        ];
        for fit in ways {
            let fit = |row: &RowText| fit(row).filter(|_| self.is_met_by(row));
            let fits: Vec<Option<Fit>> = rows.iter().map(fit).collect();
            if fits.iter().any(Option::is_some) {
                return fits;
            }
        }
        vec![None; rows.len()]
    }

    /// How well a row fits in which every word begins a word.
    fn begun_in(&self, row: &RowText) -> Option<Fit> {
        let begins = |text: &str| {
            self.words
                .iter()
                .all(|word| word_start(text, word).is_some())
        };
        match row.name() {
            name if begins(name) && starts_with(name, &self.phrase) => {
                let is_whole = name.len() == self.phrase.len();
                Some(if is_whole { Fit::Exact } else { Fit::Start })
            }
            name if begins(name) => Some(Fit::Name),
            _ if begins(&row.text[..row.about]) => Some(Fit::About),
            _ => begins(&row.text).then_some(Fit::Words),
        }
    }

    /// Whether each word begins a word of a row or `stands` there in another way.
    fn loosely(&self, row: &RowText, fit: Fit, stands: impl Fn(usize) -> bool) -> Option<Fit> {
        let holds = |at: usize| {
            word_start(&row.text, &self.words[at]).is_some() || self.is_loose[at] && stands(at)
        };
        (0..self.words.len()).all(holds).then_some(fit)
    }

    /// Whether a row meets the signs: what must stand at an end stands at one of what it is called.
    fn is_met_by(&self, row: &RowText) -> bool {
        self.conditions.iter().all(|condition| match condition {
            Condition::Contains(_) | Condition::Lacks(_) => condition.holds(&row.text),
            _ => condition.holds(row.name()),
        })
    }
}

/// The rows that fit what was typed, best first; equals keep their order.
pub fn best_first(typed: &TypedWords, rows: &[RowText]) -> Vec<usize> {
    let fits = typed.fits(rows);
    let mut found: Vec<usize> = (0..rows.len()).filter(|&row| fits[row].is_some()).collect();
    if !typed.is_empty() {
        found.sort_by_key(|&row| std::cmp::Reverse(fits[row]));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [(&str, &str); 7] = [
        (
            "Seizing the opportunities of safe, secure systems",
            "Uganda",
        ),
        ("Huawei", ""),
        ("Huawei Technologies", "華為"),
        ("What the commercial reach", "named: Huawei, CloudWalk"),
        ("", "Huawei staff had helped security services in Uganda."),
        ("Al-Shabaab and Société Générale", "U.S."),
        ("Port of Mombasa", "an airport"),
    ];

    fn found(typed: &str) -> Vec<usize> {
        let rows = ROWS.map(|(name, rest)| RowText::new(name).with(rest));
        best_first(&TypedWords::new(typed), &rows)
    }

    #[test]
    fn rows_that_hold_the_words_are_listed_best_first_and_no_others() {
        assert_eq!(found("huawei"), [1, 2, 3, 4]);
        assert_eq!(found("uganda huawei"), [4]);
        assert_eq!(found("huawei tech"), [2]);
        assert_eq!(found("al-shabaab"), [5]);
        assert_eq!(found("generale"), [5]);
        assert_eq!(found("u.s."), [5]);
        assert_eq!(found("walk"), [3], "a capital begins a word");
        assert_eq!(found("為"), [2]);
        assert_eq!(found("xyz sztms"), [0; 0]);
        assert_eq!(found(" ").len(), ROWS.len());
    }

    #[test]
    fn inside_words_and_with_a_wrong_letter_only_where_nothing_else_fits() {
        assert_eq!(found("port"), [6], "not opportunities");
        assert_eq!(found("wei"), [1, 2, 3, 4]);
        assert_eq!(found("hauwei"), [1, 2, 3, 4]);
        assert_eq!(found("technology"), [2], "another form");
        assert_eq!(found("hwe"), [0; 0], "strewn letters");
        let iraq = [RowText::new("War in Iraq")];
        let typed = || TypedWords::new("iran");
        assert_eq!(typed().fits(&iraq), [Some(Fit::Erred)]);
        let known = typed().taking_at_their_word(|word| word == "iran");
        assert_eq!(known.fits(&iraq), [None]);
    }

    #[test]
    fn the_signs_of_words_mean_what_they_mean_in_the_box() {
        assert_eq!(found("'wei").len(), 4);
        assert_eq!(found("huawei !tech"), [1, 3, 4]);
        assert_eq!(found("^port"), [6]);
        assert_eq!(found("\"security services\""), [4]);
        assert_eq!(found("huawei$"), [1]);
        assert_eq!(found("a: huawei"), [0; 0], "a list has no kinds");
    }
}
