//! `postil pair`: the sentences that name two, with the pages they cite; then paragraphs, then articles.

use std::collections::{HashMap, HashSet};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::clip::article::Article;
use crate::clip::citation::Citation;
use crate::clip::entity::Entity;
use crate::library::contents::Library;
use crate::library::pair::{Joint, PairEvidence, articles_naming_both};
use crate::notes::formats::reference::{passage, quote_citing, reference};
use crate::runtime::stderr::say;
use crate::search::entity_forms::{called, unknown};
use crate::text::clean::{SafeStr, SafeText};
use crate::verbs::filters::FilterArgs;
use crate::verbs::list::iso;
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::output::table::Column;
use crate::verbs::output::{Output, OutputForm};
use crate::verbs::places::ArticlePath;
use crate::web::address;

/// What `postil pair` is told.
#[derive(Args, Debug)]
pub struct PairArgs {
    /// A name, or another form of it
    #[arg(value_name = "A")]
    one: String,
    /// The name that is named beside it
    #[arg(value_name = "B")]
    other: String,
    /// Print quotes with references, passage links and the pages they cite, as Markdown
    #[arg(long)]
    markdown: bool,
    #[command(flatten)]
    filters: FilterArgs,
}

impl PairArgs {
    /// What must be known to answer; the texts of articles that name both are read when these are known.
    pub fn need(&self) -> Need {
        self.filters.need() | Need::ENTITIES
    }

    /// Whether it says itself in which form the pair is printed.
    pub fn has_own_form(&self) -> bool {
        self.markdown
    }
}

/// A pair as JSON has it.
#[derive(Serialize)]
struct PairObject<'a> {
    a: &'a str,
    b: &'a str,
    sentences: Vec<JointRow<'a>>,
    paragraphs: Vec<JointRow<'a>>,
    articles: Vec<ArticleRow<'a>>,
}

/// A sentence or a paragraph as JSON has it.
#[derive(Serialize)]
struct JointRow<'a> {
    #[serde(flatten)]
    path: ArticlePath,
    title: &'a SafeText,
    published: Option<String>,
    start: u32,
    end: u32,
    sentence: SafeStr<'a>,
    section: Option<SafeStr<'a>>,
    cites: Vec<CitedRow<'a>>,
}

/// A page that is cited there.
#[derive(Serialize)]
struct CitedRow<'a> {
    url: &'a str,
    /// The path of its clip, where it is in the library.
    article: Option<String>,
}

/// An article that names both, as JSON has it.
#[derive(Serialize)]
struct ArticleRow<'a> {
    #[serde(flatten)]
    path: ArticlePath,
    title: &'a SafeText,
}

/// A row as people see it.
struct PairLine<'a> {
    joined_in: &'static str,
    title: &'a SafeText,
    published: Option<&'a str>,
    words: Option<SafeStr<'a>>,
    cites: &'a [CitedRow<'a>],
    place: SafeText,
}

/// Prints what joins two names in the articles that pass the filters.
pub fn run(args: &PairArgs, read: &mut OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let context = read.filter_context();
    let passing = args.filters.articles(&read.library, &context, &[])?;
    let both = {
        let sides = [&args.one, &args.other].map(|name| called(&read.library, name));
        let mut both = articles_naming_both(&sides[0], &sides[1]);
        both.keep(&passing);
        both
    };
    read.read_texts(&both)?;
    let library = &read.library;
    let sides = [&args.one, &args.other].map(|name| side(library, name));
    tell_same(&sides);
    let entities = (sides[0].as_slice(), sides[1].as_slice());
    let mut pair = PairEvidence::of(library, entities, |id| both.contains(&id));
    args.filters.cut(&mut pair.sentences);
    args.filters.cut(&mut pair.paragraphs);
    args.filters.cut(&mut pair.articles);
    let names = [&sides[0], &sides[1]].map(|side| side.first().map(|one| one.name.as_str()));
    let (a, b) = (
        names[0].unwrap_or(args.one.as_str()),
        names[1].unwrap_or(args.other.as_str()),
    );
    if args.markdown {
        out.text(&markdown(a, b, &pair))?;
        return Ok(ExitCode::SUCCESS);
    }
    let object = object(a, b, &pair, library);
    match out.form() {
        OutputForm::Json | OutputForm::JsonLines => out.object(&object)?,
        OutputForm::Table(_) | OutputForm::Plain => out.cells(&lines(&object), &columns())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The entities that go by a name, the one that most articles name first; none is told, with the nearest that is.
fn side<'a>(library: &'a Library, name: &str) -> Vec<&'a Entity> {
    let mut entities = called(library, name);
    if entities.is_empty() {
        say(SafeText::line(&unknown(library, name)).as_str());
    }
    entities.sort_by_key(|entity| std::cmp::Reverse(entity.articles.len()));
    entities
}

/// Says that both names are names of one thing.
fn tell_same([one, other]: &[Vec<&Entity>; 2]) {
    let same = one
        .iter()
        .find(|entity| other.iter().any(|other| other.is(entity)));
    if let Some(same) = same {
        say(SafeText::line(&format!("both are names of {}", same.name)).as_str());
    }
}

