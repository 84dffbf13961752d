//! The distance to the focus as steps through time, on a square-root scale: that of the nearest held place, or of where a
//! journey stands.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect, clip_line};
use crate::scene::appearance::shows;
use crate::scene::furniture::time_axis::TimeAxis;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Color, Dash, Shape, Stroke, Weight};
use crate::time::Moment;
use crate::timeline::{Journey, Nearest, Station};
use crate::words::{isolated, none_held, whose};

type Steps = Vec<(Moment, Option<Nearest>)>;

/// A narrower stretch without a line needs no words, design px.
const SILENT_FROM: f64 = 84.0;

/// Two ladders of kilometres to rule, each rung four times the one before: on a square-root scale twice as high.
const TICKS: [[f64; 6]; 2] = [[3.125, 12.5, 50.0, 200.0, 800.0, 3200.0], [6.25, 25.0, 100.0, 400.0, 1600.0, 6400.0]];

/// What is drawn, and the words over it.
struct Told {
    heading: String,
    note: String,
    steps: Vec<(Basis, Steps)>,
    color: Color,
}

/// Draws how far the nearest held place is, with heading and axes, into a rectangle.
pub(super) fn nearest(sheet: &Sheet<'_>, rect: ScreenRect, shapes: &mut Vec<Shape>) {
    let chronicle = sheet.inputs.chronicle;
    let bases = [Basis::Reference, Basis::Documents].into_iter().filter(|basis| shows(sheet.inputs.view, *basis));
    let known_by = sheet.inputs.slice.clock.known_by;
    let steps = bases.map(|basis| (basis, sheet.inputs.timeline.nearest_steps(basis, known_by)));
    let rank = chronicle.watched().and_then(|side| chronicle.side_rank(&side.id)).unwrap_or(0);
    let told = Told {
        heading: format!("Distance to {}", isolated(focus(sheet))),
        note: explanation(sheet),
        steps: steps.collect(),
        color: sheet.palette.side(rank),
    };
    chart(sheet, rect, &told, shapes).explain_silence(&told.steps);
}

/// Draws how far a journey is from the focus, station by station.
pub(super) fn way(sheet: &Sheet<'_>, journey: &Journey, rect: ScreenRect, shapes: &mut Vec<Shape>) {
    let shown = journey.begun(Moment(i64::MAX)).iter().filter(|at| shows(sheet.inputs.view, at.event.basis));
    let step = |at: &Station| Some((at.starts()?, Some(Nearest { place: at.place().clone(), km: at.from_focus_km? })));
    let mut steps: Steps = shown.filter_map(step).collect();
    steps.sort_by_key(|(from, _)| *from);
    let rank = journey.side.as_ref().and_then(|side| sheet.inputs.chronicle.side_rank(side)).unwrap_or(0);
    let told = Told {
        heading: format!("Distance from {}", isolated(focus(sheet))),
        note: "In straight lines, km, square-root scale.".to_owned(),
        steps: vec![(Basis::Documents, steps)],
        color: sheet.palette.side(rank),
    };
    chart(sheet, rect, &told, shapes);
}

fn focus<'s>(sheet: &Sheet<'s>) -> &'s str {
    sheet.inputs.chronicle.focus().map_or("", |place| place.name.as_str())
}

/// Draws heading, axes and steps into a rectangle.
fn chart<'l, 's>(
    sheet: &'l Sheet<'s>,
    rect: ScreenRect,
    Told { heading: title, note: said, steps, color }: &Told,
    shapes: &'l mut Vec<Shape>,
) -> Lines<'l, 's> {
    let palette = sheet.palette;
    let px = |design: f64| sheet.px(design);
    let heading = Setting::new(px(12.0), Weight::SemiBold, palette.ink);
    let note = Setting::new(px(10.0), Weight::Regular, palette.ink2);
    let mut y = rect.min.y + px(10.0);
    shapes.push(heading.line(rect.min.x, y, title));
    y += px(2.0);
    for line in note.wrap(said, rect.width()) {
        y += px(13.0);
        shapes.push(note.line(rect.min.x, y, &line));
    }
    let plot = ScreenRect {
        min: ScreenPoint { x: rect.min.x + px(28.0), y: y + px(20.0) },
        max: ScreenPoint { x: rect.max.x - px(2.0), y: rect.max.y - px(20.0) },
    };
    let axes = Axes::of(sheet, plot, steps);
    axes.draw(sheet, shapes);
    let mut lines = Lines { sheet, axes, color: *color, shapes, named: Vec::new() };
    for (basis, steps) in steps {
        lines.draw(*basis, steps);
    }
    lines.name(steps);
    lines
}

