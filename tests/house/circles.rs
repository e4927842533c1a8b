//! No file imports another that imports it in turn, however long the way round.

use std::collections::{BTreeMap, BTreeSet};

use crate::source_files::{SourceFile, assert_none, program};

/// The names of a path, from the first on.
pub(crate) fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split("::")
}

/// All paths that a file's code writes, `use` lists spelled out: `crate::a::{b, c::D}` is two.
pub(crate) fn named_paths(file: &SourceFile) -> Vec<String> {
    let code: String = file.code().flat_map(|line| [line, "\n"]).collect();
    let mut paths = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        let begins = rest.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let before = code[..at].chars().next_back();
        let inside = before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        let end = if begins && !inside {
            spell_out(rest, "", &mut paths)
        } else {
            0
        };
        at += end.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    paths
}

/// Reads a path, with the lists in it, and gives how many bytes it took.
fn spell_out(text: &str, before: &str, paths: &mut Vec<String>) -> usize {
    let name = |c: char| !c.is_alphanumeric() && c != '_';
    let end = text.find(name).unwrap_or(text.len());
    let path = format!("{before}{}", &text[..end]);
    let Some(rest) = text[end..].strip_prefix("::") else {
        paths.push(path);
        return end;
    };
    let start = end + 2;
    if !rest.starts_with('{') {
        if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return start + spell_out(rest, &format!("{path}::"), paths);
        }
        paths.push(path);
        return start;
    }
    let mut at = 1;
    while let Some(next) = rest[at..].chars().next() {
        match next {
            '}' => return start + at + 1,
            _ if next.is_alphabetic() || next == '_' => {
                at += spell_out(&rest[at..], &format!("{path}::"), paths);
            }
            _ => at += next.len_utf8(),
        }
    }
    start + at
}

/// The module of a file, as the names below `crate`.
fn module(file: &SourceFile) -> Vec<String> {
    let path = file.path.strip_suffix(".rs").unwrap();
    path.split('/').map(str::to_owned).collect()
}

/// What a path names, from the root, as it stands in a module.
fn absolute(path: &str, here: &[String]) -> Vec<String> {
    let mut names = segments(path).peekable();
    let mut from = match names.peek() {
        Some(&"crate") => Vec::new(),
        _ => here.to_vec(),
    };
    while let Some(&first) = names.peek() {
        match first {
            "super" => drop(from.pop()),
            "crate" | "self" => {}
            _ => break,
        }
        names.next();
    }
    from.extend(names.map(str::to_owned));
    from
}

/// Who imports whom, by path below `src`. That a module names what it lies in makes no circle: with their
/// children modules are one thing.
fn imports(files: &[SourceFile]) -> BTreeMap<&str, BTreeSet<&str>> {
    let by_module: BTreeMap<Vec<String>, &str> = files
        .iter()
        .map(|file| (module(file), &*file.path))
        .collect();
    let mut graph = BTreeMap::new();
    for file in files {
        let here = module(file);
        let mut named = BTreeSet::new();
        for path in named_paths(file) {
            let target = absolute(&path, &here);
            let found = (1..=target.len())
                .rev()
                .find_map(|length| by_module.get_key_value(&target[..length]));
            if let Some((module, path)) = found
                && !here.starts_with(module)
            {
                named.insert(*path);
            }
        }
        graph.insert(&*file.path, named);
    }
    graph
}

/// All that can be reached from a file.
fn reached<'a>(graph: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<_> = graph[from].iter().copied().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(&graph[next]);
        }
    }
    reached
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    let files: Vec<_> = program().filter(|file| file.room().is_some()).collect();
    let graph = imports(&files);
    let all: BTreeMap<_, _> = graph
        .keys()
        .map(|file| (*file, reached(&graph, file)))
        .collect();
    let mut circles = BTreeSet::new();
    for (file, reached) in &all {
        if reached.contains(file) {
            let members = reached.iter().filter(|other| all[**other].contains(file));
            circles.insert(members.copied().collect::<Vec<_>>().join(" "));
        }
    }
    let wrong: Vec<_> = circles.into_iter().collect();
    assert_none(&wrong, "files import one another in a circle");
}

#[test]
fn paths_are_read_as_they_are_written() {
    let file = |path: &str, text: &str| SourceFile {
        path: path.into(),
        text: text.into(),
    };
    let paths = named_paths(&file(
        "a/b.rs",
        "use crate::{store, ui::{text, list::{self, List}}};\n// crate::app::x\nlet x = super::y::Z;",
    ));
    for wanted in [
        "crate::store",
        "crate::ui::text",
        "crate::ui::list::List",
        "super::y::Z",
    ] {
        assert!(
            paths.iter().any(|path| path == wanted),
            "{wanted} in {paths:?}"
        );
    }
    assert!(!paths.iter().any(|path| path.contains("app")));
    let files = [
        file("a/b.rs", "use crate::a::c::X;\nmod d;"),
        file("a/c.rs", "use super::e::Y;"),
        file("a/e.rs", "fn f() { crate::a::b::d::g() }"),
        file("a/b/d.rs", "use super::Z;"),
    ];
    let graph = imports(&files);
    assert!(reached(&graph, "a/e.rs").contains("a/b/d.rs"));
    assert!(
        graph["a/b/d.rs"].is_empty(),
        "what a module lies in is no circle"
    );
    assert!(graph["a/c.rs"].contains("a/e.rs"));
}
