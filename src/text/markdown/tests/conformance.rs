//! No word of the examples of `CommonMark` and GFM is missing.

use super::*;

/// Examples whose words or links a reader is better off without, and why.
const EXCEPTIONS: [(&str, &str); 1] = [(
    "cmark-gfm-extensions#23",
    "a footnote's number stands in brackets, so that no name ends in a digit",
)];

/// An address with what is not ASCII encoded, as the examples' renderer has it.
fn encoded(target: &str) -> String {
    target
        .bytes()
        .map(|byte| match byte {
            b'\\' | b'`' | b'[' | b']' | 128.. => format!("%{byte:02X}"),
            _ => char::from(byte).to_string(),
        })
        .collect()
}

/// The words of a text, as the conformance examples count them.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn no_word_of_the_conformance_corpus_is_missing() {
    let folder = std::env::var_os("POSTIL_CORPORA").unwrap();
    let file = std::path::Path::new(&folder).join("commonmark/examples.jsonl");
    let examples = std::fs::read_to_string(file).unwrap();
    let mut missing = Vec::new();
    for line in examples.lines() {
        let example: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = example["id"].as_str().unwrap();
        let markdown = example["markdown"].as_str().unwrap();
        let document = read(markdown, 0);
        assert_sound(markdown, &document);
        if EXCEPTIONS.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let mut shown = words(document.text.as_str()).into_iter();
        let strings = |key: &str| {
            example[key]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(serde_json::Value::as_str)
                .collect::<Vec<_>>()
        };
        for word in strings("visible_words") {
            if !shown.any(|other| other == word) {
                missing.push(format!(
                    "{id}: word {word:?} of {markdown:?}: {:?}",
                    document.text
                ));
                break;
            }
        }
        for target in strings("hrefs")
            .into_iter()
            .filter(|target| target.contains(':'))
        {
            if !document
                .links
                .iter()
                .any(|link| encoded(&link.target) == encoded(target))
            {
                missing.push(format!(
                    "{id}: link {target:?} of {markdown:?}: {:?}",
                    document.links
                ));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{} of {}:\n{}",
        missing.len(),
        examples.lines().count(),
        missing.join("\n")
    );
}
