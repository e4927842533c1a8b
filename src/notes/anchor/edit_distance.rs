//! How many letters two texts differ by, fast: Myers's bit-parallel edit distance.
//!
//! G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", J. ACM 46 (1999); in blocks of 64 as in H. Hyyrö, "Explaining and extending the
//! bit-parallel approximate string matching algorithm of Myers" (2001). Comparing `m` letters with
//! `n` takes `n * m / 64` steps.

/// Where a match may begin in the text that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At its first letter: everything before the end of a match counts.
    Fixed,
    /// Anywhere.
    Free,
}

/// A text to look for.
#[derive(Clone, Debug)]
pub struct Pattern {
    length: usize,
    blocks: usize,
    /// The letters that occur, ascending.
    letters: Vec<char>,
    /// For each letter, one bit for each place it stands at; `blocks` words a letter.
    masks: Vec<u64>,
    /// What a letter that does not occur has.
    none: Vec<u64>,
}

/// The differences of one column, going down.
#[derive(Clone, Copy)]
struct ColumnBlock {
    plus: u64,
    minus: u64,
}

impl Pattern {
    /// Prepares a text of any length.
    pub fn new(text: impl IntoIterator<Item = char>) -> Self {
        let text: Vec<char> = text.into_iter().collect();
        let blocks = text.len().div_ceil(64);
        let mut letters = text.clone();
        letters.sort_unstable();
        letters.dedup();
        let mut masks = vec![0; letters.len() * blocks];
        for (at, letter) in text.iter().enumerate() {
            let row = letters.partition_point(|known| known < letter);
            masks[row * blocks + at / 64] |= 1 << (at % 64);
        }
        Self {
            length: text.len(),
            blocks,
            letters,
            masks,
            none: vec![0; blocks],
        }
    }

    /// Its length in letters.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Calls `visit` with the distance of the best match that ends after each letter of `text`.
    pub fn scan(
        &self,
        text: impl IntoIterator<Item = char>,
        start: Start,
        mut visit: impl FnMut(usize),
    ) {
        let mut column = vec![
            ColumnBlock {
                plus: u64::MAX,
                minus: 0
            };
            self.blocks
        ];
        let last = 1_u64 << ((self.length.max(1) - 1) % 64);
        let mut distance = self.length;
        for letter in text {
            let mut carry = i8::from(start == Start::Fixed);
            let mask = self.mask(letter);
            for (index, (block, &mask)) in column.iter_mut().zip(mask).enumerate() {
                let high = if index + 1 == self.blocks {
                    last
                } else {
                    1 << 63
                };
                carry = block.advance(mask, carry, high);
            }
            distance = distance.saturating_add_signed(isize::from(carry));
            visit(distance);
        }
    }

    /// The distance to the whole of `text`.
    pub fn distance(&self, text: impl IntoIterator<Item = char>) -> usize {
        let mut distance = self.length;
        self.scan(text, Start::Fixed, |here| distance = here);
        distance
    }

    /// The distance to the best beginning of `text`, and the length of that beginning in letters.
    ///
    /// Among equals, the one whose length is nearest to the pattern's.
    pub fn best_beginning(&self, text: impl IntoIterator<Item = char>) -> (usize, usize) {
        let mut best = (self.length, 0_usize);
        let mut length = 0_usize;
        self.scan(text, Start::Fixed, |distance| {
            length += 1;
            let nearer = length.abs_diff(self.length) < best.1.abs_diff(self.length);
            if distance < best.0 || (distance == best.0 && nearer) {
                best = (distance, length);
            }
        });
        best
    }

    fn mask(&self, letter: char) -> &[u64] {
        match self.letters.binary_search(&letter) {
            Ok(row) => &self.masks[row * self.blocks..(row + 1) * self.blocks],
            Err(_) => &self.none,
        }
    }
}

impl ColumnBlock {
    /// Goes on by one letter; takes and gives the difference going right, at the top and at `high`.
    fn advance(&mut self, mut mask: u64, carry: i8, high: u64) -> i8 {
        let vertical = mask | self.minus;
        mask |= u64::from(carry < 0);
        let horizontal = ((mask & self.plus).wrapping_add(self.plus) ^ self.plus) | mask;
        let mut plus = self.minus | !(horizontal | self.plus);
        let mut minus = self.plus & horizontal;
        let out = i8::from(plus & high != 0) - i8::from(minus & high != 0);
        plus = plus << 1 | u64::from(carry > 0);
        minus = minus << 1 | u64::from(carry < 0);
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The textbook table, to hold the fast one against.
    fn table(pattern: &[char], text: &[char], start: Start) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut ends = Vec::new();
        for (at, letter) in text.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if start == Start::Fixed { at + 1 } else { 0 };
            for row in 1..=pattern.len() {
                let change = diagonal + usize::from(pattern[row - 1] != *letter);
                diagonal = column[row];
                column[row] = change.min(column[row] + 1).min(column[row - 1] + 1);
            }
            ends.push(column[pattern.len()]);
        }
        ends
    }

    #[test]
    fn known_distances() {
        let kitten = Pattern::new("kitten".chars());
        assert_eq!(kitten.distance("sitting".chars()), 3);
        assert_eq!(kitten.distance("".chars()), 6);
        assert_eq!(kitten.best_beginning("kitten in a mitten".chars()), (0, 6));
        assert_eq!(Pattern::new("".chars()).distance("abc".chars()), 3);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn the_fast_table_is_the_textbook_table(pattern in "[abcé]{0,200}", text in "[abcé]{0,200}", free in any::<bool>()) {
            let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
            let start = if free { Start::Free } else { Start::Fixed };
            let mut ends = Vec::new();
            Pattern::new(pattern.iter().copied()).scan(text.iter().copied(), start, |distance| ends.push(distance));
            prop_assert_eq!(ends, table(&pattern, &text, start));
        }
    }
}
