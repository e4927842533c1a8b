//! Hints on how clips could be better: copies, empty bodies, odd dates, conversions that failed.
//!
//! Nothing here is broken; a hint says what a reader would want to know before citing a clip.

mod near_duplicates;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::clip::article::Article;
use crate::text::clean::SafeText;
use crate::text::date::Day;
use crate::text::path::written;
use crate::text::problem::{Problem, Severity};
use crate::text::range::{ArticleId, line_starts};
use crate::web::address;

use crate::library::hints::Hints;
use crate::library::lint::near_duplicates::{Duplicate, TextPrint, duplicates};
use crate::text::word_list::WordList;

/// Texts of error pages that were clipped instead of an article, in lower case.
///
/// They count only in short texts: an article may well be about them.
static ERROR_PAGES: WordList = WordList::new(include_str!("../../assets/words/error_pages.txt"));
/// A text with more words than this is no error page.
const ERROR_PAGE_WORDS: u32 = 120;
/// What the clipper writes above a page that it could not convert, in lower case.
const CONVERSION_FAILED: &str = "conversion completed with errors";

/// Tells of a library what could be better, again and again: what follows from an article alone is found out once, and
/// kept as long as the article stays.
#[derive(Debug, Default)]
pub struct Linter {
    known: HashMap<ArticleId, LintedArticle>,
}

/// What follows from an article alone.
#[derive(Debug)]
struct LintedArticle {
    article: Arc<Article>,
    /// What is told of it.
    own: Vec<Problem>,
    /// What the page that it was clipped from is told apart by.
    page: Option<String>,
    print: TextPrint,
}

impl LintedArticle {
    fn of(article: &Arc<Article>, locate: &impl Fn(Problem, &Article) -> Problem) -> Self {
        let own = [
            body(article),
            missing_date(article),
            odd_dates(article),
            broken_links(article),
        ];
        let own = own.into_iter().flatten();
        let source = article.head.source.as_deref();
        let source = source.filter(|source| source.contains("://"));
        Self {
            own: own.map(|hint| locate(hint, article)).collect(),
            page: source.map(|source| address::key(&address::clean(source)).to_owned()),
            print: TextPrint::of(article.text.as_str()),
            article: Arc::clone(article),
        }
    }
}

impl Linter {
    /// The hints on all articles, in their order. `locate` finds the line of a hint that [has one](has_line).
    ///
    /// Time and memory grow with the text of the library, not with pairs of articles; the next time with the text of the
    /// articles that are others then, and with the number of all.
    pub fn hints(
        &mut self,
        articles: &[Arc<Article>],
        locate: impl Fn(Problem, &Article) -> Problem,
    ) -> Hints {
        let mut before = std::mem::take(&mut self.known);
        self.known = articles
            .iter()
            .map(|article| {
                let known = before.remove(&article.id);
                let same = known.filter(|known| Arc::ptr_eq(&known.article, article));
                let now = same.unwrap_or_else(|| LintedArticle::of(article, &locate));
                (article.id, now)
            })
            .collect();
        let linted: Vec<&LintedArticle> = articles
            .iter()
            .filter_map(|article| self.known.get(&article.id))
            .collect();
        hints_of(articles, &linted)
    }
}

/// The hints on all articles, from what follows from each alone.
fn hints_of(articles: &[Arc<Article>], linted: &[&LintedArticle]) -> Hints {
    let own = linted.iter().enumerate();
    let own = own.flat_map(|(index, linted)| linted.own.iter().map(move |hint| (index, hint)));
    let mut told: Vec<(usize, Problem)> = own.map(|(index, hint)| (index, hint.clone())).collect();
    let copies: Vec<ClipCopy> = [
        same_sources(articles, linted),
        copied_bodies(articles, linted),
        sync_conflicts(articles),
    ]
    .concat();
    let groups = group(articles, &copies);
    told.extend(copies.into_iter().map(|copy| (copy.index, copy.hint)));
    told.sort_by_key(|(index, _)| *index);
    let told = told.into_iter();
    Hints {
        told: told.map(|(at, hint)| (articles[at].id, hint)).collect(),
        copies: groups,
    }
}

/// An article that is a copy of another one.
#[derive(Clone)]
struct ClipCopy {
    index: usize,
    /// The other, where it is in the library.
    of: Option<usize>,
    hint: Problem,
}

