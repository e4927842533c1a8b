//! Each constraint on a few articles.

use std::sync::Arc;

use super::*;
use crate::clip::article::Author;
use crate::clip::article_set::ArticleSet;
use crate::library::contents::sample::*;
use crate::notes::notebook::Notebook;
use crate::search::named_filters::named_filters;
use crate::search::query::Query;
use crate::text::clean::SafeText;
use crate::text::range::ArticleId;

fn library() -> Library {
    let mut one = clipped_from(
        article(1, "a/one.md", "Huawei sells.\nSee it."),
        "https://www.ft.com/x",
    );
    one.tags.push(SafeText::line("Law/EU"));
    one.head.authors.push(Author {
        name: SafeText::line("Jané Doe"),
        target: None,
    });
    let one = published(
        citing(naming(one, "Huawei"), "it", "http://e.org/r/"),
        2024,
        5,
    );
    let two = clipped_from(
        article(2, "two.md", "Nokia sells to Huawei."),
        "https://bbc.co.uk/y",
    );
    let two = published(naming(naming(two, "Nokia"), "Huawei"), 2023, 1);
    let mut three = article(3, "three.md", "Nothing.");
    three.head.description = Some(SafeText::line("It stands onlythere."));
    let mut library = Library::default();
    library.add([one, two, three].map(Arc::new));
    library.set_linked(linked(library.articles()));
    library
}

fn passing(typed: &str) -> Vec<u32> {
    let day = |year| Day {
        year,
        month: 6,
        day: 1,
    };
    let named = [("recent", "after:2024"), ("self", "filter:self")];
    let named = named.map(|(name, typed)| (name.to_owned(), Query::parse(typed).filter));
    let named = named_filters(&BTreeMap::from(named), &Notebook::default());
    let context = FilterContext {
        annotated: ArticleSet::from([ArticleId(3)]),
        named: Arc::new(named),
        reading: Arc::default(),
        today: Some(day(2024)),
    };
    let filter = Query::parse(typed).filter;
    let passing = filter.select(&library(), &context);
    passing.iter().map(|id| id.0).collect()
}

#[test]
fn every_constraint_restricts_as_it_says() {
    for (typed, articles) in [
        ("", vec![1, 2, 3]),
        ("article:a/one.md", vec![1]),
        ("entity:HUAWEI", vec![1, 2]),
        ("entity:huawei entity:nokia", vec![2]),
        ("kind:organisation", vec![1, 2]),
        ("kind:person", vec![]),
        ("source:https://e.org/r", vec![1]),
        ("source:https://ft.com/x/", vec![1]),
        ("site:ft.com", vec![1]),
        ("site:ft.com site:bbc.co.uk", vec![1, 2]),
        ("author:\"jane doe\"", vec![1]),
        ("tag:law", vec![1]),
        ("tag:law/eu", vec![1]),
        ("tag:la", vec![]),
        ("after:2024", vec![1]),
        ("after:2024-05-03", vec![1]),
        ("before:2024-05-03", vec![2]),
        ("after:2022 before:2024", vec![2]),
        ("match:\"huawei sells\"", vec![1, 2]),
        ("match:\"'huawei !nokia\"", vec![1]),
        ("match:\"tag:law\"", vec![1]),
        ("match:\"huawei !tag:law\"", vec![2]),
        ("match:\"nothing | nokia\"", vec![2, 3]),
        ("match:\"!^nokia\"", vec![1, 3]),
        ("match:\"e: nokia\"", vec![2]),
        ("match:\"doe\"", vec![1]),
        ("match:onlythere", vec![3]),
        ("site:ft", vec![1]),
        ("site:www.ft.com", vec![1]),
        ("site:f", vec![]),
        ("!site:ft.com", vec![2, 3]),
        ("!site:ft.com !site:bbc.co.uk", vec![3]),
        ("tag:law | is:annotated", vec![1, 3]),
        ("!kind:organisation", vec![3]),
        ("after:1m", vec![1]),
        ("before:30d", vec![2]),
        ("after:20y", vec![1, 2]),
        ("filter:recent", vec![1]),
        ("!filter:recent", vec![2, 3]),
        ("filter:self", vec![]),
        ("filter:unknown", vec![]),
        ("is:annotated", vec![3]),
    ] {
        assert_eq!(passing(typed), articles, "{typed}");
    }
}

#[test]
fn a_filter_within_another_lets_through_what_passes_both() {
    let filter = |typed: &str| Query::parse(typed).filter;
    for (typed, pinned, articles) in [
        ("", "", vec![1, 2, 3]),
        ("site:ft.com", "", vec![1]),
        ("", "site:ft.com", vec![1]),
        ("site:ft.com", "site:bbc.co.uk", vec![]),
        ("site:ft.com", "site:bbc.co.uk site:ft.com", vec![1]),
    ] {
        let within = filter(typed).within(&filter(pinned));
        assert_eq!(within.is_empty(), articles.len() == 3);
        let passing = within.select(&library(), &FilterContext::default());
        let passing: Vec<u32> = passing.iter().map(|id| id.0).collect();
        assert_eq!(passing, articles, "{typed} within {pinned}");
    }
    let all = filter("site:ft.com")
        .within(&filter("after:2024"))
        .within(&filter("before:2024"));
    assert!(all.select(&library(), &FilterContext::default()).is_empty());
}

#[test]
fn constraints_are_kept_once_and_taken_away_one_by_one() {
    let site = Constraint::read("site", "ft.com").unwrap();
    let mut filter: Filter = [site.clone(), site.clone(), Constraint::Annotated]
        .into_iter()
        .collect();
    assert_eq!(filter.to_string(), "site:ft.com is:annotated");
    filter.remove(&site);
    assert_eq!(filter.constraints(), [Constraint::Annotated]);
}

#[test]
fn a_refused_constraint_says_why() {
    assert_eq!(
        Constraint::read("colour", "red"),
        Err(crate::search::filter::ConstraintError::Unknown)
    );
    assert_eq!(
        Constraint::read("kind", "thing"),
        Err(crate::search::filter::ConstraintError::NoKind(
            "thing".into()
        ))
    );
    for value in [
        "24",
        "2024-13",
        "2024-05-32",
        "2024-02-30",
        "May",
        "2024-5-",
        "20240509",
    ] {
        assert_eq!(
            Constraint::read("after", value),
            Err(crate::search::filter::ConstraintError::NoDate),
            "{value}"
        );
    }
}
