//! The name that a whole article gives to each thing: surnames are joined to full names, acronyms to
//! what they stand for, known aliases to the name they are known by.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::rules::acronyms::Definition;
use crate::names::rules::context::Context;
use crate::names::rules::lexicon::{Known, Lexicon};
use crate::names::rules::{ArticleText, Findings};
use crate::text::word_list::WordList;

/// Words after a company's name that only lawyers write.
static LEGAL: WordList = WordList::new(include_str!("../../../assets/words/legal_suffixes.txt"));

/// Words after a company's name that are often left out, and that are part of other names too.
static LOOSE: WordList = WordList::new(include_str!("../../../assets/words/loose_suffixes.txt"));

/// Gives everything found the name that the whole article gives it.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let view = &article.view;
    let acronyms = acronyms(&findings.definitions, |tokens| {
        view.text(&tokens).to_owned()
    });
    let forms: Vec<(Kind, &str)> = findings
        .spans
        .iter()
        .map(|span| (span.kind, view.text(&span.tokens)))
        .collect();
    let known = (article.lexicon, std::mem::take(&mut findings.context));
    let canonical = Canonical::new(&forms, acronyms, &article.hints.authors, known);
    for (span, (kind, form)) in findings.spans.iter_mut().zip(forms) {
        // No acronym of the article changes the name that a place has in the lists.
        let is_listed = kind == Kind::Place && span.name.is_some();
        let name = canonical
            .defined(form)
            .filter(|_| !is_listed && kind != Kind::Person)
            .or_else(|| span.name.take())
            .unwrap_or_else(|| canonical.name(form, kind));
        span.name = Some(name);
    }
}

/// What an article's names are called, form by form.
#[derive(Debug, Default)]
pub struct Canonical<'l> {
    lexicon: Option<&'l Lexicon>,
    context: Context,
    /// Acronyms defined in the article.
    acronyms: HashMap<String, String>,
    /// First and last words of persons' full names, with the one full name or none of several.
    parts: HashMap<String, Option<String>>,
    /// Organisations' names without their suffix.
    companies: HashMap<String, Option<String>>,
}

