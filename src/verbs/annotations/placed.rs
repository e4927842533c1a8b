//! Annotations with their articles: where each of them is.

use std::sync::Arc;

use crate::notes::annotation::Palette;
use crate::notes::formats::{Outgoing, outgoing};
use crate::notes::placement::Placed;
use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::store::locate_annotations::AnnotationLocator;
use crate::verbs::open_library::Read;

/// Annotations with their articles.
pub struct Placing {
    /// The articles, and the annotations.
    pub read: Read,
    /// Where annotations are.
    pub placer: AnnotationLocator,
    /// The reader's words for colours.
    pub palette: Palette,
}

impl Placing {
    /// Reads a library and its annotations.
    pub fn open(shelf: LibraryFiles, config: &Config) -> anyhow::Result<Self> {
        let mut placer = AnnotationLocator::new(shelf.clone());
        let read = Read::whole(shelf)?;
        placer.know(Arc::clone(&read.library));
        Ok(Self {
            read,
            placer,
            palette: config.palette.clone(),
        })
    }

    /// Every annotation with its place; see [`outgoing::all`].
    pub fn outgoing(&mut self) -> Vec<(Placed, Outgoing<'_>)> {
        let placements = self.placer.place_all(&self.read.desk.notebook);
        outgoing::all(
            &self.read.desk.notebook,
            &self.read.library,
            &placements,
            &self.palette,
        )
    }
}
