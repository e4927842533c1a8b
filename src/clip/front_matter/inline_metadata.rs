//! What the lines above a text say where its front matter is silent: keys that stand in the open.
//!
//! Programs that write no front matter put the same into the text: `- URL: https://…` in a list,
//! `> 作者：张三` in a quote, `author:: [[Ana]]` as properties, keys and a rule below them without one
//! above, or a byline with a day. Whatever is read of it stays text as well, so that no word is hidden.
//! Only what proves itself is believed: a date that can be read, an address, the link of an author, and a
//! title or authors beside one of them or beside each other.

use std::collections::HashSet;
use std::ops::Range;

use crate::clip::article::Head;
use crate::text::date::Date;

use super::head_builder::HeadBuilder;
use super::key_values::KeyValue;
use super::keys::HeadField;
use super::lines::{SourceLine, lines};
use super::links::{address, next_link};
use super::value::Value;
use crate::clip::front_matter::dated_byline;
use crate::clip::front_matter::key_blocks::{is_key_line, is_known_key_line};
use crate::clip::front_matter::yaml_scalar::ValueReader;
use crate::text::word_list::WordList;

/// Bytes of the body that are looked at.
const LOOKED_AT: usize = 4 * 1024;
/// The longest name of a key, in bytes.
const LONGEST_KEY: usize = 40;
/// The longest line that is an author with a date, in bytes.
const LONGEST_BYLINE: usize = 120;

/// What a heading above keys in the open calls them, in small letters.
static LABELS: WordList =
    WordList::new(include_str!("../../../assets/words/metadata_headings.txt"));

/// Fills in what `head` lacks from the lines at the top of the body, which begins at `body`, or from a
/// description that is a byline; gives the byte from which on a heading may be the title.
pub(super) fn fill(head: &mut Head, text: &str, body: usize) -> usize {
    let end = text.floor_char_boundary((body + LOOKED_AT).min(text.len()));
    let mut reader = ValueReader::new(text);
    let (pairs, heading) = match unopened(text, body..end) {
        Some(block) => (reader.pairs(block), None),
        None => open_keys(text, body..end),
    };
    fill_from(head, pairs, &mut reader);
    if let Some(words) = head.description.clone() {
        fill_from(
            head,
            byline(words.as_str(), body).unwrap_or_default(),
            &mut reader,
        );
    }
    heading.unwrap_or(body)
}

/// Fills in what `head` lacks from `pairs`.
pub(super) fn fill_from(head: &mut Head, pairs: Vec<KeyValue>, reader: &mut ValueReader<'_>) {
    if pairs.is_empty() {
        return;
    }
    let said = HeadBuilder::new(pairs, reader).head();
    if head.title.is_empty() {
        head.title = said.title;
    }
    if head.authors.is_empty() {
        head.authors = said.authors;
    }
    if head.tags.is_empty() {
        head.tags = said.tags;
    }
    head.source = head.source.take().or(said.source);
    head.published = head.published.take().or(said.published);
    head.created = head.created.take().or(said.created);
    head.description = head.description.take().or(said.description);
}

/// Keys above a rule where the rule above them is missing, as the first versions of Hexo wrote them.
fn unopened(text: &str, top: Range<usize>) -> Option<Range<usize>> {
    let first = lines(text, top.clone()).next()?;
    let is_opening = |name: &str| first.text.starts_with(name);
    ["title:", "layout:", "date:"]
        .into_iter()
        .any(is_opening)
        .then_some(())?;
    let rule = lines(text, top.clone()).find(|line| line.is_fence("---"))?;
    let inside = top.start..rule.start;
    let known = |line: &SourceLine<'_>| is_known_key_line(line.text);
    let tidy = |line: SourceLine<'_>| {
        line.is_blank() || line.text.starts_with([' ', '\t', '-']) || is_key_line(line.text)
    };
    let is_head = lines(text, inside.clone()).all(tidy)
        && lines(text, inside.clone()).filter(known).count() > 1;
    is_head.then_some(inside)
}

