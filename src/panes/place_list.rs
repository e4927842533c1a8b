//! Evidence: a list of places, each with its article and its sentence, as dossier and record show it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::library::contents::Library;
use crate::library::contents::context::Evidence;
use crate::page::wrap::lines;
use crate::panes::list_rows::{Row, Rows};
use crate::panes::pane::Cx;
use crate::panes::pane_id::PaneId;
use crate::panes::sentence_texts::SentenceTexts;
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::range::{Place, TextRange};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A row of a dossier or a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The title of an article or of a group of rows.
    Head(SafeText),
    /// A place with the sentence it stands in.
    Place {
        /// Where it is.
        place: Place,
        /// The sentence.
        sentence: SafeText,
        /// Where that stands in the article's text.
        stands: TextRange,
        /// What in the sentence is meant.
        lit: TextRange,
    },
    /// A name beside it, or anything else to be opened by its number in the pane.
    Other {
        /// What is shown.
        label: SafeText,
        /// How often, as it is shown.
        count: SafeText,
        /// Its number in the pane.
        number: usize,
    },
}

impl Item {
    /// The row of a place.
    pub fn of(evidence: &Evidence<'_>) -> Self {
        Self::Place {
            place: evidence.place(),
            sentence: evidence.sentence().to_shown(),
            stands: evidence.sentence,
            lit: TextRange::from(evidence.in_sentence()),
        }
    }

    /// Where its sentence stands.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Place { place, .. } => Some(*place),
            _ => None,
        }
    }
}

impl Row for Item {
    const IS_EVIDENCE: bool = true;

    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::Head(label) | Self::Other { label, .. } => label.shown(),
            Self::Place { sentence, .. } => sentence.shown(),
        }
    }

    fn texts<'a>(rows: impl Iterator<Item = &'a Self>, library: &Library) -> Vec<RowText> {
        let mut texts = SentenceTexts::new(library);
        let text = |row: &Self| match row {
            Self::Place { place, stands, .. } => texts.text(place.article, *stands),
            _ => RowText::default().with(row.label().as_str()),
        };
        rows.map(text).collect()
    }

    fn follows(&self) -> bool {
        matches!(self, Self::Other { .. })
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Head(_))
    }

    fn counts(&self) -> bool {
        matches!(self, Self::Place { .. })
    }
}

/// Places in their sentences, each article's below its title, as they come.
pub fn by_article<'a>(found: impl Iterator<Item = Evidence<'a>>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut article = None;
    for evidence in found {
        if article != Some(evidence.article.id) {
            article = Some(evidence.article.id);
            items.push(Item::Head(evidence.article.head.title.clone()));
        }
        items.push(Item::of(&evidence));
    }
    items
}

/// What stands in place of rows that are still to come.
pub const AWAITED: &str = "…";

/// Rows in which the sentence at the cursor is shown whole, when there is room.
const WHOLE: u16 = 4;

/// Rows of the list in an area of that height; below them the chosen sentence is shown whole.
pub fn list_rows(height: u16) -> u16 {
    if height >= 3 * WHOLE {
        height - WHOLE - 1
    } else {
        height
    }
}

/// The area below the `head` rows of a pane's head.
pub fn below(area: Rect, head: u16) -> Rect {
    Rect {
        y: area.y + head,
        height: area.height - head,
        ..area
    }
}

/// The list in an area of evidence, above the chosen sentence.
pub fn list(area: Rect) -> Rect {
    Rect {
        height: list_rows(area.height),
        ..area
    }
}

/// Draws rows of evidence from the top of `area`, and the chosen sentence whole at its foot.
pub fn draw(rows: &Rows<Item>, pane: PaneId, area: Rect, cx: &Cx, buf: &mut Buffer) {
    let list = list(area);
    draw_rows(rows, pane, list, cx, buf);
    let Some(Item::Place { sentence, lit, .. }) = rows.current() else {
        return;
    };
    let foot = Rect {
        y: list.bottom() + 1,
        height: area.height.saturating_sub(list.height + 1),
        ..area
    };
    let room = usize::from(foot.width.max(1));
    let broken = lines(sentence.as_str(), room, room);
    for (broken, row) in broken.into_iter().zip(foot.rows()) {
        let mut line = Line::new(buf, row, &cx.theme, Role::Text);
        let within = |at: u32| (at as usize).clamp(broken.shown.start, broken.shown.end);
        let (start, end) = (within(lit.start), within(lit.end));
        let text = sentence.shown();
        line.text(Role::Text, text.get(broken.shown.start..start));
        line.text(Role::Match, text.get(start..end));
        line.text(Role::Text, text.get(end..broken.shown.end));
    }
}

fn draw_rows(rows: &Rows<Item>, pane: PaneId, area: Rect, cx: &Cx, buf: &mut Buffer) {
    if rows.is_awaited() && !area.is_empty() {
        Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, AWAITED.into());
    }
    for ((item, chosen), row) in rows.visible().zip(area.rows()) {
        let mut line = Line::new(buf, row, &cx.theme, cx.row(pane, chosen));
        match item {
            Item::Head(_) => rows.draw_head(item, &mut line, &cx.symbols),
            Item::Place { sentence, lit, .. } => {
                line.blank(2);
                draw_lit(&mut line, sentence, *lit);
            }
            Item::Other { label, count, .. } => {
                line.blank(2);
                line.right(Role::Count, count.shown());
                line.text(Role::Text, label.shown());
            }
        }
    }
}

/// Draws a sentence so that what is meant is seen: its beginning gives way where the room is short.
fn draw_lit(line: &mut Line, sentence: &SafeText, lit: TextRange) {
    let text = sentence.shown();
    let (start, end) = (lit.start as usize, lit.end as usize);
    let before = text.get(0..start).as_str();
    let room = usize::from(line.room());
    let wanted = crate::page::width::columns(text.get(0..end).as_str());
    let from = if wanted + 8 <= room {
        0
    } else {
        later_start(before, room / 3)
    };
    if from > 0 {
        line.text(Role::TextDim, "… ".into());
    }
    line.text(Role::Text, text.get(from..start));
    line.text(Role::Match, text.get(start..end));
    line.text(Role::Text, text.get(end..text.as_str().len()));
}

/// The byte from which about `columns` columns of `before` remain, at the beginning of a word.
fn later_start(before: &str, columns: usize) -> usize {
    let mut from = before.len();
    let mut used = 0;
    for (at, c) in before.char_indices().rev() {
        used += 1;
        if used > columns {
            break;
        }
        if c == ' ' {
            from = at + 1;
        }
    }
    from
}

/// A sentence broken at `width` columns, for the head of a pane.
pub fn wrapped(text: &SafeText, width: u16) -> Vec<SafeText> {
    let room = usize::from(width.max(1));
    lines(text.as_str(), room, room)
        .into_iter()
        .map(|line| text.shown().get(line.shown).to_shown())
        .collect()
}
