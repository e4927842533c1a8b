//! Addresses that lead to a page by another host: short ones, those for telephones, AMP, archives.
//!
//! A page that is listed twice is a nuisance, two pages that are taken for one are a fault: only what is known to lead to
//! the same page is joined, and what is known only of some hosts is joined only there.

use url::Url;

use crate::text::percent;

/// Rewrites an address to the one that its page has by itself, where that can be opened as well.
pub(super) fn unmask(url: &mut Url) {
    if let Some(page) = in_amp_cache(url) {
        *url = page;
    }
    if let Some(video) = video(url) {
        *url = video;
    } else if let Some(host) = url.host_str().and_then(desktop_host) {
        // A host without its part for telephones is as valid as it was.
        let _ = url.set_host(Some(&host));
    }
}

/// The address that Google's copies of AMP pages are made of: `google.com/amp/s/e.org/a`, and their own host.
fn in_amp_cache(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let path = url.path();
    let rest = if host == "google.com" || host == "www.google.com" {
        path.strip_prefix("/amp/")?
    } else if host == "cdn.ampproject.org" || host.ends_with(".cdn.ampproject.org") {
        path.strip_prefix("/c/")
            .or_else(|| path.strip_prefix("/v/"))?
    } else {
        return None;
    };
    let (scheme, rest) = match rest.strip_prefix("s/") {
        Some(rest) => ("https", rest),
        None => ("http", rest),
    };
    let query = url
        .query()
        .map_or_else(String::new, |query| format!("?{query}"));
    let page = Url::parse(&format!("{scheme}://{rest}{query}")).ok()?;
    let is_host = page.host_str()?.contains('.');
    (is_host && page.username().is_empty()).then_some(page)
}

/// Players and lists of `YouTube` that stand where a video's name does.
const NO_VIDEOS: [&str; 2] = ["videoseries", "live_stream"];

/// The page of a video of `YouTube`, by whichever of its addresses.
fn video(url: &Url) -> Option<Url> {
    let path = url.path().strip_prefix('/')?;
    let id = match url.host_str()? {
        "youtu.be" | "www.youtu.be" => path.to_owned(),
        "youtube.com"
        | "www.youtube.com"
        | "m.youtube.com"
        | "youtube-nocookie.com"
        | "www.youtube-nocookie.com" => match path.split_once('/') {
            None if path == "watch" => {
                let mut pairs = url.query_pairs();
                pairs.find(|(name, _)| name == "v")?.1.into_owned()
            }
            Some(("embed" | "shorts" | "live" | "v", id)) => id.to_owned(),
            _ => return None,
        },
        _ => return None,
    };
    let id = id.strip_suffix('/').unwrap_or(&id);
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_id = id.len() == 11 && id.bytes().all(is_letter) && !NO_VIDEOS.contains(&id);
    let page = is_id.then(|| format!("https://www.youtube.com/watch?v={id}"))?;
    Url::parse(&page).ok()
}

/// The host of a Wikimedia project without its part for telephones, and of `YouTube`.
fn desktop_host(host: &str) -> Option<String> {
    const PROJECTS: [&str; 9] = [
        "wikipedia",
        "wiktionary",
        "wikiquote",
        "wikibooks",
        "wikisource",
        "wikinews",
        "wikiversity",
        "wikivoyage",
        "wikimedia",
    ];
    if host == "m.youtube.com" {
        return Some("www.youtube.com".to_owned());
    }
    let (language, project) = host.strip_suffix(".org")?.split_once(".m.")?;
    let is_one = PROJECTS.contains(&project) && !language.contains('.');
    is_one.then(|| format!("{language}.{project}.org"))
}

/// A DOI below its resolver, whose slash may have been escaped: `10.1038%2Fs41586`.
pub(super) fn doi(path: &str) -> Option<String> {
    let doi = path.strip_prefix('/')?;
    let scheme = doi
        .get(..4)
        .filter(|scheme| scheme.eq_ignore_ascii_case("doi:"));
    let doi = doi[scheme.map_or(0, str::len)..].to_ascii_lowercase();
    doi.starts_with("10.")
        .then(|| format!("/{}", doi.replace("%2f", "/")))
}

