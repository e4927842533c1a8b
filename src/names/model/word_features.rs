//! What is known of each word of an article before it is tagged: lists, frequency, shape, and how
//! the rest of the article uses it.

use bitflags::bitflags;

use crate::names::model::gazetteer::{Classes, Gazetteer};
use crate::names::tokens::hash::{self, Hashed};
use crate::names::tokens::sentences::{Sentence, Style};
use crate::names::tokens::{Case, Flags, Token};
use crate::text::sentences::words::HONORIFICS;

bitflags! {
    /// How the article as a whole uses a word.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Usage: u16 {
        /// It stands somewhere without a capital.
        const LOWER = 1;
        /// It stands somewhere with a capital inside a plain sentence.
        const INSIDE = 1 << 1;
        /// A title or an office stands before it.
        const TITLED = 1 << 2;
        /// A first name stands before it.
        const AFTER_FIRST_NAME = 1 << 3;
        /// "in", "at", "near" or "from" stands before it.
        const LOCATED = 1 << 4;
        /// A verb of saying stands after it.
        const SPEAKS = 1 << 5;
        /// "the" stands before it.
        const THE = 1 << 6;
        /// A word that organisations end with stands after it.
        const BEFORE_HEAD = 1 << 7;
        /// It stands alone in brackets.
        const BRACKETED = 1 << 8;
        /// "Mr", "Mrs", "Ms", "Dr" stands before it.
        const HONOURED = 1 << 9;
    }
}

/// A word in its place, with all that templates look at.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Hash without regard to case.
    pub lower: u64,
    /// Hash with capitals.
    pub exact: u64,
    /// Hash of its collapsed shape, as `Xx-9`.
    pub shape: u64,
    /// What lists say of the word.
    pub classes: Classes,
    /// Whether listed names of several words begin with it.
    pub begins: bool,
    /// What lists say of the longest name of several words around it.
    pub phrase: Classes,
    /// Where in that name it stands: 0 in none, 1 first, 2 inside, 3 last.
    pub phrase_place: u8,
    /// How it is written.
    pub case: Case,
    /// How it stands.
    pub flags: Flags,
    /// Twice its Zipf frequency; 0 when unknown, and where it has no capital.
    pub frequency: u8,
    /// Cluster of words used alike; 0 when unknown.
    pub cluster: u16,
    /// The coarser cluster; 0 when unknown.
    pub coarse: u8,
    /// How the article uses it.
    pub usage: Usage,
}

impl Word {
    /// What stands beyond the ends of a sentence.
    pub const EDGE: Self = Self {
        lower: 1,
        exact: 1,
        shape: 1,
        classes: Classes::empty(),
        begins: false,
        phrase: Classes::empty(),
        phrase_place: 0,
        case: Case::Mark,
        flags: Flags::empty(),
        frequency: 0,
        cluster: 0,
        coarse: 0,
        usage: Usage::empty(),
    };
}

/// All words of one article, by their hashes.
#[derive(Debug)]
pub struct Words<'g> {
    gazetteer: &'g Gazetteer<'g>,
    forms: Hashed<Word>,
    usage: Hashed<Usage>,
}

/// Hashes of the small words that usage asks for.
#[derive(Debug)]
struct Cues {
    located: [u64; 4],
    said: [u64; 8],
    honours: [[u64; 2]; HONORIFICS.len()],
    the: u64,
    open: u64,
    close: u64,
}

impl Cues {
    fn new() -> Self {
        Self {
            located: ["in", "at", "near", "from"].map(hash::word),
            said: [
                "said",
                "says",
                "told",
                "added",
                "tweeted",
                "explained",
                "noted",
                "argued",
            ]
            .map(hash::word),
            honours: HONORIFICS.map(|word| [hash::word(word), hash::word(&format!("{word}."))]),
            the: hash::word("the"),
            open: hash::word("("),
            close: hash::word(")"),
        }
    }
}