fn explanation(sheet: &Sheet<'_>) -> String {
    let listed = &sheet.inputs.chronicle.meta.listed;
    let short = listed.rsplit(' ').next().unwrap_or(listed);
    let both = shows(sheet.inputs.view, Basis::Documents) && shows(sheet.inputs.view, Basis::Reference);
    let keys = if both { " Solid: documents; dotted: reference." } else { "" };
    // With more than two sides it is the distance of one of them.
    let whose = whose(sheet.inputs.chronicle);
    if whose.is_empty() {
        return format!("Nearest held {short}, km, square-root scale.{keys}");
    }
    format!("Nearest {short} held{whose}, km, square-root scale.{keys}")
}

/// Time across, kilometres up.
struct Axes {
    time: TimeAxis,
    top_km: f64,
}

impl Axes {
    fn of(sheet: &Sheet<'_>, plot: ScreenRect, steps: &[(Basis, Steps)]) -> Self {
        let time = TimeAxis::of(sheet, plot);
        let shown = steps.iter().flat_map(|(_, steps)| steps).filter(|(at, _)| *at <= time.until);
        let farthest = shown.filter_map(|(_, nearest)| nearest.as_ref()).map(|n| n.km).fold(100.0, f64::max);
        Self { time, top_km: farthest * 1.03 }
    }

    fn x(&self, at: Moment) -> f64 {
        self.time.x(at)
    }

    fn y(&self, km: f64) -> f64 {
        self.time.plot.max.y - self.time.plot.height() * libm::sqrt((km / self.top_km).clamp(0.0, 1.0))
    }

    fn draw(&self, sheet: &Sheet<'_>, shapes: &mut Vec<Shape>) {
        let palette = sheet.palette;
        let px = |design: f64| sheet.px(design);
        let line = |a: (f64, f64), b: (f64, f64), color, width| {
            let points = [a, b].map(|(x, y)| ScreenPoint { x, y }).to_vec();
            let stroke = Some(Stroke { color, width: px(width), dash: None });
            Shape::Path { parts: vec![(points, false)], fill: None, stroke }
        };
        let plot = self.time.plot;
        let note = Setting::new(px(10.0), Weight::Regular, palette.ink2);
        // The ladder that reaches higher under the top.
        let reach = |ticks: &[f64; 6]| ticks.iter().copied().filter(|km| *km <= self.top_km).fold(0.0, f64::max);
        let ticks = TICKS.iter().max_by(|a, b| reach(a).total_cmp(&reach(b)));
        let round = ticks.into_iter().flatten().copied().filter(|km| km.fract() == 0.0 && *km <= self.top_km);
        shapes.push(note.line_to(plot.min.x - px(6.0), plot.max.y + px(3.6), "0"));
        for km in round {
            let y = self.y(km);
            if plot.max.y - y < px(16.0) {
                continue;
            }
            shapes.push(line((plot.min.x, y), (plot.max.x, y), palette.rule, 1.0));
            shapes.push(note.line_to(plot.min.x - px(6.0), y + px(3.6), &format!("{km:.0}")));
        }
        self.time.draw(sheet, shapes);
    }
}

/// Draws steps and their names.
struct Lines<'l, 's> {
    sheet: &'l Sheet<'s>,
    axes: Axes,
    /// Of the side whose places or whose way are measured.
    color: Color,
    shapes: &'l mut Vec<Shape>,
    named: Vec<ScreenRect>,
}

