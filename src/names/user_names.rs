//! Names that the reader has added: found wherever they stand as words, before any other.

use crate::clip::entity::EntityKey;
use crate::names::pipeline::Span;

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

    /// Lays the added names over those that were found; what they overlap gives way.
    pub fn lay_over(&self, text: &str, mut found: Vec<Span>) -> Vec<Span> {
        let mut laid: Vec<Span> = Vec::new();
        for (form, named) in &self.forms {
            for (start, _) in text.match_indices(form.as_str()) {
                let span = Span {
                    start,
                    end: start + form.len(),
                    kind: named.kind,
                    name: named.name.clone(),
                };
                if is_words(text, &span) && !laid.iter().any(|other| overlap(&span, other)) {
                    laid.push(span);
                }
            }
        }
        if laid.is_empty() {
            return found;
        }
        found.retain(|span| !laid.iter().any(|added| overlap(span, added)));
        found.extend(laid);
        found.sort_by_key(|span| span.start);
        found
    }
}

fn overlap(a: &Span, b: &Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether a stretch begins and ends where words do. Scripts without blanks have no such places.
fn is_words(text: &str, span: &Span) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c.len_utf8() < 3);
    let inside = &text[span.start..span.end];
    let before = joins(text[..span.start].chars().next_back()) && joins(inside.chars().next());
    let after = joins(text[span.end..].chars().next()) && joins(inside.chars().next_back());
    !before && !after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::entity::Kind;

    fn org(name: &str) -> EntityKey {
        EntityKey::new(Kind::Organisation, name)
    }

    fn span(text: &str, words: &str, name: &str) -> Span {
        let start = text.find(words).unwrap();
        Span {
            start,
            end: start + words.len(),
            kind: Kind::Organisation,
            name: name.to_owned(),
        }
    }

    #[test]
    fn added_names_are_found_as_words_and_push_others_aside() {
        let text = "Grid Co and Grid Company met GridCo; Ada of Grid Co spoke.";
        let added = Added::new([
            ("Grid Co", org("Grid Company")),
            ("Grid Company", org("Grid Company")),
        ]);
        let found = vec![span(text, "Company", "Company"), span(text, "Ada", "Ada")];
        let laid = added.lay_over(text, found);
        let words: Vec<_> = laid
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(words, ["Grid Co", "Grid Company", "Ada", "Grid Co"]);
        assert!(
            laid.iter()
                .all(|span| span.name == "Grid Company" || span.name == "Ada")
        );
    }

    #[test]
    fn scripts_without_blanks_need_no_edges() {
        let text = "他在华为公司工作。";
        let laid = Added::new([("华为", org("Huawei"))]).lay_over(text, Vec::new());
        assert_eq!((laid.len(), laid[0].start), (1, 6));
    }

    #[test]
    fn without_additions_nothing_changes() {
        let text = "Ada spoke.";
        let found = vec![span(text, "Ada", "Ada")];
        assert_eq!(Added::default().lay_over(text, found.clone()), found);
    }
}
