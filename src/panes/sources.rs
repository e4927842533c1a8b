//! The sources: pages that articles link to, grouped by site, with counts.

use std::cmp::Reverse;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::article::Article;
use crate::clip::citation::Source;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::library::contents::Library;
use crate::panes::entities::scope_word;
use crate::panes::list_rows::{Done, Row, Rows, RowsAnswer};
use crate::panes::list_work::{Bulk, Extent, Make, Tallier};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::AWAITED;
use crate::panes::request::{Notice, Request, Scope, ignored};
use crate::panes::sort_key::SourceOrder;
use crate::search::filter::Constraint;
use crate::search::items::day_of;
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A row: a site with several pages, or one page.
#[derive(Clone, Debug)]
enum Item {
    Site { site: SafeText, count: u32 },
    Page(Page),
}

/// A page as a row.
#[derive(Clone, Debug)]
struct Page {
    source: Arc<Source>,
    /// The article that was clipped from it.
    clip: Option<Arc<Article>>,
    stand: Stand,
    count: u32,
}

/// Where the row of a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Below its site.
    Below,
    /// It is the only page of its site, which must be said.
    Alone,
    /// Among pages of other sites: whether it is clipped is seen in front of it.
    Apart,
}

impl Page {
    /// What the page is called: its article's title, else its most frequent anchor, else its site.
    fn label(&self) -> SafeStr<'_> {
        let title = self.clip.as_ref().map(|article| &article.head.title);
        let named = title.or_else(|| self.source.anchor());
        named.unwrap_or(&self.source.site).shown()
    }
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Site { site, .. }, Self::Site { site: other, .. }) => site == other,
            (Self::Page(page), Self::Page(other)) => page.source.url == other.source.url,
            _ => false,
        }
    }
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::Site { site, .. } => site.shown(),
            Self::Page(page) => page.label(),
        }
    }

    /// With all words that link to the page, its site and its address.
    fn text(&self, _library: &Library) -> RowText {
        let mut text = RowText::new(self.label().as_str());
        if let Self::Page(page) = self {
            for anchor in page.source.anchors() {
                text.add(anchor.as_str());
            }
            text.add(page.source.site.as_str());
            text.add(&page.source.url);
        }
        text
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Site { .. })
    }
}

/// The pane.
#[derive(Default)]
pub struct Sources {
    rows: Rows<Item>,
    sort: SourceOrder,
}

impl Sources {
    /// Sorts by another key.
    pub fn sort_by(&mut self, sort: SourceOrder) {
        self.sort = sort;
        self.rows.renew_for_reader();
    }

    /// The key it is sorted by.
    pub fn sort(&self) -> SourceOrder {
        self.sort
    }

    /// The address of the page at the cursor.
    pub fn current(&self) -> Option<&str> {
        match self.rows.current()? {
            Item::Page(page) => Some(&page.source.url),
            Item::Site { .. } => None,
        }
    }
}

/// The rows of the sources of the scope, in an order.
fn items(extent: &Extent, sort: SourceOrder) -> Vec<Item> {
    match sort {
        SourceOrder::Site => by_site(extent),
        _ => page_by_page(extent, sort),
    }
}

/// Every page for itself.
fn page_by_page(extent: &Extent, sort: SourceOrder) -> Vec<Item> {
    let mut pages: Vec<Cited<'_>> = listed(extent).into_iter().flatten().collect();
    if sort == SourceOrder::Unclipped {
        pages.retain(|(source, _)| source.article.is_none());
    }
    pages.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.url.cmp(&b.url)));
    if sort == SourceOrder::Newest {
        let cites = |source: &Source| {
            let articles = source.articles.iter().filter(|id| extent.takes(*id));
            let articles = articles.filter_map(|id| extent.library.article(id));
            articles.filter_map(|article| day_of(article)).max()
        };
        pages.sort_by_cached_key(|(source, _)| Reverse(cites(source)));
    }
    let alone = pages
        .into_iter()
        .map(|cited| page(cited, Stand::Apart, extent));
    alone.collect()
}

/// Pages below their sites.
fn by_site(extent: &Extent) -> Vec<Item> {
    let mut items = Vec::new();
    for pages in listed(extent) {
        let is_alone = pages.len() == 1;
        if !is_alone {
            items.push(Item::Site {
                site: pages[0].0.site.clone(),
                count: cited(&pages),
            });
        }
        let stand = if is_alone { Stand::Alone } else { Stand::Below };
        items.extend(pages.into_iter().map(|cited| page(cited, stand, extent)));
    }
    items
}

/// The row of a page.
fn page((source, count): Cited<'_>, stand: Stand, extent: &Extent) -> Item {
    let clip = source.article.and_then(|id| extent.library.article(id));
    Item::Page(Page {
        source: Arc::clone(source),
        clip: clip.cloned(),
        stand,
        count,
    })
}

/// A source with how often it is cited.
type Cited<'a> = (&'a Arc<Source>, u32);

