//! What a reader puts right about the names of a library, kept by the same rule as annotations.
//!
//! A correction speaks of names and kinds alone, never of places, so that it holds for articles
//! that come later. Corrections are applied in the order of their names (which begin with the time
//! they were made), so that every machine that has the same corrections shows the same entities.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::core::entity::Kind;

/// An entity as it is called: what it is, and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Named {
    /// What it is.
    pub kind: Kind,
    /// The name it is listed under.
    pub name: String,
}

impl Named {
    /// An entity of that kind and name.
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
        }
    }
}

/// One thing put right.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "does", rename_all = "lowercase")]
pub enum Correction {
    /// These are one and the same: all mentions of `from` belong to `into`.
    Merge {
        /// The entities that are no longer listed.
        from: Vec<Named>,
        /// The entity that has all their mentions.
        into: Named,
    },
    /// Mentions that read `form` are not `from`, but an entity of their own.
    Split {
        /// The entity that they were put under.
        from: Named,
        /// How the mentions read.
        form: String,
        /// What they are instead.
        into: Named,
    },
    /// It is listed under another name.
    Rename {
        /// The entity.
        of: Named,
        /// The name to list it under.
        name: String,
    },
    /// It is something else.
    Rekind {
        /// The entity.
        of: Named,
        /// What it is.
        kind: Kind,
    },
    /// It is no name, or of no interest: it is not listed.
    Hide {
        /// The entity.
        of: Named,
    },
    /// Wherever `forms` stand in a text they name this entity.
    Add {
        /// The entity.
        of: Named,
        /// How it is written; its name alone when empty.
        forms: Vec<String>,
    },
}

/// What all corrections come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curation {
    moved: BTreeMap<Named, Named>,
    split: BTreeMap<(Named, String), Named>,
    hidden: BTreeSet<Named>,
    added: BTreeMap<String, Named>,
}

