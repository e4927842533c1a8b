//! Sentences of a document.
