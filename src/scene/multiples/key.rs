//! What the signs on the page mean, what its figures count, and the distance to the focus.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::Appearance;
use crate::scene::furniture::Chart;
use crate::scene::furniture::{Item, ROW, columns, items_of, rows};
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Shape, Stroke, Weight};

/// The least room for a chart, and the most height it makes use of, design px.
const CHART: [f64; 2] = [190.0, 120.0];
const TALLEST: f64 = 210.0;
/// Between the parts, design px.
const GAP: f64 = 20.0;
/// From line to line of the note, its width in a column of its own, and the space over the signs, design px.
const LEADING: f64 = 13.0;
const NOTE: f64 = 190.0;
const TOP: f64 = 10.0;

/// Draws legend, note and chart; `page` is the sheet of the whole page, `maps` are those of the maps.
pub(super) fn draw_key(
    page: &Sheet<'_>,
    maps: &[Sheet<'_>],
    rect: ScreenRect,
    cell: Option<f64>,
    note: &str,
    shapes: &mut Vec<Shape>,
) {
    let appearances: Vec<&Appearance<'_>> =
        maps.iter().flat_map(|sheet| sheet.visible().map(|(appearance, _)| appearance)).collect();
    let items = items_of(page, &appearances);
    let px = |design: f64| page.px(design);
    let widest = items.iter().map(|item| item.width(page)).fold(0.0, f64::max);
    let stroke = Stroke { color: page.palette.rule_firm, width: px(1.0), dash: None };
    let top = rect.min.y + px(7.0);
    let chart = Chart::of(page);
    let chart_at = |x: f64, height: f64, shapes: &mut Vec<Shape>| {
        if let Some(chart) = chart {
            chart.draw(page, ScreenRect::new(x, top, rect.max.x - x, height.min(px(TALLEST))), shapes);
        }
    };
    let fits = |width: f64, height: f64| chart.is_some() && width >= px(CHART[0]) && height >= px(CHART[1]);
    // In spare cells the legend takes one, in a strip as many columns as its height asks for.
    let legend = Legend::of(page, &items, widest, rect, cell);
    let left = cell.unwrap_or(legend.width).max(legend.width);
    let after = rect.min.x + left + px(GAP);
    let under = Note::of(page, note, left, legend.height, rect);
    if let Some(words) = under {
        let chart = fits(rect.max.x - after, rect.height());
        let end = if chart { rect.min.x + left } else { rect.max.x };
        shapes.push(Shape::level(rect.min, end, stroke.clone()));
        legend.draw(page, &items, rect, shapes);
        words.draw(page, rect.min.x, shapes);
        if chart {
            shapes.push(Shape::level(ScreenPoint { x: after, y: rect.min.y }, rect.max.x, stroke));
            chart_at(after, rect.max.y - top, shapes);
        }
        return;
    }
    legend.draw(page, &items, rect, shapes);
    shapes.push(Shape::level(rect.min, rect.min.x + left, stroke.clone()));
    // No room below the legend: the note stands beside it, in a column of its own or under the chart.
    let column = px(NOTE).min(rect.max.x - after);
    if fits(rect.max.x - after - column - px(GAP), rect.height()) {
        let end = after + column;
        shapes.push(Shape::level(ScreenPoint { x: after, y: rect.min.y }, end, stroke.clone()));
        if let Some(words) = Note::of(page, note, column, 0.0, rect) {
            words.draw(page, after, shapes);
        }
        shapes.push(Shape::level(ScreenPoint { x: end + px(GAP), y: rect.min.y }, rect.max.x, stroke));
        chart_at(end + px(GAP), rect.max.y - top, shapes);
    } else if rect.max.x - after >= px(90.0) {
        shapes.push(Shape::level(ScreenPoint { x: after, y: rect.min.y }, rect.max.x, stroke));
        let lines = Note::setting(page).wrap(note, rect.max.x - after).len() as f64;
        let height = (rect.height() - px(LEADING) * lines - px(14.0)).min(px(TALLEST));
        let chart = fits(rect.max.x - after, height);
        if chart {
            chart_at(after, height, shapes);
        }
        if let Some(words) = Note::of(page, note, rect.max.x - after, if chart { height } else { 0.0 }, rect) {
            words.draw(page, after, shapes);
        }
    }
}

/// The signs in as few columns as the height allows.
struct Legend {
    rows: usize,
    column: f64,
    width: f64,
    height: f64,
}

impl Legend {
    fn of(page: &Sheet<'_>, items: &[Item], widest: f64, rect: ScreenRect, cell: Option<f64>) -> Self {
        let px = |design: f64| page.px(design);
        let column = widest + px(18.0);
        let room = cell.unwrap_or(rect.width() * 0.6);
        let most = ((room + px(18.0)) / column).floor().max(1.0) as usize;
        let height = |columns: usize| px(TOP) + px(ROW) * rows(items).div_ceil(columns) as f64;
        let columns = (1..=most).find(|columns| height(*columns) <= rect.height()).unwrap_or(most);
        Self {
            rows: rows(items).div_ceil(columns).max(1),
            column,
            width: column * columns as f64 - px(18.0),
            height: height(columns),
        }
    }

    fn draw(&self, page: &Sheet<'_>, items: &[Item], rect: ScreenRect, shapes: &mut Vec<Shape>) {
        for (item, column, row) in columns(items, self.rows) {
            let y = rect.min.y + page.px(TOP) + page.px(ROW) * row as f64;
            item.draw(page, rect.min.x + self.column * column as f64, y, shapes);
        }
    }
}

/// What the figures count, in lines.
struct Note {
    lines: Vec<String>,
    top: f64,
}

impl Note {
    fn setting(page: &Sheet<'_>) -> Setting {
        Setting::new(page.px(10.0), Weight::Regular, page.palette.ink2)
    }

    /// The note in a column `below` px under the top of a rectangle, if it fits there.
    fn of(page: &Sheet<'_>, text: &str, width: f64, below: f64, rect: ScreenRect) -> Option<Self> {
        let lines = Self::setting(page).wrap(text, width);
        let top = rect.min.y + below + page.px(9.0);
        let bottom = top + page.px(LEADING) * lines.len() as f64;
        (bottom <= rect.max.y + page.px(2.0)).then_some(Self { lines, top })
    }

    fn draw(&self, page: &Sheet<'_>, x: f64, shapes: &mut Vec<Shape>) {
        for (i, line) in self.lines.iter().enumerate() {
            let baseline = self.top + page.px(LEADING) * (i as f64 + 0.75);
            shapes.push(Self::setting(page).line(x, baseline, line));
        }
    }
}
