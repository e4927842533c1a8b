//! What is linked and what is left apart.

use proptest::prelude::*;

use super::*;
use crate::clip::entity::EntityKey;
use crate::clip::entity::{Kind, Mention};
use crate::library::contents::sample;
use crate::library::correction::Correction;
use crate::library::linked_entities::Reason;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, SourceRange, TextRange};
use Kind::{Group, Organisation, Person, Place, Product};

/// An article whose mentions are these: kind, how it reads, the name the article gives it.
fn article(id: u32, mentions: &[(Kind, &str, &str)]) -> Arc<Article> {
    let text: Vec<&str> = mentions.iter().map(|(_, reads, _)| *reads).collect();
    let mut article = sample::article(id, "a.md", &text.join("\n"));
    let mut at = 0;
    for (kind, reads, name) in mentions {
        let end = at + reads.len() as u32;
        article.mentions.push(Mention {
            kind: *kind,
            name: SafeText::line(name),
            text: TextRange::new(at, end),
            source: SourceRange::new(at, end),
        });
        at = end + 1;
    }
    Arc::new(article)
}

/// Articles with one mention each.
fn each(mentions: &[(Kind, &str)]) -> Vec<Arc<Article>> {
    let numbered = mentions.iter().enumerate();
    numbered
        .map(|(id, (kind, name))| article(id as u32, &[(*kind, name, name)]))
        .collect()
}

fn listed(articles: &[Arc<Article>]) -> Vec<(Kind, String, usize)> {
    let linked = link(articles, &Curation::default());
    let entities = linked.entities.iter();
    entities
        .map(|entity| {
            (
                entity.kind,
                entity.name.as_str().to_owned(),
                entity.mentions.len(),
            )
        })
        .collect()
}

#[test]
fn one_thing_is_listed_once() {
    for (mentions, kind, name) in [
        (
            &[
                (Organisation, "Huawei"),
                (Organisation, "Huawei"),
                (Organisation, "Huawei Technologies Co., Ltd."),
            ][..],
            Organisation,
            "Huawei",
        ),
        (
            &[
                (Place, "US"),
                (Place, "U.S."),
                (Place, "America"),
                (Organisation, "United States"),
            ],
            Place,
            "United States",
        ),
        (
            &[(Organisation, "UN"), (Organisation, "United Nations")],
            Organisation,
            "United Nations",
        ),
        (
            &[
                (Organisation, "KMT"),
                (Organisation, "Chinese Nationalist Party"),
            ],
            Organisation,
            "Kuomintang",
        ),
        (
            &[
                (Place, "OXBRIDGETON"),
                (Place, "OXBRIDGETON"),
                (Place, "Oxbridgeton"),
            ],
            Place,
            "Oxbridgeton",
        ),
        (
            &[(Place, "China"), (Organisation, "China"), (Place, "PRC")],
            Place,
            "China",
        ),
        (
            &[
                (Organisation, "SenseTime"),
                (Organisation, "SenseTime"),
                (Organisation, "SenseTime"),
                (Person, "SenseTime"),
            ],
            Organisation,
            "SenseTime",
        ),
        (
            &[
                (Person, "President Joko Widodo"),
                (Person, "Joko Widodo"),
                (Person, "Joko Widodo"),
            ],
            Person,
            "Joko Widodo",
        ),
        (&[(Group, "Uyghurs"), (Group, "Uyghur")], Group, "Uyghurs"),
        (
            &[(Product, "AI"), (Product, "artificial intelligence")],
            Product,
            "artificial intelligence",
        ),
    ] {
        let articles = each(mentions);
        assert_eq!(
            listed(&articles),
            [(kind, name.to_owned(), mentions.len())],
            "{mentions:?}"
        );
    }
}

#[test]
fn different_things_stay_apart() {
    for mentions in [
        &[(Person, "Jordan"), (Place, "Jordan")][..],
        &[(Person, "Donald Trump"), (Person, "Donald Trump Jr.")],
        &[
            (Person, "Smith"),
            (Person, "Adam Smith"),
            (Person, "Brad Smith"),
        ],
        &[(Place, "China"), (Group, "Chinese")],
        &[(Place, "North Korea"), (Place, "South Korea")],
        &[(Organisation, "University of Sheffield"), (Place, "US")],
        &[(Organisation, "QRF"), (Organisation, "Quillon Ridge Forum")],
        &[(Person, "Herscovitch"), (Person, "Benjamin Herscovitch")],
        &[(Organisation, "Facebook"), (Organisation, "Facebook Group")],
        &[(Organisation, "EAF"), (Organisation, "East Asia Forum")],
        &[(Organisation, "Congress"), (Organisation, "US Congress")],
        &[(Group, "Thai"), (Place, "Thailand")],
        &[(Group, "Saudi"), (Place, "Saudi Arabia")],
        &[
            (Organisation, "Aboriginal Corporation"),
            (Group, "Aboriginal"),
        ],
        &[
            (Organisation, "Samsung"),
            (Organisation, "Samsung Electronics"),
        ],
    ] {
        assert_eq!(
            listed(&each(mentions)).len(),
            mentions.len(),
            "{mentions:?}"
        );
    }
}

