//! A filter that was given a name, kept by the same rule as annotations.
//!
//! What it asks for is kept as it is typed into the box, so that this room need not know the query language, and a
//! program that understands more of it reads the same file.

use serde::{Deserialize, Serialize};

use crate::text::clean::SafeText;

/// A name, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFilter {
    /// What `filter:` is followed by.
    pub name: String,
    /// Conditions as one would type them.
    pub query: String,
}

impl SavedFilter {
    /// Why it cannot have this name; `None` for a name that can be typed after `filter:` and read again.
    pub fn fault(&self) -> Option<&'static str> {
        let name = self.name.as_str();
        if name.is_empty() {
            Some("the name is empty")
        } else if name.contains(char::is_whitespace) {
            Some("a name has no blanks, since it is typed as one word after filter:")
        } else if name.contains('"') {
            Some("a name has no quotation marks, since they are typed around words")
        } else if SafeText::line(name).as_str() != name {
            Some("the name has signs that are not seen")
        } else {
            None
        }
    }

    /// It in a line of words, such as "filter:recent is after:2024 tag:policy".
    pub fn words(&self) -> String {
        format!("filter:{} is {}", self.name, self.query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_that_is_seen() {
        let fault = |name: &str| {
            let (name, query) = (name.to_owned(), "tag:law".to_owned());
            SavedFilter { name, query }.fault().unwrap_or_default()
        };
        for name in ["law", "eu/law", "gesetz-ü", "2024", "法律", "a|b", "!x"] {
            assert_eq!(fault(name), "", "{name}");
        }
        for (name, why) in [
            ("", "empty"),
            ("my law", "blanks"),
            ("law\u{3000}", "blanks"),
            ("a\"b", "quotation"),
            ("a\u{1b}b", "not seen"),
            ("a\u{202e}b", "not seen"),
        ] {
            assert!(fault(name).contains(why), "{name:?}: {}", fault(name));
        }
    }
}
