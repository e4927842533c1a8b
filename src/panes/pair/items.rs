//! The rows of a pair: what joins two names, line by line, each with the pages that it cites.

use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::entity::{Entity, Kind};
use crate::library::contents::Library;
use crate::library::pair::{Joint, PairEvidence};
use crate::page::wrap::lines;
use crate::panes::list_rows::Row;
use crate::panes::list_work::Extent;
use crate::panes::request::{EntityName, PairName};
use crate::panes::sentence_texts::SentenceTexts;
use crate::search::entity_forms::called;
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::range::{ArticleId, Place, TextRange};

/// Columns before a sentence, and before a page that it cites.
pub(super) const INDENT: u16 = 2;

/// A sentence or a paragraph that names both.
#[derive(Debug)]
pub(super) struct Quoted {
    pub(super) place: Place,
    /// Where it stands in the article's text.
    pub(super) text: TextRange,
    /// Day, title and section.
    pub(super) origin: SafeText,
    pub(super) words: SafeText,
    /// Where the names stand in its words.
    pub(super) lit: Vec<TextRange>,
    pub(super) pages: Vec<CitedPage>,
}

/// A page that it cites.
#[derive(Debug)]
pub(super) struct CitedPage {
    pub(super) url: String,
    pub(super) site: SafeText,
    /// The title of its clip, else the words of the link.
    pub(super) label: SafeText,
    pub(super) is_clipped: bool,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// The head of a group.
    Head(SafeText),
    /// A line that says where a sentence stands.
    Origin(Arc<Quoted>, TextRange),
    /// A line of its words.
    Words(Arc<Quoted>, TextRange),
    /// A page that it cites, by its number.
    Page(Arc<Quoted>, usize),
    /// An article that names both.
    Article {
        id: ArticleId,
        label: SafeText,
        detail: SafeText,
    },
    /// One of the two.
    Name { name: EntityName, label: SafeText },
}

impl Item {
    /// The sentence that it is a part of, or that cites it.
    pub(super) fn quoted(&self) -> Option<&Arc<Quoted>> {
        match self {
            Self::Origin(quoted, _) | Self::Words(quoted, _) | Self::Page(quoted, _) => {
                Some(quoted)
            }
            _ => None,
        }
    }

    /// Whether both are lines of one sentence.
    pub(super) fn is_one_with(&self, other: &Self) -> bool {
        let is_line = |item: &Self| matches!(item, Self::Origin(..) | Self::Words(..));
        let sentences = self.quoted().zip(other.quoted());
        let is_same = sentences.is_some_and(|(one, other)| Arc::ptr_eq(one, other));
        is_same && is_line(self) && is_line(other)
    }
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        let spot = |quoted: &Quoted| (quoted.place, quoted.text);
        match (self, other) {
            (Self::Head(one), Self::Head(other)) => one == other,
            (Self::Origin(one, line), Self::Origin(other, second))
            | (Self::Words(one, line), Self::Words(other, second)) => {
                spot(one) == spot(other) && line.start == second.start
            }
            (Self::Page(one, number), Self::Page(other, second)) => {
                spot(one) == spot(other) && number == second
            }
            (Self::Article { id, .. }, Self::Article { id: other, .. }) => id == other,
            (Self::Name { name, .. }, Self::Name { name: other, .. }) => name == other,
            _ => false,
        }
    }
}

impl Row for Item {
    const IS_EVIDENCE: bool = true;

    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::Head(label) | Self::Article { label, .. } | Self::Name { label, .. } => {
                label.shown()
            }
            Self::Origin(quoted, _) | Self::Words(quoted, _) => quoted.words.shown(),
            Self::Page(quoted, number) => quoted.pages[*number].label.shown(),
        }
    }

    /// A sentence and its pages stand for the same, so that they stay together.
    fn texts<'a>(rows: impl Iterator<Item = &'a Self>, library: &Library) -> Vec<RowText> {
        let mut texts = SentenceTexts::new(library);
        let mut last: Option<(&Arc<Quoted>, RowText)> = None;
        let mut text = |row: &'a Self| match (row.quoted(), &last) {
            (Some(quoted), Some((known, text))) if Arc::ptr_eq(quoted, known) => text.clone(),
            (Some(quoted), _) => {
                let mut text = texts.text(quoted.place.article, quoted.text);
                for page in &quoted.pages {
                    text.add_mentioned(page.site.as_str());
                    text.add_mentioned(page.label.as_str());
                }
                last = Some((quoted, text.clone()));
                text
            }
            (None, _) => {
                let text = RowText::new(row.label().as_str());
                match row {
                    Self::Article { detail, .. } => text.with(detail.as_str()),
                    _ => text,
                }
            }
        };
        rows.map(&mut text).collect()
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Head(_))
    }

    fn counts(&self) -> bool {
        matches!(self, Self::Origin(_, line) if line.start == 0)
    }

    const HAS_LINES: bool = true;

    fn goes_on(&self) -> bool {
        match self {
            Self::Origin(_, line) => line.start > 0,
            Self::Words(..) => true,
            _ => false,
        }
    }
}

/// What the pane is called: the names, and how many sentences and articles name both.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    pub(super) names: SafeText,
    pub(super) counts: SafeText,
}

/// What is made of two names.
pub(super) struct PairRows {
    pub(super) title: Title,
    pub(super) names: Vec<EntityName>,
    pub(super) items: Vec<Item>,
}

