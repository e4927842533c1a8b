//! Finding where every annotation is; reads the articles that bear annotations, and no others.

mod kept;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::read_limit::{MOST, WHOLE};
use crate::library::contents::Library;
use crate::notes::anchor::AnchorText;
use crate::notes::anchor::article::Catalogue;
use crate::notes::annotation::{Annotation, AnnotationId};
use crate::notes::formats::{self, Import};
use crate::notes::notebook::Notebook;
use crate::notes::placement::{Placed, PlacementChanges, Placements, State};
use crate::store::library_files::LibraryFiles;
use crate::store::locate_annotations::kept::KeptPlacements;
use crate::text::decode::decode;
use crate::text::range::ArticleId;

/// Knows the articles of a library, and the texts of those that it had to read.
pub struct AnnotationLocator {
    library_files: LibraryFiles,
    library: Arc<Library>,
    catalogue: Catalogue,
    anchor_texts: HashMap<ArticleId, Arc<AnchorText>>,
    kept: KeptPlacements,
}

/// The texts that are kept between two times that annotations are looked for: somebody who marks much in one article
/// need not have it read each time.
const TEXTS: usize = 16;

impl AnnotationLocator {
    /// Somebody who knows no article yet.
    pub fn new(library_files: LibraryFiles) -> Self {
        Self {
            library_files,
            library: Arc::default(),
            catalogue: Catalogue::default(),
            anchor_texts: HashMap::new(),
            kept: KeptPlacements::default(),
        }
    }

    /// Takes in the library as it is now: texts of articles that have not changed are kept.
    pub fn set_library(&mut self, library: Arc<Library>) {
        let before = std::mem::replace(&mut self.library, library);
        for (old, new) in self.library.changed_since(&before) {
            if let Some(old) = old {
                self.catalogue.remove(old);
            }
            if let Some(new) = new {
                self.catalogue.add(new);
            }
            let file = |article: &Arc<Article>| (article.stamp, article.body);
            let Some(id) = old.or(new).map(|article| article.id) else {
                continue;
            };
            // Front matter alone may have changed, which moves the places of the same body.
            if old.map(file) != new.map(file) {
                self.anchor_texts.remove(&id);
            }
            self.kept.article_changed(id);
        }
    }

    /// The articles that an annotation may be about; see [`Catalogue::find`].
    pub fn articles_of(&self, annotation: &Annotation) -> Vec<ArticleId> {
        self.catalogue.find(&annotation.target)
    }

    /// Where every annotation is.
    pub fn locate_all(&mut self, notebook: &Notebook) -> Placements {
        let annotations = notebook.entries().map(|entry| entry.annotation());
        annotations
            .map(|annotation| (annotation.id, self.locate(annotation)))
            .collect()
    }

    /// Where those annotations are now of which that may have changed since this was asked the last time: those that
    /// are `touched`, and those that may be about an article that came, changed or went.
    pub fn locate_changed(
        &mut self,
        notebook: &Notebook,
        touched: &BTreeSet<AnnotationId>,
    ) -> PlacementChanges {
        let asked = self.kept.take_asked(notebook, touched, &self.catalogue);
        let mut changes = PlacementChanges::new();
        for id in asked {
            let entry = notebook.entry(id).map(|entry| entry.annotation());
            let on_article = entry.filter(|annotation| annotation.is_on_article());
            changes.push((id, on_article.map(|annotation| self.locate(annotation))));
        }
        if self.anchor_texts.len() > TEXTS {
            self.anchor_texts.clear();
        }
        changes
    }

    /// Where one annotation is: of several articles, in the one where that is surest.
    pub fn locate(&mut self, annotation: &Annotation) -> Placed {
        let articles = self.articles_of(annotation);
        let placed = articles
            .into_iter()
            .map(|id| self.locate_in(id, annotation));
        // The first of equals, because a later one would have to be surer.
        placed
            .reduce(|best, next| if next.state > best.state { next } else { best })
            .unwrap_or(Placed::MISSING)
    }

