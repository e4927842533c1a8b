//! What is found in texts: sentences, strictly and loosely, narrowed and counted.

use super::*;

#[test]
fn sentences_are_found_with_what_was_typed_lit() {
    let index = &mut index();
    assert_eq!(
        labels(index, "p: sells"),
        ["passage Huawei sells to Zambia."]
    );
    let hit = &find(index, "\"sells to\"").hits[0];
    assert_eq!(hit.matched, vec![7..15; 1]);
    assert_eq!(hit.detail.as_str(), "Huawei in Zambia, Beginnings");
    assert_eq!(
        hit.target,
        HitTarget::Text(ArticleId(1), TextRange::new(18, 26))
    );
    assert_eq!(
        labels(index, "p: huawei !zambia"),
        ["passage Huawei again."]
    );
    assert_eq!(labels(index, "p: huawei before:2024"), [""; 0]);
    assert_eq!(labels(index, "p: ^huawei"), [""; 0]);
    let all = labels(index, "huawei");
    assert!(
        all[0].starts_with("entity") && all.last().unwrap().starts_with("passage"),
        "{all:?}"
    );
}

#[test]
fn sentences_are_asked_loosely_where_none_holds_what_was_typed() {
    let index = &mut index();
    for typed in [
        "p: selling zambia",
        "p: sells zamiba",
        "p: sells zambia iron",
    ] {
        let hits = find(index, typed);
        let labels: Vec<&str> = hits.hits.iter().map(|hit| hit.label.as_str()).collect();
        assert_eq!(labels, ["Huawei sells to Zambia."], "{typed}");
        assert_eq!(hits.total, 1, "{typed}");
    }
    // Inside of words it is found as it was typed, and once more loosely: as one article still.
    let hits = find(index, "p: uawei again too");
    assert_eq!((hits.hits.len(), hits.total), (0, 0));
    let hits = find(index, "p: ells ambia");
    assert_eq!((hits.hits.len(), hits.total), (1, 1));
    assert_eq!(
        labels(index, "p: \"selling zambia\""),
        [""; 0],
        "a phrase stands as it is"
    );
}

#[test]
fn texts_are_narrowed_to_what_looking_everywhere_finds() {
    for memory in [0, 100, DEFAULT_MEMORY] {
        let mut narrowed = Index::with_memory(memory);
        narrowed.set_library(&library());
        for typed in [
            "p:hu",
            "p:huaw",
            "p:huawei",
            "p:huawei zam",
            "p:huawei !zam",
            "p:huawei !zambia",
            "p:huawei",
            "p:hu",
            "p:hu after:2024",
            "p:hua after:2024",
            "p:hua",
            "p:\"see the",
            "p:\"see the report\"",
            "p:no",
            "p:nob",
            "p:nox",
            "p:nob",
            "p:selling za",
            "p:selling zam",
            "p:selling zambia",
            "p:selling zambian",
            "p:selling zambi",
            "p:sells zamiba",
            "p:sells zamiba nowhere",
            "p:sells zamiba nowhere nobody",
            "p:sells zamiba nowhere",
        ] {
            let mut fresh = Index::with_memory(memory);
            fresh.set_library(&library());
            let (one, other) = (find(&mut narrowed, typed), find(&mut fresh, typed));
            assert_eq!(one, other, "{typed} with {memory} bytes");
        }
        let mut grown = Library::clone(&library());
        grown.add([Arc::new(article(9, "nine.md", "A note about nobody."))]);
        let before = find(&mut narrowed, "p:nobody").total;
        narrowed.set_library(&Arc::new(grown));
        assert_eq!(
            find(&mut narrowed, "p:nobody").total,
            before + 1,
            "a new text is found"
        );
    }
}

#[test]
fn where_only_sentences_are_wanted_no_name_is_looked_at() {
    let mut index = index();
    let search = index.begin(&Query::parse("p:huawei"), HitLimits::default());
    assert_eq!(search.round, Round::Bodies);
    let search = index.begin(&Query::parse("p: e: huawei"), HitLimits::default());
    assert_eq!(search.round, Round::Names);
}

#[test]
fn while_texts_are_searched_names_stay_and_texts_are_counted() {
    let mut index = index();
    let mut search = index.begin(&Query::parse("huawei"), HitLimits::default());
    let scanned = |index: &Index, search: &Search| {
        let mut part = index.part(search);
        for chunk in index.chunks(search) {
            index.scan(search, &chunk, &mut part);
        }
        part
    };
    while search.round != Round::Bodies {
        let part = scanned(&index, &search);
        index.gather(&mut search, vec![part]);
    }
    let part = scanned(&index, &search);
    let growing = index.growing(&search, std::iter::once(&part));
    assert_eq!(growing.hits[0].label.as_str(), "Huawei");
    index.gather(&mut search, vec![part]);
    assert_eq!(index.hits(&search).total, growing.total);
}
