//! Character references such as `&amp;` and `&#8217;`, which page metadata is full of.

use std::borrow::Cow;

use unicode_normalization::char::compose;

/// Signs that titles and descriptions of pages really hold; letters are composed.
const SIGNS: [(&str, char); 32] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("sect", '§'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("szlig", 'ß'),
    ("aelig", 'æ'),
    ("AElig", 'Æ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
];

/// Names of marks in references such as `eacute`, as the combining characters they stand for.
const MARKS: [(&str, char); 8] = [
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
    ("ring", '\u{30a}'),
    ("caron", '\u{30c}'),
    ("cedil", '\u{327}'),
];

/// The text with its references resolved once; unknown ones stay as they are.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let reference = &rest[at..];
        let end = reference.bytes().take(12).position(|byte| byte == b';');
        let meant = end.and_then(|end| character(&reference[1..end]).map(|meant| (meant, end + 1)));
        let (meant, length) = meant.unwrap_or(('&', 1));
        out.push(meant);
        rest = &reference[length..];
    }
    out.push_str(rest);
    out.into()
}

/// The character of a reference's name or number.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|meant| *meant != '\0');
    }
    let sign = SIGNS.iter().find(|(known, _)| *known == name);
    sign.map(|(_, meant)| *meant).or_else(|| {
        let letter = name.chars().next()?;
        let mark = MARKS
            .iter()
            .find(|(known, _)| name[letter.len_utf8()..] == **known)?;
        compose(letter, mark.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_references_are_resolved_once() {
        assert_eq!(resolved("A &amp; B&#8217;s &#x2014; x"), "A & B’s — x");
        assert_eq!(
            resolved("Espa&ntilde;ol &Ccedil; &qacute;"),
            "Español Ç &qacute;"
        );
        assert_eq!(
            resolved("&amp;amp; &unknown; & AT&T &#0;"),
            "&amp; &unknown; & AT&T &#0;"
        );
        assert_eq!(resolved("é&é;ééééééé;"), "é&é;ééééééé;");
    }
}
