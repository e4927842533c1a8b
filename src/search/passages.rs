//! Passages: the sentences of an article that a query is about.

use std::ops::Range;

use memchr::memmem;

use crate::clip::article::Article;
use crate::search::bodies::matcher::TextMatcher;
use crate::search::bodies::request::TextRequest;
use crate::search::fold::{Blanks, Capitals, Folding};
use crate::search::fuzzy::TOGETHER;
use crate::search::fuzzy::score::word_start_points;
use crate::search::fuzzy::typo;
use crate::search::hit::{Hit, HitKind, HitTarget};
use crate::search::items::{day_of, recency};
use crate::search::rank::{RankKey, Tier};
use crate::search::readings::Unread;
use crate::search::word_start::begins_word;
use crate::text::clean::SafeText;
use crate::text::range::TextRange;

/// A sentence in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The sentence, in the article's text.
    pub sentence: TextRange,
    /// What was found in it, in the article's text: ascending, apart.
    pub found: Vec<TextRange>,
    /// How well it matches.
    pub(crate) tier: Tier,
    /// Points of what was found, as for a label.
    pub(crate) points: i32,
}

/// Bytes of a sentence that are shown at most.
const LONGEST_SHOWN: usize = 400;
/// Bytes that are shown before the first thing found in a long sentence.
const LEAD: usize = 80;

/// Percent of its points that a passage keeps against names, and that it keeps at most when its
/// article is much about the query: it stands after what is named so, among what is named about so.
const fn kept(tier: Tier) -> (f64, f64) {
    match tier {
        // Words as they were typed say more than letters strewn over a name.
        Tier::Words => (82.0, 96.0),
        _ => (72.0, 88.0),
    }
}

/// A stretch of the text where something wanted was found.
struct FoundWord {
    needle: usize,
    found: TextRange,
    starts_word: bool,
    /// Whether it begins with what is wanted, and is no other form of it and without an error.
    as_typed: bool,
}

/// The sentences of an article that hold any of what is asked for, in order.
pub(crate) fn all(article: &Article, request: &TextRequest) -> Vec<Passage> {
    let text = article.text.as_str();
    let folding = Folding::new(text, Capitals::Lowered, Blanks::Flowing);
    let mut places = Vec::new();
    let wanted = request.wanted.iter().enumerate();
    for (needle, text) in wanted.filter(|(_, text)| !text.is_empty()) {
        let wanted = TextMatcher::new(text, request.rigour);
        let found = memmem::find_iter(folding.text.as_bytes(), wanted.beginning());
        places.extend(found.filter_map(|at| {
            let starts_word = begins_word(&folding.text, at);
            let here = folding.text.get(at..)?;
            let length = wanted.length(here, starts_word)?;
            Some(FoundWord {
                needle,
                found: folding.shown(at..at + length).into(),
                starts_word,
                as_typed: here.starts_with(text.as_str()),
            })
        }));
        places.extend(over_readings(article.text.as_str(), needle, text));
    }
    // A heading is found as such.
    let in_heading = |place: &FoundWord| {
        let heading = article.section_of(place.found);
        heading.is_some_and(|heading| heading.text.contains(place.found.start))
    };
    places.retain(|place| !in_heading(place));
    places.sort_by_key(|place| (place.found.start, place.found.end));
    let sentence = |place: &FoundWord| {
        article.sentence_around(TextRange::new(place.found.start, place.found.start))
    };
    places
        .chunk_by(|a, b| sentence(a) == sentence(b))
        .map(|places| Passage::of(sentence(&places[0]), places, &request.wanted))
        .collect()
}

/// Where a text stands that goes on behind the reading of a word.
fn over_readings(text: &str, needle: usize, wanted: &str) -> Vec<FoundWord> {
    let Some(unread) = Unread::of(text, wanted, Capitals::Lowered) else {
        return Vec::new();
    };
    let found = memmem::find_iter(unread.text().as_bytes(), wanted);
    let found = found.filter_map(|at| {
        Some(FoundWord {
            needle,
            found: unread.shown(at..at + wanted.len())?.into(),
            starts_word: begins_word(unread.text(), at),
            as_typed: true,
        })
    });
    found.collect()
}

