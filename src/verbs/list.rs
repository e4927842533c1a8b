//! `postil list`: the articles, a line each.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::library::reading_position::{ReadingPositions, ReadingState};
use crate::notes::formats::bibliography::{ReferenceForm, references};
use crate::runtime::stderr::say;
use crate::store::folder::{SkipReason, Skipped};
use crate::text::clean::SafeText;
use crate::text::date::Date;
use crate::verbs::filters::FilterArgs;
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, number, optional};
use crate::verbs::places::ArticlePath;

/// What `postil list` is told.
#[derive(Args, Debug)]
pub struct ListArgs {
    #[command(flatten)]
    filters: FilterArgs,
    /// In which order
    #[arg(long, value_enum, default_value_t, value_name = "KEY")]
    sort: ArticleOrder,
    /// Print references instead, in this form
    #[arg(long, value_enum, value_name = "FORM", conflicts_with = "with")]
    format: Option<ReferenceFormat>,
    /// Also what takes longer to find out: how many entities an article names
    #[arg(long, value_enum, value_name = "WHAT")]
    with: Vec<Extra>,
}

/// What the list says of articles only when it is asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Extra {
    /// How many entities they name
    Entities,
}

/// Forms of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReferenceFormat {
    /// For Zotero, pandoc and citation processors
    CslJson,
    /// For LaTeX
    Bibtex,
    /// For other programs
    Ris,
}

impl ReferenceFormat {
    fn form(self) -> ReferenceForm {
        match self {
            Self::CslJson => ReferenceForm::CslJson,
            Self::Bibtex => ReferenceForm::Bibtex,
            Self::Ris => ReferenceForm::Ris,
        }
    }
}

impl ListArgs {
    /// Whether it says itself in which form articles are printed.
    pub fn has_own_form(&self) -> bool {
        self.format.is_some()
    }

    /// What must be known to answer.
    pub fn need(&self) -> Need {
        let entities = self.with.contains(&Extra::Entities);
        self.filters.need()
            | if entities {
                Need::ENTITIES
            } else {
                Need::LISTS
            }
    }
}

/// Orders of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ArticleOrder {
    /// Newest first, by the day of publication
    Published,
    /// Newest first, by the day of clipping
    Clipped,
    /// By title
    Title,
    /// By the site they were clipped from
    Site,
    /// By path
    #[default]
    Path,
    /// Longest first
    Words,
}

/// An author as JSON has it.
#[derive(Debug, Serialize)]
struct AuthorRow<'a> {
    name: &'a SafeText,
    target: Option<&'a str>,
}

/// An article as JSON has it.
#[derive(Debug, Serialize)]
struct ArticleRow<'a> {
    #[serde(flatten)]
    path: ArticlePath,
    title: &'a SafeText,
    authors: Vec<AuthorRow<'a>>,
    source: Option<&'a str>,
    site: Option<SafeText>,
    published: Option<String>,
    created: Option<String>,
    description: Option<&'a SafeText>,
    tags: &'a [SafeText],
    language: Option<&'static str>,
    encoding: &'static str,
    words: u32,
    reading_minutes: u32,
    citations: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<usize>,
    annotations: usize,
    problems: usize,
    starred: bool,
    later: bool,
    unread: bool,
    /// Keys of the front matter that mean nothing to the program, as they are written.
    properties: BTreeMap<&'a str, &'a SafeText>,
}

/// What people see of an article.
fn columns<'a>() -> [Column<ArticleRow<'a>>; 5] {
    [
        Column::name("title", |row| row.title.clone()),
        Column::detail("published", |row| optional(row.published.as_deref())),
        Column::detail("site", |row| row.site.clone().unwrap_or_default()),
        Column::count("words", |row| number(row.words)),
        Column::detail("path", |row| SafeText::line(&row.path.path)),
    ]
}

