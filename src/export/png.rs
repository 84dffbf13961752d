//! PNG: the same marks as pixels.

use crate::export::bands::Banded;
use crate::export::paint::paint;
use crate::export::{Base, Coverage, CoverageKind, ExportError, Exporter, Job, Progress, Provenance, scene};
use crate::scene::{Color, Mark};
use tiny_skia::Pixmap;

/// Premultiplied RGBA pixels.
#[derive(Clone, Debug)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes a pixel, premultiplied.
    pub rgba: Vec<u8>,
}

/// Rasterises marks on a transparent ground of `size_px`, `scale` pixels for each: the road both of the PNG exporter
/// and of the window's static layers. May be called from any thread. A size that cannot be drawn gives no pixels.
pub fn rasterise(marks: &[Mark], size_px: [f64; 2], scale: f64) -> Pixels {
    let (width, height) = (pixels(size_px[0], scale), pixels(size_px[1], scale));
    match Pixmap::new(width, height) {
        Some(mut pixmap) => {
            paint(&mut pixmap, marks, scale, None);
            Pixels { width, height, rgba: pixmap.take() }
        }
        None => Pixels { width: 0, height: 0, rgba: Vec::new() },
    }
}

pub(super) fn pixels(size_px: f64, scale: f64) -> u32 {
    (size_px * scale).round().clamp(0.0, 32_767.0) as u32
}

/// Keyword of the text chunk with the provenance.
pub(super) const PROVENANCE: &str = "dateline:provenance";

/// The PNG format.
pub(super) struct Png;

impl Exporter for Png {
    fn extension(&self) -> &'static str {
        "png"
    }
    fn label(&self) -> &'static str {
        "PNG picture"
    }
    fn doc(&self) -> &'static str {
        "Pixels, for articles, slides and social media"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::Instant, CoverageKind::Days]
    }

    fn write(&self, job: &Job, to: &mut dyn std::io::Write, _: &dyn Progress) -> Result<(), ExportError> {
        match job.coverage {
            Coverage::At(_) => Base::of(job)?.write(job, to),
            Coverage::Days { .. } | Coverage::All => encode(&Banded::of(sheet(job)?, None)?, &Provenance::of(job), to),
        }
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().ok()?;
        let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == PROVENANCE)?;
        chunk.get_text().ok()
    }
}

/// A page of small maps.
fn sheet(job: &Job) -> Result<Pixmap, ExportError> {
    let scene = scene(job)?;
    let [width, height] = scene.size_px;
    let mut pixmap =
        Pixmap::new(pixels(width, 1.0), pixels(height, 1.0)).ok_or_else(|| out_of_memory(scene.size_px))?;
    pixmap.fill(solid(scene.background));
    paint(&mut pixmap, &scene.marks, 1.0, None);
    Ok(pixmap)
}

pub(super) fn out_of_memory(size: [f64; 2]) -> ExportError {
    ExportError::Draw(format!("not enough memory for {}x{} pixels", size[0], size[1]))
}

pub(super) fn solid(color: Color) -> tiny_skia::Color {
    let [r, g, b] = color.rgb;
    tiny_skia::Color::from_rgba8(r, g, b, 255)
}

/// An opaque picture as PNG bytes, with words about it.
pub(super) fn encode(
    picture: &Banded,
    provenance: &Provenance,
    to: &mut dyn std::io::Write,
) -> Result<(), ExportError> {
    let [width, height] = picture.size();
    let mut encoder = png::Encoder::new(to, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let draw = |error: png::EncodingError| match error {
        png::EncodingError::IoError(error) => ExportError::Io(error),
        other => ExportError::Draw(other.to_string()),
    };
    for (keyword, text) in provenance.words() {
        encoder.add_itxt_chunk(keyword.to_owned(), text).map_err(draw)?;
    }
    let mut writer = encoder.write_header().map_err(draw)?;
    picture.chunks(|data| writer.write_chunk(png::chunk::IDAT, data)).map_err(draw)?;
    writer.finish().map_err(draw)
}