/// The sentence that holds most of what is asked for; the first of equals.
pub(crate) fn best(article: &Article, request: &TextRequest) -> Option<Passage> {
    let passages = all(article, request);
    passages
        .into_iter()
        .rev()
        .max_by_key(|passage| (passage.tier, passage.points))
}

impl Passage {
    /// The passage of an article as a hit; `score` says how much the article is about the query, from
    /// 0 to 1.
    pub(crate) fn hit(&self, article: &Article, score: f64) -> Option<(RankKey, Hit)> {
        let (least, most) = kept(self.tier);
        let points = f64::from(self.points) * (least + (most - least) * score) / 100.0;
        let order = RankKey::new(Tier::Strewn, points as i32, 0, recency(day_of(article)));
        let (label, matched) = self.shown(article);
        let section = article.section_of(self.sentence);
        let section = section.map(|heading| article.text.slice(heading.text));
        let title = article.head.title.shown();
        let detail = match section {
            Some(section) if section != title => SafeText::line(&format!("{title}, {section}")),
            _ => title.to_shown(),
        };
        let hit = Hit {
            kind: HitKind::Passage,
            label,
            detail,
            score: order.score(),
            target: HitTarget::Text(article.id, *self.found.first()?),
            matched,
        };
        Some((order, hit))
    }

    /// Whether each of the wanted texts begins a word of it.
    pub(crate) fn is_whole(&self) -> bool {
        self.tier == Tier::Words
    }

    fn of(sentence: TextRange, places: &[FoundWord], wanted: &[String]) -> Self {
        let mut found: Vec<TextRange> = Vec::new();
        for place in places {
            match found.last_mut() {
                Some(last) if place.found.start <= last.end => {
                    last.end = last.end.max(place.found.end);
                }
                _ => found.push(place.found),
            }
        }
        let (mut points, mut tier) = (0, Tier::Words);
        for (needle, text) in wanted.iter().enumerate() {
            let of_needle = places.iter().filter(|place| place.needle == needle);
            let starts_word = of_needle.clone().any(|place| place.starts_word);
            let best = word_start_points(text.chars().count().min(64) as u16);
            // As much as what is amiss costs in a name.
            let of_place = |place: &FoundWord| {
                let is_amiss = !place.starts_word || !place.as_typed;
                best - if is_amiss { typo::COST } else { 0 }
            };
            points += of_needle.map(of_place).max().unwrap_or(0);
            if !starts_word {
                tier = Tier::Strewn;
            }
        }
        let mut pairs = places.windows(2).map(|two| (&two[0], &two[1]));
        let follow = |(a, b): (&FoundWord, &FoundWord)| {
            b.needle == a.needle + 1 && b.found.start == a.found.end + 1
        };
        if pairs.any(follow) {
            points += TOGETHER;
        }
        let sentence = found.iter().fold(sentence, |whole, &part| whole.join(part));
        Self {
            sentence,
            found,
            tier,
            points,
        }
    }

    /// The sentence on one line, cut to what can be read at once, and what was found in it.
    pub fn shown(&self, article: &Article) -> (SafeText, Vec<Range<usize>>) {
        let sentence = self.sentence.of(article.text.as_str());
        let first = self
            .found
            .first()
            .map_or(0, |found| (found.start - self.sentence.start) as usize);
        let mut start = 0;
        if sentence.len() > LONGEST_SHOWN && first > LEAD {
            let from = sentence.floor_char_boundary(first - LEAD);
            let word = sentence[from..first].find(' ').map_or(0, |blank| blank + 1);
            start = from + word;
        }
        let end = sentence.floor_char_boundary((start + LONGEST_SHOWN).min(sentence.len()));
        let (before, after) = (cut_mark(start > 0), cut_mark(end < sentence.len()));
        let label = SafeText::line(&format!("{before}{}{after}", &sentence[start..end]));
        let in_label = |found: &TextRange| {
            let at = |byte: u32| (byte - self.sentence.start) as usize;
            let (from, to) = (at(found.start).max(start), at(found.end).min(end));
            (from < to).then(|| from - start + before.len()..to - start + before.len())
        };
        (label, self.found.iter().filter_map(in_label).collect())
    }
}

/// What stands where a sentence was cut.
const fn cut_mark(is_cut: bool) -> &'static str {
    if is_cut { "…" } else { "" }
}
