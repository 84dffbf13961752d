//! Lines that grow fainter towards the edge of what is known, so that none seems to end there.

use crate::geo::{ScreenPoint, ScreenRect, clip_line};
use crate::scene::geometry::{Track, Way};
use crate::scene::sheet::Sheet;

/// Lines as the layers of a drawing, each with its alpha.
type Parts = Vec<(Vec<ScreenPoint>, bool)>;

/// What to draw over one another. A step is how far from the edge of `known` it begins, in degrees of longitude, and its
/// alpha; the last step is the whole of it. Only lines that come near the edge are drawn more than once.
pub(super) fn fading(
    sheet: &Sheet<'_>,
    lines: Vec<Vec<ScreenPoint>>,
    known: ScreenRect,
    steps: &[(f64, f64)],
) -> Vec<(Parts, f64)> {
    // The world has no edge.
    if sheet.geometry().is_world() {
        let parts: Parts = lines.into_iter().map(|line| (line, false)).collect();
        return if parts.is_empty() { Vec::new() } else { vec![(parts, 1.0)] };
    }
    let degree = sheet.inputs.view.viewport.world_px() / 360.0;
    let inner = known.grown(-degree * steps.last().map_or(0.0, |(inset, _)| *inset));
    let layer = |&(inset, alpha): &(f64, f64)| {
        let near = |line: &&Vec<ScreenPoint>| alpha >= 1.0 || line.iter().any(|p| !inner.contains(*p));
        let within = known.grown(-inset * degree);
        let parts = lines.iter().filter(near).flat_map(|line| clip_line(line, within));
        (parts.map(|line| (line, false)).collect::<Parts>(), alpha)
    };
    steps.iter().map(layer).filter(|(parts, _)| !parts.is_empty()).collect()
}

/// The box around all ways, px.
pub(super) fn known<'w>(sheet: &Sheet<'_>, ways: impl Iterator<Item = &'w Way>) -> Option<ScreenRect> {
    let all = Track::around(ways.map(|way| &way.track))?;
    Some(ScreenRect { min: sheet.projector.point(all.min), max: sheet.projector.point(all.max) })
}
