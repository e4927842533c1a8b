//! Words by which rules know what stands beside a name: a month, a currency, a portfolio.

use bitflags::bitflags;

use crate::names::tokens::hash;
use crate::names::tokens::hash::Hashed;
use crate::names::tokens::rows::rows;
use crate::names::tokens::{Case, Token};
use crate::text::sentences::words::HONORIFICS;

bitflags! {
    /// What a token can be to a rule.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Cues: u32 {
        /// January, Feb.
        const MONTH = 1;
        /// A month that is also another word: may, march.
        const DOUBTFUL = 1 << 1;
        /// Monday.
        const WEEKDAY = 1 << 2;
        /// million, bn, crore.
        const MAGNITUDE = 1 << 3;
        /// dollars, naira.
        const CURRENCY = 1 << 4;
        /// USD, Rs: a currency that stands before or after its figure.
        const CODE = 1 << 5;
        /// $, €.
        const SIGN = 1 << 6;
        /// kilometres, %.
        const UNIT = 1 << 7;
        /// two, half.
        const NUMBER = 1 << 8;
        /// in, since: words that dates follow.
        const BEFORE_DATE = 1 << 9;
        /// A figure: 5, 1,000.
        const FIGURE = 1 << 10;
        /// spring, Q2, nineteenth, thousands: words that begin a date or a sum with others after them.
        const OPENER = 1 << 11;
        /// Mon., Thurs: a weekday only before a day of a month.
        const SHORT_WEEKDAY = 1 << 12;
        /// Act, Report: works end with it, or begin with it before "of", "on" or a number.
        const WORK_HEAD = 1 << 13;
        /// Act, Treaty: makes a law's name with the capitalised words before it.
        const LAW_HEAD = 1 << 14;
        /// Cup, War: events end or begin with it.
        const EVENT_HEAD = 1 << 15;
        /// app, vaccine: products end with it.
        const PRODUCT_HEAD = 1 << 16;
        /// Ramadan: a head that is a name without more words.
        const NAME_ALONE = 1 << 17;
        /// city, port: the name of a place follows after "of".
        const REALM = 1 << 18;
        /// district: stands after the name of a place.
        const KIND_OF_PLACE = 1 << 19;
        /// tribe: stands after the name of a people.
        const KIND_OF_PEOPLE = 1 << 20;
        /// Ngāti: names of Māori peoples begin with it.
        const IWI = 1 << 21;
        /// MP, mayor: stands for a place.
        const DELEGATE = 1 << 22;
        /// Mr, Ms: a person follows.
        const HONORIFIC = 1 << 23;
        /// minister, secretary: has a portfolio.
        const MINISTER = 1 << 24;
        /// finance, fisheries: portfolios are made of it.
        const PORTFOLIO = 1 << 25;
        /// Department, School: heads an office that is named for what it cares for.
        const OFFICE_HEAD = 1 << 26;
        /// Southern: regions are named by it.
        const DIRECTION = 1 << 27;
        /// Ministry: heads an office whose words after "and" may be rare ones too.
        const MINISTRY = 1 << 28;
        /// EXCLUSIVE: stands in capitals before a colon as towns do.
        const DATELINE_LABEL = 1 << 29;
        /// Annex: a part of a document, with the number after it.
        const DOCUMENT_PART = 1 << 30;
    }
}

/// The words, by hash.
#[derive(Debug)]
pub struct CueWords {
    words: Hashed<Cues>,
}

impl CueWords {
    /// Reads lines of `kind⇥word word…`, the kinds named as [`Cues`] are.
    pub fn new(keywords: &str) -> Self {
        let mut words: Hashed<Cues> = Hashed::default();
        for mut row in rows(keywords) {
            let name = row.next().unwrap_or("").replace('-', "_").to_uppercase();
            let cues = Cues::from_name(&name).unwrap_or_default();
            for word in row.flat_map(str::split_whitespace) {
                *words.entry(hash::word(word)).or_default() |= cues;
            }
        }
        for word in HONORIFICS {
            words.insert(hash::word(word), Cues::HONORIFIC);
            words.insert(hash::word(&format!("{word}.")), Cues::HONORIFIC);
        }
        Self { words }
    }

    /// What a word with a capital can be, for those that are words of names.
    pub fn of_capitalised(&self, word: &str) -> Cues {
        let known = || self.words.get(&hash::word(word)).copied();
        let begins = word.starts_with(char::is_uppercase);
        begins.then(known).flatten().unwrap_or_default()
    }

    /// What a token can be.
    pub fn of(&self, token: &Token) -> Cues {
        let known = self.words.get(&token.lower).copied().unwrap_or_default();
        match token.case {
            Case::Number => known | Cues::FIGURE,
            // Names of months and days have a capital; "march" and "may" without one are verbs.
            Case::Lower => {
                known - (Cues::MONTH | Cues::WEEKDAY | Cues::SHORT_WEEKDAY | Cues::DOUBTFUL)
            }
            _ => known,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::names::assets;

    use super::*;

    #[test]
    fn every_kind_of_keyword_is_known_and_has_words() {
        let keywords = assets::embedded().keywords;
        let kinds = rows(keywords).filter_map(|mut row| row.next());
        let named = kinds.map(|kind| Cues::from_name(&kind.replace('-', "_").to_uppercase()));
        let all: Option<Vec<Cues>> = named.collect();
        let all = all.unwrap().into_iter().fold(Cues::empty(), Cues::union);
        // Figures are told by their digits, honorifics stand with the abbreviations.
        assert_eq!(all | Cues::FIGURE | Cues::HONORIFIC, Cues::all());
    }
}
