//! When a document was published, by what is printed at its top or its foot.

use crate::ingest::Published;
use crate::language::Text;
use crate::propose::{Language, TimeMention, Timing, times};
use crate::time::{read_day, written_day};

/// Words from the beginning among which a date is the document's own.
const TOP: usize = 40;
/// Paragraphs from the end among which a short one may have it.
const FOOT: usize = 3;
/// The most tokens of a place before the date of a paragraph.
const PLACE: usize = 6;
/// Words of a line that is short: a line of a date, not of a story.
const SHORT: usize = 12;

/// The day that is printed at the top of a text, or at its foot: written out, with its year.
pub(super) fn printed(text: &Text<'_>, language: Language) -> Option<Published> {
    let found = times(text, language, None);
    let days: Vec<&TimeMention> = found.iter().filter(|time| is_day(time)).collect();
    let at_top = days.iter().find(|time| time.tokens.start < TOP && stands_alone(text, time, true));
    let in_foot = || {
        let first = text.paragraphs().len().saturating_sub(FOOT);
        days.iter().rev().find(|time| text.paragraph_of(time.tokens.start) >= first && stands_alone(text, time, false))
    };
    let (time, place) = match at_top {
        Some(time) => (time, "in its first lines"),
        None => (in_foot()?, "at its foot"),
    };
    let words = text.written(time.tokens.clone()).to_owned();
    let edtf = time.earliest.clone()?;
    let agrees = weekday_near(text, &found, &edtf).map_or_else(String::new, |word| format!(" and {word}"));
    Some(Published { edtf, stated: true, how: format!("from {words}{agrees} {place}"), words: Some(words) })
}

/// Whether a time is one day, written out.
fn is_day(time: &TimeMention) -> bool {
    time.timing == Timing::Stated && time.earliest.is_some() && time.earliest == time.latest
}

/// Whether a date is the document's own and no part of its story: on a short line, in a dateline, or the very first
/// words, as a header that was left there is.
fn stands_alone(text: &Text<'_>, time: &TimeMention, at_top: bool) -> bool {
    let number = text.paragraph_of(time.tokens.start);
    let Some(paragraph) = text.paragraphs().get(number) else { return false };
    let short = paragraph.tokens.len() <= SHORT;
    let dateline = paragraph.dateline.as_ref().is_some_and(|dateline| dateline.contains(&time.tokens.start));
    short || (at_top && (dateline || time.tokens.start <= 2 || opens(text, paragraph.tokens.start, time)))
}

/// Whether a date and at most a place before it are all of a paragraph's first sentence: "AMMAN, 7 December 2024."
fn opens(text: &Text<'_>, first: usize, time: &TimeMention) -> bool {
    let before = text.tokens().get(first..time.tokens.start).unwrap_or_default();
    let shouted = before.is_empty() || text.word(first).chars().all(char::is_uppercase);
    let place = shouted && before.len() <= PLACE && before.iter().all(|token| !token.is_word() || token.is_capital());
    place && matches!(text.tokens().get(time.tokens.end).map(|_| text.word(time.tokens.end)), Some("." | ":" | ")"))
}

/// A weekday that the first lines name and that agrees with a date: that day's, or that of the day before.
pub(in crate::ingest) fn weekday_near(text: &Text<'_>, times: &[TimeMention], edtf: &str) -> Option<String> {
    let day = read_day(edtf).ok()?;
    let names = |day: jiff::civil::Date| match day.weekday() {
        jiff::civil::Weekday::Monday => "monday",
        jiff::civil::Weekday::Tuesday => "tuesday",
        jiff::civil::Weekday::Wednesday => "wednesday",
        jiff::civil::Weekday::Thursday => "thursday",
        jiff::civil::Weekday::Friday => "friday",
        jiff::civil::Weekday::Saturday => "saturday",
        jiff::civil::Weekday::Sunday => "sunday",
    };
    let near = [Some(day), day.yesterday().ok()];
    let first = times.iter().take_while(|time| time.tokens.start < 3 * TOP);
    let mut weekdays = first.filter(|time| time.timing == Timing::Deictic).flat_map(|time| time.tokens.clone());
    let agrees = |at: &usize| near.iter().flatten().any(|day| text.folded(*at) == names(*day));
    weekdays.find(agrees).map(|at| text.word(at).to_owned())
}

