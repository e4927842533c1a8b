//! Where front matter stands in a file, found by hand as the clipper and Obsidian do.
//!
//! The first line must be exactly `---`, and the first later line that is exactly `---` ends it;
//! or both are `+++`, and TOML stands between them. Where no line ends it, one does whose `---` runs
//! into the text; and blank lines or a few letters that somebody typed may stand before its first
//! `---`, where there is no doubt of what follows.
//! A Markdown parser's own option for this would swallow text between any two rules.

use std::ops::Range;

use super::lines::lines;
use super::toml::is_toml_line;
use crate::clip::front_matter::key_blocks::{is_key_line, is_known_key_line};

/// More front matter than this is shown as text instead: nobody wrote it by hand or by clipper. So
/// short, whatever it holds is read without anybody waiting.
pub(super) const LONGEST: usize = 80 * 1024;
/// The most lines, or letters, before the first fence.
const MOST_STRAYS: usize = 4;

/// A file cut into front matter and body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatterBounds {
    /// What its front matter is written in.
    pub format: FrontMatterFormat,
    /// Bytes between the fences; two blocks where a clip was clipped again, else one or none.
    pub blocks: Vec<Range<usize>>,
    /// What stands before the first fence and belongs to nothing.
    pub strays: Range<usize>,
    /// Byte at which the body starts; on a character boundary.
    pub body: usize,
    /// Why something that looks like front matter was left in the body.
    pub error: Option<FenceError>,
}

/// What front matter is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrontMatterFormat {
    /// YAML, or JSON, between `---`.
    #[default]
    Yaml,
    /// TOML between `+++`.
    Toml,
}

impl FrontMatterFormat {
    const ALL: [Self; 2] = [Self::Yaml, Self::Toml];

    /// The line before and after it.
    fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    /// Whether a line opens with a key.
    fn is_key_line(self, line: &str) -> bool {
        match self {
            Self::Yaml => is_key_line(line),
            Self::Toml => is_toml_line(line),
        }
    }
}

/// Why front matter was taken for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceError {
    /// No later line is exactly the first one.
    NeverClosed,
    /// It is longer than anybody would write.
    TooLong,
}

/// Cuts `text` into front matter and body; a byte order mark belongs to neither.
pub fn split(text: &str) -> FrontMatterBounds {
    let top = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let strays = strays(text, top);
    let start = strays.end;
    let opening = lines(text, start..text.len()).next();
    let format = FrontMatterFormat::ALL.into_iter().find(|format| {
        opening
            .as_ref()
            .is_some_and(|line| line.is_fence(format.fence()))
    });
    let format = format.unwrap_or_default();
    let all_body = FrontMatterBounds {
        body: start,
        format,
        ..FrontMatterBounds::default()
    };
    let first = match block_at(text, start, LONGEST, format) {
        Ok(Some(block)) => block,
        Ok(None) => return all_body,
        Err(error) => {
            return FrontMatterBounds {
                error: Some(error),
                ..all_body
            };
        }
    };
    if !is_front_matter(text, first.inside.clone(), format) {
        return all_body;
    }
    let left = LONGEST - (first.after - start).min(LONGEST);
    let mut split = FrontMatterBounds {
        format,
        strays,
        blocks: vec![first.inside],
        body: first.after,
        error: None,
    };
    if format == FrontMatterFormat::Toml {
        return split;
    }
    let next = lines(text, first.after..text.len()).find(|line| !line.is_blank());
    let second = next.and_then(|line| block_at(text, line.start, left, format).ok().flatten());
    if let Some(second) = second.filter(|second| is_second_block(text, second.inside.clone())) {
        split.blocks.push(second.inside);
        split.body = second.after;
    }
    split
}

/// What stands before the first fence: blank lines, or letters that run into it; nothing where there is
/// a doubt that keys follow.
fn strays(text: &str, top: usize) -> Range<usize> {
    let fence = FrontMatterFormat::Yaml.fence();
    let first = lines(text, top..text.len())
        .take(MOST_STRAYS)
        .find(|line| !line.is_blank());
    let at = first.and_then(|line| {
        let letters = line.text.trim_end().strip_suffix(fence)?;
        let are_few =
            letters.len() <= MOST_STRAYS && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        are_few.then_some(line.start + letters.len())
    });
    let is_sure = |at: &usize| {
        let block = block_at(text, *at, LONGEST, FrontMatterFormat::Yaml)
            .ok()
            .flatten();
        block.is_some_and(|block| {
            let first = lines(text, block.inside.clone()).next();
            first.is_some_and(|line| is_key_line(line.text)) && is_second_block(text, block.inside)
        })
    };
    let end = at.filter(|at| *at > top).filter(is_sure).unwrap_or(top);
    top..end
}

/// The stretch between two fences, and where the text goes on.
struct FencedBlock {
    inside: Range<usize>,
    after: usize,
}

