//! Look-ups over a few articles put together by hand.

use proptest::prelude::*;

use super::sample::*;
use super::*;
use crate::clip::citation::Source;
use crate::clip::entity::{Kind, MentionRef};
use crate::text::range::SourceRange;

fn library(articles: Vec<Article>) -> Library {
    let mut library = Library::default();
    library.add(articles.into_iter().map(Arc::new));
    library.set_linked(linked(library.articles()));
    library
}

#[test]
fn a_page_is_one_source_however_it_was_cited() {
    let one = article(0, "a.md", "See the report.\nAnd the study.");
    let one = citing(one, "report", "http://www.e.org/r/?utm_source=x");
    let one = citing(one, "study", "https://o.org/s");
    let two = citing(
        article(1, "b.md", "A report again."),
        "report",
        "https://e.org/r",
    );
    let library = library(vec![one, two]);
    let urls: Vec<&str> = library
        .sources()
        .map(|source| source.url.as_str())
        .collect();
    assert_eq!(urls, ["https://e.org/r", "https://o.org/s"]);
    let report = library
        .source("e.org/r/")
        .or(library.source("https://www.e.org/r/#x"))
        .unwrap();
    assert_eq!(
        (
            report.articles.len(),
            report.citations.len(),
            report.anchors.len()
        ),
        (2, 2, 1)
    );
    let sentences: Vec<String> = library
        .citations_of(report)
        .map(|(_, evidence)| evidence.sentence().to_string())
        .collect();
    assert_eq!(sentences, ["See the report.", "A report again."]);
    assert_eq!(library.sources_in(ArticleId(0)).len(), 2);
}

#[test]
fn a_source_knows_the_article_that_was_clipped_from_it() {
    let clip = clipped_from(article(3, "a.md", "Text."), "https://e.org/a#part");
    let citing = citing(article(4, "b.md", "See a."), "a", "http://e.org/a/");
    let mut library = library(vec![clip, citing]);
    assert_eq!(
        library.source("https://e.org/a").unwrap().article,
        Some(ArticleId(3))
    );
    assert_eq!(library.clipped_sources().count(), 1);
    library.remove(&[ArticleId(3)].into());
    assert_eq!(library.source("https://e.org/a").unwrap().article, None);
    library.remove(&[ArticleId(4)].into());
    assert_eq!(
        library.sources().count() + library.clipped_sources().count(),
        0
    );
}

#[test]
fn an_article_read_anew_takes_the_place_of_the_old_one() {
    let old = citing(article(1, "a.md", "See old."), "old", "https://e.org/old");
    let mut library = library(vec![old, article(2, "b.md", "")]);
    let new = citing(article(1, "c.md", "See new."), "new", "https://e.org/new");
    library.add([Arc::new(new)]);
    let urls: Vec<&str> = library
        .sources()
        .map(|source| source.url.as_str())
        .collect();
    assert_eq!(urls, ["https://e.org/new"]);
    assert_eq!(library.articles().len(), 2);
    assert_eq!(library.resolve("a", ArticleId(2)), None);
    assert_eq!(library.resolve("c", ArticleId(2)), Some(ArticleId(1)));
}

#[test]
fn a_snapshot_does_not_change_when_the_library_grows() {
    let mut library = library(vec![citing(
        article(1, "a.md", "See it."),
        "it",
        "https://e.org/",
    )]);
    let before = library.clone();
    library.add([Arc::new(citing(
        article(2, "b.md", "See it."),
        "it",
        "https://e.org/",
    ))]);
    assert_eq!(before.source("https://e.org/").unwrap().articles.len(), 1);
    assert_eq!(library.source("https://e.org/").unwrap().articles.len(), 2);
}

