//! Names found in a real clip, against what was labelled in it by hand.

use postil::core::entity::Kind;
use postil::core::{front_matter, markdown};
use postil::extract::names::Names;

/// Names that the clip of the folder `seed` holds, with their kinds.
const WANTED: [(&str, Kind); 27] = [
    ("China", Kind::Place),
    ("Saudi Arabia", Kind::Place),
    ("Uganda", Kind::Place),
    ("South Africa", Kind::Place),
    ("Zimbabwe", Kind::Place),
    ("Ecuador", Kind::Place),
    ("Johannesburg", Kind::Place),
    ("Canberra", Kind::Place),
    ("Beijing", Kind::Place),
    ("Middle East", Kind::Place),
    ("Eastern Europe", Kind::Place),
    ("United States", Kind::Place),
    ("European Union", Kind::Organisation),
    ("United Nations", Kind::Organisation),
    ("SenseTime", Kind::Organisation),
    ("Dahua", Kind::Organisation),
    ("Huawei", Kind::Organisation),
    ("CloudWalk", Kind::Organisation),
    ("Cloud and AI Innovation Centre", Kind::Organisation),
    (
        "Department of Foreign Affairs and Trade",
        Kind::Organisation,
    ),
    ("Australian National University", Kind::Organisation),
    ("East Asia Forum", Kind::Organisation),
    ("Benjamin Herscovitch", Kind::Person),
    ("Chinese", Kind::Group),
    ("Uyghurs", Kind::Group),
    ("artificial intelligence", Kind::Product),
    ("Agreement No. 78366", Kind::Work),
];

#[test]
fn a_real_clip_holds_its_names() {
    let Some(corpora) = std::env::var_os("POSTIL_CORPORA") else {
        eprintln!("POSTIL_CORPORA is not set: no real clip was read");
        return;
    };
    let names = Names::embedded().unwrap();
    let folder = std::path::Path::new(&corpora).join("seed");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let head = front_matter::read(&text, "clip.md");
        let document = markdown::read(&text, head.body);
        found.extend(names.find(&document, &head.head));
    }
    let missing: Vec<_> = WANTED
        .iter()
        .filter(|(name, kind)| {
            !found
                .iter()
                .any(|mention| mention.name.as_str() == *name && mention.kind == *kind)
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let spoken = found
        .iter()
        .filter(|mention| mention.name.as_str() == "artificial intelligence")
        .count();
    assert_eq!(spoken, 37, "AI is one product at each of its mentions");
}
