//! The whole program without a window: what is open, what is looked at, what the user may do about it.
//!
//! One frame: input becomes [`Action`]s, [`update()`] alone changes the [`State`], and what the world must do comes back
//! as [`Effect`]s. Knows no toolkit, no threads and no files.

mod action;
mod asides;
mod axis;
mod days;
mod document;
mod export_settings;
mod history;
mod notice;
mod panels;
mod passages;
mod playback;
mod search;
mod state;
mod update;

pub use action::{Action, Effect};
pub use asides::{Asides, is_doubtful};
pub use axis::{Axis, Ruler, Stretch, Window};
pub use days::Days;
pub use document::Document;
pub use export_settings::{ExportSettings, Over};
pub use history::{History, Look};
pub use notice::{Notice, Tone};
pub use panels::{Facet, Panel, Section, TEXT_PERCENTS, Widths};
pub use passages::{Passage, passages};
pub use playback::{Playback, SPEEDS, step_days};
pub use search::{Found, Group, Results, Target, answers, search};
pub use state::{Camera, Filtered, Reader, Remembered, State};
pub use update::update;