/// How many copies there are of each article that has some, itself among them.
fn group(articles: &[Arc<Article>], copies: &[ClipCopy]) -> BTreeMap<ArticleId, u32> {
    // Each article is of the group of the earliest one that it is known to be a copy of.
    let mut first: Vec<usize> = (0..articles.len()).collect();
    let root = |first: &[usize], mut at: usize| {
        while first[at] != at {
            at = first[at];
        }
        at
    };
    for copy in copies {
        let of = copy.of.unwrap_or(copy.index);
        let (a, b) = (root(&first, copy.index), root(&first, of));
        first[a.max(b)] = a.min(b);
    }
    let roots: Vec<usize> = (0..articles.len()).map(|at| root(&first, at)).collect();
    let mut counts = vec![0; articles.len()];
    for root in &roots {
        counts[*root] += 1;
    }
    let counted = articles
        .iter()
        .zip(roots)
        .map(|(article, root)| (article.id, counts[root]));
    counted.filter(|(_, count)| *count > 1).collect()
}

/// A hint at the beginning of a file, where what is missing would stand.
fn hint(code: &'static str, reason: impl Into<SafeText>, advice: impl Into<SafeText>) -> Problem {
    let hint = Problem::of_file(Severity::Hint, code, reason.into(), advice.into());
    hint.at("", 0)
}

/// Whether a hint is about a certain line, which [`locate`] finds.
pub fn has_line(hint: &Problem) -> bool {
    matches!(
        &*hint.code,
        "link-split" | "date-order" | "conversion-failed"
    )
}

/// The hint at its line of the decoded `text` of its article's file; as it was where there is none.
#[must_use]
pub fn locate(hint: Problem, article: &Article, text: &str) -> Problem {
    let body = (article.body as usize).min(text.len());
    let (head, rest) = text.split_at_checked(body).unwrap_or(("", text));
    let found = match &*hint.code {
        "link-split" => line_starts(rest)
            .find(|at| is_rest_of_link(&rest[*at..]))
            .map(|at| at + head.len()),
        "date-order" => {
            let date = article.head.published.as_ref();
            date.and_then(|date| head.find(date.raw.as_str()))
        }
        _ => rest
            .find(|c: char| !c.is_whitespace())
            .map(|at| at + head.len()),
    };
    match found {
        Some(at) => hint.at(text, at),
        None => hint,
    }
}

/// Whether a text begins with the end of a link whose beginning stands in an earlier paragraph.
fn is_rest_of_link(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_start();
    line.strip_prefix("](")
        .is_some_and(|target| target.contains(')'))
}

/// A body with nothing in it, or with something that is not the article.
fn body(article: &Article) -> Option<Problem> {
    let text = article.text.as_str();
    if text.trim().is_empty() {
        let advice = match article.head.source {
            Some(_) => "its source may have the text",
            None => "listed by its title",
        };
        let is_binary = article
            .problems
            .iter()
            .any(|problem| problem.code == "binary");
        return (!is_binary).then(|| {
            hint(
                "empty-body",
                "there is no text below the front matter",
                advice,
            )
        });
    }
    let beginning = text
        .get(..text.floor_char_boundary(400))
        .unwrap_or(text)
        .to_lowercase();
    if beginning
        .lines()
        .next()
        .is_some_and(|line| line.contains(CONVERSION_FAILED))
    {
        let reason = "the page was clipped without being converted";
        return Some(hint(
            "conversion-failed",
            reason,
            "its tags are left out; clip it again",
        ));
    }
    let is_error = article.words <= ERROR_PAGE_WORDS
        && ERROR_PAGES.iter().any(|page| beginning.contains(page));
    let reason = "this looks like an error page rather than an article";
    is_error.then(|| hint("conversion-failed", reason, "clip it again"))
}

/// No date of publication, or one that says nothing.
fn missing_date(article: &Article) -> Option<Problem> {
    article.head.published.is_none().then(|| {
        hint(
            "date-missing",
            "it is not known when the page was published",
            "sorted last by date",
        )
    })
}

/// Published after it was clipped, by more than time zones explain.
fn odd_dates(article: &Article) -> Option<Problem> {
    let published = article.head.published.as_ref()?.day?;
    let created = article.head.created.as_ref()?.day?;
    let reason = || SafeText::line(&format!("published {published}, but clipped {created}"));
    is_well_before(created, published).then(|| hint("date-order", reason(), "both are kept"))
}

/// Whether `a` is earlier than `b` by more than a day, whatever is not known of either.
fn is_well_before(a: Day, b: Day) -> bool {
    // The first day that is meant, of the given month where none is known.
    let first = |day: Day, month| {
        let month: u8 = if day.month == 0 { month } else { day.month };
        Date::new(day.year, month.cast_signed(), day.day.max(1).cast_signed()).ok()
    };
    let last = first(a, 12).map(|date| {
        if a.day == 0 {
            date.last_of_month()
        } else {
            date
        }
    });
    let after = last.and_then(|last| last.tomorrow().ok());
    after.zip(first(b, 1)).is_some_and(|(after, b)| after < b)
}

