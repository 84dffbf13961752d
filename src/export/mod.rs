//! A scene on disk. One file per format, one line each in [`EXPORTERS`].

mod png;
mod provenance;
mod svg;
mod write;

pub use png::{Pixels, rasterise};
pub use provenance::Provenance;
pub use svg::svg;
pub use write::write_file;

use crate::chronicle::{Basemap, Chronicle};
use crate::scene::View;
use crate::timeline::{Clock, Timeline};

/// What an exporter is given: one instant in one view.
#[derive(Clone, Copy)]
pub struct Still<'a> {
    /// The records.
    pub chronicle: &'a Chronicle,
    /// The base map.
    pub basemap: &'a Basemap,
    /// The index.
    pub timeline: &'a Timeline,
    /// The instant.
    pub clock: Clock,
    /// The view.
    pub view: &'a View,
    /// What to call the chronicle in the command that makes the file again: a path, or `None` for the built-in one.
    pub opened_as: Option<&'a str>,
}

/// A file format.
pub trait Exporter: Sync {
    /// The file ending, without a dot.
    fn extension(&self) -> &'static str;
    /// For the menu.
    fn label(&self) -> &'static str;
    /// One sentence for `--help` and the tooltip.
    fn doc(&self) -> &'static str;
    /// The bytes of the file. The same still gives the same bytes on every machine.
    ///
    /// # Errors
    /// When the view cannot be drawn (a size out of range).
    fn bytes(&self, still: Still<'_>) -> Result<Vec<u8>, ExportError>;
}

/// Every format.
pub static EXPORTERS: &[&dyn Exporter] = &[];

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// An ending no exporter has.
    #[error("expected a file ending in {known}, found \"{found}\"")]
    UnknownFormat {
        /// Endings that work.
        known: String,
        /// What was given.
        found: String,
    },
    /// A size that cannot be drawn.
    #[error("expected a size from 320x200 to 16384x16384, found {found}")]
    Size {
        /// What was given.
        found: String,
    },
    /// The file cannot be written.
    #[error("could not write the file ({why}): {path}")]
    Write {
        /// What the system says.
        why: String,
        /// Where.
        path: String,
    },
    /// The picture could not be drawn.
    #[error("could not draw the picture ({0})")]
    Draw(String),
}