/// The block of at most `longest` bytes whose opening fence starts at `start`, if there is one.
fn block_at(
    text: &str,
    start: usize,
    longest: usize,
    format: FrontMatterFormat,
) -> Result<Option<FencedBlock>, FenceError> {
    let mut rest = lines(text, start..text.len());
    let Some(opening) = rest.next().filter(|line| line.is_fence(format.fence())) else {
        return Ok(None);
    };
    let mut has_key = false;
    let mut glued = None;
    for line in rest {
        if line.start - opening.next > longest {
            return if has_key {
                Err(FenceError::TooLong)
            } else {
                Ok(None)
            };
        }
        if line.is_fence(format.fence()) {
            return Ok(Some(FencedBlock {
                inside: opening.next..line.start,
                after: line.next,
            }));
        }
        has_key |= line.start == opening.next && format.is_key_line(line.text);
        if glued.is_none() && line.opens_with_fence(format.fence()) {
            glued = Some(line.start);
        }
    }
    if let Some(start) = glued.filter(|start| is_second_block(text, opening.next..*start)) {
        return Ok(Some(FencedBlock {
            inside: opening.next..start,
            after: start + format.fence().len(),
        }));
    }
    if has_key {
        Err(FenceError::NeverClosed)
    } else {
        Ok(None)
    }
}

/// Whether words between two rules are keys and values rather than text between two rules.
fn is_front_matter(text: &str, inside: Range<usize>, format: FrontMatterFormat) -> bool {
    let mut blank = true;
    for line in lines(text, inside) {
        blank &= line.is_blank();
        if line.is_blank() || line.is_comment() {
            continue;
        }
        return format.is_key_line(line.text)
            || format == FrontMatterFormat::Yaml
                && (line.text.starts_with('{')
                    || lines(text, line.start..text.len())
                        .take_while(|line| !line.is_fence(format.fence()))
                        .any(|line| is_known_key_line(line.text)));
    }
    blank
}

/// Whether a block after the first one is front matter too: known keys and nothing like prose.
fn is_second_block(text: &str, inside: Range<usize>) -> bool {
    let mut known = false;
    let tidy = lines(text, inside).all(|line| {
        known |= is_known_key_line(line.text);
        line.is_blank() || line.text.starts_with([' ', '\t', '#', '-']) || is_key_line(line.text)
    });
    tidy && known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> &str {
        &text[split(text).body..]
    }

    #[test]
    fn the_first_line_that_is_exactly_three_dashes_ends_it() {
        assert_eq!(
            body("---\ntitle: |\n  a\n  ---\n  b\n---\nBody\n---\n"),
            "Body\n---\n"
        );
        assert_eq!(body("---\r\ntitle: a\r\n--- \r\nBody"), "Body");
        assert_eq!(body("---\rtitle: a\r---\rBody"), "Body");
        assert_eq!(body("---\n---\nBody"), "Body");
        assert_eq!(body("+++\ntitle = 'a'\n+++\nBody"), "Body");
        assert_eq!(body("+++\n# x\n[extra]\r\n+++ \r\nBody"), "Body");
        assert_eq!(body("\u{feff}---\na: b\n---\nBody"), "Body");
        assert_eq!(body("---\ntags: []\n---# Body"), "# Body");
        assert_eq!(body("esc---\ntitle: a\n---\nBody"), "Body");
        assert_eq!(body("\u{feff}\r\n---\r\ntitle: a\r\n---\r\nBody"), "Body");
        assert_eq!(
            body("---\ntags: []\n---x: y\n---\nBody"),
            "Body",
            "an exact one wins"
        );
    }

    #[test]
    fn whatever_is_not_front_matter_is_body() {
        for text in [
            "",
            "Text",
            "\n---\ntitle: a\nProse.\n---\n",
            "\n---\n\ntitle: a\n---\n",
            "\n\n\n\n---\ntitle: a\n---\n",
            "Notes---\ntitle: a\n---\n",
            "esc---\nfoo: a\n---\n",
            " ---\ntitle: a\n---\n",
            "---\nFoo\n---\nBar\n",
            "---\n# Heading\n---\n",
            "----\ntitle: a\n----\nBody",
            "---\ntitle: a\n...\nBody",
            "+++\nplus\n+++\nBody",
            "+++\ntitle = 1\n---\nBody",
            "---\ntitle: a\nProse.\n---# Body",
            "---\ntitle: a\n---- Body",
        ] {
            assert_eq!(body(text), text);
        }
        assert_eq!(
            split("---\ntitle: a\n\nBody").error,
            Some(FenceError::NeverClosed)
        );
        assert_eq!(split("---\n\nJust a rule").error, None);
    }

    #[test]
    fn a_rule_after_the_front_matter_stays_in_the_body() {
        let text = "---\ntitle: a\n---\n---\nNote: prose between rules.\n\nMore prose.\n---\n";
        assert_eq!(split(text).blocks.len(), 1);
        let twice = "---\ntitle: a\n---\n\n---\nsource: b\ntags:\n  - c\n---\nBody";
        assert_eq!((split(twice).blocks.len(), body(twice)), (2, "Body"));
    }

    #[test]
    fn more_than_anybody_writes_is_text() {
        let long = format!("---\ntitle: a\n{}---\nBody", "x: y\n".repeat(LONGEST / 4));
        assert_eq!(
            split(&long),
            FrontMatterBounds {
                error: Some(FenceError::TooLong),
                ..FrontMatterBounds::default()
            }
        );
    }
}
