//! A search under way: what was asked, which round it is in, and the pieces of work it is cut into.

use std::ops::Range;
use std::sync::Arc;

use crate::search::bodies::BodyLocation;
use crate::search::bodies::narrow::NarrowingTrail;
use crate::search::bodies::request::TextRequest;
use crate::search::bodies::scan::Scored;
use crate::search::condition::Condition;
use crate::search::fuzzy::FuzzyPattern;
use crate::search::fuzzy::narrow::{self, LookupPlan};
use crate::search::fuzzy::typo;
use crate::search::hit::{Hit, HitKind};
use crate::search::query::{Query, Term};
use crate::search::rank::RankKey;
use crate::text::range::ArticleId;

/// With fewer good hits than this, one wrong letter is looked for.
const FEW: usize = 5;

/// A search under way.
pub struct Search {
    pub(super) plan: LookupPlan,
    pub(super) pattern: FuzzyPattern,
    pub(super) limit: usize,
    pub(super) round: Round,
    pub(super) texts: Option<TextSearch>,
    /// Names with all letters.
    pub(super) best: Vec<(RankKey, u32)>,
    /// Names with one letter wrong.
    pub(super) typos: Vec<(RankKey, u32)>,
    pub(super) passages: Vec<(RankKey, Hit)>,
    pub(super) total: u32,
    pub(super) hidden: u32,
}

/// What is looked for in bodies, and where, unless it is everywhere.
pub(super) struct TextSearch {
    pub(super) asked: TextRequest,
    pub(super) places: Option<Arc<[BodyLocation]>>,
    /// Whether all of it is words as they were typed, and asking for them loosely asks for more.
    pub(super) may_loosen: bool,
    /// The articles that were found; ascending once they are asked for loosely.
    pub(super) found: Vec<ArticleId>,
    /// Whether a sentence among the best holds all words.
    pub(super) has_whole: bool,
}

impl TextSearch {
    /// What a query asks of texts: some of them where `places` are known that hold all answers.
    pub(super) fn new(
        query: &Query,
        asked: TextRequest,
        places: Option<Arc<[BodyLocation]>>,
    ) -> Self {
        let is_word =
            |term: &Term| matches!(term, Term::Fuzzy(_) | Term::Must(Condition::Lacks(_)));
        Self {
            may_loosen: query.terms.iter().all(is_word) && asked.can_be_loosened(),
            asked,
            places,
            found: Vec::new(),
            has_whole: false,
        }
    }

    fn loosen(&mut self, narrowing: &mut NarrowingTrail) {
        self.asked = self.asked.loosened();
        self.places = narrowing.lead(&self.asked);
        self.found.sort_unstable();
    }

    /// How many texts were not found before, when they were asked strictly.
    pub(super) fn count_new(&self, found: &[Scored]) -> u32 {
        let is_new = |scored: &&Scored| self.found.binary_search(&scored.article).is_err();
        found.iter().filter(is_new).count() as u32
    }
}

impl Search {
    /// Where to look in bodies, unless it is everywhere.
    pub(super) fn places(&self) -> Option<&[BodyLocation]> {
        self.texts.as_ref()?.places.as_deref()
    }

    /// Whether few names match better than they would with one letter wrong.
    fn has_few_good(&self) -> bool {
        let least = typo::best_order(&self.pattern);
        self.best
            .iter()
            .filter(|&&(order, _)| order > least)
            .count()
            < FEW
    }

    /// Whether texts are to be asked loosely: no sentence holds all words, and no name is a good answer.
    fn is_unanswered(&self) -> bool {
        let is_good = |(order, _): &(RankKey, u32)| !order.is_strewn();
        let is_named = !self.typos.is_empty() || self.best.iter().any(is_good);
        let may_loosen = |texts: &TextSearch| texts.may_loosen && !texts.has_whole;
        !is_named && self.texts.as_ref().is_some_and(may_loosen)
    }

    /// Goes on to the next round; texts that are asked loosely are looked for where the narrowing leads.
    pub(super) fn go_on(&mut self, narrowing: &mut NarrowingTrail) {
        self.round = self.next_round();
        if let (Round::Loose, Some(texts)) = (self.round, &mut self.texts) {
            texts.loosen(narrowing);
        }
    }

    fn next_round(&self) -> Round {
        let may_err = || self.pattern.words().iter().any(|word| typo::may_err(word));
        let bodies = if self.texts.is_some() {
            Round::Bodies
        } else {
            Round::Done
        };
        match self.round {
            Round::Names if self.has_few_good() && may_err() => Round::Typos,
            Round::Names | Round::Typos => bodies,
            Round::Bodies if self.is_unanswered() => Round::Loose,
            Round::Bodies | Round::Loose | Round::Done => Round::Done,
        }
    }
}

/// Whether a query is one that sentences can answer: letters at the beginning or the end of a name
/// are not, nor is a single plain letter.
pub(super) fn asks_for_passages(query: &Query) -> bool {
    let of_names = |term: &Term| {
        !matches!(
            term,
            Term::Fuzzy(_) | Term::Must(Condition::Contains(_) | Condition::Lacks(_))
        )
    };
    query.kinds.holds(HitKind::Passage)
        && !query.terms.iter().any(of_names)
        && query.wanted().any(|text| text.len() > 1)
}

/// What is looked through next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    Names,
    Typos,
    Bodies,
    /// Bodies once more, asked loosely.
    Loose,
    Done,
}

/// A stretch of the work of one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk(pub(super) Range<usize>);

/// What one worker has found in consecutive chunks of one round.
pub struct SearchPart(pub(super) RoundFound);

pub(super) enum RoundFound {
    Names(narrow::NamesPart),
    Typos(typo::TypoPart),
    Bodies(Vec<Scored>),
}
