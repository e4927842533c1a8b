//! The command line: which verb, with which arguments, and how it ended.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use postil::runtime::stderr::say;
use postil::store::config::Config;
use postil::store::library_files::LibraryFiles;
use postil::text::clean::SafeText;
use postil::verbs::open_library::{self, LibraryArgs, Need, OpenLibrary};
use postil::verbs::output::{Output, OutputArgs};
use postil::verbs::refused::{Refused, USAGE};
use postil::verbs::{
    annotations, check, completions, config, curate, doctor, entities, explore, index, list, man,
    map, pair, report, search, show, sources, tag, timeline,
};

/// Explore a folder of clipped articles: who is in them, what they cite, what you noted
#[derive(Parser)]
#[command(name = "postil", version, subcommand_precedence_over_arg = true)]
struct Cli {
    /// The library to explore: a folder, or one file [default: the bundled library]
    #[arg(value_name = "LIBRARY")]
    explored: Option<PathBuf>,
    #[command(flatten)]
    library: LibraryArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What is asked for; without any of these the explorer opens.
#[derive(Subcommand)]
enum Verb {
    /// Explore the bundled library
    Demo,
    /// List articles, a line each
    List(list::ListArgs),
    /// Show one article as text
    Show(show::ShowArgs),
    /// List the entities that articles name, with counts
    Entities(entities::EntitiesArgs),
    /// Put right what the program takes for a name: merge, split, rename, hide, add
    Curate(curate::CurateArgs),
    /// List the pages that articles cite, with counts
    Sources(sources::SourcesArgs),
    /// Find anything, best first, as the explorer's box does
    Search(search::SearchArgs),
    /// List highlights and notes, make and change them, give them away and take them in
    Annotations(Box<annotations::AnnotationsArgs>),
    /// List what is wrong with the files, and what was done about it
    Check(check::CheckArgs),
    /// List which entities of two kinds are named together, with counts
    Map(map::MapArgs),
    /// List the sentences that name two, with the pages they cite; then paragraphs, then articles
    Pair(pair::PairArgs),
    /// Write one file about a name or a pair: sentences with references and passage links
    Report(report::ReportArgs),
    /// Count articles, or the mentions of an entity, by month
    Timeline(timeline::TimelineArgs),
    /// Say whether the config can be used, where it lies, and what may stand in it
    Config(config::ConfigArgs),
    /// Say what is kept of the library from one run to the next, make it anew, or remove it
    Index(index::IndexArgs),
    /// Say what was found out about the terminal, the files and the library, and why
    Doctor,
    /// Find names in plain texts: JSON Lines of {"id","text"} in, JSON Lines out
    Tag,
    /// Print what a shell needs to complete verbs and options
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man,
}

/// The arguments that stand before a verb or behind it, and that not every verb can use.
const GLOBAL: [&str; 4] = ["library", "json", "jsonl", "no_index"];

/// Those that say which library is looked at, and how.
const IN_LIBRARY: [&str; 2] = ["library", "no_index"];

impl Verb {
    /// Which of the [`GLOBAL`] arguments it uses.
    fn uses(&self) -> &'static [&'static str] {
        match self {
            Self::Tag => &["jsonl"],
            Self::Config(args) if args.prints_rows() => &["json", "jsonl"],
            Self::Show(args) if args.has_own_form() => &IN_LIBRARY,
            Self::List(args) if args.has_own_form() => &IN_LIBRARY,
            Self::Report(_) => &IN_LIBRARY,
            Self::Map(args) if args.has_own_form() => &IN_LIBRARY,
            Self::Pair(args) if args.has_own_form() => &IN_LIBRARY,
            Self::Annotations(args) if args.has_own_form() => &IN_LIBRARY,
            Self::Demo | Self::Completions(_) | Self::Man | Self::Config(_) => &[],
            _ => &GLOBAL,
        }
    }
}

