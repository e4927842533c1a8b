//! What is found in texts, over line ends and accents, within the memory and beyond it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::request::TextRequest;
use super::scan::{Needles, Scored};
use super::*;
use crate::clip::article::Heading;
use crate::library::contents::Library;
use crate::library::contents::sample::article;
use crate::search::passages;
use crate::text::clean::SafeText;
use crate::text::range::{SourceRange, TextRange};

fn texts() -> Vec<Article> {
    let mut titled = article(
        4,
        "four.md",
        "Nothing of note here, but a long text about it.",
    );
    titled.head.title = SafeText::line("Surveillance");
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
        article(2, "two.md", "中国的人工智能\n发展迅速。"),
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
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    let asked = TextRequest::new(owned(typed), owned(unwanted), None);
    let mut found = scanned(&bodies, &library, &asked, None);
    let places: Vec<BodyLocation> = found.iter().map(|scored| scored.place).collect();
    let again = scanned(&bodies, &library, &asked, Some(&places));
    assert_eq!(again, found, "where it was found it is found again");
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

fn scanned(
    bodies: &Bodies,
    library: &Library,
    asked: &TextRequest,
    places: Option<&[BodyLocation]>,
) -> Vec<Scored> {
    let mut found = Vec::new();
    let chunks = 0..bodies.chunks(places);
    Needles::new(bodies, asked, places).scan(bodies, library, chunks, &mut found);
    found
}

fn asked(wanted: &[&str]) -> TextRequest {
    let wanted = wanted.iter().map(|&text| text.to_owned()).collect();
    TextRequest::new(wanted, Vec::new(), None)
}

fn articles(memory: usize, typed: &[&str], unwanted: &[&str]) -> Vec<u32> {
    found(memory, typed, unwanted)
        .iter()
        .map(|scored| scored.article.0)
        .collect()
}

/// What is lit of a passage.
fn lit(passage: &passages::Passage, article: &Article) -> Vec<String> {
    let (label, matched) = passage.shown(article);
    let words = matched
        .into_iter()
        .map(|range| label.as_str()[range].to_owned());
    words.collect()
}

#[test]
fn phrases_are_found_within_the_memory_and_beyond_it() {
    for memory in [0, 60, DEFAULT_MEMORY] {
        assert_eq!(articles(memory, &["saudi arabia"], &[]), [1]);
        assert_eq!(articles(memory, &["societe", "exports"], &[]), [1]);
        assert_eq!(articles(memory, &["人工智能发展"], &[]), [2]);
        assert_eq!(articles(memory, &["report"], &["little"]), [5]);
        assert_eq!(articles(memory, &["grew", "人工"], &[]), [0; 0]);
    }
}

#[test]
fn title_and_headings_weigh_more_than_the_text() {
    assert_eq!(articles(DEFAULT_MEMORY, &["surveillance"], &[]), [4, 5, 3]);
}

#[test]
fn words_that_stand_together_count_once_more() {
    let (mut bodies, mut library) = (Bodies::default(), Library::default());
    for (id, text) in [(1, "The data are open."), (2, "Of open data only.")] {
        let article = article(id, "x.md", text);
        bodies.add(&article);
        library.add([Arc::new(article)]);
    }
    let found = scanned(&bodies, &library, &asked(&["open", "data"]), None);
    assert!(found[0].score < found[1].score, "{found:?}");
}

#[test]
fn asked_loosely_other_forms_answer_and_all_but_one_of_several_words() {
    let texts = [
        "Recent data centres need power.",
        "Data centers of power.",
        "The center has recent data.",
        "A century of powers.",
    ];
    let found = |memory: usize, typed: &[&str]| {
        let mut bodies = Bodies::with_memory(memory);
        let mut library = Library::default();
        for (id, text) in (1..).zip(texts) {
            let article = article(id, "x.md", text);
            bodies.add(&article);
            library.add([Arc::new(article)]);
        }
        let found = scanned(&bodies, &library, &asked(typed).loosened(), None);
        let mut found: Vec<u32> = found.iter().map(|scored| scored.article.0).collect();
        found.sort_unstable();
        found
    };
    for memory in [0, DEFAULT_MEMORY] {
        assert_eq!(
            found(memory, &["data", "centers", "need", "power"]),
            [1, 2],
            "{memory}"
        );
        assert_eq!(found(memory, &["data", "centering"]), [3; 0]);
        assert_eq!(found(memory, &["centers"]), [1, 2, 3]);
        assert_eq!(found(memory, &["needs", "datas"]), [1]);
        assert_eq!(found(memory, &["recnet"]), [1, 3]);
        assert_eq!(found(memory, &["enter"]), [0; 0]);
    }
    let article = article(1, "x.md", texts[0]);
    let passage = passages::best(&article, &asked(&["recent", "centers"]).loosened()).unwrap();
    assert_eq!(lit(&passage, &article), ["Recent", "centres"]);
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
    let found = scanned(&bodies, &library, &asked(&["unique"]), None);
    let articles: BTreeSet<u32> = found.iter().map(|scored| scored.article.0).collect();
    assert_eq!(articles, BTreeSet::from([1, 2]));
}

#[test]
fn a_passage_is_the_sentence_that_holds_most() {
    let text = "Huawei again.\nIn Zambia, Huawei sells cameras.\nZambia pays.";
    let article = article(1, "one.md", text);
    let asked = asked(&["zambia", "huawei"]);
    assert_eq!(passages::all(&article, &asked).len(), 3);
    let best = passages::best(&article, &asked).unwrap();
    assert_eq!(best.sentence.of(text), "In Zambia, Huawei sells cameras.");
    assert_eq!(lit(&best, &article), ["Zambia", "Huawei"]);
}

#[test]
fn a_passage_over_a_line_end_is_shown_whole_and_a_long_one_cut() {
    let one = &texts()[0];
    let best = passages::best(one, &asked(&["saudi arabia"])).unwrap();
    let (label, matched) = best.shown(one);
    assert_eq!(&label.as_str()[matched[0].clone()], "Saudi Arabia");
    let long = article(
        9,
        "long.md",
        &format!("{}needle {}", "wörd ".repeat(99), "wörd ".repeat(99)),
    );
    let best = passages::best(&long, &asked(&["needle"])).unwrap();
    let (label, matched) = best.shown(&long);
    assert!(
        label.as_str().starts_with("…w") && label.as_str().ends_with('…'),
        "{label}"
    );
    assert_eq!(&label.as_str()[matched[0].clone()], "needle");
}
