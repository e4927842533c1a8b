//! What a character may do to a screen, and so what becomes of it.

use unicode_normalization::char::is_combining_mark;

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// It is shown.
    Plain,
    /// It clings to the character before it, and is shown while there are not too many.
    Clinging,
    /// It is shown only between characters that it shapes.
    Joiner,
    /// It ends a line, whatever it is called.
    LineEnd,
    /// Blanks take its place.
    Tab,
    /// A visible mark takes its place.
    Marked(char),
    /// It is left out: it has no shape of its own.
    Dropped,
}

/// The class of a character. The list of what must not pass is that of Unicode's default
/// ignorables and controls; UAX #9 names the directional ones, UTS #51 the tags.
pub(super) fn class(c: char) -> Class {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Class::LineEnd,
        '\t' => Class::Tab,
        '\0'..='\u{1f}' => Class::Marked(picture(c)),
        ' '..='~' => Class::Plain,
        '\u{7f}' => Class::Marked('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Class::Marked(char::REPLACEMENT_CHARACTER)
        }
        '\u{200c}' | '\u{200d}' | '\u{180e}' => Class::Joiner,
        c if is_invisible(c) => Class::Dropped,
        c if is_noncharacter(c) => Class::Marked(char::REPLACEMENT_CHARACTER),
        c if clings(c) => Class::Clinging,
        _ => Class::Plain,
    }
}

/// The picture of a C0 control, such as `␛`.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Formatting that shows nothing: soft hyphens, directional marks, zero-width spaces, byte order
/// marks, interlinear anchors, tags, and what Unicode reserves for more of the kind.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// Code points that are no characters and never will be.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a character joins the cluster before it (or, for the Arabic number signs, after it)
/// without taking a cell, so that a flood of them would share one cell.
fn clings(c: char) -> bool {
    match c {
        '\0'..='\u{2ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => false,
        // Hangul vowels and finals, the Arabic number signs, half-width voicing, skin tones.
        '\u{1160}'..='\u{11ff}'
        | '\u{d7b0}'..='\u{d7ff}'
        | '\u{600}'..='\u{605}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'
        | '\u{891}'
        | '\u{8e2}'
        | '\u{ff9e}'
        | '\u{ff9f}'
        | '\u{1f3fb}'..='\u{1f3ff}' => true,
        c => is_combining_mark(c),
    }
}

/// Whether a base after `c` still belongs to the cluster of `c`: Indic conjuncts (UAX #29, `GB9c`).
pub(super) fn links_onward(c: char) -> bool {
    matches!(
        c,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
            | '\u{1039}'
            | '\u{17d2}'
            | '\u{1a60}'
            | '\u{1b44}'
            | '\u{1bab}'
            | '\u{a9c0}'
            | '\u{aaf6}'
            | '\u{10a3f}'
            | '\u{11133}'
            | '\u{113d0}'
            | '\u{1193e}'
            | '\u{11a47}'
            | '\u{11a99}'
            | '\u{11f42}'
    )
}

/// Whether a joiner between `before` and `after` shapes what is seen: in an emoji sequence, or
/// inside a word of a script whose letters join.
pub(super) fn shapes(before: Option<char>, after: Option<char>, room: bool) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    if is_pictographic(after) {
        return is_pictographic(before) || matches!(before, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    }
    is_joining(before) && is_joining(after) && (room || class(after) != Class::Clinging)
}

/// Symbols that emoji sequences are made of (`Extended_Pictographic` of UTS #51, by its blocks).
pub(super) fn is_pictographic(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}'
        | '\u{231a}'..='\u{23ff}' | '\u{24c2}' | '\u{25aa}'..='\u{25fe}' | '\u{2600}'..='\u{27bf}'
        | '\u{2934}' | '\u{2935}' | '\u{2b05}'..='\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{1f000}'..='\u{1f1e5}' | '\u{1f200}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}')
}

/// Letters and signs of scripts in which joiners have meaning: Arabic and its relatives, the
/// Indic scripts and those of Southeast Asia, Mongolian.
pub(super) fn is_joining(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d5}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6ef}'
        | '\u{6fa}'..='\u{6ff}' | '\u{710}'..='\u{88f}' | '\u{8a0}'..='\u{8e1}' | '\u{8e3}'..='\u{109f}'
        | '\u{1780}'..='\u{180d}' | '\u{180f}'..='\u{18af}' | '\u{1a00}'..='\u{1aaf}' | '\u{1b00}'..='\u{1c4f}'
        | '\u{a840}'..='\u{a87f}' | '\u{a8e0}'..='\u{a8ff}' | '\u{a980}'..='\u{aaff}' | '\u{abc0}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}')
}