/// The keys in the open, where two of them say where the text is from, one proves itself, or all are
/// properties; and the byte behind a first heading that only says what they are.
fn open_keys(text: &str, top: Range<usize>) -> (Vec<KeyValue>, Option<usize>) {
    let mut said: Vec<MetadataEntry> = Vec::new();
    let mut first_heading: Option<SourceLine<'_>> = None;
    for line in lines(text, top) {
        let trimmed = line.text.trim();
        if is_passed_over(trimmed) {
            if said.is_empty() && trimmed.starts_with('#') {
                first_heading.get_or_insert(line);
            }
            continue;
        }
        let keys = keys(unmarked(line.text));
        let is_key = !keys.is_empty();
        said.extend(
            keys.into_iter()
                .filter_map(|key| MetadataEntry::of(key, line.start)),
        );
        if said.is_empty()
            && let Some(pairs) = byline(trimmed, line.start)
        {
            return (pairs, None);
        }
        if !is_key {
            break;
        }
    }
    let is_believed = are_origins(&said);
    let label = first_heading.filter(|heading| is_believed && is_label(heading.text));
    (origin(said), label.map(|heading| heading.next))
}

/// Whether keys prove what they say: two of them say where the text is from, one proves itself, or all
/// are properties.
fn are_origins(said: &[MetadataEntry]) -> bool {
    let is_origin = |said: &&MetadataEntry| {
        use HeadField::{Authors, Created, Published, Source, Title};
        matches!(said.field, Title | Source | Published | Created | Authors)
    };
    let origins: HashSet<HeadField> = said
        .iter()
        .filter(is_origin)
        .map(|said| said.field)
        .collect();
    origins.len() > 1 || said.iter().any(|said| said.is_property || said.is_proof)
}

/// The keys and their values, where they prove what they say.
pub(super) fn origin(said: Vec<MetadataEntry>) -> Vec<KeyValue> {
    let is_believed = are_origins(&said);
    let said = said.into_iter().filter(|_| is_believed);
    said.map(|said| said.pair).collect()
}

/// The keys of a line that fill in a field, whatever marks stand before them.
pub(super) fn unmarked_keys(line: &str, at: usize) -> Vec<MetadataEntry> {
    let keys = keys(unmarked(line)).into_iter();
    keys.filter_map(|key| MetadataEntry::of(key, at)).collect()
}

/// Whether a heading only says that keys follow.
fn is_label(heading: &str) -> bool {
    let words = heading.trim_matches(['#', ':', ' ', '\t']).to_lowercase();
    LABELS.contains(&words)
}

/// A key in the open and its value, of which each proves what it can.
pub(super) struct MetadataEntry {
    field: HeadField,
    pair: KeyValue,
    is_property: bool,
    /// A date to the day, or nothing but an address or a link to an author, which no sentence is.
    is_proof: bool,
}

impl MetadataEntry {
    /// The field that it fills in.
    pub(super) fn field(&self) -> HeadField {
        self.field
    }

    fn of(key: MetadataKey<'_>, at: usize) -> Option<Self> {
        let (field, _) = HeadField::of(key.name)?;
        let is_date = matches!(field, HeadField::Published | HeadField::Created);
        let day = is_date.then(|| Date::read(key.value).day).flatten();
        let is_sound = match field {
            HeadField::Source => address(key.value).contains("://"),
            HeadField::Published | HeadField::Created => day.is_some(),
            _ => !key.value.is_empty(),
        };
        is_sound.then(|| Self {
            field,
            pair: pair(key.name, key.value, at),
            is_property: key.is_property,
            is_proof: day.is_some_and(|day| day.day > 0)
                || field == HeadField::Source && !key.value.contains(char::is_whitespace)
                || field == HeadField::Authors && is_link(key.value),
        })
    }
}

/// Whether a value is one link to a note as a whole.
fn is_link(value: &str) -> bool {
    matches!(next_link(value), Some(("", _, "")))
}

fn pair(key: &str, value: &str, at: usize) -> KeyValue {
    KeyValue {
        key: key.to_owned(),
        at,
        raw: value.to_owned(),
        value: Value::text(Some(value.to_owned()), at),
    }
}

/// A name and what it is said to be.
#[derive(Clone, Copy)]
struct MetadataKey<'t> {
    name: &'t str,
    value: &'t str,
    /// Two colons, as properties of outliners have.
    is_property: bool,
}

/// The keys of a line: one, or several between bars, or none.
fn keys(words: &str) -> Vec<MetadataKey<'_>> {
    let all: Option<Vec<MetadataKey<'_>>> = words.split(" | ").map(key).collect();
    all.or_else(|| key(words).map(|one| vec![one]))
        .unwrap_or_default()
}

