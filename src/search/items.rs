//! What can be found by name: one item for each article, heading, entity, source and tag of a
//! library, and those that only the caller knows.

pub mod annotations;

use std::path::Path;

use crate::clip::article::Article;
use crate::clip::citation::Source;
use crate::clip::entity::Entity;
use crate::library::contents::Library;
use crate::notes::annotation::AnnotationId;
use crate::search::fold::fold;
use crate::search::hit::{HitKind, HitTarget};
use crate::search::label::cut;
use crate::text::clean::SafeText;
use crate::text::date::Day;
use crate::text::range::ArticleId;
use crate::web::address;

/// Something that can be found by its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchItem {
    /// What it is.
    pub kind: HitKind,
    /// The name that it is shown under.
    pub label: SafeText,
    /// Other names by which it is found.
    pub names: Vec<SafeText>,
    /// Words by which it is also found, among them those of the label; empty for none.
    pub keywords: SafeText,
    /// What else says something of it, in pieces; it stands below what is found by its names.
    pub prose: Vec<SafeText>,
    /// What tells it from others of the same label.
    pub detail: SafeText,
    /// The articles that it is part of, or is named, cited or borne in; ascending. Without them it
    /// takes part in no search that is restricted to some articles.
    pub articles: Vec<ArticleId>,
    /// The greater, the newer: see [`recency`].
    pub recency: u16,
    /// Where it leads.
    pub target: HitTarget,
}

impl SearchItem {
    /// Something that is found by its label alone, and part of no article.
    pub fn new(kind: HitKind, label: SafeText, target: HitTarget) -> Self {
        Self {
            kind,
            label,
            names: Vec::new(),
            keywords: SafeText::default(),
            prose: Vec::new(),
            detail: SafeText::default(),
            articles: Vec::new(),
            recency: 0,
            target,
        }
    }
}

/// Items that are replaced together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemGroup {
    /// An article with its headings.
    Article(ArticleId),
    /// All entities.
    Entities,
    /// All sources.
    Sources,
    /// All tags.
    Tags,
    /// An annotation.
    Annotation(AnnotationId),
    /// All commands.
    Commands,
}

/// Names of a source beside its address: the most frequent anchors.
const ANCHORS: usize = 3;

/// A number for a day that grows with time; 0 for none. It tells days apart until 2076.
pub fn recency(day: Option<Day>) -> u16 {
    let number = |day: Day| {
        let years = i32::from(day.year) - 1900;
        let number = years * 372 + i32::from(day.month) * 31 + i32::from(day.day);
        u16::try_from(number.max(0)).unwrap_or(u16::MAX)
    };
    day.map_or(0, number)
}

/// The day that an article is sorted by: when it was published, else when it was clipped.
pub fn day_of(article: &Article) -> Option<Day> {
    let dates = [&article.head.published, &article.head.created];
    dates.into_iter().flatten().find_map(|date| date.day)
}

/// Points for keywords, which say less of an item than its names do.
pub(crate) const KEYWORDS_WEIGHT: u8 = 2;

/// Points for the kind and for the number of articles that speak of an item.
///
/// One point for each doubling: forty articles make an entity worth five points more than one that
/// a single article names, a third of what a letter is worth.
pub(crate) fn weight(kind: HitKind, articles: usize) -> u8 {
    let of_kind = match kind {
        HitKind::Article => 6,
        HitKind::Entity => 5,
        HitKind::Tag | HitKind::Annotation | HitKind::Command => 3,
        HitKind::Heading => 2,
        HitKind::Source => 1,
        HitKind::Passage => 0,
    };
    of_kind + articles.checked_ilog2().unwrap_or(0).min(9) as u8
}

/// An article and its headings.
pub fn of_article(article: &Article) -> Vec<SearchItem> {
    let newest = recency(day_of(article));
    let item = |kind, label, detail, target| SearchItem {
        detail,
        articles: vec![article.id],
        recency: newest,
        ..SearchItem::new(kind, label, target)
    };
    let title = &article.head.title;
    let own = article.head.source.as_deref().map(address::clean);
    let mut whole = item(
        HitKind::Article,
        title.clone(),
        article_detail(article),
        HitTarget::Article(article.id),
    );
    let file = file_name(&article.path).filter(|file| *file != title.as_str());
    let address = own.as_deref().map(address::key);
    let names = file.into_iter().chain(address).map(SafeText::line);
    whole.names = article.head.other_names().cloned().chain(names).collect();
    whole.keywords = keywords(article, file.unwrap_or_default());
    whole.prose = described(article);
    let headings = article.headings.iter().map(|heading| {
        let label = article.text.slice(heading.text).to_shown();
        let target = HitTarget::Place(article.id, heading.source);
        // It is also found by words of its own with words of what it stands in; those come first,
        // so that words of the article alone find the article before its headings.
        let words = [title.as_str(), file.unwrap_or_default(), label.as_str()];
        SearchItem {
            keywords: SafeText::line(&words.join(" / ")),
            ..item(HitKind::Heading, label, title.clone(), target)
        }
    });
    std::iter::once(whole).chain(headings).collect()
}

/// The name of an article's file without its ending; that of its folder where the file is only the
/// index of it.
fn file_name(path: &Path) -> Option<&str> {
    let stem = path.file_stem()?.to_str()?;
    let is_index = ["index", "_index", "README"].contains(&stem);
    let folder = path.parent().and_then(Path::file_name);
    folder
        .filter(|_| is_index)
        .map_or(Some(stem), |folder| folder.to_str())
}

