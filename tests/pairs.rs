//! What joins two names, held against a count of its own: of the sentences in which `postil entities` shows each mention.

#![expect(
    clippy::unwrap_used,
    reason = "what tests are built of may fail them loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Output;

use assert_cmd::Command;
use postil::library::contents::Library;
use postil::library::pair::PairEvidence;
use postil::names::pipeline::Names;
use postil::runtime::load;
use postil::store::library_files::LibraryFiles;
use postil::text::path;
use serde_json::Value;

fn postil(args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("postil").unwrap();
    command
        .env("XDG_CACHE_HOME", "/dev/null/none")
        .env("XDG_CONFIG_HOME", "/none")
        .args(["-L", "seeds"])
        .args(args);
    command.output().unwrap()
}

fn json(args: &[&str]) -> Value {
    let output = postil(args);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A sentence of an article, by its words.
type Sentence = (String, String);

/// The sentences that name each entity, as the verb prints them.
fn told() -> BTreeMap<(String, String), BTreeSet<Sentence>> {
    let entities = json(&["entities", "--mentions", "--all-kinds", "--json"]);
    let text = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
    let of_entity = |entity: &Value| {
        let places = entity["places"].as_array().unwrap().iter();
        let sentences = places.map(|place| (text(place, "path"), text(place, "sentence")));
        (
            (text(entity, "kind"), text(entity, "name")),
            sentences.collect(),
        )
    };
    entities.as_array().unwrap().iter().map(of_entity).collect()
}

fn library() -> Library {
    load::whole(&LibraryFiles::Bundled, Names::embedded().unwrap())
}

#[test]
fn the_sentences_of_every_pair_are_those_in_which_both_are_told() {
    let (library, told) = (library(), told());
    let entities = library.entities();
    assert_eq!(entities.len(), told.len());
    let key = |number: usize| {
        let entity = &entities[number];
        (entity.kind.name().to_owned(), entity.name.to_string())
    };
    let mut pairs = 0;
    for one in 0..entities.len() {
        for other in one + 1..entities.len() {
            let sides = ([entities[one].as_ref()], [entities[other].as_ref()]);
            let pair = PairEvidence::of(&library, (&sides.0, &sides.1), |_| true);
            let of_joint = |joint: &postil::library::pair::Joint<'_>| {
                let path = path::written(&joint.article.path).text;
                (path, joint.words().to_string())
            };
            let found: BTreeSet<Sentence> = pair.sentences.iter().map(of_joint).collect();
            let (a, b) = (&told[&key(one)], &told[&key(other)]);
            let wanted: BTreeSet<Sentence> = a.intersection(b).cloned().collect();
            assert_eq!(found, wanted, "{:?} {:?}", key(one), key(other));
            let paths = |sentences: &BTreeSet<Sentence>| -> BTreeSet<String> {
                sentences.iter().map(|(path, _)| path.clone()).collect()
            };
            assert_eq!(
                pair.articles.len(),
                paths(a).intersection(&paths(b)).count()
            );
            pairs += usize::from(!wanted.is_empty());
        }
    }
    assert!(pairs > 500, "{pairs}");
}

#[test]
fn every_joint_holds_both_names_and_cites_what_stands_in_it() {
    let sources = json(&["sources", "--citations", "--json"]);
    for (a, b) in [
        ("Huawei", "Uganda"),
        ("China", "United States"),
        ("NIST", "AI"),
    ] {
        let pair = json(&["pair", a, b, "--json"]);
        let names = [&pair["a"], &pair["b"]].map(|name| name.as_str().unwrap());
        let joints = pair["sentences"].as_array().unwrap().iter();
        for joint in joints.chain(pair["paragraphs"].as_array().unwrap()) {
            let path = joint["path"].as_str().unwrap();
            let file = std::fs::read_to_string(format!("seeds/{path}")).unwrap();
            let at = |key: &str| joint[key].as_u64().unwrap() as usize;
            assert!(at("start") < at("end") && file.get(at("start")..at("end")).is_some());
            let cites = joint["cites"].as_array().unwrap().iter();
            let cites: Vec<&str> = cites.map(|page| page["url"].as_str().unwrap()).collect();
            let sentence = joint["sentence"].as_str().unwrap();
            let expected = sources.as_array().unwrap().iter().filter(|source| {
                let citations = source["cited_by"].as_array().unwrap();
                citations.iter().any(|one| {
                    let within = one["sentence"].as_str().unwrap();
                    one["path"] == path && sentence.contains(within)
                })
            });
            let expected: BTreeSet<&str> =
                expected.map(|one| one["url"].as_str().unwrap()).collect();
            assert_eq!(
                cites.into_iter().collect::<BTreeSet<_>>(),
                expected,
                "{names:?} {sentence}"
            );
        }
    }
}

