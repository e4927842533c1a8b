//! All articles, and the look-ups across them.
