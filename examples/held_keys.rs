//! How long a key holds the keyboard in a library of so many made articles: the longest update that it causes, and the
//! time that the lists take which it asks for.
//!
//! `held_keys COUNT` makes the library in memory, presses keys, and prints a row a key; with `EACH` set also a row a list.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use postil::app::message::{Effect, Input, Message, Moment};
use postil::app::state::{App, Settings};
use postil::clip::article::body_hash::BodyHash;
use postil::clip::article::{Article, Author, Head};
use postil::clip::citation::Citation;
use postil::clip::entity::{Entity, Kind, Mention, MentionRef};
use postil::clip::facts::Facts;
use postil::input::key::sequence;
use postil::input::keymap::Keymap;
use postil::input::mouse::Mouse;
use postil::library::contents::Library;
use postil::library::linked_entities::Linked;
use postil::library::reading_position::ReadingPositions;
use postil::notes::annotation::{AnnotationId, Palette};
use postil::text::clean::SafeText;
use postil::text::date::Date;
use postil::text::range::{ArticleId, SourceRange, TextRange};
use postil::ui::symbols::UNICODE;
use postil::ui::theme::Theme;

/// Sentences of an article, of this many bytes each; every one names somebody.
const SENTENCES: usize = 67;
const SENTENCE: usize = 60;
/// Links of an article.
const LINKS: usize = 16;

/// What is pressed, in order, and why.
const KEYS: [(&str, &str); 17] = [
    ("names of the library", "g e ."),
    ("to the first name", "j"),
    ("pin it", "x"),
    ("unpin it", "x"),
    ("dossier", "enter"),
    ("close", "esc"),
    ("map", "g m"),
    ("other kinds", "s"),
    ("close", "esc"),
    ("sources", "g s"),
    ("record", "j enter"),
    ("close", "esc"),
    ("articles", "g a"),
    ("narrow", "/"),
    ("first letter", "m"),
    ("second letter", "i"),
    ("third letter", "n"),
];

fn main() -> ExitCode {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let Some(count) = count else {
        eprintln!("held_keys COUNT");
        return ExitCode::from(2);
    };
    let Ok(keymap) = Keymap::of_table() else {
        return ExitCode::FAILURE;
    };
    let mut stage = Stage {
        app: App::new(settings(keymap)),
        elapsed: 0,
    };
    stage.take("window", Message::Input(vec![Input::Resize(160, 50)]));
    stage.take("reading", Message::ReadBefore(ReadingPositions::default()));
    let library = library(count);
    stage.take("library", Message::Library(library));
    for (what, keys) in KEYS {
        let keys = sequence(keys).unwrap_or_default();
        stage.take(
            what,
            Message::Input(keys.into_iter().map(Input::Key).collect()),
        );
    }
    ExitCode::SUCCESS
}

struct Stage {
    app: App,
    elapsed: u64,
}

