//! Pictures of frames: characters, and below them a letter for every role that is not running text.

use insta::assert_snapshot;

use crate::stage::Stage;

fn picture(stage: &Stage) -> String {
    format!("{}\n{}", stage.frame(), stage.roles())
}

#[test]
fn the_first_screen_wide() {
    assert_snapshot!(picture(&Stage::seeds(120, 30)));
}

#[test]
fn the_first_screen_medium() {
    assert_snapshot!(picture(&Stage::seeds(80, 20)));
}

#[test]
fn the_first_screen_narrow() {
    assert_snapshot!(picture(&Stage::seeds(40, 12)));
}

#[test]
fn too_small_is_said() {
    assert_snapshot!(Stage::seeds(19, 4).frame());
}

#[test]
fn a_table_and_a_callout_in_the_reader() {
    let mut stage = Stage::seeds(60, 20);
    stage.open("regulation 2024/1689").find("calendar");
    assert_snapshot!(picture(&stage));
}

#[test]
fn hints_on_links_and_names() {
    let mut stage = Stage::seeds(60, 14);
    stage.open("oecd").press("read.hints");
    assert_snapshot!(picture(&stage));
}

#[test]
fn the_dossier_of_a_name() {
    let mut stage = Stage::seeds(60, 20);
    stage
        .press("find.all")
        .type_text("e:huawei")
        .press("type.accept");
    assert_snapshot!(picture(&stage));
}

#[test]
fn the_record_of_a_source() {
    let mut stage = Stage::seeds(60, 16);
    stage
        .press("find.all")
        .type_text("s:itweb")
        .press("type.accept");
    assert_snapshot!(picture(&stage));
}

#[test]
fn the_box_with_lit_letters() {
    let mut stage = Stage::seeds(60, 20);
    stage.press("find.all").type_text("huwei");
    assert_snapshot!(picture(&stage));
}

#[test]
fn the_keys() {
    let mut stage = Stage::seeds(60, 14);
    stage.press("help");
    assert_snapshot!(stage.frame());
}

#[test]
fn keys_that_may_follow_are_shown() {
    let mut stage = Stage::seeds(100, 6);
    stage.keys("g");
    assert_snapshot!(stage.frame());
}

#[test]
fn the_map_in_a_narrow_window() {
    let mut stage = Stage::seeds(60, 14);
    stage
        .press("pane.scope")
        .press("pane.map")
        .press("move.down");
    assert_snapshot!(picture(&stage));
}
