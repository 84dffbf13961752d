//! Tests of Dateline as its users meet it, one binary for all: a module for each thing that is tested, `world` and
//! `driven` to set it up. `cargo test --test it film::` runs one module.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::print_stdout, reason = "what is measured is reported")]
#![allow(clippy::disallowed_methods, reason = "tests look at the clock, and what they compute is no file")]

mod world;

mod architecture;
mod broken;
mod cases;
mod check;
mod chronicles;
mod data_exports;
mod dependencies;
mod editors;
mod export;
mod fuzz;
mod general;
mod import_screen;
mod importing;
mod killed;
mod labels;
mod languages;
mod named;
mod page;
mod palette;
mod pdf;
mod propose;
mod reading_lines;
mod report;
mod rooms;
mod rows;
mod scene_svg;
mod tables;
mod tiles;
mod worked_case;

#[cfg(feature = "film")]
mod film;

#[cfg(feature = "gui")]
mod access;
#[cfg(feature = "gui")]
mod adding;
#[cfg(feature = "gui")]
mod any_window;
#[cfg(feature = "gui")]
mod cli;
#[cfg(feature = "gui")]
mod dialog;
#[cfg(feature = "gui")]
mod driven;
#[cfg(feature = "gui")]
mod editing;
#[cfg(feature = "gui")]
mod finding;
#[cfg(all(feature = "gui", feature = "film"))]
mod guide;
#[cfg(feature = "gui")]
mod keeping;
#[cfg(feature = "gui")]
mod online;
#[cfg(feature = "gui")]
mod parity;
#[cfg(feature = "gui")]
mod reading;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod real_window;
#[cfg(feature = "gui")]
mod reviewing;
#[cfg(feature = "gui")]
mod room;
#[cfg(feature = "gui")]
mod start;
#[cfg(feature = "gui")]
mod timebar;
#[cfg(feature = "gui")]
mod whole_way;
#[cfg(feature = "gui")]
mod window;

#[cfg(all(unix, feature = "gui", feature = "film"))]
mod scripts;
mod stopping;
#[cfg(all(feature = "gui", feature = "film"))]
mod verify;
