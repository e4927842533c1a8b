//! Where a line of styled text breaks.
