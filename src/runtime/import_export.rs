//! Writes annotations to a file and reads them from one, for the keeper.

use std::path::PathBuf;

use crate::app::message::{Export, Message};
use crate::notes::annotation::Palette;
use crate::notes::formats::{Outgoing, ReadForm, outgoing};
use crate::notes::notebook::Notebook;
use crate::store::import_export::{self, Exported};
use crate::store::locate_annotations::AnnotationLocator;
use crate::store::user_folders::{Folders, below_home};
use crate::text::clean::SafeText;

/// Writes annotations, and says what came of it.
pub fn export(
    export: Export,
    notebook: &Notebook,
    placer: &mut AnnotationLocator,
    palette: &Palette,
) -> Message {
    let placements = placer.place_all(notebook);
    let mut all = outgoing::all(notebook, placer.library(), &placements, palette);
    all.retain(|(_, outgoing)| export.wanted.contains(&outgoing.annotation().id));
    let all: Vec<Outgoing<'_>> = all.into_iter().map(|(_, outgoing)| outgoing).collect();
    let path = full(&export.path);
    let shown = path.display();
    let words =
        match import_export::write(placer.shelf(), &path, export.form, &all, export.existing) {
            Ok(Exported::Theirs) => return Message::Theirs(export),
            Ok(Exported::Written { left }) => {
                let count = all.len();
                let written = match count {
                    1 => format!("1 annotation written to {shown}"),
                    _ => format!("{count} annotations written to {shown}"),
                };
                match left.len() {
                    0 => written,
                    edited => format!("{written}; {edited} edited there by hand stay as they are"),
                }
            }
            Err(error) => format!("Not written: {shown}: {error}"),
        };
    Message::Say(SafeText::line(&words))
}

/// Reads annotations, and compares them with those that are here.
pub fn import(typed: &str, notebook: &Notebook, placer: &mut AnnotationLocator) -> Message {
    let path = full(typed);
    let shown = path.display();
    let failed = |error: &dyn std::fmt::Display| {
        Message::Say(SafeText::line(&format!("Not taken in: {shown}: {error}")))
    };
    let text = match import_export::read(&path) {
        Ok(text) => text,
        Err(error) => return failed(&error),
    };
    match ReadForm::recognise(&text).and_then(|form| form.read(&text)) {
        Ok(incoming) => Message::Imported(Box::new(placer.import(notebook, incoming))),
        Err(error) => failed(&error),
    }
}

