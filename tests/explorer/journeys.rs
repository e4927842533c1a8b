//! Journeys: what a reader does, by the names of commands, on the bundled library.

use std::sync::Arc;

use postil::app::message::{Draft, Effect, Message};
use postil::clip::article::Article;
use postil::clip::facts::Facts;
use postil::input::action::Context;
use postil::library::contents::Library;
use postil::notes::annotation::Revision;
use postil::panes::pane_id::PaneId;
use postil::store::library_files::LibraryFiles;
use postil::text::range::ArticleId;
use postil::ui::theme::Theme;

use crate::stage::Stage;

#[test]
fn reading_scrolls_and_keeps_a_current_place() {
    let mut stage = Stage::seeds(100, 20);
    stage.press("pane.reader");
    let first = stage.app.here().unwrap();
    stage.press("move.page-down").press("move.page-down");
    assert!(stage.app.here().unwrap().range.start > first.range.start);
    stage.press("move.top");
    assert!(stage.shows("What the commercial reach"));
    assert_eq!(stage.app.here(), Some(first), "an end is a place");
    stage.press("move.next-block").press("move.bottom");
    let last = stage.app.here().unwrap();
    stage.press("move.top").press("move.bottom");
    assert_eq!(stage.app.here(), Some(last));
    assert!(last.range.start > first.range.start);
}

#[test]
fn a_resize_moves_nothing() {
    let mut stage = Stage::seeds(120, 24);
    stage.press("pane.reader").find("supercomputing");
    let place = stage.app.here();
    for (width, height) in [(44, 12), (200, 60), (80, 24), (120, 24)] {
        stage.size(width, height);
        assert_eq!(stage.app.here(), place);
        assert!(
            stage.shows("supercomputing"),
            "{width}x{height}:\n{}",
            stage.frame()
        );
    }
}

#[test]
fn who_is_in_the_article_and_where_else() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.entities").find("huawei").press("open");
    assert_eq!(stage.keyboard(), PaneId::Dossier);
    assert!(stage.shows("organisation"), "{}", stage.frame());
    stage.press("move.down").press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    let place = stage.app.here().unwrap();
    let article = stage.app.library().article(place.article).unwrap();
    assert!(
        article
            .mentions
            .iter()
            .any(|mention| mention.source == place.range)
    );
}

#[test]
fn what_the_article_cites_and_who_else_cites_it() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.sources").find("nuclear").press("open");
    assert_eq!(stage.keyboard(), PaneId::Record);
    assert!(stage.shows("https://www.brookings.edu/articles/"));
    stage.press("move.down").press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
}

#[test]
fn a_source_that_is_an_article_opens_inside() {
    let mut stage = Stage::seeds(140, 40);
    stage.open("oecd ai principles");
    let before = stage.app.here().unwrap().article;
    let document = stage.app.library().article(before).unwrap();
    let clipped = document.citations.iter().position(|citation| {
        stage
            .app
            .library()
            .source(&citation.url)
            .is_some_and(|source| source.article.is_some())
    });
    assert!(clipped.is_some(), "the seeds cite one another");
    stage.press("read.hints");
    assert_eq!(stage.app.context(), Context::Hints);
    stage.keys("esc");
    assert_eq!(stage.app.context(), Context::Reader);
}

#[test]
fn the_trail_goes_back_and_forward() {
    let mut stage = Stage::seeds(120, 30);
    stage.press("pane.reader").find("uganda");
    let first = stage.app.here();
    stage.open("bletchley");
    let second = stage.app.here().map(|place| place.article);
    assert_ne!(first.map(|place| place.article), second);
    stage.press("trail.back");
    assert_eq!(stage.app.here(), first);
    stage.press("trail.forward");
    assert_eq!(stage.app.here().map(|place| place.article), second);
}

#[test]
fn finding_in_the_text_counts_and_walks_the_hits() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.reader")
        .press("find.here")
        .type_text("china");
    assert!(stage.shows("1 of "), "{}", stage.frame());
    stage.press("type.accept").press("find.next");
    assert!(stage.shows("2 of "));
    stage.press("find.previous").press("find.previous");
    assert!(!stage.shows("2 of "));
    stage.press("close");
    assert!(!stage.shows(" of 1"));
}

