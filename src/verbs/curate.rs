//! `postil curate`: what the program takes for a name, put right by hand, for one library.
//!
//! Corrections are kept beside the annotations and by the same rule, so they merge between machines
//! and none is ever lost; they hold for articles that come later, too.

pub mod entity_name;

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::clip::entity::{EntityKey, Kind};
use crate::library::contents::Library;
use crate::library::correction::Correction;
use crate::notes::annotation::{Annotation, AnnotationId};
use crate::notes::notebook::Change;
use crate::runtime::environment::creator;
use crate::store::annotations;
use crate::store::config::Config;
use crate::text::clean::SafeText;
use crate::verbs::curate::entity_name::{KindArg, entity, target};
use crate::verbs::filters::kind;
use crate::verbs::open_library::OpenLibrary;
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, number};

/// What `postil curate` is told.
#[derive(Args, Debug)]
pub struct CurateArgs {
    #[command(subcommand)]
    what: Option<CurateCommand>,
}

/// What to put right; without any of these, what was put right is listed.
#[derive(Debug, Subcommand)]
enum CurateCommand {
    /// List what was put right
    List,
    /// Several entities are one
    Merge {
        /// The entities that are listed no more
        #[arg(required = true, value_name = "NAME")]
        from: Vec<String>,
        /// The entity that has all their mentions
        #[arg(long, value_name = "NAME")]
        into: String,
        #[command(flatten)]
        kind: KindArg,
    },
    /// Mentions that read so are another entity
    Split {
        /// The entity that they were put under
        name: String,
        /// How the mentions read
        form: String,
        /// What they are instead [default: an entity of that name]
        #[arg(long, value_name = "NAME")]
        into: Option<String>,
        #[command(flatten)]
        kind: KindArg,
    },
    /// An entity is listed under another name
    Rename {
        /// The entity
        name: String,
        /// The name to list it under
        to: String,
        #[command(flatten)]
        kind: KindArg,
    },
    /// An entity is something else
    Kind {
        /// The entity
        name: String,
        /// What it is: person, organisation, place, group, event, work, product or other
        #[arg(value_parser = kind)]
        is: Kind,
        #[command(flatten)]
        kind: KindArg,
    },
    /// This is no name, or of no interest
    Hide {
        /// The entity
        name: String,
        #[command(flatten)]
        kind: KindArg,
    },
    /// What was hidden is listed again
    Unhide {
        /// The entity
        name: String,
        #[command(flatten)]
        kind: KindArg,
    },
    /// Two entities are two, however alike: nobody is asked again whether they are one
    Apart {
        /// An entity
        one: String,
        /// Another one
        other: String,
        #[command(flatten)]
        kind: KindArg,
    },
    /// List the entities that may be one, the likeliest first
    Proposals,
    /// This is a name, wherever it stands
    Add {
        /// The name to list it under
        name: String,
        /// What it is: person, organisation, place, group, event, work, product or other
        #[arg(value_parser = kind)]
        is: Kind,
        /// How it is written, where that is not its name; give it again for more
        #[arg(long, value_name = "TEXT")]
        form: Vec<String>,
    },
    /// Take a correction back
    Undo {
        /// The correction: its id, or the beginning of it
        id: String,
    },
}

/// A correction as a row.
#[derive(Serialize)]
struct CorrectionRow<'a> {
    id: String,
    #[serde(flatten)]
    correction: &'a Correction,
}

/// Puts something right and prints the id of the correction.
pub fn run(
    args: &CurateArgs,
    mut read: OpenLibrary,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let change = match args.what.as_ref().unwrap_or(&CurateCommand::List) {
        CurateCommand::List => return list(&read, out),
        CurateCommand::Proposals => return proposals(&read, out),
        CurateCommand::Undo { id } => taken_back(id, &read)?,
        what => {
            let correction = correction(what, &read.library)?;
            let at = annotations::now();
            Change::Add(Annotation::correcting(
                annotations::new_id(),
                &at,
                &creator(config),
                correction,
            ))
        }
    };
    out.ids(&read.session.change(vec![change])?)?;
    Ok(ExitCode::SUCCESS)
}

