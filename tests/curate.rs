//! `postil curate` as scripts use it: names put right for good, and taken back.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot do")]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// Where no index can be kept, so that each test computes what it asks for.
const NO_CACHE: &str = "/dev/null/none";

/// A library with articles of one's own.
struct Desk(TempDir);

impl Desk {
    fn with(text: &str) -> Self {
        let desk = Self(TempDir::new().unwrap());
        desk.write("one.md", text);
        desk
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn output(&self, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        let command = command.env_clear().env("HOME", self.0.path());
        let library = ["-L".as_ref(), self.0.path().as_os_str()];
        command.args(arguments).args(library).output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        serde_json::from_str(&self.run(&[arguments, &["--json"]].concat())).unwrap()
    }

    /// How often an entity is named; `None` when it is not listed.
    fn mentions(&self, name: &str, kind: &str) -> Option<u64> {
        let rows = self.rows(&["entities"]);
        let row = rows
            .iter()
            .find(|row| row["name"] == name && row["kind"] == kind);
        row.map(|row| row["mentions"].as_u64().unwrap())
    }
}

#[test]
fn names_are_put_right_for_good_and_corrections_taken_back() {
    let desk = Desk::with(
        "# Firms\n\nHuawei sells phones. Huawei Technologies sells networks in Zembla. Zembla is far away.\n",
    );
    let added = desk.run(&["curate", "add", "Zembla", "place"]);
    assert_eq!(desk.mentions("Zembla", "place"), Some(2));
    desk.run(&["curate", "rename", "Zembla", "Kingdom of Zembla"]);
    assert_eq!(desk.mentions("Kingdom of Zembla", "place"), Some(2));
    assert_eq!(desk.mentions("Zembla", "place"), None);
    desk.run(&["curate", "kind", "Kingdom of Zembla", "organisation"]);
    assert_eq!(desk.mentions("Kingdom of Zembla", "organisation"), Some(2));
    let hidden = desk.run(&["curate", "hide", "Kingdom of Zembla"]);
    assert_eq!(desk.mentions("Kingdom of Zembla", "organisation"), None);
    desk.run(&["curate", "undo", hidden.trim()]);
    assert_eq!(desk.mentions("Kingdom of Zembla", "organisation"), Some(2));
    desk.run(&["curate", "hide", "Kingdom of Zembla"]);
    desk.run(&["curate", "unhide", "Kingdom of Zembla"]);
    assert_eq!(desk.mentions("Kingdom of Zembla", "organisation"), Some(2));
    assert_eq!(desk.rows(&["curate"]).len(), 5);
    assert!(desk.rows(&["annotations", "list"]).is_empty());
    assert!(desk.run(&["curate", "--jsonl"]).contains(added.trim()));
}

#[test]
fn what_was_put_right_holds_for_articles_that_come_later() {
    let desk =
        Desk::with("# One\n\nHuawei sells phones in Uganda. Quibblex is unknown to lists.\n");
    desk.run(&["curate", "add", "Quibblex", "organisation"]);
    desk.run(&["curate", "merge", "Quibblex", "--into", "Huawei"]);
    desk.run(&["curate", "hide", "Uganda"]);
    assert_eq!(desk.mentions("Huawei", "organisation"), Some(2));
    desk.write(
        "two.md",
        "# Two\n\nIn Uganda nobody has heard of Quibblex.\n",
    );
    assert_eq!(desk.mentions("Huawei", "organisation"), Some(3));
    assert_eq!(desk.mentions("Uganda", "place"), None);
    desk.run(&["curate", "split", "Huawei", "Quibblex"]);
    assert_eq!(desk.mentions("Quibblex", "organisation"), Some(2));
    assert_eq!(desk.mentions("Huawei", "organisation"), Some(1));
}

#[test]
fn what_may_be_one_is_proposed_until_it_is_answered() {
    let desk = Desk::with(
        "# Forum\n\nThe Quillon Ridge Forum met in Uganda.\n\nBenjamin Herscovitch spoke to the Quillon Ridge Forum.\n",
    );
    desk.write(
        "two.md",
        "# Two\n\nThe head of the QRF said that the QRF had met.\n",
    );
    desk.run(&["curate", "add", "QRF", "organisation"]);
    desk.run(&["curate", "add", "Quillon Ridge Forum", "organisation"]);
    let proposals = desk.rows(&["curate", "proposals"]);
    assert_eq!(proposals.len(), 1, "{proposals:?}");
    assert_eq!(proposals[0]["from"]["name"], "QRF");
    assert_eq!(proposals[0]["into"]["name"], "Quillon Ridge Forum");
    let no = desk.run(&["curate", "apart", "QRF", "Quillon Ridge Forum"]);
    assert!(desk.rows(&["curate", "proposals"]).is_empty());
    assert_eq!(desk.mentions("QRF", "organisation"), Some(2));
    desk.run(&["curate", "undo", no.trim()]);
    desk.run(&["curate", "merge", "QRF", "--into", "Quillon Ridge Forum"]);
    assert!(desk.rows(&["curate", "proposals"]).is_empty());
    assert_eq!(
        desk.mentions("Quillon Ridge Forum", "organisation"),
        Some(4)
    );
}

#[test]
fn what_is_not_there_is_refused() {
    let desk = Desk::with("# One\n\nHuawei sells phones in Uganda.\n");
    for arguments in [
        &["curate", "hide", "Nobody At All"][..],
        &["curate", "unhide", "Huawei"],
        &["curate", "kind", "Huawei", "firm"],
        &["curate", "undo", "0"],
    ] {
        let output = desk.output(arguments);
        // What nobody can be called is not there; what nobody can be is wrong usage.
        let status = if arguments.contains(&"firm") { 2 } else { 1 };
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    assert!(desk.rows(&["curate"]).is_empty());
}

#[test]
fn nothing_without_a_name_is_put_right() {
    let desk = Desk::with("Huawei sells phones in Uganda.\n");
    let refused: &[(&[&str], &str)] = &[
        (&["rename", "Huawei", " "], "the new name is empty"),
        (&["add", "", "person"], "the name is empty"),
        (&["merge", "Huawei", "--into", "Huawei"], "one name already"),
        (&["apart", "Huawei", "Huawei"], "these are one name"),
    ];
    for (arguments, reason) in refused {
        let output = desk.output(&[&["curate"], *arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(reason), "{arguments:?}: {said}");
        assert_eq!(output.status.code(), Some(1));
    }
    assert!(desk.rows(&["curate"]).is_empty());
}
