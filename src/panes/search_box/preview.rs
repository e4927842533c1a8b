//! The preview: the text around the hit that is meant, with all that was found lit.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::article::Article;
use crate::input::action::COMMANDS;
use crate::page::wrap::lines;
use crate::panes::pane::Cx;
use crate::search::hit::{Hit, HitTarget};
use crate::search::occurrences::occurrences;
use crate::search::query::Query;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::range::{SourceRange, TextRange};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// Bytes of a text that are looked at before and after the hit: more than a screen shows.
const AROUND: usize = 4096;
/// Sentences that are shown of a name or a source.
const SENTENCES: usize = 12;

/// What is shown of a hit.
pub(super) struct Preview<'a> {
    head: SafeText,
    /// Paragraphs, and the byte of the first of them that must be seen.
    paragraphs: Vec<SafeStr<'a>>,
    at: usize,
    /// What is lit: the words of the query, and all names of an entity.
    wanted: Vec<String>,
}

impl<'a> Preview<'a> {
    /// The preview of a hit of a query.
    pub(super) fn of(hit: &Hit, query: &Query, cx: &'a Cx) -> Self {
        let words = query.lit().filter(|wanted| wanted.len() > 1);
        Self {
            wanted: words.map(String::from).chain(names(hit, cx)).collect(),
            ..Self::unlit(hit, query, cx)
        }
    }

    fn unlit(hit: &Hit, query: &Query, cx: &'a Cx) -> Self {
        let library = &cx.library;
        let in_article = |article: &'a Article, at: u32| Self::around(article, at);
        match hit.target {
            HitTarget::Article(id) => match library.article(id) {
                Some(article) => in_article(article, first_found(article, query)),
                None => Self::of_words(hit.label.clone(), Vec::new()),
            },
            HitTarget::Text(id, text) => match library.article(id) {
                Some(article) => in_article(article, text.start),
                None => Self::of_words(hit.label.clone(), Vec::new()),
            },
            HitTarget::Place(id, source) => match library.article(id) {
                Some(article) => in_article(article, text_at(article, source)),
                None => Self::of_words(hit.label.clone(), Vec::new()),
            },
            HitTarget::Entity(kind) => {
                let entity = library.entity(kind, hit.label.as_str()).into_iter();
                let mentions = entity.flat_map(|entity| library.mentions_of(entity));
                let mentions = mentions.filter(|mention| cx.takes(mention.article.id));
                let sentences = mentions.map(|mention| mention.sentence());
                Self::of_words(hit.label.clone(), sentences.take(SENTENCES).collect())
            }
            HitTarget::Source => {
                let source = library.source(hit.label.as_str()).into_iter();
                let cited = source.flat_map(|source| library.citations_of(source));
                let cited = cited.filter(|(_, citation)| cx.takes(citation.article.id));
                let sentences = cited.map(|(_, citation)| citation.sentence());
                Self::of_words(hit.label.clone(), sentences.take(SENTENCES).collect())
            }
            HitTarget::Tag => {
                let bears = |article: &&'a std::sync::Arc<Article>| {
                    article.tags.contains(&hit.label) && cx.takes(article.id)
                };
                let titles = library.articles().iter().filter(bears);
                let titles = titles.map(|article| article.head.title.shown());
                Self::of_words(hit.label.clone(), titles.take(SENTENCES).collect())
            }
            HitTarget::Annotation(id) => {
                let words = cx.notebook.entry(id).map(|entry| {
                    let annotation = entry.annotation();
                    let note = annotation.note.as_deref().unwrap_or_default();
                    SafeText::line(&format!("{note}  {}", annotation.target.words()))
                });
                Self::of_words(words.unwrap_or_default(), Vec::new())
            }
            HitTarget::Command(number) => {
                let keys = COMMANDS.get(number as usize).map(|row| {
                    let keys = cx.keymap.keys_of(row.action).join(", ");
                    SafeText::line(&format!("{}: {keys}", row.help))
                });
                Self::of_words(keys.unwrap_or_default(), Vec::new())
            }
        }
    }

    fn of_words(head: SafeText, paragraphs: Vec<SafeStr<'a>>) -> Self {
        Self {
            head,
            paragraphs,
            at: 0,
            wanted: Vec::new(),
        }
    }

    /// The text of an article around a byte of it.
    fn around(article: &'a Article, at: u32) -> Self {
        let text = article.text.as_str();
        let at = text.floor_char_boundary(at as usize);
        let from = text.floor_char_boundary(at.saturating_sub(AROUND));
        let from = text[from..at].find('\n').map_or(from, |end| from + end + 1);
        let to = text.floor_char_boundary((at + AROUND).min(text.len()));
        let window = article.text.shown().get(from..to);
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for line in window.as_str().split_inclusive('\n') {
            let end = start + line.trim_end_matches('\n').len();
            paragraphs.push(window.get(start..end));
            start += line.len();
        }
        Self {
            head: article.head.title.clone(),
            paragraphs,
            at: at - from,
            wanted: Vec::new(),
        }
    }

    /// Draws as much as there is room for, so that the hit is seen.
    pub(super) fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let (mut rows, mut before, mut hit_row) = (Vec::new(), 0, 0);
        let width = usize::from(area.width.max(1));
        for paragraph in &self.paragraphs {
            let matched_ranges = matched_ranges(paragraph.as_str(), &self.wanted);
            for line in lines(paragraph.as_str(), width, width) {
                if before + line.shown.start <= self.at {
                    hit_row = rows.len();
                }
                rows.push((*paragraph, line.shown, matched_ranges.clone()));
            }
            before += paragraph.as_str().len() + 1;
        }
        let room = usize::from(area.height.saturating_sub(1));
        let mut area = area.rows();
        if let Some(row) = area.next() {
            Line::new(buf, row, &cx.theme, Role::Popup).text(Role::Strong, self.head.shown());
        }
        let top = hit_row
            .saturating_sub(room / 3)
            .min(rows.len().saturating_sub(room));
        for ((paragraph, shown, matched_ranges), row) in rows.iter().skip(top).zip(area) {
            let mut line = Line::new(buf, row, &cx.theme, Role::Popup);
            draw_matches(&mut line, *paragraph, shown.clone(), matched_ranges);
        }
    }
}

