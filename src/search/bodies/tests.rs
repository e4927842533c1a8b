//! What is found in texts, over line ends and accents, within the memory and beyond it.

use std::sync::Arc;

use super::scan::{Needles, Scored};
use super::*;
use crate::core::article::Heading;
use crate::core::gate::Shown;
use crate::core::library::Library;
use crate::core::library::sample::article;
use crate::core::range::{SourceRange, TextRange};
use crate::search::passages;

fn texts() -> Vec<Article> {
    let mut titled = article(
        4,
        "four.md",
        "Nothing of note here, but a long text about it.",
    );
    titled.head.title = Shown::line("Surveillance");
    let mut headed = article(
        5,
        "five.md",
        "Surveillance\nA report, long enough to compare with.",
    );
    headed.headings.push(Heading {
        level: 2,
        text: TextRange::new(0, 12),
        source: SourceRange::new(0, 12),
    });
    vec![
        article(
            1,
            "one.md",
            "Exports to Saudi\nArabia grew. Société Générale paid.",
        ),
        article(2, "two.md", "中国的人工智能发展迅速。"),
        article(
            3,
            "three.md",
            "A report about surveillance, which says little else.",
        ),
        titled,
        headed,
    ]
}

fn found(memory: usize, typed: &[&str], unwanted: &[&str]) -> Vec<Scored> {
    let (mut bodies, mut library) = (Bodies::with_memory(memory), Library::default());
    for article in texts() {
        bodies.add(&article);
        library.add([Arc::new(article)]);
    }
    let owned = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    let (wanted, unwanted) = (owned(typed), owned(unwanted));
    let needles = Needles::new(&bodies, &wanted, &unwanted, None);
    let mut found = Vec::new();
    needles.scan(&bodies, &library, 0..bodies.chunks(), &mut found);
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

fn articles(memory: usize, typed: &[&str], unwanted: &[&str]) -> Vec<u32> {
    found(memory, typed, unwanted)
        .iter()
        .map(|scored| scored.article.0)
        .collect()
}

#[test]
fn phrases_are_found_within_the_memory_and_beyond_it() {
    for memory in [0, 60, DEFAULT_MEMORY] {
        assert_eq!(articles(memory, &["saudi arabia"], &[]), [1]);
        assert_eq!(articles(memory, &["societe", "exports"], &[]), [1]);
        assert_eq!(articles(memory, &["人工智能"], &[]), [2]);
        assert_eq!(articles(memory, &["report"], &["little"]), [5]);
        assert_eq!(articles(memory, &["grew", "人工"], &[]), [0; 0]);
    }
}

#[test]
fn title_and_headings_weigh_more_than_the_text() {
    assert_eq!(articles(DEFAULT_MEMORY, &["surveillance"], &[]), [4, 5, 3]);
}

#[test]
fn a_text_is_replaced_and_what_is_gone_is_found_no_more() {
    let (mut bodies, mut library) = (Bodies::default(), Library::default());
    for round in 0..20 {
        let text = format!("unique{round}");
        let new = article(round % 3, "x.md", &text);
        bodies.add(&new);
        library.add([Arc::new(new)]);
    }
    bodies.remove(ArticleId(0));
    assert_eq!(bodies.len(), 2);
    assert!(bodies.bytes() < 100, "{}", bodies.bytes());
    let wanted = ["unique".to_owned()];
    let needles = Needles::new(&bodies, &wanted, &[], None);
    let mut found = Vec::new();
    needles.scan(&bodies, &library, 0..bodies.chunks(), &mut found);
    let articles: BTreeSet<u32> = found.iter().map(|scored| scored.article.0).collect();
    assert_eq!(articles, BTreeSet::from([1, 2]));
}

#[test]
fn a_passage_is_the_sentence_that_holds_most() {
    let text = "Huawei again.\nIn Zambia, Huawei sells cameras.\nZambia pays.";
    let article = article(1, "one.md", text);
    let wanted = ["zambia".to_owned(), "huawei".to_owned()];
    assert_eq!(passages::all(&article, &wanted).len(), 3);
    let best = passages::best(&article, &wanted).unwrap();
    assert_eq!(best.sentence.of(text), "In Zambia, Huawei sells cameras.");
    let (label, matched) = best.shown(&article);
    let words: Vec<&str> = matched
        .into_iter()
        .map(|range| &label.as_str()[range])
        .collect();
    assert_eq!(words, ["Zambia", "Huawei"]);
}

#[test]
fn a_passage_over_a_line_end_is_shown_whole_and_a_long_one_cut() {
    let one = &texts()[0];
    let best = passages::best(one, &["saudi arabia".to_owned()]).unwrap();
    let (label, matched) = best.shown(one);
    assert_eq!(&label.as_str()[matched[0].clone()], "Saudi Arabia");
    let long = article(
        9,
        "long.md",
        &format!("{}needle {}", "wörd ".repeat(99), "wörd ".repeat(99)),
    );
    let best = passages::best(&long, &["needle".to_owned()]).unwrap();
    let (label, matched) = best.shown(&long);
    assert!(
        label.as_str().starts_with("…w") && label.as_str().ends_with('…'),
        "{label}"
    );
    assert_eq!(&label.as_str()[matched[0].clone()], "needle");
}
