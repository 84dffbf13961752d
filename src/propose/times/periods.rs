//! Periods that hang on the document's date or on a time named before: "last week", "two days earlier", "the quarter".

use crate::propose::mentions::Timing;
use crate::propose::times::calendar::{ANAPHORIC, DEICTIC, Days, Meant, NEAREST, STATED, before, length, stepped};
use crate::propose::times::pattern::Captured;
use crate::propose::times::scan::{Scanner, Tense};
use crate::propose::times::table::{List, Unit};

impl Scanner<'_, '_> {
    /// "last week", "this month", "early next year", "the end of the month", "the weekend".
    pub(super) fn unit(&self, c: &Captured, at: usize, end: usize) -> Option<Meant> {
        let unit = c.unit?;
        let plural = (at..end).any(|at| self.cursor.word(at).is(List::Plural));
        if plural || matches!(unit, Unit::Minute | Unit::Hour) || unit == Unit::Day && c.which.unwrap_or(0) != 0 {
            return None;
        }
        let Some(anchor) = self.anchor else { return Some((None, Timing::Deictic, DEICTIC)) };
        let which = i32::from(c.which.unwrap_or(0));
        let days = match unit {
            Unit::Week => {
                // On a Sunday, last week is the one that ends, this week the one that begins tomorrow.
                let sunday = i32::from(anchor.weekday() == jiff::civil::Weekday::Sunday && which <= 0);
                Days::week(before(anchor, -7 * (which + sunday))?)
            }
            Unit::Weekend => {
                // Seen from Monday to Friday, the last weekend is that of the week before.
                let ahead = which > 0 || c.which.is_none_or(|which| which == 0) && self.tense(at, end) == Tense::Ahead;
                let weekend = anchor.weekday().to_monday_zero_offset() >= 5;
                let back = if ahead || which == 0 && weekend { 0 } else { 7 };
                Days::weekend(before(anchor, back)?)
            }
            Unit::Decade => Days::decade(i16::try_from(i32::from(anchor.year()) + 10 * which).ok()?),
            Unit::Century => Days::century(i16::try_from(i32::from(anchor.year()).div_euclid(100) + 1 + which).ok()?),
            unit => stepped(anchor, which, unit),
        };
        Some((days.map(|days| days.edged(c.edge)), Timing::Deictic, DEICTIC))
    }

    /// "the past week", "recent days", "the next three months".
    pub(super) fn around(&self, c: &Captured, end: usize) -> Option<Meant> {
        let (unit, n) = (c.unit?, c.n.unwrap_or(1));
        let Some(anchor) = self.anchor else { return Some((None, Timing::Deictic, DEICTIC)) };
        if c.which.is_none() && length(1, unit) > 300 {
            // "recent years"
            return Some((Some(Days::until(anchor)), Timing::Vague, DEICTIC));
        }
        let plural = self.cursor.word(end - 1).is(List::Plural);
        let few = if c.n.is_none() && plural { 3 } else { 1 };
        let days = length(n, unit) * few;
        let days = match c.which {
            Some(1) => Days::about(anchor, before(anchor, -days)?),
            _ => Days::about(before(anchor, days)?, anchor),
        };
        Some((Some(days), Timing::Deictic, DEICTIC))
    }

    /// "two days ago", "weeks ago", "a year ago".
    pub(super) fn ago(&self, c: &Captured, at: usize, end: usize) -> Option<Option<Days>> {
        let Some(unit) = c.unit else {
            return Some(self.anchor.map(Days::until));
        };
        let plural = (at..end).any(|at| self.cursor.word(at).is(List::Plural));
        let Some(anchor) = self.anchor else { return Some(None) };
        let n = match c.n {
            Some(n) => n,
            None if !plural => 1,
            None if length(1, unit) > 300 => return Some(Some(Days::until(anchor))),
            None => return Some(before(anchor, 7 * length(1, unit)).map(|first| Days::about(first, anchor))),
        };
        if n == 1
            && unit == Unit::Year
            && let Some((year, quarter)) = self.quarter_near(end)
        {
            return Some(Days::quarter(year - 1, quarter));
        }
        Some(stepped(anchor, -n, unit))
    }

