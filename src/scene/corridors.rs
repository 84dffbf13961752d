//! Which corridors are open at an instant, and the curves they are drawn as.

use crate::chronicle::Basis;
use crate::geo::{LonLat, ScreenPoint};
use crate::scene::appearance::Appearance;
use crate::scene::geometry::curve;
use crate::scene::sheet::Sheet;

/// A corridor whose ends one side holds.
pub(super) struct OpenCorridor<'s> {
    /// Its number among the corridors of the chronicle.
    pub number: usize,
    pub id: &'s str,
    pub line: Vec<ScreenPoint>,
    /// The side, by rank.
    pub side: usize,
    /// Whether the documents hold both ends.
    pub firm: bool,
}

/// The open corridors that reach into the map.
pub(super) fn open_corridors<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = OpenCorridor<'s>> {
    let corridors = sheet.inputs.chronicle.corridors.iter().enumerate();
    corridors.filter_map(|(number, corridor)| {
        let (from, to) = (sheet.appearance(corridor.from.as_str())?, sheet.appearance(corridor.to.as_str())?);
        let side = from.held().filter(|side| to.held() == Some(*side))?;
        let line = course(sheet, from.position, to.position);
        let map = sheet.layout.map;
        let touches = line.iter().any(|p| map.contains(*p));
        let firm = |end: &Appearance<'_>| end.basis == Basis::Documents;
        touches.then(|| OpenCorridor { number, id: corridor.id.as_str(), line, side, firm: firm(from) && firm(to) })
    })
}

/// The curve of a corridor between two places.
pub(super) fn course(sheet: &Sheet<'_>, from: LonLat, to: LonLat) -> Vec<ScreenPoint> {
    let (from, to) = sheet.projector.pair(from, to);
    curve(from, to)
}
