//! The weights of the tagger: rows of 8-bit numbers, found by the hash of a feature.
//!
//! Layout, little endian: the magic `PNW2`, or `PNW3` for a model of three kinds alone; the number of
//! buckets (u32), the probe of the features that they were trained for (u64); the weights of transitions
//! (i16, from label by to label); for each bucket eight fingerprints (u8, 0 for none); for each of its eight
//! places a row: a number for each label (i8), a longer fingerprint (u16) and a shift (u8); a weight is its
//! number shifted left. Of three kinds (people, organisations, places) rows have the labels of those and
//! the outside, and the labels of the others are never given.
//!
//! A feature that training did not keep almost never has the fingerprints of one that it kept
//! (8 of 255, and then 1 of 65,536), so the many features that are new in a text add no noise: this
//! lets 2^17 rows do what a table without fingerprints needs 2^21 for. The short fingerprints of all
//! buckets fit in the processor's nearer memory, and rows are read only for features that have one.

use crate::names::model::labels::{LABELS, OUTSIDE, PARTS};
use crate::names::model::table::{AssetError, u32_at};

/// What tells weights from other files.
const MAGIC: &[u8; 4] = b"PNW2";
/// The same for weights of three kinds.
const MAGIC_NARROW: &[u8; 4] = b"PNW3";
/// Bytes of magic, number of buckets and probe.
const HEAD: usize = 16;
/// Places of a bucket.
pub const WAYS: usize = 8;
/// Bytes of a row: a multiple of eight, so that whole registers of sixteen-bit sums are added.
const ROW: usize = LABELS + 3;
/// Labels of people, organisations and places, which stand first.
const NARROW_LABELS: usize = 3 * PARTS;
/// Bytes of a row of three kinds: their labels, the outside, and as above.
const NARROW_ROW: usize = NARROW_LABELS + 4;
/// Largest shift of a row, with which every weight fits in sixteen bits.
const MOST_SHIFT: u8 = 7;
/// How many units of a score make 1 in the trained weights.
pub const UNITS: f32 = 64.0;

/// The scores of one token, by label.
pub type Scores = [i32; LABELS];

/// The weights, read where they lie.
#[derive(Clone, Debug)]
pub struct Weights<'a> {
    buckets: u32,
    transitions: Vec<Scores>,
    prints: &'a [[u8; WAYS]],
    rows: RowsAt<'a>,
}

