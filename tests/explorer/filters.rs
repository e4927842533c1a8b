//! Journeys with pinned filters: what is pinned, all panes count anew.

use postil::notes::annotation::{Annotation, Revision, SavedFilter};
use postil::panes::pane_id::PaneId;

use crate::stage::{Stage, id};

/// What the title line of the list of articles says.
fn articles(stage: &Stage) -> String {
    let frame = stage.frame();
    let from = frame.find("Articles").unwrap();
    let title: String = frame[from..].chars().take_while(|c| *c != '─').collect();
    title.trim().to_owned()
}

#[test]
fn a_name_is_pinned_and_every_pane_counts_anew() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.entities").press("pane.scope");
    let all = articles(&stage);
    stage.find("huawei").press("filter.pin");
    assert_ne!(articles(&stage), all);
    assert!(articles(&stage).contains(" of "), "{}", stage.frame());
    assert!(stage.shows(" entity:Huawei "), "{}", stage.frame());
    let named = stage.app.library().articles().iter();
    let named = named
        .filter(|article| article.text.as_str().contains("Huawei"))
        .count();
    assert!(articles(&stage).starts_with(&format!("Articles {named} of")));
    stage.press("filter.pin");
    assert_eq!(articles(&stage), all, "the same key takes it back");
    assert!(!stage.shows(" entity:Huawei "));
}

#[test]
fn an_article_offers_several_filters_and_they_go_one_by_one() {
    let mut stage = Stage::seeds(80, 24);
    let all = articles(&stage);
    stage.press("pane.articles").press("filter.pin");
    assert_eq!(stage.keyboard(), PaneId::Filters);
    assert!(stage.shows("site:"), "{}", stage.frame());
    stage.press("open");
    stage.press("move.bottom").press("open");
    assert!(stage.shows("Filters 2"), "{}", stage.frame());
    stage.press("close");
    assert_eq!(stage.keyboard(), PaneId::Articles);
    assert!(
        articles(&stage).starts_with("Articles 1 of"),
        "{}",
        stage.frame()
    );
    stage
        .press("filter.list")
        .press("move.top")
        .press("move.down");
    stage.press("annotate.delete");
    assert!(stage.shows("Filters 1"), "{}", stage.frame());
    stage
        .press("move.top")
        .press("move.down")
        .press("filter.pin")
        .press("close");
    assert_eq!(articles(&stage), all);
}

#[test]
fn sources_of_a_site_are_pinned_together() {
    let mut stage = Stage::seeds(140, 40);
    stage
        .press("pane.sources")
        .press("pane.scope")
        .press("move.top");
    stage.press("filter.pin");
    assert!(stage.shows(" source:"), "{}", stage.frame());
    assert!(articles(&stage).contains(" of "), "{}", stage.frame());
}

#[test]
fn filters_fit_a_small_window() {
    let mut stage = Stage::seeds(40, 12);
    stage.press("filter.pin").press("open").press("close");
    insta::assert_snapshot!(stage.frame());
}

#[test]
fn a_dossier_says_how_much_passes_the_filters() {
    let mut stage = Stage::seeds(140, 40);
    stage
        .press("find.all")
        .type_text("site:europa.eu")
        .press("box.pin");
    stage
        .press("find.all")
        .type_text("e:huawei")
        .press("type.accept");
    assert_eq!(stage.keyboard(), PaneId::Dossier);
    let passing = "3 of 18 mentions in 3 of 12 articles";
    assert!(stage.shows(passing), "{}", stage.frame());
}

#[test]
fn only_lists_that_can_be_sorted_offer_to_be() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.entities").press("pane.sort");
    assert_eq!(stage.keyboard(), PaneId::Entities);
    assert!(
        stage.shows("stand by how many articles"),
        "{}",
        stage.frame()
    );
}

/// Another explorer has saved a filter with its name.
fn named_elsewhere(stage: &mut Stage, number: u32, name: &str, query: &str) -> Revision {
    let (name, query) = (name.to_owned(), query.to_owned());
    let saved = SavedFilter { name, query };
    let annotation = Annotation::naming(id(number), "2026-01-01T00:00:00Z", "eve", saved);
    let revision = Revision::new(annotation, Vec::new());
    stage.receive(vec![revision.clone()]);
    revision
}

/// A stage on which articles of a site are pinned, with the list of filters open.
fn pinned() -> Stage {
    let mut stage = Stage::seeds(140, 40);
    stage
        .press("find.all")
        .type_text("site:europa.eu after:2020")
        .press("box.pin")
        .press("close")
        .press("filter.list");
    stage
}

#[test]
fn a_pinned_set_is_given_a_name_and_goes_by_it() {
    let mut stage = pinned();
    let few = articles(&stage);
    stage.press("filter.name");
    assert!(
        stage.shows("A name for site:europa.eu after:2020"),
        "{}",
        stage.frame()
    );
    stage.type_text("eu").press("type.accept");
    let saved = stage
        .saved
        .last()
        .unwrap()
        .annotation
        .filter
        .clone()
        .unwrap();
    assert_eq!(
        (saved.name.as_str(), saved.query.as_str()),
        ("eu", "site:europa.eu after:2020")
    );
    assert_eq!(stage.keyboard(), PaneId::Filters);
    assert!(stage.shows("Named in this library"), "{}", stage.frame());
    assert!(
        stage.shows("filter:eu  site:europa.eu after:2020"),
        "{}",
        stage.frame()
    );
    assert!(
        stage.shows("Recorded, u takes it back: filter:eu is"),
        "{}",
        stage.frame()
    );
    assert_eq!(articles(&stage), few, "the same articles");

    // It is taken back by its name, pinned again, and typed.
    stage.press("open");
    assert!(!articles(&stage).contains(" of "), "{}", stage.frame());
    stage.press("open").press("close");
    assert_eq!(articles(&stage), few);
    stage.press("find.all").type_text("a: filter:eu");
    let found = stage.frame();
    stage.press("type.delete-line").type_text("a: filter:eö");
    assert_ne!(stage.frame(), found);
    assert!(stage.shows("no filter is called eö"), "{}", stage.frame());
}

