//! `postil report`: one file about a name or a pair.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Args;

use crate::clip::article_set::ArticleSet;
use crate::clip::entity::Entity;
use crate::library::contents::Library;
use crate::library::contents::timeline::months;
use crate::library::pair::{PairEvidence, articles_naming_both, newest_first, sentences_naming};
use crate::notes::formats::report::{Report, ReportForm};
use crate::runtime::stderr::say;
use crate::search::entity_forms::{called, unknown};
use crate::store::error::reason;
use crate::store::import_export;
use crate::text::clean::SafeText;
use crate::verbs::filters::FilterArgs;
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::pair::clips;
use crate::verbs::refused::Refused;
use crate::web::address;

/// What `postil report` is told.
#[derive(Args, Debug)]
#[command(after_help = "--entity names whom the report is about: once, or twice for a pair.")]
pub struct ReportArgs {
    /// Write to this file: .md for Markdown, .html for a page
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    filters: FilterArgs,
}

impl ReportArgs {
    /// What must be known to answer; the texts of articles that are quoted are read when these are known.
    pub fn need(&self) -> Need {
        self.filters.need() | Need::ENTITIES
    }
}

/// Writes a report about one name or two in the articles that pass the filters.
pub fn run(args: &ReportArgs, read: &mut OpenLibrary) -> anyhow::Result<ExitCode> {
    let path = &args.output;
    let form = ReportForm::of_path(&path.to_string_lossy())
        .ok_or_else(|| Refused::because("a report ends in .md or .html (--output)"))?;
    let (one, other) = match args.filters.entity.as_slice() {
        [one] => (one, one),
        [one, other] => (one, other),
        _ => {
            let words = "a report is about one name or two: --entity A, --entity A --entity B";
            return Err(Refused::because(words).into());
        }
    };
    let passing = args
        .filters
        .articles(&read.library, &read.filter_context(), &["entity"])?;
    let sides = [one, other].map(|name| called(&read.library, name));
    let mut naming = articles_naming_both(&sides[0], &sides[1]);
    naming.keep(&passing);
    read.read_texts(&naming)?;
    let library = &read.library;
    let sides = [one, other].map(|name| called(library, name));
    let mut asked = [one, other].into_iter().zip(&sides);
    if let Some((name, _)) = asked.find(|(_, side)| side.is_empty()) {
        say(SafeText::line(&unknown(library, name)).as_str());
        return Ok(ExitCode::FAILURE);
    }
    let is_pair = args.filters.entity.len() > 1;
    let mut pair = PairEvidence::default();
    if is_pair {
        pair = PairEvidence::of(library, (&sides[0], &sides[1]), |id| naming.contains(&id));
    } else {
        pair.sentences = sentences_naming(library, &sides[0], |id| naming.contains(&id));
    }
    args.filters.cut(&mut pair.sentences);
    args.filters.cut(&mut pair.paragraphs);
    let names = if is_pair { &sides[..] } else { &sides[..1] };
    let text = report(library, names, pair, &naming).write(form);
    import_export::write_own(&read.library_files, path, &text)
        .map_err(|error| anyhow!("{}: cannot write {}", reason(&error), path.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn report<'a>(
    library: &'a Library,
    names: &[Vec<&'a Entity>],
    pair: PairEvidence<'a>,
    naming: &ArticleSet,
) -> Report<'a> {
    let joints = pair.sentences.iter().chain(&pair.paragraphs);
    let clips = clips(
        library,
        joints.flat_map(|joint| joint.cited.iter().copied()),
    );
    let articles = naming.iter().filter_map(|id| library.article(id));
    let articles = newest_first(articles);
    let most_named = |side: &Vec<&'a Entity>| {
        let most = side.iter().max_by_key(|entity| entity.articles.len());
        most.copied()
    };
    Report {
        names: names.iter().filter_map(most_named).collect(),
        months: months(articles.iter().map(|article| (article.as_ref(), 0))),
        groups: vec![
            ("Sentences", pair.sentences),
            ("In one list item or paragraph", pair.paragraphs),
        ],
        articles: articles.into_iter().map(AsRef::as_ref).collect(),
        is_clipped: Box::new(move |url| clips.contains_key(address::key(url))),
    }
}
