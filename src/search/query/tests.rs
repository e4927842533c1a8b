//! What can be typed, what it means, and that everything can be typed.

use proptest::prelude::*;

use super::*;
use crate::clip::entity::Kind;
use crate::text::date::Day;

fn terms(typed: &str) -> Vec<Term> {
    Query::parse(typed).terms
}

#[test]
fn signs_around_a_word_say_how_it_is_looked_for() {
    let text = || "ai".to_owned();
    for (typed, term) in [
        ("AI", Term::Fuzzy(text())),
        ("'ai", Term::Exact(text())),
        ("^ai", Term::Start(text())),
        ("！ＡＩ", Term::Not(text())),
        ("ai$", Term::End(text())),
        ("^ai$", Term::Whole(text())),
        ("!ai", Term::Not(text())),
        ("!'ai", Term::Not(text())),
        ("!^ai", Term::NotStart(text())),
        ("!ai$", Term::NotEnd(text())),
        ("\" AI \"", Term::Phrase(text())),
        ("\"ai", Term::Phrase(text())),
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
    let day = Day {
        year: 2024,
        month: 5,
        day: 0,
    };
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn anything_can_be_typed(typed in "\\PC{0,40}") {
        Query::parse(&typed);
    }

    #[test]
    fn what_is_shown_reads_as_the_same_query(
        typed in "((!|)('|\\^|)[a-c:]{1,3}(\\$|)|\"[a ]{1,4}\"|e:|#x|site:(a|\"b c\"\"\")|after:2024(-05|-05-31|)| ){0,6}",
    ) {
        let query = Query::parse(&typed);
        let again = Query::parse(&query.to_string());
        prop_assert_eq!(&again.terms, &query.terms, "{}", query);
        prop_assert_eq!(again.kinds, query.kinds);
        prop_assert_eq!(&again.filter, &query.filter);
    }
}
