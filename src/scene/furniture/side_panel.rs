//! A still's panel, beside or below the map: what was taken this day, the legend, the distance to the focus.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::furniture::chart::Chart;
use crate::scene::furniture::happened::happened;
use crate::scene::furniture::legend::{caveat_lines, draw_caveat, items};
use crate::scene::furniture::legend_item::{ROW, columns, rows};
use crate::scene::furniture::taken::taken;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Shape, Stroke};

/// The panel of a still; a window has none.
pub(in crate::scene) fn draw(sheet: &Sheet<'_>, out: &mut Drawn) {
    let Some(panel) = sheet.layout.panel else { return };
    let palette = sheet.palette;
    let mut shapes = vec![Shape::Rect {
        min: panel.min,
        max: panel.max,
        corner_radius: 0.0,
        fill: Some(palette.panel),
        stroke: None,
    }];
    let end = if sheet.layout.below {
        ScreenPoint { x: panel.max.x, y: panel.min.y }
    } else {
        ScreenPoint { x: panel.min.x, y: panel.max.y }
    };
    shapes.push(rule(sheet, panel.min, end));
    if sheet.layout.below && panel.height() >= sheet.px(TWO_ROWS) {
        in_two_rows(sheet, panel, &mut shapes);
    } else if sheet.layout.below {
        beside_each_other(sheet, panel, &mut shapes);
    } else {
        below_each_other(sheet, panel, &mut shapes);
    }
    out.extend(shapes.into_iter().map(|shape| (None, shape)));
}

/// Space between the panel's edge and its words at the side and at the top, and around a rule, design px.
const PAD: [f64; 2] = [28.0, 30.0];
const GAP: f64 = 17.0;

/// From this height on the panel of an upright still has two rows, and the chart is no higher than this, design px.
const TWO_ROWS: f64 = 350.0;
const CHART: f64 = 250.0;

/// The panel of a tall still: the lists of the day and the legend, below them the chart.
fn in_two_rows(sheet: &Sheet<'_>, panel: ScreenRect, shapes: &mut Vec<Shape>) {
    let (left, right) = (panel.min.x + sheet.px(20.0), panel.max.x - sheet.px(20.0));
    let top = panel.min.y + sheet.px(18.0);
    let (gap, pitch) = (sheet.px(28.0), sheet.px(ROW));
    let entries = items(sheet);
    let list = ((right - left - gap) * 0.45).round();
    let x = left + list + gap;
    let caveat = sheet.px(13.0) * caveat_lines(sheet, right - x).len() as f64;
    let below = pitch * rows(&entries) as f64;
    let height = below + sheet.px(4.0) + caveat;
    day(sheet, ScreenRect::new(left, top, list, height), shapes);
    for (item, _, row) in columns(&entries, usize::MAX) {
        item.draw(sheet, x, top - sheet.px(5.0) + pitch * row as f64, shapes);
    }
    draw_caveat(sheet, x, top + below, right - x, shapes);
    let upright = x - gap / 2.0;
    shapes.push(rule(sheet, ScreenPoint { x: upright, y: top }, ScreenPoint { x: upright, y: top + height }));
    let y = top + height + sheet.px(14.0);
    let rest = ScreenRect::new(left, y + sheet.px(GAP - 3.0), right - left, panel.max.y - y - sheet.px(GAP + 9.0));
    if let Some(chart) = Chart::of(sheet).filter(|_| rest.height() > sheet.px(100.0)) {
        shapes.push(rule(sheet, ScreenPoint { x: left, y }, ScreenPoint { x: right, y }));
        let height = rest.height().min(sheet.px(CHART));
        chart.draw(sheet, ScreenRect::new(rest.min.x, rest.min.y, rest.width(), height), shapes);
    }
}

