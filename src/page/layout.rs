//! A document at a width: rows of pieces.
