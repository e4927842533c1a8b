//! Narrowing: what matches a longer query is looked for among what matched the shorter one.
//!
//! Survivors of each query on the way are kept on a stack, so that taking letters back costs
//! nothing. A survivor carries the end of its leftmost match, so that only new letters are looked
//! for, and an upper bound of its rank, added up letter by letter from the masks: what cannot get
//! among the best is never scored, and the best are exactly those of scoring everything.

mod lookup;

use crate::search::candidates::Candidates;
use crate::search::condition::Condition;
use crate::search::fuzzy::bound::{Bound, BoundStep};
pub(crate) use crate::search::fuzzy::narrow::lookup::{Lookup, LookupScope};
use crate::search::fuzzy::score::Scorer;
use crate::search::fuzzy::top::Top;
use crate::search::letter_mask;
use crate::search::rank::{RankKey, Tier};
use crate::search::substring::find_letter;

/// A candidate that has matched so far; eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Survivor {
    candidate: u32,
    /// Byte after the leftmost match of the last word's letters that were looked for.
    end: u16,
    bound: Bound,
}

/// The survivors of one query on the way to the present one.
struct NarrowingLevel {
    phrase: String,
    conditions: Vec<Condition>,
    /// Bytes of the phrase whose letters were looked for in the texts; the masks proved the rest.
    placed: usize,
    survivors: Vec<Survivor>,
}

/// The survivors of the queries typed so far.
#[derive(Default)]
pub(crate) struct NarrowingStack {
    scope: Option<LookupScope>,
    levels: Vec<NarrowingLevel>,
}

/// One query made ready: which survivors to look through, and for what.
pub(crate) struct LookupPlan {
    lookup: Lookup,
    /// How many levels of the stack hold.
    levels: usize,
    /// Letters that every match must have.
    needed: u64,
    /// Letters beyond those that the bounds of the survivors count.
    steps: Vec<BoundStep>,
    /// Letters beyond those whose place is known, with the blanks between words.
    to_place: Vec<char>,
    /// What strewn matches must have to be shown.
    least_points: i32,
}

/// What was found in some consecutive chunks.
pub(crate) struct NamesPart {
    survivors: Vec<Survivor>,
    top: Top,
    scorer: Scorer,
    /// Different items among the survivors, with the first and the last of them.
    items: u32,
    ends: Option<(u32, u32)>,
}

/// All that was found.
pub(crate) struct NamesFound {
    /// The best, in their order.
    pub(crate) best: Vec<(RankKey, u32)>,
    /// How many items hold the letters and meet the conditions.
    pub(crate) items: u32,
}

impl NarrowingStack {
    /// Forgets everything: the candidates have changed.
    pub(crate) fn clear(&mut self) {
        self.levels.clear();
    }

    /// Makes a query ready, and drops the levels that do not lead to it.
    pub(crate) fn plan(&mut self, lookup: Lookup) -> LookupPlan {
        if !self
            .scope
            .as_ref()
            .is_some_and(|scope| scope.is(&lookup.scope))
        {
            self.levels.clear();
            self.scope = Some(lookup.scope.clone());
        }
        let phrase = lookup.pattern.phrase();
        let leads = |level: &NarrowingLevel| {
            let met = |old: &Condition| lookup.conditions.iter().any(|new| new.implies(old));
            phrase.starts_with(&level.phrase) && level.conditions.iter().all(met)
        };
        let holding = self.levels.iter().take_while(|level| leads(level)).count();
        self.levels.truncate(holding);
        let (counted, placed) = self
            .levels
            .last()
            .map_or((0, 0), |base| (letter_count(&base.phrase), base.placed));
        LookupPlan {
            levels: holding,
            needed: lookup
                .pattern
                .words()
                .iter()
                .fold(0, |mask, word| mask | letter_mask::needed(word)),
            steps: BoundStep::all(phrase).split_off(counted),
            to_place: if is_certain(phrase) {
                Vec::new()
            } else {
                phrase[placed..].chars().collect()
            },
            least_points: lookup.pattern.least_points(lookup.weak),
            lookup,
        }
    }

