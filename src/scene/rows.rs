//! The rows of tables on a surface: how many lie in each cell of a grid of hexagons, the points of cells that have few, and
//! the spots that have many. Worked out on all cores; what comes of it is bounded by the size of the map, never by the
//! number of rows.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::geometry::Projector;
use crate::scene::hexagons::HexGrid;
use crate::table::rows::{RowsNow, Tables};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// From so many rows on a cell is a hexagon; the points of fewer are drawn.
pub(super) const DENSE: u32 = 10;
/// The numbers of rows at which a hexagon gets darker, where the busiest has no more than the last of them.
const STEPS: [u32; 5] = [DENSE, 40, 100, 200, 400];
/// Radius of a hexagon, design px.
const HEXAGON_PX: f64 = 7.0;
/// Spots with a number are no more than this.
const MOST_SPOTS: usize = 24;

/// What is drawn of the rows of an instant.
#[derive(Clone, Debug)]
pub(super) struct RowMap {
    /// Which rows.
    pub now: Arc<RowsNow>,
    pub grid: HexGrid,
    /// Cells with many rows, and how many those are.
    pub dense: Vec<(ScreenPoint, u32)>,
    /// From how many rows on a hexagon is how dark.
    pub steps: [u32; 5],
    /// The rows of all other cells, by kind and by how large a point is: tenths of a design px.
    pub points: BTreeMap<(u16, u16), Vec<ScreenPoint>>,
    /// Spots at which many rows lie, the most first, none over another.
    pub spots: Vec<(ScreenPoint, u32)>,
}

impl RowMap {
    /// Of some rows with a camera, on a map of a scale (px for each of the design); `None` where no row is on the map.
    pub fn of(now: Arc<RowsNow>, tables: &Tables, projector: &Projector, map: ScreenRect, px: f64) -> Option<Self> {
        let grid = HexGrid::over(map, projector.origin(), HEXAGON_PX * px);
        let counted = Counted::of(&now, tables, projector, grid);
        let steps = steps(counted.cells.iter().copied().max().unwrap_or_default());
        let numbered = counted.cells.iter().enumerate().filter(|(_, count)| **count >= DENSE);
        let dense: Vec<_> = numbered.map(|(cell, count)| (grid.center(cell), *count)).collect();
        let points = points(&now, tables, projector, grid, &counted.cells);
        if dense.is_empty() && points.is_empty() {
            return None;
        }
        let spots = apart(counted.spots, map, px);
        Some(Self { now, grid, dense, steps, points, spots })
    }

    /// Which of the steps a number of rows reaches.
    pub fn step(&self, count: u32) -> usize {
        self.steps.iter().filter(|step| **step <= count).count().saturating_sub(1)
    }

    /// Where the most rows are, and how many: at a spot, else in a cell (then with false).
    pub fn most(&self) -> Option<(ScreenPoint, u32, bool)> {
        let cell = || self.dense.iter().max_by_key(|(_, count)| *count).map(|(at, count)| (*at, *count, false));
        self.spots.first().map(|(at, count)| (*at, *count, true)).or_else(cell)
    }
}

/// How many rows there are in each cell, and at each spot that has many.
struct Counted {
    cells: Vec<u32>,
    spots: Vec<(ScreenPoint, u32)>,
}

impl Counted {
    fn of(now: &RowsNow, tables: &Tables, projector: &Projector, grid: HexGrid) -> Self {
        let mut cells = vec![0; grid.len()];
        let mut spots = Vec::new();
        for (table, window) in tables.iter().zip(&now.windows) {
            let (rows, known) = (&table.rows, table.rows.spots());
            let at_spots: Vec<AtomicU32> = (0..known.len()).map(|_| AtomicU32::new(0)).collect();
            let counts = window.fold(
                || vec![0u32; grid.len()],
                |counts, at| {
                    let Some(world) = rows.world(at) else { return };
                    let cell = grid.cell(projector.nearest(world)).and_then(|cell| counts.get_mut(cell));
                    let Some(count) = cell else { return };
                    *count += 1;
                    if let Some(spot) = known.of(at).and_then(|spot| at_spots.get(spot)) {
                        spot.fetch_add(1, Ordering::Relaxed);
                    }
                },
                |mut all, part| {
                    all.iter_mut().zip(part).for_each(|(all, part)| *all += part);
                    all
                },
            );
            cells.iter_mut().zip(counts).for_each(|(all, of_table)| *all += of_table);
            for (spot, count) in at_spots.into_iter().map(AtomicU32::into_inner).enumerate().filter(|of| of.1 >= DENSE)
            {
                if let Some(world) = known.row(spot).and_then(|at| rows.world(at)) {
                    spots.push((projector.nearest(world), count));
                }
            }
        }
        Self { cells, spots }
    }
}

