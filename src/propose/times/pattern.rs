//! Patterns of words that tell a time, and what they capture.

use crate::language::{Text, TokenKind};
use crate::propose::times::table::{Edge, Half, Part, Table, Unit, Word};

/// What a pattern means: a key of `[patterns]` in a language's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Means {
    Date,
    Numeric,
    DayOfMonth,
    Month,
    WeekOf,
    Year,
    Decade,
    Century,
    Weekday,
    WeekdayOf,
    Shift,
    Part,
    PartAlone,
    Overnight,
    Unit,
    Around,
    Ago,
    Ahead,
    Earlier,
    Later,
    Reference,
    Quarter,
    Half,
    Season,
    Clock,
    For,
    Every,
    Now,
    BeforeNow,
    AfterNow,
}

/// What stands at one place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// One of these words.
    Words(Vec<u16>),
    N,
    /// Digits.
    Number,
    Some,
    Unit,
    Weekday,
    Month,
    Day,
    Until,
    Year,
    Part,
    Season,
    Which,
    Edge,
    End,
    Shift,
    Ordinal,
    Decade,
    Hour,
    Minute,
    Clock,
    Glued,
    Dotted,
    Noon,
    Zone,
    Era,
}

/// One way to say a time.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub means: Means,
    pub elements: Vec<Element>,
}

/// What the words of a time stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Captured {
    pub n: Option<i32>,
    pub unit: Option<Unit>,
    pub weekday: Option<i8>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub until: Option<i8>,
    pub year: Option<i16>,
    pub part: Option<Part>,
    pub season: Option<i8>,
    pub which: Option<i8>,
    pub edge: Option<Edge>,
    pub shift: Option<i32>,
    pub ordinal: Option<i32>,
    pub decade: Option<i16>,
    pub hour: Option<i8>,
    pub minute: Option<i8>,
    pub noon: Option<Half>,
    pub zone: Option<i16>,
    pub era: Option<Half>,
}

impl Pattern {
    /// Every way in which a written pattern can be without what may be missing.
    ///
    /// # Errors
    /// A class that is not known.
    pub fn compile(means: Means, written: &str, mut number: impl FnMut(&str) -> u16) -> Result<Vec<Self>, String> {
        let mut ways: Vec<Vec<Element>> = vec![Vec::new()];
        for word in written.split_whitespace() {
            let optional = word.len() > 1 && word.ends_with('?');
            let word = if optional { &word[..word.len() - 1] } else { word };
            let element = match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
                Some(class) => Element::named(class).ok_or_else(|| format!("no class {{{class}}}: {written}"))?,
                None => Element::Words(word.split('|').map(|word| number(word.trim_end_matches('?'))).collect()),
            };
            let shorter = if optional { ways.clone() } else { Vec::new() };
            ways.iter_mut().for_each(|way| way.push(element.clone()));
            ways.extend(shorter);
        }
        Ok(ways.into_iter().filter(|way| !way.is_empty()).map(|elements| Self { means, elements }).collect())
    }

    /// Where it ends and what it captures, where it begins at a token.
    pub fn at(&self, cursor: &Cursor<'_, '_>, at: usize) -> Option<(usize, Captured)> {
        let mut captured = Captured::default();
        let mut end = at;
        for element in &self.elements {
            end = element.take(cursor, end, &mut captured)?;
        }
        Some((end, captured))
    }
}

/// The tokens of a document with their numbers in the table.
pub(super) struct Cursor<'t, 'a> {
    pub text: &'t Text<'a>,
    pub table: &'static Table,
    pub numbers: Vec<u16>,
}

impl Cursor<'_, '_> {
    pub fn word(&self, at: usize) -> &Word {
        self.table.word(self.numbers.get(at).copied().unwrap_or(0))
    }

    /// A whole number in digits.
    pub fn digits(&self, at: usize) -> Option<i32> {
        let token = self.text.tokens().get(at).filter(|token| token.kind == TokenKind::Number)?;
        (token.end - token.start <= 4).then(|| self.text.word(at).parse().ok()).flatten()
    }

    /// Whether a token is spelt as the name of a day or month must be.
    fn is_name(&self, at: usize) -> bool {
        !self.table.capital || self.text.tokens().get(at).is_some_and(crate::language::Token::is_capital)
    }

    /// "14th", "3rd".
    fn suffixed(&self, at: usize) -> Option<i32> {
        self.text.tokens().get(at).filter(|token| token.kind == TokenKind::Mixed)?;
        let word = self.text.folded(at);
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º' || c == 'ª');
        let suffix = word.get(digits.len()..)?;
        (matches!(suffix, "st" | "nd" | "rd" | "th" | "o" | "a" | "er" | "º" | "ª") && digits.len() <= 2)
            .then(|| digits.parse().ok())
            .flatten()
    }

