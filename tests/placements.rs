//! Where annotations are while files and annotations come, change, move and go: what is kept of it, against a fresh look.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot do")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use postil::app::message::Message;
use postil::library::contents::Library;
use postil::names::pipeline::Names;
use postil::notes::annotation::{Annotation, AnnotationId, Revision};
use postil::notes::notebook::Notebook;
use postil::notes::placement::Placements;
use postil::runtime::loader::LibraryLoader;
use postil::store::library_files::LibraryFiles;
use postil::store::locate_annotations::AnnotationLocator;

/// What a folder and its annotations come to after another edit: files that come, change, move and go, and
/// annotations on them.
fn edit(
    folder: &Path,
    notebook: &mut Notebook,
    locator: &mut AnnotationLocator,
    dice: u64,
) -> AnnotationId {
    let file = |number: u64| folder.join(format!("{}.md", number % 5));
    let (which, other) = (file(dice >> 8), file(dice >> 16));
    let head = format!(
        "---\nsource: https://example.org/{}\n---\n",
        (dice >> 24) % 3
    );
    let sentences = [
        "Costs fell by half.",
        "Grids grew.",
        "Cells got cheaper.",
        "Nobody knew.",
    ];
    let chosen = (0..4).filter(|bit| dice >> (32 + bit) & 1 == 1);
    let body: Vec<&str> = chosen.map(|bit| sentences[bit]).collect();
    let id = AnnotationId::derived("test", &(dice >> 40 & 7).to_string());
    match dice % 6 {
        0 => drop(fs::remove_file(&which)),
        1 => drop(fs::rename(&which, &other)),
        2 | 3 => fs::write(&which, format!("{head}{}\n", body.join(" "))).unwrap(),
        _ => {
            let articles = locator.library().articles();
            let article = articles
                .get((dice >> 48) as usize % articles.len().max(1))
                .cloned();
            let text = article
                .as_ref()
                .and_then(|article| locator.anchor_text(article.id));
            if let (Some(article), Some(text)) = (article, text) {
                let place = text
                    .quotes(sentences[(dice >> 56) as usize % 4], "")
                    .first()
                    .copied();
                let target = place.and_then(|place| text.target(&article, place));
                let target = target.unwrap_or_else(|| text.whole(&article));
                let made = Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target);
                let entry = notebook.entry(id);
                let seen = entry.map(|entry| entry.seen.clone()).unwrap_or_default();
                let deleted = dice % 6 == 5 && !seen.is_empty();
                notebook.insert(Revision::new(Annotation { deleted, ..made }, seen));
            }
        }
    }
    id
}

#[test]
fn after_any_edits_annotations_are_where_a_fresh_look_finds_them() {
    let folder = tempfile::tempdir().unwrap();
    let names = Names::embedded().unwrap();
    let files = LibraryFiles::open(folder.path()).unwrap();
    let mut loader = LibraryLoader::new(files.clone(), names, Library::default());
    let mut kept = AnnotationLocator::new(files.clone());
    let (mut notebook, mut placements) = (Notebook::default(), Placements::default());
    let mut now = Arc::new(Library::default());
    let (mut dice, mut found) = (0x2545_F491_4F6C_DD1D_u64, 0);
    for step in 0..150 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let touched = edit(folder.path(), &mut notebook, &mut kept, dice);
        if step % 3 == 0 {
            loader.read(Default::default, |message| {
                if let Message::Library(library) = message {
                    now = library;
                    kept.set_library(Arc::clone(&now));
                }
                true
            });
        }
        for (id, placed) in kept.locate_changed(&notebook, &[touched].into()) {
            placements.set(id, placed);
            found += 1;
        }
        if step % 3 == 0 {
            let mut fresh = AnnotationLocator::new(files.clone());
            fresh.set_library(Arc::clone(&now));
            assert_eq!(placements, fresh.locate_all(&notebook), "step {step}");
        }
    }
    assert!(found < 800, "{found} of 150 times 8 were looked for");
}