#[test]
fn escape_closes_one_level_and_never_quits() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("help").press("find.all").type_text("x");
    stage.keys("esc");
    assert_eq!(stage.keyboard(), PaneId::Help);
    stage.keys("esc");
    assert_eq!(stage.keyboard(), PaneId::Articles);
    stage.keys("esc").keys("esc");
    assert_eq!(stage.app.finished(), None);
}

#[test]
fn q_closes_what_is_open_and_then_leaves() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("help").press("quit");
    assert_eq!(stage.app.finished(), None);
    stage.press("quit");
    assert_eq!(stage.app.finished(), Some(0));
}

#[test]
fn a_paste_is_text_and_never_commands() {
    let mut stage = Stage::seeds(100, 30);
    stage.paste("qqq\u{3}");
    assert_eq!(stage.app.finished(), None);
    stage.press("find.all").paste("huawei");
    assert!(stage.shows("> huawei"));
}

#[test]
fn a_command_runs_from_the_box() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("find.command")
        .type_text("hide everything")
        .press("type.accept");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(!stage.shows("Articles"));
    stage.press("close");
    assert!(stage.shows("Articles 16"));
}

#[test]
fn a_count_moves_that_many_rows() {
    let mut stage = Stage::seeds(100, 30);
    stage.keys("5 j enter");
    let opened = stage.app.here().unwrap().article;
    let mut other = Stage::seeds(100, 30);
    other.keys("j j j j j enter");
    assert_eq!(other.app.here().unwrap().article, opened);
}

#[test]
fn scope_shows_the_library_and_back() {
    let mut stage = Stage::seeds(140, 40);
    assert!(stage.shows("this article"));
    stage.press("pane.scope");
    assert!(stage.shows("· library"));
    stage.press("pane.scope");
    assert!(stage.shows("this article"));
}

#[test]
fn sorting_by_title_and_back() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.sort").find("title").press("open");
    assert_eq!(stage.keyboard(), PaneId::Articles);
    let top = stage.frame().lines().nth(1).unwrap().to_owned();
    assert!(top.contains("Addition of"), "{top}");
}

#[test]
fn a_library_that_grew_is_listed_like_one_read_at_once() {
    for key in ["published", "title", "site"] {
        let mut whole = Stage::seeds(40, 30);
        let articles = whole.app.library().articles().to_vec();
        let mut part = Library::default();
        part.add(articles.iter().step_by(2).map(|article| {
            let mut head_only = Article::clone(article);
            head_only.head.title = "As long as the text is not read".into();
            head_only.facts = Facts::Head;
            Arc::new(head_only)
        }));
        let mut gone = Article::clone(&articles[0]);
        gone.id = ArticleId(99);
        part.add([Arc::new(gone)]);
        let mut grown = Stage::over(
            LibraryFiles::Bundled,
            Arc::new(part),
            Theme::letters(),
            (40, 30),
        );
        let library = Arc::clone(whole.app.library());
        for stage in [&mut whole, &mut grown] {
            stage.press("pane.sort").find(key).press("open");
        }
        grown.send(Message::Library(library));
        for stage in [&mut whole, &mut grown] {
            stage.press("pane.articles").press("move.top");
        }
        assert_eq!(grown.frame(), whole.frame(), "{key}");
    }
}

#[test]
fn what_was_read_leaves_the_unread_when_the_library_is_read_again() {
    let mut stage = Stage::seeds(40, 30);
    stage.press("pane.sort").find("unread").press("open");
    let top = |stage: &Stage| stage.frame().lines().nth(1).unwrap().trim().to_owned();
    let first = top(&stage);
    stage.press("move.top").press("open").press("pane.articles");
    let library = Arc::new(Library::clone(stage.app.library()));
    stage.send(Message::Library(library));
    stage.press("move.top");
    assert!(!top(&stage).contains(&first[3..20]), "{}", stage.frame());
    stage.press("move.bottom");
    assert!(stage.frame().contains(&first[3..20]), "{}", stage.frame());
}

#[test]
fn the_outline_leads_to_a_heading() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.reader")
        .press("read.outline")
        .press("move.bottom")
        .press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    let place = stage.app.here().unwrap();
    let article = stage.app.library().article(place.article).unwrap();
    assert_eq!(article.headings.last().unwrap().source, place.range);
}

