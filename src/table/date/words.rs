//! A day, month or year in numbers and words, the time of day taken out.

use crate::language::fold;
use crate::table::date::rules::{DateRules, DayOrder};
use crate::table::date::when::{DateFault, OrderSaid, WhenRead, day_of, month_of_year, no_date, shown, whole_year};
use crate::table::months::{is_silent, month_of, month_of_two};
use crate::time::Day;
use jiff::civil::{ISOWeekDate, Weekday};

/// What says that a year is before the year 1, folded and without its dots and spaces.
const BEFORE: [&str; 12] = ["bc", "bce", "avjc", "avantjc", "vchr", "vuz", "ac", "ane", "aec", "eaa", "донэ", "pne"];
/// What says that it is not.
const SINCE: [&str; 7] = ["ad", "ce", "apjc", "nchr", "dc", "нэ", "ne"];
/// What says that it is about then; it has no width of its own.
const ABOUT: [&str; 6] = ["c", "ca", "circa", "about", "approx", "around"];

/// A number of a date, as many digits as it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    value: i64,
    digits: usize,
}

/// The parts of a date.
#[derive(Debug, Default)]
struct DateParts {
    numbers: Vec<Number>,
    month: Option<i8>,
    /// How many numbers stand before the name of the month.
    month_after: usize,
    before_one: bool,
    /// Q2, W24, 1990s.
    unit: Option<char>,
}

/// Reads it; `cell` is all of what was written.
pub(super) fn read(rules: &DateRules, day: &str, cell: &str) -> Result<WhenRead, DateFault> {
    let parts = DateParts::of(day).ok_or_else(|| no_date(cell))?;
    let year = |number: Number| parts.year(rules, number, cell);
    match (parts.numbers.as_slice(), parts.month, parts.unit) {
        ([a, b], None, Some('q')) => quarter(*a, *b, cell),
        ([a, b], None, Some('w')) => week(*a, *b, cell),
        ([decade], None, Some('s')) if decade.digits == 4 && decade.value % 10 == 0 => {
            let first = i16::try_from(decade.value).map_err(|_| no_date(cell))?;
            whole_year(first, cell)?.until(whole_year(first + 9, cell)?).ok_or_else(|| no_date(cell))
        }
        (_, _, Some(_)) => Err(no_date(cell)),
        ([number], Some(month), None) if number.digits >= 3 || parts.before_one => {
            month_of_year(year(*number)?, month.into(), cell)
        }
        ([_], Some(_), None) => Err(DateFault::NoYear(shown(cell))),
        ([a, b], Some(month), None) => {
            // "17 June 16" and "2016 June 17": of two short numbers the one after the day is the year.
            let (day, years) = if a.digits > 2 { (b, a) } else { (a, b) };
            day_of(year(*years)?, month.into(), day.value, cell)
        }
        ([a], None, None) if a.digits >= 3 || parts.before_one => whole_year(year(*a)?, cell),
        ([_], None, None) => Err(DateFault::NoYear(shown(cell))),
        ([a, b], None, None) => match (a.digits > 2, b.digits > 2) {
            (true, false) => month_of_year(year(*a)?, b.value, cell),
            (false, true) => month_of_year(year(*b)?, a.value, cell),
            _ => Err(DateFault::NoYear(shown(cell))),
        },
        ([a, b, c], None, None) if a.digits > 2 && b.digits <= 2 && c.digits <= 2 => {
            day_of(year(*a)?, b.value, c.value, cell)
        }
        ([a, b, c], None, None) if a.digits <= 2 && b.digits <= 2 => {
            let years = year(*c)?;
            let (day, month) = ordered(rules, *a, *b, cell)?;
            day_of(years, month, day, cell)
        }
        _ => Err(no_date(cell)),
    }
}

/// Day and month of two numbers.
fn ordered(rules: &DateRules, a: Number, b: Number, cell: &str) -> Result<(i64, i64), DateFault> {
    let (day_first, month_first) = ((a.value, b.value), (b.value, a.value));
    match (said(a, b), rules.order) {
        (None, _) => Err(no_date(cell)),
        (Some(OrderSaid::Same), _) => Ok(day_first),
        (Some(OrderSaid::DayFirst), Some(DayOrder::MonthFirst)) => Err(DateFault::OtherOrder(shown(cell))),
        (Some(OrderSaid::MonthFirst), Some(DayOrder::DayFirst)) => Err(DateFault::OtherOrder(shown(cell))),
        (Some(OrderSaid::Either), None) => Err(DateFault::EitherOrder(shown(cell))),
        (Some(OrderSaid::DayFirst), _) | (_, Some(DayOrder::DayFirst)) => Ok(day_first),
        (Some(OrderSaid::MonthFirst), _) | (_, Some(DayOrder::MonthFirst)) => Ok(month_first),
    }
}

/// What two numbers say of the order of day and month.
fn said(a: Number, b: Number) -> Option<OrderSaid> {
    let is_month = |number: Number| (1..=12).contains(&number.value);
    let is_day = |number: Number| (1..=31).contains(&number.value);
    match (is_day(a) && is_month(b), is_month(a) && is_day(b)) {
        (true, true) if a.value == b.value => Some(OrderSaid::Same),
        (true, true) => Some(OrderSaid::Either),
        (true, false) => Some(OrderSaid::DayFirst),
        (false, true) => Some(OrderSaid::MonthFirst),
        (false, false) => None,
    }
}

