//! What verbs print: a table for people, plain lines for pipes, JSON for programs.
//!
//! Data goes to standard output and nothing else does. Every cell has passed the gate; in JSON,
//! text is exact, and what could command a terminal is escaped.

pub mod table;

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use clap::Args;
use serde::Serialize;

use crate::notes::annotation::AnnotationId;
use crate::notes::formats::json;
use crate::text::clean::{SafeStr, SafeText};
use crate::ui::theme::{Depth, Role, Theme};
use crate::verbs::output::table::Column;

/// How a verb prints its rows.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct OutputArgs {
    /// Print one JSON array
    #[arg(long, global = true, conflicts_with = "jsonl")]
    pub json: bool,
    /// Print a JSON object a line
    #[arg(long, global = true)]
    pub jsonl: bool,
}

/// The forms of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputForm {
    /// Aligned columns with a head, in colours, cut to this many columns.
    Table(u16),
    /// The same cells between tabs, a line a row, without a head.
    Plain,
    /// One array.
    Json,
    /// An object a line.
    JsonLines,
}

/// Standard output, and the form in which rows are printed to it.
pub struct Output {
    form: OutputForm,
    /// Whether what is printed is looked at.
    is_terminal: bool,
    theme: Theme,
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Chooses the form: what was asked for, else by whether somebody looks at a terminal.
    pub fn new(args: OutputArgs) -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let form = match args {
            OutputArgs { json: true, .. } => OutputForm::Json,
            OutputArgs { jsonl: true, .. } => OutputForm::JsonLines,
            _ if is_terminal => OutputForm::Table(columns()),
            _ => OutputForm::Plain,
        };
        let out = BufWriter::with_capacity(1 << 16, stdout.lock());
        Self {
            form,
            is_terminal,
            theme: Theme::default().at(Depth::Sixteen),
            out,
        }
    }

    /// The form that was chosen.
    pub fn form(&self) -> OutputForm {
        self.form
    }

    /// Prints a text that has its form already. Nothing of an article may command a terminal.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        if self.is_terminal {
            self.out
                .write_all(SafeText::block(text).as_str().as_bytes())?;
        } else {
            self.out.write_all(text.as_bytes())?;
        }
        self.out.flush()
    }

    /// Prints rows, each as an object or by its columns.
    pub fn rows<T: Serialize>(&mut self, rows: &[T], columns: &[Column<T>]) -> io::Result<()> {
        match self.form {
            OutputForm::Table(_) | OutputForm::Plain => return self.cells(rows, columns),
            OutputForm::Json => json::array(&mut self.out, rows)?,
            OutputForm::JsonLines => json::lines(&mut self.out, rows)?,
        }
        self.out.flush()
    }

    /// Prints rows by their columns, for people.
    pub fn cells<T>(&mut self, rows: &[T], columns: &[Column<T>]) -> io::Result<()> {
        match self.form {
            OutputForm::Table(width) => {
                table::aligned(&mut self.out, rows, columns, width, &self.theme)?;
            }
            _ => table::plain(&mut self.out, rows, columns)?,
        }
        self.out.flush()
    }

    /// Prints the names of annotations that were changed, a line each.
    pub fn ids(&mut self, ids: &[AnnotationId]) -> io::Result<()> {
        let rows: Vec<ChangedRow> = ids
            .iter()
            .map(|id| ChangedRow { id: id.to_string() })
            .collect();
        match self.form {
            OutputForm::Table(_) | OutputForm::Plain => {
                for row in &rows {
                    self.line(SafeText::line(&row.id).shown())?;
                }
                self.flush()
            }
            OutputForm::Json | OutputForm::JsonLines => self.rows(&rows, &[]),
        }
    }

    /// Prints one object, for programs.
    pub fn object<T: Serialize>(&mut self, object: &T) -> io::Result<()> {
        json::lines(&mut self.out, std::slice::from_ref(object))?;
        self.out.flush()
    }

    /// Prints a line.
    pub fn line(&mut self, line: SafeStr<'_>) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Prints a line in the style of a role, where colours are shown.
    pub fn styled_line(&mut self, line: SafeStr<'_>, role: Role) -> io::Result<()> {
        match self.form {
            OutputForm::Table(_) => {
                writeln!(self.out, "{}", table::styled(line, role, &self.theme))
            }
            _ => self.line(line),
        }
    }
}

/// An annotation that was changed, as JSON has it.
#[derive(Serialize)]
struct ChangedRow {
    id: String,
}

/// Where bytes go that have their form already.
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Columns of the terminal, or 80.
fn columns() -> u16 {
    crossterm::terminal::size().map_or(80, |(columns, _)| columns.max(20))
}
