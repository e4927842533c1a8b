//! Two clones of a library that are annotated at the same time and merged by git: no conflict, and
//! nothing lost or hidden.
//!
//! `POSTIL_ROUNDS=300` sets the number of rounds; a few by default. Needs `git`, so it counts
//! as ignored; `cargo test -- --include-ignored` runs it, or fails where git is missing.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot do")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use postil::notes::annotation::{Annotation, AnnotationId, Revision, RevisionId, Target};
use postil::notes::notebook::{Change, Notebook};
use postil::store::annotations::{self, AnnotationStore};
use postil::store::folder::ANNOTATIONS;

/// `SplitMix64` (Steele, Lea and Flood 2014): the same sequence on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).unwrap()
    }
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .output();
    let output = output.unwrap();
    if !output.status.success() {
        eprintln!(
            "git {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    output.status.success()
}

/// One machine: a clone, and every revision that was ever saved on it.
struct Machine {
    folder: PathBuf,
    saved: BTreeSet<RevisionId>,
}

/// An annotation with the notes of all its variants, as a reader would see it.
type SafeText = Vec<(AnnotationId, Vec<String>)>;

impl Machine {
    fn revisions(&self) -> Vec<Revision> {
        let fresh = AnnotationStore::at(self.folder.join(ANNOTATIONS))
            .loader()
            .refresh();
        assert_eq!(fresh.damaged, []);
        fresh.revisions
    }

    fn notebook(&self) -> Notebook {
        notebook(self.revisions())
    }

    /// Adds, edits and deletes at random, most often the same few annotations.
    fn work(&mut self, dice: &mut Dice, name: &str) {
        let mut notebook = self.notebook();
        let store = AnnotationStore::at(self.folder.join(ANNOTATIONS));
        for number in 0..=dice.below(4) {
            let change = change(&notebook, dice, &format!("{name} {number} {}", dice.0));
            for revision in notebook.apply(vec![change], &annotations::now()).unwrap() {
                store.commit(&revision).unwrap();
                self.saved.insert(revision.id);
            }
        }
        if name.starts_with("here") && dice.below(4) == 0 {
            // Somebody renames and edits articles meanwhile; annotations never notice.
            let _ = fs::rename(
                self.folder.join("a.md"),
                self.folder.join(format!("{name}.md")),
            );
            fs::write(self.folder.join("a.md"), format!("# {}", dice.0)).unwrap();
        }
        assert!(git(&self.folder, &["add", "-A"]));
        git(&self.folder, &["commit", "-q", "--allow-empty", "-m", name]);
    }
}

fn change(notebook: &Notebook, dice: &mut Dice, note: &str) -> Change {
    let few: Vec<_> = notebook.entries().take(4).collect();
    let entry = few.get(dice.below(few.len() + 1));
    match (entry, dice.below(3)) {
        (Some(entry), 0) => Change::Remove {
            id: entry.annotation().id,
            seen: entry.seen.clone(),
        },
        (Some(entry), _) => {
            let after = Annotation {
                note: Some(note.to_owned()),
                ..entry.annotation().clone()
            };
            Change::Edit {
                seen: entry.seen.clone(),
                after,
            }
        }
        (None, _) => {
            let target = Target {
                source: "https://example.org/".to_owned(),
                ..Target::default()
            };
            let mut made =
                Annotation::new(annotations::new_id(), &annotations::now(), "ada", target);
            made.note = Some(note.to_owned());
            Change::Add(made)
        }
    }
}

fn shown(notebook: &Notebook) -> SafeText {
    let notes = |revision: &&Revision| revision.annotation.note.clone().unwrap_or_default();
    let row = |entry: postil::notes::notebook::Entry<'_>| {
        let mut all: Vec<_> = entry.variants.iter().map(notes).collect();
        all.sort();
        (entry.annotation().id, all)
    };
    notebook.entries().map(row).collect()
}

fn notebook(revisions: Vec<Revision>) -> Notebook {
    let mut notebook = Notebook::default();
    for revision in revisions {
        notebook.insert(revision);
    }
    notebook
}

#[test]
#[ignore = "needs git"]
fn merges_of_concurrent_edits_never_conflict_and_lose_nothing() {
    let rounds = std::env::var("POSTIL_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(4);
    let root = tempfile::tempdir().unwrap();
    let path = |name: &str| root.path().join(name);
    fs::create_dir(path("hub")).unwrap();
    assert!(git(&path("hub"), &["init", "-q", "--bare", "-b", "main"]));
    let clone = |name: &str| {
        assert!(git(root.path(), &["clone", "-q", "hub", name]));
        Machine {
            folder: path(name),
            saved: BTreeSet::new(),
        }
    };
    let mut here = clone("here");
    fs::write(path("here").join("a.md"), "# A\n").unwrap();
    here.work(&mut Dice(1), "first");
    assert!(git(&here.folder, &["push", "-q", "origin", "HEAD:main"]));
    let mut there = clone("there");
    let mut dice = Dice(rounds);
    let (mut conflicts, mut variants) = (0, 0);
    for round in 0..rounds {
        here.work(&mut dice, &format!("here{round}"));
        there.work(&mut dice, &format!("there{round}"));
        // What both have, worked out without git.
        let expected = notebook([here.revisions(), there.revisions()].concat());
        variants += expected
            .entries()
            .filter(|entry| entry.variants.len() > 1)
            .count();
        assert!(git(&here.folder, &["push", "-q", "origin", "HEAD:main"]));
        conflicts += usize::from(!git(
            &there.folder,
            &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"],
        ));
        assert!(git(&there.folder, &["push", "-q", "origin", "HEAD:main"]));
        conflicts += usize::from(!git(
            &here.folder,
            &["pull", "-q", "--no-rebase", "origin", "main"],
        ));
        let merged = [here.notebook(), there.notebook()];
        assert_eq!(shown(&merged[0]), shown(&expected));
        assert_eq!(shown(&merged[1]), shown(&expected));
    }
    let fresh = AnnotationStore::at(here.folder.join(ANNOTATIONS))
        .loader()
        .refresh();
    let there_now: BTreeSet<_> = fresh.revisions.iter().map(|revision| revision.id).collect();
    let lost = here
        .saved
        .union(&there.saved)
        .filter(|id| !there_now.contains(id))
        .count();
    println!(
        "{rounds} rounds: {conflicts} conflicts, {lost} of {} revisions lost, {variants} times variants were shown",
        there_now.len()
    );
    assert_eq!((conflicts, lost), (0, 0));
}
