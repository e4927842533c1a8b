//! How files begin, and how long files and functions may grow.

use std::fmt::Write as _;

use crate::source_files::{all, assert_none, program};

/// Longest file without its tests, in lines.
const LONGEST_FILE: usize = 400;

/// Longest function, in lines from its signature to its closing brace.
const LONGEST_FUNCTION: usize = 60;

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let mut lengths = Vec::new();
    for file in all() {
        assert!(
            file.text.starts_with("//! "),
            "{} does not begin by saying what it is for",
            file.path
        );
        lengths.push((file.before_tests().count(), file.is_test(), file.path));
    }
    lengths.sort();
    let median = lengths[lengths.len() / 2].0;
    let mut report = format!(
        "{} files, median {median} lines; the longest:\n",
        lengths.len()
    );
    for (lines, _, path) in lengths.iter().rev().take(10) {
        let _ = writeln!(report, "{lines:5} {path}");
    }
    println!("{report}");
    let long: Vec<_> = lengths
        .iter()
        .filter(|(lines, is_test, _)| *lines > LONGEST_FILE && !is_test)
        .map(|(lines, _, path)| format!("{path}: {lines}"))
        .collect();
    assert_none(&long, "a file is longer than 400 lines before its tests");
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    for file in program() {
        // The sources are formatted, so a function ends at the brace below its first letter.
        let mut open: Option<(String, String, usize)> = None;
        for line in file.before_tests() {
            if let Some((end, name, lines)) = &mut open {
                *lines += 1;
                if line == end {
                    if *lines > LONGEST_FUNCTION {
                        wrong.push(format!("{}: {name}: {lines} lines", file.path));
                    }
                    open = None;
                }
            } else if let Some(name) = function(line) {
                let indent = line.len() - line.trim_start().len();
                let is_whole = line.ends_with('}') || line.ends_with(';');
                open = (!is_whole).then(|| (format!("{:indent$}}}", ""), name.to_owned(), 1));
            }
        }
    }
    assert_none(&wrong, "a function is longer than 60 lines");
}

/// The name of the function that begins in a line.
fn function(line: &str) -> Option<&str> {
    let words = line.trim_start();
    let (before, after) = words.split_once("fn ")?;
    let is_signature = before.split_whitespace().all(|word| {
        word.starts_with("pub") || ["const", "async", "in"].contains(&word) || word.ends_with(')')
    });
    is_signature.then(|| after.split(['(', '<']).next().unwrap_or(after))
}

#[test]
fn numbers_have_their_reasons() {
    let mut wrong = Vec::new();
    for file in program() {
        let lines: Vec<_> = file.before_tests().collect();
        for (at, line) in lines.iter().enumerate() {
            if is_number(line) && !lines[at.saturating_sub(1)].trim_start().starts_with("//") {
                wrong.push(format!("{}:{}: {}", file.path, at + 1, line.trim()));
            }
        }
    }
    assert_none(&wrong, "a constant number without a word on why");
}

/// Whether a line defines a constant number, such as `const LONGEST: usize = 400;`.
fn is_number(line: &str) -> bool {
    let Some((_, rest)) = line.split_once("const ") else {
        return false;
    };
    let Some((_, value)) = rest.split_once(" = ") else {
        return false;
    };
    rest.contains(": ") && value.starts_with(|c: char| c.is_ascii_digit())
}

#[test]
fn nothing_is_left_to_do() {
    for file in all() {
        for mark in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("] {
            assert!(!file.text.contains(mark), "{} has {mark}", file.path);
        }
    }
}
