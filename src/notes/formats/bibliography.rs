//! Articles as references that programs read: CSL-JSON, BibTeX and RIS. The day of access is the day of clipping.

mod bibtex;
mod csl;
mod person;
mod ris;

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::clip::article::Article;
use crate::text::date::{Date, Day};
use crate::web::address;
use person::Name;

/// Forms of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceForm {
    /// What Zotero, pandoc and citation processors read.
    CslJson,
    /// For LaTeX.
    Bibtex,
    /// For everything else.
    Ris,
}

/// What references say of an article.
struct Entry<'a> {
    article: &'a Article,
    /// Its name in the file: family name, year, first word of the title.
    key: String,
    authors: Vec<Name>,
    published: Option<Day>,
    accessed: Option<Day>,
    doi: Option<String>,
}

/// The references to articles, in their order, ended by a line feed.
pub fn references(form: ReferenceForm, articles: &[&Article]) -> String {
    let mut keys = BTreeSet::new();
    let entries = articles.iter().map(|article| Entry::of(article, &mut keys));
    let entries: Vec<Entry<'_>> = entries.collect();
    match form {
        ReferenceForm::CslJson => csl::write(&entries),
        ReferenceForm::Bibtex => entries
            .iter()
            .map(bibtex::entry)
            .collect::<Vec<_>>()
            .join("\n"),
        ReferenceForm::Ris => entries.iter().map(ris::entry).collect(),
    }
}

impl<'a> Entry<'a> {
    fn of(article: &'a Article, keys: &mut BTreeSet<String>) -> Self {
        let head = &article.head;
        let day = |date: &Option<Date>| date.as_ref().and_then(|date| date.day);
        let authors = head.authors.iter();
        let authors: Vec<Name> = authors
            .map(|author| Name::of(author.name.as_str(), article.site.as_str()))
            .collect();
        let published = day(&head.published);
        let key = key(article, authors.first(), published);
        // The second of the same name is `b`, as in a list of references.
        let others = ('b'..='z').map(|letter| format!("{key}{letter}"));
        let more = (2..).map(|number| format!("{key}{number}"));
        let mut free = std::iter::once(key.clone()).chain(others).chain(more);
        let key = free.find(|key| keys.insert(key.clone())).unwrap_or(key);
        let source = head.source.as_deref().map(address::clean);
        let doi = source
            .as_deref()
            .and_then(|source| source.strip_prefix("https://doi.org/"));
        Self {
            article,
            key,
            published,
            accessed: day(&head.created),
            doi: doi.filter(|doi| doi.starts_with("10.")).map(str::to_owned),
            authors,
        }
    }

    fn title(&self) -> &str {
        self.article.head.title.as_str()
    }

    fn url(&self) -> Option<&str> {
        self.article.head.source.as_deref()
    }

    fn site(&self) -> Option<&str> {
        Some(self.article.site.as_str()).filter(|site| !site.is_empty())
    }
}

/// Words that titles begin with and that say nothing.
const OPENERS: [&str; 8] = ["a", "an", "the", "on", "in", "what", "how", "why"];

fn key(article: &Article, author: Option<&Name>, published: Option<Day>) -> String {
    let head = &article.head;
    let family = author.map_or(article.site.as_str(), Name::sorted_by);
    let first = family
        .split_whitespace()
        .map(plain)
        .find(|word| !word.is_empty());
    let year = published.map(|day| day.year.to_string());
    let words = head
        .title
        .as_str()
        .split(|c: char| !c.is_alphanumeric())
        .map(plain);
    let mut words = words.filter(|word| word.len() > 1 && !OPENERS.contains(&word.as_str()));
    let parts = [first, year, words.next()].into_iter().flatten();
    let key: String = parts.collect();
    if key.is_empty() {
        "article".to_owned()
    } else {
        key
    }
}

/// A word in small ASCII letters and digits; what has none is left out.
fn plain(word: &str) -> String {
    let letters = word.nfkd().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::article::{Author, Head};
    use crate::text::clean::SafeText;

    fn article() -> Article {
        let author = |name: &str| Author {
            name: SafeText::line(name),
            target: None,
        };
        let date = |raw: &str| Some(Date::read(raw));
        Article {
            site: "eastasiaforum.org".into(),
            head: Head {
                title: SafeText::line("What 50% of {R&D} means_"),
                authors: vec![author("East Asia Forum"), author("Ana de la Lima")],
                source: Some("https://eastasiaforum.org/a?b=1&c=50%25".into()),
                published: date("2024-10"),
                created: date("2025-04-10"),
                description: Some("On chips.".into()),
                ..Head::default()
            },
            tags: vec!["law".into()],
            language: Some("en"),
            ..Article::default()
        }
    }

    #[test]
    fn an_article_is_a_reference_in_three_forms() {
        let article = article();
        let two = [&article, &article];
        let csl: serde_json::Value =
            serde_json::from_str(&references(ReferenceForm::CslJson, &two)).unwrap();
        assert_eq!(
            csl[0],
            serde_json::json!({
                "id": "east202450", "type": "webpage", "title": "What 50% of {R&D} means_",
                "author": [{"literal": "East Asia Forum"}, {"family": "de la Lima", "given": "Ana"}],
                "container-title": "eastasiaforum.org", "issued": {"date-parts": [[2024, 10]]},
                "accessed": {"date-parts": [[2025, 4, 10]]}, "URL": "https://eastasiaforum.org/a?b=1&c=50%25",
                "abstract": "On chips.", "language": "en", "keyword": "law",
            })
        );
        assert_eq!(csl[1]["id"], "east202450b");
        assert_eq!(
            references(ReferenceForm::Bibtex, &two[..1]),
            "@misc{east202450,\n  author = {{East Asia Forum} and de la Lima, Ana},\n  \
             title = {{What 50\\% of \\{R\\&D\\} means\\_}},\n  year = {2024},\n  month = oct,\n  \
             howpublished = {eastasiaforum.org},\n  url = {https://eastasiaforum.org/a?b=1&c=50%25},\n  \
             urldate = {2025-04-10},\n  keywords = {law},\n  language = {en}\n}\n"
        );
        assert_eq!(
            references(ReferenceForm::Ris, &two[..1]),
            "TY  - ELEC\r\nAU  - East Asia Forum\r\nAU  - de la Lima, Ana\r\nTI  - What 50% of {R&D} means_\r\n\
             T2  - eastasiaforum.org\r\nPY  - 2024\r\nDA  - 2024/10//\r\nY2  - 2025/04/10/\r\n\
             UR  - https://eastasiaforum.org/a?b=1&c=50%25\r\nAB  - On chips.\r\nKW  - law\r\nLA  - en\r\nER  - \r\n\r\n"
        );
    }

    #[test]
    fn what_an_article_does_not_say_is_left_out() {
        let bare = Article {
            head: Head {
                title: "文章".into(),
                source: Some("doi:10.1000/AB".into()),
                ..Head::default()
            },
            ..Article::default()
        };
        assert_eq!(
            references(ReferenceForm::Bibtex, &[&bare]),
            "@misc{article,\n  title = {{文章}},\n  doi = {10.1000/ab},\n  url = {doi:10.1000/AB}\n}\n"
        );
    }
}