impl Curation {
    /// Adds up corrections, which come in the order in which they were made.
    pub fn new<'a>(corrections: impl IntoIterator<Item = &'a Correction>) -> Self {
        let mut sum = Self::default();
        for correction in corrections {
            sum.take(correction);
        }
        sum
    }

    /// Whether nothing was put right.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty()
            && self.split.is_empty()
            && self.hidden.is_empty()
            && self.added.is_empty()
    }

    /// The entity that a mention belongs to, given the entity that extraction put it under and how
    /// it reads; `None` when it is hidden.
    pub fn resolve(&self, found: &Named, form: &str) -> Option<Named> {
        let split = self.split.get(&(found.clone(), form.to_owned()));
        let named = self.follow(split.unwrap_or(found));
        (!self.hidden.contains(&named)).then_some(named)
    }

    /// The forms to look for in every text beside what extraction finds, longest first, with the
    /// entity that each names.
    pub fn added(&self) -> Vec<(&str, Named)> {
        let mut forms: Vec<_> = self
            .added
            .iter()
            .map(|(form, named)| (form.as_str(), self.follow(named)))
            .filter(|(_, named)| !self.hidden.contains(named))
            .collect();
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        forms
    }

    fn take(&mut self, correction: &Correction) {
        match correction {
            Correction::Merge { from, into } => {
                for one in from {
                    self.lead(one, into.clone());
                }
            }
            Correction::Split { from, form, into } => {
                self.split
                    .insert((from.clone(), form.clone()), into.clone());
                self.hidden.remove(into);
            }
            Correction::Rename { of, name } => self.lead(of, Named::new(of.kind, name.clone())),
            Correction::Rekind { of, kind } => self.lead(of, Named::new(*kind, of.name.clone())),
            Correction::Hide { of } => {
                self.hidden.insert(self.follow(of));
            }
            Correction::Add { of, forms } => {
                self.hidden.remove(&self.follow(of));
                let own = forms.is_empty().then_some(&of.name);
                for form in forms.iter().chain(own) {
                    self.added.insert(form.clone(), of.clone());
                }
            }
        }
    }

    /// From now on `of` (or what it has become) is `into`.
    fn lead(&mut self, of: &Named, into: Named) {
        let from = self.follow(of);
        let into = if self.follow(&into) == from {
            into
        } else {
            self.follow(&into)
        };
        self.moved.remove(&into);
        if from != into {
            self.hidden.remove(&into);
            self.moved.insert(from, into);
        }
    }

    /// What an entity has become; ends because `lead` never closes a circle.
    fn follow(&self, named: &Named) -> Named {
        let mut at = named;
        while let Some(next) = self.moved.get(at) {
            at = next;
        }
        at.clone()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn org(name: &str) -> Named {
        Named::new(Kind::Organisation, name)
    }

    fn place(name: &str) -> Named {
        Named::new(Kind::Place, name)
    }

    #[test]
    fn merging_renaming_and_a_change_of_kind_add_up() {
        let sum = Curation::new(&[
            Correction::Merge {
                from: vec![org("Huawei Technologies"), org("Huawei Co")],
                into: org("Huawei"),
            },
            Correction::Rename {
                of: org("Huawei"),
                name: "Huawei Group".into(),
            },
            Correction::Rekind {
                of: org("Georgia"),
                kind: Kind::Place,
            },
        ]);
        assert_eq!(
            sum.resolve(&org("Huawei Co"), "Huawei Co"),
            Some(org("Huawei Group"))
        );
        assert_eq!(
            sum.resolve(&org("Huawei"), "Huawei"),
            Some(org("Huawei Group"))
        );
        assert_eq!(
            sum.resolve(&org("Georgia"), "Georgia"),
            Some(place("Georgia"))
        );
        assert_eq!(
            sum.resolve(&place("Georgia"), "Georgia"),
            Some(place("Georgia"))
        );
    }

    #[test]
    fn hiding_takes_a_name_away_and_adding_brings_it_back() {
        let hide = Correction::Hide { of: org("Click") };
        let add = Correction::Add {
            of: org("Click"),
            forms: vec!["Click".into(), "Click plc".into()],
        };
        let hidden = Curation::new([&add, &hide]);
        assert_eq!(hidden.resolve(&org("Click"), "Click"), None);
        assert!(hidden.added().is_empty());
        let back = Curation::new([&hide, &add]);
        assert_eq!(back.resolve(&org("Click"), "Click"), Some(org("Click")));
        assert_eq!(
            back.added(),
            [("Click plc", org("Click")), ("Click", org("Click"))]
        );
    }

    #[test]
    fn splitting_parts_mentions_by_how_they_read() {
        let sum = Curation::new(&[Correction::Split {
            from: place("Washington"),
            form: "Washington Post".into(),
            into: org("Washington Post"),
        }]);
        assert_eq!(
            sum.resolve(&place("Washington"), "Washington Post"),
            Some(org("Washington Post"))
        );
        assert_eq!(
            sum.resolve(&place("Washington"), "Washington"),
            Some(place("Washington"))
        );
    }

    #[test]
    fn merging_there_and_back_ends_where_it_was_said_last() {
        let there = Correction::Merge {
            from: vec![org("A")],
            into: org("B"),
        };
        let back = Correction::Merge {
            from: vec![org("B")],
            into: org("A"),
        };
        let sum = Curation::new([&there, &back]);
        assert_eq!(sum.resolve(&org("A"), "A"), Some(org("A")));
        assert_eq!(sum.resolve(&org("B"), "B"), Some(org("A")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn any_corrections_come_to_an_end_and_resolve_to_something_final(
            steps in proptest::collection::vec((0_u8..4, 0_usize..5, 0_usize..5), 0..24),
        ) {
            let names = ["A", "B", "C", "D", "E"];
            let corrections: Vec<_> = steps.iter().map(|&(does, from, into)| match does {
                0 => Correction::Merge { from: vec![org(names[from])], into: org(names[into]) },
                1 => Correction::Rename { of: org(names[from]), name: names[into].into() },
                2 => Correction::Hide { of: org(names[from]) },
                _ => Correction::Add { of: org(names[from]), forms: Vec::new() },
            }).collect();
            let sum = Curation::new(&corrections);
            for name in names {
                if let Some(named) = sum.resolve(&org(name), name) {
                    prop_assert_eq!(sum.resolve(&named, &named.name), Some(named.clone()));
                }
            }
        }
    }
}
