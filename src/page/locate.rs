//! Rows and columns to source ranges, and back.
