//! Counts through time: how many places each of several sides holds, one upon the other; how much happened, in bars.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::shows;
use crate::scene::furniture::time_axis::TimeAxis;
use crate::scene::layer_ids::ROWS;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Color, Shape, Stroke, Weight};
use crate::time::{Moment, Resolution};
use crate::timeline::Clock;
use crate::words::rows::in_short;
use crate::words::{charted_happenings, charted_sides};

/// What is after the cursor is so much paler.
const AFTER: f64 = 0.42;
/// The narrowest bar, design px.
const BAR: f64 = 2.4;
/// The tallest plot, design px.
const TALLEST: f64 = 210.0;
/// The lowest band that has room for its count, design px.
const NAMED: f64 = 11.0;

/// How many places each side holds for certain, by the documents where they are shown, as bands one upon the other in
/// the order of the sides.
pub(super) fn sides(sheet: &Sheet<'_>, rect: ScreenRect, shapes: &mut Vec<Shape>) {
    let inputs = &sheet.inputs;
    let basis = if shows(inputs.view, Basis::Documents) { Basis::Documents } else { Basis::Reference };
    let of = inputs.slice.counts.of;
    let [heading, note] = charted_sides(inputs.chronicle, of, basis);
    let plot = head(sheet, rect, &heading, &note, shapes);
    let time = TimeAxis::of(sheet, plot);
    let y = |count: usize| plot.max.y - plot.height() * count as f64 / of.max(1) as f64;
    scale(sheet, plot, of, y, shapes);
    let steps = inputs.timeline.held_steps(basis, inputs.slice.clock.known_by);
    for (rank, color) in sheet.palette.sides.iter().enumerate().take(inputs.chronicle.meta.sides.len()) {
        for (i, (from, counts)) in steps.iter().enumerate() {
            let until = steps.get(i + 1).map_or(time.until, |(next, _)| *next).min(time.until);
            let below: usize = counts.iter().take(rank).sum();
            let count = counts.get(rank).copied().unwrap_or(0);
            if count == 0 || until <= time.from || *from >= time.until {
                continue;
            }
            for (a, b, alpha) in halves((*from).max(time.from), until, time.cursor) {
                bar(
                    ScreenRect::new(time.x(a), y(below + count), time.x(b) - time.x(a), y(below) - y(below + count)),
                    color.with_alpha(alpha),
                    shapes,
                );
            }
        }
        name(sheet, &time, rank, &steps, y, shapes);
    }
    time.draw(sheet, shapes);
    cursor(sheet, &time, shapes);
}

/// The count of a side at the cursor, beside it, where its band is high enough.
fn name(
    sheet: &Sheet<'_>,
    time: &TimeAxis,
    rank: usize,
    steps: &[(Moment, Vec<usize>)],
    y: impl Fn(usize) -> f64,
    shapes: &mut Vec<Shape>,
) {
    let now = steps.iter().rev().find(|(from, _)| *from < time.cursor);
    let Some((_, counts)) = now else { return };
    let below: usize = counts.iter().take(rank).sum();
    let count = counts.get(rank).copied().unwrap_or(0);
    let (bottom, top) = (y(below), y(below + count));
    if bottom - top < sheet.px(NAMED) {
        return;
    }
    let setting = Setting::new(sheet.px(10.0), Weight::Bold, sheet.palette.panel);
    let text = count.to_string();
    let x = time.x(time.cursor) - sheet.px(4.0);
    if x - setting.width(&text) > time.plot.min.x {
        shapes.push(setting.line_to(x, (bottom + top) / 2.0 + sheet.px(3.6), &text));
    }
}