#[test]
fn links_lead_to_articles_and_never_out_of_the_library() {
    let library = library(vec![
        article(0, "dir/From.md", ""),
        article(1, "dir/Near.md", ""),
        article(2, "Near.md", ""),
        article(3, "other/Été.markdown", ""),
        article(4, "v1.2 notes.md", ""),
        article(5, "a/deep/Down.md", ""),
    ]);
    let cases = [
        ("Near", Some(1)),
        ("near.md#Part", Some(1)),
        ("../Near", Some(2)),
        ("./Near.md", Some(1)),
        ("other/e\u{301}te\u{301}", Some(3)),
        ("ÉTÉ", Some(3)),
        ("v1.2 notes", Some(4)),
        ("#Part", Some(0)),
        ("Near\\", Some(1)),
        ("deep/Down", Some(5)),
        ("eep/Down", None),
        ("../../Near", None),
        ("../../../etc/passwd", None),
        ("/etc/passwd", None),
        ("~/x", None),
        ("C:\\x", None),
        ("gone", None),
    ];
    for (target, wanted) in cases {
        assert_eq!(
            library.resolve(target, ArticleId(0)),
            wanted.map(ArticleId),
            "{target}"
        );
    }
}

#[test]
fn backlinks_come_with_their_sentence() {
    let from = linking(
        article(0, "a.md", "One.\nSee the other note."),
        "other note",
        "B#Part",
    );
    let library = library(vec![from, article(1, "b.md", "")]);
    let found = library.backlinks(ArticleId(1));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].sentence().as_str(), "See the other note.");
    assert_eq!(
        &found[0].sentence().as_str()[found[0].in_sentence()],
        "other note"
    );
}

#[test]
fn neighbours_share_a_sentence() {
    let one = article(
        0,
        "a.md",
        "Acme met Bolt.\nCorp left Acme.\nDrum slept, says it.",
    );
    let one = ["Acme", "Bolt", "Corp", "Drum"]
        .into_iter()
        .fold(one, naming);
    let one = citing(
        citing(one, "met", "https://e.org/"),
        "says",
        "https://o.org/",
    );
    let two = naming(naming(article(1, "b.md", "Acme met Corp."), "Acme"), "Corp");
    let library = library(vec![published(one, 2024, 5), published(two, 2024, 6)]);
    let acme = library.entity(Kind::Organisation, "Acme").unwrap();
    let beside: Vec<(&str, u32)> = library
        .named_beside(acme)
        .iter()
        .map(|beside| (beside.what.name.as_str(), beside.sentences))
        .collect();
    assert_eq!(beside, [("Bolt", 1), ("Corp", 1)]);
    let cited: Vec<&str> = library
        .cited_beside(acme)
        .iter()
        .map(|beside| beside.what.url.as_str())
        .collect();
    assert_eq!(cited, ["https://e.org/"]);
    let months: Vec<(u8, u32)> = library
        .timeline_of(acme)
        .iter()
        .map(|month| (month.month.month, month.mentions))
        .collect();
    assert_eq!(months, [(5, 1), (6, 1)]);
    assert_eq!(library.entities_in(ArticleId(1)).len(), 2);
    let at = MentionRef {
        article: ArticleId(0),
        mention: 3,
    };
    assert_eq!(library.entity_named_at(at).unwrap().name.as_str(), "Drum");
}

#[test]
fn tags_are_counted_without_case() {
    let tagged = |id, tag: &str| Article {
        tags: vec![SafeText::line(tag)],
        ..article(id, "x.md", "")
    };
    let library = library(vec![tagged(0, "AI"), tagged(1, "ai"), tagged(2, "law")]);
    assert_eq!(
        library.tags(),
        [(SafeText::line("AI"), 2), (SafeText::line("law"), 1)]
    );
}

#[test]
fn the_map_counts_sentences_that_name_both() {
    let one = article(0, "a.md", "Acme met Bolt.\nCorp left.");
    let one = ["Acme", "Bolt", "Corp"].into_iter().fold(one, naming);
    let two = naming(naming(article(1, "b.md", "Bolt met Acme."), "Bolt"), "Acme");
    let library = library(vec![one, two]);
    let all = [0, 1].map(ArticleId).into();
    let pairs = library.together(Kind::Organisation, Kind::Organisation, &all);
    assert_eq!(pairs.len(), 1);
    let names = (pairs[0].row.name.as_str(), pairs[0].column.name.as_str());
    assert_eq!(names, ("Acme", "Bolt"));
    let count = pairs[0].together;
    assert_eq!((count.sentences, count.articles), (2, 2));
    assert!(
        library
            .together(Kind::Organisation, Kind::Place, &all)
            .is_empty()
    );
    let first = [ArticleId(0)].into();
    let pairs = library.together(Kind::Organisation, Kind::Organisation, &first);
    assert_eq!(pairs[0].together.articles, 1);
}

