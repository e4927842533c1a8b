//! Fuzzy matching: words whose letters occur in a label in their order, in any order of the words.
//!
//! This is the plain form, for lists that fit a pane many times over; the box searches a
//! million candidates with the same scores and the same ranks through `search::index`.

pub(crate) mod bound;
pub(crate) mod highlight;
pub(crate) mod narrow;
pub(crate) mod score;
pub(crate) mod top;
pub(crate) mod typo;

use std::cmp::Reverse;
use std::ops::Range;

use crate::search::fold::{Blanks, Capitals, Folding, fold_onto};
use crate::search::label::{cut, folded};
use crate::search::rank::{self, Tier};
use crate::search::substring::{find, word_start};
use score::{Scorer, WordPattern, word_start_points};

/// Letters of a query that take part.
pub const LONGEST_QUERY: usize = 64;
/// Points for two words that follow one another as they were typed: more than the first of them
/// has for beginning the label.
pub(crate) const TOGETHER: i32 = 12;

/// What becomes of matches that are noise to most readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weak {
    /// They are left out.
    Hidden,
    /// They stand after the others.
    Shown,
}

/// Words to be found, folded, at most [`LONGEST_QUERY`] letters of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FuzzyPattern {
    phrase: String,
    words: Vec<String>,
    /// The same words, made ready for scoring.
    ready: Vec<WordPattern>,
    /// Points under which each of them is noise.
    least: Vec<i32>,
    /// Each two neighbours among them, with a blank between.
    neighbours: Vec<String>,
}

/// Points of the words of a pattern in a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Points {
    /// All of them.
    pub(crate) all: i32,
    /// Whether a word has so few that by itself it would be noise.
    has_noise: bool,
}

/// How well a label matches; the greater stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// How the letters lie together.
    pub tier: Tier,
    /// Points of the alignment, added over the words; as noise where one of them is.
    pub points: i32,
    /// Bytes of the label: the shorter stands first.
    length: Reverse<usize>,
}

impl FuzzyPattern {
    /// The words of what was typed, all of them taken as fuzzy.
    pub fn new(typed: &str) -> Self {
        let mut folded = String::new();
        fold_onto(&mut folded, typed, Capitals::Lowered, Blanks::Joined);
        let end = folded
            .char_indices()
            .nth(LONGEST_QUERY)
            .map_or(folded.len(), |(at, _)| at);
        folded.truncate(folded[..end].trim_end().len());
        let words: Vec<String> = folded.split_whitespace().map(String::from).collect();
        Self {
            neighbours: words.windows(2).map(|two| two.join(" ")).collect(),
            ready: words.iter().map(|word| WordPattern::new(word)).collect(),
            least: words
                .iter()
                .map(|word| rank::least_points(best_points(word)))
                .collect(),
            words,
            phrase: folded,
        }
    }

    /// Whether nothing was typed, so that everything matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, folded.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The words with one blank between them.
    pub fn phrase(&self) -> &str {
        &self.phrase
    }

    /// Points of a match without gaps at the beginnings of words.
    pub fn best_points(&self) -> i32 {
        self.words.iter().map(|word| best_points(word)).sum()
    }

    /// Whether a match of that rank is noise to most readers.
    pub fn is_weak(&self, rank: Rank) -> bool {
        rank.tier == Tier::Strewn && rank.points < self.least_points(Weak::Hidden)
    }

    /// The rank of a label as it is shown; `None` where a letter is missing.
    pub fn rank(&self, label: &str) -> Option<Rank> {
        self.rank_folded(&mut Scorer::default(), &folded(label))
    }

    /// The rank of a folded label.
    pub(crate) fn rank_folded(&self, scorer: &mut Scorer, folded: &str) -> Option<Rank> {
        let points = self.points(scorer, folded)?;
        let tier = self.tier(folded);
        Some(Rank {
            tier,
            points: self.counted(points, tier),
            length: Reverse(folded.len()),
        })
    }

    /// Points of a folded label: of each word, and of neighbours that are neighbours there too.
    pub(crate) fn points(&self, scorer: &mut Scorer, folded: &str) -> Option<Points> {
        let mut points = Points::default();
        for (word, least) in self.ready.iter().zip(&self.least) {
            let of_word = scorer.score(folded, word)?;
            points.all += of_word;
            points.has_noise |= of_word < *least;
        }
        points.all += self.together(folded);
        Some(points)
    }

    /// Points of a folded label for neighbours that are neighbours there too.
    pub(crate) fn together(&self, folded: &str) -> i32 {
        let stand = |two: &&String| find(folded, 0, two).is_some();
        let together = self.neighbours.iter().filter(stand).map(|_| TOGETHER);
        together.sum()
    }

    /// The most of these points.
    pub(crate) fn best_together(&self) -> i32 {
        self.neighbours.iter().map(|_| TOGETHER).sum()
    }

    /// The points that count in a tier: a strewn match is noise as soon as one of its words is,
    /// however well it holds the others.
    pub(crate) fn counted(&self, points: Points, tier: Tier) -> i32 {
        if tier == Tier::Strewn && points.has_noise {
            return points.all.min(self.least_points(Weak::Hidden) - 1);
        }
        points.all
    }

    /// How the letters lie together in a folded label that holds them all.
    pub(crate) fn tier(&self, folded: &str) -> Tier {
        rank::tier(folded, &self.phrase, &self.words)
    }

