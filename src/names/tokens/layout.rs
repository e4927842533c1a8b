//! What of a text is to be tagged, and what its markup says of names.

use std::ops::Range;

use crate::text::document::{BlockKind, Document, Inline, LinkForm};
use crate::text::range::TextRange;
use crate::text::sentences::footnote_marks;

/// A part of a text whose end ends a sentence: a line, a block, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether its capitals are those of a heading.
    pub heading: bool,
}

/// What is known of a text besides its words.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// What is to be tagged, in order.
    pub segments: Vec<Segment>,
    /// Bytes that are never part of a name, in order: code, markup, marks of footnotes.
    pub barred: Vec<Range<usize>>,
    /// Marks of footnotes, in order: they may stand between a sentence's stop and the next one.
    pub footnotes: Vec<TextRange>,
    /// Anchors of links, in order, which begin and end where names do.
    pub anchors: Vec<Range<usize>>,
}

/// A plain text by its lines: a line end ends a sentence.
pub fn of_lines(text: &str) -> Layout {
    let mut layout = Layout::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        layout.segments.push(Segment {
            range: start..start + line.len(),
            heading: false,
        });
        start += line.len();
    }
    layout
}

/// Styles that names do not stand in.
const BARRED: Inline = Inline::CODE
    .union(Inline::MATH)
    .union(Inline::FOOTNOTE)
    .union(Inline::TAG)
    .union(Inline::REPLACED)
    .union(Inline::TIME)
    .union(Inline::EMBED);

/// Every block of words is a segment, a cell of a table too; code, formulas, residue of pages and
/// embeds are left out.
pub fn of_document(document: &Document) -> Layout {
    let segments = document
        .blocks
        .iter()
        .filter(|block| !block.residue)
        .filter_map(|block| {
            let heading = match block.kind {
                BlockKind::Heading(_) => true,
                BlockKind::Paragraph | BlockKind::CalloutTitle | BlockKind::Cell { .. } => false,
                BlockKind::Code(_) | BlockKind::Math | BlockKind::Embed | BlockKind::Rule => {
                    return None;
                }
            };
            Some(Segment {
                range: block.text.bytes(),
                heading,
            })
        });
    let mut barred: Vec<Range<usize>> = document
        .runs
        .iter()
        .filter(|run| run.style.intersects(BARRED))
        .map(|run| run.text.bytes())
        .collect();
    let mut anchors = Vec::new();
    for link in &document.links {
        match link.form {
            LinkForm::Autolink
            | LinkForm::Bare
            | LinkForm::Image
            | LinkForm::Media
            | LinkForm::Embed => {
                barred.push(link.text.bytes());
            }
            LinkForm::Inline | LinkForm::Reference | LinkForm::Wiki | LinkForm::Html => {
                anchors.push(link.text.bytes());
            }
        }
    }
    barred.retain(|range| !range.is_empty());
    barred.sort_by_key(|range| (range.start, range.end));
    anchors.retain(|range| !range.is_empty());
    anchors.sort_by_key(|range| range.start);
    Layout {
        segments: segments.collect(),
        barred,
        footnotes: footnote_marks(document),
        anchors,
    }
}
