//! One word for one thing: names of types, and of files.

use std::collections::BTreeMap;

use crate::source_files::{all, assert_none, program};

/// The words of the vocabulary in `src/lib.rs` that name a type; there is no second type of that name.
const VOCABULARY: [&str; 16] = [
    "Library",
    "Article",
    "SourceRange",
    "Place",
    "Source",
    "Citation",
    "Entity",
    "Mention",
    "Passage",
    "Annotation",
    "Problem",
    "Action",
    "Request",
    "Message",
    "Effect",
    "Notice",
];

/// Names that more than two types bear, each with its reason.
const REPEATED: [(&str, &str); 0] = [];

/// Names of files that end in `-ing` and are nouns of the trade.
const NOUNS: [&str; 3] = ["linking", "frame_pacing", "substring"];

/// Every type of the program, with the files that define one of that name.
fn types() -> BTreeMap<String, Vec<String>> {
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in program() {
        for line in file.code() {
            let line = line.trim_start();
            let declared = line.strip_prefix("pub").map_or(line, |rest| {
                rest.split_once(' ').map_or(rest, |(_, rest)| rest)
            });
            let keywords = ["struct ", "enum ", "trait ", "union "];
            let name = keywords.iter().find_map(|word| declared.strip_prefix(word));
            if let Some(name) = name {
                let end = name
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(name.len());
                let files = types.entry(name[..end].to_owned()).or_default();
                files.push(file.path.clone());
            }
        }
    }
    types
}

#[test]
fn a_word_of_the_vocabulary_names_one_type() {
    let types = types();
    let wrong: Vec<_> = VOCABULARY
        .iter()
        .filter_map(|word| types.get_key_value(*word))
        .filter(|(_, files)| files.len() > 1)
        .map(|(word, files)| format!("{word}: {}", files.join(", ")))
        .collect();
    assert_none(&wrong, "a word of the vocabulary means two things");
}

#[test]
#[ignore = "the rooms are being rebuilt"]
fn a_name_that_many_types_bear_has_its_reason() {
    let types = types();
    let reason = |name: &str| REPEATED.iter().any(|(known, _)| *known == name);
    let mut wrong: Vec<_> = types
        .iter()
        .filter(|(name, files)| files.len() > 2 && !reason(name))
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    let is_old = |name: &str| types.get(name).is_none_or(|files| files.len() < 3);
    let old = REPEATED.iter().filter(|(name, _)| is_old(name));
    wrong.extend(old.map(|(name, _)| format!("{name} is no longer repeated")));
    assert_none(
        &wrong,
        "more than two types bear a name, and no reason is given here",
    );
}

#[test]
fn files_are_called_by_nouns() {
    let gerund = |stem: &str| stem.ends_with("ing") && !NOUNS.contains(&stem);
    let wrong: Vec<_> = all()
        .into_iter()
        .filter(|file| gerund(file.stem()))
        .map(|file| file.path)
        .collect();
    assert_none(&wrong, "a file is called by a gerund");
    let shapeless = [
        "util", "utils", "helper", "helpers", "manager", "common", "misc",
    ];
    let wrong: Vec<_> = all()
        .into_iter()
        .filter(|file| shapeless.contains(&file.stem()))
        .map(|file| file.path)
        .collect();
    assert_none(&wrong, "a file says nothing by its name");
}
