//! Names put right in the explorer: applied at once, undone like annotations, kept as revisions.

use postil::app::message::Message;
use postil::clip::entity::EntityKey;
use postil::clip::entity::{Kind, MentionRef};
use postil::library::correction::Correction;
use postil::library::linked_entities::Proposal;
use postil::notes::annotation::{Annotation, Revision};
use postil::panes::pane_id::PaneId;

use crate::stage::{Stage, id};

/// Another program has saved a correction.
fn elsewhere(stage: &mut Stage, number: u32, correction: Correction) {
    let annotation = Annotation::correcting(id(number), "2026-01-01T00:00:00Z", "eve", correction);
    stage.send(Message::Revisions {
        fresh: vec![Revision::new(annotation, Vec::new())],
        damaged: Vec::new(),
    });
}

fn organisation(name: &str) -> EntityKey {
    EntityKey::new(Kind::Organisation, name)
}

fn mentions(stage: &Stage, of: &EntityKey) -> Option<usize> {
    let entity = stage.app.library().entity(of.kind, &of.name)?;
    Some(entity.mentions.len())
}

#[test]
fn what_another_program_puts_right_is_seen_here() {
    let mut stage = Stage::seeds(140, 40);
    let huawei = organisation("Huawei");
    let before = mentions(&stage, &huawei).unwrap();
    let hide = Correction::Hide { of: huawei.clone() };
    elsewhere(&mut stage, 101, hide);
    assert_eq!(mentions(&stage, &huawei), None);
    let add = Correction::Add {
        of: EntityKey::new(Kind::Product, "network"),
        forms: Vec::new(),
    };
    elsewhere(&mut stage, 102, add);
    assert!(mentions(&stage, &EntityKey::new(Kind::Product, "network")).unwrap() > 0);
    let show = Correction::Unhide { of: huawei.clone() };
    elsewhere(&mut stage, 103, show);
    assert_eq!(mentions(&stage, &huawei), Some(before));
}

/// The explorer with the names of the whole library and the cursor on one of them.
fn at_name(name: &str) -> Stage {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.entities").press("pane.scope");
    narrow(&mut stage, name);
    stage
}

fn narrow(stage: &mut Stage, name: &str) {
    stage.find(name);
}

#[test]
fn a_name_is_merged_with_another_and_taken_apart_again() {
    let (sense, hik) = (organisation("SenseTime"), organisation("Hikvision"));
    let mut stage = at_name("SenseTime");
    let both = mentions(&stage, &sense).unwrap() + mentions(&stage, &hik).unwrap();
    stage
        .press("names.merge")
        .type_text("hikv")
        .press("type.accept");
    assert_eq!(mentions(&stage, &sense), None);
    assert_eq!(mentions(&stage, &hik), Some(both));
    assert!(stage.shows("SenseTime (organisation) → Hikvision (organisation)"));
    assert_eq!(stage.saved.len(), 1);
    assert!(stage.saved[0].annotation.correction.is_some());
    stage.press("annotate.undo");
    assert!(mentions(&stage, &sense).is_some());
    stage.press("annotate.redo");
    assert_eq!(mentions(&stage, &hik), Some(both));
    stage.press("close");
    narrow(&mut stage, "hikvision");
    stage
        .press("names.split")
        .type_text("sense")
        .press("type.accept");
    assert!(mentions(&stage, &sense).is_some(), "{}", stage.frame());
}

#[test]
fn a_dossier_follows_its_name_through_renaming_and_a_change_of_kind() {
    let mut stage = at_name("Huawei");
    let before = mentions(&stage, &organisation("Huawei")).unwrap();
    stage.press("open").press("names.rename");
    stage
        .press("type.delete-line")
        .type_text("Huawei Group")
        .press("type.accept");
    assert_eq!(stage.keyboard(), PaneId::Dossier);
    assert_eq!(
        mentions(&stage, &organisation("Huawei Group")),
        Some(before)
    );
    assert!(stage.shows("Huawei Group ─"), "{}", stage.frame());
    stage
        .press("names.kind")
        .type_text("product")
        .press("type.accept");
    let product = EntityKey::new(Kind::Product, "Huawei Group");
    assert_eq!(mentions(&stage, &product), Some(before));
    assert!(stage.shows("product · "), "{}", stage.frame());
    stage.press("annotate.undo").press("annotate.undo");
    assert!(stage.shows("organisation · "), "{}", stage.frame());
}

