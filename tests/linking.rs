//! Names of the bundled library that are labelled by hand are linked as they are labelled.

use postil::names::pipeline::Names;
use postil::runtime::load;
use postil::store::library_files::LibraryFiles;

#[path = "linking/measure.rs"]
mod measure;

#[test]
fn labelled_names_are_linked_as_labelled() {
    let library = load::whole(&LibraryFiles::Bundled, Names::embedded().unwrap());
    let measured = measure::measure(&library);
    let [precision, recall, both] = measured.scores();
    println!(
        "{} items  P {precision:.1}  R {recall:.1}  F {both:.1}",
        measured.items
    );
    assert!(measured.items > 200, "{}", measured.items);
    assert!(measured.mixed.is_empty(), "{:?}", measured.mixed);
    assert!(recall > 98.0, "{:?}", measured.split);
}
