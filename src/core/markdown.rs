//! Markdown to document: every run with the way back to its bytes.
//!
//! Three steps, none of which recurses over the article: the parser's events become a draft
//! (`events`, `draft`), what only note programs know is found in the draft's text, and the draft is
//! settled into a document (`settle`), its text passing the gate on the way.

mod draft;
mod events;
mod settle;

use crate::core::document::Document;

/// Reads an article: `text` is the whole decoded file and `body` the byte at which its text begins,
/// after the front matter. All source ranges are bytes of `text`.
pub fn read(text: &str, body: u32) -> Document {
    settle::settle(events::draft(text, body))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::document::{BlockKind, Inline, LinkForm};

    /// What every document promises of its runs and blocks.
    fn assert_sound(file: &str, document: &Document) {
        let text = document.text.as_str();
        let mut end = 0;
        let mut runs = document.runs.iter().peekable();
        for block in &document.blocks {
            assert!(block.text.start >= end && text.get(block.text.bytes()).is_some());
            assert!(file.get(block.source.bytes()).is_some(), "{block:?}");
            end = block.text.start;
            while let Some(run) = runs.next_if(|run| run.text.start < block.text.end) {
                assert_eq!(run.text.start, end, "runs cover their block: {run:?}");
                assert!(!run.text.is_empty() && run.text.end <= block.text.end);
                let source = file
                    .get(run.source.bytes())
                    .expect("source lies on character boundaries");
                if run.exact {
                    assert_eq!(source, run.text.of(text));
                }
                end = run.text.end;
            }
            assert_eq!(end, block.text.end, "{block:?}");
        }
        assert!(runs.next().is_none());
        for link in &document.links {
            assert!(
                file.get(link.source.bytes()).is_some() && text.get(link.text.bytes()).is_some()
            );
        }
        for (index, container) in document.containers.iter().enumerate() {
            assert!(
                container
                    .parent
                    .is_none_or(|parent| (parent as usize) < index)
            );
        }
    }

    #[test]
    fn runs_lead_back_to_their_bytes() {
        let file =
            "---\ntitle: x\n---\n# A *b*\n\nIs an [inc](u)  in &amp; `x`.\nNext\n\n- one\n- two\n";
        let document = read(file, 17);
        assert_sound(file, &document);
        assert_eq!(
            document.text.as_str(),
            "A b\nIs an inc in & x. Next\none\ntwo"
        );
        assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
        let link = &document.links[0];
        assert_eq!(
            (
                link.form,
                link.text.of(document.text.as_str()),
                link.target.as_str()
            ),
            (LinkForm::Inline, "inc", "u")
        );
        let code = document
            .runs
            .iter()
            .find(|run| run.style == Inline::CODE)
            .unwrap();
        assert!(code.exact && code.source.of(file) == "x");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn any_text_makes_a_sound_document(text in "([#>*_`~\\[\\]()!|^$:=%<>\\-\\\\ \t\r\n]|[a-zé1-9]|https://|&amp;|\u{200b}|\u{1b}){0,80}") {
            assert_sound(&text, &read(&text, 0));
        }
    }
}
