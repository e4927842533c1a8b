//! What a folder can hold besides honest files: pipes, sockets, links that lead astray, and files
//! too large to be read whole.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use postil::store::folder::SkipReason;

/// Files that are listed, by path.
pub const LISTED: [&str; 4] = ["line.md", "sparse.md", "table.md", "unreadable.md"];
/// Bytes of the line that is longer than what is read at first.
const LINE: usize = 3 << 20;
/// Cells across and down of the large table.
const TABLE: (usize, usize) = (800, 800);

/// Fills a folder, and says what of it is not read and why, by path.
pub fn make(folder: &Path) -> Vec<(PathBuf, SkipReason)> {
    let place = |name: &str| folder.join(name);
    let made = Command::new("mkfifo").arg(place("pipe.md")).status();
    assert!(made.unwrap().success());
    UnixListener::bind(place("socket.md")).unwrap();
    let links = [
        ("dangling.md", "gone", SkipReason::LinkBroken),
        ("endless.md", "/dev/zero", SkipReason::LinkOutside),
        ("here", ".", SkipReason::LinkInside),
        ("outside.md", "/etc/passwd", SkipReason::LinkOutside),
        ("parent", "..", SkipReason::LinkOutside),
        ("ring-a.md", "ring-b.md", SkipReason::LinkLoop),
        ("ring-b.md", "ring-a.md", SkipReason::LinkLoop),
    ];
    let mut skipped: Vec<(PathBuf, SkipReason)> = ["pipe.md", "socket.md"]
        .map(|name| (name.into(), SkipReason::NotAFile))
        .into();
    for (name, target, reason) in links {
        symlink(target, place(name)).unwrap();
        skipped.push((name.into(), reason));
    }
    fs::create_dir(place("folder.md")).unwrap();
    large(
        &place("sparse.md"),
        b"---\ntitle: Sparse\n---\nBefore.\n",
        1 << 30,
    );
    large(&place("line.md"), &vec![b'x'; LINE], 100 << 20);
    fs::write(place("table.md"), super::floods::table(TABLE)).unwrap();
    fs::write(place("unreadable.md"), "Closed.").unwrap();
    let closed = fs::Permissions::from_mode(0o000);
    fs::set_permissions(place("unreadable.md"), closed).unwrap();
    skipped.sort_by(|a, b| a.0.cmp(&b.0));
    skipped
}

/// A file with a beginning, and a hole up to its length.
fn large(path: &Path, beginning: &[u8], length: u64) {
    let mut file = File::create(path).unwrap();
    file.write_all(beginning).unwrap();
    file.set_len(length).unwrap();
}
