//! In and out: nothing lost, nothing doubled, nothing of the reader's overwritten.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::notes::annotation::{AnnotationId, ArticleRef, Quote, Target, read};
use crate::notes::notebook::Entry;
use crate::notes::placement::State;
use crate::text::range::SourceRange;

fn highlight(name: &str, words: &str, note: Option<&str>) -> Revision {
    let article = ArticleRef {
        path: "energy/grid.md".into(),
        title: "Grid storage".into(),
        ..ArticleRef::default()
    };
    let mut target = Target::of_article(Some("https://example.org/grid"), None, article);
    target.quote = Some(Quote {
        exact: words.into(),
        ..Quote::default()
    });
    let mut made = Annotation::new(
        AnnotationId::derived("test", name),
        "2026-08-20T09:14:03Z",
        "ada",
        target,
    );
    made.note = note.map(str::to_owned);
    Revision::new(made, Vec::new())
}

fn outgoing(revision: &Revision, at: u32) -> ExportItem<'_> {
    let entry = Entry {
        variants: vec![revision],
        seen: vec![revision.id],
        deleted_elsewhere: false,
    };
    let range = Some(SourceRange::new(at, at + 5));
    ExportItem {
        colour: revision.annotation.colour.clone(),
        entry,
        article: None,
        state: State::Sure,
        range,
    }
}

fn import_into(notebook: &mut Notebook, incoming: Vec<Annotation>) -> [usize; 4] {
    let import = import(notebook, incoming, |_| {});
    notebook
        .apply(import.changes, "2026-09-01T00:00:00Z")
        .unwrap();
    [import.added, import.updated, import.beside, import.known]
}

const HYPOTHESIS: &str = r#"{"total": 2, "rows": [
 {"id": "Ab1", "created": "2019-01-03T19:46:09.334539+00:00", "updated": "2019-01-04T08:00:00.000000+00:00",
  "user": "acct:ada@hypothes.is", "user_info": {"display_name": "Ada"}, "uri": "https://example.org/grid",
  "text": "Is this **true**?", "tags": ["energy", "to check"], "group": "__world__",
  "permissions": {"read": ["group:__world__"]}, "hidden": false,
  "target": [{"source": "https://example.org/grid", "selector": [
    {"type": "RangeSelector", "startContainer": "/p[2]", "endContainer": "/p[2]", "startOffset": 4, "endOffset": 12},
    {"type": "TextPositionSelector", "start": 210, "end": 250},
    {"type": "TextQuoteSelector", "exact": "costs fell by half", "prefix": "storage ", "suffix": " in four"}]}],
  "document": {"title": ["Grid storage"]}, "links": {"html": "https://hypothes.is/a/Ab1"}},
 {"id": "Ab2", "created": "2019-01-05T00:00:00+00:00", "updated": "2019-01-05T00:00:00+00:00",
  "user": "acct:bob@hypothes.is", "uri": "https://example.org/grid", "text": "Yes.", "tags": [],
  "references": ["Ab1"], "target": [{"source": "https://example.org/grid"}]}
]}"#;

#[test]
fn a_hypothesis_export_goes_in_and_comes_out_with_nothing_lost() {
    let rows: Value = serde_json::from_str(HYPOTHESIS).unwrap();
    let read = hypothesis::read(HYPOTHESIS).unwrap();
    let first = &read[0];
    assert_eq!(first.note.as_deref(), Some("Is this **true**?"));
    assert_eq!(first.tags, ["energy", "to check"]);
    assert_eq!(first.creator_name(), Some("ada"));
    assert_eq!(first.target.words(), "costs fell by half");
    assert_eq!(
        first.target.position, None,
        "a browser's position means nothing here"
    );
    assert_eq!(
        (read[1].motivation.as_str(), read[1].is_anchored()),
        ("replying", false)
    );
    let mut notebook = Notebook::default();
    assert_eq!(import_into(&mut notebook, read), [2, 0, 0, 0]);
    let entries: Vec<_> = notebook.entries().collect();
    let all: Vec<_> = entries
        .iter()
        .map(|entry| outgoing(entry.variants[0], 0))
        .collect();
    let page: Value = serde_json::from_str(&w3c::page(&all)).unwrap();
    for row in rows["rows"].as_array().unwrap() {
        let items = page["items"].as_array().unwrap();
        assert!(items.iter().any(|item| item["x:hypothesis"] == *row));
        assert!(
            items
                .iter()
                .any(|item| item["body"][0]["value"] == row["text"])
        );
    }
}

