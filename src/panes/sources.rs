//! The sources: pages that articles link to, grouped by site, with counts.

use std::cmp::Reverse;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::address;
use crate::core::citation::Source;
use crate::core::gate::{Shown, ShownStr};
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::entities::scope_word;
use crate::panes::pane::{Cx, Notice, Pane, PaneId, Request, Scope, SeenList, ignored};
use crate::panes::rows::{Done, Row, Rows};
use crate::search::filter::Constraint;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A row: a site with several pages, or one page.
#[derive(Clone, Debug)]
enum Item {
    Site { site: Shown, count: u32 },
    Page(Page),
}

/// A page as a row.
#[derive(Clone, Debug)]
struct Page {
    url: String,
    /// What the page is called: its article's title, else its most frequent anchor, else its path.
    label: Shown,
    /// The site, when the page has no head above it.
    site: Option<Shown>,
    clipped: bool,
    count: u32,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Site { site, .. }, Self::Site { site: other, .. }) => site == other,
            (Self::Page(page), Self::Page(other)) => page.url == other.url,
            _ => false,
        }
    }
}

impl Row for Item {
    fn label(&self) -> ShownStr<'_> {
        match self {
            Self::Site { site, .. } => site.shown(),
            Self::Page(page) => page.label.shown(),
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Site { .. })
    }
}

/// The pane.
#[derive(Default)]
pub struct Sources {
    rows: Rows<Item>,
}

impl Sources {
    /// The address of the page at the cursor.
    pub fn current(&self) -> Option<&str> {
        match self.rows.current()? {
            Item::Page(page) => Some(&page.url),
            Item::Site { .. } => None,
        }
    }

    fn refill(&mut self, cx: &Cx) {
        let listed = listed(cx);
        let mut groups: Vec<&[(&Source, u32)]> =
            listed.chunk_by(|(a, _), (b, _)| a.site == b.site).collect();
        let cited = |group: &[(&Source, u32)]| group.iter().map(|(_, count)| *count).sum::<u32>();
        groups.sort_by(|a, b| {
            cited(b)
                .cmp(&cited(a))
                .then_with(|| a[0].0.site.cmp(&b[0].0.site))
        });
        let mut items = Vec::with_capacity(listed.len() + groups.len());
        for group in groups {
            let alone = group.len() == 1;
            let site = group[0].0.site.clone();
            if !alone {
                items.push(Item::Site {
                    site: site.clone(),
                    count: cited(group),
                });
            }
            let mut pages = group.to_vec();
            pages.sort_by_key(|(_, count)| Reverse(*count));
            items.extend(pages.into_iter().map(|(source, count)| {
                let site = alone.then(|| site.clone());
                Item::Page(Page {
                    site,
                    ..page(source, count, cx)
                })
            }));
        }
        self.rows.set(items);
    }
}

/// The sources of the scope with how often they are cited, by site, then by address.
fn listed(cx: &Cx) -> Vec<(&Source, u32)> {
    match (cx.scope, cx.opened()) {
        (Scope::Article, None) => Vec::new(),
        (Scope::Article, Some(opened)) => {
            let mut cited = cx.library.sources_in(opened.article);
            cited.sort_by(|(a, _), (b, _)| (&a.site, &a.url).cmp(&(&b.site, &b.url)));
            cited
        }
        (Scope::Library, _) => {
            let sources = cx.library.sources_by_site();
            let counted = sources.map(|source| (source, passing(source, cx)));
            counted.filter(|(_, citations)| *citations > 0).collect()
        }
    }
}

/// How many citations of a source stand in articles that pass the pinned filters.
fn passing(source: &Source, cx: &Cx) -> u32 {
    let citations = source.citations.iter();
    citations
        .filter(|citation| cx.takes(citation.article))
        .count() as u32
}

fn page(source: &Source, count: u32, cx: &Cx) -> Page {
    let clip = source.article.and_then(|id| cx.library.article(id));
    let label = match (clip, source.anchors.first()) {
        (Some(article), _) => article.head.title.clone(),
        (None, Some(anchor)) => anchor.clone(),
        (None, None) => Shown::line(address::key(&source.url)),
    };
    Page {
        url: source.url.clone(),
        label,
        site: None,
        clipped: clip.is_some(),
        count,
    }
}

impl Pane for Sources {
    fn title(&self, cx: &Cx) -> Shown {
        let counts = self.rows.counts();
        Shown::line(&format!("Sources {counts} · {}", scope_word(cx.scope)))
    }

    fn is_narrowed(&self) -> bool {
        self.rows.narrowing().is_some()
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Sources)
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match self.rows.act(command) {
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
                    address: page.url.clone(),
                    label: page.label.clone(),
                }]
            }
            Action::CopyAddress => {
                vec![Request::Copy {
                    text: Shown::line(&page.url),
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
            Item::Page(page) => page.url.clone(),
        });
        offer.map(Constraint::Source).into_iter().collect()
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::LibraryChanged | Notice::ScopeChanged | Notice::Filtered => self.refill(cx),
            Notice::Opened if cx.scope == Scope::Article => self.refill(cx),
            _ => {}
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(area))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        if self.rows.total() == 0 && area.height > 0 {
            let empty = cx.nothing(
                "This article links to no page",
                "No article links to a page",
            );
            Line::new(buf, area, &cx.theme, Role::Text).text(Role::TextDim, empty.into());
        }
        for ((item, chosen), row) in self.rows.visible().zip(area.rows()) {
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Sources, chosen));
            match item {
                Item::Site { count, .. } => {
                    line.right(Role::Count, Shown::line(&count.to_string()).shown());
                    self.rows.draw_head(item, &mut line, &cx.symbols);
                }
                Item::Page(page) => draw_page(page, &mut line),
            }
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}

fn draw_page(page: &Page, line: &mut Line) {
    line.right(Role::Count, Shown::line(&page.count.to_string()).shown());
    line.blank(2);
    if let Some(site) = &page.site {
        line.text(Role::Heading, site.shown());
        line.blank(1);
    }
    let role = if page.clipped {
        Role::LinkInternal
    } else {
        Role::Text
    };
    line.text(role, page.label.shown());
}
