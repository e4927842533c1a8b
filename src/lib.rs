//! **postil** shows a folder of clipped articles: the articles, the people, organisations and
//! places they name, and the sources they link to; finds anything in them as one types; and lets a
//! reader mark and annotate them with the keyboard.
//!
//! This page is the table of contents. Rooms look downward only, no files import one another in a circle, and
//! `tests/house` holds them to it. To decide where a line belongs, ask in this order: *Is it about the command line?*
//! `verbs`. *The terminal, threads, the clock?* `runtime`. *What happens next?* `app`. *One pane?* its file in `panes`.
//! *What two panes draw alike?* `ui`. *The disk?* `store`. *Finding?* `search`. *Annotations?* `notes`. *More than one
//! article?* `library`. *Recognising a name?* `names`. *One clip?* `clip`. *A width?* `page`. *An address?* `web`. *A
//! key?* `input`. *Text, whatever it is of?* `text`. Only `store`, `runtime` and `verbs` touch the outside, and the
//! others take no type from them.
//!
//! # Three ways through
//!
//! *From a key to a frame*: `runtime::keyboard` reads bytes, `input::terminal_input` makes keys of them, `runtime::run`
//! hands them to `App::update` with the time; `app::keys` looks them up in `input::keymap`, `app::dispatch` gives the
//! command to the pane with the keyboard or to the owner that the table names; panes answer with requests
//! (`app::requests`), the app with effects, which `runtime::run` carries out; `app::draw` fills a buffer, and
//! `runtime::terminal` writes what differs. What takes the longer the larger the library is, such as the rows of a list,
//! a pane only wants made (`panes::list_work`): `runtime::lister` makes it, and until then the rows stay as they were.
//!
//! *From a file to a listed entity*: `store::folder` lists and reads it, `text::decode` makes text of its bytes,
//! `library::ingest` has its head read (`clip::front_matter`), its Markdown (`text::markdown`), its links
//! (`clip::document_links`) and its names (`names::pipeline`), and keeps an article; `library::linking` joins the names
//! of all articles to entities; `library::contents` answers the panes. What was found out is kept by
//! `store::library_index`, from which `store::load` takes it the next time, as long as the file is what it was.
//!
//! *From a highlight to the disk*: `app::annotations` makes a change of it, `notes::notebook` a revision, which the frame
//! shows; `runtime::annotation_worker` has `store::annotations` commit it, and says so when it would outlive a power
//! cut. What is typed into a note goes to its draft before it is shown (`runtime::draft_journal`).
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
    pub mod action; // the table of commands: every key, name, owner and help
    pub mod key; // a key as it is pressed, parsed from and printed as `ctrl-d` or `g g`
    pub mod key_list; // the key list of README and default config, printed from the table
    pub mod keymap; // keys to actions: the table overlaid by the reader's own keys
    pub mod mouse; // who has the mouse, and what it did
    pub mod terminal_input; // bytes of a terminal to keys, pastes, mouse and answers
}

/// Text of any kind: ranges, cleaning, decoding, Markdown, dates, sentences, language.
pub mod text {
    pub mod byte_set; // sets of bytes that every byte of a text is looked up in
    pub mod character_reference; // `&amp;` and `&#8212;`
    pub mod clean; // the gate: text from outside becomes `SafeText`, or never reaches a screen
    pub mod date; // days, months and years as clips write them
    pub mod decode; // bytes in any encoding to text
    pub mod document; // blocks of styled runs, each with the way back to its bytes
    pub mod key_line; // the line of a key in a YAML file
    pub mod language; // the language of a text, and how far names are found in it
    pub mod markdown; // Markdown and the HTML in it to a document
    pub mod path; // paths of articles in writing
    pub mod percent; // percent-encoding
    pub mod problem; // what is wrong with a file: where, why, what was done
    pub mod range; // byte ranges, and places
    pub mod sentences; // where sentences end; abbreviations and honorifics
    pub mod word_list; // lists of words that are data
}

/// Addresses: what is one page, what may be opened.
pub mod web {
    pub mod address; // what is one page: normalised, without trackers, by site
    pub mod homograph; // hosts that could be taken for another
    pub(crate) mod mirrors; // addresses that lead to a page by another host
    pub mod open_policy; // whether an address may be opened, and what is asked first
    pub mod page_kind; // what a page is, as far as its address tells
    pub mod trackers; // query parameters that say nothing about the page
}

/// A document at a width: rows, tables, places.
pub mod page {
    pub mod decor; // what a layout draws of its own: bars, bullets, labels
    pub mod layout; // a document at a width: rows of pieces
    pub mod locate; // cells to bytes, and back
    pub mod motion; // motions and text objects of a cursor
    pub mod plain; // rows as plain lines
    pub mod width; // columns that text takes
    pub mod wrap; // where a line breaks
}

