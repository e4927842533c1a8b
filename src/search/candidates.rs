//! All strings that the fuzzy search knows, packed: folded text in one arena, and per string what
//! decides its rank without reading it.

use crate::search::fold::{Blanks, Capitals, fold_onto};
use crate::search::label::{LONGEST_LABEL, cut};
use crate::search::letter_mask::Letters;
use crate::text::clean::SafeText;

/// A kind of its own for strings that were taken out; see [`Candidates::take_out`].
pub(crate) const GONE: u8 = 15;
/// The greatest weight, in points.
pub(crate) const HEAVIEST: u8 = 15;

/// What is known of a candidate beside its text; eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CandidateInfo {
    /// The item that it is a name of.
    pub(crate) item: u32,
    /// The greater, the newer.
    pub(crate) recency: u16,
    /// First byte of the folded text, in lower case; 0 where it is empty.
    pub(crate) first: u8,
    /// Kind in the upper half, weight in points in the lower.
    kind_and_weight: u8,
}

impl CandidateInfo {
    /// Kind of the item, 0 to 14, or [`GONE`].
    pub(crate) const fn kind(self) -> u8 {
        self.kind_and_weight >> 4
    }

    /// Points that it is given beside those of its letters, 0 to [`HEAVIEST`].
    pub(crate) const fn weight(self) -> u8 {
        self.kind_and_weight & 15
    }
}

/// What a new candidate is, apart from its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewCandidate {
    /// The item that it is a name of.
    pub(crate) item: u32,
    /// Kind of the item, 0 to 14.
    pub(crate) kind: u8,
    /// Points beside those of the letters; at most [`HEAVIEST`] count.
    pub(crate) weight: u8,
    /// The greater, the newer.
    pub(crate) recency: u16,
}

/// The packed candidates. About 70 bytes each for strings of 35.
#[derive(Default)]
pub(crate) struct Candidates {
    text: String,
    /// Where each text ends.
    ends: Vec<u32>,
    present: Vec<u64>,
    heads: Vec<u64>,
    pairs: Vec<u64>,
    about: Vec<CandidateInfo>,
    /// Shown forms of the few whose folded form differs, ascending by candidate.
    differing: Vec<(u32, SafeText)>,
    gone: usize,
}

impl Candidates {
    /// How many there are, those taken out included.
    pub(crate) fn len(&self) -> usize {
        self.about.len()
    }

    /// How many were taken out and still have their number.
    pub(crate) fn gone(&self) -> usize {
        self.gone
    }

    /// Adds a string; says `false`, and leaves it out, when there is no room in 4 GiB of text.
    pub(crate) fn push(&mut self, shown: &SafeText, entry: NewCandidate) -> bool {
        let start = self.text.len();
        let part = cut(shown.as_str());
        fold_onto(&mut self.text, part, Capitals::Kept, Blanks::Joined);
        self.text
            .truncate(self.text.floor_char_boundary(start + LONGEST_LABEL));
        if u32::try_from(self.text.len()).is_err() {
            self.text.truncate(start);
            return false;
        }
        let folded = &self.text[start..];
        if folded != shown.as_str() {
            self.differing
                .push((self.about.len() as u32, shown.clone()));
        }
        let letters = Letters::of(folded);
        self.about.push(CandidateInfo {
            item: entry.item,
            recency: entry.recency,
            first: folded.as_bytes().first().map_or(0, u8::to_ascii_lowercase),
            kind_and_weight: entry.kind << 4 | entry.weight.min(HEAVIEST),
        });
        self.present.push(letters.present);
        self.heads.push(letters.heads);
        self.pairs.push(letters.pairs);
        self.ends.push(self.text.len() as u32);
        true
    }

    /// Takes a candidate out: it keeps its number and never matches again.
    pub(crate) fn take_out(&mut self, index: u32) {
        let at = index as usize;
        if let Some(about) = self.about.get_mut(at).filter(|about| about.kind() != GONE) {
            about.kind_and_weight = GONE << 4;
            self.present[at] = 0;
            self.gone += 1;
        }
    }