#[test]
fn a_hidden_name_is_left_out_until_it_is_listed_again() {
    let mut stage = at_name("Bletchley Decl");
    let name = EntityKey::new(Kind::Work, "Bletchley Declaration");
    stage.press("names.hide");
    assert_eq!(mentions(&stage, &name), None);
    stage.press("close").press("names.hidden");
    stage.press("move.bottom");
    assert!(stage.shows("Hidden"), "{}", stage.frame());
    stage.press("open");
    assert!(
        stage.shows("hidden: lists leave it out"),
        "{}",
        stage.frame()
    );
    stage.press("names.hide");
    assert!(mentions(&stage, &name).is_some());
}

#[test]
fn words_of_the_text_become_a_name_everywhere() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.reader").press("names.add");
    assert!(stage.shows("Select the words of the name first"));
    stage
        .find("supercomputing")
        .press("select.characters")
        .press("select.word")
        .press("names.add")
        .type_text("products")
        .press("type.accept");
    let name = EntityKey::new(Kind::Product, "supercomputing");
    let found = mentions(&stage, &name).unwrap();
    assert!(found > 0);
    stage.press("annotate.undo");
    assert_eq!(mentions(&stage, &name), None);
}

#[test]
fn names_that_may_be_one_are_asked_about_once() {
    let mut stage = Stage::seeds(140, 40);
    let forum = "Quillon Ridge Forum";
    for (number, name, form) in [(101, forum, "governance"), (102, "QRF", "technology")] {
        let add = Correction::Add {
            of: organisation(name),
            forms: vec![form.to_owned()],
        };
        elsewhere(&mut stage, number, add);
    }
    let proposals = stage.app.library().proposals();
    let count = proposals.len();
    let is_ours = |one: &Proposal| one.from == organisation("QRF");
    assert!(proposals.iter().any(is_ours), "{proposals:?}");
    stage.press("pane.entities").press("pane.scope");
    assert!(
        stage.shows(&format!("· {count} alike?")),
        "{}",
        stage.frame()
    );
    stage.press("names.ask");
    // In a small window the frame does not change with every name that is found.
    stage.size(64, 11);
    assert!(stage.shows("One and the same?"), "{}", stage.frame());
    stage.size(140, 40);
    stage.press("close");
    let left = |stage: &Stage| stage.app.library().proposals().len();
    assert_eq!(left(&stage), count, "later is no answer");
    stage.press("names.ask").press("answer.no");
    assert_eq!(left(&stage), count - 1);
    stage.press("close").press("annotate.undo");
    assert_eq!(left(&stage), count);
    stage.press("move.top").press("open").press("move.down");
    stage.press("open").press("answer.yes");
    assert_eq!(left(&stage), count - 1);
}

#[test]
fn what_a_name_is_merged_with_is_picked_by_typing() {
    let mut stage = at_name("SenseTime");
    stage.press("names.merge").type_text("hik");
    stage.size(60, 12);
    insta::assert_snapshot!(stage.frame());
    stage.press("type.cancel");
    assert!(stage.saved.is_empty());
    assert_eq!(stage.keyboard(), PaneId::Entities);
}

#[test]
fn a_name_is_put_right_where_it_is_read() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.reader").press("read.next-name");
    let place = stage.app.here().unwrap();
    let library = stage.app.library();
    let article = library.article(place.article).unwrap();
    let mention = article
        .mentions
        .iter()
        .position(|mention| mention.source == place.range)
        .unwrap();
    let at = MentionRef {
        article: article.id,
        mention: mention as u32,
    };
    let before = library.entity_named_at(at).unwrap().named();
    stage
        .press("find.command")
        .type_text("Rename it")
        .press("type.accept");
    stage
        .press("type.delete-line")
        .type_text("Quillon")
        .press("type.accept");
    let now = stage.app.library().entity_named_at(at).unwrap().named();
    assert_eq!(now, EntityKey::new(before.kind, "Quillon"));
    assert_eq!(stage.keyboard(), PaneId::Reader);
}

#[test]
fn nationalities_and_their_countries_lead_to_one_another() {
    let mut stage = at_name("Chinese");
    stage.press("open");
    assert!(stage.shows("belongs to China"), "{}", stage.frame());
}

#[test]
fn a_hidden_name_is_no_name_of_the_text_either() {
    let mut stage = Stage::seeds(140, 40);
    stage.press("pane.reader").press("read.next-name");
    let first = stage.app.here().unwrap();
    stage
        .press("find.command")
        .type_text("Hide it, or list")
        .press("type.accept");
    stage.press("move.top").press("read.next-name");
    let next = stage.app.here().unwrap();
    assert!(next.range.start > first.range.start);
    stage.press("annotate.undo").press("read.prev-name");
    assert_eq!(stage.app.here().unwrap(), first);
}
