//! The stretches of a sentence that can hold names; the rest is never tagged.

use std::ops::Range;

use crate::names::tokens::hash;
use crate::names::tokens::sentences::Sentence;
use crate::names::tokens::{Case, Flags, Token};

/// Tokens without a capital that a stretch may cross.
const GAP: usize = 3;
/// Tokens after the last capital that are tagged too, for what follows decides the end of a name.
const TAIL: usize = 2;

/// Particles that begin names without a capital.
const PARTICLES: [&str; 12] = [
    "al", "el", "de", "da", "van", "von", "bin", "ibn", "sub", "d", "del", "der",
];

/// Finds stretches around capitalised words.
#[derive(Clone, Debug)]
pub struct Stretches {
    particles: [u64; PARTICLES.len()],
}

impl Default for Stretches {
    fn default() -> Self {
        Self {
            particles: PARTICLES.map(hash::word),
        }
    }
}

impl Stretches {
    /// Adds the stretches of a sentence to `out`, as tokens `start..end`, apart from one another.
    pub fn find(&self, tokens: &[Token], sentence: &Sentence, out: &mut Vec<Range<usize>>) {
        let end = sentence.tokens.end;
        let mut open: Option<Range<usize>> = None;
        for at in sentence.tokens.clone() {
            let token = &tokens[at];
            if !begins(token) {
                continue;
            }
            let from = self.extended_back(tokens, sentence.tokens.start, at);
            let to = (at + 1 + TAIL).min(end);
            open = match open {
                Some(stretch) if from <= stretch.end.max(stretch.end - TAIL + GAP) => {
                    Some(stretch.start..to)
                }
                Some(stretch) => {
                    out.push(stretch);
                    Some(from..to)
                }
                None => Some(from..to),
            };
        }
        out.extend(open);
    }

    /// Takes in particles before a capital ("al-Qaeda", "van Gogh").
    fn extended_back(&self, tokens: &[Token], start: usize, at: usize) -> usize {
        let attached = |place: usize| !tokens[place].flags.contains(Flags::SPACED);
        let mut from = at;
        for _ in 0..3 {
            let Some(before) = from.checked_sub(1).filter(|&before| before >= start) else {
                break;
            };
            let token = &tokens[before];
            let particle = token.case == Case::Lower && self.particles.contains(&token.lower);
            let joined = attached(from) && (token.is_word() || attached(before));
            if !particle && !joined {
                break;
            }
            from = before;
        }
        from
    }
}

/// Whether a token can be the reason for a stretch.
fn begins(token: &Token) -> bool {
    token.is_capitalised()
        || token.case == Case::Alphanumeric && !token.flags.contains(Flags::BARRED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tokens::sentences::split;
    use crate::names::tokens::tokenize;

    fn stretches(text: &str) -> Vec<&str> {
        let (mut tokens, mut sentences, mut found) = (Vec::new(), Vec::new(), Vec::new());
        tokenize(text, 0..text.len(), &mut tokens);
        split(text, &mut tokens, 0, &[], &mut sentences);
        for sentence in &sentences {
            Stretches::default().find(&tokens, sentence, &mut found);
        }
        found
            .iter()
            .map(|s| &text[tokens[s.start].start as usize..tokens[s.end - 1].end as usize])
            .collect()
    }

    #[test]
    fn a_stretch_crosses_small_gaps_and_has_a_tail() {
        assert_eq!(
            stretches("we met the Bank of the South in late spring there"),
            ["Bank of the South in late"]
        );
        assert_eq!(
            stretches("so al-Shabab came and then nobody ever saw Li"),
            ["al-Shabab came and", "Li"]
        );
    }
}
