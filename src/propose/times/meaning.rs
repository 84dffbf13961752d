//! What the patterns of a language mean, as days.

use crate::propose::mentions::Timing;
use crate::propose::times::calendar::{
    ANAPHORIC, DEICTIC, Days, Meant, NEAREST, STATED, around_reference, before, last_weekday, next_weekday, stepped,
    weekday as weekday_of,
};
use crate::propose::times::pattern::{Captured, Means};
use crate::propose::times::scan::{Scanner, Tense};
use crate::propose::times::table::{Half, List, Part, Unit};
use crate::time::Day;

impl Scanner<'_, '_> {
    /// What a pattern that stands at some tokens means; none where its words mean something else there.
    pub(super) fn meant(&self, means: Means, c: &Captured, at: usize, end: usize) -> Option<Meant> {
        let stated = |days: Option<Days>| days.map(|days| (Some(days), Timing::Stated, STATED));
        let deictic = |days: Option<Days>| Some((days, Timing::Deictic, DEICTIC));
        let anaphoric = |days: Option<Days>| Some((days, Timing::Anaphoric, ANAPHORIC));
        let anchor = self.anchor;
        match means {
            Means::Date => self.date(c, at, end),
            Means::Numeric => stated(self.numeric(c, at, end)),
            Means::DayOfMonth => self.day_of_month(c, at, end),
            Means::Month => self.month(c, at, end),
            Means::WeekOf => {
                let (month, day) = (c.month?, c.day?);
                let year = self.year_for(month, day, at, end)?;
                Some((Days::week(Day::new(year, month, day).ok()?), Timing::Stated, STATED))
            }
            Means::Year => stated(self.year(c, at, end)),
            Means::Decade => {
                let decade = c.decade?;
                // "his 30s" are years of a life.
                let digits = |at: usize| self.cursor.word(at).decade.is_none() && self.cursor.text.word(at).len() == 3;
                if digits(end - 1) && end - at < 2 {
                    return None;
                }
                let decade = if decade < 100 { 1900 + decade } else { decade };
                stated(Days::decade(decade).map(|days| days.edged(c.edge)))
            }
            Means::Century => {
                let n = i16::try_from(c.ordinal?).ok().filter(|n| (1..=40).contains(n))?;
                let n = if c.era == Some(Half::Before) { -n } else { n };
                stated(Days::century(n).map(|days| days.edged(c.edge)))
            }
            Means::Weekday => deictic(self.weekday(c, at, end)?),
            Means::WeekdayOf => deictic(anchor.and_then(|anchor| {
                let monday = Days::week(before(anchor, -7 * i32::from(c.which.unwrap_or(-1)))?)?.first?;
                before(monday, 1 - i32::from(c.weekday?)).map(Days::one)
            })),
            Means::Shift => {
                // "the day before yesterday" names a day twice.
                let shift = c.shift.unwrap_or(0) * if c.unit == Some(Unit::Day) { 2 } else { 1 };
                deictic(anchor.and_then(|anchor| before(anchor, -shift)).map(Days::one))
            }
            Means::Part => {
                let back = if c.which == Some(-1) { 1 } else { 0 };
                deictic(anchor.and_then(|anchor| before(anchor, back)).map(Days::one))
            }
            Means::Overnight => deictic(anchor.and_then(|anchor| Some(Days::within(before(anchor, 1)?, anchor)))),
            Means::Unit => self.unit(c, at, end),
            Means::Around => self.around(c, end),
            Means::Ago => deictic(self.ago(c, at, end)?),
            Means::Ahead => deictic(anchor.and_then(|anchor| stepped(anchor, c.n?, c.unit?))),
            Means::Earlier => self.at_reference(c, -1, end),
            Means::Later => self.at_reference(c, 1, end),
            Means::Reference => {
                let which = i32::from(c.which.unwrap_or(0));
                let unit = c.unit.or(c.part.map(|_| Unit::Day))?;
                anaphoric(self.last.as_ref().and_then(|last| around_reference(last, which, unit)))
            }
            Means::Quarter => self.quarter(c, end),
            Means::Half => {
                let year = c.year.or(anchor.map(|anchor| anchor.year() + i16::from(c.which.unwrap_or(0))))?;
                let half = i8::try_from(c.ordinal?).ok().filter(|half| (1..=2).contains(half))?;
                stated(Days::half(year, half))
            }
            Means::Season => self.season(c, at, end),
            Means::Clock | Means::PartAlone => self.clock(c, at, end),
            Means::For => {
                let days = self.vague_length(c, end)?;
                let span = anchor.and_then(|anchor| Some(Days::about(before(anchor, days)?, anchor)));
                Some((span, Timing::Lasting, DEICTIC))
            }
            Means::Every => Some((None, Timing::Recurring, "again and again")),
            Means::Now => Some((anchor.map(Days::one), Timing::Vague, DEICTIC)),
            Means::BeforeNow => Some((anchor.map(Days::until), Timing::Vague, DEICTIC)),
            Means::AfterNow => Some((anchor.map(Days::since), Timing::Vague, DEICTIC)),
        }
    }

