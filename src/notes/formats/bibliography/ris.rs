//! A reference in RIS: a tag and a value a line.

use super::Entry;
use super::person::Name;
use crate::text::clean::SafeText;
use crate::text::date::Day;

pub(super) fn entry(entry: &Entry<'_>) -> String {
    let mut lines = vec![("TY", "ELEC".to_owned())];
    let mut say = |tag, value: Option<String>| lines.extend(value.map(|value| (tag, value)));
    for author in &entry.authors {
        say(
            "AU",
            Some(match author {
                Name::Person { family, given } => format!("{family}, {given}"),
                Name::Whole(name) => name.clone(),
            }),
        );
    }
    say("TI", Some(entry.title().to_owned()));
    say("T2", entry.site().map(str::to_owned));
    say("PY", entry.published.map(|day| day.year.to_string()));
    say("DA", entry.published.map(date));
    say("Y2", entry.accessed.map(date));
    say("DO", entry.doi.clone());
    say("UR", entry.url().map(str::to_owned));
    say(
        "AB",
        entry
            .article
            .head
            .description
            .as_ref()
            .map(SafeText::to_string),
    );
    for tag in &entry.article.tags {
        say("KW", Some(tag.to_string()));
    }
    say("LA", entry.article.language.map(str::to_owned));
    say("ER", Some(String::new()));
    let line = |(tag, value): &(&str, String)| {
        // A line end would begin another tag.
        let value = SafeText::line(value);
        format!("{tag}  - {value}\r\n")
    };
    lines.iter().map(line).collect::<String>() + "\r\n"
}

/// Year, month and day between slashes, which stay where one is not known.
fn date(day: Day) -> String {
    let part = |part: u8| match part {
        0 => String::new(),
        part => format!("{part:02}"),
    };
    format!("{}/{}/{}/", day.year, part(day.month), part(day.day))
}
