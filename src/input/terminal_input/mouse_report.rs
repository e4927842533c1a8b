//! What the mouse did, in the three forms of xterm and rxvt in which a terminal says so.
//!
//! The form of mode 1005 is not read: it is never asked for, and its bytes cannot be told from those of the first.

use crate::input::mouse::{Gesture, Pointer};
use crate::input::terminal_input::sequence::Sequence;

/// Bits of the button that say that Shift, Alt or Ctrl was held; the gesture is the same.
const HELD: u32 = 4 | 8 | 16;
/// Bit that says that the mouse moved.
const MOVED: u32 = 32;
/// The button that came up, in the forms that do not say which.
const RELEASED: u32 = 3;
/// Added to buttons and cells in the first form, so that they are no controls, and to buttons in rxvt's.
const OFFSET: u32 = 32;

/// The numbers of modes 1006 (`CSI < button ; column ; row M`, at a release `m`) and 1015 (without `<`).
pub(super) fn of_sequence(sequence: &Sequence) -> Option<Pointer> {
    let [button, column, row] = sequence.numbers().try_into().ok()?;
    match sequence.form() {
        [_, _, b'm'] if button & !HELD == 0 => pointer(RELEASED, column, row),
        [_, _, b'm'] => None,
        [0, ..] => pointer(button.checked_sub(OFFSET)?, column, row),
        // Button 3 came up only in the other forms; here it is no button.
        _ => pointer(button, column, row).filter(|at| at.gesture != Gesture::Release),
    }
}

/// The bytes of mode 1000.
pub(super) fn of_bytes(bytes: [u8; 3]) -> Option<Pointer> {
    let [button, column, row] = bytes.map(|byte| u32::from(byte).checked_sub(OFFSET));
    pointer(button?, column?, row?)
}

/// A gesture at a cell counted from 1; none for what means nothing to us, such as bare movement.
fn pointer(button: u32, column: u32, row: u32) -> Option<Pointer> {
    let gesture = match button & !HELD {
        0 => Gesture::Press,
        MOVED => Gesture::Drag,
        RELEASED => Gesture::Release,
        64 => Gesture::WheelUp,
        65 => Gesture::WheelDown,
        _ => return None,
    };
    let cell = |at: u32| u16::try_from(at.checked_sub(1)?).ok();
    Some(Pointer {
        column: cell(column)?,
        row: cell(row)?,
        gesture,
    })
}
