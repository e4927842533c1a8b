//! Query parameters that say who sent a reader, and nothing about the page.

use url::Url;

/// Parameters that trackers add under a fixed name.
///
/// Only names that no site is known to use for its pages: a page lost is worse than one listed
/// twice. Gathered from the public documentation of the senders and of query-stripping browsers.
const NAMES: [&str; 42] = [
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "at_campaign",
    "at_medium",
    "cmpid",
    "dclid",
    "epik",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "ncid",
    "oly_anon_id",
    "oly_enc_id",
    "rb_clickid",
    "ref_src",
    "ref_url",
    "s_cid",
    "smid",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_id",
    "wbraid",
    "wickedid",
    "yclid",
];

/// Beginnings of the names that campaigns use.
const FAMILIES: [&str; 6] = ["utm_", "mtm_", "pk_", "piwik_", "hsa_", "matomo_"];

/// Whether a parameter of that name only tracks.
pub fn is_tracker(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.binary_search(&name.as_str()).is_ok()
        || FAMILIES.iter().any(|family| name.starts_with(family))
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
        assert!(NAMES.is_sorted());
        assert!(NAMES.iter().all(|name| is_tracker(name)));
    }

    #[test]
    fn what_is_no_tracker_stays_in_its_order() {
        let mut url = Url::parse("https://e.org/?b=2&UTM_Source=x&a=1&fbclid=y&&c").unwrap();
        remove(&mut url);
        assert_eq!(url.query(), Some("b=2&a=1&c"));
    }
}
