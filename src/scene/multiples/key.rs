//! What the signs on the page mean, what its figures count, and the distance to the focus.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::chart;
use crate::scene::layers::legend::{Item, ROW, items_of};
use crate::scene::look::Look;
use crate::scene::multiples::page::rule;
use crate::scene::multiples::words;
use crate::scene::write::Setting;
use crate::scene::{Shape, Sheet, Stroke, Weight};

/// The least room for a chart, and the most height it makes use of, design px.
const CHART: [f64; 2] = [190.0, 120.0];
const TALLEST: f64 = 210.0;
/// Between the parts, design px.
const GAP: f64 = 20.0;
/// From line to line of the note, design px.
const LEADING: f64 = 13.0;

/// Draws legend, note and chart; `page` is the sheet of the whole page, `maps` are those of the maps.
pub(super) fn draw_key(
    page: &Sheet<'_>,
    maps: &[Sheet<'_>],
    rect: ScreenRect,
    cell: Option<f64>,
    bases: &[Basis],
    shapes: &mut Vec<Shape>,
) {
    let looks: Vec<&Look<'_>> = maps.iter().flat_map(|sheet| sheet.visible().map(|(look, _)| look)).collect();
    let items = items_of(page, &looks);
    let px = |design: f64| page.px(design);
    let chart_fits = |width: f64| width >= px(CHART[0]) && rect.height() >= px(CHART[1]);
    // In spare cells the legend takes one; in a strip it takes as much as it needs.
    let widest = items.iter().map(|item| item.width(page)).fold(0.0, f64::max);
    let left = match cell {
        Some(cell) => cell.max(widest),
        None => rect.width() * 0.64,
    };
    let stroke = Stroke { color: page.palette.rule_firm, width: px(1.0), dash: None };
    let with_chart = chart_fits(rect.width() - left - px(GAP)) && !bases.is_empty();
    let left = if with_chart { left } else { rect.width() };
    shapes.push(rule(rect.min, rect.min.x + left, stroke.clone()));
    legend(page, &items, ScreenRect::new(rect.min.x, rect.min.y, left, rect.height()), widest, bases, shapes);
    if with_chart {
        let x = rect.min.x + left + px(GAP);
        shapes.push(rule(ScreenPoint { x, y: rect.min.y }, rect.max.x, stroke));
        let top = rect.min.y + px(7.0);
        let height = (rect.max.y - top).min(px(TALLEST));
        chart::draw(page, ScreenRect::new(x, top, rect.max.x - x, height), shapes);
    }
}

/// The signs in as few columns as the height allows, the note below or beside them.
fn legend(page: &Sheet<'_>, items: &[Item], rect: ScreenRect, widest: f64, bases: &[Basis], shapes: &mut Vec<Shape>) {
    let px = |design: f64| page.px(design);
    let setting = Setting::new(px(10.0), Weight::Regular, page.palette.ink2);
    let meta = &page.inputs.chronicle.meta;
    let note = format!("{} {}", words::note(page.inputs.chronicle, page.inputs.slice.counts.of, bases), meta.control);
    let row = px(ROW);
    let column = widest + px(18.0);
    let top = rect.min.y + px(10.0);
    let room = rect.max.y - top;
    let columns_that_fit = ((rect.width() + px(18.0)) / column).floor().max(1.0) as usize;
    let below = |columns: usize| {
        let rows = items.len().div_ceil(columns);
        let lines = setting.wrap(&note, rect.width()).len();
        row * rows as f64 + px(8.0) + px(LEADING) * lines as f64 <= room
    };
    let columns = (1..=columns_that_fit).find(|columns| below(*columns)).unwrap_or(columns_that_fit);
    let rows = items.len().div_ceil(columns).max(1);
    for (i, item) in items.iter().enumerate() {
        let (column_index, row_index) = (i / rows, i % rows);
        let x = rect.min.x + column * column_index as f64;
        item.draw(page, x, top + row * row_index as f64, shapes);
    }
    let mut baseline = top + row * rows as f64 + px(8.0);
    for line in setting.wrap(&note, rect.width()) {
        baseline += px(LEADING);
        if baseline <= rect.max.y {
            shapes.push(setting.line(rect.min.x, baseline - px(3.0), &line));
        }
    }
}
