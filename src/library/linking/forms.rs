//! The names that articles give, each once, with where they are given and how they read there: kept from one linking to
//! the next, so that it costs what has changed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::entity::{Kind, MentionRef};
use crate::library::contents::changes::changed_between;
use crate::library::linking::fold;
use crate::names::rules::canonical::plain;
use crate::names::rules::lexicon::{Known, Lexicon};
use crate::text::range::ArticleId;

/// A name of one kind, as articles give it.
#[derive(Debug)]
pub struct Form {
    /// What it is said to be.
    pub kind: Kind,
    /// The name.
    pub name: Arc<str>,
    /// What the lists know under it.
    pub known: Option<Known>,
    /// What it has in common with other spellings of the same name.
    pub key: Arc<str>,
    /// How many articles give it.
    pub articles: u32,
    /// How its mentions read, in the order of their first; each with its mentions, ascending.
    pub surfaces: Vec<(String, Vec<MentionRef>)>,
    /// Number of its mentions.
    pub count: u32,
    /// Whether some of them read like an acronym.
    pub has_acronym: bool,
    /// A number that no other form has, and this one never had when it was another.
    pub edition: u64,
}

/// The forms of a library.
#[derive(Debug, Default)]
pub struct Forms {
    /// Those that no article gives any more are left empty until others take their places.
    all: Vec<Form>,
    free: Vec<usize>,
    by_name: HashMap<Arc<str>, Vec<usize>>,
    editions: u64,
    /// The articles that give them.
    articles: Vec<Arc<Article>>,
}

/// What is known while some articles are taken in.
#[derive(Default)]
struct Intake<'a> {
    /// The number of the reading by a form and the words of an article.
    readings: HashMap<(usize, &'a str), usize>,
    /// The last article that gave a form.
    last: HashMap<usize, ArticleId>,
    touched: BTreeSet<usize>,
}

impl Forms {
    /// Takes in articles, ascending by id, in the place of those that there were.
    pub fn update(&mut self, articles: &[Arc<Article>], lexicon: &Lexicon) {
        let before = std::mem::replace(&mut self.articles, articles.to_vec());
        let mut intake = Intake::default();
        let changed = changed_between(&before, articles);
        for (old, _) in &changed {
            if let Some(old) = old {
                self.take_out(old, &mut intake.touched);
            }
        }
        for (_, new) in changed {
            if let Some(new) = new {
                self.take_in(new, &mut intake, lexicon);
            }
        }
        for at in intake.touched {
            self.settle(at);
        }
    }

    /// The forms in the order of their first mentions.
    pub fn in_order(&self) -> Vec<&Form> {
        let given = self.all.iter().filter(|form| form.count > 0);
        let mut forms: Vec<&Form> = given.collect();
        forms.sort_by_key(|form| form.first());
        forms
    }

    fn number(&self, kind: Kind, name: &str) -> Option<usize> {
        let mut named = self.by_name.get(name)?.iter().copied();
        named.find(|at| self.all[*at].kind == kind)
    }

    fn take_out(&mut self, article: &Article, touched: &mut BTreeSet<usize>) {
        let given = article.mentions.iter();
        let given = given.filter_map(|one| self.number(one.kind, one.name.as_str()));
        let given: BTreeSet<usize> = given.collect();
        for at in &given {
            let form = &mut self.all[*at];
            form.articles -= 1;
            for (_, mentions) in &mut form.surfaces {
                let first = mentions.partition_point(|at| at.article < article.id);
                let after = mentions.partition_point(|at| at.article <= article.id);
                form.count -= (after - first) as u32;
                mentions.drain(first..after);
            }
        }
        touched.extend(given);
    }