fn key(words: &str) -> Option<MetadataKey<'_>> {
    let (name, value) = words.split_once([':', '：'])?;
    let is_property = value.starts_with(':');
    let name = name.trim_matches(EMPHASIS).trim();
    let is_name = !name.is_empty()
        && name.len() <= LONGEST_KEY
        && !name.contains(['.', '(', '[', '/', '<', '`', '*']);
    let value = value.trim_start_matches(':').trim();
    is_name.then(|| MetadataKey {
        name,
        value: unquoted(value.trim_matches(EMPHASIS).trim()),
        is_property,
    })
}

/// A value without the quotation marks around all of it.
fn unquoted(value: &str) -> &str {
    let inside = |mark| value.strip_prefix(mark)?.strip_suffix(mark);
    let plain = ['"', '\'']
        .into_iter()
        .find_map(|mark: char| inside(mark).filter(|inside: &&str| !inside.contains(mark)));
    plain.unwrap_or(value)
}

/// Marks of emphasis, which may stand around a key, its value or both.
const EMPHASIS: [char; 2] = ['*', '_'];

/// A line without the marks of quotes, lists and emphasis before its words.
fn unmarked(line: &str) -> &str {
    let quoted = line.trim().trim_start_matches(['>', ' ']);
    let listed = ["- ", "* ", "+ ", "• "]
        .iter()
        .find_map(|mark| quoted.strip_prefix(mark));
    listed.unwrap_or(quoted).trim().trim_start_matches(EMPHASIS)
}

/// Whether a line says nothing of its own: blank, a heading, a rule, a picture, a list's mark.
fn is_passed_over(line: &str) -> bool {
    let is_rule = line
        .chars()
        .all(|c| matches!(c, '-' | '*' | '_' | '>' | ' '));
    is_rule || line.starts_with('#') || line.starts_with("![") || line.starts_with("[![")
}

/// What a byline says: who and when, or when alone.
fn byline(line: &str, at: usize) -> Option<Vec<KeyValue>> {
    let emphasised = || day_in_emphasis(line, at).map(|day| vec![day]);
    emphasised().or_else(|| {
        let (names, date) = dated_byline::in_the_open(line)?;
        let authors = pair("authors", names, at);
        Some(vec![authors, pair("published", date.raw.as_str(), at)])
    })
}

