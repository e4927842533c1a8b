//! Two names: the sentences that name both with the pages they cite, then paragraphs, then articles.

mod items;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::article::Article;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::library::contents::Library;
use crate::library::pair::cited_in;
use crate::notes::formats::reference::{passage, quote_citing, reference};
use crate::notes::formats::text_fragment;
use crate::panes::articles::copy_reference;
use crate::panes::list_rows::{Done, Rows, RowsAnswer};
use crate::panes::list_work::{Bulk, Make};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::AWAITED;
use crate::panes::request::{EntityName, Notice, PairName, Request, ignored};
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;
use crate::text::range::TextRange;
use crate::ui::line::Line;
use crate::ui::theme::Role;
use items::{INDENT, Item, PairRows, Quoted, Title};

/// The pane.
#[derive(Default)]
pub struct Pair {
    names: Option<(PairName, PairName)>,
    title: Title,
    /// The two as they are listed.
    listed: Vec<EntityName>,
    rows: Rows<Item>,
    /// Whether no rows of these names were shown yet.
    is_new: bool,
    width: u16,
}

/// What was made of two names.
struct Made {
    title: Title,
    listed: Vec<EntityName>,
    rows: RowsAnswer<Item>,
}

impl Pair {
    /// Shows what joins two names; the same ones again keep the cursor where it was.
    pub fn show(&mut self, one: PairName, other: PairName) {
        let names = Some((one, other));
        if self.names != names {
            self.rows = Rows::default();
            self.title = Title::default();
            self.listed.clear();
            self.is_new = true;
        }
        self.names = names;
        self.rows.renew_for_reader();
    }

    /// Whether two names were asked for.
    pub fn has_names(&self) -> bool {
        self.names.is_some()
    }

    fn chosen(&self) -> Vec<Request> {
        let request = match self.rows.current() {
            Some(Item::Origin(quoted, _) | Item::Words(quoted, _)) => {
                Request::Go(quoted.place.into())
            }
            Some(Item::Page(quoted, number)) => Request::Record(quoted.pages[*number].url.clone()),
            Some(Item::Article { id, .. }) => Request::Read(*id),
            Some(Item::Name { name, .. }) => Request::Dossier(name.clone()),
            Some(Item::Head(_)) | None => return Vec::new(),
        };
        vec![request]
    }

    fn act_on_row(&self, action: Action, cx: &Cx) -> Vec<Request> {
        match (action, self.rows.current()) {
            (Action::Pin, _) if !self.listed.is_empty() => vec![Request::Pin(self.offers(cx))],
            (Action::CopyQuote, Some(row)) => vec![self.quotes(row, &cx.library)],
            (Action::OpenSource, Some(Item::Page(quoted, number))) => {
                let page = &quoted.pages[*number];
                vec![Request::Browse {
                    address: page.url.clone(),
                    label: page.label.clone(),
                }]
            }
            (
                action @ (Action::CopyReference | Action::CopyBibtex | Action::CopyCsl),
                Some(row),
            ) => {
                let article = article(row, &cx.library);
                article.map_or_else(ignored, |article| vec![copy_reference(action, article)])
            }
            (Action::CopyAddress, Some(row)) => vec![Request::Copy {
                text: SafeText::line(&address(row, &cx.library).unwrap_or_default()),
                what: "the address",
            }],
            _ => ignored(),
        }
    }

    /// The sentence at the cursor as a quote with its reference and pages; at a head, every one of the group.
    fn quotes(&self, row: &Item, library: &Library) -> Request {
        let (text, what) = match row {
            Item::Head(_) => {
                let mut rows = self.rows.shown().skip_while(|shown| *shown != row).skip(1);
                let group: Vec<&Item> = rows
                    .by_ref()
                    .take_while(|row| !matches!(row, Item::Head(_)))
                    .collect();
                let of_group = group
                    .into_iter()
                    .filter(|row| !matches!(row, Item::Page(..)));
                let mut quotes: Vec<String> =
                    of_group.filter_map(|row| quote(row, library)).collect();
                quotes.dedup();
                (quotes.join("\n\n"), "the quotes")
            }
            row => (quote(row, library).unwrap_or_default(), "the quote"),
        };
        Request::Copy {
            text: SafeText::block(&text),
            what,
        }
    }

    fn draw_quoted(quoted: &Quoted, shown: TextRange, line: &mut Line) {
        let words = quoted.words.shown();
        let slice = |from: u32, to: u32| words.get(from as usize..to as usize);
        let mut at = shown.start;
        for lit in &quoted.lit {
            let start = lit.start.clamp(at, shown.end);
            let end = lit.end.clamp(start, shown.end);
            line.text(Role::Text, slice(at, start));
            line.text(Role::Match, slice(start, end));
            at = end;
        }
        line.text(Role::Text, slice(at, shown.end));
    }

