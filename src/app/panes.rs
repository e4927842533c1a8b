//! All panes of the program: a field each, found by name.

use crate::input::keymap::Keymap;
use crate::panes::annotations::Annotations;
use crate::panes::articles::Articles;
use crate::panes::confirm::Question;
use crate::panes::dossier::Dossier;
use crate::panes::entities::Entities;
use crate::panes::filters::Filters;
use crate::panes::help::Help;
use crate::panes::map::Map;
use crate::panes::note_editor::NoteEditor;
use crate::panes::outline::Outline;
use crate::panes::pane::{Pane, PaneId};
use crate::panes::path_field::PathField;
use crate::panes::picker::Picker;
use crate::panes::problems::Problems;
use crate::panes::reader::Reader;
use crate::panes::record::Record;
use crate::panes::review::Review;
use crate::panes::search_box::SearchBox;
use crate::panes::sort::Sort;
use crate::panes::sources::Sources;
use crate::panes::tag_field::TagField;
use crate::panes::variants::Variants;

/// The panes. The set is closed: a new one is a field, an arm and a line in [`Panes::all_mut`].
pub struct Panes {
    /// The list of articles.
    pub articles: Articles,
    /// The article being read.
    pub reader: Reader,
    /// The names.
    pub entities: Entities,
    /// The sources.
    pub sources: Sources,
    /// One name.
    pub dossier: Dossier,
    /// One source.
    pub record: Record,
    /// What the reader added.
    pub annotations: Annotations,
    /// One annotation after the other.
    pub review: Review,
    /// The variants of one annotation.
    pub variants: Variants,
    /// The editor of a note.
    pub note_editor: NoteEditor,
    /// The field for tags.
    pub tag_field: TagField,
    /// The field for the path of a file.
    pub path_field: PathField,
    /// Names against names.
    pub map: Map,
    /// What is wrong with files.
    pub problems: Problems,
    /// The keys.
    pub help: Help,
    /// The headings.
    pub outline: Outline,
    /// The menu of sort keys.
    pub sort: Sort,
    /// The pinned filters.
    pub filters: Filters,
    /// The box.
    pub search_box: SearchBox,
    /// One of several, to be picked.
    pub picker: Picker,
    /// A question.
    pub question: Question,
}

impl Panes {
    /// Panes that show nothing yet.
    pub fn new(keymap: &Keymap) -> Self {
        Self {
            articles: Articles::default(),
            reader: Reader::default(),
            entities: Entities::default(),
            sources: Sources::default(),
            dossier: Dossier::default(),
            record: Record::default(),
            annotations: Annotations::default(),
            review: Review::default(),
            variants: Variants::default(),
            note_editor: NoteEditor::default(),
            tag_field: TagField::default(),
            path_field: PathField::default(),
            map: Map::default(),
            problems: Problems::default(),
            help: Help::new(keymap),
            outline: Outline::default(),
            sort: Sort::default(),
            filters: Filters::default(),
            search_box: SearchBox::default(),
            picker: Picker::default(),
            question: Question::default(),
        }
    }

    /// The pane of that name.
    pub fn get(&self, id: PaneId) -> &dyn Pane {
        match id {
            PaneId::Articles => &self.articles,
            PaneId::Reader => &self.reader,
            PaneId::Entities => &self.entities,
            PaneId::Sources => &self.sources,
            PaneId::Dossier => &self.dossier,
            PaneId::Record => &self.record,
            PaneId::Annotations => &self.annotations,
            PaneId::Review => &self.review,
            PaneId::Variants => &self.variants,
            PaneId::NoteEditor => &self.note_editor,
            PaneId::TagField => &self.tag_field,
            PaneId::PathField => &self.path_field,
            PaneId::Map => &self.map,
            PaneId::Problems => &self.problems,
            PaneId::Help => &self.help,
            PaneId::Outline => &self.outline,
            PaneId::Sort => &self.sort,
            PaneId::Filters => &self.filters,
            PaneId::Box => &self.search_box,
            PaneId::Picker => &self.picker,
            PaneId::Question => &self.question,
        }
    }

    /// The pane of that name, to be changed.
    pub fn get_mut(&mut self, id: PaneId) -> &mut dyn Pane {
        match id {
            PaneId::Articles => &mut self.articles,
            PaneId::Reader => &mut self.reader,
            PaneId::Entities => &mut self.entities,
            PaneId::Sources => &mut self.sources,
            PaneId::Dossier => &mut self.dossier,
            PaneId::Record => &mut self.record,
            PaneId::Annotations => &mut self.annotations,
            PaneId::Review => &mut self.review,
            PaneId::Variants => &mut self.variants,
            PaneId::NoteEditor => &mut self.note_editor,
            PaneId::TagField => &mut self.tag_field,
            PaneId::PathField => &mut self.path_field,
            PaneId::Map => &mut self.map,
            PaneId::Problems => &mut self.problems,
            PaneId::Help => &mut self.help,
            PaneId::Outline => &mut self.outline,
            PaneId::Sort => &mut self.sort,
            PaneId::Filters => &mut self.filters,
            PaneId::Box => &mut self.search_box,
            PaneId::Picker => &mut self.picker,
            PaneId::Question => &mut self.question,
        }
    }

    /// Every pane, to be told something.
    pub fn all_mut(&mut self) -> [&mut dyn Pane; 21] {
        [
            &mut self.articles,
            &mut self.reader,
            &mut self.entities,
            &mut self.sources,
            &mut self.dossier,
            &mut self.record,
            &mut self.annotations,
            &mut self.review,
            &mut self.variants,
            &mut self.note_editor,
            &mut self.tag_field,
            &mut self.path_field,
            &mut self.map,
            &mut self.problems,
            &mut self.help,
            &mut self.outline,
            &mut self.sort,
            &mut self.filters,
            &mut self.search_box,
            &mut self.picker,
            &mut self.question,
        ]
    }
}
