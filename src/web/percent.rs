//! Percent-encoding of text for addresses (RFC 3986).

use std::fmt::Write as _;

/// Everything but ASCII letters, digits and `._~` as `%` and two hex digits; a hyphen means
/// something in a text fragment.
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
