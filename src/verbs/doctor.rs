//! `postil doctor`: what was found out about the terminal, the files and the library, and why.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use rustix::fs::{Access, access};
use serde::Serialize;

use crate::runtime::environment::{self, Detected};
use crate::runtime::run::has_terminal;
use crate::runtime::settings;
use crate::runtime::workers::store_of;
use crate::store::config::Config;
use crate::store::drafts::Drafts;
use crate::store::folder::Skipped;
use crate::store::library_files::LibraryFiles;
use crate::store::library_index::{IndexStatus, LibraryIndex};
use crate::store::user_folders::Folders;
use crate::text::clean::SafeText;
use crate::ui::theme::Depth;
use crate::verbs::output::{Output, OutputForm};

/// Something that was found out.
#[derive(Serialize)]
struct FindingRow {
    /// About what, such as `colours`.
    about: &'static str,
    found: String,
    why: String,
    /// Whether the program can work with it as it should.
    ok: bool,
}

/// Prints what was found out. Fails when something keeps the program from working as it should.
pub fn run(
    library_files: &LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let mut rows = terminal();
    rows.extend(files(library_files, config)?);
    rows.extend(library(library_files));
    let is_well = rows.iter().all(|row| row.ok);
    if matches!(out.form(), OutputForm::Json | OutputForm::JsonLines) {
        out.rows(&rows, &[])?;
    } else {
        // Sentences, which a table would cut.
        for row in &rows {
            let sign = if row.ok { ' ' } else { '!' };
            let words = format!("{sign} {:<12} {} ({})", row.about, row.found, row.why);
            out.line(SafeText::line(&words).shown())?;
        }
    }
    Ok(if is_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A row about something that the program can work with, whatever it is.
fn row<T>(about: &'static str, found: Detected<T>, words: impl Fn(T) -> String) -> FindingRow {
    FindingRow {
        about,
        found: words(found.what),
        why: found.why,
        ok: true,
    }
}

fn terminal() -> Vec<FindingRow> {
    let (input, output) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    let term = std::env::var("TERM").unwrap_or_default();
    vec![
        FindingRow {
            about: "terminal",
            found: if has_terminal() {
                "the explorer can be shown"
            } else {
                "the explorer cannot be shown here; the verbs can be used"
            }
            .to_owned(),
            why: format!("a terminal in: {input}, out: {output}; TERM={term}"),
            ok: true,
        },
        row("colours", environment::depth(), |depth| {
            match depth {
                Depth::None => "none",
                Depth::Eight => "8",
                Depth::Sixteen => "16",
                Depth::TwoHundredFiftySix => "256",
                Depth::True => "16 million",
            }
            .to_owned()
        }),
        row("signs", environment::symbols(), |symbols| {
            if symbols.ascii { "ASCII" } else { "Unicode" }.to_owned()
        }),
        row("copies", environment::clipboard(), str::to_owned),
        row("links", environment::browser(), |seen| {
            if seen {
                "open in the browser"
            } else {
                "are copied, because no browser can be seen from here"
            }
            .to_owned()
        }),
        row("editor", environment::editor(), |line| line),
    ]
}

fn files(library_files: &LibraryFiles, config: &Config) -> anyhow::Result<Vec<FindingRow>> {
    let (_, complaints) = settings::settings(config, library_files.name())?;
    let mut rows = vec![FindingRow {
        about: "config",
        found: config.path().display().to_string(),
        why: match (config.is_there(), complaints.first()) {
            (false, _) => "it is not there, so everything is as it comes".to_owned(),
            (true, None) => "all of it can be used".to_owned(),
            (true, Some(first)) => format!(
                "{} cannot be used: line {}: {}; `postil config` tells all",
                complaints.len(),
                first.line,
                first.reason
            ),
        },
        ok: complaints.is_empty(),
    }];
    let folders = Folders::of_user();
    rows.push(match &folders {
        Some(folders) => kept(
            "drafts",
            &folders.state,
            "a note that is typed outlives a crash",
        ),
        None => FindingRow {
            about: "drafts",
            found: "nowhere".to_owned(),
            why: "there is no home, so a note that is typed is lost with the program".to_owned(),
            ok: false,
        },
    });
    if let Some(folders) = &folders {
        rows.push(index(library_files, &folders.cache));
        let left = Drafts::at(&folders.state, library_files).left_over().len();
        rows.push(FindingRow {
            about: "left over",
            found: format!("{left} notes"),
            why: "typed and not kept when a program ended; the explorer offers them".to_owned(),
            ok: true,
        });
    }
    Ok(rows)
}

/// The row about what is kept of the library.
fn index(library_files: &LibraryFiles, cache: &Path) -> FindingRow {
    let (found, why) = match LibraryIndex::open(library_files) {
        Some(mut index) => {
            let IndexStatus { names, bytes, .. } = index.status();
            let holds = format!("{names} articles, {} MB", bytes / 1_000_000);
            let why = "read again only where a file has changed; `postil index drop` removes it";
            (format!("{}: {holds}", index.path().display()), why)
        }
        None if library_files.index().is_some() => (
            format!("none: {}", cache.display()),
            "it cannot be written, so every run reads the whole library",
        ),
        None => (
            "none".to_owned(),
            "only folders have one, and not with --no-index",
        ),
    };
    FindingRow {
        about: "index",
        found,
        why: why.to_owned(),
        ok: true,
    }
}

/// A row about a folder that is written to.
fn kept(about: &'static str, folder: &Path, why: &str) -> FindingRow {
    let there = folder.ancestors().find(|folder| folder.is_dir());
    let refused = there.map(|there| access(there, Access::WRITE_OK | Access::EXEC_OK));
    let ok = matches!(refused, Some(Ok(())));
    FindingRow {
        about,
        found: folder.display().to_string(),
        why: match refused {
            Some(Err(error)) => format!("it cannot be written: {error}"),
            _ => why.to_owned(),
        },
        ok,
    }
}

fn library(library_files: &LibraryFiles) -> Vec<FindingRow> {
    let listing = library_files.list();
    let mut rows = vec![FindingRow {
        about: "library",
        found: match library_files.root() {
            Some(root) => root.display().to_string(),
            None => "bundled".to_owned(),
        },
        why: format!(
            "{} articles; `postil check` tells what is wrong with them",
            listing.files.len()
        ),
        ok: true,
    }];
    let left_out = listing.skipped.iter().filter_map(Skipped::left_out);
    rows.extend(left_out.map(|left_out| FindingRow {
        about: "not read",
        found: left_out.path.to_string(),
        why: left_out.problem.reason.to_string(),
        ok: false,
    }));
    let store = store_of(library_files);
    let fresh = store.loader().refresh();
    let states = format!("{} states of annotations are there", fresh.revisions.len());
    let mut own = store
        .folders()
        .map(|folder| kept("annotations", folder, &states));
    // Where the first folder cannot be written they go to the second.
    rows.extend(own.next().map(|first| match own.next() {
        Some(second) if !first.ok => FindingRow {
            why: format!("{}, because {}: {}", second.why, first.found, first.why),
            ..second
        },
        _ => first,
    }));
    rows.extend(fresh.damaged.iter().map(|file| FindingRow {
        about: "damaged",
        found: file.path.display().to_string(),
        why: file.reason.clone(),
        ok: false,
    }));
    rows
}
