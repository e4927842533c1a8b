//! The start: keys wait until there is something that they can mean, and a list stays at its top until somebody moves.

use crate::app::message::Input;

/// How far the start has come.
#[derive(Debug)]
pub enum Start {
    /// The first rows are not there, or it is not known what was read before: a key would act on rows that move.
    Waiting {
        /// What came from the reader meanwhile, in its order.
        held: Vec<Input>,
        /// Whether rows stand.
        has_rows: bool,
        /// Whether it is known what was read before.
        knows_reading: bool,
    },
    /// At the top of a library in which nothing was read before; nobody has moved yet.
    AtTop,
    /// Under way.
    Done,
}

impl Default for Start {
    fn default() -> Self {
        Self::Waiting {
            held: Vec::new(),
            has_rows: false,
            knows_reading: false,
        }
    }
}

impl Start {
    /// Holds back what came too early; gives what is to be acted on now.
    pub fn admit(&mut self, input: Input) -> Option<Input> {
        let moves = !matches!(input, Input::Resize(..));
        match self {
            Self::Waiting { held, .. } if moves => {
                held.push(input);
                None
            }
            _ => {
                if moves {
                    *self = Self::Done;
                }
                Some(input)
            }
        }
    }

    /// Rows stand.
    pub fn rows_stand(&mut self) {
        if let Self::Waiting { has_rows, .. } = self {
            *has_rows = true;
        }
    }

    /// It is known what was read before.
    pub fn reading_is_known(&mut self) {
        if let Self::Waiting { knows_reading, .. } = self {
            *knows_reading = true;
        }
    }

    /// Begins, once all is known that it takes; gives what was held back.
    pub fn begin(&mut self) -> Option<Vec<Input>> {
        match self {
            Self::Waiting {
                held,
                has_rows: true,
                knows_reading: true,
            } => {
                let held = std::mem::take(held);
                *self = Self::AtTop;
                Some(held)
            }
            _ => None,
        }
    }
}
