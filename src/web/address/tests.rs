//! Cases of addresses as they stand in clips.

use proptest::prelude::*;

use super::*;

#[test]
fn what_does_not_tell_pages_apart_goes() {
    let cases = [
        (
            "HTTPS://E.org:443/A?utm_source=x&b=1#:~:text=word",
            "https://e.org/A?b=1",
        ),
        ("http://e.org:80/a?fbclid=1", "http://e.org/a"),
        ("https://e.org/#/route", "https://e.org/#/route"),
        ("https://e.org/a%7eb%2fc%zz", "https://e.org/a~b%2Fc%zz"),
        ("https://e.org/A_(2024).pdf", "https://e.org/A_(2024).pdf"),
        (
            "https://e.org/A_%282024%29.pdf",
            "https://e.org/A_(2024).pdf",
        ),
        ("https://e.org./a", "https://e.org/a"),
        ("http://ä..", "http://xn--4ca/"),
        ("www.e.org/a", "https://www.e.org/a"),
        ("//e.org/a", "https://e.org/a"),
        ("doi: 10.1000/AbC", "https://doi.org/10.1000/abc"),
        (
            "http://dx.doi.org/10.1000/AbC",
            "https://doi.org/10.1000/abc",
        ),
        ("https://doi.org/about", "https://doi.org/about"),
        (
            "https://bücher.example/ü",
            "https://xn--bcher-kva.example/%C3%BC",
        ),
        ("  not an address ", "not an address"),
        ("https://[broken", "https://[broken"),
        ("", ""),
    ];
    for (written, wanted) in cases {
        assert_eq!(clean(written), wanted, "{written}");
    }
}

#[test]
fn the_same_page_is_known_however_it_was_written() {
    assert!(same_page("http://www.e.org/a/", "https://e.org/a#part"));
    assert!(same_page("https://e.org", "https://e.org/"));
    assert!(same_page("doi:10.1/X", "http://dx.doi.org/10.1/x"));
    assert!(!same_page("https://e.org/a", "https://e.org/A"));
    assert!(!same_page("https://e.org/?a=1", "https://e.org/?a=2"));
}

#[test]
fn sites_are_registrable_domains() {
    let cases = [
        ("https://news.bbc.co.uk/a", "bbc.co.uk"),
        ("https://a.github.io/", "a.github.io"),
        ("http://10.0.0.1:8080/", "10.0.0.1"),
        ("http://[::1]/", "[::1]"),
        ("http://localhost/", "localhost"),
        ("https://中国政府.政务.cn/", "xn--zfr164b.cn"),
        ("no address", "no address"),
    ];
    for (address, wanted) in cases {
        assert_eq!(site(address).as_str(), wanted, "{address}");
    }
    assert_eq!(host("https://a.b.e.org:81/x").as_str(), "a.b.e.org");
}

#[test]
fn targets_are_resolved_against_the_page_that_holds_them() {
    let base = Some("https://e.org/dir/page?x=1");
    let cases = [
        ("/about", Some("https://e.org/about")),
        ("next", Some("https://e.org/dir/next")),
        ("../up", Some("https://e.org/up")),
        ("?y=2", Some("https://e.org/dir/page?y=2")),
        ("//cdn.org/a", Some("https://cdn.org/a")),
        ("https://o.org/a", Some("https://o.org/a")),
        ("https://[broken", Some("https://[broken")),
        ("#part", None),
        ("https://e.org/dir/page?x=1#part", None),
        ("", None),
        ("mailto:a@e.org", None),
        ("javascript:x", None),
        ("tel:+1", None),
    ];
    for (target, wanted) in cases {
        assert_eq!(of_link(target, base).as_deref(), wanted, "{target}");
    }
    assert_eq!(of_link("/about", None), None);
    assert_eq!(of_link("file.md", Some("not an address")), None);
}

/// Addresses of one page each, however it is reached; no page is that of another line.
const ALIKE: [&[&str]; 24] = [
    &[
        "https://e.org/a",
        "https://e.org/a?ref=news.example.com",
        "http://www.e.org/a/?ref=producthunt&utm_medium=x",
    ],
    &["https://e.org/a?ref=12", "http://e.org/a?ref=12"],
    &["https://e.org/a?ref=v1.2.3"],
    &["https://github.com/o/r/blob/main/a.md?ref=dev.example.com"],
    &["https://github.com/o/r/blob/main/a.md"],
    &[
        "https://doi.org/10.1038/s41586-020-2649-2",
        "https://doi.org/10.1038%2Fs41586-020-2649-2",
        "http://dx.doi.org/10.1038%2fS41586-020-2649-2",
        "https://www.doi.org/doi:10.1038/s41586-020-2649-2",
        "doi:10.1038/S41586-020-2649-2",
    ],
    &["https://doi.org/10.1038/s41586-020-2649"],
    &["https://www.nature.com/articles/s41586-020-2649-2"],
    &[
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=abc&t=42",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ&feature=share",
        "https://www.youtube.com/embed/dQw4w9WgXcQ?start=9",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&index=2",
        "https://web.archive.org/web/2021/https://youtu.be/dQw4w9WgXcQ",
    ],
    &["https://www.youtube.com/watch?v=dQw4w9WgXcq"],
    &["https://www.youtube.com/embed/videoseries?list=PL1"],
    &["https://www.youtube.com/embed/videoseries?list=PL2"],
    &[
        "https://www.youtube.com/@name",
        "https://m.youtube.com/@name",
    ],
    &[
        "https://en.wikipedia.org/wiki/Huawei",
        "https://en.m.wikipedia.org/wiki/Huawei#History",
    ],
    &["https://de.wikipedia.org/wiki/Huawei"],
    &[
        "https://www.theguardian.com/world/2020/jan/01/a-long-story",
        "https://amp.theguardian.com/world/2020/jan/01/a-long-story",
        "https://m.theguardian.com/world/2020/jan/01/a-long-story?amp=1",
        "https://www.google.com/amp/s/amp.theguardian.com/world/2020/jan/01/a-long-story",
        "https://amp-theguardian-com.cdn.ampproject.org/c/s/amp.theguardian.com/world/2020/jan/01/a-long-story?amp_js_v=0.1",
        "https://www.theguardian.com/world/2020/jan/01/a-long-story/amp/",
        "https://web.archive.org/web/20200102030405/https://www.theguardian.com/world/2020/jan/01/a-long-story",
        "http://web.archive.org/web/20200102030405id_/http://www.theguardian.com:80/world/2020/jan/01/a-long-story?utm_source=x",
        "https://web.archive.org/web/2020/http:/www.theguardian.com/world/2020/jan/01/a-long-story",
        "https://web.archive.org/web/2020/www.theguardian.com/world/2020/jan/01/a-long-story/",
        "https://web.archive.org/web/https%3A%2F%2Fwww.theguardian.com%2Fworld%2F2020%2Fjan%2F01%2Fa-long-story",
        "https://archive.ph/20200102030405/https://www.theguardian.com/world/2020/jan/01/a-long-story",
        "https://archive.today/newest/https://www.theguardian.com/world/2020/jan/01/a-long-story",
    ],
    &["https://m.e.org/", "https://m.e.org"],
    &["https://e.org/"],
    &["https://e.org/products/amp"],
    &["https://e.org/products"],
    &["https://archive.ph/AbCdE"],
    &["https://archive.org/details/some-book"],
    &["https://web.archive.org/web/2020*/e.org"],
    &["https://web.archive.org/", "https://web.archive.org"],
];

