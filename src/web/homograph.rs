//! Hosts that could be taken for another: letters of several scripts side by side.

/// Scripts whose letters look like those of another, and the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Cherokee,
    /// Chinese, Japanese and Korean writing, which is used with Latin letters.
    EastAsian,
    Other,
}

/// Whether a host mixes scripts as an honest one would not.
///
/// Within a label only East Asian writing may stand beside Latin letters (the *highly restrictive*
/// level of Unicode Technical Standard 39, 5.2). Scripts that look like Latin count against the
/// other labels too, so that a Cyrillic name under `.com` is not taken for a Latin one.
pub fn is_mixed(host: &str) -> bool {
    let scripts: Vec<Vec<Script>> = in_letters(host).split('.').map(scripts_of).collect();
    let looks_latin = |script: &Script| {
        matches!(
            script,
            Script::Greek | Script::Cyrillic | Script::Armenian | Script::Cherokee
        )
    };
    let latin = scripts
        .iter()
        .flatten()
        .any(|script| *script == Script::Latin);
    scripts.iter().any(|label| mixes(label)) || latin && scripts.iter().flatten().any(looks_latin)
}

/// A host in its own letters.
fn in_letters(host: &str) -> String {
    let letters = url::quirks::domain_to_unicode(host);
    if letters.is_empty() {
        host.to_owned()
    } else {
        letters
    }
}

/// Whether one label holds scripts that do not go together.
fn mixes(label: &[Script]) -> bool {
    let east_asian = |script: &&Script| matches!(script, Script::Latin | Script::EastAsian);
    label.len() > 1 && label.iter().filter(east_asian).count() < label.len()
}

/// The scripts of a label's letters, each once.
fn scripts_of(label: &str) -> Vec<Script> {
    let mut scripts: Vec<Script> = label.chars().filter_map(script_of).collect();
    scripts.sort_unstable();
    scripts.dedup();
    scripts
}

/// The script of a letter; `None` for digits, marks and signs. Ranges are Unicode blocks.
fn script_of(letter: char) -> Option<Script> {
    if !letter.is_alphabetic() {
        return None;
    }
    Some(match letter as u32 {
        0..=0x24F | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Greek,
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Script::Cyrillic,
        0x530..=0x58F => Script::Armenian,
        0x13A0..=0x13FF | 0xAB70..=0xABBF => Script::Cherokee,
        0x1100..=0x11FF
        | 0x3005..=0x318F
        | 0x31A0..=0x31FF
        | 0x3400..=0x9FFF
        | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF
        | 0x20000..=0x3FFFF => Script::EastAsian,
        _ => Script::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_seen_and_honest_names_are_not() {
        for host in [
            "xn--80ak6aa92e.com",
            "pаypal.com",
            "gооgle.com",
            "αpple.org",
        ] {
            assert!(is_mixed(host), "{host}");
        }
        for host in [
            "example.org",
            "müller.de",
            "例え.jp",
            "abc例え.com",
            "пример.рф",
            "1.2.3.4",
        ] {
            assert!(!is_mixed(host), "{host}");
        }
    }
}
