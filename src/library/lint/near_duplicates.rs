//! Texts that are copies of one another, found without comparing every pair.
//!
//! Each text is cut into overlapping runs of five words, and of the hashes of these runs only the
//! smallest of each of 128 classes are kept (one-permutation min-hashing: Li, Owen and Zhang 2012;
//! empty classes borrow as in Shrivastava and Li 2014). The share of classes in which two texts
//! agree estimates the share of runs they have in common. Only texts that agree in four classes
//! side by side are compared at all.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words in a run.
const RUN: usize = 5;
/// Classes of a sketch.
const CLASSES: usize = 128;
/// Classes that must agree side by side before two texts are compared.
const BAND: usize = 4;
/// Of 128 classes so many agree in texts that are nearly the same: 0.8 of their runs.
const NEAR: usize = 102;
/// Texts of fewer words are too short for the estimate; they count as copies only when equal.
const SHORTEST: usize = 120;

/// What a text is a copy of, by its place among all texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Duplicate {
    /// Word for word.
    Exact(usize),
    /// With few changes.
    Near(usize),
}

/// The smallest hash of each class.
type Sketch = [u64; CLASSES];

/// What is kept of a text to find its copies: all but the sketch, which few texts are asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct TextPrint {
    /// A hash of its words; `None` where it has none.
    whole: Option<u64>,
    /// A hash of each band of its sketch; of a short text none.
    bands: Box<[u64]>,
}

impl TextPrint {
    /// The print of a text.
    pub(super) fn of(text: &str) -> Self {
        let words = word_hashes(text);
        let whole = words.iter().fold(SEED, |all, word| mixed(all ^ word));
        let is_long = words.len() >= SHORTEST;
        let sketch = is_long.then(|| sketch(&words));
        let bands = sketch.iter().flat_map(|sketch| sketch.chunks(BAND));
        Self {
            whole: (!words.is_empty()).then_some(whole),
            bands: bands
                .map(|classes| classes.iter().fold(SEED, |all, class| mixed(all ^ class)))
                .collect(),
        }
    }
}

/// The texts that are copies of an earlier one, by their prints; texts without words are left aside. `text` gives a text
/// itself.
pub(super) fn duplicates<'t>(
    prints: &[&TextPrint],
    text: impl Fn(usize) -> &'t str,
) -> Vec<(usize, Duplicate)> {
    let mut whole: HashMap<u64, usize> = HashMap::with_capacity(prints.len());
    let all = prints.iter().map(|print| print.bands.len()).sum();
    let mut bands: HashMap<u64, usize, BuildHasherDefault<OwnHash>> =
        HashMap::with_capacity_and_hasher(all, BuildHasherDefault::default());
    let mut sketches: HashMap<usize, Box<Sketch>> = HashMap::new();
    let mut found = Vec::new();
    for (index, print) in prints.iter().enumerate() {
        let Some(words) = print.whole else {
            continue;
        };
        let earlier = *whole.entry(words).or_insert(index);
        if earlier != index {
            found.push((index, Duplicate::Exact(earlier)));
            continue;
        }
        let mut nearest = None;
        for (band, key) in print.bands.iter().enumerate() {
            let earlier = *bands.entry(mixed(key ^ band as u64)).or_insert(index);
            if earlier == index {
                continue;
            }
            for at in [earlier, index] {
                let made = || Box::new(sketch(&word_hashes(text(at))));
                sketches.entry(at).or_insert_with(made);
            }
            let agreed = agreeing(&sketches[&earlier], &sketches[&index]);
            nearest = nearest.max((agreed >= NEAR).then_some((agreed, std::cmp::Reverse(earlier))));
        }
        found.extend(nearest.map(|(_, earlier)| (index, Duplicate::Near(earlier.0))));
    }
    found
}

/// The hash of what is a hash itself.
#[derive(Default)]
struct OwnHash(u64);

impl Hasher for OwnHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mixed(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Classes in which two sketches agree.
fn agreeing(a: &Sketch, b: &Sketch) -> usize {
    a.iter().zip(b).filter(|(a, b)| a == b).count()
}

fn sketch(words: &[u64]) -> Sketch {
    let mut smallest = [u64::MAX; CLASSES];
    for run in words.windows(RUN) {
        let hash = run
            .iter()
            .fold(SEED, |all, word| mixed(all.rotate_left(5) ^ word));
        let class = (hash >> 57) as usize;
        smallest[class] = smallest[class].min(hash);
    }
    let own = smallest;
    for class in 0..CLASSES {
        if own[class] == u64::MAX {
            let lender = (1..CLASSES)
                .map(|step| (step, own[(class + step) % CLASSES]))
                .find(|(_, hash)| *hash != u64::MAX);
            // The distance is part of it, so that two texts agree only if they borrow alike.
            smallest[class] = lender.map_or(0, |(step, hash)| hash.wrapping_add(step as u64));
        }
    }
    smallest
}

/// A hash for each word in lower case; scripts without spaces give one for each character.
fn word_hashes(text: &str) -> Vec<u64> {
    let mut hashes = Vec::new();
    let mut word = SEED;
    for c in text.chars() {
        let stands_alone = c >= '\u{2e80}' && c.is_alphanumeric();
        if c.is_alphanumeric() && !stands_alone {
            for lower in c.to_lowercase() {
                word = mixed(word ^ u64::from(lower));
            }
            continue;
        }
        if word != SEED {
            hashes.push(std::mem::replace(&mut word, SEED));
        }
        if stands_alone {
            hashes.push(mixed(SEED ^ u64::from(c)));
        }
    }
    if word != SEED {
        hashes.push(word);
    }
    hashes
}

/// Any odd number will do; this one is the golden ratio in 64 bits.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads a change of any bit over all of them (the finisher of `SplitMix64`).
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `count` words that no other seed gives.
    fn text(seed: u64, count: u64) -> Vec<String> {
        (0..count)
            .map(|n| format!("w{}", mixed(seed << 32 | n) % 5000))
            .collect()
    }

    fn found(texts: &[String]) -> Vec<(usize, Duplicate)> {
        let prints: Vec<TextPrint> = texts.iter().map(|text| TextPrint::of(text)).collect();
        let prints: Vec<&TextPrint> = prints.iter().collect();
        duplicates(&prints, |at| &texts[at])
    }

    #[test]
    fn equal_words_are_a_copy_whatever_stands_between_them() {
        let texts = [
            "One, two.",
            "",
            "one TWO",
            "two one",
            "人工智能",
            "人工 智能",
        ]
        .map(str::to_owned);
        assert_eq!(
            found(&texts),
            [(2, Duplicate::Exact(0)), (5, Duplicate::Exact(4))]
        );
    }

    #[test]
    fn few_changes_make_a_near_copy() {
        for count in [150, 400, 3000] {
            let mut words = text(1, count);
            let original = words.join(" ");
            words[7] = "changed".into();
            words.truncate(words.len() - 2);
            let texts = [text(2, count).join(" "), original, words.join(" ")];
            assert_eq!(found(&texts), [(2, Duplicate::Near(1))], "{count}");
        }
    }

    #[test]
    fn texts_with_a_common_part_are_no_duplicates() {
        let footer = text(9, 100).join(" ");
        let texts: Vec<String> = (0..50)
            .map(|n| text(n + 10, 300).join(" ") + " " + &footer)
            .collect();
        assert_eq!(found(&texts), []);
    }

    #[test]
    fn halves_of_one_text_are_no_duplicates() {
        let words = text(3, 800);
        let texts = [
            words.join(" "),
            words[400..].join(" "),
            words[..500].join(" "),
        ];
        assert_eq!(found(&texts), []);
    }
}
