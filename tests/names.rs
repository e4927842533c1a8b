//! Names found in a real clip, against all that was labelled in it by hand, and what must not be
//! found in any.

use std::collections::BTreeMap;

use postil::clip::entity::{Kind, Mention};
use postil::clip::front_matter;
use postil::names::pipeline::Names;
use postil::runtime::load;
use postil::store::library_files::LibraryFiles;
use postil::text::markdown;

/// The 37 names of the clip of the folder `seed` that were labelled by hand, by the form that stands
/// in the text, with their 109 mentions.
const WANTED: [(&str, Kind, usize); 38] = [
    ("China", Kind::Place, 11),
    ("Chinese", Kind::Group, 18),
    ("AI", Kind::Product, 36),
    ("artificial intelligence", Kind::Product, 1),
    ("United Nations", Kind::Organisation, 1),
    ("Saudi Arabia", Kind::Place, 2),
    ("Saudi", Kind::Group, 1),
    ("SenseTime", Kind::Organisation, 2),
    ("Dahua", Kind::Organisation, 1),
    ("Saudi AI Education Program", Kind::Organisation, 1),
    ("Uganda", Kind::Place, 2),
    ("Huawei", Kind::Organisation, 2),
    ("CloudWalk", Kind::Organisation, 1),
    ("South Africa", Kind::Place, 1),
    ("Cloud and AI Innovation Centre", Kind::Organisation, 1),
    ("Johannesburg", Kind::Place, 1),
    ("Southeast Asia", Kind::Place, 1),
    ("Middle East", Kind::Place, 1),
    ("Eastern Europe", Kind::Place, 1),
    ("Africa", Kind::Place, 1),
    ("Uyghurs", Kind::Group, 1),
    ("Zimbabwe", Kind::Place, 1),
    ("Ecuador", Kind::Place, 1),
    ("Beijing", Kind::Place, 3),
    ("European Union", Kind::Organisation, 1),
    ("United States", Kind::Place, 1),
    ("Benjamin Herscovitch", Kind::Person, 1),
    (
        "School of Regulation and Global Governance",
        Kind::Organisation,
        1,
    ),
    ("Australian National University", Kind::Organisation, 1),
    (
        "Department of Foreign Affairs and Trade",
        Kind::Organisation,
        1,
    ),
    ("DFAT", Kind::Organisation, 2),
    ("Agreement No. 78366", Kind::Work, 1),
    ("Australian", Kind::Group, 1),
    ("East Asia Forum", Kind::Organisation, 1),
    ("EAF", Kind::Organisation, 1),
    ("Australia", Kind::Place, 1),
    ("First Peoples", Kind::Group, 1),
    ("Canberra", Kind::Place, 1),
];

/// Two peoples of the same clip, whose names stand in one phrase.
const PEOPLES: [(&str, Kind, usize); 2] =
    [("Ngunnawal", Kind::Group, 1), ("Ngambri", Kind::Group, 1)];

fn mentions(names: &Names, clip: &str) -> Vec<(String, Kind)> {
    let head = front_matter::read(clip, "clip.md");
    let document = markdown::read(clip, head.body);
    let form = |mention: &Mention| {
        let form = &document.text.as_str()[mention.text.bytes()];
        let form = form.strip_prefix("The ").unwrap_or(form);
        let bare = form.strip_suffix("\u{2019}s").unwrap_or(form);
        (bare.replace('\u{a0}', " "), mention.kind)
    };
    names.find(&document, &head.head).iter().map(form).collect()
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn the_clip_of_the_corpus_holds_its_names() {
    let corpora = std::env::var_os("POSTIL_CORPORA").unwrap();
    let names = Names::embedded().unwrap();
    let folder = std::path::Path::new(&corpora).join("seed");
    let mut found: BTreeMap<(String, Kind), usize> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for mention in mentions(&names, &text) {
            *found.entry(mention).or_default() += 1;
        }
    }
    let (mut right, mut missed) = (0, Vec::new());
    for (name, kind, wanted) in WANTED.into_iter().chain(PEOPLES) {
        let own = found.remove(&(name.to_owned(), kind)).unwrap_or(0);
        right += own.min(wanted);
        if own != wanted {
            missed.push((name, kind, wanted, own));
        }
    }
    assert!(
        right >= 107,
        "{right} of 109 mentions; {missed:?}; besides {found:?}"
    );
    assert!(missed.len() <= 1, "{missed:?}");
    assert!(found.len() <= 3, "found besides: {found:?}");
}

