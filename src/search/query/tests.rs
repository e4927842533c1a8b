//! What can be typed, what it means, and that everything can be typed.

use proptest::prelude::*;

use super::*;
use crate::clip::entity::Kind;
use crate::search::filter::DateBound;
use crate::text::date::Day;

fn terms(typed: &str) -> Vec<Term> {
    Query::parse(typed).terms
}

#[test]
fn signs_around_a_word_say_how_it_is_looked_for() {
    let text = || "ai".to_owned();
    for (typed, term) in [
        ("AI", Term::Fuzzy(text())),
        ("'ai", Term::Must(Condition::Contains(text()))),
        ("^ai", Term::Must(Condition::Starts(text()))),
        ("！ＡＩ", Term::Must(Condition::Lacks(text()))),
        ("ai$", Term::Must(Condition::Ends(text()))),
        ("^ai$", Term::Must(Condition::Is(text()))),
        ("!ai", Term::Must(Condition::Lacks(text()))),
        ("!'ai", Term::Must(Condition::Lacks(text()))),
        ("!^ai", Term::Must(Condition::LacksStart(text()))),
        ("!ai$", Term::Must(Condition::LacksEnd(text()))),
        ("\" AI \"", Term::Must(Condition::Contains(text()))),
        ("\"ai", Term::Must(Condition::Contains(text()))),
        ("!\"ai\"", Term::Must(Condition::Lacks(text()))),
    ] {
        assert_eq!(terms(typed), [term], "{typed}");
    }
}

#[test]
fn kinds_are_named_before_words_or_alone() {
    for (typed, kinds, words) in [
        ("e:huawei", vec![HitKind::Entity], vec!["huawei"]),
        ("e: huawei", vec![HitKind::Entity], vec!["huawei"]),
        (
            "a: h: law",
            vec![HitKind::Article, HitKind::Heading],
            vec!["law"],
        ),
        ("#law", vec![HitKind::Tag], vec!["law"]),
        (">sort by", vec![HitKind::Command], vec!["sort", "by"]),
        (
            "p:\"saudi arabia\"",
            vec![HitKind::Passage],
            vec!["saudi arabia"],
        ),
    ] {
        let query = Query::parse(typed);
        assert_eq!(query.kinds, kinds.into_iter().collect(), "{typed}");
        assert_eq!(query.wanted().collect::<Vec<_>>(), words, "{typed}");
    }
}

#[test]
fn filters_are_those_of_the_command_line() {
    let query =
        Query::parse("law site:nist.gov author:\"Jane Doe\" after:2024-05 kind:place is:annotated");
    let day = DateBound::Day(Day {
        year: 2024,
        month: 5,
        day: 0,
    });
    assert_eq!(
        query.filter.constraints(),
        [
            Constraint::Site("nist.gov".into()),
            Constraint::Author("Jane Doe".into()),
            Constraint::After(day),
            Constraint::Kind(Kind::Place),
            Constraint::Annotated,
        ]
    );
    assert_eq!(query.terms, [Term::Fuzzy("law".into())]);
    assert!(query.problems.is_empty());
}

#[test]
fn what_is_only_begun_asks_for_nothing_yet() {
    for typed in [
        "",
        "  ",
        "!",
        "'",
        "^",
        "site:",
        "after:",
        "author:\"",
        "e:",
        "#",
        ">",
        "!^",
        "is:ann",
        "tag:#",
    ] {
        let query = Query::parse(typed);
        assert!(query.terms.is_empty() && query.filter.is_empty(), "{typed}");
        assert!(query.problems.is_empty(), "{typed}");
    }
}

#[test]
fn what_cannot_be_read_is_reported_and_looked_for() {
    let query = Query::parse("law after:tomorrow");
    assert_eq!(query.terms[1], Term::Fuzzy("after:tomorrow".into()));
    assert_eq!(query.problems[0].range, TextRange::new(4, 18));
    assert!(query.problems[0].reason.as_str().contains("2024-05"));
    assert_eq!(
        terms("https://a.org"),
        [Term::Fuzzy("https://a.org".into())]
    );
    assert_eq!(terms("$"), [Term::Fuzzy("$".into())]);
}

