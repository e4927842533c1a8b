//! The explorer on a stage: what is seen, and what is done, without a terminal.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "explorer/contrast.rs"]
mod contrast;
#[path = "explorer/corrections.rs"]
mod corrections;
#[path = "explorer/every_command.rs"]
mod every_command;
#[path = "explorer/filters.rs"]
mod filters;
#[path = "explorer/frames.rs"]
mod frames;
#[path = "explorer/hint_line.rs"]
mod hint_line;
#[path = "explorer/import_export.rs"]
mod import_export;
#[path = "explorer/journeys.rs"]
mod journeys;
#[path = "explorer/mouse.rs"]
mod mouse;
#[path = "explorer/narrowing.rs"]
mod narrowing;
#[path = "explorer/pairs.rs"]
mod pairs;
#[path = "explorer/picture.rs"]
mod picture;
#[path = "explorer/questions.rs"]
mod questions;
#[path = "explorer/reader.rs"]
mod reader;
#[path = "explorer/review.rs"]
mod review;
#[path = "explorer/saving.rs"]
mod saving;
#[path = "explorer/search.rs"]
mod search;
#[path = "explorer/stage.rs"]
mod stage;
#[path = "explorer/start.rs"]
mod start;
#[path = "explorer/wide.rs"]
mod wide;