#[test]
fn only_safe_addresses_reach_the_browser() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").press("read.open-source");
    let effects = stage.effects();
    assert!(
        matches!(effects.as_slice(), [.., Effect::Browse(address)] if address.starts_with("https://eastasiaforum.org/")),
        "{effects:?}"
    );
}

#[test]
fn copying_takes_the_sentence_and_says_so() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").find("supercomputing");
    stage.press("copy.sentence");
    let effects = stage.effects();
    assert!(
        matches!(effects.as_slice(), [Effect::Copy(text)] if text.as_str().contains("supercomputing"))
    );
    assert!(stage.shows("Copied the sentence"));
}

#[test]
fn copying_takes_what_is_selected() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.reader")
        .find("supercomputing")
        .press("select.characters")
        .press("select.word")
        .press("copy.sentence");
    let effects = stage.effects();
    assert!(
        matches!(effects.as_slice(), [Effect::Copy(text)] if text.as_str() == "supercomputing"),
        "{effects:?}"
    );
    assert!(stage.shows("Copied the selection"));
}

#[test]
fn a_quote_leads_to_its_words_in_the_page() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").press("copy.passage");
    let effects = stage.effects();
    assert!(
        matches!(effects.as_slice(), [Effect::Copy(text)]
            if text.as_str().starts_with("> ") && text.as_str().contains("#:~:text=")),
        "{effects:?}"
    );
}

#[test]
fn the_map_leads_to_the_sentences_that_name_both() {
    let mut stage = Stage::seeds(120, 30);
    stage.press("pane.map").press("pane.scope");
    assert!(stage.shows("Map · Organisations × Places · library"));
    stage.press("open");
    assert_eq!(stage.keyboard(), PaneId::Pair);
    assert!(stage.shows("1 sentence names both"), "{}", stage.frame());
    stage.press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
}

#[test]
fn the_map_takes_other_kinds_and_gives_way_level_by_level() {
    let mut stage = Stage::seeds(120, 30);
    stage
        .press("pane.scope")
        .press("pane.map")
        .press("pane.sort");
    assert!(stage.shows("People × Organisations"));
    stage.press("open").press("close");
    assert_eq!(stage.keyboard(), PaneId::Map, "the matrix is back");
    stage.press("close");
    assert_ne!(stage.keyboard(), PaneId::Map);
}

#[test]
fn names_can_be_walked_and_opened() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.reader")
        .press("read.next-name")
        .press("open");
    assert_eq!(stage.keyboard(), PaneId::Dossier, "{}", stage.frame());
}

#[test]
fn every_command_of_a_context_does_something_or_says_so() {
    for row in postil::input::action::COMMANDS {
        if matches!(row.name, "leave" | "quit") || !row.contexts.contains(&Context::Reader) {
            continue;
        }
        let mut stage = Stage::seeds(100, 30);
        stage.press("pane.reader").keys("ctrl-d");
        let before = stage.frame() + &stage.roles();
        stage.press(row.name);
        let after = stage.frame() + &stage.roles();
        assert!(
            before != after || !stage.effects().is_empty(),
            "{} does nothing in the reader",
            row.name
        );
    }
}

#[test]
fn a_highlight_with_a_note_takes_two_keys_beside_the_words() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").find("supercomputing");
    stage.keys("a").type_text("Check this").keys("esc");
    let [revision] = stage.saved.as_slice() else {
        panic!("one revision is saved: {:?}", stage.saved)
    };
    let annotation = &revision.annotation;
    assert!(annotation.target.words().contains("supercomputing"));
    assert_eq!(annotation.note.as_deref(), Some("Check this"));
    assert_eq!(annotation.colour.as_deref(), Some("yellow"));
    assert!(stage.shows("Annotated"));
}

#[test]
fn a_mark_is_seen_recoloured_deleted_and_brought_back() {
    let mut stage = Stage::seeds(100, 30);
    let yellow = postil::ui::theme::Role::MarkYellow.letter();
    let blue = postil::ui::theme::Role::MarkBlue.letter();
    stage.press("pane.reader").press("annotate.highlight");
    assert!(stage.roles().contains(yellow));
    stage.keys("m b");
    assert!(!stage.roles().contains(yellow) && stage.roles().contains(blue));
    stage.press("annotate.delete");
    assert!(!stage.roles().contains(blue));
    stage.press("annotate.undo").press("close");
    assert!(stage.roles().contains(blue), "{}", stage.roles());
    stage.press("annotate.redo").press("close");
    assert!(!stage.roles().contains(blue));
    assert_eq!(stage.saved.len(), 5, "each of them added a revision");
}