/// What an article may be remembered by: words of its title with those of its head and file, its
/// site and its day.
fn keywords(article: &Article, file: &str) -> SafeText {
    let head = &article.head;
    let authors = head.authors.iter().map(|author| author.name.as_str());
    let words = authors.chain(article.tags.iter().map(SafeText::as_str));
    let detail = article_detail(article);
    let all = [head.title.as_str(), file].into_iter().chain(words);
    SafeText::line(&all.chain([detail.as_str()]).collect::<Vec<_>>().join(" / "))
}

/// What the front matter says in words, where that has a word which the text lacks: most descriptions are the beginning
/// of the text, which is found by itself and leads to its sentence. In pieces that take part whole, the first with the
/// title.
fn described(article: &Article) -> Vec<SafeText> {
    let mut said = article.head.said().map(|(_, words)| words).peekable();
    if said.peek().is_none() {
        return Vec::new();
    }
    let text = fold(article.text.as_str());
    let is_news = |said: &SafeText| {
        let folded = fold(said.as_str());
        let mut words = folded.split(|c: char| !c.is_alphanumeric());
        words.any(|word| !text.contains(word))
    };
    let news = said.filter(is_news).map(|said| said.to_string());
    let title = article.head.title.to_string();
    let parts: Vec<String> = std::iter::once(title).chain(news).collect();
    if parts.len() == 1 {
        return Vec::new();
    }
    let whole = parts.join(" / ");
    let mut rest = whole.as_str();
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let piece = cut(rest);
        // Where it goes on, the last word is left to the next piece.
        let end = match piece.rfind(' ') {
            Some(blank) if piece.len() < rest.len() => blank + 1,
            _ => piece.len(),
        };
        pieces.push(SafeText::line(&rest[..end]));
        rest = &rest[end..];
    }
    pieces
}

/// Site and day of an article.
fn article_detail(article: &Article) -> SafeText {
    let site = article.head.source.as_deref().map(address::site);
    let day = day_of(article).map(|day| SafeText::line(&day.to_string()));
    let parts: Vec<SafeText> = site.into_iter().chain(day).collect();
    let parts: Vec<&str> = parts.iter().map(SafeText::as_str).collect();
    SafeText::line(&parts.join(", "))
}

/// "1 article" or "12 articles".
fn in_articles(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} article{plural}")
}

/// The recency of each article, by its number.
struct Recencies(Vec<u16>);

impl Recencies {
    fn of(library: &Library) -> Self {
        let articles = library.articles();
        let numbers = articles.last().map_or(0, |last| last.id.0 as usize + 1);
        let mut all = vec![0; numbers];
        for article in articles {
            all[article.id.0 as usize] = recency(day_of(article));
        }
        Self(all)
    }

    /// That of the newest of some articles.
    fn newest(&self, articles: &[ArticleId]) -> u16 {
        let known = articles.iter().filter_map(|id| self.0.get(id.0 as usize));
        known.copied().max().unwrap_or(0)
    }
}

/// The entities that lists show: amounts and times are left out.
pub fn of_entities(library: &Library) -> Vec<SearchItem> {
    let shown = library
        .entities()
        .iter()
        .filter(|entity| !entity.kind.is_measure());
    let recencies = Recencies::of(library);
    shown.map(|entity| of_entity(&recencies, entity)).collect()
}

fn of_entity(recencies: &Recencies, entity: &Entity) -> SearchItem {
    let articles: Vec<ArticleId> = entity.articles.iter().collect();
    SearchItem {
        kind: HitKind::Entity,
        label: entity.name.clone(),
        names: entity.aliases.clone(),
        keywords: SafeText::default(),
        prose: Vec::new(),
        detail: SafeText::line(&format!(
            "{}, {}",
            entity.kind.name(),
            in_articles(articles.len())
        )),
        recency: recencies.newest(&articles),
        articles,
        target: HitTarget::Entity(entity.kind),
    }
}

/// The sources that articles cite.
pub fn of_sources(library: &Library) -> Vec<SearchItem> {
    let recencies = Recencies::of(library);
    library
        .sources()
        .map(|source| of_source(&recencies, source))
        .collect()
}

fn of_source(recencies: &Recencies, source: &Source) -> SearchItem {
    let articles: Vec<ArticleId> = source.articles.iter().collect();
    let count = in_articles(articles.len());
    let detail = match source.anchor() {
        Some(anchor) => format!("{anchor}, {count}"),
        None => count,
    };
    // An address in place of words says nothing that the source's own does not.
    let is_address = |anchor: &&SafeText| anchor.as_str().contains("://");
    let anchors = source
        .anchors()
        .into_iter()
        .filter(|anchor| !is_address(anchor));
    SearchItem {
        kind: HitKind::Source,
        label: SafeText::line(address::key(&source.url)),
        names: anchors.take(ANCHORS).cloned().collect(),
        keywords: SafeText::default(),
        prose: Vec::new(),
        detail: SafeText::line(&detail),
        recency: recencies.newest(&articles),
        articles,
        target: HitTarget::Source,
    }
}

/// The tags, spelled as they are first met.
pub fn of_tags(library: &Library) -> Vec<SearchItem> {
    let recencies = Recencies::of(library);
    let tags = library.tagged().into_iter().map(|tag| SearchItem {
        detail: SafeText::line(&in_articles(tag.articles.len())),
        recency: recencies.newest(&tag.articles),
        articles: tag.articles,
        ..SearchItem::new(HitKind::Tag, tag.label, HitTarget::Tag)
    });
    tags.collect()
}
