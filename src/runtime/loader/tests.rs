//! What is read, in which order, and what is handed on.

use std::fs;

use super::*;

/// A library of so many files, each of which names Huawei.
fn library(files: usize) -> (tempfile::TempDir, LibraryLoader) {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..files {
        let clip = format!("---\ntitle: Clip {number}\n---\nHuawei sells phones in Uganda.\n");
        fs::write(folder.path().join(format!("{number:03}.md")), clip).unwrap();
    }
    let library_files = LibraryFiles::open(folder.path()).unwrap();
    let loader = LibraryLoader::new(
        library_files,
        Names::embedded().unwrap(),
        Library::default(),
    );
    (folder, loader)
}

/// The libraries that are handed on while everything is read, of which `first` is asked at once.
fn handed_on(loader: &mut LibraryLoader, first: Option<ArticleId>) -> Vec<Arc<Library>> {
    let mut asked = Some(UrgentTasks {
        curation: None,
        first,
    });
    let mut handed_on = Vec::new();
    loader.read(
        || asked.take().unwrap_or_default(),
        |message| {
            if let Message::Library(library) = message {
                handed_on.push(library);
            }
            true
        },
    );
    handed_on
}

fn read(library: &Library) -> usize {
    let articles = library.articles().iter();
    articles.filter(|article| article.is_read()).count()
}

#[test]
fn all_articles_are_listed_before_a_text_is_read() {
    let (_folder, mut loader) = library(70);
    let handed_on = handed_on(&mut loader, None);
    let read: Vec<(usize, usize)> = handed_on
        .iter()
        .map(|library| (library.articles().len(), read(library)))
        .collect();
    assert_eq!(read, [(70, 0), (70, 64), (70, 70)]);
    let title = &handed_on[0].articles()[9].head.title;
    assert_eq!(title.as_str(), "Clip 9");
}

#[test]
fn the_article_that_is_looked_at_has_its_names_before_the_others() {
    let (_folder, mut loader) = library(70);
    let handed_on = handed_on(&mut loader, Some(ArticleId(69)));
    let names = |library: &Library, id: u32| -> Vec<String> {
        let entities = library.entities_in(ArticleId(id)).into_iter();
        entities
            .map(|(entity, _)| entity.name.to_string())
            .collect()
    };
    assert_eq!(names(&handed_on[1], 69), ["Huawei", "Uganda"]);
    assert_eq!((read(&handed_on[1]), names(&handed_on[1], 68)), (1, vec![]));
    let last = handed_on.last().unwrap();
    let huawei = last.entity(crate::clip::entity::Kind::Organisation, "Huawei");
    assert_eq!(huawei.unwrap().articles.len(), 70);
}

/// Their numbers and texts.
fn texts(library: &Library) -> Vec<(u32, &str)> {
    let articles = library.articles().iter();
    articles
        .map(|article| (article.id.0, article.text.as_str()))
        .collect()
}

#[test]
fn only_files_that_have_changed_are_read_again() {
    let (folder, mut loader) = library(3);
    let kept = texts(handed_on(&mut loader, None).last().unwrap())[2]
        .1
        .to_owned();
    fs::write(folder.path().join("001.md"), "Nokia sells phones.\n").unwrap();
    fs::remove_file(folder.path().join("000.md")).unwrap();
    let again = handed_on(&mut loader, None);
    assert_eq!(again.len(), 1, "all of it at once");
    assert_eq!(
        texts(&again[0]),
        [(1, "Nokia sells phones."), (2, kept.as_str())]
    );
    let nokia = again[0].entity(crate::clip::entity::Kind::Organisation, "Nokia");
    assert_eq!(nokia.unwrap().articles.len(), 1);
}

#[test]
fn an_article_keeps_its_number_whatever_comes_before_it() {
    let (folder, mut loader) = library(2);
    handed_on(&mut loader, None);
    fs::write(folder.path().join("+.md"), "First of all.\n").unwrap();
    let again = handed_on(&mut loader, None);
    let numbers = |library: &Library| -> Vec<(u32, String)> {
        let articles = library.articles().iter();
        articles
            .map(|article| (article.id.0, article.path.display().to_string()))
            .collect()
    };
    let wanted = [(0, "000.md"), (1, "001.md"), (2, "+.md")];
    assert_eq!(
        numbers(again.last().unwrap()),
        wanted.map(|(id, path)| (id, path.to_owned()))
    );
}

#[test]
fn a_reading_says_what_had_changed_and_hands_nothing_on_where_nothing_had() {
    let (folder, mut loader) = library(2);
    let mut read = || {
        let mut messages = 0;
        let changes = loader.read(UrgentTasks::default, |_| {
            messages += 1;
            true
        });
        (changes, messages)
    };
    let changes = |new, changed, gone| Changes { new, changed, gone };
    assert_eq!(read().0, changes(2, 0, 0));
    assert_eq!(read(), (Changes::default(), 0));
    fs::write(folder.path().join("new.md"), "New.\n").unwrap();
    fs::write(folder.path().join("000.md"), "Another text.\n").unwrap();
    fs::remove_file(folder.path().join("001.md")).unwrap();
    assert_eq!(read().0, changes(1, 1, 1));
    assert_eq!(read(), (Changes::default(), 0));
}

#[test]
fn an_empty_library_is_handed_on_once() {
    let (_folder, mut loader) = library(0);
    assert_eq!(handed_on(&mut loader, None).len(), 1);
    assert!(handed_on(&mut loader, None).is_empty());
}

#[test]
fn what_was_put_right_is_handed_on_though_no_file_has_changed() {
    let (_folder, mut loader) = library(1);
    handed_on(&mut loader, None);
    loader.put_right(Curation::default());
    assert_eq!(handed_on(&mut loader, None).len(), 1);
    assert!(handed_on(&mut loader, None).is_empty());
}

#[test]
fn what_the_index_has_is_listed_before_files_are_looked_for() {
    let (folder, _) = library(70);
    let cache = tempfile::tempdir().unwrap();
    let loader = || {
        let library_files = LibraryFiles::open(folder.path()).unwrap();
        let library_files = library_files.with_index(Some(cache.path().join("index")));
        LibraryLoader::new(
            library_files,
            Names::embedded().unwrap(),
            Library::default(),
        )
    };
    // What was changed less than two seconds ago is not kept.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let cold = handed_on(&mut loader(), None);
    fs::write(
        folder.path().join("001.md"),
        "---\ntitle: New\n---\nNokia.\n",
    )
    .unwrap();
    fs::remove_file(folder.path().join("000.md")).unwrap();
    let warm = handed_on(&mut loader(), None);
    let read: Vec<(usize, usize)> = warm
        .iter()
        .map(|library| (library.articles().len(), read(library)))
        .collect();
    assert_eq!(read, [(70, 0), (70, 0), (69, 69)]);
    let title = |library: &Library| library.articles()[1].head.title.to_string();
    assert_eq!(
        (title(&warm[0]), title(&warm[1])),
        ("Clip 1".into(), "New".into())
    );
    let (cold, warm) = (cold.last().unwrap(), warm.last().unwrap());
    assert_eq!(cold.articles()[2..], warm.articles()[1..]);
}
