//! How many columns a page has, so that its maps are as large as they can be.

use crate::geo::ScreenRect;

/// The most that rows are moved apart where a page is tall, design px.
const LOOSEST: f64 = 34.0;
/// What the legend and the chart need side by side, design px.
const KEY: [f64; 2] = [440.0, 168.0];
/// More columns than this are never needed.
const MOST_COLUMNS: usize = 24;

/// How much room everything but the maps takes, design px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Between the cells, across and down.
    pub gap: [f64; 2],
    /// Height of the line over a map.
    pub header: f64,
    /// Height of the line under a map, if it has one.
    pub foot: f64,
    /// Height of legend and chart where they stand below the maps.
    pub below: f64,
}

/// For maps that can be read one by one.
pub(super) const ROOMY: Style = Style { gap: [20.0, 12.0], header: 24.0, foot: 0.0, below: 172.0 };
/// For so many that only the whole can be read.
pub(super) const DENSE: Style = Style { gap: [14.0, 9.0], header: 21.0, foot: 0.0, below: 132.0 };

/// Where everything stands, px.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// One for each map, header included.
    pub cells: Vec<ScreenRect>,
    /// Legend, note and chart: the spare cells of the last row, or a strip below all.
    pub key: Option<ScreenRect>,
    /// Width of the cells the key takes the room of; `None` for a strip.
    pub key_cell: Option<f64>,
    pub style: Style,
    /// Width of a map, px.
    pub map_width: f64,
}

/// A way to lay out the page.
struct Plan {
    columns: usize,
    rows: usize,
    cell: [f64; 2],
    spare: usize,
    map_width: f64,
}

impl Grid {
    /// The largest maps of `aspect` (width to height) that fit `count` times into `area`.
    pub fn of(area: ScreenRect, count: usize, aspect: f64, style: Style, scale: f64) -> Self {
        let plans = (1..=count.clamp(1, MOST_COLUMNS)).flat_map(|columns| {
            [true, false].into_iter().filter_map(move |spare| plan(area, count, columns, spare, aspect, style, scale))
        });
        let best = plans.reduce(|best, next| if next.map_width > best.map_width + 0.5 { next } else { best });
        let Some(Plan { columns, rows, cell, spare, map_width }) = best else {
            return Self { cells: Vec::new(), key: None, key_cell: None, style, map_width: 0.0 };
        };
        let [across, down] = style.gap;
        let need = map_width / aspect + (style.foot + style.header) * scale;
        let below = if spare == 0 { (style.below + down) * scale } else { 0.0 };
        let slack = (area.height() - below - need * rows as f64) / rows as f64 - down * scale;
        let gap = down * scale + slack.clamp(0.0, LOOSEST * scale);
        let pitch = [cell[0] + across * scale, need + gap];
        let at = |i: usize| {
            let (column, row) = ((i % columns) as f64, (i / columns) as f64);
            ScreenRect::new(area.min.x + pitch[0] * column, area.min.y + pitch[1] * row, cell[0], need)
        };
        let key = if spare > 0 {
            let first = at(rows * columns - spare.min(columns));
            Some(ScreenRect { min: first.min, max: area.max })
        } else {
            let top = area.min.y + pitch[1] * rows as f64;
            Some(ScreenRect::new(area.min.x, top, area.width(), area.max.y - top))
        };
        Self { cells: (0..count).map(at).collect(), key, key_cell: (spare > 0).then_some(cell[0]), style, map_width }
    }
}

fn plan(
    area: ScreenRect,
    count: usize,
    columns: usize,
    spare: bool,
    aspect: f64,
    style: Style,
    scale: f64,
) -> Option<Plan> {
    let [across, down] = style.gap;
    let wanted = if spare { count + 2 } else { count };
    let rows = wanted.div_ceil(columns);
    let spare = if spare { rows * columns - count } else { 0 };
    let below = if spare == 0 { (style.below + down) * scale } else { 0.0 };
    let width = (area.width() - across * scale * (columns - 1) as f64) / columns as f64;
    let height = (area.height() - below - down * scale * (rows - 1) as f64) / rows as f64;
    let body = height - (style.header + style.foot) * scale;
    let map_width = width.min(body * aspect);
    if map_width <= 0.0 {
        return None;
    }
    let of_key = spare.min(columns) as f64;
    let need = map_width / aspect + (style.foot + style.header) * scale;
    let key = [width * of_key + across * scale * (of_key - 1.0), need];
    let key_fits = spare == 0 || (spare > 1 && key[0] >= KEY[0] * scale && key[1] >= KEY[1] * scale);
    key_fits.then_some(Plan { columns, rows, cell: [width, height], spare, map_width })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_on_the_page_and_apart_whatever_their_number() {
        for (width, height) in [(1208.0, 580.0), (720.0, 1000.0), (580.0, 580.0), (300.0, 240.0)] {
            let area = ScreenRect::new(36.0, 100.0, width, height);
            for count in 1..=40 {
                let grid = Grid::of(area, count, 1.3, ROOMY, 1.0);
                if width > 500.0 {
                    assert_eq!(grid.cells.len(), count, "{count} on {width}x{height}");
                }
                for (i, cell) in grid.cells.iter().enumerate() {
                    assert!(area.grown(0.01).covers(*cell), "{count} on {width}x{height}: {cell:?}");
                    assert!(!grid.cells.iter().skip(i + 1).any(|other| other.overlaps(*cell)));
                    assert!(grid.key.is_none_or(|key| !key.overlaps(cell.grown(-0.01))), "{count}: {cell:?} {grid:?}");
                }
            }
        }
    }

    #[test]
    fn ten_days_leave_two_spare_cells_on_a_landscape_page() {
        let grid = Grid::of(ScreenRect::new(36.0, 100.0, 1208.0, 760.0), 10, 1.3, ROOMY, 1.0);
        assert!(grid.key_cell.is_some());
        assert!((grid.cells[4].min.x - grid.cells[0].min.x).abs() < 1e-9, "four columns");
    }
}
