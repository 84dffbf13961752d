//! PNG, through the same SVG.

use crate::export::relief::decoded;
use crate::export::svg::bare_svg;
use crate::export::{ExportError, Exporter, Provenance, Still};
use crate::geo::ScreenPoint;
use crate::scene::{Color, Mark, Shape, Stratum};
use crate::text::{arabic_files, font_files};
use resvg::tiny_skia::{self, FilterQuality, Pixmap, PixmapPaint, Transform};
use resvg::usvg;
use std::sync::{Arc, OnceLock};

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
            draw(&mut pixmap, marks, size_px, scale);
            Pixels { width, height, rgba: pixmap.take() }
        }
        None => Pixels { width: 0, height: 0, rgba: Vec::new() },
    }
}

fn pixels(size_px: f64, scale: f64) -> u32 {
    (size_px * scale).round().clamp(0.0, 32_767.0) as u32
}

/// Draws marks over what is there.
pub(super) fn draw(pixmap: &mut Pixmap, marks: &[Mark], size_px: [f64; 2], scale: f64) {
    // Pictures are drawn as pixels, everything between them as one SVG.
    for run in marks.split_inclusive(|mark| matches!(mark.shape, Shape::Relief { .. })) {
        let (vectors, picture) = match run.split_last() {
            Some((Mark { shape: Shape::Relief { min, max, png }, .. }, before)) => (before, Some((*min, *max, png))),
            _ => (run, None),
        };
        if !vectors.is_empty()
            && let Ok(tree) = usvg::Tree::from_str(&bare_svg(vectors, size_px), options())
        {
            resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixmap.as_mut());
        }
        if let Some((min, max, png)) = picture {
            draw_relief(pixmap, min, max, png, scale);
        }
    }
}

fn draw_relief(pixmap: &mut Pixmap, min: ScreenPoint, max: ScreenPoint, png: &Arc<Vec<u8>>, scale: f64) {
    let Some(picture) = decoded(png) else { return };
    let stretch = (max.x - min.x) * scale / f64::from(picture.full.width().max(1));
    let source = if stretch < 0.5 { &picture.half } else { &picture.full };
    let (sx, sy) =
        ((max.x - min.x) * scale / f64::from(source.width()), (max.y - min.y) * scale / f64::from(source.height()));
    let place = Transform::from_row(sx as f32, 0.0, 0.0, sy as f32, (min.x * scale) as f32, (min.y * scale) as f32);
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    pixmap.draw_pixmap(0, 0, source.as_ref(), &paint, place, None);
}

/// Only the embedded fonts, and nothing from outside the file.
fn options() -> &'static usvg::Options<'static> {
    static OPTIONS: OnceLock<usvg::Options<'static>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        for file in font_files().iter().chain(arabic_files()) {
            fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(file.bytes)));
        }
        let family = font_files().first().map_or("Inter", |file| file.family);
        fonts.set_sans_serif_family(family);
        usvg::Options {
            font_family: family.to_owned(),
            fontdb: Arc::new(fonts),
            resources_dir: None,
            ..usvg::Options::default()
        }
    })
}

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

    fn bytes(&self, still: Still<'_>) -> Result<Vec<u8>, ExportError> {
        let base = Base::of(still)?;
        base.frame(still)
    }
}

/// What stays the same from frame to frame: drawn once.
#[derive(Clone)]
pub struct Base {
    ground: Pixmap,
    lines: Pixmap,
}

/// The static strata below and above the tints.
const GROUND: [Stratum; 1] = [Stratum::Ground];
const LINES: [Stratum; 1] = [Stratum::Lines];
/// Those that follow the clock, above both.
const ABOVE: [Stratum; 2] = [Stratum::Marks, Stratum::Furniture];

impl Base {
    /// Draws the static strata of a view.
    ///
    /// # Errors
    /// When the size is out of range.
    pub fn of(still: Still<'_>) -> Result<Self, ExportError> {
        let size = still.checked_size()?;
        let slice = still.timeline.slice(still.clock);
        let inputs = still.inputs(&slice);
        let fresh = || Pixmap::new(pixels(size[0], 1.0), pixels(size[1], 1.0)).ok_or_else(|| out_of_memory(size));
        let (mut ground, mut lines) = (fresh()?, fresh()?);
        let background = crate::scene::background(still.view.theme);
        ground.fill(solid(background));
        draw(&mut ground, &crate::scene::marks_of(inputs, &GROUND), size, 1.0);
        draw(&mut lines, &crate::scene::marks_of(inputs, &LINES), size, 1.0);
        Ok(Self { ground, lines })
    }

    /// One frame over the base, as PNG bytes.
    ///
    /// # Errors
    /// When the picture cannot be encoded.
    pub fn frame(&self, still: Still<'_>) -> Result<Vec<u8>, ExportError> {
        let slice = still.timeline.slice(still.clock);
        let inputs = still.inputs(&slice);
        let size = still.checked_size()?;
        let mut pixmap = self.ground.clone();
        draw(&mut pixmap, &crate::scene::marks_of(inputs, &[Stratum::Tints]), size, 1.0);
        let paint = PixmapPaint { quality: FilterQuality::Nearest, ..PixmapPaint::default() };
        pixmap.draw_pixmap(0, 0, self.lines.as_ref(), &paint, Transform::identity(), None);
        draw(&mut pixmap, &crate::scene::marks_of(inputs, &ABOVE), size, 1.0);
        encode(&pixmap, &Provenance::of(still, &slice))
    }
}

fn out_of_memory(size: [f64; 2]) -> ExportError {
    ExportError::Draw(format!("not enough memory for {}x{} pixels", size[0], size[1]))
}

fn solid(color: Color) -> tiny_skia::Color {
    let [r, g, b] = color.rgb;
    tiny_skia::Color::from_rgba8(r, g, b, 255)
}

/// An opaque picture as PNG bytes, with words about it.
fn encode(pixmap: &Pixmap, provenance: &Provenance) -> Result<Vec<u8>, ExportError> {
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|p| p.iter().take(3).copied()).collect();
    let mut bytes = Vec::with_capacity(rgb.len() / 3);
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let draw = |error: png::EncodingError| ExportError::Draw(error.to_string());
    for (keyword, text) in provenance.words() {
        encoder.add_itxt_chunk(keyword.to_owned(), text).map_err(draw)?;
    }
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&rgb)).map_err(draw)?;
    Ok(bytes)
}
