//! What is found in a small library, and that offered work gives what searching alone gives.

use super::*;
use crate::clip::article::{Article, Heading};
use crate::clip::article_set::ArticleSet;
use crate::library::contents::sample::*;
use crate::search::bodies::DEFAULT_MEMORY;
use crate::search::hit::{HitKind, HitTarget};
use crate::text::clean::SafeText;
use crate::text::range::ArticleId;
use crate::text::range::{SourceRange, TextRange};

mod texts;

fn titled(mut article: Article, title: &str, tag: &str) -> Article {
    article.head.title = SafeText::line(title);
    article.tags.push(SafeText::line(tag));
    article
}

fn library() -> Arc<Library> {
    let mut one = article(
        1,
        "one.md",
        "Beginnings\nHuawei sells to Zambia.\nSee the report.",
    );
    one.headings.push(Heading {
        level: 1,
        text: TextRange::new(0, 10),
        source: SourceRange::new(0, 10),
    });
    let one = titled(one, "Huawei in Zambia", "trade");
    let one = citing(
        naming(one, "Huawei"),
        "report",
        "https://www.carnegie.org/africa/report",
    );
    let two = titled(
        article(2, "two.md", "Huawei again."),
        "The reach of Huawei",
        "trade/china",
    );
    let two = published(naming(two, "Huawei"), 2024, 5);
    let three = titled(
        article(3, "three.md", "Nobody."),
        "Société Générale",
        "banks",
    );
    let mut library = Library::default();
    library.add([one, two, three].map(Arc::new));
    library.set_linked(linked(library.articles()));
    Arc::new(library)
}

fn index() -> Index {
    let mut index = Index::default();
    index.set_library(&library());
    index
}

fn find(index: &mut Index, typed: &str) -> Hits {
    let query = Query::parse(typed);
    index
        .search(&query, HitLimits::default(), || false)
        .unwrap()
}

fn labels(index: &mut Index, typed: &str) -> Vec<String> {
    let hits = find(index, typed).hits;
    hits.iter()
        .map(|hit| format!("{} {}", hit.kind.name(), hit.label))
        .collect()
}

fn tag(name: &str) -> SearchItem {
    SearchItem::new(HitKind::Tag, SafeText::line(name), HitTarget::Tag)
}

#[test]
fn everything_has_its_name_and_leads_somewhere() {
    let index = &mut index();
    assert_eq!(labels(index, "huawei")[0], "entity Huawei");
    assert_eq!(
        labels(index, "a:huawei"),
        ["article Huawei in Zambia", "article The reach of Huawei"]
    );
    assert_eq!(labels(index, "h: begin"), ["heading Beginnings"]);
    assert_eq!(labels(index, "#trade")[0], "tag trade");
    assert_eq!(
        labels(index, "s: carnegie"),
        ["source carnegie.org/africa/report"]
    );
    assert_eq!(
        labels(index, "s: africa report"),
        ["source carnegie.org/africa/report"]
    );
    assert_eq!(labels(index, "generale"), ["article Société Générale"]);
    let heading = &find(index, "h: begin").hits[0];
    assert_eq!(
        heading.target,
        HitTarget::Place(ArticleId(1), SourceRange::new(0, 10))
    );
    assert_eq!(heading.matched, vec![0..5; 1]);
}

#[test]
fn a_heading_reached_by_its_article_alone_is_noise() {
    let (index, query) = (&mut index(), Query::parse("h: zambia"));
    let hidden = find(index, "h: zambia");
    assert_eq!((hidden.hits.len(), hidden.hidden), (0, 1));
    let wanted = HitLimits {
        weak: Weak::Shown,
        ..HitLimits::default()
    };
    let shown = index.search(&query, wanted, || false).unwrap();
    assert_eq!(shown.hits[0].label.as_str(), "Beginnings");
    assert_eq!(shown.hidden, 0);
}

#[test]
fn another_name_is_said_in_the_detail() {
    let hits = find(&mut index(), "s: report").hits;
    assert_eq!(hits.len(), 1, "address and anchor are one source");
    let hits = find(&mut index(), "s: ^report").hits;
    assert_eq!(
        hits[0].detail.as_str(),
        "report, 1 article",
        "nothing is said twice"
    );
    assert!(hits[0].matched.is_empty());
    let hits = find(&mut index(), "a: ^one").hits;
    assert!(hits[0].detail.as_str().starts_with("also one"), "{hits:?}");
}

#[test]
fn one_wrong_letter_is_forgiven() {
    let index = &mut index();
    for typed in ["hauwei", "huavei", "huaweii", "huwei", "huawei zmabia"] {
        let first = &labels(index, typed)[0];
        assert!(first.contains("Huawei"), "{typed}: {first}");
    }
    let hits = find(index, "e: hauwei").hits;
    assert_eq!(hits[0].matched, vec![0..6; 1]);
    assert_eq!(labels(index, "zzzz"), [""; 0]);
}

#[test]
fn another_form_of_a_word_is_found_also_letter_by_letter() {
    let mut index = Index::default();
    let names = ["Agencies launched together", "Digital Analytics Program"];
    index.replace(ItemGroup::Tags, names.map(tag));
    for (typed, wanted) in [
        ("launching", names[0]),
        ("digital analytics programmes", names[1]),
    ] {
        for end in 1..=typed.len() {
            labels(&mut index, &typed[..end]);
        }
        assert_eq!(labels(&mut index, typed), [format!("tag {wanted}")]);
    }
}

