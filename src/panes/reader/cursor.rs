//! The cursor in the text, and what is selected from it: by characters, by rows, by objects.

use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::page::locate;
use crate::page::motion::row::{rows_between, vertical};
use crate::page::motion::{Course, Unit};
use crate::panes::pane::Cx;
use crate::panes::reader::{Reader, row_of};
use crate::panes::request::Request;
use crate::text::clean::SafeText;
use crate::text::range::{SourceRange, TextRange};

/// A selection under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// From this byte of the text to the cursor, by characters.
    Characters(u32),
    /// Whole rows, from the one of this byte to that of the cursor.
    Rows(u32),
    /// This stretch of the text, chosen as a whole.
    Object(TextRange),
}

/// Longest selection that is taken for a name, in bytes.
const LONGEST_NAME: usize = 160;

impl Reader {
    /// What is selected; `None` when nothing is.
    pub fn selected(&self, cx: &Cx) -> Option<TextRange> {
        let opened = cx.opened()?;
        let at = self.position.at;
        match self.selection? {
            Selection::Characters(from) => Some(course(cx)?.between(from, at)),
            Selection::Rows(from) => Some(rows_between(
                &opened.document,
                self.layout.as_ref()?,
                from,
                at,
            )),
            Selection::Object(range) => Some(range),
        }
    }

    /// What is annotated or copied: the selection, else the sentence at the current place.
    pub fn meant(&self, cx: &Cx) -> Option<TextRange> {
        self.selected(cx).or_else(|| self.sentence(cx))
    }

    /// The sentence at the current place.
    pub(super) fn sentence(&self, cx: &Cx) -> Option<TextRange> {
        let opened = cx.opened()?;
        let text = &opened.document.text;
        let sentence = opened.sentence_at(self.position.at);
        if sentence.is_empty() {
            let block = opened
                .document
                .blocks
                .get(opened.document.block_at(self.position.at)?)?;
            return Some(block.text).filter(|range| !text.slice(*range).as_str().is_empty());
        }
        Some(sentence)
    }

    /// The selected words, where they are few enough for a name.
    pub fn selected_words(&self, cx: &Cx) -> Option<SafeText> {
        let text = self.selected(cx)?;
        let words = cx.opened()?.document.slice(text).as_str().trim();
        let is_name = !words.is_empty() && words.len() <= LONGEST_NAME && !words.contains('\n');
        is_name.then(|| SafeText::line(words))
    }

    /// Ends selecting and hides the cursor.
    pub fn put_cursor_away(&mut self) {
        self.selection = None;
        self.cursor = false;
    }

    /// Where the cursor is drawn.
    pub(super) fn cursor_place(&self, cx: &Cx) -> Option<SourceRange> {
        if !self.cursor {
            return None;
        }
        let cluster = course(cx)?.around(Unit::Character, self.position.at)?;
        cx.opened()?.document.source_of(cluster)
    }

    /// Moves the cursor, selects, or takes an object; `None` for any other command.
    pub(super) fn act_cursor(&mut self, command: Command, cx: &Cx) -> Option<Vec<Request>> {
        match command.action {
            Action::Cursor => self.show_cursor(),
            Action::SelectCharacters => self.select(Selection::Characters(self.position.at)),
            Action::SelectLines => self.select(Selection::Rows(self.position.at)),
            Action::SelectWord => self.select_object(Unit::Word, cx),
            Action::SelectSentence => self.select_object(Unit::Sentence, cx),
            Action::SelectParagraph => self.select_object(Unit::Paragraph, cx),
            Action::SwapEnds => self.swap_ends(),
            Action::Close if self.selection.is_some() => self.selection = None,
            Action::Close if self.cursor => self.cursor = false,
            _ if self.cursor => return self.move_cursor(command, cx).then(Vec::new),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn show_cursor(&mut self) {
        self.cursor = !self.cursor;
        self.selection = None;
        self.target = None;
    }

    /// Begins selecting; the same key again ends it.
    fn select(&mut self, selection: Selection) {
        let same =
            |now: Selection| std::mem::discriminant(&now) == std::mem::discriminant(&selection);
        self.selection = (!self.selection.is_some_and(same)).then_some(selection);
        self.cursor = true;
        self.target = None;
    }

    fn select_object(&mut self, unit: Unit, cx: &Cx) {
        let object = course(cx).and_then(|course| course.around(unit, self.position.at));
        self.selection = object.map(Selection::Object).or(self.selection);
    }

    fn swap_ends(&mut self) {
        if let Some(Selection::Characters(from) | Selection::Rows(from)) = &mut self.selection {
            std::mem::swap(from, &mut self.position.at);
        }
    }

    fn move_cursor(&mut self, command: Command, cx: &Cx) -> bool {
        let mut at = self.position.at;
        for _ in 0..command.times() {
            match self.moved(command.action, at, cx) {
                Some(to) => at = to,
                None => return false,
            }
        }
        // A motion after an object goes on from its beginning.
        if let Some(Selection::Object(range)) = self.selection {
            self.selection = Some(Selection::Characters(range.start));
        }
        self.position.at = at;
        self.target = None;
        if let (Some(opened), Some(layout)) = (cx.opened(), &self.layout) {
            let row = row_of(opened, layout, at) + self.card.len();
            self.bring(row);
        }
        true
    }

    /// Where a motion leads from a byte of the text; `None` for an action that is none.
    fn moved(&self, action: Action, at: u32, cx: &Cx) -> Option<u32> {
        let course = course(cx)?;
        let (opened, layout) = (cx.opened()?, self.layout.as_ref()?);
        let column =
            || locate::position_of_text(&opened.document, layout, at).map_or(0, |at| at.column);
        let rows = |by: isize| Some(vertical(&opened.document, layout, at, by, column()));
        let page = isize::try_from(self.height() / 2).unwrap_or(1).max(1);
        match action {
            Action::CursorLeft => Some(course.previous(Unit::Character, at)),
            Action::CursorRight => Some(course.next(Unit::Character, at)),
            Action::NextWord => Some(course.next(Unit::Word, at)),
            Action::PreviousWord => Some(course.previous(Unit::Word, at)),
            Action::NextSentence => Some(course.next(Unit::Sentence, at)),
            Action::PreviousSentence => Some(course.previous(Unit::Sentence, at)),
            Action::NextBlock => Some(course.next(Unit::Paragraph, at)),
            Action::PreviousBlock => Some(course.previous(Unit::Paragraph, at)),
            Action::Down => rows(1),
            Action::Up => rows(-1),
            Action::HalfDown => rows(page),
            Action::HalfUp => rows(-page),
            Action::PageDown => rows(2 * page),
            Action::PageUp => rows(-2 * page),
            Action::Top => Some(course.previous(Unit::Paragraph, 0)),
            Action::Bottom => rows(isize::try_from(layout.rows.len()).unwrap_or(isize::MAX)),
            _ => None,
        }
    }
}

/// The text in the reader, to move in.
fn course(cx: &Cx) -> Option<Course<'_>> {
    let opened = cx.opened()?;
    Some(Course {
        document: &opened.document,
        sentences: &opened.sentences,
    })
}