/// The day that stands in a file's name: "2021-08-13 herat.txt", "report_20210813.pdf".
pub(super) fn named(name: &str) -> Option<Published> {
    let digits: Vec<(usize, char)> = name.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let run = digits.windows(8).find_map(|eight| {
        let (first, last) = (eight.first()?.0, eight.last()?.0);
        let before = name.get(..first)?.chars().next_back().is_none_or(|c| !c.is_ascii_digit());
        let after = name.get(last + 1..)?.chars().next().is_none_or(|c| !c.is_ascii_digit());
        let written = name.get(first..=last)?;
        let parted = written.len() == 8 || (written.len() == 10 && is_parted(written));
        (before && after && parted).then(|| written.to_owned())
    })?;
    let bare: String = run.chars().filter(char::is_ascii_digit).collect();
    let edtf = format!("{}-{}-{}", bare.get(..4)?, bare.get(4..6)?, bare.get(6..8)?);
    let day = read_day(&edtf).ok().filter(|day| (1400..=2200).contains(&day.year()))?;
    Some(Published {
        edtf: written_day(day),
        stated: false,
        how: format!("from {run} in its file's name"),
        words: None,
    })
}

/// Whether ten characters are four, two and two digits with something between them.
fn is_parted(written: &str) -> bool {
    let between = |at: usize| written.as_bytes().get(at).is_some_and(|byte| matches!(byte, b'-' | b'_' | b'.'));
    between(4) && between(7)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_date_at_the_top_or_the_foot_is_the_documents_own() {
        for (text, expected) in [
            (
                "Bridge closed\n\n15th Aug 2021\n\nThe bridge was closed on Sunday after the rain.",
                Some(("2021-08-15", "from 15th Aug 2021 and Sunday in its first lines")),
            ),
            (
                " date 2021-08-31 The harbour master said that the ferry had sailed.",
                Some(("2021-08-31", "from 2021-08-31 in its first lines")),
            ),
            (
                "Forces redeploy east of the river in good order and without a fight, and all who were with them at the ford of the old mill have come over safe and well by the evening, the command says in its bulletin of the day.\n\nThey are well.\n\nIssued 21 May 2015",
                Some(("2015-05-21", "from 21 May 2015 at its foot")),
            ),
            (
                "The bridge that was opened on 3 May 2001 by the old mayor and his friends was closed again last week.",
                None,
            ),
            ("The bridge was closed on Thursday.", None),
            (
                "Fighters seize the bridge over the ford\n\n1 December 2024\n\nFighters seized the bridge on Sunday.",
                Some(("2024-12-01", "from 1 December 2024 and Sunday in its first lines")),
            ),
            (
                "South slips from their hands\n\nAMMAN, 7 December 2024. Fighters seized the bridge on Saturday.",
                Some(("2024-12-07", "from 7 December 2024 and Saturday in its first lines")),
            ),
            (
                "Fighters enter the town as all leave\n\nQAMISHLI, Friday 6 December 2024. Fighters seized the bridge on Friday.",
                Some(("2024-12-06", "from Friday 6 December 2024 and Friday in its first lines")),
            ),
            ("In Amman, 7 December 2001. Nobody knew then that the bridge over the ford would last so long.", None),
        ] {
            let text = Text::new(text);
            let found = printed(&text, Language::English);
            let found = found.as_ref().map(|published| (published.edtf.as_str(), published.how.as_str()));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_date_in_a_files_name_is_one_only_where_the_calendar_has_it() {
        for (name, expected) in [
            ("2021-08-13 herat.txt", Some("2021-08-13")),
            ("report_20210813.pdf", Some("2021-08-13")),
            ("000_84324402d95237bd.txt", None),
            ("2021-13-13.txt", None),
            ("123456789.txt", None),
        ] {
            assert_eq!(named(name).map(|published| published.edtf).as_deref(), expected, "{name}");
        }
    }
}
