//! Which article a wikilink or a relative path means, and who links to an article.
//!
//! Only articles of the library can be the answer, and no file is touched: a link cannot leave it.

use std::collections::HashMap;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::clip::article::{Article, Heading, InternalLink};
use crate::library::contents::Library;
use crate::library::contents::context::Evidence;
use crate::text::path::is_article_ending;
use crate::text::percent;
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
    /// By the other names that its front matter gives it.
    aliases: HashMap<String, Vec<ArticleId>>,
}

impl LinkTargets {
    pub(super) fn add(&mut self, article: &Article) {
        for (kind, name) in Self::names(article) {
            let ids = self.of_kind(kind).entry(name).or_default();
            if let Err(at) = ids.binary_search(&article.id) {
                ids.insert(at, article.id);
            }
        }
    }

    pub(super) fn remove(&mut self, article: &Article) {
        for (kind, name) in Self::names(article) {
            if let Some(ids) = self.of_kind(kind).get_mut(&name) {
                ids.retain(|id| *id != article.id);
            }
        }
    }

    /// Each name of an article, with the names of its kind.
    fn names(article: &Article) -> Vec<(KindOfName, String)> {
        let path = path_name(&article.path);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let title = folded(article.head.title.as_str());
        let aliases = article.head.aliases.iter();
        let aliases = aliases.map(|alias| (KindOfName::Alias, folded(alias.as_str())));
        [
            (KindOfName::Path, path),
            (KindOfName::File, name),
            (KindOfName::Title, title),
        ]
        .into_iter()
        .chain(aliases)
        .collect()
    }

    fn of_kind(&mut self, kind: KindOfName) -> &mut HashMap<String, Vec<ArticleId>> {
        match kind {
            KindOfName::Path => &mut self.whole,
            KindOfName::File => &mut self.file_names,
            KindOfName::Title => &mut self.titles,
            KindOfName::Alias => &mut self.aliases,
        }
    }
}

/// How a link may name an article.
#[derive(Clone, Copy)]
enum KindOfName {
    Path,
    File,
    Title,
    Alias,
}

impl Library {
    /// The article that `target` means when article `from` links to it, if it is in the library.
    ///
    /// In this order: the path from the folder of `from`, the path from the library's folder, the
    /// file name or the end of the path anywhere, the title, another name that its front matter gives it;
    /// then the same for `target` with its percent escapes resolved. `#Part` is left aside, and `#Part`
    /// alone means `from` itself.
    pub fn resolve(&self, target: &str, from: ArticleId) -> Option<ArticleId> {
        let decoded = || Some(percent::decode(target)).filter(|decoded| decoded != target);
        self.named(target, from)
            .or_else(|| self.named(&decoded()?, from))
    }

    /// The article that `target` means as it is written.
    fn named(&self, target: &str, from: ArticleId) -> Option<ArticleId> {
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
            .or_else(|| first(names.aliases.get(&folded(note))))
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
    /// `#Part` or the block that it names with `#^id`, else the beginning of the article's text.
    pub fn place(&self, target: &str, from: ArticleId) -> Option<Place> {
        let article = self.article(self.resolve(target, from)?)?;
        let part = parts(target).1;
        let found = part.and_then(|part| place_of(article, part.rsplit('#').next()?.trim()));
        let range = found.unwrap_or(SourceRange::new(article.body, article.body));
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

/// Where a part of an article stands: a heading by its words, a block by its id.
fn place_of(article: &Article, part: &str) -> Option<SourceRange> {
    let id = percent::decode(part.trim_start_matches('^'));
    let wanted = slug(part);
    let mut headings = article.headings.iter();
    let is_meant = |heading: &&Heading| slug(article.text.slice(heading.text).as_str()) == wanted;
    let heading = headings.find(is_meant).filter(|_| !part.starts_with('^'));
    let mut blocks = article.block_ids.iter();
    let block = blocks.find(|(known, _)| known.eq_ignore_ascii_case(&id));
    heading
        .map(|heading| heading.source)
        .or(block.map(|(_, source)| *source))
}

/// Whether links name both articles by the same words.
pub(super) fn named_alike(one: &Article, other: &Article) -> bool {
    let same_head = one.head.title == other.head.title && one.head.aliases == other.head.aliases;
    one.path == other.path && same_head
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
    folded(&percent::decode(heading))
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
