//! A folder of files that mean harm, made by the test itself.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What stands between two words that must stay readable.
const ATTACKS: [(&str, &str); 20] = [
    ("sgr", "\u{1b}[31;5m"),
    ("clear", "\u{1b}[2J\u{1b}[H"),
    ("title", "\u{1b}]0;owned\u{7}"),
    ("link", "\u{1b}]8;;https://e.org\u{1b}\\x\u{1b}]8;;\u{1b}\\"),
    ("clipboard", "\u{1b}]52;c;cm0gLXJm\u{7}"),
    ("open-osc", "\u{1b}]0;never closed "),
    ("dcs", "\u{1b}P$q\"p\u{1b}\\"),
    ("apc", "\u{1b}_Gf=100;AAAA\u{1b}\\"),
    ("tmux", "\u{1b}Ptmux;\u{1b}\u{1b}]0;x\u{7}\u{1b}\\"),
    ("query", "\u{1b}[6n\u{1b}[c\u{5}"),
    ("c1", "\u{9b}2J\u{9d}0;x\u{9c}\u{90}q\u{85}"),
    ("overwrite", "\u{8}\u{8}\u{8}\r\u{b}\u{c}\u{7f}"),
    ("bidi", "\u{202e}dcba\u{2066}x\u{61c}\u{200f}"),
    (
        "zero-width",
        "a\u{200b}b\u{ad}c\u{feff}d\u{2060}\u{e0041}\u{e007f}\u{fff9}",
    ),
    (
        "entities",
        "&#27;[31m &#x9b;2J &#x202e;abc &#0; &#13; &zwj;&shy;&lrm;",
    ),
    (
        "percent",
        "[x](https://e.org/%1b%5d0;a%07) <https://e.org/%9b>",
    ),
    ("separators", "a\u{2028}b\u{2029}c\u{fffe}"),
    (
        "html",
        "<b title='\u{1b}]0;x\u{7}'>b</b><img alt='\u{1b}c'><a href='java&#10;script:x'>l</a>",
    ),
    ("code", "`\u{1b}[31m\t\u{9b}`"),
    ("wide", "﷽👩\u{200d}🔬🏴\u{200d}☠\u{fe0f}字\u{1100}\u{1161}"),
];

/// Names that do harm where they are printed as they are.
const NAMES: [&[u8]; 14] = [
    b"-rf.md",
    b"--help.md",
    b"$(touch x).md",
    b"new\nline.md",
    b"tab\tname.md",
    b"esc\x1b]0;owned\x07name.md",
    b"c1\xc2\x9b2J.md",
    b"bidi\xe2\x80\xae'\".md",
    b"invalid-\xff\xfe\x9b.md",
    b"caf\xc3\xa9.md",
    b"cafe\xcc\x81.md",
    b"marks\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81.md",
    b"zero\xe2\x80\x8bwidth.md",
    b"two.md.md",
];

/// Fills a folder and says how many articles are in it.
pub fn make(folder: &Path) -> usize {
    let mut files: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for (name, attack) in ATTACKS {
        let text = text(attack);
        files.push((format!("text-{name}.md").into(), text.clone().into()));
        let crlf = text.replace('\n', "\r\n");
        files.push((format!("crlf-{name}.md").into(), crlf.into()));
        files.push((format!("head-{name}.md").into(), head(attack).into()));
    }
    for name in NAMES {
        files.push((name.to_vec(), b"---\ntitle: \n---\nBody.\n".to_vec()));
    }
    files.push((
        [b"n".repeat(252), b".md".to_vec()].concat(),
        b"Body.".to_vec(),
    ));
    files.extend(
        bodies()
            .into_iter()
            .map(|(name, bytes)| (name.as_bytes().to_vec(), bytes)),
    );
    for (name, bytes) in &files {
        fs::write(folder.join(OsStr::from_bytes(name)), bytes).unwrap();
    }
    files.len()
}

/// An article with an attack wherever text can stand.
fn text(attack: &str) -> String {
    format!(
        "before {attack} after\n\n# H {attack}\n\n> [!note] {attack}\n> q {attack}\n\n\
         | a {attack} | b |\n|---|---|\n| {attack} | c |\n\n```{attack}\n{attack}\n```\n\n\
         ![{attack}](i.png) [[{attack}]] ![[{attack}]] #{attack} %%{attack}%% ^[{attack}]\n"
    )
}

/// An article with an attack in every value of its front matter, plain and as escapes of YAML.
fn head(attack: &str) -> String {
    let mut quoted = String::new();
    for c in attack.chars() {
        let _ = write!(quoted, "\\U{:08x}", u32::from(c));
    }
    format!(
        "---\ntitle: \"T {quoted}\"\nauthor:\n  - \"{quoted}\"\n  - {attack}\npublished: {attack}\n\
         source: \"https://e.org/{quoted}\"\ntags: [\"{quoted}\"]\n---\nBody by {attack}.\n"
    )
}

/// Files that are odd as a whole.
fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect()
    };
    let noise: Vec<u8> = (0..4096u32)
        .map(|index| (index.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let table = format!(
        "|{}\n|{}\n|{}\n",
        "h\u{1b}|".repeat(300),
        "-|".repeat(300),
        "字\u{202e}|".repeat(300)
    );
    vec![
        ("empty.md", Vec::new()),
        ("blank.md", b" \n\t\n".to_vec()),
        ("noise.md", noise),
        (
            "gzip.md",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x9b\x1b]0;x\x07".to_vec(),
        ),
        ("nul.md", b"a\0b\0\x1b[31m".to_vec()),
        ("utf16.md", utf16("before \u{1b}]0;x\u{7} \u{9b}2J after")),
        ("raw-c1.md", b"caf\xe9 \x9b2J \x9d0;x\x9c \x90q".to_vec()),
        ("bom.md", "\u{feff}---\ntitle: x\n---\n\u{feff}y".into()),
        (
            "quotes.md",
            format!("{}deep \u{1b}c", "> ".repeat(10_000)).into(),
        ),
        ("lists.md", format!("{}x", "- ".repeat(300)).into()),
        ("table.md", table.into()),
        ("word.md", "x".repeat(200_000).into()),
        ("marks.md", format!("a{}b", "\u{301}".repeat(3000)).into()),
        ("open.md", "```\n\u{1b}[2J\n<!-- \u{9b}\n---\n".into()),
        (
            "head.md",
            format!("---\na: &a [{}\n", "*a,".repeat(5000)).into(),
        ),
        ("frame.md", "╭──╮\n│ Quit? y/n │\n╰──╯".into()),
    ]
}
