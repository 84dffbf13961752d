//! Times that hang on the document's date or on another: weekdays, "two days ago", "the past week".

use crate::propose::times::calendar::{Days, before, last_weekday, next_weekday, number, weekday};
use crate::propose::times::scan::Scanner;
use crate::time::Day;
use jiff::ToSpan as _;

impl Scanner<'_, '_> {
    /// "Thursday", "late Thursday", "Thursday night", "last Thursday", "next Thursday".
    pub(super) fn weekday(&self, at: usize) -> Option<(usize, Option<Days>)> {
        let mut name = at;
        let mut ahead = false;
        let mut fortnight = false;
        while matches!(
            self.word(name),
            "early" | "late" | "earlier" | "later" | "last" | "this" | "next" | "this past" | "past" | "coming" | "on"
        ) && name < at + 3
        {
            ahead |= matches!(self.word(name), "next" | "coming");
            fortnight |= self.word(name) == "last";
            if self.word(name) == "on" && name + 1 < at + 3 && weekday(self.word(name + 1)).is_none() {
                return None;
            }
            name += 1;
        }
        if self.word(at) == "on" {
            // The preposition is no part of the time.
            return None;
        }
        let found = weekday(self.word(name)).filter(|_| self.capital(name))?;
        if matches!(self.word(name), "sun" | "sat" | "wed" | "mon" | "fri")
            && self.text.word(name).len() < 4
            && !self.text.word(name).ends_with('.')
            && name == at
        {
            return None;
        }
        let mut end = name + 1;
        if matches!(self.word(end), "morning" | "afternoon" | "evening" | "night" | "noon" | "lunchtime" | "midday") {
            end += 1;
        }
        let day = self.anchor.and_then(|anchor| {
            if ahead {
                next_weekday(anchor, found)
            } else {
                last_weekday(anchor, found).filter(|day| !fortnight || *day != anchor).or_else(|| before(anchor, 7))
            }
        });
        Some((end, day.map(Days::one)))
    }

    /// "today", "yesterday", "overnight", "this morning", "last night".
    pub(super) fn today(&self, at: usize) -> Option<(usize, Option<Days>)> {
        let back = |days: i32| self.anchor.and_then(|anchor| before(anchor, days)).map(Days::one);
        let part = |at: usize| matches!(self.word(at), "morning" | "afternoon" | "evening");
        match self.word(at) {
            "today" | "tonight" => Some((at + 1, back(0))),
            "yesterday" => Some((at + 1 + usize::from(part(at + 1)), back(1))),
            "tomorrow" => Some((at + 1, back(-1))),
            "this" if part(at + 1) => Some((at + 2, back(0))),
            "overnight" => {
                Some((at + 1, self.anchor.and_then(|anchor| Some(Days::within(before(anchor, 1)?, anchor)))))
            }
            "last" if self.word(at + 1) == "night" => Some((at + 2, back(1))),
            _ => None,
        }
    }

    /// "two days ago", "a fortnight ago", "last week", "last month", "last year".
    pub(super) fn ago(&self, at: usize) -> Option<(usize, Option<Days>)> {
        if matches!(self.word(at), "last" | "this" | "previous") {
            let days = self.anchor.and_then(|anchor| self.last_unit(anchor, self.word(at), self.word(at + 1)));
            return matches!(self.word(at + 1), "week" | "month" | "year" | "weekend").then_some((at + 2, days));
        }
        let (n, unit) = self.amount(at)?;
        (self.word(unit + 1) == "ago")
            .then(|| (unit + 2, self.anchor.and_then(|anchor| self.back(anchor, n, self.word(unit)))))
    }

    pub(super) fn last_unit(&self, anchor: Day, which: &str, unit: &str) -> Option<Days> {
        let last = which != "this";
        match unit {
            "week" => {
                let monday =
                    before(anchor, i32::from(anchor.weekday().to_monday_zero_offset()) + if last { 7 } else { 0 })?;
                let sunday = before(monday, -6)?;
                Some(Days::within(monday, if last { sunday } else { anchor }))
            }
            "weekend" => {
                let sunday = last_weekday(anchor, jiff::civil::Weekday::Sunday)?;
                Some(Days::within(before(sunday, 1)?, sunday))
            }
            "month" => {
                let day = if last { before(anchor.first_of_month(), 1)? } else { anchor };
                Days::month(day.year(), day.month())
            }
            _ => Days::year(anchor.year() - i16::from(last)),
        }
    }

