//! What says where a text is from though it stands in no front matter and not above the text: keys below
//! a rule at its foot, keys in an HTML comment on top, and links such as `Read original`.

use std::ops::Range;

use super::inline_metadata::{fill_from, origin, unmarked_keys};
use super::key_values::KeyValue;
use super::keys::HeadField;
use super::lines::{SourceLine, lines};
use super::value::Value;
use crate::clip::article::Head;
use crate::clip::front_matter::yaml_scalar::ValueReader;
use crate::text::word_list::WordList;

/// Bytes at either end of the text that are looked at.
const LOOKED_AT: usize = 4 * 1024;

/// What links to the page that was clipped are called, in small letters.
static ORIGINALS: WordList =
    WordList::new(include_str!("../../../assets/words/original_links.txt"));

/// Fills in what `head` lacks from around the text, which begins at `body`.
pub(super) fn fill(head: &mut Head, text: &str, body: usize) {
    let is_whole = head.source.is_some() && head.published.is_some() && !head.authors.is_empty();
    if is_whole {
        return;
    }
    let end = text.floor_char_boundary((body + LOOKED_AT).min(text.len()));
    let start = text.ceil_char_boundary(text.len().saturating_sub(LOOKED_AT).max(body));
    let mut reader = ValueReader::new(text);
    fill_from(head, comment(text, body..end), &mut reader);
    fill_from(head, foot(text, start..text.len()), &mut reader);
    if head.source.is_none() {
        let top = lines(text, body..end).find_map(|line| original(&line));
        let link = top.or_else(|| {
            lines(text, start..text.len())
                .filter_map(|line| original(&line))
                .last()
        });
        head.source = link.map(str::to_owned);
    }
}

/// The keys in the comment that the text begins with.
fn comment(text: &str, top: Range<usize>) -> Vec<KeyValue> {
    let words = &text[top];
    let comment = words.trim_start().strip_prefix("<!--");
    let Some((comment, _)) = comment.and_then(|rest| rest.split_once("-->")) else {
        return Vec::new();
    };
    // `saved from url=(0023)https://e.org/`, as browsers mark a page.
    let marked = comment.trim().strip_prefix("saved from url=");
    if let Some((_, address)) = marked.and_then(|rest| rest.split_once(')')) {
        return vec![pair("url", address)];
    }
    origin(
        comment
            .lines()
            .flat_map(|line| unmarked_keys(line, 0))
            .collect(),
    )
}

fn pair(key: &str, value: &str) -> KeyValue {
    KeyValue {
        key: key.to_owned(),
        at: 0,
        raw: value.to_owned(),
        value: Value::text(Some(value.to_owned()), 0),
    }
}

/// The keys of the last lines, where nothing else stands below a rule.
fn foot(text: &str, bottom: Range<usize>) -> Vec<KeyValue> {
    let all: Vec<SourceLine<'_>> = lines(text, bottom).collect();
    let mut said = Vec::new();
    for line in all.iter().rev() {
        let words = line.text.trim();
        let is_rule = words.len() > 2 && words.chars().all(|c| matches!(c, '-' | '*' | '_'));
        if is_rule {
            said.reverse();
            let named = said
                .iter()
                .any(|(field, _)| *field == Some(HeadField::Source));
            return if named {
                origin(said.into_iter().filter_map(|(_, entry)| entry).collect())
            } else {
                Vec::new()
            };
        }
        let keys = unmarked_keys(line.text, line.start);
        if keys.is_empty() && !words.is_empty() && !is_key(words) {
            return Vec::new();
        }
        said.extend(
            keys.into_iter()
                .map(|entry| (Some(entry.field()), Some(entry))),
        );
    }
    Vec::new()
}

/// Whether a line is a key that means nothing to us, with a value: `目录: default`.
fn is_key(line: &str) -> bool {
    // In bytes: a longer one is prose that happens to hold a colon.
    const LONGEST: usize = 40;
    line.split_once([':', '：']).is_some_and(|(key, value)| {
        key.len() <= LONGEST && !key.contains(' ') && !value.starts_with("//")
    })
}

/// The address of a link that leads to the page itself, on a line of nothing but links.
fn original<'t>(line: &SourceLine<'t>) -> Option<&'t str> {
    let mut rest = line.text.trim();
    let mut found = None;
    while let Some(inside) = rest.strip_prefix('[') {
        let (words, after) = inside.split_once("](")?;
        let (address, after) = after.split_once(')')?;
        if address.contains("://") && ORIGINALS.contains(&words.trim().to_lowercase()) {
            found = found.or(Some(address));
        }
        rest = after.trim_start_matches([' ', '|', '·', '•']);
    }
    found.filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::clip::front_matter::read;

    /// Source, published, created, authors and tags.
    fn said(text: &str) -> String {
        let head = read(text, "a.md").head;
        let day = |date: Option<crate::text::date::Date>| date.map(|date| date.shown().to_string());
        let names: Vec<_> = head
            .authors
            .iter()
            .map(|author| author.name.to_string())
            .collect();
        let tags: Vec<_> = head.tags.iter().map(ToString::to_string).collect();
        let all = [
            head.source,
            day(head.published),
            day(head.created),
            Some(names.join(",")),
            Some(tags.join(",")),
        ];
        let all: Vec<String> = all
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect();
        all.join("; ")
    }

    #[test]
    fn keys_at_the_foot_and_in_a_comment_are_read() {
        for (text, wanted) in [
            (
                "# A\n\nText.\n\n---\n\nSource: [https://e.org/x](https://e.org/x)\nAuthor: Ana Lima\nPublished: March 5, 2024\nTags: a, b\n",
                "https://e.org/x; 2024-03-05; Ana Lima; a,b",
            ),
            (
                "# 计划\n\n文。\n\n-----\n\n原网址: [访问](https://e.cn/x)\n\n创建于: 2020-01-15 16:09:05\n\n目录: default\n\n标签: `规划`, `城市`\n",
                "https://e.cn/x; 2020-01-15; 规划,城市",
            ),
            (
                "<!--\n Page saved with SingleFile\n url: https://e.org/s\n saved date: Mon Jan 05 2026 10:20:30 GMT+0100 (Central European Standard Time)\n-->\n\n# A\n",
                "https://e.org/s; 2026-01-05",
            ),
            (
                "<!-- saved from url=(0015)https://e.org/s -->\n\nText",
                "https://e.org/s",
            ),
            (
                "# A\n\n[Read on Omnivore](https://o.app/x)\n[Read Original](https://e.org/x)\n\nText",
                "https://e.org/x",
            ),
            (
                "# A\n\nText\n\n[View original](https://e.org/x)\n",
                "https://e.org/x",
            ),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
        for text in [
            "Text.\n\nSource: https://e.org/picture\n",
            "Text.\n\n---\n\nIt was said: https://e.org\n\nMore text.\n",
            "Text with a [source](https://e.org/x) in it.\n",
            "---\nurl: https://a.org\n---\nText\n\n---\n\nSource: https://b.org\n",
        ] {
            assert!(
                !said(text).contains("e.org") && !said(text).contains("b.org"),
                "{text}"
            );
        }
    }
}
