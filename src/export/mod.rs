//! A scene on disk. One file per format, one line each in [`EXPORTERS`].

mod dots;
mod number;
mod paint;
mod png;
mod presets;
mod provenance;
mod relief;
mod svg;
mod tiles;
mod write;

pub use png::{Base, Pixels, rasterise};
pub use presets::{PRESETS, Preset};
pub use provenance::Provenance;
pub use svg::svg;
pub use write::write_file;

use crate::chronicle::{Basis, Chronicle};
use crate::scene::{Atlas, Inputs, View};
use crate::timeline::{Clock, Timeline, Timeslice};

/// What an exporter is given: one instant in one view.
#[derive(Clone, Copy, Debug)]
pub struct Still<'a> {
    /// The records.
    pub chronicle: &'a Chronicle,
    /// Its geometry and that of the base map.
    pub atlas: &'a Atlas,
    /// The index.
    pub timeline: &'a Timeline,
    /// The instant.
    pub clock: Clock,
    /// The view.
    pub view: &'a View,
    /// What to call the chronicle in the command that makes the file again: a path, or `None` for the built-in one.
    pub opened_as: Option<&'a str>,
}

/// A larger picture would need more than a gigabyte of memory.
const MOST_PIXELS: f64 = 64e6;

impl<'a> Still<'a> {
    /// What the scene is built from.
    pub fn inputs(self, slice: &'a Timeslice) -> Inputs<'a> {
        Inputs { chronicle: self.chronicle, atlas: self.atlas, timeline: self.timeline, slice, view: self.view }
    }

    /// The size of the picture, px.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn checked_size(self) -> Result<[f64; 2], ExportError> {
        let [width, height] = self.view.size_px;
        let sides = (320.0..=16_384.0).contains(&width) && (200.0..=16_384.0).contains(&height);
        let fits = sides && width * height <= MOST_PIXELS;
        if fits { Ok([width, height]) } else { Err(ExportError::Size { found: format!("{width}x{height}") }) }
    }
}

/// The exporter for a path, by its ending.
///
/// # Errors
/// When no exporter has that ending; the message lists those that exist.
pub fn exporter_for(path: &std::path::Path) -> Result<&'static dyn Exporter, ExportError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    EXPORTERS.iter().copied().find(|exporter| exporter.extension() == ending).ok_or_else(|| {
        let known: Vec<String> = EXPORTERS.iter().map(|exporter| format!(".{}", exporter.extension())).collect();
        ExportError::UnknownFormat { known: known.join(" or "), found: path.display().to_string() }
    })
}

fn shown(view: &View, basis: Basis) -> bool {
    match basis {
        Basis::Documents => view.shows("documents"),
        Basis::Reference => view.reference(),
    }
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
pub static EXPORTERS: &[&dyn Exporter] = &[&png::Png, &svg::Svg];

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
    #[error("expected a size from 320x200 to 16384x16384 and no more than 64 million pixels, found {found}")]
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
