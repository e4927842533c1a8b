//! The rest of a hyphenated word belongs to the name that ends at its hyphen.

use std::collections::HashSet;

use crate::clip::entity::Kind;
use crate::names::rules::{ArticleText, Findings};
use crate::names::tokens::{Case, Flags, hash};

/// Takes the rest of a hyphenated word into a name that ends at its hyphen ("Lee Sang" + "-min",
/// "PML" + "-N").
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (tokens, names) = (article.tokens(), &mut findings.spans);
    let starts: HashSet<usize> = names.iter().map(|name| name.tokens.start).collect();
    for name in names.iter_mut() {
        let end = name.tokens.end;
        let (Some(hyphen), Some(rest)) = (tokens.get(end), tokens.get(end + 1)) else {
            continue;
        };
        let attached = !hyphen.flags.contains(Flags::SPACED) && !rest.flags.contains(Flags::SPACED);
        let is_hyphen = hyphen.case == Case::Mark && hyphen.lower == hash::word("-");
        let given = name.kind == Kind::Person
            && name.tokens.len() > 1
            && (rest.case == Case::Lower || rest.case == Case::Capital);
        let numbered = matches!(name.kind, Kind::Other) && rest.case == Case::Number;
        let wing = name.kind == Kind::Organisation
            && tokens[end - 1].case == Case::Upper
            && rest.case == Case::Initial;
        if attached && is_hyphen && (given || numbered || wing) && !starts.contains(&(end + 1)) {
            name.tokens.end = end + 2;
        }
    }
}
