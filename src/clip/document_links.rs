//! Where the links of a document lead: to pages, which it cites, or to other articles.

use url::Url;

use crate::clip::article::InternalLink;
use crate::clip::citation::Citation;
use crate::text::clean::SafeText;
use crate::text::document::{Document, Link, LinkForm};
use crate::text::path::is_article_ending;
use crate::text::percent;
use crate::web::address;

/// The citations of a document, in the order of its links.
///
/// `own` is the address that the article was clipped from: relative targets are resolved against
/// it, and links to places in it are no citations. Images never are; media are, since what they
/// show lies on a page of its own.
pub fn citations(document: &Document, own: Option<&str>) -> Vec<Citation> {
    let base = own.and_then(|own| address::parse(own.trim()));
    document
        .links
        .iter()
        .filter_map(|link| citation(document, link, own, base.as_ref()))
        .collect()
}

/// Links of a document to other articles, in the order of its links: wikilinks, and relative
/// targets where there is no page that they could be relative to.
pub fn internal_links(document: &Document, own: Option<&str>) -> Vec<InternalLink> {
    let links = document.links.iter().filter_map(|link| {
        let target = internal_target(link, own)?;
        Some(InternalLink {
            target,
            text: link.text,
            source: link.source,
        })
    });
    links.collect()
}

/// What a link calls the article that it leads to; `None` where it leads to none.
fn internal_target(link: &Link, own: Option<&str>) -> Option<String> {
    let target = link.target.trim();
    let names_a_note = !target.is_empty() && !target.starts_with('#') && !target.contains("://");
    match link.form {
        LinkForm::Wiki | LinkForm::Embed => names_a_note.then(|| target.to_owned()),
        LinkForm::Inline | LinkForm::Reference | LinkForm::Html => {
            let relative = names_a_note && address::is_relative(target);
            // A clipper makes addresses whole: `Note.md` in a clip was written by its reader.
            let is_note = relative && (own.is_none() || names_file(target));
            is_note.then(|| percent::decode(target))
        }
        LinkForm::Autolink | LinkForm::Bare | LinkForm::Image | LinkForm::Media => None,
    }
}

/// Whether a relative target is the file of an article, below the one that links to it.
fn names_file(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    is_article_ending(ending) && !path.starts_with('/')
}

/// The citation that a link makes, if it leads to a page; `base` is `own`, parsed.
fn citation(
    document: &Document,
    link: &Link,
    own: Option<&str>,
    base: Option<&Url>,
) -> Option<Citation> {
    let page = match link.form {
        LinkForm::Image => None,
        // A note's name never means a page of the web, but a whole address between its brackets does.
        LinkForm::Wiki | LinkForm::Embed => link
            .target
            .contains("://")
            .then(|| address::page_of_link(&link.target, None))?,
        LinkForm::Inline
        | LinkForm::Reference
        | LinkForm::Autolink
        | LinkForm::Bare
        | LinkForm::Media
        | LinkForm::Html => {
            let is_note = internal_target(link, own).is_some();
            (!is_note).then(|| address::page_of_link(&link.target, base))?
        }
    }?;
    Some(Citation {
        anchor: anchor(document, link, &page.url),
        raw_url: link.target.clone(),
        url: page.url,
        site: page.site,
        text: link.text,
        source: link.source,
    })
}

/// The words of a link; the host where it has none, or only its own address.
fn anchor(document: &Document, link: &Link, url: &str) -> SafeText {
    let words = document.slice(link.text).as_str().trim();
    if words.is_empty() || address::names_page(words, url) {
        return address::host(url);
    }
    SafeText::line(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::range::{SourceRange, TextRange};

    fn cited(form: LinkForm, target: &str, anchor: &str) -> Option<(String, String)> {
        let end = anchor.len() as u32;
        let document = Document {
            text: SafeText::block(anchor),
            links: vec![Link {
                form,
                target: target.into(),
                text: TextRange::new(0, end),
                source: SourceRange::new(0, end),
            }],
            ..Document::default()
        };
        let found = citations(&document, Some("https://own.org/page"));
        found
            .into_iter()
            .next()
            .map(|citation| (citation.url, citation.anchor.to_string()))
    }

    #[test]
    fn every_form_that_leads_to_a_page_counts() {
        use LinkForm::{Autolink, Bare, Html, Inline, Media, Reference, Wiki};
        for form in [Inline, Reference, Autolink, Bare, Html, Media, Wiki] {
            let wanted = ("https://e.org/a".to_owned(), "words".to_owned());
            assert_eq!(
                cited(form, "https://e.org/a?utm_source=x", "words"),
                Some(wanted),
                "{form:?}"
            );
        }
        let relative = cited(Inline, "/about", "us").unwrap();
        assert_eq!(relative.0, "https://own.org/about");
    }

    #[test]
    fn images_notes_and_places_in_the_page_do_not() {
        assert_eq!(cited(LinkForm::Image, "https://e.org/a.png", "alt"), None);
        assert_eq!(cited(LinkForm::Wiki, "Note#Part", "Note"), None);
        assert_eq!(cited(LinkForm::Inline, "#part", "part"), None);
        assert_eq!(
            cited(LinkForm::Inline, "https://own.org/page#part", "part"),
            None
        );
        assert_eq!(cited(LinkForm::Inline, "mailto:a@e.org", "mail"), None);
    }

    #[test]
    fn notes_and_relative_paths_lead_to_articles() {
        let leads_to = |form, target: &str, own| {
            let link = Link {
                form,
                target: target.into(),
                text: TextRange::default(),
                source: SourceRange::default(),
            };
            let document = Document {
                links: vec![link],
                ..Document::default()
            };
            internal_links(&document, own).pop().map(|link| link.target)
        };
        let own = Some("https://own.org/page");
        assert_eq!(
            leads_to(LinkForm::Wiki, "Note#Part", own).as_deref(),
            Some("Note#Part")
        );
        assert_eq!(
            leads_to(LinkForm::Inline, "dir/a%20b.md", None).as_deref(),
            Some("dir/a b.md")
        );
        assert_eq!(
            leads_to(LinkForm::Inline, "dir/a%20b.md#B%20c", own).as_deref(),
            Some("dir/a b.md#B c")
        );
        assert_eq!(leads_to(LinkForm::Inline, "dir/a", own), None);
        assert_eq!(leads_to(LinkForm::Inline, "/dir/a.md", own), None);
        for target in ["#part", "", "https://e.org/", "mailto:a@e.org"] {
            assert_eq!(leads_to(LinkForm::Inline, target, None), None, "{target}");
            assert_eq!(leads_to(LinkForm::Wiki, "#part", None), None);
        }
        assert_eq!(leads_to(LinkForm::Image, "a.png", None), None);
    }

    #[test]
    fn a_link_without_words_of_its_own_is_named_by_its_host() {
        for anchor in ["", " ", "https://e.org/a", "e.org/a"] {
            let (_, anchor) = cited(LinkForm::Inline, "https://e.org/a", anchor).unwrap();
            assert_eq!(anchor, "e.org");
        }
    }
}
