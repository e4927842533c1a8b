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
