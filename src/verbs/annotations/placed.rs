//! Annotations with their articles: where each of them is.

use std::sync::Arc;

use crate::notes::annotation::Palette;
use crate::notes::formats::{ExportItem, export_item};
use crate::notes::placement::Placed;
use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::store::locate_annotations::AnnotationLocator;
use crate::verbs::open_library::{Need, OpenLibrary};

/// Annotations with their articles.
pub struct LocatedAnnotations {
    /// The articles, and the annotations.
    pub read: OpenLibrary,
    /// Where annotations are.
    pub locator: AnnotationLocator,
    /// The reader's words for colours.
    pub palette: Palette,
}

impl LocatedAnnotations {
    /// Reads a library and its annotations: at least the texts of articles, more where filters need it.
    pub fn open(library_files: LibraryFiles, config: &Config, need: Need) -> anyhow::Result<Self> {
        let mut locator = AnnotationLocator::new(library_files.clone());
        let read = OpenLibrary::whole(library_files, config, need | Need::TEXTS)?;
        locator.set_library(Arc::clone(&read.library));
        Ok(Self {
            read,
            locator,
            palette: config.palette.clone(),
        })
    }

    /// Every annotation with its place; see [`export_item::all`].
    pub fn outgoing(&mut self) -> Vec<(Placed, ExportItem<'_>)> {
        let placements = self.locator.locate_all(&self.read.session.notebook);
        export_item::all(
            &self.read.session.notebook,
            &self.read.library,
            &placements,
            &self.palette,
        )
    }
}