/// The day at the end of a line with the author, or alone: `小智 *2025年6月30日 18:36*`.
fn day_in_emphasis(line: &str, at: usize) -> Option<KeyValue> {
    let (_, dated) = line.strip_suffix('*')?.rsplit_once('*')?;
    let day = Date::read(dated).day.filter(|day| day.day > 0);
    let is_short = line.len() <= LONGEST_BYLINE && dated.starts_with(|c: char| c.is_ascii_digit());
    (is_short && day.is_some()).then(|| pair("published", dated, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::front_matter::read;

    /// Title, authors, source, published and created, as far as they are given.
    fn said(text: &str) -> String {
        let head = read(text, "").head;
        let authors: Vec<_> = head.authors.iter().map(|a| a.name.as_str()).collect();
        let day = |date: Option<Date>| date.map(|date| date.shown().to_string());
        let all = [
            Some(head.title.to_string()),
            Some(authors.join(", ")),
            head.source,
            day(head.published),
            day(head.created),
        ];
        let all: Vec<String> = all
            .into_iter()
            .flatten()
            .filter(|s| !s.is_empty())
            .collect();
        all.join("; ")
    }

    #[test]
    fn keys_in_the_open_are_read_as_the_programs_write_them() {
        let cases = [
            (
                "# A\n\nCreated: March 5, 2024 10:22 AM\nTags: a, b\nURL: https://e.org/x\nAuthor: Ana Lima\n\nText",
                "Ana Lima; https://e.org/x; 2024-03-05",
            ),
            (
                "# A\n\n![cover](i.png)\n\n## Metadata\n- Author: [[Ana Lima]]\n- Full Title: A\n- URL: https://e.org\n",
                "A; Ana Lima; https://e.org",
            ),
            (
                "# A\n\n> 来源: [e.org](https://e.org/x)\n> 发布时间: 2025-12-17T03:08:34Z\n\nText",
                "https://e.org/x; 2025-12-17",
            ),
            (
                "标题：人工智能\n作者：张三\n发布时间：2024-01-15 14:30\n\nText",
                "人工智能; 张三; 2024-01-15",
            ),
            (
                "title:: A\nauthor:: [[Ana Lima]]\npublished:: [[2024-03-05]]\n\n- Text",
                "A; Ana Lima; 2024-03-05",
            ),
            (
                "*Author: Ana Lima | Published: 5 March 2024*\n\nText",
                "Ana Lima; 2024-03-05",
            ),
            (
                "**Author:** Ana Lima\n**Date**: 2024-03-05\n",
                "Ana Lima; 2024-03-05",
            ),
            (
                "title: A\ndate: 2024-03-05 10:22:33\ntags:\n- a\n---\n\nText",
                "A; 2024-03-05",
            ),
            (
                "Title: A\n\nURL Source: https://e.org/x\n\nMarkdown Content:\nText",
                "A; https://e.org/x",
            ),
            (
                "Title: A\nAuthor: Ana Lima\nRelease Date: June 1, 1998 [eBook #1]\n\nText",
                "A; Ana Lima; 1998-06-01",
            ),
            (
                "Title: \"A\"\nAuthor: 'Ana Lima'\nSource: \"https://e.org/x\"\n\nText",
                "A; Ana Lima; https://e.org/x",
            ),
            ("# A\n\nSource: https://e.org/x\n\nText", "https://e.org/x"),
            ("# A\n\n投稿日: 2023 年 11 月 9 日\n\nText", "2023-11-09"),
            (
                "# A\n\n> 来源: e.org/~ana  \n> 发布时间: 2026-02-22T23:23:37Z\n\nText",
                "2026-02-22",
            ),
            (
                "# A\n\n*分类: a, b | 发布时间: 2025-10-03 07:50:22*\n\nText",
                "2025-10-03",
            ),
            (
                "---\ntitle: A\npublished:\n---\n*2025年06月30日 18:36*\n\nText",
                "A; 2025-06-30",
            ),
            (
                "---\ntitle: A\npublished:\n---\nOriginal 小智 *2025年06月30日 18:36*\n\nText",
                "A; 2025-06-30",
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(said(text), wanted, "{text}");
            let body = read(text, "").body as usize;
            assert!(body == 0 || text.starts_with("---"), "all of it stays text");
        }
    }

    #[test]
    fn prose_and_what_proves_nothing_are_no_keys() {
        for text in [
            "Author: Ana Lima\n\nText",
            "Date: soon\nAuthor: Ana\n",
            "Year: 2024\n",
            "Source: the river\nAuthor: Ana\n",
            "Text first.\n\nAuthor: Ana\nURL: https://e.org\n",
            "See also: https://e.org\n",
            "Source: https://e.org and others\n",
            "It was *5 March* and cold.\n",
            "Title: A\n---\n",
            "# 2024-03-05\n\nText",
            "- 2024-03-05\n- Text",
            "By May 5, 2024\n\nText",
            "1.0.4 - Sep 29 2022\n\nText",
            "Text first.\n\nAugust 27, 2023\n",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }

    #[test]
    fn a_byline_and_a_link_to_an_author_prove_themselves() {
        let cases = [
            (
                "## A\n\nPar Ana Lima • Publié le 4 mai 2014 • 18 min\n\nText",
                "Ana Lima; 2014-05-04",
            ),
            (
                "[By Ana Lima](mailto:ana@e.org) at August 15, 2022\n\nText",
                "Ana Lima; 2022-08-15",
            ),
            ("August 27, 2023\n\nText", "2023-08-27"),
            (
                "- Version: 2\n- Date: 2024-03-05\n- Author: Ana\n",
                "Ana; 2024-03-05",
            ),
            (
                "![](i.png)\n\n## Metadata\n- Author: [[Ana Lima]]\n- Category: #articles\n",
                "Ana Lima",
            ),
            (
                "---\ntags: a\n---\n# A\n\n## Metadata\n- Author: [[Ana Lima]]\n- Full Title: A b\n",
                "A b; Ana Lima",
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(said(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_the_front_matter_says_holds() {
        let text = "---\nauthor: Bo\nurl: https://b.org\n---\n- Author: Ana\n- URL: https://a.org\n- Date: 2024\n";
        assert_eq!(said(text), "Bo; https://b.org; 2024");
    }
}
