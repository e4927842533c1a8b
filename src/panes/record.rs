//! One source: its address, whether it is in the library, and who cites it, in what words.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::citation::Source;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::library::contents::Library;
use crate::panes::list_rows::{Done, Rows, RowsAnswer};
use crate::panes::list_work::{Bulk, Extent, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::{self, Item, wrapped};
use crate::panes::request::{Notice, Request, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// The pane.
#[derive(Default)]
pub struct Record {
    url: Option<String>,
    head: Vec<SafeText>,
    rows: Rows<Item>,
    width: u16,
    height: u16,
}

/// What was made of a source.
struct Made {
    head: Vec<SafeText>,
    rows: RowsAnswer<Item>,
}

impl Record {
    /// Shows a source; the same one again keeps the cursor where it was.
    pub fn show(&mut self, url: String, _cx: &Cx) {
        if self.url.as_ref() != Some(&url) {
            self.rows = Rows::default();
            self.head.clear();
        }
        self.url = Some(url);
        self.rows.renew_for_reader();
    }

    fn head_rows(&self, height: u16) -> u16 {
        (self.head.len() as u16 + 1).min(height / 2)
    }

    fn set_height(&mut self) {
        let below = self.height - self.head_rows(self.height);
        self.rows
            .set_height(usize::from(place_list::list_rows(below)));
    }
}

/// The address whole, its article, and what can be done.
fn head(url: &str, source: Option<&Source>, width: u16, library: &Library) -> Vec<SafeText> {
    let mut lines = wrapped(&SafeText::line(url), width);
    let clip = source.and_then(|source| library.article(source.article?));
    lines.push(match clip {
        Some(article) => SafeText::line(&format!("In this library: {}", article.head.title)),
        None => "Not clipped yet · o opens it in the browser · y u copies the address".into(),
    });
    lines
}

/// Every citation in its sentence, article by article, with the section it stands in.
fn places(source: &Source, extent: &Extent) -> Vec<Item> {
    let mut items = Vec::new();
    let mut under: Option<SafeText> = None;
    let citations = extent.library.citations_of(source);
    for (_, citation) in citations.filter(|(_, citation)| extent.takes(citation.article.id)) {
        let title = &citation.article.head.title;
        let head = match citation.section() {
            Some(section) => SafeText::line(&format!("{title} — {section}")),
            None => title.clone(),
        };
        if under.as_ref() != Some(&head) {
            items.push(Item::Head(head.clone()));
            under = Some(head);
        }
        items.push(Item::of(&citation));
    }
    items
}

impl Pane for Record {
    fn title(&self, cx: &Cx) -> SafeText {
        let Some(url) = &self.url else {
            return SafeText::default();
        };
        let source = cx.library.source(url);
        let cited = source.map_or(0, |source| source.citations.len());
        let site = crate::web::address::site(url);
        let title = SafeText::line(&format!("{site} · cited {cited} times"));
        self.rows.titled(title)
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Sources)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command, &cx.library), self.rows.current()) {
            (Done::Chosen, Some(Item::Place { place, .. })) => {
                return vec![Request::Go((*place).into())];
            }
            (Done::Nothing, _) => {}
            _ => return Vec::new(),
        }
        let Some(url) = &self.url else {
            return ignored();
        };
        match command.action {
            Action::OpenSource => {
                vec![Request::Browse {
                    address: url.clone(),
                    label: SafeText::line(url),
                }]
            }
            Action::CopyAddress => vec![Request::Copy {
                text: SafeText::line(url),
                what: "the address",
            }],
            _ => ignored(),
        }
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        self.url
            .clone()
            .map(Constraint::Source)
            .into_iter()
            .collect()
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, _cx: &Cx) {
        if matches!(notice, Notice::LibraryChanged | Notice::Filtered) && self.url.is_some() {
            self.rows.renew();
        }
    }

    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        let url = self.url.clone()?;
        let question = self.rows.question()?;
        let width = self.width;
        Some(Arc::new(move |extent| {
            let library = &extent.library;
            let source = library.source(&url);
            let places = |_: &_| source.map_or_else(Vec::new, |source| places(source, extent));
            Bulk::new(Made {
                head: head(&url, source, width, library),
                rows: question.clone().answer(places, library),
            })
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let made = made.get::<Made>()?;
        self.head.clone_from(&made.head);
        self.set_height();
        Some(Bulk::new(self.rows.take(made.rows.clone())))
    }

    fn awaits(&self) -> bool {
        self.rows.awaits()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        if self.width != area.width && self.url.is_some() {
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
        for (text, row) in self.head.iter().zip(area.rows().take(usize::from(head))) {
            Line::new(buf, row, &cx.theme, Role::Text).text(Role::TextDim, text.shown());
        }
        let below = place_list::below(area, head);
        place_list::draw(&self.rows, PaneId::Record, below, cx, buf);
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
