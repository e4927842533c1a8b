//! The five colours of highlights and the words that a reader gives them.

/// A colour of a highlight; what it looks like is the theme's to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// Red.
    Red,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Yellow: what a highlight is when nothing else was said.
    #[default]
    Yellow,
    /// Purple.
    Purple,
}

impl Colour {
    /// Every colour, in the order of their keys.
    pub const ALL: [Self; 5] = [
        Self::Red,
        Self::Green,
        Self::Blue,
        Self::Yellow,
        Self::Purple,
    ];

    /// Its own name, which every library understands.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Yellow => "yellow",
            Self::Purple => "purple",
        }
    }

    /// The letter that chooses it.
    pub const fn letter(self) -> char {
        match self {
            Self::Red => 'r',
            Self::Green => 'g',
            Self::Blue => 'b',
            Self::Yellow => 'y',
            Self::Purple => 'p',
        }
    }

    /// The colour of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

/// The words that a reader uses for the colours, such as `doubt` for red.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    words: [String; 5],
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            words: Colour::ALL.map(|colour| colour.name().to_owned()),
        }
    }
}

impl Palette {
    /// The same palette with a word for one colour; an empty word gives its own name back.
    #[must_use]
    pub fn with(mut self, colour: Colour, word: &str) -> Self {
        let word = if word.trim().is_empty() {
            colour.name()
        } else {
            word.trim()
        };
        word.clone_into(&mut self.words[colour as usize]);
        self
    }

    /// What is written down for a colour.
    pub fn word(&self, colour: Colour) -> &str {
        &self.words[colour as usize]
    }

    /// The colour that a word was written down for; `None` for a word of somebody else's palette.
    pub fn colour(&self, word: &str) -> Option<Colour> {
        let given = Colour::ALL
            .into_iter()
            .find(|&colour| self.word(colour).eq_ignore_ascii_case(word));
        given.or_else(|| Colour::named(&word.to_ascii_lowercase()))
    }

    /// What this reader calls what was written down: the word for its colour where it is known.
    pub fn own<'w>(&'w self, word: &'w str) -> &'w str {
        self.colour(word).map_or(word, |colour| self.word(colour))
    }

    /// What this reader calls the colour that an annotation is drawn in.
    pub fn shown<'w>(&'w self, word: Option<&'w str>) -> &'w str {
        word.map_or_else(|| self.word(self.drawn(None)), |word| self.own(word))
    }

    /// Words that the reader gave, beside the colours' own names.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        let given = Colour::ALL.into_iter();
        given
            .map(|colour| self.word(colour))
            .filter(|word| Colour::named(word).is_none())
    }

    /// Every colour with its letter and its word, to be shown: `r doubt, g green, …`.
    pub fn legend(&self) -> String {
        let all = Colour::ALL.map(|colour| format!("{} {}", colour.letter(), self.word(colour)));
        all.join(", ")
    }

    /// The colour to draw an annotation in; yellow where nothing known was said.
    pub fn drawn(&self, word: Option<&str>) -> Colour {
        word.and_then(|word| self.colour(word)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_word_names_its_colour_and_so_does_the_colours_own_name() {
        let palette = Palette::default().with(Colour::Red, "doubt");
        assert_eq!(palette.word(Colour::Red), "doubt");
        assert_eq!(palette.colour("Doubt"), Some(Colour::Red));
        assert_eq!(palette.colour("red"), Some(Colour::Red));
        assert_eq!(palette.colour("mauve"), None);
        assert_eq!(palette.drawn(Some("mauve")), Colour::Yellow);
        assert_eq!(palette.drawn(None), Colour::Yellow);
    }

    #[test]
    fn a_word_given_to_one_colour_wins_over_the_name_of_another() {
        let palette = Palette::default().with(Colour::Blue, "red");
        assert_eq!(
            palette.colour("red"),
            Some(Colour::Red),
            "the first in key order"
        );
        let palette = palette.with(Colour::Red, "doubt");
        assert_eq!(palette.colour("red"), Some(Colour::Blue));
    }

    #[test]
    fn letters_and_names_tell_the_colours_apart() {
        let mut letters: Vec<char> = Colour::ALL.iter().map(|colour| colour.letter()).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 5);
        assert!(
            Colour::ALL
                .into_iter()
                .all(|colour| Colour::named(colour.name()) == Some(colour))
        );
    }
}
