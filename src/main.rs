//! The command line: which verb, with which arguments, and how it ended.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use postil::runtime::stderr::say;
use postil::store::config::Config;
use postil::store::library_files::LibraryFiles;
use postil::text::clean::SafeText;
use postil::verbs::filters::BadFilter;
use postil::verbs::open_library::{self, LibraryArgs, OpenLibrary};
use postil::verbs::output::{Output, OutputArgs};
use postil::verbs::{
    annotations, check, completions, config, curate, doctor, entities, explore, list, man, map,
    search, show, sources, tag, timeline,
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
    /// Count articles, or the mentions of an entity, by month
    Timeline(timeline::TimelineArgs),
    /// Say whether the config can be used, where it lies, and what may stand in it
    Config(config::ConfigArgs),
    /// Say what was found out about the terminal, the files and the library, and why
    Doctor,
    /// Find names in plain texts: JSON Lines of {"id","text"} in, JSON Lines out
    Tag,
    /// Print what a shell needs to complete verbs and options
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man,
}

/// Exit status of wrong usage.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match do_verb(&cli) {
        Ok(code) => code,
        // Whoever read our output has seen enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(SafeText::line(&format!("{error:#}")).as_str());
            if error.is::<BadFilter>() {
                USAGE.into()
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

fn do_verb(cli: &Cli) -> anyhow::Result<ExitCode> {
    let config = Config::of_user();
    let Some(verb) = &cli.verb else {
        return explore::run(&config, || match &cli.explored {
            Some(path) => open_library::open(path, &config),
            None => cli.library.library_files(&config),
        });
    };
    if !matches!(verb, Verb::Demo | Verb::Config(_)) {
        config::tell(&config.complaints);
    }
    let library_files = || cli.library.library_files(&config);
    let read = || OpenLibrary::whole(library_files()?);
    let mut out = Output::new(cli.output);
    match verb {
        Verb::Demo => explore::run(&config, || Ok(LibraryFiles::Bundled)),
        Verb::List(args) => list::run(args, &read()?, &mut out),
        Verb::Show(args) => {
            let (article, document) = open_library::one(&library_files()?, &args.article)?;
            show::run(args, &article, &document, &mut out)
        }
        Verb::Entities(args) => entities::run(args, &read()?, &mut out),
        Verb::Curate(args) => curate::run(args, read()?, &config, &mut out),
        Verb::Sources(args) => sources::run(args, &read()?, &mut out),
        Verb::Search(args) => search::run(args, &read()?, &config, &mut out),
        Verb::Annotations(args) => annotations::run(args, library_files()?, &config, &mut out),
        Verb::Check(args) => check::run(args, &read()?, &mut out),
        Verb::Map(args) => map::run(args, &read()?, &mut out),
        Verb::Timeline(args) => timeline::run(args, &read()?, &mut out),
        Verb::Config(args) => config::run(args, &config, &mut out),
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
