//! Where a map looks.

use crate::chronicle::load::reader::Fault;
use crate::geo::BBox;
use crate::limits::{FARTHEST_LATITUDE_DEG, NARROWEST_VIEW_DEG};

/// A box of west, south, east and north; what lies across the 180th meridian goes on past it.
pub(super) fn bbox([west, south, east, north]: [f64; 4]) -> Result<BBox, String> {
    let sound = (-180.0..=180.0).contains(&west)
        && (-180.0..=180.0).contains(&east)
        && (-90.0..=90.0).contains(&south)
        && (-90.0..=90.0).contains(&north)
        && (west - east).abs() > 0.0
        && south < north;
    let found = [west, south, east, north];
    sound.then_some(BBox { west, south, east, north }.unwrapped()).ok_or_else(|| {
        format!(
            "expected a box of west, south, east and north in degrees, found {found:?} (west may be greater than east, \
             across the 180th meridian; south is less than north)"
        )
    })
}

/// What to say of a view that is drawn otherwise than written.
pub(super) fn beyond_the_map(view: BBox) -> Option<Fault> {
    let BBox { west, south, east, north } = view;
    if (east - west).min(north - south) < NARROWEST_VIEW_DEG {
        let fault = format!(
            "expected a view of at least {NARROWEST_VIEW_DEG} degrees, found {} by {}",
            east - west,
            north - south
        );
        return Some(Fault::new(fault).hint("more of the surroundings is shown"));
    }
    (south < -FARTHEST_LATITUDE_DEG || north > FARTHEST_LATITUDE_DEG).then(|| {
        let fault = format!(
            "expected a view from {} to {FARTHEST_LATITUDE_DEG} degrees north, found {south} to {north}",
            -FARTHEST_LATITUDE_DEG
        );
        Fault::new(fault).hint("the map is drawn in Web Mercator and ends there")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_across_the_180th_meridian_goes_on_past_it() {
        let east = |written| bbox(written).map(|bbox| bbox.east);
        assert_eq!(east([176.0, -21.0, -177.0, -14.0]), Ok(183.0));
        assert_eq!(east([60.4, 29.3, 75.0, 38.6]), Ok(75.0));
        assert!(bbox([60.4, 29.3, 60.4, 38.6]).is_err() && bbox([176.0, -14.0, -177.0, -21.0]).is_err());
    }

    #[test]
    fn a_view_to_the_poles_is_drawn_as_far_as_the_map_goes_with_a_word() {
        let view = |north| BBox { west: -30.0, south: 60.0, east: 40.0, north };
        assert!(beyond_the_map(view(90.0)).is_some() && beyond_the_map(view(84.0)).is_none());
    }
}
