//! A filter applied: which articles of a library pass it.

use std::collections::{BTreeMap, BTreeSet};

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::search::filter::{Constraint, Filter};
use crate::search::fold::{fold, fold_flowing};
use crate::search::items::day_of;
use crate::search::query::Query;
use crate::text::range::ArticleId;
use crate::web::address;

/// Whether an article meets one constraint.
type Test<'a> = Box<dyn Fn(&Article) -> bool + 'a>;

/// A filter with everything looked up that the articles are compared with.
pub struct FilterMatcher<'a> {
    /// Of each group one test must hold.
    groups: Vec<Vec<Test<'a>>>,
}

impl<'a> FilterMatcher<'a> {
    /// The filter made ready for the articles of a library.
    pub fn new(filter: &'a Filter, library: &Library, annotated: &'a BTreeSet<ArticleId>) -> Self {
        let mut groups: BTreeMap<usize, Vec<Test<'a>>> = BTreeMap::new();
        for (number, constraint) in filter.constraints.iter().enumerate() {
            // Past the numbers of the groups, each constraint has one of its own: it must be met.
            let group = constraint.alternative_group().unwrap_or(100 + number);
            let test = test(constraint, library, annotated);
            groups.entry(group).or_default().push(test);
        }
        let within = filter.within.iter();
        let more = within.flat_map(|within| Self::new(within, library, annotated).groups);
        Self {
            groups: groups.into_values().chain(more).collect(),
        }
    }

    /// Whether an article passes.
    pub fn matches(&self, article: &Article) -> bool {
        let holds = |group: &Vec<Test<'_>>| group.iter().any(|test| test(article));
        self.groups.iter().all(holds)
    }
}

impl Filter {
    /// The articles of a library that pass.
    pub fn select(
        &self,
        library: &Library,
        annotated: &BTreeSet<ArticleId>,
    ) -> BTreeSet<ArticleId> {
        let matcher = FilterMatcher::new(self, library, annotated);
        let passing = library
            .articles()
            .iter()
            .filter(|article| matcher.matches(article));
        passing.map(|article| article.id).collect()
    }
}

/// The test for a constraint; what does not depend on the article is looked up once, here.
fn test<'a>(
    constraint: &'a Constraint,
    library: &Library,
    annotated: &'a BTreeSet<ArticleId>,
) -> Test<'a> {
    match constraint {
        Constraint::Article(path) => Box::new(move |article| article.path.to_str() == Some(path)),
        Constraint::Entity(name) => among(articles_naming(library, name)),
        Constraint::Kind(kind) => {
            let entities = library.entities().iter();
            let of_kind = entities.filter(|entity| entity.kind == *kind);
            let mentions = of_kind.flat_map(|entity| &entity.mentions);
            among(mentions.map(|at| at.article).collect())
        }
        Constraint::Source(source) => cites(source),
        Constraint::Site(site) => {
            let site = site.to_lowercase();
            Box::new(move |article| is_clipped_from(article, &site))
        }
        Constraint::Author(name) => {
            let name = fold(name);
            Box::new(move |article| {
                let mut authors = article.head.authors.iter();
                authors.any(|author| fold(author.name.as_str()).contains(&name))
            })
        }
        Constraint::Tag(tag) => {
            let tag = fold(tag);
            Box::new(move |article| {
                let mut tags = article.tags.iter();
                tags.any(|own| is_tag(&fold(own.as_str()), &tag))
            })
        }
        Constraint::After(first) => {
            Box::new(move |article| day_of(article).is_some_and(|day| day >= *first))
        }
        Constraint::Before(end) => {
            Box::new(move |article| day_of(article).is_some_and(|day| day < *end))
        }
        Constraint::Match(typed) => {
            let query = Query::parse(typed);
            Box::new(move |article| holds_words(article, &query))
        }
        Constraint::Annotated => Box::new(|article| annotated.contains(&article.id)),
    }
}

fn among<'a>(articles: BTreeSet<ArticleId>) -> Test<'a> {
    Box::new(move |article| articles.contains(&article.id))
}

/// Whether an article cites, or was clipped from, a page or any page of a site.
fn cites<'a>(source: &str) -> Test<'a> {
    if is_site(source) {
        let site = source.to_lowercase();
        return Box::new(move |article| {
            let mut cited = article.citations.iter().map(|citation| &citation.site);
            cited.any(|cited| cited.as_str() == site) || is_clipped_from(article, &site)
        });
    }
    let url = address::clean(source);
    Box::new(move |article| {
        let mut cited = article.citations.iter();
        let own = || article.head.source.as_deref().map(address::clean);
        cited.any(|citation| same(&citation.url, &url)) || own().is_some_and(|own| same(&own, &url))
    })
}

fn is_clipped_from(article: &Article, site: &str) -> bool {
    let own = article.head.source.as_deref().map(address::site);
    own.is_some_and(|own| own.as_str() == site)
}

/// Whether title and text hold what a query wants, and nothing that it does not.
fn holds_words(article: &Article, query: &Query) -> bool {
    let title = fold(article.head.title.as_str());
    let text = fold_flowing(article.text.as_str());
    let stands = |part: &str| title.contains(part) || text.contains(part);
    query.wanted().all(stands) && !query.unwanted().any(stands)
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
