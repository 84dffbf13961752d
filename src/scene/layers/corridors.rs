//! Schematic lines between two places that are both held.

use crate::geo::ScreenPoint;
use crate::scene::corridors::{OpenCorridor, open_corridors};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Dash, Record, Shape, Stroke};

/// Gently curved, over a pale casing; nothing where a corridor is not open.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    if sheet.is_small() {
        return;
    }
    let mut open: Vec<_> = open_corridors(sheet).collect();
    // Those of the reference below those of the documents; casings below all lines.
    open.sort_by_key(|corridor| corridor.firm);
    let record = |corridor: &OpenCorridor<'_>| Some(Record::Corridor(corridor.id.to_owned()));
    out.extend(open.iter().map(|corridor| (record(corridor), casing(sheet, &corridor.line))));
    let line = |open: &OpenCorridor<'_>| line(sheet, &open.line, open.side, open.firm);
    out.extend(open.iter().map(|corridor| (record(corridor), line(corridor))));
}

/// The pale casing of a corridor.
pub(in crate::scene) fn casing(sheet: &Sheet<'_>, line: &[ScreenPoint]) -> Shape {
    let color = sheet.palette.halo.with_alpha(0.75);
    let stroke = Some(Stroke { color, width: sheet.px(4.6), dash: None });
    Shape::Path { parts: parts(sheet, line), fill: None, stroke }
}

/// A corridor in the colour of its side: dashed where the documents do not hold both its ends.
pub(in crate::scene) fn line(sheet: &Sheet<'_>, line: &[ScreenPoint], side: usize, firm: bool) -> Shape {
    let dash = (!firm).then(|| Dash { on: sheet.px(5.0), off: sheet.px(3.0) });
    let width = sheet.px(if firm { 2.4 } else { 1.8 });
    let stroke = Some(Stroke { color: sheet.palette.side(side), width, dash });
    Shape::Path { parts: parts(sheet, line), fill: None, stroke }
}

/// The visible parts of a curve.
fn parts(sheet: &Sheet<'_>, line: &[ScreenPoint]) -> Vec<(Vec<ScreenPoint>, bool)> {
    sheet.projector.cut(line).into_iter().map(|part| (part, false)).collect()
}
