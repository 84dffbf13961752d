//! Names of days and months, and spans of days as EDTF.

use crate::time::Day;
use jiff::ToSpan as _;
use jiff::civil::Weekday;

/// A weekday by its folded name.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" | "mondays" => Weekday::Monday,
        "tuesday" | "tue" | "tues" | "tuesdays" => Weekday::Tuesday,
        "wednesday" | "wed" | "wednesdays" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" | "thursdays" => Weekday::Thursday,
        "friday" | "fri" | "fridays" => Weekday::Friday,
        "saturday" | "saturdays" => Weekday::Saturday,
        "sunday" | "sundays" => Weekday::Sunday,
        _ => return None,
    })
}

/// A month by its folded name, 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [(&str, &str); 12] = [
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may", "may"),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ];
    let at =
        MONTHS.iter().position(|(long, short)| *long == word || *short == word || word == "sept" && *short == "sep")?;
    i8::try_from(at + 1).ok()
}

/// A number in words or digits, "14th" included.
pub(in crate::propose) fn number(word: &str) -> Option<i32> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Some(at) = WORDS.iter().position(|known| *known == word) {
        return i32::try_from(at).ok();
    }
    match word {
        "a" | "an" => return Some(1),
        "first" => return Some(1),
        "second" => return Some(2),
        "third" => return Some(3),
        "fourth" => return Some(4),
        "fifth" => return Some(5),
        "sixth" => return Some(6),
        "seventh" => return Some(7),
        "eighth" => return Some(8),
        "ninth" => return Some(9),
        "tenth" => return Some(10),
        "eleventh" => return Some(11),
        "twelfth" => return Some(12),
        "thirty" => return Some(30),
        "forty" => return Some(40),
        "fifty" => return Some(50),
        _ => {}
    }
    let digits = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    (!digits.is_empty() && digits.len() < 5).then(|| digits.parse().ok()).flatten()
}

/// A run of days, both inclusive, with its EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub edtf: String,
    pub first: Option<Day>,
    pub last: Option<Day>,
}

impl Days {
    pub fn one(day: Day) -> Self {
        Self { edtf: day.to_string(), first: Some(day), last: Some(day) }
    }

    /// Somewhere in a run of days.
    pub fn within(first: Day, last: Day) -> Self {
        let edtf = if first == last { first.to_string() } else { format!("[{first}..{last}]") };
        Self { edtf, first: Some(first), last: Some(last) }
    }

    /// All of a run of days.
    pub fn throughout(first: Day, last: Day) -> Self {
        let edtf = if first == last { first.to_string() } else { format!("{first}/{last}") };
        Self { edtf, first: Some(first), last: Some(last) }
    }

    /// About a run of days.
    pub fn about(first: Day, last: Day) -> Self {
        let edtf = if first == last { format!("{first}~") } else { format!("{first}~/{last}~") };
        Self { edtf, first: Some(first), last: Some(last) }
    }

    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Day::new(year, month, 1).ok()?;
        Some(Self { edtf: format!("{year:04}-{month:02}"), first: Some(first), last: Some(first.last_of_month()) })
    }

    pub fn year(year: i16) -> Option<Self> {
        let first = Day::new(year, 1, 1).ok()?;
        Some(Self { edtf: format!("{year:04}"), first: Some(first), last: Some(first.last_of_year()) })
    }
}

/// So many days before a day.
pub(super) fn before(day: Day, days: i32) -> Option<Day> {
    day.checked_sub(days.days()).ok()
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
