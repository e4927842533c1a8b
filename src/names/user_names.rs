//! Names that the reader has added: found wherever they stand as words, before any other.

use std::ops::Range;

use crate::clip::entity::{EntityKey, Mention};
use crate::names::span::mention;

/// Forms to look for, with what each names.
#[derive(Clone, Debug, Default)]
pub struct Added {
    /// Longest first, so that a longer name is not taken for a shorter one in it.
    forms: Vec<(String, EntityKey)>,
}

impl Added {
    /// From forms and what they name; see [`crate::library::correction::Curation::added`].
    pub fn new<'a>(forms: impl IntoIterator<Item = (&'a str, EntityKey)>) -> Self {
        let owned = forms
            .into_iter()
            .map(|(form, named)| (form.trim().to_owned(), named));
        let mut forms: Vec<_> = owned.filter(|(form, _)| !form.is_empty()).collect();
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        Self { forms }
    }

    /// A number for the forms that a text holds, with what they name: another where these are others; 0 for none.
    pub fn number_in(&self, text: &str) -> u32 {
        let held = self.forms.iter().filter(|(form, _)| text.contains(form));
        let mut hash = crc32fast::Hasher::new();
        for (form, named) in held {
            for part in [form, named.kind.name(), &named.name] {
                hash.update(part.as_bytes());
                hash.update(b"\n");
            }
        }
        hash.finalize()
    }

    /// Lays the added names over those that were found; what they overlap gives way.
    pub fn lay_over(&self, text: &str, mut found: Vec<Mention>) -> Vec<Mention> {
        let mut laid: Vec<Mention> = Vec::new();
        for (form, named) in &self.forms {
            for (start, _) in text.match_indices(form.as_str()) {
                let bytes = start..start + form.len();
                let added = mention(bytes.clone(), named.kind, &named.name);
                let free = |other: &Mention| !added.text.overlaps(other.text);
                if is_words(text, bytes) && laid.iter().all(free) {
                    laid.push(added);
                }
            }
        }
        if laid.is_empty() {
            return found;
        }
        found.retain(|own| laid.iter().all(|added| !own.text.overlaps(added.text)));
        found.extend(laid);
        found.sort_by_key(|own| own.text.start);
        found
    }
}

/// Whether a stretch begins and ends where words do. Scripts without blanks have no such places.
fn is_words(text: &str, bytes: Range<usize>) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c.len_utf8() < 3);
    let inside = &text[bytes.clone()];
    let before = joins(text[..bytes.start].chars().next_back()) && joins(inside.chars().next());
    let after = joins(text[bytes.end..].chars().next()) && joins(inside.chars().next_back());
    !before && !after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::entity::Kind;

    fn org(name: &str) -> EntityKey {
        EntityKey::new(Kind::Organisation, name)
    }

    fn found(text: &str, words: &str, name: &str) -> Mention {
        let start = text.find(words).unwrap();
        mention(start..start + words.len(), Kind::Organisation, name)
    }

    #[test]
    fn added_names_are_found_as_words_and_push_others_aside() {
        let text = "Grid Co and Grid Company met GridCo; Ada of Grid Co spoke.";
        let added = Added::new([
            ("Grid Co", org("Grid Company")),
            ("Grid Company", org("Grid Company")),
        ]);
        let found = vec![found(text, "Company", "Company"), found(text, "Ada", "Ada")];
        let laid = added.lay_over(text, found);
        let words: Vec<_> = laid.iter().map(|own| own.text.of(text)).collect();
        assert_eq!(words, ["Grid Co", "Grid Company", "Ada", "Grid Co"]);
        assert!(
            laid.iter()
                .all(|own| matches!(own.name.as_str(), "Grid Company" | "Ada"))
        );
    }

    #[test]
    fn scripts_without_blanks_need_no_edges() {
        let text = "他在华为公司工作。";
        let laid = Added::new([("华为", org("Huawei"))]).lay_over(text, Vec::new());
        assert_eq!((laid.len(), laid[0].text.start), (1, 6));
    }

    #[test]
    fn without_additions_nothing_changes() {
        let text = "Ada spoke.";
        let found = vec![found(text, "Ada", "Ada")];
        assert_eq!(Added::default().lay_over(text, found.clone()), found);
    }
}
