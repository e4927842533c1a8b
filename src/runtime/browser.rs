//! Opening a page: the system's opener gets one address as one argument, and no shell sees it.

use std::env;
use std::process::Stdio;

/// What became of it.
#[derive(Debug)]
pub enum Opened {
    /// The opener was started.
    Started,
    /// There is no browser here, as over SSH: the address shall be copied and shown.
    Nowhere,
    /// The opener could not be started.
    Failed(std::io::Error),
}

/// Opens an address that was judged before; see [`crate::core::address::opening`].
pub fn open(address: &str) -> Opened {
    if !has_browser() {
        return Opened::Nowhere;
    }
    for mut opener in open::commands(address) {
        opener
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        match opener.spawn() {
            Ok(_) => return Opened::Started,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Opened::Failed(error),
        }
    }
    Opened::Nowhere
}

/// Whether a browser can be seen from this terminal.
fn has_browser() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let remote = set("SSH_CONNECTION") || set("SSH_TTY") || set("SSH_CLIENT");
    let display = cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY");
    display && !remote
}
