//! Front matter as people and programs write it.
