//! `postil show`: one article as text.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::clip::article::Article;
use crate::page::layout::{Layout, Options};
use crate::page::plain;
use crate::page::width::fitting;
use crate::runtime::stderr::say;
use crate::store::folder::TOO_LONG;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::document::{Block, BlockKind, Document};
use crate::text::problem::{Problem, Severity};
use crate::ui::theme::Role;
use crate::verbs::output::{Output, OutputForm};
use crate::verbs::places::ArticlePath;

/// What `postil show` is told.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// The article's path below the library, its file name or its title
    #[arg(value_name = "PATH")]
    pub article: String,
    /// Wrap at this many columns
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    width: Option<u16>,
    /// Text alone, without the card above it
    #[arg(long)]
    plain: bool,
}

impl ShowArgs {
    /// Whether it says itself how the text is printed.
    pub fn has_own_form(&self) -> bool {
        self.plain || self.width.is_some()
    }
}

/// Columns of the text where nothing else is said: the reader's measure.
const MEASURE: u16 = 80;

/// Columns that no honest line reaches: nothing is wrapped where nobody looks at a terminal.
const UNWRAPPED: u16 = u16::MAX;

/// An article as JSON has it.
#[derive(Serialize)]
struct ShownArticle<'a> {
    #[serde(flatten)]
    path: ArticlePath,
    title: &'a SafeText,
    text: &'a SafeText,
    outline: Vec<HeadingRow<'a>>,
    blocks: Vec<BlockRow<'a>>,
}

/// A heading as JSON has it.
#[derive(Serialize)]
struct HeadingRow<'a> {
    level: u8,
    text: SafeStr<'a>,
    /// First byte in the file.
    start: u32,
}

/// A block as JSON has it.
#[derive(Serialize)]
struct BlockRow<'a> {
    kind: &'static str,
    text: SafeStr<'a>,
    start: u32,
    end: u32,
    /// In how many quotes, lists and tables it lies.
    depth: usize,
    residue: bool,
}

/// Prints an article and its document.
pub fn run(
    args: &ShowArgs,
    article: &Article,
    document: &Document,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    if document.blocks.is_empty() {
        tell_nothing(article);
    }
    tell_cut([article]);
    match out.form() {
        OutputForm::Json | OutputForm::JsonLines => out.object(&row(article, document))?,
        OutputForm::Table(columns) => {
            let width = args.width.unwrap_or(columns.min(MEASURE));
            if !args.plain {
                card(article, out)?;
            }
            print(document, width, out)?;
        }
        OutputForm::Plain => print(document, args.width.unwrap_or(UNWRAPPED), out)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Says on standard error which files were not read to their end.
pub fn tell_cut<'a>(articles: impl IntoIterator<Item = &'a Article>) {
    for article in articles {
        let is_cut = |problem: &&Problem| problem.code == TOO_LONG;
        if let Some(problem) = article.problems.iter().find(is_cut) {
            let path = SafeText::line(&ArticlePath::of(article).path);
            say(&format!(
                "{path}: {}, {}",
                problem.reason, problem.recovered
            ));
        }
    }
}

/// Says on standard error why there is nothing to print.
fn tell_nothing(article: &Article) {
    let is_error = |problem: &&Problem| problem.severity == Severity::Error;
    let path = SafeText::line(&ArticlePath::of(article).path);
    match article.problems.iter().find(is_error) {
        Some(problem) => say(&format!("{path}: {}", problem.reason)),
        None => say(&format!("{path} is empty")),
    }
}

/// Prints the rows of a document, without colours.
fn print(document: &Document, width: u16, out: &mut Output) -> std::io::Result<()> {
    let layout = Layout::of(document, width, &Options::default());
    for (index, row) in layout.rows.iter().enumerate() {
        let rule = document
            .blocks
            .get(row.block as usize)
            .is_some_and(|block| block.kind == BlockKind::Rule);
        let line = plain::line(document, &layout, index);
        let line = if rule { cut(&line) } else { line };
        out.line(line.shown())?;
    }
    out.flush()
}

/// A line across the page, no longer than the measure.
fn cut(line: &SafeText) -> SafeText {
    let (bytes, _) = fitting(line.as_str(), usize::from(MEASURE));
    line.shown().get(0..bytes).to_shown()
}

/// Prints what stands above the text: title, authors, day, address.
fn card(article: &Article, out: &mut Output) -> std::io::Result<()> {
    let head = &article.head;
    let authors = head.author_line();
    let day = head.published.as_ref().map_or("", |date| date.raw.as_str());
    let minutes = format!("{} min", article.reading_minutes());
    let facts = [authors.as_str(), day, &minutes]
        .into_iter()
        .filter(|fact| !fact.is_empty());
    let facts = SafeText::line(&facts.collect::<Vec<_>>().join(" · "));
    out.styled_line(head.title.shown(), Role::Heading1)?;
    out.styled_line(facts.shown(), Role::TextDim)?;
    if let Some(source) = &head.source {
        out.styled_line(SafeText::line(source).shown(), Role::TextDim)?;
    }
    out.line(SafeStr::default())
}

fn row<'a>(article: &'a Article, document: &'a Document) -> ShownArticle<'a> {
    let headings = article.headings.iter().map(|heading| HeadingRow {
        level: heading.level,
        text: document.slice(heading.text),
        start: heading.source.start,
    });
    ShownArticle {
        path: ArticlePath::of(article),
        title: &article.head.title,
        text: &document.text,
        outline: headings.collect(),
        blocks: document
            .blocks
            .iter()
            .map(|block| block_row(block, document))
            .collect(),
    }
}

fn block_row<'a>(block: &Block, document: &'a Document) -> BlockRow<'a> {
    BlockRow {
        kind: kind(&block.kind),
        text: document.slice(block.text),
        start: block.source.start,
        end: block.source.end,
        depth: document.around(block).len(),
        residue: block.residue,
    }
}

const fn kind(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Code(_) => "code",
        BlockKind::Math => "maths",
        BlockKind::CalloutTitle => "callout-title",
        BlockKind::Cell { .. } => "cell",
        BlockKind::Embed => "embed",
        BlockKind::Rule => "rule",
    }
}
