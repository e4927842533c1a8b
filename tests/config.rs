//! The config file as the program takes it: filters and colours by name, the library, complaints.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot do")]

use std::fs;
use std::process::Output;

use assert_cmd::Command;
use postil::notes::annotation::{Annotation, Revision, SavedFilter};
use postil::store::annotations::{self, AnnotationStore};
use serde_json::Value;
use tempfile::TempDir;

/// Where no index can be kept, so that each test computes what it asks for.
const NO_CACHE: &str = "/dev/null/none";

/// A home with a config and a library of two articles.
struct Home {
    folder: TempDir,
}

impl Home {
    fn with(config: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join(".config/postil")).unwrap();
        fs::write(folder.path().join(".config/postil/config.yaml"), config).unwrap();
        fs::create_dir(folder.path().join("clips")).unwrap();
        let clip = |name: &str, tag: &str| {
            let text =
                format!("---\ntitle: {name}\ntags: [{tag}]\n---\nStorage costs fell by half.\n");
            fs::write(folder.path().join(format!("clips/{name}.md")), text).unwrap();
        };
        clip("one", "policy");
        clip("two", "energy");
        Self { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        command.env_clear().env("HOME", self.folder.path());
        command.args(arguments).output().unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        serde_json::from_str(&self.done(arguments)).unwrap()
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const CONFIG: &str =
    "library: ~/clips\nname: ada\ncolours:\n  red: doubt\nfilters:\n  laws: tag:policy\n";

#[test]
fn the_config_names_library_filters_and_colours() {
    let home = Home::with(CONFIG);
    let titles = |rows: Vec<Value>| {
        rows.iter()
            .map(|row| row["title"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(home.rows(&["list", "--json"])), ["one", "two"]);
    assert_eq!(
        titles(home.rows(&["list", "--json", "--filter", "laws"])),
        ["one"]
    );
    let unknown = home.run(&["list", "--filter", "lawz"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(told(&unknown).contains("laws"), "{}", told(&unknown));

    let add = |colour: &str, quote: &str| {
        let words = [
            "annotations",
            "add",
            "one.md",
            "--quote",
            quote,
            "--colour",
            colour,
        ];
        home.done(&words)
    };
    add("doubt", "Storage costs");
    add("red", "fell");
    add("blue", "by half");
    let doubts = home.rows(&["annotations", "list", "--json", "--colour", "doubt"]);
    assert_eq!(doubts.len(), 2);
    assert_eq!(
        home.rows(&["annotations", "list", "--json", "--colour", "red"])
            .len(),
        2
    );
    assert!(
        doubts
            .iter()
            .all(|row| row["colour"] == "doubt" && row["creator"] == "ada")
    );
    assert!(home.done(&["annotations", "export"]).contains("*doubt*"));
}

#[test]
fn what_cannot_be_used_is_told_and_the_rest_holds() {
    let home = Home::with("library: ~/clips\nthem: dusk\nkeys:\n  pane.zen: q\n  pane.zed: Z\n");
    let list = home.run(&["list"]);
    assert!(list.status.success());
    assert!(told(&list).contains("config.yaml, line 2: them: there is no such key; keys are"));
    let check = home.run(&["config"]);
    assert_eq!(check.status.code(), Some(1));
    for words in [
        "line 2: them",
        "line 4: keys: pane.zen: `q` would stand in the way of `quit` (q)",
        "line 5: keys: pane.zed: no command is called so",
    ] {
        assert!(told(&check).contains(words), "{}", told(&check));
    }
}

#[test]
fn the_config_is_printed_from_the_table() {
    let home = Home::with("keys:\n  pane.zen: [Z]\n");
    let path = home.done(&["config", "path"]);
    assert!(path.trim_end().ends_with("/.config/postil/config.yaml"));
    assert!(home.done(&["config"]).contains("all of it can be used"));
    assert!(
        home.done(&["config", "print"])
            .contains("#   move.down: [\"j\", \"down\"] # Next row")
    );
    let keys = home.rows(&["config", "keys", "--json"]);
    let zen = keys.iter().find(|row| row["name"] == "pane.zen").unwrap();
    assert_eq!(zen["keys"], serde_json::json!(["Z"]));
    assert!(home.done(&["config", "themes"]).starts_with("default\n"));
    assert!(home.done(&["config", "themes", "dusk"]).contains("roles:"));
    assert_eq!(
        home.run(&["config", "themes", "none"]).status.code(),
        Some(2)
    );
}

/// Gives filters names in the library, as the explorer does.
fn name_in_library(home: &Home, filters: &[(&str, &str)]) {
    let folder = home.folder.path();
    let store =
        AnnotationStore::of_library(&folder.join("clips"), &folder.join(".local/share/postil"));
    for (name, query) in filters {
        let saved = SavedFilter {
            name: (*name).to_owned(),
            query: (*query).to_owned(),
        };
        let naming = Annotation::naming(annotations::new_id(), &annotations::now(), "eve", saved);
        store.commit(&Revision::new(naming, Vec::new())).unwrap();
    }
}

#[test]
fn filters_that_were_named_in_the_library_work_like_those_of_the_config() {
    let home = Home::with(CONFIG);
    name_in_library(
        &home,
        &[
            ("power", "tag:energy"),
            ("both", "filter:power | filter:laws"),
        ],
    );
    let titles = |arguments: &[&str]| -> Vec<String> {
        let rows = home.rows(&[arguments, &["--json"]].concat());
        let titles = rows
            .iter()
            .map(|row| row["title"].as_str().unwrap().to_owned());
        titles.collect()
    };
    assert_eq!(titles(&["list", "--filter", "power"]), ["two"]);
    assert_eq!(titles(&["list", "--filter", "both"]), ["one", "two"]);
    assert_eq!(
        titles(&["list", "--match", "filter:power | nowhere"]),
        ["two"]
    );
    let found = home.rows(&["search", "a: filter:power", "--json"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["label"], "two");

    let listed = home.run(&["list", "--filter", "pwoer"]);
    assert_eq!(listed.status.code(), Some(2));
    assert!(
        told(&listed).contains("did you mean power"),
        "{}",
        told(&listed)
    );

    // They are no annotations, wherever those are listed, counted or written.
    assert!(home.rows(&["annotations", "list", "--json"]).is_empty());
    assert!(
        !home
            .done(&["annotations", "export", "--json"])
            .contains("power")
    );
    assert!(!home.done(&["annotations", "export"]).contains("power"));
    assert!(titles(&["list", "--annotated"]).is_empty());
    assert!(!home.done(&["doctor"]).contains("power"));

    // The library's wins over the config's, and that is said.
    name_in_library(&home, &[("laws", "tag:energy")]);
    let output = home.run(&["list", "--filter", "laws", "--json"]);
    let words =
        "filter laws is that of the library: tag:energy; the config has another of that name";
    assert!(told(&output).contains(words), "{}", told(&output));
    assert_eq!(titles(&["list", "--filter", "laws"]), ["two"]);
}
