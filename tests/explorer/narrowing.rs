//! Lists narrowed by words: what is left holds the words, and nothing that holds them is gone.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command as Program;

use assert_cmd::cargo::cargo_bin;
use postil::app::message::{Effect, Input, Message};
use postil::input::action::Action;
use postil::input::key::{Key, sequence};
use postil::input::keymap::Command;
use postil::library::contents::Library;
use postil::panes::list_rows::Rows;
use postil::panes::pane_id::PaneId;
use postil::panes::place_list;
use postil::search::fold::fold;
use postil::text::path;
use serde_json::Value;

use crate::stage::Stage;

/// What a sub-command prints of the bundled library.
pub fn verb(args: &[&str]) -> Vec<Value> {
    let output = Program::new(cargo_bin("postil")).args(args).output();
    serde_json::from_slice(&output.unwrap().stdout).unwrap()
}

/// Whether each word of a name stands at the beginning of a word of a sentence.
fn holds(sentence: &str, name: &str) -> bool {
    let sentence: Vec<char> = sentence.chars().collect();
    let begins = |word: &str| {
        let word: Vec<char> = word.chars().collect();
        (0..sentence.len()).any(|at| {
            let rest = &sentence[at..];
            let (here, before) = (sentence[at], at.checked_sub(1).map(|at| sentence[at]));
            let is_start = before.is_none_or(|before| {
                !before.is_alphanumeric() || here.is_ascii_uppercase() && !before.is_uppercase()
            });
            let mut letters = rest.iter().flat_map(|c| c.to_lowercase());
            is_start && word.iter().all(|c| letters.next() == Some(*c))
        })
    };
    let is_compound = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '-');
    fold(name).split_whitespace().all(|word| {
        if is_compound(word) {
            word.split('-').filter(|part| !part.is_empty()).all(begins)
        } else {
            begins(word)
        }
    })
}

/// A sentence of an article, by its words.
type Sentence = (String, String);

/// The sentences that name each entity, as the sub-command prints them, by its name.
fn told() -> BTreeMap<String, BTreeSet<Sentence>> {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
    let mut told: BTreeMap<String, BTreeSet<Sentence>> = BTreeMap::new();
    for entity in verb(&["entities", "--mentions", "--json"]) {
        let places = entity["places"].as_array().unwrap().iter();
        let sentences = places.map(|place| (text(place, "path"), text(place, "sentence")));
        told.entry(text(&entity, "name"))
            .or_default()
            .extend(sentences);
    }
    told
}

#[test]
fn the_dossier_of_one_name_narrowed_by_another_holds_the_sentences_with_both() {
    let stage = Stage::seeds(80, 24);
    let library = stage.app.library();
    let told = told();
    let mut pairs = 0;
    let named = library.entities().iter();
    for one in named.filter(|one| !one.kind.is_measure()) {
        let mut rows = Rows::of(place_list::by_article(library.mentions_of(one)));
        rows.act(Command::plain(Action::FindHere), library);
        let of_one: BTreeSet<Sentence> = rows
            .shown()
            .filter_map(|row| sentence(row, library))
            .collect();
        for (other, sentences) in &told {
            let both: BTreeSet<Sentence> = of_one.intersection(sentences).cloned().collect();
            if both.is_empty() {
                continue;
            }
            rows.type_text(other, library);
            let shown = rows.shown().filter_map(|row| sentence(row, library));
            assert_eq!(
                shown.collect::<BTreeSet<_>>(),
                both,
                "{} /{other}",
                one.name
            );
            rows.act(Command::plain(Action::DeleteLine), library);
            pairs += 1;
        }
    }
    assert!(pairs > 1000, "{pairs}");
}

/// The sentence that a row of a dossier shows.
fn sentence(row: &place_list::Item, library: &Library) -> Option<Sentence> {
    let place_list::Item::Place {
        place, sentence, ..
    } = row
    else {
        return None;
    };
    let article = library.article(place.article)?;
    Some((path::written(&article.path).text, sentence.to_string()))
}

#[test]
fn names_that_a_sentence_writes_otherwise_are_found_in_it() {
    for (typed, wanted) in [
        ("artificial intelligence", "Huawei · 3 of"),
        ("national institute of standards", "/national"),
    ] {
        let mut stage = Stage::seeds(140, 44);
        stage
            .press("find.all")
            .type_text("e:huawei")
            .press("type.accept")
            .press("find.here")
            .type_text(typed);
        assert!(stage.shows(wanted), "{typed}\n{}", stage.frame());
    }
    let mut stage = Stage::seeds(140, 44);
    stage
        .press("find.all")
        .type_text("e:huawei")
        .press("type.accept")
        .press("find.here")
        .type_text("carnegie");
    assert!(
        stage.shows("The Global Expansion"),
        "by its author:\n{}",
        stage.frame()
    );
}

