//! What README and help say can be done is done: every example is run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// What stands for a value in a command line, and a value for it.
const VALUES: [(&str, &str); 4] = [
    ("LIBRARY", "seeds"),
    ("PATH", "Digital Markets Act.md"),
    ("QUERY", "huawei"),
    ("SHELL", "bash"),
];

/// Verbs that open the explorer, or read standard input until it ends.
const INTERACTIVE: [&str; 2] = ["postil LIBRARY", "postil demo"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// Runs the program in a home of its own, with nothing on standard input.
fn postil(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, home);
    }
    command.env_remove("POSTIL_LIBRARY").current_dir(root());
    command.stdin(std::process::Stdio::null());
    command.args(arguments).output().unwrap()
}

/// The blocks of one language between fences.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    let begun = text.split(&fence).skip(1);
    begun.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_config_of_the_readme_is_accepted() {
    let readme = readme();
    let examples = blocks(&readme, "yaml");
    assert!(!examples.is_empty());
    for example in examples {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("postil")).unwrap();
        fs::create_dir(home.path().join("clips")).unwrap();
        fs::write(home.path().join("postil/config.yaml"), example).unwrap();
        let checked = postil(home.path(), &["config"]);
        assert!(checked.status.success(), "{example}\n{checked:?}");
        let listed = postil(home.path(), &["list", "--filter", "recent"]);
        assert!(listed.status.success(), "{listed:?}");
    }
}

/// The commands between backticks, options in square brackets taken as given.
fn commands(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let commands = quoted.filter(|code| code.starts_with("postil ") && !code.contains('\n'));
    commands.map(|code| code.replace(['[', ']'], "")).collect()
}

#[test]
fn every_command_of_the_readme_works() {
    let home = tempfile::tempdir().unwrap();
    let all = commands(&readme());
    assert!(all.len() > 20, "{all:?}");
    for command in all {
        if INTERACTIVE.contains(&&*command) || command.contains('<') {
            continue;
        }
        let words = command.split(' ').skip(1);
        let value = |word| VALUES.iter().find(|(name, _)| *name == word);
        let mut arguments: Vec<_> = words
            .map(|word| value(word).map_or(word, |(_, value)| value))
            .collect();
        if let [_] = arguments[..] {
            // A verb that is but named.
            arguments.push("--help");
        }
        let run = postil(home.path(), &arguments);
        let code = run.status.code();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(matches!(code, Some(0 | 1)), "{command}: {code:?} {said}");
        assert!(
            !run.stdout.is_empty() || code == Some(0),
            "{command}: {said}"
        );
    }
}

#[test]
fn every_option_of_the_readme_exists() {
    let home = tempfile::tempdir().unwrap();
    let readme = readme();
    // A row of the table of verbs: what it prints names options of that verb.
    for row in readme.lines().filter(|line| line.starts_with("| `postil ")) {
        let mut cells = row.split('|').skip(1);
        let (first, second) = (cells.next().unwrap(), cells.next().unwrap());
        let verb = first.split('`').nth(1).unwrap().split(' ').nth(1).unwrap();
        let options = second.split('`').skip(1).step_by(2);
        for option in options.filter(|option| option.starts_with("--")) {
            let name = option.split([' ', '=']).next().unwrap();
            let help = postil(home.path(), &[verb, "--help"]);
            let help = String::from_utf8_lossy(&help.stdout).into_owned();
            assert!(help.contains(name), "{verb} has no {name}");
        }
    }
}

#[test]
fn every_path_of_the_documents_exists() {
    let mut named = 0;
    for document in ["README.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        for path in quoted.filter(|code| !code.contains([' ', '$', '~', '<', '\n'])) {
            let is_ours = [
                "src/",
                "assets/",
                "tests/",
                "examples/",
                "benches/",
                "fuzz/",
            ];
            if is_ours.iter().any(|folder| path.starts_with(folder))
                && !path.contains("fuzz/corpus")
            {
                named += 1;
                assert!(root().join(path).exists(), "{document}: {path}");
            }
        }
    }
    assert!(named > 20, "only {named} paths");
}
