//! `postil annotations list`: a row for each annotation.

use std::collections::BTreeSet;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::notes::annotation::Palette;
use crate::notes::formats::{ExportItem, Record, author_marks};
use crate::notes::placement::Placed;
use crate::notes::placement::State;
use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::text::clean::SafeText;
use crate::text::range::ArticleId;
use crate::verbs::annotations::placed::LocatedAnnotations;
use crate::verbs::filters::FilterArgs;
use crate::verbs::open_library;
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, optional};
use crate::verbs::places::ArticlePath;

/// What `postil annotations list` is told.
#[derive(Args, Debug, Default, PartialEq)]
pub struct AnnotationListArgs {
    #[command(flatten)]
    pub(super) chosen: ChosenArgs,
    /// In which order
    #[arg(long, value_enum, default_value_t, value_name = "KEY")]
    sort: AnnotationOrder,
    /// Also list what the authors marked in their files, ==so==
    #[arg(long)]
    marks: bool,
}

/// Which annotations are meant.
#[derive(Args, Debug, Default, PartialEq)]
pub struct ChosenArgs {
    #[command(flatten)]
    filters: FilterArgs,
    /// Only annotations of this colour
    #[arg(long, value_name = "NAME")]
    colour: Option<String>,
    /// Only annotations that bear this tag themselves
    #[arg(long, value_name = "TAG")]
    annotation_tag: Vec<String>,
    /// Only annotations whose place is so
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
}

/// Orders of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum AnnotationOrder {
    /// By article and place, those without a place first
    #[default]
    Place,
    /// Newest first
    Created,
    /// Changed last first
    Modified,
    /// By colour
    Colour,
    /// By who made them
    Creator,
}

impl ChosenArgs {
    /// The annotations that are meant.
    pub fn of(&self, placing: &mut LocatedAnnotations) -> anyhow::Result<Vec<Record>> {
        let wanted = self.articles(placing)?;
        let palette = placing.palette.clone();
        let all = placing.outgoing();
        let chosen = all.iter().filter(|(placed, outgoing)| {
            self.includes(wanted.as_ref(), &palette, (placed, outgoing))
        });
        let mut records: Vec<Record> = chosen.map(|(_, outgoing)| Record::new(outgoing)).collect();
        self.filters.cut(&mut records);
        Ok(records)
    }

    /// The articles that take part; `None` where no filter was given, and then annotations whose
    /// article is missing take part too.
    pub(super) fn articles(
        &self,
        placing: &mut LocatedAnnotations,
    ) -> anyhow::Result<Option<BTreeSet<ArticleId>>> {
        if self.filters.filter(&[])?.is_empty() {
            return Ok(None);
        }
        let annotated = placing
            .outgoing()
            .iter()
            .filter_map(|(placed, _)| placed.article)
            .collect();
        Ok(Some(self.filters.articles(
            &placing.read.library,
            &annotated,
            &[],
        )?))
    }

    pub(super) fn includes(
        &self,
        wanted: Option<&BTreeSet<ArticleId>>,
        palette: &Palette,
        (placed, outgoing): (&Placed, &ExportItem<'_>),
    ) -> bool {
        let annotation = outgoing.annotation();
        let in_article =
            wanted.is_none_or(|wanted| placed.article.is_some_and(|id| wanted.contains(&id)));
        let has_colour = self
            .colour
            .as_ref()
            .is_none_or(|named| outgoing.colour.as_deref() == Some(palette.own(named)));
        let has_state = self
            .state
            .as_ref()
            .is_none_or(|state| outgoing.state.name() == state);
        in_article
            && has_colour
            && has_state
            && self
                .annotation_tag
                .iter()
                .all(|tag| annotation.tags.contains(tag))
    }
}

/// Prints the annotations.
pub fn run(
    args: &AnnotationListArgs,
    library_files: LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let mut placing = LocatedAnnotations::open(library_files, config)?;
    let mut records = args.chosen.of(&mut placing)?;
    if args
        .chosen
        .state
        .as_deref()
        .is_none_or(|state| state == State::Damaged.name())
    {
        let damaged = placing.read.session.damaged.iter();
        records.extend(
            damaged.map(|file| Record::damaged(&file.path.to_string_lossy(), &file.reason)),
        );
    }
    if args.marks {
        let wanted = args.chosen.articles(&mut placing)?;
        records.extend(marked(&placing, wanted.as_ref()));
    }
    sort(&mut records, args.sort);
    out.rows(&records, &columns())?;
    Ok(ExitCode::SUCCESS)
}

/// What the authors marked: rows without an id, because nobody can change them here.
fn marked(placing: &LocatedAnnotations, wanted: Option<&BTreeSet<ArticleId>>) -> Vec<Record> {
    let articles = placing.read.library.articles().iter();
    let articles =
        articles.filter(|article| wanted.is_none_or(|wanted| wanted.contains(&article.id)));
    articles
        .flat_map(|article| {
            let document = open_library::document(&placing.read.library_files, article);
            let row = |mark: author_marks::Mark| Record {
                title: Some(article.head.title.as_str().to_owned()),
                state: State::Sure,
                start: Some(mark.source.start),
                end: Some(mark.source.end),
                quote: Some(document.slice(mark.text).as_str().to_owned()),
                note: None,
                variants: 1,
                ..Record::damaged(&ArticlePath::of(article).path, "")
            };
            author_marks::of(&document)
                .into_iter()
                .map(row)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn sort(records: &mut [Record], by: AnnotationOrder) {
    match by {
        AnnotationOrder::Place => {}
        AnnotationOrder::Created => records.sort_by(|a, b| b.created.cmp(&a.created)),
        AnnotationOrder::Modified => records.sort_by(|a, b| b.modified.cmp(&a.modified)),
        AnnotationOrder::Colour => records.sort_by(|a, b| a.colour.cmp(&b.colour)),
        AnnotationOrder::Creator => records.sort_by(|a, b| a.creator.cmp(&b.creator)),
    }
}

/// What people see of an annotation.
fn columns() -> [Column<Record>; 6] {
    [
        Column::detail("state", |row| SafeText::line(row.state.name())),
        Column::detail("colour", |row| optional(row.colour.as_deref())),
        Column::name("quote", |row| optional(row.quote.as_deref())),
        Column::name("note", |row| optional(row.note.as_deref())),
        Column::detail("path", |row| optional(row.path.as_deref())),
        Column::detail("id", |row| optional(row.id.as_deref())),
    ]
}
