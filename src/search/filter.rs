//! Filters: which articles take part, as the command line, the chips and the query language say it.

mod constraint;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::search::fold::{fold, fold_flowing};
use crate::search::items::day_of;
use crate::search::query::Query;
use crate::text::date::Day;
use crate::text::range::ArticleId;
use crate::web::address;
pub use constraint::{Constraint, Refused};

/// Constraints that an article must meet.
///
/// An article has one path, one site and one date, so that several of those mean any of them; of
/// names, sources, authors, tags and queries it must meet every one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In the order in which they were given, each once.
    constraints: Vec<Constraint>,
    /// Another filter that an article must pass as well.
    within: Option<Box<Filter>>,
}

impl Filter {
    /// Whether every article passes.
    pub fn is_empty(&self) -> bool {
        self.constraints.is_empty() && self.within.is_none()
    }

    /// The filter that lets through what passes both: a site that is typed narrows one that is
    /// pinned, where two that are typed together widen each other.
    #[must_use]
    pub fn within(mut self, other: &Self) -> Self {
        let all = match self.within {
            Some(inner) => inner.within(other),
            None => other.clone(),
        };
        self.within = (!all.is_empty()).then(|| Box::new(all));
        self
    }

    /// Its own constraints, in the order in which they were given.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// Adds a constraint, unless it is there.
    pub fn add(&mut self, constraint: Constraint) {
        if !self.constraints.contains(&constraint) {
            self.constraints.push(constraint);
        }
    }

    /// Takes a constraint away.
    pub fn remove(&mut self, constraint: &Constraint) {
        self.constraints.retain(|kept| kept != constraint);
    }

    /// Makes the filter ready for the articles of a library.
    pub fn ready<'a>(
        &'a self,
        library: &'a Library,
        annotated: &'a BTreeSet<ArticleId>,
    ) -> Ready<'a> {
        let mut groups: BTreeMap<usize, Vec<Test<'a>>> = BTreeMap::new();
        for (number, constraint) in self.constraints.iter().enumerate() {
            let group = constraint.alternative_group().unwrap_or(100 + number);
            let test = Test::of(constraint, library, annotated);
            groups.entry(group).or_default().push(test);
        }
        let within = self.within.iter();
        let more = within.flat_map(|within| within.ready(library, annotated).groups);
        Ready {
            groups: groups.into_values().chain(more).collect(),
        }
    }

    /// The articles of a library that pass.
    pub fn select(
        &self,
        library: &Library,
        annotated: &BTreeSet<ArticleId>,
    ) -> BTreeSet<ArticleId> {
        let ready = self.ready(library, annotated);
        let articles = library.articles().iter();
        articles
            .filter(|article| ready.matches(article))
            .map(|article| article.id)
            .collect()
    }
}

impl FromIterator<Constraint> for Filter {
    fn from_iter<T: IntoIterator<Item = Constraint>>(constraints: T) -> Self {
        let mut filter = Self::default();
        constraints.into_iter().for_each(|one| filter.add(one));
        filter
    }
}

/// As one would type it.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, constraint) in self.constraints.iter().enumerate() {
            let blank = if number > 0 { " " } else { "" };
            write!(f, "{blank}{constraint}")?;
        }
        Ok(())
    }
}

/// A filter with everything looked up that the articles are compared with.
pub struct Ready<'a> {
    /// Of each group one test must hold.
    groups: Vec<Vec<Test<'a>>>,
}

impl Ready<'_> {
    /// Whether an article passes.
    pub fn matches(&self, article: &Article) -> bool {
        let holds = |group: &Vec<Test<'_>>| group.iter().any(|test| test.holds(article));
        self.groups.iter().all(holds)
    }
}

