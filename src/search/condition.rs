//! Conditions that a candidate must meet beside having the letters: no points, only yes or no.

use std::fmt;

use crate::search::substring::{ends_with, find, starts_with};

/// A folded text that must, or must not, stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It stands anywhere.
    Contains(String),
    /// The candidate begins with it.
    Starts(String),
    /// The candidate ends with it.
    Ends(String),
    /// The candidate is nothing else.
    Is(String),
    /// It stands nowhere.
    Lacks(String),
    /// The candidate does not begin with it.
    LacksStart(String),
    /// The candidate does not end with it.
    LacksEnd(String),
}

impl Condition {
    /// Whether a folded text meets it.
    pub(crate) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Contains(part) => part.is_empty() || find(text, 0, part).is_some(),
            Self::Starts(part) => starts_with(text, part),
            Self::Ends(part) => ends_with(text, part),
            Self::Is(whole) => text.eq_ignore_ascii_case(whole),
            Self::Lacks(part) => part.is_empty() || find(text, 0, part).is_none(),
            Self::LacksStart(part) => part.is_empty() || !starts_with(text, part),
            Self::LacksEnd(part) => part.is_empty() || !ends_with(text, part),
        }
    }

    /// The text that must be found; `None` where it must not.
    pub(crate) fn wanted(&self) -> Option<&str> {
        match self {
            Self::Contains(text) | Self::Starts(text) | Self::Ends(text) | Self::Is(text) => {
                Some(text)
            }
            Self::Lacks(_) | Self::LacksStart(_) | Self::LacksEnd(_) => None,
        }
    }

    /// Whether every text that meets `self` meets `other`, so that what was found for `other`
    /// holds all that can be found for `self`. A `false` may be wrong, a `true` never.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Contains(more) | Self::Starts(more) | Self::Ends(more) | Self::Is(more),
                Self::Contains(less),
            ) => more.contains(less.as_str()),
            (Self::Starts(more) | Self::Is(more), Self::Starts(less)) => {
                more.starts_with(less.as_str())
            }
            (Self::Ends(more) | Self::Is(more), Self::Ends(less)) => more.ends_with(less.as_str()),
            (Self::Lacks(less), Self::Lacks(more)) => {
                !less.is_empty() && more.contains(less.as_str())
            }
            _ => self == other,
        }
    }
}

/// As one would type it.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let is_phrase = |text: &str| text.contains([' ', '"']);
        match self {
            Self::Contains(text) if is_phrase(text) => f.write_str(&quoted(text)),
            Self::Lacks(text) if is_phrase(text) => write!(f, "!{}", quoted(text)),
            Self::Contains(text) => write!(f, "'{text}"),
            Self::Starts(text) => write!(f, "^{text}"),
            Self::Ends(text) => write!(f, "{text}$"),
            Self::Is(text) => write!(f, "^{text}$"),
            Self::Lacks(text) => write!(f, "!'{text}"),
            Self::LacksStart(text) => write!(f, "!^{text}"),
            Self::LacksEnd(text) => write!(f, "!{text}$"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_condition() -> impl Strategy<Value = Condition> {
        (0..7, "[ab]{0,3}").prop_map(|(which, part)| match which {
            0 => Condition::Contains(part),
            1 => Condition::Starts(part),
            2 => Condition::Ends(part),
            3 => Condition::Lacks(part),
            4 => Condition::LacksStart(part),
            5 => Condition::Is(part),
            _ => Condition::LacksEnd(part),
        })
    }

    #[test]
    fn conditions_are_blind_to_case() {
        assert!(Condition::Contains("walk".into()).holds("CloudWalk"));
        assert!(Condition::Starts("cloud".into()).holds("CloudWalk"));
        assert!(Condition::Ends("WALK".to_lowercase()).holds("CloudWalk"));
        assert!(!Condition::Lacks("dw".into()).holds("CloudWalk"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn what_implies_is_met_by_fewer_texts(a in any_condition(), b in any_condition(), text in "[abAB]{0,5}") {
            prop_assert!(!a.implies(&b) || !a.holds(&text) || b.holds(&text));
        }
    }
}