#[test]
fn residue_code_and_addresses_hold_no_names() {
    let names = Names::embedded().unwrap();
    let clip = "---\ntitle: T\n---\n\
        Share on Facebook\n\n0:00 / 0:00\n\n\
        We met in Uganda with `Angela Merkel` and see <https://example.org/Barack_Obama> or \
        https://example.org/Boris-Johnson.\n\n\
        ```\nlet Huawei = \"Vladimir Putin in Moscow\";\n```\n\n\
        ![Emmanuel Macron](https://example.org/Emmanuel%20Macron.png)\n\n\
        $$Paris$$\n\n[Email Us](mailto:a@example.org) [Contact Us](https://example.org)\n";
    let found = mentions(&names, clip);
    assert_eq!(found, [("Uganda".to_owned(), Kind::Place)]);
}

#[test]
fn a_hyphenated_name_is_whole() {
    let names = Names::embedded().unwrap();
    let clip =
        "Prime Minister Prayuth Chan-o-cha spoke in Bangkok. Prayuth Chan-o-cha left on Monday.";
    let found = mentions(&names, clip);
    let whole = ("Prayuth Chan-o-cha".to_owned(), Kind::Person);
    assert!(found.contains(&whole), "{found:?}");
    assert!(
        !found.iter().any(|(name, _)| name == "Prayuth Chan-o"),
        "{found:?}"
    );
}

#[test]
fn people_are_whole_whatever_marks_stand_in_their_names() {
    let names = Names::embedded().unwrap();
    let people = |text: &str| -> Vec<String> {
        let found = names.tag(text).into_iter();
        let people = found.filter(|found| found.kind == Kind::Person);
        people
            .map(|found| text[found.text.bytes()].to_owned())
            .collect()
    };
    for (text, wanted) in [
        ("Name: Doe, John", &["Doe, John"][..]),
        (
            "SMITH, Anna testified. The witness JONES, Robert agreed.",
            &["SMITH, Anna", "JONES, Robert"],
        ),
        (
            "Payments went from Doe, John to Roe, Jane.",
            &["Doe, John", "Roe, Jane"],
        ),
        ("Ms. O'Brien-Smith left.", &["O'Brien-Smith"]),
        (
            "Anna O'Brien-Smith met Jean-Luc Picard-Lopez.",
            &["Anna O'Brien-Smith", "Jean-Luc Picard-Lopez"],
        ),
        ("Mr. van der Berg left.", &["van der Berg"]),
        ("Defendant John Doe No. 3 fled.", &["John Doe"]),
        ("Anna, John and Robert came.", &["Anna", "John", "Robert"]),
    ] {
        assert_eq!(people(text), wanted, "{text}");
    }
    let found = names.tag("SMITH, Anna testified.");
    assert_eq!(found[0].name.as_str(), "Anna Smith");
}

#[test]
fn a_heading_in_a_link_is_no_part_of_the_name_of_its_page() {
    let library = load::whole(&LibraryFiles::Bundled, Names::embedded().unwrap());
    let mut articles = library.articles().iter();
    let is_linked = articles.any(|one| one.text.as_str().contains("AI Surveillance#Suppliers"));
    assert!(is_linked);
    let names = library.entities().iter().map(|entity| entity.name.as_str());
    let parted: Vec<&str> = names.filter(|name| name.contains('#')).collect();
    assert_eq!(parted, [""; 0]);
}

