//! One name: its other forms, when it was written of, every mention in its sentence, and what
//! stands beside it.

mod evidence;
mod timeline;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::entity::MentionRef;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::list_rows::{Done, Rows};
use crate::panes::list_work::{Bulk, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::{self, Item};
use crate::panes::request::{EntityName, Notice, Request, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::theme::Role;
use evidence::{BesideOrder, Lead, Made, Maker};

/// The pane.
#[derive(Default)]
pub struct Dossier {
    name: Option<EntityName>,
    /// A mention, by which it is found again under another name.
    first: Option<MentionRef>,
    head: Vec<SafeText>,
    bars: Vec<SafeText>,
    sort: BesideOrder,
    rows: Rows<Item>,
    leads: Vec<Lead>,
    /// The name that is typed to narrow the list.
    meant: Option<EntityName>,
    width: u16,
    height: u16,
}

impl Dossier {
    /// The name that is shown.
    pub fn name(&self) -> Option<&EntityName> {
        self.name.as_ref()
    }

    /// Shows an entity; the same one again keeps the cursor where it was.
    pub fn show(&mut self, name: EntityName, _cx: &Cx) {
        if self.name.as_ref() != Some(&name) {
            self.rows = Rows::default();
            self.first = None;
            self.head.clear();
            self.bars.clear();
        }
        self.name = Some(name);
        self.rows.renew_for_reader();
    }

    fn chosen(&self) -> Vec<Request> {
        match self.rows.current() {
            Some(Item::Place { place, .. }) => vec![Request::Go((*place).into())],
            Some(Item::Other { number, .. }) => match self.leads.get(*number) {
                Some(Lead::Name(other)) => self.pair(other),
                Some(Lead::Source(url)) => vec![Request::Record(url.clone())],
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// What joins this name with another.
    fn pair(&self, other: &EntityName) -> Vec<Request> {
        let name = self.name.clone().into_iter();
        name.map(|name| Request::Pair(name.into(), other.clone().into()))
            .collect()
    }

    /// Rows that the head takes in a pane of that height: never more than half of it.
    fn head_rows(&self, height: u16) -> u16 {
        let wanted = (self.head.len() + self.bars.len()) as u16 + 1;
        wanted.min(height / 2)
    }

    fn set_height(&mut self) {
        let below = self.height - self.head_rows(self.height);
        self.rows
            .set_height(usize::from(place_list::list_rows(below)));
    }
}

impl Pane for Dossier {
    fn title(&self, _cx: &Cx) -> SafeText {
        let name = self.name.as_ref().map(|name| name.name.clone());
        let title = self.rows.titled(name.unwrap_or_default());
        match &self.meant {
            Some(other) if self.context() == Context::Typing => {
                SafeText::line(&format!("{title} · enter: × {}", other.name))
            }
            _ => title,
        }
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Entities)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match self.rows.act(command, &cx.library) {
            Done::Here if command.action == Action::Accept => {
                let meant = self.meant.iter();
                meant.flat_map(|other| self.pair(other)).collect()
            }
            Done::Here => Vec::new(),
            Done::Chosen => self.chosen(),
            Done::Nothing if command.action == Action::Sort => {
                self.sort = self.sort.other();
                self.rows.renew_for_reader();
                Vec::new()
            }
            Done::Nothing => ignored(),
        }
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let name = self.name.iter().map(|name| name.name.to_string());
        name.map(Constraint::Entity).collect()
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, _cx: &Cx) {
        if matches!(notice, Notice::LibraryChanged | Notice::Filtered) && self.name.is_some() {
            self.rows.renew();
        }
    }

    fn wants(&mut self, cx: &Cx) -> Option<Arc<Make>> {
        let maker = Maker {
            name: self.name.clone()?,
            first: self.first,
            width: self.width,
            symbols: cx.symbols,
            sort: self.sort,
        };
        let question = self.rows.question()?;
        Some(Arc::new(move |extent| {
            Bulk::new(maker.make(question.clone(), extent))
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let made = made.get::<Made>()?;
        if let Some(named) = &made.named {
            (self.name, self.first) = (Some(named.name.clone()), named.first);
            self.bars.clone_from(&named.bars);
            self.leads.clone_from(&named.leads);
        }
        self.head.clone_from(&made.head);
        self.meant.clone_from(&made.meant);
        self.set_height();
        Some(Bulk::new(self.rows.take(made.rows.clone())))
    }

    fn awaits(&self) -> bool {
        self.rows.awaits()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        if self.width != area.width && self.name.is_some() {
            self.rows.renew();
        }
        (self.width, self.height) = (area.width, area.height);
        self.set_height();
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        let below = place_list::below(area, self.head_rows(area.height));
        Some(self.rows.seen_in(place_list::list(below)))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let head = self.head_rows(area.height);
        let lines = self.head.iter().chain(&self.bars);
        for (text, row) in lines.zip(area.rows().take(usize::from(head))) {
            Line::new(buf, row, &cx.theme, Role::Text).text(Role::TextDim, text.shown());
        }
        let below = place_list::below(area, head);
        place_list::draw(&self.rows, PaneId::Dossier, below, cx, buf);
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
