//! Annotations as things that can be found: by their note, their words, their tags and their article.

use std::collections::BTreeMap;

use crate::library::contents::Library;
use crate::notes::annotation::{Annotation, AnnotationId};
use crate::notes::notebook::Notebook;
use crate::notes::placement::Placements;
use crate::search::hit::{HitKind, HitTarget};
use crate::search::items::{SearchItem, recency};
use crate::text::clean::SafeText;
use crate::text::date::Date;

/// Longest name of an annotation, in bytes: a long note is found by its beginning, and by its words.
const LONGEST: usize = 1000;

/// Annotations that are there, and those that are gone.
pub type AnnotationItems = BTreeMap<AnnotationId, Option<SearchItem>>;

/// Those annotations among them that are there; what was never placed bears no article.
pub fn of_annotations(
    ids: impl IntoIterator<Item = AnnotationId>,
    notebook: &Notebook,
    placements: &Placements,
    library: &Library,
) -> AnnotationItems {
    let item = |id| {
        let entry = notebook.entry(id)?;
        let annotation = Some(entry.annotation()).filter(|one| one.is_on_article())?;
        let placed = placements.get(&id);
        let article = placed.and_then(|placed| library.article(placed.article?));
        let title = article.map(|article| &article.head.title);
        Some(SearchItem {
            articles: article.map(|article| article.id).into_iter().collect(),
            ..of_annotation(annotation, title)
        })
    };
    ids.into_iter().map(|id| (id, item(id))).collect()
}

/// An annotation on an article of that title.
fn of_annotation(annotation: &Annotation, title: Option<&SafeText>) -> SearchItem {
    let words = line(annotation.target.words());
    let note = line(annotation.note.as_deref().unwrap_or_default());
    let tags: Vec<String> = annotation
        .tags
        .iter()
        .map(|tag| format!("#{tag}"))
        .collect();
    let tags = line(&tags.join(" "));
    let title = title.cloned().unwrap_or_default();
    let said = [&note, &words, &tags].into_iter();
    let label = said.clone().find(|text| !text.is_empty()).cloned();
    let keywords = [&note, &words, &tags, &title].map(SafeText::as_str);
    let detail: Vec<&str> = [tags.as_str(), title.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    SearchItem {
        kind: HitKind::Annotation,
        label: label.unwrap_or_else(|| "a mark on the whole article".into()),
        names: (!note.is_empty() && !words.is_empty())
            .then_some(words.clone())
            .into_iter()
            .collect(),
        keywords: line(&keywords.join(" / ")),
        prose: Vec::new(),
        detail: SafeText::line(&detail.join(", ")),
        articles: Vec::new(),
        recency: recency(Date::read(&annotation.created).day),
        target: HitTarget::Annotation(annotation.id),
    }
}

fn line(text: &str) -> SafeText {
    SafeText::line(&text[..text.floor_char_boundary(LONGEST)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::contents::sample::article;
    use crate::notes::annotation::{Quote, Target as Meant};
    use crate::notes::notebook::Change;
    use crate::notes::placement::Placed;
    use crate::notes::placement::State;
    use crate::search::index::{HitLimits, Index};
    use crate::search::query::Query;
    use crate::text::range::ArticleId;
    use std::sync::Arc;

    fn noted(name: &str, words: &str, note: &str, tags: &[&str]) -> Annotation {
        let target = Meant {
            quote: Some(Quote {
                exact: words.to_owned(),
                ..Quote::default()
            }),
            ..Meant::default()
        };
        let id = AnnotationId::derived("test", name);
        let mut annotation = Annotation::new(id, "2026-01-02T00:00:00Z", "ada", target);
        annotation.note = (!note.is_empty()).then(|| note.to_owned());
        annotation.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        annotation
    }

    #[test]
    fn annotations_are_found_by_what_they_say_and_by_what_they_mark() {
        let mut library = Library::default();
        library.add([Arc::new(article(1, "grid.md", "Costs fell."))]);
        let mut notebook = Notebook::default();
        let one = noted("1", "costs fell by half", "check the figures", &["energy"]);
        let placed = Placed {
            state: State::Sure,
            article: Some(ArticleId(1)),
            source: None,
        };
        let placements: Placements = [(one.id, placed)].into_iter().collect();
        let two = noted("2", "a lost sentence", "", &[]);
        let ids = [one.id, two.id, AnnotationId::derived("test", "gone")];
        notebook
            .apply(vec![Change::Add(one.clone()), Change::Add(two)], "")
            .unwrap();
        let items = of_annotations(ids, &notebook, &placements, &library);
        let articles = |item: &SearchItem| item.articles.len();
        let articles: Vec<Option<usize>> = ids
            .iter()
            .map(|id| items[id].as_ref().map(articles))
            .collect();
        assert_eq!(articles, [Some(1), Some(0), None]);
        let mut index = Index::default();
        index.set_library(&Arc::new(library));
        for (id, item) in items {
            index.replace(crate::search::items::ItemGroup::Annotation(id), item);
        }
        let mut found = |query: &str| -> Vec<String> {
            let query = Query::parse(query);
            let hits = index
                .search(&query, HitLimits::default(), || false)
                .unwrap();
            let labels = hits.hits.iter().map(|hit| hit.label.to_string());
            labels.collect()
        };
        assert_eq!(found("n: figures"), ["check the figures"]);
        assert_eq!(found("n: costs half").len(), 1);
        assert_eq!(found("n: energy").len(), 1);
        assert_eq!(found("n: lost"), ["a lost sentence"]);
        assert_eq!(found("n: grid.md").len(), 1, "by the title of the article");
    }
}
