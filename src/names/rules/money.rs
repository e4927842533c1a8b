//! Sums of money and measured quantities.

use std::ops::Range;

use crate::names::tokens::Case;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;
use crate::text::word_list::WordList;

/// Letters of currencies that stand before a figure, glued to it or not.
static SHORT: WordList = WordList::new(include_str!("../../../assets/words/short_currencies.txt"));
/// Codes of currencies that are glued to their figure: "USD15".
static CODES: WordList = WordList::new(include_str!("../../../assets/words/currency_codes.txt"));

/// Finds the sum of money that begins at a token.
pub fn sum_at(view: &TokenView<'_>, start: usize) -> Option<Range<usize>> {
    let end = with_sign(view, start)
        .or_else(|| with_word(view, start))
        .or_else(|| uncounted(view, start))?;
    Some(start..range_end(view, start, end))
}

/// Finds the quantity that begins at a token.
pub fn quantity_at(view: &TokenView<'_>, start: usize) -> Option<Range<usize>> {
    let mut at = number(view, start)?;
    if view.is_dash(at) && view.attached(at) {
        at += 1;
    }
    at += usize::from(view.is_word(at, &["square", "cubic", "metric", "nautical"]));
    if view.is_word(at, &["per"]) && view.is_word(at + 1, &["cent"]) {
        return Some(start..at + 2);
    }
    if !view.is(at, Cues::UNIT) || view.breaks(at) {
        return None;
    }
    at += 1;
    if view.is_word(at, &["points", "celsius", "fahrenheit", "point"]) {
        at += 1;
    }
    Some(start..at)
}

/// "$5 million", "US$ 5m", "Rs 500 crore", "R500", "N5bn", "GH¢14.50".
fn with_sign(view: &TokenView<'_>, start: usize) -> Option<usize> {
    let prefix = view.is(start + 1, Cues::SIGN)
        && (view.attached(start + 1) || view.is(start, Cues::CODE) && !view.breaks(start + 1))
        && matches!(
            view.case(start),
            Case::Upper | Case::Initial | Case::Dotted | Case::Capital
        )
        && view.word(start).len() <= 4;
    let sign = start + usize::from(prefix);
    if !leads(view, sign) {
        return glued(view, start);
    }
    let figure = sign + 1;
    if view.breaks(figure) {
        return None;
    }
    let end = number(view, figure).filter(|_| is_figure(view, figure))?;
    Some(
        end + usize::from(
            view.is(end, Cues::CURRENCY | Cues::CODE) && view.case(end) != Case::Mark,
        ),
    )
}

/// Whether a token is a sign, a code or a currency that its figure follows. What may also be another
/// word leads only large figures: "Birr 5 million" and "R 19.1 billion", but not "Try 5" or "COP 30".
fn leads(view: &TokenView<'_>, at: usize) -> bool {
    if view.is(at, Cues::SIGN) {
        return true;
    }
    let word = view.word(at);
    let large = || view.is(at + 2, Cues::MAGNITUDE) || view.word(at + 1).len() > 3;
    match view.case(at) {
        Case::Upper | Case::Mixed if word != "COP" => view.is(at, Cues::CODE),
        Case::Capital if SHORT.contains(word.trim_end_matches('.')) => view.is(at, Cues::CODE),
        Case::Upper | Case::Capital => view.is(at, Cues::CODE | Cues::CURRENCY) && large(),
        Case::Initial => SHORT.contains(word) && view.is(at + 2, Cues::MAGNITUDE),
        _ => false,
    }
}

/// A currency's letters and its figure in one token: "R500", "Rs500", "N5bn", "Sh20".
fn glued(view: &TokenView<'_>, start: usize) -> Option<usize> {
    if view.case(start) != Case::Alphanumeric {
        return None;
    }
    let word = view.word(start);
    let digits = word.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, figure) = word.split_at(digits);
    let letters = letters.trim_end_matches('.');
    let plain = figure.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let amount = plain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let end = amount_end(view, start + 1);
    let large = plain.len() >= 3 || end > start + 1 || plain.len() < figure.len();
    let found = CODES.contains(letters) || SHORT.contains(letters) && large;
    (found && amount).then_some(end)
}

