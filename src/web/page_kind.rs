//! What a page is, as far as its address tells: a file, a paper, a video, a store of code, something official.

use serde::Serialize;
use url::Url;

use crate::text::word_list::WordList;
use crate::web::address;

/// Hosts, and endings of hosts, of governments and bodies of states.
static OFFICIAL: WordList = WordList::new(include_str!("../../assets/words/official_hosts.txt"));

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// None of the others.
    Page,
    /// A PDF.
    Pdf,
    /// A paper, told by its DOI or the store it lies in.
    Paper,
    /// A video.
    Video,
    /// A store of code or data.
    Repository,
    /// A page of a government or a body of states.
    Official,
    /// A copy in an archive.
    Archive,
}

impl PageKind {
    /// The name that JSON uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Pdf => "pdf",
            Self::Paper => "paper",
            Self::Video => "video",
            Self::Repository => "repository",
            Self::Official => "official",
            Self::Archive => "archive",
        }
    }

    /// The kind of a clean address. What its form tells comes before who publishes it.
    pub fn of(address: &str) -> Self {
        let Some(url) = address::parse(address) else {
            return Self::Page;
        };
        let host = url.host_str().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        let parts: Vec<&str> = url.path_segments().into_iter().flatten().collect();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if address::is_archived(address) || is_archive(host, &parts) {
            Self::Archive
        } else if is_paper(host, &parts) {
            Self::Paper
        } else if is_video(host, &parts, &url) {
            Self::Video
        } else if is_repository(host, &parts) {
            Self::Repository
        } else if is_pdf(&parts) {
            Self::Pdf
        } else if is_official(host) {
            Self::Official
        } else {
            Self::Page
        }
    }
}

/// Archives whose copies do not say which page they are of.
fn is_archive(host: &str, parts: &[&str]) -> bool {
    match host {
        "perma.cc" | "archive.ph" | "archive.is" | "archive.today" | "archive.md"
        | "archive.li" | "archive.fo" | "archive.vn" => parts.len() == 1,
        "web.archive.org" => parts.first() == Some(&"web") && parts.len() > 1,
        "webcache.googleusercontent.com" => true,
        _ => false,
    }
}

fn is_paper(host: &str, parts: &[&str]) -> bool {
    // A DOI is a number of its registrant, from four digits on, and a name of the registrant's.
    let begins_doi = |part: &str| {
        let number = part.strip_prefix("10.").unwrap_or_default();
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        digits >= 4 && digits == number.split('.').next().unwrap_or_default().len()
    };
    let has_doi = parts.windows(2).any(|two| begins_doi(two[0]));
    has_doi
        || match host {
            "arxiv.org" | "export.arxiv.org" => {
                parts.len() > 1 && matches!(parts[0], "abs" | "pdf" | "html")
            }
            "pubmed.ncbi.nlm.nih.gov" => parts.len() == 1,
            "ncbi.nlm.nih.gov" | "pmc.ncbi.nlm.nih.gov" => parts.contains(&"articles"),
            "papers.ssrn.com" | "ssrn.com" => !parts.is_empty(),
            _ => false,
        }
}

fn is_video(host: &str, parts: &[&str], url: &Url) -> bool {
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    match host {
        "youtube.com" => parts == ["watch"] && url.query().is_some(),
        "vimeo.com" => parts.first().is_some_and(is_number),
        "player.vimeo.com" | "dailymotion.com" | "c-span.org" => parts.first() == Some(&"video"),
        "ted.com" => parts.first() == Some(&"talks") && parts.len() > 1,
        "twitch.tv" => parts.first() == Some(&"videos"),
        _ => false,
    }
}

/// First parts of addresses below forges that name no owner.
const NO_OWNERS: [&str; 14] = [
    "about",
    "collections",
    "customer-stories",
    "enterprise",
    "explore",
    "features",
    "marketplace",
    "orgs",
    "pricing",
    "security",
    "site",
    "sponsors",
    "topics",
    "trending",
];

fn is_repository(host: &str, parts: &[&str]) -> bool {
    match host {
        "github.com" | "gitlab.com" | "codeberg.org" | "bitbucket.org" | "git.sr.ht" => {
            parts.len() > 1 && !NO_OWNERS.contains(&parts[0])
        }
        "raw.githubusercontent.com" | "gist.github.com" => parts.len() > 1,
        "zenodo.org" => matches!(parts.first(), Some(&"record" | &"records")),
        "huggingface.co" => parts.first() == Some(&"datasets") && parts.len() > 2,
        _ => host.starts_with("gitlab.") && parts.len() > 1,
    }
}

fn is_pdf(parts: &[&str]) -> bool {
    let last = parts.last().copied().unwrap_or_default();
    let ending = last.len().checked_sub(4).and_then(|at| last.get(at..));
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case(".pdf"))
}

fn is_official(host: &str) -> bool {
    let dots = host.match_indices('.').map(|(at, _)| at + 1);
    let endings = std::iter::once(0).chain(dots);
    endings
        .map(|at| &host[at..])
        .any(|ending| OFFICIAL.contains(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_what_its_page_is() {
        use PageKind::{Archive, Official, Page, Paper, Pdf, Repository, Video};
        for (address, kind) in [
            ("https://e.org/a", Page),
            ("not an address", Page),
            ("https://e.org/Report%20(2024).PDF", Pdf),
            (
                "https://www.europarl.europa.eu/doc/EXPO_IDA(2024)754450_EN.pdf",
                Pdf,
            ),
            ("https://doi.org/10.1038/s41586-020-2649-2", Paper),
            ("https://journals.e.org/doi/full/10.1177/1461", Paper),
            ("https://e.org/10.5/a", Page),
            ("https://e.org/releases/10.2024", Page),
            ("https://arxiv.org/pdf/2401.00001", Paper),
            ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", Video),
            ("https://www.youtube.com/@name", Page),
            ("https://vimeo.com/123456", Video),
            ("https://vimeo.com/about", Page),
            ("https://github.com/rust-lang/rust", Repository),
            ("https://github.com/features/actions", Page),
            ("https://github.com/rust-lang", Page),
            ("https://www.nist.gov/itl", Official),
            ("https://digital-strategy.ec.europa.eu/en", Official),
            ("https://www.gov.uk/guidance", Official),
            ("https://www.mfa.gov.cn/eng", Official),
            ("https://au.int/en", Official),
            ("https://notgov.uk/a", Page),
            ("https://gov.example.com/", Page),
            (
                "https://web.archive.org/web/2020/https://www.nist.gov/a.pdf",
                Archive,
            ),
            ("https://perma.cc/AB12-CD34", Archive),
            ("https://archive.org/details/book", Page),
        ] {
            assert_eq!(PageKind::of(address), kind, "{address}");
        }
    }

    #[test]
    fn the_hosts_are_sorted_so_that_they_are_found() {
        assert!(OFFICIAL.iter().is_sorted());
    }
}
