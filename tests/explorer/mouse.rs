//! Journeys with the mouse: clicks, the wheel, dragging.

use postil::app::message::Effect;
use postil::input::action::Context;
use postil::input::mouse::Gesture;
use postil::input::mouse::Mouse;
use postil::panes::pane_id::PaneId;

use crate::stage::Stage;

/// The bundled library in a wide window, with the mouse taken.
fn with_mouse() -> Stage {
    let mut stage = Stage::seeds(130, 40);
    stage.press("mouse");
    assert_eq!(stage.effects(), [Effect::Mouse(Mouse::On)]);
    stage
}

#[test]
fn the_mouse_does_nothing_until_it_is_taken_and_after_it_was_given_back() {
    let mut stage = Stage::seeds(130, 40);
    let untouched = stage.frame();
    let names = stage.cell_of("Huawei");
    stage.click(names);
    assert_eq!(stage.frame(), untouched);
    stage.press("mouse");
    assert!(stage.shows("mouse on: Shift selects natively"));
    stage.press("mouse");
    assert!(stage.shows("mouse off"));
    stage.effects();
    stage.click(names);
    assert_eq!(stage.keyboard(), PaneId::Articles);
}

#[test]
fn a_click_goes_to_a_row_and_a_second_one_opens_it() {
    let mut stage = with_mouse();
    let (column, row) = stage.cell_of("Bletchley");
    stage.click((column, row + 1));
    assert_eq!(stage.keyboard(), PaneId::Articles, "the second line of it");
    stage.click((column, row));
    assert_eq!(stage.keyboard(), PaneId::Reader);
    assert!(stage.shows("published 2023-11-0"), "{}", stage.frame());
    let (column, row) = stage.cell_of("▾ Organisations");
    stage.click((column + 2, row + 1));
    assert_eq!(stage.keyboard(), PaneId::Entities);
    stage.click((column + 2, row + 1));
    assert_eq!(stage.keyboard(), PaneId::Dossier);
    assert!(stage.shows("organisation ·"), "{}", stage.frame());
}

#[test]
fn the_wheel_scrolls_what_is_below_it_and_leaves_the_keyboard() {
    let mut stage = with_mouse();
    let reader = stage.cell_of("Herscovitch of the");
    stage.mouse(Gesture::WheelDown, reader.0, reader.1);
    let after = stage.cell_of("Herscovitch of the");
    assert_eq!(after, (reader.0, reader.1 - 3));
    let names = stage.cell_of("▾ People");
    stage.mouse(Gesture::WheelDown, names.0, names.1);
    assert!(!stage.shows("▾ People"), "{}", stage.frame());
    stage.mouse(Gesture::WheelUp, names.0, names.1);
    assert_eq!(stage.cell_of("▾ People"), names);
    assert_eq!(stage.keyboard(), PaneId::Articles);
}

#[test]
fn dragging_selects_characters_to_copy_or_to_mark() {
    let mut stage = with_mouse();
    let (column, row) = stage.cell_of("Herscovitch of the");
    stage
        .mouse(Gesture::Press, column, row)
        .mouse(Gesture::Drag, column + 4, row)
        .mouse(Gesture::Drag, column + 10, row)
        .mouse(Gesture::Release, column + 10, row);
    assert_eq!(stage.app.context(), Context::Selecting);
    stage.press("copy.sentence");
    let copied =
        |effect: &Effect| matches!(effect, Effect::Copy(text) if text.as_str() == "Herscovitch");
    assert!(stage.effects().iter().any(copied));
    stage
        .mouse(Gesture::Press, column + 10, row)
        .mouse(Gesture::Drag, column, row)
        .mouse(Gesture::Release, column, row)
        .press("annotate.highlight");
    let frame = stage.frame();
    assert_eq!(stage.saved.len(), 1, "{frame}");
    assert_eq!(stage.app.context(), Context::Reader);
}

#[test]
fn dragging_beyond_the_edge_scrolls_and_keeps_where_it_began() {
    let mut stage = with_mouse();
    let (column, row) = stage.cell_of("Herscovitch of the");
    let first = stage.cell_of("What the commercial reach of Chinese technology companies");
    stage.mouse(Gesture::Press, column, row);
    for _ in 0..5 {
        stage.mouse(Gesture::Drag, column, 39);
    }
    stage.mouse(Gesture::Release, column, 39);
    assert_eq!(stage.cell_of("Herscovitch of the").1, row - 5);
    stage.mouse(Gesture::WheelDown, first.0, first.1 + 10);
    stage.press("copy.sentence");
    let began = |effect: &Effect| matches!(effect, Effect::Copy(text) if text.as_str().starts_with("Herscovitch of the"));
    assert!(stage.effects().iter().any(began));
}

#[test]
fn a_click_in_the_text_is_the_current_place_and_a_second_one_follows_a_name() {
    let mut stage = with_mouse();
    let (column, row) = stage.cell_of("Herscovitch of the");
    stage.click((column + 13, row));
    let here = stage.app.here().unwrap();
    let article = stage.app.library().article(here.article).unwrap();
    assert!(
        article
            .mentions
            .iter()
            .all(|name| name.source != here.range)
    );
    stage.click((column, row));
    assert_eq!(stage.keyboard(), PaneId::Reader);
    let named = stage.app.here().unwrap().range;
    assert!(article_names(&stage, named));
    stage.click((column + 3, row));
    assert_eq!(stage.keyboard(), PaneId::Dossier, "{}", stage.frame());
}

/// Whether a range is a name in the article in the reader.
fn article_names(stage: &Stage, range: postil::text::range::SourceRange) -> bool {
    let here = stage.app.here().unwrap();
    let article = stage.app.library().article(here.article).unwrap();
    article.mentions.iter().any(|name| name.source == range)
}

#[test]
fn the_box_takes_clicks_and_one_beside_it_closes_nothing() {
    let mut stage = with_mouse();
    stage.press("find.all").type_text("a:bletchley");
    stage.click((0, 0)).click((129, 38));
    assert_eq!(stage.keyboard(), PaneId::SearchBox);
    let hit = stage.cell_of("The Bletchley Declaration");
    stage.click(hit);
    assert_eq!(stage.keyboard(), PaneId::Reader, "the first row is chosen");
    assert!(stage.shows("published 2023-11-0"), "{}", stage.frame());
}

#[test]
fn clicks_and_drags_anywhere_in_any_window_are_harmless() {
    for (width, height) in [(10, 3), (20, 5), (44, 12), (90, 24), (130, 40)] {
        let mut stage = Stage::seeds(width, height);
        stage.press("mouse");
        for over in [
            "help",
            "pane.map",
            "pane.annotations",
            "read.outline",
            "pane.sort",
        ] {
            stage.press(over);
            for (x, y) in (0..=width)
                .step_by(7)
                .flat_map(|x| (0..=height).map(move |y| (x, y)))
            {
                stage
                    .mouse(Gesture::WheelDown, x, y)
                    .mouse(Gesture::Drag, y, x)
                    .mouse(Gesture::WheelUp, x, y);
            }
            stage.frame();
            stage.press("close");
        }
        stage
            .mouse(Gesture::Press, width / 2, height / 2)
            .mouse(Gesture::Drag, u16::MAX, u16::MAX)
            .mouse(Gesture::Drag, 0, 0)
            .mouse(Gesture::Release, u16::MAX, 0);
        stage.frame();
    }
}
