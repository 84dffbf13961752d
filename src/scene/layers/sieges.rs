//! Rings around besieged places.

use crate::geo::ScreenPoint;
use crate::scene::glyph::siege_shapes;
use crate::scene::sheet::mark;
use crate::scene::{Layer, Mark, Record, Sheet, Stratum};

/// One heavy dashed ring a siege that holds now.
pub(in crate::scene) struct Sieges;

impl Layer for Sieges {
    fn id(&self) -> &'static str {
        "sieges"
    }
    fn label(&self) -> &'static str {
        "Sieges"
    }
    fn doc(&self) -> &'static str {
        "Rings around places under siege"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Marks
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let besieged: Vec<(_, ScreenPoint)> = sheet.visible().filter(|(look, _)| look.besieged).collect();
        for (look, at) in besieged {
            for shape in siege_shapes(at, sheet.inputs.view.scale, sheet.palette) {
                out.push(mark(Stratum::Marks, self.id(), Some(Record::Place(look.place.id.clone())), shape));
            }
        }
    }
}
