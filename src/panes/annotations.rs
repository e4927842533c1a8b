//! The annotations of the library: what needs a look first, then by article.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::annotation::AnnotationId;
use crate::core::annotation::colour::{Colour, Palette};
use crate::core::exchange::record::State;
use crate::core::gate::{Shown, ShownStr};
use crate::core::notebook::Entry;
use crate::core::placement::Placed;
use crate::core::range::Place;
use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::evidence::wrapped;
use crate::panes::pane::{Cx, Notice, Pane, PaneId, Request, Scope, ignored};
use crate::panes::rows::{Done, Row, Rows};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A row: a group, or an annotation.
#[derive(Clone, Debug)]
enum Item {
    Head(Shown),
    Annotation(Box<Listed>),
}

/// An annotation as it is listed.
#[derive(Clone, Debug)]
struct Listed {
    id: AnnotationId,
    /// The group it stands in, in the order of groups.
    group: (u8, Shown),
    colour: Colour,
    label: Shown,
    note: Shown,
    about: Shown,
    place: Option<Place>,
    article: Option<crate::core::range::ArticleId>,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Head(head), Self::Head(other)) => head == other,
            (Self::Annotation(one), Self::Annotation(other)) => one.id == other.id,
            _ => false,
        }
    }
}

impl Row for Item {
    fn label(&self) -> ShownStr<'_> {
        match self {
            Self::Head(head) => head.shown(),
            Self::Annotation(listed) => listed.label.shown(),
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Head(_))
    }
}

/// The pane.
#[derive(Default)]
pub struct Annotations {
    rows: Rows<Item>,
}

impl Annotations {
    /// Puts the cursor on an annotation.
    pub fn choose(&mut self, id: AnnotationId) {
        self.rows
            .choose_where(|item| matches!(item, Item::Annotation(listed) if listed.id == id));
    }

    /// The annotation at the cursor.
    pub fn current(&self) -> Option<AnnotationId> {
        self.listed().map(|listed| listed.id)
    }

    fn listed(&self) -> Option<&Listed> {
        match self.rows.current()? {
            Item::Annotation(listed) => Some(listed),
            Item::Head(_) => None,
        }
    }

    fn refill(&mut self, cx: &Cx) {
        let mut listed: Vec<Listed> = cx
            .notebook
            .entries()
            .map(|entry| listed(&entry, cx))
            .filter(|listed| in_scope(listed, cx))
            .collect();
        listed.sort_by_key(|listed| {
            (
                listed.group.clone(),
                listed.place.map(|place| place.range.start),
            )
        });
        let mut items = Vec::new();
        for group in listed.chunk_by(|a, b| a.group == b.group) {
            items.push(Item::Head(group[0].group.1.clone()));
            items.extend(
                group
                    .iter()
                    .map(|listed| Item::Annotation(Box::new(listed.clone()))),
            );
        }
        self.rows.set(items);
    }

    /// Rows below the list for what is chosen, when there is room.
    fn list_rows(height: u16) -> u16 {
        if height >= 14 { height - 6 } else { height }
    }
}

/// What needs a look is listed whatever article is read.
fn in_scope(listed: &Listed, cx: &Cx) -> bool {
    let here = cx.opened().map(|opened| opened.article);
    if listed.article.is_some_and(|article| !cx.takes(article)) {
        return false;
    }
    cx.scope == Scope::Library || listed.group.0 < 2 || (here.is_some() && listed.article == here)
}

fn listed(entry: &Entry<'_>, cx: &Cx) -> Listed {
    let annotation = entry.annotation();
    let placed = cx
        .placements
        .get(&annotation.id)
        .copied()
        .unwrap_or(Placed::MISSING);
    let article = placed.article.and_then(|id| cx.library.article(id));
    let title = article.map_or_else(|| "elsewhere".into(), |article| article.head.title.clone());
    let group = match placed.state {
        State::Orphan | State::Missing | State::Damaged => {
            (0, "Not found in any text: their words are kept".into())
        }
        State::Unsure => (1, "Is this the place?".into()),
        State::Sure => (2, title),
    };
    let tags: Vec<String> = annotation
        .tags
        .iter()
        .map(|tag| format!("#{tag}"))
        .collect();
    let variants = match entry.variants.len() {
        1 => String::new(),
        count => format!("{count} variants  "),
    };
    let words = annotation.target.words();
    Listed {
        id: annotation.id,
        group,
        colour: Palette::default().drawn(annotation.colour.as_deref()),
        label: Shown::line(if words.is_empty() {
            "on the whole article"
        } else {
            words
        }),
        note: Shown::line(annotation.note.as_deref().unwrap_or_default()),
        about: Shown::line(&format!(
            "{variants}{} {} {}",
            annotation.creator_name().unwrap_or_default(),
            annotation.modified,
            tags.join(" ")
        )),
        place: placed.place(),
        article: placed.article,
    }
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
    fn title(&self, cx: &Cx) -> Shown {
        let scope = crate::panes::entities::scope_word(cx.scope);
        Shown::line(&format!("Annotations {} · {scope}", self.rows.total()))
    }

    fn context(&self) -> Context {
        self.rows.context(Context::Annotations)
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command), self.listed()) {
            (Done::Chosen, Some(listed)) => match (listed.place, listed.article) {
                (Some(place), _) => vec![Request::Go(place)],
                (None, Some(article)) => vec![Request::Read(article)],
                (None, None) => vec![Request::Say("Its article is not in this library".into())],
            },
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text);
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        match notice {
            Notice::Annotated
            | Notice::LibraryChanged
            | Notice::ScopeChanged
            | Notice::Filtered
            | Notice::Opened => {
                self.refill(cx);
            }
            _ => {}
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows
            .set_height(usize::from(Self::list_rows(area.height)));
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
        for ((item, chosen), y) in self.rows.visible().zip(list.y..list.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..list
            };
            let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Annotations, chosen));
            match item {
                Item::Head(head) => line.text(Role::Heading, head.shown()),
                Item::Annotation(listed) => {
                    line.blank(1);
                    line.text(role_of(listed.colour), listed.colour.name().into());
                    line.blank(1);
                    // The reader's own words come first: they are what is looked for.
                    if !listed.note.is_empty() {
                        line.text(Role::Emphasis, listed.note.shown());
                        line.text(Role::TextDim, " — ".into());
                    }
                    line.text(Role::Text, listed.label.shown());
                }
            }
        }
        let Some(listed) = self.listed().filter(|_| list.height < area.height) else {
            return;
        };
        let foot = Rect {
            y: list.bottom() + 1,
            height: area.height - list.height - 1,
            ..area
        };
        let texts = [
            (&listed.about, Role::TextDim),
            (&listed.label, Role::Text),
            (&listed.note, Role::Emphasis),
        ];
        let lines = texts.iter().flat_map(|(text, role)| {
            wrapped(text, foot.width)
                .into_iter()
                .map(move |line| (line, *role))
        });
        for ((text, role), y) in lines.zip(foot.y..foot.bottom()) {
            Line::new(
                buf,
                Rect {
                    y,
                    height: 1,
                    ..foot
                },
                &cx.theme,
                Role::Text,
            )
            .text(role, text.shown());
        }
    }

    fn progress(&self) -> Option<u16> {
        self.rows.progress()
    }
}
