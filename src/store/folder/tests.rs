//! Folders as they really are: odd names, links, pipes, files too long to read at once.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use super::*;

fn names(listing: &FolderListing) -> Vec<String> {
    listing
        .files
        .iter()
        .map(|file| file.path.to_string_lossy().into_owned())
        .collect()
}

fn put(root: &Path, name: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "# A\n").unwrap();
}

#[test]
fn articles_are_known_by_their_ending_and_sorted() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "b.md",
        "a.MD",
        "c.Markdown",
        "d.mdown",
        "e.mkd",
        "x.txt",
        "noext",
        "sub/f.md",
        "two.md.md",
        ".hidden.md",
        ".obsidian/g.md",
        "annotations/h.md",
        "sub/annotations/i.md",
        "folder.md/j.md",
        "node_modules/k.md",
        "skipped/l.md",
        "-rf.md",
    ] {
        put(folder.path(), name);
    }
    fs::write(folder.path().join(".ignore"), "skipped/\n").unwrap();
    fs::write(folder.path().join(".gitignore"), "node_modules/\n").unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let listing = Folder::open(folder.path()).unwrap().walk();
    assert_eq!(
        names(&listing),
        [
            "-rf.md",
            "a.MD",
            "b.md",
            "c.Markdown",
            "d.mdown",
            "e.mkd",
            "folder.md/j.md",
            "node_modules/k.md",
            "sub/annotations/i.md",
            "sub/f.md",
            "two.md.md",
        ]
    );
    let skipped: Vec<_> = listing
        .skipped
        .iter()
        .map(|s| (s.path.to_str().unwrap(), &s.reason))
        .collect();
    assert_eq!(
        skipped,
        [
            (".git", &SkipReason::Hidden),
            (".hidden.md", &SkipReason::Hidden),
            (".obsidian", &SkipReason::Hidden),
            ("annotations", &SkipReason::Annotations),
        ]
    );
    assert!(
        listing
            .skipped
            .iter()
            .all(|skipped| skipped.problem().is_none())
    );
}

#[test]
fn links_and_what_is_no_file_are_named_and_never_opened() {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "secret.md");
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "a.md");
    put(root, "sub/b.md");
    symlink("loop-b.md", root.join("loop-a.md")).unwrap();
    symlink("loop-a.md", root.join("loop-b.md")).unwrap();
    symlink(".", root.join("self")).unwrap();
    symlink("..", root.join("parent")).unwrap();
    symlink(outside.path().join("secret.md"), root.join("outside.md")).unwrap();
    symlink(outside.path(), root.join("sub/away")).unwrap();
    symlink("gone", root.join("dangling.md")).unwrap();
    symlink("a.md", root.join("inside.md")).unwrap();
    symlink("/dev/zero", root.join("endless.md")).unwrap();
    let pipe = root.join("pipe.md");
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("s.md")).unwrap();

    let folder = Folder::open(root).unwrap();
    let listing = folder.walk();
    assert_eq!(names(&listing), ["a.md", "sub/b.md"]);
    let skipped: Vec<_> = listing
        .skipped
        .iter()
        .map(|s| (s.path.to_str().unwrap(), &s.reason))
        .collect();
    assert_eq!(
        skipped,
        [
            ("dangling.md", &SkipReason::LinkBroken),
            ("endless.md", &SkipReason::LinkOutside),
            ("inside.md", &SkipReason::LinkInside),
            ("loop-a.md", &SkipReason::LinkLoop),
            ("loop-b.md", &SkipReason::LinkLoop),
            ("outside.md", &SkipReason::LinkOutside),
            ("parent", &SkipReason::LinkOutside),
            ("pipe.md", &SkipReason::NotAFile),
            ("s.md", &SkipReason::NotAFile),
            ("self", &SkipReason::LinkInside),
            ("sub/away", &SkipReason::LinkOutside),
        ]
    );
    for path in [
        "pipe.md",
        "s.md",
        "endless.md",
        "outside.md",
        "sub/away/secret.md",
        "loop-a.md",
        "sub",
    ] {
        assert!(folder.read(Path::new(path)).is_err(), "{path}");
    }
}

#[test]
fn names_keep_their_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let odd: [&[u8]; 5] = [
        b"new\nline.md",
        b"esc\x1b]0;x\x07.md",
        b"invalid-\xff\xfe.md",
        b"cafe\xcc\x81.md",
        b"caf\xc3\xa9.md",
    ];
    for name in odd {
        fs::write(folder.path().join(OsStr::from_bytes(name)), name).unwrap();
    }
    let folder = Folder::open(folder.path()).unwrap();
    let listing = folder.walk();
    assert_eq!(listing.files.len(), odd.len());
    for file in listing.files {
        let read = folder.read(&file.path).unwrap();
        assert_eq!(read.bytes, file.path.as_os_str().as_bytes());
        assert_eq!(read.stamp, file.stamp);
    }
}

#[test]
fn long_files_are_read_in_part() {
    let folder = tempfile::tempdir().unwrap();
    let path = Path::new("long.md");
    let file = fs::File::create(folder.path().join(path)).unwrap();
    file.set_len(1 << 30).unwrap();
    let folder = Folder::open(folder.path()).unwrap();
    let read = folder.read(path).unwrap();
    assert_eq!(
        (read.bytes.len() as u64, read.stamp.size, read.whole),
        (FIRST, 1 << 30, false)
    );
    assert_eq!(read.problem().unwrap().code, "file-size");
    let more = folder.read_up_to(path, 3 << 20).unwrap();
    assert_eq!((more.bytes.len(), more.whole), (3 << 20, false));

    file.set_len(WHOLE).unwrap();
    let read = folder.read(path).unwrap();
    assert_eq!(
        (read.bytes.len() as u64, read.whole, read.problem()),
        (WHOLE, true, None)
    );
}

#[test]
fn a_library_may_be_one_file() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.md");
    put(folder.path(), "b.md");
    let only = Folder::open(&folder.path().join("a.md")).unwrap();
    assert_eq!(names(&only.walk()), ["a.md"]);
    assert_eq!(only.name().as_str(), "a.md");
    assert_eq!(only.read(Path::new("a.md")).unwrap().bytes, b"# A\n");
    fs::remove_file(folder.path().join("a.md")).unwrap();
    assert_eq!(only.walk().skipped.len(), 1);
    assert!(matches!(
        Folder::open(&folder.path().join("a.md")),
        Err(StoreError::Missing(_))
    ));
    assert!(matches!(
        Folder::open(Path::new("/dev/null")),
        Err(StoreError::NotAFile(_))
    ));
}

#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "open.md");
    put(folder.path(), "locked.md");
    put(folder.path(), "closed/x.md");
    let close = |name: &str, mode: u32| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    close("locked.md", 0);
    close("closed", 0);
    let library = Folder::open(folder.path()).unwrap();
    let listing = library.walk();
    let locked = library.read(Path::new("locked.md"));
    close("closed", 0o700);
    if rustix::process::geteuid().is_root() {
        eprintln!("as root nothing is locked: not tried");
        return;
    }
    assert_eq!(names(&listing), ["locked.md", "open.md"]);
    assert!(matches!(
        listing.skipped[0].reason,
        SkipReason::Unreadable(_)
    ));
    assert!(matches!(locked, Err(StoreError::Closed(_))));
}