impl Lines<'_, '_> {
    /// The line before the cursor in full strength, what follows pale.
    fn draw(&mut self, basis: Basis, steps: &Steps) {
        let (axes, color, px) = (&self.axes, self.color, |design: f64| self.sheet.px(design));
        let dash = (basis == Basis::Reference).then(|| Dash { on: 0.0, off: px(2.8) });
        let width = px(if basis == Basis::Documents { 1.8 } else { 1.2 });
        for (until, from, alpha) in [(axes.time.cursor, axes.time.from, 1.0), (axes.time.until, axes.time.cursor, 0.42)]
        {
            let parts = stairs(axes, steps, from, until).into_iter().map(|line| (line, false)).collect::<Vec<_>>();
            if !parts.is_empty() {
                let stroke = Some(Stroke { color: color.with_alpha(alpha), width, dash });
                self.shapes.push(Shape::Path { parts, fill: None, stroke });
            }
        }
    }

    /// Says of a long stretch without a line that none was held by then.
    fn explain_silence(&mut self, steps: &[(Basis, Steps)]) {
        let (axes, sheet) = (&self.axes, self.sheet);
        let first = steps.iter().flat_map(|(_, steps)| steps).filter(|(_, nearest)| nearest.is_some());
        let first = first.map(|(at, _)| *at).min().filter(|at| *at < axes.time.until);
        let until = first.map_or(axes.time.plot.max.x, |first| axes.x(first));
        let width = until - axes.time.plot.min.x - sheet.px(16.0);
        if width < sheet.px(SILENT_FROM) || steps.is_empty() {
            return;
        }
        let words = none_held(sheet.inputs.chronicle, first, sheet.inputs.slice, sheet.inputs.view.shown());
        let setting =
            Setting::new(sheet.px(10.5), Weight::Regular, sheet.palette.ink2).halo(sheet.palette.panel, sheet.px(3.0));
        let lines = setting.wrap(&format!("{words}."), width.min(sheet.px(170.0)));
        let leading = sheet.px(14.0);
        let mut y = axes.time.plot.max.y - sheet.px(12.0) - leading * lines.len().saturating_sub(1) as f64;
        for line in lines {
            self.shapes.push(setting.line(axes.time.plot.min.x + sheet.px(8.0), y, &line));
            y += leading;
        }
    }

    /// Names the step the cursor stands on, then, where there is room, those before it.
    fn name(&mut self, steps: &[(Basis, Steps)]) {
        let (axes, palette) = (&self.axes, self.sheet.palette);
        let px = |design: f64| self.sheet.px(design);
        let current = steps.iter().rev().find_map(|(_, steps)| at(steps, axes.time.cursor));
        let documents =
            steps.iter().find(|(basis, _)| *basis == Basis::Documents).and_then(|(_, s)| at(s, axes.time.cursor));
        if let Some(nearest) = documents.or(current) {
            let center = ScreenPoint { x: axes.x(axes.time.cursor), y: axes.y(nearest.km) };
            let halo = palette.panel;
            let fill = Some(if documents.is_some() { self.color } else { halo });
            let color = if documents.is_some() { halo } else { self.color };
            let stroke = Some(Stroke { color, width: px(1.4), dash: None });
            self.shapes.push(Shape::Circle { center, radius: px(3.6), fill, stroke });
            let setting = Setting::new(px(10.5), Weight::Bold, palette.ink).halo(halo, px(3.0));
            let km = format!("{:.0} km", nearest.km);
            let full = format!("{} {km}", isolated(&self.place(nearest)));
            let drawn: Vec<Vec<ScreenPoint>> =
                steps.iter().flat_map(|(_, steps)| stairs(axes, steps, axes.time.from, axes.time.until)).collect();
            let (start, text) = self.beside(center, &setting, [full, km], &drawn);
            self.named.push(words(start, setting.width(&text), px(10.5)));
            self.shapes.push(setting.line(start.x, start.y, &text));
            self.named.push(ScreenRect { min: center, max: center }.grown(px(5.0)));
        }
        let setting = Setting::new(px(10.0), Weight::Regular, palette.ink2).halo(palette.panel, px(3.0));
        for (_, steps) in steps {
            for (i, (from, nearest)) in steps.iter().enumerate() {
                let Some(nearest) = nearest.as_ref().filter(|_| *from < axes.time.cursor && *from >= axes.time.from)
                else {
                    continue;
                };
                let until = steps.get(i + 1).map_or(axes.time.until, |(next, _)| *next);
                let text = self.place(nearest);
                let (x, width) = (axes.x(*from) + px(3.0), setting.width(&text));
                let y = axes.y(nearest.km) - px(5.0);
                let room = ScreenRect::new(x, y - px(10.0), width, px(12.0));
                let broad = width <= (axes.x(until) - axes.x(*from)) * 2.4 && x + width <= axes.time.plot.max.x;
                if broad && !self.named.iter().any(|other| other.overlaps(room)) {
                    self.shapes.push(setting.line(x, y, &text));
                    self.named.push(room);
                }
            }
        }
    }

