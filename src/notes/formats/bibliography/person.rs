//! Names of authors: of people, whose family name sorts them, and of outlets and bodies, which are taken whole.

use crate::text::word_list::WordList;

/// Words that names of outlets and bodies hold.
static OUTLET_WORDS: WordList =
    WordList::new(include_str!("../../../../assets/words/outlet_words.txt"));

/// Small words that family names begin with.
static PARTICLES: WordList = WordList::new(include_str!(
    "../../../../assets/words/surname_particles.txt"
));

/// Words that the name of a person has at most.
const LONGEST: usize = 5;

/// The name of an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// Of a person: family name, given names.
    Person { family: String, given: String },
    /// Of anybody else, or not known to be of a person.
    Whole(String),
}

impl Name {
    /// The name of an author of an article of a site. Who may be no person is taken whole: nobody is then called Forum.
    pub(super) fn of(name: &str, site: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        let last = words.len().saturating_sub(1);
        let is_person = (2..=LONGEST).contains(&words.len())
            && !is_of_site(&words, site)
            && words
                .iter()
                .enumerate()
                .all(|(at, word)| is_part(word, at > 0 && at < last));
        if !is_person {
            return Self::Whole(name.to_owned());
        }
        let particles = words[1..last]
            .iter()
            .rev()
            .take_while(|word| PARTICLES.contains(word));
        let family = last - particles.count();
        Self::Person {
            family: words[family..].join(" "),
            given: words[..family].join(" "),
        }
    }

    /// What it is sorted by.
    pub(super) fn sorted_by(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Whole(name) => name,
        }
    }
}

/// Whether a word may be a part of a person's name.
fn is_part(word: &str, is_inside: bool) -> bool {
    if is_inside && PARTICLES.contains(word) {
        return true;
    }
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    // A word of capitals alone names an outlet, but for initials.
    let shouts = word.chars().filter(|c| c.is_uppercase()).count() > 2
        && !word.contains('.')
        && !word.chars().any(char::is_lowercase);
    let is_word = letters.all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    is_capital && is_word && !shouts && !OUTLET_WORDS.contains(word.to_lowercase().as_str())
}

/// Whether a name is that of the site itself: `Ars Technica` of arstechnica.com.
fn is_of_site(words: &[&str], site: &str) -> bool {
    let joined = words.concat().to_lowercase();
    site.split('.')
        .any(|label| label.replace('-', "") == joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_outlets() {
        for (name, wanted) in [
            ("Benjamin Herscovitch", Some(("Herscovitch", "Benjamin"))),
            ("J. R. R. Tolkien", Some(("Tolkien", "J. R. R."))),
            ("Ursula von der Leyen", Some(("von der Leyen", "Ursula"))),
            (
                "Marija Pejčinović Burić",
                Some(("Burić", "Marija Pejčinović")),
            ),
            ("Sinéad O’Connor-Smith", Some(("O’Connor-Smith", "Sinéad"))),
            ("East Asia Forum", None),
            ("Carnegie Endowment for International Peace", None),
            ("Reuters", None),
            ("Ars Technica", None),
            ("Bolt Wire9", None),
            ("BBC Persian", None),
            ("王小明", None),
            ("", None),
        ] {
            let wanted = wanted.map_or_else(
                || Name::Whole(name.to_owned()),
                |(family, given)| Name::Person {
                    family: family.to_owned(),
                    given: given.to_owned(),
                },
            );
            assert_eq!(Name::of(name, "arstechnica.com"), wanted, "{name}");
        }
    }
}
