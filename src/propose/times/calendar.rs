//! Runs of days as EDTF, steps from one to another, and what an expression means in them.

use crate::propose::mentions::Timing;
use crate::propose::times::table::{Edge, Unit};
use crate::time::{Day, EdtfDate};
use jiff::ToSpan as _;
use jiff::civil::Weekday;

pub(super) const STATED: &str = "as stated";
pub(super) const DEICTIC: &str = "from the document's date";
pub(super) const ANAPHORIC: &str = "from the time named before";
pub(super) const NEAREST: &str = "the nearest such time to the document's date";

/// What an expression means: days where they are known, how it tells them, why so.
pub(super) type Meant = (Option<Days>, Timing, &'static str);

/// A run of days, both inclusive, with its EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub edtf: String,
    pub first: Option<Day>,
    pub last: Option<Day>,
}

/// A year as EDTF spells it: `-0043` for 44 BC.
pub(super) fn year(year: i16) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

/// A day as EDTF spells it.
pub(super) fn day(day: Day) -> String {
    format!("{}-{:02}-{:02}", year(day.year()), day.month(), day.day())
}

impl Days {
    fn new(edtf: String, first: Day, last: Day) -> Self {
        Self { edtf, first: Some(first), last: Some(last) }
    }

    pub fn one(of: Day) -> Self {
        Self::new(day(of), of, of)
    }

    /// Somewhere in a run of days.
    pub fn within(first: Day, last: Day) -> Self {
        let edtf = if first == last { day(first) } else { format!("[{}..{}]", day(first), day(last)) };
        Self::new(edtf, first, last)
    }

    /// All of a run of days.
    pub fn throughout(first: Day, last: Day) -> Self {
        let edtf = if first == last { day(first) } else { format!("{}/{}", day(first), day(last)) };
        Self::new(edtf, first, last)
    }

    /// About a run of days.
    pub fn about(first: Day, last: Day) -> Self {
        let edtf = if first == last { format!("{}~", day(first)) } else { format!("{}~/{}~", day(first), day(last)) };
        Self::new(edtf, first, last)
    }

    /// Some time before a day, or on it.
    pub fn until(last: Day) -> Self {
        Self { edtf: format!("../{}", day(last)), first: None, last: Some(last) }
    }

    /// Some time after a day, or on it.
    pub fn since(first: Day) -> Self {
        Self { edtf: format!("{}/..", day(first)), first: Some(first), last: None }
    }

    pub fn month(of: i16, month: i8) -> Option<Self> {
        let first = Day::new(of, month, 1).ok()?;
        Some(Self::new(format!("{}-{month:02}", year(of)), first, first.last_of_month()))
    }

    pub fn year(of: i16) -> Option<Self> {
        let first = Day::new(of, 1, 1).ok()?;
        Some(Self::new(year(of), first, first.last_of_year()))
    }

    /// A quarter of a year, 1 to 4.
    pub fn quarter(of: i16, quarter: i8) -> Option<Self> {
        let first = Day::new(of, 3 * quarter - 2, 1).ok()?;
        let last = Day::new(of, 3 * quarter, 1).ok()?.last_of_month();
        Some(Self::new(format!("{}-{}", year(of), 32 + quarter), first, last))
    }

    /// A half of a year, 1 or 2.
    pub fn half(of: i16, half: i8) -> Option<Self> {
        let first = Day::new(of, 6 * half - 5, 1).ok()?;
        let last = Day::new(of, 6 * half, 1).ok()?.last_of_month();
        Some(Self::new(format!("{}-{}", year(of), 39 + half), first, last))
    }

    /// A season of the north, 1 for spring to 4 for the winter that begins in December.
    pub fn season(of: i16, season: i8) -> Option<Self> {
        let first = Day::new(of, 3 * season, 1).ok()?;
        let last = first.checked_add(2.months()).ok()?.last_of_month();
        Some(Self::new(format!("{}-{}", year(of), 20 + season), first, last))
    }

