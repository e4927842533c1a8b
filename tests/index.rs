//! The index as somebody meets it who runs the program again and again: the answers are always those of a program
//! without one.

#![expect(
    clippy::unwrap_used,
    reason = "what tests are built of may fail them loudly"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A copy of the bundled articles, old enough to be trusted.
fn library() -> TempDir {
    let folder = TempDir::new().unwrap();
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    for file in fs::read_dir(seeds).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    settle();
    folder
}

/// What was changed less than two seconds ago is not kept.
fn settle() {
    std::thread::sleep(Duration::from_millis(2_100));
}

struct Programs {
    cache: TempDir,
}

impl Programs {
    fn command(&self, library: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin!("postil"));
        command
            .env_remove("POSTIL_LIBRARY")
            .env("XDG_CONFIG_HOME", self.cache.path())
            .env("XDG_CACHE_HOME", self.cache.path())
            .args(args)
            .arg("-L")
            .arg(library);
        command
    }

    fn run(&self, library: &Path, args: &[&str]) -> Output {
        self.command(library, args).output().unwrap()
    }

    /// How many articles the index holds: what lists say, texts, names.
    fn holds(&self, library: &Path) -> [u64; 3] {
        let output = self.run(library, &["index", "--json"]);
        let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        ["listed", "texts", "names"].map(|part| rows[0][part].as_u64().unwrap())
    }
}

const VERBS: [&[&str]; 15] = [
    &["list", "--json"],
    &["list", "--json", "--with", "entities", "--entity", "Huawei"],
    &["list", "--json", "--source", "nist.gov"],
    &["entities", "--json", "--mentions"],
    &["entities", "--json", "--sort", "name"],
    &[
        "entities",
        "--json",
        "--mentions",
        "--entity",
        "Huawei",
        "--after",
        "2024",
    ],
    &["timeline", "--json", "--entity", "Uganda"],
    &["sources", "--json", "--citations"],
    &["search", "--json", "saudi arabia"],
    &["search", "--json", "--exact", "standards"],
    &["check", "--json"],
    &["map", "--json"],
    &["pair", "Huawei", "Uganda", "--json"],
    &["timeline", "--json", "--match", "china | huawei"],
    &["curate", "proposals", "--json"],
];

#[test]
fn answers_are_the_same_with_an_index_and_without() {
    let library = library();
    let programs = Programs {
        cache: TempDir::new().unwrap(),
    };
    let said = |output: Output| (output.status.code(), output.stdout, output.stderr);
    for round in 0..3 {
        for verb in VERBS {
            let kept = said(programs.run(library.path(), verb));
            let mut without = verb.to_vec();
            without.push("--no-index");
            assert_eq!(
                kept,
                said(programs.run(library.path(), &without)),
                "{round} {verb:?}"
            );
        }
        let first = fs::read_dir(library.path()).unwrap().next().unwrap();
        let first = first.unwrap().path();
        let changed = format!(
            "{}\n\nHuawei met Nokia in Oslo.\n",
            fs::read_to_string(&first).unwrap()
        );
        fs::write(&first, changed).unwrap();
        fs::write(
            library.path().join(format!("new{round}.md")),
            "Nokia is in Oslo.\n",
        )
        .unwrap();
    }
}

#[test]
fn each_verb_leaves_what_it_computed_and_drop_takes_it_away() {
    let library = library();
    let programs = Programs {
        cache: TempDir::new().unwrap(),
    };
    let path = library.path();
    let listed = programs.run(path, &["list", "--jsonl"]).stdout;
    let articles = String::from_utf8(listed).unwrap().lines().count() as u64;
    assert_eq!(programs.holds(path), [articles, articles, 0]);
    programs.run(path, &["entities"]);
    assert_eq!(programs.holds(path), [articles; 3]);
    assert!(programs.run(path, &["index", "drop"]).status.success());
    assert_eq!(programs.holds(path), [0; 3]);
    assert!(programs.run(path, &["index", "rebuild"]).status.success());
    assert_eq!(programs.holds(path), [articles; 3]);
    let refused = programs.run(path, &["index", "--no-index"]);
    let words = String::from_utf8(refused.stderr).unwrap();
    assert!(
        refused.status.code() == Some(2) && words.contains("--no-index"),
        "{words}"
    );
}

#[test]
fn a_program_that_is_killed_while_it_keeps_something_leaves_no_wrong_answer() {
    let library = library();
    let programs = Programs {
        cache: TempDir::new().unwrap(),
    };
    let entities = ["entities", "--mentions", "--json"];
    let without = programs.run(
        library.path(),
        &["entities", "--mentions", "--json", "--no-index"],
    );
    for kill in 0..12 {
        let mut command = programs.command(library.path(), &entities);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(60 * kill));
        child.kill().unwrap();
        child.wait().unwrap();
        if kill % 4 == 3 {
            let again = programs.run(library.path(), &entities);
            assert!(again.stdout == without.stdout, "after {kill} kills");
            programs.run(library.path(), &["index", "drop"]);
        }
    }
}
