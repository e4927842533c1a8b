//! A text field of one line: its text, its cursor, and what editing keys do to them.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::input::action::Action;
use crate::text::clean::SafeText;

/// Text being typed. What is pasted passes the gate, so a field is always clean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    cursor: usize,
}

/// The longest text a field takes, in bytes; a paste is cut there.
const LONGEST: usize = 64 * 1024;

impl Field {
    /// A field that holds `text`, with the cursor at its end.
    pub fn with(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, to be shown.
    pub fn shown(&self) -> SafeText {
        SafeText::line(&self.text)
    }

    /// Where the cursor stands, in bytes of the text.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts text at the cursor.
    pub fn insert(&mut self, text: &str) {
        let clean = SafeText::line(text);
        let room = LONGEST.saturating_sub(self.text.len());
        let cut = clean.as_str().floor_char_boundary(room);
        self.text.insert_str(self.cursor, &clean.as_str()[..cut]);
        self.cursor += cut;
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Puts text in the place of the last so many bytes before the cursor, of which none is a part of a
    /// character only.
    pub fn replace_before(&mut self, bytes: usize, text: &str) {
        self.delete(self.cursor.saturating_sub(bytes), self.cursor);
        self.insert(text);
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// Edits or moves by an action; `false` for one that means nothing here.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::TypeLeft => self.cursor = self.left(),
            Action::TypeRight => self.cursor = self.right(),
            Action::TypeWordLeft => self.cursor = self.word_before(),
            Action::TypeWordRight => self.cursor = self.word_after(),
            Action::TypeStart => self.cursor = 0,
            Action::TypeEnd => self.cursor = self.text.len(),
            Action::DeleteBack => self.delete(self.left(), self.cursor),
            Action::DeleteForward => self.delete(self.cursor, self.right()),
            Action::DeleteWord => self.delete(self.word_before(), self.cursor),
            Action::DeleteWordForward => self.delete(self.cursor, self.word_after()),
            Action::DeleteLine => self.delete(0, self.cursor),
            Action::DeleteToEnd => self.text.truncate(self.cursor),
            _ => return false,
        }
        true
    }

    fn delete(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.cursor = start;
    }

    fn left(&self) -> usize {
        let mut at = GraphemeCursor::new(self.cursor, self.text.len(), true);
        at.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn right(&self) -> usize {
        let mut at = GraphemeCursor::new(self.cursor, self.text.len(), true);
        at.next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        let mut words = self.before().unicode_word_indices();
        words.next_back().map_or(0, |(start, _)| start)
    }

    fn word_after(&self) -> usize {
        self.cursor + end_of_word(&self.text[self.cursor..])
    }
}

/// Where the first word of a text ends, in bytes; the end of the text where it has no word.
pub fn end_of_word(text: &str) -> usize {
    let mut words = text.unicode_word_indices();
    words
        .next()
        .map_or(text.len(), |(start, word)| start + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_whole_graphemes_and_words() {
        let mut field = Field::with("saudi arabia e\u{301}");
        assert!(field.act(Action::DeleteBack));
        assert_eq!(field.text(), "saudi arabia ");
        field.act(Action::DeleteWord);
        assert_eq!(field.text(), "saudi ");
        field.act(Action::TypeStart);
        field.act(Action::DeleteForward);
        field.insert("S");
        assert_eq!(field.text(), "Saudi ");
        assert!(!field.act(Action::Quit));
    }

    #[test]
    fn moves_and_deletes_by_words_both_ways() {
        let mut field = Field::with("alpha beta, gamma");
        field.act(Action::TypeWordLeft);
        field.act(Action::TypeWordLeft);
        assert_eq!(field.before(), "alpha ");
        field.act(Action::TypeWordRight);
        assert_eq!(field.before(), "alpha beta");
        field.act(Action::DeleteWordForward);
        assert_eq!(field.text(), "alpha beta");
        field.act(Action::DeleteWordForward);
        field.act(Action::TypeWordRight);
        assert_eq!((field.text(), field.cursor()), ("alpha beta", 10));
        field.act(Action::TypeStart);
        field.act(Action::DeleteToEnd);
        assert_eq!((field.text(), field.cursor()), ("", 0));
        field.act(Action::TypeWordLeft);
        assert_eq!(field.cursor(), 0);
    }

    #[test]
    fn a_paste_is_cleaned_and_cut() {
        let mut field = Field::default();
        field.insert("a\u{1b}[31mb\nc");
        assert!(!field.text().contains(['\u{1b}', '\n']));
        field.insert(&"x".repeat(100_000));
        assert_eq!(field.text().len(), LONGEST);
    }
}
