//! Laws, treaties, documents, events and products by the words they end or begin with.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::rules::span_layer::SpanLayer;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;
use crate::names::tokens::{Case, Token};

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
pub fn kind_of(view: &TokenView<'_>, name: &str, quoted: bool) -> Kind {
    let mut words = name
        .split([' ', '\u{a0}', '-'])
        .filter(|word| !word.is_empty());
    let (first, last) = (words.next().unwrap_or(""), words.next_back());
    let last = last.unwrap_or(first);
    let ends = view.cues_of(last);
    let heads = ends | view.cues_of(first);
    let is_law = |word: &str| view.cues_of(word).contains(Cues::LAW_HEAD);
    if heads.contains(Cues::EVENT_HEAD) {
        Kind::Event
    } else if heads.contains(Cues::WORK_HEAD) || name.split(' ').any(is_law) || quoted {
        Kind::Work
    } else if is_year(first) || is_year(last) {
        Kind::Event
    } else if ends.contains(Cues::PRODUCT_HEAD) || is_numbered(name, first, last) {
        Kind::Product
    } else {
        Kind::Other
    }
}

/// "Boeing 737", "Windows 10", but no hour, school year or pay grade.
fn is_numbered(name: &str, first: &str, last: &str) -> bool {
    last.bytes().any(|byte| byte.is_ascii_digit())
        && !name.contains(':')
        && !matches!(first, "FY" | "K" | "GS" | "Fortune" | "Top")
        && !first.starts_with("FY2")
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a name is but a word that works or events end with: "the Act", "the Summit".
pub fn is_head(view: &TokenView<'_>, name: &str) -> bool {
    let cues = view.cues_of(name);
    cues.intersects(Cues::WORK_HEAD | Cues::EVENT_HEAD) && !cues.contains(Cues::NAME_ALONE)
}

/// Finds the law, treaty or document whose head word stands at a token; `free` says which tokens
/// belong to no name yet.
pub fn at(view: &TokenView<'_>, head: usize, free: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    if !is_capital(view, head) {
        return None;
    }
    let word = view.word(head);
    let order = word == "Order" && view.word(head.wrapping_sub(1)) == "Executive";
    // In capitals throughout it shouts: "BILL" may be anybody.
    let is_law = view.case(head) == Case::Capital && view.is(head, Cues::LAW_HEAD);
    if !order && !is_law {
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
    use crate::names::assets;
    use crate::names::tokens::keywords::CueWords;
    use crate::names::tokens::sentences::split;
    use crate::names::tokens::tokenize;

    fn works(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        split(text, &mut tokens, 0, &[], &mut Vec::new());
        let keywords = CueWords::new(assets::embedded().keywords);
        let view = TokenView::new(text, &tokens, &keywords);
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
        let keywords = CueWords::new(assets::embedded().keywords);
        let kind = |name, quoted| kind_of(&TokenView::new("", &[], &keywords), name, quoted);
        assert_eq!(kind("World Cup", false), Kind::Event);
        assert_eq!(kind("The Left Hand of Darkness", true), Kind::Work);
        assert_eq!(kind("Boeing 737", false), Kind::Product);
        assert_eq!(kind("2012 Olympics", false), Kind::Event);
    }
}
