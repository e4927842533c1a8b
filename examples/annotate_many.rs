//! Saves annotations as fast as it can and says which are saved: something to be killed.
//!
//! `annotate_many FOLDER COUNT NAME` saves COUNT annotations into FOLDER and prints the file name
//! of each when, and only when, it is on the disk.

use std::io::{self, Write};
use std::process::ExitCode;

use postil::notes::annotation::{Annotation, Revision, Target};
use postil::store::annotations::{self, AnnotationStore};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, count, name] = arguments.as_slice() else {
        eprintln!("annotate_many FOLDER COUNT NAME");
        return ExitCode::from(2);
    };
    match annotate(folder, count.parse().unwrap_or(1), name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn annotate(folder: &str, count: usize, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let store = AnnotationStore::at(folder);
    for number in 0..count {
        let target = Target {
            source: "https://example.org/".to_owned(),
            ..Target::default()
        };
        let mut annotation =
            Annotation::new(annotations::new_id(), &annotations::now(), name, target);
        annotation.note = Some(format!(
            "Note {number} by {name}. {}",
            "Some words. ".repeat(number % 40)
        ));
        let saved = store.commit(&Revision::new(annotation, Vec::new()))?;
        let file = saved.path.file_name().unwrap_or_default().to_string_lossy();
        let mut out = io::stdout().lock();
        writeln!(out, "{file}")?;
        out.flush()?;
    }
    Ok(())
}
