//! A view of the map: where it looks and how large it is.

use crate::geo::{BBox, LonLat, ScreenPoint, WorldPoint};

/// A camera over the map. At zoom `z` the world is `256 · 2^z` pixels wide, as in every slippy map.
///
/// ```
/// use dateline::geo::{BBox, LonLat, Viewport};
///
/// // Afghanistan on 800×600 px, 20 px of it left free on every side.
/// let bbox = BBox { west: 60.4, south: 29.3, east: 75.0, north: 38.6 };
/// let viewport = Viewport::fit(bbox, [0.0, 0.0], [800.0, 600.0], [20.0; 4]);
/// let kabul = viewport.screen_from_lon_lat(LonLat::new(69.17, 34.53));
/// assert!((400.0..780.0).contains(&kabul.x) && (20.0..300.0).contains(&kabul.y));
/// assert!((viewport.lon_lat_from_screen(kabul).lon_deg - 69.17).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Viewport {
    /// What lies at the middle of the view.
    pub center: LonLat,
    /// Zoom; fractions allowed.
    pub zoom: f64,
    /// Top left corner of the map on its surface, px.
    pub origin_px: [f64; 2],
    /// Width and height, px.
    pub size_px: [f64; 2],
}

impl Viewport {
    /// The nearest zoom there is: some 15 cm a pixel at the equator, nearer than any place is known.
    pub const NEAREST: f64 = 20.0;

    /// Pixels across the whole world.
    pub fn world_px(&self) -> f64 {
        256.0 * libm::exp2(self.zoom)
    }

    /// Projects a position.
    pub fn screen_from_lon_lat(&self, position: LonLat) -> ScreenPoint {
        self.screen_from_world(position.world())
    }

    /// Projects a position to where it is nearest to the middle of the view.
    pub fn nearest_screen(&self, position: LonLat) -> ScreenPoint {
        self.screen_from_lon_lat(position.near(self.center.lon_deg))
    }

    /// Projects a position of the Web Mercator world.
    pub fn screen_from_world(&self, p: WorldPoint) -> ScreenPoint {
        let c = self.center.world();
        let scale = self.world_px();
        ScreenPoint {
            x: (p.x - c.x) * scale + self.origin_px[0] + self.size_px[0] / 2.0,
            y: (p.y - c.y) * scale + self.origin_px[1] + self.size_px[1] / 2.0,
        }
    }

    /// The position under a pixel.
    pub fn lon_lat_from_screen(&self, p: ScreenPoint) -> LonLat {
        let c = self.center.world();
        let scale = self.world_px();
        WorldPoint {
            x: (p.x - self.origin_px[0] - self.size_px[0] / 2.0) / scale + c.x,
            y: (p.y - self.origin_px[1] - self.size_px[1] / 2.0) / scale + c.y,
        }
        .lon_lat()
    }

    /// The view that shows all of `bbox` in a map of `size_px` at `origin_px`, `padding_px` (left, top, right,
    /// bottom) kept free. Of a smaller box than [`Viewport::NEAREST`] can fill it shows the surroundings as well.
    pub fn fit(bbox: BBox, origin_px: [f64; 2], size_px: [f64; 2], padding_px: [f64; 4]) -> Self {
        let nw = LonLat::new(bbox.west, bbox.north).world();
        let se = LonLat::new(bbox.east, bbox.south).world();
        let [left, top, right, bottom] = padding_px;
        let width = (size_px[0] - left - right).max(1.0);
        let height = (size_px[1] - top - bottom).max(1.0);
        let world_px = (width / (se.x - nw.x).max(1e-9)).min(height / (se.y - nw.y).max(1e-9));
        let world_px = world_px.min(256.0 * libm::exp2(Self::NEAREST));
        let shift = ((right - left) / 2.0 / world_px, (bottom - top) / 2.0 / world_px);
        let middle = WorldPoint { x: (nw.x + se.x) / 2.0 + shift.0, y: (nw.y + se.y) / 2.0 + shift.1 };
        Self { center: middle.lon_lat(), zoom: libm::log2(world_px / 256.0), origin_px, size_px }
    }

    /// The box in degrees that the view shows.
    pub fn bbox(&self) -> BBox {
        let [x, y] = self.origin_px;
        let nw = self.lon_lat_from_screen(ScreenPoint { x, y });
        let se = self.lon_lat_from_screen(ScreenPoint { x: x + self.size_px[0], y: y + self.size_px[1] });
        BBox { west: nw.lon_deg, south: se.lat_deg, east: se.lon_deg, north: nw.lat_deg }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AFGHANISTAN: BBox = BBox { west: 60.4, south: 29.3, east: 75.0, north: 38.6 };

    #[test]
    fn a_fitted_box_lies_inside_the_padding() {
        for (size, padding) in [([1280.0, 800.0], [0.0; 4]), ([400.0, 900.0], [10.0, 80.0, 20.0, 5.0])] {
            let view = Viewport::fit(AFGHANISTAN, [30.0, 40.0], size, padding);
            let nw = view.screen_from_lon_lat(LonLat::new(AFGHANISTAN.west, AFGHANISTAN.north));
            let se = view.screen_from_lon_lat(LonLat::new(AFGHANISTAN.east, AFGHANISTAN.south));
            assert!(nw.x >= 30.0 + padding[0] - 1e-6 && nw.y >= 40.0 + padding[1] - 1e-6, "{nw:?}");
            assert!(se.x <= 30.0 + size[0] - padding[2] + 1e-6 && se.y <= 40.0 + size[1] - padding[3] + 1e-6, "{se:?}");
        }
    }

    #[test]
    fn no_size_at_all_still_gives_a_finite_view() {
        let view = Viewport::fit(AFGHANISTAN, [0.0; 2], [0.0; 2], [0.0; 4]);
        assert!(view.zoom.is_finite() && view.center.lat_deg.is_finite());
    }

    #[test]
    fn a_box_of_no_size_is_seen_from_as_near_as_there_is() {
        for half_deg in [0.0, 1e-9, 1e-5] {
            let (lon, lat) = (69.17, 34.53);
            let point =
                BBox { west: lon - half_deg, south: lat - half_deg, east: lon + half_deg, north: lat + half_deg };
            let view = Viewport::fit(point, [0.0; 2], [1280.0, 800.0], [0.0; 4]);
            assert!((view.zoom - Viewport::NEAREST).abs() < 1e-9, "{half_deg}: {}", view.zoom);
        }
    }

    #[test]
    fn the_box_of_a_view_is_what_it_shows() {
        let view = Viewport::fit(AFGHANISTAN, [0.0; 2], [1280.0, 800.0], [0.0; 4]);
        let shown = view.bbox();
        assert!(
            shown.west <= 60.4 && shown.east >= 75.0 - 1e-9 && shown.south <= 29.3 + 1e-9 && shown.north >= 38.6 - 1e-9
        );
    }

    proptest! {
        #[test]
        fn a_pixel_survives_the_round_trip(x in 0.0f64..1280.0, y in 0.0f64..800.0, zoom in 2.0f64..18.0) {
            let view = Viewport {
                center: LonLat::new(69.17, 34.53), zoom, origin_px: [7.0, 9.0], size_px: [1280.0, 800.0],
            };
            let back = view.screen_from_lon_lat(view.lon_lat_from_screen(ScreenPoint { x, y }));
            prop_assert!((back.x - x).abs() < 0.01 && (back.y - y).abs() < 0.01);
        }
    }
}
