//! The window. Draws the state and turns input into actions; nothing below knows egui.
//!
//! - [`run`](fn@run): opens it
//! - [`Window`]: one frame
//! - `map` is the only file that knows walkers; `painter` turns marks into shapes; `static_layers` rasterises what
//!   does not change while scrubbing on a thread of its own
//! - one file for each panel; `commands` is the table of everything that can be asked for

mod add;
mod announce;
mod bidi;
mod capture_pulse;
mod commands;
mod editor;
mod export;
mod filter_strip;
mod filters;
mod folder_names;
mod folders;
mod frame_times;
mod help;
mod icons;
mod import;
mod inspector;
mod keeping;
mod keycap;
mod left;
mod lines;
mod map;
mod marker;
mod motion;
mod multiples;
mod notices;
mod opening;
mod painter;
mod palette;
mod prewarm;
mod probe;
mod progress;
mod reader;
mod review;
mod run;
mod save_as;
mod sought;
mod splitter;
mod start;
mod static_layers;
mod text_panel;
mod theme;
mod timebar;
mod top_bar;
mod widgets;
mod window;

pub use run::{WindowError, WindowOptions, run};
pub use window::Window;
