//! The notebook: concurrent edits stay visible, and undo never rewrites.

use proptest::prelude::*;

use super::*;
use crate::clip::article::body_hash::BodyHash;
use crate::clip::entity::EntityKey;
use crate::clip::entity::Kind;
use crate::notes::annotation::Target;

fn fresh(name: &str, note: &str) -> Annotation {
    let target = Target {
        source: "urn:x-postil:a.md".into(),
        ..Target::default()
    };
    let mut annotation = Annotation::new(
        AnnotationId::derived("test", name),
        "2026-01-01T00:00:00Z",
        "ada",
        target,
    );
    annotation.note = Some(note.to_owned());
    annotation
}

/// What is shown: the notes of every variant of every annotation.
fn shown(notebook: &Notebook) -> Vec<Vec<String>> {
    let notes = |entry: Entry<'_>| {
        let notes = entry
            .variants
            .iter()
            .map(|variant| variant.annotation.note.clone().unwrap_or_default());
        let mut notes: Vec<_> = notes.collect();
        notes.sort();
        notes
    };
    notebook.entries().map(notes).collect()
}

fn edit(notebook: &Notebook, name: &str, note: &str) -> Change {
    let entry = notebook.entry(AnnotationId::derived("test", name)).unwrap();
    Change::Edit {
        seen: entry.seen,
        after: fresh(name, note),
    }
}

fn remove(notebook: &Notebook, name: &str) -> Change {
    let id = AnnotationId::derived("test", name);
    Change::Remove {
        id,
        seen: notebook.entry(id).unwrap().seen,
    }
}

/// Every revision that a notebook has, as another machine gets it.
fn copy(notebooks: &[&Notebook]) -> Notebook {
    let mut copy = Notebook::default();
    for page in notebooks
        .iter()
        .flat_map(|notebook| notebook.pages.values())
    {
        for revision in page.revisions.values() {
            copy.insert(Revision::read(&revision.bytes()).unwrap());
        }
    }
    copy
}

#[test]
fn two_edits_at_once_are_both_shown_until_somebody_joins_them() {
    let mut here = Notebook::default();
    here.apply(
        vec![Change::Add(fresh("1", "first"))],
        "2026-01-01T00:00:00Z",
    )
    .unwrap();
    let mut there = copy(&[&here]);
    here.apply(vec![edit(&here, "1", "mine")], "2026-01-02T00:00:00Z")
        .unwrap();
    there
        .apply(vec![edit(&there, "1", "theirs")], "2019-01-01T00:00:00Z")
        .unwrap();
    let mut both = copy(&[&here, &there]);
    assert_eq!(shown(&both), [["mine", "theirs"]]);
    let entry = both.entry(AnnotationId::derived("test", "1")).unwrap();
    assert_eq!(
        entry.annotation().note.as_deref(),
        Some("mine"),
        "the later one first"
    );
    let join = entry.join(|_| {});
    both.apply(vec![join], "2026-01-03T00:00:00Z").unwrap();
    assert_eq!(shown(&both), [["mine\n\ntheirs"]]);
    both.undo("2026-01-04T00:00:00Z").unwrap();
    assert_eq!(shown(&both), [["mine", "theirs"]], "both variants are back");
    both.redo("2026-01-04T00:00:00Z").unwrap();
    assert_eq!(shown(&copy(&[&both, &here, &there])), [["mine\n\ntheirs"]]);
}

#[test]
fn an_edit_outlives_a_deletion_made_at_the_same_time() {
    let mut here = Notebook::default();
    here.apply(
        vec![Change::Add(fresh("1", "first"))],
        "2026-01-01T00:00:00Z",
    )
    .unwrap();
    let mut there = copy(&[&here]);
    here.apply(vec![remove(&here, "1")], "2026-01-02T00:00:00Z")
        .unwrap();
    assert!(shown(&here).is_empty());
    there
        .apply(vec![edit(&there, "1", "edited")], "2026-01-02T00:00:00Z")
        .unwrap();
    let both = copy(&[&here, &there]);
    assert_eq!(shown(&both), [["edited"]]);
    assert!(
        both.entry(AnnotationId::derived("test", "1"))
            .unwrap()
            .deleted_elsewhere
    );
}

#[test]
fn a_note_that_was_open_meanwhile_becomes_a_variant() {
    let mut notebook = Notebook::default();
    notebook
        .apply(
            vec![Change::Add(fresh("1", "first"))],
            "2026-01-01T00:00:00Z",
        )
        .unwrap();
    let slow = edit(&notebook, "1", "written slowly");
    notebook
        .apply(vec![edit(&notebook, "1", "quick")], "2026-01-01T00:00:01Z")
        .unwrap();
    notebook.apply(vec![slow], "2026-01-01T00:00:02Z").unwrap();
    assert_eq!(shown(&notebook), [["quick", "written slowly"]]);
}

