//! The scenes of an order: a still of an instant, a page of small maps of several days, or several such pages.

use crate::export::{ExportError, Order, When};
use crate::scene::{Multiples, Scene, View, build, days_of_change, multiples};
use crate::timeline::Clock;

/// A map on a page of small maps is no narrower and, with its date, no lower than this, px of the design.
const SMALLEST: [f64; 2] = [120.0, 104.0];
/// No page has room for more maps.
const MOST: usize = 400;

/// The one picture of an order.
///
/// # Errors
/// When its size is out of range, or so many days do not fit on one page.
pub fn scene(order: Order<'_>) -> Result<Scene, ExportError> {
    order.checked_size()?;
    let Some(clocks) = days(order) else { return Ok(still(order)) };
    if fits(order, &clocks) {
        return Ok(page(order, &clocks));
    }
    Err(ExportError::Days { found: clocks.len(), room: most(order, &clocks) })
}

/// The pages of an order, as few as can be read.
///
/// # Errors
/// When the size is out of range, or not even one day fits on a page.
pub fn scenes(order: Order<'_>) -> Result<Vec<Scene>, ExportError> {
    order.checked_size()?;
    let Some(clocks) = days(order) else { return Ok(vec![still(order)]) };
    if fits(order, &clocks) {
        return Ok(vec![page(order, &clocks)]);
    }
    let room = most(order, &clocks);
    if room == 0 {
        return Err(ExportError::Days { found: clocks.len(), room });
    }
    // As full as each other.
    let pages = clocks.len().div_ceil(room);
    Ok(clocks.chunks(clocks.len().div_ceil(pages)).map(|clocks| page(order, clocks)).collect())
}

fn still(order: Order<'_>) -> Scene {
    let slice = order.timeline.slice(order.last());
    build(order.inputs(&slice))
}

/// The days of a page: each of them where they fit, else those on which the map changes. None for an instant.
fn days(order: Order<'_>) -> Option<Vec<Clock>> {
    if matches!(order.when, When::At(_)) {
        return None;
    }
    let each = order.clocks();
    if fits(order, &each) {
        return Some(each);
    }
    let (from, until) = order.range();
    let changes = days_of_change(order.timeline, from, until, order.known_by);
    Some(if changes.is_empty() { each } else { changes })
}

fn of<'a>(order: Order<'a>, clocks: &'a [Clock]) -> Multiples<'a> {
    let Order { chronicle, atlas, timeline, view, .. } = order;
    Multiples { chronicle, atlas, timeline, clocks, view }
}

fn page(order: Order<'_>, clocks: &[Clock]) -> Scene {
    multiples(of(order, clocks))
}

/// Whether a page has room for so many days.
fn fits(order: Order<'_>, clocks: &[Clock]) -> bool {
    if clocks.len() > MOST {
        return false;
    }
    let [width, height] = SMALLEST.map(|px| px * View::still_scale(order.view.size_px));
    let cells = of(order, clocks).cells();
    cells.len() == clocks.len() && cells.iter().all(|cell| cell.width() >= width && cell.height() >= height)
}

/// The most of these days a page has room for: fewer days leave each more room.
fn most(order: Order<'_>, clocks: &[Clock]) -> usize {
    let fit = |count: usize| clocks.get(..count).is_some_and(|clocks| fits(order, clocks));
    let (mut most, mut too_many) = (0, clocks.len().min(MOST) + 1);
    while most + 1 < too_many {
        let middle = most.midpoint(too_many);
        if fit(middle) { most = middle } else { too_many = middle }
    }
    most
}
