//! `postil annotations` as scripts use it: every form in, every form out, nothing lost between.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot do")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// Where no index can be kept, so that each test computes what it asks for.
const NO_CACHE: &str = "/dev/null/none";

const CLIP: &str = "---\ntitle: Grid storage\nsource: https://example.org/grid\nauthor: Ada\ncreated: 2026-08-18\n---\n\
# Storage\n\nThe report says that storage costs fell by half in four years, mostly through cheaper cells.\n\n\
Nobody expected that storage costs would fall again. A ==marked passage== stands here.\n";

/// A library with one article, and a home for what cannot be kept beside it.
struct Desk {
    library: TempDir,
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            library: TempDir::new().unwrap(),
            home: TempDir::new().unwrap(),
        };
        desk.write(CLIP);
        desk
    }

    fn write(&self, text: &str) {
        fs::create_dir_all(self.library.path().join("energy")).unwrap();
        fs::write(self.library.path().join("energy/grid.md"), text).unwrap();
    }

    fn run_on(&self, library: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        command
            .env_clear()
            .env("HOME", self.home.path())
            .env("USER", "ada");
        command
            .arg("annotations")
            .args(arguments)
            .arg("-L")
            .arg(library)
            .output()
            .unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_on(self.library.path(), arguments)
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(matches!(output.status.code(), Some(1 | 2)));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    }

    fn list(&self) -> Vec<Value> {
        serde_json::from_str(&self.done(&["list", "--json"])).unwrap()
    }

    fn add(&self, more: &[&str]) -> String {
        let arguments = [&["add", "energy/grid.md"], more].concat();
        self.done(&arguments).trim().to_owned()
    }
}

#[test]
fn what_is_added_is_listed_with_the_keys_of_the_contract() {
    let desk = Desk::new();
    assert!(desk.list().is_empty());
    let id = desk.add(&[
        "--quote",
        "costs fell by half",
        "--note",
        "Check.",
        "--colour",
        "red",
        "--tag",
        "energy",
        "--tag",
        "#eu",
    ]);
    let rows = desk.list();
    let row = &rows[0];
    let mut keys: Vec<_> = row
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    let contract = [
        "colour", "created", "creator", "end", "id", "modified", "note", "path", "quote", "start",
        "state", "tags", "title", "variants",
    ];
    assert_eq!(keys, contract);
    let start = CLIP.find("costs fell").unwrap();
    assert_eq!(
        (row["start"].as_u64(), row["end"].as_u64()),
        (Some(start as u64), Some(start as u64 + 18))
    );
    assert_eq!(
        (row["id"].as_str(), row["state"].as_str()),
        (Some(id.as_str()), Some("sure"))
    );
    assert_eq!(
        (row["creator"].as_str(), row["colour"].as_str()),
        (Some("ada"), Some("red"))
    );
    assert_eq!(row["tags"], serde_json::json!(["energy", "eu"]));
    assert_eq!(
        (row["path"].as_str(), row["title"].as_str()),
        (Some("energy/grid.md"), Some("Grid storage"))
    );
}

#[test]
fn a_quote_that_does_not_decide_is_refused_with_the_places() {
    let desk = Desk::new();
    let error = desk.refused(&["add", "energy/grid.md", "--quote", "storage costs"]);
    assert!(
        error.contains("9:22: …The report says that storage costs") && error.contains("--prefix"),
        "{error}"
    );
    desk.add(&["--quote", "storage costs", "--prefix", "expected that"]);
    assert_eq!(
        desk.list()[0]["start"].as_u64().unwrap() as usize,
        CLIP.rfind("storage costs").unwrap()
    );
    assert!(
        desk.refused(&["add", "energy/grid.md", "--quote", "no such words"])
            .contains("not in the article")
    );
    assert!(
        desk.refused(&["add", "energy/none.md", "--note", "x"])
            .contains("energy/none.md")
    );
    assert!(desk.refused(&["add", "energy/grid.md"]).contains("--quote"));
    assert!(
        desk.refused(&["add", "energy/grid.md", "--note", "x", "--colour", "mauve"])
            .contains("yellow")
    );
}

