//! Which of the learned features are worth their bytes.

use postil::names::model::labels::LABELS;

use crate::corpus::Corpus;
use crate::crf::Model;

/// Features tried for each bucket of eight: where a bucket is full the least important find no place.
const TRIED: usize = 9;

/// The features that move scores most, by the size of their rows and how often they are seen.
///
/// Each row is shifted so that the mean of its weights is zero: a number added to all labels decides
/// nothing, and smaller weights are rounded less.
pub fn select(corpus: &Corpus, model: &Model, buckets: u32) -> Vec<(u64, [f32; LABELS])> {
    let mut all: Vec<(f32, u64, [f32; LABELS])> = corpus
        .features
        .iter()
        .zip(&model.rows)
        .map(|(&(feature, count), row)| {
            let mean = row.iter().sum::<f32>() / LABELS as f32;
            let row = row.map(|weight| weight - mean);
            let size = row.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
            (size * (count as f32).powf(0.35), feature, row)
        })
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    all.truncate(buckets as usize * TRIED);
    all.into_iter()
        .map(|(_, feature, row)| (feature, row))
        .collect()
}
