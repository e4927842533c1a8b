//! Searching packed texts: which hold all that is wanted, and how much they are about it.
//!
//! The score follows BM25 (Robertson and Zaragoza 2009) with its fields: a word in the title counts
//! five times, in a heading twice, and several words that stand together count once more. In the place of the inverse document frequency stands the length
//! of the word, since long words are rare: so the ranks are the same whatever was searched before.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::clip::article_set::ArticleSet;
use crate::library::contents::Library;
use crate::search::bodies::matcher::{Rigour, TextMatcher};
use crate::search::bodies::request::TextRequest;
use crate::search::bodies::trigram_filter::{SLICE, TrigramFilter};
use crate::search::bodies::{Bodies, BodyLocation, PackedBody, TextBlock};
use crate::search::word_start::is_unspaced;
use crate::text::range::ArticleId;

/// How much more of a word is worth less.
const SATURATION: f64 = 1.2;
/// How much long texts are held back.
const LENGTH_SHARE: f64 = 0.75;
/// A word in the title counts so often.
const TITLE: f64 = 5.0;
/// A word in a heading counts so often, beside its place in the text.
const HEADING: f64 = 2.0;
/// Letters inside a word count so much.
const INSIDE: f64 = 0.1;
/// Places of one word in one text that are counted: more make no difference to the score.
const COUNTED: usize = 16;

/// What is looked for in texts, folded.
pub(crate) struct Needles<'a> {
    wanted: Vec<Needle<'a>>,
    /// How many of them may be missing.
    may_miss: usize,
    /// The wanted words one after another, which counts beside each of them.
    together: Option<Needle<'a>>,
    unwanted: Vec<Finder<'a>>,
    /// The articles that take part.
    among: Option<&'a ArticleSet>,
    /// Where to look; everywhere where no places are named.
    places: Option<&'a [BodyLocation]>,
    mean_length: f64,
}

struct Needle<'a> {
    wanted: TextMatcher<'a>,
    finder: Finder<'a>,
    weight: f64,
}

/// A text that holds what is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    pub(crate) article: ArticleId,
    pub(crate) place: BodyLocation,
    /// At least 0, less than 1.
    pub(crate) score: f64,
}

impl<'a> Needles<'a> {
    /// What is asked of the bodies, in some places or everywhere.
    pub(crate) fn new(
        bodies: &Bodies,
        request: &'a TextRequest,
        places: Option<&'a [BodyLocation]>,
    ) -> Self {
        let needle = |wanted: &'a String| Needle::new(wanted, request.rigour);
        let mut wanted: Vec<Needle> = request.wanted.iter().map(needle).collect();
        // The rarest first: what does not hold it is passed over.
        wanted.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let together = request.together.as_ref().map(needle);
        let unwanted = request
            .unwanted
            .iter()
            .map(|text| Finder::new(text.as_str()));
        Self {
            wanted,
            may_miss: request.may_miss(),
            together,
            unwanted: unwanted.collect(),
            among: request.among.as_deref(),
            places,
            mean_length: bodies.mean_length(),
        }
    }

    /// Adds what is found in the chunks of a range; see [`Bodies::chunks`].
    pub(crate) fn scan(
        &self,
        bodies: &Bodies,
        library: &Library,
        chunks: Range<usize>,
        found: &mut Vec<Scored>,
    ) {
        let mut texts = TextReader {
            bodies,
            library,
            folded: TextBlock::default(),
        };
        for chunk in chunks {
            if let Some(places) = self.places {
                let places = part_of(places, chunk).iter();
                let places = places.filter(|place| self.may_be_at(bodies, **place));
                found.extend(places.filter_map(|&place| self.weigh_at(&mut texts, place)));
            } else if let Some(block) = bodies.blocks().get(chunk) {
                self.scan_block(block, chunk as u32, found);
            } else {
                let chunk = chunk - bodies.blocks().len();
                let may = self.may_hold(bodies.trigrams(), chunk);
                let beyond = part_of(bodies.unpacked(), chunk).iter().enumerate();
                let passed = beyond.filter(|(at, _)| may >> at & 1 == 1);
                let places = passed.filter_map(|(_, article)| article.map(BodyLocation::Unpacked));
                found.extend(places.filter_map(|place| self.weigh_at(&mut texts, place)));
            }
        }
    }

    /// A bit for each text of a slice that may hold what is wanted.
    fn may_hold(&self, trigrams: &TrigramFilter, slice: usize) -> u64 {
        let wanted = self.wanted.iter().map(|needle| needle.wanted.beginning());
        trigrams.may_hold(slice, wanted, self.may_miss)
    }

    /// Whether the text at a place may hold what is wanted; of one beyond the memory it is asked before it is folded.
    fn may_be_at(&self, bodies: &Bodies, place: BodyLocation) -> bool {
        let BodyLocation::Unpacked(article) = place else {
            return true;
        };
        bodies.unpacked_place(article).is_some_and(|at| {
            let may = self.may_hold(bodies.trigrams(), at / SLICE);
            may >> (at % SLICE) & 1 == 1
        })
    }

    fn weigh_at(&self, texts: &mut TextReader, place: BodyLocation) -> Option<Scored> {
        let (block, body) = texts.at(place)?;
        self.weigh(block, body, place)
    }

    fn scan_block(&self, block: &TextBlock, number: u32, found: &mut Vec<Scored>) {
        for (slice, stretches) in block.stretches.chunks(SLICE).enumerate() {
            let may = self.may_hold(&block.trigrams, slice);
            let next = block.stretches.get((slice + 1) * SLICE);
            let ends = stretches.iter().skip(1).chain(next);
            let ends = ends.map(|&end| end as usize).chain([block.packed.len()]);
            for (at, (&start, end)) in stretches.iter().zip(ends).enumerate() {
                if may >> at & 1 == 1 {
                    self.scan_stretch(block, number, start as usize..end, found);
                }
            }
        }
    }

