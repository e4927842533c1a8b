//! A linear-chain conditional random field (Lafferty and others 2001), learned by stochastic
//! gradient with steps by `AdaGrad` (Duchi, Hazan, Singer 2011) and averaged over the later epochs.

use postil::names::model::labels::{LABELS, OUTSIDE, closes, may_follow, opens};

use crate::corpus::{Corpus, Example};

/// Times that all stretches are seen.
const EPOCHS: usize = 8;
/// Epochs before averaging begins.
const WARM: usize = 3;
/// First step of a weight.
const STEP: f32 = 0.15;
/// Pull towards zero, a time that a feature is seen.
const DECAY: f32 = 2e-4;
/// Features of 65,536 that an example does without.
const DROP: u16 = 6_554;

type Row = [f32; LABELS];

/// Weights by feature, and of transitions.
pub struct Model {
    /// A row a feature.
    pub rows: Vec<Row>,
    /// From label to label.
    pub transitions: [Row; LABELS],
}

impl Model {
    fn zero(features: usize) -> Self {
        Self {
            rows: vec![[0.0; LABELS]; features],
            transitions: [[0.0; LABELS]; LABELS],
        }
    }

    fn add(&mut self, other: &Self, share: f32) {
        for (row, more) in self
            .rows
            .iter_mut()
            .chain(&mut self.transitions)
            .zip(other.rows.iter().chain(&other.transitions))
        {
            for (weight, more) in row.iter_mut().zip(more) {
                *weight += more * share;
            }
        }
    }

    /// The mean of several.
    pub fn mean(models: &[Self]) -> Self {
        let mut mean = Self::zero(models[0].rows.len());
        for model in models {
            mean.add(model, 1.0 / models.len() as f32);
        }
        mean
    }
}

/// A generator of random numbers (xorshift64*), so that every run is the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, bound: usize) -> usize {
        (((self.next() >> 32) * bound as u64) >> 32) as usize
    }
}

/// Tables of one stretch.
#[derive(Default)]
struct Lattice {
    scores: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    active: Vec<u32>,
    ends: Vec<u32>,
}

impl Lattice {
    /// The probability of each label of a token.
    fn marginal(&self, at: usize) -> Row {
        let mut row = self.forward[at];
        for (value, after) in row.iter_mut().zip(&self.backward[at]) {
            *value *= after;
        }
        scaled(row)
    }
}

/// A row divided by its sum.
fn scaled(row: Row) -> Row {
    let sum = row.iter().sum::<f32>().max(1e-30);
    row.map(|value| value / sum)
}

struct Trainer<'c> {
    corpus: &'c Corpus,
    model: Model,
    squares: Vec<f32>,
    transition_squares: [Row; LABELS],
    pairs: Vec<(usize, usize)>,
    random: Random,
    lattice: Lattice,
}

/// Learns from a corpus.
pub fn train(corpus: &Corpus, seed: u64) -> Model {
    let pairs = (0..LABELS * LABELS)
        .map(|both| (both / LABELS, both % LABELS))
        .filter(|&(a, b)| may_follow(a, b))
        .collect();
    let mut trainer = Trainer {
        corpus,
        model: Model::zero(corpus.features.len()),
        squares: vec![1.0; corpus.features.len()],
        transition_squares: [[1.0; LABELS]; LABELS],
        pairs,
        random: Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
        lattice: Lattice::default(),
    };
    let mut order: Vec<u32> = (0..corpus.examples.len() as u32).collect();
    let mut mean = Model::zero(corpus.features.len());
    for epoch in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            order.swap(at, trainer.random.below(at + 1));
        }
        let loss: f64 = order
            .iter()
            .map(|&number| f64::from(trainer.learn(&corpus.examples[number as usize])))
            .sum();
        if epoch >= WARM {
            mean.add(&trainer.model, 1.0 / (EPOCHS - WARM) as f32);
        }
        eprintln!(
            "seed {seed} epoch {epoch}: loss {:.4} a stretch",
            loss / order.len() as f64
        );
    }
    mean
}

