//! Names put right in the explorer: applied at once, undone like annotations, kept as revisions.

use postil::app::message::Message;
use postil::core::annotation::{Annotation, Revision};
use postil::core::curation::{Correction, Named};
use postil::core::entity::Kind;

use crate::stage::{Stage, id};

/// Another program has saved a correction.
fn elsewhere(stage: &mut Stage, number: u32, correction: Correction) {
    let annotation = Annotation::correcting(id(number), "2026-01-01T00:00:00Z", "eve", correction);
    stage.send(Message::Revisions {
        fresh: vec![Revision::new(annotation, Vec::new())],
        damaged: Vec::new(),
    });
}

fn organisation(name: &str) -> Named {
    Named::new(Kind::Organisation, name)
}

fn mentions(stage: &Stage, of: &Named) -> Option<usize> {
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
        of: Named::new(Kind::Product, "network"),
        forms: Vec::new(),
    };
    elsewhere(&mut stage, 102, add);
    assert!(mentions(&stage, &Named::new(Kind::Product, "network")).unwrap() > 0);
    let show = Correction::Unhide { of: huawei.clone() };
    elsewhere(&mut stage, 103, show);
    assert_eq!(mentions(&stage, &huawei), Some(before));
}
