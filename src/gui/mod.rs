//! The window. Draws the state and turns input into actions; nothing below knows egui.
//!
//! - [`run`](fn@run): opens it
//! - [`Window`]: one frame
//! - `map` is the only file that knows walkers; `painter` turns marks into shapes; `plates` rasterises what does not
//!   change while scrubbing on a thread of its own
//! - one file for each panel; `commands` is the table of everything that can be asked for

mod announce;
mod commands;
mod edge;
mod export;
mod filter_strip;
mod filters;
mod fresh;
mod help;
mod icons;
mod inspector;
mod left;
mod lines;
mod map;
mod measure;
mod motion;
mod multiples;
mod notices;
mod painter;
mod palette;
mod plates;
mod probe;
mod reader;
mod rehearsal;
mod run;
mod tell;
mod theme;
mod timebar;
mod top_bar;
mod twin;
mod widgets;
mod window;

pub use run::{Options, WindowError, run};
pub use window::Window;