#[test]
fn importing_again_makes_no_doubles_and_keeps_what_the_reader_did() {
    let mut notebook = Notebook::default();
    let read = || hypothesis::read(HYPOTHESIS).unwrap();
    assert_eq!(import_into(&mut notebook, read()), [2, 0, 0, 0]);
    assert_eq!(import_into(&mut notebook, read()), [0, 0, 0, 2]);
    let newer = || hypothesis::read(&HYPOTHESIS.replace("**true**", "really true")).unwrap();
    assert_eq!(
        import_into(&mut notebook, newer()),
        [0, 1, 0, 1],
        "changed there only"
    );
    assert_eq!(
        import_into(&mut notebook, read()),
        [0, 0, 0, 2],
        "an old file brings nothing back"
    );

    let id = AnnotationId::derived("hypothesis", "Ab1");
    let entry = notebook.entry(id).unwrap();
    let after = Annotation {
        note: Some("mine".into()),
        ..entry.annotation().clone()
    };
    let edit = Change::Edit {
        seen: entry.seen,
        after,
    };
    notebook.apply(vec![edit], "2026-09-02T00:00:00Z").unwrap();
    assert_eq!(
        import_into(&mut notebook, newer()),
        [0, 0, 0, 2],
        "edited here only"
    );
    let newest = hypothesis::read(&HYPOTHESIS.replace("**true**", "so")).unwrap();
    assert_eq!(
        import_into(&mut notebook, newest),
        [0, 0, 1, 1],
        "edited on both sides"
    );
    let mut notes: Vec<_> = notebook
        .entry(id)
        .unwrap()
        .variants
        .iter()
        .map(|one| one.annotation.note.clone().unwrap())
        .collect();
    notes.sort();
    assert_eq!(notes, ["Is this so?", "mine"]);

    let seen = notebook.entry(id).unwrap().seen;
    notebook
        .apply(vec![Change::Remove { id, seen }], "2026-09-03T00:00:00Z")
        .unwrap();
    assert_eq!(
        import_into(&mut notebook, read()),
        [0, 0, 0, 2],
        "deleted here stays deleted"
    );
}

#[test]
fn a_page_of_ours_comes_back_as_it_went() {
    let (one, two) = (
        highlight("1", "costs fell", Some("A note")),
        highlight("2", "by half", None),
    );
    let page = w3c::page(&[outgoing(&one, 0), outgoing(&two, 9)]);
    let value: Value = serde_json::from_str(&page).unwrap();
    assert_eq!(value["type"], "AnnotationPage");
    assert_eq!(value["partOf"]["total"], 2);
    assert!(value["id"].as_str().unwrap().starts_with("urn:uuid:"));
    let mut elsewhere = Notebook::default();
    assert_eq!(
        import_into(&mut elsewhere, w3c::read(&page).unwrap()),
        [2, 0, 0, 0]
    );
    assert_eq!(
        import_into(&mut elsewhere, w3c::read(&page).unwrap()),
        [0, 0, 0, 2]
    );
    let mut here = Notebook::default();
    here.insert(one);
    here.insert(two);
    assert_eq!(
        import_into(&mut here, w3c::read(&page).unwrap()),
        [0, 0, 0, 2],
        "nothing new at home"
    );
}

#[test]
fn variants_go_out_and_come_in_together() {
    let (one, two) = (
        highlight("1", "costs fell", Some("mine")),
        highlight("1", "costs fell", Some("theirs")),
    );
    let mut both = outgoing(&one, 0);
    both.entry.variants.push(&two);
    let page = w3c::page(&[both]);
    let mut elsewhere = Notebook::default();
    assert_eq!(
        import_into(&mut elsewhere, w3c::read(&page).unwrap()),
        [2, 0, 0, 0]
    );
    let entry = elsewhere.entry(one.annotation.id).unwrap();
    assert_eq!(entry.variants.len(), 2);
    assert_eq!(
        import_into(&mut elsewhere, w3c::read(&page).unwrap()),
        [0, 0, 0, 2]
    );
}

