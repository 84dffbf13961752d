//! What lies under a point.

use crate::geo::ScreenPoint;
use crate::scene::{Mark, Record};

/// The record under `at`: the nearest symbol within `reach_px`, else the topmost label or area there.
pub fn hit(marks: &[Mark], at: ScreenPoint, reach_px: f64) -> Option<&Record> {
    let _ = (marks, at, reach_px);
    todo!("scene owner")
}
