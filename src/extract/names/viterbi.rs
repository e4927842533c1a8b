//! The best sequence of labels for a stretch: exact, by dynamic programming (Viterbi 1967).

use crate::extract::names::labels::{LABELS, OUTSIDE, closes, may_follow};
use crate::extract::names::weights::{Scores, Weights};

/// A score that no sequence reaches.
const IMPOSSIBLE: i32 = i32::MIN / 4;

/// Transitions that may occur, and room for the tables of one stretch.
#[derive(Clone, Debug)]
pub struct Viterbi {
    /// For each label the labels that may stand before it, and the weight of going there.
    before: Vec<Vec<(u8, i32)>>,
    /// For each token and label the label before it on the best way.
    back: Vec<[u8; LABELS]>,
}

impl Viterbi {
    /// The transitions of these weights.
    pub fn new(weights: &Weights<'_>) -> Self {
        let before = |next| {
            let labels = (0..LABELS).filter(|&label| may_follow(label, next));
            labels
                .map(|label| (label as u8, weights.transitions(label)[next]))
                .collect()
        };
        Self {
            before: (0..LABELS).map(before).collect(),
            back: Vec::new(),
        }
    }

    /// Writes the best labels for `scores` to `labels`; of equal ones the lowest wins.
    pub fn decode(&mut self, scores: &[Scores], labels: &mut Vec<u8>) {
        labels.clear();
        self.back.clear();
        let mut best = [IMPOSSIBLE; LABELS];
        for own in scores {
            let mut next = [IMPOSSIBLE; LABELS];
            let mut back = [OUTSIDE as u8; LABELS];
            if self.back.is_empty() {
                best = [IMPOSSIBLE; LABELS];
                best[OUTSIDE] = 0;
            }
            for (label, ways) in self.before.iter().enumerate() {
                let mut most = IMPOSSIBLE;
                for &(from, weight) in ways {
                    let score = best[usize::from(from)] + weight;
                    if score > most {
                        most = score;
                        back[label] = from;
                    }
                }
                next[label] = (most + own[label]).max(IMPOSSIBLE);
            }
            self.back.push(back);
            best = next;
        }
        let last = (0..LABELS)
            .filter(|&label| closes(label))
            .max_by_key(|&label| (best[label], LABELS - label));
        let mut label = last.unwrap_or(OUTSIDE) as u8;
        for back in self.back.iter().rev() {
            labels.push(label);
            label = back[usize::from(label)];
        }
        labels.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::names::labels::{Part, Sort, label};
    use crate::extract::names::weights::{Rows, write};

    #[test]
    fn the_best_way_is_one_that_may_be_gone() {
        let trained = Rows {
            rows: &[],
            transitions: &[[0.0; LABELS]; LABELS],
            probe: 0,
        };
        let (bytes, _) = write(&trained, 1);
        let weights = Weights::parse(&bytes, 0).unwrap();
        let mut scores = [[0; LABELS]; 2];
        scores[0][label(Part::Begin, Sort::Person)] = 5;
        scores[1][label(Part::Last, Sort::Person)] = 5;
        scores[1][label(Part::Last, Sort::Place)] = 9;
        let mut labels = Vec::new();
        Viterbi::new(&weights).decode(&scores, &mut labels);
        let expected = [Part::Begin, Part::Last].map(|part| label(part, Sort::Person) as u8);
        assert_eq!(labels, expected);
    }
}
