//! Programs that are killed while they save, at random and at every system call, that save at the
//! same time, on a full disk or where they may not: nothing that was called saved is lost, nothing
//! is damaged, and what could not be saved is said.
//!
//! Short by default. `POSTIL_KILLS=10000` sets the number of random kills, `POSTIL_WRITERS=200` how
//! many notes each of eight writers saves, and `POSTIL_LONG=1` kills at every system call there is.
//! Killing at system calls needs `strace`, the full disk `unshare` and the rights to mount: those tests
//! count as ignored, and `cargo test -- --include-ignored` runs them, or fails where a tool is missing.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot do")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use postil::store::annotations::AnnotationStore;

/// The program that is killed; built here when the suite did not.
fn writer() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let program = profile.join("examples/annotate_many");
    if !program.exists() {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--example", "annotate_many"]);
        if profile.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success());
    }
    program
}

fn number(variable: &str, short: usize) -> usize {
    std::env::var(variable)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(short)
}

fn is_long() -> bool {
    std::env::var_os("POSTIL_LONG").is_some()
}

/// The names that a writer said are saved; a line that was cut short says nothing.
fn acknowledged(output: &str) -> Vec<String> {
    let whole = output
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n'));
    whole.map(|line| line.trim_end().to_owned()).collect()
}

/// Names of the revisions that are whole, after checking that nothing is damaged.
fn intact(folder: &Path) -> BTreeSet<String> {
    let fresh = AnnotationStore::at(folder).loader().refresh();
    assert_eq!(fresh.damaged, []);
    let name = |revision: &postil::notes::annotation::Revision| {
        format!("{}.{}.json", revision.annotation.id, revision.id)
    };
    fresh.revisions.iter().map(name).collect()
}

fn temporaries(folder: &Path) -> usize {
    let shards = fs::read_dir(folder).unwrap().flatten();
    let files = shards.flat_map(|shard| {
        fs::read_dir(shard.path())
            .into_iter()
            .flatten()
            .flatten()
            .chain([shard])
    });
    files
        .filter(|file| file.file_name().to_string_lossy().starts_with(".tmp-"))
        .count()
}