/// What a date says of the order of day and month.
pub(super) fn order_said(day: &str) -> Option<OrderSaid> {
    let parts = DateParts::of(day)?;
    match (parts.numbers.as_slice(), parts.month, parts.unit) {
        ([a, b, _], None, None) if a.digits <= 2 && b.digits <= 2 => said(*a, *b),
        _ => None,
    }
}

impl DateParts {
    /// The parts of a text; `None` where a word in it is none of a date's.
    fn of(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        let (text, era) = without_era(text);
        parts.before_one = era == Some(true);
        let mut waiting: Option<String> = None;
        for token in tokens(text) {
            if let Some(digit) = token.chars().next().filter(char::is_ascii_digit) {
                debug_assert!(digit.is_ascii_digit());
                parts.numbers.push(Number { value: token.parse().ok()?, digits: token.len() });
                if parts.numbers.len() > 3 {
                    return None;
                }
                continue;
            }
            let word = fold(token);
            if let Some(first) = waiting.take() {
                parts.named(month_of_two(&first, &word)?)?;
                continue;
            }
            match word.as_str() {
                // "1990s" and "2016-W24" are one thing with their number.
                "s" if parts.numbers.len() == 1 => parts.unit = Some('s'),
                "q" => parts.unit = Some('q'),
                "w" => parts.unit = Some('w'),
                "年" | "月" | "日" | "년" | "월" | "일" => {}
                "كانون" | "تشرين" | "کانون" | "تشرىن" | "تشرین" => waiting = Some(word),
                about if ABOUT.contains(&about) => {}
                word => match month_of(word) {
                    Some(month) => parts.named(month)?,
                    None if is_silent(word) => {}
                    None => return None,
                },
            }
        }
        (waiting.is_none()).then_some(parts)
    }

    fn named(&mut self, month: i8) -> Option<()> {
        self.month_after = self.numbers.len();
        self.month.replace(month).is_none().then_some(())
    }

    /// A year as it was written.
    fn year(&self, rules: &DateRules, number: Number, cell: &str) -> Result<i16, DateFault> {
        let value = i16::try_from(number.value).map_err(|_| no_date(cell))?;
        if self.before_one {
            return if value == 0 { Err(no_date(cell)) } else { Ok(1 - value) };
        }
        if number.digits > 2 {
            return Ok(value);
        }
        rules.century.map(|century| century + value).ok_or_else(|| DateFault::NoCentury(shown(cell)))
    }
}

/// A text without the words for an era at its end: whether they say before (true) or since (false) the year 1.
fn without_era(text: &str) -> (&str, Option<bool>) {
    let letters = |part: &str| fold(part).chars().filter(|c| c.is_alphabetic()).collect::<String>();
    // From the last digit on.
    let at = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (date, era) = text.split_at(at);
    let era = letters(era);
    if BEFORE.contains(&era.as_str()) {
        return (date, Some(true));
    }
    if SINCE.contains(&era.as_str()) {
        return (date, Some(false));
    }
    (text, None)
}

/// Runs of digits and runs of letters.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let digits = first.is_ascii_digit();
        let cjk = |c: char| matches!(c, '年' | '月' | '日' | '년' | '월' | '일');
        let same = |c: char| match digits {
            true => c.is_ascii_digit(),
            false => (c.is_alphabetic() || c == '\'' || c == '’' || is_mark(c)) && !c.is_ascii_digit(),
        };
        let end = if cjk(first) { first.len_utf8() } else { rest.find(|c| !same(c)).unwrap_or(rest.len()) };
        let (token, left) = rest.split_at(end.max(first.len_utf8()));
        rest = left;
        Some(token)
    })
}

/// A combining mark, which belongs to the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn quarter(a: Number, b: Number, cell: &str) -> Result<WhenRead, DateFault> {
    let (year, quarter) = if a.digits == 4 { (a, b) } else { (b, a) };
    let year = i16::try_from(year.value).ok().filter(|_| year.digits == 4 && (1..=4).contains(&quarter.value));
    let year = year.ok_or_else(|| no_date(cell))?;
    let first = month_of_year(year, quarter.value * 3 - 2, cell)?;
    first.until(month_of_year(year, quarter.value * 3, cell)?).ok_or_else(|| no_date(cell))
}

fn week(a: Number, b: Number, cell: &str) -> Result<WhenRead, DateFault> {
    let wrong = || no_date(cell);
    let (year, week) = if a.digits == 4 { (a, b) } else { (b, a) };
    let year = i16::try_from(year.value).ok().filter(|_| year.digits == 4).ok_or_else(wrong)?;
    let week = i8::try_from(week.value).map_err(|_| wrong())?;
    let day = |weekday| ISOWeekDate::new(year, week, weekday).map(Day::from).map_err(|_| wrong());
    WhenRead::of_day(day(Weekday::Monday)?).until(WhenRead::of_day(day(Weekday::Sunday)?)).ok_or_else(wrong)
}
