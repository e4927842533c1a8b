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
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    SetTitle, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::app::state::App;
use crate::store::config::Mouse;
use crate::text::clean::SafeStr;

/// Bytes gathered before they are written: more than any frame of a common size.
const BUFFER: usize = 64 * 1024;

/// The terminal while the explorer has it. Dropping it puts the terminal back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<File>>>,
    mouse: Mouse,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When standard output is no terminal or cannot be written.
    pub fn take() -> io::Result<Self> {
        // The buffer of standard output is emptied at line ends; a frame shall be one write.
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let mut terminal =
            Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(BUFFER, out)))?;
        enter(terminal.backend_mut())?;
        Ok(Self {
            terminal,
            mouse: Mouse::Off,
        })
    }

    /// Draws the app.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        crossterm::queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| app.draw(frame.buffer_mut()))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Columns and rows of the window.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Sets the title of the window.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn title(&mut self, title: SafeStr<'_>) -> io::Result<()> {
        write_title(self.terminal.backend_mut(), title)
    }

    /// Takes the mouse from the terminal, or gives it back.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn listen(&mut self, mouse: Mouse) -> io::Result<()> {
        self.mouse = mouse;
        match mouse {
            Mouse::On => execute!(self.terminal.backend_mut(), EnableMouseCapture),
            Mouse::Off => execute!(self.terminal.backend_mut(), DisableMouseCapture),
        }
    }

    /// Gives the terminal away while `work` runs, and takes it back with a fresh screen.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn lend(&mut self, work: impl FnOnce()) -> io::Result<()> {
        leave()?;
        work();
        enter(self.terminal.backend_mut())?;
        self.listen(self.mouse)?;
        // Resizing forgets what was drawn before and asks the terminal nothing.
        let area = self.terminal.size()?;
        self.terminal
            .resize(ratatui::layout::Rect::new(0, 0, area.width, area.height))
    }
}

impl Drop for Screen {
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

fn enter(out: &mut impl Write) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        crossterm::cursor::Hide
    )
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

/// Writes what undoes [`enter`] and [`Screen::listen`], past the lock of standard output: whoever holds it may be waiting
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
