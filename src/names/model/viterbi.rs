//! The best sequence of labels for a stretch: exact, by dynamic programming (Viterbi 1967).

use crate::names::model::labels::{CLOSING, LABELS, OPENING, OUTSIDE, PARTS, Part};
use crate::names::model::weights::{Scores, Weights};

/// A score that no sequence reaches.
const IMPOSSIBLE: i32 = i32::MIN / 4;

/// Transitions that may occur, and room for the tables of one stretch.
#[derive(Clone, Debug)]
pub struct Viterbi {
    /// The weights of transitions, from label by to label.
    weights: [Scores; LABELS],
    /// For two labels after which the same labels may follow: the most that the first can make up
    /// on the second by what follows.
    catch_up: [Scores; LABELS],
    /// For each token and label the label before it on the best way.
    back: Vec<[u8; LABELS]>,
}

impl Viterbi {
    /// The transitions of these weights.
    pub fn new(weights: &Weights<'_>) -> Self {
        let transitions: [Scores; LABELS] = std::array::from_fn(|from| *weights.transitions(from));
        let mut catch_up = [[0; LABELS]; LABELS];
        for label in CLOSING {
            for other in CLOSING {
                let gains = OPENING.map(|next| transitions[label][next] - transitions[other][next]);
                catch_up[label][other] = gains.into_iter().fold(i32::MIN, i32::max);
            }
        }
        Self {
            weights: transitions,
            catch_up,
            back: Vec::new(),
        }
    }

    /// Writes the best labels for `scores` to `labels`; of equal ones the lowest wins.
    pub fn decode(&mut self, scores: &[Scores], labels: &mut Vec<u8>) {
        labels.clear();
        self.back.clear();
        let mut best = [IMPOSSIBLE; LABELS];
        best[OUTSIDE] = 0;
        for own in scores {
            let mut next = [IMPOSSIBLE; LABELS];
            let mut back = [OUTSIDE as u8; LABELS];
            self.open(&best, &mut next, &mut back);
            for kind in (0..OUTSIDE).step_by(PARTS) {
                self.go_on(kind, &best, &mut next, &mut back);
            }
            for (score, own) in next.iter_mut().zip(own) {
                *score = (*score + own).max(IMPOSSIBLE);
            }
            self.back.push(back);
            best = next;
        }
        let last = CLOSING
            .into_iter()
            .max_by_key(|&label| (best[label], LABELS - label));
        let mut label = last.unwrap_or(OUTSIDE) as u8;
        for back in self.back.iter().rev() {
            labels.push(label);
            label = back[usize::from(label)];
        }
        labels.reverse();
    }

    /// The best ways to labels that need no open name before them.
    ///
    /// Nearly all labels before them are so far behind that no transition makes up for it; these are
    /// left out, which changes nothing but the time.
    fn open(&self, best: &Scores, next: &mut Scores, back: &mut [u8; LABELS]) {
        let leader = CLOSING
            .into_iter()
            .max_by_key(|&label| best[label])
            .unwrap_or(OUTSIDE);
        let hopeful = |&from: &usize| best[from] + self.catch_up[from][leader] >= best[leader];
        for from in CLOSING.into_iter().filter(hopeful) {
            let weights = &self.weights[from];
            for to in OPENING {
                let score = best[from] + weights[to];
                if score > next[to] {
                    next[to] = score;
                    back[to] = from as u8;
                }
            }
        }
    }

    /// The best ways to the inside and the end of a name of the kind whose first label is `kind`.
    fn go_on(&self, kind: usize, best: &Scores, next: &mut Scores, back: &mut [u8; LABELS]) {
        let [begin, inside, last] =
            [Part::Begin, Part::Inside, Part::Last].map(|p| kind + p as usize);
        for to in [inside, last] {
            let ways = [begin, inside].map(|from| best[from] + self.weights[from][to]);
            let second = usize::from(ways[1] > ways[0]);
            next[to] = ways[second];
            back[to] = [begin, inside][second] as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::entity::Kind;
    use crate::names::model::labels::{label, may_follow};
    use crate::names::model::weights::{Rows, UNITS, write};
    use proptest::prelude::*;

    /// The best score of all sequences, by trying every transition.
    fn best_score(transitions: &[[f32; LABELS]; LABELS], scores: &[Scores]) -> i32 {
        let weight = |from: usize, to: usize| (transitions[from][to] * UNITS).round() as i32;
        let mut best = [IMPOSSIBLE; LABELS];
        best[OUTSIDE] = 0;
        for own in scores {
            best = std::array::from_fn(|to| {
                let ways = (0..LABELS).filter(|&from| may_follow(from, to));
                let most = ways.map(|from| best[from] + weight(from, to)).max();
                most.unwrap_or(IMPOSSIBLE) + own[to]
            });
        }
        CLOSING.into_iter().map(|label| best[label]).max().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn leaving_out_hopeless_labels_loses_nothing(seed in any::<u64>(), spread in 1_i16..400) {
            let mut state = seed;
            let mut draw = |bound: i16| {
                state = crate::names::tokens::hash::mix(state, 7);
                (state % (2 * u64::from(bound.unsigned_abs()) + 1)) as i16 - bound
            };
            let transitions = [[0.0; LABELS]; LABELS].map(|row| row.map(|_: f32| f32::from(draw(200)) / UNITS));
            let trained = Rows { rows: &[], transitions: &transitions, probe: 0, is_narrow: false };
            let (bytes, _) = write(&trained, 1);
            let weights = Weights::parse(&bytes, 0).unwrap();
            let scores: Vec<Scores> = (0..9).map(|_| std::array::from_fn(|_| i32::from(draw(spread)))).collect();
            let mut labels = Vec::new();
            Viterbi::new(&weights).decode(&scores, &mut labels);
            let (mut before, mut sum) = (OUTSIDE, 0);
            for (own, label) in scores.iter().zip(labels.into_iter().map(usize::from)) {
                prop_assert!(may_follow(before, label));
                sum += weights.transitions(before)[label] + own[label];
                before = label;
            }
            prop_assert_eq!(sum, best_score(&transitions, &scores));
        }
    }

    #[test]
    fn the_best_way_is_one_that_may_be_gone() {
        let trained = Rows {
            rows: &[],
            transitions: &[[0.0; LABELS]; LABELS],
            probe: 0,
            is_narrow: false,
        };
        let (bytes, _) = write(&trained, 1);
        let weights = Weights::parse(&bytes, 0).unwrap();
        let mut scores = [[0; LABELS]; 2];
        scores[0][label(Part::Begin, Kind::Person)] = 5;
        scores[1][label(Part::Last, Kind::Person)] = 5;
        scores[1][label(Part::Last, Kind::Place)] = 9;
        let mut labels = Vec::new();
        Viterbi::new(&weights).decode(&scores, &mut labels);
        let expected = [Part::Begin, Part::Last].map(|part| label(part, Kind::Person) as u8);
        assert_eq!(labels, expected);
    }
}
