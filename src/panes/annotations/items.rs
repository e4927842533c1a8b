//! Annotations as rows of the list: what needs the reader first, the rest in the order that was chosen.

use crate::library::contents::Library;
use crate::notes::annotation::AnnotationId;
use crate::notes::annotation::colour::Colour;
use crate::notes::notebook::Entry;
use crate::notes::placement::Placed;
use crate::notes::placement::State;
use crate::panes::list_rows::Row;
use crate::panes::pane::Cx;
use crate::panes::request::Scope;
use crate::panes::sort_key::Arrangement;
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::range::{ArticleId, Place};

/// What an annotation needs from the reader, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A place: its words, or its article, are gone.
    Place,
    /// A yes or a no: its words may be where they were found.
    Answer,
    /// A choice: it was changed twice at the same time.
    Choice,
    /// Nothing.
    Nothing,
}

impl Need {
    /// What an entry needs that is placed so.
    pub fn of(entry: &Entry<'_>, placed: &Placed) -> Self {
        match placed.state {
            State::Orphan | State::Missing | State::Damaged => Self::Place,
            State::Unsure => Self::Answer,
            State::Sure if entry.variants.len() > 1 || entry.deleted_elsewhere => Self::Choice,
            State::Sure => Self::Nothing,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Place => "Not found in any text: their words are kept",
            Self::Answer => "Is this the place?",
            Self::Choice => "Changed twice at the same time: choose",
            Self::Nothing => "",
        }
    }
}

/// A row: the head of a group, or an annotation.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Head(SafeText),
    Annotation(Box<Listed>),
}

/// An annotation as it is listed.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) id: AnnotationId,
    pub(super) need: Need,
    /// The title of the group it stands in.
    head: SafeText,
    pub(super) colour: Colour,
    /// What the reader calls the colour.
    pub(super) word: SafeText,
    pub(super) words: SafeText,
    pub(super) note: SafeText,
    pub(super) about: SafeText,
    /// Everything by which it is found when the list is narrowed.
    found: SafeText,
    pub(super) place: Option<Place>,
    pub(super) article: Option<ArticleId>,
    created: String,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Head(head), Self::Head(other)) => head == other,
            (Self::Annotation(one), Self::Annotation(other)) => {
                one.id == other.id && one.head == other.head
            }
            _ => false,
        }
    }
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::Head(head) => head.shown(),
            Self::Annotation(listed) => listed.words.shown(),
        }
    }

    fn text(&self, _library: &Library) -> RowText {
        match self {
            Self::Head(head) => RowText::new(head.as_str()),
            Self::Annotation(listed) => RowText::default().with(listed.found.as_str()),
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Head(_))
    }
}

/// The rows of the annotations in scope.
pub(super) fn items(arrangement: Arrangement, cx: &Cx) -> Vec<Item> {
    let entries = cx.notebook.entries();
    let mut listed: Vec<Listed> = entries
        .filter_map(|entry| listed(&entry, cx))
        .flat_map(|listed| under_heads(listed, arrangement, cx))
        .collect();
    order(&mut listed, arrangement);
    let mut items = Vec::new();
    for group in listed.chunk_by(|a, b| (a.need, &a.head) == (b.need, &b.head)) {
        items.extend(group.first().map(|first| Item::Head(first.head.clone())));
        let rows = group.iter().cloned().map(Box::new);
        items.extend(rows.map(Item::Annotation));
    }
    items
}

/// Puts rows in the order of their groups, and those of a group in theirs.
fn order(listed: &mut [Listed], by: Arrangement) {
    let head = |listed: &Listed| listed.head.as_str().to_lowercase();
    let start = |listed: &Listed| listed.place.map(|place| place.range.start);
    listed.sort_by(|a, b| match by {
        Arrangement::Article => (head(a), a.article, start(a)).cmp(&(head(b), b.article, start(b))),
        Arrangement::Newest => b.created.cmp(&a.created),
        Arrangement::Oldest => a.created.cmp(&b.created),
        Arrangement::Colour => {
            (a.colour, head(a), &b.created).cmp(&(b.colour, head(b), &a.created))
        }
        Arrangement::Tag | Arrangement::Creator => {
            (head(a), &b.created).cmp(&(head(b), &a.created))
        }
    });
    listed.sort_by_key(|listed| listed.need);
}

