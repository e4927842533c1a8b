//! What stands between `[[` and `]]`: a note, and perhaps a part of it.

/// The target of a wikilink, taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WikiTarget<'a> {
    /// The note, perhaps with a path; empty for a part of the same note.
    pub note: &'a str,
    /// The heading, without `#`; of nested headings (`#A#B`) the last.
    pub heading: Option<&'a str>,
    /// The id of a block, without `^`.
    pub block: Option<&'a str>,
}

impl<'a> WikiTarget<'a> {
    /// Takes apart `Note`, `dir/Note#Part`, `Note#^id` or `#Part`.
    pub fn parse(target: &'a str) -> Self {
        let target = target.trim();
        let Some((note, part)) = target.split_once('#') else {
            return Self {
                note: target,
                ..Self::default()
            };
        };
        let part = part.rsplit('#').next().unwrap_or(part).trim();
        let block = part.strip_prefix('^');
        let heading = Some(part).filter(|part| block.is_none() && !part.is_empty());
        Self {
            note: note.trim(),
            heading,
            block,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_names_a_note_and_a_part_of_it() {
        let cases = [
            ("Note", "Note", None, None),
            ("dir/Note#Part", "dir/Note", Some("Part"), None),
            ("Note#A#B", "Note", Some("B"), None),
            ("Note#^id-1", "Note", None, Some("id-1")),
            ("#Part", "", Some("Part"), None),
            ("Note#", "Note", None, None),
        ];
        for (target, note, heading, block) in cases {
            assert_eq!(
                WikiTarget::parse(target),
                WikiTarget {
                    note,
                    heading,
                    block
                },
                "{target}"
            );
        }
    }
}