    /// How many survivors or candidates a plan looks through.
    pub(crate) fn width(&self, plan: &LookupPlan, candidates: &Candidates) -> usize {
        self.base(plan)
            .map_or(candidates.len(), |base| base.survivors.len())
    }

    fn base(&self, plan: &LookupPlan) -> Option<&NarrowingLevel> {
        plan.levels
            .checked_sub(1)
            .and_then(|top| self.levels.get(top))
    }

    /// Looks through a chunk that lies within `0..width`; chunks of one part must follow one another.
    pub(crate) fn scan(
        &self,
        plan: &LookupPlan,
        candidates: &Candidates,
        chunk: std::ops::Range<usize>,
        part: &mut NamesPart,
    ) {
        if let Some(base) = self.base(plan) {
            for survivor in base.survivors.get(chunk).unwrap_or_default() {
                if candidates.present()[survivor.candidate as usize] & plan.needed == plan.needed {
                    plan.visit(candidates, *survivor, part);
                }
            }
        } else {
            let present = candidates.present().get(chunk.clone()).unwrap_or_default();
            for (candidate, mask) in (chunk.start as u32..).zip(present) {
                if mask & plan.needed == plan.needed {
                    plan.visit(
                        candidates,
                        Survivor {
                            candidate,
                            end: 0,
                            bound: Bound::OPEN,
                        },
                        part,
                    );
                }
            }
        }
    }

    /// Puts the parts of all chunks together, in the order of the chunks, and keeps the survivors.
    pub(crate) fn gather(&mut self, plan: &LookupPlan, parts: Vec<NamesPart>) -> NamesFound {
        let mut top = Top::new(plan.lookup.limit);
        let mut survivors = Vec::new();
        let (mut items, mut last) = (0, None);
        for part in parts {
            items += part.items;
            if let Some((first, end)) = part.ends {
                items -= u32::from(last == Some(first));
                last = Some(end);
            }
            top.merge(part.top);
            if survivors.is_empty() {
                survivors = part.survivors;
            } else {
                survivors.extend_from_slice(&part.survivors);
            }
        }
        let phrase = plan.lookup.pattern.phrase();
        if plan.keeps_survivors() && !self.levels.last().is_some_and(|level| plan.is_of(level)) {
            survivors.shrink_to_fit();
            self.levels.push(NarrowingLevel {
                phrase: phrase.to_owned(),
                conditions: plan.lookup.conditions.clone(),
                placed: if is_certain(phrase) { 0 } else { phrase.len() },
                survivors,
            });
        }
        NamesFound {
            best: top.best_first(),
            items,
        }
    }
}

/// Whether the masks alone prove that the letters of a phrase occur in their order.
fn is_certain(phrase: &str) -> bool {
    let mut letters = phrase.chars();
    letters.next().is_none_or(letter_mask::is_certain) && letters.next().is_none()
}

fn letter_count(phrase: &str) -> usize {
    phrase.chars().filter(|&c| c != ' ').count()
}

impl LookupPlan {
    /// What is asked.
    pub(crate) fn lookup(&self) -> &Lookup {
        &self.lookup
    }

    /// An empty part, to scan chunks into.
    pub(crate) fn part(&self) -> NamesPart {
        NamesPart {
            survivors: Vec::new(),
            top: Top::new(self.lookup.limit),
            scorer: Scorer::default(),
            items: 0,
            ends: None,
        }
    }

    fn keeps_survivors(&self) -> bool {
        !self.lookup.pattern.is_empty() || !self.lookup.conditions.is_empty()
    }

    fn is_of(&self, level: &NarrowingLevel) -> bool {
        level.phrase == self.lookup.pattern.phrase() && level.conditions == self.lookup.conditions
    }