/// The column of a wide still.
fn below_each_other(sheet: &Sheet<'_>, panel: ScreenRect, shapes: &mut Vec<Shape>) {
    let x = panel.min.x + sheet.px(PAD[0]);
    let width = panel.width() - sheet.px(2.0 * PAD[0] - 4.0);
    let line = |y: f64| rule(sheet, ScreenPoint { x, y }, ScreenPoint { x: x + width, y });
    let entries = items(sheet);
    let caveat = sheet.px(13.0) * caveat_lines(sheet, width).len() as f64;
    let legend = sheet.px(ROW + 1.0) * rows(&entries) as f64 + sheet.px(6.0) + caveat;
    // The lists of the day give way to the legend where a still is low.
    let room = panel.height() - legend - sheet.px(PAD[1] + 3.0 * GAP);
    let mut y = panel.min.y + sheet.px(PAD[1]);
    if room > sheet.px(64.0) {
        y = day(sheet, ScreenRect::new(x, y, width, room.min(sheet.px(190.0))), shapes) + sheet.px(GAP);
        shapes.push(line(y));
        y += sheet.px(GAP - 6.0);
    }
    for item in &entries {
        item.draw(sheet, x, y, shapes);
        y += sheet.px(ROW + 1.0) * item.rows() as f64;
    }
    y = draw_caveat(sheet, x, y + sheet.px(6.0), width, shapes) + sheet.px(GAP - 4.0);
    let rest = ScreenRect { min: ScreenPoint { x, y: y + sheet.px(GAP) }, max: panel.max };
    let rest = ScreenRect::new(x, rest.min.y, width, panel.max.y - rest.min.y - sheet.px(18.0));
    if let Some(chart) = Chart::of(sheet).filter(|_| rest.height() > sheet.px(130.0)) {
        shapes.push(line(y));
        chart.draw(sheet, rest, shapes);
    }
}

/// The band below the map of an upright still: three parts side by side.
fn beside_each_other(sheet: &Sheet<'_>, panel: ScreenRect, shapes: &mut Vec<Shape>) {
    let top = panel.min.y + sheet.px(16.0);
    let height = panel.height() - sheet.px(26.0);
    let (left, right) = (panel.min.x + sheet.px(20.0), panel.max.x - sheet.px(20.0));
    let gap = sheet.px(26.0);
    let entries = items(sheet);
    let widest = entries.iter().map(|item| item.width(sheet)).fold(0.0, f64::max);
    let list = sheet.px(186.0);
    day(sheet, ScreenRect::new(left, top, list, height), shapes);
    let x = left + list + gap;
    shapes.push(rule(
        sheet,
        ScreenPoint { x: x - gap / 2.0, y: top },
        ScreenPoint { x: x - gap / 2.0, y: top + height },
    ));

    let room = |columns: f64| widest * columns + sheet.px(18.0) * (columns - 1.0);
    let caveat = |width: f64| sheet.px(13.0) * caveat_lines(sheet, width).len() as f64 + sheet.px(8.0);
    let pitch = sheet.px(ROW - 2.0);
    let all = rows(&entries);
    let one = pitch * all as f64 + caveat(room(1.0)) <= height;
    let count = if one { 1 } else { 2 };
    let width = room(count as f64);
    let rows = all.div_ceil(count);
    for (item, column, row) in columns(&entries, rows) {
        let x = x + (widest + sheet.px(18.0)) * column as f64;
        item.draw(sheet, x, top - sheet.px(5.0) + pitch * row as f64, shapes);
    }
    draw_caveat(sheet, x, top + pitch * rows as f64, width, shapes);
    let x = x + width + gap;
    if let Some(chart) = Chart::of(sheet).filter(|_| right - x > sheet.px(150.0)) {
        shapes.push(rule(
            sheet,
            ScreenPoint { x: x - gap / 2.0, y: top },
            ScreenPoint { x: x - gap / 2.0, y: top + height },
        ));
        chart.draw(sheet, ScreenRect::new(x, top, right - x, height), shapes);
    }
}

/// What was taken on the cursor's day, or what happened where nobody takes anything; returns where it ends.
fn day(sheet: &Sheet<'_>, rect: ScreenRect, shapes: &mut Vec<Shape>) -> f64 {
    let list = if sheet.inputs.chronicle.meta.subject.control { taken } else { happened };
    list(sheet, rect, shapes)
}

fn rule(sheet: &Sheet<'_>, from: ScreenPoint, to: ScreenPoint) -> Shape {
    let stroke = Some(Stroke { color: sheet.palette.rule, width: sheet.px(1.0), dash: None });
    Shape::Path { parts: vec![(vec![from, to], false)], fill: None, stroke }
}
