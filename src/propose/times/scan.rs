//! One pass over the tokens, the longest expression first.

use crate::language::{Text, TokenKind};
use crate::propose::mentions::{TimeMention, Timing};
use crate::propose::times::calendar::{Days, month, number};
use crate::time::Day;

/// Reads the times of one document.
pub(super) struct Scanner<'t, 'a> {
    pub(super) text: &'t Text<'a>,
    /// The document's date, or the one of its dateline.
    pub(super) anchor: Option<Day>,
    /// The last time that was found, for "two days earlier".
    pub(super) last: Option<Day>,
    found: Vec<TimeMention>,
}

impl<'t, 'a> Scanner<'t, 'a> {
    pub fn new(text: &'t Text<'a>, anchor: Option<Day>) -> Self {
        Self { text, anchor, last: None, found: Vec::new() }
    }

    pub fn scan(mut self) -> Vec<TimeMention> {
        let mut at = 0;
        while at < self.text.tokens().len() {
            match self.at(at) {
                Some((end, days, timing, reason)) => {
                    if let Some(day) = days.as_ref().and_then(|days| days.last) {
                        self.last = Some(day);
                    }
                    let date = |day: Option<Day>| day.map(|day| day.to_string());
                    self.found.push(TimeMention {
                        tokens: at..end,
                        earliest: date(days.as_ref().and_then(|days| days.first)),
                        latest: date(days.as_ref().and_then(|days| days.last)),
                        value: days.map(|days| days.edtf),
                        timing,
                        reason,
                    });
                    at = end;
                }
                None => at += 1,
            }
        }
        self.found
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.text.folded(at)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(crate::language::Token::is_capital)
    }

    fn at(&self, at: usize) -> Option<(usize, Option<Days>, Timing, &'static str)> {
        const STATED: &str = "as stated";
        const DEICTIC: &str = "from the document's date";
        const ANAPHORIC: &str = "from the time named before";
        let first = self.text.tokens().get(at)?;
        if let Some((end, days)) = self.numeric(at).or_else(|| self.calendar_date(at)) {
            return Some((end, Some(days), Timing::Stated, STATED));
        }
        if first.kind == TokenKind::Hyphen || first.kind == TokenKind::Sign {
            return None;
        }
        if let Some((end, days)) = self.month_alone(at) {
            return Some((end, days, Timing::Stated, "the nearest such month not after the document's date"));
        }
        if let Some((end, days)) = self.weekday(at) {
            return Some((end, days, Timing::Deictic, DEICTIC));
        }
        if let Some((end, days)) = self.today(at) {
            return Some((end, days, Timing::Deictic, DEICTIC));
        }
        if let Some((end, days)) = self.ago(at) {
            return Some((end, days, Timing::Deictic, DEICTIC));
        }
        if let Some((end, days, lasting)) = self.past(at) {
            return Some((end, days, if lasting { Timing::Lasting } else { Timing::Deictic }, DEICTIC));
        }
        if let Some((end, days)) = self.earlier(at) {
            return Some((end, days, Timing::Anaphoric, ANAPHORIC));
        }
        if let Some((end, days)) = self.year(at) {
            return Some((end, Some(days), Timing::Stated, STATED));
        }
        None
    }

