//! The labels of the tagger: where in a name of which kind a token stands.

use crate::clip::entity::Kind;

/// The kinds that the model tells apart, in the order of the labels; to it all others are `Other`.
pub const KINDS: [Kind; 5] = [
    Kind::Person,
    Kind::Organisation,
    Kind::Place,
    Kind::Group,
    Kind::Other,
];

/// Where among [`KINDS`] a kind stands, which begin as `Kind` does.
pub const fn index(kind: Kind) -> usize {
    let (at, last) = (kind as usize, KINDS.len() - 1);
    if at < last { at } else { last }
}

/// Number of labels of a kind.
pub const PARTS: usize = 4;
/// Number of labels: begin, inside, last, unit of each kind, and outside.
pub const LABELS: usize = 21;
/// The label of a token outside of names.
pub const OUTSIDE: usize = 20;

/// Number of labels that end names, and of those that begin them: two of each kind and the outside.
const SIDE: usize = KINDS.len() * 2 + 1;

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

/// The label of a part of a name.
pub const fn label(part: Part, kind: Kind) -> usize {
    index(kind) * PARTS + part as usize
}

/// What a label says; `None` outside of names.
pub const fn meaning(label: usize) -> Option<(Part, Kind)> {
    if label >= OUTSIDE {
        return None;
    }
    let part = match label % PARTS {
        0 => Part::Begin,
        1 => Part::Inside,
        2 => Part::Last,
        _ => Part::Unit,
    };
    Some((part, KINDS[label / PARTS]))
}

/// Whether no name is open after a token with this label.
pub const fn closes(label: usize) -> bool {
    matches!(meaning(label), None | Some((Part::Last | Part::Unit, _)))
}

/// Whether a token with this label needs no open name before it.
pub const fn opens(label: usize) -> bool {
    matches!(meaning(label), None | Some((Part::Begin | Part::Unit, _)))
}

/// The labels after which any name may begin.
pub const CLOSING: [usize; SIDE] = [2, 3, 6, 7, 10, 11, 14, 15, 18, 19, OUTSIDE];
/// The labels that need no open name before them.
pub const OPENING: [usize; SIDE] = [0, 3, 4, 7, 8, 11, 12, 15, 16, 19, OUTSIDE];

/// Whether `next` may follow `label`.
pub const fn may_follow(label: usize, next: usize) -> bool {
    if closes(label) {
        opens(next)
    } else {
        !opens(next) && label / PARTS == next / PARTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_once_begun_is_ended() {
        let begin = label(Part::Begin, Kind::Place);
        assert!(may_follow(begin, label(Part::Last, Kind::Place)));
        assert!(!may_follow(begin, label(Part::Last, Kind::Group)));
        assert!(!may_follow(begin, OUTSIDE));
        assert!(may_follow(OUTSIDE, begin));
        assert!(!may_follow(OUTSIDE, label(Part::Inside, Kind::Place)));
        let all = |side: fn(usize) -> bool| (0..LABELS).filter(move |&label| side(label));
        assert!(CLOSING.into_iter().eq(all(closes)));
        assert!(OPENING.into_iter().eq(all(opens)));
        for all in 0..OUTSIDE {
            let (part, kind) = meaning(all).unwrap();
            assert_eq!(label(part, kind), all);
        }
    }
}
