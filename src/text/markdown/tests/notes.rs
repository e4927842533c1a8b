//! Notes that are embedded in notes.

use super::*;

/// Reads `root` with the notes that `files` names.
fn with_notes(root: &str, files: &[(&str, &str)]) -> Document {
    let find = |name: &str| {
        let (key, text) = files.iter().find(|(known, _)| *known == name)?;
        Some(NoteFile {
            key: (*key).to_owned(),
            text: (*text).into(),
            body: 0,
        })
    };
    let reading = ReadOptions {
        notes: Some(&find),
        line_breaks: LineBreaks::default(),
        ..ReadOptions::default()
    };
    let document = read_with(root, 0, &reading);
    assert_sound(root, &document);
    document
}

#[test]
fn notes_are_shown_in_notes() {
    let files = [
        (
            "Long",
            "intro\n\n# One\n\n[a](https://e.org) ==b==\n\n## Two\n\n- deep ^id\n\n# Three\n\nend",
        ),
        ("Self", "Start\n\n![[Self]]\n\nEnd"),
        ("A", "a ^[note]\n\n![[B]]"),
        ("B", "b\n\n![[A]] ![[A#x]]"),
    ];
    let cases = [
        (
            "![[Long#One]]\n\n[z](u)",
            "<Long#One> h1: One\n<Long#One> p: a M‹b›\n<Long#One> h2: Two\n<Long#One> * p: deep",
        ),
        (
            "> ![[Long#^id]]\n\n[z](u)",
            "q <Long#^id> * p: deep\np: z\nEmbed \"\" -> Long#^id\nInline \"z\" -> u",
        ),
        (
            "![[Nowhere]]\n\n![[Long#Four]]",
            "embed: B‹Nowhere›\nembed: B‹Long#Four›\nEmbed \"Nowhere\" -> Nowhere\nEmbed \"Long#Four\" -> Long#Four",
        ),
        (
            "![[Self]]",
            "<Self> p: Start\n<Self> embed: B‹Self›\n<Self> p: End\nEmbed \"\" -> Self\nEmbed \"Self\" -> Self",
        ),
        (
            "![[A]]",
            "<A> p: a N‹[1]›\n<A> <B> p: b\n<A> <B> embed: B‹A›\n<A> <B> embed: B‹A#x›\n<A> ^1 p: note",
        ),
        (
            "# P\n\nq\n\n# R\n\n![[#P]]",
            "h1: P\np: q\nh1: R\n<#P> h1: P\n<#P> p: q",
        ),
    ];
    for (root, expected) in cases {
        let seen = picture(&with_notes(root, &files));
        assert!(seen.starts_with(expected), "{root}\n{seen}");
    }
}

#[test]
fn links_of_notes_stand_in_reading_order() {
    let document = with_notes("[x](u)\n\n![[N]]\n\n[y](u)", &[("N", "[n](v)")]);
    let anchors: Vec<&str> = document
        .links
        .iter()
        .map(|link| link.text.of(document.text.as_str()))
        .collect();
    assert_eq!(anchors, ["x", "", "n", "y"]);
    for run in &document.runs {
        let link = run.link.map(|link| &document.links[link as usize]);
        assert!(link.is_some_and(|link| link.text == run.text));
    }
}

#[test]
fn embeds_of_embeds_end() {
    let fan = "![[N1]]\n\n![[N2]]\n\n![[N3]]\n\n![[N4]]\n\n![[N5]]\n\nx";
    let names = ["N1", "N2", "N3", "N4", "N5"];
    let document = with_notes(fan, &names.map(|name| (name, fan)));
    assert!(document.blocks.len() < 1000, "{}", document.blocks.len());
    let deepest = document
        .blocks
        .iter()
        .map(|block| document.around(block).len())
        .max();
    assert_eq!(deepest, Some(4));
}

#[test]
fn a_note_is_read_once_however_often_it_is_asked_for() {
    let asked = std::cell::Cell::new(0);
    let find = |name: &str| {
        asked.set(asked.get() + 1);
        Some(NoteFile {
            key: name.to_owned(),
            text: "# One\n\ntext".into(),
            body: 0,
        })
    };
    let reading = ReadOptions {
        notes: Some(&find),
        line_breaks: LineBreaks::default(),
        ..ReadOptions::default()
    };
    let document = read_with(&"![[N#gone]]\n\n".repeat(300), 0, &reading);
    assert_eq!((document.blocks.len(), asked.get()), (300, 1));
    let many: Vec<String> = (0..300).map(|at| format!("![[N{at}#gone]]")).collect();
    asked.set(0);
    let document = read_with(&many.join("\n\n"), 0, &reading);
    assert_eq!(document.blocks.len(), 300);
    assert!(asked.get() < 100, "{}", asked.get());
}

#[test]
fn a_part_of_a_note_finds_the_others() {
    let note = "x\n\n# T\n\ny ^id\n\n# S\n\n![[#^id]]\n\n![[#T]]";
    let seen = picture(&with_notes("![[N#S]]", &[("N", note)]));
    let wanted = "<N#S> h1: S\n<N#S> <#^id> p: y\n<N#S> <#T> h1: T\n<N#S> <#T> p: y";
    assert!(seen.starts_with(wanted), "{seen}");
}