#[test]
fn annotations_are_changed_deleted_and_given_new_places() {
    let desk = Desk::new();
    let id = desk.add(&["--quote", "costs fell by half", "--tag", "old"]);
    desk.done(&[
        "edit",
        &id[..12],
        "--note",
        "New note.",
        "--tag",
        "new",
        "--untag",
        "old",
        "--colour",
        "blue",
    ]);
    let row = &desk.list()[0];
    assert_eq!(
        (row["note"].as_str(), row["colour"].as_str()),
        (Some("New note."), Some("blue"))
    );
    assert_eq!(row["tags"], serde_json::json!(["new"]));

    desk.write(&CLIP.replace(
        "storage costs fell by half in four years",
        "the price of storing power was halved",
    ));
    assert_eq!(desk.list()[0]["state"], "orphan");
    assert!(desk.refused(&["reattach", &id]).contains("--quote"));
    desk.done(&["reattach", &id, "--quote", "storing power was halved"]);
    assert_eq!(
        (
            desk.list()[0]["state"].as_str(),
            desk.list()[0]["note"].as_str()
        ),
        (Some("sure"), Some("New note."))
    );
    desk.write("---\ntitle: Other\n---\nNothing.\n");
    assert_eq!(desk.list()[0]["state"], "orphan");
    fs::remove_file(desk.library.path().join("energy/grid.md")).unwrap();
    assert_eq!(desk.list()[0]["state"], "missing");
    desk.done(&["delete", &id]);
    assert!(desk.list().is_empty());
    assert!(desk.refused(&["delete", &id]).contains("no annotation"));
}

#[test]
fn what_goes_out_comes_in_again_elsewhere() {
    let desk = Desk::new();
    desk.add(&["--quote", "costs fell by half", "--note", "Check."]);
    desk.add(&["--note", "On the whole."]);
    let page = desk.done(&["export", "--format", "w3c"]);
    let file = desk.home.path().join("page.json");
    fs::write(&file, &page).unwrap();
    let elsewhere = Desk::new();
    let import = |format: &str, file: &Path| -> Value {
        let arguments = [
            "import",
            "--format",
            format,
            file.to_str().unwrap(),
            "--json",
        ];
        serde_json::from_str(&elsewhere.done(&arguments)).unwrap()
    };
    assert_eq!(import("w3c", &file)["added"], 2);
    assert_eq!(import("w3c", &file)["known"], 2);
    assert_eq!(elsewhere.list().len(), 2);
    for form in ["jsonl", "csv", "readwise"] {
        assert!(
            desk.done(&["export", "--format", form])
                .contains("costs fell by half"),
            "{form}"
        );
    }
    let rows: Vec<Value> = serde_json::from_str(&desk.done(&["export", "--json"])).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        desk.done(&["export", "--jsonl"]),
        desk.done(&["export", "--format", "jsonl"])
    );
    let clipper = desk.home.path().join("clipper.json");
    fs::write(&clipper, r#"[{"url": "http://www.example.org/grid/", "highlights": [{"text": "<b>cheaper</b> cells", "comment": "hm"}]}]"#).unwrap();
    assert_eq!(import("web-clipper", &clipper)["added"], 1);
    assert_eq!(import("web-clipper", &clipper)["known"], 1);
    let rows = elsewhere.list();
    let row = rows.iter().find(|row| row["note"] == "hm").unwrap();
    assert_eq!(
        (row["path"].as_str(), row["state"].as_str()),
        (Some("energy/grid.md"), Some("sure"))
    );
}

