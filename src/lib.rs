//! **postil** shows a folder of clipped articles: the articles, the people, organisations and
//! places they name, and the sources they link to; finds anything in them as one types; and lets a
//! reader mark and annotate them with the keyboard.
//!
//! This page is the table of contents. Layers look downward only, and `tests/house.rs` holds them
//! to it. To decide where a line belongs, ask in this order: *Does it need the outside?* `runtime`
//! or `store`. *Does it decide what happens next?* `app`. *Does it belong to one pane?* that pane's
//! file. *Would two panes draw it alike?* `ui`. *Is it about a key?* `input`. *Is it about finding?*
//! `search`. *Does it need a width?* `page`. *Does it recognise something in text?* `extract`.
//! *Otherwise it says what something is*: `core`.
//!
//! # Vocabulary
//!
//! - **library**: the folder that was opened, and everything known about it
//! - **article**: one clipped file: front matter, text, where it came from
//! - **source range**: bytes `start..end` of an article's file, on character boundaries
//! - **place**: an article and a source range in it; everything that one can go to is a place
//! - **source**: a page that articles link to or were clipped from; grouped by **site**
//! - **citation**: one link in one article, with its anchor, sentence and section
//! - **entity**: a person, organisation, place … with its **mentions** as places
//! - **passage**: a paragraph of an article as a search target
//! - **annotation**: what a reader added: a highlight, a note, tags
//! - **problem**: something wrong with a file; never a failure to open it
//! - **action**: what a key means; **request**: what a pane asks of the app; **message**: what the
//!   world tells the app; **effect**: what the app asks of the world; **notice**: what the app
//!   tells all panes

/// What things are and mean.
pub mod core {
    pub mod address;
    pub mod anchor;
    pub mod annotation;
    pub mod article;
    pub mod citation;
    pub mod curation;
    pub mod date;
    pub mod decode;
    pub mod document;
    pub mod entity;
    pub mod exchange;
    pub mod front_matter;
    pub mod gate;
    pub mod hygiene;
    pub mod library;
    pub mod linked;
    pub mod markdown;
    pub mod notebook;
    pub mod path;
    pub mod placement;
    pub mod plain;
    pub mod problem;
    pub mod range;
    pub mod reading;
    pub mod stop;
}

/// A document at a width: rows, tables, places.
pub mod page {
    pub mod decor;
    pub mod layout;
    pub mod locate;
    pub mod motion;
    pub mod plain;
    pub mod width;
    pub mod wrap;
}

/// Names, citations and sentences found in a document.
pub mod extract {
    pub mod citations;
    pub mod digest;
    pub mod language;
    pub mod linking;
    pub mod names;
    pub mod sentences;
}

/// Query, candidates, fuzzy matching.
pub mod search {
    pub mod bodies;
    pub(crate) mod candidates;
    pub(crate) mod catalogue;
    pub mod condition;
    pub mod filter;
    pub mod fold;
    pub(crate) mod forms;
    pub mod fuzzy;
    pub mod hit;
    pub mod index;
    pub mod items;
    pub(crate) mod letters;
    pub mod occurrences;
    pub mod passages;
    pub mod query;
    pub mod question;
    pub mod rank;
}

/// Articles, annotations and settings on disk.
pub mod store {
    pub mod annotations;
    pub mod bundled;
    pub mod config;
    pub mod drafts;
    pub mod error;
    pub mod exchange;
    pub mod files;
    pub mod folder;
    pub mod folders;
    pub mod journal;
    pub mod load;
    pub mod numbering;
    pub mod placing;
    pub mod reading;
    pub mod shelf;
}

/// Keys, the table of commands, the keymap.
pub mod input {
    pub mod action;
    pub mod key;
    pub mod keymap;
    pub mod listing;
    pub mod pointer;
}

/// Theme and what panes share to draw.
pub mod ui {
    pub mod ascii;
    pub mod field;
    pub mod frame;
    pub mod line;
    pub mod list;
    pub mod paint;
    pub mod symbols;
    pub mod text;
    pub mod theme;
}

/// One file a pane: state, update, drawing.
pub mod panes {
    pub mod annotations;
    pub mod articles;
    pub mod dossier;
    pub mod entities;
    pub mod evidence;
    pub mod filters;
    pub mod help;
    pub mod map;
    pub mod note_editor;
    pub mod opened;
    pub mod outline;
    pub mod pane;
    pub mod path_field;
    pub mod picker;
    pub mod problems;
    pub mod question;
    pub mod reader;
    pub mod record;
    pub mod review;
    pub mod rows;
    pub mod search_box;
    pub mod sort;
    pub mod sources;
    pub mod tag_field;
    pub mod variants;
}

/// The program as a state machine: no terminal, no thread, no clock.
pub mod app {
    pub mod actions;
    pub mod annotating;
    pub mod curating;
    pub mod deciding;
    pub mod draw;
    pub mod exchanging;
    pub mod filtering;
    pub mod following;
    pub mod keeping;
    pub mod keys;
    pub mod message;
    pub mod panes;
    pub mod pointing;
    pub mod requests;
    pub mod reviewing;
    pub mod screen;
    pub mod state;
    pub mod trail;
    pub mod waiting;
    pub mod writing;
}

/// The loop, the terminal, the threads, doing the effects.
pub mod runtime {
    pub mod browser;
    pub mod clipboard;
    pub mod editor;
    pub mod exchange;
    pub mod find;
    pub mod journal;
    pub mod keeper;
    pub mod keyboard;
    pub mod load;
    pub mod loader;
    pub mod pace;
    pub mod reading;
    pub mod run;
    pub mod searcher;
    pub mod settings;
    pub mod signals;
    pub mod surroundings;
    pub mod terminal;
    pub mod watch;
    pub mod workers;
}

/// The headless twins of the panes, one file a sub-command.
pub mod verbs {
    pub mod annotations;
    pub mod check;
    pub mod completions;
    pub mod config;
    pub mod curate;
    pub mod doctor;
    pub mod entities;
    pub mod explore;
    pub mod filters;
    pub mod list;
    pub mod man;
    pub mod map;
    pub mod output;
    pub mod places;
    pub mod reading;
    pub mod search;
    pub mod show;
    pub mod sources;
    pub mod tag;
    pub mod timeline;
}
