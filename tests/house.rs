//! The rules of the house: what may know what, and what is printed from the table of commands.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use postil::input::action::COMMANDS;
use postil::input::key_list;

/// The layers from the lowest to the highest; each may name those before it and itself.
const LAYERS: [&str; 15] = [
    "input", "text", "web", "page", "clip", "names", "library", "notes", "search", "store", "ui",
    "panes", "app", "runtime", "verbs",
];

/// Layers that never touch files, threads, the clock or the environment.
const PURE: [&str; 12] = [
    "input", "text", "web", "page", "clip", "names", "library", "notes", "search", "ui", "panes",
    "app",
];

/// What would let a pure layer touch the outside.
const OUTSIDE: [&str; 9] = [
    "std::fs",
    "std::thread",
    "std::time",
    "std::env",
    "std::process",
    "std::net",
    "std::io::std",
    "crossterm::",
    "rayon::",
];

/// What would be shared state.
const SHARED: [&str; 7] = [
    "Mutex",
    "RwLock",
    "RefCell",
    "static mut",
    "thread_local!",
    "Atomic",
    "UnsafeCell",
];

/// Longest file without its tests, in lines.
const LONGEST: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file, with its layer (none for `lib.rs` and `main.rs`).
fn files() -> Vec<(Option<&'static str>, PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(root().join("src")).unwrap().to_path_buf();
                let first = below
                    .components()
                    .next()
                    .unwrap()
                    .as_os_str()
                    .to_string_lossy()
                    .into_owned();
                let layer = LAYERS.into_iter().find(|layer| *layer == first);
                let text = fs::read_to_string(&path).unwrap();
                files.push((layer, below, text));
            }
        }
    }
    files.sort_by(|a, b| a.1.cmp(&b.1));
    files
}

/// The lines of a file before its tests. Tests that lie in a file of their own are but named, and the
/// program goes on after their name.
fn before_tests(text: &str) -> impl Iterator<Item = &str> {
    let next = text.lines().skip(1).chain(std::iter::once(""));
    let is_end = |(line, next): &(&str, &str)| {
        *line == "#[cfg(test)]" && next.starts_with("mod ") && next.ends_with('{')
    };
    let lines = text.lines().zip(next);
    lines
        .take_while(move |pair| !is_end(pair))
        .map(|(line, _)| line)
}

/// The lines of a file that are code of the program: no comments, and nothing from its tests on.
fn code(text: &str) -> impl Iterator<Item = &str> {
    before_tests(text).filter(|line| !line.trim_start().starts_with("//"))
}

/// Files beside those called after tests that only tests use.
const FOR_TESTS: [&str; 2] = ["library/contents/sample.rs", "store/file_system/faulty.rs"];

fn is_test_file(path: &Path) -> bool {
    path.iter()
        .any(|name| name == "tests" || name == "tests.rs")
        || FOR_TESTS.iter().any(|file| path == Path::new(file))
}

/// The layers that a file names: as `crate::layer`, or among others in `crate::{…}`.
fn layers_named(text: &str) -> Vec<&'static str> {
    let code: String = code(text).flat_map(|line| [line, "\n"]).collect();
    let mut named = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let several = rest.strip_prefix('{');
        let inside = several.map_or(rest, |list| list.split(';').next().unwrap_or(list));
        // In a list of several, a layer stands behind the brace or a comma.
        let parts = inside.split(['{', ',']).map(str::trim_start);
        let count = if several.is_some() { usize::MAX } else { 1 };
        for part in parts.take(count) {
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_');
            let first = &part[..end.unwrap_or(part.len())];
            named.extend(LAYERS.iter().filter(|layer| **layer == first));
        }
    }
    named
}

#[test]
fn the_rules_see_what_they_are_about() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\nuse crate::{store, ui::text};\n// crate::app::x\n\
        let x = crate::runtime::y;\n#[cfg(test)]\nmod tests {\n use crate::verbs;\n}\n";
    assert_eq!(code(text).count(), 5, "a name of tests ends no file");
    assert_eq!(layers_named(text), ["store", "ui", "runtime"]);
    for file in FOR_TESTS {
        assert!(root().join("src").join(file).exists(), "{file}");
    }
}