/// Prints the articles that pass the filters.
pub fn run(args: &ListArgs, read: &OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let wanted = args
        .filters
        .articles(&read.library, &read.filter_context(), &[])?;
    let mut articles: Vec<&Article> = read.library.articles().iter().map(AsRef::as_ref).collect();
    articles.retain(|article| wanted.contains(&article.id));
    sort(&mut articles, args.sort);
    args.filters.cut(&mut articles);
    if let Some(format) = args.format {
        out.text(&references(format.form(), &articles))?;
        return Ok(ExitCode::SUCCESS);
    }
    let reading = read.reading();
    let rows: Vec<ArticleRow<'_>> = articles
        .into_iter()
        .map(|article| row(article, args, read, &reading))
        .collect();
    out.rows(&rows, &columns())?;
    tell_skipped(&read.skipped);
    Ok(ExitCode::SUCCESS)
}

/// Says on standard error how many things are no articles by their place or kind.
fn tell_skipped(skipped: &[Skipped]) {
    let theirs = skipped
        .iter()
        .filter(|one| one.reason != SkipReason::Annotations);
    let surprising = theirs.clone().filter(|one| one.reason.is_surprising());
    match (theirs.count(), surprising.count()) {
        (0, _) => {}
        (all, 0) => say(&format!("{all} hidden or linked things were skipped")),
        (all, some) => say(&format!(
            "{all} things were skipped, {some} of which `postil check` explains"
        )),
    }
}

fn row<'a>(
    article: &'a Article,
    args: &ListArgs,
    read: &OpenLibrary,
    reading: &ReadingPositions,
) -> ArticleRow<'a> {
    let path = ArticlePath::of(article);
    let is = |state| reading.is(&path.path, state);
    let head = &article.head;
    let counts = args.with.contains(&Extra::Entities);
    let entities = counts.then(|| entities(article, &read.library));
    let author = |author: &'a crate::clip::article::Author| AuthorRow {
        name: &author.name,
        target: author.target.as_deref(),
    };
    let properties = head.other.iter();
    ArticleRow {
        starred: is(ReadingState::Starred),
        later: is(ReadingState::Later),
        unread: is(ReadingState::Unread),
        properties: properties
            .map(|(key, value)| (key.as_str(), value))
            .collect(),
        title: &head.title,
        authors: head.authors.iter().map(author).collect(),
        source: head.source.as_deref(),
        site: Some(article.site.clone()).filter(|site| !site.is_empty()),
        published: iso(head.published.as_ref()),
        created: iso(head.created.as_ref()),
        description: head.description.as_ref(),
        tags: &article.tags,
        language: article.language,
        encoding: article.encoding,
        words: article.words,
        reading_minutes: article.reading_minutes(),
        citations: article.citation_count,
        entities,
        annotations: read.annotations_of(article.id),
        problems: article.problems.len(),
        path,
    }
}

/// How many entities an article names; amounts and dates do not count.
fn entities(article: &Article, library: &Library) -> usize {
    let linked = library.entities_in(article.id);
    linked
        .iter()
        .filter(|(entity, _)| !entity.kind.is_measure())
        .count()
}

/// A day in ISO 8601; nothing where the date could not be read.
pub(super) fn iso(date: Option<&Date>) -> Option<String> {
    date.and_then(|date| date.day).map(|day| day.to_string())
}

fn sort(articles: &mut [&Article], by: ArticleOrder) {
    let day = |date: Option<&Date>| Reverse(date.and_then(|date| date.day));
    match by {
        ArticleOrder::Published => {
            articles.sort_by_key(|article| day(article.head.published.as_ref()));
        }
        ArticleOrder::Clipped => articles.sort_by_key(|article| day(article.head.created.as_ref())),
        ArticleOrder::Title => {
            articles.sort_by_cached_key(|article| article.head.title.as_str().to_lowercase());
        }
        ArticleOrder::Site => articles.sort_by(|a, b| a.site.cmp(&b.site)),
        ArticleOrder::Path => articles.sort_by(|a, b| a.path.cmp(&b.path)),
        ArticleOrder::Words => articles.sort_by_key(|article| Reverse(article.words)),
    }
}
