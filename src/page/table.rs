//! Tables at a width: columns where they fit, records where they do not.
