//! How far names are found in texts of a language.

/// How far names are found in texts of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// As measured: the weights were learned from English.
    Full,
    /// So many of ten people, organisations and places, by weights that were learned from the language.
    Learned(usize),
    /// Those that lists know, and people behind "Mr" and the like.
    Listed,
}

/// Languages that weights were learned from, and how many of ten names were found in texts that training
/// did not see (`examples/evaluate`); of Spanish and Italian before speeches like these were learned from.
const LEARNED: [(&str, usize); 12] = [
    ("de", 6),
    ("fr", 5),
    ("es", 6),
    ("pt", 8),
    ("it", 5),
    ("sv", 5),
    ("da", 7),
    ("fi", 6),
    ("hr", 7),
    ("zh", 6),
    ("ja", 7),
    ("ko", 6),
];

impl Support {
    /// Of the language with an ISO 639-1 code. Of a text too short to tell nothing worse is assumed.
    pub fn of(code: Option<&str>) -> Self {
        match code {
            None | Some("en") => Self::Full,
            Some(code) => LEARNED
                .iter()
                .find(|(learned, _)| *learned == code)
                .map_or(Self::Listed, |(_, found)| Self::Learned(*found)),
        }
    }

    /// What a reader should know of it; nothing where names are found as promised.
    pub fn words(self) -> Option<&'static str> {
        const FOUND: [&str; 11] = [
            "most names missed",
            "1 name in 10 found",
            "2 names in 10 found",
            "3 names in 10 found",
            "4 names in 10 found",
            "5 names in 10 found",
            "6 names in 10 found",
            "7 names in 10 found",
            "8 names in 10 found",
            "9 names in 10 found",
            "names found",
        ];
        match self {
            Self::Full => None,
            Self::Learned(tenths) => FOUND.get(tenths).copied(),
            Self::Listed => Some("listed names only"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets::LANGUAGES;
    use crate::text::language::name;

    #[test]
    fn what_is_not_fully_supported_is_said() {
        assert_eq!(Support::of(Some("en")).words(), None);
        assert_eq!(Support::of(None).words(), None);
        for (code, language) in [("fr", "French"), ("zh", "Chinese"), ("xx", "xx")] {
            assert_eq!(name(code), language);
            assert!(Support::of(Some(code)).words().is_some());
        }
    }

    #[test]
    fn a_share_is_told_of_every_language_with_a_model_and_of_no_other() {
        let modelled = LANGUAGES.iter().map(|assets| assets.code);
        let told = |code: &&str| matches!(Support::of(Some(code)), Support::Learned(_));
        assert_eq!(modelled.filter(told).count(), LEARNED.len());
        assert_eq!(Support::of(Some("nl")).words(), Some("listed names only"));
    }
}
