//! `postil entities`: who and what the articles name, with counts, and every mention on request.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::clip::article_set::ArticleSet;
use crate::clip::entity::{Entity, MentionRef};
use crate::library::contents::Library;
use crate::runtime::stderr::say;
use crate::search::entity_forms::is_named;
use crate::search::fold::fold;
use crate::text::clean::SafeText;
use crate::text::language;
use crate::text::language::support::Support;
use crate::verbs::filters::{FilterArgs, tell_missing};
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::output::table::{Column, number};
use crate::verbs::output::{Output, OutputForm};
use crate::verbs::places::PlaceRow;

/// What `postil entities` is told.
#[derive(Args, Debug)]
pub struct EntitiesArgs {
    #[command(flatten)]
    filters: FilterArgs,
    /// Add every mention in its sentence
    #[arg(long)]
    mentions: bool,
    /// Dates, sums and quantities too
    #[arg(long)]
    all_kinds: bool,
    /// In which order
    #[arg(long, value_enum, default_value_t, value_name = "KEY")]
    sort: EntityOrder,
}

/// Orders of the entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum EntityOrder {
    /// Most often named first
    #[default]
    Mentions,
    /// Named in most articles first
    Articles,
    /// By name
    Name,
    /// By kind, then by mentions
    Kind,
}

/// An entity as JSON has it.
#[derive(Debug, Serialize)]
struct EntityRow<'a> {
    name: &'a SafeText,
    kind: &'static str,
    aliases: &'a [SafeText],
    articles: usize,
    mentions: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<Vec<PlaceRow<'a>>>,
}

/// A mention as people see it: each entity's row is repeated for its mentions.
struct MentionLine<'a> {
    name: &'a SafeText,
    place: &'a PlaceRow<'a>,
}

fn columns<'a>() -> [Column<EntityRow<'a>>; 5] {
    [
        Column::name("name", |row| row.name.clone()),
        Column::detail("kind", |row| SafeText::from(row.kind)),
        Column::count("mentions", |row| number(row.mentions)),
        Column::count("articles", |row| number(row.articles)),
        Column::detail("also", |row| aliases(row.aliases)),
    ]
}

/// Prints the entities of the articles that pass the filters; `--entity` and `--kind` choose among
/// the entities themselves.
pub fn run(
    args: &EntitiesArgs,
    read: &mut OpenLibrary,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let context = read.filter_context();
    // What is not in the library is told of these two as well, though they do not choose articles here.
    tell_missing(&args.filters.filter(&[])?, &read.library, &context)?;
    let filter = args.filters.filter(&["entity", "kind"])?;
    let articles = filter.select(&read.library, &context);
    if args.mentions {
        let mut naming = ArticleSet::default();
        let wanted = read.library.entities().iter();
        let wanted = wanted.filter(|entity| args.wants(entity));
        wanted.for_each(|entity| naming.add(&entity.articles));
        naming.keep(&articles);
        read.read_texts(&naming)?;
    }
    let all = read.library.entities().iter();
    let mut rows: Vec<EntityRow<'_>> = all
        .filter(|entity| args.wants(entity))
        .filter_map(|entity| row(entity, &read.library, &articles, args.mentions))
        .collect();
    sort(&mut rows, args.sort);
    say_languages(&read.library, &articles);
    args.filters.cut(&mut rows);
    if args.mentions && matches!(out.form(), OutputForm::Table(_) | OutputForm::Plain) {
        print_mentions(&rows, out)?;
    } else {
        out.rows(&rows, &columns())?;
    }
    Ok(ExitCode::SUCCESS)
}

impl EntitiesArgs {
    /// What must be known to answer; the texts of articles whose mentions are printed are read when these are known.
    pub fn need(&self) -> Need {
        self.filters.need() | Need::ENTITIES
    }

    fn wants(&self, entity: &Entity) -> bool {
        let filters = &self.filters;
        let kind = filters.kind.iter().any(|kind| kind == entity.kind.name());
        if !kind && (!filters.kind.is_empty() || entity.kind.is_measure() && !self.all_kinds) {
            return false;
        }
        filters.entity.is_empty() || is_named(entity, &filters.entity)
    }
}

/// The row of an entity, counted in the articles that take part; none where none names it.
fn row<'a>(
    entity: &'a Entity,
    library: &'a Library,
    articles: &ArticleSet,
    with_places: bool,
) -> Option<EntityRow<'a>> {
    let mentions: Vec<MentionRef> = entity
        .mentions
        .iter()
        .copied()
        .filter(|at| articles.contains(&at.article))
        .collect();
    let places = || {
        mentions
            .iter()
            .filter_map(|at| library.mention(*at))
            .map(PlaceRow::of)
            .collect()
    };
    (!mentions.is_empty()).then(|| EntityRow {
        name: &entity.name,
        kind: entity.kind.name(),
        aliases: &entity.aliases,
        articles: mentions.chunk_by(|a, b| a.article == b.article).count(),
        mentions: mentions.len(),
        places: with_places.then(places),
    })
}

/// Says on standard error in which languages of the articles names are not found as in English.
fn say_languages(library: &Library, articles: &ArticleSet) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let of_these = library
        .articles()
        .iter()
        .filter(|article| articles.contains(&article.id));
    for code in of_these.filter_map(|article| article.language) {
        *counts.entry(code).or_default() += 1;
    }
    for (code, count) in counts {
        if let Some(words) = Support::of(Some(code)).words() {
            say(&format!(
                "{} in {count} articles: {words}",
                language::name(code)
            ));
        }
    }
}

fn print_mentions(rows: &[EntityRow<'_>], out: &mut Output) -> std::io::Result<()> {
    let lines: Vec<MentionLine<'_>> = rows
        .iter()
        .flat_map(|row| {
            row.places.iter().flatten().map(|place| MentionLine {
                name: row.name,
                place,
            })
        })
        .collect();
    out.cells(
        &lines,
        &[
            Column::name("name", |line| line.name.clone()),
            Column::detail("sentence", |line| line.place.sentence_line()),
            Column::detail("place", |line| line.place.address()),
        ],
    )
}

fn aliases(aliases: &[SafeText]) -> SafeText {
    let aliases: Vec<&str> = aliases.iter().map(SafeText::as_str).collect();
    SafeText::line(&aliases.join(", "))
}

fn sort(rows: &mut [EntityRow<'_>], by: EntityOrder) {
    rows.sort_by(|a, b| {
        (Reverse(a.mentions), a.name, a.kind).cmp(&(Reverse(b.mentions), b.name, b.kind))
    });
    match by {
        EntityOrder::Mentions => {}
        EntityOrder::Articles => rows.sort_by_key(|row| Reverse(row.articles)),
        EntityOrder::Name => rows.sort_by_key(|row| fold(row.name.as_str())),
        EntityOrder::Kind => rows.sort_by_key(|row| crate::clip::entity::Kind::named(row.kind)),
    }
}