    pub fn decade(of: i16) -> Option<Self> {
        let of = of.div_euclid(10) * 10;
        let (first, last) = (Self::year(of)?, Self::year(of + 9)?);
        let edtf = if of < 0 { format!("[{}..{}]", year(of), year(of + 9)) } else { format!("{:03}X", of / 10) };
        Some(Self { edtf, first: first.first, last: last.last })
    }

    /// A century by its number, 1 for the first of our era, -1 for the last before it.
    pub fn century(number: i16) -> Option<Self> {
        let from = if number < 0 { number.checked_mul(100)?.checked_add(1)? } else { (number - 1).checked_mul(100)? };
        let (first, last) = (Self::year(from)?, Self::year(from.checked_add(99)?)?);
        let edtf =
            if number < 0 { format!("[{}..{}]", year(from), year(from + 99)) } else { format!("{:02}XX", number - 1) };
        Some(Self { edtf, first: first.first, last: last.last })
    }

    /// From the Monday to the Sunday around a day.
    pub fn week(of: Day) -> Option<Self> {
        let monday = before(of, i32::from(of.weekday().to_monday_zero_offset()))?;
        Some(Self::within(monday, before(monday, -6)?))
    }

    /// The Saturday and Sunday of the week around a day.
    pub fn weekend(of: Day) -> Option<Self> {
        let sunday = Self::week(of)?.last?;
        Some(Self::within(before(sunday, 1)?, sunday))
    }

    /// A third of them, as exact as they are long: ten days of "early May", four months of "early 1990".
    pub fn edge(self, edge: Edge) -> Self {
        let (Some(first), Some(last)) = (self.first, self.last) else { return self };
        let Ok(length) = last.since(first).map(|span| span.get_days() + 1) else { return self };
        let part = |whole: i32, [early, late]: [i32; 2]| match edge {
            Edge::Early => (0, early),
            Edge::Mid => (early, late),
            Edge::Late => (late, whole),
        };
        let found = match length {
            ..3 => None,
            28..=31 => {
                let (from, to) = part(length, [10, 20]);
                before(first, -from).zip(before(first, 1 - to)).map(|(from, to)| Self::about(from, to))
            }
            365..=366 => {
                let (from, to) = part(12, [4, 8]);
                let month = |month: i32| Self::month(first.year(), i8::try_from(month).ok()?);
                month(from + 1).zip(month(to)).map(|(from, to)| from.through(to))
            }
            3000.. => {
                let years = i32::from(last.year() - first.year());
                let (from, to) = part(years, [years / 3, 2 * years / 3]);
                let year = |years: i32| Self::year(first.year() + i16::try_from(years).ok()?);
                year(from).zip(year(to)).map(|(from, to)| from.through(to))
            }
            _ => {
                let (from, to) = part(length, [length / 3, 2 * length / 3]);
                before(first, -from).zip(before(first, 1 - to)).map(|(from, to)| Self::about(from, to))
            }
        };
        found.unwrap_or(self)
    }

    /// A third of them, where one is named.
    pub fn edged(self, edge: Option<Edge>) -> Self {
        match edge {
            Some(edge) => self.edge(edge),
            None => self,
        }
    }

    /// About from these to others.
    fn through(self, to: Self) -> Self {
        Self { edtf: format!("{}~/{}~", self.edtf, to.edtf), first: self.first, last: to.last }
    }

    /// A time of day on the last of them, with the minutes its clock is ahead of Greenwich.
    pub fn at(self, hour: i8, minute: i8, zone: Option<i16>) -> Self {
        let Some(of) = self.last.filter(|last| self.first == Some(*last) && last.year() > 0) else { return self };
        let zone = match zone {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(ahead) => {
                let sign = if ahead < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", ahead.unsigned_abs() / 60, ahead.unsigned_abs() % 60)
            }
        };
        Self { edtf: format!("{}T{hour:02}:{minute:02}{zone}", day(of)), ..self }
    }

