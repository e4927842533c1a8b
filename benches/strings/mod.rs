//! Real strings to search in: what titles, headings, links and runs of capitalised words of a
//! folder of Markdown files give, made as many as are wanted.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder that `POSTIL_CORPORA` names, else the bundled library.
pub fn folder() -> PathBuf {
    std::env::var_os("POSTIL_CORPORA").map_or_else(|| PathBuf::from("seeds"), PathBuf::from)
}

/// The Markdown files below a folder, in the order of their paths.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// `count` different strings: those of the files, and then runs of words of their sentences.
pub fn strings(folder: &Path, count: usize) -> Vec<String> {
    let texts: Vec<String> = files(folder)
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .collect();
    let mut kept = Kept {
        known: HashSet::new(),
        strings: Vec::new(),
        count,
    };
    for name in [
        "Huawei",
        "Saudi Arabia",
        "Saudi Aramco",
        "Artificial intelligence",
    ] {
        kept.add(name);
    }
    for line in texts.iter().flat_map(|text| text.lines()) {
        kept.line(line);
    }
    // Runs of three words, then of four and so on, until there are enough.
    for length in 3..40 {
        for text in &texts {
            let words: Vec<&str> = text.split_whitespace().collect();
            for run in words.windows(length).step_by(3) {
                kept.add(&run.join(" "));
            }
            if kept.strings.len() >= count {
                return kept.strings;
            }
        }
    }
    kept.strings
}

/// The strings kept so far, each once.
struct Kept {
    known: HashSet<String>,
    strings: Vec<String>,
    count: usize,
}

impl Kept {
    fn add(&mut self, string: &str) {
        let string = string.trim();
        if self.strings.len() < self.count
            && string.len() > 2
            && self.known.insert(string.to_owned())
        {
            self.strings.push(string.to_owned());
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(heading) = line.strip_prefix('#') {
            self.add(heading.trim_start_matches('#'));
        }
        if let Some(title) = line.strip_prefix("title:") {
            self.add(title.trim().trim_matches('"'));
        }
        for link in line.split("](").skip(1) {
            self.add(link.split([')', ' ']).next().unwrap_or_default());
        }
        for anchor in line
            .split('[')
            .skip(1)
            .filter_map(|rest| rest.split_once("]("))
        {
            self.add(anchor.0);
        }
        let mut run: Vec<&str> = Vec::new();
        for word in line.split(' ').chain([""]) {
            if word.starts_with(char::is_uppercase) {
                run.push(word.trim_end_matches(|c: char| !c.is_alphanumeric()));
            } else if !run.is_empty() {
                self.add(&run.join(" "));
                run.clear();
            }
        }
    }
}