impl<'l> Canonical<'l> {
    /// Learns from the names of an article; `authors` are full names too.
    pub fn new(
        found: &[(Kind, &str)],
        acronyms: HashMap<String, String>,
        authors: &[String],
        (lexicon, context): (&'l Lexicon, Context),
    ) -> Self {
        let mut canonical = Self {
            lexicon: Some(lexicon),
            context,
            acronyms,
            ..Self::default()
        };
        let forms: BTreeSet<(Kind, Cow<'_, str>)> = found
            .iter()
            .filter(|(kind, _)| matches!(kind, Kind::Person | Kind::Organisation))
            .map(|(kind, form)| (*kind, plain(form)))
            .collect();
        let authors = authors.iter().map(|author| (Kind::Person, plain(author)));
        for (kind, form) in forms.into_iter().chain(authors) {
            match kind {
                Kind::Person => canonical.learn_person(&form),
                Kind::Organisation => {
                    if let Some((short, _)) = without_suffix(&form) {
                        learn(&mut canonical.companies, short, &form);
                    }
                    if let Some(short) = without_country(&form) {
                        learn(&mut canonical.companies, short, &form);
                    }
                }
                _ => {}
            }
        }
        canonical
    }

    fn learn_person(&mut self, full: &str) {
        let words: Vec<&str> = full.split(' ').collect();
        let [first, .., last] = words.as_slice() else {
            return;
        };
        learn(&mut self.parts, last, full);
        learn(&mut self.parts, first, full);
        if words.len() > 2 {
            learn(&mut self.parts, &format!("{first} {last}"), full);
        }
    }

    /// What the article itself says that a form stands for, which goes before what lists say.
    pub fn defined(&self, form: &str) -> Option<String> {
        if self.acronyms.is_empty() {
            return None;
        }
        let form = plain(form);
        let long = self.acronyms.get(form.as_ref())?;
        let listed = self.lexicon.and_then(|lexicon| lexicon.get(&form));
        // "Centre for Artificial Intelligence (AI)" is a slip: the lists know better what AI is.
        let slip = |listed: Known| {
            form.len() < 3 || long.to_lowercase().ends_with(&listed.name.to_lowercase())
        };
        if listed.is_some_and(slip) {
            return None;
        }
        let known = self.lexicon.and_then(|lexicon| lexicon.get(long));
        Some(known.map_or_else(|| long.clone(), |known| known.name.to_owned()))
    }

    /// The name for a form that stands in the text.
    pub fn name(&self, form: &str, kind: Kind) -> String {
        let form = plain(form);
        if let Some(known) = self
            .lexicon
            .and_then(|lexicon| lexicon.get_any(&form))
            .filter(|known| known.kind == kind && self.context.allows(known))
        {
            return known.name.to_owned();
        }
        let joined = match kind {
            Kind::Person => self.parts.get(form.as_ref()).cloned().flatten(),
            _ => self.companies.get(form.as_ref()).cloned().flatten(),
        };
        joined.unwrap_or_else(|| form.into_owned())
    }
}

/// Notes that `short` may stand for `full`; for two different ones it stands for none.
fn learn(map: &mut HashMap<String, Option<String>>, short: &str, full: &str) {
    map.entry(short.to_owned())
        .and_modify(|known| {
            let longer = known.as_ref().and_then(|known| {
                match (known.ends_with(full), full.ends_with(known.as_str())) {
                    (true, _) => Some(known.clone()),
                    (_, true) => Some(full.to_owned()),
                    _ => None,
                }
            });
            *known = longer;
        })
        .or_insert_with(|| Some(full.to_owned()));
}

/// A company's name without its last word where that is often left out, and whether only lawyers write
/// it; `None` where nothing can be left out.
pub fn without_suffix(name: &str) -> Option<(&str, Suffix)> {
    let (short, last) = name.rsplit_once(' ')?;
    let suffix = if LEGAL.contains(last) {
        Suffix::Legal
    } else if LOOSE.contains(last) {
        Suffix::Loose
    } else {
        return None;
    };
    let short = short.trim_end_matches([',', ' ']);
    (short.len() > 2).then_some((short, suffix))
}

/// What can be left out after a company's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suffix {
    /// "Inc.", "Ltd".
    Legal,
    /// "Group", "Technologies": a group of people on Facebook is not the company.
    Loose,
}

/// A body's name of several words without the country before it.
fn without_country(name: &str) -> Option<&str> {
    const COUNTRIES: [&str; 6] = [
        "U.S. ",
        "US ",
        "United States ",
        "U.K. ",
        "UK ",
        "United Kingdom ",
    ];
    let short = COUNTRIES
        .iter()
        .find_map(|country| name.strip_prefix(country))?;
    (short.matches(' ').count() > 1).then_some(short)
}

/// A name as shown: one blank between words, no article before it, no possessive after it.
pub fn plain(form: &str) -> Cow<'_, str> {
    let spaced = form.bytes().any(|byte| !(b' '..0x80).contains(&byte)) || form.contains("  ");
    if spaced {
        let words: Vec<&str> = form.split_whitespace().collect();
        Cow::Owned(bare(&words.join(" ")).to_owned())
    } else {
        Cow::Borrowed(bare(form.trim()))
    }
}

/// A name without an article before it and a possessive after it.
fn bare(name: &str) -> &str {
    let name = ["the ", "The ", "a ", "an "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name);
    ["'s", "\u{2019}s", "'", "\u{2019}"]
        .iter()
        .find_map(|mark| name.strip_suffix(mark))
        .unwrap_or(name)
}

/// The acronyms of an article with the names they stand for.
fn acronyms(
    definitions: &[Definition],
    shown: impl Fn(Range<usize>) -> String,
) -> HashMap<String, String> {
    definitions
        .iter()
        .map(|definition| {
            (
                shown(definition.short..definition.short + 1),
                plain(
                    shown(definition.long.clone())
                        .trim_start_matches(|c: char| !c.is_alphanumeric()),
                )
                .into_owned(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets;

    #[test]
    fn an_article_defines_its_acronyms_but_for_slips() {
        let lexicon = Lexicon::new(&assets::embedded());
        let defined = [
            ("PIF", "Presidential Innovation Fellow"),
            ("AI", "Centre for Artificial Intelligence"),
            ("WTO", "World Trade Organisation"),
        ];
        let acronyms = defined.map(|(short, long)| (short.to_owned(), long.to_owned()));
        let canonical = Canonical::new(
            &[],
            HashMap::from(acronyms),
            &[],
            (&lexicon, Context::default()),
        );
        let name = |form| canonical.defined(form);
        assert_eq!(
            name("PIF").as_deref(),
            Some("Presidential Innovation Fellow")
        );
        assert_eq!(name("AI"), None);
        assert_eq!(name("WTO").as_deref(), Some("World Trade Organization"));
    }
}
