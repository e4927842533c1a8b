//! Names in scripts that know no capitals: where a listed one may stand, and those that quotation
//! marks and links set apart. In them each sign (a Chinese character, a kana, a Hangul syllable) is a
//! token.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::rules::span_layer::SpanLayer;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::Token;
use crate::names::tokens::letters::{is_hangul, is_hiragana, is_katakana, is_sign};
use crate::names::tokens::token_view::TokenView;
use crate::text::word_list::WordList;

/// Longest title in quotation marks, in tokens.
const LONGEST_TITLE: usize = 40;
/// Longest term in the marks that quote speech too, in tokens.
const LONGEST_TERM: usize = 20;
/// Longest name that a link is, in tokens.
const LONGEST_ANCHOR: usize = 14;
/// Signs of what may follow a name within a Korean word.
const LONGEST_PARTICLE: usize = 4;

/// What may follow a name within a Korean word: particles, and words that are written on.
static PARTICLES: WordList =
    WordList::new(include_str!("../../../assets/words/korean_particles.txt"));

/// What laws and other works end with.
static WORKS: WordList = WordList::new(include_str!("../../../assets/words/east_asian_works.txt"));

/// What organisations end with.
static ORGANISATIONS: WordList = WordList::new(include_str!(
    "../../../assets/words/east_asian_organisations.txt"
));

/// What places end with.
static PLACES: WordList =
    WordList::new(include_str!("../../../assets/words/east_asian_places.txt"));

/// Whether a listed name at these tokens is a word there: kana go on to the ends of their word, and
/// a Korean word begins with the name and has but particles after it. Other words stand anyhow.
pub fn stands(view: &TokenView<'_>, tokens: &Range<usize>) -> bool {
    let joined =
        |at: usize, is: fn(char) -> bool| view.attached(at) && sign(view, at).is_some_and(is);
    let begins = |is: fn(char) -> bool| {
        !sign(view, tokens.start).is_some_and(is)
            || tokens.start == 0
            || !(view.attached(tokens.start) && sign(view, tokens.start - 1).is_some_and(is))
    };
    let last = sign(view, tokens.end.saturating_sub(1));
    if !begins(is_katakana) || !begins(is_hangul) {
        return false;
    }
    if last.is_some_and(is_katakana) {
        return !joined(tokens.end, is_katakana);
    }
    if last.is_some_and(is_hangul) {
        let rest = (tokens.end..=tokens.end + LONGEST_PARTICLE)
            .take_while(|at| joined(*at, is_hangul))
            .count();
        let rest = view.text(&(tokens.end..tokens.end + rest));
        return rest.is_empty() || PARTICLES.contains(rest);
    }
    true
}

/// What joins two names, or says something of one, between words of Latin letters.
const BETWEEN: [&str; 14] = [
    "与", "和", "及", "跟", "同", "或", "與", "认", "認", "说", "と", "や", "및", "와",
];

/// Parts what stands on both sides of a conjunction or a verb between words of Latin letters: "Meta 与 Manus".
pub fn part_joined(article: &ArticleText<'_>, findings: &mut Findings) {
    let view = &article.view;
    let is_latin =
        |at: usize| sign(view, at).is_none() && view.token(at).is_some_and(Token::is_word);
    for span in std::mem::take(&mut findings.spans) {
        let cut = |at: &usize| is_latin(at - 1) && BETWEEN.contains(&view.word(*at));
        let Some(at) = (span.tokens.start + 1..span.tokens.end).find(cut) else {
            findings.spans.push(span);
            continue;
        };
        let next = (at..span.tokens.end).find(|at| is_latin(*at));
        findings
            .spans
            .push(Span::new(span.tokens.start..at, span.kind));
        findings
            .spans
            .extend(next.map(|next| Span::new(next..span.tokens.end, span.kind)));
    }
}

/// Drops places and bodies within Korean words for a people or a language: "일본어" is no Japan.
pub fn drop_peoples(article: &ArticleText<'_>, findings: &mut Findings) {
    let view = &article.view;
    findings.spans.retain(|span| {
        let end = span.tokens.end;
        let is_of_people = span.kind != Kind::Person
            && view.attached(end)
            && sign(view, end - 1).is_some_and(is_hangul)
            && matches!(view.word(end), "어" | "인");
        let rest = (end + 1..)
            .take_while(|at| view.attached(*at) && sign(view, *at).is_some_and(is_hangul))
            .take(LONGEST_PARTICLE + 1)
            .count();
        let rest = view.text(&(end + 1..end + 1 + rest));
        !(is_of_people && (rest.is_empty() || PARTICLES.contains(rest)))
    });
}

/// The sign that a token is, if it is one.
fn sign(view: &TokenView<'_>, at: usize) -> Option<char> {
    view.word(at)
        .chars()
        .next()
        .filter(|letter| is_sign(*letter))
}