#[test]
fn a_name_is_taken_back_and_what_was_pinned_stays() {
    let mut stage = pinned();
    let few = articles(&stage);
    stage
        .press("filter.name")
        .type_text("eu")
        .press("type.accept");
    stage.press("annotate.undo");
    assert!(stage.shows("Took back: filter:eu is"), "{}", stage.frame());
    assert!(!stage.shows("Named in this library"), "{}", stage.frame());
    assert!(stage.shows(" site:europa.eu "), "{}", stage.frame());
    assert_eq!(articles(&stage), few);
    stage.press("annotate.redo");
    assert!(stage.shows("Named in this library"), "{}", stage.frame());
    stage
        .press("move.top")
        .press("move.down")
        .press("annotate.delete");
    assert!(
        stage.shows("filter:eu is no more; u brings it back"),
        "{}",
        stage.frame()
    );
    assert_eq!(articles(&stage), few);
}

#[test]
fn a_named_set_is_renamed_and_written_anew() {
    let mut stage = pinned();
    stage
        .press("filter.name")
        .type_text("eu")
        .press("type.accept");
    stage
        .press("filter.rename")
        .press("type.delete-line")
        .type_text("europe")
        .press("type.accept");
    assert!(
        stage.shows("filter:europe  site:europa.eu after:2020"),
        "{}",
        stage.frame()
    );
    assert!(!stage.shows("filter:eu "), "{}", stage.frame());
    // More is pinned, and the name stands for all of it.
    stage
        .press("close")
        .press("find.all")
        .type_text("entity:Huawei")
        .press("box.pin")
        .press("close");
    stage
        .press("filter.list")
        .press("filter.name")
        .type_text("europe")
        .press("type.accept");
    let query = "site:europa.eu after:2020 entity:Huawei";
    assert!(
        stage.shows(&format!("filter:europe  {query}")),
        "{}",
        stage.frame()
    );
    let names: Vec<_> = stage
        .saved
        .iter()
        .map(|revision| revision.annotation.id)
        .collect();
    assert!(
        names.iter().all(|id| *id == names[0]),
        "one annotation in three states"
    );
}

#[test]
fn a_name_that_cannot_be_is_refused_and_stays_in_the_field() {
    let mut stage = pinned();
    named_elsewhere(&mut stage, 90, "law", "tag:law");
    for (typed, why) in [
        ("", "the name is empty"),
        ("my set", "a name has no blanks"),
    ] {
        stage
            .press("filter.name")
            .type_text(typed)
            .press("type.accept");
        assert_eq!(stage.keyboard(), PaneId::Picker);
        assert!(
            stage.shows(&format!("Not named: {why}")),
            "{}",
            stage.frame()
        );
        assert!(stage.shows(&format!("> {typed}")), "{}", stage.frame());
        stage.press("type.cancel").press("filter.list");
    }
    named_elsewhere(&mut stage, 91, "both", "filter:law author:Jane");
    stage
        .press("move.top")
        .press("move.down")
        .press("move.down");
    stage
        .press("filter.rename")
        .type_text("s")
        .press("type.accept");
    assert!(
        stage.shows("filter:both asks for filter:law"),
        "{}",
        stage.frame()
    );
    stage
        .press("type.cancel")
        .press("filter.list")
        .press("move.top")
        .press("move.down")
        .press("move.down");
    stage.press("annotate.delete");
    assert!(
        stage.shows("It keeps its name: filter:both asks for filter:law"),
        "{}",
        stage.frame()
    );
    assert!(stage.saved.is_empty());
}

#[test]
fn what_another_explorer_names_is_seen_here_and_what_it_forgets_stays_pinned() {
    let mut stage = Stage::seeds(140, 40);
    let revision = named_elsewhere(&mut stage, 90, "eu", "site:europa.eu");
    stage
        .press("filter.list")
        .press("move.top")
        .press("move.down")
        .press("open")
        .press("close");
    assert!(stage.shows(" filter:eu "), "{}", stage.frame());
    let few = articles(&stage);
    let gone = Annotation {
        deleted: true,
        ..revision.annotation.clone()
    };
    stage.receive(vec![Revision::new(gone, vec![revision.id])]);
    assert!(stage.shows(" site:europa.eu "), "{}", stage.frame());
    assert_eq!(articles(&stage), few);
}

#[test]
fn nothing_is_named_where_nothing_is_pinned() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("filter.list").press("filter.name");
    assert!(
        stage.shows("Nothing is pinned that could be given a name"),
        "{}",
        stage.frame()
    );
    stage.press("filter.rename");
    assert!(stage.shows("This filter has no name"), "{}", stage.frame());
}
