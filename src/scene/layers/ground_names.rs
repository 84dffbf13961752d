//! Names of rivers and provinces, under everything that changes with time.

use crate::scene::ground_names::Ground;
use crate::scene::sheet::mark;
use crate::scene::{Layer, Mark, Sheet, Stratum};

/// Along their course, where the map is near enough.
pub(super) struct RiverNames;

impl Layer for RiverNames {
    fn id(&self) -> &'static str {
        "river-names"
    }
    fn label(&self) -> &'static str {
        "Names of rivers"
    }
    fn doc(&self) -> &'static str {
        "Along their course, where the map is near enough and nothing more important needs the room"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Marks
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        draw(sheet, self.id(), Ground::River, out);
    }
}

/// Inside their borders, where the map is near enough.
pub(super) struct ProvinceNames;

impl Layer for ProvinceNames {
    fn id(&self) -> &'static str {
        "province-names"
    }
    fn label(&self) -> &'static str {
        "Names of provinces"
    }
    fn doc(&self) -> &'static str {
        "Inside their borders, where the map is near enough and nothing more important needs the room"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Marks
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        draw(sheet, self.id(), Ground::Province, out);
    }
}

fn draw(sheet: &Sheet<'_>, layer: &'static str, wanted: Ground, out: &mut Vec<Mark>) {
    let names = sheet.lettering().ground.iter().filter(|(of, _)| *of == wanted);
    out.extend(names.map(|(_, shape)| mark(Stratum::Marks, layer, None, shape.clone())));
}
