//! Writes annotations to a file and reads them from one, for the worker.

use std::path::PathBuf;

use crate::app::message::{Export, Message};
use crate::notes::annotation::Palette;
use crate::notes::formats::{ExportItem, ReadForm, export_item};
use crate::notes::notebook::Notebook;
use crate::store::error::{reason, remedy};
use crate::store::import_export::{self, Exported};
use crate::store::locate_annotations::AnnotationLocator;
use crate::store::user_folders::{Folders, below_home};
use crate::text::clean::SafeText;

/// Writes annotations, and says what came of it.
pub fn export(
    export: Export,
    notebook: &Notebook,
    locator: &mut AnnotationLocator,
    palette: &Palette,
) -> Message {
    let placements = locator.locate_all(notebook);
    let mut all = export_item::all(notebook, locator.library(), &placements, palette);
    all.retain(|(_, outgoing)| export.wanted.contains(&outgoing.annotation().id));
    let all: Vec<ExportItem<'_>> = all.into_iter().map(|(_, outgoing)| outgoing).collect();
    let path = full(&export.path);
    let shown = path.display();
    let words = match import_export::write(
        locator.library_files(),
        &path,
        export.form,
        &all,
        export.existing,
    ) {
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
        Err(error) => format!(
            "Not written: {}: {shown}; {}",
            reason(&error),
            remedy(&error)
        ),
    };
    Message::Say(SafeText::line(&words))
}

/// Reads annotations, and compares them with those that are here.
pub fn import(typed: &str, notebook: &Notebook, locator: &mut AnnotationLocator) -> Message {
    let path = full(typed);
    let shown = path.display();
    let failed = |error: &dyn std::fmt::Display| {
        Message::Say(SafeText::line(&format!("Not taken in: {error}: {shown}")))
    };
    let text = match import_export::read(&path) {
        Ok(text) => text,
        Err(error) => return failed(&error),
    };
    match ReadForm::recognise(&text).and_then(|form| form.read(&text)) {
        Ok(incoming) => Message::Imported(Box::new(locator.import(notebook, incoming))),
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
    use crate::runtime::annotation_worker::{AnnotationTask, AnnotationWorker};
    use crate::runtime::load;
    use crate::store::annotations::AnnotationStore;
    use crate::store::library_files::LibraryFiles;

    const CLIP: &str =
        "---\nsource: https://example.org/grid\n---\nStorage costs fell by half in four years.\n";

    /// Tells the worker something, and has it done.
    fn act(worker: &mut AnnotationWorker, work: AnnotationTask) -> Vec<Message> {
        let mut messages = worker.receive(work);
        while worker.due().is_some() {
            messages.extend(worker.step());
        }
        messages
    }

    /// A worker of a library of one clip, with its locator's knowledge of it.
    fn worker(folder: &Path) -> (AnnotationWorker, AnnotationLocator) {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("clip.md"), CLIP).unwrap();
        let library_files = LibraryFiles::open(folder).unwrap();
        let library = Arc::new(load::whole(&library_files, Names::embedded().unwrap()));
        let store = AnnotationStore::of_library_files(&library_files, folder);
        let mut worker = AnnotationWorker::new(library_files.clone(), store, None, None);
        act(
            &mut worker,
            AnnotationTask::SetLibrary(Arc::clone(&library)),
        );
        let mut locator = AnnotationLocator::new(library_files);
        locator.set_library(library);
        (worker, locator)
    }

    fn mark(locator: &mut AnnotationLocator) -> Annotation {
        let article = Arc::clone(&locator.library().articles()[0]);
        let sheet = locator.anchor_text(article.id).unwrap();
        let place = sheet.quotes("fell by half", "")[0];
        let target = sheet.target(&article, place).unwrap();
        let id = AnnotationId::derived("test", "mark");
        Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target)
    }

    fn write(worker: &mut AnnotationWorker, path: &Path, existing: Existing) -> Message {
        let path = path.to_str().unwrap().to_owned();
        let form = WriteForm::of_path(&path).unwrap();
        let wanted = BTreeSet::from([AnnotationId::derived("test", "mark")]);
        let wish = Export {
            path,
            form,
            wanted,
            existing,
        };
        act(worker, AnnotationTask::Export(wish)).remove(0)
    }

    fn read(worker: &mut AnnotationWorker, path: &Path) -> Import {
        let path = path.to_str().unwrap().to_owned();
        match act(worker, AnnotationTask::Import(path)).remove(0) {
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
        let (mut one, mut locator) = worker(&folder.path().join("one"));
        act(
            &mut one,
            AnnotationTask::Save(vec![Revision::new(mark(&mut locator), Vec::new())]),
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
        let (mut other, _) = worker(&folder.path().join("other"));
        let first = read(&mut other, &path);
        assert_eq!((first.added, first.orphans), (1, 0));
        let mut notebook = Notebook::default();
        let made = notebook
            .apply(first.changes, "2026-01-02T00:00:00Z")
            .unwrap();
        act(&mut other, AnnotationTask::Save(made));
        let again = read(&mut other, &path);
        assert_eq!((again.added, again.known), (0, 1));
        assert!(again.changes.is_empty());
    }

    #[test]
    fn what_a_person_wrote_into_the_markdown_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (mut worker, mut locator) = worker(&folder.path().join("library"));
        let path = folder.path().join("notes.md");
        fs::write(&path, "# Mine\n").unwrap();
        act(
            &mut worker,
            AnnotationTask::Save(vec![Revision::new(mark(&mut locator), Vec::new())]),
        );
        let asked = write(&mut worker, &path, Existing::Keep);
        assert!(matches!(asked, Message::Theirs(_)), "no marks of ours yet");
        assert_eq!(fs::read_to_string(&path).unwrap(), "# Mine\n");
        write(&mut worker, &path, Existing::Write);
        let once = fs::read_to_string(&path).unwrap();
        assert!(
            once.starts_with("# Mine\n") && once.contains("fell by half"),
            "{once}"
        );
        fs::write(&path, format!("{once}And more.\n")).unwrap();
        write(&mut worker, &path, Existing::Keep);
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            format!("{once}And more.\n")
        );
    }

    #[test]
    fn what_cannot_be_done_names_the_file_and_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let (mut worker, _) = worker(&folder.path().join("library"));
        let missing = folder.path().join("none/a.csv");
        let said = write(&mut worker, &missing, Existing::Keep);
        let told = words(&said);
        assert!(
            told.contains("none/a.csv") && told.contains("No such file"),
            "{told}"
        );
        let taken = folder.path().join("folder.md");
        fs::create_dir(&taken).unwrap();
        let said = write(&mut worker, &taken, Existing::Write);
        assert!(
            words(&said).starts_with("Not written: this is no file: "),
            "{said:?}"
        );
        let broken = folder.path().join("broken.json");
        fs::write(&broken, "no").unwrap();
        let path = broken.to_str().unwrap().to_owned();
        let said = act(&mut worker, AnnotationTask::Import(path)).remove(0);
        let words = words(&said);
        assert!(words.starts_with("Not taken in: not JSON"), "{said:?}");
        assert!(words.ends_with("broken.json"), "{said:?}");
    }
}