/// Whether a parameter only asks for a page's AMP form.
pub(super) fn asks_for_amp(name: &str, value: &str) -> bool {
    match name {
        "amp" => matches!(value, "" | "1" | "true"),
        "outputType" => value == "amp",
        "amp_js_v" => true,
        _ => false,
    }
}

/// Hosts of archive.today.
const TODAY: [&str; 7] = [
    "archive.fo",
    "archive.is",
    "archive.li",
    "archive.md",
    "archive.ph",
    "archive.today",
    "archive.vn",
];

/// Where in the address of an archive's copy that of the page begins which it is of, in bytes.
pub(super) fn copied_from(address: &str) -> Option<usize> {
    let rest = without_scheme(address);
    let (host, path) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = match host {
        "web.archive.org" => path.strip_prefix("web/")?,
        _ if TODAY.contains(&host) => path,
        _ => return None,
    };
    let page = match path.split_once('/') {
        _ if is_address(path) => path,
        Some((stamp, page)) if is_stamp(stamp, host) && is_address(page) => page,
        Some((stamp, page)) if is_stamp(stamp, host) && names_host(page) => page,
        _ => return None,
    };
    Some(address.len() - page.len())
}

/// Whether it says when a copy was made, and in which form it is shown.
fn is_stamp(stamp: &str, host: &str) -> bool {
    if host != "web.archive.org" && matches!(stamp, "newest" | "oldest") {
        return true;
    }
    let digits = stamp.bytes().take_while(u8::is_ascii_digit).count();
    (4..=14).contains(&digits) && matches!(&stamp[digits..], "" | "id_" | "if_")
}

fn is_address(text: &str) -> bool {
    [
        "http://",
        "https://",
        "http:/",
        "https:/",
        "http%3A%2F%2F",
        "https%3A%2F%2F",
    ]
    .iter()
    .any(|scheme| text.starts_with(scheme))
}

/// Whether a text without a scheme begins with a host.
fn names_host(text: &str) -> bool {
    let host = text.split(['/', '?']).next().unwrap_or_default();
    psl::domain_str(host).is_some()
}

/// The address of a page as an archive wrote it behind its own: with escapes, or with one slash.
pub(super) fn restored(page: &str) -> String {
    let page = if page.contains("%3A%2F%2F") {
        percent::decode(page)
    } else {
        page.to_owned()
    };
    for scheme in ["http:/", "https:/"] {
        match page.strip_prefix(scheme) {
            Some(rest) if !rest.starts_with('/') => return format!("{scheme}/{rest}"),
            _ => {}
        }
    }
    page
}

/// An address without `http://` or `https://`.
pub(super) fn without_scheme(address: &str) -> &str {
    let rest = address.strip_prefix("https://");
    let rest = rest.or_else(|| address.strip_prefix("http://"));
    rest.unwrap_or(address)
}

/// What stands before the host of a page for telephones and of an AMP page.
const HANDHELD: [&str; 3] = ["m.", "mobile.", "amp."];

/// An address without scheme, `www.` and final slash, as that of the page for any screen. The first page of a host for
/// telephones is none of these: it may be a site of its own.
pub(super) fn for_any_screen(rest: &str) -> &str {
    let is_page = |rest: &str| {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        !path.is_empty() && psl::domain_str(host).is_some()
    };
    let mut handheld = HANDHELD
        .iter()
        .filter_map(|before| rest.strip_prefix(before));
    let rest = handheld.find(|rest| is_page(rest)).unwrap_or(rest);
    match rest.strip_suffix("/amp") {
        Some(page) if is_story(page) => page,
        _ => rest,
    }
}

/// Whether a path ends as the address of one story does, and not as that of a section, which may well have a page that
/// is called `amp`.
fn is_story(page: &str) -> bool {
    let Some((_, last)) = page.rsplit_once('/') else {
        return false;
    };
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    let is_file = last
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "html");
    last.matches('-').count() >= 2 || digits >= 4 || is_file
}