    /// As EDTF; before our era some forms have no spelling, and the bounds stand for them.
    pub fn written(self) -> String {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first.year() < 0 && EdtfDate::parse(&self.edtf).is_err() => {
                Self::within(first, last).edtf
            }
            _ => self.edtf,
        }
    }

    /// The same, said to be about right.
    pub fn roughly(self) -> Self {
        Self { edtf: self.edtf + "~", ..self }
    }
}

/// So many days before a day.
pub(super) fn before(day: Day, days: i32) -> Option<Day> {
    // The calendar has no more days than that.
    (days.abs() < 7_000_000).then(|| day.checked_sub(days.days()).ok()).flatten()
}

/// So many units after a day, as exact as the unit.
pub(super) fn stepped(from: Day, n: i32, unit: Unit) -> Option<Days> {
    if n.abs() > 20_000 {
        return None;
    }
    match unit {
        Unit::Minute => Some(Days::one(from)),
        // Some hours from some time of a day: that day or the one beside it.
        Unit::Hour => {
            let beside = before(from, -n.signum() * (n.abs() / 24 + 1))?;
            Some(if n < 0 { Days::within(beside, from) } else { Days::within(from, beside) })
        }
        Unit::Day | Unit::Night => before(from, -n).map(Days::one),
        Unit::Week => before(from, -7 * n).and_then(|day| Some(Days::about(before(day, 3)?, before(day, -3)?))),
        Unit::Fortnight => before(from, -14 * n).and_then(|day| Some(Days::about(before(day, 3)?, before(day, -3)?))),
        Unit::Weekend => Days::weekend(before(from, -7 * n)?),
        Unit::Month => {
            let day = from.checked_add(n.months()).ok()?;
            Days::month(day.year(), day.month())
        }
        Unit::Quarter => {
            let day = from.checked_add((3 * n).months()).ok()?;
            Days::quarter(day.year(), (day.month() + 2) / 3)
        }
        Unit::Year => Days::year(i16::try_from(i32::from(from.year()) + n).ok()?),
        Unit::Decade => Days::year(i16::try_from(i32::from(from.year()) + 10 * n).ok()?).map(Days::roughly),
        Unit::Century => Days::year(i16::try_from(i32::from(from.year()) + 100 * n).ok()?).map(Days::roughly),
    }
}

/// About how many days a number of units is.
pub(super) fn length(n: i32, unit: Unit) -> i32 {
    n.saturating_mul(match unit {
        Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => 1,
        Unit::Week | Unit::Weekend => 7,
        Unit::Fortnight => 14,
        Unit::Month => 31,
        Unit::Quarter => 92,
        Unit::Year => 366,
        Unit::Decade => 3653,
        Unit::Century => 36525,
    })
}

/// A weekday, 1 for Monday.
pub(super) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// The nearest day of that name not after a day.
pub(super) fn last_weekday(day: Day, weekday: Weekday) -> Option<Day> {
    let back = i32::from(weekday.since(day.weekday()));
    before(day, if back == 0 { 0 } else { 7 - back })
}

/// The nearest day of that name after a day.
pub(super) fn next_weekday(day: Day, weekday: Weekday) -> Option<Day> {
    let ahead = i32::from(weekday.since(day.weekday()));
    before(day, -(if ahead == 0 { 7 } else { ahead }))
}

/// "the next day", "that year", "the same month", seen from a time.
pub(super) fn around_reference(last: &Days, which: i32, unit: Unit) -> Option<Days> {
    let from = if which < 0 { last.first } else { last.last }?;
    match unit {
        Unit::Week => Days::week(before(from, -7 * which)?),
        Unit::Decade => Days::decade(from.year() + i16::try_from(10 * which).ok()?),
        Unit::Century => Days::century(from.year().div_euclid(100) + 1 + i16::try_from(which).ok()?),
        Unit::Hour | Unit::Minute => Some(Days::one(from)),
        unit => stepped(from, which, unit),
    }
}
