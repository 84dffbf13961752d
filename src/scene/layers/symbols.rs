//! The symbols of places.

use crate::scene::glyph::Glyph;
use crate::scene::look::Holder;
use crate::scene::sheet::mark;
use crate::scene::{Layer, Mark, Record, Sheet, Stratum};

/// One symbol a place, the less important ones below.
pub(in crate::scene) struct Symbols;

impl Layer for Symbols {
    fn id(&self) -> &'static str {
        "symbols"
    }
    fn label(&self) -> &'static str {
        "Symbols"
    }
    fn doc(&self) -> &'static str {
        "Who holds each place: the shape is the side, the fill what it rests on, the edge how certain it is"
    }
    fn stratum(&self) -> Stratum {
        Stratum::Marks
    }
    fn optional(&self) -> bool {
        false
    }

    fn draw(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let mut places: Vec<_> = sheet.visible().filter(|(look, _)| !(sheet.is_small() && is_quiet(look))).collect();
        places.sort_by_key(|(look, _)| std::cmp::Reverse(look.rank()));
        for (look, at) in places {
            let besieged = look.besieged && sheet.inputs.view.shows("sieges");
            for shape in (Glyph { besieged, ..Glyph::of(look) }).shapes(at, sheet.inputs.view.scale, sheet.palette) {
                out.push(mark(Stratum::Marks, self.id(), Some(Record::Place(look.place.id.clone())), shape));
            }
        }
    }
}

/// Whether a thumbnail leaves the symbol out.
pub(super) fn is_quiet(look: &crate::scene::look::Look<'_>) -> bool {
    matches!(look.holder, Holder::Side(1..) | Holder::NotReported) && !look.focus && !look.selected
}
