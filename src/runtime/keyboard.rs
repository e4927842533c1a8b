//! The keyboard thread: reads only when it holds a permit, and hands on what came together.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::message::{Input, Message};
use crate::input::key::{Code, Key};
use crate::input::mouse::{Gesture, Pointer};

/// Reads the terminal for as long as permits come.
///
/// A permit is given back after a batch was acted on, so that a program that has the terminal in
/// the meantime loses no keys, and a burst of keys is one frame.
///
/// # Errors
/// When the terminal cannot be read any more.
pub fn read(permits: &Receiver<()>, out: &Sender<Message>) -> io::Result<()> {
    while permits.recv().is_ok() {
        let mut batch = Vec::new();
        loop {
            take(event::read()?, &mut batch);
            if !event::poll(Duration::ZERO)? && !batch.is_empty() {
                break;
            }
        }
        if out.send(Message::Input(batch)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Adds an event to a batch; of several sizes of the window the last one counts.
fn take(event: Event, batch: &mut Vec<Input>) {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            batch.extend(key_of(key.code, key.modifiers).map(Input::Key));
        }
        Event::Mouse(event) => batch.extend(pointer_of(event).map(Input::Mouse)),
        Event::Paste(text) => batch.push(Input::Paste(text)),
        Event::Resize(width, height) => {
            batch.retain(|input| !matches!(input, Input::Resize(..)));
            batch.push(Input::Resize(width, height));
        }
        _ => {}
    }
}

/// What the mouse did in our terms; `None` for what means nothing to us, such as bare movement.
fn pointer_of(event: MouseEvent) -> Option<Pointer> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        _ => return None,
    };
    Some(Pointer {
        column: event.column,
        row: event.row,
        gesture,
    })
}

/// The key in our terms; `None` for keys that mean nothing to us.
fn key_of(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let code = match code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    // Alt with a letter comes from a split escape sequence as often as from a person.
    if modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    Some(Key {
        code,
        ctrl: modifiers.contains(KeyModifiers::CONTROL),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_size_of_a_batch_counts() {
        let mut batch = Vec::new();
        take(Event::Resize(10, 10), &mut batch);
        take(Event::Paste("x".into()), &mut batch);
        take(Event::Resize(20, 20), &mut batch);
        assert_eq!(batch, [Input::Paste("x".into()), Input::Resize(20, 20)]);
    }

    #[test]
    fn bare_movement_and_other_buttons_are_nothing() {
        let mut batch = Vec::new();
        let button = MouseButton::Left;
        for kind in [
            MouseEventKind::Moved,
            MouseEventKind::Down(MouseButton::Right),
            MouseEventKind::Down(button),
            MouseEventKind::ScrollDown,
        ] {
            let event = MouseEvent {
                kind,
                column: 3,
                row: 4,
                modifiers: KeyModifiers::NONE,
            };
            take(Event::Mouse(event), &mut batch);
        }
        let at = |gesture| {
            Input::Mouse(Pointer {
                column: 3,
                row: 4,
                gesture,
            })
        };
        assert_eq!(batch, [at(Gesture::Press), at(Gesture::WheelDown)]);
    }

    #[test]
    fn a_late_reply_of_the_terminal_is_no_key() {
        assert_eq!(key_of(KeyCode::Char(']'), KeyModifiers::ALT), None);
        assert_eq!(
            key_of(KeyCode::Char('d'), KeyModifiers::CONTROL)
                .unwrap()
                .to_string(),
            "ctrl-d"
        );
    }
}