    fn date(&self, c: &Captured, at: usize, end: usize) -> Option<Meant> {
        let month = c.month?;
        let first = match c.day {
            Some(day) => day,
            None => i8::try_from(c.ordinal?).ok().filter(|n| (1..=31).contains(n))?,
        };
        // A leap year has every day that there is.
        Day::new(2000, month, first).ok()?;
        let (year, stated) = match c.year {
            Some(year) => (Some(year), STATED),
            None if c.which == Some(-1) => {
                let anchor = self.anchor?;
                let ahead = Day::new(anchor.year(), month, first).is_ok_and(|day| day >= anchor);
                (Some(anchor.year() - i16::from(ahead)), NEAREST)
            }
            None => (self.year_for(month, first, at, end), NEAREST),
        };
        let Some(year) = year else { return Some((None, Timing::Stated, stated)) };
        let from = Day::new(year, month, first).ok()?;
        let days = match c.until {
            Some(last) => Days::throughout(from, Day::new(year, month, last).ok().filter(|to| *to >= from)?),
            None => Days::one(from),
        };
        Some((Some(days), Timing::Stated, stated))
    }

    /// "2021-08-13", "13/08/2021", "13.8.2021"; day and month are told apart only where one is above twelve.
    fn numeric(&self, c: &Captured, at: usize, end: usize) -> Option<Days> {
        if (at + 1..end).any(|at| self.cursor.text.tokens().get(at).is_some_and(|token| token.spaced)) {
            return None;
        }
        let (year, first) = (c.year?, c.day?);
        let day = match (c.n, c.until) {
            (Some(month), _) => Day::new(year, i8::try_from(month).ok()?, first).ok()?,
            (None, Some(second)) => match (first, second) {
                (13.., 1..=12) => Day::new(year, second, first).ok()?,
                (1..=12, 13..) => Day::new(year, first, second).ok()?,
                _ if first == second || end - at == 1 => Day::new(year, second, first).ok()?,
                _ => return None,
            },
            _ => return None,
        };
        Some(Days::one(day))
    }

    /// "the 12th": the nearest on the side that the verb tells.
    fn day_of_month(&self, c: &Captured, at: usize, end: usize) -> Option<Meant> {
        let next = self.cursor.text.tokens().get(end);
        let free = next.is_none_or(|next| !next.is_word())
            || [List::Tie, List::Ahead, List::Behind].iter().any(|list| self.cursor.word(end).is(*list));
        let tied = at
            .checked_sub(1)
            .is_some_and(|at| [List::Tie, List::At, List::Joint].iter().any(|list| self.cursor.word(at).is(*list)));
        let ordinal = self.cursor.text.tokens().get(end - 1)?.kind == crate::language::TokenKind::Mixed;
        if !(free && tied && ordinal) {
            return None;
        }
        let found = self.anchor.and_then(|anchor| {
            let ahead = self.tense(at, end) == Tense::Ahead;
            let in_month = |months: i32| {
                let first = anchor.first_of_month().checked_add(jiff::Span::new().months(months)).ok()?;
                Day::new(first.year(), first.month(), c.day?).ok()
            };
            let sides = if ahead { [0, 1, 2] } else { [0, -1, -2] };
            sides.into_iter().filter_map(in_month).find(|day| if ahead { *day >= anchor } else { *day <= anchor })
        });
        Some((found.map(Days::one), Timing::Deictic, NEAREST))
    }

    /// The year in which a month and day lie nearest to the document's date, on the side that the verb tells.
    fn year_for(&self, month: i8, day: i8, at: usize, end: usize) -> Option<i16> {
        let anchor = self.anchor?;
        let this = Day::new(anchor.year(), month, day).or_else(|_| Day::new(anchor.year() - 1, month, day)).ok()?;
        let ahead = this.since(anchor).ok()?.get_days();
        let shift = match self.tense(at, end) {
            Tense::Ahead if ahead < -45 => 1,
            Tense::Behind if ahead > 75 => -1,
            Tense::Unknown if ahead > 150 => -1,
            _ => 0,
        };
        Some(this.year() + shift)
    }

    /// "August 2021", "early May", "last June", "in August".
    fn month(&self, c: &Captured, at: usize, end: usize) -> Option<Meant> {
        let month = c.month?;
        let lone = c.year.is_none() && c.edge.is_none() && c.which.is_none();
        let tied = at.checked_sub(1).is_some_and(|at| self.cursor.word(at).is(List::Tie));
        let weak = |at: usize| {
            let short = self.cursor.text.word(at).chars().count() == 3;
            self.cursor.word(at).is(List::Weak) && (short && self.cursor.word(at).month != Some(5) || !tied)
        };
        if lone && (at..end).any(weak) && !(at..end).any(|at| self.cursor.text.word(at).ends_with('.')) {
            return None;
        }
        let reason = if c.year.is_some() { STATED } else { NEAREST };
        // "by February", "through January": what is to come, unless the verb is past.
        let bound = at.checked_sub(1).is_some_and(|at| self.cursor.word(at).is(List::Bound));
        let year = c.year.or_else(|| {
            let anchor = self.anchor?;
            if c.unit == Some(Unit::Year) {
                return Some(anchor.year() + i16::from(c.which.unwrap_or(0)));
            }
            let shift = match c.which {
                Some(-1) => -i16::from(month >= anchor.month()),
                Some(1) => i16::from(month <= anchor.month()),
                Some(_) => 0,
                None if self.tense(at, end) == Tense::Ahead => i16::from(month < anchor.month()),
                None if self.tense(at, end) == Tense::Unknown && bound => i16::from(month < anchor.month()),
                None if self.tense(at, end) == Tense::Unknown => -i16::from(month > anchor.month() + 2),
                // At the end of October, "in November" is the one that comes; the other would be "last November".
                None if month == anchor.month() + 1 => 0,
                None => -i16::from(month > anchor.month()),
            };
            Some(anchor.year() + shift)
        });
        let days = year.and_then(|year| Days::month(year, month)).map(|days| days.edged(c.edge));
        Some((days, Timing::Stated, reason))
    }