    /// "2021-08-13", "13/08/2021".
    fn numeric(&self, at: usize) -> Option<(usize, Days)> {
        let part = |at: usize| self.text.word(at).parse::<i16>().ok();
        let joined =
            |at: usize, sign: &str| self.text.word(at) == sign && !self.text.tokens().get(at).is_some_and(|t| t.spaced);
        if self.text.word(at).len() == 4 && joined(at + 1, "-") && joined(at + 3, "-") {
            let day = Day::new(part(at)?, i8::try_from(part(at + 2)?).ok()?, i8::try_from(part(at + 4)?).ok()?).ok()?;
            return Some((at + 5, Days::one(day)));
        }
        if joined(at + 1, "/") && joined(at + 3, "/") && self.text.word(at + 4).len() == 4 {
            let (a, b, year) = (i8::try_from(part(at)?).ok()?, i8::try_from(part(at + 2)?).ok()?, part(at + 4)?);
            // Day and month are told apart only where one is above twelve.
            let day = match (a, b) {
                (13.., 1..=12) => Day::new(year, b, a).ok()?,
                (1..=12, 13..) => Day::new(year, a, b).ok()?,
                _ if a == b => Day::new(year, a, b).ok()?,
                _ => return None,
            };
            return Some((at + 5, Days::one(day)));
        }
        None
    }

    /// "13 August 2021", "August 13, 2021", "Aug. 13", "the 13th of August", "13–15 August".
    fn calendar_date(&self, at: usize) -> Option<(usize, Days)> {
        let day_of = |at: usize| {
            number(self.word(at))
                .filter(|n| {
                    (1..=31).contains(n)
                        && (self.text.word(at).starts_with(|c: char| c.is_ascii_digit())
                            || self.word(at + 1) == "of" && !matches!(self.word(at), "a" | "an" | "one"))
                })
                .and_then(|n| i8::try_from(n).ok())
        };
        let (mut end, month, first, last);
        if let (Some(found), true) = (month_name(self, at), self.capital(at)) {
            let mut day_at = at + 1;
            if self.word(day_at) == "the" {
                day_at += 1;
            }
            first = day_of(day_at)?;
            month = found;
            end = day_at + 1;
            last = self.range_end(end, &day_of);
            if last.is_some() {
                end += 2;
            }
            if self.word(end) == "," && year_number(self, end + 1).is_some() {
                end += 1;
            }
        } else {
            let start = if self.word(at) == "the" { at + 1 } else { at };
            first = day_of(start)?;
            end = start + 1;
            last = self.range_end(end, &day_of);
            if last.is_some() {
                end += 2;
            }
            if self.word(end) == "of" {
                end += 1;
            }
            month = month_name(self, end).filter(|_| self.capital(end))?;
            end += 1;
            if self.word(end) == "," && year_number(self, end + 1).is_some() {
                end += 1;
            }
        }
        let year = year_number(self, end);
        if year.is_some() {
            end += 1;
        }
        let year = year.or_else(|| self.year_for(month, first))?;
        let from = Day::new(year, month, first).ok()?;
        let days = match last {
            Some(last) => Days::throughout(from, Day::new(year, month, last).ok().filter(|to| *to >= from)?),
            None => Days::one(from),
        };
        Some((end, days))
    }

    fn range_end(&self, at: usize, day_of: &impl Fn(usize) -> Option<i8>) -> Option<i8> {
        let kind = self.text.tokens().get(at)?.kind;
        (matches!(kind, TokenKind::Hyphen | TokenKind::Dash) || self.word(at) == "to").then(|| day_of(at + 1)).flatten()
    }

    /// The year in which a month and day lie nearest to the document's date, rather before it.
    fn year_for(&self, month: i8, day: i8) -> Option<i16> {
        let anchor = self.anchor?;
        let this = Day::new(anchor.year(), month, day).ok()?;
        let ahead = this.since(anchor).ok()?.get_days();
        Some(if ahead > 60 { anchor.year() - 1 } else { anchor.year() })
    }