/// A constraint in the form in which articles are compared with it.
enum Test<'a> {
    Path(&'a str),
    Named(BTreeSet<ArticleId>),
    Source(String),
    SourceSite(String),
    Site(String),
    Author(String),
    Tag(String),
    From(Day),
    Until(Day),
    Query(Query),
    Among(&'a BTreeSet<ArticleId>),
}

impl<'a> Test<'a> {
    fn of(
        constraint: &'a Constraint,
        library: &Library,
        annotated: &'a BTreeSet<ArticleId>,
    ) -> Self {
        match constraint {
            Constraint::Article(path) => Self::Path(path),
            Constraint::Entity(name) => Self::Named(articles_naming(library, name)),
            Constraint::Kind(kind) => {
                let of_kind = library
                    .entities()
                    .iter()
                    .filter(|entity| entity.kind == *kind);
                Self::Named(
                    of_kind
                        .flat_map(|entity| &entity.mentions)
                        .map(|at| at.article)
                        .collect(),
                )
            }
            Constraint::Source(site) if is_site(site) => Self::SourceSite(site.to_lowercase()),
            Constraint::Source(url) => Self::Source(address::clean(url)),
            Constraint::Site(site) => Self::Site(site.to_lowercase()),
            Constraint::Author(name) => Self::Author(fold(name)),
            Constraint::Tag(tag) => Self::Tag(fold(tag)),
            Constraint::After(day) => Self::From(*day),
            Constraint::Before(day) => Self::Until(*day),
            Constraint::Match(typed) => Self::Query(Query::parse(typed)),
            Constraint::Annotated => Self::Among(annotated),
        }
    }

    fn holds(&self, article: &Article) -> bool {
        let head = &article.head;
        let day = || day_of(article);
        match self {
            Self::Path(path) => article.path.to_str().is_some_and(|own| own == *path),
            Self::Named(articles) => articles.contains(&article.id),
            Self::Among(articles) => articles.contains(&article.id),
            Self::Source(url) => {
                let cited = article
                    .citations
                    .iter()
                    .any(|citation| same(&citation.url, url));
                cited
                    || head
                        .source
                        .as_deref()
                        .is_some_and(|own| same(&address::clean(own), url))
            }
            Self::SourceSite(site) => {
                let mut cited = article.citations.iter().map(|citation| &citation.site);
                let own = || head.source.as_deref().map(address::site);
                cited.any(|cited| cited.as_str() == site)
                    || own().is_some_and(|own| own.as_str() == site)
            }
            Self::Site(site) => {
                let own = head.source.as_deref().map(address::site);
                own.is_some_and(|own| own.as_str() == site)
            }
            Self::Author(name) => {
                let authors = head.authors.iter();
                authors
                    .map(|author| fold(author.name.as_str()))
                    .any(|own| own.contains(name))
            }
            Self::Tag(tag) => article
                .tags
                .iter()
                .any(|own| is_tag(&fold(own.as_str()), tag)),
            Self::From(first) => day().is_some_and(|day| day >= *first),
            Self::Until(end) => day().is_some_and(|day| day < *end),
            Self::Query(query) => {
                let title = fold(head.title.as_str());
                let text = fold_flowing(article.text.as_str());
                let stands = |part: &str| title.contains(part) || text.contains(part);
                query.wanted().all(stands) && !query.unwanted().any(stands)
            }
        }
    }
}

/// Whether two clean addresses name the same page.
fn same(a: &str, b: &str) -> bool {
    address::key(a) == address::key(b)
}

/// Whether a source is given by its site alone, such as `nist.gov`.
fn is_site(source: &str) -> bool {
    source.contains('.') && !source.contains(['/', ':'])
}

/// Whether a folded tag is the wanted one or lies below it: `law/eu` is a `law`.
fn is_tag(own: &str, wanted: &str) -> bool {
    own.strip_prefix(wanted)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The articles that name an entity by its name or another of its forms.
fn articles_naming(library: &Library, name: &str) -> BTreeSet<ArticleId> {
    let wanted = fold(name);
    let entities = library.entities().iter().filter(|entity| {
        let mut forms = std::iter::once(&entity.name).chain(&entity.aliases);
        forms.any(|form| fold(form.as_str()) == wanted)
    });
    entities
        .flat_map(|entity| &entity.mentions)
        .map(|at| at.article)
        .collect()
}

#[cfg(test)]
mod tests;
