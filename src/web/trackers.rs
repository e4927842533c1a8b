//! Query parameters that say who sent a reader, and nothing about the page.

use crate::text::word_list::WordList;
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
    let says_something =
        |pair: &&str| !pair.is_empty() && !is_tracker(pair.split('=').next().unwrap_or_default());
    let kept: Vec<&str> = query.split('&').filter(says_something).collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(kept.as_str()));
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
