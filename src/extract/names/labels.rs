//! The labels of the tagger: where in a name of which sort a token stands.

/// The sorts of names that the model tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Sort {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A nationality, people, religion.
    Group,
    /// A work, an event, a product or another name.
    Other,
}

impl Sort {
    /// Every sort, in the order of the labels.
    pub const ALL: [Self; 5] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Group,
        Self::Other,
    ];
}

/// Number of labels: begin, inside, last, unit of each sort, and outside.
pub const LABELS: usize = 21;
/// The label of a token outside of names.
pub const OUTSIDE: usize = 20;

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
pub const fn label(part: Part, sort: Sort) -> usize {
    (sort as usize) * 4 + part as usize
}

/// What a label says; `None` outside of names.
pub const fn meaning(label: usize) -> Option<(Part, Sort)> {
    if label >= OUTSIDE {
        return None;
    }
    let part = match label % 4 {
        0 => Part::Begin,
        1 => Part::Inside,
        2 => Part::Last,
        _ => Part::Unit,
    };
    Some((part, Sort::ALL[label / 4]))
}

/// Whether no name is open after a token with this label.
pub const fn closes(label: usize) -> bool {
    matches!(meaning(label), None | Some((Part::Last | Part::Unit, _)))
}

/// Whether a token with this label needs no open name before it.
pub const fn opens(label: usize) -> bool {
    matches!(meaning(label), None | Some((Part::Begin | Part::Unit, _)))
}

/// Whether `next` may follow `label`.
pub const fn may_follow(label: usize, next: usize) -> bool {
    if closes(label) {
        opens(next)
    } else {
        !opens(next) && label / 4 == next / 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_once_begun_is_ended() {
        let begin = label(Part::Begin, Sort::Place);
        assert!(may_follow(begin, label(Part::Last, Sort::Place)));
        assert!(!may_follow(begin, label(Part::Last, Sort::Group)));
        assert!(!may_follow(begin, OUTSIDE));
        assert!(may_follow(OUTSIDE, begin));
        assert!(!may_follow(OUTSIDE, label(Part::Inside, Sort::Place)));
        for all in 0..OUTSIDE {
            let (part, sort) = meaning(all).unwrap();
            assert_eq!(label(part, sort), all);
        }
    }
}