fn main() -> ExitCode {
    let matches = Cli::command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match understood(cli, &matches).and_then(|cli| do_verb(&cli)) {
        Ok(code) => code,
        // Whoever read our output has seen enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(SafeText::line(&format!("{error:#}")).as_str());
            if error.is::<Refused>() {
                USAGE.into()
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

/// The command line with the library where it was named, unless something on it would do nothing.
fn understood(mut cli: Cli, matches: &ArgMatches) -> anyhow::Result<Cli> {
    let is_given = |name: &&str| matches.value_source(name) == Some(ValueSource::CommandLine);
    let mut given: Vec<&str> = GLOBAL.into_iter().filter(is_given).collect();
    if cli.explored.is_some() {
        if given.contains(&"library") {
            return Err(
                Refused::because("two libraries are named: one alone, or one with -L").into(),
            );
        }
        cli.library.library = cli.explored.take();
        given.push("library");
    }
    let uses = cli.verb.as_ref().map_or(&IN_LIBRARY[..], Verb::uses);
    if let Some(unused) = given.into_iter().find(|name| !uses.contains(name)) {
        let words = match (unused, &cli.verb) {
            ("no_index", _) => "no library is read here: leave out --no-index".to_owned(),
            ("library", _) => "no library is looked at here: leave out its name".to_owned(),
            (form, None) => {
                format!("the explorer prints nothing: --{form} is for verbs such as `postil list`")
            }
            (form, Some(_)) => format!("what is printed here has one form: leave out --{form}"),
        };
        return Err(Refused::because(words).into());
    }
    Ok(cli)
}

fn do_verb(cli: &Cli) -> anyhow::Result<ExitCode> {
    let config = Config::of_user();
    let Some(verb) = &cli.verb else {
        return explore::run(&config, || cli.library.library_files(&config));
    };
    if !matches!(verb, Verb::Demo | Verb::Config(_)) {
        config::tell(&config.complaints);
    }
    let library_files = || cli.library.library_files(&config);
    // The program ends with the verb; giving back a large library piece by piece would take it a tenth of its time.
    let read = |need| -> anyhow::Result<&mut OpenLibrary> {
        let read = OpenLibrary::whole(library_files()?, &config, need)?;
        Ok(Box::leak(Box::new(read)))
    };
    let mut out = Output::new(cli.output);
    match verb {
        Verb::Demo => explore::run(&config, || Ok(LibraryFiles::Bundled)),
        Verb::List(args) => list::run(args, read(args.need())?, &mut out),
        Verb::Show(args) => {
            let (article, document) = open_library::one(&library_files()?, &args.article)?;
            show::run(args, &article, &document, &mut out)
        }
        Verb::Entities(args) => entities::run(args, read(args.need())?, &mut out),
        Verb::Curate(args) => curate::run(
            args,
            OpenLibrary::whole(library_files()?, &config, Need::ALL)?,
            &config,
            &mut out,
        ),
        Verb::Sources(args) => sources::run(args, read(args.need())?, &mut out),
        Verb::Search(args) => search::run(args, read(args.need())?, &config, &mut out),
        Verb::Annotations(args) => annotations::run(args, library_files()?, &config, &mut out),
        Verb::Check(args) => check::run(args, read(args.need())?, &mut out),
        Verb::Map(args) => map::run(args, read(Need::ALL)?, &mut out),
        Verb::Pair(args) => pair::run(args, read(args.need())?, &mut out),
        Verb::Report(args) => report::run(args, read(args.need())?),
        Verb::Timeline(args) => timeline::run(args, read(args.need())?, &mut out),
        Verb::Config(args) => config::run(args, &config, &mut out),
        Verb::Index(args) => index::run(args, &library_files()?, &config, &mut out),
        Verb::Doctor => doctor::run(&library_files()?, &config, &mut out),
        Verb::Tag => tag::run(io::stdin().lock(), &mut BufWriter::new(out)),
        Verb::Completions(args) => Ok(completions::run(args, &mut Cli::command(), &mut out)?),
        Verb::Man => Ok(man::run(&Cli::command(), &mut out)?),
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
