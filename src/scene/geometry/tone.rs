//! The relief of the world in the tones of both themes: the country that a map is about in full, what lies around it paler.

use crate::basemap::{FLAT, Relief, Shade};
use crate::geo::LonLat;
use crate::scene::geometry::track::Track;
use crate::scene::{Color, Palette, Theme};
use std::borrow::Cow;
use std::sync::Arc;

/// Tones of the country, and as many of what lies around it.
const TONES: usize = 96;
/// Light nearer to that of plains than this is a whisper of how the picture was kept.
const WHISPER: f64 = 3.0;
/// Where shade and light are half as strong as they can be: high mountains would be one dark else.
const HALF: f64 = 52.0;
/// How strongly they show: of the country, of what lies around it.
const STRENGTH: [f64; 2] = [0.62, 0.34];
/// How far from its edge the picture pales to flat ground, as a share of its width and height.
const PALES: f64 = 0.08;

/// What light and shade are mixed in, by theme.
fn lights(theme: Theme) -> [Color; 2] {
    match theme {
        Theme::Light => [Color::hex(0xFFFFFF), Color::hex(0x6A6254)],
        Theme::Dark => [Color::hex(0x848B90), Color::hex(0x06080A)],
    }
}

/// The relief, toned; none where it has no size. Without a country all of it is shown in full.
pub(super) fn toned(shade: &Shade, country: &[&Track]) -> Option<Relief> {
    let inside = Mask::of(shade, country);
    let steps = (TONES - 1) as f64;
    let indices: Vec<u8> = shade
        .light
        .chunks_exact(shade.width)
        .enumerate()
        .flat_map(|(row, line)| {
            let spans = inside.row(row);
            let down = edge(row, shade.height);
            line.iter()
                .enumerate()
                .map(move |(column, light)| {
                    let own = country.is_empty()
                        || spans.iter().any(|(from, to)| (*from..*to).contains(&(column as f64 + 0.5)));
                    let off = lit(*light) * down.min(edge(column, shade.width));
                    let tone = ((off + 1.0) / 2.0 * steps).round() as usize;
                    (tone + if own { 0 } else { TONES }) as u8
                })
                .collect::<Vec<u8>>()
        })
        .collect();
    let png = |theme| {
        let palette = Palette::of(theme);
        let [light, dark] = lights(theme);
        let tone = |ground: Color, strength: f64| {
            (0..TONES).map(move |tone| {
                let off = tone as f64 / steps * 2.0 - 1.0;
                let to = if off < 0.0 { dark } else { light };
                ground.mixed(to, off.abs() * strength)
            })
        };
        let [own, around] = STRENGTH;
        let tones = tone(palette.land, own).chain(tone(palette.neighbours, around));
        encode(shade.width, shade.height, tones.flat_map(|color| color.rgb).collect(), &indices)
    };
    let (light, dark) = (png(Theme::Light)?, png(Theme::Dark)?);
    let shared = |bytes: Vec<u8>| Arc::new(Cow::Owned(bytes));
    Some(Relief { bounds: shade.bounds, light: shared(light), dark: shared(dark) })
}

/// From -1, the deepest shade, to 1.
fn lit(light: u8) -> f64 {
    let off = f64::from(light) - f64::from(FLAT);
    let strength = (off.abs() - WHISPER).max(0.0);
    // Bent so that the steepest slopes do not all come out alike.
    off.signum() * strength / (strength + HALF) * (127.0 + HALF) / 127.0
}

/// From 0 at the edge to 1 inside.
fn edge(at: usize, size: usize) -> f64 {
    let from_edge = (at as f64 + 0.5).min(size as f64 - at as f64 - 0.5);
    (from_edge / (size as f64 * PALES)).min(1.0)
}

fn encode(width: usize, height: usize, palette: Vec<u8>, indices: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header().ok()?.write_image_data(indices).ok()?;
    Some(bytes)
}

/// The edges of a country in pixels of the relief.
struct Mask {
    edges: Vec<[f64; 4]>,
}

impl Mask {
    fn of(shade: &Shade, country: &[&Track]) -> Self {
        let b = shade.bounds;
        let (nw, se) = (LonLat::new(b.west, b.north).world(), LonLat::new(b.east, b.south).world());
        let (sx, sy) = (shade.width as f64 / (se.x - nw.x), shade.height as f64 / (se.y - nw.y));
        let mut edges = Vec::new();
        for track in country {
            for (a, b) in track.points.iter().zip(track.points.iter().cycle().skip(1)) {
                let edge = [(a.x - nw.x) * sx, (a.y - nw.y) * sy, (b.x - nw.x) * sx, (b.y - nw.y) * sy];
                if edge[1] != edge[3] {
                    edges.push(if edge[1] < edge[3] { edge } else { [edge[2], edge[3], edge[0], edge[1]] });
                }
            }
        }
        edges.sort_by(|a, b| a[1].total_cmp(&b[1]));
        Self { edges }
    }

    /// Where a row of pixels lies inside, even-odd.
    fn row(&self, row: usize) -> Vec<(f64, f64)> {
        let y = row as f64 + 0.5;
        let begun = self.edges.partition_point(|edge| edge[1] <= y);
        let crossed = self.edges.iter().take(begun).filter(|edge| edge[3] > y);
        let mut xs: Vec<f64> = crossed.map(|[x0, y0, x1, y1]| x0 + (x1 - x0) * (y - y0) / (y1 - y0)).collect();
        xs.sort_by(f64::total_cmp);
        xs.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::geo::BBox;

    fn colors(relief: &Relief) -> Vec<[u8; 3]> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(relief.light.as_ref().as_ref()));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut rgb).unwrap();
        rgb.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }

    #[test]
    fn plains_have_the_colour_of_flat_land_and_slopes_of_the_country_stand_out_most() {
        let bounds = BBox { west: 0.0, south: -5.0, east: 10.0, north: 5.0 };
        let light = (0..100 * 100).map(|i| if i / 100 < 50 { FLAT } else { 60 }).collect();
        let west = Track::of(&[(0.0, -5.0), (5.0, -5.0), (5.0, 5.0), (0.0, 5.0)].map(|(x, y)| LonLat::new(x, y)));
        let relief = toned(&Shade { bounds, width: 100, height: 100, light }, &[&west]).unwrap();
        let pixels = colors(&relief);
        let palette = Palette::of(Theme::Light);
        let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2);
        assert!(near(pixels[30 * 100 + 30], palette.land.rgb) && near(pixels[30 * 100 + 70], palette.neighbours.rgb));
        let darker = |at: usize, ground: [u8; 3]| u32::from(ground[0]) - u32::from(pixels[at][0]);
        let (own, around) = (darker(70 * 100 + 30, palette.land.rgb), darker(70 * 100 + 70, palette.neighbours.rgb));
        assert!(own > around && around > 5, "{own} {around}");
    }
}