    /// Where the articles lie.
    pub fn library_files(&self) -> &LibraryFiles {
        &self.library_files
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
            let is_lost = self.locate(annotation).source.is_none() && annotation.is_anchored();
            orphans += usize::from(is_lost);
        });
        Import { orphans, ..import }
    }

    /// Fills in what the library knows of an annotation that came from elsewhere.
    fn complete(&mut self, annotation: &mut Annotation) {
        let found = self.locate(annotation);
        let Some(article) = found.article.and_then(|id| self.library.article(id)) else {
            return;
        };
        let article = Arc::clone(article);
        let Some(anchor_text) = self.anchor_text(article.id) else {
            return;
        };
        annotation.target.article = anchor_text.whole(&article).article;
        let Some(here) = found.source.filter(|_| found.state == State::Sure) else {
            return;
        };
        if let Some(made) = anchor_text.target(&article, here) {
            annotation.target.position = made.position;
            annotation.target.text = made.text;
            annotation.target.article = made.article;
        }
    }

    fn locate_in(&mut self, id: ArticleId, annotation: &Annotation) -> Placed {
        match self.anchor_text_for(id, annotation) {
            Some(anchor_text) => Placed::within(id, &anchor_text, annotation),
            None => Placed {
                state: State::Orphan,
                article: Some(id),
                source: None,
            },
        }
    }

    /// The text of an article, as far as an annotation was made in it: of a long file the reader may have
    /// been shown more than its beginning.
    fn anchor_text_for(
        &mut self,
        id: ArticleId,
        annotation: &Annotation,
    ) -> Option<Arc<AnchorText>> {
        let mut anchor_text = self.anchor_text(id)?;
        let article = Arc::clone(self.library.article(id)?);
        let mut most = WHOLE;
        while !anchor_text.reaches(&annotation.target) && most < article.stamp.size.min(MOST) {
            most *= 2;
            let raw = self.library_files.read_up_to(&article.path, most).ok()?;
            anchor_text = Arc::new(AnchorText::new(&decode(&raw.bytes).text, article.body));
            self.anchor_texts.insert(id, Arc::clone(&anchor_text));
        }
        Some(anchor_text)
    }

    /// The text of an article; `None` where its file is gone.
    pub fn anchor_text(&mut self, id: ArticleId) -> Option<Arc<AnchorText>> {
        if let Some(anchor_text) = self.anchor_texts.get(&id) {
            return Some(Arc::clone(anchor_text));
        }
        let article: &Article = self.library.article(id)?;
        let raw = self.library_files.read(&article.path).ok()?;
        let anchor_text = Arc::new(AnchorText::new(&decode(&raw.bytes).text, article.body));
        self.anchor_texts.insert(id, Arc::clone(&anchor_text));
        Some(anchor_text)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::names::pipeline::Names;
    use crate::notes::annotation::{AnnotationId, Revision};
    use crate::store::load::ArticleReader;
    use crate::text::range::SourceRange;

    const CLIP: &str = "---\nsource: https://example.org/grid\n---\nStorage costs fell by half in four years, mostly through cheaper cells.\n";

    fn locator(folder: &Path) -> AnnotationLocator {
        let library_files = LibraryFiles::open(folder).unwrap();
        let mut library = Library::default();
        let names = Names::embedded().unwrap();
        let mut reader = ArticleReader::new(library_files.clone(), names);
        reader.batches(&library_files.list().files, |batch| {
            library.add(batch);
            true
        });
        let mut locator = AnnotationLocator::new(library_files);
        locator.set_library(Arc::new(library));
        locator
    }

    fn annotation(locator: &mut AnnotationLocator, words: &str) -> Annotation {
        let article = Arc::clone(&locator.library.articles()[0]);
        let anchor_text = locator.anchor_text(article.id).unwrap();
        let target = if words.is_empty() {
            anchor_text.whole(&article)
        } else {
            let place: SourceRange = anchor_text.quotes(words, "")[0];
            anchor_text.target(&article, place).unwrap()
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
        let mut locator = locator(folder.path());
        let marked = annotation(&mut locator, "costs fell by half");
        locator.locate(&marked);
        let changed = CLIP.replacen("---\n", "---\nrating: five stars\n", 1);
        fs::write(&file, &changed).unwrap();
        let again = self::locator(folder.path());
        locator.set_library(Arc::clone(&again.library));
        let range = locator.locate(&marked).source.unwrap();
        assert_eq!(range.of(&changed), "costs fell by half");
    }

    #[test]
    fn a_mark_beyond_the_beginning_of_a_long_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let filler = "A line of no interest.\n\n".repeat(130_000);
        let text = format!("{CLIP}\n{filler}The last words of all.\n");
        fs::write(folder.path().join("a.md"), &text).unwrap();
        let mut locator = locator(folder.path());
        let article = Arc::clone(&locator.library.articles()[0]);
        let anchor_text = AnchorText::new(&text, article.body);
        let target = anchor_text
            .target(&article, anchor_text.quotes("last words", "")[0])
            .unwrap();
        let id = AnnotationId::derived("test", "far");
        let far = Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target);
        let found = locator.locate(&far);
        assert_eq!(found.state, State::Sure);
        assert_eq!(found.source.unwrap().of(&text), "last words");
        let near = annotation(&mut locator, "costs fell by half");
        assert_eq!(locator.locate(&near).state, State::Sure);
    }

    #[test]
    fn annotations_follow_their_article_when_it_is_moved_or_clipped_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, CLIP).unwrap();
        let mut before = locator(folder.path());
        let (marked, noted) = (
            annotation(&mut before, "costs fell by half"),
            annotation(&mut before, ""),
        );
        let words =
            |placed: Placed, file: &str| placed.source.map(|range| range.of(file).to_owned());
        let placed = before.locate(&marked);
        assert_eq!(
            (placed.state, words(placed, CLIP).as_deref()),
            (State::Sure, Some("costs fell by half"))
        );

        fs::rename(&file, folder.path().join("b.md")).unwrap();
        assert_eq!(
            locator(folder.path()).locate(&marked).state,
            State::Sure,
            "moved"
        );

        let again = CLIP.replace("Storage", "A new beginning. Storage");
        fs::write(folder.path().join("b.md"), &again).unwrap();
        let mut after = locator(folder.path());
        let placed = after.locate(&marked);
        assert_eq!(
            (placed.state, words(placed, &again).as_deref()),
            (State::Sure, Some("costs fell by half"))
        );
        let mut notebook = Notebook::default();
        notebook.insert(Revision::new(marked.clone(), Vec::new()));
        notebook.insert(Revision::new(noted.clone(), Vec::new()));
        let all = after.locate_all(&notebook);
        assert_eq!(
            all.get(&noted.id).map(|whole| (whole.state, whole.source)),
            Some((State::Sure, None))
        );
        assert_eq!(all.get(&marked.id), Some(&placed));

        fs::write(
            folder.path().join("b.md"),
            "---\nsource: https://example.org/grid\n---\nNothing of it.\n",
        )
        .unwrap();
        assert_eq!(locator(folder.path()).locate(&marked).state, State::Orphan);
        fs::remove_file(folder.path().join("b.md")).unwrap();
        assert_eq!(locator(folder.path()).locate(&marked), Placed::MISSING);
    }

    #[test]
    fn only_what_was_touched_is_looked_for_again() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            fs::write(
                folder.path().join(format!("{name}.md")),
                format!("Text of {name}.\n"),
            )
            .unwrap();
        }
        let mut locator = locator(folder.path());
        let mut notebook = Notebook::default();
        let mut ids = Vec::new();
        for article in locator.library.articles().to_vec() {
            let text = locator.anchor_text(article.id).unwrap();
            let id = AnnotationId::derived("test", &article.path.to_string_lossy());
            let made = Annotation::new(id, "2026-01-01T00:00:00Z", "ada", text.whole(&article));
            notebook.insert(Revision::new(made, Vec::new()));
            ids.push(id);
        }
        let looked =
            |locator: &mut AnnotationLocator, touched: &[AnnotationId]| -> Vec<AnnotationId> {
                let touched = touched.iter().copied().collect();
                let changes = locator.locate_changed(&notebook, &touched).into_iter();
                changes.map(|(id, _)| id).collect()
            };
        ids.sort();
        assert_eq!(looked(&mut locator, &ids), ids);
        assert!(looked(&mut locator, &[]).is_empty());
        assert_eq!(looked(&mut locator, &ids[..1]), ids[..1]);
        fs::write(folder.path().join("b.md"), "Another text of b.\n").unwrap();
        let again = self::locator(folder.path());
        let mut library = Library::clone(&locator.library);
        library.add(again.library.articles().get(1).cloned());
        locator.set_library(Arc::new(library));
        let b = AnnotationId::derived("test", "b.md");
        assert_eq!(looked(&mut locator, &[]), [b]);
    }

    #[test]
    fn of_two_clips_of_a_page_the_one_that_still_has_the_words_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("c.md"), CLIP).unwrap();
        let marked = annotation(&mut locator(folder.path()), "costs fell by half");
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
        let mut locator = locator(folder.path());
        let found = locator.locate(&marked);
        let article = locator.library.article(found.article.unwrap()).unwrap();
        assert_eq!(
            (found.state, article.path.as_path()),
            (State::Sure, Path::new("b.md"))
        );
        assert_eq!(locator.articles_of(&marked).len(), 2);
    }
}
