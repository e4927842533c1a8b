//! Which features a model was trained with, by what the writing of its language tells of names.

/// The features of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Those of English: words, capitals, lists, frequencies and clusters of English words.
    #[default]
    English,
    /// Those of other languages with capitals: words, their beginnings and endings, capitals, lists.
    Letters,
    /// Those of scripts without capitals: signs, pairs of them, the words that a dictionary cuts them into.
    Signs,
}
