//! The tables of an index, and every question that is put to them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{
    Connection, Error, ErrorCode, OptionalExtension, Result, Row, Statement, Transaction,
};

use crate::clip::facts::Facts;
use crate::store::article_numbers::NumberedFile;
use crate::store::folder::FoundFile;

/// How long another program that writes at the same moment is waited for. What could not be kept in time is computed
/// once more.
const PATIENCE: Duration = Duration::from_millis(200);

/// A text is far longer than what lists say of it, so that each part has a table of its own: lists are read without
/// passing over texts. Pages have room for one text on average, in bytes.
const CREATE: &str = "
    PRAGMA page_size = 8192;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS listed (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, facts BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, facts BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS names (id INTEGER PRIMARY KEY, facts BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS whole (name TEXT PRIMARY KEY, facts BLOB NOT NULL);
";

/// The names of the tables, in the order of [`Facts`].
const TABLES: [&str; 3] = ["listed", "texts", "names"];

/// The parts of an article, from what lists say on.
pub(super) type Parts = Vec<Vec<u8>>;

/// Opens the file of an index, or makes it.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(CREATE)?;
    Ok(connection)
}

/// Whether the file is not what was written.
pub(super) fn is_damage(error: &Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

/// The parts of some articles as far as they are asked for; nothing of those that have fewer.
pub(super) fn parts(
    connection: &mut Connection,
    files: &[NumberedFile],
    facts: Facts,
) -> Result<Vec<Option<Parts>>> {
    let mut statement = connection.prepare_cached(match facts {
        Facts::Head | Facts::Listed => "SELECT facts FROM listed WHERE path = ?1",
        Facts::Text => {
            "SELECT listed.facts, texts.facts FROM listed JOIN texts USING (id) WHERE path = ?1"
        }
        Facts::Names => {
            "SELECT listed.facts, texts.facts, names.facts \
             FROM listed JOIN texts USING (id) JOIN names USING (id) WHERE path = ?1"
        }
    })?;
    let parts = files.iter().map(|file| one(&mut statement, file.path));
    parts.collect()
}

fn one(statement: &mut Statement<'_>, path: &Path) -> Result<Option<Parts>> {
    let columns = statement.column_count();
    let parts = |row: &Row<'_>| (0..columns).map(|at| row.get(at)).collect();
    statement.query_row([bytes_of(path)], parts).optional()
}

/// Every path with what lists say, sorted by path.
pub(super) fn listed(connection: &mut Connection) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut statement = connection.prepare("SELECT path, facts FROM listed ORDER BY path")?;
    let row = |row: &Row<'_>| Ok((path_of(row.get_ref(0)?.as_blob()?), row.get(1)?));
    statement.query_map([], row)?.collect()
}

/// Writes the parts of articles, all of them or none.
pub(super) fn write(connection: &mut Connection, articles: &[(PathBuf, Parts)]) -> Result<()> {
    let all = connection.transaction()?;
    for (path, parts) in articles {
        let mut parts = parts.iter().zip(TABLES);
        let Some((listed, _)) = parts.next() else {
            continue;
        };
        let id = write_listed(&all, path, listed)?;
        for (facts, table) in parts {
            let insert = format!("INSERT OR REPLACE INTO {table} (id, facts) VALUES (?1, ?2)");
            all.prepare_cached(&insert)?.execute((id, facts))?;
        }
    }
    all.commit()
}

/// Writes what lists say of an article, and gives its row.
fn write_listed(all: &Transaction<'_>, path: &Path, facts: &[u8]) -> Result<i64> {
    let mut statement = all.prepare_cached(
        "INSERT INTO listed (path, facts) VALUES (?1, ?2) \
         ON CONFLICT (path) DO UPDATE SET facts = excluded.facts RETURNING id",
    )?;
    statement.query_row((bytes_of(path), facts), |row| row.get(0))
}

/// What is kept under a name of the library as a whole.
pub(super) fn whole(connection: &mut Connection, name: &str) -> Result<Option<Vec<u8>>> {
    let mut statement = connection.prepare_cached("SELECT facts FROM whole WHERE name = ?1")?;
    statement.query_row([name], |row| row.get(0)).optional()
}

/// Writes what is to be kept under a name of the library as a whole.
pub(super) fn write_whole(connection: &mut Connection, name: &str, facts: &[u8]) -> Result<()> {
    let insert = "INSERT OR REPLACE INTO whole (name, facts) VALUES (?1, ?2)";
    connection.execute(insert, (name, facts)).map(|_| ())
}

/// Removes the rows of articles that are not among these files.
pub(super) fn forget_others(connection: &mut Connection, files: &[FoundFile]) -> Result<()> {
    let [known, ..] = counts(connection)?;
    if usize::try_from(known).is_ok_and(|known| known <= files.len()) {
        return Ok(());
    }
    let there: HashSet<&[u8]> = files.iter().map(|file| bytes_of(&file.path)).collect();
    let all = connection.transaction()?;
    for id in others(&all, &there)? {
        for table in TABLES {
            all.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [id])?;
        }
    }
    all.commit()
}

/// The rows of articles whose paths are not among these.
fn others(all: &Transaction<'_>, there: &HashSet<&[u8]>) -> Result<Vec<i64>> {
    let mut statement = all.prepare("SELECT id, path FROM listed")?;
    let mut rows = statement.query([])?;
    let mut others = Vec::new();
    while let Some(row) = rows.next()? {
        if !there.contains(row.get_ref(1)?.as_blob()?) {
            others.push(row.get(0)?);
        }
    }
    Ok(others)
}

/// How many rows the tables have.
pub(super) fn counts(connection: &mut Connection) -> Result<[i64; 3]> {
    let mut counts = [0; 3];
    for (count, table) in counts.iter_mut().zip(TABLES) {
        let select = format!("SELECT count(*) FROM {table}");
        *count = connection.query_row(&select, [], |row| row.get(0))?;
    }
    Ok(counts)
}

fn bytes_of(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

/// A path that is no Unicode leads nowhere, and its file is read again.
#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
