//! Borders: of provinces, of the country, of its neighbours.

use crate::scene::atlas::Way;
use crate::scene::layers::fade::{fading, known};
use crate::scene::sheet::{Kind, mark};
use crate::scene::{Color, Layer, Mark, Shape, Sheet, Stratum, Stroke};

/// How far from the edge of what is known a neighbour's border is drawn with which strength, degrees; and one that
/// lies nowhere near it.
const FADE: [(f64, f64); 4] = [(0.0, 0.2), (1.0, 0.3), (2.0, 0.45), (3.0, 1.0)];
const WHOLE: [(f64, f64); 1] = [(0.0, 1.0)];

/// Province borders: thin.
pub(in crate::scene) struct ProvinceLines;

impl Layer for ProvinceLines {
    fn id(&self) -> &'static str {
        "province-lines"
    }
    fn label(&self) -> &'static str {
        "Province borders"
    }
    fn doc(&self) -> &'static str {
        "Borders between provinces"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Lines
    }
    fn optional(&self) -> bool {
        false
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let ways = sheet.inputs.atlas.province_lines.iter();
        border(sheet, self.id(), ways, sheet.palette.province_line, (0.7, &WHOLE), out);
    }
}

/// Country borders: firm for the country itself, quieter for others.
pub(in crate::scene) struct CountryLines;

impl Layer for CountryLines {
    fn id(&self) -> &'static str {
        "country-lines"
    }
    fn label(&self) -> &'static str {
        "Country borders"
    }
    fn doc(&self) -> &'static str {
        "Borders between countries"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Lines
    }
    fn optional(&self) -> bool {
        false
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let lines = &sheet.inputs.atlas.country_lines;
        let own = |own: bool| lines.iter().filter(move |way| (way.rank <= 1) == own);
        if sheet.kind != Kind::Thumbnail {
            border(sheet, self.id(), own(false), sheet.palette.border_line, (0.9, &FADE), out);
        }
        let width = if sheet.is_small() { 1.1 } else { 1.5 };
        border(sheet, self.id(), own(true), sheet.palette.country_line, (width, &WHOLE), out);
    }
}

fn border<'w>(
    sheet: &Sheet<'_>,
    layer: &'static str,
    ways: impl Iterator<Item = &'w Way> + Clone,
    color: Color,
    (width, steps): (f64, &[(f64, f64)]),
    out: &mut Vec<Mark>,
) {
    let Some(known) = known(sheet, ways.clone()) else { return };
    let lines: Vec<_> = ways.flat_map(|way| sheet.projector.line(&way.track)).collect();
    // A line on the very edge of the box is no less there.
    for (parts, alpha) in fading(sheet, &lines, known.grown(sheet.px(1.0)), steps) {
        let stroke = Stroke { color: color.with_alpha(alpha), width: sheet.line_px(width), dash: None };
        out.push(mark(Stratum::Lines, layer, None, Shape::Path { parts, fill: None, stroke: Some(stroke) }));
    }
}
