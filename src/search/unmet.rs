//! What a filter asks for that a library does not hold: names, sites, tags, authors, pages, files. Nothing passes then,
//! and whoever asked is told why.

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::search::entity_forms::unknown;
use crate::search::filter::{Constraint, Filter};
use crate::search::filter_matcher::{FilterContext, FilterMatcher};
use crate::search::nearest::did_you_mean;
use crate::search::query::Query;
use crate::text::clean::SafeText;

/// A sentence for each thing that a filter asks for and no article has, with the nearest that one has.
pub fn missing(filter: &Filter, library: &Library, context: &FilterContext) -> Vec<SafeText> {
    let parts = filter.constraints().iter().flat_map(Constraint::parts);
    let told = parts.flat_map(|constraint| of_constraint(constraint, library, context));
    told.collect()
}

fn of_constraint(
    constraint: &Constraint,
    library: &Library,
    context: &FilterContext,
) -> Vec<SafeText> {
    if let Constraint::Match(typed) = constraint {
        let queries = Query::parse(typed).alternatives().into_iter();
        return queries
            .flat_map(|query| missing(&query.filter, library, context))
            .collect();
    }
    let one: Filter = std::iter::once(constraint.clone()).collect();
    let matcher = FilterMatcher::new(&one, library, context);
    let is_met = library
        .articles()
        .iter()
        .any(|article| matcher.matches(article));
    if is_met || library.articles().is_empty() {
        return Vec::new();
    }
    words(constraint, library, context)
        .map(|words| SafeText::line(&words))
        .into_iter()
        .collect()
}

/// Why a constraint is met by no article; nothing for those that an article may well not meet.
fn words(constraint: &Constraint, library: &Library, context: &FilterContext) -> Option<String> {
    let articles = library.articles().iter();
    let known = |typed: &str, known: &dyn Fn(&Article) -> Vec<String>| {
        let all: Vec<String> = articles
            .clone()
            .flat_map(|article| known(article))
            .collect();
        did_you_mean(typed, all.iter().map(String::as_str))
    };
    Some(match constraint {
        Constraint::Article(path) => {
            let near = known(path, &|article| {
                vec![article.path.to_string_lossy().into_owned()]
            });
            format!("no article is at {path}{near}")
        }
        Constraint::Entity(name) => unknown(library, name),
        Constraint::Source(page) => format!("no article cites {page}"),
        Constraint::Site(site) => {
            let near = known(site, &|article| vec![article.site.to_string()]);
            format!("no article is clipped from {site}{near}")
        }
        Constraint::Author(name) => {
            let near = known(name, &|article| {
                let authors = article.head.authors.iter();
                authors.map(|author| author.name.to_string()).collect()
            });
            format!("no article is by {name}{near}")
        }
        Constraint::Tag(tag) => {
            let near = known(tag, &|article| {
                article.tags.iter().map(SafeText::to_string).collect()
            });
            format!("no article has the tag {tag}{near}")
        }
        Constraint::Named(name) if !context.named.contains_key(name) => no_filter(name, context),
        _ => return None,
    })
}

/// What is said of a name that no filter has.
pub fn no_filter(name: &str, context: &FilterContext) -> String {
    let names: Vec<&str> = context.named.keys().map(String::as_str).collect();
    let near = did_you_mean(name, names.iter().copied());
    match names.as_slice() {
        [] => format!("no filter is called {name}, nor anything else"),
        names => format!(
            "no filter is called {name}{near}; filters are {}",
            names.join(", ")
        ),
    }
}
