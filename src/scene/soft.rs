//! Soft discs: how a place known only roughly is drawn, as large as it may be away, never as a point.

use crate::geo::{LonLat, ScreenPoint};
use crate::scene::appearance::{Appearance, FADES, Holder, SpotMark};
use crate::scene::glyph::Glyph;
use crate::scene::sheet::Sheet;
use crate::scene::{Color, Palette, Shape, Stroke};

/// How strong the colour is by the distance from the middle, both as shares.
const PROFILE: [(f64, f64); 3] = [(0.0, 0.42), (0.55, 0.30), (1.0, 0.0)];
/// Rings that make a soft disc, at least and at most: so many that no edge shows, each so many px wide.
const RINGS: (f64, f64) = (8.0, 40.0);
const RING_PX: f64 = 1.8;

/// What a soft disc looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::scene) struct Soft {
    /// Its radius on the ground, hundreds of metres.
    pub hectometres: u32,
    /// The side or kind in whose colour, by rank.
    pub rank: Option<usize>,
    pub fade: u8,
}

/// The soft disc that replaces the symbol of a place; none where it would be smaller.
pub(in crate::scene) fn of(sheet: &Sheet<'_>, appearance: &Appearance<'_>) -> Option<Soft> {
    let of_place = || appearance.at.radius_km.map(|km| (km * 10.0).round() as u32);
    let hectometres = appearance.spot.and_then(|spot| spot.soft).or_else(of_place)?;
    let symbol = Glyph { selected: false, ..Glyph::of(appearance) };
    let symbol = match symbol.spot {
        Some(spot) => Glyph { spot: Some(SpotMark { number: None, ..spot }), ..symbol },
        None => symbol,
    };
    if radius_px(sheet, hectometres, appearance.position) <= sheet.px(symbol.radius()) {
        return None;
    }
    let rank = match appearance.holder {
        Holder::Side(rank) => Some(rank),
        Holder::Second => Some(1),
        _ => appearance.spot.and_then(|spot| spot.kind),
    };
    Some(Soft { hectometres, rank, fade: appearance.spot.map_or(0, |spot| spot.fade) })
}

/// A length on the ground in px, where a place lies.
fn radius_px(sheet: &Sheet<'_>, hectometres: u32, at: LonLat) -> f64 {
    /// The equator, in hundreds of metres.
    const ROUND: f64 = 400_750.17;
    let stretched = ROUND * libm::cos(at.lat_deg.to_radians()).max(0.01);
    f64::from(hectometres) / stretched * sheet.inputs.view.viewport.world_px()
}

/// A soft disc around `at`.
pub(in crate::scene) fn shapes(sheet: &Sheet<'_>, soft: Soft, position: LonLat, at: ScreenPoint) -> Vec<Shape> {
    let left = 1.0 - 0.6 * f64::from(soft.fade) / f64::from(FADES);
    let color = color(sheet.palette, soft.rank);
    disc(at, radius_px(sheet, soft.hectometres, position), color, left)
}

/// The colour of a soft disc.
pub(in crate::scene) fn color(palette: &Palette, rank: Option<usize>) -> Color {
    rank.map_or(palette.ink3, |rank| palette.side(rank))
}

/// Rings beside one another around a disc, each as strong as the profile is there; `left` is how much of it. (Discs over one
/// another would each be so faint that eight bits a channel change their hue.)
pub(in crate::scene) fn disc(at: ScreenPoint, radius: f64, color: Color, left: f64) -> Vec<Shape> {
    let rings = (radius / RING_PX).clamp(RINGS.0, RINGS.1).round();
    let ring = |i: u32| {
        let [inner, outer] = [0.0, 1.0].map(|step| (f64::from(i) + step) / rings);
        let middle = f64::midpoint(inner, outer);
        let color = color.with_alpha(strength(middle) * left);
        if i == 0 {
            return Shape::Circle { center: at, radius: radius * outer, fill: Some(color), stroke: None };
        }
        // Where two rings share a pixel they leave a little of the ground; so much wider they do not.
        let width = radius / rings + color.alpha / 6.0;
        let stroke = Some(Stroke { color, width, dash: None });
        Shape::Circle { center: at, radius: radius * middle, fill: None, stroke }
    };
    (0..rings as u32).map(ring).collect()
}

/// How strong the colour is at a share of the radius.
fn strength(share: f64) -> f64 {
    let [(_, middle), (bend, half), (_, edge)] = PROFILE;
    if share < bend {
        middle + (half - middle) * share / bend
    } else {
        half + (edge - half) * (share - bend) / (1.0 - bend)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rings_are_as_strong_as_the_profile_and_lie_beside_one_another() {
        let rings = disc(ScreenPoint::default(), 100.0, Color::hex(0), 1.0);
        let strength_at = |at: f64| {
            let alpha = |shape: &Shape| match shape {
                Shape::Circle { radius, fill: Some(fill), .. } => (at < *radius).then_some(fill.alpha),
                Shape::Circle { radius, stroke: Some(edge), .. } => {
                    ((at - radius).abs() < edge.width / 2.0).then_some(edge.color.alpha)
                }
                _ => None,
            };
            rings.iter().find_map(alpha).unwrap_or_default()
        };
        for (at, alpha) in [(1.0, 0.42), (55.0, 0.30), (99.0, 0.0), (101.0, 0.0)] {
            assert!((strength_at(at) - alpha).abs() < 0.02, "{at}: {}", strength_at(at));
        }
    }
}