#[test]
fn other_programs_annotations_get_a_name_that_stays() {
    let foreign = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://example.org/anno/1", "type": "Annotation",
        "target": {"source": "https://example.org/grid", "selector": {"type": "TextPositionSelector", "start": 1, "end": 5}}
    });
    let one = w3c::read(&foreign.to_string()).unwrap();
    let list = w3c::read(&json!([foreign]).to_string()).unwrap();
    assert_eq!(one, list);
    assert_eq!(one[0].kept.keys["via"], "https://example.org/anno/1");
    assert_eq!(one[0].target.position, None);
    assert_eq!(one[0].kept.selectors.len(), 1);
    let collection = json!({"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [foreign]}});
    assert_eq!(w3c::read(&collection.to_string()).unwrap(), one);
    assert!(matches!(w3c::read("{}"), Err(ImportError::Form(_))));
    assert!(matches!(w3c::read("{"), Err(ImportError::Json(_))));
}

/// A group's highlight with everything, a reply, a note on the page, and one on a file.
fn rich_export() -> Value {
    json!({"total": 4, "rows": [
        {
            "id": "aQ1", "created": "2025-03-01T08:00:00.123456+00:00", "updated": "2025-03-02T09:30:00.654321+00:00",
            "user": "acct:ada@hypothes.is", "user_info": {"display_name": "Ada Lovelace"},
            "uri": "https://example.org/grid?utm_source=x", "text": "**Bold** claim\n\n> quoted\n\u{1f9ee}",
            "tags": ["energy", "to check", "energy"], "group": "8Mx4wZ9N",
            "permissions": {"read": ["group:8Mx4wZ9N"], "admin": ["acct:ada@hypothes.is"], "update": ["acct:ada@hypothes.is"], "delete": ["acct:ada@hypothes.is"]},
            "target": [{"source": "https://example.org/grid?utm_source=x", "selector": [
                {"type": "RangeSelector", "startContainer": "/div[1]/p[2]", "startOffset": 4, "endContainer": "/div[1]/p[2]", "endOffset": 21},
                {"type": "TextPositionSelector", "start": 1843, "end": 1860},
                {"type": "TextQuoteSelector", "exact": "storage costs fell", "prefix": "says that ", "suffix": " by half"}
            ]}],
            "document": {"title": ["Grid storage in numbers"], "link": [{"href": "https://example.org/grid", "rel": "canonical", "type": ""}], "dc": {}},
            "links": {"html": "https://hypothes.is/a/aQ1", "incontext": "https://hyp.is/aQ1/example.org/grid"},
            "flagged": false, "hidden": false, "moderation": {"flagCount": 0}, "x-future": {"deep": [1, 2.5, null, "\u{0}\u{1b}"]}
        },
        {
            "id": "rE2", "created": "2025-03-03T00:00:00Z", "updated": "2025-03-03T00:00:00Z", "user": "acct:bob@hypothes.is",
            "uri": "https://example.org/grid", "text": "I doubt it.", "tags": [], "group": "8Mx4wZ9N", "references": ["aQ1"],
            "target": [{"source": "https://example.org/grid"}], "document": {"title": "Grid storage in numbers"}
        },
        {
            "id": "pN3", "created": "2025-03-04T00:00:00Z", "updated": "2025-03-04T00:00:00Z", "user": "acct:ada@hypothes.is",
            "uri": "https://example.org/grid", "text": "A note on the page.", "tags": ["page"], "group": "__world__",
            "target": [{"source": "https://example.org/grid"}]
        },
        {
            "id": "hL4", "created": "2025-03-05T00:00:00Z", "updated": "2025-03-05T00:00:00Z", "user": "acct:ada@partner.org",
            "uri": "urn:x-pdf:d41d8cd98f00b204e9800998ecf8427e", "text": "", "tags": [], "group": "__world__",
            "target": [{"source": "urn:x-pdf:d41d8cd98f00b204e9800998ecf8427e", "selector": [
                {"type": "TextQuoteSelector", "exact": "by half"}, {"type": "PageSelector", "index": 3, "label": "iv"}]}]
        }
    ]})
}

#[test]
fn nothing_of_a_hypothesis_export_is_lost_on_its_way_through_the_library() {
    let export = rich_export();
    let rows = export["rows"].as_array().unwrap();
    let mut notebook = Notebook::default();
    let rows_read = || hypothesis::read(&export.to_string()).unwrap();
    assert_eq!(import_into(&mut notebook, rows_read()), [4, 0, 0, 0]);
    assert_eq!(
        import_into(&mut notebook, rows_read()),
        [0, 0, 0, 4],
        "again makes no doubles"
    );

    // Through the bytes of every file, and once more after each was edited here.
    let check = |notebook: &Notebook| {
        for row in rows {
            let id = AnnotationId::derived("hypothesis", row["id"].as_str().unwrap());
            let entry = notebook.entry(id).unwrap();
            let (kept, _) = read::bytes(&entry.variants[0].bytes()).unwrap();
            assert_eq!(
                kept.kept.keys["x:hypothesis"], *row,
                "the record is kept whole"
            );
        }
    };
    check(&notebook);
    let edits: Vec<Change> = notebook
        .entries()
        .map(|entry| {
            let mut after = entry.annotation().clone();
            after.tags.push("mine".to_owned());
            Change::Edit {
                seen: entry.seen.clone(),
                after,
            }
        })
        .collect();
    notebook.apply(edits, "2026-09-02T00:00:00Z").unwrap();
    check(&notebook);

    // Out as a page of Web Annotations, and into an empty library: every file says the same.
    let all: Vec<Revision> = notebook
        .entries()
        .map(|entry| entry.variants[0].clone())
        .collect();
    let outgoing: Vec<ExportItem<'_>> = all.iter().map(|revision| outgoing(revision, 0)).collect();
    let mut elsewhere = Notebook::default();
    assert_eq!(
        import_into(&mut elsewhere, w3c::read(&w3c::page(&outgoing)).unwrap()),
        [4, 0, 0, 0]
    );
    check(&elsewhere);

    let first = notebook
        .entry(AnnotationId::derived("hypothesis", "aQ1"))
        .unwrap();
    let first = first.annotation();
    assert_eq!(first.note.as_deref(), rows[0]["text"].as_str());
    assert_eq!(first.tags, ["energy", "to check", "energy", "mine"]);
    assert_eq!(first.creator.as_ref().unwrap()["name"], "Ada Lovelace");
    assert_eq!(first.target.words(), "storage costs fell");
    let reply = notebook
        .entry(AnnotationId::derived("hypothesis", "rE2"))
        .unwrap();
    assert_eq!(reply.annotation().purpose(), "replying");
}

#[test]
fn highlights_of_the_web_clipper_are_read_by_page() {
    let export = r#"[{"url": "https://example.org/grid", "highlights": [
        {"text": "<p>costs <b>fell</b> &amp; fell</p>", "timestamp": "2026-01-01T10:00:00.000Z", "color": "green", "notes": ["one", "two"]},
        {"text": "plain words"}, {"text": "<div>one<br>a < b</div>two"}]}]"#;
    let read = clipper::read(export).unwrap();
    assert_eq!(read[0].target.words(), "costs fell & fell");
    assert_eq!(read[0].note.as_deref(), Some("one\n\ntwo"));
    assert_eq!(read[0].colour.as_deref(), Some("green"));
    assert_eq!(read[0].target.url(), Some("https://example.org/grid"));
    assert_eq!(read[1].target.words(), "plain words");
    assert_eq!(read[2].target.words(), "one\na < b\ntwo");
    let mut notebook = Notebook::default();
    assert_eq!(import_into(&mut notebook, read.clone()), [3, 0, 0, 0]);
    assert_eq!(import_into(&mut notebook, read), [0, 0, 0, 3]);
    assert!(clipper::read("[{}]").is_err());
}

