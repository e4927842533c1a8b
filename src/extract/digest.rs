//! One file's text to an article: everything that is kept of it.