/// Draws a stretch of a text with what was found in it.
fn draw_matches(
    line: &mut Line,
    text: SafeStr<'_>,
    shown: Range<usize>,
    matched_ranges: &[TextRange],
) {
    let mut from = shown.start;
    for found in matched_ranges {
        let start = (found.start as usize).clamp(from, shown.end);
        let end = (found.end as usize).clamp(from, shown.end);
        line.text(Role::TextDim, text.get(from..start));
        line.text(Role::Match, text.get(start..end));
        from = end;
    }
    line.text(Role::TextDim, text.get(from..shown.end));
}

/// The names under which the mentions of an entity stand in a text.
fn names(hit: &Hit, cx: &Cx) -> Vec<String> {
    let HitTarget::Entity(kind) = hit.target else {
        return Vec::new();
    };
    let entity = cx.library.entity(kind, hit.label.as_str());
    let forms = entity.map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
    forms
        .into_iter()
        .flatten()
        .map(SafeText::to_string)
        .collect()
}

/// Where some texts stand in another: ascending, apart.
fn matched_ranges(text: &str, wanted: &[String]) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = wanted
        .iter()
        .flat_map(|wanted| occurrences(text, wanted))
        .collect();
    found.sort();
    found.dedup_by(|later, earlier| {
        let touches = later.start <= earlier.end;
        if touches {
            earlier.end = earlier.end.max(later.end);
        }
        touches
    });
    found
}

/// The first byte of an article's text where a word of the query stands; else its beginning.
fn first_found(article: &Article, query: &Query) -> u32 {
    let text = article.text.as_str();
    // What is far down a long text is not worth the time of a keystroke.
    let text = &text[..text.floor_char_boundary(16 * AROUND)];
    let wanted = query.lit().filter(|wanted| wanted.len() > 2);
    let first = wanted.filter_map(|wanted| occurrences(text, wanted).first().copied());
    first.map(|found| found.start).min().unwrap_or(0)
}

/// The byte of an article's text that stands for a place of its file: exact for headings.
fn text_at(article: &Article, source: SourceRange) -> u32 {
    let headings = &article.headings;
    let after = headings.partition_point(|heading| heading.source.start <= source.start);
    let heading = after.checked_sub(1).and_then(|index| headings.get(index));
    heading.map_or(0, |heading| heading.text.start)
}