#[test]
fn an_acronym_is_what_articles_define_it_as_unless_they_differ() {
    let defines = |id, long: &str| {
        article(
            id,
            &[(Organisation, long, long), (Organisation, "CDT", long)],
        )
    };
    let first = defines(0, "Centre for Digital Trade");
    let alone = article(1, &[(Organisation, "CDT", "CDT")]);
    let other = defines(2, "Center for Democracy and Technology");
    let joined = listed(&[Arc::clone(&first), Arc::clone(&alone)]);
    assert_eq!(
        joined,
        [(Organisation, "Centre for Digital Trade".to_owned(), 3)]
    );
    assert_eq!(listed(&[first, alone, other]).len(), 3);
}

#[test]
fn longer_and_shorter_names_of_one_acronym_are_one_but_not_those_of_two_bodies() {
    let defines = |id, long: &str| {
        article(
            id,
            &[(Organisation, long, long), (Organisation, "QBX", long)],
        )
    };
    let [short, american, kansan] = [
        "Quality Board of Exports",
        "U.S. Quality Board of Exports",
        "Kansas Quality Board of Exports",
    ];
    let one = listed(&[defines(0, short), defines(1, american), defines(2, short)]);
    assert_eq!(one, [(Organisation, short.to_owned(), 6)]);
    assert_eq!(listed(&[defines(0, short), defines(1, kansan)]).len(), 2);
}

#[test]
fn a_surname_is_the_person_whom_nearly_all_articles_name_in_full() {
    let mut articles = each(&[(Person, "Angela Merkel"); 5]);
    articles.push(article(5, &[(Person, "Merkel", "Merkel")]));
    assert_eq!(listed(&articles), [(Person, "Angela Merkel".to_owned(), 6)]);
    articles.push(article(6, &[(Person, "Joachim Merkel", "Joachim Merkel")]));
    articles.push(article(7, &[(Person, "Joachim Merkel", "Joachim Merkel")]));
    assert_eq!(listed(&articles).len(), 3);
}

#[test]
fn what_is_likely_is_proposed() {
    let linked = link(
        &each(&[
            (Organisation, "QRF"),
            (Organisation, "Quillon Ridge Forum"),
            (Person, "Xi"),
            (Person, "Xi Jinping"),
            (Person, "Herscovitch"),
            (Person, "Benjamin Herscovitch"),
            (Person, "Benjamin Herscovitch"),
            (Person, "Benjamin Herskovitch"),
            (Organisation, "Congress"),
            (Organisation, "US Congress"),
        ]),
        &Curation::default(),
    );
    let said: Vec<(&str, &str, Reason)> = linked
        .proposals
        .iter()
        .map(|one| (one.from.name.as_str(), one.into.name.as_str(), one.reason))
        .collect();
    assert_eq!(
        said,
        [
            ("QRF", "Quillon Ridge Forum", Reason::Initials),
            ("Congress", "US Congress", Reason::Listed),
            (
                "Benjamin Herskovitch",
                "Benjamin Herscovitch",
                Reason::Spelling
            ),
            ("Herscovitch", "Benjamin Herscovitch", Reason::Surname),
        ]
    );
}

#[test]
fn nationalities_lead_to_their_countries() {
    let linked = link(
        &each(&[(Place, "China"), (Group, "Chinese"), (Group, "Kenyan")]),
        &Curation::default(),
    );
    assert_eq!(
        linked.demonyms,
        [(
            EntityKey::new(Group, "Chinese"),
            EntityKey::new(Place, "China")
        )]
    );
}

