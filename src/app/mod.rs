//! The whole program without a window: what is open, what is looked at, what the user may do about it.
//!
//! One frame: input becomes [`Action`]s, [`update()`] alone changes the [`State`], and what the world must do comes back
//! as [`Effect`]s. Knows no toolkit, no threads and no files.

mod action;
mod axis;
mod chrome;
mod days;
mod document;
mod edit;
mod editing;
mod export_settings;
mod facets;
mod history;
mod joining;
mod keeping;
mod marking;
mod notice;
mod opening;
mod passages;
mod playback;
mod recent;
mod remembered;
mod screen;
mod search;
mod state;
mod update;
mod view_state;

pub use action::{Action, Effect};
pub use axis::{Axis, AxisWindow, Ruler, Stretch};
pub use chrome::{Chrome, Facet, Panel, Section, TEXT_PERCENTS, Widths};
pub use days::Days;
pub use document::Document;
pub use editing::{ChroniclePage, Editing};
pub use export_settings::ExportSettings;
pub use facets::{Facets, is_doubtful};
pub use history::{Edit, History, UndoPoint};
pub use joining::{Dispute, JoinedDocument, Unfinished};
pub use keeping::{DiskNews, Keeping};
pub use marking::{MarkStep, marked_after, without_blanks};
pub use notice::{Notice, Tone};
pub use passages::{Passage, passages};
pub use playback::{Playback, SPEED_LIMITS, SPEEDS};
pub use recent::{Recent, Recents};
pub use remembered::Remembered;
pub use screen::Screen;
pub use search::{SearchGroup, SearchHit, SearchResults, SearchTarget, answers, search};
pub use state::{Filtered, SourceReader, State};
pub use update::update;
pub use view_state::{Camera, ViewState};
