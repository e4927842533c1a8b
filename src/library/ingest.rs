//! From a decoded file to its article: all that is kept of a file while its library is open.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::clip::article::body_hash::BodyHash;
use crate::clip::article::{Article, Head, Heading, Stamp};
use crate::clip::document_links::{citations, internal_links};
use crate::clip::facts::Facts;
use crate::clip::front_matter;
use crate::clip::front_matter::FrontMatter;
use crate::names::pipeline::Names;
use crate::text::clean::SafeText;
use crate::text::document::{BlockKind, Document};
use crate::text::language;
use crate::text::markdown::{self, LineBreaks, ReadOptions};
use crate::text::problem::Problem;
use crate::text::range::{ArticleId, SourceRange};
use crate::text::sentences::sentences;

/// A decoded file, and what came to light when it was read.
#[derive(Clone, Debug)]
pub struct DecodedFile<'a> {
    /// Its name while the library is open.
    pub id: ArticleId,
    /// Its path below the library, as the file system has it.
    pub path: PathBuf,
    /// Its decoded text.
    pub text: &'a str,
    /// The encoding it was read in, such as `UTF-8`.
    pub encoding: &'static str,
    /// What the file was when it was read.
    pub stamp: Stamp,
    /// What a single line end within a paragraph is.
    pub line_breaks: LineBreaks,
    /// What went wrong when it was read.
    pub problems: Vec<Problem>,
}

/// Makes the article of a file of which only the beginning was read. What it says of its head is
/// what [`digest`] will say, as far as the beginning reaches.
pub fn head(file: DecodedFile<'_>) -> Article {
    let mut front_matter = front_matter_of(&file);
    if !front_matter.has_title {
        let document = markdown::read(file.text, front_matter.body);
        entitle(&mut front_matter, file.text, &document);
    }
    Article {
        id: file.id,
        body: front_matter.body,
        body_hash: BodyHash::of(""),
        tags: front_matter.head.tags.clone(),
        site: front_matter.head.site(),
        problems: file.problems,
        encoding: file.encoding,
        stamp: file.stamp,
        facts: Facts::Head,
        head: front_matter.head,
        path: file.path,
        ..Article::default()
    }
}

/// Makes the article of a file. Whatever is in it, there is one. Names are looked for where it is said how.
pub fn digest(file: DecodedFile<'_>, names: Option<&Names>) -> Article {
    let mut front_matter = front_matter_of(&file);
    let reading = ReadOptions {
        line_breaks: file.line_breaks,
        ..ReadOptions::default()
    };
    let document = markdown::read_with(file.text, front_matter.body, &reading);
    entitle(&mut front_matter, file.text, &document);
    let body = file
        .text
        .get(front_matter.body as usize..)
        .unwrap_or_default();
    let own = front_matter.head.source.as_deref();
    let mut problems = file.problems;
    problems.extend(front_matter.problems);
    let citations = to_keep(citations(&document, own));
    let mentions = names.map(|names| to_keep(names.find(&document, &front_matter.head)));
    Article {
        id: file.id,
        body: front_matter.body,
        body_hash: BodyHash::of(body),
        headings: to_keep(headings(&document)),
        block_ids: to_keep(block_ids(&document)),
        tags: tags(&front_matter.head, &document),
        sentences: to_keep(sentences(&document)),
        facts: mentions.as_ref().map_or(Facts::Text, |_| Facts::Names),
        mentions: mentions.unwrap_or_default(),
        citation_count: citations.len() as u32,
        citations,
        internal: internal_links(&document, own),
        site: front_matter.head.site(),
        problems,
        words: language::words(document.text.as_str()),
        language: language::of_document(&document),
        encoding: file.encoding,
        stamp: file.stamp,
        is_export: false,
        text: document.text,
        head: front_matter.head,
        path: file.path,
    }
}

fn front_matter_of(file: &DecodedFile<'_>) -> FrontMatter {
    let name = file.path.file_name().unwrap_or_default();
    front_matter::read(file.text, &name.to_string_lossy())
}

/// Takes the title from the text where the front matter gives none.
fn entitle(front_matter: &mut FrontMatter, text: &str, document: &Document) {
    if front_matter.has_title {
        return;
    }
    let title = if front_matter.title_from == front_matter.body {
        document.title()
    } else {
        // So few texts begin with a heading that is no title that reading those again costs nothing.
        markdown::read(text, front_matter.title_from).title()
    };
    if let Some(title) = title {
        front_matter.head.title = title;
    }
}

/// A list without the room that it was given to grow in: it is kept as long as the library is open.
fn to_keep<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

/// The ids of a document's blocks, and where these stand.
fn block_ids(document: &Document) -> Vec<(String, SourceRange)> {
    let ids = document.block_ids.iter();
    ids.filter_map(|(id, block)| Some((id.clone(), document.blocks.get(*block as usize)?.source)))
        .collect()
}

/// The headings of a document, in order.
fn headings(document: &Document) -> Vec<Heading> {
    let headings = document.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading(level) if !block.text.is_empty() => Some(Heading {
            level,
            text: block.text,
            source: block.source,
        }),
        _ => None,
    });
    headings.collect()
}