#[test]
fn corrections_hold_under_every_name_a_thing_had() {
    let articles = each(&[
        (Organisation, "Huawei"),
        (Organisation, "Huawei"),
        (Organisation, "Huawei Technologies"),
        (Person, "Click"),
    ]);
    let corrections = [
        Correction::Rename {
            of: EntityKey::new(Organisation, "Huawei Technologies"),
            name: "Huawei Group".into(),
        },
        Correction::Hide {
            of: EntityKey::new(Person, "Click"),
        },
    ];
    let linked = link(&articles, &Curation::new(&corrections));
    let [huawei] = linked.entities.as_slice() else {
        panic!("{:?}", linked.entities);
    };
    let aliases: Vec<&str> = huawei.aliases.iter().map(SafeText::as_str).collect();
    assert_eq!(
        (huawei.name.as_str(), huawei.articles.len()),
        ("Huawei Group", 3)
    );
    assert_eq!(aliases, ["Huawei", "Huawei Technologies"]);
}

#[test]
fn a_split_takes_the_mentions_that_read_so() {
    let articles = [article(
        0,
        &[
            (Place, "Washington", "Washington"),
            (Place, "Washington State", "Washington"),
        ],
    )];
    let split = Correction::Split {
        from: EntityKey::new(Place, "Washington"),
        form: "Washington State".into(),
        into: EntityKey::new(Place, "Washington State"),
    };
    let linked = link(&articles, &Curation::new([&split]));
    let names: Vec<(&str, usize)> = linked
        .entities
        .iter()
        .map(|one| (one.name.as_str(), one.mentions.len()))
        .collect();
    assert_eq!(names, [("Washington", 1), ("Washington State", 1)]);
}

#[test]
fn what_the_reader_keeps_apart_is_neither_proposed_nor_joined() {
    let forum = "Quillon Ridge Forum";
    let mut articles = each(&[(Organisation, "QRF"), (Organisation, forum)]);
    let apart = Correction::Apart {
        one: EntityKey::new(Organisation, "QRF"),
        other: EntityKey::new(Organisation, forum),
    };
    let curation = Curation::new([&apart]);
    assert_eq!(link(&articles, &Curation::default()).proposals.len(), 1);
    assert!(link(&articles, &curation).proposals.is_empty());
    // An article that defines the letters would join them.
    let defines = [(Organisation, forum, forum), (Organisation, "QRF", forum)];
    articles.push(article(2, &defines));
    assert_eq!(listed(&articles).len(), 1);
    let linked = link(&articles, &curation);
    let counts: Vec<(&str, usize)> = linked
        .entities
        .iter()
        .map(|one| (one.name.as_str(), one.mentions.len()))
        .collect();
    assert_eq!(counts, [(forum, 3), ("QRF", 1)]);
}

#[test]
fn what_is_hidden_is_kept_with_its_mentions() {
    let articles = each(&[(Person, "Click"), (Person, "Click"), (Place, "Kenya")]);
    let hide = Correction::Hide {
        of: EntityKey::new(Person, "Click"),
    };
    let linked = link(&articles, &Curation::new([&hide]));
    assert_eq!(linked.entities.len(), 1);
    assert_eq!(linked.hidden.len(), 1);
    assert_eq!(
        (
            linked.hidden[0].name.as_str(),
            linked.hidden[0].articles.len()
        ),
        ("Click", 2)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn every_mention_is_in_exactly_one_entity(
        chosen in proptest::collection::vec((0_u32..6, 0_usize..5, 0_usize..14), 0..60),
    ) {
        let kinds = [Person, Organisation, Place, Group, Product];
        let names = [
            "US", "United States", "American", "Xi", "Xi Jinping", "DFAT", "Huawei", "Huawei Inc.", "Huaweis",
            "Department of Foreign Affairs and Trade", "J. Smith", "John Smith", "Smith", "\u{2019}s",
        ];
        let articles: Vec<_> = (0..6).map(|id| {
            let own: Vec<_> = chosen.iter().filter(|one| one.0 == id)
                .map(|one| (kinds[one.1], names[one.2], names[one.2])).collect();
            article(id, &own)
        }).collect();
        let linked = link(&articles, &Curation::default());
        let mut found: Vec<_> = linked.entities.iter().flat_map(|entity| entity.mentions.clone()).collect();
        found.sort_unstable();
        let all: Vec<_> = articles.iter().flat_map(|article| (0..article.mentions.len())
            .map(|mention| crate::clip::entity::MentionRef { article: ArticleId(article.id.0), mention: mention as u32 })).collect();
        prop_assert_eq!(found, all);
        let mut names: Vec<_> = linked.entities.iter().map(|entity| (entity.kind, entity.name.clone())).collect();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), linked.entities.len());
    }
}