impl<'g> Words<'g> {
    /// Reads how an article uses its words.
    pub fn new(
        gazetteer: &'g Gazetteer<'g>,
        text: &str,
        tokens: &[Token],
        sentences: &[Sentence],
    ) -> Self {
        let mut words = Self {
            gazetteer,
            forms: Hashed::default(),
            usage: Hashed::default(),
        };
        let cues = Cues::new();
        for sentence in sentences {
            let trusted = sentence.style == Style::Plain;
            for at in sentence.tokens.clone() {
                let token = &tokens[at];
                if !token.is_capitalised() {
                    continue;
                }
                let before = at
                    .checked_sub(1)
                    .filter(|&b| b >= sentence.tokens.start)
                    .map(|b| tokens[b]);
                let after = tokens
                    .get(at + 1)
                    .filter(|_| at + 1 < sentence.tokens.end)
                    .copied();
                let mut usage = words.surroundings(text, &cues, before.as_ref(), after.as_ref());
                if trusted && !token.flags.contains(Flags::FIRST) {
                    usage |= Usage::INSIDE;
                }
                *words.usage.entry(token.lower).or_default() |= usage;
            }
        }
        for token in tokens {
            if token.case == Case::Lower
                && let Some(usage) = words.usage.get_mut(&token.lower)
            {
                *usage |= Usage::LOWER;
            }
        }
        words
    }

    fn surroundings(
        &mut self,
        text: &str,
        cues: &Cues,
        before: Option<&Token>,
        after: Option<&Token>,
    ) -> Usage {
        let mut usage = Usage::empty();
        if let Some(before) = before {
            let classes = self.form(text, before).classes;
            let capitalised = before.is_capitalised();
            usage.set(Usage::TITLED, classes.contains(Classes::TITLE));
            usage.set(
                Usage::HONOURED,
                cues.honours.as_flattened().contains(&before.lower),
            );
            usage.set(
                Usage::AFTER_FIRST_NAME,
                capitalised && classes.contains(Classes::FIRST_NAME),
            );
            usage.set(Usage::LOCATED, cues.located.contains(&before.lower));
            usage.set(Usage::THE, before.lower == cues.the);
        }
        if let Some(after) = after {
            usage.set(Usage::SPEAKS, cues.said.contains(&after.lower));
            let head = after.is_capitalised()
                && self
                    .form(text, after)
                    .classes
                    .contains(Classes::ORGANISATION_WORD);
            usage.set(Usage::BEFORE_HEAD, head);
            let bracketed =
                after.lower == cues.close && before.is_some_and(|mark| mark.lower == cues.open);
            usage.set(Usage::BRACKETED, bracketed);
        }
        usage
    }

    /// What is known of a token's form, wherever it stands.
    fn form(&mut self, text: &str, token: &Token) -> Word {
        if let Some(word) = self.forms.get(&token.exact) {
            return *word;
        }
        let (cluster, coarse) = self.gazetteer.clusters(token.lower);
        let classes = self.gazetteer.classes(token);
        let word = Word {
            lower: token.lower,
            exact: token.exact,
            shape: shape(token.of(text)),
            classes: classes - Classes::PREFIX,
            begins: classes.contains(Classes::PREFIX),
            case: token.case,
            frequency: if token.case == Case::Lower {
                0
            } else {
                self.gazetteer.frequency(token.lower)
            },
            cluster,
            coarse,
            ..Word::EDGE
        };
        self.forms.insert(token.exact, word);
        word
    }

    /// The token with all that is known of it, but for names of several words.
    pub fn word(&mut self, text: &str, token: &Token) -> Word {
        let usage = self.usage.get(&token.lower).copied().unwrap_or_default();
        Word {
            usage,
            flags: token.flags,
            ..self.form(text, token)
        }
    }

    /// How the article uses the word with this hash.
    pub fn usage(&self, lower: u64) -> Usage {
        self.usage.get(&lower).copied().unwrap_or_default()
    }

    /// The lists behind it.
    pub const fn gazetteer(&self) -> &'g Gazetteer<'g> {
        self.gazetteer
    }
}

/// The hash of a word's shape: each run of capitals, small letters, digits or other marks is one.
fn shape(word: &str) -> u64 {
    let mut hash = 2;
    let mut last = 0;
    let mut length = 0;
    for letter in word.chars() {
        let class = match letter {
            'a'..='z' => 1,
            'A'..='Z' => 2,
            '0'..='9' => 3,
            _ if letter.is_lowercase() => 1,
            _ if letter.is_uppercase() => 2,
            _ if letter.is_alphabetic() => 4,
            _ => u64::from(u32::from(letter)),
        };
        length = if class == last { length + 1 } else { 1 };
        // A second letter of the same class counts once, so that "A" and "AB" differ.
        if length <= 2 {
            hash = hash::mix(hash, class);
        }
        last = class;
    }
    hash
}
