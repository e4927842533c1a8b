//! Which article a wikilink or a relative path means, and who links to an article.
//!
//! Only articles of the library can be the answer, and no file is touched: a link cannot leave it.

use std::collections::HashMap;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::clip::article::{Article, InternalLink};
use crate::library::contents::Library;
use crate::library::contents::context::Evidence;
use crate::text::path::is_article_ending;
use crate::text::range::{ArticleId, Place, SourceRange};

/// Articles by the ways in which links name them.
#[derive(Clone, Debug, Default)]
pub struct LinkTargets {
    /// By path below the library, without its ending.
    whole: HashMap<String, Vec<ArticleId>>,
    /// By file name, without its ending.
    file_names: HashMap<String, Vec<ArticleId>>,
    /// By title.
    titles: HashMap<String, Vec<ArticleId>>,
}

impl LinkTargets {
    pub(super) fn add(&mut self, article: &Article) {
        for (names, name) in self.names(article) {
            let ids = names.entry(name).or_default();
            if let Err(at) = ids.binary_search(&article.id) {
                ids.insert(at, article.id);
            }
        }
    }

    pub(super) fn remove(&mut self, article: &Article) {
        for (names, name) in self.names(article) {
            if let Some(ids) = names.get_mut(&name) {
                ids.retain(|id| *id != article.id);
            }
        }
    }

    fn names(&mut self, article: &Article) -> [(&mut HashMap<String, Vec<ArticleId>>, String); 3] {
        let path = path_name(&article.path);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        [
            (&mut self.whole, path),
            (&mut self.file_names, name),
            (&mut self.titles, folded(article.head.title.as_str())),
        ]
    }
}

impl Library {
    /// The article that `target` means when article `from` links to it, if it is in the library.
    ///
    /// In this order: the path from the folder of `from`, the path from the library's folder, the
    /// file name or the end of the path anywhere, the title. `#Part` is left aside, and `#Part` alone means `from` itself.
    pub fn resolve(&self, target: &str, from: ArticleId) -> Option<ArticleId> {
        let (note, _) = parts(target);
        if note.is_empty() {
            return Some(from);
        }
        let first = |ids: Option<&Vec<ArticleId>>| ids.and_then(|ids| ids.first()).copied();
        let here = self
            .article(from)
            .map(|article| path_name(&article.path))
            .unwrap_or_default();
        let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
        let names = &self.paths;
        let mut by_path = [folder, ""]
            .into_iter()
            .filter_map(|base| joined(base, note));
        by_path
            .find_map(|path| first(names.whole.get(&path)))
            .or_else(|| self.at_end(without_ending(&folded(note))))
            .or_else(|| first(names.titles.get(&folded(note))))
    }

    /// The first article whose path ends with these names.
    fn at_end(&self, path: &str) -> Option<ArticleId> {
        let file_name = path.rsplit('/').next()?;
        let mut named = self.paths.file_names.get(file_name)?.iter().copied();
        named.find(|id| {
            let whole = self.article(*id).map(|article| path_name(&article.path));
            let folder = whole.as_deref().and_then(|whole| whole.strip_suffix(path));
            folder.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
        })
    }

    /// The place that `target` means when article `from` links to it: the heading that it names with
    /// `#Part`, else the beginning of the article's text.
    pub fn place(&self, target: &str, from: ArticleId) -> Option<Place> {
        let article = self.article(self.resolve(target, from)?)?;
        let heading = parts(target).1.and_then(|part| {
            let wanted = slug(part.rsplit('#').next().unwrap_or(part));
            article
                .headings
                .iter()
                .find(|heading| slug(article.text.slice(heading.text).as_str()) == wanted)
        });
        let range = heading.map_or(SourceRange::new(article.body, article.body), |heading| {
            heading.source
        });
        Some(Place {
            article: article.id,
            range,
        })
    }

    /// Links of other articles to an article, by article and place.
    pub fn backlinks(&self, id: ArticleId) -> Vec<Evidence<'_>> {
        let others = self.articles().iter().filter(|article| article.id != id);
        let links =
            others.flat_map(|article| article.internal.iter().map(move |link| (article, link)));
        links
            .filter(|(article, link)| self.resolve(&link.target, article.id) == Some(id))
            .map(|(article, link): (_, &InternalLink)| {
                Evidence::new(article, link.text, link.source)
            })
            .collect()
    }
}

/// Whether links name both articles by the same words.
pub(super) fn named_alike(one: &Article, other: &Article) -> bool {
    one.path == other.path && one.head.title == other.head.title
}

/// A target's note, and its heading or `^id`, without the `#` between.
pub fn parts(target: &str) -> (&str, Option<&str>) {
    let target = target.trim().trim_end_matches('\\');
    match target.split_once('#') {
        Some((note, part)) => (note.trim(), Some(part.trim())),
        None => (target, None),
    }
}

/// The letters and digits of a heading, by which `#Part`, `#part-two` and `#Part%20two` find it.
fn slug(heading: &str) -> String {
    let heading = heading.replace("%20", " ");
    folded(&heading)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A path as links are compared with it: `/` between names, no ending, no case.
fn path_name(path: &Path) -> String {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    without_ending(&folded(&names.join("/"))).to_owned()
}

/// The path that `note` names from the folder `base`; `None` where it would leave the library.
fn joined(base: &str, note: &str) -> Option<String> {
    let note = folded(note);
    if note.starts_with(['/', '~']) || note.contains(['\\', '\0', ':']) {
        return None;
    }
    let mut names: Vec<&str> = base.split('/').filter(|name| !name.is_empty()).collect();
    for name in note.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(without_ending(&names.join("/")).to_owned())
}

/// Text without case, composed (NFC), so that names written on other systems are found.
fn folded(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

/// A path without the ending of an article's file.
fn without_ending(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending)) if is_article_ending(ending) => stem,
        _ => path,
    }
}
