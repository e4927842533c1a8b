//! Transliterations: one name of another script, spelt in several ways with Latin letters, such as Qaddafi and Gaddafi.
//!
//! Names are alike when their consonants are of the same classes in the same order, with a vowel in the same places, and
//! the vowels are some that spellings take for one another. So Mohammed is Muhammad, but Maria is not Mario.

use std::collections::HashMap;

use crate::clip::entity::Kind;
use crate::library::linking::clusters::Cluster;
use crate::library::linking::forms::Form;

/// Spellings of one name that are asked about; more people of one sound are several people.
const CROWD: usize = 6;

/// Consonants of which spellings take one for another, the longer ones first, with what stands for all of them.
const CONSONANTS: &[(&str, char)] = &[
    ("tch", 'c'),
    ("kh", 'k'),
    ("gh", 'k'),
    ("ck", 'k'),
    ("dh", 'd'),
    ("th", 't'),
    ("ph", 'f'),
    ("dj", 'j'),
    ("ch", 'c'),
    ("sh", 's'),
    ("q", 'k'),
    ("g", 'k'),
    ("k", 'k'),
    ("w", 'v'),
];

/// Vowels of which spellings take one for the other.
const VOWELS: &[(&str, &str)] = &[("a", "e"), ("e", "i"), ("o", "u")];

/// A name by its sound.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sound {
    /// Consonants by their classes, `*` for vowels, a blank between words.
    frame: String,
    /// The vowels between them, in their order.
    vowels: Vec<String>,
}

impl Sound {
    /// The sound of a folded name of several words; `None` for one that says too little.
    fn of(key: &str) -> Option<Self> {
        let mut vowels = Vec::new();
        let frame = frame(key, |spelt| vowels.push(vowel(spelt)))?;
        Some(Self { frame, vowels })
    }

    /// Whether vowels of the one may be those of the other.
    fn is_like(&self, other: &Self) -> bool {
        let alike = |(one, other): (&String, &String)| {
            let pair = |(a, b): &(&str, &str)| (one == a && other == b) || (one == b && other == a);
            one == other || VOWELS.iter().any(pair)
        };
        self.frame == other.frame && self.vowels.iter().zip(&other.vowels).all(alike)
    }
}

/// The consonants of a folded name by their classes, with `*` for vowels, of which it tells.
fn frame(key: &str, mut tell: impl FnMut(&str)) -> Option<String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c == ' ';
    (key.contains(' ') && key.chars().all(is_name)).then_some(())?;
    let mut frame = String::with_capacity(key.len());
    let mut rest = key;
    while let Some(first) = rest.chars().next() {
        // At the beginning of a word, y is a consonant.
        let is_start = frame.is_empty() || frame.ends_with(' ');
        let is_vowel = |c: char| "aeiou".contains(c) || c == 'y' && !is_start;
        let run = rest.find(|c| !is_vowel(c)).unwrap_or(rest.len());
        if run > 0 {
            tell(&rest[..run]);
            frame.push('*');
            rest = &rest[run..];
            continue;
        }
        let known = CONSONANTS.iter().find(|(spelt, _)| rest.starts_with(spelt));
        let (length, class) = known.map_or((1, first), |(spelt, class)| (spelt.len(), *class));
        if !frame.ends_with(class) {
            frame.push(class);
        }
        rest = &rest[length..];
    }
    Some(frame)
}

/// Vowels that stand together, as one spelling has them: ou and oo are u, iy and ee are i.
fn vowel(spelt: &str) -> String {
    let mut one = spelt.replace('y', "i");
    for (long, short) in [
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ii", "i"),
        ("aa", "a"),
    ] {
        one = one.replace(long, short);
    }
    one
}

/// Pairs of people whose full names sound alike: the rarer spelling with the commonest.
pub fn by_transliteration(clusters: &[Cluster], forms: &[&Form]) -> Vec<(usize, usize)> {
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, cluster) in clusters.iter().enumerate() {
        if cluster.kind == Kind::Person
            && let Some(frame) = frame(&cluster.key, |_| ())
        {
            alike.entry(frame).or_default().push(number);
        }
    }
    // Nearly all names sound like no other, and of those no vowel is looked at.
    let groups = alike
        .into_values()
        .filter(|group| (2..=CROWD).contains(&group.len()));
    let groups = groups.map(|group| -> Vec<(usize, Sound)> {
        let sound = |number: usize| Sound::of(&clusters[number].key).unwrap_or_default();
        group
            .into_iter()
            .map(|number| (number, sound(number)))
            .collect()
    });
    let pairs = groups.flat_map(|mut group| {
        group.sort_by_key(|(number, _)| {
            (
                std::cmp::Reverse(clusters[*number].articles(forms)),
                *number,
            )
        });
        let (into, sound) = group.swap_remove(0);
        let others = group
            .into_iter()
            .filter(move |(_, other)| other.is_like(&sound));
        others.map(move |(from, _)| (from, into))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_of_another_script_sound_alike() {
        let alike = |one: &str, other: &str| {
            let sounds = (Sound::of(one), Sound::of(other));
            matches!(sounds, (Some(one), Some(other)) if one.is_like(&other))
        };
        for (one, other) in [
            ("volodymyr zelenskyy", "volodymyr zelensky"),
            ("volodymyr zelenskiy", "volodymyr zelensky"),
            ("muammar qaddafi", "muammar gaddafi"),
            ("muammar kadhafi", "muammar gaddafy"),
            ("mohammed bin salman", "muhammad bin salman"),
            ("osama bin laden", "usama bin ladin"),
            ("wladimir putin", "vladimir putin"),
        ] {
            assert!(alike(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("maria lopez", "mario lopez"),
            ("ann smith", "anna smith"),
            ("jon miller", "jan miller"),
            ("john doe", "joan doe"),
            ("paul meier", "peter meier"),
            ("gaddafi", "qaddafi"),
        ] {
            assert!(!alike(one, other), "{one}, {other}");
        }
    }
}
