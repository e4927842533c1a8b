//! Front matter of real and of hostile files, in the folder that `POSTIL_CORPORA` names.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use postil::clip::front_matter::{FrontMatter, read, split};
use postil::store::folder::Folder;
use postil::text::decode::{Encoding, decode};
use postil::text::markdown;
use serde_yaml::Value;

/// A folder of the corpora, which must be there.
fn corpus(name: &str) -> Folder {
    let corpora = std::env::var_os("POSTIL_CORPORA").unwrap();
    Folder::open(&PathBuf::from(corpora).join(name)).unwrap()
}

/// Every file of a folder, decoded, with what was read of it.
fn each(folder: &Folder, mut check: impl FnMut(&Path, &str, Encoding, &FrontMatter)) {
    let listing = folder.walk();
    assert!(!listing.files.is_empty());
    for file in listing.files {
        let raw = folder.read(&file.path).unwrap();
        let decoded = decode(&raw.bytes);
        let name = file.path.file_name().unwrap().to_string_lossy();
        let front = read(&decoded.text, &name);
        assert!(decoded.text.is_char_boundary(front.body as usize), "{name}");
        check(&file.path, &decoded.text, decoded.encoding, &front);
    }
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn corpus_hostile_files_are_read_as_far_as_a_person_could() {
    let folder = corpus("hostile/files");
    let mut wanted: BTreeMap<&str, (&str, &str)> = [
        ("e01", ("Encodage café", "")),
        ("e02", ("Encodage café", "")),
        ("e03", ("Encodage café", "")),
        ("e04", ("Encodage café", "")),
        ("e05", ("Mixed", "")),
        ("e09", ("Encodage café", "")),
        ("t04", ("␛]2;owned␛\\ Heading", "front-matter-control")),
        ("y01", ("Laughs", "front-matter-indicator")),
        ("y02", ("Deep", "front-matter-depth")),
        ("y03", ("Second", "front-matter-duplicate")),
        ("y04", ("Tabs", "front-matter-tab")),
        (
            "y05",
            ("Rust: the good parts: a review", "front-matter-colon"),
        ),
        ("y06", ("y06-never-closed", "front-matter-open")),
        ("y07", ("a", "front-matter-type")),
        ("y09", ("has --- inside", "")),
        ("y11", ("no", "date-unread")),
    ]
    .into();
    each(&folder, |path, text, encoding, front| {
        let name = path.to_str().unwrap();
        match &name[..3] {
            "e01" => assert_eq!(encoding, Encoding::Utf16Le),
            "e03" => assert_eq!(encoding, Encoding::Windows1252),
            "e07" => assert_eq!(encoding, Encoding::Binary),
            _ => {}
        }
        if let Some((title, code)) = wanted.remove(&name[..3]) {
            let heading = || markdown::read(text, front.body).title();
            let read = Some(front.head.title.clone()).filter(|_| front.has_title);
            let read = read.or_else(heading);
            let read = read.unwrap_or_else(|| front.head.title.clone());
            assert_eq!(read.as_str(), title, "{name}");
            let told = front.problems.iter().any(|problem| problem.code == code);
            assert!(
                told || (code.is_empty() && front.problems.is_empty()),
                "{name}"
            );
        }
    });
    assert!(wanted.is_empty(), "not there: {wanted:?}");
}

/// What a strict parser reads of a whole block is what is read key by key.
#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn corpus_real_front_matter_reads_as_a_strict_parser_reads_it() {
    let folder = corpus("digitalgov");
    let mut agreed = 0;
    each(&folder, |path, text, _, front| {
        let Some(block) = split(text).blocks.first().cloned() else {
            return;
        };
        let Ok(strict) = serde_yaml::from_str::<BTreeMap<String, Value>>(&text[block]) else {
            return;
        };
        let plain = |value: &Value| value.as_str().map(|text| text.trim().to_owned());
        if let Some(title) = strict.get("title").and_then(plain)
            && !title.is_empty()
            && !title.contains(['&', '\u{200b}'])
        {
            assert_eq!(front.head.title.as_str(), title, "{}", path.display());
        }
        if let Some(authors) = strict.get("authors").and_then(Value::as_sequence) {
            let authors: Vec<String> = authors
                .iter()
                .filter_map(plain)
                .filter(|name| !name.is_empty())
                .collect();
            let read: Vec<&str> = front
                .head
                .authors
                .iter()
                .map(|author| author.name.as_str())
                .collect();
            assert!(
                authors.iter().all(|author| read.contains(&author.as_str())),
                "{}",
                path.display()
            );
        }
        if let Some(date) = strict.get("date").and_then(plain) {
            let day = front.head.published.as_ref().and_then(|date| date.day);
            assert_eq!(
                day.map(|day| day.to_string()).as_deref(),
                date.get(..10),
                "{}",
                path.display()
            );
            agreed += 1;
        }
    });
    assert!(agreed > 1000, "{agreed}");
}