impl Trainer<'_> {
    /// One step on one stretch; gives back the loss before it.
    fn learn(&mut self, example: &Example) -> f32 {
        self.score(example);
        let transitions = self.model.transitions.map(|row| row.map(f32::exp));
        for row in &mut self.lattice.scores {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            *row = row.map(|score| (score - most).exp());
        }
        self.forward(&transitions);
        let mut by_transition = [[0.0_f32; LABELS]; LABELS];
        self.backward(&transitions, &example.labels, &mut by_transition);
        let mut loss = 0.0;
        for (at, &gold) in example.labels.iter().enumerate() {
            let marginal = self.lattice.marginal(at);
            loss -= marginal[usize::from(gold)].max(1e-30).ln();
            let mut gradient = marginal.map(|value| -value * example.trust);
            gradient[usize::from(gold)] += example.trust;
            self.step(at, &gradient);
        }
        for &(from, to) in &self.pairs {
            let value = by_transition[from][to] * example.trust;
            self.transition_squares[from][to] += value * value;
            self.model.transitions[from][to] +=
                STEP * value / self.transition_squares[from][to].sqrt();
        }
        loss
    }

    /// Probabilities of each label given what stands before it, scaled to a sum of 1 a token.
    fn forward(&mut self, transitions: &[Row; LABELS]) {
        let lattice = &mut self.lattice;
        lattice.forward.clear();
        for at in 0..lattice.scores.len() {
            let mut row = [0.0; LABELS];
            if let Some(before) = lattice.forward.last() {
                for &(from, to) in &self.pairs {
                    row[to] += before[from] * transitions[from][to];
                }
            } else {
                for label in (0..LABELS).filter(|&label| opens(label)) {
                    row[label] = transitions[OUTSIDE][label];
                }
            }
            for (value, score) in row.iter_mut().zip(&lattice.scores[at]) {
                *value *= score;
            }
            lattice.forward.push(scaled(row));
        }
    }

    /// The same for what stands after it; adds what the labels say of transitions to `gradient`.
    fn backward(
        &mut self,
        transitions: &[Row; LABELS],
        labels: &[u8],
        gradient: &mut [Row; LABELS],
    ) {
        let lattice = &mut self.lattice;
        lattice.backward.clear();
        lattice.backward.resize(labels.len(), [0.0; LABELS]);
        for label in (0..LABELS).filter(|&label| closes(label)) {
            lattice.backward[labels.len() - 1][label] = 1.0;
        }
        for at in (1..labels.len()).rev() {
            let (mut row, mut joint, mut total) = ([0.0; LABELS], [[0.0_f32; LABELS]; LABELS], 0.0);
            for &(from, to) in &self.pairs {
                let way = transitions[from][to] * lattice.scores[at][to] * lattice.backward[at][to];
                row[from] += way;
                joint[from][to] = lattice.forward[at - 1][from] * way;
                total += joint[from][to];
            }
            lattice.backward[at - 1] = scaled(row);
            for &(from, to) in &self.pairs {
                gradient[from][to] -= joint[from][to] / total.max(1e-30);
            }
            gradient[usize::from(labels[at - 1])][usize::from(labels[at])] += 1.0;
        }
    }

    /// Moves the weights of a token's features.
    fn step(&mut self, at: usize, gradient: &Row) {
        let size: f32 = gradient.iter().map(|value| value * value).sum();
        if size < 1e-6 {
            return;
        }
        let from = if at == 0 {
            0
        } else {
            self.lattice.ends[at - 1]
        };
        for &feature in &self.lattice.active[from as usize..self.lattice.ends[at] as usize] {
            let feature = feature as usize;
            self.squares[feature] += size;
            let step = STEP / self.squares[feature].sqrt();
            for (weight, value) in self.model.rows[feature].iter_mut().zip(gradient) {
                *weight += step * (value - DECAY * *weight);
            }
        }
    }

    /// Fills the scores of a stretch from the features that are not dropped this time.
    fn score(&mut self, example: &Example) {
        let drop = u64::from(DROP);
        let lattice = &mut self.lattice;
        lattice.scores.clear();
        lattice.active.clear();
        lattice.ends.clear();
        let mut from = example.start;
        for &end in &example.ends {
            let mut row = [0.0; LABELS];
            for &feature in &self.corpus.occurrences[from as usize..end as usize] {
                if self.random.next() >> 48 < drop {
                    continue;
                }
                lattice.active.push(feature);
                for (score, weight) in row.iter_mut().zip(&self.model.rows[feature as usize]) {
                    *score += weight;
                }
            }
            from = end;
            lattice.ends.push(lattice.active.len() as u32);
            lattice.scores.push(row);
        }
    }
}
