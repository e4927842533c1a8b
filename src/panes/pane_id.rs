//! The table of panes: a row each, from which its name, its place and its state in the program are made.

/// Names a pane.
macro_rules! pane_ids {
    ($($id:ident $module:ident $seat:expr, $name:literal;)*) => {
        /// Names a pane.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PaneId {
            $(#[doc = concat!("The pane of ", $name, ".")] $id,)*
        }

        impl PaneId {
            /// Every pane.
            pub const ALL: &[Self] = &[$(Self::$id),*];

            /// Where it goes.
            pub const fn seat(self) -> Seat {
                match self { $(Self::$id => $seat,)* }
            }

            /// What it is called in a sentence.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$id => $name,)* }
            }
        }
    };
}

/// Where a pane stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// It is always open.
    Base,
    /// Over the others, in the reader's place.
    Main,
    /// In a strip below the reader.
    Strip,
    /// Above everything, in the middle.
    Popup {
        /// Most columns, its border among them.
        width: u16,
        /// Most rows, its border among them.
        height: u16,
        /// Rows that are left free at least, above and below together.
        free: u16,
    },
}

const fn popup(width: u16, height: u16, free: u16) -> Seat {
    Seat::Popup {
        width,
        height,
        free,
    }
}

/// Gives every pane to a macro: its id, which is also its type, its module, its seat and its name.
macro_rules! with_panes {
    ($make:ident) => {
        $make! {
            Articles    articles    Seat::Base, "the list of articles";
            Reader      reader      Seat::Base, "the reader";
            Entities    entities    Seat::Base, "the list of names";
            Sources     sources     Seat::Base, "the list of sources";
            Dossier     dossier     Seat::Main, "the dossier";
            Record      record      Seat::Main, "the record";
            Annotations annotations Seat::Main, "the list of annotations";
            Review      review      Seat::Strip, "the review";
            Variants    variants    Seat::Main, "the comparison of variants";
            NoteEditor  note_editor popup(76, 14, 0), "the note";
            TagField    tag_field   popup(70, 4, 0), "the field for tags";
            PathField   path_field  popup(70, 4, 0), "the field for a path";
            Map         map         Seat::Main, "the map";
            Pair        pair        Seat::Main, "the pair";
            Problems    problems    Seat::Main, "the list of problems";
            Help        help        Seat::Main, "the list of keys";
            Outline     outline     popup(72, 28, 4), "the outline";
            Sort        sort        popup(36, 10, 0), "the sort menu";
            Filters     filters     popup(60, 16, 0), "the list of filters";
            SearchBox   search_box  popup(100, 30, 2), "the box";
            Picker      picker      popup(60, 18, 2), "the list to pick from";
            Question    question    popup(70, 10, 0), "the question";
        }
    };
}

pub(crate) use with_panes;

with_panes!(pane_ids);

impl PaneId {
    /// Whether it is a menu: something is chosen from it, or it goes.
    pub const fn is_menu(self) -> bool {
        matches!(self, Self::Outline | Self::Sort | Self::Filters)
    }
}

/// The panes that are always open, in the order of Tab.
pub const BASE: [PaneId; 4] = [
    PaneId::Articles,
    PaneId::Reader,
    PaneId::Entities,
    PaneId::Sources,
];
