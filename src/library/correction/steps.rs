//! Corrections added up: steps that every mention goes through in the order they were made.
//!
//! A step moves mentions from one entity to another, hides them or shows them. A mention has gone
//! through all steps after one walk along them, so no correction can send it round in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::clip::entity::EntityKey;
use crate::library::correction::Correction;

/// What all corrections come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curation {
    steps: Vec<CorrectionStep>,
    /// The names of which something was said, of whatever kind.
    touched: BTreeSet<String>,
    /// What entities have become that are no longer listed.
    became: BTreeMap<EntityKey, EntityKey>,
    apart: Vec<(EntityKey, EntityKey)>,
    /// What the forms name that were added, and the first step after that.
    added: BTreeMap<String, (EntityKey, usize)>,
}

/// Something that happens to the mentions of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
enum CorrectionStep {
    /// All of them, or those that read so, belong to another.
    Move {
        from: EntityKey,
        form: Option<String>,
        into: EntityKey,
    },
    Hide(EntityKey),
    Unhide(EntityKey),
}

impl CorrectionStep {
    fn of(&self) -> &EntityKey {
        match self {
            Self::Move { from, .. } => from,
            Self::Hide(named) | Self::Unhide(named) => named,
        }
    }
}

/// What a mention comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The entity that it belongs to.
    pub named: EntityKey,
    /// Whether that entity is not listed.
    pub hidden: bool,
}

