//! Cutting a file into our blocks and what a person wrote.

use crate::notes::annotation::RevisionId;

/// What the opening mark of a block begins with.
pub(super) const OPEN: &str = "<!-- postil ";

/// What ends a block.
pub(super) const CLOSE: &str = "<!-- /postil -->";

/// A stretch of the file that is there.
pub(super) enum FileSection<'t> {
    Ours {
        key: &'t str,
        hash: &'t str,
        content: &'t str,
        whole: &'t str,
    },
    Theirs(&'t str),
}

impl FileSection<'_> {
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            FileSection::Ours { key, .. } => Some(key),
            FileSection::Theirs(_) => None,
        }
    }
}

/// What an opening mark says of the text that was written below it.
pub(super) fn hash_of(content: &str) -> String {
    // Line ends do not count: editors and git change them.
    RevisionId::of(content.replace("\r\n", "\n").as_bytes()).to_string()
}

/// Cuts a file at its marks; a mark without its end is a person's text.
pub(super) fn sections(text: &str) -> Vec<FileSection<'_>> {
    let mut sections = Vec::new();
    let mut rest = text;
    let mut theirs = 0;
    while let Some(at) = rest[theirs..].find(OPEN).map(|at| at + theirs) {
        let starts_line = at == 0 || rest[..at].ends_with('\n');
        let Some(ours) = starts_line.then(|| block_at(&rest[at..])).flatten() else {
            theirs = at + OPEN.len();
            continue;
        };
        if at > 0 {
            sections.push(FileSection::Theirs(&rest[..at]));
        }
        let FileSection::Ours { whole, .. } = ours else {
            break;
        };
        rest = &rest[at + whole.len()..];
        theirs = 0;
        sections.push(ours);
    }
    if !rest.is_empty() {
        sections.push(FileSection::Theirs(rest));
    }
    sections
}

/// The block whose opening mark begins the text.
fn block_at(text: &str) -> Option<FileSection<'_>> {
    let (head, body) = text.split_once('\n')?;
    let (key, hash) = head
        .trim_end()
        .strip_prefix(OPEN)?
        .strip_suffix(" -->")?
        .split_once(' ')?;
    let end = body.find(CLOSE)?;
    if body[..end].contains(OPEN) {
        return None;
    }
    let after = &body[end + CLOSE.len()..];
    let line_end = after.find('\n').map_or(after.len(), |at| at + 1);
    let whole = head.len() + 1 + end + CLOSE.len() + line_end;
    Some(FileSection::Ours {
        key,
        hash,
        content: &body[..end],
        whole: &text[..whole],
    })
}
