//! What is kept comes back as it was computed, or not at all.

use std::fs::{self, FileTimes, OpenOptions};

use super::*;
use crate::clip::entity::{EntityKey, Kind};
use crate::names::pipeline::Names;
use crate::store::load::ArticleReader;

const CLIP: &str = "---\ntitle: Grid\nauthor: Ada Lovelace\npublished: 2024-05-31\ntags: [law]\nx: 1\nx: 2\n---\n# Part\n\n\
    Huawei sells [phones](https://e.org/a) in Uganda. ^b1\n\nSee [[Other#Part]] and #tagged things, said Sunil Mittal.\n";

/// A library of so many clips that are old enough to be trusted, and a folder for its index.
fn library(files: usize) -> (tempfile::TempDir, LibraryFiles) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("clips")).unwrap();
    for number in 0..files {
        let path = folder.path().join(format!("clips/{number:03}.md"));
        fs::write(path, CLIP.replace("Grid", &format!("Grid {number}"))).unwrap();
    }
    let library_files = LibraryFiles::open(&folder.path().join("clips")).unwrap();
    let library_files = library_files.with_index(Some(folder.path().join("index")));
    (folder, library_files)
}

fn reader(library_files: &LibraryFiles, facts: Facts) -> ArticleReader {
    match facts {
        Facts::Names => ArticleReader::new(library_files.clone(), Names::embedded().unwrap()),
        fewer => ArticleReader::without_names(library_files.clone(), fewer),
    }
}

/// What is read of the whole library, its times aside.
fn all(reader: &mut ArticleReader) -> Vec<Article> {
    let files = reader.library_files().list().files;
    let mut all = Vec::new();
    reader.batches(&files, |batch| {
        all.extend(batch.iter().map(|article| Article::clone(article)));
        true
    });
    all
}

/// How many of all articles the index has as their files are now.
fn kept(library_files: &LibraryFiles, facts: Facts) -> usize {
    let files = library_files.list().files;
    let numbered = crate::store::article_numbers::Numbering::default().number(&files);
    let mut index = LibraryIndex::open(library_files).unwrap();
    let kept = index.articles(&numbered, facts, &Added::default());
    kept.into_iter().flatten().count()
}

/// Waits until files that were just written are trusted.
fn settle() {
    std::thread::sleep(SETTLED + Duration::from_millis(100));
}

#[test]
fn what_is_kept_is_what_was_computed_and_each_asks_for_as_much_as_it_needs() {
    let (_folder, library_files) = library(3);
    settle();
    let computed = all(&mut reader(&library_files, Facts::Names));
    assert_eq!(kept(&library_files, Facts::Names), 3);
    assert_eq!(all(&mut reader(&library_files, Facts::Names)), computed);
    let texts = all(&mut reader(&library_files, Facts::Text));
    let without_names = computed.iter().cloned().map(|article| Article {
        mentions: Vec::new(),
        facts: Facts::Text,
        ..article
    });
    assert_eq!(texts, without_names.collect::<Vec<_>>());
    let listed = &all(&mut reader(&library_files, Facts::Listed))[1];
    assert_eq!(
        (listed.facts, listed.words),
        (Facts::Listed, computed[1].words)
    );
    assert!(
        listed.text.is_empty() && listed.citation_count == 1 && listed.head == computed[1].head
    );
    let known = LibraryIndex::open(&library_files).unwrap().listed();
    assert_eq!(known[2].path, computed[2].path);
}

#[test]
fn texts_are_kept_without_names_until_somebody_wants_these() {
    let (_folder, library_files) = library(2);
    settle();
    all(&mut reader(&library_files, Facts::Text));
    let kept = |facts| kept(&library_files, facts);
    assert_eq!(
        (kept(Facts::Listed), kept(Facts::Text), kept(Facts::Names)),
        (2, 2, 0)
    );
    let computed = all(&mut reader(&library_files, Facts::Names));
    assert!(computed[0].mentions.len() > 2 && kept(Facts::Names) == 2);
}

#[test]
fn nothing_is_kept_of_files_that_may_still_change_unseen() {
    let (_folder, library_files) = library(1);
    all(&mut reader(&library_files, Facts::Names));
    assert_eq!(kept(&library_files, Facts::Listed), 0);
    settle();
    all(&mut reader(&library_files, Facts::Names));
    assert_eq!(kept(&library_files, Facts::Listed), 1);
}

#[test]
fn a_file_that_was_changed_is_read_again_whatever_its_times_were_set_to() {
    let (folder, library_files) = library(2);
    settle();
    all(&mut reader(&library_files, Facts::Names));
    let path = folder.path().join("clips/001.md");
    let before = fs::metadata(&path).unwrap();
    fs::write(&path, CLIP.replace("Grid", "Grip 1")).unwrap();
    let times = FileTimes::new().set_modified(before.modified().unwrap());
    let file = OpenOptions::new().write(true).open(&path).unwrap();
    file.set_times(times).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), before.len());
    let read = all(&mut reader(&library_files, Facts::Listed));
    assert_eq!(read[1].head.title.as_str(), "Grip 1");
    assert_eq!(read[0].head.title.as_str(), "Grid 0");
}

#[test]
fn what_is_gone_is_forgotten() {
    let (folder, library_files) = library(3);
    settle();
    all(&mut reader(&library_files, Facts::Names));
    fs::remove_file(folder.path().join("clips/001.md")).unwrap();
    all(&mut reader(&library_files, Facts::Listed));
    let status = LibraryIndex::open(&library_files).unwrap().status();
    assert_eq!((status.listed, status.texts, status.names), (2, 2, 2));
}