fn list(read: &OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let rows: Vec<CorrectionRow<'_>> = read
        .session
        .notebook
        .corrections()
        .map(|(id, correction)| CorrectionRow {
            id: id.to_string(),
            correction,
        })
        .collect();
    out.rows(
        &rows,
        &[
            Column::name("correction", |row| SafeText::line(&row.correction.words())),
            Column::detail("id", |row| SafeText::line(&row.id)),
        ],
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Two entities that may be one, as a row.
#[derive(Serialize)]
struct ProposalRow<'a> {
    from: &'a EntityKey,
    into: &'a EntityKey,
    score: u8,
    because: &'static str,
}

fn proposals(read: &OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let proposals = read.library.proposals().iter();
    let rows: Vec<ProposalRow<'_>> = proposals
        .map(|proposal| ProposalRow {
            from: &proposal.from,
            into: &proposal.into,
            score: proposal.score,
            because: proposal.reason.words(),
        })
        .collect();
    out.rows(
        &rows,
        &[
            Column::name("may be", |row| SafeText::line(&row.from.name)),
            Column::name("one with", |row| SafeText::line(&row.into.name)),
            Column::count("%", |row| number(row.score)),
            Column::detail("because", |row| row.because.into()),
        ],
    )?;
    Ok(ExitCode::SUCCESS)
}

fn taken_back(id: &str, read: &OpenLibrary) -> anyhow::Result<Change> {
    let notebook = &read.session.notebook;
    let mut ids = notebook.corrections().map(|(id, _)| id);
    let wanted =
        |known: &AnnotationId| !id.is_empty() && known.to_string().starts_with(&id.to_lowercase());
    let found: Vec<AnnotationId> = ids.by_ref().filter(wanted).collect();
    match found.as_slice() {
        [one] => {
            let seen = notebook
                .entry(*one)
                .map(|entry| entry.seen)
                .unwrap_or_default();
            Ok(Change::Remove { id: *one, seen })
        }
        [] => bail!("there is no correction {}", SafeText::line(id)),
        _ => bail!(
            "{} begins the id of several corrections: give more of it",
            SafeText::line(id)
        ),
    }
}

fn correction(what: &CurateCommand, library: &Library) -> anyhow::Result<Correction> {
    let correction = correction_as_told(what, library)?;
    match correction.fault() {
        Some(fault) => bail!(fault),
        None => Ok(correction),
    }
}

fn correction_as_told(what: &CurateCommand, library: &Library) -> anyhow::Result<Correction> {
    let entities = library.entities();
    Ok(match what {
        CurateCommand::Merge { from, into, kind } => {
            let from: Vec<EntityKey> = from
                .iter()
                .map(|name| entity(name, kind, entities))
                .collect::<Result<_, _>>()?;
            let first = from.first().context("nothing to merge")?;
            let into = target(into, kind, first, entities)?;
            Correction::Merge {
                from: from.into_iter().filter(|one| *one != into).collect(),
                into,
            }
        }
        CurateCommand::Split {
            name,
            form,
            into,
            kind,
        } => {
            let from = entity(name, kind, entities)?;
            let into = match into {
                Some(name) => target(name, &KindArg { kind: None }, &from, entities)?,
                None => EntityKey::new(from.kind, form.clone()),
            };
            Correction::Split {
                from,
                form: form.clone(),
                into,
            }
        }
        CurateCommand::Rename { name, to, kind } => Correction::Rename {
            of: entity(name, kind, entities)?,
            name: to.clone(),
        },
        CurateCommand::Kind { name, is, kind } => Correction::Rekind {
            of: entity(name, kind, entities)?,
            kind: *is,
        },
        CurateCommand::Hide { name, kind } => Correction::Hide {
            of: entity(name, kind, entities)?,
        },
        CurateCommand::Unhide { name, kind } => Correction::Unhide {
            of: entity(name, kind, library.hidden())?,
        },
        CurateCommand::Apart { one, other, kind } => Correction::Apart {
            one: entity(one, kind, entities)?,
            other: entity(other, kind, entities)?,
        },
        CurateCommand::Add { name, is, form } => Correction::Add {
            of: EntityKey::new(*is, name.clone()),
            forms: form.clone(),
        },
        CurateCommand::List | CurateCommand::Proposals | CurateCommand::Undo { .. } => {
            bail!("nothing to put right")
        }
    })
}