/// Links whose brackets stand in paragraphs of their own, as cards of web pages are clipped.
fn broken_links(article: &Article) -> Option<Problem> {
    let lines = article.text.as_str().lines();
    let count = lines.filter(|line| is_rest_of_link(line)).count();
    let are = if count == 1 { "link is" } else { "links are" };
    let reason = SafeText::line(&format!("{count} {are} broken by blank lines"));
    (count > 0).then(|| hint("link-split", reason, "shown as text"))
}

/// Articles clipped from the page of an earlier one.
fn same_sources(articles: &[Arc<Article>], linted: &[&LintedArticle]) -> Vec<ClipCopy> {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(articles.len());
    let mut told = Vec::new();
    for (index, linted) in linted.iter().enumerate() {
        let Some(page) = linted.page.as_deref() else {
            continue;
        };
        let earlier = *first.entry(page).or_insert(index);
        if earlier != index {
            let reason = about("clipped from the same page as", &articles[earlier]);
            told.push(ClipCopy {
                index,
                of: Some(earlier),
                hint: hint("same-source", reason, "both are listed"),
            });
        }
    }
    told
}

/// Articles whose text is that of an earlier one, or nearly.
fn copied_bodies(articles: &[Arc<Article>], linted: &[&LintedArticle]) -> Vec<ClipCopy> {
    let prints: Vec<&TextPrint> = linted.iter().map(|linted| &linted.print).collect();
    let copies = duplicates(&prints, |at| articles[at].text.as_str());
    let told = copies.into_iter().map(|(index, copy)| {
        let (words, of) = match copy {
            Duplicate::Exact(of) => ("has the same text as", of),
            Duplicate::Near(of) => ("has nearly the same text as", of),
        };
        ClipCopy {
            index,
            of: Some(of),
            hint: hint("same-text", about(words, &articles[of]), "both are listed"),
        }
    });
    told.collect()
}

/// Copies that a syncing program made of a file that two machines changed.
fn sync_conflicts(articles: &[Arc<Article>]) -> Vec<ClipCopy> {
    let all = articles.iter().enumerate();
    let of_copies = all.filter_map(|(copy, article)| Some((copy, original_of(&article.path)?)));
    let of_copies: Vec<(usize, PathBuf)> = of_copies.collect();
    let wanted: HashSet<&Path> = of_copies.iter().map(|(_, of)| of.as_path()).collect();
    let index: HashMap<&Path, usize> = articles
        .iter()
        .enumerate()
        .map(|(index, article)| (article.path.as_path(), index))
        .filter(|(path, _)| wanted.contains(path))
        .collect();
    let mut told = Vec::new();
    for (copy, original) in &of_copies {
        let of = index.get(original.as_path()).copied();
        let reason = match of {
            Some(original) => about("a copy that a sync conflict left of", &articles[original]),
            None => "a copy that a sync conflict left".into(),
        };
        told.push(ClipCopy {
            index: *copy,
            of,
            hint: hint("sync-conflict", reason, "both are listed"),
        });
    }
    told
}

/// The file that a copy named `a.sync-conflict-20240101-120000-ABCDEFG.md` was made of.
fn original_of(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let (stem, rest) = name.split_once(".sync-conflict-")?;
    let (_, ending) = rest.rsplit_once('.')?;
    Some(path.with_file_name(format!("{stem}.{ending}")))
}

