//! Finding where every annotation is; reads the articles that bear annotations, and no others.

use std::collections::HashMap;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::read_limit::{MOST, WHOLE};
use crate::library::contents::Library;
use crate::notes::anchor::AnchorText;
use crate::notes::anchor::article::Catalogue;
use crate::notes::annotation::Annotation;
use crate::notes::formats::{self, Import};
use crate::notes::notebook::Notebook;
use crate::notes::placement::{Placed, Placements, State};
use crate::store::library_files::LibraryFiles;
use crate::text::decode::decode;
use crate::text::range::ArticleId;

/// Knows the articles of a library, and the texts of those that it had to read.
pub struct AnnotationLocator {
    shelf: LibraryFiles,
    library: Arc<Library>,
    catalogue: Catalogue,
    sheets: HashMap<ArticleId, Arc<AnchorText>>,
}

impl AnnotationLocator {
    /// Somebody who knows no article yet.
    pub fn new(shelf: LibraryFiles) -> Self {
        Self {
            shelf,
            library: Arc::default(),
            catalogue: Catalogue::default(),
            sheets: HashMap::new(),
        }
    }

    /// Takes in the library as it is now. Texts that have not changed are kept.
    pub fn know(&mut self, library: Arc<Library>) {
        self.catalogue = Catalogue::new(library.articles().iter().map(AsRef::as_ref));
        // Front matter alone may have changed, which moves the places of the same body.
        let file = |library: &Library, id: &ArticleId| {
            let article = library.article(*id)?;
            Some((article.stamp, article.body))
        };
        self.sheets.retain(|id, _| {
            let now = file(&library, id);
            now.is_some() && now == file(&self.library, id)
        });
        self.library = library;
    }

    /// The articles that an annotation may be about; see [`Catalogue::find`].
    pub fn articles_of(&self, annotation: &Annotation) -> Vec<ArticleId> {
        self.catalogue.find(&annotation.target)
    }

    /// Where every annotation is.
    pub fn place_all(&mut self, notebook: &Notebook) -> Placements {
        let annotations = notebook.entries().map(|entry| entry.annotation());
        annotations
            .map(|annotation| (annotation.id, self.place(annotation)))
            .collect()
    }

    /// Where one annotation is: of several articles, in the one where that is surest.
    pub fn place(&mut self, annotation: &Annotation) -> Placed {
        let articles = self.articles_of(annotation);
        let placed = articles.into_iter().map(|id| self.place_in(id, annotation));
        // The first of equals, because a later one would have to be surer.
        placed
            .reduce(|best, next| if next.state > best.state { next } else { best })
            .unwrap_or(Placed::MISSING)
    }

    /// Where the articles lie.
    pub fn shelf(&self) -> &LibraryFiles {
        &self.shelf
    }

    /// The library as it was told last.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Compares what an import brings with what is here, and fills in what the library knows.
    pub fn import(&mut self, notebook: &Notebook, incoming: Vec<Annotation>) -> Import {
        let mut orphans = 0;
        let import = formats::import(notebook, incoming, |annotation| {
            self.complete(annotation);
            let is_lost = self.place(annotation).source.is_none() && annotation.is_anchored();
            orphans += usize::from(is_lost);
        });
        Import { orphans, ..import }
    }

    /// Fills in what the library knows of an annotation that came from elsewhere.
    fn complete(&mut self, annotation: &mut Annotation) {
        let found = self.place(annotation);
        let Some(article) = found.article.and_then(|id| self.library.article(id)) else {
            return;
        };
        let article = Arc::clone(article);
        let Some(sheet) = self.sheet(article.id) else {
            return;
        };
        annotation.target.article = sheet.whole(&article).article;
        let Some(here) = found.source.filter(|_| found.state == State::Sure) else {
            return;
        };
        if let Some(made) = sheet.target(&article, here) {
            annotation.target.position = made.position;
            annotation.target.text = made.text;
            annotation.target.article = made.article;
        }
    }

    fn place_in(&mut self, id: ArticleId, annotation: &Annotation) -> Placed {
        match self.sheet_for(id, annotation) {
            Some(sheet) => Placed::within(id, &sheet, annotation),
            None => Placed {
                state: State::Orphan,
                article: Some(id),
                source: None,
            },
        }
    }

    /// The text of an article, as far as an annotation was made in it: of a long file the reader may have
    /// been shown more than its beginning.
    fn sheet_for(&mut self, id: ArticleId, annotation: &Annotation) -> Option<Arc<AnchorText>> {
        let mut sheet = self.sheet(id)?;
        let article = Arc::clone(self.library.article(id)?);
        let mut most = WHOLE;
        while !sheet.reaches(&annotation.target) && most < article.stamp.size.min(MOST) {
            most *= 2;
            let raw = self.shelf.read_up_to(&article.path, most).ok()?;
            sheet = Arc::new(AnchorText::new(&decode(&raw.bytes).text, article.body));
            self.sheets.insert(id, Arc::clone(&sheet));
        }
        Some(sheet)
    }