    /// Points under which a strewn match is left out.
    pub(crate) fn least_points(&self, weak: Weak) -> i32 {
        match weak {
            Weak::Hidden => rank::least_points(self.best_points()),
            Weak::Shown => i32::MIN,
        }
    }

    /// The letters of a label that the words have found: byte ranges, ascending, apart.
    pub fn matched_ranges(&self, label: &str) -> Vec<Range<usize>> {
        let folding = Folding::new(cut(label), Capitals::Kept, Blanks::Joined);
        let mut found = Vec::new();
        for word in &self.words {
            let whole = word_start(&folding.text, word);
            if let Some(at) = whole.or_else(|| find(&folding.text, 0, word)) {
                found.push(at..at + word.len());
                continue;
            }
            let letters = highlight::letters(&folding.text, word);
            let erred = letters
                .is_empty()
                .then(|| typo::stretch(&folding.text, word));
            found.extend(erred.flatten());
            found.extend(letters);
        }
        highlight::shown(&folding, found)
    }
}

/// Points of a word that begins a word of a label and has no gap.
fn best_points(word: &str) -> i32 {
    word_start_points(word.chars().count() as u16)
}

/// The indices of the labels that match, best first; equals keep their order.
pub fn best_first<'a>(
    pattern: &FuzzyPattern,
    labels: impl IntoIterator<Item = &'a str>,
    weak: Weak,
) -> Vec<usize> {
    let mut matches: Vec<(Rank, usize)> = labels
        .into_iter()
        .enumerate()
        .filter_map(|(index, label)| pattern.rank(label).map(|rank| (rank, index)))
        .filter(|&(rank, _)| weak == Weak::Shown || !pattern.is_weak(rank))
        .collect();
    if !pattern.is_empty() {
        matches.sort_by_key(|&(rank, index)| (Reverse(rank), index));
    }
    matches.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::label::LONGEST_LABEL;

    const NAMES: [&str; 9] = [
        "Kingdom of Saudi Arabia",
        "Saudi Aramco",
        "Saudi Arabia",
        "Huawei Technologies",
        "rehearsal of truth, between meridians",
        "Huawei",
        "Société Générale",
        "CloudWalk",
        "中国人工智能",
    ];

    fn found(typed: &str, weak: Weak) -> Vec<&'static str> {
        best_first(&FuzzyPattern::new(typed), NAMES, weak)
            .into_iter()
            .map(|index| NAMES[index])
            .collect()
    }

    #[test]
    fn what_is_meant_stands_first() {
        assert_eq!(
            found("huawei", Weak::Hidden),
            ["Huawei", "Huawei Technologies"]
        );
        assert_eq!(found("huwei", Weak::Hidden)[0], "Huawei");
        assert_eq!(
            found("saudi arabia", Weak::Hidden),
            ["Saudi Arabia", "Kingdom of Saudi Arabia"]
        );
        assert_eq!(found("arabia saudi", Weak::Hidden)[0], "Saudi Arabia");
        assert_eq!(found("generale", Weak::Hidden), ["Société Générale"]);
        assert_eq!(found("ＣＬＯＵＤ", Weak::Hidden), ["CloudWalk"]);
        assert_eq!(found("智能", Weak::Hidden), ["中国人工智能"]);
    }

    #[test]
    fn noise_is_hidden_until_asked_for() {
        assert_eq!(found("huwei", Weak::Hidden).len(), 2);
        assert_eq!(
            found("huwei", Weak::Shown).last(),
            Some(&"rehearsal of truth, between meridians")
        );
    }

    #[test]
    fn nothing_typed_leaves_everything_in_its_order() {
        assert_eq!(found(" ", Weak::Hidden), NAMES);
    }

    #[test]
    fn lit_letters_are_ranges_of_the_shown_label() {
        let matched_ranges = |typed: &str, label: &str| -> Vec<String> {
            FuzzyPattern::new(typed)
                .matched_ranges(label)
                .into_iter()
                .map(|range| label[range].to_owned())
                .collect()
        };
        assert_eq!(
            matched_ranges("generale soc", "Société Générale"),
            ["Soc", "Générale"]
        );
        assert_eq!(matched_ranges("huwei", "Huawei"), ["Hu", "wei"]);
        assert_eq!(matched_ranges("能", "中国人工智能"), ["能"]);
        assert_eq!(matched_ranges("zzz", "Huawei"), [""; 0]);
        assert_eq!(matched_ranges("strasse", "Hauptstraße"), ["straße"]);
    }

    #[test]
    fn words_that_follow_one_another_stand_before_words_that_do_not() {
        let labels = ["Web Design Standards", "Develop with Web Standards"];
        let best = |typed| best_first(&FuzzyPattern::new(typed), labels, Weak::Hidden);
        assert_eq!(best("with standards"), [1]);
        assert_eq!(best("web standards"), [1, 0]);
        assert_eq!(best("web stand"), [1, 0]);
        assert_eq!(best("web"), [0, 1]);
    }

    #[test]
    fn long_labels_and_long_queries_are_cut() {
        let label = format!("{}needle", "é".repeat(LONGEST_LABEL));
        assert_eq!(FuzzyPattern::new("needle").rank(&label), None);
        let typed = "a".repeat(LONGEST_QUERY + 9);
        assert!(
            FuzzyPattern::new(&typed)
                .rank(&"a".repeat(LONGEST_QUERY))
                .is_some()
        );
    }
}
