//! `postil annotations edit`, `delete` and `reattach`: annotations that are there, changed.

use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use crate::notes::anchor::AnchorText;
use crate::notes::annotation::{Annotation, Palette, Target};
use crate::notes::placement::State;
use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::text::decode::decode;
use crate::text::range::SourceRange;
use crate::verbs::annotations::add::tags;
use crate::verbs::annotations::placed::LocatedAnnotations;
use crate::verbs::annotations::session::{self, AnnotationSession};
use crate::verbs::open_library::{self, Need};
use crate::verbs::output::{Output, OutputForm};

/// What `postil annotations edit` is told.
#[derive(Args, Debug)]
pub struct EditArgs {
    /// The annotation: its id, or the beginning of it
    id: String,
    /// The new note; empty takes it away
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The new colour
    #[arg(long, value_name = "NAME")]
    colour: Option<String>,
    /// A tag to add; give it again for more
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// A tag to take away
    #[arg(long, value_name = "TAG")]
    untag: Vec<String>,
    /// Make one of all variants: their notes one after the other, and every tag
    #[arg(long)]
    join: bool,
}

/// What `postil annotations delete` is told.
#[derive(Args, Debug)]
pub struct DeleteArgs {
    /// The annotations: their ids, or the beginnings of them
    #[arg(required = true)]
    id: Vec<String>,
}

/// What `postil annotations reattach` is told.
#[derive(Args, Debug)]
pub struct ReattachArgs {
    /// The annotation: its id, or the beginning of it
    id: String,
    /// The words that it belongs to now; without them its uncertain place is confirmed
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// Its uncertain place is not the one; it is not asked about again until the text changes
    #[arg(long, conflicts_with = "quote")]
    nowhere: bool,
    /// The words just before them, where they stand more than once
    #[arg(long, value_name = "TEXT", requires = "quote")]
    prefix: Option<String>,
    /// The article that they are in, where it is another one
    #[arg(long, value_name = "PATH", requires = "quote")]
    article: Option<String>,
}

/// Changes an annotation and prints its id.
pub fn edit(
    args: &EditArgs,
    library_files: &LibraryFiles,
    palette: &Palette,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let mut session = AnnotationSession::open(library_files)?;
    let entry = session.entry(&args.id)?;
    let named = args.colour.as_deref();
    let colour = named
        .map(|named| session::colour(named, palette))
        .transpose()?;
    let write = |annotation: &mut Annotation| {
        if let Some(note) = &args.note {
            annotation.note = Some(note.clone()).filter(|note| !note.is_empty());
        }
        annotation.colour = colour.or_else(|| annotation.colour.take());
        let gone = tags(&args.untag);
        annotation.tags = tags(&[annotation.tags.clone(), args.tag.clone()].concat());
        annotation.tags.retain(|tag| !gone.contains(tag));
    };
    let change = if args.join {
        entry.join(write)
    } else {
        entry.edit(write)
    };
    out.ids(&session.change(vec![change])?)?;
    Ok(ExitCode::SUCCESS)
}

/// Deletes annotations.
pub fn delete(
    args: &DeleteArgs,
    library_files: &LibraryFiles,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let mut session = AnnotationSession::open(library_files)?;
    let mut changes = Vec::new();
    for id in &args.id {
        let entry = session.entry(id)?;
        changes.push(entry.remove());
    }
    let ids = session.change(changes)?;
    if matches!(out.form(), OutputForm::Json | OutputForm::JsonLines) {
        out.ids(&ids)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Gives an annotation a place and prints its id.
pub fn reattach(
    args: &ReattachArgs,
    library_files: LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let mut placing = LocatedAnnotations::open(library_files, config, Need::TEXTS)?;
    let entry = placing.read.session.entry(&args.id)?;
    let before = entry.annotation().clone();
    if args.nowhere {
        return refuse(args, &before, &mut placing, out);
    }
    let target = match &args.quote {
        Some(words) => quoted(args, words, &before, &mut placing)?,
        None => confirmed(&before, &mut placing)?,
    };
    let session = &mut placing.read.session;
    let change = session.entry(&args.id)?.attach(target);
    out.ids(&session.change(vec![change])?)?;
    Ok(ExitCode::SUCCESS)
}

/// Says that the place that was found is not the one.
fn refuse(
    args: &ReattachArgs,
    before: &Annotation,
    placing: &mut LocatedAnnotations,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let placed = placing.locator.locate(before);
    let anchor_text = placed
        .article
        .and_then(|id| placing.locator.anchor_text(id));
    let Some(anchor_text) = anchor_text.filter(|_| placed.state == State::Unsure) else {
        bail!("its place is not uncertain");
    };
    let session = &mut placing.read.session;
    let change = session.entry(&args.id)?.refuse(anchor_text.body_hash());
    out.ids(&session.change(vec![change])?)?;
    Ok(ExitCode::SUCCESS)
}

/// The place of words that somebody named.
fn quoted(
    args: &ReattachArgs,
    words: &str,
    before: &Annotation,
    placing: &mut LocatedAnnotations,
) -> anyhow::Result<Target> {
    let here = placing.locator.locate(before).article;
    let article = match (
        &args.article,
        here.and_then(|id| placing.read.library.article(id)),
    ) {
        (Some(path), _) => open_library::one(&placing.read.library_files, path)?.0,
        (None, Some(article)) => article.as_ref().clone(),
        (None, None) => {
            bail!("its article is not in the library; say with --article where it belongs")
        }
    };
    let raw = placing.read.library_files.read(&article.path)?;
    let file = decode(&raw.bytes).text;
    let anchor_text = AnchorText::new(&file, article.body);
    let place = session::only_place(
        &anchor_text,
        &file,
        words,
        args.prefix.as_deref().unwrap_or_default(),
    )?;
    target(&anchor_text, &article, place)
}

/// The place that was found for it.
fn confirmed(before: &Annotation, placing: &mut LocatedAnnotations) -> anyhow::Result<Target> {
    let placed = placing.locator.locate(before);
    let article = placed
        .article
        .and_then(|id| placing.read.library.article(id));
    let anchor_text = placed
        .article
        .and_then(|id| placing.locator.anchor_text(id));
    match (article, anchor_text, placed.source) {
        (Some(article), Some(anchor_text), Some(place)) => target(&anchor_text, article, place),
        _ => bail!("its words were not found; say with --quote which words it belongs to now"),
    }
}

fn target(
    anchor_text: &AnchorText,
    article: &crate::clip::article::Article,
    place: SourceRange,
) -> anyhow::Result<Target> {
    match anchor_text.target(article, place) {
        Some(target) => Ok(target),
        None => bail!("nothing of the text is there"),
    }
}