    /// The same candidates without those taken out, their items renumbered by `item`.
    pub(crate) fn compacted(&self, mut item: impl FnMut(u32) -> u32) -> Self {
        let mut kept = Self::default();
        for (index, about) in self
            .about
            .iter()
            .enumerate()
            .filter(|(_, about)| about.kind() != GONE)
        {
            if let Some(shown) = self.differing_form(index as u32) {
                kept.differing
                    .push((kept.about.len() as u32, shown.clone()));
            }
            kept.text.push_str(self.text(index as u32));
            kept.ends.push(kept.text.len() as u32);
            kept.present.push(self.present[index]);
            kept.heads.push(self.heads[index]);
            kept.pairs.push(self.pairs[index]);
            kept.about.push(CandidateInfo {
                item: item(about.item),
                ..*about
            });
        }
        kept
    }

    /// The folded text of a candidate.
    pub(crate) fn text(&self, index: u32) -> &str {
        let end = self.ends[index as usize] as usize;
        &self.text[self.start(index)..end]
    }

    /// Bytes of the folded text of a candidate.
    pub(crate) fn length(&self, index: u32) -> u32 {
        self.ends[index as usize] - self.start(index) as u32
    }

    fn start(&self, index: u32) -> usize {
        (index as usize)
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize)
    }

    /// The letters present in each candidate.
    pub(crate) fn present(&self) -> &[u64] {
        &self.present
    }

    /// The masks of a candidate.
    pub(crate) fn letters(&self, index: u32) -> Letters {
        let at = index as usize;
        Letters {
            present: self.present[at],
            heads: self.heads[at],
            pairs: self.pairs[at],
        }
    }

    /// What is known of a candidate beside its text.
    pub(crate) fn about(&self, index: u32) -> CandidateInfo {
        self.about[index as usize]
    }

    /// The text of a candidate as it is shown.
    pub(crate) fn shown(&self, index: u32) -> SafeText {
        let differing = self.differing_form(index);
        differing.map_or_else(|| SafeText::line(self.text(index)), SafeText::clone)
    }

    fn differing_form(&self, index: u32) -> Option<&SafeText> {
        let at = self
            .differing
            .binary_search_by_key(&index, |&(candidate, _)| candidate)
            .ok()?;
        self.differing.get(at).map(|(_, shown)| shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(item: u32) -> NewCandidate {
        NewCandidate {
            item,
            kind: 2,
            weight: 99,
            recency: 7,
        }
    }

    #[test]
    fn a_candidate_is_folded_and_shown_as_it_was() {
        let mut candidates = Candidates::default();
        candidates.push(&"Société  Générale".into(), entry(0));
        candidates.push(&"Huawei".into(), entry(1));
        assert_eq!(candidates.text(0), "Societe Generale");
        assert_eq!(candidates.shown(0).as_str(), "Société  Générale");
        assert_eq!(candidates.shown(1).as_str(), "Huawei");
        assert_eq!(candidates.length(1), 6);
        let about = candidates.about(1);
        assert_eq!(
            (about.kind(), about.weight(), about.first),
            (2, HEAVIEST, b'h')
        );
    }

    #[test]
    fn what_is_taken_out_leaves_no_letters_and_goes_at_the_next_compaction() {
        let mut candidates = Candidates::default();
        for (item, label) in ["one", "zwéi", "three"].into_iter().enumerate() {
            candidates.push(&label.into(), entry(item as u32));
        }
        candidates.take_out(0);
        candidates.take_out(0);
        assert_eq!((candidates.gone(), candidates.present()[0]), (1, 0));
        let kept = candidates.compacted(|item| item - 1);
        assert_eq!(kept.len(), 2);
        assert_eq!(
            (kept.text(0), kept.shown(0).as_str(), kept.about(0).item),
            ("zwei", "zwéi", 0)
        );
        assert_eq!((kept.text(1), kept.about(1).item), ("three", 1));
    }
}
