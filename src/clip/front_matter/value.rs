//! The value of a key: nothing, a text, a list or a map.

/// A text and the byte of the file where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LocatedText {
    /// The words.
    pub(super) text: String,
    /// Where they start; for a value of several lines, where its key's value starts.
    pub(super) at: usize,
}

/// The value of one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing was given.
    #[default]
    Nothing,
    /// One text.
    Text(LocatedText),
    /// Several texts.
    List(Vec<LocatedText>),
    /// Keys of its own; only the texts among them are kept.
    Map(Vec<(String, String)>),
    /// What the strict parser may not be given; see `yaml_limits`.
    Refused,
}

impl Value {
    /// A text that stands at byte `at`; nothing where there is none.
    pub(super) fn text(text: Option<String>, at: usize) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(LocatedText { text, at }))
    }

    /// Whether no value was given.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing) || matches!(self, Self::List(items) if items.is_empty())
    }
}

/// Keys of a map that say what it is called, best first.
pub(super) const NAMES: [&str; 6] = ["name", "title", "label", "display_name", "url", "slug"];

/// How well the value under a key says what its map is called; 0 is best.
pub(super) fn name_rank(key: &str) -> usize {
    NAMES
        .iter()
        .position(|name| key.eq_ignore_ascii_case(name))
        .unwrap_or(NAMES.len())
}

/// The text as a value, unless it is empty.
pub(super) fn text_or_nothing(text: &str, at: usize) -> Value {
    Value::text((!text.is_empty()).then(|| text.to_owned()), at)
}