/// What joins two names in the articles that pass the filters, in so many columns.
pub(super) fn rows(names: &(PairName, PairName), width: u16, extent: &Extent) -> PairRows {
    let library = &extent.library;
    let sides = [&names.0, &names.1].map(|name| side(name, library));
    let pair = PairEvidence::of(library, (&sides[0], &sides[1]), |id| extent.takes(id));
    let listed = |index: usize, name: &PairName| {
        let first = sides[index].first();
        first.map_or_else(|| name.name.clone(), |entity| entity.name.clone())
    };
    let counted = [
        counted(pair.sentences.len(), "sentence", "sentences"),
        counted(
            pair.articles.len(),
            "article names both",
            "articles name both",
        ),
    ];
    let (one, other) = (listed(0, &names.0), listed(1, &names.1));
    PairRows {
        title: Title {
            names: SafeText::line(&format!("{one} × {other}")),
            counts: SafeText::line(&format!(" · {}", counted.join(" · "))),
        },
        items: groups(&pair, &sides, width, library),
        names: sides
            .iter()
            .filter_map(|side| side.first())
            .map(|entity| EntityName::of(entity))
            .collect(),
    }
}

/// The entities that are meant by a name: all that go by it where nothing says of which kind.
fn side<'a>(name: &PairName, library: &'a Library) -> Vec<&'a Entity> {
    if let Some(kind) = name.kind {
        let one = library.entity(kind, name.name.as_str());
        return one.into_iter().collect();
    }
    let mut all = called(library, name.name.as_str());
    all.sort_by_key(|entity| std::cmp::Reverse(entity.articles.len()));
    all
}

fn counted(count: usize, one: &str, more: &str) -> String {
    match count {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {more}"),
    }
}

/// All rows, group by group.
fn groups(
    pair: &PairEvidence<'_>,
    sides: &[Vec<&Entity>; 2],
    width: u16,
    library: &Library,
) -> Vec<Item> {
    let mut items = Vec::new();
    let joints = [
        (
            &pair.sentences,
            "sentence names both",
            "sentences name both",
        ),
        (
            &pair.paragraphs,
            "list item or paragraph names both",
            "list items or paragraphs name both",
        ),
    ];
    for (joints, one, more) in joints.into_iter().filter(|(joints, ..)| !joints.is_empty()) {
        let head = counted(joints.len(), one, more);
        items.push(Item::Head(SafeText::line(&head)));
        for joint in joints {
            add_joint(&mut items, joint, width, library);
        }
    }
    if !pair.articles.is_empty() {
        let head = counted(
            pair.articles.len(),
            "article names both",
            "articles name both",
        );
        items.push(Item::Head(SafeText::line(&head)));
        items.extend(pair.articles.iter().map(|article| Item::Article {
            id: article.id,
            label: article.head.title.clone(),
            detail: SafeText::line(&[day(article), article.site.to_string()].join(" ")),
        }));
    }
    let names = sides.iter().flatten().map(|entity| Item::Name {
        name: EntityName::of(entity),
        label: SafeText::line(&format!("{} · {}", entity.name, Kind::name(entity.kind))),
    });
    items.push(Item::Head("Names".into()));
    items.extend(names);
    items
}

/// The day of publication as it is shown; empty where there is none.
fn day(article: &Article) -> String {
    let published = article.head.published.as_ref();
    published.map_or_else(String::new, |date| date.shown().to_string())
}

/// Adds the lines of a sentence or paragraph, and the pages that it cites.
fn add_joint(items: &mut Vec<Item>, joint: &Joint<'_>, width: u16, library: &Library) {
    let quoted = Arc::new(Quoted {
        place: joint.place(),
        text: joint.text,
        origin: origin(joint),
        words: joint.words().to_shown(),
        lit: joint
            .named
            .iter()
            .filter_map(|named| within(*named, joint.text))
            .collect(),
        pages: pages(joint, library),
    });
    let room = usize::from(width.saturating_sub(INDENT).max(1));
    let broken = |text: &SafeText| lines(text.as_str(), room, room);
    let range = |line: std::ops::Range<usize>| TextRange::from(line);
    let origin = broken(&quoted.origin).into_iter();
    let words = broken(&quoted.words).into_iter();
    let of = || Arc::clone(&quoted);
    items.extend(origin.map(|line| Item::Origin(of(), range(line.shown))));
    items.extend(words.map(|line| Item::Words(of(), range(line.shown))));
    items.extend((0..quoted.pages.len()).map(|number| Item::Page(of(), number)));
}

/// Where a name stands in a sentence, as far as it lies in it.
fn within(named: TextRange, sentence: TextRange) -> Option<TextRange> {
    let end = named.end.min(sentence.end);
    let from = |at: u32| at.checked_sub(sentence.start);
    Some(TextRange::new(from(named.start)?, from(end)?))
}

fn origin(joint: &Joint<'_>) -> SafeText {
    let title = joint.article.head.title.to_string();
    let section = joint.section().map(|section| section.to_string());
    let section = section.filter(|section| *section != title);
    let parts = [day(joint.article), title, section.unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    SafeText::line(&parts.join(" · "))
}

fn pages(joint: &Joint<'_>, library: &Library) -> Vec<CitedPage> {
    let page = |citation: &&crate::clip::citation::Citation| {
        let source = library.source(&citation.url);
        let clip = source.and_then(|source| library.article(source.article?));
        CitedPage {
            url: citation.url.clone(),
            site: citation.site.clone(),
            label: clip.map_or_else(|| citation.anchor.clone(), |clip| clip.head.title.clone()),
            is_clipped: clip.is_some(),
        }
    };
    joint.cited.iter().map(page).collect()
}
