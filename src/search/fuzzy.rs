//! Fuzzy scores of short strings.
