//! The files below `src`, and which of their lines are code of the program.

use std::fs;
use std::path::Path;

/// Files beside those called after tests that only tests use.
pub(crate) const FOR_TESTS: [&str; 2] =
    ["library/contents/sample.rs", "store/file_system/faulty.rs"];

/// One file below `src`.
pub(crate) struct SourceFile {
    /// Its path below `src`, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// The folder below `src` that it lies in; none for `lib.rs` and `main.rs`.
    pub(crate) fn room(&self) -> Option<&str> {
        self.path.split_once('/').map(|(room, _)| room)
    }

    /// Its name without `.rs`.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap();
        name.strip_suffix(".rs").unwrap()
    }

    /// Whether only tests use it.
    pub(crate) fn is_test(&self) -> bool {
        let mut names = self.path.split('/');
        names.any(|name| name == "tests" || name == "tests.rs") || FOR_TESTS.contains(&&*self.path)
    }

    /// The lines before its tests. Tests that lie in a file of their own are but named, and the program
    /// goes on after their name.
    pub(crate) fn before_tests(&self) -> impl Iterator<Item = &str> {
        let next = self.text.lines().skip(1).chain(std::iter::once(""));
        let is_end = |(line, next): &(&str, &str)| {
            *line == "#[cfg(test)]" && next.contains("mod ") && next.ends_with('{')
        };
        let lines = self.text.lines().zip(next);
        lines
            .take_while(move |pair| !is_end(pair))
            .map(|(line, _)| line)
    }

    /// The lines that are code of the program: no comments, and nothing from its tests on.
    pub(crate) fn code(&self) -> impl Iterator<Item = &str> {
        self.before_tests()
            .filter(|line| !line.trim_start().starts_with("//"))
    }
}

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `src`, by path.
pub(crate) fn all() -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(root().join("src")).unwrap();
                let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
                let text = fs::read_to_string(&path).unwrap();
                files.push(SourceFile {
                    path: names.join("/"),
                    text,
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Those of them that are the program.
pub(crate) fn program() -> impl Iterator<Item = SourceFile> {
    all().into_iter().filter(|file| !file.is_test())
}

/// Fails with everything that breaks a rule, a line each.
pub(crate) fn assert_none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

#[test]
fn files_for_tests_are_there() {
    for file in FOR_TESTS {
        assert!(root().join("src").join(file).exists(), "{file}");
    }
}

#[test]
fn a_name_of_tests_ends_no_file() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\nlet x;\n// y\n#[cfg(test)]\nmod tests {\n z\n}\n";
    let file = SourceFile {
        path: "a/b.rs".into(),
        text: text.into(),
    };
    assert_eq!(
        file.code().collect::<Vec<_>>(),
        ["use a;", "#[cfg(test)]", "mod tests;", "let x;"]
    );
    assert_eq!((file.room(), file.stem()), (Some("a"), "b"));
}
