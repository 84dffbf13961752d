//! The names of the time scale: hours, days, weeks or months, whichever has room. Pure; words are measured by the
//! caller.

use crate::app::Ruler;
use crate::time::{Day, Moment, Resolution};
use crate::words::{Step, day_short, instant, year};

/// Between two names, px.
const APART_PX: f32 = 9.0;
/// From this width on the hours of a day are named, px.
const HOURS_PX: f64 = 230.0;
/// Narrower days are not ruled one by one, px.
const RULED_DAY_PX: f64 = 12.0;

/// Narrower stretches of months or years are not ruled, px.
const STRETCH_PX: f64 = 22.0;

/// A line of the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its middle, px from the left.
    pub x: f32,
    /// How firm: 0 an hour, 1 a day, 2 a week or month.
    pub rank: u8,
}

/// A name of the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct TickLabel {
    /// Its middle.
    pub x: f32,
    /// The words.
    pub text: String,
    /// Of the cursor's day.
    pub now: bool,
    /// Of an hour or of a compressed end: paler.
    pub minor: bool,
}

/// Lines and names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TickScale {
    /// The lines.
    pub lines: Vec<Tick>,
    /// The names, none over another.
    pub names: Vec<TickLabel>,
}

/// Measures words: px across.
pub type MeasureText<'m> = &'m dyn Fn(&str) -> f32;

/// The scale of a ruler; `today` is the cursor's day, `told` the unit that time is told in.
pub fn scale(ruler: &Ruler, today: Day, told: Resolution, measure: MeasureText<'_>) -> TickScale {
    let mut drawing = TickScaleBuilder {
        ruler,
        told,
        measure,
        taken: Vec::new(),
        edges: (ruler.left_px as f32, (ruler.left_px + ruler.width_px) as f32),
        scale: TickScale::default(),
    };
    let ends: Vec<_> = ruler.axis.ends().into_iter().flatten().collect();
    let (first, last) = ruler.axis.in_sight(ruler.window);
    // Today's name comes first, so that no other takes its room.
    if !ends.iter().any(|(from, until)| Moment::end_of(today) > *from && Moment::end_of(today) <= *until) {
        drawing.now(today);
    }
    for &(from, until) in &ends {
        drawing.end(from, until, today);
    }
    let dense = |m: Moment| !ends.iter().any(|(from, until)| m >= *from && m < *until);
    let day_px = ruler.px_per_unit();
    if day_px >= RULED_DAY_PX {
        drawing.days(first, last, day_px, &dense);
    } else {
        drawing.months(first, last);
    }
    drawing.scale
}

struct TickScaleBuilder<'r> {
    ruler: &'r Ruler,
    told: Resolution,
    measure: MeasureText<'r>,
    taken: Vec<(f32, f32)>,
    edges: (f32, f32),
    scale: TickScale,
}

