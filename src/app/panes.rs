//! The state of all panes: a field each, made from the table of panes.

use crate::input::keymap::Keymap;
use crate::panes::pane::Pane;
use crate::panes::pane_id::{PaneId, with_panes};

/// Makes a field of each row, and finds it by its name.
macro_rules! pane_fields {
    ($($id:ident $module:ident $seat:expr, $name:literal;)*) => {
        /// The panes. The set is closed: a new one is a row of the table.
        #[derive(Default)]
        pub struct Panes {
            $(#[doc = concat!("The state of ", $name, ".")] pub $module: crate::panes::$module::$id,)*
        }

        impl Panes {
            /// The pane of that name.
            pub fn get(&self, id: PaneId) -> &dyn Pane {
                match id { $(PaneId::$id => &self.$module,)* }
            }

            /// The pane of that name, to be changed.
            pub fn get_mut(&mut self, id: PaneId) -> &mut dyn Pane {
                match id { $(PaneId::$id => &mut self.$module,)* }
            }

            /// Every pane, to be told something.
            pub fn all_mut(&mut self) -> [&mut dyn Pane; PaneId::ALL.len()] {
                [$(&mut self.$module),*]
            }
        }
    };
}

with_panes!(pane_fields);

impl Panes {
    /// Panes that show nothing yet but the keys.
    pub fn new(keymap: &Keymap) -> Self {
        Self {
            help: crate::panes::help::Help::new(keymap),
            ..Self::default()
        }
    }
}
