//! Addresses of pages: cleaned, told apart, and grouped by the site they belong to.
//!
//! Nothing here fails: what cannot be parsed stays as the text it was. A *clean* address can still
//! be opened; its [`key`] is what is compared, and never shown.

use url::{Host, Url};

use crate::text::clean::SafeText;
use crate::text::percent;
use crate::web::{mirrors, trackers};

/// A page that a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedPage {
    /// Its clean address.
    pub url: String,
    /// Its [`site`].
    pub site: SafeText,
}

/// A link's target as the address of a page, without trackers and fragment.
///
/// Relative targets are resolved against `base`, the address of the page that holds the link.
/// `None` where the target is no page: a place in the same page, a mail address, a script, or a
/// relative target without a base.
pub fn of_link(target: &str, base: Option<&str>) -> Option<String> {
    let base = base.and_then(|base| parse(base.trim()));
    page_of_link(target, base.as_ref()).map(|page| page.url)
}

/// The same with the page's site, for many links of one page, whose address is parsed once.
pub(crate) fn page_of_link(target: &str, base: Option<&Url>) -> Option<LinkedPage> {
    let target = target.trim();
    if target.is_empty() || target.starts_with('#') {
        return None;
    }
    match parse(target).or_else(|| base?.join(target).ok()) {
        Some(url) if !is_page(&url) => None,
        Some(url) if url.fragment().is_some() => {
            let is_own = base.is_some_and(|base| is_within(&url, base));
            (!is_own).then(|| LinkedPage::of(url))
        }
        Some(url) => Some(LinkedPage::of(url)),
        None => has_web_scheme(target).then(|| LinkedPage {
            url: target.to_owned(),
            site: SafeText::line(target),
        }),
    }
}

impl LinkedPage {
    fn of(mut url: Url) -> Self {
        let written = cleanly_written(&mut url);
        // No spelling of escapes changes the host.
        let site = SafeText::line(site_of(&url).unwrap_or(&written));
        Self { url: written, site }
    }
}

/// Whether an address with a fragment leads into the page `own`: it names that page, with its query or
/// without, or the folder that the page lies in, against which clippers resolve `#part` where the page
/// sets a base of its own.
fn is_within(url: &Url, own: &Url) -> bool {
    let page = clean_url(url.clone());
    let is_page = |own: Url| key(&clean_url(own)) == key(&page);
    if is_page(own.clone()) {
        return true;
    }
    // A fragment with a path is a page of a site that is one script.
    let is_part = !url
        .fragment()
        .is_some_and(|part| part.starts_with(['/', '!']));
    let mut bare = own.clone();
    bare.set_query(None);
    is_part && url.query().is_none() && (own.join(".").is_ok_and(is_page) || is_page(bare))
}

/// An address without what does not tell pages apart: trackers, fragments, default ports, case of
/// scheme and host, spelling of percent escapes. Text that is no address stays as it is.
pub fn clean(address: &str) -> String {
    let address = address.trim();
    parse(address).map_or_else(|| address.to_owned(), clean_url)
}

/// The part of a clean address by which pages are compared.
///
/// `http` and `https`, a leading `www.` and a final slash make no difference: sites that serve
/// different pages that way are far rarer than authors who write them either way. The page for a telephone is that for
/// any screen, and a copy in an archive is the page that it is of.
pub fn key(clean: &str) -> &str {
    let clean = mirrors::copied_from(clean).map_or(clean, |page| &clean[page..]);
    mirrors::for_any_screen(bare(clean))
}

/// Whether a clean address is that of the page itself: of no copy, and not for telephones alone.
pub fn is_plain(clean: &str) -> bool {
    key(clean).len() == bare(clean).len()
}

/// An address without scheme, `www.` and a final slash.
fn bare(address: &str) -> &str {
    let rest = mirrors::without_scheme(address);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.strip_suffix('/').unwrap_or(rest)
}

/// Whether a clean address is that of a copy in an archive, which says of which page it is.
pub fn is_archived(clean: &str) -> bool {
    mirrors::copied_from(clean).is_some()
}

/// Whether an address, as anybody wrote it, names the page of a clean one.
pub fn names_page(written: &str, clean: &str) -> bool {
    key(&self::clean(written)) == key(clean)
}

/// Whether two addresses, as anybody wrote them, name the same page.
pub fn same_page(a: &str, b: &str) -> bool {
    names_page(a, &clean(b))
}

/// Whether a target names no scheme, so that it depends on where it stands.
pub fn is_relative(target: &str) -> bool {
    matches!(
        Url::parse(target.trim()),
        Err(url::ParseError::RelativeUrlWithoutBase)
    ) && parse(target).is_none()
}

