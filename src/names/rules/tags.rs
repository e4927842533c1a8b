//! Tags of an article, found where nothing else was.

use crate::clip::entity::Kind;
use crate::names::rules::majority_kind::form;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::Flags;

/// Finds tags of the article where nothing else was found; what they are is not known.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (tokens, hints) = (article.tokens(), article.hints);
    let names = &mut findings.spans;
    if hints.tags.is_empty() {
        return;
    }
    let mut covered = vec![false; tokens.len()];
    for name in names.iter() {
        covered[name.tokens.clone()].fill(true);
    }
    for (at, token) in tokens.iter().enumerate() {
        let kind = Kind::Other;
        let is_tag = |(form_of_tag, count): &&(u64, usize)| {
            let range = at..at + count;
            let free = covered
                .get(range.clone())
                .is_some_and(|all| !all.contains(&true));
            free && !token.is_barred()
                && !token.flags.contains(Flags::FIRST)
                && form(tokens, &range) == *form_of_tag
        };
        let tags = hints.tags.get(&token.exact);
        if let Some((_, count)) = tags.and_then(|tags| tags.iter().find(is_tag)) {
            covered[at..at + count].fill(true);
            names.push(Span::new(at..at + count, kind));
        }
    }
}
