//! Whether an address from an article may be handed to the browser, and what to ask first.

use std::fmt;

use url::{Host, Url};

use crate::text::clean::SafeText;
use crate::web::address::site_of;
use crate::web::homograph;

/// The longest address that is opened, in bytes.
pub const LONGEST: usize = 8 * 1024;

/// What may be done with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It may be opened at once.
    Allowed {
        /// The parsed address, in ASCII: the one argument that the opener gets.
        address: String,
        /// The host that will be asked, to show.
        host: SafeText,
    },
    /// It may be opened after a question that names the host.
    Ask {
        /// The parsed address, in ASCII: the one argument that the opener gets.
        address: String,
        /// The host that will be asked, to show.
        host: SafeText,
        /// Why there is a question.
        why: Doubt,
    },
    /// It can be shown and copied, and is never opened.
    Refused {
        /// Why not.
        why: Refusal,
    },
}

/// Why a reader is asked before an address is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A name stands before the host: `https://bank.example@host/`.
    UserInfo,
    /// The host's letters are of several scripts.
    MixedScripts,
    /// The label is the address of another site.
    Label,
    /// The host is a number.
    Number,
}

/// Why an address is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than [`LONGEST`].
    TooLong,
    /// It holds a control character.
    Control,
    /// It is no absolute address.
    NoAddress,
    /// Its scheme is neither `http` nor `https`.
    Scheme,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UserInfo => "a user name stands before the host",
            Self::MixedScripts => "the host's letters are of several scripts",
            Self::Label => "the label is the address of another site",
            Self::Number => "the host is a number",
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the address is longer than 8 kB",
            Self::Control => "the address holds a control character",
            Self::NoAddress => "this is no address of a page",
            Self::Scheme => "only http and https addresses are opened",
        })
    }
}

/// Decides whether `address`, as an article has it, may be opened; `label` is the text that the
/// reader sees for it.
pub fn may_open(address: &str, label: &str) -> Opening {
    let url = match parse(address) {
        Ok(url) => url,
        Err(why) => return Opening::Refused { why },
    };
    let host = SafeText::line(url.host_str().unwrap_or_default());
    let doubt = doubt(&url, label);
    let address = url.into();
    match doubt {
        Some(why) => Opening::Ask { address, host, why },
        None => Opening::Allowed { address, host },
    }
}

/// Parses what may be opened at all.
fn parse(address: &str) -> Result<Url, Refusal> {
    if address.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    // The parser would silently drop line breaks and tabs, and open what nobody has seen.
    if address.chars().any(char::is_control) {
        return Err(Refusal::Control);
    }
    let url = crate::web::address::parse(address.trim()).ok_or(Refusal::NoAddress)?;
    match url.scheme() {
        "http" | "https" if url.as_str().len() > LONGEST => Err(Refusal::TooLong),
        "http" | "https" => Ok(url),
        _ => Err(Refusal::Scheme),
    }
}

/// What a reader should know before the address is opened.
fn doubt(url: &Url, label: &str) -> Option<Doubt> {
    if !url.username().is_empty() || url.password().is_some() {
        return Some(Doubt::UserInfo);
    }
    if !matches!(url.host(), Some(Host::Domain(_))) {
        return Some(Doubt::Number);
    }
    if homograph::is_mixed(url.host_str().unwrap_or_default()) {
        return Some(Doubt::MixedScripts);
    }
    let label = address_in(label)?;
    (site_of(&label) != site_of(url)).then_some(Doubt::Label)
}

/// The address that a label is, if it is one: with a scheme, or a domain under a public suffix.
fn address_in(label: &str) -> Option<Url> {
    let label = label.trim();
    if label.contains(char::is_whitespace) {
        return None;
    }
    if let Some(url) =
        crate::web::address::parse(label).filter(|url| url.has_host() && label.contains('/'))
    {
        return Some(url);
    }
    let url = Url::parse(&format!("https://{label}")).ok()?;
    let known = psl::suffix(url.host_str()?.as_bytes())?.is_known();
    (known && psl::domain_str(url.host_str()?).is_some()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(address: &str) -> Option<Refusal> {
        match may_open(address, "") {
            Opening::Refused { why } => Some(why),
            _ => None,
        }
    }

    fn doubt_of(address: &str, label: &str) -> Option<Doubt> {
        match may_open(address, label) {
            Opening::Ask { why, .. } => Some(why),
            Opening::Allowed { .. } => None,
            Opening::Refused { why } => panic!("{address}: {why}"),
        }
    }

    #[test]
    fn only_pages_are_opened() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "ssh://-oProxyCommand=x/",
            "mailto:a@e.org",
            "ftp://e.org/",
            "vbscript:x",
        ] {
            assert_eq!(refusal(address), Some(Refusal::Scheme), "{address}");
        }
        for address in ["--help", "-x", "$(id)", "", "/etc/passwd", "http://", "a b"] {
            assert_eq!(refusal(address), Some(Refusal::NoAddress), "{address}");
        }
        for address in [
            "https://e.org/\n--help",
            "java\nscript:x",
            "https://e.org/\u{9b}2J",
            "https://e\t.org",
        ] {
            assert_eq!(refusal(address), Some(Refusal::Control), "{address:?}");
        }
        assert_eq!(
            refusal(&format!("https://e.org/{}", "a".repeat(LONGEST))),
            Some(Refusal::TooLong)
        );
        assert_eq!(
            refusal(&format!("https://e.org/{}", "é".repeat(3000))),
            Some(Refusal::TooLong)
        );
    }

    #[test]
    fn the_opener_gets_one_ascii_argument_and_the_reader_the_real_host() {
        let opening = may_open("https://exämple.org/ä b?c=$(id)", "here");
        let Opening::Allowed { address, host } = opening else {
            panic!("{opening:?}")
        };
        assert_eq!(address, "https://xn--exmple-cua.org/%C3%A4%20b?c=$(id)");
        assert_eq!(host.as_str(), "xn--exmple-cua.org");
    }

    #[test]
    fn doubtful_hosts_are_asked_about() {
        assert_eq!(
            doubt_of("https://bank.example@evil.example/", ""),
            Some(Doubt::UserInfo)
        );
        assert_eq!(doubt_of("http://3232235777/", ""), Some(Doubt::Number));
        assert_eq!(doubt_of("http://[::1]/", ""), Some(Doubt::Number));
        assert_eq!(
            doubt_of("https://аррӏе.com/", ""),
            Some(Doubt::MixedScripts)
        );
    }

    #[test]
    fn a_label_that_is_another_address_is_asked_about() {
        for label in [
            "https://bank.com/login",
            "bank.com",
            " www.bank.com ",
            "//bank.com/",
        ] {
            assert_eq!(
                doubt_of("https://evil.com/", label),
                Some(Doubt::Label),
                "{label}"
            );
        }
        for label in [
            "a page",
            "Node.js",
            "evil.com",
            "https://docs.evil.com/x",
            "3.5",
            "",
            "e.g.",
        ] {
            assert_eq!(doubt_of("https://evil.com/", label), None, "{label}");
        }
    }
}
