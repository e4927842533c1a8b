//! Annotations as rows of the list: what needs the reader first, the rest in the order that was chosen.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    Annotation(Arc<Listed>),
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

/// The annotations in scope, in the order in which they are listed.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    all: Vec<Arc<Listed>>,
}

impl Listing {
    /// All that are in scope now.
    pub(super) fn of(by: Arrangement, cx: &Cx) -> Self {
        let mut all = listed(ids_in_scope(cx), by, cx);
        all.sort_by(|a, b| order(a, b, by));
        Self { all }
    }

    /// Lists these annotations anew, and leaves the others as they are.
    pub(super) fn update(&mut self, ids: &BTreeSet<AnnotationId>, by: Arrangement, cx: &Cx) {
        self.all.retain(|listed| !ids.contains(&listed.id));
        for listed in listed(ids.iter().copied(), by, cx) {
            let before = |other: &Arc<Listed>| order(other, &listed, by).is_le();
            let at = self.all.partition_point(before);
            self.all.insert(at, listed);
        }
    }

    /// The rows, heads among them.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let is_group = |a: &Arc<Listed>, b: &Arc<Listed>| (a.need, &a.head) == (b.need, &b.head);
        for group in self.all.chunk_by(is_group) {
            items.extend(group.first().map(|first| Item::Head(first.head.clone())));
            items.extend(group.iter().cloned().map(Item::Annotation));
        }
        items
    }
}

/// The annotations that may be in scope: of an article its own, with all that need the reader.
fn ids_in_scope(cx: &Cx) -> BTreeSet<AnnotationId> {
    if cx.scope == Scope::Library {
        let entries = cx.notebook.entries();
        return entries.map(|entry| entry.annotation().id).collect();
    }
    let here = cx.opened().map(|opened| opened.article).into_iter();
    let own = here.flat_map(|article| cx.placements.on(article));
    let in_need = cx
        .placements
        .unsettled()
        .iter()
        .chain(cx.notebook.contested());
    own.map(|(id, _)| id).chain(in_need.copied()).collect()
}

/// These annotations as they are listed, each under every head that it stands under.
fn listed(
    ids: impl IntoIterator<Item = AnnotationId>,
    by: Arrangement,
    cx: &Cx,
) -> Vec<Arc<Listed>> {
    let entries = ids.into_iter().filter_map(|id| cx.notebook.entry(id));
    let on_articles = entries.filter(|entry| entry.annotation().is_on_article());
    on_articles
        .filter_map(|entry| listed_entry(&entry, cx))
        .flat_map(|listed| under_heads(listed, by, cx))
        .map(Arc::new)
        .collect()
}

/// The order of rows: that of their groups, then of those of a group; of equals the one that was made first.
fn order(a: &Listed, b: &Listed, by: Arrangement) -> Ordering {
    let head = |listed: &Listed| listed.head.as_str().to_lowercase();
    let start = |listed: &Listed| listed.place.map(|place| place.range.start);
    let arranged = || match by {
        Arrangement::Article => (head(a), a.article, start(a)).cmp(&(head(b), b.article, start(b))),
        Arrangement::Newest => b.created.cmp(&a.created),
        Arrangement::Oldest => a.created.cmp(&b.created),
        Arrangement::Colour => {
            (a.colour, head(a), &b.created).cmp(&(b.colour, head(b), &a.created))
        }
        Arrangement::Tag | Arrangement::Creator => {
            (head(a), &b.created).cmp(&(head(b), &a.created))
        }
    };
    let groups = a.need.cmp(&b.need);
    groups.then_with(arranged).then_with(|| a.id.cmp(&b.id))
}

/// What of an entry is listed; `None` out of scope or filtered out. What needs the reader is always
/// in scope.
fn listed_entry(entry: &Entry<'_>, cx: &Cx) -> Option<Listed> {
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
