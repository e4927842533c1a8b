//! One source: its address, whether it is in the library, and who cites it, in what words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::citation::Source;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::list_rows::{Done, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::{self, Item, wrapped};
use crate::panes::request::{Notice, Request, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::text::range::TextRange;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// The pane.
#[derive(Default)]
pub struct Record {
    url: Option<String>,
    head: Vec<SafeText>,
    rows: Rows<Item>,
    width: u16,
}

impl Record {
    /// Shows a source; the same one again keeps the cursor where it was.
    pub fn show(&mut self, url: String, cx: &Cx) {
        if self.url.as_ref() != Some(&url) {
            self.rows = Rows::default();
        }
        self.url = Some(url);
        self.refill(cx);
    }

    fn refill(&mut self, cx: &Cx) {
        let Some(url) = &self.url else { return };
        let source = cx.library.source(url);
        self.head = head(url, source, self.width, cx);
        let places = source.map_or_else(Vec::new, |source| places(source, cx));
        self.rows.set(places, &cx.library);
    }

    fn head_rows(&self, height: u16) -> u16 {
        (self.head.len() as u16 + 1).min(height / 2)
    }
}

/// The address whole, its article, and what can be done.
fn head(url: &str, source: Option<&Source>, width: u16, cx: &Cx) -> Vec<SafeText> {
    let mut lines = wrapped(&SafeText::line(url), width);
    let clip = source.and_then(|source| cx.library.article(source.article?));
    lines.push(match clip {
        Some(article) => SafeText::line(&format!("In this library: {}", article.head.title)),
        None => "Not clipped yet · o opens it in the browser · y u copies the address".into(),
    });
    lines
}

/// Every citation in its sentence, article by article, with the section it stands in.
fn places(source: &Source, cx: &Cx) -> Vec<Item> {
    let mut items = Vec::new();
    let mut under: Option<SafeText> = None;
    let citations = cx.library.citations_of(source);
    for (_, citation) in citations.filter(|(_, citation)| cx.takes(citation.article.id)) {
        let title = &citation.article.head.title;
        let head = match citation.section() {
            Some(section) => SafeText::line(&format!("{title} — {section}")),
            None => title.clone(),
        };
        if under.as_ref() != Some(&head) {
            items.push(Item::Head(head.clone()));
            under = Some(head);
        }
        items.push(Item::Place {
            place: citation.place(),
            sentence: citation.sentence().to_shown(),
            lit: TextRange::from(citation.in_sentence()),
        });
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

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::LibraryChanged | Notice::Filtered) {
            self.refill(cx);
        }
    }

    fn place(&mut self, area: Rect, cx: &Cx) {
        if self.width != area.width {
            self.width = area.width;
            self.refill(cx);
        }
        let below = area.height - self.head_rows(area.height);
        self.rows
            .set_height(usize::from(place_list::list_rows(below)));
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