fn object<'a>(
    a: &'a str,
    b: &'a str,
    pair: &PairEvidence<'a>,
    library: &'a Library,
) -> PairObject<'a> {
    let joints = pair.sentences.iter().chain(&pair.paragraphs);
    let clips = clips(
        library,
        joints.flat_map(|joint| joint.cited.iter().copied()),
    );
    let rows = |joints: &[Joint<'a>]| joints.iter().map(|joint| row(joint, &clips)).collect();
    let article = |article: &&'a std::sync::Arc<Article>| ArticleRow {
        path: ArticlePath::of(article),
        title: &article.head.title,
    };
    PairObject {
        a,
        b,
        sentences: rows(&pair.sentences),
        paragraphs: rows(&pair.paragraphs),
        articles: pair.articles.iter().map(article).collect(),
    }
}

/// The articles that were clipped from the pages of citations, by the keys of their addresses. Those of which only is
/// known what lists say count too.
pub(super) fn clips<'a>(
    library: &'a Library,
    cited: impl Iterator<Item = &'a Citation>,
) -> HashMap<String, &'a Article> {
    let wanted: HashSet<&str> = cited.map(|citation| address::key(&citation.url)).collect();
    let mut clips = HashMap::new();
    if wanted.is_empty() {
        return clips;
    }
    for article in library.articles() {
        let own = article.head.source.as_deref().map(address::clean);
        let own = own.as_deref().map(address::key);
        if let Some(key) = own.filter(|key| wanted.contains(key)) {
            clips.entry(key.to_owned()).or_insert(article.as_ref());
        }
    }
    clips
}

fn row<'a>(joint: &Joint<'a>, clips: &HashMap<String, &'a Article>) -> JointRow<'a> {
    let head = &joint.article.head;
    let cites = joint.cited.iter().map(|citation| CitedRow {
        url: &citation.url,
        article: clips
            .get(address::key(&citation.url))
            .map(|article| ArticlePath::of(article).path),
    });
    JointRow {
        path: ArticlePath::of(joint.article),
        title: &head.title,
        published: iso(head.published.as_ref()),
        start: joint.source.start,
        end: joint.source.end,
        sentence: joint.words(),
        section: joint.section(),
        cites: cites.collect(),
    }
}

fn lines<'a>(pair: &'a PairObject<'a>) -> Vec<PairLine<'a>> {
    let joint = |joined_in| {
        move |row: &'a JointRow<'a>| PairLine {
            joined_in,
            title: row.title,
            published: row.published.as_deref(),
            words: Some(row.sentence),
            cites: &row.cites,
            place: SafeText::line(&format!("{}:{}..{}", row.path.path, row.start, row.end)),
        }
    };
    let article = |row: &'a ArticleRow<'a>| PairLine {
        joined_in: "article",
        title: row.title,
        published: None,
        words: None,
        cites: &[],
        place: SafeText::line(&row.path.path),
    };
    let sentences = pair.sentences.iter().map(joint("sentence"));
    let paragraphs = pair.paragraphs.iter().map(joint("paragraph"));
    let articles = pair.articles.iter().map(article);
    sentences.chain(paragraphs).chain(articles).collect()
}

fn columns<'a>() -> [Column<PairLine<'a>>; 6] {
    [
        Column::name("in", |line| line.joined_in.into()),
        Column::detail("day", |line| {
            SafeText::line(line.published.unwrap_or_default())
        }),
        Column::name("words", |line| {
            let words = line.words.map(|words| SafeText::line(words.as_str()));
            words.unwrap_or_else(|| line.title.clone())
        }),
        Column::detail("title", |line| {
            let title = line.words.map(|_| line.title.clone());
            title.unwrap_or_default()
        }),
        Column::detail("cites", |line| {
            let pages = line.cites.iter().map(|page| page.url);
            let pages: Vec<&str> = pages.collect();
            SafeText::line(&pages.join(" "))
        }),
        Column::detail("place", |line| line.place.clone()),
    ]
}

/// The pair as quotes with their references, for a report.
fn markdown(a: &str, b: &str, pair: &PairEvidence<'_>) -> String {
    let mut parts = vec![format!("# {a} × {b}")];
    let groups = [
        ("In one sentence", &pair.sentences),
        ("In one list item or paragraph", &pair.paragraphs),
    ];
    for (head, joints) in groups {
        if !joints.is_empty() {
            parts.push(format!("## {head}"));
        }
        parts.extend(joints.iter().map(|joint| {
            let words = joint.words();
            let origin = passage(words.as_str(), joint.article);
            quote_citing(words.as_str(), &origin, &joint.cited).to_string()
        }));
    }
    if !pair.articles.is_empty() {
        parts.push("## Articles that name both".to_owned());
        let articles = pair.articles.iter();
        let articles = articles.map(|article| format!("- {}", reference(article)));
        parts.push(articles.collect::<Vec<_>>().join("\n"));
    }
    parts.join("\n\n") + "\n"
}