#[test]
fn a_markdown_file_is_brought_up_to_date_around_what_a_person_wrote() {
    let desk = Desk::new();
    desk.add(&["--quote", "costs fell by half", "--note", "First."]);
    let file = desk.home.path().join("notes.md");
    let export = || desk.done(&["export", "-o", file.to_str().unwrap()]);
    assert!(export().is_empty());
    let mine = fs::read_to_string(&file).unwrap() + "\nMy own words.\n";
    fs::write(&file, &mine).unwrap();
    export();
    assert_eq!(fs::read_to_string(&file).unwrap(), mine);
    desk.add(&["--quote", "cheaper cells"]);
    export();
    let now = fs::read_to_string(&file).unwrap();
    assert!(now.starts_with(mine.trim_end()) && now.contains("> cheaper cells"));
}

#[test]
fn authors_marks_and_damaged_files_are_listed_and_never_changed() {
    let desk = Desk::new();
    desk.add(&["--note", "whole"]);
    let rows: Vec<Value> =
        serde_json::from_str(&desk.done(&["list", "--marks", "--json"])).unwrap();
    let mark = rows.iter().find(|row| row["id"].is_null()).unwrap();
    assert_eq!(mark["quote"], "marked passage");
    let stray = desk.library.path().join("annotations/stray.json");
    fs::write(&stray, "{}").unwrap();
    let damaged: Vec<Value> =
        serde_json::from_str(&desk.done(&["--state", "damaged", "--json"])).unwrap();
    assert!(damaged[0]["path"].as_str().unwrap().ends_with("stray.json"));
    assert_eq!(fs::read_to_string(stray).unwrap(), "{}");
}

#[test]
fn what_is_in_the_way_is_named_and_left_alone() {
    let desk = Desk::new();
    let file = desk.library.path().join("annotations");
    fs::write(&file, "in the way").unwrap();
    let error = desk.refused(&["add", "energy/grid.md", "--note", "x"]);
    assert!(error.contains(file.to_str().unwrap()), "{error}");
    assert_eq!(fs::read_to_string(file).unwrap(), "in the way");
}

#[test]
fn the_bundled_library_is_annotated_in_the_users_data() {
    let desk = Desk::new();
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        command
            .env_clear()
            .env("HOME", desk.home.path())
            .arg("annotations")
            .args(arguments);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let id = run(&["add", "Digital Markets Act.md", "--note", "x"]);
    assert!(run(&["list", "--jsonl"]).contains(id.trim()));
    assert!(
        desk.home
            .path()
            .join(".local/share/postil/demo/annotations/README.txt")
            .exists()
    );
}

#[test]
fn an_uncertain_place_is_refused_until_the_text_changes_again() {
    let desk = Desk::new();
    let quote = "storage costs fell by half in four years, mostly through cheaper cells";
    let id = desk.add(&["--quote", quote]);
    assert!(
        desk.refused(&["reattach", &id, "--nowhere"])
            .contains("not uncertain")
    );
    let rewritten = "storage costs fell by half in those decades when few people looked at them";
    desk.write(&CLIP.replace(quote, rewritten));
    assert_eq!(desk.list()[0]["state"], "unsure");
    desk.done(&["reattach", &id, "--nowhere"]);
    assert_eq!(desk.list()[0]["state"], "orphan");
    desk.write(&CLIP.replace(quote, &rewritten.replace("them", "prices")));
    assert_eq!(
        desk.list()[0]["state"],
        "unsure",
        "another text is another question"
    );
    desk.done(&["reattach", &id]);
    assert_eq!(desk.list()[0]["state"], "sure");
}

#[test]
fn annotations_are_found_counted_and_filtered_by_the_other_verbs() {
    let desk = Desk::new();
    desk.add(&[
        "--quote",
        "costs fell by half",
        "--note",
        "check the figures",
    ]);
    let other = |arguments: &[&str]| -> Vec<Value> {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        command.env_clear().env("HOME", desk.home.path());
        command.args(arguments).arg("-L").arg(desk.library.path());
        serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
    };
    let hits = other(&["search", "n:figures", "--json"]);
    assert_eq!(hits[0]["kind"], "annotation");
    assert_eq!(hits[0]["label"], "check the figures");
    assert_eq!(hits[0]["path"], "energy/grid.md");
    let at = |key: &str| hits[0][key].as_u64().unwrap() as usize;
    assert_eq!(&CLIP[at("start")..at("end")], "costs fell by half");
    assert_eq!(
        other(&["search", "half", "--hit", "annotation", "--json"]).len(),
        1
    );
    assert_eq!(other(&["list", "--json"])[0]["annotations"], 1);
    fs::write(
        desk.library.path().join("bare.md"),
        "Nothing is marked here.\n",
    )
    .unwrap();
    assert_eq!(other(&["list", "--json"]).len(), 2);
    assert_eq!(other(&["list", "--annotated", "--json"]).len(), 1);
}

