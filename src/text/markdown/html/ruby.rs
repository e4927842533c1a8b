//! Readings over words: `<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>` is 東京(とうきょう), so that the
//! word stays one.

use super::elements::Element;
use super::{HtmlReader, OnClose, Tag};
use crate::text::markdown::draft::{EditKind, SpanRole};
use crate::text::markdown::writer::DraftWriter;
use crate::text::range::{SourceRange, TextRange};

/// What is known of words with readings while they are read.
#[derive(Debug)]
pub(super) struct Readings {
    /// All readings, to be shown behind the words.
    text: String,
    /// Where they stand in the file.
    source: SourceRange,
    /// Where what is not shown begins in the draft, and whether it is a reading.
    unshown: Option<(u32, bool)>,
}

impl HtmlReader<'_> {
    /// Begins words with readings, a reading, or a bracket around one; outside of such words their
    /// text is like any other.
    pub(super) fn open_ruby(&mut self, meant: Element, tag: &Tag<'_>, writer: &mut DraftWriter) {
        if meant == Element::Ruby {
            if self.readings.is_none() {
                self.readings = Some(Readings {
                    text: String::new(),
                    source: tag.source,
                    unshown: None,
                });
                self.opened(tag, OnClose::Ruby);
            }
            return;
        }
        // A reading may end where the next begins.
        while let Some((_, OnClose::Unshown)) = self.open.last() {
            self.close_to(self.open.len() - 1, writer);
        }
        if let Some(readings) = &mut self.readings {
            readings.source = readings.source.join(tag.source);
            readings.unshown = Some((writer.at(), meant == Element::Reading));
            self.opened(tag, OnClose::Unshown);
        }
    }

    /// Ends a reading or a bracket: neither is shown where it stands.
    pub(super) fn close_unshown(&mut self, writer: &mut DraftWriter) {
        let Some(readings) = &mut self.readings else {
            return;
        };
        if let Some((start, is_reading)) = readings.unshown.take() {
            let text = TextRange::new(start, writer.at());
            if is_reading {
                readings.text.push_str(text.of(&writer.draft.text).trim());
            }
            if !text.is_empty() {
                writer.draft.edit(text, EditKind::Hide);
            }
        }
    }

    /// Ends words with readings, and shows these behind them.
    pub(super) fn close_ruby(&mut self, writer: &mut DraftWriter) {
        if let Some(readings) = self.readings.take()
            && !readings.text.is_empty()
        {
            let shown = format!("({})", readings.text);
            writer.push(&shown, readings.source, false, SpanRole::Plain);
        }
    }
}