#[test]
fn names_are_found_anew_where_the_reader_has_added_some() {
    let (_folder, library_files) = library(1);
    settle();
    all(&mut reader(&library_files, Facts::Names));
    let mut with = reader(&library_files, Facts::Names);
    with.set_added(Added::new([(
        "phones",
        EntityKey::new(Kind::Product, "Phone"),
    )]));
    let named = |article: &Article| {
        article
            .mentions
            .iter()
            .any(|own| own.name.as_str() == "Phone")
    };
    assert!(named(&all(&mut with)[0]));
    assert!(!named(&all(&mut reader(&library_files, Facts::Names))[0]));
    with.set_added(Added::new([(
        "absent",
        EntityKey::new(Kind::Product, "Phone"),
    )]));
    all(&mut reader(&library_files, Facts::Names));
    assert_eq!(kept(&library_files, Facts::Names), 1);
}

/// The file of the index, of which there is one.
fn index_file(folder: &tempfile::TempDir) -> PathBuf {
    let files = fs::read_dir(folder.path().join("index")).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|path| {
        !path.to_string_lossy().ends_with("-wal") && !path.to_string_lossy().ends_with("-shm")
    });
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0)
}

#[test]
fn whatever_became_of_the_index_the_answers_are_the_same() {
    let (folder, library_files) = library(40);
    settle();
    let computed = all(&mut reader(&library_files, Facts::Names));
    let file = index_file(&folder);
    let whole = fs::read(&file).unwrap();
    let mut dice = fastrand(7);
    for round in 0..40 {
        let mut bytes = whole.clone();
        match round % 4 {
            0 => bytes.truncate(dice() % whole.len()),
            1 => bytes.clear(),
            2 => (0..64).for_each(|_| {
                let at = dice() % bytes.len();
                bytes[at] = dice() as u8;
            }),
            _ => {
                let (from, to) = (dice() % bytes.len(), dice() % bytes.len());
                bytes.copy_within(
                    from..(from + 4096).min(whole.len()),
                    to.min(whole.len() - 4096),
                );
            }
        }
        fs::write(&file, &bytes).unwrap();
        assert_eq!(
            all(&mut reader(&library_files, Facts::Names)),
            computed,
            "round {round}"
        );
        assert_eq!(
            all(&mut reader(&library_files, Facts::Names)),
            computed,
            "round {round}"
        );
    }
}

/// Numbers that look random and are the same each time (a linear congruence, Knuth 1997).
fn fastrand(mut seed: u64) -> impl FnMut() -> usize {
    move || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_done_without() {
    let (folder, library_files) = library(2);
    fs::write(folder.path().join("index"), "no folder").unwrap();
    settle();
    assert_eq!(all(&mut reader(&library_files, Facts::Names)).len(), 2);
    assert!(LibraryIndex::open(&library_files).is_none());
}

#[test]
fn several_programs_read_and_write_at_once() {
    let (_folder, library_files) = library(60);
    settle();
    let computed = all(&mut reader(
        &library_files.clone().with_index(None),
        Facts::Names,
    ));
    std::thread::scope(|scope| {
        for facts in [Facts::Names, Facts::Text, Facts::Names, Facts::Listed] {
            let (computed, library_files) = (&computed, &library_files);
            scope.spawn(move || {
                for _ in 0..3 {
                    let read = all(&mut reader(library_files, facts));
                    let same = read
                        .iter()
                        .zip(computed)
                        .all(|(one, other)| one.head == other.head);
                    assert!(same && read.len() == computed.len());
                }
            });
        }
    });
    assert_eq!(all(&mut reader(&library_files, Facts::Names)), computed);
}

#[test]
fn another_way_of_reading_has_another_index() {
    let (folder, library_files) = library(1);
    settle();
    all(&mut reader(&library_files, Facts::Names));
    let kept_lines = library_files.with_line_breaks(crate::text::markdown::LineBreaks::Kept);
    assert_eq!(kept(&kept_lines, Facts::Listed), 0);
    assert!(
        index_file(&folder).exists(),
        "that of the other way is gone"
    );
}

#[test]
fn what_was_found_out_of_all_articles_together_holds_until_one_changes() {
    let (folder, library_files) = library(3);
    settle();
    let read = |library_files: &LibraryFiles| -> Vec<Arc<Article>> {
        let articles = all(&mut reader(library_files, Facts::Names));
        articles.into_iter().map(Arc::new).collect()
    };
    let whole = |articles: &[Arc<Article>], by: &[u8], new: u32| {
        let mut index = LibraryIndex::open(&library_files).unwrap();
        let known = index.whole("number", by, articles);
        known.unwrap_or_else(|| {
            index.keep_whole("number", by, articles, &new);
            new
        })
    };
    let articles = read(&library_files);
    assert_eq!(whole(&articles, b"a", 1), 1);
    assert_eq!(whole(&articles, b"a", 2), 1);
    assert_eq!(whole(&articles, b"b", 3), 3);
    assert_eq!(whole(&articles[1..], b"b", 4), 4);
    fs::write(folder.path().join("clips/001.md"), "New.\n").unwrap();
    let articles = read(&library_files);
    assert_eq!(whole(&articles, b"b", 5), 5);
    assert_eq!(whole(&articles, b"b", 6), 6, "it may still change");
    settle();
    assert_eq!(whole(&articles, b"b", 7), 7);
    assert_eq!(whole(&articles, b"b", 8), 7);
}
