//! One immutable state of an annotation, named by the bytes of its file.

use super::read::{self, Unreadable};
use super::{Annotation, AnnotationId, PLAIN, RevisionId, write};

/// What one file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its name.
    pub id: RevisionId,
    /// The revisions that it replaces: those that were seen when the change was made.
    pub supersedes: Vec<RevisionId>,
    /// What the annotation is from here on.
    pub annotation: Annotation,
}

impl Revision {
    /// A new revision that this program is about to write, with all that its file will say.
    pub fn new(mut annotation: Annotation, mut supersedes: Vec<RevisionId>) -> Self {
        annotation
            .purpose()
            .to_owned()
            .clone_into(&mut annotation.motivation);
        annotation.generator = Some(write::generator());
        if annotation.is_anchored() && annotation.target.text.is_none() {
            annotation.target.text = Some(PLAIN.to_owned());
        }
        supersedes.sort_unstable();
        supersedes.dedup();
        let id = RevisionId::of(&write::bytes(&annotation, &supersedes));
        Self {
            id,
            supersedes,
            annotation,
        }
    }

    /// Reads a file and names it.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let (annotation, supersedes) = read::bytes(bytes)?;
        Ok(Self {
            id: RevisionId::of(bytes),
            supersedes,
            annotation,
        })
    }

    /// The bytes of its file. For a revision that was read from a file of another program these
    /// may be spelt otherwise than that file, and then bear another name.
    pub fn bytes(&self) -> Vec<u8> {
        write::bytes(&self.annotation, &self.supersedes)
    }
}

