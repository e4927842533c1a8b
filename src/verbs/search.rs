//! `postil search`: what the box finds, best first.

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use crate::clip::article::Article;
use crate::clip::article_set::ArticleSet;
use crate::library::contents::Library;
use crate::notes::placement::Placements;
use crate::search::fuzzy::Weak;
use crate::search::hit::{Hit, HitKind, HitTarget};
use crate::search::index::{HitLimits, Index};
use crate::search::items::ItemGroup;
use crate::search::items::annotations::of_annotations;
use crate::search::occurrences::occurrences;
use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::text::clean::SafeText;
use crate::text::document::Document;
use crate::text::range::{ArticleId, SourceRange, TextRange};
use crate::verbs::filters::{FilterArgs, tell_missing};
use crate::verbs::open_library::{self, Need, OpenLibrary};
use crate::verbs::output::Output;
use crate::verbs::output::table::Column;
use crate::verbs::places::ArticlePath;
use crate::verbs::refused;
use crate::verbs::show::tell_cut;

/// Hits that are printed when nothing else is said.
const LIMIT: usize = 50;

/// What `postil search` is told.
#[derive(Args, Debug)]
pub struct SearchArgs {
    /// What to look for, as one types it into the box
    #[arg(required = true, num_args = 1.., value_name = "QUERY")]
    query: Vec<String>,
    /// Only hits of this kind: article, entity, source, passage, heading, tag or annotation
    #[arg(long, value_name = "KIND", value_parser = kind)]
    hit: Vec<HitKind>,
    /// Every place where the bodies say exactly this; accents, typography and line ends make no
    /// difference, nor does case unless a capital is given
    #[arg(long, conflicts_with = "hit")]
    exact: bool,
    #[command(flatten)]
    filters: FilterArgs,
}

impl SearchArgs {
    /// What must be known to answer.
    pub fn need(&self) -> Need {
        if self.exact {
            self.filters.need() | Need::TEXTS
        } else {
            Need::ALL
        }
    }
}

fn kind(name: &str) -> Result<HitKind, String> {
    HitKind::named(name)
        .filter(|kind| *kind != HitKind::Command)
        .ok_or_else(|| {
            "a hit is an article, entity, source, passage, heading, tag or annotation".to_owned()
        })
}

/// A hit as JSON has it.
#[derive(Debug, Serialize)]
struct HitRow<'a> {
    kind: HitKind,
    label: &'a SafeText,
    detail: &'a SafeText,
    score: u32,
    path: Option<String>,
    start: Option<u32>,
    end: Option<u32>,
    matched: Vec<[usize; 2]>,
}

fn columns<'a>() -> [Column<HitRow<'a>>; 4] {
    [
        Column::detail("kind", |row| SafeText::from(row.kind.name())),
        Column::name("label", |row| row.label.clone()),
        Column::detail("detail", |row| row.detail.clone()),
        Column::detail("place", HitRow::place),
    ]
}

