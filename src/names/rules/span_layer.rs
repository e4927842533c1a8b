//! What was found so far in a text, token by token, as layers are laid over one another.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::token_view::TokenView;
use crate::names::tokens::{Case, Token};

/// What was found so far, by token.
#[derive(Debug)]
pub struct SpanLayer {
    found: Vec<Option<Span>>,
    /// For each token the index of what covers it.
    cover: Vec<u32>,
}

/// No cover.
const FREE: u32 = u32::MAX;

impl SpanLayer {
    /// What was found so far, taken out of the findings until [`finish`](Self::finish) gives it back;
    /// of two that overlap the later one stays.
    pub fn over(article: &ArticleText<'_>, findings: &mut Findings) -> Self {
        let mut layer = Self {
            found: Vec::new(),
            cover: vec![FREE; article.tokens().len()],
        };
        for span in std::mem::take(&mut findings.spans) {
            layer.lay(span);
        }
        layer
    }

    /// Gives back all that was found, in order.
    pub fn finish(self, findings: &mut Findings) {
        findings.spans.extend(self.found.into_iter().flatten());
        findings.spans.sort_by_key(|span| span.tokens.start);
    }

    /// What covers a token.
    pub fn at(&self, token: usize) -> Option<&Span> {
        self.found.get(*self.cover.get(token)? as usize)?.as_ref()
    }

    /// Whether nothing covers a token.
    pub fn is_free(&self, token: usize) -> bool {
        self.at(token).is_none()
    }

    /// Whether everything that a stretch touches lies inside of it.
    pub fn swallows(&self, tokens: &Range<usize>) -> bool {
        let inside =
            |found: &Span| tokens.start <= found.tokens.start && found.tokens.end <= tokens.end;
        tokens
            .clone()
            .filter_map(|token| self.at(token))
            .all(inside)
    }

    /// Whether a stretch begins a leftover of the model that goes on without capitals ("AI systems").
    pub fn begins_loosely(&self, tokens: &[Token], stretch: &Range<usize>) -> bool {
        self.at(stretch.start).is_some_and(|found| {
            let rest = stretch.end..found.tokens.end;
            found.kind == Kind::Other
                && found.tokens.start == stretch.start
                && tokens.get(rest).is_some_and(|rest| {
                    !rest.is_empty() && rest.iter().all(|token| token.case == Case::Lower)
                })
        })
    }

    /// Ends a name that reaches from before a sum into it, and drops small words at its new end.
    pub fn cut(&mut self, view: &TokenView<'_>, sum: &Range<usize>) {
        let index = self.cover[sum.start] as usize;
        let Some(Some(name)) = self.found.get_mut(index) else {
            return;
        };
        if name.tokens.start >= sum.start || name.tokens.end > sum.end {
            return;
        }
        let mut before = name.tokens.start..sum.start;
        let kept = before.rfind(|&at| view.case(at) != Case::Lower);
        let end = kept.map_or(name.tokens.start, |at| at + 1);
        self.cover[end..name.tokens.end].fill(FREE);
        name.tokens.end = end;
        if name.tokens.is_empty() {
            self.found[index] = None;
        }
    }

    /// Lays something over what lies under it.
    pub fn lay(&mut self, found: Span) {
        for token in found.tokens.clone() {
            let index = self.cover[token];
            if index != FREE {
                self.found[index as usize] = None;
            }
        }
        for (_, cover) in self
            .cover
            .iter_mut()
            .enumerate()
            .take(found.tokens.end)
            .skip(found.tokens.start)
        {
            *cover = self.found.len() as u32;
        }
        self.found.push(Some(found));
    }
}