/// What of an entry is listed; `None` out of scope or filtered out. What needs the reader is always
/// in scope.
fn listed(entry: &Entry<'_>, cx: &Cx) -> Option<Listed> {
    let annotation = entry.annotation();
    let placed = cx.placements.get(&annotation.id).copied();
    let placed = placed.unwrap_or(Placed::MISSING);
    let need = Need::of(entry, &placed);
    if placed.article.is_some_and(|article| !cx.takes(article)) {
        return None;
    }
    let here = cx.opened().map(|opened| opened.article);
    let in_scope = cx.scope == Scope::Library
        || need != Need::Nothing
        || (here.is_some() && placed.article == here);
    if !in_scope {
        return None;
    }
    let words = annotation.target.words();
    let note = SafeText::line(annotation.note.as_deref().unwrap_or_default());
    let variants = entry.variants.iter();
    let notes: Vec<&str> = variants
        .filter_map(|variant| variant.annotation.note.as_deref())
        .collect();
    let about = about(entry);
    let title = title_of(placed.article, cx);
    Some(Listed {
        id: annotation.id,
        need,
        head: need.title().into(),
        colour: cx.palette.drawn(annotation.colour.as_deref()),
        word: SafeText::line(cx.palette.shown(annotation.colour.as_deref())),
        found: SafeText::line(&format!("{} {words} {about} {title}", notes.join(" "))),
        words: SafeText::line(if words.is_empty() {
            "on the whole article"
        } else {
            words
        }),
        note,
        about,
        place: placed.place(),
        article: placed.article,
        created: annotation.created.clone(),
    })
}

/// Who made an annotation, when, with which tags, and how many variants there are.
pub fn about(entry: &Entry<'_>) -> SafeText {
    let annotation = entry.annotation();
    let day = annotation
        .modified
        .get(..10)
        .unwrap_or(&annotation.modified);
    let variants = match (entry.variants.len(), entry.deleted_elsewhere) {
        (1, false) => None,
        (1, true) => Some("also deleted".to_owned()),
        (count, _) => Some(format!("{count} variants")),
    };
    let tags = annotation.tags.iter().map(|tag| format!("#{tag}"));
    let parts = [annotation.creator_name().unwrap_or_default(), day].map(str::to_owned);
    let parts: Vec<String> = parts.into_iter().chain(tags).chain(variants).collect();
    SafeText::line(parts.join(" ").trim_start())
}

fn title_of(article: Option<ArticleId>, cx: &Cx) -> SafeText {
    let article = article.and_then(|id| cx.library.article(id));
    article.map_or_else(SafeText::default, |article| article.head.title.clone())
}

/// The same annotation under each head that it stands under.
fn under_heads(listed: Listed, by: Arrangement, cx: &Cx) -> Vec<Listed> {
    if listed.need != Need::Nothing {
        return vec![listed];
    }
    let entry = cx.notebook.entry(listed.id);
    let annotation = entry.as_ref().map(Entry::annotation);
    let heads = match by {
        Arrangement::Article => vec![title_of(listed.article, cx)],
        Arrangement::Newest | Arrangement::Oldest => {
            vec![SafeText::line(listed.created.get(..7).unwrap_or("no date"))]
        }
        Arrangement::Colour => {
            let word = annotation.and_then(|annotation| annotation.colour.as_deref());
            vec![SafeText::line(word.unwrap_or("no colour"))]
        }
        Arrangement::Tag => {
            let tags = annotation.map_or(&[][..], |annotation| &annotation.tags);
            match tags {
                [] => vec!["no tag".into()],
                tags => tags
                    .iter()
                    .map(|tag| SafeText::line(&format!("#{tag}")))
                    .collect(),
            }
        }
        Arrangement::Creator => {
            let name = annotation.and_then(|annotation| annotation.creator_name());
            vec![SafeText::line(name.unwrap_or("nobody named"))]
        }
    };
    let with = |head| Listed {
        head,
        ..listed.clone()
    };
    heads.into_iter().map(with).collect()
}
