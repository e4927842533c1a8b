//! Where a key stands in a YAML file, for complaints about values that parsed well.

/// The line, from 1, of the key that `keys` lead to, each indented deeper than the one before;
/// that of the last key found where one is written in another way, and 0 for none at all.
pub fn line_of(text: &str, keys: &[&str]) -> usize {
    let mut lines = text.lines().enumerate();
    let mut found = 0;
    let mut outer = None;
    for key in keys {
        let begins = |(number, line): (usize, &str)| {
            let indent = line.len() - line.trim_start().len();
            let deeper = outer.is_none_or(|outer| indent > outer);
            (deeper && is_key(line.trim_start(), key)).then_some((number + 1, indent))
        };
        let Some((line, indent)) = lines.find_map(begins) else {
            break;
        };
        found = line;
        outer = Some(indent);
    }
    found
}

/// Whether a line begins with this key, quoted or not, and a colon.
fn is_key(line: &str, key: &str) -> bool {
    let rest = line.trim_start_matches(['"', '\'']).strip_prefix(key);
    rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_below_the_keys_around_them() {
        let text = "a: 1\nkeys:\n  a: 2\n  'b.c' : 3\nmore:\n  b.c: 4\n";
        assert_eq!(line_of(text, &["a"]), 1);
        assert_eq!(line_of(text, &["keys", "a"]), 3);
        assert_eq!(line_of(text, &["keys", "b.c"]), 4);
        assert_eq!(line_of(text, &["more", "b.c"]), 6);
        assert_eq!(line_of(text, &["more", "gone"]), 5);
        assert_eq!(line_of(text, &["gone"]), 0);
    }
}