#[test]
fn tables_quote_what_needs_it() {
    let one = highlight("1", "costs, they say, \"fell\"", Some("two\nlines"));
    let all = [outgoing(&one, 7)];
    let records: Vec<Record> = all.iter().map(Record::new).collect();
    let table = csv::table(&records);
    let fields =
        "energy/grid.md,Grid storage,sure,7,12,\"costs, they say, \"\"fell\"\"\",\"two\nlines\",";
    assert!(table.contains(fields), "{table}");
    let readwise = csv::readwise(&all);
    assert!(readwise.starts_with("Highlight,Title,Author,URL,Note,Location,Date\r\n\"costs, they say, \"\"fell\"\"\",Grid storage,,https://example.org/grid,"));
    assert!(readwise.ends_with(",7,2026-08-20 09:14:03\r\n"));
}

#[test]
fn markdown_is_updated_in_place_and_a_persons_words_stay() {
    let (one, two) = (
        highlight("1", "costs fell", Some("Check <!-- this -->.")),
        highlight("2", "by half", None),
    );
    let first = markdown::update("", &[outgoing(&two, 9), outgoing(&one, 0)]).text;
    assert!(
        first.find("> costs fell").unwrap() < first.find("> by half").unwrap(),
        "in the order of the text"
    );
    assert!(first.contains("## Grid storage") && first.contains("#:~:text=by%20half"));
    assert_eq!(
        markdown::update(&first, &[outgoing(&two, 9), outgoing(&one, 0)]).text,
        first,
        "again changes nothing"
    );

    let mine = format!(
        "# My reading\n\n{}",
        first.replace(
            "<!-- /postil -->\n\n<!-- postil",
            "<!-- /postil -->\n\nMy own words.\n\n<!-- postil"
        )
    );
    assert_eq!(mine.matches("My own words.").count(), 2);
    let (changed, three) = (
        highlight("1", "costs fell", Some("Checked.")),
        highlight("3", "much later", None),
    );
    let updated = markdown::update(
        &mine,
        &[
            outgoing(&changed, 0),
            outgoing(&two, 9),
            outgoing(&three, 20),
        ],
    );
    assert!(updated.left.is_empty());
    assert!(updated.text.starts_with("# My reading\n\n"));
    assert_eq!(updated.text.matches("My own words.").count(), 2);
    assert!(updated.text.contains("Checked.") && !updated.text.contains("Check \\<!--"));
    assert!(updated.text.find("> much later").unwrap() > updated.text.find("> by half").unwrap());

    let gone = markdown::update(&updated.text, &[outgoing(&changed, 0)]);
    assert!(!gone.text.contains("by half") && gone.text.contains("My own words."));
}

