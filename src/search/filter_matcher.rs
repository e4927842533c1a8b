//! A filter applied: which articles of a library pass it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::article_set::ArticleSet;
use crate::clip::entity::Entity;
use crate::library::contents::Library;
use crate::library::reading_position::ReadingPositions;
use crate::search::condition::Condition;
use crate::search::entity_forms::forms;
use crate::search::filter::{Constraint, Filter};
use crate::search::fold::{fold, fold_flowing};
use crate::search::hit::HitKind;
use crate::search::items::day_of;
use crate::search::named_filters::NamedFilters;
use crate::search::query::{Query, Term};
use crate::search::readings::unread_lines;
use crate::text::date::Day;
use crate::text::path;
use crate::web::address;

/// What filters ask for that no article says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterContext {
    /// The articles that bear annotations.
    pub annotated: ArticleSet,
    /// The filters that have names.
    pub named: Arc<NamedFilters>,
    /// What was read, and what articles were marked as.
    pub reading: Arc<ReadingPositions>,
    /// What day it is; without it nothing is so many days ago.
    pub today: Option<Day>,
}

impl FilterContext {
    /// The filter of a name, and the context in which it is understood: there it has none, so that no filter is made
    /// of itself.
    fn named(&self, name: &str) -> Option<(&Filter, Self)> {
        let filter = &self.named.get(name)?.filter;
        let mut others = self.clone();
        Arc::make_mut(&mut others.named).remove(name);
        Some((filter, others))
    }
}

/// Whether an article meets one constraint.
enum Test<'a> {
    /// It is one of those that do.
    Among(ArticleSet),
    /// The article itself says so.
    Says(Box<dyn Fn(&Article) -> bool + 'a>),
}

impl Test<'_> {
    fn holds(&self, article: &Article) -> bool {
        match self {
            Self::Among(articles) => articles.contains(&article.id),
            Self::Says(says) => says(article),
        }
    }
}

/// The articles for which one of several tests holds, where that is known without reading any.
fn known(tests: &[Test<'_>]) -> Option<ArticleSet> {
    let mut articles = ArticleSet::default();
    for test in tests {
        match test {
            Test::Among(some) => articles.add(some),
            Test::Says(_) => return None,
        }
    }
    Some(articles)
}

fn says<'a>(says: impl Fn(&Article) -> bool + 'a) -> Test<'a> {
    Test::Says(Box::new(says))
}

/// A filter with everything looked up that the articles are compared with.
pub struct FilterMatcher<'a> {
    /// Of each group one test must hold.
    groups: Vec<Vec<Test<'a>>>,
}

impl<'a> FilterMatcher<'a> {
    /// The filter made ready for the articles of a library.
    pub fn new(filter: &Filter, library: &'a Library, context: &FilterContext) -> Self {
        let mut groups: BTreeMap<usize, Vec<Test<'a>>> = BTreeMap::new();
        for (number, constraint) in filter.constraints.iter().enumerate() {
            // Past the numbers of the groups, each constraint has one of its own: it must be met.
            let group = constraint.alternative_group().unwrap_or(100 + number);
            let test = test(constraint, library, context);
            groups.entry(group).or_default().push(test);
        }
        let within = filter.within.iter();
        let more = within.flat_map(|within| Self::new(within, library, context).groups);
        Self {
            groups: groups.into_values().chain(more).collect(),
        }
    }

    /// Whether an article passes.
    pub fn matches(&self, article: &Article) -> bool {
        self.groups.iter().all(|group| meets(group, article))
    }

    /// The articles of a library that pass: what is known of them is held against each other, and only what is left is
    /// read.
    fn select(&self, library: &Library) -> ArticleSet {
        let mut left: Option<ArticleSet> = None;
        let mut unknown = Vec::new();
        for group in &self.groups {
            match (known(group), &mut left) {
                (Some(articles), Some(left)) => left.keep(&articles),
                (Some(articles), None) => left = Some(articles),
                (None, _) => unknown.push(group),
            }
        }
        let passes = |article: &&Arc<Article>| unknown.iter().all(|group| meets(group, article));
        let id = |article: &Arc<Article>| article.id;
        match left {
            None => library.articles().iter().filter(passes).map(id).collect(),
            Some(left) => {
                let left = left.iter().filter_map(|id| library.article(id));
                left.filter(passes).map(id).collect()
            }
        }
    }
}

