//! Meridians and parallels, and what they are called at the frame.

use crate::geo::{LonLat, ScreenPoint, ScreenRect};
use crate::scene::bounds::text_box;
use crate::scene::furniture::{headline, inset, legend};
use crate::scene::layer_ids::GRATICULE;
use crate::scene::mark::Drawn;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::write::Setting;
use crate::scene::{Shape, Stroke, Weight};

/// Minutes of arc from line to line, the finest first.
const STEPS: [u32; 14] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 2700, 3600];
/// Meridians are at least so far apart, design px.
const APART: f64 = 96.0;
/// Beyond this latitude there is no map, degrees.
const POLAR: f64 = 85.0;
/// Room the words at the frame take at the top and at the right, design px.
const BAND: [f64; 2] = [15.0, 48.0];

/// Hairlines at round degrees; off until somebody asks for them.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let Some(lines) = Lines::of(sheet) else { return };
    let meridians = lines.meridians.iter().map(|(_, line)| line);
    let parts: Vec<_> = meridians.chain(lines.parallels.iter().map(|(_, line)| line)).collect();
    let parts: Vec<_> = parts.into_iter().flat_map(|line| sheet.projector.cut(line)).map(|p| (p, false)).collect();
    if !parts.is_empty() {
        let stroke = Stroke { color: sheet.palette.ink3.with_alpha(0.4), width: sheet.px(0.6), dash: None };
        out.push((None, Shape::Path { parts, fill: None, stroke: Some(stroke) }));
    }
}

/// "66° E" along the top of the map, "34° N" along its right; what lies over the map goes first.
pub(in crate::scene) fn draw_degrees(sheet: &Sheet<'_>, out: &mut Drawn) {
    if !sheet.inputs.view.shows(GRATICULE) || sheet.kind != MapKind::Whole {
        return;
    }
    let Some(lines) = Lines::of(sheet) else { return };
    let map = sheet.layout.map;
    let setting = Setting::new(sheet.px(10.0), Weight::Regular, sheet.palette.ink2)
        .halo(sheet.palette.neighbours.with_alpha(0.9), sheet.px(3.0));
    let meridians = lines.meridians.iter().filter_map(|(minutes, line)| {
        let x = line.first()?.x;
        Some(setting.line_around(x, map.min.y + sheet.px(12.0), &degrees(*minutes, ["E", "W"])))
    });
    let parallels = lines.parallels.iter().filter_map(|(minutes, line)| {
        let y = line.first()?.y;
        Some(setting.line_to(map.max.x - sheet.px(6.0), y + sheet.px(3.6), &degrees(*minutes, ["N", "S"])))
    });
    let mut taken: Vec<ScreenRect> = headline::boxes(&headline::block(sheet)).collect();
    taken.extend(legend::card(sheet));
    taken.extend(inset::place(sheet).map(|(square, _)| square));
    let inside = map.grown(-sheet.px(2.0));
    for shape in parallels.chain(meridians) {
        let Shape::Text(run) = &shape else { continue };
        let words = text_box(run);
        if inside.covers(words) && !taken.iter().any(|other| other.overlaps(words.grown(sheet.px(4.0)))) {
            taken.push(words);
            out.push((None, shape));
        }
    }
}

/// What the words at the frame leave of a rectangle for others.
pub(super) fn without_band(sheet: &Sheet<'_>, rect: ScreenRect) -> ScreenRect {
    if sheet.kind != MapKind::Whole || !sheet.inputs.view.shows(GRATICULE) {
        return rect;
    }
    let [top, right] = BAND.map(|px| sheet.px(px));
    ScreenRect {
        min: ScreenPoint { x: rect.min.x, y: rect.min.y + top },
        max: ScreenPoint { x: rect.max.x - right, y: rect.max.y },
    }
}

/// A line with the minutes of arc it stands for.
type Numbered = (i32, Vec<ScreenPoint>);

/// The lines that cross the map.
struct Lines {
    meridians: Vec<Numbered>,
    parallels: Vec<Numbered>,
}

impl Lines {
    /// `None` where a map is too small for them.
    fn of(sheet: &Sheet<'_>) -> Option<Self> {
        if sheet.kind != MapKind::Whole {
            return None;
        }
        let view = sheet.inputs.view;
        let seen = view.viewport.bbox();
        let room = view.px_per_degree();
        let step = STEPS.into_iter().find(|step| f64::from(*step) / 60.0 * room >= APART)?;
        let (south, north) = (seen.south.max(-POLAR), seen.north.min(POLAR));
        let at = |lon: f64, lat: f64| sheet.projector.point(LonLat::new(lon, lat).world());
        let meridian = |minutes: i32| {
            let lon = f64::from(minutes) / 60.0;
            // Past 180° E it goes on with 179° W.
            ((minutes + 10_800).rem_euclid(21_600) - 10_800, vec![at(lon, north), at(lon, south)])
        };
        let parallel = |minutes: i32| {
            let lat = f64::from(minutes) / 60.0;
            (minutes, vec![at(seen.west, lat), at(seen.east, lat)])
        };
        let meridians = multiples(step, seen.west, seen.east).map(meridian).collect();
        Some(Self { meridians, parallels: multiples(step, south, north).map(parallel).collect() })
    }
}

/// The multiples of a step in minutes between two angles in degrees.
fn multiples(step: u32, from: f64, until: f64) -> impl Iterator<Item = i32> {
    let step = f64::from(step);
    let first = libm::ceil(from * 60.0 / step) as i32;
    let last = libm::floor(until * 60.0 / step) as i32;
    (first..=last).map(move |i| (f64::from(i) * step) as i32)
}

/// "34° N", "34°30′ N", "0°".
fn degrees(minutes: i32, [positive, negative]: [&str; 2]) -> String {
    let side = match minutes {
        0 => return "0°".to_owned(),
        m if m > 0 => positive,
        _ => negative,
    };
    let (whole, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("{whole}° {side}") } else { format!("{whole}°{rest:02}′ {side}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_are_written_with_degrees_and_minutes() {
        for (minutes, written) in [(2040, "34° N"), (2070, "34°30′ N"), (-5, "0°05′ S"), (0, "0°")] {
            assert_eq!(degrees(minutes, ["N", "S"]), written);
        }
    }

    #[test]
    fn lines_stand_at_multiples_of_their_step() {
        assert_eq!(multiples(120, 60.4, 67.9).collect::<Vec<_>>(), [3720, 3840, 3960]);
        assert_eq!(multiples(60, -1.2, 1.0).collect::<Vec<_>>(), [-60, 0, 60]);
    }
}
