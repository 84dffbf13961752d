//! A scene on disk. One file per format, one line each in [`EXPORTERS`].

mod bands;
mod base;
mod command;
mod data;
mod dots;
mod escape;
mod film;
mod number;
mod options;
mod order;
mod page;
mod paint;
mod pdf;
mod png;
mod presets;
mod provenance;
mod relief;
mod sheet;
mod svg;
mod svg_elements;
mod tiles;
mod write;

pub use base::Base;
pub use command::command;
pub use escape::escape;
pub use film::HOLD_S;
pub use options::Options;
pub use order::{Order, Pace, Span, Unwatched, Watch, When};
pub use page::{LARGE_PX as PAGE_MAP_PX, page_map};
pub use png::{Pixels, rasterise};
pub use presets::{PRESETS, Preset, page_pt};
pub use provenance::Provenance;
pub use sheet::{scene, scenes};
pub use svg::svg;
pub use write::{Aside, write_aside, write_file};

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

/// The exporter of an ending; of one there is none for, the first of all.
pub fn exporter_or_first(ending: &str) -> &'static dyn Exporter {
    EXPORTERS.iter().copied().find(|exporter| exporter.extension() == ending).unwrap_or(&png::Png)
}

/// A file format.
pub trait Exporter: Sync {
    /// The file ending, without a dot.
    fn extension(&self) -> &'static str;
    /// For the menu.
    fn label(&self) -> &'static str;
    /// One sentence for `--help` and the tooltip.
    fn doc(&self) -> &'static str;
    /// Of what it can be made.
    fn spans(&self) -> &'static [Span];
    /// What of an order it looks at.
    fn options(&self) -> Options {
        Options::usual(self.spans())
    }
    /// Writes the file. The same order gives the same bytes on every machine; where that is not held to, see
    /// [`Exporter::agree`].
    ///
    /// # Errors
    /// When the view cannot be drawn (a size out of range), the file cannot be written, or the watcher stops it.
    fn write(&self, order: Order<'_>, to: &mut dyn std::io::Write, watch: &dyn Watch) -> Result<(), ExportError>;
    /// The [`Provenance`] a file of this format carries, as JSON; none where it is not Dateline's.
    fn provenance(&self, bytes: &[u8]) -> Option<String>;
    /// Whether a file was made of the same pictures as one just made, though its bytes are others: for formats whose
    /// encoder may decide otherwise on another kind of machine.
    fn agree(&self, _file: &[u8], _made: &[u8]) -> bool {
        false
    }
}

impl dyn Exporter + '_ {
    /// The file in memory.
    ///
    /// # Errors
    /// As [`Exporter::write`].
    pub fn bytes(&self, order: Order<'_>) -> Result<Vec<u8>, ExportError> {
        let mut bytes = Vec::new();
        self.write(order, &mut bytes, &Unwatched)?;
        Ok(bytes)
    }
}

/// Every format.
pub static EXPORTERS: &[&dyn Exporter] = &[
    &png::Png,
    &svg::Svg,
    &pdf::Pdf,
    &film::Gif,
    #[cfg(feature = "film")]
    &film::Mp4,
    &page::Page,
    &data::GeoJson,
    &data::Kml,
    &data::Csv,
    &data::TimelineJs,
    &data::BagIt,
];

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
    /// More days than a page has room for.
    #[error("{}", crowded(*room, *found))]
    Days {
        /// How many fit.
        room: usize,
        /// How many were asked for.
        found: usize,
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
    /// What the bytes are written to fails.
    #[error("could not write the file ({0})")]
    Io(#[from] std::io::Error),
    /// The chronicle's own files cannot be carried.
    #[error("could not carry the chronicle's files ({0})")]
    Files(String),
    /// The watcher stopped it.
    #[error("stopped; nothing was written")]
    Cancelled,
}

fn crowded(room: usize, found: usize) -> String {
    match room {
        0 => "expected a page with room for at least one small map, found a smaller one; take a larger size".to_owned(),
        1 => format!("expected 1 day on a page of this size, found {found}; take fewer days or a larger size"),
        _ => format!(
            "expected at most {room} days on a page of this size, found {found}; take fewer days or a larger size"
        ),
    }
}
