//! Which corridors are open at an instant, and the curves they are drawn as.

use crate::chronicle::Basis;
use crate::geo::ScreenPoint;
use crate::scene::appearance::Appearance;
use crate::scene::geometry::curve;
use crate::scene::sheet::Sheet;

/// The open corridors that reach into the map: id, curve, and whether the documents hold both ends.
pub(super) fn open_corridors<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = (&'s str, Vec<ScreenPoint>, bool)> {
    let corridors = sheet.inputs.chronicle.corridors.iter();
    corridors.filter_map(|corridor| {
        let from = sheet.appearance(corridor.from.as_str()).filter(|appearance| appearance.held())?;
        let to = sheet.appearance(corridor.to.as_str()).filter(|appearance| appearance.held())?;
        let line = curve(sheet.projector.position(from.position), sheet.projector.position(to.position));
        let map = sheet.layout.map;
        let touches = line.iter().any(|p| map.contains(*p));
        let firm = |appearance: &Appearance<'_>| appearance.basis == Basis::Documents;
        touches.then(|| (corridor.id.as_str(), line, firm(from) && firm(to)))
    })
}