/// "5 million dollars", "500 Kenyan shillings", "100 USD", "5 to 20 million won".
fn with_word(view: &TokenView<'_>, start: usize) -> Option<usize> {
    let first = number(view, start)?;
    let joined = view.is_dash(first) && view.attached(first) || view.is_word(first, &["to", "or"]);
    let second = if joined && is_figure(view, first + 1) {
        number(view, first + 1)
    } else {
        None
    };
    second
        .and_then(|end| currency_after(view, start, end))
        .or_else(|| currency_after(view, start, first))
}

/// The end of the currency that follows a number from `start` to `end`.
fn currency_after(view: &TokenView<'_>, start: usize, mut end: usize) -> Option<usize> {
    if view.is_dash(end) && view.attached(end) {
        end += 1;
    }
    let currency = Cues::CURRENCY | Cues::CODE;
    let adjective = matches!(view.case(end), Case::Capital | Case::Upper | Case::Dotted)
        && (!view.is(end, currency) || view.is(end + 1, Cues::CURRENCY));
    let two = adjective && matches!(view.case(end + 1), Case::Capital);
    let at = end + usize::from(adjective) + usize::from(two);
    let word =
        view.is(at, Cues::CURRENCY) || view.is(at, Cues::CODE) && view.case(at) == Case::Upper;
    let sign = view.is(at, Cues::SIGN) && follows_figure(view, at);
    let unbroken = (start + 1..=at).all(|place| !view.breaks(place));
    ((word || sign) && unbroken && !view.is(at, Cues::UNIT.difference(Cues::CURRENCY))
        || word && unbroken && view.word(at) == "pounds")
        .then_some(at + 1)
}

/// Whether a sign belongs to the figure before it: "15$", "5 $ a month", "15 \u{20ac}", but not "in 2023 $5".
fn follows_figure(view: &TokenView<'_>, at: usize) -> bool {
    let is_euro = view.word(at) == "\u{20ac}";
    let leads_another = is_figure(view, at + 1) && !view.breaks(at + 1);
    let leads_word = view.attached(at + 1) && view.case(at + 1) != Case::Mark;
    is_euro || !leads_another && (view.attached(at) || !leads_word)
}

/// "millions of dollars", "hundreds of millions of US dollars".
fn uncounted(view: &TokenView<'_>, start: usize) -> Option<usize> {
    let many = |at| {
        view.is(at, Cues::MAGNITUDE | Cues::NUMBER)
            && view.word(at).ends_with('s')
            && view.is_word(at + 1, &["of"])
            || view.is_word(at, &["tens", "hundreds", "thousands"]) && view.is_word(at + 1, &["of"])
    };
    let mut at = start;
    while at < start + 6 && many(at) {
        at += 2;
    }
    let adjective = usize::from(!view.is(at, Cues::CURRENCY) && view.case(at) != Case::Lower);
    let unit = at + adjective;
    let unbroken = (start + 1..=unit).all(|place| !view.breaks(place));
    (at > start && unbroken && view.is(unit, Cues::CURRENCY)).then_some(unit + 1)
}

/// The end of a number with its magnitudes: "5", "1.5 million", "two hundred", "half a million".
fn number(view: &TokenView<'_>, start: usize) -> Option<usize> {
    if is_figure(view, start) {
        return Some(amount_end(view, start + 1));
    }
    if view.is_word(start, &["a", "an"]) && view.is(start + 1, Cues::MAGNITUDE) {
        return Some(magnitudes(view, start + 1));
    }
    if !view.is(start, Cues::NUMBER) {
        return None;
    }
    let next = start + 1 + usize::from(view.is_word(start + 1, &["a"]));
    Some(magnitudes(view, next))
}

/// Whether a token is a figure, perhaps with its magnitude: "5", "1.5m", "20bn".
fn is_figure(view: &TokenView<'_>, at: usize) -> bool {
    if view.is(at, Cues::FIGURE) {
        return true;
    }
    let word = view.word(at);
    let letters = word
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ','));
    letters.len() < word.len()
        && matches!(
            letters,
            "m" | "M"
                | "mil"
                | "bil"
                | "bn"
                | "b"
                | "B"
                | "tn"
                | "k"
                | "K"
                | "mn"
                | "million"
                | "billion"
                | "Bn"
                | "cr"
        )
}

