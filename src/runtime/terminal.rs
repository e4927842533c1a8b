//! The terminal: taken over, drawn to in one write a frame, and always put back.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::fd::AsFd;

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::style::{ResetColor, SetAttribute};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::app::state::App;
use crate::input::mouse::Mouse;
use crate::text::clean::SafeStr;

/// Bytes gathered before they are written: more than any frame of a common size.
const BUFFER: usize = 64 * 1024;

/// Most columns that are drawn; the width of a window is whatever the other end of the line says, and four
/// billion cells are no memory to ask for.
const WIDEST: u16 = 1_000;

/// Most rows that are drawn.
const TALLEST: u16 = 500;

/// The terminal while the explorer has it. Dropping it puts the terminal back.
///
/// Two buffers are kept here rather than in [`ratatui::Terminal`], which prints to standard error when it is dropped
/// and the terminal is gone, and so panics on a line that dropped.
pub struct TerminalScreen {
    backend: CrosstermBackend<BufWriter<File>>,
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show next; kept so that a frame allocates nothing.
    next: Buffer,
    mouse: Mouse,
}

impl TerminalScreen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When standard output is no terminal or cannot be written.
    pub fn take() -> io::Result<Self> {
        // The buffer of standard output is emptied at line ends; a frame shall be one write.
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let mut screen = Self {
            backend: CrosstermBackend::new(BufWriter::with_capacity(BUFFER, out)),
            shown: Buffer::empty(Rect::ZERO),
            next: Buffer::empty(Rect::ZERO),
            mouse: Mouse::Off,
        };
        screen.enter()?;
        Ok(screen)
    }

    /// Draws the app: what differs from what is shown, in one write.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        crossterm::queue!(self.backend, BeginSynchronizedUpdate)?;
        let (width, height) = self.size()?;
        let area = Rect::new(0, 0, width, height);
        if area != self.shown.area {
            self.clear(area)?;
        }
        self.next.reset();
        app.draw(&mut self.next);
        self.backend.draw(self.shown.diff(&self.next).into_iter())?;
        execute!(self.backend, EndSynchronizedUpdate)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    /// Columns and rows of the window.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.backend.size()?;
        Ok((size.width.min(WIDEST), size.height.min(TALLEST)))
    }

    /// Forgets what the terminal shows, so that the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.shown.resize(Rect::ZERO);
    }

    /// Empties the terminal: whatever it showed before is ours to draw over.
    fn clear(&mut self, area: Rect) -> io::Result<()> {
        crossterm::queue!(self.backend, ResetColor, Clear(ClearType::All))?;
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        Ok(())
    }

    /// Sets the title of the window.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn title(&mut self, title: SafeStr<'_>) -> io::Result<()> {
        write_title(&mut self.backend, title)
    }

    /// Takes the mouse from the terminal, or gives it back.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn listen(&mut self, mouse: Mouse) -> io::Result<()> {
        self.mouse = mouse;
        match mouse {
            Mouse::On => execute!(self.backend, EnableMouseCapture),
            Mouse::Off => execute!(self.backend, DisableMouseCapture),
        }
    }

    /// Gives the terminal away while `work` runs, and takes it back with a fresh screen.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn lend(&mut self, work: impl FnOnce()) -> io::Result<()> {
        leave()?;
        work();
        self.enter()?;
        self.listen(self.mouse)
    }

    /// Takes the terminal over, whatever it shows: over mosh, in GNU screen and where there is no alternate screen, the
    /// shell's lines would stand between ours.
    fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        execute!(
            self.backend,
            EnterAlternateScreen,
            EnableBracketedPaste,
            crossterm::cursor::Hide
        )?;
        self.forget();
        Ok(())
    }
}

impl Drop for TerminalScreen {
    fn drop(&mut self) {
        // Nothing can be done about a terminal that is gone.
        let _ = leave();
    }
}

/// Writes what sets the title of the window.
///
/// # Errors
/// When the terminal cannot be written.
pub fn write_title(out: &mut impl Write, title: SafeStr<'_>) -> io::Result<()> {
    execute!(out, SetTitle(title.as_str()))
}

/// Puts the terminal back as it was. The one way, for leaving, for panics and for signals.
///
/// # Errors
/// When the terminal cannot be written.
pub fn leave() -> io::Result<()> {
    let shown = write_back();
    disable_raw_mode()?;
    shown
}

/// Puts the terminal back as far as that can be done without waiting, for when the line drops.
pub fn abandon() {
    let stdout = io::stdout();
    let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
    let at_once = Timespec::default();
    if poll(&mut fds, Some(&at_once)).is_ok() && fds[0].revents().contains(PollFlags::OUT) {
        // Nothing can be done about a terminal that is gone.
        let _ = write_back();
    }
    let _ = disable_raw_mode();
}

/// Writes what undoes [`TerminalScreen::enter`] and [`TerminalScreen::listen`], past the lock of standard output: whoever holds it may be waiting
/// for a terminal that is gone.
fn write_back() -> io::Result<()> {
    let mut out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let mut bytes = Vec::new();
    crossterm::queue!(
        bytes,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        SetAttribute(crossterm::style::Attribute::Reset),
        ResetColor,
        LeaveAlternateScreen,
        Show
    )?;
    out.write_all(&bytes)
}

/// Has a panic in any thread put the terminal back before its message is printed.
pub fn put_back_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let _ = leave();
        before(panic);
    }));
}
