//! `postil sources`: the pages that articles cite, with counts, and every citation on request.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::clip::article_set::ArticleSet;
use crate::clip::citation::{Citation, CitationRef, Source};
use crate::library::contents::Library;
use crate::library::contents::context::Evidence;
use crate::runtime::stderr::say;
use crate::search::filter_matcher::is_site_called;
use crate::search::items::day_of;
use crate::search::nearest::did_you_mean;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::date::Day;
use crate::verbs::filters::FilterArgs;
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::output::table::{Column, number};
use crate::verbs::output::{Output, OutputForm};
use crate::verbs::places::{ArticlePath, PlaceRow};
use crate::web::address;
use crate::web::page_kind::PageKind;

/// What `postil sources` is told.
#[derive(Args, Debug)]
pub struct SourcesArgs {
    #[command(flatten)]
    filters: FilterArgs,
    /// Add every citation in its sentence
    #[arg(long)]
    citations: bool,
    /// The pages that articles were clipped from too
    #[arg(long)]
    own: bool,
    /// Only pages of which the library has no clip
    #[arg(long, conflicts_with = "own")]
    unclipped: bool,
    /// In which order
    #[arg(long, value_enum, default_value_t, value_name = "KEY")]
    sort: SourceOrder,
}

impl SourcesArgs {
    /// What must be known to answer.
    pub fn need(&self) -> Need {
        self.filters.need() | Need::TEXTS
    }
}

/// Orders of the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum SourceOrder {
    /// Most often cited first
    #[default]
    Citations,
    /// Cited by most articles first
    Articles,
    /// By site, then by address
    Site,
    /// What the newest articles cite first
    Newest,
}

/// A source as JSON has it.
#[derive(Debug, Serialize)]
struct SourceRow<'a> {
    url: &'a str,
    site: &'a SafeText,
    /// What it is, as far as its address tells.
    kind: &'static str,
    /// Whether an article of the library was clipped from it.
    clipped: bool,
    article: Option<String>,
    title: Option<&'a SafeText>,
    anchors: Vec<&'a SafeText>,
    articles: usize,
    citations: usize,
    /// The day of the newest article that cites it.
    #[serde(skip)]
    newest: Option<Day>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    own: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    cited_by: Option<Vec<CitationRow<'a>>>,
}

/// A citation as JSON has it.
#[derive(Debug, Serialize)]
struct CitationRow<'a> {
    #[serde(flatten)]
    path: ArticlePath,
    start: u32,
    end: u32,
    anchor: &'a SafeText,
    sentence: SafeStr<'a>,
    section: Option<SafeStr<'a>>,
    raw_url: &'a str,
}

/// A citation as people see it.
struct CitationLine<'a> {
    url: &'a str,
    citation: &'a CitationRow<'a>,
}

fn columns<'a>() -> [Column<SourceRow<'a>>; 7] {
    [
        Column::name("site", |row| row.site.clone()),
        Column::count("citations", |row| number(row.citations)),
        Column::count("articles", |row| number(row.articles)),
        Column::detail("kind", |row| row.kind.into()),
        Column::detail("clipped", |row| {
            if row.clipped { "clipped" } else { "" }.into()
        }),
        Column::detail("anchor", |row| {
            row.anchors.first().copied().cloned().unwrap_or_default()
        }),
        Column::detail("address", |row| SafeText::line(row.url)),
    ]
}

/// Prints the sources that the articles cite which pass the filters; `--source` and `--site` choose
/// among the sources themselves.
pub fn run(args: &SourcesArgs, read: &OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let library = &read.library;
    let articles = args
        .filters
        .articles(library, &read.filter_context(), &["source", "site"])?;
    args.tell_missing(library);
    let cited = library.sources().filter(|source| args.wants(source));
    let mut rows: Vec<SourceRow<'_>> = cited
        .filter_map(|source| args.row(source, library, &articles))
        .collect();
    if args.own {
        args.add_own(&mut rows, library, &articles);
    }
    sort(&mut rows, args.sort);
    args.filters.cut(&mut rows);
    if args.citations && matches!(out.form(), OutputForm::Table(_) | OutputForm::Plain) {
        print_citations(&rows, out)?;
    } else {
        out.rows(&rows, &columns())?;
    }
    Ok(ExitCode::SUCCESS)
}

impl SourcesArgs {
    fn wants(&self, source: &Source) -> bool {
        let (urls, sites) = (&self.filters.source, &self.filters.site);
        let page = urls.is_empty() || urls.iter().any(|url| address::same_page(url, &source.url));
        let is_clipped = source.article.is_some();
        page && !(self.unclipped && is_clipped)
            && (sites.is_empty() || sites.iter().any(|site| is_of(source, site)))
    }