#[test]
fn other_names_escapes_and_blocks_lead_to_their_places() {
    let mut note = article(0, "sub/Note two.md", "One.\nTwo.");
    note.head.aliases = vec![SafeText::line("Second note")];
    note.block_ids = vec![("my-id".to_owned(), SourceRange::new(5, 9))];
    let library = library(vec![note, article(1, "links.md", "See.")]);
    let from = ArticleId(1);
    for target in [
        "sub/Note%20two.md",
        "sub/Note%20two.md#Part",
        "Note%20two",
        "second note",
        "Second%20note#^my-id",
    ] {
        assert_eq!(
            library.resolve(target, from),
            Some(ArticleId(0)),
            "{target}"
        );
    }
    let place = library.place("Note two#^My-id", from).unwrap();
    assert_eq!(place.range, SourceRange::new(5, 9));
    assert_eq!(
        library.place("Note two#my-id", from).unwrap().range.start,
        5
    );
    assert_eq!(
        library.place("Note two#^other", from).unwrap().range.start,
        0
    );
    assert_eq!(library.resolve("Third%20note", from), None);
}

#[test]
fn what_the_program_wrote_is_left_out_and_comes_back_when_it_is_another_text() {
    let mut library = library(vec![
        article(0, "a.md", "One."),
        article(1, "notes.md", "One."),
    ]);
    let mut export = article(1, "notes.md", "One.");
    export.is_export = true;
    library.add([Arc::new(export)]);
    assert_eq!(library.articles().len(), 1);
    assert_eq!(library.resolve("notes", ArticleId(0)), None);
    let said: Vec<_> = library
        .left_out()
        .iter()
        .map(|it| it.path.to_string())
        .collect();
    assert_eq!(said, ["notes.md"]);
    library.add([Arc::new(article(1, "notes.md", "Two."))]);
    assert_eq!((library.articles().len(), library.left_out().len()), (2, 0));
}

/// A file's state in the test below: whether it was clipped, and what it cites.
type Cited = (bool, Vec<(usize, usize)>);

fn citing_article(id: u32, (is_clip, cited): &Cited) -> Article {
    let mut read = article(id, &format!("{id}.md"), "here there the report");
    for (anchor, page) in cited {
        let anchor = ["here", "there", "the report"][*anchor];
        read = citing(read, anchor, &format!("https://e.org/{page}"));
    }
    if *is_clip {
        read = clipped_from(read, "https://e.org/0");
    }
    read
}

fn told_of_sources(library: &Library) -> Vec<String> {
    let all = library.sources().chain(library.clipped_sources());
    let mut told: Vec<String> = all
        .map(|source| {
            assert_eq!(source.anchor(), source.anchors().first().copied());
            let articles: Vec<_> = source.articles.iter().collect();
            let Source {
                url,
                article,
                citations,
                ..
            } = source;
            format!(
                "{url} {article:?} {citations:?} {:?} {articles:?}",
                source.anchors()
            )
        })
        .collect();
    told.sort();
    told.dedup();
    told
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    /// In whatever order files come, change and go, sources are those of the files that are there.
    #[test]
    fn sources_are_kept_as_if_they_were_counted_anew(
        steps in proptest::collection::vec(
            (0_u32..5, any::<bool>(), proptest::collection::vec((0_usize..3, 0_usize..3), 0..5), 0_u8..4),
            0..24,
        ),
    ) {
        let (mut library, mut files) = (Library::default(), BTreeMap::new());
        for (id, is_clip, cited, step) in steps {
            if step == 0 {
                library.remove(&[ArticleId(id)].into());
                files.remove(&id);
            } else {
                let state = (is_clip, cited);
                library.add([Arc::new(citing_article(id, &state))]);
                files.insert(id, state);
            }
        }
        let mut anew = Library::default();
        anew.add(files.iter().map(|(id, state)| Arc::new(citing_article(*id, state))));
        prop_assert_eq!(told_of_sources(&library), told_of_sources(&anew));
    }
}