/// Rows where they lie.
#[derive(Clone, Copy, Debug)]
enum RowsAt<'a> {
    All(&'a [[u8; ROW]]),
    Narrow(&'a [[u8; NARROW_ROW]]),
}

impl<'a> Weights<'a> {
    /// Reads weights that were trained for the features with this probe.
    pub fn parse(bytes: &'a [u8], own: u64) -> Result<Self, AssetError> {
        let short = AssetError::Short("weights");
        let (head, rest) = bytes.split_at_checked(HEAD).ok_or(short.clone())?;
        let is_narrow = head.starts_with(MAGIC_NARROW);
        if !is_narrow && !head.starts_with(MAGIC) {
            return Err(AssetError::Foreign("weights"));
        }
        let buckets = u32_at(head, 4);
        let trained = u64::from(u32_at(head, 8)) | u64::from(u32_at(head, 12)) << 32;
        if trained != own {
            return Err(AssetError::Features { trained, own });
        }
        let (transitions, rest) = rest
            .split_at_checked(LABELS * LABELS * 2)
            .ok_or(short.clone())?;
        let (prints, rows) = rest
            .split_at_checked(buckets as usize * WAYS)
            .ok_or(short.clone())?;
        let row = if is_narrow { NARROW_ROW } else { ROW };
        if rows.len() != buckets as usize * WAYS * row {
            return Err(short);
        }
        let numbers: Vec<i32> = transitions
            .chunks_exact(2)
            .map(|two| i32::from(i16::from_le_bytes([two[0], two[1]])))
            .collect();
        let transitions = numbers
            .chunks_exact(LABELS)
            .filter_map(|row| row.try_into().ok())
            .collect();
        let (prints, _) = prints.as_chunks();
        let rows = if is_narrow {
            RowsAt::Narrow(rows.as_chunks().0)
        } else {
            RowsAt::All(rows.as_chunks().0)
        };
        Ok(Self {
            buckets,
            transitions,
            prints,
            rows,
        })
    }

    /// Adds the rows of the features that training kept; `found` is room for their places.
    ///
    /// Places are all found before any row is read, so that the processor waits for many of them at
    /// once: most of the time of tagging is waiting for memory.
    pub fn add(&self, features: &[u64], found: &mut Vec<Kept>, scores: &mut Scores) {
        if found.len() < features.len() {
            found.resize(features.len(), Kept::default());
        }
        let mut kept = 0;
        for &feature in features {
            let place = Slot::of(feature, self.buckets);
            let (Some(prints), Some(slot)) = (self.prints.get(place.bucket), found.get_mut(kept))
            else {
                continue;
            };
            // No branch: whether a feature was kept cannot be foreseen by the processor.
            let way = way_of(*prints, place.short);
            *slot = Kept {
                row: (place.bucket * WAYS + way) as u32,
                print: place.long.into(),
            };
            kept += usize::from(way < WAYS);
        }
        let found = &found[..kept];
        match self.rows {
            RowsAt::All(rows) => {
                for (score, sum) in scores.iter_mut().zip(summed(rows, found)) {
                    *score += i32::from(sum);
                }
            }
            RowsAt::Narrow(rows) => {
                let sums = summed(rows, found);
                for (score, sum) in scores.iter_mut().zip(&sums[..NARROW_LABELS]) {
                    *score += i32::from(*sum);
                }
                scores[NARROW_LABELS..OUTSIDE].fill(NEVER);
                scores[OUTSIDE] += i32::from(sums[NARROW_LABELS]);
            }
        }
    }

    /// The weights of going from one label to each other one.
    pub fn transitions(&self, from: usize) -> &Scores {
        &self.transitions[from]
    }
}

/// The score of a label that rows do not have.
const NEVER: i32 = i32::MIN / 16;

/// The sums of rows: of what stands behind the labels too, which means nothing.
fn summed<const N: usize>(rows: &[[u8; N]], found: &[Kept]) -> [i16; N] {
    let mut sums = [0_i16; N];
    for kept in found {
        let Some(row) = rows.get(kept.row as usize) else {
            continue;
        };
        if u16::from_le_bytes([row[N - 3], row[N - 2]]) != kept.print as u16 {
            continue;
        }
        let shift = row[N - 1] & MOST_SHIFT;
        for (sum, number) in sums.iter_mut().zip(row) {
            *sum = sum.saturating_add(i16::from(number.cast_signed()) << shift);
        }
    }
    sums
}

/// The first way of a bucket that has a fingerprint; [`WAYS`] where none has.
///
/// All eight are compared at once: a byte is zero where both are the same, and subtracting one
/// borrows into its highest bit (Mycroft 1987). The lowest such byte is exact.
fn way_of(prints: [u8; WAYS], print: u8) -> usize {
    // A one in each of the eight bytes.
    const ONES: u64 = 0x0101_0101_0101_0101;
    let same = u64::from_le_bytes(prints) ^ (ONES * u64::from(print));
    let zero = same.wrapping_sub(ONES) & !same & (ONES << 7);
    zero.trailing_zeros() as usize / 8
}

/// The row of a feature that training seems to have kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept {
    row: u32,
    /// By what the row is known, so that it can be made sure of.
    print: u32,
}

/// Where the row of a feature may be.
#[derive(Clone, Copy, Debug)]
struct Slot {
    bucket: usize,
    /// By what it is known in the bucket; never 0.
    short: u8,
    /// By what it is known in the row.
    long: u16,
}

impl Slot {
    fn of(feature: u64, buckets: u32) -> Self {
        Self {
            bucket: (((feature & 0xFFFF_FFFF) * u64::from(buckets)) >> 32) as usize,
            short: ((feature >> 48) as u8).max(1),
            long: (feature >> 48) as u16,
        }
    }
}

/// Trained weights on their way to a file.
#[derive(Debug)]
pub struct Rows<'t> {
    /// The features and their weights, the most important first.
    pub rows: &'t [(u64, [f32; LABELS])],
    /// The weights of transitions.
    pub transitions: &'t [[f32; LABELS]; LABELS],
    /// The probe of the features.
    pub probe: u64,
    /// Whether rows have the labels of people, organisations and places alone.
    pub is_narrow: bool,
}