/// The end of a figure that goes on at `at`, and of its magnitudes: in groups of two digits, as in India
/// ("1" + ",00,000"), after a comma ("5" + ",4 billion"), or in groups of three after a blank ("10" + " 500").
fn amount_end(view: &TokenView<'_>, mut at: usize) -> usize {
    let digits = |at: usize| {
        let word = view.word(at);
        word.bytes().take_while(u8::is_ascii_digit).count()
    };
    let is_group = |at: usize| match digits(at) {
        1 => view.word(at).len() == 1,
        2 => view.word(at).len() == 2 || view.word(at).as_bytes()[2] == b',',
        _ => false,
    };
    let attached = |at: usize| (at..at + 2).all(|at| view.attached(at));
    let group = |at| (view.word(at) == "," && attached(at) && is_group(at + 1)).then_some(at + 2);
    at = run_end(at, group);
    let short = |at: usize| view.is(at, Cues::FIGURE) && view.word(at).len() == digits(at);
    if short(at - 1) && digits(at - 1) < 4 || ends_in_group(view, at - 1) {
        let group = |at| (short(at) && digits(at) == 3 && !view.breaks(at)).then_some(at + 1);
        at = run_end(at, group);
    }
    magnitudes(view, at)
}

/// Whether a token is a currency's letters and at most three digits: "R10".
fn ends_in_group(view: &TokenView<'_>, at: usize) -> bool {
    let letters = view
        .word(at)
        .trim_end_matches(|letter: char| letter.is_ascii_digit());
    view.case(at) == Case::Alphanumeric
        && SHORT.contains(letters)
        && view.word(at).len() < letters.len() + 4
}

/// The end of magnitudes, each perhaps with a further figure: "billion", "billion 40 crore".
fn magnitudes(view: &TokenView<'_>, start: usize) -> usize {
    let is_magnitude = |at| view.is(at, Cues::MAGNITUDE) && !view.breaks(at);
    let several = |start| {
        let at = run_end(start, |at| is_magnitude(at).then_some(at + 1));
        let joined = view.is_dash(at) && view.attached(at);
        at + if joined && view.is(at + 1, Cues::MAGNITUDE) {
            2
        } else {
            0
        }
    };
    let end = several(start);
    if end == start {
        return end;
    }
    run_end(end, |at| {
        let further = view.is(at, Cues::FIGURE) && !view.breaks(at) && is_magnitude(at + 1);
        further.then(|| several(at + 1))
    })
}

/// Groups of digits or magnitudes that a number may have. A column of figures has thousands in a row,
/// and is walked through from each of them.
const MOST: usize = 8;

/// The end of a run that begins at `at`, in which `next` tells the end of what begins at a place.
fn run_end(at: usize, next: impl Fn(usize) -> Option<usize>) -> usize {
    let ends = std::iter::successors(Some(at), |at| next(*at));
    ends.take(MOST + 1).last().unwrap_or(at)
}

/// The end of a range that goes on after a sum: "$5" + " to $10 million", "$5" + "-10 million". What
/// rises *from* one sum to another has two.
fn range_end(view: &TokenView<'_>, start: usize, end: usize) -> usize {
    let dash = view.is_dash(end) && view.attached(end);
    let to = view.is_word(end, &["to"]) && !view.is_word(start.wrapping_sub(1), &["from"]);
    if !dash && !to || view.breaks(end + 1) {
        return end;
    }
    let figure = || {
        let last = figure_end(view, end + 1)?;
        (dash || view.is(end - 1, Cues::FIGURE) && last > end + 2).then_some(last)
    };
    with_sign(view, end + 1).or_else(figure).unwrap_or(end)
}

