//! Names of keys: what each of the many that clippers write fills in.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::text::word_list::WordList;

/// For each field in its order the keys of the clipper and its relatives, folded.
static KEYS: WordList = WordList::new(include_str!("../../../assets/words/front_matter_keys.txt"));

/// The same, by name: the field, and the name's place in its row.
static FIELDS: LazyLock<HashMap<&str, (HeadField, usize)>> = LazyLock::new(|| {
    let rows = HeadField::ALL.into_iter().zip(KEYS.iter());
    let ranked = rows.flat_map(|(field, names)| {
        let names = names.split(' ').enumerate();
        names.map(move |(rank, name)| (name, (field, rank)))
    });
    ranked.collect()
});

/// What a known key fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum HeadField {
    Title,
    Source,
    Authors,
    Published,
    Created,
    Description,
    Tags,
    Aliases,
}

impl HeadField {
    /// Every field, in the order of the list of keys.
    const ALL: [Self; 8] = [
        Self::Title,
        Self::Source,
        Self::Authors,
        Self::Published,
        Self::Created,
        Self::Description,
        Self::Tags,
        Self::Aliases,
    ];

    /// The field of a key, and how far from the clipper's own name the key is.
    pub(super) fn of(key: &str) -> Option<(Self, usize)> {
        FIELDS.get(folded(key).as_str()).copied()
    }

    /// Whether it holds several values.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Authors | Self::Tags | Self::Aliases)
    }
}

/// A key without case, blanks, hyphens and underscores: `Created-At` and `created_at` are one.
/// Accents are composed.
pub(super) fn folded(key: &str) -> String {
    let is_joint = |c: char| matches!(c, ' ' | '-' | '_');
    if key.is_ascii() {
        // Nearly every key, and there is nothing to compose.
        let mut folded = key.to_ascii_lowercase();
        folded.retain(|c| !is_joint(c));
        return folded;
    }
    key.nfc()
        .filter(|c| !is_joint(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_matched_without_case_and_joints() {
        assert_eq!(HeadField::of("Created_At"), HeadField::of("created-at"));
        assert_eq!(
            HeadField::of("URL").map(|(field, _)| field),
            Some(HeadField::Source)
        );
        assert_eq!(HeadField::of("rating"), None);
        let field = |key| HeadField::of(key).map(|(field, _)| field);
        assert_eq!(field("Date de publication"), Some(HeadField::Published));
        assert_eq!(field("Mots-cle\u{301}s"), Some(HeadField::Tags));
        assert_eq!(field("원문 링크"), Some(HeadField::Source));
        assert_eq!(field("クリップ日時"), Some(HeadField::Created));
    }
}
