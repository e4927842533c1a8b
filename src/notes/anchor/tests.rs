//! Anchors: what they remember, and that they are found again, or say that they are not.

use proptest::prelude::*;

use super::*;
use crate::notes::annotation::Target;

const STORY: &str = "The report was published in March. It says that storage costs fell by half in four years, \
mostly through cheaper cells. Nobody expected that in Europe.\nThe second part is about the grid. It says that \
lines are built more slowly than planned, and that permits take the longest.\nThe last part is about money.";

fn text(text: &str) -> PlainText {
    PlainText::new(text)
}

fn target(text: &PlainText, words: &str) -> Target {
    let at = text.as_str().find(words).unwrap();
    let (quote, position) = describe(text, text.position(at..at + words.len()));
    Target {
        quote: Some(quote),
        position: Some(position),
        ..Target::default()
    }
}

fn words(text: &PlainText, anchored: Anchored) -> &str {
    anchored
        .position()
        .map_or("", |position| text.slice(position))
}

#[test]
fn selectors_hold_the_words_and_up_to_32_code_points_on_each_side() {
    let story = text(STORY);
    let target = target(&story, "storage costs fell by half");
    let quote = target.quote.unwrap();
    assert_eq!(quote.exact, "storage costs fell by half");
    assert_eq!(quote.prefix.chars().count(), 32);
    assert!(quote.prefix.ends_with("It says that ") && quote.suffix.starts_with(" in four years"));
    let first = describe(&story, TextPosition { start: 0, end: 3 }).0;
    assert_eq!((first.exact.as_str(), first.prefix.as_str()), ("The", ""));
}

#[test]
fn no_grapheme_is_cut() {
    let family = text("ab 👨‍👩‍👧 e\u{301}x");
    let (quote, position) = describe(&family, TextPosition { start: 4, end: 10 });
    assert_eq!(quote.exact, "👨‍👩‍👧 e\u{301}");
    assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), ("ab ", "x"));
    assert_eq!(family.slice(position), quote.exact);
}

#[test]
fn the_same_text_is_taken_at_its_word() {
    let story = text(STORY);
    let target = target(&story, "It says that lines");
    assert_eq!(
        locate(&story, &target, TextVersion::Same),
        Anchored::Sure(target.position.unwrap())
    );
}

#[test]
fn of_two_equal_sentences_the_one_with_the_same_neighbours_is_meant() {
    let story = text(STORY);
    let target = target(&story, "It says that lines");
    let only = Target {
        position: None,
        ..target
    };
    let longer = text(&format!("It says that lines are short.\n{STORY}"));
    let found = locate(&longer, &only, TextVersion::Other);
    assert!(matches!(found, Anchored::Sure(_)), "{found:?}");
    assert_eq!(
        found.position().unwrap().start,
        longer.as_str().rfind("It says that lines").unwrap()
    );
}

#[test]
fn rewritten_words_are_found_between_their_neighbours() {
    let story = text(STORY);
    let wanted = target(&story, "lines are built more slowly than planned");
    let later = text(&STORY.replace(
        "more slowly than planned",
        "at half the speed everyone hoped for",
    ));
    let found = locate(&later, &wanted, TextVersion::Other);
    assert_eq!(
        words(&later, found),
        "lines are built at half the speed everyone hoped for"
    );
}

#[test]
fn a_passage_that_was_taken_out_is_an_orphan() {
    let story = text(STORY);
    let wanted = target(&story, "Nobody expected that in Europe.");
    let later = text(&STORY.replace(" Nobody expected that in Europe.", ""));
    assert_eq!(
        locate(&later, &wanted, TextVersion::Other),
        Anchored::Orphan
    );
    assert_eq!(
        locate(&text(""), &wanted, TextVersion::Other),
        Anchored::Orphan
    );
    assert_eq!(
        locate(&story, &Target::default(), TextVersion::Other),
        Anchored::Orphan
    );
}

