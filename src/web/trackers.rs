//! Query parameters that say who sent a reader, and nothing about the page.

use crate::text::word_list::WordList;
use crate::web::mirrors::asks_for_amp;
use url::Url;

/// Parameters that trackers add under a fixed name.
///
/// Only names that no site is known to use for its pages: a page lost is worse than one listed
/// twice. Gathered from the public documentation of the senders and of query-stripping browsers.
static NAMES: WordList = WordList::new(include_str!("../../assets/words/trackers.txt"));

/// Beginnings of the names that campaigns use.
const FAMILIES: [&str; 6] = ["utm_", "mtm_", "pk_", "piwik_", "hsa_", "matomo_"];

/// Whether a parameter of that name only tracks.
pub fn is_tracker(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Removes every tracker from an address, and a question mark that nothing follows. What stays
/// keeps its order and its spelling.
pub fn remove(url: &mut Url) {
    let Some(query) = url.query() else { return };
    let holds_code = holds_code(url);
    let says_something = |pair: &&str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_sender = name == "ref" && !holds_code && is_sender(value);
        !pair.is_empty() && !is_tracker(name) && !is_sender && !asks_for_amp(name, value)
    };
    let kept: Vec<&str> = query.split('&').filter(says_something).collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(kept.as_str()));
}

/// Who else is named as a sender by `ref`.
const SENDERS: [&str; 12] = [
    "facebook",
    "hackernews",
    "hn",
    "linkedin",
    "newsletter",
    "producthunt",
    "reddit",
    "rss",
    "substack",
    "tldr",
    "tldrnewsletter",
    "twitter",
];

/// Whether the value of `ref` names who sent a reader: a host, as newsletters write it, or a well-known sender. Other
/// values may tell pages apart.
fn is_sender(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let is_host = |value: &str| {
        let mut labels = value.split('.');
        let is_label = |label: &str| {
            label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let is_version = |label: &str| {
            label
                .trim_start_matches('v')
                .bytes()
                .all(|b| b.is_ascii_digit())
        };
        let suffix = psl::suffix(value.as_bytes()).is_some_and(|suffix| suffix.is_known());
        labels.all(|label| is_label(label) && !is_version(label))
            && suffix
            && psl::domain_str(value).is_some()
    };
    SENDERS.contains(&value.as_str()) || is_host(&value)
}

/// Whether an address may lead into a store of code, where `ref` names a version.
fn holds_code(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let mut labels = host.split('.');
    let is_forge = labels.any(|label| {
        ["github", "gitlab", "bitbucket", "codeberg", "gitea", "git"].contains(&label)
    });
    let mut parts = url.path().split('/');
    is_forge
        || parts.any(|part| ["blob", "tree", "contents", "raw", "commits", "-"].contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted_so_that_they_are_found() {
        assert!(NAMES.iter().is_sorted());
        assert!(NAMES.iter().all(is_tracker));
    }

    #[test]
    fn what_is_no_tracker_stays_in_its_order() {
        let mut url = Url::parse("https://e.org/?b=2&UTM_Source=x&a=1&fbclid=y&&c").unwrap();
        remove(&mut url);
        assert_eq!(url.query(), Some("b=2&a=1&c"));
    }
}
