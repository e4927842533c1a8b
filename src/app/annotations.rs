//! Annotations: which one is meant, and what each command about them does.

pub mod commit;
pub mod import_export;
pub mod mark;
pub mod note;
pub mod receipts;
pub mod review;
pub mod review_decisions;
pub mod subject;

use crate::app::annotations::subject::Subject;
use crate::app::state::App;
use crate::input::action::AnnotationCommand;
use crate::input::keymap::Command;
use crate::notes::annotation::{AnnotationId, Target};
use crate::notes::placement::State;
use crate::panes::pane_id::PaneId;
use crate::panes::path_field::Purpose;
use crate::text::clean::SafeText;

impl App {
    /// Acts on a command about annotations, where what it is about is seen.
    pub(super) fn act_annotations(&mut self, which: AnnotationCommand, command: Command) {
        if !self.is_seen_by(which) {
            return self.answer_unused(command.action);
        }
        match which {
            AnnotationCommand::Highlight => self.highlight(self.colour),
            AnnotationCommand::Colour => self.highlight_in(command.letter),
            AnnotationCommand::Note => self.write_note(),
            AnnotationCommand::Editor => self.write_in_editor(),
            AnnotationCommand::NoteOnArticle => self.write_article_note(),
            AnnotationCommand::Tags => self.write_tags(),
            AnnotationCommand::Delete => self.delete(),
            AnnotationCommand::Review => self.start_review(),
            AnnotationCommand::Undo => self.undo(),
            AnnotationCommand::Redo => self.redo(),
            AnnotationCommand::Yes => self.confirm_place(),
            AnnotationCommand::No => self.refuse_place(),
            AnnotationCommand::Attach => self.attach(),
            AnnotationCommand::FindQuote => self.find_quote(),
            AnnotationCommand::Compare => self.compare(),
            AnnotationCommand::Join => self.join_variants(),
            AnnotationCommand::Export => {
                self.ask_path(Purpose::Export(self.panes.annotations.walk().len()));
            }
            AnnotationCommand::Import => self.ask_path(Purpose::Import),
        }
    }

    /// Whether the reader sees what a command is about: nothing is changed behind another pane.
    fn is_seen_by(&self, which: AnnotationCommand) -> bool {
        let reader = self.is_at_hand(PaneId::Reader);
        match which {
            AnnotationCommand::NoteOnArticle => reader || self.keyboard() == PaneId::Annotations,
            // Import adds to what is listed, and asks for a path first.
            AnnotationCommand::Import => true,
            // What is noted of the library is taken back where it is made.
            AnnotationCommand::Undo | AnnotationCommand::Redo => {
                reader
                    || self.listed_annotations()
                    || matches!(
                        self.keyboard(),
                        PaneId::Entities | PaneId::Dossier | PaneId::Filters
                    )
            }
            _ => reader || self.listed_annotations(),
        }
    }

    /// Whether the pane with the keyboard shows annotations.
    fn listed_annotations(&self) -> bool {
        matches!(
            self.keyboard(),
            PaneId::Annotations | PaneId::Review | PaneId::Variants
        )
    }

    /// The annotation that commands act on: the chosen one of the list, else the innermost at the
    /// current place.
    pub(super) fn annotation_here(&self) -> Option<AnnotationId> {
        match self.keyboard() {
            PaneId::Annotations => return self.panes.annotations.current(),
            PaneId::Review => return self.panes.review.current(),
            PaneId::Variants => return self.panes.variants.current(),
            _ => {}
        }
        let here = self.here()?;
        let placed = self.cx.placements.on(here.article);
        let placed = placed.filter_map(|(id, placed)| Some((id, placed.source?)));
        let around = placed
            .filter(|(_, range)| range.overlaps(here.range) || range.contains(here.range.start));
        around
            .min_by_key(|(_, range)| range.len())
            .map(|(id, _)| id)
    }

    /// The annotation at the current place, else a new one on what is meant there.
    fn subject_here(&mut self) -> Option<Subject> {
        if let Some(id) = self.annotation_here().filter(|_| !self.is_selecting()) {
            let entry = self.cx.notebook.entry(id)?;
            return Some(Subject::There {
                before: Box::new(entry.annotation().clone()),
                seen: entry.seen_in_edit(),
            });
        }
        let target = self.target_here()?;
        Some(self.new_subject(target))
    }

    fn is_selecting(&self) -> bool {
        self.panes.reader.selected(&self.cx).is_some()
    }

    /// The stretch that commands act on, as annotations remember it.
    fn target_here(&self) -> Option<Target> {
        let opened = self.cx.opened()?;
        let meant = self.panes.reader.meant(&self.cx)?;
        let source = opened.document.source_of(meant)?;
        opened
            .sheet
            .target(self.cx.library.article(opened.article)?, source)
    }

    fn article_target(&self) -> Option<Target> {
        let opened = self.cx.opened()?;
        Some(opened.sheet.whole(self.cx.library.article(opened.article)?))
    }

    /// What the annotation at the current place says; `None` for a bare mark.
    pub(super) fn words_here(&self) -> Option<SafeText> {
        let id = self.annotation_here()?;
        if self.state_of(id) == Some(State::Unsure) {
            return Some("Is this the place of the mark? r asks".into());
        }
        let entry = self.cx.notebook.entry(id)?;
        let annotation = entry.annotation();
        let tags = annotation.tags.iter().map(|tag| format!("#{tag}"));
        let words: Vec<String> = annotation.note.iter().cloned().chain(tags).collect();
        (!words.is_empty()).then(|| SafeText::line(&words.join(" ")))
    }

    /// How surely the place of an annotation is known.
    pub fn state_of(&self, id: AnnotationId) -> Option<State> {
        self.cx.placements.get(&id).map(|placed| placed.state)
    }
}