/// Words about another article, which is named by its path.
fn about(words: &str, other: &Article) -> SafeText {
    SafeText::line(&format!("{words} {}", written(&other.path).text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::contents::sample;
    use crate::text::date::Date;

    fn hints(articles: &[Arc<Article>]) -> Hints {
        Linter::default().hints(articles, |hint, _| hint)
    }

    fn told(articles: Vec<Article>) -> Vec<(u32, String, String)> {
        let articles: Vec<_> = articles.into_iter().map(Arc::new).collect();
        let hints = hints(&articles).told.into_iter();
        hints
            .map(|(id, hint)| (id.0, hint.code.into_owned(), hint.reason.to_string()))
            .collect()
    }

    fn article(id: u32, text: &str, published: &str, created: &str) -> Article {
        let mut article = sample::article(id, &format!("{id}.md"), text);
        article.head.published = Some(Date::read(published));
        article.head.created = Some(Date::read(created));
        article.words = text.split(' ').count() as u32;
        article
    }

    #[test]
    fn copies_of_one_article_are_counted_together() {
        let mut all = vec![
            article(1, "One text", "2024", "2024"),
            article(2, "Another text", "2024", "2024"),
            article(3, "Another text", "2024", "2024"),
            article(4, "A fourth", "2024", "2024"),
        ];
        all[0].head.source = Some("https://e.org/a".into());
        all[1].head.source = Some("https://e.org/a".into());
        let all: Vec<_> = all.into_iter().map(Arc::new).collect();
        let copies = hints(&all).copies.into_iter();
        let copies: Vec<_> = copies.map(|(id, count)| (id.0, count)).collect();
        assert_eq!(copies, [(1, 3), (2, 3), (3, 3)]);
    }

    #[test]
    fn one_page_clipped_twice_is_told_once() {
        let mut all = vec![
            article(1, "One text", "2024", "2024"),
            article(2, "Another text", "2024", "2024"),
            article(3, "A third", "2024", "2024"),
        ];
        all[0].head.source = Some("https://e.org/a?utm_source=x".into());
        all[1].head.source = Some("http://www.e.org/a/#top".into());
        all[2].head.source = Some("https://e.org/b".into());
        assert_eq!(
            told(all),
            [(
                2,
                "same-source".into(),
                "clipped from the same page as 1.md".into()
            )]
        );
    }

    #[test]
    fn bodies_that_are_no_articles() {
        let codes = |text: &str| {
            told(vec![article(1, text, "2024", "2024")])
                .into_iter()
                .map(|t| t.1)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(" \n"), ["empty-body"]);
        assert_eq!(
            codes("Partial conversion completed with errors. Original HTML:\n\nText"),
            ["conversion-failed"]
        );
        assert_eq!(
            codes("Just a moment...\nVerify you are human"),
            ["conversion-failed"]
        );
        assert_eq!(
            codes(&format!("Access denied: {}", "a long article ".repeat(99))),
            [""; 0]
        );
        assert_eq!(codes("[\nA card\n](https://e.org/x)\ntext"), ["link-split"]);
        assert_eq!(codes("An article (with brackets)."), [""; 0]);
    }

    #[test]
    fn dates_that_cannot_be_right() {
        let mut undated = article(1, "text", "2024", "2024");
        undated.head.published = None;
        assert_eq!(told(vec![undated])[0].1, "date-missing");
        let odd = |published: &str, created: &str| {
            !told(vec![article(1, "text", published, created)]).is_empty()
        };
        assert!(odd("2024-05-09", "2024-05-07"));
        assert!(odd("2025", "2024-03-01"));
        assert!(odd("2024-06", "2024-03-01"));
        assert!(odd("2024-01-20", "2020-12-05"));
        assert!(odd("2024-10-01", "2024-02-28"));
        assert!(odd("2025-01-02", "2024-12-31"));
        assert!(odd("2024-03-01", "2024-02-28"), "a leap year");
        for (published, created) in [
            ("2024-05-08", "2024-05-07"),
            ("2024-06-01", "2024-05-31"),
            ("2025-01-01", "2024-12-31"),
            ("2023-03-01", "2023-02-28"),
            ("2024-06", "2024-05-31"),
            ("2024", "2024-01-01"),
            ("2024-05-07", "2024-05"),
            ("soon", "2024-05"),
        ] {
            assert!(!odd(published, created), "{published} {created}");
        }
    }

    #[test]
    fn hints_stand_at_their_lines() {
        let text = "---\npublished: 2024-05-09\n---\n\n[\n\nA card\n\n](https://e.org/x)\n";
        let mut clip = article(
            1,
            "[\nA card\n](https://e.org/x)",
            "2024-05-09",
            "2024-05-01",
        );
        clip.body = 30;
        let clip = Arc::new(clip);
        let lines: Vec<_> = hints(std::slice::from_ref(&clip))
            .told
            .into_iter()
            .map(|(_, hint)| (hint.code.clone(), hint.line, locate(hint, &clip, text).line))
            .collect();
        assert_eq!(
            lines,
            [("date-order".into(), 1, 2), ("link-split".into(), 1, 9)]
        );
    }

    #[test]
    fn copies_name_what_they_are_copies_of() {
        let mut all = vec![
            article(1, "same words", "2024", "2024"),
            article(2, "same words", "2024", "2024"),
        ];
        all[0].path = "a.md".into();
        all[1].path = "a.sync-conflict-20240101-120000-ABCDEFG.md".into();
        assert_eq!(
            told(all),
            [
                (2, "same-text".into(), "has the same text as a.md".into()),
                (
                    2,
                    "sync-conflict".into(),
                    "a copy that a sync conflict left of a.md".into()
                ),
            ]
        );
    }
}
