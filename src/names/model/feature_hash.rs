//! A hash of the features of a fixed text, by which weights know that they fit this program.

use crate::names::model::features::Window;
use crate::names::model::scheme::Scheme;
use crate::names::model::tagger::{Prepared, Sources};
use crate::names::tokens::hash::mix;
use crate::names::tokens::layout;

/// A text that touches every template, class and kind of token.
const TEXT: &str = "Mr. José O'Brien, President of the World Bank Group (WBG), told the U.S. Senate in \
Washington on 3 May 2021 that \"China's Huawei-led iPhone 5G plan\" cost $1.5m.\n\
HE SAID NO TO UNESCO\nThe New Rules For Lagos And Nairobi\nal-Shabab and the Uyghurs saw https://example.org at 10:30.";

/// The same for scripts without capitals.
const SIGNS: &str = "习近平主席在北京会见了谷歌公司代表Tim Cook，花费5亿元。\n\
東京都のソニー株式会社は2021年に「国家戦略」を発表した。\n김민수 대표는 서울에서 삼성전자를 만났다.";

/// Hashes the features of the probe as these lists and this program see them.
pub fn probe(sources: &Sources<'_>) -> u64 {
    let text = match sources.scheme {
        Scheme::English | Scheme::Letters => TEXT,
        Scheme::Signs => SIGNS,
    };
    let layout = layout::of_lines(text);
    let mut prepared = Prepared::new(sources, text, &layout);
    let (mut window, mut features) = (Window::default(), Vec::new());
    for stretch in 0..prepared.stretches.len() {
        prepared.fill(text, stretch, &mut window);
        for at in 0..window.len() {
            window.features(at, &mut features);
        }
    }
    features.iter().fold(1, |hash, &feature| mix(hash, feature))
}