/// The sources of the scope, site by site; of sites and of the pages of a site first those that are
/// cited most often in articles that pass the pinned filters.
fn listed(extent: &Extent) -> Vec<Vec<Cited<'_>>> {
    let mut sites = match (extent.scope, extent.opened) {
        (Scope::Article, None) => Vec::new(),
        (Scope::Article, Some(opened)) => {
            let mut cited = extent.library.sources_in(opened);
            cited.sort_by(|(a, _), (b, _)| (&a.site, &a.url).cmp(&(&b.site, &b.url)));
            let sites = cited.chunk_by(|(a, _), (b, _)| a.site == b.site);
            sites.map(<[Cited<'_>]>::to_vec).collect()
        }
        (Scope::Library, _) => {
            let tallier = Tallier::new(extent);
            let sites = extent.library.sources_by_site();
            let counted = sites.map(|pages| {
                let counted = pages.map(|source| (source, passing(source, &tallier)));
                counted.filter(|(_, count)| *count > 0).collect()
            });
            let some = |pages: &Vec<Cited<'_>>| !pages.is_empty();
            counted.filter(some).collect::<Vec<_>>()
        }
    };
    for pages in &mut sites {
        pages.sort_by_key(|(_, count)| Reverse(*count));
    }
    sites.sort_by_cached_key(|pages| Reverse(cited(pages)));
    sites
}

/// How often some pages are cited together.
fn cited(pages: &[Cited<'_>]) -> u32 {
    pages.iter().map(|(_, count)| *count).sum()
}

/// How many citations of a source stand in articles that pass the pinned filters.
fn passing(source: &Source, counter: &Tallier) -> u32 {
    let citations = source.citations.iter().map(|citation| citation.article);
    counter.count(&source.articles, citations).times
}

impl Pane for Sources {
    fn title(&self, cx: &Cx) -> SafeText {
        let counts = self.rows.counts();
        let (scope, sort) = (scope_word(cx.scope), self.sort.word());
        SafeText::line(&format!("Sources {counts}{sort} · {scope}"))
    }

    fn is_narrowed(&self) -> bool {
        self.rows.narrowing().is_some()
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Sources)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match self.rows.act(command, &cx.library) {
            Done::Here => return Vec::new(),
            Done::Chosen => {
                return self
                    .current()
                    .map(|url| Request::Record(url.to_owned()))
                    .into_iter()
                    .collect();
            }
            Done::Nothing => {}
        }
        let Some(Item::Page(page)) = self.rows.current() else {
            return ignored();
        };
        match command.action {
            Action::OpenSource => {
                vec![Request::Browse {
                    address: page.source.url.clone(),
                    label: page.label().to_shown(),
                }]
            }
            Action::CopyAddress => {
                vec![Request::Copy {
                    text: SafeText::line(&page.source.url),
                    what: "the address",
                }]
            }
            _ => ignored(),
        }
    }

    fn offers(&self, _cx: &Cx) -> Vec<Constraint> {
        let row = self.rows.current();
        let offer = row.map(|item| match item {
            Item::Site { site, .. } => site.to_string(),
            Item::Page(page) => page.source.url.clone(),
        });
        offer.map(Constraint::Source).into_iter().collect()
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::ScopeChanged if cx.keyboard == PaneId::Sources => self.rows.renew_for_reader(),
            Notice::LibraryChanged | Notice::ScopeChanged | Notice::Filtered => self.rows.renew(),
            Notice::Opened if cx.scope == Scope::Article => self.rows.renew(),
            _ => {}
        }
    }

    fn wants(&mut self, _cx: &Cx) -> Option<Arc<Make>> {
        let question = self.rows.question()?;
        let sort = self.sort;
        Some(Arc::new(move |extent| {
            let rows = question.clone();
            Bulk::new(rows.answer(|_| items(extent, sort), &extent.library))
        }))
    }

    fn made(&mut self, made: &Bulk, _cx: &Cx) -> Option<Bulk> {
        let rows = made.get::<RowsAnswer<Item>>()?;
        Some(Bulk::new(self.rows.take(rows.clone())))
    }

    fn awaits(&self) -> bool {
        self.rows.awaits()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(area))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if self.rows.total() == 0 && area.height > 0 {
            let empty = if self.rows.is_awaited() {
                AWAITED
            } else {
                cx.nothing(
                    "This article links to no page",
                    "No article links to a page",
                )
            };
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, empty.into());
        }
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Sources, chosen));
            match item {
                Item::Site { count, .. } => {
                    line.right(Role::Count, SafeText::line(&count.to_string()).shown());
                    self.rows.draw_head(item, &mut line, &cx.symbols);
                }
                Item::Page(page) => draw_page(page, &mut line, cx),
            }
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}

fn draw_page(page: &Page, line: &mut Line, cx: &Cx) {
    line.right(Role::Count, SafeText::line(&page.count.to_string()).shown());
    if page.stand == Stand::Apart {
        let is_clipped = page.clip.is_some();
        let sign = if is_clipped {
            cx.symbols.clipped
        } else {
            cx.symbols.unclipped
        };
        line.text(Role::TextDim, sign.into());
        line.blank(1);
    } else {
        line.blank(2);
    }
    if page.stand != Stand::Below {
        line.text(Role::Heading, page.source.site.shown());
        line.blank(1);
    }
    let role = if page.clip.is_some() {
        Role::LinkInternal
    } else {
        Role::Text
    };
    line.text(role, page.label());
}