    fn take_in<'a>(&mut self, article: &'a Article, intake: &mut Intake<'a>, lexicon: &Lexicon) {
        for (mention, number) in article.mentions.iter().zip(0..) {
            let name = mention.name.as_str();
            let form = self.number(mention.kind, name);
            let form = form.unwrap_or_else(|| self.new_form(mention.kind, name, lexicon));
            let text = mention.text.of(article.text.as_str());
            let entry = &mut self.all[form];
            let surface = *intake
                .readings
                .entry((form, text))
                .or_insert_with(|| entry.surface(text));
            let at = MentionRef {
                article: article.id,
                mention: number,
            };
            let mentions = &mut entry.surfaces[surface].1;
            // Nearly always the last: articles are read in their order.
            let place = match mentions.last() {
                Some(last) if *last > at => mentions.partition_point(|other| *other < at),
                _ => mentions.len(),
            };
            mentions.insert(place, at);
            entry.count += 1;
            if intake.last.insert(form, article.id) != Some(article.id) {
                entry.articles += 1;
            }
            intake.touched.insert(form);
        }
    }

    fn new_form(&mut self, kind: Kind, name: &str, lexicon: &Lexicon) -> usize {
        let (known, key) = grouping(kind, name, lexicon);
        let name: Arc<str> = name.into();
        let form = Form {
            kind,
            name: Arc::clone(&name),
            known,
            key: key.into(),
            articles: 0,
            surfaces: Vec::new(),
            count: 0,
            has_acronym: false,
            edition: 0,
        };
        let at = if let Some(at) = self.free.pop() {
            self.all[at] = form;
            at
        } else {
            self.all.push(form);
            self.all.len() - 1
        };
        self.by_name.entry(name).or_default().push(at);
        at
    }

    /// Puts a form in order that was touched; one that nobody gives any more is forgotten.
    fn settle(&mut self, at: usize) {
        let form = &mut self.all[at];
        form.surfaces.retain(|(_, mentions)| !mentions.is_empty());
        form.surfaces
            .sort_by_key(|(_, mentions)| mentions.first().copied());
        self.editions += 1;
        form.edition = self.editions;
        let mut readings = form.surfaces.iter().map(|(reading, _)| reading);
        form.has_acronym = readings.any(|reading| fold::is_acronym(reading));
        if form.count > 0 {
            return;
        }
        if let Some(named) = self.by_name.get_mut(&form.name) {
            named.retain(|other| *other != at);
            if named.is_empty() {
                self.by_name.remove(&form.name);
            }
        }
        self.free.push(at);
    }
}

impl Form {
    /// Its first mention.
    fn first(&self) -> Option<MentionRef> {
        self.surfaces.first()?.1.first().copied()
    }

    /// The number of the reading of `text`, which is new where no other reads so when made plain.
    fn surface(&mut self, text: &str) -> usize {
        let shown = plain(text);
        let known = self
            .surfaces
            .iter()
            .position(|(surface, _)| *surface == shown);
        known.unwrap_or_else(|| {
            self.surfaces.push((shown.into_owned(), Vec::new()));
            self.surfaces.len() - 1
        })
    }
}

/// What the lists know under a name of a kind, and what it has in common with other spellings.
fn grouping(kind: Kind, name: &str, lexicon: &Lexicon) -> (Option<Known>, String) {
    let bare = bare(kind, name, lexicon);
    // What is left of a company's name may be listed as another thing: "Aboriginal Corporation".
    let shorter = || known(kind, bare, lexicon).filter(|known| known.kind == kind);
    let known = known(kind, name, lexicon).or_else(shorter);
    let key = known.map_or_else(
        || fold::key(kind, bare),
        |known| fold::key(known.kind, known.name),
    );
    (known, key)
}

/// An organisation's name without what is often left out. Where the lists know the shorter name, they
/// know which longer ones it has: "Alibaba Group" is Alibaba, a "Facebook Group" is not Facebook.
fn bare<'a>(kind: Kind, name: &'a str, lexicon: &Lexicon) -> &'a str {
    if kind != Kind::Organisation {
        return name;
    }
    fold::without_suffixes(name, |short| lexicon.get_any(short).is_none())
}

/// What the lists know under a name; persons' names are theirs whatever else is called so.
fn known(kind: Kind, name: &str, lexicon: &Lexicon) -> Option<Known> {
    if kind.is_measure() {
        return None;
    }
    let known = lexicon.get(name)?;
    (known.kind == kind || kind != Kind::Person).then_some(known)
}
