//! What is drawn over characters of two columns, as a terminal shows it.

use std::collections::BTreeSet;
use std::sync::Arc;

use postil::names::pipeline::Names;
use postil::page::width::columns;
use postil::runtime::load;
use postil::store::library_files::LibraryFiles;
use postil::ui::theme::Theme;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;

use crate::stage::Stage;

#[test]
fn an_overlay_keeps_its_border_over_wide_characters() {
    let folder = tempfile::tempdir().unwrap();
    let text = "世界🎉人".repeat(2000);
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let shelf = LibraryFiles::open(folder.path()).unwrap();
    let library = Arc::new(load::whole(&shelf, Names::embedded().unwrap()));
    let mut edges = BTreeSet::new();
    for width in 80..88 {
        let size = (width, 24);
        let mut stage = Stage::over(shelf.clone(), Arc::clone(&library), Theme::letters(), size);
        stage.press("pane.reader").press("pane.zen");
        for overlay in ["read.outline", "annotate.note", "find.all", "pane.sort"] {
            let below = stage.buffer();
            stage.press(overlay);
            let frame = stage.buffer();
            assert_shown(&below, &frame, overlay);
            let row = 10;
            let edge = (1..width)
                .find(|x| frame[(*x, row)] != below[(*x, row)])
                .unwrap();
            edges.insert(columns(below[(edge, row)].symbol()));
            stage.keys("esc");
        }
    }
    assert_eq!(edges.len(), 2, "borders stood on one half only: {edges:?}");
}

/// A terminal that showed one frame shows the next one cell by cell once it is drawn.
fn assert_shown(before: &Buffer, frame: &Buffer, what: &str) {
    let mut sent = Vec::new();
    let mut backend = CrosstermBackend::new(&mut sent);
    let empty = Buffer::empty(before.area);
    backend.draw(empty.diff(before).into_iter()).unwrap();
    backend.draw(before.diff(frame).into_iter()).unwrap();
    let cells = |count: u16| count.try_into().unwrap();
    let mut parser = vt100::Parser::new(cells(frame.area.height), cells(frame.area.width), 0);
    parser.process(&sent);
    for at in frame.area.positions() {
        let cell = parser.screen().cell(at.y, at.x).unwrap();
        // The second half of a wide character is an empty cell, as is a blank.
        let shown = match cell.contents() {
            "" => " ",
            shown => shown,
        };
        assert_eq!(
            shown,
            frame[at].symbol(),
            "{what} at {at:?} of {:?}",
            frame.area
        );
    }
}