/// Lays names that are set apart over what lies inside of them.
pub fn lay_set_apart(article: &ArticleText<'_>, findings: &mut Findings) {
    let set_apart = set_apart(&article.view, article.anchors);
    if set_apart.is_empty() {
        return;
    }
    let mut layer = SpanLayer::over(article, findings);
    for span in set_apart {
        // What the lists have under the same words is known better.
        let known = layer
            .at(span.tokens.start)
            .is_some_and(|other| other.tokens == span.tokens && other.name.is_some());
        if !known && layer.swallows(&span.tokens) {
            layer.lay(span);
        }
    }
    layer.finish(findings);
}

/// Names set apart by quotation marks or by a link, in the order of their tokens. `anchors` are bytes.
fn set_apart(view: &TokenView<'_>, anchors: &[Range<usize>]) -> Vec<Span> {
    if !view.has_signs() {
        return Vec::new();
    }
    let quoted = (0..view.len()).filter_map(|at| quoted(view, at));
    let linked = anchors.iter().filter_map(|anchor| linked(view, anchor));
    let mut all: Vec<Span> = quoted.chain(linked).collect();
    all.sort_by_key(|found| (found.tokens.start, found.tokens.end));
    all
}

/// The work whose opening mark stands at a token.
fn quoted(view: &TokenView<'_>, open: usize) -> Option<Span> {
    let (close, longest) = match view.word(open) {
        "《" => ("》", LONGEST_TITLE),
        "〈" => ("〉", LONGEST_TITLE),
        "『" => ("』", LONGEST_TITLE),
        "「" => ("」", LONGEST_TERM),
        _ => return None,
    };
    let start = open + 1;
    let end = (start..=start + longest).find(|at| view.word(*at) == close)?;
    let inside = view.text(&(start..end));
    let sentence = inside.contains(['。', '\n'])
        || close == "」"
            && (inside.contains(['，', '、', '！', '？', ',', '!', '?']) || !ends(inside, &WORKS));
    let lettered = (start..end).any(|at| view.token(at).is_some_and(Token::is_word));
    (lettered && !sentence).then_some(Span::new(start..end, Kind::Work))
}

/// What a link is when its words end as names do.
fn linked(view: &TokenView<'_>, anchor: &Range<usize>) -> Option<Span> {
    let tokens = view.tokens_in(anchor);
    let text = view.text(&tokens);
    let signs = tokens.clone().all(|at| sign(view, at).is_some());
    if tokens.len() < 3 || tokens.len() > LONGEST_ANCHOR || !signs || text.contains(is_hiragana) {
        return None;
    }
    let kinds = [
        (Kind::Work, &WORKS),
        (Kind::Organisation, &ORGANISATIONS),
        (Kind::Place, &PLACES),
    ];
    let (kind, _) = kinds.into_iter().find(|(_, heads)| ends(text, heads))?;
    Some(Span::new(tokens, kind))
}

/// Whether a text ends with one of the words of a list.
fn ends(text: &str, heads: &WordList) -> bool {
    heads.iter().any(|head| text.ends_with(head))
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    fn found(text: &str) -> Vec<(Kind, String)> {
        let names = Names::embedded().unwrap();
        let spans = names
            .tag(text)
            .into_iter()
            .filter(|span| !span.kind.is_measure());
        spans
            .map(|span| (span.kind, span.name.as_str().to_owned()))
            .collect()
    }

    #[test]
    fn listed_names_are_found_under_the_name_they_are_listed_by() {
        use Kind::{Organisation, Place, Product, Work};
        for (text, wanted) in [
            (
                "中国和美国的人工智能企业，例如华为，关注《欧盟人工智能法案》。",
                &[
                    (Place, "China"),
                    (Place, "United States"),
                    (Product, "artificial intelligence"),
                    (Organisation, "Huawei"),
                    (Work, "EU AI Act"),
                ][..],
            ),
            (
                "日本とインドネシアの政府は、ファーウェイと『国家戦略』について話した。",
                &[
                    (Place, "Japan"),
                    (Place, "Indonesia"),
                    (Organisation, "Huawei"),
                    (Work, "国家戦略"),
                ],
            ),
            (
                "한국은 미국의 반도체 규제를 따른다. 삼성전자와 「인공지능기본법」도 있다.",
                &[
                    (Place, "South Korea"),
                    (Place, "United States"),
                    (Product, "semiconductor"),
                    (Organisation, "Samsung"),
                    (Work, "인공지능기본법"),
                ],
            ),
        ] {
            let wanted: Vec<(Kind, String)> = wanted
                .iter()
                .map(|(kind, name)| (*kind, (*name).to_owned()))
                .collect();
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn parts_of_other_words_are_no_names() {
        for text in [
            "发展中国家和沿海地区的发展",
            "人道的な援助とインドアの競技",
            "인도적 지원과 일본어 수업",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn marks_of_speech_alone_make_no_title() {
        assert_eq!(found("他说「新的时代已经开始」然后离开了会场。"), []);
        assert_eq!(found("彼は「国家戦略の時代」と言って帰った。"), []);
    }

    #[test]
    fn two_names_joined_by_a_word_of_signs_are_two() {
        let found = found("OpenAI与Google 认为模型更好，但是 Huawei 不同意这个说法。");
        let forms: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(forms, ["OpenAI", "Google", "Huawei"]);
    }
}
