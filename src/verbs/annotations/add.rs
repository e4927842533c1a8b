//! `postil annotations add`: words of an article marked, or a note on the whole of it.

use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use crate::notes::anchor::AnchorText;
use crate::notes::annotation::Annotation;
use crate::notes::notebook::Change;
use crate::runtime::environment;
use crate::store::annotations;
use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::text::decode::decode;
use crate::verbs::annotations::session::{self, AnnotationSession};
use crate::verbs::open_library;
use crate::verbs::output::Output;

/// What `postil annotations add` is told.
#[derive(Args, Debug)]
pub struct AddArgs {
    /// The article: its path below the library
    #[arg(value_name = "PATH")]
    article: String,
    /// The words to mark, as they stand in the text; without them the whole article is meant
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// The words just before them, where they stand more than once
    #[arg(long, value_name = "TEXT", requires = "quote")]
    prefix: Option<String>,
    /// What to note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The colour of the mark: red, green, blue, yellow or purple, or your own word for one
    #[arg(long, value_name = "NAME")]
    colour: Option<String>,
    /// A tag; give it again for more
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
}

/// Makes an annotation and prints its id.
pub fn run(
    args: &AddArgs,
    library_files: &LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    if args.quote.is_none() && args.note.is_none() && args.tag.is_empty() {
        bail!("give --quote to mark words, or --note or --tag for the whole article");
    }
    let (article, _) = open_library::one(library_files, &args.article)?;
    let raw = library_files.read(&article.path)?;
    let file = decode(&raw.bytes).text;
    let anchor_text = AnchorText::new(&file, article.body);
    let target = match &args.quote {
        None => anchor_text.whole(&article),
        Some(words) => {
            let place = session::only_place(
                &anchor_text,
                &file,
                words,
                args.prefix.as_deref().unwrap_or_default(),
            )?;
            match anchor_text.target(&article, place) {
                Some(target) => target,
                None => bail!("nothing of the text is there"),
            }
        }
    };
    let mut made = Annotation::new(
        annotations::new_id(),
        &annotations::now(),
        &environment::creator(config),
        target,
    );
    made.note = args.note.clone().filter(|note| !note.is_empty());
    let colour = args.colour.as_deref();
    made.colour = colour
        .map(|named| session::colour(named, &config.palette))
        .transpose()?;
    made.tags = tags(&args.tag);
    let ids = AnnotationSession::open(library_files)?.change(vec![Change::Add(made)])?;
    out.ids(&ids)?;
    Ok(ExitCode::SUCCESS)
}

/// Tags without `#`, each once.
pub fn tags(given: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in given
        .iter()
        .map(|tag| tag.trim().trim_start_matches('#').to_owned())
    {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