#[test]
fn a_bar_joins_its_neighbours_alone() {
    let shown = |typed: &str| -> Vec<String> {
        let alternatives = Query::parse(typed).alternatives();
        alternatives.iter().map(Query::to_string).collect()
    };
    assert_eq!(
        shown("huawei | zte uganda"),
        ["uganda huawei", "uganda zte"]
    );
    assert_eq!(shown("a | b c | d").len(), 4);
    assert_eq!(
        shown("tag:law | site:ft.com x"),
        ["x tag:law | site:ft.com"]
    );
    assert_eq!(shown("tag:law | x"), ["tag:law", "x"]);
    for (typed, plain) in [
        ("| a", "a"),
        ("a |", "a"),
        ("a | site:", "a"),
        ("a | | b |", "a | b"),
    ] {
        assert_eq!(Query::parse(typed).to_string(), plain, "{typed}");
    }
    let many = Query::parse("a | b c | d e | f g | h i | j");
    assert!(many.problems[0].reason.as_str().contains('|'));
    assert_eq!(many.alternatives().len(), MOST_ALTERNATIVES);
}

#[test]
fn a_condition_may_be_turned_round() {
    let query = Query::parse("!site:ft.com ！tag:\"a b\" !after:7d !10:30 !kind:foo");
    assert_eq!(
        query.filter.to_string(),
        "!site:ft.com !tag:\"a b\" !after:7d"
    );
    assert_eq!(query.unwanted().collect::<Vec<_>>(), ["10:30", "kind:foo"]);
    assert_eq!(query.problems.len(), 1);
}

#[test]
fn what_has_the_look_of_a_condition_is_text_unless_it_is_one() {
    for typed in ["10:30", "https://a.org", "doi:10.1000/x", "C:x", "e.g.:x"] {
        let query = Query::parse(typed);
        assert!(
            query.filter.is_empty() && query.problems.is_empty(),
            "{typed}"
        );
        assert!(
            !query.terms.is_empty() && query.doubts.is_empty(),
            "{typed}"
        );
    }
    let doubt = Query::parse("stie:nist.gov").doubts[0].reason.to_string();
    assert!(doubt.contains("did you mean site:?"), "{doubt}");
    for (typed, words) in [
        ("kind:persn", "did you mean person?"),
        ("after:2024-02-30", "7d"),
        ("is:stared", "starred, later or unread"),
        ("match:\"kind:x\"", "a kind is"),
        ("match:\"n:x\"", "annotations"),
    ] {
        let problems = Query::parse(typed).problems;
        assert!(
            problems[0].reason.as_str().contains(words),
            "{typed}: {problems:?}"
        );
    }
}

#[test]
fn every_condition_has_a_hint_and_words_have_none() {
    for name in Constraint::NAMES {
        let words = hint(&format!("law {name}"));
        assert!(
            words.is_some_and(|words| words.starts_with(name)),
            "{name}: {words:?}"
        );
    }
    for (typed, begin) in [
        ("'", "'word"),
        ("law !", "!word"),
        ("ta", "tag:"),
        ("law$", "word$"),
        ("!si", "site:"),
    ] {
        assert!(
            hint(typed).is_some_and(|words| words.starts_with(begin)),
            "{typed}"
        );
    }
    assert!(
        ["", "t", "huawei", "site:nist", "law "]
            .map(hint)
            .iter()
            .all(Option::is_none)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn anything_can_be_typed(typed in "\\PC{0,40}") {
        Query::parse(&typed);
    }

    #[test]
    fn what_is_shown_reads_as_the_same_query(
        typed in "((!|)('|\\^|)[a-c:]{1,3}(\\$|)|(!|)\"[a ]{1,4}\"|e:|#x|(!|)site:(a|\"b c\"\"\")|after:(2024(-05|-05-31|)|7d)| | \\| ){0,6}",
    ) {
        let query = Query::parse(&typed);
        let again = Query::parse(&query.to_string());
        prop_assert_eq!(&again.terms, &query.terms, "{}", query);
        prop_assert_eq!(again.kinds, query.kinds);
        prop_assert_eq!(&again.filter, &query.filter);
        prop_assert_eq!(&again.choices, &query.choices);
    }

    #[test]
    fn what_is_pinned_reads_as_the_same_filter(
        values in proptest::collection::vec((0_usize..8, any::<String>(), any::<bool>()), 0..4),
        any_of in proptest::collection::vec("\\PC{1,8}", 2..4),
    ) {
        let made = values.into_iter().filter_map(|(number, value, turned)| {
            let names = ["article", "entity", "source", "site", "author", "tag", "match", "filter"];
            let constraint = Constraint::read(names[number], &value).ok()?;
            Some(if turned { Constraint::Not(Box::new(constraint)) } else { constraint })
        });
        let several = Constraint::Any(any_of.into_iter().map(Constraint::Author).collect());
        let filter: Filter = made.chain([several]).collect();
        prop_assert_eq!(&Query::parse(&filter.to_string()).filter, &filter, "{}", filter);
    }
}
