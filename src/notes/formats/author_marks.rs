//! What whoever wrote an article has marked in it, `==so==`: shown like highlights, never changed.

use crate::clip::article::Article;
use crate::notes::anchor::AnchorText;
use crate::notes::annotation::{Annotation, AnnotationId, ArticleRef};
use crate::text::document::{Document, Inline};
use crate::text::path;
use crate::text::range::{SourceRange, TextRange};

/// One marked stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the text.
    pub text: TextRange,
    /// Where it stands in the file.
    pub source: SourceRange,
}

/// Every marked stretch of a document, in order; other markup inside does not part it.
pub fn of(document: &Document) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let marked = document
        .runs
        .iter()
        .filter(|run| run.style.contains(Inline::MARK));
    for run in marked {
        match marks.last_mut() {
            Some(last) if last.text.end == run.text.start => {
                last.text = last.text.join(run.text);
                last.source = last.source.join(run.source);
            }
            _ => marks.push(Mark {
                text: run.text,
                source: run.source,
            }),
        }
    }
    marks
}

/// The marked stretches of an article as annotations, to be imported: the same names every time,
/// so that importing again makes no doubles.
pub fn annotations(article: &Article, document: &Document, sheet: &AnchorText) -> Vec<Annotation> {
    let path = path::written(&article.path).text;
    let about = article.head.source.as_deref().unwrap_or(&path);
    let mut made: Vec<Annotation> = Vec::new();
    for mark in of(document) {
        let Some(mut target) = sheet.target(article, mark.source) else {
            continue;
        };
        // Where the words stand now, and in which state of the file, is filled in as for every
        // import: a file that changed elsewhere brings nothing new.
        target.position = None;
        target.text = None;
        target.article = target.article.map(|article| ArticleRef {
            path: article.path,
            title: article.title,
            ..ArticleRef::default()
        });
        let same = |other: &&Annotation| other.target.words() == target.words();
        let number = made.iter().filter(same).count().to_string();
        let name = [about, target.words(), &number].join("\n");
        let id = AnnotationId::derived("marks", &name);
        made.push(Annotation::new(id, "", "", target));
    }
    made
}
