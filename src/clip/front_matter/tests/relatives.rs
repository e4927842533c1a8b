//! What other clippers write, and people by hand, with what is read of each.

use super::variants::Case;

/// A case or more for each form.
pub(super) const CASES: &[Case] = &[
    (
        "links where a text or an address is expected",
        "title: \"[[A]]\"\nsource: \"[e](https://e.org/a)\"\nurl: x",
        "title=A; source=https://e.org/a; url=x",
        &[],
    ),
    (
        "several tags in one value, in quotes or with other signs",
        "tags: \"[a, 'b c']\"\ntopics: 数据；法律\nkeywords: d; e",
        "tags=a, b c, 数据, 法律, d, e",
        &[],
    ),
    (
        "a wide colon behind a known key",
        "title: A: b\n作者：张三\n来源：https://e.org",
        "title=A: b; source=https://e.org; authors=张三",
        &[
            "front-matter-colon",
            "front-matter-colon",
            "front-matter-colon",
        ],
    ),
    (
        "keys of other clippers",
        "articleTitle: A\nposted_by: \"[[Ana]]\"\nreleased_at: \"2025-10-07T12:13:23Z\"",
        "title=A; authors=Ana>Ana; published=2025-10-07",
        &[],
    ),
    (
        "a year where no day is given",
        "title: A\nyear: 2020",
        "title=A; published=2020",
        &[],
    ),
];