impl Curation {
    /// Adds up corrections, which come in the order in which they were made.
    pub fn new<'a>(corrections: impl IntoIterator<Item = &'a Correction>) -> Self {
        let mut sum = Self::default();
        for correction in corrections {
            sum.apply(correction);
        }
        sum
    }

    /// Whether nothing was put right.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether some correction speaks of an entity of that name; of others nothing need be asked.
    pub fn touches(&self, name: &str) -> bool {
        self.touched.contains(name)
    }

    /// What a mention comes to, given the names of the entity that extraction put it under, the
    /// listed one first, and how it reads; `None` when nothing was put right about it.
    pub fn resolve(&self, called: &[EntityKey], form: &str) -> Option<Resolved> {
        let (at, hidden) = self.walk(0, called, form);
        let named = match at {
            Some(at) => at,
            None => called.first().filter(|_| hidden)?,
        };
        Some(Resolved {
            named: named.clone(),
            hidden,
        })
    }

    /// What a mention that reads so comes to when that form was added, whatever extraction says.
    pub fn resolve_added(&self, form: &str) -> Option<Resolved> {
        let (of, first) = self.added.get(form)?;
        let (at, hidden) = self.walk(*first, std::slice::from_ref(of), form);
        Some(Resolved {
            named: at.unwrap_or(of).clone(),
            hidden,
        })
    }

    /// The forms to look for in every text beside what extraction finds, longest first, with the
    /// entity that each names.
    pub fn added(&self) -> Vec<(&str, EntityKey)> {
        let mut forms: Vec<_> = self
            .forms()
            .filter_map(|form| Some((form, self.resolve_added(form)?)))
            .filter(|(_, resolved)| !resolved.hidden)
            .map(|(form, resolved)| (form, resolved.named))
            .collect();
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        forms
    }

    /// The forms that were added, ascending.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.added.keys().map(String::as_str)
    }

    /// Whether the reader said of two entities, each given by all its names, that they are two.
    pub fn are_apart(&self, one: &[EntityKey], other: &[EntityKey]) -> bool {
        let said = |a: &EntityKey, b: &EntityKey| one.contains(a) && other.contains(b);
        self.apart.iter().any(|(a, b)| said(a, b) || said(b, a))
    }

    /// Adds one correction. An import, or a file of somebody else, may hold one that cannot be made:
    /// it comes to nothing.
    fn apply(&mut self, correction: &Correction) {
        if correction.fault().is_some() {
            return;
        }
        match correction {
            Correction::Merge { from, into } => {
                for one in from {
                    let from = self.now(one);
                    let now = self.now(into);
                    // What went into the other before and is now said to take it in again.
                    let into = if now == from { into.clone() } else { now };
                    self.lead(from, into);
                }
            }
            Correction::Split { from, form, into } => {
                let from = self.now(from);
                self.moved(from, Some(form.clone()), into.clone());
            }
            Correction::Rename { of, name } => {
                let of = self.now(of);
                self.lead(of.clone(), EntityKey::new(of.kind, name.clone()));
            }
            Correction::Rekind { of, kind } => {
                let of = self.now(of);
                self.lead(of.clone(), EntityKey::new(*kind, of.name));
            }
            Correction::Hide { of } => self.step(CorrectionStep::Hide(self.now(of))),
            Correction::Unhide { of } => self.step(CorrectionStep::Unhide(self.now(of))),
            Correction::Add { of, forms } => {
                let of = self.now(of);
                self.step(CorrectionStep::Unhide(of.clone()));
                let own = forms.is_empty().then_some(&of.name);
                let first = self.steps.len();
                for form in forms.iter().chain(own) {
                    self.added.insert(form.clone(), (of.clone(), first));
                }
            }
            Correction::Apart { one, other } => {
                let two = [self.now(one), self.now(other)];
                self.touched
                    .extend(two.iter().map(|named| named.name.clone()));
                let [one, other] = two;
                self.apart.push((one, other));
            }
        }
    }

    /// From now on `from` is `into`.
    fn lead(&mut self, from: EntityKey, into: EntityKey) {
        if from != into {
            self.moved(from.clone(), None, into.clone());
            self.became.insert(from, into);
        }
    }

    /// Mentions go to an entity, which is listed again by that.
    fn moved(&mut self, from: EntityKey, form: Option<String>, into: EntityKey) {
        self.became.remove(&into);
        if self
            .steps
            .iter()
            .any(|step| matches!(step, CorrectionStep::Hide(_)))
        {
            self.step(CorrectionStep::Unhide(into.clone()));
        }
        self.step(CorrectionStep::Move { from, form, into });
    }

    fn step(&mut self, step: CorrectionStep) {
        self.touched.insert(step.of().name.clone());
        self.steps.push(step);
    }

    /// What an entity has become. Ends, because what something becomes has become nothing else then.
    fn now(&self, named: &EntityKey) -> EntityKey {
        let mut at = named;
        while let Some(next) = self.became.get(at) {
            at = next;
        }
        at.clone()
    }

    /// Goes through the steps from number `first` on: where a mention has come to, if it has moved,
    /// and whether it is hidden.
    fn walk(&self, first: usize, called: &[EntityKey], form: &str) -> (Option<&EntityKey>, bool) {
        let mut at: Option<&EntityKey> = None;
        let mut hidden = false;
        // Names that mentions of another reading took with them.
        let mut lost: Vec<&EntityKey> = Vec::new();
        for step in self.steps.get(first..).unwrap_or_default() {
            let of = step.of();
            let meant = match at {
                Some(at) => at == of,
                None => called.contains(of) && !lost.contains(&of),
            };
            match step {
                _ if !meant => {}
                CorrectionStep::Move {
                    form: Some(only),
                    into,
                    ..
                } if only != form => {
                    if at.is_none() {
                        lost.push(into);
                    }
                }
                CorrectionStep::Move { into, .. } => {
                    at = Some(into);
                    hidden = false;
                }
                CorrectionStep::Hide(_) => hidden = true,
                CorrectionStep::Unhide(_) => hidden = false,
            }
        }
        (at, hidden)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clip::entity::Kind;

    fn org(name: &str) -> EntityKey {
        EntityKey::new(Kind::Organisation, name)
    }

    fn place(name: &str) -> EntityKey {
        EntityKey::new(Kind::Place, name)
    }

    fn merge(from: &[&str], into: &str) -> Correction {
        Correction::Merge {
            from: from.iter().map(|name| org(name)).collect(),
            into: org(into),
        }
    }

    fn split(from: &str, form: &str) -> Correction {
        Correction::Split {
            from: org(from),
            form: form.into(),
            into: org(form),
        }
    }

    fn rename(of: &str, name: &str) -> Correction {
        Correction::Rename {
            of: org(of),
            name: name.into(),
        }
    }

    /// What a mention under `found` that reads `form` is listed as; `None` when it is hidden.
    fn listed(sum: &Curation, found: &EntityKey, form: &str) -> Option<EntityKey> {
        match sum.resolve(std::slice::from_ref(found), form) {
            Some(resolved) => (!resolved.hidden).then_some(resolved.named),
            None => Some(found.clone()),
        }
    }

    #[test]
    fn merging_renaming_and_a_change_of_kind_add_up() {
        let sum = Curation::new(&[
            merge(&["Huawei Technologies", "Huawei Co"], "Huawei"),
            rename("Huawei", "Huawei Group"),
            Correction::Rekind {
                of: org("Georgia"),
                kind: Kind::Place,
            },
        ]);
        let group = Some(org("Huawei Group"));
        assert_eq!(listed(&sum, &org("Huawei Co"), "Huawei Co"), group);
        assert_eq!(listed(&sum, &org("Huawei"), "Huawei"), group);
        let georgia = Some(place("Georgia"));
        assert_eq!(listed(&sum, &org("Georgia"), "Georgia"), georgia);
        assert_eq!(listed(&sum, &place("Georgia"), "Georgia"), georgia);
    }

    #[test]
    fn what_cannot_be_made_comes_to_nothing_wherever_it_is_from() {
        let empty = [
            rename("Huawei", " "),
            split("Huawei", ""),
            merge(&[], "Huawei"),
        ];
        assert!(empty.iter().all(|correction| correction.fault().is_some()));
        assert!(Curation::new(&empty).is_empty());
    }

    #[test]
    fn hiding_takes_a_name_away_until_it_is_shown_added_or_renamed() {
        let hide = Correction::Hide { of: org("Click") };
        let add = Correction::Add {
            of: org("Click"),
            forms: vec!["Click".into(), "Click plc".into()],
        };
        let show = Correction::Unhide { of: org("Click") };
        let hidden = Curation::new([&add, &hide]);
        assert_eq!(listed(&hidden, &org("Click"), "Click"), None);
        assert!(hidden.added().is_empty());
        let back = Curation::new([&hide, &add]);
        assert_eq!(listed(&back, &org("Click"), "Click"), Some(org("Click")));
        assert_eq!(
            back.added(),
            [("Click plc", org("Click")), ("Click", org("Click"))]
        );
        for again in [show, rename("Click", "Clock"), merge(&["Tick"], "Click")] {
            let sum = Curation::new([&hide, &again]);
            assert!(listed(&sum, &org("Click"), "Click").is_some(), "{again:?}");
        }
    }

    #[test]
    fn what_was_hidden_under_one_name_is_shown_under_another_that_it_has() {
        let called = [org("Click plc"), org("Click")];
        let hide = Correction::Hide { of: org("Click") };
        let show = Correction::Unhide {
            of: org("Click plc"),
        };
        let hidden = Curation::new([&hide]).resolve(&called, "Click").unwrap();
        assert!(hidden.hidden && hidden.named == org("Click plc"));
        assert_eq!(
            Curation::new([&hide, &show]).resolve(&called, "Click"),
            None
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
            listed(&sum, &place("Washington"), "Washington Post"),
            Some(org("Washington Post"))
        );
        assert_eq!(
            listed(&sum, &place("Washington"), "Washington"),
            Some(place("Washington"))
        );
    }

    #[test]
    fn what_was_merged_can_be_split_again_and_then_goes_its_own_way() {
        let sum = Curation::new(&[merge(&["A"], "B"), split("B", "A"), rename("A", "C")]);
        assert_eq!(listed(&sum, &org("A"), "A"), Some(org("C")));
        assert_eq!(listed(&sum, &org("B"), "B"), Some(org("B")));
        let one_entity = [org("B"), org("A")];
        let sum = Curation::new(&[split("B", "A"), rename("A", "C")]);
        assert_eq!(sum.resolve(&one_entity, "A").unwrap().named, org("C"));
        assert_eq!(sum.resolve(&one_entity, "B"), None);
    }

    #[test]
    fn merging_there_and_back_ends_where_it_was_said_last() {
        let sum = Curation::new(&[merge(&["A"], "B"), merge(&["B"], "A")]);
        assert_eq!(listed(&sum, &org("A"), "A"), Some(org("A")));
        assert_eq!(listed(&sum, &org("B"), "B"), Some(org("A")));
    }

    #[test]
    fn two_things_are_kept_apart_by_any_of_their_names() {
        let sum = Curation::new(&[Correction::Apart {
            one: org("EAF"),
            other: org("East Asia Forum"),
        }]);
        let forum = [org("East Asia Forum Ltd"), org("East Asia Forum")];
        assert!(sum.are_apart(&forum, &[org("EAF")]));
        assert!(!sum.are_apart(&forum, &[org("East Asia Fund")]));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn a_merge_said_last_holds_whatever_was_said_before(
            steps in proptest::collection::vec((0_u8..6, 0_usize..5, 0_usize..5), 0..24),
            a in 0_usize..5,
            b in 0_usize..5,
        ) {
            let names = ["A", "B", "C", "D", "E"];
            let mut corrections: Vec<_> = steps.iter().map(|&(does, from, into)| match does {
                0 => merge(&[names[from]], names[into]),
                1 => rename(names[from], names[into]),
                2 => split(names[from], names[into]),
                3 => Correction::Hide { of: org(names[from]) },
                4 => Correction::Unhide { of: org(names[from]) },
                _ => Correction::Add { of: org(names[from]), forms: Vec::new() },
            }).collect();
            let at = |sum: &Curation, name: &str| sum.resolve(&[org(name)], name).map_or(org(name), |found| found.named);
            let before = Curation::new(&corrections);
            let (from, into) = (at(&before, names[a]), at(&before, names[b]));
            corrections.push(Correction::Merge { from: vec![from], into });
            let sum = Curation::new(&corrections);
            prop_assert_eq!(at(&sum, names[a]), at(&sum, names[b]));
            prop_assert!(names.contains(&at(&sum, names[a]).name.as_str()));
        }
    }
}
