//! Opening a page: the system's opener gets one address as one argument, and no shell sees it.

use std::process::Stdio;

use crate::runtime::environment;

/// What became of it.
#[derive(Debug)]
pub enum BrowserOutcome {
    /// The opener was started.
    Started,
    /// There is no browser here, as over SSH: the address shall be copied and shown.
    Nowhere,
    /// The opener could not be started.
    Failed(std::io::Error),
}

/// Opens an address that was judged before; see [`crate::web::open_policy`].
pub fn open(address: &str) -> BrowserOutcome {
    if !environment::browser().what {
        return BrowserOutcome::Nowhere;
    }
    for mut opener in open::commands(address) {
        opener
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        match opener.spawn() {
            Ok(_) => return BrowserOutcome::Started,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return BrowserOutcome::Failed(error),
        }
    }
    BrowserOutcome::Nowhere
}
