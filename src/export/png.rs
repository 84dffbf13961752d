//! PNG: the same marks as pixels.

use crate::export::paint::paint;
use crate::export::tiles::{Sparse, Tiles};
use crate::export::{ExportError, Exporter, Order, Provenance, Span, Watch, When, scene};
use crate::scene::{Color, Inputs, Mark, Stratum, marks_of};
use crate::timeline::Clock;
use resvg::tiny_skia::{self, Pixmap};
use std::sync::{Arc, Mutex};

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
/// and of the window's static plates. May be called from any thread. A size that cannot be drawn gives no pixels.
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

fn pixels(size_px: f64, scale: f64) -> u32 {
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

    fn spans(&self) -> &'static [Span] {
        &[Span::Instant, Span::Days]
    }

    fn write(&self, order: Order<'_>, to: &mut dyn std::io::Write, _: &dyn Watch) -> Result<(), ExportError> {
        match order.when {
            When::At(_) => Base::of(order)?.write(order, to),
            When::Days { .. } | When::All => encode(&sheet(order)?, &mut Vec::new(), &Provenance::of(order), to),
        }
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().ok()?;
        let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == PROVENANCE)?;
        chunk.get_text().ok()
    }
}

/// What stays the same from frame to frame: drawn once.
#[derive(Debug)]
pub struct Base {
    ground: Pixmap,
    lines: Sparse,
    tiles: Tiles,
    /// The maps of the last frames, newest last: on a day without news the map is the day before's.
    maps: Mutex<Vec<Map>>,
    /// Surfaces to paint the next frames on: fresh memory of this size costs as much as a frame's words.
    spare: Mutex<Vec<Pixmap>>,
    /// The same for encoding them.
    rgb: Mutex<Vec<Vec<u8>>>,
}

/// A painted map without its furniture, and the marks that follow the clock on it.
#[derive(Debug)]
struct Map {
    tints: Vec<Mark>,
    marks: Vec<Mark>,
    pixmap: Arc<Pixmap>,
}

/// Maps remembered: one for each thread of a small machine.
const REMEMBERED: usize = 2;
/// A map of more bytes than this is painted afresh.
const LARGEST: usize = 64 << 20;

/// The static strata below and above the tints.
const GROUND: [Stratum; 1] = [Stratum::Ground];
const LINES: [Stratum; 1] = [Stratum::Lines];

impl Base {
    /// Draws the static strata of a view.
    ///
    /// # Errors
    /// When the size is out of range.
    pub fn of(order: Order<'_>) -> Result<Self, ExportError> {
        let size = order.checked_size()?;
        let slice = order.timeline.slice(order.last());
        let inputs = order.inputs(&slice);
        let fresh = || Pixmap::new(pixels(size[0], 1.0), pixels(size[1], 1.0)).ok_or_else(|| out_of_memory(size));
        let tiles = Tiles::default();
        // The two do not touch: while the relief is stretched, the lines are drawn and what all pictures share is
        // worked out and painted.
        let (ground, (lines, surface)) = std::thread::scope(|scope| {
            let above = scope.spawn(|| {
                let mut lines = fresh()?;
                // Touched once, in order: cheaper than page by page, read and then written.
                lines.fill(tiny_skia::Color::TRANSPARENT);
                paint(&mut lines, &marks_of(inputs, &LINES), 1.0, None);
                if let Some(mut nothing) = Pixmap::new(1, 1) {
                    paint(&mut nothing, &marks_of(inputs, &[Stratum::Furniture]), 1.0, Some(&tiles));
                }
                Ok::<_, ExportError>((Sparse::of(&lines, (0, 0)), lines))
            });
            let mut ground = fresh()?;
            ground.fill(solid(crate::scene::background(order.view.theme)));
            paint(&mut ground, &marks_of(inputs, &GROUND), 1.0, None);
            let stopped = |_| ExportError::Draw("a worker stopped unexpectedly; try again".to_owned());
            Ok::<_, ExportError>((ground, above.join().map_err(stopped)??))
        })?;
        let (maps, rgb) = (Mutex::default(), Mutex::default());
        Ok(Self { ground, lines, tiles, maps, spare: Mutex::new(vec![surface]), rgb })
    }

    /// One picture over the base, the instant of a clock, lent to `take`.
    pub(super) fn picture<T>(&self, order: Order<'_>, clock: Clock, take: impl FnOnce(&Pixmap) -> T) -> T {
        let slice = order.timeline.slice(clock);
        let inputs = order.inputs(&slice);
        let map = self.map(inputs);
        let mut pixmap = copied(&self.spare, &map);
        paint(&mut pixmap, &marks_of(inputs, &[Stratum::Furniture]), 1.0, Some(&self.tiles));
        let taken = take(&pixmap);
        if let Ok(mut spare) = self.spare.lock() {
            spare.push(pixmap);
        }
        taken
    }

