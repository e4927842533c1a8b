//! What verbs print: a table for people, plain lines for pipes, JSON for programs.
//!
//! Data goes to standard output and nothing else does. Every cell has passed the gate; in JSON,
//! text is exact, and what could command a terminal is escaped.

pub mod json;
pub mod table;

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use clap::Args;
use serde::Serialize;

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
pub enum Form {
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
    form: Form,
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Chooses the form: what was asked for, else by whether somebody looks at a terminal.
    pub fn new(args: OutputArgs) -> Self {
        let stdout = io::stdout();
        let form = match args {
            OutputArgs { json: true, .. } => Form::Json,
            OutputArgs { jsonl: true, .. } => Form::JsonLines,
            _ if stdout.is_terminal() => Form::Table(columns()),
            _ => Form::Plain,
        };
        Self {
            form,
            out: BufWriter::with_capacity(1 << 16, stdout.lock()),
        }
    }

    /// The form that was chosen.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Prints rows, each as an object or by its columns.
    pub fn rows<T: Serialize>(&mut self, rows: &[T], columns: &[Column<T>]) -> io::Result<()> {
        match self.form {
            Form::Table(width) => table::aligned(&mut self.out, rows, columns, width)?,
            Form::Plain => table::plain(&mut self.out, rows, columns)?,
            Form::Json => json::array(&mut self.out, rows)?,
            Form::JsonLines => json::lines(&mut self.out, rows)?,
        }
        self.out.flush()
    }

    /// Prints one object, in the JSON forms.
    pub fn object<T: Serialize>(&mut self, object: &T) -> io::Result<()> {
        json::lines(&mut self.out, std::slice::from_ref(object))?;
        self.out.flush()
    }

    /// Prints a text that has passed the gate.
    pub fn text(&mut self, text: crate::core::gate::ShownStr<'_>) -> io::Result<()> {
        self.out.write_all(text.as_str().as_bytes())?;
        self.out.flush()
    }
}

/// Columns of the terminal, or 80.
fn columns() -> u16 {
    crossterm::terminal::size().map_or(80, |(columns, _)| columns.max(20))
}
