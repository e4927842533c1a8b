//! The text of one article, ready for annotations: from a place in the file to a target and back.

use super::candidates::occurrences;
use super::{Anchored, TextVersion, describe, locate};
use crate::clip::article::Article;
use crate::clip::article::body_hash::BodyHash;
use crate::notes::anchor::code_points::{PlainText, folded};
use crate::notes::annotation::{ArticleRef, PLAIN, Target, TextPosition};
use crate::notes::annotation_text::{self, Plain};
use crate::text::date::Date;
use crate::text::path;
use crate::text::range::{SourceRange, line_starts};

/// One article's text, read for its annotations.
#[derive(Clone, Debug)]
pub struct AnchorText {
    /// Where the lines of the file begin, in bytes.
    lines: Vec<u32>,
    plain: Plain,
    text: PlainText,
    body_hash: BodyHash,
}

/// Where an annotation is in an article's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// It is about the whole article.
    Whole,
    /// Here, without doubt.
    Sure(SourceRange),
    /// Perhaps here.
    Unsure(SourceRange),
    /// Its words are gone.
    Orphan,
}

impl Placement {
    /// The place in the file, sure or not.
    pub fn range(self) -> Option<SourceRange> {
        match self {
            Self::Sure(range) | Self::Unsure(range) => Some(range),
            Self::Whole | Self::Orphan => None,
        }
    }
}

impl AnchorText {
    /// Reads the text of an article: `file` is its whole decoded file and `body` the byte at which
    /// its text begins.
    pub fn new(file: &str, body: u32) -> Self {
        let plain = annotation_text::plain(file, body);
        let text = PlainText::new(plain.text.clone());
        let body_hash = BodyHash::of(file.get(body as usize..).unwrap_or_default());
        Self {
            lines: line_starts(file).map(|at| at as u32).collect(),
            plain,
            text,
            body_hash,
        }
    }

    /// The hash of the article's body as it was read.
    pub fn body_hash(&self) -> BodyHash {
        self.body_hash
    }

    /// Whether the text goes as far as a target was when it was made.
    pub fn reaches(&self, target: &Target) -> bool {
        let position = target.position;
        position.is_none_or(|position| position.end <= self.text.len())
    }

    /// Where a target is in this article.
    pub fn find(&self, target: &Target) -> Placement {
        if target.quote.is_none() && target.position.is_none() {
            return Placement::Whole;
        }
        let hash = target
            .article
            .as_ref()
            .map(|article| article.body_sha256.as_str());
        let is_same = hash == Some(self.body_hash.to_string().as_str())
            && target.text.as_deref() == Some(PLAIN);
        let anchored = locate(
            &self.text,
            target,
            if is_same {
                TextVersion::Same
            } else {
                TextVersion::Other
            },
        );
        match (
            anchored,
            anchored
                .position()
                .and_then(|position| self.source_of(position)),
        ) {
            (Anchored::Sure(_), Some(range)) => Placement::Sure(range),
            (Anchored::Unsure(_), Some(range)) => Placement::Unsure(range),
            _ => Placement::Orphan,
        }
    }

    /// The whole article as a target. The hash is that of the text which was read here, so that it and
    /// the positions belong together whatever the library knows of the article by now.
    pub fn whole(&self, article: &Article) -> Target {
        let remembered = ArticleRef {
            path: path::written(&article.path).text,
            title: article.head.title.as_str().to_owned(),
            body_sha256: self.body_hash.to_string(),
            line: 0,
        };
        Target::of_article(
            article.head.source.as_deref(),
            article.head.created.as_ref().and_then(moment),
            remembered,
        )
    }

    /// The target of a stretch of the file; `None` where no text came from it.
    pub fn target(&self, article: &Article, range: SourceRange) -> Option<Target> {
        let points = self.plain.points_of(range)?;
        let chosen = TextPosition {
            start: points.start as usize,
            end: points.end as usize,
        };
        let (quote, position) = describe(&self.text, chosen);
        let start = self.source_of(position).unwrap_or(range).start;
        let line = self.lines.partition_point(|line| *line <= start) as u32;
        let mut target = self.whole(article);
        if let Some(article) = &mut target.article {
            article.line = line;
        }
        target.quote = Some(quote);
        target.position = Some(position);
        target.text = Some(PLAIN.to_owned());
        Some(target)
    }