    fn draw_row(&self, item: &Item, line: &mut Line, cx: &Cx) {
        if let Item::Head(_) = item {
            return self.rows.draw_head(item, line, &cx.symbols);
        }
        line.blank(INDENT);
        match item {
            Item::Head(_) => {}
            Item::Origin(quoted, shown) => {
                line.text(Role::TextDim, quoted.origin.shown().get(shown.bytes()));
            }
            Item::Words(quoted, shown) => Self::draw_quoted(quoted, *shown, line),
            Item::Page(quoted, number) => {
                let page = &quoted.pages[*number];
                let (role, state) = if page.is_clipped {
                    (Role::LinkInternal, "clipped")
                } else {
                    (Role::Link, "not clipped")
                };
                line.blank(INDENT);
                line.right(Role::TextDim, state.into());
                line.text(Role::TextDim, "→ ".into());
                line.text(Role::Heading, page.site.shown());
                line.blank(1);
                line.text(role, page.label.shown());
            }
            Item::Article { label, detail, .. } => {
                line.right(Role::TextDim, detail.shown());
                line.text(Role::LinkInternal, label.shown());
            }
            Item::Name { label, .. } => line.text(Role::Text, label.shown()),
        }
    }
}

/// The article that a row is of.
fn article<'a>(row: &Item, library: &'a Library) -> Option<&'a Arc<Article>> {
    match row {
        Item::Article { id, .. } => library.article(*id),
        row => library.article(row.quoted()?.place.article),
    }
}

/// A row as a quote with its reference and pages, or the reference to an article.
fn quote(row: &Item, library: &Library) -> Option<String> {
    let article = article(row, library)?;
    let Some(quoted) = row.quoted() else {
        return Some(reference(article).to_string());
    };
    let words = quoted.words.as_str();
    let cited = cited_in(article, quoted.text);
    Some(quote_citing(words, &passage(words, article), &cited).to_string())
}

/// The address of a page, of an article, or of a passage in it.
fn address(row: &Item, library: &Library) -> Option<String> {
    if let Item::Page(quoted, number) = row {
        return Some(quoted.pages[*number].url.clone());
    }
    let source = article(row, library)?.head.source.clone()?;
    Some(match row.quoted() {
        Some(quoted) => text_fragment::link(&source, quoted.words.as_str()),
        None => source,
    })
}

impl Pane for Pair {
    fn title(&self, _cx: &Cx) -> SafeText {
        let Title { names, counts } = &self.title;
        match self.rows.narrowing() {
            Some(_) => self.rows.titled(names.clone()),
            None => SafeText::line(&format!("{names}{counts}")),
        }
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Pair)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match self.rows.act(command, &cx.library) {
            Done::Here => Vec::new(),
            Done::Chosen => self.chosen(),
            Done::Nothing => self.act_on_row(command.action, cx),
        }
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let names = self.listed.iter();
        names
            .map(|name| Constraint::Entity(name.name.to_string()))
            .collect()
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, _cx: &Cx) {
        if matches!(notice, Notice::LibraryChanged | Notice::Filtered) && self.has_names() {
            self.rows.renew();
        }
    }

    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        let names = self.names.clone()?;
        let question = self.rows.question()?;
        let width = self.width;
        Some(Arc::new(move |extent| {
            let PairRows {
                title,
                names: listed,
                items,
            } = items::rows(&names, width, extent);
            Bulk::new(Made {
                title,
                listed,
                rows: question.clone().answer(|_| items, &extent.library),
            })
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let made = made.get::<Made>()?;
        self.title = made.title.clone();
        self.listed.clone_from(&made.listed);
        let before = self.rows.take(made.rows.clone());
        if std::mem::take(&mut self.is_new) {
            // What is looked for is the first sentence.
            self.rows.choose_where(|row| !matches!(row, Item::Head(_)));
        }
        Some(Bulk::new(before))
    }

    fn awaits(&self) -> bool {
        self.rows.awaits()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        if self.width != area.width && self.has_names() {
            self.rows.renew();
        }
        self.width = area.width;
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(area))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if self.rows.is_awaited() && !area.is_empty() {
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, AWAITED.into());
        }
        let current = self.rows.current();
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let is_meant = chosen || current.is_some_and(|current| current.is_one_with(item));
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Pair, is_meant));
            self.draw_row(item, &mut line, cx);
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