    /// "August 2021", "early May", "last June", "in August".
    fn month_alone(&self, at: usize) -> Option<(usize, Option<Days>)> {
        let part = match self.word(at) {
            "early" | "beginning" => Some(0),
            "mid" | "middle" => Some(1),
            "late" | "end" => Some(2),
            _ => None,
        };
        let mut name = at;
        if part.is_some() {
            name += 1;
            while matches!(self.word(name), "of" | "-" | "in") {
                name += 1;
            }
        }
        if matches!(self.word(name), "last" | "this") && month(self.word(name + 1)).is_some() {
            name += 1;
        }
        let found = month(self.word(name)).filter(|_| self.capital(name))?;
        // "May" may be a name or a modal; it needs company.
        let ambiguous = matches!(self.word(name), "may" | "march" | "jan" | "mar" | "sun");
        let tied = name.checked_sub(1).is_some_and(|before| {
            matches!(
                self.word(before),
                "in" | "since"
                    | "last"
                    | "of"
                    | "by"
                    | "until"
                    | "from"
                    | "during"
                    | "early"
                    | "late"
                    | "mid"
                    | "this"
                    | "-"
                    | "and"
                    | "to"
            )
        });
        let mut end = name + 1;
        if self.word(end) == "," && year_number(self, end + 1).is_some() {
            end += 1;
        }
        let year = year_number(self, end);
        if year.is_some() {
            end += 1;
        }
        if ambiguous && !tied && year.is_none() {
            return None;
        }
        let year = year.or_else(|| {
            let anchor = self.anchor?;
            Some(if found > anchor.month() { anchor.year() - 1 } else { anchor.year() })
        });
        let days = year.and_then(|year| {
            let whole = Days::month(year, found)?;
            let (first, last) = (whole.first?, whole.last?);
            let day = |n: i8| Day::new(year, found, n).ok();
            match part {
                Some(0) => Some(Days::about(first, day(10)?)),
                Some(1) => Some(Days::about(day(11)?, day(20)?)),
                Some(_) => Some(Days::about(day(21)?, last)),
                None => Some(whole),
            }
        });
        Some((end, days))
    }

    /// "1975", "in 1812", "the 1990s", "44 BC".
    fn year(&self, at: usize) -> Option<(usize, Days)> {
        let word = self.text.word(at);
        if word.len() == 5 && word.ends_with("0s") {
            let decade: i16 = word.get(..4)?.parse().ok()?;
            let days = Days::year(decade)?;
            let last = Days::year(decade + 9)?.last;
            return (1000..2100)
                .contains(&decade)
                .then(|| (at + 1, Days { edtf: format!("{}X", decade / 10), last, ..days }));
        }
        let year = year_number(self, at)?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let tied = matches!(
            before,
            "in" | "since"
                | "of"
                | "by"
                | "until"
                | "from"
                | "during"
                | "to"
                | "and"
                | "late"
                | "early"
                | "after"
                | "before"
                | "("
                | "-"
                | "–"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
                | "year"
                | "between"
                | "fall"
        );
        tied.then(|| Days::year(year)).flatten().map(|days| (at + 1, days))
    }
}

fn month_name(scanner: &Scanner<'_, '_>, at: usize) -> Option<i8> {
    month(scanner.word(at))
}

/// A year of four digits that no unit follows.
fn year_number(scanner: &Scanner<'_, '_>, at: usize) -> Option<i16> {
    let token = scanner.text.tokens().get(at).filter(|token| token.kind == TokenKind::Number)?;
    let word = scanner.text.word(at);
    if word.len() != 4
        || token.end - token.start != 4
        || !token.spaced && !matches!(scanner.word(at.wrapping_sub(1)), "(" | "-" | "–" | "/")
    {
        return None;
    }
    let year: i16 = word.parse().ok()?;
    let unit = scanner.word(at + 1);
    let counted = scanner.text.tokens().get(at + 1).is_some_and(|next| next.is_word() && !next.is_capital())
        && matches!(
            unit,
            "people"
                | "troops"
                | "men"
                | "soldiers"
                | "civilians"
                | "km"
                | "miles"
                | "metres"
                | "meters"
                | "tonnes"
                | "houses"
                | "families"
                | "homes"
                | "fighters"
                | "prisoners"
                | "gmt"
                | "hours"
                | "residents"
        );
    ((1000..2100).contains(&year) && !counted && unit != "gmt").then_some(year)
}
