//! Letters on links and names: typing them follows one, without a mouse and without a cursor.

use crate::text::clean::SafeText;
use crate::text::range::SourceRange;

/// Letters under the fingers, most comfortable first.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// Something that can be followed, with the letters that do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The letters.
    pub letters: String,
    /// Where it stands.
    pub place: SourceRange,
    /// Where it leads.
    pub target: Target,
}

/// Where something in the text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The link with this number in the document.
    Link(usize),
    /// The mention with this number in the article.
    Mention(usize),
    /// Another place of the same article, such as a footnote.
    Here(SourceRange),
}

/// Hints being chosen from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// What can be followed.
    pub all: Vec<Hint>,
    /// The letters typed so far.
    pub typed: String,
    /// Whether the target is shown before it is followed.
    pub ask: bool,
}

/// What typing did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// More letters are needed.
    Open,
    /// These letters choose nothing.
    Nothing,
    /// This one was chosen.
    Hint(Hint),
}

impl Hints {
    /// Gives letters to targets in reading order; all labels have the same length.
    pub fn new(targets: Vec<(SourceRange, Target)>, ask: bool) -> Self {
        let labels = labels(targets.len());
        let all = labels
            .into_iter()
            .zip(targets)
            .map(|(letters, (place, target))| Hint {
                letters,
                place,
                target,
            })
            .collect();
        Self {
            all,
            typed: String::new(),
            ask,
        }
    }

    /// Takes letters.
    pub fn type_text(&mut self, text: &str) -> Choice {
        self.typed.push_str(&text.to_lowercase());
        match self.open().collect::<Vec<_>>().as_slice() {
            [] => Choice::Nothing,
            [one] if one.letters == self.typed => Choice::Hint((*one).clone()),
            _ => Choice::Open,
        }
    }

    /// Hints that begin with what was typed.
    pub fn open(&self) -> impl Iterator<Item = &Hint> {
        self.all
            .iter()
            .filter(|hint| hint.letters.starts_with(&self.typed))
    }

    /// What remains to be typed for a hint.
    pub fn rest(&self, hint: &Hint) -> SafeText {
        SafeText::line(hint.letters.get(self.typed.len()..).unwrap_or(""))
    }
}

/// As many labels as asked for, of one, two or three letters.
fn labels(count: usize) -> Vec<String> {
    let base = LETTERS.len();
    let length = (1..4)
        .find(|length| base.pow(*length) >= count)
        .unwrap_or(4);
    (0..count)
        .map(|index| {
            let digit = |place: u32| LETTERS[index / base.pow(place) % base] as char;
            (0..length).rev().map(digit).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_differ_and_are_as_short_as_can_be() {
        assert_eq!(labels(26).iter().map(String::len).max(), Some(1));
        let many = labels(700);
        assert!(many.iter().all(|label| label.len() == 3));
        assert_eq!(
            many.iter().collect::<std::collections::BTreeSet<_>>().len(),
            700
        );
    }

    #[test]
    fn typing_chooses_one_or_tells_that_there_is_none() {
        let place = SourceRange::new(0, 1);
        let mut hints = Hints::new(
            (0..30).map(|link| (place, Target::Link(link))).collect(),
            false,
        );
        assert_eq!(hints.type_text("a"), Choice::Open);
        assert!(matches!(
            hints.type_text("S"),
            Choice::Hint(Hint {
                target: Target::Link(1),
                ..
            })
        ));
        assert_eq!(hints.type_text("!"), Choice::Nothing);
    }
}
