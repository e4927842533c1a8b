//! Laws, treaties, documents, events and products by the words they end or begin with.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::rules::span_layer::SpanLayer;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;
use crate::names::tokens::{Case, Token};

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

/// Laws and treaties where no person, organisation, place or group was found.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let view = &article.view;
    let mut layer = SpanLayer::over(article, findings);
    let mut head = 0;
    while head < view.len() {
        let free = |token: usize| {
            !view.token(token).is_none_or(Token::is_barred)
                && layer.at(token).is_none_or(|found| may_be_law(found.kind))
        };
        let work = if free(head) {
            at(view, head, free)
        } else {
            None
        };
        head = work.as_ref().map_or(head + 1, |tokens| tokens.end);
        if let Some(tokens) = work.filter(|tokens| layer.swallows(tokens)) {
            layer.lay(Span::new(tokens, Kind::Work));
        }
    }
    layer.finish(findings);
}

/// Whether a law may be found in the place of something of this kind.
const fn may_be_law(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Other | Kind::Work | Kind::Event | Kind::Date | Kind::Quantity
    )
}

/// What a name of the model's last kind is, by its words.
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
pub fn at(view: &TokenView<'_>, head: usize, free: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    if !is_capital(view, head) {
        return None;
    }
    let word = view.word(head);
    let order = word == "Order" && view.word(head.wrapping_sub(1)) == "Executive";
    if !order && !LAW_HEADS.contains(&word) {
        return None;
    }
    let start = back(view, head, &free);
    let number = numbered(view, head + 1);
    let titled = titled(view, head + 1, &free);
    let end = number.or(titled).unwrap_or(head + 1);
    let alone = start == head && end == head + 1;
    let only_first = start + 1 == head
        && view.breaks(start)
        && end == head + 1
        && view.is_word(start, &["the", "this", "that", "a"]);
    (!alone && !only_first).then(|| start..with_year(view, end))
}

/// The first token of the capitalised words before a head, small words between them allowed.
fn back(view: &TokenView<'_>, head: usize, free: &impl Fn(usize) -> bool) -> usize {
    let mut start = head;
    let mut at = head;
    while at > 0 && head - at < 10 && !view.breaks(at) && free(at - 1) {
        at -= 1;
        let capital = is_capital(view, at)
            && !view.is_word(
                at,
                &["the", "this", "that", "a", "an", "under", "in", "its"],
            );
        if capital {
            start = at;
        } else if view.case(at) == Case::Number {
            return if view.word(at).len() == 4 && start == at + 1 {
                at
            } else {
                start
            };
        } else if !view.is_word(
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
fn numbered(view: &TokenView<'_>, at: usize) -> Option<usize> {
    let figure = at + usize::from(view.is_word(at, &["No.", "No", "number"]));
    if view.breaks(figure) || !matches!(view.case(figure), Case::Number | Case::Alphanumeric) {
        return None;
    }
    let plain = view
        .word(figure)
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric());
    let joined = matches!(view.word(figure + 1), "/" | "-" | "\u{2013}")
        && view.attached(figure + 1)
        && view.attached(figure + 2)
        && view.case(figure + 2) == Case::Number;
    plain.then_some(figure + if joined { 3 } else { 1 })
}

/// The end of "of Lisbon", "on the Law of the Sea" after a head.
fn titled(view: &TokenView<'_>, at: usize, free: &impl Fn(usize) -> bool) -> Option<usize> {
    if !view.is_word(at, &["on", "of", "for", "against"]) {
        return None;
    }
    let mut end = None;
    for place in at..at + 14 {
        if view.breaks(place) {
            break;
        }
        if view.is(place, Cues::MONTH) {
            break;
        }
        if is_capital(view, place) && free(place) {
            end = Some(place + 1);
        } else if !view.is_word(
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
fn with_year(view: &TokenView<'_>, end: usize) -> usize {
    let year = view.word(end).len() == 4 && view.case(end) == Case::Number && !view.breaks(end);
    end + usize::from(year)
}

fn is_capital(view: &TokenView<'_>, at: usize) -> bool {
    view.token(at).is_some_and(Token::is_capitalised)
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
        let view = TokenView::new(text, &tokens, &CueWords::default());
        let (mut head, mut found) = (0, Vec::new());
        while head < view.len() {
            let work = at(&view, head, |_| true);
            head = work.as_ref().map_or(head + 1, |tokens| tokens.end);
            found.extend(work.map(|tokens| view.text(&tokens).to_owned()));
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
