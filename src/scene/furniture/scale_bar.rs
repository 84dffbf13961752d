//! How long a hundred kilometres are.

use crate::geo::{LonLat, ScreenPoint, ScreenRect, distance_km};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Shape, Stroke, Weight};

/// The longest the bar may get, design px.
const LONGEST: f64 = 110.0;

/// A round number of kilometres at the latitude of the middle of the view.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let Some((km, px)) = length(sheet) else { return };
    let palette = sheet.palette;
    let rect = rect(sheet);
    let (x, y) = (rect.min.x, rect.max.y - sheet.px(4.0));
    let tick = sheet.px(5.0);
    let line = |points: &[(f64, f64)]| (points.iter().map(|&(x, y)| ScreenPoint { x, y }).collect(), false);
    let parts = vec![
        line(&[(x, y - tick), (x, y), (x + px, y), (x + px, y - tick)]),
        line(&[(x + px / 2.0, y - tick * 0.6), (x + px / 2.0, y)]),
    ];
    let halo = palette.halo.with_alpha(0.8);
    for (color, width) in [(halo, 4.0), (palette.ink2, 1.0)] {
        let stroke = Some(Stroke { color, width: sheet.px(width), dash: None });
        out.push((None, Shape::Path { parts: parts.clone(), fill: None, stroke }));
    }
    let setting = Setting::new(sheet.px(11.0), Weight::Regular, palette.ink2).halo(halo, sheet.px(3.0));
    let text = setting.line(x + px + sheet.px(5.0), y + sheet.px(1.0), &words(km));
    out.push((None, text));
}

/// Where the bar stands with its words.
pub(super) fn rect(sheet: &Sheet<'_>) -> ScreenRect {
    let map = sheet.layout.map;
    let px = length(sheet).map_or(0.0, |(_, px)| px);
    let height = sheet.px(14.0);
    let bottom = map.max.y - sheet.px(if sheet.layout.below { 12.0 } else { 14.0 });
    ScreenRect::new(map.min.x + sheet.layout.margin(), bottom - height, px + sheet.px(50.0), height)
}

fn words(km: f64) -> String {
    if km < 1.0 { format!("{:.0} m", km * 1000.0) } else { format!("{km:.0} km") }
}

/// The longest round number of kilometres that fits, and its length in px.
fn length(sheet: &Sheet<'_>) -> Option<(f64, f64)> {
    let view = &sheet.inputs.view.viewport;
    let center = view.center;
    let step_deg = 0.1;
    let km_per_step = distance_km(center, LonLat::new(center.lon_deg + step_deg, center.lat_deg));
    let px_per_km = view.world_px() / 360.0 * step_deg / km_per_step;
    let round = |power: i32| [1.0, 2.0, 5.0].map(|digit: f64| digit * libm::pow(10.0, f64::from(power)));
    let mut fitting = (-1..=4).flat_map(round).filter(|km| km * px_per_km <= sheet.px(LONGEST));
    let km = fitting.next_back()?;
    Some((km, km * px_per_km))
}