/// A typed path; a relative one begins where the program was started, which it never leaves.
fn full(typed: &str) -> PathBuf {
    match Folders::of_user() {
        Some(folders) => below_home(typed, &folders.home),
        None => PathBuf::from(typed),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::names::pipeline::Names;
    use crate::notes::annotation::{Annotation, AnnotationId, Revision};
    use crate::notes::formats::Existing;
    use crate::notes::formats::{Import, WriteForm};
    use crate::runtime::annotation_worker::{AnnotationWorker, Work};
    use crate::runtime::load;
    use crate::store::annotations::AnnotationStore;
    use crate::store::library_files::LibraryFiles;

    const CLIP: &str =
        "---\nsource: https://example.org/grid\n---\nStorage costs fell by half in four years.\n";

    /// Tells the keeper something, and has it done.
    fn act(keeper: &mut AnnotationWorker, work: Work) -> Vec<Message> {
        let mut messages = keeper.take(work);
        while keeper.due().is_some() {
            messages.extend(keeper.turn());
        }
        messages
    }

    /// A keeper of a library of one clip, with its placer's knowledge of it.
    fn keeper(folder: &Path) -> (AnnotationWorker, AnnotationLocator) {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("clip.md"), CLIP).unwrap();
        let shelf = LibraryFiles::open(folder).unwrap();
        let library = Arc::new(load::whole(&shelf, &Names::embedded().unwrap()));
        let store = AnnotationStore::of_shelf(&shelf, folder);
        let mut keeper = AnnotationWorker::new(shelf.clone(), store, None, None);
        act(&mut keeper, Work::Know(Arc::clone(&library)));
        let mut placer = AnnotationLocator::new(shelf);
        placer.know(library);
        (keeper, placer)
    }

    fn mark(placer: &mut AnnotationLocator) -> Annotation {
        let article = Arc::clone(&placer.library().articles()[0]);
        let sheet = placer.sheet(article.id).unwrap();
        let place = sheet.quotes("fell by half", "")[0];
        let target = sheet.target(&article, place).unwrap();
        let id = AnnotationId::derived("test", "mark");
        Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target)
    }

    fn write(keeper: &mut AnnotationWorker, path: &Path, existing: Existing) -> Message {
        let path = path.to_str().unwrap().to_owned();
        let form = WriteForm::of_path(&path).unwrap();
        let wanted = BTreeSet::from([AnnotationId::derived("test", "mark")]);
        let wish = Export {
            path,
            form,
            wanted,
            existing,
        };
        act(keeper, Work::Export(wish)).remove(0)
    }

    fn read(keeper: &mut AnnotationWorker, path: &Path) -> Import {
        let path = path.to_str().unwrap().to_owned();
        match act(keeper, Work::Import(path)).remove(0) {
            Message::Imported(import) => *import,
            other => panic!("{other:?}"),
        }
    }

    fn words(message: &Message) -> &str {
        match message {
            Message::Say(words) => words.as_str(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_one_library_writes_another_takes_in_once() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut placer) = keeper(&folder.path().join("one"));
        act(
            &mut one,
            Work::Save(vec![Revision::new(mark(&mut placer), Vec::new())]),
        );
        for ending in ["json", "jsonl", "csv", "readwise.csv"] {
            let path = folder.path().join("all").with_extension(ending);
            let said = write(&mut one, &path, Existing::Keep);
            assert!(
                words(&said).starts_with("1 annotation written to /"),
                "{said:?}"
            );
            assert!(fs::read_to_string(&path).unwrap().contains("fell by half"));
            let again = write(&mut one, &path, Existing::Keep);
            assert!(matches!(again, Message::Theirs(_)), "{again:?}");
            write(&mut one, &path, Existing::Write);
        }
        let path = folder.path().join("all.json");
        let (mut other, _) = keeper(&folder.path().join("other"));
        let first = read(&mut other, &path);
        assert_eq!((first.added, first.orphans), (1, 0));
        let mut notebook = Notebook::default();
        let made = notebook
            .apply(first.changes, "2026-01-02T00:00:00Z")
            .unwrap();
        act(&mut other, Work::Save(made));
        let again = read(&mut other, &path);
        assert_eq!((again.added, again.known), (0, 1));
        assert!(again.changes.is_empty());
    }

    #[test]
    fn what_a_person_wrote_into_the_markdown_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (mut keeper, mut placer) = keeper(&folder.path().join("library"));
        let path = folder.path().join("notes.md");
        fs::write(&path, "# Mine\n").unwrap();
        act(
            &mut keeper,
            Work::Save(vec![Revision::new(mark(&mut placer), Vec::new())]),
        );
        let asked = write(&mut keeper, &path, Existing::Keep);
        assert!(matches!(asked, Message::Theirs(_)), "no marks of ours yet");
        assert_eq!(fs::read_to_string(&path).unwrap(), "# Mine\n");
        write(&mut keeper, &path, Existing::Write);
        let once = fs::read_to_string(&path).unwrap();
        assert!(
            once.starts_with("# Mine\n") && once.contains("fell by half"),
            "{once}"
        );
        fs::write(&path, format!("{once}And more.\n")).unwrap();
        write(&mut keeper, &path, Existing::Keep);
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            format!("{once}And more.\n")
        );
    }

    #[test]
    fn what_cannot_be_done_names_the_file_and_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let (mut keeper, _) = keeper(&folder.path().join("library"));
        let missing = folder.path().join("none/a.csv");
        let said = write(&mut keeper, &missing, Existing::Keep);
        let told = words(&said);
        assert!(
            told.contains("none/a.csv") && told.contains("No such file"),
            "{told}"
        );
        let taken = folder.path().join("folder.md");
        fs::create_dir(&taken).unwrap();
        let said = write(&mut keeper, &taken, Existing::Write);
        assert!(
            words(&said).ends_with("folder.md: this is no file"),
            "{said:?}"
        );
        let broken = folder.path().join("broken.json");
        fs::write(&broken, "no").unwrap();
        let path = broken.to_str().unwrap().to_owned();
        let said = act(&mut keeper, Work::Import(path)).remove(0);
        assert!(words(&said).contains("broken.json: not JSON"), "{said:?}");
    }
}
