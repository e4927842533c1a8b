//! What is printed from the table of commands, and that the table is whole.

use std::fs;

use postil::input::action::COMMANDS;
use postil::input::key_list;

use crate::source_files::root;

#[test]
fn the_readme_lists_the_keys_of_the_table() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let wanted = key_list::markdown();
    let (start, end) = ("<!-- keys -->\n", "<!-- /keys -->");
    let from = readme
        .find(start)
        .expect("README has the marker <!-- keys -->")
        + start.len();
    let to = readme
        .find(end)
        .expect("README has the marker <!-- /keys -->");
    if std::env::var_os("POSTIL_UPDATE").is_some() {
        fs::write(
            &path,
            format!("{}{wanted}{}", &readme[..from], &readme[to..]),
        )
        .unwrap();
        return;
    }
    assert_eq!(
        &readme[from..to],
        wanted,
        "run: POSTIL_UPDATE=1 cargo test --test house"
    );
}

#[test]
fn the_table_is_whole() {
    for (index, row) in COMMANDS.iter().enumerate() {
        assert!(
            !row.help.is_empty() && !row.contexts.is_empty(),
            "{}",
            row.name
        );
        assert!(!row.keys.is_empty(), "{} has no key", row.name);
        let same = COMMANDS[..index]
            .iter()
            .find(|other| other.name == row.name);
        assert!(same.is_none(), "{} stands twice", row.name);
    }
}
