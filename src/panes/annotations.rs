//! The annotations of the article or the library: what needs the reader first, then in a chosen order.

pub mod items;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::notes::annotation::AnnotationId;
use crate::notes::annotation::colour::Colour;
use crate::panes::annotations::items::{Item, Listed, Listing, Need};
use crate::panes::list_rows::{Done, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::wrapped;
use crate::panes::request::{Notice, Request, ignored};
use crate::panes::sort_key::Arrangement;
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// Rows below the list in which the chosen annotation is shown whole, when there is room.
const WHOLE: u16 = 6;

/// Annotations that are put into the list one by one.
const FEW: usize = 64;

/// The pane.
#[derive(Default)]
pub struct Annotations {
    listing: Listing,
    rows: Rows<Item>,
    arrangement: Arrangement,
}

impl Annotations {
    /// The annotation at the cursor.
    pub fn current(&self) -> Option<AnnotationId> {
        self.listed().map(|listed| listed.id)
    }

    /// Puts the cursor on an annotation.
    pub fn choose(&mut self, id: AnnotationId) {
        self.rows
            .choose_where(|item| matches!(item, Item::Annotation(listed) if listed.id == id));
    }

    /// The annotations as they are listed, each once.
    pub fn walk(&self) -> Vec<AnnotationId> {
        let mut walk = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for item in self.rows.shown() {
            if let Item::Annotation(listed) = item
                && seen.insert(listed.id)
            {
                walk.push(listed.id);
            }
        }
        walk
    }

    /// Groups and orders by something else.
    pub fn arrange(&mut self, arrangement: Arrangement, cx: &Cx) {
        self.arrangement = arrangement;
        self.refill(cx);
    }

    /// How it is grouped and ordered.
    pub fn arrangement(&self) -> Arrangement {
        self.arrangement
    }

    fn listed(&self) -> Option<&Listed> {
        match self.rows.current()? {
            Item::Annotation(listed) => Some(listed),
            Item::Head(_) => None,
        }
    }

    fn refill(&mut self, cx: &Cx) {
        self.listing = Listing::of(self.arrangement, cx);
        self.rows.set(self.listing.items(), &cx.library);
    }

    /// Lists some annotations anew. Of many, all are listed at once sooner.
    fn update(&mut self, ids: &BTreeSet<AnnotationId>, cx: &Cx) {
        if ids.len() > FEW {
            return self.refill(cx);
        }
        self.listing.update(ids, self.arrangement, cx);
        self.rows.set(self.listing.items(), &cx.library);
    }

    /// Rows of the list in a pane of that height.
    fn list_rows(height: u16) -> u16 {
        if height >= 2 * WHOLE + 2 {
            height - WHOLE
        } else {
            height
        }
    }

    /// Shows the chosen annotation whole.
    fn draw_whole(listed: &Listed, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let texts = [
            (&listed.about, Role::TextDim),
            (&listed.note, Role::Emphasis),
            (&listed.words, Role::Text),
        ];
        let shown = texts.iter().filter(|(text, _)| !text.is_empty());
        let lines = shown.flat_map(|(text, role)| {
            wrapped(text, area.width)
                .into_iter()
                .map(move |line| (line, *role))
        });
        for ((text, role), row) in lines.zip(area.rows()) {
            Line::new(buf, row, &cx.theme, Role::Text).text(role, text.shown());
        }
    }
}

/// What Enter means on an annotation: what it needs is done, else one goes to it.
fn opened(listed: &Listed) -> Request {
    match (listed.need, listed.place, listed.article) {
        (Need::Place, ..) => Request::Run(Action::Attach),
        (Need::Answer, ..) => Request::Run(Action::Review),
        (Need::Choice, ..) => Request::Run(Action::Compare),
        (Need::Nothing, Some(place), _) => Request::Go(place.into()),
        (Need::Nothing, None, Some(article)) => Request::Read(article),
        (Need::Nothing, None, None) => Request::Say("Its article is not in this library".into()),
    }
}

/// Writes an annotation into its row: the reader's own words first, for they are looked for.
fn draw_row(listed: &Listed, line: &mut Line) {
    line.blank(2);
    line.text(role_of(listed.colour), listed.word.shown());
    line.blank(1);
    if !listed.note.is_empty() {
        line.text(Role::Emphasis, listed.note.shown());
        line.text(Role::TextDim, " — ".into());
    }
    line.text(Role::Text, listed.words.shown());
}

/// The role of a colour.
pub fn role_of(colour: Colour) -> Role {
    match colour {
        Colour::Red => Role::MarkRed,
        Colour::Green => Role::MarkGreen,
        Colour::Blue => Role::MarkBlue,
        Colour::Yellow => Role::MarkYellow,
        Colour::Purple => Role::MarkPurple,
    }
}

impl Pane for Annotations {
    fn title(&self, cx: &Cx) -> SafeText {
        let scope = crate::panes::entities::scope_word(cx.scope);
        SafeText::line(&format!("Annotations {} · {scope}", self.rows.counts()))
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Annotations)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command, &cx.library), self.listed()) {
            (Done::Chosen, Some(listed)) => vec![opened(listed)],
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::Annotated(ids) => self.update(ids, cx),
            Notice::LibraryChanged | Notice::ScopeChanged | Notice::Filtered | Notice::Opened => {
                self.refill(cx);
            }
            _ => {}
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows
            .set_height(usize::from(Self::list_rows(area.height)));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        let height = Self::list_rows(area.height);
        Some(self.rows.seen_in(Rect { height, ..area }))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if self.rows.total() == 0 {
            let words = "No annotations here: H marks the sentence in the reader, a writes a note";
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, words.into());
        }
        let list = Rect {
            height: Self::list_rows(area.height),
            ..area
        };
        for ((item, chosen), row) in self.rows.visible().zip(list.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Annotations, chosen));
            match item {
                Item::Head(_) => self.rows.draw_head(item, &mut line, &cx.symbols),
                Item::Annotation(listed) => draw_row(listed, &mut line),
            }
        }
        if let Some(listed) = self.listed().filter(|_| list.height < area.height) {
            let foot = Rect {
                y: list.bottom() + 1,
                height: area.height - list.height - 1,
                ..area
            };
            Self::draw_whole(listed, foot, cx, buf);
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