    /// Every place where words stand in this article, just after `prefix` where one is given.
    /// Capitals, blanks, quotes and dashes need not be the same.
    pub fn quotes(&self, words: &str, prefix: &str) -> Vec<SourceRange> {
        let (words, prefix) = (folded(words.trim()), folded(prefix.trim()));
        let letters = self.text.folded();
        let follows = |start: usize| {
            let before = &letters[..start];
            let blanks = before
                .iter()
                .rev()
                .take_while(|letter| **letter == ' ')
                .count();
            before[..start - blanks].ends_with(&prefix)
        };
        let starts = occurrences(letters, &words)
            .into_iter()
            .filter(|start| follows(*start));
        let places = starts.map(|start| TextPosition {
            start,
            end: start + words.len(),
        });
        places
            .filter_map(|position| self.source_of(position))
            .collect()
    }

    fn source_of(&self, position: TextPosition) -> Option<SourceRange> {
        self.plain
            .source_of(position.start as u32..position.end as u32)
    }
}

/// The day of a clip as a moment, which is what the standard asks for; none where it is vague.
fn moment(date: &Date) -> Option<String> {
    let day = date.day.filter(|day| day.month > 0 && day.day > 0)?;
    Some(format!("{day}T00:00:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::contents::sample::{article, clipped_from};

    const FILE: &str = "# Head\n\nThe **costs** fell by half, and the [costs](https://e.org) fell again.\n\n- one “two” three\n";

    fn place(words: &str) -> SourceRange {
        let at = FILE.find(words).unwrap();
        (at..at + words.len()).into()
    }

    #[test]
    fn a_place_becomes_a_target_and_is_found_again() {
        let sheet = AnchorText::new(FILE, 0);
        let read = clipped_from(article(1, "a/b.md", FILE), "https://e.org/clip");
        let target = sheet.target(&read, place("**costs** fell")).unwrap();
        assert_eq!(target.words(), "costs fell");
        assert_eq!(target.source, "https://e.org/clip");
        let remembered = target.article.as_ref().unwrap();
        assert_eq!((remembered.path.as_str(), remembered.line), ("a/b.md", 3));
        assert_eq!(remembered.body_sha256, BodyHash::of(FILE).to_string());
        let Placement::Sure(range) = sheet.find(&target) else {
            panic!("it was made here")
        };
        assert!(range.of(FILE).contains("costs** fell"));
        let later = FILE.replace("# Head\n", "# Head\n\nA new paragraph.\n");
        let Placement::Sure(range) = AnchorText::new(&later, 0).find(&target) else {
            panic!("it was moved")
        };
        assert!(range.of(&later).contains("costs** fell"));
        assert_eq!(
            AnchorText::new("Nothing of it.", 0).find(&target),
            Placement::Orphan
        );
        assert_eq!(sheet.find(&sheet.whole(&read)), Placement::Whole);
    }

    #[test]
    fn lines_end_at_any_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let file = format!("One.{end}{end}Two words.{end}{end}Three.");
            let at = file.find("Three").unwrap();
            let target =
                AnchorText::new(&file, 0).target(&article(1, "a.md", &file), (at..at + 5).into());
            assert_eq!(target.unwrap().article.unwrap().line, 5, "{end:?}");
        }
    }

    #[test]
    fn words_are_found_wherever_they_stand_and_told_apart_by_what_is_before_them() {
        let sheet = AnchorText::new(FILE, 0);
        assert_eq!(sheet.quotes("COSTS fell", "").len(), 2);
        let second = sheet.quotes("costs fell", "and the");
        assert_eq!(second.len(), 1);
        assert!(second[0].start > place("half").start);
        assert_eq!(sheet.quotes("\"two\" three", "").len(), 1);
        assert!(sheet.quotes("", "").is_empty() && sheet.quotes("four", "").is_empty());
    }
}
