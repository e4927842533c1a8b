//! The store's promises: the form on disk, what is read, what a fault leaves.

#[cfg(target_os = "linux")]
mod power_cut;

use std::fs;
use std::time::{Duration, SystemTime};

use rustix::io::Errno;

use super::*;
use crate::notes::annotation::{Annotation, Target};
use crate::store::file_system::faulty::{Faulty, Lasts};

const GOLDEN: &[u8] = include_bytes!("../../../tests/golden/revision.json");
const GOLDEN_NAME: &str = "0198c6a1-7c3e-7b52-9d41-5a0e6f21c3b7.f698055db7eb43d0.json";

fn noted(name: &str, note: &str) -> Revision {
    let target = Target {
        source: "urn:x-postil:a.md".into(),
        ..Target::default()
    };
    let id = AnnotationId::derived("test", name);
    let mut annotation = Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target);
    annotation.note = Some(note.to_owned());
    Revision::new(annotation, Vec::new())
}

/// Every file below a folder, by its path there.
fn tree(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(
                    entry
                        .path()
                        .strip_prefix(folder)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned(),
                );
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_golden_revision_is_saved_in_its_place_byte_for_byte() {
    let library = tempfile::tempdir().unwrap();
    let store = AnnotationStore::at(library.path().join(ANNOTATIONS));
    // Adopted as it is, because another version of the program wrote it.
    let shard = library.path().join(ANNOTATIONS).join("b7");
    fs::create_dir_all(&shard).unwrap();
    fs::write(shard.join(".tmp-0-0"), GOLDEN).unwrap();
    assert_eq!(
        store.sweep(SystemTime::now()),
        sweep::Swept {
            adopted: 1,
            removed: 0
        }
    );
    let expected = [
        ".gitattributes".to_owned(),
        "README.txt".to_owned(),
        format!("b7/{GOLDEN_NAME}"),
    ];
    assert_eq!(tree(&library.path().join(ANNOTATIONS)), expected);
    assert_eq!(fs::read(shard.join(GOLDEN_NAME)).unwrap(), GOLDEN);
    assert_eq!(
        fs::read_to_string(library.path().join("annotations/.gitattributes")).unwrap(),
        "* -text -merge\n"
    );
    let fresh = store.loader().refresh();
    assert_eq!(fresh.revisions.len(), 1);
    assert_eq!(fresh.revisions[0].id.to_string(), "f698055db7eb43d0");
}

#[test]
fn what_is_saved_is_read_once_however_many_copies_lie_about() {
    let library = tempfile::tempdir().unwrap();
    let root = library.path().join(ANNOTATIONS);
    let store = AnnotationStore::at(&root);
    let mut loader = store.loader();
    assert!(loader.refresh().revisions.is_empty(), "no folder yet");
    let (one, two) = (noted("1", "one"), noted("2", "two"));
    let path = store.commit(&one).unwrap().path;
    assert_eq!(store.commit(&one).unwrap().path, path, "again is harmless");
    let bytes = fs::read(&path).unwrap();
    let deep = root.join("moved/by/hand");
    fs::create_dir_all(&deep).unwrap();
    let name = path.file_stem().unwrap().to_str().unwrap();
    fs::write(
        deep.join(format!("{name}.sync-conflict-20260101-120000-ABCDEFG.json")),
        &bytes,
    )
    .unwrap();
    fs::write(
        root.join(format!("{} (copy).JSON", name.to_uppercase())),
        &bytes,
    )
    .unwrap();
    assert_eq!(loader.refresh().revisions, [one]);
    store.commit(&two).unwrap();
    assert_eq!(loader.refresh().revisions, [two]);
    let again = loader.refresh();
    assert!(again.revisions.is_empty() && again.damaged.is_empty());
}

#[test]
fn line_ends_are_put_back_and_damage_is_listed_and_left_alone() {
    let library = tempfile::tempdir().unwrap();
    let store = AnnotationStore::at(library.path());
    let crlf = String::from_utf8_lossy(GOLDEN).replace('\n', "\r\n");
    fs::write(library.path().join(GOLDEN_NAME), &crlf).unwrap();
    let cut = store.commit(&noted("1", "cut short")).unwrap().path;
    let whole = fs::read(&cut).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    fs::write(library.path().join("stray.json"), "{}").unwrap();
    fs::write(library.path().join("notes.md"), "# Not ours").unwrap();
    let mut loader = store.loader();
    let fresh = loader.refresh();
    assert_eq!(fresh.revisions.len(), 1);
    let damaged: Vec<_> = fresh
        .damaged
        .iter()
        .map(|damaged| damaged.path.clone())
        .collect();
    assert_eq!(damaged.len(), 2);
    assert!(damaged.contains(&cut) && damaged.contains(&library.path().join("stray.json")));
    assert_eq!(
        fs::read(&cut).unwrap(),
        &whole[..whole.len() / 2],
        "never touched"
    );
    assert_eq!(loader.refresh().damaged.len(), 2, "still said");
    fs::write(&cut, &whole).unwrap();
    let healed = loader.refresh();
    assert_eq!((healed.revisions.len(), healed.damaged.len()), (1, 1));
}

#[test]
fn a_damaged_file_that_has_the_name_is_not_overwritten_and_ours_goes_beside_it() {
    let library = tempfile::tempdir().unwrap();
    let store = AnnotationStore::at(library.path());
    let one = noted("1", "one");
    let path = store.commit(&one).unwrap().path;
    fs::write(&path, "torn").unwrap();
    let beside = store.commit(&one).unwrap().path;
    assert_ne!(beside, path);
    assert_eq!(fs::read_to_string(&path).unwrap(), "torn");
    assert_eq!(store.loader().refresh().revisions, [one]);
}

#[test]
fn a_library_that_cannot_be_written_is_annotated_elsewhere_and_says_so() {
    let (library, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = AnnotationStore::of_library(library.path(), data.path());
    for error in [Errno::ROFS, Errno::ACCESS] {
        let refused = store
            .clone()
            .on(Arc::new(Faulty::new(1, error, Lasts::Once)));
        let one = noted("1", &error.to_string());
        let saved = refused.commit(&one).unwrap();
        assert!(saved.path.starts_with(data.path()));
        assert!(saved.instead.unwrap().to_string().contains("annotations"));
        assert!(
            store.loader().refresh().revisions.contains(&one),
            "read from both"
        );
    }
    assert!(tree(library.path()).is_empty());
}

/// The heart of the promise: whatever call fails, with whatever error, once or for good, a
/// revision is not called saved unless it is there, nothing is torn, and nothing lies about that
/// the next start does not tidy up.
#[test]
fn no_fault_at_any_call_makes_it_say_saved_without_the_file() {
    let faults = [
        (Errno::NOSPC, Lasts::Once),
        (Errno::IO, Lasts::Once),
        (Errno::INTR, Lasts::Once),
        (Errno::INVAL, Lasts::Once),
        (Errno::NOSPC, Lasts::ForGood),
        (Errno::ROFS, Lasts::ForGood),
        (Errno::MFILE, Lasts::ForGood),
    ];
    let (old, new) = (noted("old", "kept"), noted("1", "new"));
    let mut refused = 0;
    for (error, lasts) in faults {
        for at in 1.. {
            let library = tempfile::tempdir().unwrap();
            let store = AnnotationStore::at(library.path().join(ANNOTATIONS));
            if at % 2 == 0 {
                store.commit(&old).unwrap();
            }
            let disk = Arc::new(Faulty::new(at, error, lasts));
            let answer = store.clone().on(disk.clone()).commit(&new);
            let fresh = store.loader().refresh();
            assert!(fresh.damaged.is_empty(), "{error:?} at {at}");
            assert_eq!(
                fresh.revisions.contains(&old),
                at % 2 == 0,
                "yesterday's is intact"
            );
            if answer.is_ok() {
                assert!(fresh.revisions.contains(&new), "{error:?} at call {at}");
            } else {
                refused += 1;
                store.commit(&new).unwrap();
            }
            if lasts == Lasts::Once {
                let left = tree(library.path());
                assert!(
                    !left.iter().any(|path| path.contains(load::TEMPORARY)),
                    "{error:?} at {at}"
                );
            }
            if disk.calls() < at {
                break;
            }
        }
    }
    assert!(refused > 40, "the faults were real: {refused}");
}

#[test]
fn a_full_disk_leaves_no_temporary_file() {
    let library = tempfile::tempdir().unwrap();
    let store = AnnotationStore::at(library.path());
    store.commit(&noted("0", "furnished")).unwrap();
    // The calls of a save: two folders, create, write, sync, name.
    for at in 3..=6 {
        let full = store
            .clone()
            .on(Arc::new(Faulty::new(at, Errno::NOSPC, Lasts::Once)));
        let error = full.commit(&noted("0", "too much")).unwrap_err();
        assert!(error.to_string().contains("No space left"), "{error}");
    }
    assert_eq!(tree(library.path()).len(), 3);
}

#[test]
fn sweeping_adopts_what_is_complete_and_leaves_the_living_alone() {
    let library = tempfile::tempdir().unwrap();
    let store = AnnotationStore::at(library.path());
    let one = noted("1", "one");
    let shard = library.path().join("00");
    fs::create_dir(&shard).unwrap();
    fs::write(shard.join(".tmp-0-0"), one.bytes()).unwrap();
    fs::write(shard.join(".tmp-0-1"), &one.bytes()[..100]).unwrap();
    let own = shard.join(format!(".tmp-{}-0", std::process::id()));
    fs::write(&own, noted("2", "being written").bytes()).unwrap();
    assert_eq!(
        store.sweep(SystemTime::now()),
        sweep::Swept {
            adopted: 1,
            removed: 0
        }
    );
    assert_eq!(store.loader().refresh().revisions, [one]);
    assert!(own.exists() && shard.join(".tmp-0-1").exists());
    let tomorrow = SystemTime::now() + Duration::from_hours(25);
    assert_eq!(
        store.sweep(tomorrow),
        sweep::Swept {
            adopted: 0,
            removed: 1
        }
    );
    assert!(own.exists() && !shard.join(".tmp-0-1").exists());
}

#[test]
fn eight_writers_at_once_lose_nothing() {
    let library = tempfile::tempdir().unwrap();
    let root = library.path().join(ANNOTATIONS);
    let (writers, each) = (8, 25);
    std::thread::scope(|scope| {
        for writer in 0..writers {
            let store = AnnotationStore::at(&root);
            scope.spawn(move || {
                for number in 0..each {
                    store
                        .commit(&noted(&format!("{number}"), &format!("by {writer}")))
                        .unwrap();
                }
            });
        }
    });
    let fresh = AnnotationStore::at(&root).loader().refresh();
    assert_eq!(
        (fresh.revisions.len(), fresh.damaged.len()),
        (writers * each, 0)
    );
}

#[test]
fn libraries_of_one_name_do_not_share_a_place() {
    assert_ne!(
        name_of(Path::new("/a/clips")),
        name_of(Path::new("/b/clips"))
    );
    assert!(name_of(Path::new("/a/clips")).starts_with("clips-"));
    assert_eq!(now().len(), "2026-08-20T09:14:03Z".len());
}

#[test]
fn what_is_no_file_hangs_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let store = AnnotationStore::of_library_files(
        &LibraryFiles::open(folder.path()).unwrap(),
        &folder.path().join("data"),
    );
    let annotations = folder.path().join("annotations");
    fs::create_dir(&annotations).unwrap();
    let pipe = annotations.join("0123456789abcdef.json");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    let damaged = store.loader().refresh().damaged;
    assert_eq!(damaged.len(), 1);
    assert!(
        damaged[0].reason.contains("no regular file"),
        "{}",
        damaged[0].reason
    );
}

/// A name for a filter, as two machines give it that know nothing of each other.
#[test]
fn filters_with_names_are_kept_merged_and_no_annotations() {
    use crate::notes::annotation::SavedFilter;
    use crate::notes::notebook::{Change, Notebook};
    let library = tempfile::tempdir().unwrap();
    let here = AnnotationStore::at(library.path().join(ANNOTATIONS));
    let naming = |id: &str, name: &str, query: &str| {
        let (name, query) = (name.to_owned(), query.to_owned());
        let id = AnnotationId::derived("test", id);
        let saved = SavedFilter { name, query };
        Annotation::naming(id, "2026-01-01T00:00:00Z", "ada", saved)
    };
    let read = || {
        let mut notebook = Notebook::default();
        for revision in here.loader().refresh().revisions {
            notebook.insert(revision);
        }
        notebook
    };
    let first = Revision::new(naming("1", "law", "tag:law"), Vec::new());
    here.commit(&first).unwrap();
    let wider = naming("1", "law", "tag:law author:\"Jane Doe\"");
    here.commit(&Revision::new(wider, vec![first.id])).unwrap();
    here.commit(&Revision::new(
        naming("2", "eu", "site:europa.eu"),
        Vec::new(),
    ))
    .unwrap();
    let mut notebook = read();
    let shown = |notebook: &Notebook| {
        let mut words: Vec<_> = notebook.filters().map(|(_, saved)| saved.words()).collect();
        words.sort();
        words
    };
    let both = [
        "filter:eu is site:europa.eu",
        "filter:law is tag:law author:\"Jane Doe\"",
    ];
    assert_eq!(shown(&notebook), both);
    assert_eq!(notebook.entries().count(), 0);
    assert_eq!(notebook.corrections().count(), 0);

    let entry = notebook.entry(AnnotationId::derived("test", "1")).unwrap();
    let remove = entry.remove();
    assert!(matches!(remove, Change::Remove { .. }));
    let gone = notebook
        .apply(vec![remove], "2026-01-02T00:00:00Z")
        .unwrap();
    here.commit(&gone[0]).unwrap();
    assert_eq!(shown(&read()), both[..1]);
}