#[test]
fn what_the_author_marked_is_taken_in_once() {
    let desk = Desk::new();
    let import = || desk.done(&["import", "--marks"]);
    assert!(import().starts_with("1 added"));
    assert!(
        import().starts_with("0 added, 0 updated"),
        "again makes no doubles"
    );
    desk.write(&CLIP.replace("# Storage", "A new beginning.\n\n# Storage"));
    assert!(import().starts_with("0 added, 0 updated"));
    let rows: Vec<Value> = serde_json::from_str(&desk.done(&["list", "--json"])).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (&rows[0]["quote"], &rows[0]["state"]),
        (&"marked passage".into(), &"sure".into())
    );
}

#[test]
fn the_library_may_be_named_before_what_is_done_with_it() {
    let desk = Desk::new();
    desk.add(&["--note", "whole"]);
    let library = desk.library.path().to_str().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        let command = command.env_clear().env("HOME", desk.home.path());
        command.arg("annotations").args(arguments).output().unwrap()
    };
    let output = run(&["-L", library, "export"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("whole"));
    let output = run(&["-L", library, "--marks", "export"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("stand behind it"));
}

#[test]
fn an_export_takes_the_form_of_its_ending_and_never_an_articles_place() {
    let desk = Desk::new();
    desk.add(&["--quote", "costs fell by half", "--note", "First."]);
    let table = desk.home.path().join("all.csv");
    desk.done(&["export", "-o", table.to_str().unwrap()]);
    let written = fs::read_to_string(&table).unwrap();
    assert!(written.starts_with("id,path,"), "{written}");
    let article = desk.library.path().join("energy/grid.md");
    let link = desk.home.path().join("link.md");
    std::os::unix::fs::symlink(&article, &link).unwrap();
    for path in [&article, &link] {
        for form in ["markdown", "csv", "jsonl"] {
            let path = path.to_str().unwrap();
            let output = desk.run(&["export", "--format", form, "-o", path]);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains("is an article of the library"), "{said}");
            assert_eq!(output.status.code(), Some(1));
        }
    }
    assert_eq!(fs::read_to_string(&article).unwrap(), CLIP);
}

#[test]
fn an_export_in_the_library_is_no_article_also_after_somebody_wrote_in_it() {
    let desk = Desk::new();
    desk.add(&["--quote", "costs fell by half", "--note", "First."]);
    let notes = desk.library.path().join("notes.md");
    desk.done(&["export", "-o", notes.to_str().unwrap()]);
    let written = fs::read_to_string(&notes).unwrap();
    fs::write(
        &notes,
        format!("---\ntitle: Mine\n---\nMy own words.\n\n{written}"),
    )
    .unwrap();
    // It can be written again where it is.
    desk.done(&["export", "-o", notes.to_str().unwrap()]);
    let mut command = Command::cargo_bin("postil").unwrap();
    command.env("XDG_CACHE_HOME", NO_CACHE);
    let listed = command
        .args(["list", "--json", "-L"])
        .arg(desk.library.path())
        .env("HOME", desk.home.path())
        .output()
        .unwrap();
    let articles: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(articles.as_array().unwrap().len(), 1, "{articles}");
    let said = String::from_utf8_lossy(&listed.stderr).into_owned();
    assert!(said.contains("1 things were skipped, 1 of which"), "{said}");
}
