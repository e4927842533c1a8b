//! What a reader decides about one annotation: which variant stays, where it belongs, where it does not.

use super::{Annotation, Change, Entry};
use crate::clip::article::body_hash::BodyHash;
use crate::notes::annotation::{RevisionId, Target};
use serde_json::Value;

/// The key under which an annotation remembers the text, by the hash of its body, in which the place
/// that was found for it is not the one. When that text changes, it is looked for again.
const REFUSED: &str = "x:refused";

impl Entry<'_> {
    /// Changes the variant that is shown first. Other variants stay beside it until somebody
    /// decides; a deletion made at the same time is settled by the change.
    pub fn edit(&self, write: impl FnOnce(&mut Annotation)) -> Change {
        let mut after = self.annotation().clone();
        write(&mut after);
        Change::Edit {
            seen: self.seen_in_edit(),
            after,
        }
    }

    /// What a change of the variant that is shown first takes the place of.
    pub fn seen_in_edit(&self) -> Vec<RevisionId> {
        let others: Vec<RevisionId> = self.variants.iter().skip(1).map(|other| other.id).collect();
        let seen = self.seen.iter().copied();
        seen.filter(|id| !others.contains(id)).collect()
    }

    /// Deletes it, with all its variants.
    pub fn remove(&self) -> Change {
        Change::Remove {
            id: self.annotation().id,
            seen: self.seen.clone(),
        }
    }

    /// Keeps one variant, by its number, in the place of all.
    pub fn keep(&self, variant: usize) -> Option<Change> {
        Some(Change::Edit {
            seen: self.seen.clone(),
            after: self.variants.get(variant)?.annotation.clone(),
        })
    }

    /// Makes one of all variants, notes one after the other, every tag, the first colour, and
    /// changes that.
    pub fn join(&self, write: impl FnOnce(&mut Annotation)) -> Change {
        let mut joined = self.annotation().clone();
        for variant in self.variants.iter().skip(1) {
            join_into(&mut joined, &variant.annotation);
        }
        write(&mut joined);
        Change::Edit {
            seen: self.seen.clone(),
            after: joined,
        }
    }

    /// Gives it a place: the one that was found for it, or one that the reader chose.
    pub fn attach(&self, target: Target) -> Change {
        self.edit(|annotation| {
            annotation.target = target;
            annotation.kept.keys.remove(REFUSED);
        })
    }

    /// Says that the place that was found for it in this text is not the one.
    pub fn refuse(&self, text: BodyHash) -> Change {
        self.edit(|annotation| {
            let refused = Value::String(text.to_string());
            annotation.kept.keys.insert(REFUSED.to_owned(), refused);
        })
    }
}

/// Whether the reader has said that its words are not in this text, whatever they look like.
pub fn is_refused(annotation: &Annotation, text: BodyHash) -> bool {
    let refused = annotation.kept.keys.get(REFUSED).and_then(Value::as_str);
    refused == Some(text.to_string().as_str())
}

fn join_into(joined: &mut Annotation, variant: &Annotation) {
    if let Some(note) = &variant.note {
        let whole = joined.note.get_or_insert_default();
        if !whole.contains(note.as_str()) {
            let gap = if whole.is_empty() { "" } else { "\n\n" };
            whole.push_str(gap);
            whole.push_str(note);
        }
    }
    let new: Vec<_> = variant
        .tags
        .iter()
        .filter(|tag| !joined.tags.contains(tag))
        .cloned()
        .collect();
    joined.tags.extend(new);
    if joined.colour.is_none() {
        joined.colour.clone_from(&variant.colour);
    }
}