#[test]
fn layers_look_downward_only() {
    let mut wrong = Vec::new();
    for (layer, path, text) in files() {
        let Some(at) = layer.and_then(|layer| LAYERS.iter().position(|name| *name == layer)) else {
            continue;
        };
        let above = layers_named(&text)
            .into_iter()
            .filter(|layer| LAYERS[at + 1..].contains(layer));
        wrong.extend(above.map(|layer| format!("{}: {layer}", path.display())));
    }
    assert!(
        wrong.is_empty(),
        "a layer names one above it:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn only_store_runtime_and_verbs_touch_the_outside() {
    let mut wrong = Vec::new();
    for (layer, path, text) in files() {
        if layer.is_some_and(|layer| PURE.contains(&layer)) && !is_test_file(&path) {
            let touches = |line: &&str| OUTSIDE.iter().any(|name| line.contains(name));
            wrong.extend(
                code(&text)
                    .filter(touches)
                    .map(|line| format!("{}: {line}", path.display())),
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "a pure layer touches the outside:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn no_state_is_shared_and_nothing_is_unsafe() {
    let mut wrong = Vec::new();
    for (_, path, text) in files()
        .into_iter()
        .filter(|(_, path, _)| !is_test_file(path))
    {
        let shares =
            |line: &&str| SHARED.iter().any(|name| line.contains(name)) || line.contains("unsafe ");
        wrong.extend(
            code(&text)
                .filter(shares)
                .map(|line| format!("{}: {line}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn colours_are_named_by_the_theme_alone() {
    let mut wrong = Vec::new();
    for (_, path, text) in files() {
        if !path.starts_with("ui/theme")
            && !path.ends_with("theme.rs")
            && !path.starts_with("verbs")
        {
            wrong.extend(
                code(&text)
                    .filter(|line| line.contains("Color::"))
                    .map(|line| format!("{}: {line}", path.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let mut lengths: Vec<(usize, PathBuf)> = Vec::new();
    for (_, path, text) in files() {
        assert!(
            text.starts_with("//! "),
            "{} does not begin by saying what it is for",
            path.display()
        );
        lengths.push((before_tests(&text).count(), path));
    }
    lengths.sort();
    let median = lengths[lengths.len() / 2].0;
    let mut report = format!(
        "{} files, median {median} lines; the longest:\n",
        lengths.len()
    );
    for (lines, path) in lengths.iter().rev().take(10) {
        let _ = writeln!(report, "{lines:5} {}", path.display());
    }
    println!("{report}");
    let long: Vec<_> = lengths
        .iter()
        .filter(|(lines, path)| *lines > LONGEST && !is_test_file(path))
        .collect();
    assert!(
        long.is_empty(),
        "longer than {LONGEST} lines before their tests: {long:?}"
    );
}

#[test]
fn every_module_stands_in_the_table_of_contents() {
    let contents = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for (layer, path, _) in files() {
        if layer.is_some() && path.components().count() == 2 {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(
                contents.contains(&format!("mod {name};")),
                "{} is not in lib.rs",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_is_left_to_do() {
    for (_, path, text) in files() {
        for mark in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("] {
            assert!(!text.contains(mark), "{} has {mark}", path.display());
        }
    }
}

#[test]
fn the_readme_lists_the_keys_of_the_table() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let wanted = key_list::markdown();
    let (start, end) = ("<!-- keys -->\n", "<!-- /keys -->");
    let from = readme
        .find(start)
        .expect("README has the marker <!-- keys -->")
        + start.len();
    let to = readme
        .find(end)
        .expect("README has the marker <!-- /keys -->");
    if std::env::var_os("POSTIL_UPDATE").is_some() {
        fs::write(
            &path,
            format!("{}{wanted}{}", &readme[..from], &readme[to..]),
        )
        .unwrap();
        return;
    }
    assert_eq!(
        &readme[from..to],
        wanted,
        "run: POSTIL_UPDATE=1 cargo test --test house"
    );
}

#[test]
fn the_table_is_whole() {
    for (index, row) in COMMANDS.iter().enumerate() {
        assert!(
            !row.help.is_empty() && !row.contexts.is_empty(),
            "{}",
            row.name
        );
        assert!(!row.keys.is_empty(), "{} has no key", row.name);
        let same = COMMANDS[..index]
            .iter()
            .find(|other| other.name == row.name);
        assert!(same.is_none(), "{} stands twice", row.name);
    }
}
