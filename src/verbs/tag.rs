//! `postil tag`: names in plain texts, JSON Lines in and out; no library is needed.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use anyhow::Context;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clip::entity::Mention;
use crate::names::pipeline::Names;
use crate::notes::formats::json;
use crate::text::clean::SafeText;

/// Texts that are tagged at a time, in parallel.
const BATCH: usize = 256;

/// A text and its name, which may be any JSON value and comes back as it was.
#[derive(Deserialize)]
struct InputText {
    #[serde(default)]
    id: Value,
    text: String,
}

/// The names of a text.
#[derive(Serialize)]
struct Tagged {
    id: Value,
    entities: Vec<NameRow>,
}

/// A name in a text.
#[derive(Serialize)]
struct NameRow {
    /// First byte in the text.
    start: u32,
    /// The byte after the last one.
    end: u32,
    kind: &'static str,
    name: SafeText,
}

/// Reads texts, a JSON object a line, and prints the names of each, in the same order.
pub fn run(input: impl BufRead, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let names = Names::embedded()?;
    let mut lines = input.lines().enumerate();
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        for (number, line) in lines.by_ref().take(BATCH) {
            let line = line.with_context(|| format!("line {}", number + 1))?;
            batch.push((number + 1, line));
        }
        if batch.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        let tagged: Vec<anyhow::Result<Option<Tagged>>> = batch
            .par_iter()
            .map(|(number, line)| tagged(*number, line, &names))
            .collect();
        for row in tagged {
            json::lines(out, row?.as_slice())?;
        }
        out.flush()?;
    }
}

/// The names of the text of one line; nothing where the line is blank.
fn tagged(number: usize, line: &str, names: &Names) -> anyhow::Result<Option<Tagged>> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let text: InputText = serde_json::from_str(line).with_context(|| {
        format!("line {number} of the input is no object with \"id\" and \"text\"")
    })?;
    let entities = names.tag(&text.text).into_iter().map(row).collect();
    Ok(Some(Tagged {
        id: text.id,
        entities,
    }))
}

fn row(found: Mention) -> NameRow {
    NameRow {
        start: found.text.start,
        end: found.text.end,
        kind: found.kind.name(),
        name: found.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(input: &str) -> anyhow::Result<String> {
        let mut out = Vec::new();
        run(input.as_bytes(), &mut out)?;
        Ok(String::from_utf8(out)?)
    }

    #[test]
    fn texts_are_answered_in_their_order_with_their_ids() {
        let input =
            "{\"id\":7,\"text\":\"Huawei is in Uganda.\"}\n\n{\"id\":\"b\",\"text\":\"\"}\n";
        let answer = answer(input).unwrap();
        let lines: Vec<Value> = answer
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines[0]["id"], 7);
        assert_eq!(lines[0]["entities"][0]["name"], "Huawei");
        assert_eq!(
            (
                &lines[0]["entities"][1]["start"],
                &lines[0]["entities"][1]["end"]
            ),
            (&13.into(), &19.into())
        );
        assert_eq!(lines[1], serde_json::json!({ "id": "b", "entities": [] }));
    }

    #[test]
    fn a_line_that_is_no_text_is_named() {
        let error = answer("{\"id\":1,\"text\":\"\"}\n[]\n")
            .unwrap_err()
            .to_string();
        assert!(error.contains("line 2"), "{error}");
    }
}
