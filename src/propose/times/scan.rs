//! One pass over the tokens, the longest expression first.

use crate::language::{Text, TokenKind};
use crate::propose::mentions::{TimeMention, Timing};
use crate::propose::times::calendar::{Days, Meant, day};
use crate::propose::times::pattern::{Captured, Cursor, Means};
use crate::propose::times::table::{List, Table};
use crate::time::Day;

/// How far around an expression its verb is looked for, in tokens.
const VERB: usize = 20;
/// How far after it one that looks ahead may stand.
const NEAR: usize = 5;
/// How far back a quarter of a year is still meant by "a year ago", in sentences.
const QUARTER_SENTENCES: usize = 6;
/// How far back the day of a time of day is looked for, in sentences.
const DAY_SENTENCES: usize = 2;

/// On which side of the report a clause lies, by its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Ahead,
    Behind,
    Unknown,
}

/// Reads the times of one document.
pub(super) struct Scanner<'t, 'a> {
    pub(super) cursor: Cursor<'t, 'a>,
    /// The document's date.
    pub(super) anchor: Option<Day>,
    /// The last time that was found, for "two days earlier".
    pub(super) last: Option<Days>,
    /// Whether that was a year from which another is told, such as "last year".
    pub(super) last_is_comparison: bool,
    /// The last quarter of a year, with its sentence.
    quarter: Option<(usize, (i16, i8))>,
    found: Vec<Found>,
}

/// A time with what merges it with the one beside it.
struct Found {
    tokens: std::ops::Range<usize>,
    days: Option<Days>,
    timing: Timing,
    reason: &'static str,
    /// A time of day.
    clock: bool,
}

impl<'t, 'a> Scanner<'t, 'a> {
    pub fn new(text: &'t Text<'a>, table: &'static Table, anchor: Option<Day>) -> Self {
        let numbers = (0..text.tokens().len()).map(|at| table.number(text.folded(at))).collect();
        Self {
            cursor: Cursor { text, table, numbers },
            anchor,
            last: None,
            last_is_comparison: false,
            quarter: None,
            found: Vec::new(),
        }
    }

    pub fn scan(mut self) -> Vec<TimeMention> {
        let mut at = 0;
        while at < self.cursor.numbers.len() {
            at = match self.longest(at) {
                Some((end, means, captured, meant)) => {
                    self.add(at, end, means, &captured, meant);
                    end
                }
                None => at + 1,
            };
        }
        let mention = |found: Found| {
            let date = |of: Option<Day>| of.map(day);
            TimeMention {
                tokens: found.tokens,
                earliest: date(found.days.as_ref().and_then(|days| days.first)),
                latest: date(found.days.as_ref().and_then(|days| days.last)),
                value: found.days.map(Days::written),
                timing: found.timing,
                reason: found.reason,
            }
        };
        self.found.into_iter().map(mention).collect()
    }

    fn longest(&self, at: usize) -> Option<(usize, Means, Captured, Meant)> {
        let kind = self.cursor.text.tokens().get(at)?.kind;
        let digits = matches!(kind, TokenKind::Number | TokenKind::Mixed);
        let number = self.cursor.numbers.get(at).copied().unwrap_or(0);
        let mut best: Option<(usize, Means, Captured, Meant)> = None;
        for pattern in self.cursor.table.beginning(number, digits) {
            let Some((end, captured)) = pattern.at(&self.cursor, at) else { continue };
            if best.as_ref().is_some_and(|(longest, ..)| *longest >= end) {
                continue;
            }
            if let Some(meant) = self.meant(pattern.means, &captured, at, end) {
                best = Some((end, pattern.means, captured, meant));
            }
        }
        best
    }

