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

/// Keys, the bytes of a terminal, the table of commands, the keymap.
pub mod input {
    pub mod action;
    pub mod key;
    pub mod key_list;
    pub mod keymap;
    pub mod mouse;
    pub mod terminal_input; // the bytes of a terminal: keys, pastes, the mouse, its answers
}

/// Text of any kind: ranges, cleaning, decoding, Markdown, dates, sentences, language.
pub mod text {
    pub mod character_reference;
    pub mod clean;
    pub mod date;
    pub mod decode;
    pub mod document;
    pub mod key_line;
    pub mod language;
    pub mod markdown;
    pub mod path;
    pub mod percent;
    pub mod problem;
    pub mod range;
    pub mod sentences;
    pub mod word_list;
}

/// Addresses: what is one page, what may be opened.
pub mod web {
    pub mod address;
    pub mod homograph;
    pub mod open_policy;
    pub mod trackers;
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

/// One article: front matter, entities, citations.
pub mod clip {
    pub mod article;
    pub mod citation;
    pub mod document_links;
    pub mod entity;
    pub mod front_matter;
    pub mod read_limit;
}

/// Recognising names: tokens, model, rules, one pipeline.
pub mod names {
    pub mod assets;
    pub mod model;
    pub mod pipeline;
    pub mod rules;
    pub mod span;
    pub mod tokens;
    pub mod user_names;
}

/// Everything known of a folder: linking, corrections, lint.
pub mod library {
    pub mod contents;
    pub mod correction;
    pub mod ingest;
    pub mod linked_entities;
    pub mod linking;
    pub mod lint;
    pub mod location;
    pub mod reading_position;
}

/// Annotations: anchors, revisions, forms in and out.
pub mod notes {
    pub mod anchor;
    pub mod annotation;
    pub mod annotation_text;
    pub mod formats;
    pub mod notebook;
    pub mod placement;
}

/// Query, index, fuzzy matching, bodies.
pub mod search {
    pub mod bodies;
    pub(crate) mod candidates;
    pub(crate) mod catalogue;
    pub mod condition;
    pub mod filter;
    pub mod filter_matcher;
    pub mod fold;
    pub mod fuzzy;
    pub mod hit;
    pub mod index;
    pub mod items;
    pub(crate) mod label;
    pub(crate) mod letter_mask;
    pub mod occurrences;
    pub mod passages;
    pub mod query;
    pub mod question;
    pub mod rank;
    pub(crate) mod stem;
    pub(crate) mod substring;
    pub(crate) mod word_start;
}

/// Articles, annotations and settings on disk.
pub mod store {
    pub mod annotations;
    pub mod bundled;
    pub mod config;
    pub mod drafts;
    pub mod error;
    pub mod file_system;
    pub mod folder;
    pub mod import_export;
    pub mod journal;
    pub mod library_files;
    pub mod load;
    pub mod locate_annotations;
    pub mod numbering;
    pub mod reading_log;
    pub mod user_folders;
}

/// Theme and the widgets that panes share.
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
    pub mod filters;
    pub mod help;
    pub mod list_rows;
    pub mod map;
    pub mod note_editor;
    pub mod opened;
    pub mod outline;
    pub mod pane;
    pub mod pane_id;
    pub mod path_field;
    pub mod picker;
    pub mod place_list;
    pub mod problems;
    pub mod question;
    pub mod reader;
    pub mod record;
    pub mod request;
    pub mod review;
    pub mod search_box;
    pub mod sort;
    pub mod sort_key;
    pub mod sources;
    pub mod tag_field;
    pub mod variants;
}

/// The program as a state machine: no terminal, no thread, no clock.
pub mod app {
    pub mod annotations;
    pub mod answers;
    pub mod browser;
    pub mod dialog;
    pub mod dialog_queue;
    pub mod dispatch;
    pub mod draw;
    pub mod filters;
    pub mod hint_line;
    pub mod jump_list;
    pub mod keys;
    pub mod library_update;
    pub mod message;
    pub mod mouse;
    pub mod name_corrections;
    pub mod navigation;
    pub mod overlay;
    pub mod panes;
    pub mod requests;
    pub mod screen;
    pub mod state;
}

/// The loop, the terminal, the threads, doing the effects.
pub mod runtime {
    pub mod annotation_worker;
    pub mod bare_box;
    pub mod browser;
    pub mod clipboard;
    pub mod clock;
    pub mod draft_journal;
    pub mod editor;
    pub mod environment;
    pub mod frame_pacing;
    pub mod import_export;
    pub mod keyboard;
    pub mod load;
    pub mod loader;
    pub mod position_saver;
    pub mod run;
    pub mod searcher;
    pub mod settings;
    pub mod signals;
    pub mod stderr;
    pub mod terminal;
    pub mod watch;
    pub mod workers;
}

/// One file a sub-command: the headless twins of the panes.
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
    pub mod open_library;
    pub mod output;
    pub mod places;
    pub mod search;
    pub mod show;
    pub mod sources;
    pub mod tag;
    pub mod timeline;
}
