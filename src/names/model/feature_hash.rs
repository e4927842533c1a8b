//! A hash of the features of a fixed text, by which weights know that they fit this program.

use crate::names::model::candidate_spans::Stretches;
use crate::names::model::features::Window;
use crate::names::model::gazetteer::Gazetteer;
use crate::names::model::tagger::Prepared;
use crate::names::tokens::hash::mix;
use crate::names::tokens::layout;

/// A text that touches every template, class and kind of token.
const TEXT: &str = "Mr. José O'Brien, President of the World Bank Group (WBG), told the U.S. Senate in \
Washington on 3 May 2021 that \"China's Huawei-led iPhone 5G plan\" cost $1.5m.\n\
HE SAID NO TO UNESCO\nThe New Rules For Lagos And Nairobi\nal-Shabab and the Uyghurs saw https://example.org at 10:30.";

/// Hashes the features of the probe as `gazetteer` and this program see them.
pub fn probe(gazetteer: &Gazetteer<'_>) -> u64 {
    let layout = layout::of_lines(TEXT);
    let mut prepared = Prepared::new(gazetteer, &Stretches::default(), TEXT, &layout);
    let (mut window, mut features) = (Window::default(), Vec::new());
    for stretch in 0..prepared.stretches.len() {
        prepared.fill(TEXT, stretch, &mut window);
        for at in 0..window.len() {
            window.features(at, &mut features);
        }
    }
    features.iter().fold(1, |hash, &feature| mix(hash, feature))
}
