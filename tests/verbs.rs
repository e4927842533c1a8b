//! The verbs as scripts use them: keys of their JSON, exit codes, what stands on which stream.

#![expect(
    clippy::unwrap_used,
    reason = "what tests are built of may fail them loudly"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use postil::library::reading_position::ReadingMarks;
use postil::store::library_files::LibraryFiles;
use postil::store::reading_log::ReadingLog;
use serde_json::Value;
use tempfile::TempDir;

/// Where no index can be kept, so that each test computes what it asks for.
const NO_CACHE: &str = "/dev/null/none";

const CLIP: &str = r#"---
title: "Chips and rules"
source: "https://www.example-forum.org/chips/?utm_source=x"
author:
  - "[[Example Forum]]"
  - "Ana Lima"
published: 2024-10-09
created: 2025-04-10
description: "On chips."
tags:
  - "Technology"
---
## Reach

In Uganda, [Huawei](https://example.com/a_\(2024\).pdf) sold cameras. The United Nations met. See [this](/about), <https://doi.org/10.1000/AB> and ![chart](https://example.com/c.png).

> The European Union [agreed](https://example.com/a_%282024%29.pdf "same").
"#;

const OTHER: &str = r"---
title: Other note
published: 2023-05
tags: [law]
---
Huawei again, in [the clip](http://example-forum.org/chips). See [[chips|the other]] and #law/eu.
";

/// A library of two articles, a broken one, and things that are no articles.
fn library() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("chips.md", CLIP);
    write("dir/other.markdown", OTHER);
    write(
        "dir/broken.md",
        "---\ntitle: \"a\ntags:\n---\nText\u{1b}[31m red \u{9b}2J.\n",
    );
    write(".hidden/secret.md", "hidden");
    write("notes.txt", "no article");
    folder
}

fn postil(args: &[&str], library: &Path) -> Output {
    let mut command = Command::cargo_bin("postil").unwrap();
    command.env("XDG_CACHE_HOME", NO_CACHE);
    command
        .env_remove("POSTIL_LIBRARY")
        .env("XDG_CONFIG_HOME", library)
        .arg("-L")
        .arg(library);
    command.args(args).output().unwrap()
}

/// The rows of a verb's JSON array.
fn rows(args: &[&str], library: &Path) -> Vec<Value> {
    let args = [args, &["--json"]].concat();
    let output = postil(&args, library);
    let text = String::from_utf8(output.stdout).unwrap();
    let parsed = serde_json::from_str(&text);
    parsed.unwrap_or_else(|error| panic!("{args:?}: {error}: {text}"))
}

fn row<'a>(rows: &'a [Value], key: &str, value: &str) -> &'a Value {
    let found = rows.iter().find(|row| row[key] == value);
    found.unwrap_or_else(|| panic!("no {key} {value} in {rows:#?}"))
}