#[test]
fn what_is_selected_is_marked() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").find("supercomputing");
    stage.keys("v i w H");
    assert_eq!(stage.saved[0].annotation.target.words(), "supercomputing");
    assert_eq!(stage.app.context(), Context::Reader, "selecting has ended");
    stage.find("china");
    stage.keys("v w w H");
    assert!(
        stage.saved[1]
            .annotation
            .target
            .words()
            .split_whitespace()
            .count()
            >= 3
    );
}

#[test]
fn a_selection_that_sticks_out_of_a_mark_extends_it() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").find("supercomputing");
    stage.keys("v i w H");
    stage.find("supercomputing");
    stage.keys("v w w m b");
    let [first, second] = stage.saved.as_slice() else {
        panic!("two revisions are saved: {:?}", stage.saved)
    };
    assert_eq!(first.annotation.id, second.annotation.id);
    assert_eq!(second.annotation.colour.as_deref(), Some("blue"));
    let words = second.annotation.target.words();
    assert!(words.starts_with("supercomputing centre"), "{words}");
}

#[test]
fn annotations_are_listed_and_jumped_to() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").find("supercomputing");
    stage.press("annotate.highlight").press("move.top");
    stage.press("pane.annotations").press("move.down");
    assert!(stage.shows("Annotations 1"), "{}", stage.frame());
    stage.press("open");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(stage.shows("supercomputing"));
}

#[test]
fn tags_are_completed() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.reader")
        .press("annotate.tags")
        .type_text("mine gover");
    stage.keys("ctrl-n enter");
    assert_eq!(stage.saved[0].annotation.tags, ["mine", "Governance"]);
}

#[test]
fn completing_a_tag_leaves_its_neighbours_as_they_are() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").press("annotate.tags");
    stage.type_text("नीति नी").keys("enter");
    stage.press("annotate.tags").type_text(" climate नी");
    stage.keys("ctrl-n enter");
    let tags = &stage.saved.last().unwrap().annotation.tags;
    assert_eq!(tags, &["नीति", "नी", "climate", "नीति"][..3]);
}

#[test]
fn nothing_written_is_nothing_kept() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").keys("a esc");
    assert!(stage.saved.is_empty());
}

#[test]
fn a_revision_that_cannot_be_saved_gives_its_words_back() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.reader")
        .keys("a")
        .type_text("precious")
        .keys("esc");
    let (id, revision) = (stage.saved[0].annotation.id, stage.saved[0].id);
    stage.send(postil::app::message::Message::NotSaved {
        id,
        revision,
        reason: "the disk is full".into(),
    });
    assert!(stage.shows("NOT SAVED: the disk is full"));
    assert!(stage.shows("precious"));
    assert_eq!(stage.keyboard(), PaneId::NoteEditor);
}

#[test]
fn words_that_could_not_be_saved_wait_until_the_note_that_is_typed_is_kept() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").keys("a").type_text("precious");
    stage.keys("esc");
    let lost = stage.saved[0].clone();
    stage.press("annotate.article").type_text("another");
    stage.send(postil::app::message::Message::NotSaved {
        id: lost.annotation.id,
        revision: lost.id,
        reason: "the disk is full".into(),
    });
    assert!(stage.shows("NOT SAVED: the disk is full"));
    stage.type_text(" one").keys("esc");
    let note = |stage: &Stage| stage.saved.last().unwrap().annotation.clone();
    assert_eq!(note(&stage).note.as_deref(), Some("another one"));
    assert_eq!(stage.keyboard(), PaneId::NoteEditor);
    stage.keys("esc");
    assert_eq!(note(&stage).note.as_deref(), Some("precious"));
    assert_eq!(note(&stage).target, lost.annotation.target);
}