    /// A number in digits or words, with the token after it: "two", "twenty-four", "nineteen hundred".
    pub fn number(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(digits) = self.digits(at) {
            return Some((digits, at + 1));
        }
        let first = self.word(at).number?;
        let next = if self.text.tokens().get(at + 1).is_some_and(|token| token.kind == TokenKind::Hyphen) {
            at + 2
        } else {
            at + 1
        };
        match self.word(next).number {
            Some(ones @ 1..=9) if (20..100).contains(&first) && first % 10 == 0 && self.text.folded(next) != "a" => {
                Some((first + ones, next + 1))
            }
            Some(many @ (100 | 1000)) if first < 100 => Some((first * many, at + 2)),
            _ => Some((first, at + 1)),
        }
    }

    /// A year with the token after it: "1975", "nineteen ninety-six", "two thousand", "44 BC", "'98".
    fn year(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(digits) = self.digits(at) {
            let year = i16::try_from(digits).ok()?;
            let length = self.text.word(at).len();
            return match self.word(at + 1).era {
                Some(Half::Before) if year > 0 => Some((1 - year, at + 2)),
                Some(Half::After) if year > 0 => Some((year, at + 2)),
                _ => {
                    // What begins the next paragraph is not counted by it.
                    let here = self.text.paragraph_of(at) == self.text.paragraph_of(at + 1);
                    let counted = here && self.word(at + 1).is(crate::propose::times::table::List::Counted);
                    (length == 4 && (1000..2200).contains(&year) && !counted).then_some((year, at + 1))
                }
            };
        }
        let first = self.word(at).number?;
        if (11..=20).contains(&first) {
            let (rest, end) = self.number(at + 1).filter(|(rest, _)| (10..100).contains(rest))?;
            return Some((i16::try_from(first * 100 + rest).ok()?, end));
        }
        if first == 2 && self.word(at + 1).number == Some(1000) {
            let and = at + 2 + usize::from(self.text.folded(at + 2) == "and");
            return match self.number(and).filter(|(rest, _)| (1..100).contains(rest)) {
                Some((rest, end)) => Some((2000 + i16::try_from(rest).ok()?, end)),
                None => Some((2000, at + 2)),
            };
        }
        None
    }
}

impl Element {
    fn named(class: &str) -> Option<Self> {
        Some(match class {
            "n" => Self::N,
            "number" => Self::Number,
            "some" => Self::Some,
            "unit" => Self::Unit,
            "weekday" => Self::Weekday,
            "month" => Self::Month,
            "day" => Self::Day,
            "until" => Self::Until,
            "year" => Self::Year,
            "part" => Self::Part,
            "season" => Self::Season,
            "which" => Self::Which,
            "edge" => Self::Edge,
            "end" => Self::End,
            "shift" => Self::Shift,
            "ordinal" => Self::Ordinal,
            "decade" => Self::Decade,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "clock" => Self::Clock,
            "glued" => Self::Glued,
            "dotted" => Self::Dotted,
            "noon" => Self::Noon,
            "zone" => Self::Zone,
            "era" => Self::Era,
            _ => return None,
        })
    }

    /// Whether a word of the table can stand first.
    pub fn may_begin_with(&self, number: u16, word: &Word) -> bool {
        match self {
            Self::Words(words) => words.contains(&number),
            Self::N | Self::Year | Self::Hour => word.number.is_some(),
            Self::Some => word.some,
            Self::Unit => word.unit.is_some(),
            Self::Weekday => word.weekday.is_some(),
            Self::Month => word.month.is_some(),
            Self::Part => word.part.is_some(),
            Self::Season => word.season.is_some(),
            Self::Which => word.which.is_some(),
            Self::Edge => word.edge.is_some(),
            Self::End => word.end.is_some(),
            Self::Shift => word.shift.is_some(),
            Self::Ordinal => word.ordinal.is_some(),
            Self::Decade => word.decade.is_some(),
            Self::Noon => word.noon.is_some(),
            Self::Zone => word.zone.is_some(),
            Self::Era => word.era.is_some(),
            Self::Number | Self::Day | Self::Until | Self::Minute | Self::Clock | Self::Glued | Self::Dotted => false,
        }
    }

