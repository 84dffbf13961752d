//! The names of a time scale, from hours to thousands of years: where its lines stand and what the stretch after each of
//! them is called. Where a larger unit begins, its name stands for the smaller one's: "30, 31, Sep, 2".

use crate::time::{Day, Moment};
use crate::words::dates::time_of_day;

/// How far apart the lines of a scale stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many hours.
    Hours(i64),
    /// A day.
    Day,
    /// So many months.
    Months(i8),
    /// So many years.
    Years(i16),
}

/// A line of a scale, and the stretch that begins there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TickLine {
    /// Where.
    pub at: Moment,
    /// The stretch in as few letters as can be: "12", "Sep", "1916".
    pub short: String,
    /// The same where there is room: "Thu 12", "September", "1916".
    pub long: String,
    /// Whether a larger unit begins here.
    pub major: bool,
}

impl Step {
    /// All of them, the finest first.
    pub const ALL: [Self; 20] = [
        Self::Hours(1),
        Self::Hours(3),
        Self::Hours(6),
        Self::Hours(12),
        Self::Day,
        Self::Months(1),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(20),
        Self::Years(50),
        Self::Years(100),
        Self::Years(200),
        Self::Years(500),
        Self::Years(1000),
        Self::Years(2000),
        Self::Years(5000),
    ];

    /// The shortest stretch between two of its lines, minutes.
    pub const fn least(self) -> i64 {
        match self {
            Self::Hours(hours) => hours * 60,
            Self::Day => Moment::DAY,
            Self::Months(months) => months as i64 * 28 * Moment::DAY,
            Self::Years(years) => years as i64 * 365 * Moment::DAY,
        }
    }

    /// The lines from one moment until another, the first at the moment itself.
    pub fn lines(self, from: Moment, until: Moment) -> Vec<TickLine> {
        let mut lines = Vec::new();
        let mut next = Some(self.before(from));
        while let Some(start) = next.filter(|start| *start < until) {
            next = self.after(start);
            if next.is_some_and(|next| next <= from) {
                continue;
            }
            lines.push(self.line(start.max(from)));
        }
        lines
    }

    /// The last line at or before a moment.
    fn before(self, moment: Moment) -> Moment {
        let day = Moment(moment.0 + 1).day();
        match self {
            Self::Hours(hours) => Moment(moment.0.div_euclid(hours * 60) * hours * 60),
            Self::Day => Moment::start_of(day),
            Self::Months(months) => {
                let month = (day.month() - 1) / months * months + 1;
                Day::new(day.year(), month, 1).map_or(moment, Moment::start_of)
            }
            Self::Years(years) => {
                let year = day.year().div_euclid(years) * years;
                Day::new(year.max(Day::MIN.year()), 1, 1).map_or(moment, Moment::start_of)
            }
        }
    }

    /// The line after one; none at the end of all time.
    fn after(self, start: Moment) -> Option<Moment> {
        let day = Moment(start.0 + 1).day();
        let months = |months: i64| {
            let span = jiff::Span::new().try_months(months).ok()?;
            day.first_of_month().checked_add(span).ok().map(Moment::start_of)
        };
        match self {
            Self::Hours(hours) => Some(Moment(start.0 + hours * 60)),
            Self::Day => Some(Moment(start.0 + Moment::DAY)),
            Self::Months(count) => months(i64::from(count)),
            Self::Years(years) => {
                let year = (day.year().div_euclid(years) * years).checked_add(years)?;
                Day::new(year, 1, 1).ok().map(Moment::start_of)
            }
        }
    }

    /// The line at a moment.
    fn line(self, at: Moment) -> TickLine {
        let day = Moment(at.0 + 1).day();
        let named = |format: &str| day.strftime(format).to_string();
        let (short, long, major) = match self {
            Self::Hours(_) if at.is_rest() => (named("%-d %b"), named("%a %-d %b"), true),
            Self::Hours(_) => (time_of_day(at), time_of_day(at), false),
            Self::Day if day.day() == 1 => (named("%b"), named("%-d %b"), true),
            Self::Day => (named("%-d"), named("%a %-d"), false),
            Self::Months(_) if day.month() == 1 => (year(day), year(day), true),
            Self::Months(_) => (named("%b"), named("%B"), false),
            Self::Years(_) => (year(day), year(day), false),
        };
        TickLine { at, short, long, major }
    }
}

/// "1916", "44 BC".
pub fn year(day: Day) -> String {
    let year = i32::from(day.year());
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn names(step: Step, from: &str, until: &str) -> Vec<String> {
        let lines = step.lines(Moment::start_of(from.parse().unwrap()), Moment::end_of(until.parse().unwrap()));
        lines.into_iter().map(|line| line.short).collect()
    }

    #[test]
    fn a_stretch_is_named_by_the_largest_unit_that_begins_with_it() {
        assert_eq!(names(Step::Hours(6), "2021-08-12", "2021-08-12"), ["12 Aug", "06:00", "12:00", "18:00"]);
        assert_eq!(names(Step::Day, "2021-07-30", "2021-08-02"), ["30", "31", "Aug", "2"]);
        assert_eq!(names(Step::Months(3), "1914-08-01", "1915-04-30"), ["Aug", "Oct", "1915", "Apr"]);
        assert_eq!(names(Step::Years(1), "1914-08-01", "1916-01-01"), ["1914", "1915", "1916"]);
        assert_eq!(names(Step::Years(500), "0001-01-01", "2026-12-31"), ["1", "500", "1000", "1500", "2000"]);
        assert_eq!(names(Step::Years(20), "-000060-01-01", "-000020-01-01"), ["61 BC", "41 BC", "21 BC"]);
    }

    #[test]
    fn the_first_line_is_where_the_scale_begins_and_the_others_ascend_to_its_end() {
        for (from, until) in
            [("1914-08-13", "1918-11-11"), ("-009999-01-01", "9999-12-31"), ("2021-08-12", "2021-08-12")]
        {
            let (from, until) = (Moment::start_of(from.parse().unwrap()), Moment::end_of(until.parse().unwrap()));
            for step in Step::ALL.into_iter().filter(|step| (until.0 - from.0) / step.least() < 5000) {
                let lines = step.lines(from, until);
                assert_eq!(lines.first().map(|line| line.at), Some(from), "{step:?}");
                assert!(lines.windows(2).all(|pair| pair[0].at < pair[1].at), "{step:?}");
                assert!(lines.last().is_some_and(|line| line.at < until));
            }
        }
    }
}