#[test]
fn what_another_program_saves_while_a_note_is_written_stays_beside_it() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").keys("a").type_text("base");
    stage.keys("esc");
    let base = stage.saved[0].clone();
    stage.keys("a").type_text(", ours");
    let mut theirs = base.annotation.clone();
    theirs.note = Some("base, theirs".into());
    stage.send(postil::app::message::Message::Revisions {
        fresh: vec![Revision::new(theirs, vec![base.id])],
        damaged: Vec::new(),
    });
    stage.keys("esc");
    let ours = stage.saved.last().unwrap();
    assert_eq!(ours.supersedes, [base.id], "theirs was not seen");
    assert_eq!(ours.annotation.note.as_deref(), Some("base, ours"));
    stage
        .press("pane.annotations")
        .press("move.down")
        .press("annotate.compare");
    assert!(
        stage.shows("theirs") && stage.shows("ours"),
        "{}",
        stage.frame()
    );
}

#[test]
fn typing_is_kept_and_a_note_left_by_a_killed_program_is_offered() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").keys("a").type_text("half a tho");
    let typed = stage.effects().pop();
    let Some(Effect::Typed(Draft {
        annotation,
        seen,
        note,
    })) = typed
    else {
        panic!("what is typed is kept: {typed:?}")
    };
    let name = annotation.id;
    assert_eq!(note, "half a tho");
    let mut annotation = *annotation;
    annotation.note = Some(note);
    let mut later = Stage::seeds(100, 30);
    later.send(postil::app::message::Message::LeftOver {
        annotation: Box::new(annotation),
        seen,
    });
    assert!(later.shows("half a tho"));
    later.type_text("ught").keys("esc");
    assert_eq!(
        later.saved[0].annotation.note.as_deref(),
        Some("half a thought")
    );
    assert_eq!(
        later.saved[0].annotation.id, name,
        "never a second annotation"
    );
    assert!(
        later.effects().contains(&Effect::Written),
        "the draft may go"
    );
}

#[test]
fn annotations_are_found_in_the_box_and_counted_in_the_list_of_articles() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("pane.reader").find("supercomputing");
    let place = stage.app.here();
    stage.keys("a").type_text("Check the figures").keys("esc");
    stage
        .press("annotate.article")
        .type_text("Read it twice")
        .keys("esc");
    stage.press("pane.articles");
    assert!(stage.shows("≡2"), "{}", stage.frame());
    stage.press("move.bottom").press("open");
    stage
        .press("find.all")
        .type_text("n:figures")
        .press("type.accept");
    let article = |place: Option<postil::text::range::Place>| place.map(|place| place.article);
    assert_eq!(article(stage.app.here()), article(place));
    assert!(stage.shows("supercomputing"));
    stage.open("oecd ai principles");
    stage
        .press("find.all")
        .type_text("n:twice")
        .press("type.accept");
    assert_eq!(
        stage.keyboard(),
        PaneId::Annotations,
        "it has no place in the text"
    );
    assert!(stage.shows("Read it twice"));
    stage.press("find.all").type_text("a: is:annotated");
    assert!(stage.shows("1 found"), "{}", stage.frame());
}

#[test]
fn articles_sort_by_their_annotations() {
    let mut stage = Stage::seeds(140, 40);
    stage.open("oecd ai principles").press("annotate.highlight");
    let annotated = stage.app.here().unwrap().article;
    stage
        .press("pane.articles")
        .press("pane.sort")
        .find("annotations")
        .press("open");
    stage.press("move.top").press("open");
    assert_eq!(stage.app.here().unwrap().article, annotated);
}

#[test]
fn keys_in_the_map_change_nothing_behind_it() {
    for (width, height) in [(140, 40), (100, 30), (60, 20)] {
        let mut stage = Stage::seeds(width, height);
        stage.press("pane.reader").press("annotate.highlight");
        stage.press("pane.map");
        let before = (stage.saved.len(), stage.app.here());
        stage.keys("/");
        assert!(stage.shows("Not in the map"), "{}", stage.frame());
        stage.keys("H");
        assert!(stage.shows("The reader has it (g r)"), "{}", stage.frame());
        stage.keys("u a w e i");
        assert_eq!(stage.keyboard(), PaneId::Map);
        assert_eq!((stage.saved.len(), stage.app.here()), before);
    }
}