/// Prints what the query finds. Fails when that is nothing.
pub fn run(
    args: &SearchArgs,
    read: &OpenLibrary,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let OpenLibrary {
        library,
        library_files,
        ..
    } = read;
    let limit = args.filters.limit.unwrap_or(LIMIT);
    let mut hits = if args.exact {
        exact(
            &args.query.join(" "),
            &args
                .filters
                .articles(library, &read.filter_context(), &[])?,
            read,
            limit,
        )
    } else {
        let index = Index::with_memory(config.search_memory());
        best(args, read, index, limit)?
    };
    locate_texts(&mut hits, library, library_files);
    let rows: Vec<HitRow<'_>> = hits.iter().map(|hit| row(hit, library)).collect();
    out.rows(&rows, &columns())?;
    Ok(if rows.is_empty() {
        tell_cut(library.articles().iter().map(AsRef::as_ref));
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// What the box would find, best first.
fn best(
    args: &SearchArgs,
    read: &OpenLibrary,
    mut index: Index,
    limit: usize,
) -> anyhow::Result<Vec<Hit>> {
    let mut query = refused::query(&args.query.join(" "), "the query")?;
    for hit in &args.hit {
        query.kinds.add(*hit);
    }
    let context = read.filter_context();
    for alternative in query.alternatives() {
        tell_missing(&alternative.filter, &read.library, &context)?;
    }
    let given = args.filters.filter(&[])?;
    tell_missing(&given, &read.library, &context)?;
    query.filter = query.filter.within(&given);
    index.set_named(&context.named, context.today);
    index.set_reading(&context.reading);
    index.set_annotated(context.annotated);
    index.set_library(&read.library);
    let placements = read.placements();
    let notebook = &read.session.notebook;
    let ids = notebook.entries().map(|entry| entry.annotation().id);
    for (id, item) in of_annotations(ids, notebook, &placements, &read.library) {
        index.replace(ItemGroup::Annotation(id), item);
    }
    let wanted = HitLimits {
        limit,
        weak: Weak::Hidden,
    };
    let mut hits = index
        .search(&query, wanted, || false)
        .unwrap_or_default()
        .hits;
    for hit in &mut hits {
        locate_annotation(hit, &placements);
    }
    Ok(hits)
}

/// Leads a hit that is an annotation to where that is.
fn locate_annotation(hit: &mut Hit, placements: &Placements) {
    let HitTarget::Annotation(id) = hit.target else {
        return;
    };
    let Some(placed) = placements.get(&id) else {
        return;
    };
    hit.target = match (placed.article, placed.source) {
        (Some(article), Some(range)) => HitTarget::Place(article, range),
        (Some(article), None) => HitTarget::Article(article),
        (None, _) => hit.target,
    };
}

/// Every place of a text in the articles that a filter lets through, in their order.
fn exact(typed: &str, wanted: &ArticleSet, read: &OpenLibrary, limit: usize) -> Vec<Hit> {
    let articles = read
        .library
        .articles()
        .iter()
        .filter(|article| wanted.contains(&article.id));
    let hits = articles.flat_map(|article| {
        let found = occurrences(article.text.as_str(), typed);
        found.into_iter().map(move |text| exact_hit(article, text))
    });
    hits.take(limit).collect()
}

/// A place in an article's text as a hit: its sentence is the label.
fn exact_hit(article: &Article, text: TextRange) -> Hit {
    let around = article.sentence_around(text);
    let sentence = if around.covers(text) { around } else { text };
    let start = (text.start - sentence.start) as usize;
    Hit {
        kind: HitKind::Passage,
        label: article.text.slice(sentence).to_shown(),
        detail: article.head.title.clone(),
        score: 0,
        target: HitTarget::Text(article.id, text),
        matched: std::iter::once(start..start + text.len() as usize).collect(),
    }
}

/// Leads hits in the text of articles to their bytes in the file; each file is read once.
fn locate_texts(hits: &mut [Hit], library: &Library, library_files: &LibraryFiles) {
    let mut documents: HashMap<ArticleId, Document> = HashMap::new();
    for hit in hits {
        let HitTarget::Text(id, text) = hit.target else {
            continue;
        };
        let Some(article) = library.article(id) else {
            continue;
        };
        let document = documents
            .entry(id)
            .or_insert_with(|| open_library::document(library_files, article));
        if let Some(source) = document.source_of(text) {
            hit.target = HitTarget::Place(id, source);
        }
    }
}

fn row<'a>(hit: &'a Hit, library: &Library) -> HitRow<'a> {
    let (id, range) = match hit.target {
        HitTarget::Place(id, range) => (Some(id), Some(range)),
        HitTarget::Article(id) | HitTarget::Text(id, _) => (Some(id), None),
        _ => (None, None),
    };
    let article = id.and_then(|id| library.article(id));
    let whole = |article: &Arc<Article>| SourceRange::new(article.body, article.body);
    let range = range.or_else(|| article.map(whole));
    HitRow {
        kind: hit.kind,
        label: &hit.label,
        detail: &hit.detail,
        score: hit.score,
        path: article.map(|article| ArticlePath::of(article).path),
        start: range.map(|range| range.start),
        end: range.map(|range| range.end),
        matched: hit
            .matched
            .iter()
            .map(|range| [range.start, range.end])
            .collect(),
    }
}

impl HitRow<'_> {
    /// Path and bytes, where the hit is a place.
    fn place(&self) -> SafeText {
        match (&self.path, self.start, self.end) {
            (Some(path), Some(start), Some(end)) => {
                SafeText::line(&format!("{path}:{start}..{end}"))
            }
            (Some(path), ..) => SafeText::line(path),
            _ => SafeText::default(),
        }
    }
}