    /// "1975", "late 1990", "44 BC", "fiscal 1989".
    fn year(&self, c: &Captured, at: usize, end: usize) -> Option<Days> {
        let year = match (c.year, c.era, c.n) {
            (Some(year), ..) => year,
            (None, Some(era), Some(n)) => {
                let n = i16::try_from(n).ok().filter(|n| (1..3000).contains(n))?;
                if era == Half::Before { 1 - n } else { n }
            }
            _ => return None,
        };
        let of_era = (at..end).any(|at| self.cursor.word(at).era.is_some());
        if end - at == 1 && !of_era && !self.is_lone_year(at) {
            return None;
        }
        Days::year(year).map(|days| days.edged(c.edge))
    }

    /// Whether a lone number of four digits is a year: the word before it says so, or none after it is counted by it.
    fn is_lone_year(&self, at: usize) -> bool {
        let text = self.cursor.text;
        let Some((token, before)) = text.tokens().get(at).zip(at.checked_sub(1)) else { return false };
        if self.cursor.word(before).is(List::Tie) {
            return token.spaced || matches!(text.word(before), "(" | "-" | "–" | "—" | "/");
        }
        // "Warsaw, 1939: the first bombs"
        if text.word(before) == "," && text.word(at + 1) == ":" {
            return true;
        }
        let word = text.tokens().get(before).is_some_and(|before| before.is_word());
        let next = text.tokens().get(at + 1).filter(|next| next.is_word() && !next.is_capital());
        let counts = next.is_some_and(|_| text.word(at + 1).ends_with('s'));
        token.spaced && word && !counts && matches!(text.word(at).get(..2), Some("18" | "19" | "20"))
    }

    /// "Thursday", "late Thursday", "Thursday night", "last Thursday", "next Thursday".
    fn weekday(&self, c: &Captured, at: usize, end: usize) -> Option<Option<Days>> {
        let named = weekday_of(c.weekday?)?;
        // "Sun" and "Sat" want their dot.
        let short = |at: usize| self.cursor.word(at).is(List::Weak) && !self.cursor.text.word(at).ends_with('.');
        if (at..end).any(short) {
            return None;
        }
        Some(self.anchor.and_then(|anchor| {
            let day = match c.which {
                Some(-1) => last_weekday(before(anchor, 1)?, named),
                Some(1) => next_weekday(anchor, named),
                Some(_) => before(Days::week(anchor)?.first?, 1 - i32::from(c.weekday?)),
                None if self.tense(at, end) == Tense::Ahead => next_weekday(before(anchor, 1)?, named),
                None => last_weekday(anchor, named),
            };
            let day = day.map(Days::one);
            match c.part {
                Some(Part::Noon) => day.map(|day| day.at(12, 0, None)),
                Some(Part::Midnight) => day.map(|day| day.at(0, 0, None)),
                _ => day,
            }
        }))
    }

    /// "at 10:30", "7pm", "0430 GMT", "noon": on the day named beside it, else on the document's.
    fn clock(&self, c: &Captured, at: usize, end: usize) -> Option<Meant> {
        let (hour, minute) = match (c.part, c.hour) {
            (Some(Part::Noon), None) => (12, 0),
            (Some(Part::Midnight), None) => (0, 0),
            (part, Some(hour)) => {
                let late = c.noon == Some(Half::After) || matches!(part, Some(Part::Afternoon | Part::Evening));
                let hour = match hour {
                    12 if c.noon == Some(Half::Before) => 0,
                    1..=11 if late => hour + 12,
                    hour => hour,
                };
                (hour, c.minute.unwrap_or(0))
            }
            _ => return None,
        };
        let sure = c.noon.is_some() || c.zone.is_some() || c.part.is_some() || end - at != 3;
        let tied = at.checked_sub(1).is_some_and(|at| self.cursor.word(at).is(List::At));
        if hour > 23 || !sure && !tied {
            return None;
        }
        let day = self.day_beside(at).or_else(|| self.anchor.map(Days::one));
        Some((day.map(|day| day.at(hour, minute, c.zone)), Timing::Deictic, DEICTIC))
    }
}