    fn add(&mut self, at: usize, end: usize, means: Means, captured: &Captured, (days, timing, reason): Meant) {
        if means == Means::Quarter
            && let Some(first) = days.as_ref().and_then(|days| days.first)
            && days.as_ref().and_then(|days| days.last) < self.anchor
            // A comparison with the year before does not change what is spoken of.
            && (captured.which.is_none_or(|which| which >= 0) && captured.unit != Some(super::table::Unit::Year))
        {
            self.quarter = Some((self.cursor.text.sentence_of(at), (first.year(), (first.month() + 2) / 3)));
        }
        let clock = matches!(means, Means::Clock | Means::PartAlone);
        let single = days.as_ref().is_some_and(|days| days.first == days.last);
        if let Some(before) = self.found.last_mut()
            && before.clock != clock
            && (single || days.is_none())
            && before.days.as_ref().is_none_or(|days| days.first == days.last)
            && !matches!(timing, Timing::Vague | Timing::Recurring)
            && !matches!(before.timing, Timing::Vague | Timing::Recurring)
            && self.cursor.text.sentence_of(before.tokens.start) == self.cursor.text.sentence_of(at)
            && is_joint(&self.cursor, before.tokens.end, at)
        {
            // "10 p.m. Wednesday", "Wednesday at 10 p.m.": the day of one, the clock of the other.
            let (day, of_clock) = if clock { (before.days.take(), days) } else { (days, before.days.take()) };
            before.days = day.map(|day| match of_clock.as_ref().and_then(|of| of.edtf.split_once('T')) {
                Some((_, clock)) if day.edtf.len() == "2021-08-13".len() => {
                    Days { edtf: format!("{}T{clock}", day.edtf), ..day }
                }
                _ => day,
            });
            before.tokens.end = end;
            before.timing = if clock { before.timing } else { timing };
            before.clock = true;
            self.last.clone_from(&before.days);
            return;
        }
        if days.is_some() && !matches!(timing, Timing::Vague | Timing::Lasting) && !clock {
            self.last.clone_from(&days);
            self.last_is_comparison = timing != Timing::Stated && !single;
        }
        self.found.push(Found { tokens: at..end, days, timing, reason, clock });
    }

    /// The day that was named before, for a time of day.
    pub(super) fn day_beside(&self, at: usize) -> Option<Days> {
        let here = self.cursor.text.sentence_of(at);
        let near = |found: &&Found| here - self.cursor.text.sentence_of(found.tokens.start) <= DAY_SENTENCES;
        let single = |found: &Found| {
            let days = found.days.as_ref().filter(|days| days.first == days.last && found.timing != Timing::Vague)?;
            days.first.filter(|first| self.anchor.is_none_or(|anchor| *first <= anchor)).map(Days::one)
        };
        self.found.iter().rev().take_while(near).find_map(single)
    }

    /// The quarter of a year that is spoken of.
    pub(super) fn quarter_near(&self, at: usize) -> Option<(i16, i8)> {
        let (sentence, quarter) = self.quarter?;
        let here = self.cursor.text.sentence_of(at.saturating_sub(1));
        (here.saturating_sub(sentence) <= QUARTER_SENTENCES).then_some(quarter)
    }

    /// On which side of the report the verb before an expression puts it, else the verb after it.
    pub(super) fn tense(&self, at: usize, end: usize) -> Tense {
        let text = self.cursor.text;
        let Some(sentence) = text.sentences().get(text.sentence_of(at)).map(|sentence| sentence.tokens.clone()) else {
            return Tense::Unknown;
        };
        let of = |at: usize| {
            let word = self.cursor.word(at);
            let number = |at: usize| self.cursor.numbers.get(at).copied().unwrap_or(0);
            if self.cursor.table.pair(number(at), number(at + 1)).unwrap_or_else(|| word.is(List::Ahead)) {
                return Some(Tense::Ahead);
            }
            let past = word.is(List::Behind) || {
                let folded = text.folded(at);
                let lower = text.tokens().get(at).is_some_and(|token| token.is_word() && !token.is_capital());
                lower
                    && folded.len() > 4
                    && self.cursor.table.behind_endings.iter().any(|ending| folded.ends_with(ending.as_str()))
            };
            past.then_some(Tense::Behind)
        };
        let back = sentence.start.max(at.saturating_sub(VERB))..at;
        let ahead = end..sentence.end.min(end + VERB / 2);
        let next = |ahead: std::ops::Range<usize>| {
            ahead.into_iter().find_map(|at| of(at).map(|tense| (at, tense))).map(|(at, tense)| {
                // Far after it, "will" is that of another clause.
                if tense == Tense::Ahead && at > end + NEAR { Tense::Unknown } else { tense }
            })
        };
        back.rev().find_map(of).or_else(|| next(ahead)).unwrap_or(Tense::Unknown)
    }
}

/// Whether only words that bind a clock to its day stand between two tokens.
fn is_joint(cursor: &Cursor<'_, '_>, from: usize, to: usize) -> bool {
    to - from <= 3
        && (from..to)
            .all(|at| cursor.word(at).is(List::At) || cursor.word(at).is(List::Joint) || cursor.text.word(at) == ",")
}
