//! Which room may know which, and which may touch the outside.

use crate::circles::{named_paths, segments};
use crate::source_files::{SourceFile, all, assert_none, program, root};

/// The rooms from the lowest to the highest; each may name those before it and itself.
const ROOMS: [&str; 15] = [
    "input", "text", "web", "page", "clip", "names", "library", "notes", "search", "store", "ui",
    "panes", "app", "runtime", "verbs",
];

/// Rooms that never touch files, threads, the clock or the environment, nor a type of those that do.
const PURE: [&str; 12] = [
    "input", "text", "web", "page", "clip", "names", "library", "notes", "search", "ui", "panes",
    "app",
];

/// What would let a pure room touch the outside.
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

/// Most of the lines of the program that one room may hold, in hundredths: what is larger has lost its shape.
const LARGEST_ROOM: usize = 15;

/// The rooms that a file names.
fn rooms_named(file: &SourceFile) -> Vec<&'static str> {
    let paths = named_paths(file);
    let in_crate = paths.iter().filter_map(|path| path.strip_prefix("crate::"));
    let named = in_crate.filter_map(|path| segments(path).next());
    named
        .filter_map(|name| ROOMS.into_iter().find(|room| *room == name))
        .collect()
}

#[test]
fn rooms_look_downward_only() {
    let mut wrong = Vec::new();
    for file in program() {
        let Some(at) = file
            .room()
            .and_then(|own| ROOMS.iter().position(|room| *room == own))
        else {
            assert!(file.room().is_none(), "{} lies in no room", file.path);
            continue;
        };
        for named in rooms_named(&file) {
            let is_impure = PURE.contains(&ROOMS[at]) && !PURE.contains(&named);
            if ROOMS[at + 1..].contains(&named) || is_impure {
                wrong.push(format!("{}: {named}", file.path));
            }
        }
    }
    assert_none(
        &wrong,
        "a room names one above it, or a pure one names the outside",
    );
}

#[test]
fn only_store_runtime_and_verbs_touch_the_outside() {
    let is_pure = |file: &SourceFile| file.room().is_some_and(|room| PURE.contains(&room));
    lines_with(is_pure, &OUTSIDE, "a pure room touches the outside");
}

#[test]
fn no_state_is_shared_and_nothing_is_unsafe() {
    lines_with(|_| true, &SHARED, "state is shared");
    lines_with(|_| true, &["unsafe "], "something is unsafe");
}

#[test]
fn colours_are_named_by_the_theme_alone() {
    let others = |file: &SourceFile| {
        let names_colours = ["ui/theme", "verbs/"];
        !names_colours
            .iter()
            .any(|start| file.path.starts_with(start))
    };
    lines_with(others, &["Color::"], "a colour is named outside the theme");
}

fn lines_with(files: impl Fn(&SourceFile) -> bool, marks: &[&str], rule: &str) {
    let mut wrong = Vec::new();
    for file in program().filter(files) {
        let found = file
            .code()
            .filter(|line| marks.iter().any(|mark| line.contains(mark)));
        wrong.extend(found.map(|line| format!("{}: {line}", file.path)));
    }
    assert_none(&wrong, rule);
}

#[test]
fn no_room_outgrows_the_others() {
    let mut lines = vec![0; ROOMS.len()];
    for file in all() {
        if let Some(at) = file
            .room()
            .and_then(|own| ROOMS.iter().position(|room| *room == own))
        {
            lines[at] += file.text.lines().count();
        }
    }
    let total: usize = lines.iter().sum();
    let share = ROOMS.iter().zip(&lines);
    let wrong: Vec<_> = share
        .filter(|(_, lines)| **lines * 100 > total * LARGEST_ROOM)
        .map(|(room, lines)| format!("{room}: {lines} of {total} lines"))
        .collect();
    assert_none(&wrong, "a room holds too much");
}

#[test]
fn every_module_stands_in_the_table_of_contents_with_a_line_of_its_own() {
    let contents = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut wrong = Vec::new();
    for file in all() {
        if file.path.split('/').count() != 2 {
            continue;
        }
        let name = format!("mod {};", file.stem());
        let mut lines = contents.lines().filter(|line| {
            let declared = line.trim_start().strip_prefix("pub(crate) ");
            let declared = declared.or(line.trim_start().strip_prefix("pub "));
            declared.is_some_and(|rest| rest.starts_with(&name))
        });
        if !lines.any(|line| line.contains("; // ")) {
            wrong.push(file.path);
        }
    }
    assert_none(&wrong, "not in lib.rs, or without a word on it");
}