impl TickScaleBuilder<'_> {
    fn x(&self, moment: Moment) -> f32 {
        self.ruler.x_of(moment) as f32
    }

    fn line(&mut self, moment: Moment, rank: u8) {
        let x = self.x(moment);
        if x > self.edges.0 + 0.5 && x < self.edges.1 - 0.5 {
            self.scale.lines.push(Tick { x, rank });
        }
    }

    /// Writes a name around `x` unless something is there.
    fn name(&mut self, x: f32, text: String, now: bool, minor: bool) -> bool {
        let half = (self.measure)(&text) / 2.0;
        let room = (x - half, x + half);
        let inside = room.0 >= self.edges.0 - 12.0 && room.1 <= self.edges.1 + 12.0;
        let apart = self.taken.iter().all(|other| other.1 + APART_PX <= room.0 || room.1 + APART_PX <= other.0);
        if inside && apart {
            self.taken.push(room);
            self.scale.names.push(TickLabel { x, text, now, minor });
        }
        inside && apart
    }

    /// The name of a day in the middle of what is in sight of it.
    fn day(&mut self, day: Day, now: bool, month: bool) -> bool {
        let (a, b) = (self.x(Moment::start_of(day)), self.x(Moment::end_of(day)));
        let (from, until) = (a.max(self.edges.0), b.min(self.edges.1));
        let forms = if month { ["%a %-d %b", "%-d %b", "%-d"] } else { ["%a %-d", "%-d", "%-d"] };
        let texts = forms.map(|form| day.strftime(form).to_string());
        let room = until - from;
        let mut fitting = texts.iter().filter(|text| (self.measure)(text) + APART_PX <= room);
        let text = match fitting.next() {
            Some(text) => text.clone(),
            // Narrow days are named over their neighbours' room, the cursor's day with its month.
            None if until > from && now => texts[0].clone(),
            None if until > from && room > (b - a) * 0.6 => texts[1].clone(),
            None => return false,
        };
        self.name((from + until) / 2.0, text, now, false)
    }

    /// The name of what the cursor is at the end of.
    fn now(&mut self, today: Day) {
        if self.told <= Resolution::Day {
            self.day(today, true, true);
            return;
        }
        let rest = self.told.rest_at(Moment::end_of(today));
        let (from, until) = (self.x(self.told.begin_of(rest)), self.x(rest));
        let x = (from.max(self.edges.0) + until.min(self.edges.1)) / 2.0;
        self.name(x, instant(rest, self.told).0, true, false);
    }

    fn days(&mut self, first: Moment, last: Moment, day_px: f64, dense: &dyn Fn(Moment) -> bool) {
        let mut day = Moment(first.0 + 1).day();
        let mut named = false;
        while Moment::start_of(day) < last {
            let start = Moment::start_of(day);
            if dense(start) {
                let monday = day.weekday() == jiff::civil::Weekday::Monday;
                let rank = if day.day() == 1 || (monday && day_px < 40.0) { 2 } else { 1 };
                self.line(start, rank);
                let turn = !named || day.day() == 1;
                named |= self.day(day, false, turn);
                if day_px >= HOURS_PX {
                    self.hours(start, day_px);
                }
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        self.line(last, 1);
    }

    fn hours(&mut self, start: Moment, day_px: f64) {
        let every = [6, 3, 1].into_iter().rfind(|hours| day_px * f64::from(*hours) / 24.0 >= 54.0).unwrap_or(6);
        for hour in (every..24).step_by(every as usize) {
            let moment = Moment(start.0 + i64::from(hour) * 60);
            self.line(moment, 0);
            self.name(self.x(moment), format!("{hour:02}:00"), false, true);
        }
    }

    /// Where days are too narrow: months, years or hundreds of years, the finest that can be told apart, and weeks between
    /// months if they have room.
    fn months(&mut self, first: Moment, last: Moment) {
        let px = |step: &Step| self.ruler.px_per_unit() * (step.least() / Moment::DAY) as f64;
        let long = || Step::ALL.into_iter().skip_while(|step| *step != Step::Months(1));
        let ruled = long().find(|step| px(step) >= STRETCH_PX).unwrap_or(Step::Years(5000));
        let lines = ruled.lines(first, last);
        let widest = |step: Step| {
            let inner = step.lines(first, last).into_iter().skip(1);
            inner.map(|line| (self.measure)(&line.short) + APART_PX).fold(0.0, f32::max)
        };
        let named = long().find(|step| px(step) >= STRETCH_PX && px(step) as f32 >= widest(*step)).unwrap_or(ruled);
        if named != ruled {
            // Lines stand nearer than names: of all stretches those are named that begin a larger one, at their beginning.
            for line in &lines {
                self.line(line.at, if line.major { 2 } else { 1 });
            }
            for line in named.lines(first, last).into_iter().skip(1) {
                let x = self.x(line.at) + 3.0 + (self.measure)(&line.short) / 2.0;
                self.name(x, line.short, false, false);
            }
            return;
        }
        for (i, line) in lines.iter().enumerate() {
            self.line(line.at, 2);
            let until = lines.get(i + 1).map_or(last, |next| next.at);
            let (a, b) = (self.x(line.at).max(self.edges.0), self.x(until).min(self.edges.1));
            let fits = |text: &&String| (self.measure)(text) + APART_PX <= b - a;
            if let Some(text) = [&line.long, &line.short].into_iter().find(fits) {
                self.name((a + b) / 2.0, text.clone(), false, false);
            }
        }
        let week_px = self.ruler.px_per_unit() * 7.0;
        if week_px >= 24.0 {
            let mut day = Moment(first.0 + 1).day();
            while Moment::start_of(day) < last {
                if day.weekday() == jiff::civil::Weekday::Monday {
                    self.line(Moment::start_of(day), 0);
                }
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
    }

    /// What a compressed end holds.
    fn end(&mut self, from: Moment, until: Moment, today: Day) {
        let (a, b) = (Moment(from.0 + 1).day(), until.day());
        let (left, right) = (self.x(from), self.x(until));
        let short = |day: Day| day_short(day, self.told);
        let long = if self.told > Resolution::Day {
            format!("{} – {}", year(a), year(b))
        } else if a.month() == b.month() {
            format!("{}–{}", a.day(), short(b))
        } else {
            format!("{} – {}", a.strftime("%b"), short(b))
        };
        let name = |day: Day| if self.told > Resolution::Day { year(day) } else { day.day().to_string() };
        let terse =
            if from == self.ruler.axis.range().0 { format!("to {}", name(b)) } else { format!("from {}", name(a)) };
        let now = (a..=b).contains(&today);
        let fits = [long, terse].into_iter().find(|text| (self.measure)(text) <= right - left + 8.0);
        if let Some(text) = fits.filter(|_| right > self.edges.0 && left < self.edges.1) {
            self.name((left + right) / 2.0, text, now, true);
        }
    }
}

#[cfg(test)]
mod tests;
