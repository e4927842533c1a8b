//! Journeys with pinned filters: what is pinned, all panes count anew.

use postil::panes::pane_id::PaneId;

use crate::stage::Stage;

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