    fn scan_stretch(
        &self,
        block: &TextBlock,
        number: u32,
        stretch: Range<usize>,
        found: &mut Vec<Scored>,
    ) {
        // What lacks the rarest may miss no other.
        for rank in 0..self.wanted.len().min(1 + self.may_miss) {
            self.scan_by(rank, block, number, stretch.clone(), found);
        }
    }

    /// Adds what is found by the wanted word of that rank in rareness, and not by a rarer one.
    fn scan_by(
        &self,
        rank: usize,
        block: &TextBlock,
        number: u32,
        stretch: Range<usize>,
        found: &mut Vec<Scored>,
    ) {
        let (rarer, rare) = (&self.wanted[..rank], &self.wanted[rank].finder);
        let packed = &block.packed.as_bytes()[..stretch.end];
        let (mut from, mut next) = (stretch.start, 0);
        while let Some(at) = rare.find(packed.get(from..).unwrap_or_default()) {
            let at = (from + at) as u32;
            next += block.bodies[next..].partition_point(|body| body.start + body.end <= at);
            let Some(&body) = block.bodies.get(next) else {
                return;
            };
            let text = block.text_of(body).as_bytes();
            if rarer
                .iter()
                .all(|needle| needle.finder.find(text).is_none())
            {
                let place = BodyLocation::Packed {
                    block: number,
                    body: next as u32,
                };
                found.extend(self.weigh(block, body, place));
            }
            from = (body.start + body.end) as usize;
        }
    }

    /// The score of a text; `None` where something is missing or unwanted.
    fn weigh(&self, block: &TextBlock, body: PackedBody, place: BodyLocation) -> Option<Scored> {
        let article = body.article?;
        if self.among.is_some_and(|among| !among.contains(&article)) {
            return None;
        }
        let text = block.text_of(body);
        if self
            .unwanted
            .iter()
            .any(|unwanted| unwanted.find(text.as_bytes()).is_some())
        {
            return None;
        }
        let length = 1.0 - LENGTH_SHARE + LENGTH_SHARE * f64::from(body.end) / self.mean_length;
        let (mut score, mut possible) = (0.0, 0.0);
        let mut add = |needle: &Needle, count: Option<f64>| {
            let count = count.unwrap_or(0.0);
            score += needle.weight * count / (count + SATURATION * length);
            possible += needle.weight;
        };
        let mut missing = 0;
        for needle in &self.wanted {
            let count = needle.count(text, body);
            missing += usize::from(count.is_none());
            if missing > self.may_miss {
                return None;
            }
            add(needle, count);
        }
        if let Some(together) = &self.together {
            add(together, together.count(text, body));
        }
        Some(Scored {
            article,
            place,
            score: score / possible,
        })
    }
}

impl<'a> Needle<'a> {
    fn new(text: &'a str, rigour: Rigour) -> Self {
        let wanted = TextMatcher::new(text, rigour);
        Self {
            finder: Finder::new(wanted.beginning()),
            weight: f64::from(text.chars().count() as u32),
            wanted,
        }
    }

    /// How often a text holds it, places weighed; `None` for never.
    fn count(&self, text: &str, body: PackedBody) -> Option<f64> {
        let mut count = None;
        let bytes = text.as_bytes();
        let is_wanted = |at: &usize| {
            let length = |here| self.wanted.length(here, begins_word(bytes, *at));
            self.wanted.is_plain() || text.get(*at..).and_then(length).is_some()
        };
        for at in self.finder.find_iter(bytes).filter(is_wanted).take(COUNTED) {
            let zone = match at as u32 {
                at if at < body.headings => TITLE,
                at if at < body.text => HEADING,
                _ => 1.0,
            };
            let place = if begins_word(bytes, at) { 1.0 } else { INSIDE };
            *count.get_or_insert(0.0) += zone * place;
        }
        count
    }
}

/// Whether a place in a folded text begins a word, or stands in a script that has no blanks.
fn begins_word(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    if before.is_none_or(|&byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()) {
        return true;
    }
    let here = text.get(at..text.len().min(at + 4)).unwrap_or_default();
    let here = here
        .utf8_chunks()
        .next()
        .and_then(|chunk| chunk.valid().chars().next());
    here.is_some_and(is_unspaced)
}

/// Texts by their locations; those beyond the memory are folded one after another.
struct TextReader<'a> {
    bodies: &'a Bodies,
    library: &'a Library,
    folded: TextBlock,
}

impl TextReader<'_> {
    fn at(&mut self, place: BodyLocation) -> Option<(&TextBlock, PackedBody)> {
        let (block, body) = match place {
            BodyLocation::Packed { block, body } => {
                (self.bodies.blocks().get(block as usize)?, body)
            }
            BodyLocation::Unpacked(article) => {
                self.folded.hold(self.library.article(article)?);
                (&self.folded, 0)
            }
        };
        Some((block, *block.bodies.get(body as usize)?))
    }
}

/// Texts of one chunk, other than blocks.
const A_CHUNK: usize = SLICE;

/// The texts of a chunk.
fn part_of<T>(all: &[T], chunk: usize) -> &[T] {
    let from = (chunk * A_CHUNK).min(all.len());
    &all[from..(from + A_CHUNK).min(all.len())]
}

impl Bodies {
    /// How many chunks of work a search is, in some places or everywhere: a block each, or some
    /// texts.
    pub(crate) fn chunks(&self, places: Option<&[BodyLocation]>) -> usize {
        match places {
            Some(places) => places.len().div_ceil(A_CHUNK),
            None => self.blocks().len() + self.unpacked().len().div_ceil(A_CHUNK),
        }
    }
}
