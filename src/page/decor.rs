//! What a layout draws of its own accord: bars, bullets, lines and labels, and what they stand for.

use crate::text::clean::SafeText;

/// What a piece of decoration is, for a theme to style; no colour is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Before an item of a list.
    Bullet,
    /// Before an item of a numbered list.
    Number,
    /// The state of a task.
    Task,
    /// At the left of a quotation.
    QuoteBar,
    /// At the left of a callout.
    CalloutBar(Tone),
    /// The kind of a callout, before a title that does not say it.
    CalloutKind(Tone),
    /// Whether something is folded.
    Fold,
    /// At the left of code and formulas.
    CodeMargin,
    /// The language of code.
    CodeLanguage,
    /// Where a line of code goes on out of sight.
    Cut,
    /// A line across the page.
    Rule,
    /// A line of a table.
    TableLine,
    /// The head of a column, repeated before a value.
    TableHead,
    /// The label of a footnote.
    FootnoteLabel,
    /// Before something that is not shown here.
    EmbedMark,
    /// At the left of another note shown in this one.
    TransclusionBar,
    /// The name of that note.
    TransclusionName,
}

/// How a callout is meant; Obsidian's thirteen types and their other names fall into six.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// `note`, `info`, `todo`, `abstract`, and every type not known.
    Note,
    /// `tip`, `success`.
    Tip,
    /// `question`, `warning`.
    Warning,
    /// `failure`, `danger`, `bug`.
    Danger,
    /// `example`.
    Example,
    /// `quote`.
    Quote,
}

impl Tone {
    /// The tone of a callout's lower-case type, by Obsidian's list of types and aliases.
    pub fn of(kind: &str) -> Self {
        match kind {
            "tip" | "hint" | "important" | "success" | "check" | "done" => Self::Tip,
            "question" | "help" | "faq" | "warning" | "caution" | "attention" => Self::Warning,
            "failure" | "fail" | "missing" | "danger" | "error" | "bug" => Self::Danger,
            "example" => Self::Example,
            "quote" | "cite" => Self::Quote,
            _ => Self::Note,
        }
    }
}

/// The characters that decoration is drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GlyphSet {
    /// Lines, bars and marks of Unicode, one column each.
    #[default]
    Unicode,
    /// ASCII alone, for terminals without UTF-8.
    Ascii,
}

/// A sign that layouts draw, as an index into a glyph set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) enum Glyph {
    Blank,
    Bullet,
    Bar,
    HeavyBar,
    NoteBar,
    Rule,
    TableBar,
    TableCross,
    Between,
    Open,
    Folded,
    CutLeft,
    CutRight,
    Embed,
}

const UNICODE: [&str; 14] = [
    " ",
    "• ",
    "│",
    "▌",
    "┊",
    "─",
    " │ ",
    "─┼─",
    " · ",
    "▾ ",
    "▸ ",
    "‹",
    "›",
    "▣ ",
];
const ASCII: [&str; 14] = [
    " ", "* ", "|", "|", ":", "-", " | ", "-+-", " - ", "v ", "> ", "<", ">", "# ",
];

impl GlyphSet {
    /// The signs in the order of [`Glyph`].
    pub(in crate::page) fn signs(self) -> Vec<SafeText> {
        let signs = match self {
            Self::Unicode => UNICODE,
            Self::Ascii => ASCII,
        };
        signs.into_iter().map(SafeText::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::width::columns;

    #[test]
    fn both_sets_are_whole_and_ascii_is_ascii() {
        assert_eq!(UNICODE.len(), Glyph::Embed as usize + 1);
        assert!(ASCII.iter().all(|sign| sign.is_ascii()));
        for bar in [
            Glyph::Bar,
            Glyph::HeavyBar,
            Glyph::NoteBar,
            Glyph::Rule,
            Glyph::CutLeft,
        ] {
            assert_eq!(columns(UNICODE[bar as usize]), 1);
        }
    }

    #[test]
    fn unknown_callouts_are_notes() {
        assert_eq!(Tone::of("caution"), Tone::Warning);
        assert_eq!(Tone::of("recipe"), Tone::Note);
    }
}