    /// The token after what this takes.
    fn take(&self, cursor: &Cursor<'_, '_>, at: usize, into: &mut Captured) -> Option<usize> {
        let word = cursor.word(at);
        let day = |at: usize| {
            let n = cursor.digits(at).filter(|_| cursor.text.word(at).len() <= 2).or_else(|| cursor.suffixed(at))?;
            i8::try_from(n).ok().filter(|n| (1..=31).contains(n))
        };
        match self {
            Self::Words(words) => {
                let number = cursor.numbers.get(at).copied().unwrap_or(0);
                if number == 0 || !words.contains(&number) {
                    return None;
                }
                // Words that are spelt out still say what they stand for.
                into.which = word.which.or(into.which);
                into.shift = into.shift.or(word.shift);
                into.edge = into.edge.or(word.edge);
                into.unit = into.unit.or(word.unit);
                into.part = into.part.or(word.part);
            }
            Self::N => {
                let (n, end) = cursor.number(at)?;
                into.n = Some(n);
                return Some(end);
            }
            Self::Number => into.n = Some(cursor.digits(at)?),
            Self::Some => {
                if !word.some {
                    return None;
                }
            }
            Self::Unit => into.unit = Some(word.unit?),
            Self::Weekday => into.weekday = Some(word.weekday.filter(|_| cursor.is_name(at))?),
            Self::Month => into.month = Some(word.month.filter(|_| cursor.is_name(at))?),
            Self::Day => into.day = Some(day(at)?),
            Self::Until => into.until = Some(day(at)?),
            Self::Year => {
                let (year, end) = cursor.year(at)?;
                into.year = Some(year);
                return Some(end);
            }
            Self::Part => into.part = Some(word.part?),
            Self::Season => into.season = Some(word.season?),
            Self::Which => into.which = Some(word.which?),
            Self::Edge => into.edge = Some(word.edge?),
            Self::End => into.edge = Some(word.end?),
            Self::Shift => into.shift = Some(word.shift?),
            Self::Ordinal => into.ordinal = Some(word.ordinal.or_else(|| cursor.suffixed(at))?),
            Self::Decade => into.decade = Some(word.decade.or_else(|| decade(cursor.text.word(at)))?),
            Self::Hour => {
                let hour = cursor.digits(at).filter(|_| cursor.text.word(at).len() <= 2).or(word.number)?;
                into.hour = Some(i8::try_from(hour).ok().filter(|hour| (0..=24).contains(hour))?);
            }
            Self::Minute => {
                let minute = cursor.digits(at).filter(|_| cursor.text.word(at).len() == 2)?;
                into.minute = Some(i8::try_from(minute).ok().filter(|minute| *minute < 60)?);
            }
            Self::Clock => {
                let clock = cursor.digits(at).filter(|_| cursor.text.word(at).len() == 4)?;
                let (hour, minute) = (clock / 100, clock % 100);
                if hour > 24 || minute > 59 {
                    return None;
                }
                (into.hour, into.minute) = (i8::try_from(hour).ok(), i8::try_from(minute).ok());
            }
            Self::Glued => {
                cursor.text.tokens().get(at).filter(|token| token.kind == TokenKind::Mixed)?;
                let (hour, minute, noon) = glued(cursor.text.folded(at))?;
                (into.hour, into.minute, into.noon) = (Some(hour), Some(minute), noon);
            }
            Self::Dotted => {
                let mut parts = cursor.text.word(at).split('.');
                let (day, month, year) = (parts.next()?, parts.next()?, parts.next().filter(|year| year.len() == 4)?);
                into.day = Some(day.parse().ok()?);
                into.until = Some(month.parse().ok()?);
                into.year = Some(year.parse().ok()?);
            }
            Self::Noon => into.noon = Some(word.noon?),
            Self::Zone => into.zone = Some(word.zone?),
            Self::Era => into.era = Some(word.era?),
        }
        Some(at + 1)
    }
}

/// "1990s", "90s".
fn decade(word: &str) -> Option<i16> {
    let decade: i16 = word.strip_suffix('s')?.parse().ok()?;
    (decade % 10 == 0 && (word.len() == 3 || word.len() == 5 && (1000..2200).contains(&decade))).then_some(decade)
}

/// "7pm", "10.30am", "18h30".
fn glued(word: &str) -> Option<(i8, i8, Option<Half>)> {
    let (clock, noon) = match word.trim_end_matches('.') {
        word if word.ends_with("am") => (&word[..word.len() - 2], Some(Half::Before)),
        word if word.ends_with("pm") => (&word[..word.len() - 2], Some(Half::After)),
        word => (word, None),
    };
    let (hour, minute) = match clock.split_once(['.', 'h']) {
        Some((hour, "")) if noon.is_none() => (hour, "0"),
        Some(parts) => parts,
        None => noon.map(|_| (clock, "0"))?,
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute, noon))
}
