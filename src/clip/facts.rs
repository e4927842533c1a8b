//! How much is known of an article, and so how much somebody who asks needs to have known.

/// Each holds what those before it do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facts {
    /// What the beginning of its file says.
    #[default]
    Head,
    /// What lists say of it: its head, its tags, its language, how long it is, what is wrong with it.
    Listed,
    /// Its text, with its sentences, headings and links.
    Text,
    /// The names in its text.
    Names,
}