#[test]
fn a_pair_has_the_keys_that_scripts_rely_on() {
    let pair = json(&["pair", "huawei", "Uganda", "--json"]);
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(
        (&pair["a"], &pair["b"]),
        (&"Huawei".into(), &"Uganda".into())
    );
    assert_eq!(
        keys(&pair),
        ["a", "articles", "b", "paragraphs", "sentences"]
    );
    let sentence = &pair["sentences"][0];
    let wanted = [
        "cites",
        "end",
        "path",
        "published",
        "section",
        "sentence",
        "start",
        "title",
    ];
    assert_eq!(keys(sentence), wanted);
    assert_eq!(keys(&pair["paragraphs"][0]), wanted);
    assert_eq!(keys(&pair["articles"][0]), ["path", "title"]);
    assert_eq!(keys(&sentence["cites"][0]), ["article", "url"]);
    assert_eq!(sentence["cites"][0]["article"], Value::Null);
    let clip = "The Global Expansion of AI Surveillance.md";
    let clipped = pair["paragraphs"][1]["cites"].as_array().unwrap().iter();
    assert!(
        clipped.into_iter().any(|page| page["article"] == clip),
        "{pair:#}"
    );
    let file = std::fs::read_to_string(format!("seeds/{clip}")).unwrap();
    let at = |key: &str| sentence[key].as_u64().unwrap() as usize;
    let stretch = &file[at("start")..at("end")];
    assert!(
        stretch.starts_with("Huawei staff") && stretch.ends_with("Uganda"),
        "{stretch}"
    );
    let filtered = json(&["pair", "Huawei", "Uganda", "--before", "2020", "--json"]);
    assert_eq!(filtered["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn names_that_nobody_bears_get_an_empty_answer_and_the_nearest_name() {
    let output = postil(&["pair", "Hauwei", "Uganda", "--json"]);
    let pair: Value = serde_json::from_slice(&output.stdout).unwrap();
    for key in ["sentences", "paragraphs", "articles"] {
        assert_eq!(pair[key], Value::Array(Vec::new()));
    }
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "postil: no article names Hauwei; did you mean Huawei?\n"
    );
    let same = postil(&["pair", "Huawei", "huawei"]);
    assert!(same.stdout.is_empty() && !same.stderr.is_empty());
}

#[test]
fn as_markdown_a_pair_is_quotes_with_references_and_pages() {
    let output = postil(&["pair", "Huawei", "Uganda", "--markdown"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.starts_with("# Huawei × Uganda\n\n## In one sentence\n\n> A month"),
        "{text}"
    );
    assert!(text.contains("#:~:text=A%20month"), "{text}");
    assert!(
        text.contains("> cites [helped security services](https://www.cnbc.com/"),
        "{text}"
    );
    assert_eq!(
        text.lines().filter(|line| line.starts_with("- ")).count(),
        3
    );
}

/// A report of the bundled library, as it is written.
fn report(names: &[&str], file: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    let mut args = vec!["report", "-o", path.to_str().unwrap()];
    for name in names {
        args.extend(["--entity", name]);
    }
    let output = postil(&args);
    assert!(
        output.status.success() && output.stdout.is_empty(),
        "{output:?}"
    );
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_report_is_a_page_by_itself_whose_sentences_lead_to_their_passages() {
    let page = report(&["Huawei", "Uganda"], "pair.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert!(
        page.contains("<h1>Huawei × Uganda</h1>") && page.contains("<svg "),
        "{page}"
    );
    let quotes: Vec<&str> = page.split("<blockquote>").skip(1).collect();
    assert_eq!(quotes.len(), 3, "one sentence and two paragraphs");
    for quote in &quotes {
        assert!(quote.contains("#:~:text="), "{quote}");
        assert!(
            quote.contains("<mark>Huawei</mark>") && quote.contains("<mark>Uganda</mark>"),
            "{quote}"
        );
    }
    assert!(quotes[0].contains("cnbc.com, not clipped)"), "{page}");
    assert!(
        !page.contains("<script") && !page.contains("src="),
        "{page}"
    );
    let alone = report(&["huawei"], "huawei.html");
    let sentences = json(&["entities", "--entity", "Huawei", "--mentions", "--json"]);
    let places = sentences[0]["places"].as_array().unwrap().iter();
    let told: BTreeSet<Sentence> = places
        .map(|place| (place["path"].to_string(), place["sentence"].to_string()))
        .collect();
    assert_eq!(alone.matches("<blockquote>").count(), told.len());
}

#[test]
fn a_report_as_markdown_is_no_article_of_a_library_and_articles_are_never_written_over() {
    let text = report(&["Huawei", "Uganda"], "pair.md");
    assert!(
        text.contains("\n# Huawei × Uganda\n") || text.contains("-->\n# Huawei × Uganda\n"),
        "{text}"
    );
    assert_eq!(text.matches("\n> — ").count(), 3, "{text}");
    assert!(text.contains("data:image/svg+xml,%3Csvg"), "{text}");
    let library = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(library.path().join(name), text).unwrap();
    write("a.md", "Huawei met Nokia in Uganda.\n");
    write("report.md", &text);
    let folder = library.path().to_str().unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::cargo_bin("postil").unwrap();
        command
            .env("XDG_CACHE_HOME", "/dev/null/none")
            .env("XDG_CONFIG_HOME", "/none");
        command.args(["-L", folder]).args(args).output().unwrap()
    };
    let list = run(&["list", "--json"]);
    let listed: Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 1, "{listed}");
    let onto = |name: &str| {
        let path = library.path().join(name);
        let path = path.to_str().unwrap().to_owned();
        run(&["report", "--entity", "Huawei", "-o", &path])
            .status
            .code()
    };
    assert_eq!(onto("a.md"), Some(1), "an article is never written over");
    assert_eq!(onto("report.md"), Some(0));
    assert_eq!(onto("report.txt"), Some(2));
    assert_eq!(run(&["report", "-o", "x.md"]).status.code(), Some(2));
    let nobody = run(&["report", "--entity", "Hauwei", "-o", "/none/x.md"]);
    assert_eq!(nobody.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("did you mean Huawei?"));
}
