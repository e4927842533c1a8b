//! A control sequence taken apart: marker, numbers, last byte.

/// A control sequence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    marker: u8,
    numbers: String,
    intermediate: u8,
    last: u8,
}

impl Sequence {
    /// A sequence by what stands between its opening and its last byte; none if that is against the grammar.
    pub(super) fn read(body: &[u8], last: u8) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let numbers = text.trim_start_matches(['<', '=', '>', '?']);
        let marker = &text[..text.len() - numbers.len()];
        let is_number = |c: char| c.is_ascii_digit() || c == ';' || c == ':';
        let (numbers, intermediate) =
            numbers.split_at(numbers.find(|c| !is_number(c)).unwrap_or(numbers.len()));
        let is_intermediate = |text: &str| text.bytes().all(|byte| (0x20..0x30).contains(&byte));
        let mut parts = numbers.split([';', ':']);
        let is_read = parts.all(|part| part.is_empty() || part.parse::<u32>().is_ok());
        if marker.len() > 1 || intermediate.len() > 1 || !is_intermediate(intermediate) || !is_read
        {
            return None;
        }
        Some(Self {
            marker: marker.bytes().next().unwrap_or(0),
            numbers: numbers.to_owned(),
            intermediate: intermediate.bytes().next().unwrap_or(0),
            last,
        })
    }

    /// What tells sequences apart: marker, intermediate byte (each 0 where there is none) and last byte.
    pub(super) fn form(&self) -> [u8; 3] {
        [self.marker, self.intermediate, self.last]
    }

    /// All numbers, an omitted one as 0.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let numbers = self.numbers.split([';', ':']);
        numbers.map(|number| number.parse().unwrap_or(0)).collect()
    }

    /// Whether it has no numbers.
    pub(super) fn is_bare(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The number at a place from 0; none where it is omitted.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        self.part(at, 0)
    }

    /// A part of the number at a place: parts stand between colons.
    pub(super) fn part(&self, at: usize, part: usize) -> Option<u32> {
        let number = self.numbers.split(';').nth(at)?;
        number.split(':').nth(part)?.parse().ok()
    }
}
