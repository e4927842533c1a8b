//! The answer to a search: names and passages put together, best first, with what is shown of them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::search::bodies::matcher::Rigour;
use crate::search::bodies::scan::Scored;
use crate::search::fold::fold;
use crate::search::fuzzy::top::Top;
use crate::search::fuzzy::{Weak, highlight, typo};
use crate::search::hit::{Hit, HitKind, HitTarget, Hits};
use crate::search::index::rounds::{Round, RoundFound, Search, SearchPart};
use crate::search::index::{Index, MOST_PASSAGES};
use crate::search::label::cut;
use crate::search::passages;
use crate::search::rank::RankKey;
use crate::search::substring::find;

impl Index {
    /// How many items hold the letters and are not among the best, though there was room for them.
    pub(super) fn hidden(&self, search: &Search) -> u32 {
        if search.best.len() >= search.plan.lookup().limit {
            return 0;
        }
        let item = |&(_, candidate)| self.catalogue.candidates().about(candidate).item;
        let shown: BTreeSet<u32> = search.best.iter().map(item).collect();
        search.total.saturating_sub(shown.len() as u32)
    }

    /// What was found so far, while a round is under way: of texts only how many.
    pub fn growing<'a>(
        &self,
        search: &Search,
        parts: impl Iterator<Item = &'a SearchPart>,
    ) -> Hits {
        let mut top = Top::new(search.plan.lookup().limit);
        let (mut total, mut texts) = (0, 0);
        for part in parts {
            match &part.0 {
                RoundFound::Names(part) => {
                    total += part.items();
                    top.merge(part.top().clone());
                }
                RoundFound::Typos(_) => {}
                RoundFound::Bodies(found) => {
                    texts += search
                        .texts
                        .as_ref()
                        .map_or(0, |texts| texts.count_new(found));
                }
            }
        }
        if search.round != Round::Names {
            let hits = self.hits(search);
            let total = hits.total + texts;
            return Hits { total, ..hits };
        }
        let best = top.best_first();
        let (hits, hidden) = self.hits_of(search, best.into_iter());
        Hits {
            hits,
            total,
            hidden,
        }
    }

    /// Keeps what was found with one letter wrong; what was also found without is counted already.
    pub(super) fn keep_typos(&self, search: &mut Search, typos: &Top) {
        let item = |candidate: u32| self.catalogue.candidates().about(candidate).item;
        let known: BTreeSet<u32> = search.best.iter().map(|&(_, known)| item(known)).collect();
        search.typos = typos.best_first();
        let new = |&&(_, candidate): &&(RankKey, u32)| !known.contains(&item(candidate));
        search.total += search.typos.iter().filter(new).count() as u32;
    }

    /// Keeps the best passage of each of the articles that are most about the query. What was found
    /// when that was asked strictly stays beside what is found when it is asked loosely.
    pub(super) fn keep_passages(&mut self, search: &mut Search, mut scored: Vec<Scored>) {
        let Some(texts) = &mut search.texts else {
            return;
        };
        let narrowing = match texts.asked.rigour {
            Rigour::Strict => &mut self.narrowing,
            Rigour::Loose => &mut self.loose_narrowing,
        };
        narrowing.keep(&texts.asked, scored.iter().map(|scored| scored.place));
        search.total += texts.count_new(&scored);
        texts.found = scored.iter().map(|scored| scored.article).collect();
        let best_first =
            |a: &Scored, b: &Scored| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article));
        let most = search.limit.min(MOST_PASSAGES);
        if scored.len() > most {
            scored.select_nth_unstable_by(most, best_first);
            scored.truncate(most);
        }
        scored.sort_unstable_by(best_first);
        for scored in &scored {
            let article = self.library.article(scored.article);
            let passage = article.and_then(|article| {
                let best = passages::best(article, &texts.asked)?;
                texts.has_whole |= best.is_whole();
                best.hit(article, scored.score)
            });
            search.passages.extend(passage);
        }
        let mut met = BTreeSet::new();
        search.passages.sort_by_key(|&(order, _)| Reverse(order));
        search.passages.retain(|(_, hit)| match hit.target {
            HitTarget::Text(article, _) => met.insert(article),
            _ => true,
        });
        search.passages.truncate(most);
    }

    /// What was found so far.
    pub fn hits(&self, search: &Search) -> Hits {
        let names = search.best.iter().chain(&search.typos).copied();
        let (hits, noise) = self.hits_of(search, names);
        Hits {
            hits,
            total: search.total,
            hidden: search.hidden + noise,
        }
    }

    /// Whether a hit says something of its item: a heading that was found by the words of its
    /// article alone does not.
    fn is_own(&self, search: &Search, candidate: u32) -> bool {
        let item = self.catalogue.candidates().about(candidate).item;
        if self.catalogue.kind(item) != HitKind::Heading || !self.catalogue.is_keywords(candidate) {
            return true;
        }
        let label = self.catalogue.label(item);
        let label = fold(cut(label.as_str()));
        let words = search.pattern.words();
        let stands = |word: &String| typo::TypoWord::new(word).stands_in(&label);
        words.iter().any(stands)
    }

    /// Whether letters of a word of the query stand apart in a candidate: some neither begin a word
    /// nor follow the letter before. A word with one letter wrong counts as whole.
    fn has_letters_apart(&self, search: &Search, candidate: u32) -> bool {
        let text = self.catalogue.candidates().text(candidate);
        let stands = |word: &String| {
            find(text, 0, word).is_some()
                || typo::stretch(text, word).is_some()
                || highlight::holds_together(text, word)
        };
        !search.pattern.words().iter().all(stands)
    }

    /// Names, each item once, and the passages found, best first; also how many are left out as
    /// noise.
    fn hits_of(
        &self,
        search: &Search,
        names: impl Iterator<Item = (RankKey, u32)>,
    ) -> (Vec<Hit>, u32) {
        let among_sentences = |(order, candidate): (RankKey, u32)| {
            let apart = !search.passages.is_empty()
                && order.is_strewn()
                && self.has_letters_apart(search, candidate);
            let order = if apart {
                order.with_letters_apart()
            } else {
                order
            };
            (order, candidate)
        };
        let mut names: Vec<(RankKey, u32)> = names.map(among_sentences).collect();
        names.sort_by_key(|&(order, candidate)| (Reverse(order), candidate));
        let mut met = BTreeSet::new();
        names.retain(|&(_, candidate)| {
            met.insert(self.catalogue.candidates().about(candidate).item)
        });
        let is_own = |&(_, candidate): &(RankKey, u32)| self.is_own(search, candidate);
        let (names, noise): (Vec<_>, Vec<_>) = names.into_iter().partition(is_own);
        let hit = |(order, candidate)| (order, self.hit(search, order, candidate));
        let names = names.into_iter().take(search.limit).map(hit);
        let mut hits: Vec<(RankKey, Hit)> = names.chain(search.passages.iter().cloned()).collect();
        hits.sort_by_key(|&(order, _)| Reverse(order));
        let mut hidden = 0;
        match search.plan.lookup().weak {
            Weak::Hidden => hidden = noise.len() as u32,
            Weak::Shown => hits.extend(noise.into_iter().take(search.limit).map(hit)),
        }
        hits.truncate(search.limit);
        (hits.into_iter().map(|(_, hit)| hit).collect(), hidden)
    }

    fn hit(&self, search: &Search, order: RankKey, candidate: u32) -> Hit {
        let pattern = &search.pattern;
        let about = self.catalogue.candidates().about(candidate);
        let label = self.catalogue.label(about.item);
        let other = self.catalogue.is_other_name(candidate);
        let detail = if other {
            self.catalogue.detail_with(candidate)
        } else {
            self.catalogue.detail(about.item)
        };
        // Found by another name, the label is lit only where it would have been found too.
        let plain = search.plan.lookup().conditions.is_empty();
        let matched = if other && !(plain && pattern.rank(label.as_str()).is_some()) {
            Vec::new()
        } else {
            pattern.matched_ranges(label.as_str())
        };
        Hit {
            kind: self.catalogue.kind(about.item),
            matched,
            detail,
            score: order.score(),
            target: self.catalogue.target(about.item),
            label,
        }
    }
}
