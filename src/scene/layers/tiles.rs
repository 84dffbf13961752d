//! A map of the chronicle's own in tiles: pictures as they are, areas and lines in the inks of the ground.

use crate::basemap::Ink;
use crate::basemap::tiles::{TileContent, Vector};
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint, clip_line, clip_ring};
use crate::scene::mark::Drawn;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::{Shape, Stroke};

/// How far a tile reaches into the next, so that no seam shows, px: pictures are laid on whole pixels.
const SEAM_PX: f64 = 0.6;
/// From how many design px a degree on roads and rivers of each rank are drawn.
const ROOM: [f64; 3] = [40.0, 160.0, 1500.0];
/// In what order the lines of all tiles lie over each other, and how wide the most important are, design px.
const LINES: [(Ink, f64); 4] = [(Ink::Rivers, 0.9), (Ink::Roads, 1.4), (Ink::Provinces, 0.7), (Ink::Borders, 1.2)];

/// Draws them.
pub(super) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let Some(tiles) = sheet.geometry().tiles.as_ref().filter(|_| sheet.kind != MapKind::Thumbnail) else { return };
    if tiles.is_vectors() {
        let land = vec![(sheet.projector.frame(), true)];
        out.push((None, Shape::Path { parts: land, fill: Some(sheet.palette.land), stroke: None }));
    }
    let view = &sheet.inputs.view.viewport;
    let (world_px, middle) = (view.world_px(), view.center.world());
    let [x, y] = view.size_px.map(|size| size / 2.0 / world_px);
    let (min, max) = (WorldPoint { x: middle.x - x, y: middle.y - y }, WorldPoint { x: middle.x + x, y: middle.y + y });
    let mut lines: Vec<(Vector, ScreenRect)> = Vec::new();
    for tile in tiles.seen(min, max, world_px) {
        let (min, max) = tile.corners();
        let rect = ScreenRect { min: sheet.projector.point(min), max: sheet.projector.point(max) };
        match tiles.content(tile) {
            TileContent::Picture(png) => {
                let ScreenRect { min, max } = rect.grown(SEAM_PX);
                out.push((None, Shape::Relief { min, max, png }));
            }
            TileContent::Vectors(vectors) => {
                areas(sheet, rect, &vectors, out);
                lines.extend(vectors.iter().filter(|vector| !vector.area).map(|line| (line.clone(), rect)));
            }
            TileContent::Nothing => {}
        }
    }
    for (ink, width) in LINES {
        for rank in (1..=3).rev() {
            ways(sheet, lines.iter().filter(|(of, _)| of.ink == ink && of.rank == rank), (ink, rank, width), out);
        }
    }
}

fn areas(sheet: &Sheet<'_>, rect: ScreenRect, vectors: &[Vector], out: &mut Drawn) {
    for vector in vectors.iter().filter(|vector| vector.area) {
        let rings = vector.parts.iter().map(|ring| clip_ring(&placed(ring, rect), rect.grown(SEAM_PX)));
        let parts: Vec<_> = rings.filter(|ring| ring.len() > 2).map(|ring| (ring, true)).collect();
        if !parts.is_empty() {
            let fill = Some(sheet.palette.ink(vector.ink));
            out.push((None, Shape::Path { parts, fill, stroke: None }));
        }
    }
}

fn ways<'l>(
    sheet: &Sheet<'_>,
    lines: impl Iterator<Item = &'l (Vector, ScreenRect)>,
    (ink, rank, width): (Ink, u8, f64),
    out: &mut Drawn,
) {
    let room = ROOM.get(usize::from(rank) - 1).copied().unwrap_or(f64::MAX);
    if !matches!(ink, Ink::Borders) && sheet.inputs.view.px_per_degree() < room {
        return;
    }
    let parts = lines.flat_map(|(line, rect)| {
        line.parts.iter().flat_map(|part| {
            sheet.projector.cut(&placed(part, *rect)).into_iter().flat_map(|cut| clip_line(&cut, *rect))
        })
    });
    let parts: Vec<_> = parts.map(|part| (part, false)).collect();
    if !parts.is_empty() {
        let width = sheet.line_px(width / f64::from(rank));
        let stroke = Stroke { color: sheet.palette.ink(ink), width, dash: None };
        out.push((None, Shape::Path { parts, fill: None, stroke: Some(stroke) }));
    }
}

fn placed(part: &[[f64; 2]], rect: ScreenRect) -> Vec<ScreenPoint> {
    let at = |&[x, y]: &[f64; 2]| ScreenPoint { x: rect.min.x + x * rect.width(), y: rect.min.y + y * rect.height() };
    part.iter().map(at).collect()
}