#[test]
fn what_is_cited_beside_a_name_follows_the_sentences_that_are_left() {
    let mut stage = Stage::seeds(140, 44);
    stage
        .press("find.all")
        .type_text("e:huawei")
        .press("type.accept");
    assert_eq!(stage.keyboard(), PaneId::Dossier);
    stage.press("move.bottom");
    assert!(
        stage.shows("internationalaffairs.org.au"),
        "{}",
        stage.frame()
    );
    stage.find("uganda").press("close");
    let frame = stage.frame();
    assert!(frame.contains("Huawei · 1 of"), "{frame}");
    assert!(
        frame.contains("cnbc.com"),
        "the joint sentence cites it:\n{frame}"
    );
    assert!(!frame.contains("internationalaffairs"), "{frame}");
    assert!(!frame.contains("Johannesburg"), "{frame}");
    stage.press("close").press("move.bottom");
    assert!(
        stage.shows("internationalaffairs.org.au"),
        "{}",
        stage.frame()
    );
}

#[test]
fn articles_are_found_by_everything_they_stand_for() {
    let named = verb(&["entities", "--mentions", "--json"]);
    for name in ["Huawei", "NIST", "Uganda"] {
        let mut stage = Stage::seeds(100, 44);
        let mut paths: Vec<&str> = Vec::new();
        for entity in &named {
            let is_named = |text: &Value| holds(text.as_str().unwrap(), name);
            let places = entity["places"].as_array().unwrap();
            for place in places {
                if is_named(&entity["name"]) || is_named(&place["text"]) {
                    paths.push(place["path"].as_str().unwrap());
                }
            }
        }
        paths.sort_unstable();
        paths.dedup();
        stage.press("pane.articles").find(name);
        let title = format!("Articles {} of 16 /{name}", paths.len());
        assert!(stage.shows(&title), "{title}\n{}", stage.frame());
    }
    let mut stage = Stage::seeds(100, 44);
    stage.press("pane.articles").find("NIST");
    let frame = stage.frame();
    let at = |title: &str| frame.find(title).unwrap();
    assert!(
        at("● AI Risk Management") < at("● The Bletchley"),
        "{frame}"
    );
}

#[test]
fn commands_are_found_by_their_words_alone() {
    let mut stage = Stage::seeds(100, 44);
    stage.press("help").find("export");
    let frame = stage.frame();
    assert!(frame.contains("Keys · 1 of"), "{frame}");
    assert!(!frame.contains("Next paragraph"), "{frame}");
    let mut stage = Stage::seeds(100, 44);
    stage.press("find.command").type_text("time");
    assert!(!stage.shows("Pin what is marked"), "{}", stage.frame());
    assert!(!stage.shows("Find anything"), "{}", stage.frame());
}

#[test]
fn a_key_that_means_rows_which_are_still_to_come_waits_for_them_and_letters_do_not() {
    let mut stage = Stage::seeds(120, 40);
    stage.press("pane.articles").press("find.here");
    let typed = stage.update(Message::Input(letters("risk")));
    assert!(stage.shows("/risk"), "letters are seen before their rows");
    let before = stage.frame();
    let opened = stage.update(Message::Input(
        sequence("enter down enter")
            .unwrap()
            .into_iter()
            .map(Input::Key)
            .collect(),
    ));
    assert!(
        !opened
            .iter()
            .any(|effect| matches!(effect, Effect::Open { .. }))
    );
    assert_eq!(
        stage.frame().lines().nth(1),
        before.lines().nth(1),
        "the rows wait"
    );
    stage.perform(typed);
    stage.perform(opened);
    let mut other = Stage::seeds(120, 40);
    other.press("pane.articles").find("risk").keys("down enter");
    assert_eq!(stage.frame(), other.frame());
}

#[test]
fn rows_that_answer_an_older_question_come_too_late() {
    let mut stage = Stage::seeds(120, 40);
    stage.press("pane.articles").press("find.here");
    let first = stage.update(Message::Input(letters("ri")));
    let second = stage.update(Message::Input(letters("sk")));
    stage.perform(second);
    let now = stage.frame();
    stage.perform(first);
    assert_eq!(stage.frame(), now);
}

fn letters(text: &str) -> Vec<Input> {
    text.chars().map(|c| Input::Key(Key::char(c))).collect()
}
