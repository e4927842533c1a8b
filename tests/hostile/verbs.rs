//! What the verbs print about a hostile folder, judged letter by letter.

use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a verb over a folder and judges what it prints on both streams.
pub fn judge(folder: &Path, verb: &[&str]) {
    let home = folder.join(".home");
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .arg("-L")
        .arg(folder)
        .args(verb)
        .env_clear()
        .env("HOME", &home)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{verb:?}: {output:?}"
    );
    assert!(
        !output.stdout.is_empty() || verb[0] == "annotations",
        "{verb:?}"
    );
    for stream in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(stream).unwrap();
        let refused = |c: &char| !matches!(c, '\n' | '\t') && super::terminal::commands(*c);
        if let Some(at) = text.chars().position(|c| refused(&c)) {
            let around: String = text.chars().skip(at.saturating_sub(30)).take(60).collect();
            panic!("{verb:?} prints {around:?}");
        }
    }
}