#[test]
fn a_page_is_one_by_whichever_host_it_is_reached_and_no_other() {
    let keyed = |address: &&str| key(&clean(address)).to_owned();
    let groups: Vec<Vec<String>> = ALIKE
        .iter()
        .map(|group| group.iter().map(keyed).collect())
        .collect();
    for (at, group) in groups.iter().enumerate() {
        for (which, page) in group.iter().enumerate() {
            assert_eq!(*page, group[0], "{}", ALIKE[at][which]);
        }
        let others = groups[..at].iter().flatten();
        assert!(
            others.clone().all(|other| *other != group[0]),
            "{}",
            ALIKE[at][0]
        );
    }
    for address in ALIKE.iter().flat_map(|group| group.iter()) {
        let once = clean(address);
        assert_eq!(clean(&once), once, "{address}");
    }
}

#[test]
fn an_address_leads_to_what_it_led_to() {
    let cases = [
        (
            "https://youtu.be/dQw4w9WgXcQ?t=1",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        ("https://m.e.org/a?amp=1", "https://m.e.org/a"),
        (
            "https://web.archive.org/web/2020/http://e.org/a?utm_source=x",
            "https://web.archive.org/web/2020/http://e.org/a",
        ),
        ("https://www.google.com/amp/s/e.org/a", "https://e.org/a"),
        (
            "https://www.google.com/amp/s/",
            "https://www.google.com/amp/s/",
        ),
    ];
    for (written, wanted) in cases {
        assert_eq!(clean(written), wanted, "{written}");
    }
    assert!(is_archived(
        "https://web.archive.org/web/2020/http://e.org/a"
    ));
    assert!(!is_archived("https://e.org/web/2020/http://e.org/a"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_is_done_after_once(text in "(https?://)?[a-zäЖ%.:/?#&=@0-9\\[\\] -]{0,40}") {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once);
    }

    #[test]
    fn the_site_of_a_link_is_that_of_its_page(text in "(https?://)?[a-zäЖ%.:/?#&=@0-9\\[\\] -]{0,40}") {
        let base = parse("https://e.org/dir/page");
        if let Some(page) = page_of_link(&text, base.as_ref()) {
            prop_assert_eq!(page.site, site(&page.url));
            prop_assert_eq!(clean(&page.url), page.url);
        }
    }

    #[test]
    fn nothing_panics(text in ".{0,60}", base in ".{0,20}") {
        let _ = (of_link(&text, Some(&base)), site(&text), host(&text), crate::web::open_policy::may_open(&text, &base));
    }
}

#[test]
fn a_part_of_the_page_itself_is_no_source() {
    let own = Some("https://journal.e.org/doi/10.5555/abc.2405?download=1");
    for target in [
        "#core-r1",
        "https://journal.e.org/doi/10.5555/#core-r1",
        "https://journal.e.org/doi/10.5555/abc.2405#r1",
        "http://www.journal.e.org/doi/10.5555/abc.2405?download=1#r1",
    ] {
        assert_eq!(of_link(target, own), None, "{target}");
    }
    for (target, page) in [
        (
            "https://journal.e.org/doi/10.5555/",
            "https://journal.e.org/doi/10.5555/",
        ),
        (
            "https://journal.e.org/doi/10.5555/abc.2406#r1",
            "https://journal.e.org/doi/10.5555/abc.2406",
        ),
        (
            "https://journal.e.org/doi/10.5555/?id=2#r1",
            "https://journal.e.org/doi/10.5555/?id=2",
        ),
        (
            "https://journal.e.org/doi/#r1",
            "https://journal.e.org/doi/",
        ),
        (
            "https://journal.e.org/doi/10.5555/#/a",
            "https://journal.e.org/doi/10.5555/#/a",
        ),
    ] {
        assert_eq!(of_link(target, own).as_deref(), Some(page), "{target}");
    }
}
