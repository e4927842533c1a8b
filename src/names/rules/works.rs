//! Laws, treaties, documents, events and products by the words they end or begin with.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::tokens::Case;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::Reading;

/// Words that laws, treaties and documents end with, or begin with before "of", "on" or a number.
const WORK_HEADS: &[&str] = &[
    "Act",
    "Bill",
    "Treaty",
    "Agreement",
    "Convention",
    "Conventions",
    "Protocol",
    "Protocols",
    "Directive",
    "Regulation",
    "Regulations",
    "Resolution",
    "Charter",
    "Constitution",
    "Declaration",
    "Accord",
    "Accords",
    "Code",
    "Law",
    "Statute",
    "Ordinance",
    "Decree",
    "Amendment",
    "Memorandum",
    "Pact",
    "Covenant",
    "Guidelines",
    "Principles",
    "Framework",
    "Strategy",
    "Report",
    "Compact",
    "Principle",
    "Review",
    "Index",
    "Survey",
    "Communique",
    "Communiqué",
    "Rules",
    "Order",
    "Manifesto",
    "Recommendation",
    "Standard",
    "Roadmap",
    "Blueprint",
    "Plan",
    "Policy",
    "Initiative",
];

/// Those of them that make a law's name on their own with the capitalised words before them.
const LAW_HEADS: &[&str] = &[
    "Act",
    "Bill",
    "Treaty",
    "Agreement",
    "Convention",
    "Conventions",
    "Protocol",
    "Directive",
    "Regulation",
    "Charter",
    "Constitution",
    "Declaration",
    "Accord",
    "Accords",
    "Law",
    "Ordinance",
    "Amendment",
    "Pact",
    "Covenant",
    "Statute",
    "Resolution",
    "Memorandum",
    "Compact",
];

/// Words that events end or begin with.
const EVENT_HEADS: &[&str] = &[
    "War",
    "Wars",
    "Cup",
    "Olympics",
    "Olympic",
    "Games",
    "Championship",
    "Championships",
    "Festival",
    "Summit",
    "Election",
    "Elections",
    "Revolution",
    "Crisis",
    "Storm",
    "Typhoon",
    "Hurricane",
    "Cyclone",
    "Earthquake",
    "Conference",
    "Battle",
    "Day",
    "Week",
    "Tour",
    "Open",
    "Awards",
    "Forum",
    "Uprising",
    "Massacre",
    "Holocaust",
    "Spring",
    "Expo",
    "Exhibition",
    "Congress",
    "Dialogue",
    "Operation",
    "Referendum",
    "Prix",
    "Marathon",
    "Super Bowl",
    "Bowl",
    "Ramadan",
    "Christmas",
    "Eid",
    "Easter",
    "Diwali",
    "Genocide",
    "Rebellion",
    "Intifada",
    "Biennale",
    "Fair",
    "Convention",
    "Symposium",
];

/// Words that products end with.
const PRODUCT_HEADS: &[&str] = &[
    "app",
    "chip",
    "model",
    "software",
    "platform",
    "phone",
    "vaccine",
    "Phone",
    "Pro",
    "Max",
    "App",
    "Vaccine",
    "OS",
    "System",
    "Engine",
    "Studio",
    "Assistant",
    "Browser",
    "Watch",
];

/// What a name of the model's last sort is, by its words.
pub fn kind_of(name: &str, quoted: bool) -> Kind {
    let mut words = name
        .split([' ', '\u{a0}', '-'])
        .filter(|word| !word.is_empty());
    let (first, last) = (words.next().unwrap_or(""), words.next_back());
    let last = last.unwrap_or(first);
    let has = |heads: &[&str]| heads.contains(&last) || heads.contains(&first);
    // "Boeing 737", "Windows 10", but no hour, school year or pay grade.
    let numbered = last.bytes().any(|byte| byte.is_ascii_digit())
        && !name.contains(':')
        && !matches!(first, "FY" | "K" | "GS" | "Fortune" | "Top")
        && !first.starts_with("FY2");
    let year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    if has(EVENT_HEADS) {
        Kind::Event
    } else if has(WORK_HEADS) || name.split(' ').any(|word| LAW_HEADS.contains(&word)) || quoted {
        Kind::Work
    } else if year(first) || year(last) {
        Kind::Event
    } else if PRODUCT_HEADS.contains(&last) || numbered {
        Kind::Product
    } else {
        Kind::Other
    }
}

/// Heads that are names without more words.
const NAMES_ALONE: &[&str] = &[
    "Constitution",
    "Olympics",
    "Holocaust",
    "Ramadan",
    "Christmas",
    "Eid",
    "Easter",
    "Diwali",
    "Intifada",
];

/// Whether a name is but a word that works or events end with: "the Act", "the Summit".
pub fn is_head(name: &str) -> bool {
    (WORK_HEADS.contains(&name) || EVENT_HEADS.contains(&name)) && !NAMES_ALONE.contains(&name)
}

