//! `postil curate`: what the program takes for a name, put right by hand, for one library.
//!
//! Corrections are kept beside the annotations and by the same rule, so they merge between machines
//! and none is ever lost; they hold for articles that come later, too.

use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::core::annotation::{Annotation, AnnotationId};
use crate::core::curation::{Correction, Named};
use crate::core::entity::{Entity, Kind};
use crate::core::gate::Shown;
use crate::core::notebook::Change;
use crate::store::annotations;
use crate::verbs::explore::creator;
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, Look};
use crate::verbs::reading::Read;

/// What `postil curate` is told.
#[derive(Args, Debug)]
pub struct CurateArgs {
    #[command(subcommand)]
    what: Option<What>,
}

/// What to put right; without any of these, what was put right is listed.
#[derive(Debug, Subcommand)]
enum What {
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
        is: String,
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
    /// This is a name, wherever it stands
    Add {
        /// The name to list it under
        name: String,
        /// What it is: person, organisation, place, group, event, work, product or other
        is: String,
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

/// Tells entities of one name apart.
#[derive(Args, Debug)]
struct KindArg {
    /// Which of several entities of that name: person, organisation, place …
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
}

/// A correction as a row.
#[derive(Serialize)]
struct Row<'a> {
    id: String,
    #[serde(flatten)]
    correction: &'a Correction,
}

/// Puts something right and prints the id of the correction.
pub fn run(args: &CurateArgs, mut read: Read, out: &mut Output) -> anyhow::Result<ExitCode> {
    let change = match args.what.as_ref().unwrap_or(&What::List) {
        What::List => return list(&read, out),
        What::Undo { id } => taken_back(id, &read)?,
        what => {
            let correction = correction(what, read.library.entities())?;
            let at = annotations::now();
            Change::Add(Annotation::correcting(
                annotations::new_id(),
                &at,
                &creator(),
                correction,
            ))
        }
    };
    for id in read.desk.change(vec![change])? {
        out.line(Shown::line(&id.to_string()).shown())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn list(read: &Read, out: &mut Output) -> anyhow::Result<ExitCode> {
    let rows: Vec<Row<'_>> = read
        .desk
        .notebook
        .corrections()
        .map(|(id, correction)| Row {
            id: id.to_string(),
            correction,
        })
        .collect();
    out.rows(
        &rows,
        &[
            Column {
                head: "correction",
                cell: |row| words(row.correction),
                look: Look::Name,
            },
            Column {
                head: "id",
                cell: |row| Shown::line(&row.id),
                look: Look::Detail,
            },
        ],
    )?;
    Ok(ExitCode::SUCCESS)
}

/// A correction in words.
fn words(correction: &Correction) -> Shown {
    let named = |named: &Named| format!("{} ({})", named.name, named.kind.name());
    let several = |all: &[Named]| all.iter().map(named).collect::<Vec<_>>().join(", ");
    Shown::line(&match correction {
        Correction::Merge { from, into } => format!("{} → {}", several(from), named(into)),
        Correction::Split { from, form, into } => {
            format!("“{form}” of {} → {}", named(from), named(into))
        }
        Correction::Rename { of, name } => format!("{} → {name}", named(of)),
        Correction::Rekind { of, kind } => format!("{} → {}", named(of), kind.name()),
        Correction::Hide { of } => format!("{} hidden", named(of)),
        Correction::Add { of, forms } if forms.is_empty() => format!("{} added", named(of)),
        Correction::Add { of, forms } => {
            format!("{} added, written {}", named(of), forms.join(", "))
        }
    })
}

fn taken_back(id: &str, read: &Read) -> anyhow::Result<Change> {
    let notebook = &read.desk.notebook;
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
        [] => bail!("there is no correction {}", Shown::line(id)),
        _ => bail!(
            "{} begins the id of several corrections: give more of it",
            Shown::line(id)
        ),
    }
}

fn correction(what: &What, entities: &[Entity]) -> anyhow::Result<Correction> {
    Ok(match what {
        What::Merge { from, into, kind } => {
            let from: Vec<Named> = from
                .iter()
                .map(|name| entity(name, kind, entities))
                .collect::<Result<_, _>>()?;
            let into = target(into, kind, from.first(), entities)?;
            Correction::Merge {
                from: from.into_iter().filter(|one| *one != into).collect(),
                into,
            }
        }
        What::Split {
            name,
            form,
            into,
            kind,
        } => {
            let from = entity(name, kind, entities)?;
            let into = target(
                into.as_ref().unwrap_or(form),
                &KindArg { kind: None },
                Some(&from),
                entities,
            )?;
            Correction::Split {
                from,
                form: form.clone(),
                into,
            }
        }
        What::Rename { name, to, kind } => Correction::Rename {
            of: entity(name, kind, entities)?,
            name: to.clone(),
        },
        What::Kind { name, is, kind } => Correction::Rekind {
            of: entity(name, kind, entities)?,
            kind: known(is)?,
        },
        What::Hide { name, kind } => Correction::Hide {
            of: entity(name, kind, entities)?,
        },
        What::Add { name, is, form } => Correction::Add {
            of: Named::new(known(is)?, name.clone()),
            forms: form.clone(),
        },
        What::List | What::Undo { .. } => bail!("nothing to put right"),
    })
}

fn known(kind: &str) -> anyhow::Result<Kind> {
    let Some(kind) = Kind::named(kind) else {
        let all: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
        bail!(
            "{} is no kind; kinds are {}",
            Shown::line(kind),
            all.join(", ")
        );
    };
    Ok(kind)
}

/// The entities that go by a name, as they are listed.
fn called(name: &str, kind: Option<Kind>, entities: &[Entity]) -> Vec<Named> {
    let wanted = name.to_lowercase();
    let is = |shown: &Shown| shown.as_str().to_lowercase() == wanted;
    let of_kind = entities
        .iter()
        .filter(|entity| kind.is_none_or(|kind| entity.kind == kind));
    let named = |entity: &Entity| Named::new(entity.kind, entity.name.as_str());
    let listed: Vec<Named> = of_kind
        .clone()
        .filter(|entity| is(&entity.name))
        .map(named)
        .collect();
    if listed.is_empty() {
        return of_kind
            .filter(|entity| entity.aliases.iter().any(is))
            .map(named)
            .collect();
    }
    listed
}

/// The one entity that goes by a name.
fn entity(name: &str, kind: &KindArg, entities: &[Entity]) -> anyhow::Result<Named> {
    let kind = kind.kind.as_deref().map(known).transpose()?;
    match called(name, kind, entities).as_slice() {
        [one] => Ok(one.clone()),
        [] => bail!("no entity of the library is called {}", Shown::line(name)),
        several => {
            let all: Vec<String> = several
                .iter()
                .map(|one| format!("{} ({})", one.name, one.kind.name()))
                .collect();
            bail!(
                "several entities are called so, choose one with --kind: {}",
                Shown::line(&all.join(", "))
            )
        }
    }
}

/// Where mentions go: an entity that is listed, else a new one of the kind of those that it takes in.
fn target(
    name: &str,
    kind: &KindArg,
    like: Option<&Named>,
    entities: &[Entity],
) -> anyhow::Result<Named> {
    let kind = kind.kind.as_deref().map(known).transpose()?;
    let all = called(name, kind, entities);
    let alike = all
        .iter()
        .find(|one| like.is_some_and(|like| like.kind == one.kind));
    let fallback = kind.or(like.map(|like| like.kind)).unwrap_or(Kind::Other);
    Ok(alike
        .or(all.first())
        .cloned()
        .unwrap_or_else(|| Named::new(fallback, name)))
}