    /// Where the words beside a step stand so that no line runs through them, and which of them: the short ones where
    /// that helps.
    fn beside(
        &self,
        center: ScreenPoint,
        setting: &Setting,
        texts: [String; 2],
        drawn: &[Vec<ScreenPoint>],
    ) -> (ScreenPoint, String) {
        let plot = self.axes.time.plot;
        let px = |design: f64| self.sheet.px(design);
        let mut best: Option<(f64, ScreenPoint, String)> = None;
        for (short, text) in texts.into_iter().enumerate() {
            let width = setting.width(&text);
            // Below, above, farther below and above; leaning back in time, around the step, leaning on.
            for (row, rise) in [15.0, -8.0, 28.0, -21.0].into_iter().enumerate() {
                for (column, share) in [0.96, 0.5, 0.04].into_iter().enumerate() {
                    let most = (plot.max.x - width).max(plot.min.x);
                    let x = (center.x - width * share).clamp(plot.min.x, most);
                    let start = ScreenPoint { x, y: center.y + px(rise) };
                    let room = words(start, width, px(10.5));
                    if room.max.y > plot.max.y - px(2.0) || room.min.y < plot.min.y - px(14.0) {
                        continue;
                    }
                    let through: f64 =
                        drawn.iter().flat_map(|line| clip_line(line, room)).map(|part| length(&part)).sum();
                    let cost = through + px(3.0 * row as f64 + 1.0 * column as f64 + 9.0 * short as f64);
                    if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
                        best = Some((cost, start, text.clone()));
                    }
                }
            }
        }
        best.map_or((center, String::new()), |(_, start, text)| (start, text))
    }

    fn place(&self, nearest: &Nearest) -> String {
        let places = &self.sheet.inputs.chronicle.places;
        places.get(&nearest.place).map_or_else(|| nearest.place.to_string(), |place| place.name.clone())
    }
}

/// The room of words of this width and size that start at a point, with a hair of air.
fn words(start: ScreenPoint, width: f64, size: f64) -> ScreenRect {
    ScreenRect::new(start.x, start.y - size * 0.8, width, size * 1.05).grown(size * 0.12)
}

fn length(line: &[ScreenPoint]) -> f64 {
    line.iter().zip(line.iter().skip(1)).map(|(a, b)| libm::hypot(b.x - a.x, b.y - a.y)).sum()
}

/// What holds at a moment.
fn at(steps: &Steps, cursor: Moment) -> Option<&Nearest> {
    steps.iter().rev().find(|(from, _)| *from <= cursor).and_then(|(_, nearest)| nearest.as_ref())
}

/// The steps between two moments as lines, broken where nothing is held.
fn stairs(axes: &Axes, steps: &Steps, from: Moment, until: Moment) -> Vec<Vec<ScreenPoint>> {
    let mut lines: Vec<Vec<ScreenPoint>> = Vec::new();
    let mut open = false;
    for (i, (start, nearest)) in steps.iter().enumerate() {
        let end = steps.get(i + 1).map_or(axes.time.until, |(next, _)| *next);
        let (a, b) = ((*start).max(from).max(axes.time.from), end.min(until).min(axes.time.until));
        let Some(nearest) = nearest.as_ref().filter(|_| a <= b) else {
            open = false;
            continue;
        };
        let y = axes.y(nearest.km);
        let ends = [ScreenPoint { x: axes.x(a), y }, ScreenPoint { x: axes.x(b), y }];
        match lines.last_mut() {
            Some(line) if open => line.extend(ends),
            _ => lines.push(ends.to_vec()),
        }
        open = true;
    }
    lines
}
