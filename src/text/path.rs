//! Paths of articles in writing: bytes inside, text outside.

use std::path::{Path, PathBuf};

use crate::text::percent;

/// Endings of articles' files, without the dot.
const ARTICLES: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// Whether files with an ending, in any case of letters, are articles.
pub fn is_article_ending(ending: &str) -> bool {
    ARTICLES
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// How a path is written down, in JSON and in annotations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Written {
    /// Its names with `/` between them; from outside, so never shown as it is.
    pub text: String,
    /// Whether bytes that are no UTF-8, and percent signs, stand as `%` and two hex digits.
    pub encoded: bool,
}

/// Writes down a path below the library. Every path has a text of its own.
pub fn written(path: &Path) -> Written {
    let names: Vec<&[u8]> = path.iter().map(std::ffi::OsStr::as_encoded_bytes).collect();
    match String::from_utf8(names.join(&b'/')) {
        Ok(text) => Written {
            text,
            encoded: false,
        },
        Err(error) => Written {
            text: encoded(error.as_bytes()),
            encoded: true,
        },
    }
}

/// Bytes as text: what is UTF-8 stays, all other bytes and percent signs become `%XX`.
fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(&percent::encode(chunk.valid(), |c| c != '%'));
        for byte in chunk.invalid() {
            percent::push_byte(&mut text, *byte);
        }
    }
    text
}

/// Whether a path that somebody typed names the article at `path`: its text as written, or itself.
pub fn is_named(path: &Path, typed: &Path) -> bool {
    let tidy: PathBuf = typed
        .components()
        .filter(|part| *part != std::path::Component::CurDir)
        .collect();
    tidy == path
        || typed
            .to_str()
            .is_some_and(|typed| written(path).text == typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_text_is_written_as_it_is() {
        let path = written(Path::new("dir/Été 100%.md"));
        assert_eq!(
            (path.text.as_str(), path.encoded),
            ("dir/Été 100%.md", false)
        );
    }

    #[cfg(unix)]
    #[test]
    fn other_bytes_are_written_so_that_no_two_paths_look_alike() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(OsStr::from_bytes(b"a\xff%b.md"));
        let text = written(path);
        assert_eq!((text.text.as_str(), text.encoded), ("a%FF%25b.md", true));
        assert!(is_named(path, Path::new("a%FF%25b.md")) && is_named(path, path));
        assert!(is_named(Path::new("d/a.md"), Path::new("./d/a.md")));
        assert!(!is_named(Path::new("d/a.md"), Path::new("a.md")));
    }
}
