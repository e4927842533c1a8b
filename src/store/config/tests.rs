//! What a config may say, and what is told where it says something else.

use super::*;
use crate::notes::annotation::Colour;

fn read(text: &str) -> Config {
    Config::read(
        text.to_owned(),
        PathBuf::from("/home/ada/.config/postil/config.yaml"),
        Path::new("/home/ada"),
    )
}

fn complaint(text: &str) -> String {
    let config = read(text);
    assert_eq!(config.complaints.len(), 1, "{:?}", config.complaints);
    let told = config.complaints[0].to_string();
    let told = told.strip_prefix("/home/ada/.config/postil/config.yaml, ");
    told.unwrap().to_owned()
}

#[test]
fn everything_can_be_set() {
    let config = read(
        "library: ~/clips\ntheme: dusk\nname: ada\nmouse: true\ncolours: { r: doubt, green: fact }\n\
         filters:\n  recent: \"after:2024 tag:policy\"\nsearch:\n  memory: 64 MB\n\
         keys:\n  annotate.note: [N, \"ctrl-n\"]\n  pane.zen: Z\n  sort: []\n",
    );
    assert_eq!(config.complaints, []);
    assert_eq!(
        config.library.as_deref(),
        Some(Path::new("/home/ada/clips"))
    );
    assert_eq!(config.theme.as_deref(), Some("dusk"));
    assert_eq!(config.name.as_deref(), Some("ada"));
    assert_eq!(config.mouse, Mouse::On);
    assert_eq!(config.palette.colour("doubt"), Some(Colour::Red));
    assert_eq!(config.palette.word(Colour::Green), "fact");
    assert_eq!(
        config.filters["recent"].to_string(),
        "after:2024 tag:policy"
    );
    assert_eq!(config.search_memory(), 64_000_000);
    let keys: Vec<usize> = config.keys.iter().map(|wish| wish.keys.len()).collect();
    assert_eq!(keys, [2, 1, 0]);
}

#[test]
fn a_theme_file_may_lie_beside_the_config() {
    let theme = |text: &str| read(text).theme.unwrap();
    assert_eq!(
        theme("theme: mine.yaml"),
        "/home/ada/.config/postil/mine.yaml"
    );
    assert_eq!(theme("theme: ~/t/mine.yaml"), "/home/ada/t/mine.yaml");
    assert_eq!(theme("theme: /t/mine.yaml"), "/t/mine.yaml");
}

#[test]
fn an_empty_config_sets_nothing() {
    for text in ["", "# only words\n", "keys:\nfilters:\n"] {
        let config = read(text);
        assert_eq!(config.complaints, []);
        assert_eq!(config.search_memory(), DEFAULT_MEMORY);
    }
}

#[test]
fn complaints_name_the_line_and_what_to_do() {
    assert_eq!(
        complaint("theme: dusk\ncolors:\n  red: x\n"),
        "line 2: colors: there is no such key; keys are library, theme, name, mouse, reader, colours, filters, search, keys"
    );
    assert_eq!(
        complaint("mouse: maybe"),
        "line 1: mouse: 'maybe' cannot be used; write true or false"
    );
    assert_eq!(
        complaint("library: clips"),
        "line 1: library: 'clips' depends on where one stands; write a path that begins with / or ~/"
    );
    assert_eq!(
        complaint("search:\n  memory: 512\n"),
        "line 2: search: memory: '512' cannot be used; write a size such as 512 MB or 2 GB"
    );
    assert_eq!(
        complaint("colours:\n  mauve: x\n"),
        "line 2: colours: mauve: there is no such colour; colours are red, green, blue, yellow and purple"
    );
    assert_eq!(
        complaint("colours:\n  red: doubt\n  blue: Doubt\n"),
        "line 3: colours: blue: 'Doubt' stands for red already; give each colour a word of its own"
    );
    assert_eq!(
        complaint("filters:\n  a: after:soon\n"),
        "line 2: filters: a: 'after:soon': a date is written 2024, 2024-05 or 2024-05-31, or 7d, 2w, 3m, 1y for so long ago; write conditions such as site:nist.gov after:2024 tag:policy"
    );
    assert!(complaint("filters:\n  a: just words\n").contains("not made of conditions alone"));
    assert!(complaint("keys: [j]").contains("names and values below it"));
    assert!(complaint("name: 'x\n").starts_with("line "));
    assert!(complaint("name: a\nname: b\n").contains("duplicate"));
}

#[test]
fn the_rest_holds() {
    let config = read("mouse: maybe\ntheme: dusk\nsearch: { memory: lots }\nname: ada\n");
    assert_eq!(config.complaints.len(), 2);
    assert_eq!(
        (config.theme.as_deref(), config.name.as_deref()),
        (Some("dusk"), Some("ada"))
    );
    assert_eq!(config.search_memory(), DEFAULT_MEMORY);
}

#[test]
fn colours_may_change_names() {
    let config = read("colours: { red: blue, blue: red }");
    assert_eq!(config.complaints, []);
    assert_eq!(config.palette.colour("red"), Some(Colour::Blue));
    assert_eq!(config.palette.colour("blue"), Some(Colour::Red));
}