/// One article: front matter, entities, citations.
pub mod clip {
    pub mod article; // one file: its head, and what is kept of its text
    pub mod article_set; // some articles, compressed
    pub mod citation; // one link to a page
    pub mod document_links; // the links of a document: citations, and links to other articles
    pub mod entity; // kinds, mentions, entities: a new kind begins here
    pub mod facts; // how much is known of an article
    pub mod front_matter; // the head of a clip: title, authors, days, tags, in any form
    pub mod read_limit; // how much of a long file is read
}

/// Recognising names: tokens, model, rules, one pipeline.
pub mod names {
    pub mod assets; // the lists and weights that the program carries
    pub mod model; // the trained model: features, weights, the best labels
    pub mod pipeline; // the ordered stages from a text to its names
    pub mod rules; // a file a stage
    pub mod span; // a name while the stages work on it
    pub mod tokens; // words, numbers and marks
    pub mod user_names; // names that the reader has added
}

/// Everything known of a folder: linking, corrections, lint.
pub mod library {
    pub mod contents; // the opened library: its articles, and the look-ups across them
    pub mod correction; // what a reader puts right about names: merge, split, rename, hide
    pub mod hints; // what is told of clips that could be better
    pub mod ingest; // a file to its article
    pub mod linked_entities; // what linking comes to: entities, hidden ones, pairs that may be one
    pub mod linking; // one name for one thing across articles
    pub mod lint; // hints: copies, empty bodies, odd days
    pub mod location; // where one can go, also in an article that is not read yet
    pub mod pair; // what joins two names: sentences, paragraphs, articles
    pub mod reading_position; // where each article was left
}

/// Annotations: anchors, revisions, forms in and out.
pub mod notes {
    pub mod anchor; // finding the place of an annotation again
    pub mod annotation; // a highlight, a note, tags; its revisions and their bytes
    pub mod annotation_text; // the text that anchors speak of, `plain-1`, frozen
    pub mod formats; // forms in and out: Markdown, W3C, CSV, Hypothesis, Web Clipper; references
    pub mod notebook; // all annotations; what stays when two people changed one; undo
    pub mod placement; // where each annotation is now, and how surely
}

/// Query, index, fuzzy matching, bodies.
pub mod search {
    pub mod bodies; // texts of all articles, packed and searched
    pub(crate) mod candidates; // strings of the fuzzy search, packed
    pub(crate) mod catalogue; // all that can be found by name
    pub mod condition; // what a candidate must meet beside its letters
    pub mod entity_forms; // the names that entities go by
    pub mod filter; // constraints such as `site:` and `after:`
    pub mod filter_matcher; // a filter applied to articles
    pub mod fold; // the form in which texts are compared
    pub mod fuzzy; // letters in their order: scores, typos, highlights
    pub mod hit; // what a search finds
    pub mod index; // the index, and an answer while a query is typed
    pub mod items; // what can be found by name
    pub(crate) mod label; // labels as the fuzzy search sees them
    pub(crate) mod letter_mask; // which letters a text holds, as bits
    pub mod named_filters; // filters by name: of the library, over those of the config
    pub mod nearest; // the word that was meant
    pub mod occurrences; // every stretch of one text that reads like the query
    pub mod passages; // the sentences that a query is about
    pub mod query; // the query language
    pub mod question; // what is asked of the index
    pub mod rank; // the order of hits: whole words, beginnings, insides, then points
    pub(crate) mod readings; // how East Asian words are read, in brackets behind them
    pub(crate) mod stem; // endings taken off words
    pub(crate) mod substring; // substrings of folded texts
    pub mod typed_words; // what a match is in lists, menus and commands
    pub mod unmet; // what a filter asks for and no article has
    pub(crate) mod word_start; // where words begin
}

/// Articles, annotations and settings on disk.
pub mod store {
    pub mod annotations; // immutable revisions, a file each; committing one, and trying again
    pub mod article_numbers; // the number that a path keeps
    pub mod bundled; // the bundled library
    pub mod config; // the reader's config
    pub mod drafts; // what is being typed into a note
    pub mod error; // what can go wrong on disk
    pub mod file_system; // file operations as a trait, so that tests can make them fail
    pub mod folder; // a library on disk: listed and read without harm
    pub mod import_export; // files of annotations in and out
    pub mod journal; // files of lines that outlive the program
    pub mod library_files; // where the articles lie: a folder, or the program
    pub mod library_index; // what was found out about articles, kept between runs
    pub mod load; // files to articles, on all cores
    pub mod locate_annotations; // where every annotation is, reading what bears some
    pub mod reading_log; // what was read, and where it was left
    pub mod user_folders; // the program's own folders, by XDG
}

/// Theme and the widgets that panes share.
pub mod ui {
    pub mod ascii; // frames for terminals that know ASCII alone
    pub mod field; // a text field of one line
    pub mod frame; // border and title of a pane
    pub mod line; // one row, filled from both ends
    pub mod list; // cursor and window of a list
    pub mod paint; // rows of a layout in a theme's styles, with marks over them
    pub mod symbols; // signs around text
    pub mod text; // cleaned text into cells
    pub mod theme; // roles, and the styles that themes give them
}

