//! Who has the mouse, and what it did, in our terms.

/// Whether the mouse is listened to. Off, the terminal selects with it as everywhere else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mouse {
    /// The terminal has it.
    #[default]
    Off,
    /// The program has it; the terminal selects with Shift.
    On,
}

/// A deed of the left button or of the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel was turned away from the reader.
    WheelUp,
    /// The wheel was turned towards the reader.
    WheelDown,
}

/// A gesture and the cell of the window where it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Column from 0.
    pub column: u16,
    /// Row from 0.
    pub row: u16,
    /// What was done there.
    pub gesture: Gesture,
}
