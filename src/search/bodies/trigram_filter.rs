//! A filter by trigrams: tells without reading a text that some phrase cannot be in it.
//!
//! Each three bytes of a folded text that follow one another set one of [`WIDTH`] bits by their hash.
//! A text that holds a phrase has all bits of the phrase set; few others have. Bits lie in slices: those
//! of one hash for 64 texts are one word, so that 64 texts are judged by as many steps as a phrase
//! has triples. Several short texts may share their bits.

/// Different hashes: a text of 7,000 bytes sets about a third of them.
const WIDTH: usize = 4096;

/// Texts of one slice.
pub(crate) const SLICE: usize = 64;

/// The bits of some texts, in the order in which they were added.
#[derive(Default)]
pub(crate) struct TrigramFilter {
    slices: Vec<Box<[u64]>>,
    texts: usize,
}

impl TrigramFilter {
    /// Begins with bits of their own for the next texts.
    pub(crate) fn begin(&mut self) {
        if self.texts.is_multiple_of(SLICE) {
            self.slices.push(vec![0; WIDTH].into_boxed_slice());
        }
        self.texts += 1;
    }

    /// Adds a folded text to the bits that were begun last.
    pub(crate) fn add(&mut self, folded: &str) {
        let bit = 1 << ((self.texts.max(1) - 1) % SLICE);
        if let Some(slice) = self.slices.last_mut() {
            for triple in folded.as_bytes().windows(3) {
                slice[hash(triple)] |= bit;
            }
        }
    }

    /// For a slice of texts, a bit for each that may hold all the phrases, or all but `missing` of
    /// them, which is none or one.
    pub(crate) fn may_hold<'a>(
        &self,
        slice: usize,
        phrases: impl Iterator<Item = &'a str>,
        missing: usize,
    ) -> u64 {
        let Some(bits) = self.slices.get(slice) else {
            return u64::MAX;
        };
        let (mut all, mut but_one) = (u64::MAX, u64::MAX);
        for phrase in phrases {
            let triples = phrase.as_bytes().windows(3);
            let held = triples.fold(u64::MAX, |held, triple| held & bits[hash(triple)]);
            (all, but_one) = (all & held, but_one & held | all);
        }
        if missing == 0 { all } else { but_one }
    }
}

/// Multiplicative hashing (Knuth, volume 3, 6.4) of three bytes to the number of a bit.
fn hash(triple: &[u8]) -> usize {
    let number = triple
        .iter()
        .fold(0u32, |number, &byte| number << 8 | u32::from(byte));
    (number.wrapping_mul(2_654_435_761) >> 20) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_never_sieved_out_and_little_else_stays() {
        let texts: Vec<String> = (0..100)
            .map(|at| format!("the text of number {at}x"))
            .collect();
        let mut trigrams = TrigramFilter::default();
        for text in &texts {
            trigrams.begin();
            trigrams.add(text);
        }
        for (at, text) in texts.iter().enumerate() {
            let may = |phrase: &str| {
                let bits = trigrams.may_hold(at / SLICE, std::iter::once(phrase), 0);
                bits >> (at % SLICE) & 1 == 1
            };
            assert!(may(text) && may("of number") && may("of"), "{text}");
            assert!(!may("numbers of texts"), "{text}");
            let but_one = |phrases: [&str; 3]| {
                trigrams.may_hold(at / SLICE, phrases.into_iter(), 1) >> (at % SLICE) & 1 == 1
            };
            assert!(but_one([text, "numbers of texts", "of number"]), "{text}");
            assert!(!but_one([text, "numbers of texts", "bodies"]), "{text}");
        }
        assert_eq!(
            trigrams.may_hold(2, std::iter::once("abc"), 0),
            u64::MAX,
            "what is not known may hold all"
        );
    }
}