/// Whether an article meets one of several tests.
fn meets(group: &[Test<'_>], article: &Article) -> bool {
    group.iter().any(|test| test.holds(article))
}

impl Filter {
    /// The articles of a library that pass.
    pub fn select(&self, library: &Library, context: &FilterContext) -> ArticleSet {
        FilterMatcher::new(self, library, context).select(library)
    }
}

/// The test for a constraint; what does not depend on the article is looked up once, here.
fn test<'a>(constraint: &Constraint, library: &'a Library, context: &FilterContext) -> Test<'a> {
    match constraint {
        Constraint::Article(path) => {
            let path = path.clone();
            says(move |article| article.path.to_str() == Some(&path))
        }
        Constraint::Entity(name) => Test::Among(articles_naming(library, name)),
        Constraint::Kind(kind) => {
            let entities = library.entities().iter();
            Test::Among(all_of(entities.filter(|entity| entity.kind == *kind)))
        }
        Constraint::Source(source) => Test::Among(citing_articles(library, source)),
        Constraint::Site(site) => {
            let site = site.to_lowercase();
            says(move |article| is_clipped_from(article, &site))
        }
        Constraint::Author(name) => {
            let name = fold(name);
            says(move |article| {
                let mut authors = article.head.authors.iter();
                authors.any(|author| fold(author.name.as_str()).contains(&name))
            })
        }
        Constraint::Tag(tag) => bears(fold(tag)),
        Constraint::After(first) => {
            let first = first.on(context.today);
            says(move |article| first.is_some_and(|first| day_of(article) >= Some(first)))
        }
        Constraint::Before(end) => {
            let end = end.on(context.today);
            says(move |article| day_of(article).is_some_and(|day| end.is_some_and(|end| day < end)))
        }
        Constraint::Match(typed) => holds_words(&Query::parse(typed), library, context),
        Constraint::Named(name) => match context.named(name) {
            Some((filter, context)) => Test::Among(filter.select(library, &context)),
            None => Test::Among(ArticleSet::default()),
        },
        Constraint::Annotated => Test::Among(context.annotated.clone()),
        Constraint::Reading(state) => {
            let (reading, state) = (Arc::clone(&context.reading), *state);
            says(move |article| reading.is(&path::written(&article.path).text, state))
        }
        Constraint::Not(one) => {
            let test = test(one, library, context);
            says(move |article| !test.holds(article))
        }
        Constraint::Any(several) => {
            let tests: Vec<Test<'a>> = several
                .iter()
                .map(|one| test(one, library, context))
                .collect();
            match known(&tests) {
                Some(articles) => Test::Among(articles),
                None => says(move |article| meets(&tests, article)),
            }
        }
    }
}

/// Whether an article bears a folded tag, or one below it.
fn bears<'a>(tag: String) -> Test<'a> {
    says(move |article| {
        let mut tags = article.tags.iter();
        tags.any(|own| is_tag(&fold(own.as_str()), &tag))
    })
}

/// The articles that cite, or were clipped from, a page or any page of a site.
fn citing_articles(library: &Library, source: &str) -> ArticleSet {
    if is_site(source) {
        let name = source.to_lowercase();
        return library.articles_of_sites(|site| is_site_called(site, &name));
    }
    library.articles_of_page(source)
}

fn is_clipped_from(article: &Article, site: &str) -> bool {
    let own = article.head.source.as_deref().map(address::site);
    own.is_some_and(|own| is_site_called(own.as_str(), site))
}

/// Whether a site, a registrable domain, goes by a name in small letters: its own, that of a host of it, or a word of
/// it before the ending, so that `youtube` is youtube.com.
pub fn is_site_called(site: &str, name: &str) -> bool {
    let words = site.split_once('.').map_or(site, |(words, _)| words);
    let host = || {
        name.strip_suffix(site)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    site == name || words == name || words.split('-').any(|word| word == name) || host()
}

/// The test for a query of the box: the conditions, and every word somewhere in what a reader is shown of an article,
/// or in what the query's kinds name.
fn holds_words<'a>(query: &Query, library: &'a Library, context: &FilterContext) -> Test<'a> {
    let alternatives: Vec<(FilterMatcher<'a>, Query)> = query
        .alternatives()
        .into_iter()
        .map(|query| (FilterMatcher::new(&query.filter, library, context), query))
        .collect();
    says(move |article| {
        alternatives.iter().any(|(filter, query)| {
            filter.matches(article)
                && (query.terms.is_empty() || holds_terms(query, &texts(query, article, library)))
        })
    })
}

/// Whether each word stands in one of some folded texts, and none of those that must not.
fn holds_terms(query: &Query, texts: &[String]) -> bool {
    query.terms.iter().all(|term| match term {
        Term::Fuzzy(word) => texts.iter().any(|text| text.contains(word.as_str())),
        Term::Must(condition) => {
            let holds = |text: &String| condition.holds(text);
            match condition {
                Condition::Lacks(_) | Condition::LacksStart(_) | Condition::LacksEnd(_) => {
                    texts.iter().all(holds)
                }
                _ => texts.iter().any(holds),
            }
        }
    })
}

/// The folded texts of an article in which the words of a query may stand.
fn texts(query: &Query, article: &Article, library: &Library) -> Vec<String> {
    let head = &article.head;
    let wants = |kind| query.kinds.holds(kind);
    let mut texts = Vec::new();
    let mut add = |text: &str| texts.push(fold_flowing(text));
    if wants(HitKind::Article) {
        head.texts().for_each(|text| add(text.as_str()));
    }
    if wants(HitKind::Passage) {
        add(article.text.as_str());
        unread_lines(article.text.as_str()).for_each(|line| add(&line));
    }
    if wants(HitKind::Tag) {
        article.tags.iter().for_each(|tag| add(tag.as_str()));
    }
    // What follows stands in the text as well, and is looked at only where it alone is asked for.
    if query.kinds.is_unrestricted() {
        return texts;
    }
    if wants(HitKind::Heading) {
        let headings = article.headings.iter();
        headings.for_each(|heading| add(article.text.slice(heading.text).as_str()));
    }
    if wants(HitKind::Entity) {
        for (entity, _) in library.entities_in(article.id) {
            add(entity.name.as_str());
        }
    }
    if wants(HitKind::Source) {
        article.citations.iter().for_each(|cited| add(&cited.url));
    }
    texts
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
fn articles_naming(library: &Library, name: &str) -> ArticleSet {
    let wanted = fold(name);
    let entities = library.entities().iter();
    let entities =
        entities.filter(|entity| forms(entity).any(|form| fold(form.as_str()) == wanted));
    all_of(entities)
}

/// The articles that name any of some entities.
fn all_of<'a>(entities: impl Iterator<Item = &'a Arc<Entity>>) -> ArticleSet {
    let mut articles = ArticleSet::default();
    entities.for_each(|entity| articles.add(&entity.articles));
    articles
}

#[cfg(test)]
mod tests;