    /// One picture over the base, as a PNG.
    ///
    /// # Errors
    /// When it cannot be encoded or written.
    pub fn write(&self, order: Order<'_>, to: &mut dyn std::io::Write) -> Result<(), ExportError> {
        self.picture(order, order.last(), |pixmap| {
            let mut rgb = self.rgb.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
            let written = encode(pixmap, &mut rgb, &Provenance::of(order), to);
            if let Ok(mut spare) = self.rgb.lock() {
                spare.push(rgb);
            }
            written
        })
    }

    /// The map of an instant, painted or remembered.
    fn map(&self, inputs: Inputs<'_>) -> Arc<Pixmap> {
        let (tints, marks) = (marks_of(inputs, &[Stratum::Tints]), marks_of(inputs, &[Stratum::Marks]));
        let same = |map: &&Map| map.tints == tints && map.marks == marks;
        if let Ok(maps) = self.maps.lock()
            && let Some(known) = maps.iter().rev().find(same)
        {
            return known.pixmap.clone();
        }
        let mut pixmap = copied(&self.spare, &self.ground);
        paint(&mut pixmap, &tints, 1.0, Some(&self.tiles));
        self.lines.lay_over(&mut pixmap);
        paint(&mut pixmap, &marks, 1.0, Some(&self.tiles));
        let pixmap = Arc::new(pixmap);
        if pixmap.data().len() <= LARGEST
            && let Ok(mut maps) = self.maps.lock()
        {
            if maps.len() >= REMEMBERED {
                let oldest = maps.remove(0);
                if let (Some(pixmap), Ok(mut spare)) = (Arc::into_inner(oldest.pixmap), self.spare.lock()) {
                    spare.push(pixmap);
                }
            }
            maps.push(Map { tints, marks, pixmap: pixmap.clone() });
        }
        pixmap
    }
}

/// A copy of a picture, on a surface that is no longer needed if there is one.
fn copied(spare: &Mutex<Vec<Pixmap>>, picture: &Pixmap) -> Pixmap {
    match spare.lock().ok().and_then(|mut spare| spare.pop()) {
        Some(mut surface) => {
            surface.data_mut().copy_from_slice(picture.data());
            surface
        }
        None => picture.clone(),
    }
}

/// A page of small maps.
fn sheet(order: Order<'_>) -> Result<Pixmap, ExportError> {
    let scene = scene(order)?;
    let [width, height] = scene.size_px;
    let mut pixmap =
        Pixmap::new(pixels(width, 1.0), pixels(height, 1.0)).ok_or_else(|| out_of_memory(scene.size_px))?;
    pixmap.fill(solid(scene.background));
    paint(&mut pixmap, &scene.marks, 1.0, None);
    Ok(pixmap)
}

fn out_of_memory(size: [f64; 2]) -> ExportError {
    ExportError::Draw(format!("not enough memory for {}x{} pixels", size[0], size[1]))
}

fn solid(color: Color) -> tiny_skia::Color {
    let [r, g, b] = color.rgb;
    tiny_skia::Color::from_rgba8(r, g, b, 255)
}

/// An opaque picture as PNG bytes, with words about it; `rgb` is room for its pixels in three bytes each. (Row by row
/// it would take no room, and half as long again.)
fn encode(
    pixmap: &Pixmap,
    rgb: &mut Vec<u8>,
    provenance: &Provenance,
    to: &mut dyn std::io::Write,
) -> Result<(), ExportError> {
    rgb.resize(pixmap.data().len() / 4 * 3, 0);
    for (to, from) in rgb.chunks_exact_mut(3).zip(pixmap.data().chunks_exact(4)) {
        if let ([r, g, b], &[red, green, blue, _]) = (to, from) {
            (*r, *g, *b) = (red, green, blue);
        }
    }
    let mut encoder = png::Encoder::new(to, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // As small as trying all filters on each row, and quicker by a sixth.
    encoder.set_filter(png::Filter::Paeth);
    let draw = |error: png::EncodingError| match error {
        png::EncodingError::IoError(error) => ExportError::Io(error),
        other => ExportError::Draw(other.to_string()),
    };
    for (keyword, text) in provenance.words() {
        encoder.add_itxt_chunk(keyword.to_owned(), text).map_err(draw)?;
    }
    let mut writer = encoder.write_header().map_err(draw)?;
    writer.write_image_data(rgb).map_err(draw)?;
    writer.finish().map_err(draw)
}