    /// A number and a unit of time: "two days", "a fortnight", "several weeks". The index of the unit.
    pub(super) fn amount(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let mut unit = at + 1;
        let n = match self.word(at) {
            "several" | "some" | "few" | "many" => None,
            "a" if matches!(self.word(at + 1), "few" | "couple") => {
                unit += if self.word(at + 2) == "of" { 2 } else { 1 };
                None
            }
            word => Some(number(word)?),
        };
        let known = matches!(
            self.word(unit),
            "day"
                | "days"
                | "week"
                | "weeks"
                | "fortnight"
                | "month"
                | "months"
                | "year"
                | "years"
                | "hour"
                | "hours"
                | "decade"
                | "decades"
                | "minutes"
        );
        known.then_some((n, unit))
    }

    pub(super) fn back(&self, anchor: Day, n: Option<i32>, unit: &str) -> Option<Days> {
        let Some(n) = n else {
            let days = match unit {
                "day" | "days" => 7,
                "week" | "weeks" => 42,
                "month" | "months" => 365,
                "hours" => 1,
                _ => return None,
            };
            return Some(Days::about(before(anchor, days)?, anchor));
        };
        match unit {
            "day" | "days" => Some(Days::one(before(anchor, n)?)),
            "week" | "weeks" => Some(Days {
                edtf: format!("{}~", before(anchor, 7 * n)?),
                ..Days::about(before(anchor, 7 * n + 3)?, before(anchor, 7 * n - 3)?)
            }),
            "fortnight" => Some(Days {
                edtf: format!("{}~", before(anchor, 14)?),
                ..Days::about(before(anchor, 16)?, before(anchor, 12)?)
            }),
            "month" | "months" => {
                let day = anchor.checked_sub(n.months()).ok()?;
                Days::month(day.year(), day.month()).map(|days| Days { edtf: days.edtf + "~", ..days })
            }
            "year" | "years" => Days::year(anchor.year().checked_sub(i16::try_from(n).ok()?)?),
            "decade" | "decades" => Days::year(anchor.year().checked_sub(i16::try_from(10 * n).ok()?)?)
                .map(|days| Days { edtf: days.edtf + "~", ..days }),
            "hour" | "hours" | "minutes" => Some(Days::within(before(anchor, 1 + n / 24)?, anchor)),
            _ => None,
        }
    }

    /// "the past week", "recent days", "weeks" after "for", "since May".
    pub(super) fn past(&self, at: usize) -> Option<(usize, Option<Days>, bool)> {
        let span = |days: i32| self.anchor.and_then(|anchor| Some(Days::about(before(anchor, days)?, anchor)));
        let length = |at: usize| match self.word(at) {
            "hours" => Some(1),
            "day" | "days" => Some(3),
            "week" => Some(7),
            "weeks" => Some(42),
            "month" => Some(31),
            "months" => Some(365),
            "fortnight" => Some(14),
            "year" => Some(366),
            _ => None,
        };
        match self.word(at) {
            "the" if matches!(self.word(at + 1), "past" | "last") => {
                let mut unit = at + 2;
                let n = number(self.word(unit)).filter(|_| length(unit + 1).is_some());
                unit += usize::from(n.is_some() || matches!(self.word(unit), "few" | "several"));
                let days = length(unit)?;
                let days = match (n, self.word(unit)) {
                    (Some(n), "days" | "day") => n,
                    (Some(n), "weeks") => 7 * n,
                    (Some(n), "months") => 31 * n,
                    (Some(n), "hours") => 1 + n / 24,
                    _ => days,
                };
                Some((unit + 1, span(days), false))
            }
            "recent" | "previous" if length(at + 1).is_some() => Some((at + 2, span(length(at + 1)?), false)),
            "for" => {
                let (_, unit) = self.amount(at + 1).or_else(|| length(at + 1).map(|_| (None, at + 1)))?;
                let days = length(unit)?;
                Some((unit + 1, span(days), true))
            }
            _ => None,
        }
    }

    /// "two days earlier", "hours later", "the previous day", "the next day", "a day after".
    pub(super) fn earlier(&self, at: usize) -> Option<(usize, Option<Days>)> {
        let day = |days: i32| self.last.and_then(|last| before(last, days)).map(Days::one);
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("the", "previous", "day") | ("the", "day", "before") => return Some((at + 3, day(1))),
            ("the", "next", "day") | ("the", "following", "day") => return Some((at + 3, day(-1))),
            ("the", "same", "day") => return Some((at + 3, day(0))),
            ("hours", "later" | "earlier", _) | ("minutes", "later" | "earlier", _) => return Some((at + 2, day(0))),
            _ => {}
        }
        let (n, unit) = self.amount(at)?;
        let sign = match self.word(unit + 1) {
            "earlier" | "previously" => 1,
            "later" | "afterwards" => -1,
            _ => return None,
        };
        let n = n?;
        let days = match self.word(unit) {
            "day" | "days" => day(sign * n),
            "week" | "weeks" => day(sign * n * 7).map(|days| Days { edtf: days.edtf + "~", ..days }),
            "hour" | "hours" => day(0),
            _ => None,
        };
        Some((unit + 2, days))
    }
}
