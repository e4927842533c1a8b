//! What people type, and what they mean by it, in the bundled library.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use postil::names::pipeline::Names;
use postil::runtime::load;
use postil::search::index::{HitLimits, Index};
use postil::search::query::Query;
use postil::store::library_files::LibraryFiles;

/// What is typed, and the kind and the beginning of the label that is wanted first.
const WANTED: [(&str, &str); 96] = [
    // Names, whole, begun, or with one letter wrong.
    ("huawei", "entity Huawei"),
    ("huwei", "entity Huawei"),
    ("hauwei", "entity Huawei"),
    ("huawie", "entity Huawei"),
    ("huawey", "entity Huawei"),
    ("saudi", "entity Saudi Arabia"),
    ("saudi arabia", "entity Saudi Arabia"),
    ("arabia saudi", "entity Saudi Arabia"),
    ("suadi", "entity Saudi Arabia"),
    ("herscovitch", "entity Benjamin Herscovitch"),
    ("hersovitch", "entity Benjamin Herscovitch"),
    ("ben hersc", "entity Benjamin Herscovitch"),
    ("hikvison", "entity Hikvision"),
    ("senstime", "entity SenseTime"),
    ("sense", "entity SenseTime"),
    ("uighurs", "entity Uyghurs"),
    ("kishida", "entity Fumio Kishida"),
    ("von der leyen", "entity Ursula von der Leyen"),
    ("xi jin", "entity Xi Jinping"),
    ("open ai", "entity OpenAI"),
    ("antrhopic", "entity Anthropic"),
    ("zambia", "entity Zambia"),
    ("south afr", "entity South Africa"),
    ("pejcinovic", "entity Marija Pejčinović Burić"),
    ("guterres", "entity António Guterres"),
    // What is named in many articles stands before what is named in one.
    ("china", "entity China"),
    ("united", "entity United States"),
    ("euro", "entity European Union"),
    // Acronyms.
    ("eu", "entity European Union"),
    ("un", "entity United Nations"),
    ("ai", "entity artificial intelligence"),
    ("dma", "entity Digital Markets Act"),
    ("anu", "entity Australian National University"),
    ("cac", "entity Cyberspace Administration of China"),
    ("gdpr", "entity General Data Protection Regulation"),
    ("fmf", "entity Frontier Model Forum"),
    // Articles, by what is remembered of them.
    (
        "chinese tech companies",
        "article What the commercial reach",
    ),
    ("commercial reach", "article What the commercial reach"),
    (
        "herscovitch reach",
        "passage Beyond such matters, Herscovitch",
    ),
    (
        "expansion of surveillance",
        "article The Global Expansion of AI Surveillance",
    ),
    ("g7 code", "article Hiroshima Process International Code"),
    (
        "hiroshima conduct",
        "article Hiroshima Process International Code",
    ),
    ("un resolution", "article Seizing the opportunities"),
    (
        "africa strategy",
        "article Continental Artificial Intelligence Strategy",
    ),
    ("regulation 2024 1689", "article Regulation (EU) 2024/1689"),
    ("harmonised rules", "article Regulation (EU) 2024/1689"),
    ("certain entities", "article Addition of Certain Entities"),
    ("generative measures", "article Interim Measures"),
    ("nist framework", "article AI Risk Management Framework"),
    ("a: bletchley", "article The Bletchley Declaration"),
    // With words of its site or its day.
    (
        "oecd principles 2019",
        "article OECD AI Principles overview",
    ),
    ("eastasiaforum reach", "article What the commercial reach"),
    ("surveillance 2019-09", "article The Global Expansion"),
    ("a: oecd", "article OECD AI Principles overview"),
    (
        "a: site:eastasiaforum.org",
        "article What the commercial reach",
    ),
    // Headings.
    ("four levels", "heading Four levels of risk"),
    ("timetable", "heading Timetable"),
    ("who was listed", "heading Who was listed"),
    ("h: risk", "heading Four levels of risk"),
    // Words of a heading with words of what it stands in; hyphens; another number.
    ("ai act penalties", "heading Penalties"),
    ("gatekeeper must", "heading What a gatekeeper"),
    ("general purpose models", "heading General-purpose models"),
    ("g-7", "entity G7"),
    ("smart cities", "entity smart city"),
    ("exports control", "tag export controls"),
    ("microsft", "entity Microsoft"),
    ("digital market act", "entity Digital Markets Act"),
    ("frontier modal forum", "entity Frontier Model Forum"),
    // Tags and commands' prefixes.
    ("#export", "tag export controls"),
    ("#law", "tag law"),
    // Sources, by host, path and anchor.
    ("qz.com", "source qz.com/africa"),
    ("reuters", "source reuters.com"),
    ("itweb cloud", "source itweb.co.za"),
    ("s: carnegie", "source carnegieendowment.org"),
    ("scmp uganda", "source scmp.com"),
    // Sentences.
    (
        "\"smart city or safe city\"",
        "passage Three kinds of system",
    ),
    (
        "p: uganda zambia security services",
        "passage A month before the study",
    ),
    ("codes were broken", "passage Prime Minister Rishi Sunak"),
    // Words as they stand in a sentence come before letters strewn over names.
    ("african languages", "passage The document names bias"),
    ("biden order revoked", "passage Donald Trump revoked"),
    ("holy see", "entity Holy See"),
    // People, treaties, places and dates by halves.
    ("marija burić", "entity Marija Pejčinović Burić"),
    ("vestager", "entity Margrethe Vestager"),
    ("eo 14110", "entity Executive Order 14110"),
    ("a: treaty", "article The Framework Convention"),
    ("a: coe", "article The Framework Convention"),
    ("entity list 2019", "article Addition of Certain Entities"),
    (
        "council europe convention",
        "article The Framework Convention",
    ),
    ("seoul summit", "heading Seoul, May 2024"),
    ("gatekeper", "heading What a gatekeeper"),
    ("tag:china xi", "entity Xi Jinping"),
    ("site:nist.gov", "article AI Risk Management Framework"),
    // Other forms of words, wrong letters and half a memory, in texts.
    ("data centers need power", "passage Its success will show"),
    (
        "lasts as long as presidency",
        "passage The fifteen months from",
    ),
    ("electricty many grids", "passage Its success will show"),
    ("deep synthesis", "source chinalawtranslate.com"),
];

fn index() -> Index {
    let library = load::whole(&LibraryFiles::Bundled, Names::embedded().unwrap());
    let mut index = Index::default();
    index.set_library(&Arc::new(library));
    index
}

#[test]
fn what_is_meant_stands_first() {
    let mut index = index();
    let mut missed = Vec::new();
    for (typed, wanted) in WANTED {
        let query = Query::parse(typed);
        let hits = index
            .search(&query, HitLimits::default(), || false)
            .unwrap()
            .hits;
        let labels = hits
            .iter()
            .map(|hit| format!("{} {}", hit.kind.name(), hit.label));
        let labels: Vec<String> = labels.take(4).collect();
        if !labels
            .first()
            .is_some_and(|first| first.starts_with(wanted))
        {
            missed.push(format!("{typed:?} wants {wanted:?}, but finds {labels:#?}"));
        }
    }
    assert!(
        missed.is_empty(),
        "{} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