    /// Says which of the sites and pages that are asked for the library does not know.
    fn tell_missing(&self, library: &Library) {
        for site in &self.filters.site {
            if !library.sources().any(|source| is_of(source, site)) {
                let near = did_you_mean(site, library.sources().map(|one| one.site.as_str()));
                say(SafeText::line(&format!("no page of {site} is cited{near}")).as_str());
            }
        }
        for url in &self.filters.source {
            if library.source(url).is_none() {
                say(SafeText::line(&format!("{url} is not cited")).as_str());
            }
        }
    }

    /// The row of a source, counted in the articles that take part; none where none cites it.
    fn row<'a>(
        &self,
        source: &'a Source,
        library: &'a Library,
        articles: &ArticleSet,
    ) -> Option<SourceRow<'a>> {
        let citations: Vec<CitationRef> = source
            .citations
            .iter()
            .copied()
            .filter(|at| articles.contains(&at.article))
            .collect();
        if citations.is_empty() {
            return None;
        }
        let found: Vec<_> = citations
            .iter()
            .filter_map(|at| library.citation(*at))
            .collect();
        let cited: HashSet<&SafeText> = found.iter().map(|(one, _)| &one.anchor).collect();
        let mut row = clip_row(source, library);
        row.anchors = source.anchors();
        row.anchors.retain(|anchor| cited.contains(anchor));
        row.articles = citations.chunk_by(|a, b| a.article == b.article).count();
        row.citations = citations.len();
        let citing = citations
            .iter()
            .filter_map(|at| library.article(at.article));
        row.newest = citing.filter_map(|article| day_of(article)).max();
        row.cited_by = self
            .citations
            .then(|| found.into_iter().map(CitationRow::of).collect());
        Some(row)
    }

    /// Adds the pages that the articles which take part were clipped from.
    fn add_own<'a>(
        &self,
        rows: &mut Vec<SourceRow<'a>>,
        library: &'a Library,
        articles: &ArticleSet,
    ) {
        let mut own: BTreeSet<&str> = BTreeSet::new();
        for article in library
            .articles()
            .iter()
            .filter(|article| articles.contains(&article.id))
        {
            let source = article
                .head
                .source
                .as_deref()
                .and_then(|source| library.source(source));
            own.extend(
                source
                    .filter(|source| self.wants(source))
                    .map(|source| source.url.as_str()),
            );
        }
        for row in rows.iter_mut() {
            row.own = own.remove(row.url);
        }
        rows.extend(
            own.into_iter()
                .filter_map(|url| library.source(url))
                .map(|source| SourceRow {
                    own: true,
                    cited_by: self.citations.then(Vec::new),
                    ..clip_row(source, library)
                }),
        );
    }
}

/// Whether a source is a page of the site that goes by a name.
fn is_of(source: &Source, name: &str) -> bool {
    is_site_called(source.site.as_str(), &name.to_lowercase())
}

/// The row of a source, with the article that was clipped from it and no citation.
fn clip_row<'a>(source: &'a Source, library: &'a Library) -> SourceRow<'a> {
    let clip = source.article.and_then(|id| library.article(id));
    SourceRow {
        url: &source.url,
        site: &source.site,
        kind: PageKind::of(&source.url).name(),
        clipped: clip.is_some(),
        article: clip.map(|article| ArticlePath::of(article).path),
        title: clip.map(|article| &article.head.title),
        anchors: Vec::new(),
        articles: 0,
        citations: 0,
        newest: None,
        own: false,
        cited_by: None,
    }
}

impl<'a> CitationRow<'a> {
    fn of((citation, evidence): (&'a Citation, Evidence<'a>)) -> Self {
        let PlaceRow {
            path,
            start,
            end,
            sentence,
            section,
            ..
        } = PlaceRow::of(evidence);
        Self {
            path,
            start,
            end,
            anchor: &citation.anchor,
            sentence,
            section,
            raw_url: &citation.raw_url,
        }
    }
}

fn print_citations(rows: &[SourceRow<'_>], out: &mut Output) -> std::io::Result<()> {
    let lines: Vec<CitationLine<'_>> = rows
        .iter()
        .flat_map(|row| {
            row.cited_by.iter().flatten().map(|citation| CitationLine {
                url: row.url,
                citation,
            })
        })
        .collect();
    out.cells(
        &lines,
        &[
            Column::name("address", |line| SafeText::line(line.url)),
            Column::detail("anchor", |line| line.citation.anchor.clone()),
            Column::detail("sentence", |line| line.citation.sentence.to_shown()),
            Column::detail("path", |line| SafeText::line(&line.citation.path.path)),
        ],
    )
}

fn sort(rows: &mut [SourceRow<'_>], by: SourceOrder) {
    rows.sort_by(|a, b| (Reverse(a.citations), a.url).cmp(&(Reverse(b.citations), b.url)));
    match by {
        SourceOrder::Citations => {}
        SourceOrder::Articles => rows.sort_by_key(|row| Reverse(row.articles)),
        SourceOrder::Newest => rows.sort_by_key(|row| Reverse(row.newest)),
        SourceOrder::Site => rows.sort_by(|a, b| (a.site, a.url).cmp(&(b.site, b.url))),
    }
}