/// The name of the file of a revision: `ID.HASH.json`.
pub fn file_name(annotation: AnnotationId, revision: RevisionId) -> String {
    format!("{annotation}.{revision}.json")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::notes::annotation::{ArticleRef, Quote, Target, TextPosition};

    /// The example of the design, which hashes to the name it has there.
    const GOLDEN: &[u8] = include_bytes!("../../../tests/golden/revision.json");

    fn reread(value: &Value) -> Value {
        let read = Revision::read(value.to_string().as_bytes()).unwrap();
        serde_json::from_slice(&read.bytes()).unwrap()
    }

    #[test]
    fn the_golden_file_is_read_and_written_byte_for_byte() {
        let golden = Revision::read(GOLDEN).unwrap();
        assert_eq!(golden.id.to_string(), "f698055db7eb43d0");
        assert_eq!(
            String::from_utf8(golden.bytes()).unwrap(),
            String::from_utf8_lossy(GOLDEN)
        );
        let name = file_name(golden.annotation.id, golden.id);
        assert_eq!(
            name,
            "0198c6a1-7c3e-7b52-9d41-5a0e6f21c3b7.f698055db7eb43d0.json"
        );
        assert_eq!(golden.annotation.id.shard(), "b7");
        assert_eq!(
            golden.annotation.kept,
            crate::notes::annotation::UnknownFields::default()
        );
    }

    /// A quick parser reads this number a little larger, and another one of what it wrote.
    #[test]
    fn numbers_of_other_programs_are_written_as_they_were_read() {
        let golden = std::str::from_utf8(GOLDEN).unwrap();
        let text = golden.replacen('{', "{\"scale\": 5e32,", 1);
        let read = Revision::read(text.as_bytes()).unwrap();
        let again = Revision::read(&read.bytes()).unwrap();
        assert_eq!(
            String::from_utf8(again.bytes()).unwrap(),
            String::from_utf8(read.bytes()).unwrap()
        );
    }

    #[test]
    fn an_annotation_made_here_has_the_golden_form() {
        let golden = Revision::read(GOLDEN).unwrap();
        let target = Target {
            source: "https://example.org/grid-storage".into(),
            quote: Some(Quote {
                exact: "storage costs fell by half in four years".into(),
                prefix: "the report says that ".into(),
                suffix: ", mostly through cheaper".into(),
            }),
            position: Some(TextPosition {
                start: 1843,
                end: 1883,
            }),
            source_date: Some("2026-08-18T20:01:00Z".into()),
            text: None,
            article: Some(ArticleRef {
                path: "energy/grid-storage.md".into(),
                title: "Grid storage in numbers".into(),
                body_sha256: "b1946ac92492d2347c6235b4d2611184a2f7b0c9d3e5f60718293a4b5c6d7e8f"
                    .into(),
                line: 42,
            }),
        };
        let mut made = Annotation::new(golden.annotation.id, "2026-08-20T09:14:03Z", "ada", target);
        made.note = Some("Check this against the 2019 figures.".into());
        made.tags = vec!["energy".into()];
        made.colour = Some("doubt".into());
        let written = String::from_utf8(Revision::new(made, Vec::new()).bytes()).unwrap();
        let golden = String::from_utf8_lossy(GOLDEN).replace("0.4.0", env!("CARGO_PKG_VERSION"));
        assert_eq!(written, golden);
    }

    #[test]
    fn unknown_keys_survive_an_edit_wherever_they_stand() {
        let mut foreign: Value = serde_json::from_slice(GOLDEN).unwrap();
        foreign["rights"] = json!("https://example.org/licence");
        foreign["@context"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "ex": "https://example.org/" }));
        foreign["creator"]["ex:role"] = json!("editor");
        foreign["body"][0]["language"] = json!("en");
        foreign["body"][1]["ex:weight"] = json!(0.5);
        foreign["body"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "type": "Image", "id": "https://example.org/a.png" }));
        foreign["target"]["renderedVia"] = json!("https://example.org/reader");
        foreign["target"]["selector"][0]["ex:case"] = json!("sensitive");
        foreign["target"]["selector"].as_array_mut().unwrap().push(
            json!({ "type": "RangeSelector", "startSelector": { "type": "XPathSelector", "value": "/p[1]" } }),
        );
        foreign["target"]["state"]["cached"] = json!("https://archive.example.org/1");
        foreign["x:article"]["x:part"] = json!(2);
        foreign["x:later"] = json!({ "deep": [1, null, true] });
        assert_eq!(reread(&foreign), foreign);

        let read = Revision::read(foreign.to_string().as_bytes()).unwrap();
        let mut edited = read.annotation.clone();
        edited.note = Some("Another note.".into());
        let edited = Revision::new(edited, vec![read.id]);
        let mut expected = foreign;
        expected["body"][0]["value"] = json!("Another note.");
        expected["x:supersedes"] = json!([read.id.to_string()]);
        expected["generator"]["x:version"] = json!(env!("CARGO_PKG_VERSION"));
        assert_eq!(
            serde_json::from_slice::<Value>(&edited.bytes()).unwrap(),
            expected
        );
    }

    #[test]
    fn the_short_spellings_of_the_standard_are_read() {
        let short = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:uuid:0198c6a1-7c3e-7b52-9d41-5a0e6f21c3b7",
            "type": ["Annotation"],
            "bodyValue": "A comment",
            "target": "https://example.org/page"
        });
        let (read, supersedes) = read::annotation(short, AnnotationId::parse).unwrap();
        assert_eq!(read.note.as_deref(), Some("A comment"));
        assert_eq!(read.target.url(), Some("https://example.org/page"));
        assert!(!read.is_anchored() && supersedes.is_empty() && !read.is_read_only());
        assert_eq!(read.purpose(), "commenting");
    }

    #[test]
    fn an_unknown_form_is_read_only_and_what_is_no_annotation_is_refused() {
        let mut newer: Value = serde_json::from_slice(GOLDEN).unwrap();
        newer["x:schema"] = json!(2);
        assert!(
            Revision::read(newer.to_string().as_bytes())
                .unwrap()
                .annotation
                .is_read_only()
        );
        assert!(matches!(
            Revision::read(&GOLDEN[..GOLDEN.len() / 2]),
            Err(Unreadable::Json(_))
        ));
        assert!(matches!(Revision::read(b"[]"), Err(Unreadable::Form(_))));
        assert!(matches!(
            Revision::read(b"{\"type\":\"Annotation\"}"),
            Err(Unreadable::Form(_))
        ));
        let deep = "[".repeat(100_000);
        assert!(matches!(
            Revision::read(deep.as_bytes()),
            Err(Unreadable::Json(_))
        ));
    }

    #[test]
    fn a_bare_highlight_has_no_body_and_a_whole_article_no_selector() {
        let id = AnnotationId::derived("test", "1");
        let target = Target {
            source: "urn:x-postil:a.md".into(),
            ..Target::default()
        };
        let bare = Revision::new(
            Annotation::new(id, "2026-01-01T00:00:00Z", "", target),
            Vec::new(),
        );
        let value: Value = serde_json::from_slice(&bare.bytes()).unwrap();
        assert_eq!(value["motivation"], "commenting");
        for absent in ["body", "creator", "x:text", "x:article"] {
            assert!(value.get(absent).is_none(), "{absent}");
        }
        assert_eq!(value["target"], json!({ "source": "urn:x-postil:a.md" }));
        assert_eq!(bare.annotation.target.url(), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_written_is_read_again(
            note in proptest::option::of(any::<String>()),
            tags in proptest::collection::btree_set("\\PC{1,12}", 0..4),
            colour in proptest::option::of("[a-z]{1,8}"),
            words in any::<String>(),
            (start, length) in (0_usize..9_000, 0_usize..400),
            deleted in any::<bool>(),
            hashes in proptest::collection::btree_set(any::<u64>(), 0..3),
        ) {
            let target = Target {
                source: "https://example.org/".into(),
                quote: Some(Quote { exact: words, ..Quote::default() }),
                position: Some(TextPosition { start, end: start + length }),
                text: Some("plain-1".into()),
                ..Target::default()
            };
            let mut made = Annotation::new(AnnotationId::derived("test", "2"), "2026-01-01T00:00:00Z", "ada", target);
            (made.note, made.tags, made.colour, made.deleted) = (note, tags.into_iter().collect(), colour, deleted);
            let supersedes: Vec<_> = hashes.iter().map(|hash| RevisionId::of(&hash.to_be_bytes())).collect();
            let written = Revision::new(made, supersedes);
            prop_assert_eq!(Revision::read(&written.bytes()).unwrap(), written);
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0_usize..1_500, byte in any::<u8>()) {
            let _ = Revision::read(&bytes);
            let mut damaged = GOLDEN.to_vec();
            damaged[at % GOLDEN.len()] = byte;
            let _ = Revision::read(&damaged);
        }
    }
}