fn points(
    now: &RowsNow,
    tables: &Tables,
    projector: &Projector,
    grid: HexGrid,
    cells: &[u32],
) -> BTreeMap<(u16, u16), Vec<ScreenPoint>> {
    let mut points: BTreeMap<(u16, u16), Vec<ScreenPoint>> = BTreeMap::new();
    for (number, (table, window)) in tables.iter().zip(&now.windows).enumerate() {
        let (rows, merged) = (&table.rows, tables.merged(number));
        let found = window.fold(
            Vec::new,
            |found, at| {
                let Some(point) = rows.world(at).map(|world| projector.nearest(world)) else { return };
                let few = grid.cell(point).and_then(|cell| cells.get(cell)).is_some_and(|count| *count < DENSE);
                let kind = rows.kind(at).and_then(|kind| merged.get(usize::from(kind)));
                if let Some(kind) = kind.filter(|_| few) {
                    found.push(((*kind, tenths(rows.size(at))), point));
                }
            },
            |mut all, part| {
                all.extend(part);
                all
            },
        );
        for (look, point) in found {
            points.entry(look).or_default().push(point);
        }
    }
    points
}

/// Radius of a point, tenths of a design px: of what is large a little more.
pub(super) fn tenths(size: f32) -> u16 {
    match size {
        100.0.. => 45,
        10.0..100.0 => 35,
        _ => 25,
    }
}

/// The steps of a map whose busiest cell has so many rows: round numbers, each about as many times the one before.
fn steps(most: u32) -> [u32; 5] {
    let [first, .., last] = STEPS;
    if most < 5 * last {
        return STEPS;
    }
    let ratio = libm::pow(f64::from(most) / 2.0 / f64::from(first), 0.25);
    let mut steps = STEPS;
    for (power, step) in (0u32..).zip(&mut steps) {
        *step = round(f64::from(first) * libm::pow(ratio, f64::from(power)));
    }
    steps
}

/// The nearest of 1, 2, 4, 6, 8 and 10 times a power of ten.
fn round(number: f64) -> u32 {
    let unit = libm::pow(10.0, libm::floor(libm::log10(number.max(1.0))));
    let off = |digit: &f64| (number / unit - digit).abs();
    let nearest = [1.0, 2.0, 4.0, 6.0, 8.0, 10.0].into_iter().min_by(|a, b| off(a).total_cmp(&off(b)));
    (nearest.unwrap_or(1.0) * unit) as u32
}

/// The spots with the most rows whose numbers lie over no other and inside the map.
fn apart(mut spots: Vec<(ScreenPoint, u32)>, map: ScreenRect, px: f64) -> Vec<(ScreenPoint, u32)> {
    spots.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.x.total_cmp(&b.x)).then(a.y.total_cmp(&b.y)));
    let mut kept: Vec<(ScreenPoint, u32)> = Vec::new();
    for (at, count) in spots {
        let free =
            |(other, _): &(ScreenPoint, u32)| (other.x - at.x).abs() > 46.0 * px || (other.y - at.y).abs() > 34.0 * px;
        if map.grown(-22.0 * px).contains(at) && kept.iter().all(free) {
            kept.push((at, count));
        }
        if kept.len() == MOST_SPOTS {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_round_and_rise_with_the_busiest_cell() {
        assert_eq!(steps(300), STEPS);
        assert_eq!(steps(40_000), [10, 60, 400, 2_000, 20_000]);
        for most in [2_000, 9_999, 123_456, 4_000_000] {
            assert!(steps(most).is_sorted_by(|a, b| a < b), "{most}: {:?}", steps(most));
        }
    }

    #[test]
    fn numbers_stand_apart_and_the_most_come_first() {
        let at = |x: f64, y: f64| ScreenPoint { x, y };
        let spots = vec![(at(100.0, 100.0), 20), (at(110.0, 100.0), 900), (at(300.0, 100.0), 30), (at(1.0, 1.0), 99)];
        let kept = apart(spots, ScreenRect::new(0.0, 0.0, 400.0, 200.0), 1.0);
        assert_eq!(kept.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [900, 30]);
    }
}