#[test]
fn authors_and_tags_tell_what_a_word_is() {
    let names = Names::embedded().unwrap();
    let text = "\nIn the end, as Springer and Zorblax had said, nothing happened. A lamp by Springer fell.\n";
    let plain = mentions(&names, text);
    let head = "---\nauthor: \"[[Maria Springer]]\"\ntags: [Zorblax]\n---\n";
    let told = mentions(&names, &format!("{head}{text}"));
    let persons = |found: &[(String, Kind)]| {
        let is_springer = |one: &&(String, Kind)| *one == &("Springer".to_owned(), Kind::Person);
        found.iter().filter(is_springer).count()
    };
    assert_eq!(persons(&told), 2, "{plain:?} became {told:?}");
    assert!(told.iter().any(|(name, _)| name == "Zorblax"), "{told:?}");
}

#[test]
fn a_tag_is_found_where_nothing_else_is() {
    let names = Names::embedded().unwrap();
    let text = "\nIn the end all of them wrote it in Plain Language and it was done.\n";
    assert_eq!(mentions(&names, text), []);
    let tagged = mentions(&names, &format!("---\ntags: [Plain Language]\n---\n{text}"));
    assert_eq!(tagged, [("Plain Language".to_owned(), Kind::Other)]);
}

#[test]
fn title_cased_headings_are_not_trusted_and_the_body_is() {
    let names = Names::embedded().unwrap();
    let clip = "# Big Questions About Huawei And Better Rules For Nairobi\n\n\
        Last week Huawei opened an office in Nairobi, and people had many questions about it.\n";
    let found = mentions(&names, clip);
    let expected = [
        ("Huawei", Kind::Organisation),
        ("Nairobi", Kind::Place),
        ("Huawei", Kind::Organisation),
        ("Nairobi", Kind::Place),
    ];
    let found: Vec<_> = found
        .iter()
        .filter(|(_, kind)| *kind != Kind::Date)
        .map(|(name, kind)| (name.as_str(), *kind))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn honorifics_are_no_part_of_a_person_and_make_one() {
    let names = Names::embedded().unwrap();
    let found = mentions(
        &names,
        "\nYesterday Mr. Tendai Moyo met Dr Okafor and President Cyril Ramaphosa. Later Moyo left.\n",
    );
    let persons: Vec<&str> = found
        .iter()
        .filter(|(_, kind)| *kind == Kind::Person)
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        persons,
        ["Tendai Moyo", "Okafor", "Cyril Ramaphosa", "Moyo"]
    );
}

#[test]
fn a_portfolio_is_no_organisation() {
    let names = Names::embedded().unwrap();
    let found = mentions(
        &names,
        "\nYesterday the Minister of Justice, Tendai Moyo, left Harare.\n",
    );
    let forms: Vec<&str> = found
        .iter()
        .filter(|(_, kind)| *kind != Kind::Date)
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(forms, ["Tendai Moyo", "Harare"]);
}

#[test]
fn a_dateline_names_the_place_of_its_report() {
    let names = Names::embedded().unwrap();
    let towns = |text: &str| -> Vec<(Kind, String)> {
        let spans = names
            .tag(text)
            .into_iter()
            .filter(|span| span.text.start == 0);
        spans
            .map(|span| (span.kind, span.text.of(text).to_owned()))
            .collect()
    };
    for (text, town) in [
        ("BAIDOA, Somalia: The rains have failed.", "BAIDOA"),
        ("KUALA LUMPUR: The Federal Court refused.", "KUALA LUMPUR"),
        (
            "DAR ES SALAAM (AFP) – The chairman was held.",
            "DAR ES SALAAM",
        ),
        (
            "BIRATNAGAR, July 22 (RSS) -- The parties met.",
            "BIRATNAGAR",
        ),
    ] {
        assert_eq!(towns(text), [(Kind::Place, town.to_owned())], "{text}");
    }
    for text in [
        "BREAKING NEWS: The rains have failed.",
        "EXPLAINER: Why the rains have failed.",
        "ANZ: Penalties of a bank.",
        "CHAPTER ONE - The rains.",
        "BAIDOA HAS NO RAIN: it failed again.",
    ] {
        assert!(
            towns(text).iter().all(|(kind, _)| *kind != Kind::Place),
            "{text}"
        );
    }
}