#[test]
fn random_kills_lose_nothing_that_was_called_saved() {
    let kills = number("POSTIL_KILLS", 60);
    let (folder, program) = (tempfile::tempdir().unwrap(), writer());
    let store = AnnotationStore::at(folder.path());
    let mut saved = Vec::new();
    for kill in 0..kills {
        let mut child = Command::new(&program)
            .args([folder.path().as_os_str(), "50".as_ref(), "ada".as_ref()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // After 0 to 8 milliseconds, in steps that never repeat the same one.
        std::thread::sleep(Duration::from_micros((kill as u64 * 2_971) % 8_000));
        child.kill().unwrap();
        let mut output = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut output)
            .unwrap();
        child.wait().unwrap();
        saved.extend(acknowledged(&output));
    }
    let there = intact(folder.path());
    let lost: Vec<_> = saved.iter().filter(|name| !there.contains(*name)).collect();
    println!(
        "{kills} kills: {} saved, {} lost, 0 damaged, {} temporary files left",
        saved.len(),
        lost.len(),
        temporaries(folder.path())
    );
    assert!(lost.is_empty(), "{lost:?}");
    let swept = store.sweep(SystemTime::now() + Duration::from_hours(25));
    println!(
        "swept: {} adopted, {} removed",
        swept.adopted, swept.removed
    );
    assert_eq!(temporaries(folder.path()), 0);
    assert!(there.is_subset(&intact(folder.path())));
}

#[test]
fn writers_at_the_same_time_lose_nothing() {
    let each = number("POSTIL_WRITERS", 12);
    let (folder, program) = (tempfile::tempdir().unwrap(), writer());
    let children: Vec<_> = (0..8)
        .map(|number| {
            let mut command = Command::new(&program);
            command
                .arg(folder.path())
                .arg(each.to_string())
                .arg(format!("writer {number}"));
            command.stdout(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut saved = BTreeSet::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        saved.extend(acknowledged(&String::from_utf8(output.stdout).unwrap()));
    }
    println!("8 writers: {} saved", saved.len());
    assert_eq!(saved.len(), 8 * each);
    assert_eq!(intact(folder.path()), saved);
    assert_eq!(temporaries(folder.path()), 0);
}

/// Runs the writer under `strace`.
fn traced(options: &[&str], folder: &Path, notes: usize) -> std::process::Output {
    let mut command = Command::new("strace");
    command
        .arg("-f")
        .args(options)
        .arg(writer())
        .arg(folder)
        .arg(notes.to_string())
        .arg("ada");
    command.output().unwrap()
}

/// How often each system call is made by a whole run, from the log of one.
fn calls(notes: usize) -> BTreeMap<String, usize> {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let run = traced(
        &["-o", log.to_str().unwrap()],
        &folder.path().join("a"),
        notes,
    );
    assert!(run.status.success(), "strace may not trace here: {run:?}");
    let mut calls = BTreeMap::new();
    for line in fs::read_to_string(log).unwrap().lines() {
        let line = line
            .split_once(' ')
            .map_or(line, |(_, call)| call.trim_start());
        if let Some((name, _)) = line.split_once('(').filter(|(name, _)| {
            name.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        }) {
            *calls.entry(name.to_owned()).or_default() += 1;
        }
    }
    calls
}

/// System calls that change what is on the disk.
const CHANGING: [&str; 6] = ["write", "fsync", "renameat2", "mkdir", "linkat", "unlink"];

#[test]
#[ignore = "needs strace"]
fn a_kill_at_any_system_call_leaves_yesterdays_and_what_was_called_saved() {
    let notes = if is_long() { 3 } else { 1 };
    let calls = calls(notes);
    let mut points = 0;
    for (name, count) in calls
        .into_iter()
        .filter(|(name, _)| is_long() || CHANGING.contains(&name.as_str()))
    {
        for at in 1..=count {
            let folder = tempfile::tempdir().unwrap();
            let yesterday = Command::new(writer())
                .arg(folder.path())
                .arg("1")
                .arg("bob")
                .output()
                .unwrap();
            let inject = format!("inject={name}:signal=KILL:when={at}");
            let output = traced(&["-o", "/dev/null", "-e", &inject], folder.path(), notes);
            let there = intact(folder.path());
            let mut saved = acknowledged(&String::from_utf8(yesterday.stdout).unwrap());
            saved.extend(acknowledged(&String::from_utf8(output.stdout).unwrap()));
            assert!(saved.iter().all(|name| there.contains(name)), "{inject}");
            points += 1;
        }
    }
    println!("{points} points to be killed at: 0 lost, 0 damaged");
    assert!(points >= 10);
}

#[test]
#[ignore = "needs strace"]
fn an_error_of_any_system_call_is_never_taken_for_success() {
    let calls = calls(1);
    let all: &[(&str, &str)] = &[
        ("write", "ENOSPC"),
        ("write", "EIO"),
        ("write", "EINTR"),
        ("fsync", "EIO"),
        ("renameat2", "EIO"),
        ("renameat2", "EINVAL"),
        ("openat", "EMFILE"),
        ("openat", "EROFS"),
        ("openat", "EACCES"),
        ("mkdir", "ENOSPC"),
        ("close", "EIO"),
        ("unlink", "EIO"),
    ];
    let few = [all[0], all[3], all[5]];
    let (mut points, mut named) = (0, 0);
    for (call, error) in if is_long() { all } else { &few } {
        for at in 1..=calls.get(*call).copied().unwrap_or(0) {
            let folder = tempfile::tempdir().unwrap();
            let inject = format!("inject={call}:error={error}:when={at}");
            let output = traced(&["-o", "/dev/null", "-e", &inject], folder.path(), 1);
            let there = intact(folder.path());
            let saved = acknowledged(&String::from_utf8(output.stdout).unwrap());
            assert!(saved.iter().all(|name| there.contains(name)), "{inject}");
            named += usize::from(!output.status.success() && !output.stderr.is_empty());
            points += 1;
        }
    }
    println!("{points} injected errors: 0 taken for success, {named} named");
    assert!(points > 5 && named > 0);
}

#[test]
#[ignore = "needs unshare, and the rights to mount"]
fn a_full_disk_is_said_and_what_was_saved_stays() {
    let (disk, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let script = "mount -t tmpfs -o size=96k none \"$1\" || exit 9; dd if=/dev/zero of=\"$1/ballast\" bs=1k count=24 2>/dev/null; \
        \"$2\" \"$1/a\" 100 ada; rm \"$1/ballast\"; \"$2\" \"$1/a\" 1 bob; cp -r \"$1/a/.\" \"$3\"";
    let output = Command::new("unshare")
        .args(["-m", "sh", "-c", script, "sh"])
        .arg(disk.path())
        .arg(writer())
        .arg(copy.path())
        .output();
    let output = output.unwrap();
    assert!(output.status.success(), "no private mount here: {output:?}");
    let saved: BTreeSet<_> = acknowledged(&String::from_utf8(output.stdout).unwrap())
        .into_iter()
        .collect();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("No space left on device"), "{errors}");
    assert!(!saved.is_empty() && saved.len() < 101);
    assert_eq!(intact(copy.path()), saved);
    assert_eq!(temporaries(copy.path()), 0);
}

#[test]
#[ignore = "needs setpriv, and the rights of root"]
fn a_folder_that_may_not_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    // The writer must lie where nobody in particular may run it.
    let program = folder.path().join("writer");
    fs::copy(writer(), &program).unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    let shell = "chmod 755 \"$1\" && chmod 555 \"$1/closed\" && exec setpriv --reuid=65534 --clear-groups \"$1/writer\" \"$1/closed\" 1 ada";
    let output = Command::new("sh")
        .args(["-c", shell, "sh"])
        .arg(folder.path())
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(
        errors.contains("closed") && errors.contains("Permission denied"),
        "{errors}"
    );
}
