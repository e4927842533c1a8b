//! Where the program's own files lie: by the XDG rules on every system.

use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, Xdg};

/// The name of the program's folders.
const NAME: &str = "postil";

/// Folders of the user's, each below the folder that the system has for its kind.
#[derive(Clone, Debug)]
pub struct Folders {
    /// Annotations of libraries that cannot be written, and of the bundled one.
    pub data: PathBuf,
    /// What was read, and drafts.
    pub state: PathBuf,
    /// What can be made again: indexes of libraries.
    pub cache: PathBuf,
    /// The config, which the program never writes.
    pub config: PathBuf,
    /// The home itself.
    pub home: PathBuf,
}

impl Folders {
    /// The folders of whoever runs the program; `None` for somebody without a home.
    pub fn of_user() -> Option<Self> {
        let base = Xdg::new().ok()?;
        let state = base
            .state_dir()
            .unwrap_or_else(|| base.home_dir().join(".local/state"));
        Some(Self {
            data: base.data_dir().join(NAME),
            state: state.join(NAME),
            cache: base.cache_dir().join(NAME),
            config: base.config_dir().join(NAME),
            home: base.home_dir().to_owned(),
        })
    }
}

/// A path in which `~` stands for the home.
pub fn below_home(path: &str, home: &Path) -> PathBuf {
    match path.strip_prefix("~/") {
        Some(rest) => home.join(rest),
        None if path == "~" => home.to_owned(),
        None => PathBuf::from(path),
    }
}
