//! Markdown to document: every run with the way back to its bytes.
