//! `postil annotations list`: a row for each annotation.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::clip::article_set::ArticleSet;
use crate::notes::annotation::{Colour, Palette};
use crate::notes::formats::{ExportItem, Record, author_marks};
use crate::notes::placement::Placed;
use crate::notes::placement::State;
use crate::runtime::stderr::say;
use crate::search::filter_matcher::FilterContext;
use crate::search::nearest::did_you_mean;
use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::text::clean::SafeText;
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
    pub(super) filters: FilterArgs,
    /// Only annotations of this colour
    #[arg(long, value_name = "NAME")]
    colour: Option<String>,
    /// Only annotations that bear this tag themselves
    #[arg(long, value_name = "TAG")]
    annotation_tag: Vec<String>,
    /// Only annotations whose place is so
    #[arg(long, value_name = "STATE", value_parser = state)]
    state: Option<State>,
}

/// The state of that name.
fn state(name: &str) -> Result<State, String> {
    let known = State::ALL.into_iter().find(|state| state.name() == name);
    known.ok_or_else(|| {
        let names = State::ALL.map(State::name);
        let near = did_you_mean(name, names);
        format!("a state is {}{near}", names.join(", "))
    })
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
    fn of(&self, placing: &mut LocatedAnnotations, wanted: Option<&ArticleSet>) -> Vec<Record> {
        let palette = placing.palette.clone();
        let all = placing.outgoing();
        let chosen = all
            .iter()
            .filter(|(placed, outgoing)| self.includes(wanted, &palette, (placed, outgoing)));
        let records: Vec<Record> = chosen.map(|(_, outgoing)| Record::new(outgoing)).collect();
        if records.is_empty() {
            self.tell_unborne(&all, &palette);
        }
        records
    }

    /// The articles that take part; `None` where no filter was given, and then annotations whose
    /// article is missing take part too.
    pub(super) fn articles(
        &self,
        placing: &mut LocatedAnnotations,
    ) -> anyhow::Result<Option<ArticleSet>> {
        if self.filters.filter(&[])?.is_empty() {
            return Ok(None);
        }
        let annotated = placing
            .outgoing()
            .iter()
            .filter_map(|(placed, _)| placed.article)
            .collect();
        let context = FilterContext {
            annotated,
            ..placing.read.filter_context()
        };
        let wanted = self
            .filters
            .articles(&placing.read.library, &context, &[])?;
        Ok(Some(wanted))
    }

    /// Says what of colour and tags no annotation bears.
    fn tell_unborne(&self, all: &[(Placed, ExportItem<'_>)], palette: &Palette) {
        let outgoing = || all.iter().map(|(_, outgoing)| outgoing);
        let colours = outgoing().filter_map(|one| one.colour.as_deref());
        let colours: Vec<&str> = Colour::ALL
            .iter()
            .map(|colour| palette.word(*colour))
            .chain(colours)
            .collect();
        let tags: Vec<&str> = outgoing()
            .flat_map(|one| one.annotation().tags.iter().map(String::as_str))
            .collect();
        let named = self.colour.as_deref();
        if let Some(named) = named.filter(|named| !colours.contains(&palette.own(named))) {
            let near = did_you_mean(named, colours);
            say(SafeText::line(&format!("no annotation has the colour {named}{near}")).as_str());
        }
        for tag in self
            .annotation_tag
            .iter()
            .filter(|tag| !tags.contains(&tag.as_str()))
        {
            let near = did_you_mean(tag, tags.iter().copied());
            say(SafeText::line(&format!("no annotation has the tag {tag}{near}")).as_str());
        }
    }

    pub(super) fn includes(
        &self,
        wanted: Option<&ArticleSet>,
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
        let has_state = self.state.is_none_or(|state| outgoing.state == state);
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
    let mut placing = LocatedAnnotations::open(library_files, config, args.chosen.filters.need())?;
    let wanted = args.chosen.articles(&mut placing)?;
    let mut records = args.chosen.of(&mut placing, wanted.as_ref());
    let may_be = |state| args.chosen.state.is_none_or(|wanted| wanted == state);
    // Nobody chose the colour of what is damaged, or of an author's mark, nor tags.
    let is_any = args.chosen.colour.is_none() && args.chosen.annotation_tag.is_empty();
    if may_be(State::Damaged) && is_any && wanted.is_none() {
        let damaged = placing.read.session.damaged.iter();
        records.extend(
            damaged.map(|file| Record::damaged(&file.path.to_string_lossy(), &file.reason)),
        );
    }
    if args.marks && may_be(State::Sure) && is_any {
        records.extend(marked(&placing, wanted.as_ref()));
    }
    sort(&mut records, args.sort);
    args.chosen.filters.cut(&mut records);
    out.rows(&records, &columns())?;
    Ok(ExitCode::SUCCESS)
}

/// What the authors marked: rows without an id, because nobody can change them here.
fn marked(placing: &LocatedAnnotations, wanted: Option<&ArticleSet>) -> Vec<Record> {
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
