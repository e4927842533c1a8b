//! Journeys in the box: marking, pinning, grouping, asking again.

use insta::assert_snapshot;
use postil::app::message::{Input, Message};
use postil::panes::pane_id::PaneId;

use crate::stage::Stage;

/// The words at the right end of the rows that show a hit of some kind.
fn kinds(stage: &Stage) -> Vec<String> {
    let names = [
        "article", "entity", "source", "heading", "passage", "tag", "command",
    ];
    let frame = stage.frame();
    let ends = frame.lines().filter_map(|row| {
        let row = row.trim_end_matches(['│', '┃', ' ']);
        row.split(' ').next_back()
    });
    ends.filter(|word| names.contains(word))
        .map(String::from)
        .collect()
}

#[test]
fn the_preview_is_scrolled_to_the_hit() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("find.all").type_text("p:\"supercomputing\"");
    assert_snapshot!(format!("{}\n{}", stage.frame(), stage.roles()));
}

#[test]
fn hits_are_grouped_and_mixed_again() {
    let mut stage = Stage::seeds(100, 40);
    stage.press("find.all").type_text("europe");
    let mixed = kinds(&stage);
    stage.press("box.group");
    let grouped = kinds(&stage);
    let mut runs = grouped.clone();
    runs.dedup();
    let mut different = runs.clone();
    different.sort();
    different.dedup();
    assert_eq!(
        runs.len(),
        different.len(),
        "each kind in one run: {grouped:?}"
    );
    assert!(stage.shows("grouped"), "{}", stage.frame());
    stage.press("box.group");
    assert_eq!(kinds(&stage), mixed);
}

#[test]
fn weak_hits_are_counted_and_shown_when_asked_for() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("find.all").type_text("huwei");
    assert!(stage.shows("weak hidden"), "{}", stage.frame());
    let few = kinds(&stage).len();
    stage.press("box.weak");
    assert!(kinds(&stage).len() > few);
    assert!(stage.shows("weak ones shown"));
    stage.press("box.weak");
    assert_eq!(kinds(&stage).len(), few);
}

#[test]
fn what_was_asked_comes_back() {
    let mut stage = Stage::seeds(100, 30);
    for typed in ["zambia", "huawei"] {
        stage
            .press("find.all")
            .type_text(typed)
            .press("type.cancel");
    }
    stage.press("find.all").keys("ctrl-p");
    assert!(stage.shows("> huawei"), "{}", stage.frame());
    stage.keys("ctrl-p");
    assert!(stage.shows("> zambia"));
    stage.press("box.history");
    assert!(stage.shows("> huawei"));
    stage.press("type.down").keys("ctrl-p");
    assert!(stage.shows("> huawei"), "in the list it is one row up");
}

#[test]
fn several_hits_are_pinned_at_once() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("find.all").type_text("a:china");
    stage.press("box.mark").press("box.mark");
    assert!(stage.shows("2 marked"), "{}", stage.frame());
    stage.press("box.pin");
    assert_eq!(stage.keyboard(), PaneId::Articles);
    assert!(stage.shows("2 of "), "{}", stage.frame());
}

#[test]
fn several_hits_are_opened_one_after_the_other() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("find.all").type_text("a:china");
    stage
        .press("box.mark")
        .press("box.mark")
        .press("type.accept");
    assert_eq!(stage.keyboard(), PaneId::Reader);
    let first = stage.app.here().unwrap().article;
    stage.press("trail.forward");
    assert_ne!(stage.app.here().unwrap().article, first);
    stage.press("trail.back");
    assert_eq!(stage.app.here().unwrap().article, first);
}

#[test]
fn passages_that_lie_ahead_are_gone_to_at_their_own_place() {
    let place_of = |typed: &str| {
        let mut stage = Stage::seeds(100, 30);
        stage
            .press("find.all")
            .type_text(typed)
            .press("type.accept");
        stage.app.here().unwrap()
    };
    let wanted = place_of("p:\"quoted as current\"");
    let mut stage = Stage::seeds(100, 30);
    stage.press("find.all").type_text("p:\"smart policing\"");
    stage.press("box.mark").press("type.delete-line");
    stage.type_text("p:\"quoted as current\"");
    stage.press("box.mark").press("type.accept");
    assert_ne!(stage.app.here().unwrap(), wanted);
    stage.press("trail.forward");
    assert_eq!(stage.app.here().unwrap(), wanted);
}

#[test]
fn a_site_that_is_typed_narrows_one_that_is_pinned() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("find.all")
        .type_text("site:oecd.ai")
        .press("box.pin");
    stage.press("find.all").type_text("a: site:nist.gov");
    assert!(stage.shows("Nothing found"), "{}", stage.frame());
}

#[test]
fn typed_filters_are_pinned_and_hold_in_the_box() {
    let mut stage = Stage::seeds(100, 30);
    stage
        .press("find.all")
        .type_text("site:oecd.ai")
        .press("box.pin");
    assert!(stage.shows(" site:oecd.ai "), "{}", stage.frame());
    stage.press("find.all").type_text("a:");
    assert!(stage.shows("1 found"), "{}", stage.frame());
}

#[test]
fn a_tag_found_narrows_to_its_articles() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("find.all").type_text("#").press("type.accept");
    assert!(stage.shows(" tag:"), "{}", stage.frame());
}

#[test]
fn the_box_works_in_a_small_window() {
    let mut stage = Stage::seeds(40, 12);
    stage.press("find.all").type_text("huwei").press("box.mark");
    assert_snapshot!(stage.frame());
}

#[test]
fn a_list_in_a_small_window_says_by_what_it_is_narrowed() {
    let mut stage = Stage::seeds(40, 12);
    stage.press("find.here").type_text("huawei");
    assert!(
        stage.shows("Articles 12 of 16 /huawei"),
        "{}",
        stage.frame()
    );
    stage.press("type.accept");
    assert!(
        stage.shows("Articles 12 of 16 /huawei"),
        "{}",
        stage.frame()
    );
    stage.press("close");
    assert!(stage.shows("Reader Entities"), "{}", stage.frame());
}

#[test]
fn what_is_taken_before_it_is_found_is_what_was_typed() {
    let mut stage = Stage::seeds(100, 30);
    stage.press("find.all").type_text("a: hu");
    let typed = Message::Input(vec![Input::Paste("rosh".into())]);
    let asked = stage.update(typed);
    stage.press("type.delete-line").type_text("a: ");
    let unanswered = stage.update(Message::Input(vec![Input::Paste("bletchley".into())]));
    stage.press("type.accept");
    assert_eq!(
        stage.keyboard(),
        PaneId::SearchBox,
        "not what was found before"
    );
    stage.perform(asked);
    assert_eq!(stage.keyboard(), PaneId::SearchBox, "an old answer is none");
    stage.perform(unanswered);
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(stage.shows("Bletchley Declaration"), "{}", stage.frame());
}