#[test]
fn a_block_that_a_person_edited_is_left_alone_and_named() {
    let one = highlight("1", "costs fell", Some("A note."));
    let first = markdown::update("", &[outgoing(&one, 0)]).text;
    let edited = first.replace("A note.", "A note, and more of mine.");
    let changed = highlight("1", "costs fell", Some("Another note."));
    let updated = markdown::update(&edited, &[outgoing(&changed, 0)]);
    assert_eq!(updated.text, edited);
    assert_eq!(updated.left, [one.annotation.id.to_string()]);
    assert_eq!(
        markdown::update(&edited, &[])
            .text
            .matches("and more of mine")
            .count(),
        1
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    /// Whatever lies in a file, writing into it twice is writing once, and no letter outside our
    /// blocks is lost.
    #[test]
    fn writing_markdown_again_changes_nothing(theirs in "(\\PC|\n|<!-- postil x y -->\n|<!-- /postil -->){0,30}", note in "\\PC{0,40}") {
        let one = highlight("1", "costs fell", Some(&note));
        let all = [outgoing(&one, 0)];
        let first = markdown::update(&theirs, &all);
        prop_assert_eq!(&markdown::update(&first.text, &all).text, &first.text);
        let first = markdown::update("", &all).text + &theirs;
        prop_assert!(markdown::update(&first, &all).text.ends_with(&theirs) || theirs.contains("<!-- postil"));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,60}", json in "[\\[\\]{}\":,a-z0-9]{0,60}") {
        for text in [text, json] {
            let _ = (w3c::read(&text), hypothesis::read(&text), clipper::read(&text));
        }
    }
}