fn figure_end(view: &TokenView<'_>, at: usize) -> Option<usize> {
    is_figure(view, at).then(|| magnitudes(view, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets;
    use crate::names::tokens::keywords::CueWords;
    use crate::names::tokens::sentences::split;
    use crate::names::tokens::tokenize;

    fn found(
        text: &str,
        rule: impl Fn(&TokenView<'_>, usize) -> Option<Range<usize>>,
    ) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        split(text, &mut tokens, 0, &[], &mut Vec::new());
        let keywords = CueWords::new(assets::embedded().keywords);
        let view = TokenView::new(text, &tokens, &keywords);
        let (mut from, mut found) = (0, Vec::new());
        while from < view.len() {
            match rule(&view, from) {
                Some(tokens) => {
                    found.push(view.text(&tokens).to_owned());
                    from = tokens.end;
                }
                None => from += 1,
            }
        }
        found
    }

    #[test]
    fn sums_have_a_sign_a_code_or_a_word() {
        assert_eq!(
            found("$5 million, US$1.5bn and \u{20ac}3", sum_at),
            ["$5 million", "US$1.5bn", "\u{20ac}3"]
        );
        assert_eq!(
            found("Rs 500 crore, R500 and N5bn", sum_at),
            ["Rs 500 crore", "R500", "N5bn"]
        );
        assert_eq!(
            found(
                "JD15m, CFA5.6 trillion, TND 400 and NZD $192,636.47",
                sum_at
            ),
            ["JD15m", "CFA5.6 trillion", "TND 400", "NZD $192,636.47"]
        );
        assert_eq!(
            found("93,500 tomans, 14,000 pa'anga, the JD9 pump", sum_at),
            ["93,500 tomans", "14,000 pa'anga"]
        );
        assert_eq!(
            found("two million euros or 500 Kenyan shillings", sum_at),
            ["two million euros", "500 Kenyan shillings"]
        );
        assert_eq!(
            found("$5 to $10 million, $5-10 million", sum_at),
            ["$5 to $10 million", "$5-10 million"]
        );
        assert_eq!(
            found("Rs.2000, USD15 and K500 or millions of US dollars", sum_at),
            ["Rs.2000", "USD15", "K500", "millions of US dollars"]
        );
        assert_eq!(found("hundreds of millions of euros", sum_at).len(), 1);
        let local = "R 19.1 billion; GH\u{a2}14.50; GH\u{20b5}1.2bn; NIS 500; Birr 5 million; P5-million; \
            RM2.5mil; 20,000 CFA francs; Rs 1,00,000; Bt5 billion; $10 500; R10 500; US$5,4 billion";
        assert_eq!(found(local, sum_at).join("; "), local);
        let behind = "15$; 15 \u{20ac}; 10$; 5 $; 60$; 20\u{a3}; 3.50$; 5 million $";
        assert_eq!(found(behind, sum_at).join("; "), behind);
        assert_eq!(found("soit 60$/an, (10$, 20$ et 30$)", sum_at).len(), 4);
        assert_eq!(found("in 2023 $5 and in 2024 $ 6", sum_at), ["$5", "$ 6"]);
        assert_eq!(found("Step 3 $HOME", sum_at), [""; 0]);
        assert_eq!(found("5 men won $ nothing in 2019", sum_at), [""; 0]);
        assert_eq!(found("thousands of people climbed K2", sum_at), [""; 0]);
    }

    #[test]
    fn sums_may_have_several_figures() {
        assert_eq!(
            found(
                "Rs 5 billion 40 crore or 90 billion 12 crore rupees",
                sum_at
            ),
            ["Rs 5 billion 40 crore", "90 billion 12 crore rupees"]
        );
        assert_eq!(
            found(
                "5 to 20 million won, 10-20 million baht, $5 to 10 million",
                sum_at
            ),
            [
                "5 to 20 million won",
                "10-20 million baht",
                "$5 to 10 million"
            ]
        );
        assert_eq!(
            found("from Rs 59 billion to Rs 64 billion", sum_at),
            ["Rs 59 billion", "Rs 64 billion"]
        );
    }

    #[test]
    fn numbers_end_where_no_number_is_so_long() {
        let mut tokens = Vec::new();
        for (group, each) in [
            ("500 ", 1),
            ("1,22,", 3),
            ("5 million ", 2),
            ("million ", 1),
        ] {
            let text = group.repeat(500);
            tokens.clear();
            tokenize(&text, 0..text.len(), &mut tokens);
            let keywords = CueWords::new(assets::embedded().keywords);
            let view = TokenView::new(&text, &tokens, &keywords);
            let longest = (0..view.len()).filter_map(|at| Some(number(&view, at)? - at));
            assert!(longest.max() <= Some(MOST * (each + MOST)), "{group}");
        }
        assert_eq!(found("$1,00,00,000", sum_at), ["$1,00,00,000"]);
    }

    #[test]
    fn words_that_are_also_currencies_lead_no_small_figure() {
        assert_eq!(found("$5, 400 men and $5,400", sum_at), ["$5", "$5,400"]);
        assert_eq!(found("Try 5 of COP 30 or Plan R 12.", sum_at), [""; 0]);
    }

    #[test]
    fn quantities_have_a_unit() {
        assert_eq!(
            found("12 per cent of 3.5 million tonnes at 40%", quantity_at),
            ["12 per cent", "3.5 million tonnes", "40%"]
        );
        assert_eq!(
            found("30 square kilometres, a 5-km road, 5 men", quantity_at),
            ["30 square kilometres", "5-km"]
        );
    }
}
