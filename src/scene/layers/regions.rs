//! Places known only roughly.

use crate::scene::Record;
use crate::scene::layers::symbols;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::soft;

/// One soft disc for each place whose radius is larger than its symbol.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    for (appearance, at) in symbols::drawn(sheet) {
        let Some(disc) = soft::of(sheet, appearance) else { continue };
        let record = Record::Place(appearance.place.id.clone());
        out.extend(
            soft::shapes(sheet, disc, appearance.position, at).into_iter().map(|shape| (Some(record.clone()), shape)),
        );
    }
}
