//! Days as people type them: "12 aug", "Thursday 12", "2021-08-12", "evening of the 12th".

use super::fuzzy::Query;
use crate::chronicle::TimeRange;
use crate::time::Day;

/// Words that add nothing to a date.
const FILLING: [&str; 13] =
    ["on", "the", "of", "evening", "night", "morning", "day", "end", "in", "what", "was", "known", "by"];

/// The days of a range that answer, those of its dense stretch first; at most `limit`.
pub(super) fn days(query: &Query, range: TimeRange, limit: usize) -> Vec<Day> {
    let words: Vec<String> = query.words().filter(|word| !FILLING.contains(&word.as_str())).collect();
    let mut found = Vec::new();
    let mut day = range.from;
    while day <= range.until {
        if answers(&words, day) {
            found.push(day);
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    let (from, until) = range.dense;
    found.sort_by_key(|day| (*day < from || *day > until, *day));
    found.truncate(limit);
    found
}

/// A day of the month, or an ISO date, and nothing that speaks against it.
fn answers(words: &[String], day: Day) -> bool {
    let number = i64::from(day.day());
    let bare =
        |word: &str| ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).parse();
    let is_day = |word: &String| bare(word) == Ok(number);
    let is_year = |word: &String| word.len() == 4 && word.parse() == Ok(i64::from(day.year()));
    let name = |pattern: &str| day.strftime(pattern).to_string().to_lowercase();
    let (weekday, month) = (name("%A"), name("%B"));
    let is_name = |word: &String| word.len() > 2 && (weekday.starts_with(word) || month.starts_with(word));
    if let [year, month, of_month] = words
        && is_year(year)
    {
        return month.parse() == Ok(i64::from(day.month())) && of_month.parse() == Ok(number);
    }
    words.iter().filter(|word| is_day(word)).count() == 1
        && words.iter().all(|word| is_day(word) || is_year(word) || is_name(word))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn days_answer_to_what_people_type() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let range = TimeRange {
            from: day("2021-05-01"),
            until: day("2021-08-31"),
            dense: (day("2021-08-05"), day("2021-08-16")),
            start: day("2021-08-12"),
        };
        for (typed, expected) in [
            ("12 aug", vec!["2021-08-12"]),
            ("August 12 2021", vec!["2021-08-12"]),
            ("2021-08-12", vec!["2021-08-12"]),
            ("evening of the 12th", vec!["2021-08-12", "2021-05-12", "2021-06-12"]),
            ("what was known on the evening of the 13 Aug", vec!["2021-08-13"]),
            ("thursday 12", vec!["2021-08-12"]),
            ("13th of August", vec!["2021-08-13"]),
            ("12 herat", vec![]),
            ("august", vec![]),
            ("2021", vec![]),
            ("3", vec!["2021-05-03", "2021-06-03", "2021-07-03"]),
        ] {
            let found = days(&Query::new(typed).unwrap(), range, 3);
            assert_eq!(found, expected.into_iter().map(day).collect::<Vec<_>>(), "{typed}");
        }
    }
}
