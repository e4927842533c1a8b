//! The signs that are drawn around text: one set for Unicode, one for terminals that know ASCII alone.

use crate::text::clean::SafeStr;

/// Signs of one column each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbols {
    /// Corners of a pane: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// A line across.
    pub horizontal: &'static str,
    /// A line down.
    pub vertical: &'static str,
    /// Where a pane is scrolled to, on its right border.
    pub thumb: &'static str,
    /// Before a row that leads deeper and is closed.
    pub closed: &'static str,
    /// Before a row whose parts are shown below it.
    pub opened: &'static str,
    /// Something that was not read yet.
    pub unread: &'static str,
    /// The reader wants to find it again.
    pub star: &'static str,
    /// The reader wants to read it later.
    pub later: &'static str,
    /// A page that is in the library.
    pub clipped: &'static str,
    /// A page that is not.
    pub unclipped: &'static str,
    /// Something is wrong with the file.
    pub problem: &'static str,
    /// Between parts of a line.
    pub dot: &'static str,
    /// The current place, in the margin.
    pub here: &'static str,
    /// A note, in the margin.
    pub note: &'static str,
    /// Heights of a bar, from low to high.
    pub bars: [&'static str; 8],
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
}

/// For terminals with a Unicode locale.
pub const UNICODE: Symbols = Symbols {
    corners: ["╭", "╮", "╰", "╯"],
    horizontal: "─",
    vertical: "│",
    thumb: "┃",
    closed: "▸",
    opened: "▾",
    unread: "●",
    star: "★",
    later: "»",
    clipped: "■",
    unclipped: "□",
    problem: "!",
    dot: "·",
    here: "▎",
    note: "≡",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    ascii: false,
};

/// For terminals without one.
pub const ASCII: Symbols = Symbols {
    corners: ["+", "+", "+", "+"],
    horizontal: "-",
    vertical: "|",
    thumb: "#",
    closed: ">",
    opened: "v",
    unread: "*",
    star: "^",
    later: ">",
    clipped: "#",
    unclipped: "o",
    problem: "!",
    dot: "-",
    here: "|",
    note: "=",
    bars: [".", ".", ":", ":", "-", "=", "#", "#"],
    ascii: true,
};

impl Symbols {
    /// The bar for `value` of `most`; a blank for nothing.
    pub fn bar(&self, value: u32, most: u32) -> SafeStr<'static> {
        if value == 0 || most == 0 {
            return " ".into();
        }
        let step = (u64::from(value) * 8).div_ceil(u64::from(most)).clamp(1, 8) as usize;
        self.bars[step - 1].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_stands_for_the_most() {
        assert_eq!(UNICODE.bar(9, 9).as_str(), "█");
        assert_eq!(UNICODE.bar(1, 900).as_str(), "▁");
        assert_eq!(UNICODE.bar(0, 9).as_str(), " ");
    }
}