/// Tags of the front matter, then those of the text, each once whatever its case.
fn tags(head: &Head, document: &Document) -> Vec<SafeText> {
    let mut known = HashSet::new();
    let all = head
        .tags
        .iter()
        .chain(document.tags.iter().map(|tag| &tag.name));
    all.filter(|tag| known.insert(tag.as_str().to_lowercase()))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIP: &str = "---\ntitle: \"A title\"\nsource: \"https://e.org/a\"\nauthor:\n  - \"[[Example Forum]]\"\n\
        published: 2024-10-09\ntags:\n  - \"Law\"\n---\n## Part\n\nOne [firm](https://o.org/r_\\(2024\\).pdf?utm_source=x) \
        grew. It sold #law/eu things, see [us](/about) and [[Other#Part|that]].\n\n[https://doi.org/10.1/AB](https://doi.org/10.1/AB)\n";

    fn read(text: &str) -> Article {
        let file = DecodedFile {
            id: ArticleId(7),
            path: PathBuf::from("dir/clip.md"),
            text,
            encoding: "UTF-8",
            stamp: Stamp::default(),
            line_breaks: LineBreaks::default(),
            problems: Vec::new(),
        };
        digest(file, Some(&Names::embedded().unwrap()))
    }

    #[test]
    fn a_clip_is_known_with_its_citations_in_their_sentences() {
        let article = read(CLIP);
        assert_eq!(article.head.title.as_str(), "A title");
        let said: Vec<(&str, &str, &str)> = article
            .citations
            .iter()
            .map(|citation| {
                let sentence = article.text.slice(article.sentence_around(citation.text));
                (
                    citation.url.as_str(),
                    citation.anchor.as_str(),
                    sentence.as_str(),
                )
            })
            .collect();
        let second = "It sold #law/eu things, see us and that.";
        assert_eq!(
            said,
            [
                ("https://o.org/r_(2024).pdf", "firm", "One firm grew."),
                ("https://e.org/about", "us", second),
                (
                    "https://doi.org/10.1/ab",
                    "doi.org",
                    "https://doi.org/10.1/AB"
                ),
            ]
        );
        let cited = article.citations[0].source.of(CLIP);
        assert_eq!(cited, "[firm](https://o.org/r_\\(2024\\).pdf?utm_source=x)");
        let section = article.section_of(article.citations[0].text).unwrap();
        assert_eq!(
            (section.level, section.text.of(article.text.as_str())),
            (2, "Part")
        );
        assert_eq!(article.internal[0].target, "Other#Part");
    }

    #[test]
    fn without_a_title_the_first_top_level_heading_is_one() {
        let cases = [
            ("text\n\n## Two\n# One #\n", "One"),
            ("Under\n=====\n", "Under"),
            (
                "```sh\n# no\n```\n<!--\n# no\n-->\n> # no\n\n# yes {#id}\n",
                "yes",
            ),
            ("    # code\n\n#tag\n# \n", "clip"),
            (
                "# ![logo](i.png) The **[new](https://e.org)** [[a/Law|law]] of `x_y` &amp; \\_z[^1]\n\n[^1]: n",
                "The new law of x_y & _z",
            ),
            ("# ![Logo](i.png)\n", "Logo"),
            ("# ![](a/i.png)\n\n# Words\n", "Words"),
            ("# ![](https://e.org/cover.avif)\n\n# Words\n", "Words"),
            (
                "<h1 align=\"center\"><img src=\"x\">A <em>name</em></h1>\n\n# Second\n",
                "A name",
            ),
            ("---\ntitle: A\n\n# Heading\n", "Heading"),
            ("---\ntitle: A\n---\n# Heading\n", "A"),
            (
                "# Metadata\nURL:: https://e.org/a\n\n# Heading\n",
                "Heading",
            ),
            (
                "# Metadata\n\nIt is data on data.\n\n# Heading\n",
                "Metadata",
            ),
            ("# Heading\n\n## Metadata\n- Author: [[Ana]]\n", "Heading"),
            (
                "![](i.png)\n\n## Metadata\n- Author: [[Ana]]\n- Full Title: A title\n",
                "A title",
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(read(text).head.title.as_str(), wanted, "{text:?}");
        }
    }

    #[test]
    fn names_are_found_where_they_stand() {
        let clip = "In [Uganda](https://e.org), Huawei sells `Nokia` phones.\n";
        let article = read(clip);
        let found: Vec<(&str, &str)> = article
            .mentions
            .iter()
            .map(|mention| (mention.kind.name(), mention.source.of(clip)))
            .collect();
        assert_eq!(found, [("place", "Uganda"), ("organisation", "Huawei")]);
    }

    #[test]
    fn whatever_is_in_a_file_there_is_an_article() {
        for text in [
            "",
            "---",
            "---\n---\n",
            "\u{feff}",
            "\0",
            "[](",
            "---\ntitle: [\n---\nx",
        ] {
            let article = read(text);
            assert!(!article.head.title.is_empty(), "{text:?}");
        }
    }
}
