//! The narrowed, pruned search finds exactly what scoring every candidate finds.

use proptest::prelude::*;

use super::*;
use crate::search::candidates::NewCandidate;
use crate::search::fuzzy::{FuzzyPattern, Weak};
use crate::text::clean::SafeText;

/// Words of which labels are put together, so that queries match some of them.
const WORDS: [&str; 16] = [
    "Saudi",
    "Arabia",
    "artificial",
    "intelligence",
    "Huawei",
    "CloudWalk",
    "of",
    "AI",
    "act",
    "governance",
    "Société",
    "中国",
    "人工智能",
    "https://a.org/ai-act",
    "Aramco",
    "South-Africa",
];

fn candidates(labels: &[Vec<usize>]) -> Candidates {
    let mut candidates = Candidates::default();
    for (number, words) in labels.iter().enumerate() {
        let label: Vec<&str> = words
            .iter()
            .map(|&word| WORDS[word % WORDS.len()])
            .collect();
        candidates.push(
            &SafeText::line(&label.join(if number % 7 == 0 { "" } else { " " })),
            NewCandidate {
                item: number as u32 / 2,
                kind: (number % 3) as u8,
                weight: (number % 5) as u8,
                recency: (number % 4) as u16,
            },
        );
    }
    candidates
}

fn lookup(typed: &str, conditions: &[Condition], limit: usize, weak: Weak) -> Lookup {
    Lookup {
        pattern: FuzzyPattern::new(typed),
        conditions: conditions.to_vec(),
        scope: LookupScope {
            kinds: 0b011,
            items: None,
        },
        weak,
        limit,
    }
}

/// Scores everything.
fn plainly(candidates: &Candidates, lookup: &Lookup) -> Vec<(RankKey, u32)> {
    let mut scorer = Scorer::default();
    let mut all = Vec::new();
    for candidate in 0..candidates.len() as u32 {
        let (text, about) = (candidates.text(candidate), candidates.about(candidate));
        let Some(rank) = lookup.pattern.rank_folded(&mut scorer, text) else {
            continue;
        };
        let weak = lookup.weak == Weak::Hidden && lookup.pattern.is_weak(rank);
        let met = lookup
            .conditions
            .iter()
            .all(|condition| condition.holds(text));
        if lookup.allows(about) && met && !weak {
            let typed = !lookup.pattern.is_empty();
            let length = if typed {
                candidates.length(candidate)
            } else {
                0
            };
            let order = RankKey::of_candidate(rank.tier, rank.points, about, length);
            all.push((order, candidate));
        }
    }
    all.sort_by_key(|&(order, candidate)| (std::cmp::Reverse(order), candidate));
    all.truncate(lookup.limit);
    all
}

/// Searches in chunks of `size`, in parts of two chunks each.
fn narrowly(
    stack: &mut NarrowingStack,
    candidates: &Candidates,
    lookup: &Lookup,
    size: usize,
) -> NamesFound {
    let plan = stack.plan(lookup.clone());
    let starts: Vec<usize> = (0..stack.width(&plan, candidates)).step_by(size).collect();
    let scan = |starts: &[usize]| {
        let mut part = plan.part();
        for &start in starts {
            let width = stack.width(&plan, candidates);
            stack.scan(&plan, candidates, start..width.min(start + size), &mut part);
        }
        part
    };
    let parts = starts.chunks(2).map(scan).collect();
    stack.gather(&plan, parts)
}

#[test]
fn what_was_found_without_words_bounds_no_words() {
    let candidates = candidates(&[vec![4], vec![1, 4]]);
    let mut stack = NarrowingStack::default();
    let conditions = [Condition::Lacks("act".into())];
    for typed in ["", "huawei"] {
        let lookup = lookup(typed, &conditions, 9, Weak::Hidden);
        let found = narrowly(&mut stack, &candidates, &lookup, 4);
        assert_eq!(found.best, plainly(&candidates, &lookup), "{typed:?}");
    }
}

#[test]
fn one_letter_wanted_nowhere_is_found_nowhere() {
    let candidates = candidates(&[vec![0, 1], vec![2, 3]]);
    let found = narrowly(
        &mut NarrowingStack::default(),
        &candidates,
        &lookup("q", &[], 9, Weak::Shown),
        4,
    );
    assert_eq!((found.best.len(), found.items), (0, 0));
}

#[test]
fn items_are_counted_once_though_they_have_several_names() {
    let candidates = candidates(&[vec![0], vec![0, 1], vec![2], vec![0, 3], vec![0], vec![0]]);
    for size in 1..7 {
        let found = narrowly(
            &mut NarrowingStack::default(),
            &candidates,
            &lookup("s", &[], 9, Weak::Shown),
            size,
        );
        assert_eq!(found.items, 3, "chunks of {size}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn pruned_and_narrowed_equals_scoring_everything(
        labels in prop::collection::vec(prop::collection::vec(0usize..16, 1..5), 1..80),
        query in "(ai|sau|arab|hu|w|国|智|of|a| |/|e|l){1,8}",
        size in 1usize..40,
        limit in 1usize..12,
        weak in prop::bool::ANY.prop_map(|weak| if weak { Weak::Shown } else { Weak::Hidden }),
        conditions in prop::collection::vec(prop_oneof![
            Just(Condition::Contains("ai".into())),
            Just(Condition::Lacks("arab".into())),
            Just(Condition::Starts("s".into())),
            Just(Condition::Ends("act".into())),
        ], 0..2),
        from in 0usize..4,
    ) {
        let candidates = candidates(&labels);
        let mut stack = NarrowingStack::default();
        let letters: Vec<char> = query.chars().collect();
        let there = 0..=letters.len();
        let back = (0..letters.len()).rev();
        for count in there.chain(back) {
            let typed: String = letters[..count].iter().collect();
            let conditions = if count > from { &conditions[..] } else { &[] };
            let lookup = lookup(&typed, conditions, limit, weak);
            let found = narrowly(&mut stack, &candidates, &lookup, size);
            prop_assert_eq!(found.best, plainly(&candidates, &lookup), "typed {:?}", typed);
        }
    }
}