#[test]
fn undo_refuses_to_take_back_what_somebody_else_did() {
    let mut here = Notebook::default();
    here.apply(
        vec![Change::Add(fresh("1", "first"))],
        "2026-01-01T00:00:00Z",
    )
    .unwrap();
    let mut there = copy(&[&here]);
    let theirs = there
        .apply(vec![edit(&there, "1", "theirs")], "2026-01-02T00:00:00Z")
        .unwrap();
    here.insert(theirs[0].clone());
    assert_eq!(
        here.undo("2026-01-03T00:00:00Z").unwrap_err(),
        ChangeError::ChangedSince
    );
    assert_eq!(
        here.undo("2026-01-03T00:00:00Z").unwrap_err(),
        ChangeError::Nothing
    );
    assert_eq!(shown(&here), [["theirs"]]);
}

#[test]
fn several_changes_are_one_step_and_a_refused_one_undoes_nothing() {
    let mut notebook = Notebook::default();
    let adds = ["1", "2", "3"].map(|name| Change::Add(fresh(name, name)));
    assert_eq!(
        notebook
            .apply(adds.to_vec(), "2026-01-01T00:00:00Z")
            .unwrap()
            .len(),
        3
    );
    let unknown = Change::Edit {
        seen: vec![RevisionId::of(b"never read")],
        after: fresh("1", "x"),
    };
    let refused = notebook.apply(
        vec![remove(&notebook, "2"), unknown],
        "2026-01-02T00:00:00Z",
    );
    assert_eq!(refused.unwrap_err(), ChangeError::Unknown);
    assert_eq!(shown(&notebook).len(), 3);
    let reversed = notebook.undo("2026-01-03T00:00:00Z").unwrap();
    assert_eq!(
        (reversed.what, reversed.revisions.len()),
        (StepKind::Add, 3)
    );
    assert!(shown(&notebook).is_empty());
}

#[test]
fn what_could_not_be_saved_is_forgotten() {
    let mut notebook = Notebook::default();
    notebook
        .apply(
            vec![Change::Add(fresh("1", "first"))],
            "2026-01-01T00:00:00Z",
        )
        .unwrap();
    let lost = notebook
        .apply(vec![edit(&notebook, "1", "lost")], "2026-01-02T00:00:00Z")
        .unwrap();
    notebook.retract(lost[0].annotation.id, lost[0].id);
    assert_eq!(shown(&notebook), [["first"]]);
    notebook.undo("2026-01-03T00:00:00Z").unwrap();
    assert!(
        shown(&notebook).is_empty(),
        "the step before is the last one now"
    );
}

#[test]
fn a_form_of_the_future_can_be_shown_and_not_changed() {
    let mut notebook = Notebook::default();
    let newer = Annotation {
        schema: 2,
        ..fresh("1", "from the future")
    };
    notebook.insert(Revision::new(newer, Vec::new()));
    let change = edit(&notebook, "1", "x");
    assert_eq!(
        notebook
            .apply(vec![change], "2026-01-01T00:00:00Z")
            .unwrap_err(),
        ChangeError::Newer
    );
    assert_eq!(shown(&notebook), [["from the future"]]);
}

#[test]
fn corrections_are_kept_and_undone_like_annotations_but_are_none() {
    let mut notebook = Notebook::default();
    let correction = Correction::Hide {
        of: EntityKey::new(Kind::Person, "Click Here"),
    };
    let id = AnnotationId::derived("test", "1");
    let hide = Annotation::correcting(id, "2026-01-01T00:00:00Z", "ada", correction);
    assert_eq!(hide.purpose(), "editing");
    notebook
        .apply(vec![Change::Add(hide)], "2026-01-01T00:00:00Z")
        .unwrap();
    assert_eq!(
        (notebook.entries().count(), notebook.corrections().count()),
        (0, 1)
    );
    let copied = copy(&[&notebook]).curation();
    let resolved = copied.resolve(&[EntityKey::new(Kind::Person, "Click Here")], "Click Here");
    assert!(resolved.unwrap().hidden);
    notebook.undo("2026-01-02T00:00:00Z").unwrap();
    assert!(notebook.curation().is_empty());
}