fn keys(row: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = row
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn list_has_the_keys_that_scripts_rely_on() {
    let library = library();
    let plain = rows(&["list"], library.path());
    assert!(plain.iter().all(|row| row.get("entities").is_none()));
    let rows = rows(&["list", "--with", "entities"], library.path());
    assert_eq!(rows.len(), 3);
    let clip = row(&rows, "path", "chips.md");
    let wanted = [
        "annotations",
        "authors",
        "citations",
        "created",
        "description",
        "encoding",
        "entities",
        "language",
        "later",
        "path",
        "problems",
        "properties",
        "published",
        "reading_minutes",
        "site",
        "source",
        "starred",
        "tags",
        "title",
        "unread",
        "words",
    ];
    assert_eq!(keys(clip), wanted);
    assert_eq!(clip["title"], "Chips and rules");
    assert_eq!(clip["authors"][0]["name"], "Example Forum");
    assert_eq!(clip["authors"][0]["target"], "Example Forum");
    assert_eq!(clip["authors"][1]["target"], Value::Null);
    assert_eq!(
        (&clip["published"], &clip["site"]),
        (&"2024-10-09".into(), &"example-forum.org".into())
    );
    assert_eq!(clip["citations"], 4);
    assert_eq!(
        row(&rows, "path", "dir/other.markdown")["published"],
        "2023-05"
    );
    assert_eq!(
        row(&rows, "path", "dir/other.markdown")["source"],
        Value::Null
    );
}

#[test]
fn sources_are_grouped_and_cited_in_their_sentences() {
    let library = library();
    let found = rows(&["sources", "--citations"], library.path());
    let paper = row(&found, "url", "https://example.com/a_(2024).pdf");
    assert_eq!(
        (&paper["citations"], &paper["site"]),
        (&2.into(), &"example.com".into())
    );
    assert_eq!(paper["anchors"], serde_json::json!(["Huawei", "agreed"]));
    let cited = &paper["cited_by"][0];
    assert_eq!(
        keys(cited),
        [
            "anchor", "end", "path", "raw_url", "section", "sentence", "start"
        ]
    );
    assert_eq!(cited["sentence"], "In Uganda, Huawei sold cameras.");
    assert_eq!(
        (&cited["section"], &cited["raw_url"]),
        (&"Reach".into(), &"https://example.com/a_(2024).pdf".into())
    );
    let bytes = cited["start"].as_u64().unwrap() as usize..cited["end"].as_u64().unwrap() as usize;
    assert_eq!(
        &CLIP[bytes],
        "[Huawei](https://example.com/a_\\(2024\\).pdf)"
    );
    row(&found, "url", "https://www.example-forum.org/about");
    row(&found, "url", "https://doi.org/10.1000/ab");
    let clipped = row(&found, "article", "chips.md");
    assert_eq!(
        (&clipped["citations"], &clipped["title"]),
        (&1.into(), &"Chips and rules".into())
    );
    assert!(
        found
            .iter()
            .all(|row| row.get("own").is_none() && !row["url"].as_str().unwrap().ends_with("png"))
    );
}

#[test]
fn own_sources_are_listed_when_asked_for_and_never_count_as_citations() {
    let library = library();
    let own = rows(
        &["sources", "--own", "--article", "chips.md"],
        library.path(),
    );
    let clipped = row(&own, "article", "chips.md");
    assert_eq!(
        (&clipped["own"], &clipped["citations"]),
        (&true.into(), &0.into())
    );
    assert_eq!(own.len(), 4);
}

#[test]
fn entities_are_counted_with_their_mentions_on_request() {
    let library = library();
    let found = rows(&["entities", "--mentions"], library.path());
    let huawei = row(&found, "name", "Huawei");
    assert_eq!(
        keys(huawei),
        ["aliases", "articles", "kind", "mentions", "name", "places"]
    );
    assert_eq!(
        (&huawei["kind"], &huawei["articles"]),
        (&"organisation".into(), &2.into())
    );
    let place = &huawei["places"][0];
    assert_eq!(
        keys(place),
        ["end", "path", "section", "sentence", "start", "text"]
    );
    assert_eq!(
        (&place["text"], &place["sentence"]),
        (&"Huawei".into(), &"In Uganda, Huawei sold cameras.".into())
    );
    let only = rows(
        &["entities", "--kind", "place", "--entity", "uganda"],
        library.path(),
    );
    assert_eq!(only.len(), 1);
    let in_other = rows(&["entities", "--tag", "law"], library.path());
    assert_eq!(row(&in_other, "name", "Huawei")["mentions"], 1);
}

#[test]
fn filters_choose_the_same_articles_in_every_verb() {
    let library = library();
    for filter in [
        ["--author", "lima"],
        ["--after", "2024"],
        ["--site", "example-forum.org"],
        ["--match", "cameras"],
    ] {
        let args = [&["list"], &filter[..]].concat();
        let found = rows(&args, library.path());
        assert_eq!(found.len(), 1, "{filter:?}");
        assert_eq!(found[0]["path"], "chips.md");
    }
    assert_eq!(rows(&["list", "--limit", "2"], library.path()).len(), 2);
    assert!(rows(&["list", "--tag", "nothing"], library.path()).is_empty());
    let wrong = postil(&["list", "--kind", "thing"], library.path());
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn timeline_counts_articles_and_mentions_by_month() {
    let library = library();
    let months = rows(&["timeline"], library.path());
    let months: Vec<_> = months
        .iter()
        .map(|row| (&row["month"], &row["articles"]))
        .collect();
    assert_eq!(
        months,
        [
            (&"2023-05".into(), &1.into()),
            (&"2024-10".into(), &1.into())
        ]
    );
    let named = rows(&["timeline", "--entity", "Uganda"], library.path());
    assert_eq!(named.len(), 1);
    assert_eq!(
        (&named[0]["month"], &named[0]["mentions"]),
        (&"2024-10".into(), &1.into())
    );
}

#[test]
fn map_sets_two_kinds_against_each_other() {
    let library = library();
    let cells = rows(&["map"], library.path());
    assert_eq!(
        cells,
        [serde_json::json!({"row": "Huawei", "column": "Uganda", "sentences": 1, "articles": 1})]
    );
    let output = postil(&["map", "--csv"], library.path());
    assert_eq!(output.stdout, b",Uganda\r\nHuawei,1\r\n");
    let wrong = postil(&["map", "--rows", "thing"], library.path());
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn search_finds_or_fails() {
    let library = library();
    let found = rows(&["search", "huawei"], library.path());
    let wanted = [
        "detail", "end", "kind", "label", "matched", "path", "score", "start",
    ];
    assert_eq!(keys(row(&found, "kind", "entity")), wanted);
    let articles = rows(&["search", "chips", "--hit", "article"], library.path());
    assert_eq!(
        (&articles[0]["path"], &articles[0]["matched"][0]),
        (&"chips.md".into(), &serde_json::json!([0, 5]))
    );
    let exact = rows(&["search", "--exact", "united nations"], library.path());
    let bytes =
        exact[0]["start"].as_u64().unwrap() as usize..exact[0]["end"].as_u64().unwrap() as usize;
    assert_eq!(&CLIP[bytes], "United Nations");
    let nothing = postil(&["search", "qqqqqqqqqq", "--json"], library.path());
    assert_eq!(
        (nothing.status.code(), nothing.stdout),
        (Some(1), b"[]\n".to_vec())
    );
}

#[test]
fn show_gives_the_words_in_order() {
    let library = library();
    let output = postil(&["show", "chips.md", "--json"], library.path());
    let shown: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(keys(&shown), ["blocks", "outline", "path", "text", "title"]);
    assert_eq!(shown["outline"][0]["text"], "Reach");
    assert!(
        shown["text"]
            .as_str()
            .unwrap()
            .contains("In Uganda, Huawei sold cameras. The United Nations met.")
    );
    let output = postil(
        &["show", "Chips and rules", "--width", "20"],
        library.path(),
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.lines().all(|line| line.chars().count() <= 20),
        "{text}"
    );
    let unwrapped = postil(&["show", "chips"], library.path());
    let text = String::from_utf8(unwrapped.stdout).unwrap();
    assert!(
        text.contains("In Uganda, Huawei sold cameras. The United Nations met. See this"),
        "{text}"
    );
    assert_eq!(
        postil(&["show", "nothing.md"], library.path())
            .status
            .code(),
        Some(1)
    );
    assert_eq!(
        postil(&["show", "../../etc/passwd"], library.path())
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn check_names_what_is_wrong_and_fails_for_more_than_hints() {
    let library = library();
    let found = rows(&["check"], library.path());
    let broken = row(&found, "path", "dir/broken.md");
    assert_eq!(
        keys(broken),
        [
            "code",
            "column",
            "line",
            "path",
            "reason",
            "recovered",
            "severity"
        ]
    );
    assert_eq!(postil(&["check"], library.path()).status.code(), Some(1));
    let sound = postil(
        &["check", "--article", "dir/other.markdown"],
        library.path(),
    );
    assert_eq!(sound.status.code(), Some(0));
}

#[test]
fn hints_are_told_and_do_not_fail_a_check() {
    let library = TempDir::new().unwrap();
    fs::write(library.path().join("a.md"), "---\ntitle: A\n---\nText.\n").unwrap();
    fs::write(library.path().join("b.md"), "---\npublished: 2024\n---\n").unwrap();
    let found = rows(&["check"], library.path());
    assert_eq!(row(&found, "path", "a.md")["code"], "date-missing");
    assert_eq!(row(&found, "path", "b.md")["code"], "empty-body");
    assert!(found.iter().all(|problem| problem["severity"] == "hint"));
    assert_eq!(postil(&["check"], library.path()).status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn what_was_not_read_is_told() {
    let library = library();
    std::os::unix::fs::symlink("/etc/hostname", library.path().join("out.md")).unwrap();
    let found = rows(&["check"], library.path());
    assert_eq!(row(&found, "path", "out.md")["code"], "link-outside");
    let chosen = rows(&["check", "--article", "chips.md"], library.path());
    assert!(chosen.iter().all(|problem| problem["path"] == "chips.md"));
    let told = String::from_utf8(postil(&["list"], library.path()).stderr).unwrap();
    assert_eq!(
        told,
        "postil: 2 things were skipped, 1 of which `postil check` explains\n"
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::Stdio;
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("postil"))
        .args(["-L", concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")])
        .args(["--no-index", "entities", "--mentions", "--jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stderr)),
        (Some(0), Ok(String::new()))
    );
}

#[test]
fn the_library_is_also_named_by_the_environment() {
    let library = library();
    let output = Command::cargo_bin("postil")
        .unwrap()
        .env("XDG_CACHE_HOME", NO_CACHE)
        .env("POSTIL_LIBRARY", library.path())
        .args(["list", "--jsonl"])
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), 3);
}

#[test]
fn no_control_of_an_article_reaches_the_output_of_any_verb() {
    let library = library();
    let verbs: [&[&str]; 6] = [
        &["list"],
        &["entities", "--mentions"],
        &["sources", "--citations"],
        &["check"],
        &["show", "dir/broken.md"],
        &["search", "--exact", "red"],
    ];
    for verb in verbs {
        for form in [&[][..], &["--json"], &["--jsonl"]] {
            let output = postil(&[verb, form].concat(), library.path());
            let text = String::from_utf8(output.stdout).unwrap();
            let control = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!text.contains(control), "{verb:?} {form:?}: {text:?}");
        }
    }
}

#[test]
fn shells_and_man_know_every_verb() {
    for args in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["man"],
    ] {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        let output = command.args(args).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{args:?}");
        for verb in ["list", "show", "entities", "search", "annotations", "check"] {
            assert!(text.to_lowercase().contains(verb), "{args:?} lacks {verb}");
        }
    }
}

#[test]
fn the_bundled_library_is_read_when_none_is_named_and_said_so() {
    let mut command = Command::cargo_bin("postil").unwrap();
    command.env("XDG_CACHE_HOME", NO_CACHE);
    let output = command
        .env_remove("POSTIL_LIBRARY")
        .args(["list", "--jsonl"])
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.lines().count() >= 14);
    assert!(
        lines
            .lines()
            .all(|line| serde_json::from_str::<Value>(line).is_ok())
    );
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("bundled library")
    );
}

#[test]
fn without_a_terminal_the_explorer_names_a_verb_instead() {
    let library = library();
    let output = postil(&[], library.path());
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("postil list") && told.lines().count() == 1,
        "{told}"
    );
    assert!(output.stdout.is_empty());
    assert_eq!(
        postil(&["list", "--no-such-flag"], library.path())
            .status
            .code(),
        Some(2)
    );
    let missing = library.path().join("nowhere");
    assert_eq!(postil(&["list"], &missing).status.code(), Some(1));
}

/// A folder of the corpora, which must be there.
fn corpus(name: &str) -> PathBuf {
    let corpora = std::env::var_os("POSTIL_CORPORA").unwrap();
    Path::new(&corpora).join(name)
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn the_clip_of_the_corpus_is_known_whole() {
    let seed = corpus("seed");
    let list = rows(&["list"], &seed);
    assert_eq!(list.len(), 1);
    assert_eq!(list[0]["authors"][0]["name"], "East Asia Forum");
    assert_eq!(
        (&list[0]["published"], &list[0]["citations"]),
        (&"2024-10-09".into(), &30.into())
    );
    let sources = rows(&["sources", "--citations"], &seed);
    assert_eq!(sources.len(), 30);
    let mut sites: Vec<&str> = sources
        .iter()
        .map(|source| source["site"].as_str().unwrap())
        .collect();
    sites.sort_unstable();
    sites.dedup();
    assert!((25..=27).contains(&sites.len()), "{sites:?}");
    let report =
        "https://www.europarl.europa.eu/RegData/etudes/IDAN/2024/754450/EXPO_IDA(2024)754450";
    for url in [
        &format!("{report}_EN.pdf"),
        &format!("{report}(SUM01)_EN.pdf"),
        "https://doi.org/10.59425/eabc.1728511200",
    ] {
        row(&sources, "url", url);
    }
    for cited in sources.iter().map(|source| &source["cited_by"][0]) {
        let sentence = cited["sentence"].as_str().unwrap();
        let anchor = cited["anchor"].as_str().unwrap();
        assert!(sentence.contains(anchor), "{anchor}: {sentence}");
    }
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn the_names_of_the_corpus_have_their_kinds() {
    let seed = corpus("seed");
    let found = rows(&["entities"], &seed);
    let wanted: [(&str, &[&str]); 4] = [
        (
            "place",
            &[
                "China",
                "Saudi Arabia",
                "Uganda",
                "South Africa",
                "Zimbabwe",
                "Ecuador",
                "United States",
            ],
        ),
        (
            "organisation",
            &["European Union", "United Nations", "SenseTime", "Dahua"],
        ),
        (
            "organisation",
            &["Huawei", "CloudWalk", "Australian National University"],
        ),
        ("person", &["Benjamin Herscovitch"]),
    ];
    for (kind, names) in wanted {
        for name in names {
            assert_eq!(row(&found, "name", name)["kind"], kind, "{name}");
        }
    }
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn corpus_every_verb_ends_well_over_a_folder_from_outside() {
    let library = corpus("digitalgov/content/news/2014/05");
    let articles = rows(&["list"], &library).len();
    assert!(articles > 40);
    for verb in [&["entities"][..], &["sources"], &["search", "design"]] {
        assert!(!rows(verb, &library).is_empty(), "{verb:?}");
    }
    assert_eq!(postil(&["check"], &library).status.code(), Some(0));
}

#[test]
fn the_doctor_says_what_was_found_out_and_what_is_amiss() {
    let folder = library();
    let rows = |environment: &[(&str, &str)]| -> (Vec<Value>, Option<i32>) {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        let command = command.env_clear().env("HOME", folder.path());
        let library = ["doctor", "--json", "-L", folder.path().to_str().unwrap()];
        let output = command.envs(environment.iter().copied()).args(library);
        let output = output.output().unwrap();
        let rows = serde_json::from_slice(&output.stdout).unwrap();
        (rows, output.status.code())
    };
    let found = |rows: &[Value], about: &str| -> String {
        let row = rows.iter().find(|row| row["about"] == about).unwrap();
        format!(
            "{}: {}",
            row["found"].as_str().unwrap(),
            row["why"].as_str().unwrap()
        )
    };
    let (plain, status) = rows(&[("TERM", "xterm-256color"), ("LANG", "de_DE.UTF-8")]);
    assert_eq!(status, Some(0), "{plain:?}");
    assert_eq!(found(&plain, "colours"), "256: TERM=xterm-256color");
    assert_eq!(found(&plain, "signs"), "Unicode: LANG=de_DE.UTF-8");
    assert!(found(&plain, "library").contains("3 articles"));
    std::os::unix::fs::symlink("/nowhere", folder.path().join("gone.md")).unwrap();
    let config = folder.path().join(".config/postil");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.yaml"), "theme: [\n").unwrap();
    let (odd, status) = rows(&[("NO_COLOR", "1"), ("SSH_TTY", "/dev/pts/1")]);
    assert_eq!(status, Some(1));
    assert_eq!(found(&odd, "colours"), "none: NO_COLOR=1");
    assert!(found(&odd, "links").contains("SSH_TTY is set"));
    assert!(found(&odd, "config").contains("cannot be used"));
    assert!(found(&odd, "not read").starts_with("gone.md"));
}

/// What a verb says on standard error, with its exit status.
fn told(args: &[&str], library: &Path) -> (String, Option<i32>) {
    let output = postil(args, library);
    (
        String::from_utf8(output.stderr).unwrap(),
        output.status.code(),
    )
}

#[test]
fn a_value_that_cannot_be_meant_is_refused_with_what_can() {
    let library = library();
    for (args, words) in [
        (&["list", "--kind", "persn"][..], "did you mean person?"),
        (&["list", "--before", "2024-02-30"], "2024-05-31"),
        (&["list", "--match", "law after:foo"], "letter 5: after:foo"),
        (&["list", "--match", "kind:foo"], "a kind is person"),
        (&["search", "is:stared"], "annotated"),
        (&["search", "!kind:foo"], "letter 1: !kind:foo"),
        (
            &["list", "--filter", "nothing"],
            "no filter is called nothing",
        ),
        (&["search", "filter:nothing"], "no filter is called nothing"),
        (
            &["annotations", "list", "--state", "sur"],
            "did you mean sure?",
        ),
        (&["map", "--rows", "plce"], "did you mean place?"),
        (
            &["curate", "hide", "Huawei", "--kind", "thing"],
            "a kind is person",
        ),
        (&["curate", "add", "Lusaka", "plase"], "did you mean place?"),
        (
            &[
                "annotations",
                "add",
                "chips.md",
                "--note",
                "x",
                "--colour",
                "gren",
            ],
            "did you mean green?",
        ),
    ] {
        let (told, status) = told(args, library.path());
        assert_eq!(status, Some(2), "{args:?}: {told}");
        assert!(told.contains(words), "{args:?}: {told}");
    }
}

#[test]
fn what_the_library_does_not_hold_is_said_with_the_nearest_that_it_does() {
    let library = library();
    for (args, words) in [
        (
            &["list", "--entity", "Hauwei"][..],
            "no article names Hauwei; did you mean Huawei?",
        ),
        (&["entities", "--entity", "Hauwei"], "did you mean Huawei?"),
        (
            &["list", "--site", "exmple-forum.org"],
            "did you mean example-forum.org?",
        ),
        (
            &["sources", "--site", "exampl.com"],
            "did you mean example.com?",
        ),
        (
            &["list", "--tag", "lawe"],
            "no article has the tag lawe; did you mean law?",
        ),
        (&["list", "--author", "Lyma"], "no article is by Lyma"),
        (
            &["list", "--match", "!site:nowhere.org | tag:tehnology"],
            "did you mean Technology?",
        ),
        (&["check", "--article", "chip.md"], "did you mean chips.md?"),
        (
            &["annotations", "list", "--colour", "gren"],
            "did you mean green?",
        ),
    ] {
        let (told, status) = told(args, library.path());
        assert!(status.is_some_and(|status| status < 2), "{args:?}: {told}");
        let lines: Vec<&str> = told.lines().filter(|line| line.contains(words)).collect();
        assert_eq!(lines.len(), 1, "{args:?}: {told}");
    }
    let (told, _) = told(
        &["list", "--match", "stie:nist.gov 10:30 https://a.org"],
        library.path(),
    );
    assert_eq!(
        told.lines()
            .filter(|line| line.contains("did you mean site:"))
            .count(),
        1,
        "{told}"
    );
}

#[test]
fn a_match_reads_the_whole_language_of_the_box() {
    let library = library();
    fs::create_dir_all(library.path().join("postil")).unwrap();
    let config = "filters:\n  legal: \"tag:law\"\n  recent: \"after:1y\"\n";
    fs::write(library.path().join("postil/config.yaml"), config).unwrap();
    let found = |typed: &str| -> Vec<String> {
        let rows = rows(&["list", "--match", typed], library.path());
        let path = |row: &Value| row["path"].as_str().unwrap().to_owned();
        rows.iter().map(path).collect()
    };
    let (chips, other) = ("chips.md", "dir/other.markdown");
    for (typed, paths) in [
        ("tag:technology", vec![chips]),
        ("huawei !tag:technology", vec![other]),
        ("site:example-forum", vec![chips]),
        ("site:example | tag:law", vec![chips, other]),
        ("filter:legal", vec![other]),
        ("filter:recent", vec![]),
        ("\"On chips\"", vec![chips]),
        ("cameras | clip huawei", vec![chips, other]),
        ("e: uganda", vec![chips]),
        ("^other", vec![other]),
    ] {
        assert_eq!(found(typed), paths, "{typed}");
    }
    let by_name = rows(&["list", "--filter", "legal"], library.path());
    assert_eq!(by_name.len(), 1);
}

#[test]
fn what_the_front_matter_says_is_searched() {
    let library = TempDir::new().unwrap();
    let clip = "---\ntitle: Rules\ndescription: On the zeppelin question.\naliases: [\"Codex Volandi\", 飛行規則]\n\
        publisher: \"Gazette of Airmen\"\nserial:\n  - Dirigible Letters\nslug: rules-of-the-dirigible-age\nimage: https://example.org/hangar.png\ndraft: true\n---\nText.\n";
    fs::write(library.path().join("a.md"), clip).unwrap();
    fs::write(library.path().join("b.md"), "# Other\n\nNothing of it.\n").unwrap();
    for typed in [
        "zeppelin",
        "codex volandi",
        "'飛行規則",
        "airmen",
        "dirigible letters",
    ] {
        let found = rows(&["search", typed], library.path());
        assert_eq!(
            (found.len(), &found[0]["path"]),
            (1, &"a.md".into()),
            "{typed}"
        );
        assert_eq!(
            rows(&["list", "--match", typed], library.path()).len(),
            1,
            "{typed}"
        );
    }
    // Another name is said, since the title does not tell why the article is here.
    let found = rows(&["search", "codex volandi"], library.path());
    assert_eq!(
        (&found[0]["label"], &found[0]["detail"]),
        (&"Rules".into(), &"also Codex Volandi".into())
    );
    for typed in ["hangar", "'true"] {
        let output = postil(&["search", typed], library.path());
        assert!(!output.status.success(), "{typed}");
    }
}

#[test]
fn words_are_found_with_their_readings_and_without() {
    let library = TempDir::new().unwrap();
    let clip = "# Ruby\n\n毎日<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を<ruby>読<rt>よ</rt></ruby>む人。\n";
    fs::write(library.path().join("a.md"), clip).unwrap();
    fs::write(
        library.path().join("b.md"),
        "# Plain\n\n毎日漢字を書く人。\n",
    )
    .unwrap();
    for typed in [
        "漢字を読む",
        "毎日漢字を読む人",
        "かんじ",
        "漢字(かんじ)を読",
    ] {
        let found = rows(&["search", typed], library.path());
        assert_eq!(found.len(), 1, "{typed}: {found:?}");
        assert_eq!(
            (&found[0]["kind"], &found[0]["path"]),
            (&"passage".into(), &"a.md".into())
        );
        assert_eq!(
            rows(&["search", "--exact", typed], library.path()).len(),
            1,
            "{typed}"
        );
        assert_eq!(
            rows(&["list", "--match", typed], library.path()).len(),
            1,
            "{typed}"
        );
        assert_eq!(
            rows(&["list", "--match", &format!("!{typed}")], library.path()).len(),
            1
        );
    }
    assert_eq!(
        rows(&["search", "--exact", "漢字"], library.path()).len(),
        2
    );
    // What is lit is the words with their readings.
    let found = rows(&["search", "--exact", "漢字を"], library.path());
    let label = found[0]["label"].as_str().unwrap();
    let lit: Vec<usize> = serde_json::from_value(found[0]["matched"][0].clone()).unwrap();
    assert_eq!(&label[lit[0]..lit[1]], "漢字(かんじ)を");
}

#[test]
fn a_bar_finds_what_either_side_finds() {
    let library = library();
    let found = rows(
        &["search", "huawei | uganda", "--hit", "entity"],
        library.path(),
    );
    let labels: Vec<&str> = found
        .iter()
        .map(|row| row["label"].as_str().unwrap())
        .collect();
    assert!(
        labels.contains(&"Huawei") && labels.contains(&"Uganda"),
        "{labels:?}"
    );
}

#[test]
fn damaged_annotations_are_among_the_problems() {
    let library = library();
    fs::create_dir_all(library.path().join("annotations")).unwrap();
    fs::write(library.path().join("annotations/x.json"), "{").unwrap();
    let found = rows(&["check"], library.path());
    let damaged = row(&found, "code", "annotation-damaged");
    assert_eq!(
        (&damaged["path"], &damaged["severity"]),
        (&"annotations/x.json".into(), &"error".into())
    );
}

/// The verbs below some words of the command line that have none below them, from their own help.
fn leaves(words: &[String], found: &mut Vec<Vec<String>>) {
    let mut command = Command::cargo_bin("postil").unwrap();
    command.env("XDG_CACHE_HOME", NO_CACHE);
    let help = command.args(words).arg("--help").output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let below = help.split("Commands:\n").nth(1).unwrap_or_default();
    let below = below.lines().take_while(|line| !line.is_empty());
    let named = below.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let verbs: Vec<&str> = named
        .filter(|name| !name.is_empty() && *name != "help")
        .collect();
    for verb in &verbs {
        leaves(&[words, &[(*verb).to_owned()]].concat(), found);
    }
    if verbs.is_empty() {
        found.push(words.to_vec());
    }
}

#[test]
fn a_flag_that_a_verb_takes_does_something_or_is_refused() {
    let mut verbs = Vec::new();
    leaves(&[], &mut verbs);
    assert!(verbs.len() > 30, "{verbs:?}");
    for verb in &verbs {
        let library = library();
        let import = library.path().join("in.json");
        fs::write(&import, "[]").unwrap();
        let added = postil(
            &["annotations", "add", "chips.md", "--note", "x"],
            library.path(),
        );
        let id = String::from_utf8(added.stdout).unwrap().trim().to_owned();
        let words: Vec<&str> = verb.iter().map(String::as_str).collect();
        let more: Vec<&str> = match words[..] {
            ["show"] => vec!["chips.md"],
            ["search"] => vec!["huawei"],
            ["completions"] => vec!["bash"],
            ["annotations", "add"] => vec!["chips.md", "--note", "y"],
            ["annotations", "edit"] => vec![&id, "--note", "z"],
            ["annotations", "delete"] => vec![&id],
            ["annotations", "reattach"] => vec![&id, "--quote", "cameras"],
            ["annotations", "import"] => vec!["--format", "w3c", import.to_str().unwrap()],
            ["curate", "merge"] => vec!["Huawei", "--into", "Uganda"],
            ["curate", "split"] => vec!["Huawei", "Huawei"],
            ["curate", "rename"] => vec!["Huawei", "Hua"],
            ["curate", "kind"] => vec!["Huawei", "person"],
            ["curate", "hide" | "unhide"] => vec!["Huawei"],
            ["curate", "apart"] => vec!["Huawei", "Uganda"],
            ["curate", "add"] => vec!["Lusaka", "place"],
            ["curate", "undo"] => vec!["0"],
            _ => Vec::new(),
        };
        let run = |flags: &[&str]| {
            let mut command = Command::cargo_bin("postil").unwrap();
            command.env("XDG_CACHE_HOME", NO_CACHE);
            let command = command
                .env_remove("POSTIL_LIBRARY")
                .args(&words)
                .args(&more)
                .args(flags);
            command
                .env("XDG_CONFIG_HOME", library.path())
                .env("XDG_DATA_HOME", library.path());
            command.write_stdin("").output().unwrap()
        };
        let nowhere = run(&["-L", "/nowhere"]);
        let told = String::from_utf8(nowhere.stderr).unwrap();
        let refused = nowhere.status.code() == Some(2);
        assert!(
            refused || told.contains("/nowhere") || words == ["demo"],
            "{verb:?} -L: {told}"
        );
        for form in ["--json", "--jsonl"] {
            let here = ["-L", library.path().to_str().unwrap(), form];
            let output = run(if refused { &here[2..] } else { &here });
            let data = String::from_utf8(output.stdout).unwrap();
            let is_json = match form {
                "--json" => serde_json::from_str::<Value>(&data).is_ok(),
                _ => data
                    .lines()
                    .all(|line| serde_json::from_str::<Value>(line).is_ok()),
            };
            let told = String::from_utf8(output.stderr).unwrap();
            let failed = output.status.code() == Some(1) && data.is_empty() && !told.is_empty();
            let is_refused = output.status.code() == Some(2) && told.contains(form);
            assert!(
                is_json || is_refused || failed,
                "{verb:?} {form}: {data}{told}"
            );
        }
    }
}

#[test]
fn a_library_before_a_verb_is_the_library_of_the_verb() {
    let library = library();
    let folder = library.path().to_str().unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::cargo_bin("postil").unwrap();
        command.env("XDG_CACHE_HOME", NO_CACHE);
        command
            .env_remove("POSTIL_LIBRARY")
            .args(args)
            .output()
            .unwrap()
    };
    let before = run(&[folder, "list", "--json"]);
    assert_eq!(before.stdout, run(&["list", "--json", "-L", folder]).stdout);
    assert!(
        !String::from_utf8(before.stderr)
            .unwrap()
            .contains("bundled")
    );
    assert_eq!(run(&[folder, "list", "-L", folder]).status.code(), Some(2));
    for args in [
        &[folder, "man"][..],
        &[folder, "demo"],
        &["--json"],
        &["man", "--json"],
        &["config", "path", "--json"],
    ] {
        assert_eq!(run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_limit_takes_the_first_of_the_order_that_was_asked_for() {
    let library = library();
    for colour in ["red", "yellow", "blue"] {
        let args = [
            "annotations",
            "add",
            "chips.md",
            "--quote",
            "Huawei",
            "--colour",
            colour,
        ];
        assert!(postil(&args, library.path()).status.success());
    }
    let first = rows(
        &["annotations", "list", "--sort", "colour", "--limit", "1"],
        library.path(),
    );
    assert_eq!((first.len(), &first[0]["colour"]), (1, &"blue".into()));
    let exported = postil(
        &["annotations", "export", "--format", "jsonl", "--limit", "2"],
        library.path(),
    );
    let lines = String::from_utf8(exported.stdout).unwrap();
    assert_eq!(lines.lines().count(), 2);
    for args in [
        &["map", "--csv"][..],
        &["show", "chips.md", "--plain"],
        &["annotations", "export", "--format", "csv"],
    ] {
        let both = postil(&[args, &["--json"]].concat(), library.path());
        assert_eq!(both.status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn sources_say_what_they_are_and_what_is_not_clipped() {
    let library = library();
    let found = rows(&["sources"], library.path());
    let told = |url: &str| {
        let source = row(&found, "url", url);
        (source["kind"].clone(), source["clipped"].clone())
    };
    let kind = |name: &str, clipped: bool| (Value::from(name), Value::from(clipped));
    assert_eq!(told("https://example.com/a_(2024).pdf"), kind("pdf", false));
    assert_eq!(told("https://doi.org/10.1000/ab"), kind("paper", false));
    let clips: Vec<&Value> = found.iter().filter(|row| row["clipped"] == true).collect();
    assert_eq!(clips.len(), 1);
    assert_eq!(clips[0]["article"], "chips.md");
    let unclipped = rows(
        &["sources", "--unclipped", "--sort", "citations"],
        library.path(),
    );
    assert_eq!(unclipped.len(), found.len() - 1);
    assert!(unclipped.iter().all(|row| row["article"].is_null()));
    assert!(unclipped.is_sorted_by_key(|row| std::cmp::Reverse(row["citations"].as_u64())));
    assert_eq!(unclipped[0]["url"], "https://example.com/a_(2024).pdf");
    let newest = rows(&["sources", "--sort", "newest"], library.path());
    assert_eq!(
        newest.last().unwrap()["article"],
        "chips.md",
        "only the older note cites it"
    );
}

#[test]
fn a_page_is_joined_with_its_copies_and_its_address_is_the_page_s() {
    let folder = TempDir::new().unwrap();
    let clip =
        "---\ntitle: Clip\nsource: https://e.org/a-long-story?ref=news.example.com\n---\nText.\n";
    fs::write(folder.path().join("clip.md"), clip).unwrap();
    let citing = "[One](https://web.archive.org/web/2020/http://www.e.org/a-long-story) and \
        [two](https://amp.e.org/a-long-story) and [three](https://web.archive.org/web/2020/https://o.org/b).\n";
    fs::write(folder.path().join("citing.md"), citing).unwrap();
    let found = rows(&["sources"], folder.path());
    let told: Vec<_> = found
        .iter()
        .map(|row| {
            (
                row["url"].as_str().unwrap(),
                &row["citations"],
                row["clipped"] == true,
            )
        })
        .collect();
    let archived = "https://web.archive.org/web/2020/https://o.org/b";
    let page = "https://e.org/a-long-story";
    assert_eq!(
        told,
        [(page, &2.into(), true), (archived, &1.into(), false)]
    );
    assert_eq!(found[1]["kind"], "archive");
    assert_eq!(rows(&["sources", "--unclipped"], folder.path()).len(), 1);
}

#[test]
fn the_list_prints_references_that_programs_read() {
    let library = library();
    let printed = |form: &str| {
        let output = postil(
            &["list", "--format", form, "--article", "chips.md"],
            library.path(),
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let csl: Value = serde_json::from_str(&printed("csl-json")).unwrap();
    let item = &csl[0];
    assert_eq!(item["id"], "example2024chips");
    assert_eq!(
        item["author"],
        serde_json::json!([{"literal": "Example Forum"}, {"family": "Lima", "given": "Ana"}])
    );
    assert_eq!(
        item["accessed"]["date-parts"],
        serde_json::json!([[2025, 4, 10]])
    );
    let bibtex = printed("bibtex");
    assert!(bibtex.starts_with("@misc{example2024chips,\n"), "{bibtex}");
    assert!(bibtex.contains("urldate = {2025-04-10}"), "{bibtex}");
    let ris = printed("ris");
    assert!(
        ris.starts_with("TY  - ELEC\r\n") && ris.contains("\r\nY2  - 2025/04/10/\r\n"),
        "{ris}"
    );
    let refused = postil(&["list", "--format", "ris", "--json"], library.path());
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn the_list_says_what_was_read_and_marked_and_every_property() {
    let library = library();
    let clip = "---\ntitle: Own\nrating: 5 of 5\n---\nText.\n";
    fs::write(library.path().join("own.md"), clip).unwrap();
    let state = TempDir::new().unwrap();
    let files = LibraryFiles::open(library.path()).unwrap();
    let mut log = ReadingLog::at(&state.path().join("postil"), &files);
    let marks = |starred, later, unread| ReadingMarks {
        starred,
        later,
        unread,
    };
    log.mark("chips.md".into(), marks(true, false, true));
    log.mark("own.md".into(), marks(false, true, false));
    let read = ["chips.md", "own.md"].map(|path| (path.to_owned(), 0));
    log.write(&read.into()).unwrap();
    let rows = |args: &[&str]| {
        let mut command = Command::cargo_bin("postil").unwrap();
        command
            .env("XDG_CACHE_HOME", NO_CACHE)
            .env("XDG_STATE_HOME", state.path());
        command
            .env("XDG_CONFIG_HOME", library.path())
            .arg("-L")
            .arg(library.path());
        let output = command.args(args).arg("--json").output().unwrap();
        let rows: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        rows
    };
    let all = rows(&["list"]);
    let told = |path: &str| {
        let row = row(&all, "path", path);
        ["starred", "later", "unread"].map(|key| row[key].as_bool().unwrap())
    };
    assert_eq!(told("chips.md"), [true, false, true]);
    assert_eq!(told("own.md"), [false, true, false]);
    assert_eq!(told("dir/other.markdown"), [false, false, true]);
    assert_eq!(
        row(&all, "path", "own.md")["properties"]["rating"],
        "5 of 5"
    );
    let paths = |query: &str| -> Vec<String> {
        let rows = rows(&["list", "--match", query]);
        rows.iter()
            .map(|row| row["path"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(paths("is:starred"), ["chips.md"]);
    assert_eq!(paths("is:later"), ["own.md"]);
    assert_eq!(paths("!is:unread"), ["own.md"]);
    let refused = postil(&["list", "--match", "is:stared"], library.path());
    assert_eq!(refused.status.code(), Some(2));
}
