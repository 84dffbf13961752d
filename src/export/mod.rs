//! A scene on disk. One file per format, one line each in [`EXPORTERS`].

mod bands;
mod base;
mod command;
mod data;
mod dots;
mod escape;
mod film;
mod job;
mod number;
mod options;
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

use crate::words;

pub use crate::jobs::{Cancelled, Progress, Unwatched};
pub use crate::timeline::{Coverage, CoverageKind};
pub use base::Base;
pub use command::command;
pub use escape::escape;
pub use film::HOLD_S;
pub use job::{Job, Pace};
pub use options::Options;
pub use page::{LARGE_PX as PAGE_MAP_PX, page_map};
pub use png::{Pixels, rasterise};
pub use presets::{PRESETS, Preset, page_pt};
pub use provenance::Provenance;
pub use sheet::{scene, scenes};
pub use svg::svg;
pub use write::{LARGEST_FILE, check_free, fill, write_file};

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
///
/// ```
/// use dateline::dataset::Dataset;
/// use dateline::export::{Coverage, Job, exporter_for};
/// use dateline::scene::{Theme, View};
/// use dateline::time::Moment;
///
/// let data = Dataset::open(None)?;
/// let view = View::still(data.chronicle.meta.bbox, [640.0, 400.0], Theme::Light);
/// let job = Job::new(&data, Coverage::At(Moment::parse("2021-08-13")?), view);
/// let svg = exporter_for("map.svg".as_ref())?;
/// let bytes = svg.bytes(&job)?;
/// assert!(bytes.starts_with(b"<svg"));
/// // The file carries the command that makes it again.
/// let told = svg.provenance(&bytes).ok_or("nothing told")?;
/// assert!(told.contains("dateline export --at 2021-08-13 --size 640x400"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Exporter: Sync {
    /// The file ending, without a dot.
    fn extension(&self) -> &'static str;
    /// For the menu.
    fn label(&self) -> &'static str;
    /// One sentence for `--help` and the tooltip.
    fn doc(&self) -> &'static str;
    /// Of what it can be made.
    fn covers(&self) -> &'static [CoverageKind];
    /// What of a job it looks at.
    fn options(&self) -> Options {
        Options::usual(self.covers())
    }
    /// Writes the file. The same job gives the same bytes on every machine.
    ///
    /// # Errors
    /// When the view cannot be drawn (a size out of range), the file cannot be written, or the watcher stops it.
    fn write(&self, job: &Job, to: &mut dyn std::io::Write, progress: &dyn Progress) -> Result<(), ExportError>;
    /// The [`Provenance`] a file of this format carries, as JSON; none where it is not Dateline's.
    fn provenance(&self, bytes: &[u8]) -> Option<String>;
    /// Pixels of all its pictures together, about: what making it costs. Of records none.
    fn pixels(&self, job: &Job) -> f64 {
        let Options { size, map, pace, .. } = self.options();
        let [width, height] = if size { job.view.size_px } else { PAGE_MAP_PX };
        let pictures = match (size, map, pace) {
            (_, false, _) => 0.0,
            (_, _, true) => job.days() * f64::from(job.pace.frames_per_day),
            (false, ..) => job.days(),
            (true, ..) => 1.0,
        };
        width * height * pictures
    }
}

impl dyn Exporter + '_ {
    /// The file in memory.
    ///
    /// # Errors
    /// As [`Exporter::write`].
    pub fn bytes(&self, job: &Job) -> Result<Vec<u8>, ExportError> {
        let mut bytes = Vec::new();
        self.write(job, &mut bytes, &Unwatched)?;
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

impl From<Cancelled> for ExportError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

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
    /// More than a page that is read over the net should have.
    #[error(
        "expected a page of at most {}, found records for about {}; take fewer days, or leave kinds or sources out",
        words::bytes(*most), words::bytes(*found)
    )]
    Large {
        /// What a page may have, bytes.
        most: u64,
        /// What the records alone take, bytes, about.
        found: u64,
    },
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] crate::files::WriteError),
    /// Something stands there that Dateline did not make.
    #[error("expected a new name, or a file that Dateline wrote, found another file (--force replaces it): {}", path.display())]
    Taken {
        /// The file or folder.
        path: std::path::PathBuf,
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
    /// Whoever waited for it stopped it.
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
