//! One clipped file: its head, and what is kept of its text while the library is open.

pub mod body_hash;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::clip::article::body_hash::BodyHash;
use crate::clip::citation::Citation;
use crate::clip::entity::Mention;
use crate::clip::facts::Facts;
use crate::text::clean::SafeText;
use crate::text::date::Date;
use crate::text::problem::Problem;
use crate::text::range::{ArticleId, SourceRange, TextRange};
use crate::web::address;

/// What the front matter says, or what stands in for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The title; from the first heading or the file name where none is given.
    pub title: SafeText,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The address it was clipped from, as written.
    pub source: Option<String>,
    /// When the page was published.
    pub published: Option<Date>,
    /// When it was clipped.
    pub created: Option<Date>,
    /// What the page says of itself.
    pub description: Option<SafeText>,
    /// Tags without `#`, in the order of the file.
    pub tags: Vec<SafeText>,
    /// Other names by which links may mean it.
    pub aliases: Vec<SafeText>,
    /// Keys that mean nothing to us, with their values as written.
    pub other: Vec<(SafeText, SafeText)>,
}

impl Head {
    /// The names of its authors in one line, with commas between them; empty where none is known.
    pub fn author_line(&self) -> String {
        let names = self.authors.iter().map(|author| author.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    /// What it says in words beside title, authors and tags: the page's description of itself, and the values of keys
    /// that mean nothing to us, in one line each. All of it is shown and searched; the name of a file, a switch, a
    /// number or an address is neither.
    pub fn said(&self) -> impl Iterator<Item = (&str, SafeText)> {
        let description = self.description.iter().map(|words| ("", words.clone()));
        let other = self.other.iter().filter(|(_, value)| is_words(value));
        let other = other.map(|(key, value)| (key.as_str(), in_one_line(value.as_str())));
        description.chain(other)
    }

    /// Its other names that are names; builders of sites write there the addresses that a page had before.
    pub fn other_names(&self) -> impl Iterator<Item = &SafeText> {
        let aliases = self.aliases.iter();
        aliases.filter(|name| !name.as_str().starts_with('/') && !name.as_str().contains("://"))
    }

    /// Every text by which it is found: title, other names, authors, and what it says.
    pub fn texts(&self) -> impl Iterator<Item = SafeText> {
        let authors = self.authors.iter().map(|author| &author.name);
        let names = std::iter::once(&self.title).chain(self.other_names());
        let said = self.said().map(|(_, words)| words);
        names.chain(authors).cloned().chain(said)
    }

    /// The site that the article was clipped from; empty where it does not say.
    pub fn site(&self) -> SafeText {
        let source = self.source.as_deref();
        source
            .filter(|source| !address::is_relative(source))
            .map(address::site)
            .unwrap_or_default()
    }
}

/// Longest value that is words, in bytes; what is longer is data, such as a table of settings.
const LONGEST_WORDS: usize = 1_000;

/// Whether a value as it was written is words.
fn is_words(value: &SafeText) -> bool {
    let value = value.as_str();
    let is_switch = ["true", "false", "yes", "no", "null", "~"].contains(&value);
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let has_word = value
        .split(char::is_whitespace)
        .any(|word| letters(word) > 1);
    // One word of several parts names a file or a page.
    let is_name = !value.contains(char::is_whitespace)
        && (value.contains(['/', '.', '_']) || value.matches('-').count() > 1);
    has_word && !is_switch && !is_name && !value.contains("://") && value.len() <= LONGEST_WORDS
}

/// A value as it was written, without its quotes and the marks of a list.
fn in_one_line(value: &str) -> SafeText {
    let lines = value.lines().map(|line| {
        let line = line.trim().trim_start_matches("- ");
        line.trim_matches(['"', '\'', '[', ']', '|', '>']).trim()
    });
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    SafeText::line(&lines.join(", "))
}

/// An author as named in the front matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name to show.
    pub name: SafeText,
    /// The note that a wikilink leads to.
    pub target: Option<String>,
}

/// A heading of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Level 1 to 6.
    pub level: u8,
    /// Its words in the article's text.
    pub text: TextRange,
    /// Where it stands in the file.
    pub source: SourceRange,
}

/// A link of one article to another of the library: `[[Note#Part]]`, or a relative path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InternalLink {
    /// The target as written, its `#Part` included; from outside, so never shown as it is.
    pub target: String,
    /// Its anchor in the article's text.
    pub text: TextRange,
    /// The whole of it in the file.
    pub source: SourceRange,
}

/// What the file was when it was read, to see whether it has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// When its content was changed, in nanoseconds since 1970; 0 when unknown.
    pub modified: i128,
    /// When anything about it was changed, its times included, which no program sets back; likewise.
    pub changed: i128,
}

/// All that is known of one article; immutable, so that threads can share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its name while the library is open.
    pub id: ArticleId,
    /// Its path below the library, as the file system has it.
    pub path: PathBuf,
    /// What its front matter says.
    pub head: Head,
    /// Where its body begins in the file, in bytes.
    pub body: u32,
    /// The hash of its body, by which annotations know it.
    pub body_hash: BodyHash,
    /// The text of its document.
    pub text: SafeText,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Ids of blocks, `^id` and `{#id}`, and where the blocks stand in the file.
    pub block_ids: Vec<(String, SourceRange)>,
    /// Tags of the front matter and of the text, each once.
    pub tags: Vec<SafeText>,
    /// Sentences of the text, in order.
    pub sentences: Vec<TextRange>,
    /// Names found in it, in order.
    pub mentions: Vec<Mention>,
    /// Links to pages, in order.
    pub citations: Vec<Citation>,
    /// How many links to pages there are; known before the links are.
    pub citation_count: u32,
    /// Links to other articles, in order.
    pub internal: Vec<InternalLink>,
    /// The [site](Head::site) it was clipped from.
    pub site: SafeText,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
    /// Words of its text; for scripts without spaces, characters.
    pub words: u32,
    /// ISO 639-1 code of its language, when it could be told.
    pub language: Option<&'static str>,
    /// The encoding it was read in, such as `UTF-8`.
    pub encoding: &'static str,
    /// What the file was when it was read.
    pub stamp: Stamp,
    /// Whether the program wrote the file itself, so that it is evidence of nothing.
    pub is_export: bool,
    /// How much is known of it; what is not is empty.
    pub facts: Facts,
}

impl Article {
    /// Whether everything is known that a file says by itself.
    pub fn is_read(&self) -> bool {
        self.facts == Facts::Names
    }

    /// Minutes that reading it takes, at 230 words a minute (Brysbaert 2019: 238 for non-fiction).
    pub fn reading_minutes(&self) -> u32 {
        self.words.div_ceil(230).max(1)
    }

    /// The sentence around a stretch of the text; the stretch itself where none holds it.
    pub fn sentence_around(&self, range: TextRange) -> TextRange {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.start <= range.start);
        match after.checked_sub(1).map(|index| self.sentences[index]) {
            Some(sentence) if sentence.contains(range.start) => sentence,
            _ => range,
        }
    }

    /// The heading that a stretch of the text stands under.
    pub fn section_of(&self, range: TextRange) -> Option<&Heading> {
        let after = self
            .headings
            .partition_point(|heading| heading.text.start <= range.start);
        after.checked_sub(1).map(|index| &self.headings[index])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_host_names_no_site() {
        for (source, site) in [
            ("https://www.bbc.co.uk/news", "bbc.co.uk"),
            ("/style-guide/", ""),
        ] {
            let head = Head {
                source: Some(source.into()),
                ..Head::default()
            };
            assert_eq!(head.site().as_str(), site);
        }
    }
}
