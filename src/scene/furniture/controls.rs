//! Where a window has its buttons over the map: the words on it keep clear of them.

use crate::geo::ScreenRect;

/// In a lower map the buttons stand side by side, px.
const LOW_PX: f64 = 300.0;
/// In one that is narrower, too, they would cover what it shows: wheel and keys zoom it, px.
const NARROW_PX: f64 = 420.0;
/// From the edge of the map, px.
const MARGIN_PX: f64 = 12.0;
/// Along and across the row of three buttons, px.
const ROW_PX: [f64; 2] = [92.0, 28.0];

/// The room of the zoom buttons on a window's map, and whether they stand side by side; `None` where there is no room.
pub fn zoom_controls(map: ScreenRect) -> Option<(ScreenRect, bool)> {
    let [along, across] = ROW_PX;
    let right = map.max.x - MARGIN_PX;
    if map.height() >= LOW_PX {
        return Some((ScreenRect::new(right - across, map.min.y + MARGIN_PX, across, along), false));
    }
    // A low map has no legend in the corner below, and no height to give away.
    let row = ScreenRect::new(right - along, map.max.y - MARGIN_PX - across, along, across);
    (map.width() >= NARROW_PX).then_some((row, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buttons_lie_inside_the_map_or_nowhere() {
        for (width, height) in [(900.0, 600.0), (900.0, 299.0), (420.0, 200.0), (419.0, 200.0), (300.0, 300.0)] {
            let map = ScreenRect::new(10.0, 20.0, width, height);
            match zoom_controls(map) {
                Some((room, side_by_side)) => {
                    assert!(map.covers(room), "{width} {height}");
                    assert_eq!(side_by_side, height < LOW_PX, "{width} {height}");
                }
                None => assert!(height < LOW_PX && width < NARROW_PX, "{width} {height}"),
            }
        }
    }
}
