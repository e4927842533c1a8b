//! Each constraint on a few articles.

use std::sync::Arc;

use super::*;
use crate::clip::article::Author;
use crate::library::contents::sample::*;
use crate::search::query::Query;
use crate::text::clean::SafeText;

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
    let three = article(3, "three.md", "Nothing.");
    let mut library = Library::default();
    library.add([one, two, three].map(Arc::new));
    library.set_linked(linked(library.articles()));
    library
}

fn passing(typed: &str) -> Vec<u32> {
    let annotated = BTreeSet::from([ArticleId(3)]);
    let filter = Query::parse(typed).filter;
    let passing = filter.select(&library(), &annotated);
    passing.into_iter().map(|id| id.0).collect()
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
        let passing = within.select(&library(), &BTreeSet::new());
        let passing: Vec<u32> = passing.into_iter().map(|id| id.0).collect();
        assert_eq!(passing, articles, "{typed} within {pinned}");
    }
    let all = filter("site:ft.com")
        .within(&filter("after:2024"))
        .within(&filter("before:2024"));
    assert!(all.select(&library(), &BTreeSet::new()).is_empty());
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
        Err(crate::search::filter::ConstraintError::NoKind)
    );
    for value in ["24", "2024-13", "2024-05-32", "May", "2024-5-", "20240509"] {
        assert_eq!(
            Constraint::read("after", value),
            Err(crate::search::filter::ConstraintError::NoDate),
            "{value}"
        );
    }
}
