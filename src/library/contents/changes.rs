//! What became of a library's files since they were read before.

use crate::text::clean::SafeText;

/// How many files came, changed and went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there before.
    pub new: usize,
    /// Files that say something else now.
    pub changed: usize,
    /// Files that are no longer there.
    pub gone: usize,
}

impl Changes {
    /// Whether everything is as it was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What happened, in words.
    pub fn words(&self) -> SafeText {
        let parts = [
            (self.new, "new"),
            (self.changed, "changed"),
            (self.gone, "gone"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let mut words = Vec::new();
        for (count, what) in parts {
            let articles = match (words.is_empty(), count) {
                (true, 1) => " article",
                (true, _) => " articles",
                (false, _) => "",
            };
            words.push(format!("{count}{articles} {what}"));
        }
        if words.is_empty() {
            return "Nothing has changed in the library".into();
        }
        SafeText::line(&words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_said_as_short_as_they_can_be() {
        let said = |new, changed, gone| {
            let changes = Changes { new, changed, gone };
            (changes.is_empty(), changes.words().to_string())
        };
        assert_eq!(
            said(0, 0, 0),
            (true, "Nothing has changed in the library".into())
        );
        assert_eq!(said(1, 0, 0), (false, "1 article new".into()));
        assert_eq!(said(0, 2, 1), (false, "2 articles changed, 1 gone".into()));
    }
}