#[test]
fn a_change_of_one_variant_leaves_the_others_and_settles_a_deletion() {
    let mut here = Notebook::default();
    here.apply(
        vec![Change::Add(fresh("1", "first"))],
        "2026-01-01T00:00:00Z",
    )
    .unwrap();
    let mut there = copy(&[&here]);
    let mut third = copy(&[&here]);
    here.apply(vec![edit(&here, "1", "mine")], "2026-01-02T00:00:00Z")
        .unwrap();
    there
        .apply(vec![edit(&there, "1", "theirs")], "2026-01-03T00:00:00Z")
        .unwrap();
    third
        .apply(vec![remove(&third, "1")], "2026-01-02T00:00:00Z")
        .unwrap();
    let mut all = copy(&[&here, &there, &third]);
    let id = AnnotationId::derived("test", "1");
    let red = all
        .entry(id)
        .unwrap()
        .edit(|annotation| annotation.colour = Some("red".into()));
    all.apply(vec![red], "2026-01-04T00:00:00Z").unwrap();
    assert_eq!(shown(&all), [["mine", "theirs"]]);
    assert!(!all.entry(id).unwrap().deleted_elsewhere);
    let keep = all.entry(id).unwrap().keep(1).unwrap();
    assert_eq!(all.entry(id).unwrap().keep(2), None);
    all.apply(vec![keep], "2026-01-05T00:00:00Z").unwrap();
    assert_eq!(shown(&all), [["mine"]]);
}

#[test]
fn a_place_is_refused_in_one_text_and_a_new_place_ends_that() {
    let mut notebook = Notebook::default();
    notebook
        .apply(
            vec![Change::Add(fresh("1", "first"))],
            "2026-01-01T00:00:00Z",
        )
        .unwrap();
    let id = AnnotationId::derived("test", "1");
    let (text, other) = (BodyHash::of("a text"), BodyHash::of("another"));
    let refuse = notebook.entry(id).unwrap().refuse(text);
    notebook
        .apply(vec![refuse], "2026-01-02T00:00:00Z")
        .unwrap();
    let copied = copy(&[&notebook]);
    let read = copied.entry(id).unwrap();
    assert!(
        resolve::is_refused(read.annotation(), text),
        "it outlives the disk"
    );
    assert!(!resolve::is_refused(read.annotation(), other));
    let attach = notebook.entry(id).unwrap().attach(Target::default());
    notebook
        .apply(vec![attach], "2026-01-03T00:00:00Z")
        .unwrap();
    let attached = notebook.entry(id).unwrap();
    assert!(!resolve::is_refused(attached.annotation(), text));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    /// Any session of changes, undone to the end and done again to the end, shows what it showed,
    /// and another machine that has the files sees the same.
    #[test]
    fn undoing_everything_and_doing_it_again_comes_back(steps in proptest::collection::vec((0_u8..3, 0_usize..4), 1..10)) {
        let mut notebook = Notebook::default();
        let mut states = vec![shown(&notebook)];
        for (number, (does, which)) in steps.into_iter().enumerate() {
            let name = ["1", "2", "3", "4"][which];
            let exists = notebook.entry(AnnotationId::derived("test", name)).is_some();
            let change = match (exists, does) {
                (false, _) if notebook.pages.contains_key(&AnnotationId::derived("test", name)) => continue,
                (false, _) => Change::Add(fresh(name, &number.to_string())),
                (true, 0) => remove(&notebook, name),
                (true, _) => edit(&notebook, name, &number.to_string()),
            };
            notebook.apply(vec![change], &format!("2026-01-01T00:00:{number:02}Z")).unwrap();
            states.push(shown(&notebook));
        }
        for round in 0..2 {
            for state in states.iter().rev().skip(1) {
                notebook.undo(&format!("2026-01-02T00:00:0{round}Z")).unwrap();
                prop_assert_eq!(&shown(&notebook), state);
            }
            prop_assert_eq!(notebook.undo("2026-01-02T00:00:00Z").unwrap_err(), ChangeError::Nothing);
            for state in states.iter().skip(1) {
                notebook.redo(&format!("2026-01-03T00:00:0{round}Z")).unwrap();
                prop_assert_eq!(&shown(&notebook), state);
            }
            prop_assert_eq!(shown(&copy(&[&notebook])), shown(&notebook));
        }
    }

    /// Merging is set union: in whatever order revisions come, the same is shown.
    #[test]
    fn the_order_in_which_revisions_are_read_does_not_matter(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
        let mut here = Notebook::default();
        here.apply(vec![Change::Add(fresh("1", "first")), Change::Add(fresh("2", "other"))], "2026-01-01T00:00:00Z").unwrap();
        let mut there = copy(&[&here]);
        here.apply(vec![edit(&here, "1", "mine"), remove(&here, "2")], "2026-01-02T00:00:00Z").unwrap();
        there.apply(vec![edit(&there, "1", "theirs"), edit(&there, "2", "kept")], "2026-01-02T00:00:00Z").unwrap();
        let all: Vec<_> = copy(&[&here, &there]).pages.into_values().flat_map(|page| page.revisions.into_values()).collect();
        prop_assert_eq!(all.len(), order.len());
        let mut mixed = Notebook::default();
        for at in order {
            mixed.insert(all[at].as_ref().clone());
        }
        let mut notes = shown(&mixed);
        notes.sort();
        prop_assert_eq!(notes, [vec!["kept".to_owned()], vec!["mine".to_owned(), "theirs".to_owned()]]);
    }
}