    fn visit(&self, candidates: &Candidates, mut survivor: Survivor, part: &mut NamesPart) {
        let candidate = survivor.candidate;
        let about = candidates.about(candidate);
        if !self.lookup.allows(about) {
            return;
        }
        if !self.to_place.is_empty() {
            let text = candidates.text(candidate);
            let Some(end) = leftmost_end(text, survivor.end as usize, &self.to_place) else {
                return;
            };
            survivor.end = end as u16;
        }
        if !self.lookup.conditions.is_empty() {
            let text = candidates.text(candidate);
            if !self
                .lookup
                .conditions
                .iter()
                .all(|condition| condition.holds(text))
            {
                return;
            }
        }
        let letters = candidates.letters(candidate);
        for step in &self.steps {
            survivor.bound = survivor.bound.with(step, letters, about.first);
        }
        part.count(about.item);
        // What a shorter query scored bounds the longer one better than any mask.
        if let Some(exact) = self.weigh(candidates, survivor, part) {
            survivor.bound = exact;
        }
        if self.keeps_survivors() {
            part.survivors.push(survivor);
        }
    }

    /// Scores a survivor and returns its tier and points as a bound for longer queries; `None`
    /// where its bound says that it will not be shown.
    fn weigh(
        &self,
        candidates: &Candidates,
        survivor: Survivor,
        part: &mut NamesPart,
    ) -> Option<Bound> {
        let (candidate, pattern) = (survivor.candidate, &self.lookup.pattern);
        let about = candidates.about(candidate);
        // Where nothing was typed, the newer counts and not the shorter.
        let length = if pattern.is_empty() {
            0
        } else {
            candidates.length(candidate)
        };
        let bound = i32::from(survivor.bound.points());
        let tier = match survivor.bound.tier() {
            _ if pattern.is_empty() => self.lookup.tier_without_words(about),
            Tier::Strewn if bound < self.least_points => return None,
            Tier::Start if length as usize == pattern.phrase().len() => Tier::Exact,
            tier => tier,
        };
        let order = |tier, points| RankKey::of_candidate(tier, points, about, length);
        if part.top.is_beyond(order(tier, bound)) {
            return None;
        }
        if pattern.is_empty() {
            // It bounds no query with words.
            part.top.offer(order(tier, bound), candidate);
            return None;
        }
        let text = candidates.text(candidate);
        // What the masks take for granted is looked at before anything is scored.
        let tier = match tier {
            Tier::Strewn => tier,
            _ => pattern.tier(text),
        };
        let is_noise = tier == Tier::Strewn
            && (bound < self.least_points || self.lookup.leaves_out(about, text));
        if is_noise || part.top.is_beyond(order(tier, bound)) {
            return Some(Bound::of(tier, bound));
        }
        let points = pattern.points(&mut part.scorer, text)?;
        let counted = pattern.counted(points, tier);
        if tier > Tier::Strewn || counted >= self.least_points {
            part.top.offer(order(tier, counted), candidate);
        }
        // A word that is noise now need not be when it is longer.
        Some(Bound::of(tier, points.all))
    }
}

impl NamesPart {
    /// How many different items were found.
    pub(crate) fn items(&self) -> u32 {
        self.items
    }

    /// The best.
    pub(crate) fn top(&self) -> &Top {
        &self.top
    }

    fn count(&mut self, item: u32) {
        let (first, last) = self.ends.get_or_insert((item, item));
        if self.items == 0 || *last != item {
            self.items += 1;
        }
        (*first, *last) = (*first, item);
    }
}

/// The byte after the leftmost match of `letters` from byte `from` on; a blank begins at 0 again.
fn leftmost_end(text: &str, mut from: usize, letters: &[char]) -> Option<usize> {
    for &letter in letters {
        if letter == ' ' {
            from = 0;
        } else if let Ok(byte) = u8::try_from(letter)
            && byte.is_ascii()
        {
            from += find_letter(text.as_bytes().get(from..)?, byte)? + 1;
        } else {
            from += text.get(from..)?.find(letter)? + letter.len_utf8();
        }
    }
    Some(from)
}

#[cfg(test)]
mod tests;