#[test]
fn typographic_quotes_and_dashes_do_not_matter() {
    let story = text("He said: \"It's done - at last.\" Then he left the room without a word.");
    let wanted = target(&story, "\"It's done - at last.\"");
    let later = text("He said: “It’s done – at last.” Then he left the room without a word.");
    let found = locate(&later, &wanted, TextVersion::Other);
    assert!(matches!(found, Anchored::Sure(_)));
    assert_eq!(words(&later, found), "“It’s done – at last.”");
}

#[test]
fn a_position_alone_is_only_a_guess_in_another_text() {
    let bare = Target {
        position: Some(TextPosition { start: 4, end: 10 }),
        ..Target::default()
    };
    let story = text(STORY);
    assert_eq!(
        locate(&story, &bare, TextVersion::Same),
        Anchored::Sure(TextPosition { start: 4, end: 10 })
    );
    assert_eq!(
        locate(&story, &bare, TextVersion::Other),
        Anchored::Unsure(TextPosition { start: 4, end: 10 })
    );
    assert_eq!(
        locate(&text("ab"), &bare, TextVersion::Other),
        Anchored::Orphan
    );
}

#[test]
fn words_without_neighbours_are_sure_only_where_they_stand_as_they_are_and_once() {
    let bare = |exact: &str| {
        let quote = Quote {
            exact: exact.to_owned(),
            ..Quote::default()
        };
        Target {
            quote: Some(quote),
            ..Target::default()
        }
    };
    let story = text(STORY);
    let locate = |exact: &str| locate(&story, &bare(exact), TextVersion::Other);
    assert!(matches!(
        locate("storage costs fell by half"),
        Anchored::Sure(_)
    ));
    assert!(matches!(
        locate("storage costs felt by half"),
        Anchored::Unsure(_)
    ));
    assert!(
        matches!(locate("It says that"), Anchored::Unsure(_)),
        "it stands there twice"
    );
    assert_eq!(locate("wind turbines are louder"), Anchored::Orphan);
}

#[test]
fn very_long_quotes_in_very_long_texts_end_soon() {
    let page = STORY.repeat(120);
    let (long, whole) = (text(&page), text(&format!("{page}{page}")));
    let (quote, position) = describe(
        &long,
        TextPosition {
            start: 10,
            end: long.len() - 10,
        },
    );
    let wanted = Target {
        quote: Some(quote),
        position: Some(position),
        ..Target::default()
    };
    assert!(
        locate(&whole, &wanted, TextVersion::Other)
            .position()
            .is_some()
    );
    let same = "a".repeat(5_000);
    let (quote, _) = describe(&text(&same), TextPosition { start: 0, end: 300 });
    let wanted = Target {
        quote: Some(quote),
        ..Target::default()
    };
    assert!(
        locate(&text(&same), &wanted, TextVersion::Other)
            .position()
            .is_some()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn an_anchor_is_found_where_it_was_made(letters in "\\PC{1,300}", from in 0_usize..300, length in 1_usize..80) {
        let text = text(&letters);
        let start = from % text.len();
        let (quote, position) = describe(&text, TextPosition { start, end: (start + length).min(text.len()) });
        prop_assert_eq!(text.slice(position), &quote.exact);
        let target = Target { quote: Some(quote.clone()), position: Some(position), ..Target::default() };
        let found = locate(&text, &target, TextVersion::Other).position().expect("a place");
        prop_assert_eq!(found.end - found.start, position.end - position.start);
    }

    #[test]
    fn no_text_and_no_selector_make_it_panic(
        letters in "\\PC{0,200}", exact in "\\PC{0,40}", prefix in "\\PC{0,32}", suffix in "\\PC{0,32}",
        start in 0_usize..400, length in 0_usize..400,
    ) {
        let text = text(&letters);
        let quote = Some(Quote { exact, prefix, suffix });
        let target = Target { quote, position: Some(TextPosition { start, end: start + length }), ..Target::default() };
        if let Some(place) = locate(&text, &target, TextVersion::Other).position() {
            prop_assert!(place.start < place.end && place.end <= text.len());
        }
    }
}