/// Writes weights; gives back the file and how many rows found no place.
pub fn write(trained: &Rows<'_>, buckets: u32) -> (Vec<u8>, usize) {
    let mut prints = vec![0_u8; buckets as usize * WAYS];
    let size = if trained.is_narrow { NARROW_ROW } else { ROW };
    let mut rows = vec![0_u8; buckets as usize * WAYS * size];
    let mut lost = 0;
    for (feature, weights) in trained.rows {
        let place = Slot::of(*feature, buckets);
        let ways = &mut prints[place.bucket * WAYS..(place.bucket + 1) * WAYS];
        let Some(way) = ways
            .iter()
            .position(|&kept| kept == 0)
            .filter(|_| !ways.contains(&place.short))
        else {
            lost += 1;
            continue;
        };
        ways[way] = place.short;
        let start = (place.bucket * WAYS + way) * size;
        let row = &mut rows[start..start + size];
        if trained.is_narrow {
            let mut narrow = [0.0; NARROW_LABELS + 1];
            narrow[..NARROW_LABELS].copy_from_slice(&weights[..NARROW_LABELS]);
            narrow[NARROW_LABELS] = weights[OUTSIDE];
            quantise(&narrow, row);
        } else {
            quantise(weights, row);
        }
        row[size - 3..size - 1].copy_from_slice(&place.long.to_le_bytes());
    }
    let magic = if trained.is_narrow {
        MAGIC_NARROW
    } else {
        MAGIC
    };
    let mut bytes = magic.to_vec();
    bytes.extend(buckets.to_le_bytes());
    bytes.extend(trained.probe.to_le_bytes());
    for weight in trained.transitions.iter().flatten() {
        bytes.extend(((weight * UNITS).round() as i16).to_le_bytes());
    }
    bytes.extend(prints);
    bytes.extend(rows);
    (bytes, lost)
}

/// Rounds a row to eight bits with the smallest shift that holds its largest weight.
fn quantise(weights: &[f32], row: &mut [u8]) {
    let largest = weights
        .iter()
        .fold(0.0_f32, |most, weight| most.max(weight.abs()))
        * UNITS;
    let shift = (0..MOST_SHIFT)
        .find(|&shift| largest / f32::from(1_u16 << shift) <= 127.0)
        .unwrap_or(MOST_SHIFT);
    let last = row.len() - 1;
    row[last] = shift;
    for (byte, weight) in row.iter_mut().zip(weights) {
        let number = (weight * UNITS / f32::from(1_u16 << shift))
            .round()
            .clamp(-127.0, 127.0);
        *byte = (number as i8).cast_unsigned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_added_and_strangers_are_not() {
        let mut weights = [0.0; LABELS];
        weights[3] = 1.5;
        weights[20] = -20.0;
        let trained = Rows {
            rows: &[(42 << 40, weights)],
            transitions: &[[0.25; LABELS]; LABELS],
            probe: 9,
            is_narrow: false,
        };
        let (bytes, lost) = write(&trained, 4);
        assert_eq!(lost, 0);
        let read = Weights::parse(&bytes, 9).unwrap();
        let mut scores = [0; LABELS];
        read.add(&[42 << 40, 43 << 50], &mut Vec::new(), &mut scores);
        assert_eq!(scores[20], -1280);
        assert!((scores[3] - 96).abs() <= 8, "{}", scores[3]);
        assert_eq!(read.transitions(0)[5], 16);
    }

    #[test]
    fn rows_of_three_kinds_never_give_the_others() {
        let mut weights = [0.0; LABELS];
        weights[NARROW_LABELS - 1] = 2.0;
        weights[NARROW_LABELS] = 9.0;
        weights[OUTSIDE] = -1.0;
        let trained = Rows {
            rows: &[(42 << 40, weights)],
            transitions: &[[0.0; LABELS]; LABELS],
            probe: 9,
            is_narrow: true,
        };
        let (bytes, _) = write(&trained, 4);
        let read = Weights::parse(&bytes, 9).unwrap();
        let mut scores = [0; LABELS];
        read.add(&[42 << 40], &mut Vec::new(), &mut scores);
        assert_eq!((scores[NARROW_LABELS - 1], scores[OUTSIDE]), (128, -64));
        assert!(scores[NARROW_LABELS..OUTSIDE].iter().all(|s| *s == NEVER));
    }

    #[test]
    fn weights_of_other_features_are_refused() {
        let trained = Rows {
            rows: &[],
            transitions: &[[0.0; LABELS]; LABELS],
            probe: 9,
            is_narrow: false,
        };
        let (bytes, _) = write(&trained, 1);
        assert_eq!(
            Weights::parse(&bytes, 8).unwrap_err(),
            AssetError::Features { trained: 9, own: 8 }
        );
        assert_eq!(
            Weights::parse(&bytes[..60], 9).unwrap_err(),
            AssetError::Short("weights")
        );
    }
}