impl Stage {
    fn take(&mut self, what: &str, message: Message) {
        self.elapsed += 1_000;
        let moment = Moment {
            at: "2026-01-01T00:00:00Z".into(),
            elapsed: self.elapsed,
            id: AnnotationId::derived("", ""),
        };
        let start = Instant::now();
        let effects = self.app.update(message, moment.clone());
        let mut held = start.elapsed();
        let mut answers = VecDeque::from(effects);
        let (mut asked, mut answered) = (0, Duration::ZERO);
        while let Some(effect) = answers.pop_front() {
            let Effect::List(question) = effect else {
                continue;
            };
            let start = Instant::now();
            let answer = Message::Listed(question.answer());
            let took = start.elapsed();
            if std::env::var_os("EACH").is_some() {
                println!("    {:?} {:.3} ms", question.pane, milliseconds(took));
            }
            answered += took;
            asked += 1;
            drop(question);
            let start = Instant::now();
            let effects = self.app.update(answer, moment.clone());
            held = held.max(start.elapsed());
            answers.extend(effects);
        }
        println!(
            "{what:22} held {:9.3} ms, {asked:2} answers {:9.3} ms",
            milliseconds(held),
            milliseconds(answered)
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn settings(keymap: Keymap) -> Settings {
    Settings {
        keymap,
        theme: Theme::letters(),
        symbols: UNICODE,
        name: "made library".into(),
        greeting: "".into(),
        creator: "ada".into(),
        palette: Palette::default(),
        filters: std::collections::BTreeMap::default(),
        mouse: Mouse::Off,
    }
}

/// Numbers that look strewn and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// A small number more often than a great one, as names are frequent.
    fn roll_low(&mut self, sides: usize) -> usize {
        let most = self.roll(sides) + 1;
        let most = self.roll(most) + 1;
        self.roll(most)
    }
}

fn library(count: u32) -> Arc<Library> {
    let mut dice = Dice(7);
    let names = 3_000 + count as usize;
    let articles: Vec<Arc<Article>> = (0..count)
        .map(|id| Arc::new(article(id, names, &mut dice)))
        .collect();
    let linked = linked(&articles);
    let mut library = Library::default();
    library.add(articles);
    library.set_linked(linked);
    library.arrange();
    Arc::new(library)
}

fn article(id: u32, names: usize, dice: &mut Dice) -> Article {
    let text = "Somebody said on Tuesday that something would be done there.".repeat(SENTENCES);
    let range = |sentence: usize, len: usize| {
        TextRange::from(sentence * SENTENCE..sentence * SENTENCE + len)
    };
    let source = |sentence: usize| SourceRange::from(sentence * SENTENCE..sentence * SENTENCE + 8);
    let site = SafeText::line(&format!("site{}.org", dice.roll_low(5_000)));
    let date = format!(
        "{}-{:02}-{:02}",
        2010 + dice.roll(15),
        1 + dice.roll(12),
        1 + dice.roll(28)
    );
    let mention = |sentence: usize, number: usize| Mention {
        kind: kind(number),
        name: SafeText::line(&format!("Name Number{number}")),
        text: range(sentence, 8),
        source: source(sentence),
    };
    let citation = |at: usize, number: usize, dice: &mut Dice| {
        let url = format!("https://site{}.org/page-{number}", number % 5_000);
        Citation {
            raw_url: url.clone(),
            url,
            site: SafeText::line(&format!("site{}.org", number % 5_000)),
            anchor: SafeText::line(&format!("report {}", dice.roll(100))),
            text: range(at * 4, 8),
            source: source(at * 4),
        }
    };
    Article {
        id: ArticleId(id),
        path: PathBuf::from(format!("{}/article-{id}.md", id % 16)),
        head: Head {
            title: SafeText::line(&format!(
                "Ministry {} plans what number {id} says",
                dice.roll(900)
            )),
            authors: vec![Author {
                name: SafeText::line(&format!("Author {}", dice.roll(3_000))),
                target: None,
            }],
            source: Some(format!("https://{site}/article-{id}")),
            published: Some(Date::read(&date)),
            ..Head::default()
        },
        body_hash: BodyHash::of(&text),
        sentences: (0..SENTENCES)
            .map(|sentence| range(sentence, SENTENCE))
            .collect(),
        mentions: (0..SENTENCES)
            // Two names in each second sentence, so that the map has cells.
            .map(|at| mention(at / 2 * 2, dice.roll_low(names)))
            .collect(),
        citations: (0..LINKS)
            .map(|at| {
                let number = dice.roll_low(names * 3);
                citation(at, number, dice)
            })
            .collect(),
        text: SafeText::block(&text),
        tags: vec![SafeText::line(&format!("tag{}", dice.roll_low(600)))],
        site,
        words: 600,
        encoding: "UTF-8",
        facts: Facts::Names,
        ..Article::default()
    }
}

fn kind(number: usize) -> Kind {
    [Kind::Person, Kind::Organisation, Kind::Place, Kind::Product][number % 4]
}

/// One entity for each name.
fn linked(articles: &[Arc<Article>]) -> Linked {
    let mut entities: HashMap<&SafeText, Vec<MentionRef>> = HashMap::new();
    for article in articles {
        for (mention, named) in (0..).zip(&article.mentions) {
            entities.entry(&named.name).or_default().push(MentionRef {
                article: article.id,
                mention,
            });
        }
    }
    let entity = |(name, mentions): (&SafeText, Vec<MentionRef>)| {
        let number = name
            .as_str()
            .trim_start_matches("Name Number")
            .parse()
            .unwrap_or(0);
        Arc::new(Entity {
            kind: kind(number),
            name: name.clone(),
            aliases: Vec::new(),
            articles: mentions.iter().map(|at| at.article).collect(),
            mentions,
        })
    };
    Linked {
        entities: entities.into_iter().map(entity).collect(),
        ..Linked::default()
    }
}
