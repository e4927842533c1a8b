//! What bylines put around a name: the word before it, and the office after it.

use crate::text::word_list::WordList;

/// Words that say that a name follows, after a blank or a sign, or nothing in East Asia.
static BEFORE: WordList = WordList::new(include_str!("../../../assets/words/byline_labels.txt"));

/// Words that say so, but may also be the first of a name: `Von Neumann`, `Par Lindh`.
const IN_NAMES: [&str; 4] = ["par", "por", "av", "von"];

/// Words that say so only before a sign: `Text: Ana Lima`.
static BEFORE_SIGN: WordList =
    WordList::new(include_str!("../../../assets/words/author_labels.txt"));

/// Signs between such a word and the name.
const SIGNS: [char; 10] = [':', '：', '|', '｜', '丨', '/', '／', '=', '＝', '∣'];

/// Offices that stand after a name, and the badges that Zhihu glues to one.
static OFFICES: WordList = WordList::new(include_str!("../../../assets/words/reporters.txt"));

/// A name or several without the word before them, such as "By" of a byline; where the byline goes
/// on with another such word, as in `Text: Ana Lima Foto: Bo Wei`, it ends there.
pub(super) fn unlabelled(text: &str) -> &str {
    let after = |word: &str| {
        let start = text.get(..word.len())?;
        (start.to_lowercase() == word).then(|| &text[word.len()..])
    };
    let signed = |word: &str| {
        let names = after(word)?.trim_start().strip_prefix(SIGNS)?;
        Some(until_next_label(names.trim()))
    };
    let plain = |word: &str| {
        let names = after(word)?;
        let is_apart = names.starts_with(char::is_whitespace) || is_reporter(word);
        Some(names.trim_start()).filter(|_| is_apart)
    };
    let is_name = |names: &&str| names.starts_with(|c: char| !c.is_lowercase());
    let all = BEFORE.iter().chain(IN_NAMES);
    let mut signs = all.chain(BEFORE_SIGN.iter()).filter_map(signed);
    // A whole name has two words with capitals, an agency's has nothing else.
    let is_whole = |names: &&str| {
        let mut words = names.split_whitespace();
        let first = words.next().unwrap_or_default();
        let begins = |word: &str| word.starts_with(char::is_uppercase);
        let is_agency = first.chars().all(char::is_uppercase) && text.contains(char::is_lowercase);
        is_agency || begins(first) && !first.ends_with(',') && words.next().is_some_and(begins)
    };
    let in_names = IN_NAMES.into_iter().filter_map(plain).filter(is_whole);
    let mut blanks = BEFORE.iter().filter_map(plain).chain(in_names);
    let names = signs.find(is_name).or_else(|| blanks.find(is_name));
    names.map_or(text, without_place)
}

/// What the place of a report ends with: `王小明／台北報導`.
const REPORTS: [&str; 2] = ["報導", "报道"];

/// Names without the place of the report after them.
fn without_place(names: &str) -> &str {
    let (before, last) = names.rsplit_once(['/', '／']).unwrap_or((names, ""));
    let is_place = REPORTS.iter().any(|report| last.ends_with(report));
    if is_place { before } else { names }
}

/// Whether the word before a name is an office, which may stand right before it.
fn is_reporter(word: &str) -> bool {
    OFFICES.iter().any(|office| word.ends_with(office))
}

/// The beginning of a byline up to the next word with a sign.
fn until_next_label(names: &str) -> &str {
    let end = names
        .find([':', '：'])
        .and_then(|sign| names[..sign].trim_end().rfind(char::is_whitespace));
    names[..end.unwrap_or(names.len())].trim_end()
}

/// A name without the office after it.
pub(super) fn without_office(name: &str) -> &str {
    let rest = OFFICES.iter().find_map(|office| name.strip_suffix(office));
    rest.map(str::trim_end)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_before_names_is_dropped_where_names_follow() {
        for (text, wanted) in [
            ("By Ana Lima", "Ana Lima"),
            ("BY ANA LIMA", "ANA LIMA"),
            ("written by Ana Lima", "Ana Lima"),
            ("By: Ana", "Ana"),
            ("Text: Åsa Ek Foto: Bo Ek", "Åsa Ek"),
            ("作者：张三 编辑：李四", "张三"),
            ("文 | 张三", "张三"),
            ("文丨张三", "张三"),
            ("文／山田太郎", "山田太郎"),
            ("取材・文：山田太郎", "山田太郎"),
            ("本报记者 张三", "张三"),
            ("記者王小明", "王小明"),
            ("記者王小明／台北報導", "王小明"),
            ("글 김철수", "김철수"),
            ("글·사진 김철수", "김철수"),
            ("von Ana Lima", "Ana Lima"),
            ("Par Ana Lima", "Ana Lima"),
            ("Von: Neumann", "Neumann"),
            ("par AFP", "AFP"),
            ("VON NEUMANN", "VON NEUMANN"),
            ("Von Neumann", "Von Neumann"),
            ("Von Neumann, John", "Von Neumann, John"),
            ("Por Smith", "Por Smith"),
            ("Par Lindh", "Par Lindh"),
            ("by the river", "by the river"),
            ("Bystander", "Bystander"),
            ("文学報", "文学報"),
            ("记者", "记者"),
            ("Text", "Text"),
            ("", ""),
        ] {
            assert_eq!(unlabelled(text), wanted);
        }
    }

    #[test]
    fn an_office_after_a_name_is_dropped_but_no_name() {
        assert_eq!(without_office("김철수 기자"), "김철수");
        assert_eq!(without_office("王小明記者"), "王小明");
        assert_eq!(without_office("鹅厂架构师已认证机构号"), "鹅厂架构师");
        assert_eq!(without_office("기자"), "기자");
    }
}
