//! A library of which files come, change, move and go: what was patched is what a fresh run over the same articles gives.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot do")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use postil::app::message::Message;
use postil::clip::article_set::ArticleSet;
use postil::library::contents::Library;
use postil::library::correction::Curation;
use postil::library::linked_entities::Linked;
use postil::library::linking;
use postil::names::pipeline::Names;
use postil::runtime::loader::LibraryLoader;
use postil::store::library_files::LibraryFiles;
use postil::store::load;

/// Sentences that join names in every way: spellings, acronyms, surnames, sounds, kinds that are mistaken for others.
const SENTENCES: [&str; 24] = [
    "Joe Biden met Ursula von der Leyen in Brussels.",
    "Biden spoke.",
    "President Joe Biden and Jill Biden travelled.",
    "Hunter Biden did not.",
    "The National Institute of Standards and Technology (NIST) wrote it.",
    "NIST said so.",
    "The US National Institute of Standards and Technology (NIST) agreed.",
    "The East Asia Forum (EAF) published it.",
    "EAF is a forum, and so is the European Aviation Fund (EAF).",
    "Benjamin Herscovitch wrote for it.",
    "Benjamin Herskovitch wrote again.",
    "Muammar Gaddafi ruled Libya.",
    "Muammar Qaddafi ruled Libya for long.",
    "Huawei sells phones in [Uganda](https://cnbc.com/uganda).",
    "Huawei Technologies Co., Ltd. sells [masts](https://cnbc.com/uganda).",
    "Washington waited, and George Washington crossed the river.",
    "The World Bank Group lends to Uganda.",
    "The World Bank lends.",
    "Chinese firms trade with China and the Chinese.",
    "See [the act](https://eur-lex.europa.eu/act) and [it](https://eur-lex.europa.eu/act).",
    "BANGKOK was hot, Bangkok is hot.",
    "Meta and Facebook are Meta Platforms.",
    "The European Union and the EU are one; see [the act](https://eur-lex.europa.eu/act#one).",
    "It cost $5 million on 3 May 2024.",
];

/// Changes a file.
fn edit(folder: &Path, dice: &mut u64) {
    let mut roll = |sides: usize| {
        *dice ^= *dice << 13;
        *dice ^= *dice >> 7;
        *dice ^= *dice << 17;
        usize::try_from(*dice >> 33).unwrap() % sides
    };
    let (which, other) = (roll(12), roll(12));
    let file = |number: usize| folder.join(format!("{number}.md"));
    match roll(8) {
        0 => drop(fs::remove_file(file(which))),
        1 => drop(fs::rename(file(which), file(other))),
        2 => drop(fs::copy(file(which), file(other))),
        _ => {
            let head = format!(
                "---\ntitle: Clip {}\nsource: https://e.org/{}\ntags: [t{}]\n---\n",
                roll(9),
                roll(6),
                roll(3)
            );
            let count = roll(9);
            let body: Vec<&str> = (0..count)
                .map(|_| SENTENCES[roll(SENTENCES.len())])
                .collect();
            fs::write(file(which), format!("{head}{}\n", body.join("\n\n"))).unwrap();
        }
    }
}

/// Everything that is told of the sources of a library, in order.
fn sources(library: &Library) -> Vec<String> {
    let by_site = library.sources_by_site().flatten();
    by_site.map(|source| format!("{source:?}")).collect()
}

#[test]
fn after_any_edits_a_library_is_what_a_fresh_run_makes_of_the_same_articles() {
    let folder = tempfile::tempdir().unwrap();
    let files = LibraryFiles::open(folder.path()).unwrap();
    let names = Names::embedded().unwrap();
    let mut loader = LibraryLoader::new(files.clone(), names, Library::default());
    let mut dice = 0x2545_F491_4F6C_DD1D_u64;
    let mut now = Arc::new(Library::default());
    for step in 0..120 {
        for _ in 0..=dice % 3 {
            edit(folder.path(), &mut dice);
        }
        loader.read(Default::default, |message| {
            if let Message::Library(library) = message {
                now = library;
            }
            true
        });
        let mut fresh = Library::default();
        fresh.add(now.articles().iter().cloned());
        let linked: Linked = linking::link(now.articles(), &Curation::default());
        fresh.set_linked(linked);
        fresh.set_hints(load::hints(&files, &fresh));
        assert_eq!(now.hints(), fresh.hints(), "hints, step {step}");
        assert_eq!(now.entities(), fresh.entities(), "entities, step {step}");
        assert_eq!(now.proposals(), fresh.proposals(), "proposals, step {step}");
        for article in now.articles() {
            let numbers = [&*now, &fresh].map(|library| library.entity_numbers(article.id));
            assert_eq!(numbers[0], numbers[1], "mentions, step {step}");
        }
        for entity in now.entities() {
            let kin =
                [&*now, &fresh].map(|library| library.kin(entity).cloned().collect::<Vec<_>>());
            assert_eq!(kin[0], kin[1], "kin, step {step}");
            let articles: ArticleSet = entity.mentions.iter().map(|at| at.article).collect();
            assert_eq!(entity.articles, articles);
        }
        assert_eq!(sources(&now), sources(&fresh), "sources, step {step}");
        assert_eq!(now.tags(), fresh.tags(), "tags, step {step}");
    }
    assert!(now.articles().len() > 3 && now.entities().len() > 9 && !now.hints().told.is_empty());
}
