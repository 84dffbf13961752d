//! The axis of time under a chart: hours, days, months, years or hundreds of years, whatever has room.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Shape, Stroke, Weight};
use crate::time::Moment;
use crate::words::Step;

/// From so many days on the axis has months or years; up to so many, hours.
const MONTH: i64 = 31;
const HOURS: i64 = 2;

/// Time across a plot, over the days of a chronicle that get the room.
pub(super) struct TimeAxis {
    pub plot: ScreenRect,
    pub from: Moment,
    pub until: Moment,
    pub cursor: Moment,
}

impl TimeAxis {
    pub fn of(sheet: &Sheet<'_>, plot: ScreenRect) -> Self {
        let (first, last) = sheet.inputs.chronicle.meta.range.dense;
        let (from, until) = (Moment::start_of(first), Moment::end_of(last));
        Self { plot, from, until, cursor: sheet.inputs.slice.clock.cursor }
    }

    pub fn x(&self, at: Moment) -> f64 {
        let share = (at.0 - self.from.0) as f64 / (self.until.0 - self.from.0).max(1) as f64;
        self.plot.min.x + self.plot.width() * share.clamp(0.0, 1.0)
    }

    /// The line under the plot, its ticks and their names.
    pub fn draw(&self, sheet: &Sheet<'_>, shapes: &mut Vec<Shape>) {
        let plot = self.plot;
        let (palette, px) = (sheet.palette, |design: f64| sheet.px(design));
        let stroke = || Stroke { color: palette.rule_firm, width: px(1.0), dash: None };
        let line = |a: (f64, f64), b: (f64, f64)| {
            let points = [a, b].map(|(x, y)| ScreenPoint { x, y }).to_vec();
            Shape::Path { parts: vec![(points, false)], fill: None, stroke: Some(stroke()) }
        };
        shapes.push(line((plot.min.x, plot.max.y), (plot.max.x, plot.max.y)));
        if (HOURS + 1..=MONTH).contains(&self.days()) {
            self.each_day(sheet, shapes);
        } else {
            self.scale(sheet, shapes);
        }
        let end = plot.max.x;
        shapes.push(line((end, plot.max.y), (end, plot.max.y + px(4.0))));
    }

    fn days(&self) -> i64 {
        ((self.until.0 - self.from.0) / Moment::DAY).max(1)
    }

    /// A line that begins a stretch of time, and what the stretch is called around `x`.
    fn tick(&self, sheet: &Sheet<'_>, at: Moment, name: Option<(f64, &str, bool)>, shapes: &mut Vec<Shape>) {
        let (plot, palette) = (self.plot, sheet.palette);
        let from = ScreenPoint { x: self.x(at), y: plot.max.y };
        let stroke = Stroke { color: palette.rule_firm, width: sheet.px(1.0), dash: None };
        shapes.push(Shape::line(vec![from, ScreenPoint { y: from.y + sheet.px(4.0), ..from }], stroke));
        if let Some((x, text, is_today)) = name {
            let weight = if is_today { Weight::Bold } else { Weight::Regular };
            let color = if is_today { palette.ink } else { palette.ink2 };
            let setting = Setting::new(sheet.px(10.0), weight, color);
            shapes.push(setting.line_around(x, plot.max.y + sheet.px(15.0), text));
        }
    }

    /// Every day, or as many as have room for their figures.
    fn each_day(&self, sheet: &Sheet<'_>, shapes: &mut Vec<Shape>) {
        let days = self.days();
        let column = self.plot.width() / days as f64;
        let every = libm::ceil(sheet.px(17.0) / column).max(1.0) as i64;
        let today = Moment(self.cursor.0 - 1).0.div_euclid(Moment::DAY);
        for day in 0..days {
            let start = Moment(self.from.0 + day * Moment::DAY);
            let is_today = start.0.div_euclid(Moment::DAY) == today;
            let near_today = (start.0.div_euclid(Moment::DAY) - today).abs() < every;
            let text = Moment(start.0 + 1).day().day().to_string();
            let named = is_today || (day % every == 0 && !near_today);
            let name = named.then_some((self.x(start) + column / 2.0, text.as_str(), is_today));
            self.tick(sheet, start, name, shapes);
        }
    }

    /// Months, years or hundreds of years: the finest whose names have room.
    fn scale(&self, sheet: &Sheet<'_>, shapes: &mut Vec<Shape>) {
        let setting = Setting::new(sheet.px(10.0), Weight::Bold, sheet.palette.ink);
        let minute = self.plot.width() / (self.until.0 - self.from.0).max(1) as f64;
        let room = |step: &Step| step.least() as f64 * minute >= sheet.px(30.0);
        let step = Step::ALL.into_iter().find(room).unwrap_or(Step::Years(5000));
        let lines = step.lines(self.from, self.until);
        for (i, line) in lines.iter().enumerate() {
            let until = lines.get(i + 1).map_or(self.until, |next| next.at);
            let (a, b) = (self.x(line.at), self.x(until));
            let is_today = line.at < self.cursor && self.cursor <= until;
            let named = setting.width(&line.short) <= b - a;
            self.tick(sheet, line.at, named.then_some(((a + b) / 2.0, line.short.as_str(), is_today)), shapes);
        }
    }
}