    /// The text of an article; `None` where its file is gone.
    pub fn sheet(&mut self, id: ArticleId) -> Option<Arc<AnchorText>> {
        if let Some(sheet) = self.sheets.get(&id) {
            return Some(Arc::clone(sheet));
        }
        let article: &Article = self.library.article(id)?;
        let raw = self.shelf.read(&article.path).ok()?;
        let sheet = Arc::new(AnchorText::new(&decode(&raw.bytes).text, article.body));
        self.sheets.insert(id, Arc::clone(&sheet));
        Some(sheet)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::names::pipeline::Names;
    use crate::notes::annotation::{AnnotationId, Revision};
    use crate::store::load;
    use crate::text::range::SourceRange;

    const CLIP: &str = "---\nsource: https://example.org/grid\n---\nStorage costs fell by half in four years, mostly through cheaper cells.\n";

    fn placer(folder: &Path) -> AnnotationLocator {
        let shelf = LibraryFiles::open(folder).unwrap();
        let mut library = Library::default();
        let names = Names::embedded().unwrap();
        load::batches(&shelf, &shelf.list().files, &names, |batch| {
            library.add(batch);
            true
        });
        let mut placer = AnnotationLocator::new(shelf);
        placer.know(Arc::new(library));
        placer
    }

    fn annotation(placer: &mut AnnotationLocator, words: &str) -> Annotation {
        let article = Arc::clone(&placer.library.articles()[0]);
        let sheet = placer.sheet(article.id).unwrap();
        let target = if words.is_empty() {
            sheet.whole(&article)
        } else {
            let place: SourceRange = sheet.quotes(words, "")[0];
            sheet.target(&article, place).unwrap()
        };
        Annotation::new(
            AnnotationId::derived("test", words),
            "2026-01-01T00:00:00Z",
            "ada",
            target,
        )
    }

    #[test]
    fn marks_stay_on_their_words_when_only_front_matter_changes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, CLIP).unwrap();
        let mut placer = placer(folder.path());
        let marked = annotation(&mut placer, "costs fell by half");
        placer.place(&marked);
        let changed = CLIP.replacen("---\n", "---\nrating: five stars\n", 1);
        fs::write(&file, &changed).unwrap();
        let again = self::placer(folder.path());
        placer.know(Arc::clone(&again.library));
        let range = placer.place(&marked).source.unwrap();
        assert_eq!(range.of(&changed), "costs fell by half");
    }

    #[test]
    fn a_mark_beyond_the_beginning_of_a_long_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let filler = "A line of no interest.\n\n".repeat(130_000);
        let text = format!("{CLIP}\n{filler}The last words of all.\n");
        fs::write(folder.path().join("a.md"), &text).unwrap();
        let mut placer = placer(folder.path());
        let article = Arc::clone(&placer.library.articles()[0]);
        let sheet = AnchorText::new(&text, article.body);
        let target = sheet
            .target(&article, sheet.quotes("last words", "")[0])
            .unwrap();
        let id = AnnotationId::derived("test", "far");
        let far = Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target);
        let found = placer.place(&far);
        assert_eq!(found.state, State::Sure);
        assert_eq!(found.source.unwrap().of(&text), "last words");
        let near = annotation(&mut placer, "costs fell by half");
        assert_eq!(placer.place(&near).state, State::Sure);
    }

    #[test]
    fn annotations_follow_their_article_when_it_is_moved_or_clipped_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, CLIP).unwrap();
        let mut before = placer(folder.path());
        let (marked, noted) = (
            annotation(&mut before, "costs fell by half"),
            annotation(&mut before, ""),
        );
        let words =
            |placed: Placed, file: &str| placed.source.map(|range| range.of(file).to_owned());
        let placed = before.place(&marked);
        assert_eq!(
            (placed.state, words(placed, CLIP).as_deref()),
            (State::Sure, Some("costs fell by half"))
        );

        fs::rename(&file, folder.path().join("b.md")).unwrap();
        assert_eq!(
            placer(folder.path()).place(&marked).state,
            State::Sure,
            "moved"
        );

        let again = CLIP.replace("Storage", "A new beginning. Storage");
        fs::write(folder.path().join("b.md"), &again).unwrap();
        let mut after = placer(folder.path());
        let placed = after.place(&marked);
        assert_eq!(
            (placed.state, words(placed, &again).as_deref()),
            (State::Sure, Some("costs fell by half"))
        );
        let mut notebook = Notebook::default();
        notebook.insert(Revision::new(marked.clone(), Vec::new()));
        notebook.insert(Revision::new(noted.clone(), Vec::new()));
        let all = after.place_all(&notebook);
        assert_eq!(
            (all[&noted.id].state, all[&noted.id].source),
            (State::Sure, None)
        );
        assert_eq!(all[&marked.id], placed);

        fs::write(
            folder.path().join("b.md"),
            "---\nsource: https://example.org/grid\n---\nNothing of it.\n",
        )
        .unwrap();
        assert_eq!(placer(folder.path()).place(&marked).state, State::Orphan);
        fs::remove_file(folder.path().join("b.md")).unwrap();
        assert_eq!(placer(folder.path()).place(&marked), Placed::MISSING);
    }

    #[test]
    fn of_two_clips_of_a_page_the_one_that_still_has_the_words_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("c.md"), CLIP).unwrap();
        let marked = annotation(&mut placer(folder.path()), "costs fell by half");
        fs::remove_file(folder.path().join("c.md")).unwrap();
        fs::write(
            folder.path().join("a.md"),
            "---\nsource: https://example.org/grid\n---\nNothing of it.\n",
        )
        .unwrap();
        fs::write(
            folder.path().join("b.md"),
            CLIP.replace("Storage", "Now storage"),
        )
        .unwrap();
        let mut placer = placer(folder.path());
        let found = placer.place(&marked);
        let article = placer.library.article(found.article.unwrap()).unwrap();
        assert_eq!(
            (found.state, article.path.as_path()),
            (State::Sure, Path::new("b.md"))
        );
        assert_eq!(placer.articles_of(&marked).len(), 2);
    }
}