/// The host of an address, in its `xn--` form where it is not ASCII; the whole text where it has
/// none.
pub fn host(address: &str) -> SafeText {
    let parsed = parse(address.trim());
    let host = parsed.as_ref().and_then(Url::host_str);
    SafeText::line(host.unwrap_or_else(|| address.trim()))
}

/// The registrable domain of an address, such as `bbc.co.uk`; the host where there is none, as for
/// numbers and `localhost`; the whole text where it has no host either.
pub fn site(address: &str) -> SafeText {
    let address = address.trim();
    match parse(address) {
        Some(url) => SafeText::line(site_of(&url).unwrap_or(address)),
        None => SafeText::line(address),
    }
}

/// The registrable domain of a parsed address, or its host.
pub(crate) fn site_of(url: &Url) -> Option<&str> {
    let host = url.host_str()?;
    match url.host() {
        Some(Host::Domain(domain)) => Some(psl::domain_str(domain).unwrap_or(host)),
        _ => Some(host),
    }
}

/// Parses an absolute address; also what people write for one: `www.…`, `//…` and `doi:…`.
pub(crate) fn parse(address: &str) -> Option<Url> {
    let starts = |prefix: &str| {
        address
            .get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if starts("www.") {
        Url::parse(&format!("https://{address}")).ok()
    } else if starts("//") {
        Url::parse(&format!("https:{address}")).ok()
    } else if starts("doi:") {
        Url::parse(&format!("https://doi.org/{}", address[4..].trim_start())).ok()
    } else {
        Url::parse(address).ok()
    }
}

/// Whether an address names a page that one can cite, rather than a mail box or a script.
fn is_page(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https" | "ftp") && url.has_host()
}

/// Whether a text means to be the address of a page, even if it cannot be parsed.
fn has_web_scheme(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The clean form of a parsed address.
fn clean_url(mut url: Url) -> String {
    if !is_page(&url) {
        return url.into();
    }
    cleanly_written(&mut url)
}

/// Unifies the address of a page and writes it; in that of a copy in an archive also the address of what was copied.
fn cleanly_written(url: &mut Url) -> String {
    unify(url);
    let written = with_one_spelling(url.as_str());
    let Some(at) = mirrors::copied_from(&written) else {
        return written;
    };
    let (archive, page) = written.split_at(at);
    let page = mirrors::restored(page);
    // An archive's copy of an archive's copy is not looked into: addresses from outside are not to be walked down.
    let clean = parse(&page).filter(is_page).map(|mut page| {
        unify(&mut page);
        with_one_spelling(page.as_str())
    });
    format!("{archive}{}", clean.unwrap_or(page))
}

/// Takes from the address of a page what does not tell pages apart.
fn unify(url: &mut Url) {
    // `#/a` and `#!/a` are pages of sites that are one script.
    if url
        .fragment()
        .is_some_and(|fragment| !fragment.starts_with(['/', '!']))
    {
        url.set_fragment(None);
    }
    unify_host(url);
    trackers::remove(url);
}

/// Drops the root's dot of a host, however often it was typed; leads from other hosts to that of the page, and gives a
/// DOI its one host, scheme and case.
fn unify_host(url: &mut Url) {
    let dotted = url.host_str().filter(|host| host.ends_with('.'));
    if let Some(host) = dotted.map(|host| host.trim_end_matches('.').to_owned()) {
        // A host that was valid with its dot is valid without; if not, the dot stays.
        let _ = url.set_host(Some(&host));
    }
    mirrors::unmask(url);
    let is_resolver = matches!(
        url.host_str(),
        Some("doi.org" | "dx.doi.org" | "www.doi.org")
    );
    if let Some(path) = mirrors::doi(url.path()).filter(|_| is_resolver) {
        // DOIs compare without case, and are resolved at this address (DOI Handbook 2.4, 3.8).
        let _ = url
            .set_scheme("https")
            .and_then(|()| url.set_host(Some("doi.org")).map_err(drop));
        url.set_path(&path);
    }
}

/// Percent escapes in capitals, and none for characters that need none (RFC 3986, 6.2.2, and the
/// marks of RFC 2396, 2.3: programs still differ on whether parentheses are escaped).
fn with_one_spelling(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut rest = url;
    while let Some(at) = rest.find('%') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let Some(code) = percent::escaped_byte(escape) else {
            out.push('%');
            rest = &escape[1..];
            continue;
        };
        if code.is_ascii_alphanumeric() || b"-._~!*'()".contains(&code) {
            out.push(char::from(code));
        } else {
            out.push_str(&escape[..3].to_ascii_uppercase());
        }
        rest = &escape[3..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
