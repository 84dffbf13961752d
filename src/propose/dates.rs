//! Which of the times in a text belongs to which happening.

use crate::propose::events::Found;
use crate::propose::lexicon::Frame;
use crate::propose::mentions::Timing;
use crate::propose::proposal::Kind;
use crate::propose::reality::Reality;
use crate::propose::tags::{Group, Tag, Tagged};
use crate::time::Day;

/// When something happened, and why so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dated {
    pub when: Option<String>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    /// The mention, where one is meant.
    pub time: Option<usize>,
    pub why: &'static str,
}

/// Why a date is that of the saying.
const SAYING: &str = "dated by the day of the saying";
/// Costs above this tie a time to nothing.
const FAR: i32 = 70;

impl Tagged<'_> {
    /// The date of what was found: of its own clause, of the saying, or of what was told just before.
    pub fn dated(&self, found: &Found, last: Option<&(usize, Dated)>, published: Option<Day>) -> Dated {
        let sentence = self.sentence(found.at);
        let from = self.times.partition_point(|time| time.tokens.start < sentence.start);
        let mut best: Option<(i32, usize, bool)> = None;
        for (number, time) in self.times.iter().enumerate().skip(from) {
            if time.tokens.start >= sentence.end {
                break;
            }
            let dateline = self
                .text
                .paragraphs()
                .get(self.text.paragraph_of(found.at))
                .and_then(|paragraph| paragraph.dateline.as_ref());
            if dateline.is_some_and(|dateline| dateline.contains(&time.tokens.start)) {
                continue;
            }
            if matches!(time.timing, Timing::Recurring | Timing::Vague)
                || time.value.is_none() && time.timing != Timing::Anaphoric
            {
                continue;
            }
            let (cost, saying) = self.time_cost(number, found);
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, number, saying));
            }
        }
        if let Some(dated) = self.beside(found, &sentence) {
            return dated;
        }
        if let Some((_, number, saying)) = best.filter(|(cost, ..)| *cost < FAR)
            && let Some(time) = self.times.get(number)
        {
            if let Some(dated) = self.to_come(found, number, published) {
                return dated;
            }
            let when = time
                .value
                .clone()
                .map(|value| if saying && !value.contains(['/', '?', '~', '[']) { value + "?" } else { value });
            let why = if saying { SAYING } else { "dated by the time in its clause" };
            return Dated {
                when,
                earliest: time.earliest.clone(),
                latest: time.latest.clone(),
                time: Some(number),
                why,
            };
        }
        // "Lucknow is besieged": of the document's own day.
        let present = self
            .groups_in(found.at..found.at + 1)
            .first()
            .is_some_and(|group| group.tokens.clone().any(|at| matches!(self.text.folded(at), "is" | "are")));
        if let Some((at, dated)) = last.filter(|_| !present)
            && dated.why != SAYING
            && self.text.sentence_of(found.at).saturating_sub(*at) <= 2
            && dated.when.is_some()
        {
            return Dated { time: None, why: "dated by what was told just before", ..dated.clone() };
        }
        let Some(day) = published else {
            return Dated { why: "no date is given, and the document's own is not known", ..Dated::default() };
        };
        Dated {
            when: Some(format!("../{day}")),
            earliest: None,
            latest: Some(day.to_string()),
            time: None,
            why: "no date is given: not after the document's own",
        }
    }

    /// "will be held on Thursday": of what is still to come, a weekday is the next one.
    fn to_come(&self, found: &Found, number: usize, published: Option<Day>) -> Option<Dated> {
        let time = self.times.get(number)?;
        let weekday = time.tokens.len() == 1 && self.text.folded(time.tokens.start).ends_with("day");
        let unreal = matches!(found.reality, Reality::Planned | Reality::Predicted);
        if !unreal || !weekday || time.timing != Timing::Deictic || time.earliest != time.latest {
            return None;
        }
        let day: Day = time.earliest.as_ref()?.parse().ok()?;
        let next = day.checked_add(jiff::Span::new().days(7)).ok()?;
        let day = (day < published? && next > published?).then(|| next.to_string())?;
        Some(Dated {
            when: Some(day.clone()),
            earliest: Some(day.clone()),
            latest: Some(day),
            time: Some(number),
            why: "dated by the day to come in its clause",
        })
    }

    /// "on Sunday, a day after the rebels left": a date told by its distance from that of the clause before.
    fn beside(&self, found: &Found, sentence: &std::ops::Range<usize>) -> Option<Dated> {
        let from = sentence.start.max(found.at.saturating_sub(14));
        let word = (from..found.at).rev().find(|at| matches!(self.text.folded(*at), "after" | "before"))?;
        let own =
            self.groups_in(word..found.at).iter().any(|group| group.finite() && !group.bare && group.head != found.at);
        if own || (word..found.at).any(|at| self.time_at(at).is_some()) {
            return None;
        }
        let unit = self.text.folded(word.checked_sub(1)?);
        let after = self.text.folded(word) == "after";
        let count = crate::propose::times::number(self.text.folded(word.checked_sub(2)?));
        let days = match (unit, count) {
            ("day" | "days", Some(n)) => Some(n),
            ("week" | "weeks", Some(n)) => Some(7 * n),
            ("hour" | "hours", _) => Some(0),
            ("days" | "weeks" | "months", None) if after => None,
            _ => return None,
        };
        let sign = if after { 1 } else { -1 };
        let before = self.times.iter().enumerate().rev().find(|(_, time)| {
            time.tokens.end <= word
                && time.tokens.start >= sentence.start
                && time.earliest.is_some()
                && time.earliest == time.latest
        })?;
        let day: Day = before.1.earliest.as_ref()?.parse().ok()?;
        let Some(days) = days else {
            // "days after capturing Kidal": before that, nobody says how long.
            let last = day.checked_sub(jiff::Span::new().days(1)).ok()?.to_string();
            return Some(Dated {
                when: Some(format!("../{last}")),
                earliest: None,
                latest: Some(last),
                time: Some(before.0),
                why: "dated by its distance from the time before",
            });
        };
        let shifted = day.checked_sub(jiff::Span::new().days(sign * days)).ok()?;
        if days == 0 {
            // Some hours before a time of that day: that day or the one beside it.
            let beside = day.checked_sub(jiff::Span::new().days(sign)).ok()?;
            let (first, last) = if sign > 0 { (beside, day) } else { (day, beside) };
            return Some(Dated {
                when: Some(format!("[{first}..{last}]")),
                earliest: Some(first.to_string()),
                latest: Some(last.to_string()),
                time: Some(before.0),
                why: "dated by hours from the time before",
            });
        }
        let day = shifted.to_string();
        Some(Dated {
            when: Some(day.clone()),
            earliest: Some(day.clone()),
            latest: Some(day),
            time: Some(before.0),
            why: "dated by its distance from the time before",
        })
    }

    /// How far a time is from what was found, and whether it dates the saying.
    fn time_cost(&self, number: usize, found: &Found) -> (i32, bool) {
        let Some(time) = self.times.get(number) else { return (1000, false) };
        let at = found.at;
        let after = time.tokens.start > at;
        let span = if after { at + 1..time.tokens.start } else { time.tokens.end..at };
        let mut cost = i32::try_from(span.len()).unwrap_or(500) / 2;
        let own = self.groups.iter().find(|group| group.head == at);
        for group in self.groups_in(span.clone()) {
            // A time before its verb group's own helpers crosses nothing.
            if own.is_some_and(|own| own.tokens.contains(&group.head)) {
                continue;
            }
            cost += if group.finite() && !group.bare { 10 } else { 5 };
        }
        cost += 12
            * span
                .clone()
                .filter(|at| {
                    self.tag_of(*at) == Tag::Stop
                        || self.tag_of(*at) == Tag::Relative && self.text.folded(*at) != "that"
                })
                .count() as i32;
        // "the town, declared a refuge two years ago, was overrun": of the aside alone.
        if self.is_in_aside(time.tokens.start, at) {
            cost += 20;
        }
        let saying = self.is_of_saying(number, at);
        if saying {
            cost += 24;
        }
        if time.timing == Timing::Lasting
            && !matches!(found.kind, Kind::Siege | Kind::Fighting | Kind::Protest | Kind::Negotiation | Kind::Disaster)
        {
            cost += 30;
        }
        // "by September 11", "until Monday": bounds of something else.
        if time.tokens.start.checked_sub(1).is_some_and(|at| matches!(self.text.folded(at), "by" | "until" | "till"))
            && found.reality.is_real()
        {
            cost += 15;
        }
        // A time at the sentence's head dates its first clause, and any other that has none.
        if !after && time.tokens.start <= self.sentence(at).start + 3 {
            cost = cost.min(30);
        }
        (cost, saying)
    }

    /// Whether a token stands between two commas, with a participle before it, and another does not.
    fn is_in_aside(&self, inner: usize, other: usize) -> bool {
        let sentence = self.sentence(inner);
        let comma = |at: &usize| self.tag_of(*at) == Tag::Comma;
        let Some(close) = (inner..sentence.end).find(comma) else { return false };
        let Some(open) = (sentence.start..inner).rev().find(comma) else { return false };
        let participle = self.groups_in(open + 1..open + 4).first().is_some_and(|group| group.bare || group.participle);
        participle && !(open..close).contains(&other) && self.groups_in(inner..close).is_empty()
    }

    /// Whether a time stands at a verb of saying that is not what was found: "said on Friday", "on Friday said".
    fn is_of_saying(&self, number: usize, at: usize) -> bool {
        let Some(time) = self.times.get(number) else { return false };
        let near = |group: &Group| {
            if group.head == at || !self.frames(group).any(|(frame, _)| matches!(frame, Frame::Say | Frame::Deny)) {
                return false;
            }
            let after = time.tokens.start > group.head
                && time.tokens.start <= group.head + 5
                && !(group.head..time.tokens.start)
                    .any(|at| matches!(self.tag_of(at), Tag::Relative | Tag::Comma | Tag::Stop))
                && self.groups_in(group.head + 1..time.tokens.start).is_empty();
            let before = time.tokens.end <= group.head && group.tokens.start <= time.tokens.end + 1;
            (after || before) && !(group.head < at && time.tokens.start > at)
        };
        let begin = time.tokens.start.saturating_sub(6);
        self.groups_in(begin..time.tokens.end + 4).iter().any(near)
    }
}
