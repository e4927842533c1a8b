//! What a query asks of texts, and whether one asks for less than another did.

use std::sync::Arc;

use crate::clip::article_set::ArticleSet;
use crate::search::bodies::matcher::Rigour;
use crate::search::fuzzy::typo;

/// With fewer wanted words than this, none may be missing.
const FEW: usize = 3;

/// What is asked of texts, folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextRequest {
    /// These must be found.
    pub(crate) wanted: Vec<String>,
    /// How strictly.
    pub(crate) rigour: Rigour,
    /// The wanted words with blanks between, where they are several: what holds them so is more
    /// about them.
    pub(crate) together: Option<String>,
    /// None of these may be found.
    pub(crate) unwanted: Vec<String>,
    /// The articles that take part; all of them where none are named.
    pub(crate) among: Option<Arc<ArticleSet>>,
}

impl TextRequest {
    /// Texts to be found, others not to be found, and the articles that take part.
    pub(crate) fn new(
        wanted: Vec<String>,
        unwanted: Vec<String>,
        among: Option<Arc<ArticleSet>>,
    ) -> Self {
        Self {
            together: (wanted.len() > 1).then(|| wanted.join(" ")),
            wanted,
            rigour: Rigour::Strict,
            unwanted,
            among,
        }
    }

    /// The same question, request loosely.
    pub(crate) fn loosened(&self) -> Self {
        Self {
            rigour: Rigour::Loose,
            together: None,
            ..self.clone()
        }
    }

    /// Whether asking loosely asks for more.
    pub(crate) fn can_be_loosened(&self) -> bool {
        self.wanted.len() >= FEW || self.wanted.iter().any(|word| typo::may_err(word))
    }

    /// How many of the wanted may be missing.
    pub(crate) fn may_miss(&self) -> usize {
        usize::from(self.rigour == Rigour::Loose && self.wanted.len() >= FEW)
    }

    /// Whether every text that answers this answers the older question too.
    pub(crate) fn continues(&self, older: &Self) -> bool {
        let holds = |text: &String, part: &String| text.contains(part.as_str());
        let is_wanted = |old: &String| self.wanted.iter().any(|new| holds(new, old));
        let wanted = match self.rigour {
            Rigour::Strict => older.wanted.iter().all(is_wanted),
            Rigour::Loose => {
                self.may_miss() <= older.may_miss() && typo::all_lead(&older.wanted, &self.wanted)
            }
        };
        let is_unwanted = |old: &String| self.unwanted.iter().any(|new| holds(old, new));
        let among = match (&self.among, &older.among) {
            (_, None) => true,
            (Some(new), Some(old)) => Arc::ptr_eq(new, old),
            (None, Some(_)) => false,
        };
        let unwanted = older.unwanted.iter().all(is_unwanted);
        self.rigour == older.rigour && among && wanted && unwanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::range::ArticleId;

    fn request(wanted: &[&str], unwanted: &[&str]) -> TextRequest {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        TextRequest::new(owned(wanted), owned(unwanted), None)
    }

    #[test]
    fn a_question_continues_another_when_it_can_only_find_less() {
        let first = request(&["art"], &["tok"]);
        for (wanted, unwanted, continues) in [
            (&["arti"][..], &["tok"][..], true),
            (&["int", "smart"], &["tok"], true),
            (&["art"], &["to"], true),
            (&["art"], &["token"], false),
            (&["art"], &[], false),
            (&["ar"], &["tok"], false),
            (&["int"], &["tok"], false),
        ] {
            let next = request(wanted, unwanted);
            assert_eq!(next.continues(&first), continues, "{next:?}");
        }
        let loose = |wanted| request(wanted, &[]).loosened();
        for (older, wanted, continues) in [
            (&["launch"][..], &["launches"][..], true),
            (&["launchin"], &["launching"], false),
            (&["data", "laun"], &["data", "launch", "of"], false),
            (
                &["data", "launch", "of"],
                &["data", "launch", "off", "pad"],
                true,
            ),
            (&["data", "launch"], &["data"], false),
        ] {
            assert_eq!(
                loose(wanted).continues(&loose(older)),
                continues,
                "{wanted:?}"
            );
            assert!(!loose(wanted).continues(&request(older, &[])), "{wanted:?}");
        }
        let articles = Some(Arc::new(ArticleSet::from([ArticleId(1)])));
        let within = TextRequest {
            among: articles,
            ..first.clone()
        };
        assert!(within.continues(&first) && within.continues(&within.clone()));
        assert!(!first.continues(&within));
    }
}
