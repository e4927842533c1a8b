//! Any bytes are a document whose blocks and runs are in order and lead back to the file, also with
//! comments shown and with the article shown in itself.
#![no_main]

mod clean;

use clean::is_forbidden;
use libfuzzer_sys::fuzz_target;
use postil::text::decode::decode;
use postil::text::document::Document;
use postil::clip::front_matter;
use postil::text::markdown::{self, Comments, Note, Reading};

fuzz_target!(|bytes: &[u8]| {
    let decoded = decode(bytes);
    let text: &str = &decoded.text;
    let body = front_matter::read(text, "x.md").body;
    judge(text, &markdown::read(text, body));
    let note = |name: &str| {
        (name.len() < 3).then(|| Note {
            key: name.to_owned(),
            text: text.into(),
            body,
        })
    };
    let reading = Reading {
        comments: Comments::Shown,
        notes: Some(&note),
    };
    judge(text, &markdown::read_with(text, body, &reading));
});

fn judge(file: &str, document: &Document) {
    let text = document.text.as_str();
    assert!(!text.contains(is_forbidden));
    let mut runs = document.runs.iter().peekable();
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.text.start >= end && text.get(block.text.bytes()).is_some());
        assert!(file.get(block.source.bytes()).is_some());
        end = block.text.start;
        while let Some(run) = runs.next_if(|run| run.text.start < block.text.end) {
            assert_eq!(run.text.start, end);
            let source = file.get(run.source.bytes()).expect("a boundary");
            assert!(!run.exact || source == run.text.of(text));
            assert!(
                run.link
                    .is_none_or(|link| (link as usize) < document.links.len())
            );
            end = run.text.end;
        }
        assert_eq!(end, block.text.end);
    }
    assert!(runs.next().is_none());
    for link in &document.links {
        assert!(file.get(link.source.bytes()).is_some() && text.get(link.text.bytes()).is_some());
    }
    for (index, container) in document.containers.iter().enumerate() {
        assert!(
            container
                .parent
                .is_none_or(|parent| (parent as usize) < index)
        );
    }
}