    /// "two days earlier", "hours later", "the day before".
    pub(super) fn at_reference(&self, c: &Captured, sign: i32, end: usize) -> Option<Meant> {
        let unit = c.unit?;
        let plural =
            self.cursor.numbers.get(..end)?.iter().rev().take(4).any(|n| self.cursor.table.word(*n).is(List::Plural));
        if unit == Unit::Year && sign < 0 && c.n.is_none_or(|n| n == 1) && !plural {
            if let Some((year, quarter)) = self.quarter_near(end) {
                return Some((Days::quarter(year - 1, quarter), Timing::Anaphoric, ANAPHORIC));
            }
            if self.last.is_none() || self.last_is_comparison {
                let year = self.anchor.and_then(|anchor| Days::year(anchor.year() - 1));
                return Some((year, Timing::Deictic, DEICTIC));
            }
        }
        // "two days before the vote": from something that is no time.
        let next = self.cursor.text.tokens().get(end);
        let hangs = self.cursor.word(end - 1).is(List::At);
        let free = [List::Behind, List::Tie].iter().any(|list| self.cursor.word(end).is(*list));
        if hangs && next.is_some_and(|next| next.is_word()) && !free {
            return Some((None, Timing::Anaphoric, "from what the words after it name"));
        }
        let days = self.last.as_ref().and_then(|last| {
            let from = if sign < 0 { last.first } else { last.last }?;
            match c.n {
                Some(n) => stepped(from, sign * n, unit),
                None if !plural => stepped(from, sign, unit),
                None if matches!(unit, Unit::Hour | Unit::Minute) => stepped(from, sign, Unit::Hour),
                None => {
                    let far = before(from, -sign * 7 * length(1, unit))?;
                    Some(if sign < 0 { Days::about(far, from) } else { Days::about(from, far) })
                }
            }
        });
        Some((days, Timing::Anaphoric, ANAPHORIC))
    }

    /// "the third quarter", "the quarter", "the year-ago period".
    pub(super) fn quarter(&self, c: &Captured, end: usize) -> Option<Meant> {
        let anchor = self.anchor;
        let named = c.ordinal.map(|n| i8::try_from(n).ok().filter(|n| (1..=4).contains(n)));
        let near = self.quarter_near(end);
        let this = anchor.map(|anchor| (anchor.year(), (anchor.month() + 2) / 3));
        let back = |(year, quarter): (i16, i8)| if quarter == 1 { (year - 1, 4) } else { (year, quarter - 1) };
        let year_before = c.unit == Some(Unit::Year) && c.which.is_none();
        let found = match named {
            Some(None) => return None,
            Some(Some(quarter)) => {
                let year = match (c.year, c.which, this) {
                    (Some(year), ..) => Some(year),
                    (None, Some(which), Some((year, _))) => Some(year + i16::from(which)),
                    (None, None, Some((year, now))) => Some(year - i16::from(quarter > now) - i16::from(year_before)),
                    _ => None,
                };
                year.map(|year| (year, quarter))
            }
            None => match (c.year, c.which) {
                (Some(year), _) => Some((year, near?.1)),
                // "last year's quarter"
                (None, Some(which)) if c.unit == Some(Unit::Year) => Some((this?.0 + i16::from(which), near?.1)),
                (None, Some(-1)) => this.map(back),
                (None, Some(0)) => this,
                (None, Some(_)) => this.map(|(year, now)| if now == 4 { (year + 1, 1) } else { (year, now + 1) }),
                (None, None) => {
                    let (year, quarter) = near?;
                    Some((year - i16::from(year_before), quarter))
                }
            },
        };
        Some((found.and_then(|(year, quarter)| Days::quarter(year, quarter)), Timing::Deictic, DEICTIC))
    }

    /// "last fall", "the summer of 2003", "this spring".
    pub(super) fn season(&self, c: &Captured, at: usize, end: usize) -> Option<Meant> {
        let season = c.season?;
        let bare = c.year.is_none() && c.which.is_none();
        let tied = at.checked_sub(1).is_some_and(|at| self.cursor.word(at).is(List::Tie));
        if bare && (!tied && c.edge.is_none() || (at..end).any(|at| self.cursor.word(at).is(List::Weak))) {
            return None;
        }
        // "the Winter Palace"
        let capital = |at: usize| self.cursor.text.tokens().get(at).is_some_and(crate::language::Token::is_capital);
        if bare && c.edge.is_none() && capital(end - 1) && capital(end) && self.cursor.text.tokens()[end].breaks == 0 {
            return None;
        }
        let reason = if c.year.is_some() { STATED } else { NEAREST };
        let year = c.year.or_else(|| {
            let anchor = self.anchor?;
            let begun = Days::season(anchor.year(), season)?.first? <= anchor;
            let over = Days::season(anchor.year(), season)?.last? < anchor;
            let shift = match c.which {
                Some(-1) => -i16::from(!over),
                Some(1) => i16::from(begun),
                Some(_) => 0,
                None if self.tense(at, end) == Tense::Ahead => i16::from(over),
                None => -i16::from(!begun),
            };
            Some(anchor.year() + shift)
        });
        let days = year.and_then(|year| Days::season(year, season)).map(|days| days.edged(c.edge));
        Some((days, Timing::Stated, reason))
    }

    /// About how many days a length is that may have no number.
    pub(super) fn vague_length(&self, c: &Captured, end: usize) -> Option<i32> {
        let unit = c.unit?;
        let plural = end.checked_sub(1).is_some_and(|at| self.cursor.word(at).is(List::Plural));
        Some(match c.n {
            Some(n) => length(n, unit),
            None if plural && unit == Unit::Day => 3,
            None if plural && length(1, unit) > 1 => length(6, unit),
            None => length(1, unit),
        })
    }
}
