//! Tinted areas: what is held, what possibly is, and what only an interested party says is.

use crate::geo::ScreenPoint;
use crate::scene::hatch::hatch;
use crate::scene::look::Tint;
use crate::scene::sheet::mark;
use crate::scene::{Layer, Mark, Record, Shape, Sheet, Stratum, Stroke};

/// Areas whose place the documents say is held.
pub(in crate::scene) struct Documents;
/// Areas whose place only the reference chronology says is held, and what is possible or only claimed.
pub(in crate::scene) struct Reference;

impl Layer for Documents {
    fn id(&self) -> &'static str {
        "documents"
    }
    fn label(&self) -> &'static str {
        "Documents"
    }
    fn doc(&self) -> &'static str {
        "What the chronicle's own documents say"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Tints
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        draw_tints(sheet, self.id(), &[Tint::Documents], out);
    }
}

impl Layer for Reference {
    fn id(&self) -> &'static str {
        "reference"
    }
    fn label(&self) -> &'static str {
        "Reference chronology"
    }
    fn doc(&self) -> &'static str {
        "What the documents leave out, from cited references; drawn hollow and counted apart"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Tints
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        draw_tints(sheet, self.id(), &[Tint::Reference], out);
    }
}

/// Areas that possibly are held, on either basis.
pub(in crate::scene) struct Possible;

impl Layer for Possible {
    fn id(&self) -> &'static str {
        "possible"
    }
    fn label(&self) -> &'static str {
        "Possible"
    }
    fn doc(&self) -> &'static str {
        "Areas that may have been taken, or that only an interested party says were"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Tints
    }
    fn optional(&self) -> bool {
        false
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        draw_tints(sheet, self.id(), &[Tint::Possible, Tint::Claimed], out);
    }
}

fn draw_tints(sheet: &Sheet<'_>, layer: &'static str, wanted: &[Tint], out: &mut Vec<Mark>) {
    let palette = sheet.palette;
    let atlas = sheet.inputs.atlas;
    let areas = sheet.inputs.chronicle.areas.iter().zip(&atlas.areas).zip(&sheet.tints);
    for ((area, rings), &(tint, today)) in areas {
        if !wanted.contains(&tint) {
            continue;
        }
        let rings = rings.iter().map(|ring| sheet.projector.area_ring(&atlas.arcs, ring));
        let parts: Vec<(Vec<ScreenPoint>, bool)> = rings.filter(|r| r.len() > 2).map(|r| (r, true)).collect();
        if parts.is_empty() {
            continue;
        }
        let alpha = palette.alpha_of(tint) + if today { palette.tint_today } else { 0.0 };
        let record = Some(Record::Area(area.id.clone()));
        let lines = (tint == Tint::Claimed).then(|| hatch(&parts, sheet.projector.origin(), sheet.px(6.0)));
        let fill = Some(palette.sides[0].with_alpha(alpha));
        out.push(mark(Stratum::Tints, layer, record.clone(), Shape::Path { parts, fill, stroke: None }));
        if let Some(lines) = lines.filter(|lines| !lines.is_empty()) {
            let color = palette.sides[0].with_alpha(palette.hatch);
            let stroke = Some(Stroke { color, width: sheet.px(1.5), dash: None });
            out.push(mark(Stratum::Tints, layer, record, Shape::Path { parts: lines, fill: None, stroke }));
        }
    }
}