/// One file a pane: state, update, drawing.
pub mod panes {
    pub mod annotations; // the list of annotations
    pub mod articles; // the list of articles
    pub mod dossier; // one entity
    pub mod entities; // the list of entities
    pub mod filters; // pinned filters, and those that a row offers
    pub mod help; // the keys
    pub mod list_rows; // rows of a list: grouped, folded, narrowed
    pub mod list_work; // lists that a thread of their own makes
    pub mod map; // which names stand in the same sentences
    pub mod note_editor; // a note of several lines
    pub mod opened; // the article in the reader
    pub mod outline; // its headings
    pub mod pair; // two names
    pub mod pane; // what every pane is
    pub mod pane_id; // the table of panes
    pub mod path_field; // the path of an export or import
    pub mod picker; // one of several, by typing
    pub mod place_list; // places with their sentences
    pub mod problems; // what is wrong with files
    pub mod question; // yes or no
    pub mod reader; // the article
    pub mod record; // one source
    pub mod request; // requests of panes, notices to them
    pub mod review; // annotations one by one
    pub mod search_box; // the box
    pub mod sentence_texts; // what a row stands for that quotes a sentence
    pub mod sort; // the menu of sort keys
    pub mod sort_key; // by what lists are sorted
    pub mod sources; // the list of sources
    pub mod tag_field; // the tags of an annotation
    pub mod variants; // two states of one annotation
}

/// The program as a state machine: no terminal, no thread, no clock.
pub mod app {
    pub mod annotations; // commands about annotations: mark, note, commit, review, import, export
    pub mod answer_time; // when a question may be answered
    pub mod answers; // what the last line says to a key that does nothing here
    pub mod awaited_lists; // what was asked of the thread that makes lists
    pub mod browser; // opening a page, after a question or not
    pub mod dialog; // the dialogs on the overlay stack
    pub mod dialog_queue; // dialogs that wait while something is typed
    pub mod dispatch; // commands to their owners
    pub mod draw; // the whole frame
    pub mod filters; // pinned filters
    pub mod hint_line; // the keys that help where the keyboard is
    pub mod jump_list; // back and forward
    pub mod keys; // keys to commands
    pub mod library_update; // the library as it grows and changes
    pub mod lists; // lists that another thread makes, and commands that wait for them
    pub mod message; // messages in, effects out
    pub mod mouse; // which pane the mouse means
    pub mod name_corrections; // commands that put names right
    pub mod named_filters; // pinned filters are given a name
    pub mod navigation; // going to a place
    pub mod overlay; // the stack of what lies over the panes
    pub mod panes; // the state of all panes
    pub mod reading_marks; // articles are marked: starred, later, unread
    pub mod requests; // what panes ask for
    pub mod screen; // the window's size to a rectangle for each pane
    pub mod start; // what was left before, and keys that came too early
    pub mod state; // the state machine
}

/// The loop, the terminal, the threads, doing the effects.
pub mod runtime {
    pub mod annotation_worker; // saves annotations, and hears of those of others
    pub mod bare_box; // the box alone over lines, for measuring
    pub mod browser; // the system's opener
    pub mod clipboard; // OSC 52, or tmux
    pub mod clock; // time and ids for the app
    pub mod draft_journal; // letters of a note to disk before they are shown
    pub mod editor; // the reader's own editor
    pub mod environment; // what the environment tells
    pub mod frame_pacing; // when a frame is drawn
    pub mod import_export; // exports and imports, for the worker
    pub mod keyboard; // the thread that reads the terminal
    pub mod lister; // the thread that makes lists
    pub mod load; // what is read of a library, and articles to be shown
    pub mod loader; // the thread that reads the library
    pub mod position_saver; // where articles are left, written after a rest
    pub mod run; // the loop
    pub mod searcher; // the thread that searches
    pub mod settings; // the config over the defaults
    pub mod signals; // signals, and the line that drops
    pub mod stderr; // messages on standard error
    pub mod terminal; // taken, drawn to, put back
    pub mod watch; // watching folders, and the debounce
    pub mod workers; // the threads and their channels
}

/// One file a sub-command: the headless twins of the panes.
pub mod verbs {
    pub mod annotations; // `postil annotations`
    pub mod check; // `postil check`
    pub mod completions; // `postil completions`
    pub mod config; // `postil config`
    pub mod curate; // `postil curate`
    pub mod doctor; // `postil doctor`
    pub mod entities; // `postil entities`
    pub mod explore; // `postil [LIBRARY]`, `postil demo`
    pub mod filters; // filters of every verb
    pub mod index; // `postil index`
    pub mod list; // `postil list`
    pub mod man; // `postil man`
    pub mod map; // `postil map`
    pub mod open_library; // which library a verb works on
    pub mod output; // tables, lines, JSON
    pub mod pair; // `postil pair`
    pub mod places; // places as JSON
    pub mod refused; // wrong usage
    pub mod report; // `postil report`
    pub mod search; // `postil search`
    pub mod show; // `postil show`
    pub mod sources; // `postil sources`
    pub mod tag; // `postil tag`
    pub mod timeline; // `postil timeline`
}