#[test]
fn a_label_that_holds_one_word_as_noise_is_noise() {
    let mut index = Index::default();
    let names = [
        "Digital gardens surrounding charming old villages of mayors, brought together by fishing, rocks",
        "Digital analytics",
    ];
    index.replace(ItemGroup::Tags, names.map(tag));
    let hits = find(&mut index, "digital analytics");
    assert_eq!((hits.hits.len(), hits.hidden), (1, 1), "{hits:?}");
}

#[test]
fn what_is_also_found_with_strewn_letters_stands_where_one_wrong_letter_puts_it() {
    let item = |names: &[&str]| SearchItem {
        names: names.iter().map(|name| SafeText::line(name)).collect(),
        ..tag("Better experience")
    };
    let mut index = Index::default();
    let items = [item(&[]), item(&["better extra paper in a dance"])];
    index.replace(ItemGroup::Tags, items);
    let found = find(&mut index, "better experiance");
    let scores: Vec<u32> = found.hits.iter().map(|hit| hit.score).collect();
    assert_eq!(scores, [scores[0]; 2]);
    assert_eq!(found.total, 2);
}

#[test]
fn an_anchor_that_is_an_address_is_no_name() {
    let url = "https://www.carnegie.org/africa/report";
    let mut library = Library::default();
    let one = article(1, "one.md", &format!("See {url}"));
    library.add([Arc::new(citing(one, url, url))]);
    let mut index = Index::default();
    index.set_library(&Arc::new(library));
    assert_eq!(labels(&mut index, "s: ^https"), [""; 0]);
    assert_eq!(labels(&mut index, "s: ^carnegie").len(), 1);
}

#[test]
fn filters_restrict_what_speaks_of_other_articles() {
    let index = &mut index();
    assert_eq!(labels(index, "a: site:nowhere.org"), [""; 0]);
    assert_eq!(
        labels(index, "after:2024 huawei"),
        [
            "entity Huawei",
            "article The reach of Huawei",
            "passage Huawei again."
        ]
    );
    assert_eq!(
        labels(index, "a: entity:huawei zambia"),
        ["article Huawei in Zambia"]
    );
    assert_eq!(labels(index, "s: tag:trade/china"), [""; 0]);
    index.set_annotated(ArticleSet::from([ArticleId(3)]));
    assert_eq!(
        labels(index, "a: is:annotated"),
        ["article Société Générale"]
    );
}

#[test]
fn nothing_typed_finds_everything() {
    let hits = find(&mut index(), "");
    assert_eq!(hits.total as usize, hits.hits.len());
    assert_eq!(
        hits.hits[0].label.as_str(),
        "The reach of Huawei",
        "the newest article"
    );
}

#[test]
fn a_library_that_changes_is_known_as_it_is() {
    let mut index = index();
    let mut changed = Library::clone(&library());
    changed.remove(&[ArticleId(1)].into());
    changed.add([Arc::new(titled(
        article(2, "two.md", "x"),
        "Rewritten",
        "new",
    ))]);
    changed.set_linked(linked(changed.articles()));
    index.set_library(&Arc::new(changed));
    assert_eq!(labels(&mut index, "huawei"), [""; 0]);
    assert_eq!(labels(&mut index, "rewritten"), ["article Rewritten"]);
    assert_eq!(labels(&mut index, "#new"), ["tag new"]);
}

fn command(number: u32) -> SearchItem {
    let label = SafeText::line(&format!("command {number} of {}", number % 977));
    SearchItem::new(HitKind::Command, label, HitTarget::Command(number))
}

#[test]
fn parts_scanned_apart_give_what_one_search_gives() {
    let items: Vec<SearchItem> = (0..40_000).map(command).collect();
    let (mut alone, mut apart) = (Index::default(), Index::default());
    alone.replace(ItemGroup::Commands, items.clone());
    apart.replace(ItemGroup::Commands, items);
    for typed in ["c", "co", "comm 7", "comm 77", "comm 7", "comamnd 12"] {
        let query = Query::parse(typed);
        let whole = alone
            .search(&query, HitLimits::default(), || false)
            .unwrap();
        let mut search = apart.begin(&query, HitLimits::default());
        loop {
            let chunks = apart.chunks(&search);
            let parts = chunks.chunks(2).map(|chunks| {
                let mut part = apart.part(&search);
                for chunk in chunks {
                    apart.scan(&search, chunk, &mut part);
                }
                part
            });
            let parts = parts.collect();
            if !apart.gather(&mut search, parts) {
                break;
            }
        }
        assert_eq!(apart.hits(&search), whole, "{typed}");
        assert!(!whole.hits.is_empty(), "{typed}");
    }
}

#[test]
fn nobody_waits_for_a_stale_search() {
    let query = Query::parse("huawei");
    assert_eq!(index().search(&query, HitLimits::default(), || true), None);
}

#[test]
fn words_of_a_title_find_the_article_before_its_headings() {
    let mut made = article(1, "authors/jparcell/_index.md", "Mobile budget\nNothing.");
    made.headings.push(Heading {
        level: 2,
        text: TextRange::new(0, 13),
        source: SourceRange::new(0, 13),
    });
    let made = titled(made, "Making Mobile Gov Project", "apps");
    let mut library = Library::default();
    library.add([Arc::new(made)]);
    let mut index = Index::default();
    index.set_library(&Arc::new(library));
    let whole = "article Making Mobile Gov Project";
    assert_eq!(labels(&mut index, "mobile gov project")[0], whole);
    assert_eq!(
        labels(&mut index, "mobile budget")[0],
        "heading Mobile budget"
    );
    assert_eq!(
        labels(&mut index, "project budget")[0],
        "heading Mobile budget"
    );
    assert_eq!(
        labels(&mut index, "jparcell"),
        [whole],
        "named by its folder"
    );
}
