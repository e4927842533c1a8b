//! What is looked for in texts, strictly or loosely, and how it is recognised.

use crate::search::fuzzy::typo;

/// How much of what is wanted must be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Rigour {
    /// All of it, as it stands.
    #[default]
    Strict,
    /// Other forms of its words will do, and words with one letter wrong; of three words or more one
    /// may be missing.
    Loose,
}

/// A text that is looked for, made ready.
pub(crate) struct TextMatcher<'a> {
    text: &'a str,
    /// Where it is a word that need not stand as it was typed.
    inexact: Option<typo::TypoWord<'a>>,
}

impl<'a> TextMatcher<'a> {
    /// A folded text that is looked for so strictly.
    pub(crate) fn new(text: &'a str, rigour: Rigour) -> Self {
        Self {
            text,
            inexact: (rigour == Rigour::Loose).then(|| typo::TypoWord::new(text)),
        }
    }

    /// What to look for in order to find it.
    pub(crate) fn beginning(&self) -> &'a str {
        self.inexact
            .as_ref()
            .map_or(self.text, typo::TypoWord::beginning)
    }

    /// How many bytes of a folded text from a place on, where the beginning stands, are it.
    pub(crate) fn length(&self, here: &str, begins_word: bool) -> Option<usize> {
        match &self.inexact {
            None => Some(self.text.len()),
            Some(inexact) => begins_word.then(|| inexact.length(here)).flatten(),
        }
    }

    /// Whether every place of its beginning is one of its own.
    pub(crate) fn is_plain(&self) -> bool {
        self.inexact.is_none()
    }
}