#[test]
fn the_problems_are_those_that_the_verb_prints() {
    let told = crate::narrowing::verb(&["check", "--json"]).len();
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.problems");
    let title = format!("Problems {told}");
    assert!(stage.shows(&title), "{title}\n{}", stage.frame());
}

#[test]
fn references_are_copied_from_lists_and_from_the_reader() {
    for pane in ["pane.articles", "pane.reader"] {
        for (copy, begins) in [
            (
                "copy.reference",
                "East Asia Forum, “What the commercial reach",
            ),
            ("copy.bibtex", "@misc{east2024commercial,"),
            ("copy.csl", "[\n{\"URL\":\"https://eastasiaforum.org/"),
        ] {
            let mut stage = Stage::seeds(100, 30);
            stage.press(pane).press(copy);
            let effects = stage.effects();
            assert!(
                matches!(effects.as_slice(), [Effect::Copy(text)] if text.as_str().starts_with(begins)),
                "{pane} {copy}: {effects:?}"
            );
        }
    }
}

#[test]
fn articles_are_starred_kept_for_later_and_taken_for_unread() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.articles")
        .press("article.star")
        .press("article.later");
    assert!(stage.shows("★") && stage.shows("»"), "{}", stage.frame());
    assert!(
        stage.shows("Kept for later: What the commercial"),
        "{}",
        stage.frame()
    );
    stage
        .press("find.all")
        .type_text("is:starred")
        .press("box.pin");
    assert!(stage.shows("1 of 16 articles"), "{}", stage.frame());
    stage.press("pane.articles").press("article.star");
    assert!(
        stage.shows("0 of 16 articles"),
        "what is pinned is counted anew\n{}",
        stage.frame()
    );

    let mut stage = Stage::seeds(100, 30);
    stage
        .press("pane.articles")
        .press("open")
        .press("pane.articles");
    let title = |stage: &Stage| {
        stage
            .frame()
            .lines()
            .nth(1)
            .unwrap()
            .chars()
            .nth(1)
            .unwrap()
    };
    assert_eq!(title(&stage), ' ', "it was read");
    stage.press("article.unread");
    assert_eq!(title(&stage), '●', "{}", stage.frame());
    stage.press("open").press("pane.articles");
    assert_eq!(title(&stage), ' ', "whoever opens it reads it");
    stage.press("move.down").press("article.unread");
    assert!(stage.shows("Read: Continental"), "{}", stage.frame());
    let marked = stage
        .effects()
        .into_iter()
        .filter(|one| matches!(one, Effect::Marked(..)));
    assert_eq!(marked.count(), 3);
    stage.press("pane.reader").press("article.star");
    assert!(stage.shows("Starred: "), "{}", stage.frame());
}

#[test]
fn sources_that_are_cited_most_and_not_clipped_stand_first_when_asked_for() {
    let told = crate::narrowing::verb(&["sources", "--unclipped", "--sort", "citations", "--json"]);
    let mut stage = Stage::seeds(140, 60);
    stage
        .press("pane.scope")
        .press("pane.sources")
        .press("pane.sort");
    stage.find("not clipped").press("open");
    assert_eq!(stage.keyboard(), PaneId::Sources);
    let title = format!("Sources {} · not clipped · ", told.len());
    assert!(stage.shows(&title), "{title}\n{}", stage.frame());
    let frame = stage.frame();
    let rows = frame
        .lines()
        .filter_map(|row| row.split_once("│□ "))
        .map(|(_, row)| row);
    let seen: Vec<&str> = rows.filter_map(|row| row.split(' ').next()).collect();
    let sites = told.iter().map(|row| row["site"].as_str().unwrap());
    let sites: Vec<&str> = sites.take(seen.len()).collect();
    assert!(seen.len() > 10 && seen == sites, "{seen:?}\n{sites:?}");
    stage.press("pane.sort").find("citations").press("open");
    assert!(stage.shows("│■ "), "{}", stage.frame());
    stage.press("pane.sort").find("newest").press("open");
    assert!(stage.shows("· newest first"), "{}", stage.frame());
    stage
        .press("pane.sort")
        .press("move.top")
        .press("open")
        .press("move.top");
    assert!(stage.shows("▾ europa.eu"), "{}", stage.frame());
}