/// Finds the law, treaty or document whose head word stands at a token; `free` says which tokens
/// belong to no name yet.
pub fn at(
    reading: &Reading<'_>,
    head: usize,
    free: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    if !is_capital(reading, head) {
        return None;
    }
    let word = reading.word(head);
    let order = word == "Order" && reading.word(head.wrapping_sub(1)) == "Executive";
    if !order && !LAW_HEADS.contains(&word) {
        return None;
    }
    let start = back(reading, head, &free);
    let number = numbered(reading, head + 1);
    let titled = titled(reading, head + 1, &free);
    let end = number.or(titled).unwrap_or(head + 1);
    let alone = start == head && end == head + 1;
    let only_first = start + 1 == head
        && reading.breaks(start)
        && end == head + 1
        && reading.is_word(start, &["the", "this", "that", "a"]);
    (!alone && !only_first).then(|| start..with_year(reading, end))
}

/// The first token of the capitalised words before a head, small words between them allowed.
fn back(reading: &Reading<'_>, head: usize, free: &impl Fn(usize) -> bool) -> usize {
    let mut start = head;
    let mut at = head;
    while at > 0 && head - at < 10 && !reading.breaks(at) && free(at - 1) {
        at -= 1;
        let capital = is_capital(reading, at)
            && !reading.is_word(
                at,
                &["the", "this", "that", "a", "an", "under", "in", "its"],
            );
        if capital {
            start = at;
        } else if reading.case(at) == Case::Number {
            return if reading.word(at).len() == 4 && start == at + 1 {
                at
            } else {
                start
            };
        } else if !reading.is_word(
            at,
            &[
                "and",
                "of",
                "on",
                "for",
                "-",
                "'s",
                "\u{2019}s",
                "&",
                "to",
                "the",
                "with",
            ],
        ) {
            break;
        }
    }
    start
}

/// The end of "No. 78366", "1546", "2016/679" after a head.
fn numbered(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let figure = at + usize::from(reading.is_word(at, &["No.", "No", "number"]));
    if reading.breaks(figure) || !matches!(reading.case(figure), Case::Number | Case::Alphanumeric)
    {
        return None;
    }
    let plain = reading
        .word(figure)
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric());
    let joined = matches!(reading.word(figure + 1), "/" | "-" | "\u{2013}")
        && reading.attached(figure + 1)
        && reading.attached(figure + 2)
        && reading.case(figure + 2) == Case::Number;
    plain.then_some(figure + if joined { 3 } else { 1 })
}

/// The end of "of Lisbon", "on the Law of the Sea" after a head.
fn titled(reading: &Reading<'_>, at: usize, free: &impl Fn(usize) -> bool) -> Option<usize> {
    if !reading.is_word(at, &["on", "of", "for", "against"]) {
        return None;
    }
    let mut end = None;
    for place in at..at + 14 {
        if reading.breaks(place) {
            break;
        }
        if reading.is(place, Cues::MONTH) {
            break;
        }
        if is_capital(reading, place) && free(place) {
            end = Some(place + 1);
        } else if !reading.is_word(
            place,
            &[
                "on", "of", "for", "against", "the", "and", "in", "to", ",", "-", "with",
            ],
        ) {
            break;
        }
    }
    end
}

/// Takes in a year after a law: "Act 2018", "Act of 2018" stays without the preposition.
fn with_year(reading: &Reading<'_>, end: usize) -> usize {
    let year =
        reading.word(end).len() == 4 && reading.case(end) == Case::Number && !reading.breaks(end);
    end + usize::from(year)
}

fn is_capital(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .token(at)
        .is_some_and(crate::names::tokens::Token::is_capitalised)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tokens::keywords::CueWords;
    use crate::names::tokens::sentences::split;
    use crate::names::tokens::tokenize;

    fn works(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        split(text, &mut tokens, 0, &mut Vec::new());
        let reading = Reading::new(text, &tokens, &CueWords::default());
        let (mut head, mut found) = (0, Vec::new());
        while head < reading.len() {
            let work = at(&reading, head, |_| true);
            head = work.as_ref().map_or(head + 1, |tokens| tokens.end);
            found.extend(work.map(|tokens| reading.text(&tokens).to_owned()));
        }
        found
    }

    #[test]
    fn laws_are_known_by_their_heads() {
        assert_eq!(
            works("under the Data Protection Act 2018 and Agreement No. 78366"),
            ["Data Protection Act 2018", "Agreement No. 78366"]
        );
        assert_eq!(
            works("the Convention on the Law of the Sea was signed"),
            ["Convention on the Law of the Sea"]
        );
        assert_eq!(works("This Act is new. The Act too."), [""; 0]);
        assert_eq!(
            works("the Human Rights Bill of October 2022"),
            ["Human Rights Bill"]
        );
    }

    #[test]
    fn leftovers_of_the_model_have_kinds() {
        assert_eq!(kind_of("World Cup", false), Kind::Event);
        assert_eq!(kind_of("The Left Hand of Darkness", true), Kind::Work);
        assert_eq!(kind_of("Boeing 737", false), Kind::Product);
        assert_eq!(kind_of("2012 Olympics", false), Kind::Event);
    }
}
