//! The bundled library: a copy of `seeds/` inside the program, for a first look and for tests.

use std::path::Path;

use crate::clip::article::Stamp;
use crate::store::error::StoreError;
use crate::store::folder::{FolderListing, FoundFile, RawFile};

/// Embeds files of `seeds/` with their names.
macro_rules! seeds {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../seeds/", $name)))),*]
    };
}

/// Every article with its file name, sorted by name.
const ARTICLES: &[(&str, &str)] = seeds![
    "African Union Continental AI Strategy.md"
    "Council of Europe Framework Convention on Artificial Intelligence.md"
    "Digital Markets Act.md"
    "EU Artificial Intelligence Act.md"
    "Entity List additions of October 2019.md"
    "Executive Order 14110.md"
    "Frontier Model Forum.md"
    "Global AI Governance Initiative.md"
    "Hiroshima Process Code of Conduct.md"
    "Interim Measures for generative AI services.md"
    "NIST AI Risk Management Framework.md"
    "OECD AI Principles.md"
    "The Bletchley Declaration.md"
    "The Global Expansion of AI Surveillance.md"
    "United Nations resolution on safe, secure and trustworthy AI.md"
    "What the commercial reach of Chinese technology companies might mean for global AI governance.md"
];

/// The articles of the bundled library.
pub fn list() -> FolderListing {
    let files = ARTICLES.iter().map(|(name, text)| FoundFile {
        path: name.into(),
        stamp: stamp(text),
    });
    FolderListing {
        files: files.collect(),
        ..FolderListing::default()
    }
}

/// One article of the bundled library.
pub fn read(path: &Path) -> Result<RawFile, StoreError> {
    let found = ARTICLES.iter().find(|(name, _)| path == Path::new(name));
    let (_, text) = found.ok_or_else(|| StoreError::Missing(path.to_owned()))?;
    Ok(RawFile {
        bytes: text.as_bytes().to_vec(),
        stamp: stamp(text),
        whole: true,
    })
}

/// An embedded file never changes.
fn stamp(text: &str) -> Stamp {
    Stamp {
        size: text.len() as u64,
        ..Stamp::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::front_matter;
    use crate::store::folder::Folder;

    #[test]
    fn it_is_a_copy_of_the_seeds() {
        let folder =
            Folder::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"))).unwrap();
        let names = |listing: FolderListing| {
            listing
                .files
                .into_iter()
                .map(|file| file.path)
                .collect::<Vec<_>>()
        };
        let on_disk = names(folder.walk());
        assert_eq!(names(list()), on_disk);
        for path in on_disk {
            assert_eq!(
                read(&path).unwrap().bytes,
                folder.read(&path).unwrap().bytes
            );
        }
        assert!(read(Path::new("none.md")).is_err());
    }

    #[test]
    fn nothing_is_wrong_with_its_front_matter() {
        for (name, text) in ARTICLES {
            let front = front_matter::read(text, name);
            assert_eq!(front.problems, [], "{name}");
            let head = front.head;
            assert!(
                head.published.is_some_and(|date| date.day.is_some()),
                "{name}"
            );
            assert!(
                head.created.is_some_and(|date| date.day.is_some()),
                "{name}"
            );
            assert!(
                head.source
                    .is_some_and(|source| source.starts_with("https://")),
                "{name}"
            );
            assert!(!head.authors.is_empty() && !head.tags.is_empty(), "{name}");
        }
    }
}