/// How many happenings each day has, or each hour, month or year.
pub(super) fn happenings(sheet: &Sheet<'_>, rect: ScreenRect, shapes: &mut Vec<Shape>) {
    let inputs = &sheet.inputs;
    let [documents, reference] = [Basis::Documents, Basis::Reference].map(|basis| shows(inputs.view, basis));
    let known_by = inputs.slice.clock.known_by;
    let room = TimeAxis::of(sheet, rect);
    let minute = rect.width() / (room.until.0 - room.from.0).max(1) as f64;
    let units = [Resolution::Hour, Resolution::Day, Resolution::Month, Resolution::Year];
    let told = inputs.chronicle.resolution();
    let wide = |unit: &Resolution| *unit >= told && unit.minutes() as f64 * minute >= sheet.px(BAR);
    let unit = units.into_iter().find(wide).unwrap_or(Resolution::Year);
    let [heading, note] = charted_happenings(unit);
    let plot = head(sheet, rect, &heading, &note, shapes);
    let time = TimeAxis::of(sheet, plot);
    let tables = &inputs.chronicle.tables;
    let tally = |cursor| {
        let rows = if inputs.view.shows(ROWS) { tables.begun_before(cursor) } else { 0 };
        inputs.timeline.tally(Clock { cursor, known_by }, documents, reference).max + rows
    };
    let rests = std::iter::successors(Some(time.from), |at| {
        Some(unit.after(*at)).filter(|next| *next <= time.until && next > at)
    });
    let rests: Vec<(Moment, usize)> = rests.map(|at| (at, tally(at))).collect();
    let counts = rests.windows(2).filter_map(|pair| match pair {
        [(from, before), (until, after)] => Some((*from, *until, after.saturating_sub(*before))),
        _ => None,
    });
    let counts: Vec<(Moment, Moment, usize)> = counts.collect();
    let most = counts.iter().map(|(.., count)| *count).max().unwrap_or(0);
    let y = |count: usize| plot.max.y - plot.height() * count as f64 / most.max(1) as f64;
    scale(sheet, plot, most, y, shapes);
    let gap = sheet.px(0.8);
    let brush = inputs.timeline.filter().and_then(|filter| filter.brush);
    for (from, until, count) in counts.into_iter().filter(|(.., count)| *count > 0) {
        let alpha = if brush.map_or(from < time.cursor, |brush| from >= brush.from && until <= brush.until) {
            1.0
        } else {
            AFTER
        };
        let (left, right) = (time.x(from), time.x(until));
        let width = (right - left - gap).max(gap);
        bar(
            ScreenRect::new(left, y(count), width, plot.max.y - y(count)),
            sheet.palette.ink2.with_alpha(alpha),
            shapes,
        );
    }
    time.draw(sheet, shapes);
    cursor(sheet, &time, shapes);
}

/// Heading and note; what is left for the plot comes back.
fn head(sheet: &Sheet<'_>, rect: ScreenRect, heading: &str, note: &str, shapes: &mut Vec<Shape>) -> ScreenRect {
    let px = |design: f64| sheet.px(design);
    let heading_in = Setting::new(px(12.0), Weight::SemiBold, sheet.palette.ink);
    let note_in = Setting::new(px(10.0), Weight::Regular, sheet.palette.ink2);
    let mut y = rect.min.y + px(10.0);
    shapes.push(heading_in.line(rect.min.x, y, heading));
    y += px(2.0);
    for line in note_in.wrap(note, rect.width()) {
        y += px(13.0);
        shapes.push(note_in.line(rect.min.x, y, &line));
    }
    ScreenRect {
        min: ScreenPoint { x: rect.min.x + px(28.0), y: y + px(16.0) },
        max: ScreenPoint { x: rect.max.x - px(2.0), y: (rect.max.y - px(20.0)).min(y + px(16.0 + TALLEST)) },
    }
}

/// Nothing, half and all on the left, with their lines.
fn scale(sheet: &Sheet<'_>, plot: ScreenRect, most: usize, y: impl Fn(usize) -> f64, shapes: &mut Vec<Shape>) {
    let px = |design: f64| sheet.px(design);
    let note = Setting::new(px(10.0), Weight::Regular, sheet.palette.ink2);
    let half = if most >= 4 && plot.height() >= px(50.0) { Some(most / 2) } else { None };
    for count in [Some(0), half, Some(most).filter(|most| *most > 0)].into_iter().flatten() {
        let at = y(count);
        shapes.push(note.line_to(plot.min.x - px(6.0), at + px(3.6), &in_short(count)));
        let stroke = Stroke { color: sheet.palette.rule, width: px(1.0), dash: None };
        shapes.push(Shape::level(ScreenPoint { x: plot.min.x, y: at }, plot.max.x, stroke));
    }
}

/// What of a stretch is before the cursor in full strength, and what after it pale.
fn halves(from: Moment, until: Moment, cursor: Moment) -> impl Iterator<Item = (Moment, Moment, f64)> {
    let turn = cursor.clamp(from, until);
    [(from, turn, 1.0), (turn, until, AFTER)].into_iter().filter(|(a, b, _)| a < b)
}

fn bar(rect: ScreenRect, fill: Color, shapes: &mut Vec<Shape>) {
    // On whole pixels: between two bars side by side there is no seam then.
    let whole = |point: ScreenPoint| ScreenPoint { x: point.x.round(), ..point };
    let (min, max) = (whole(rect.min), whole(rect.max));
    shapes.push(Shape::Rect { min, max, corner_radius: 0.0, fill: Some(fill), stroke: None });
}

fn cursor(sheet: &Sheet<'_>, time: &TimeAxis, shapes: &mut Vec<Shape>) {
    if time.cursor < time.from || time.cursor > time.until {
        return;
    }
    let (x, plot) = (time.x(time.cursor), time.plot);
    let points = vec![ScreenPoint { x, y: plot.min.y - sheet.px(4.0) }, ScreenPoint { x, y: plot.max.y }];
    shapes.push(Shape::line(points, Stroke { color: sheet.palette.ink, width: sheet.px(1.2), dash: None }));
}
