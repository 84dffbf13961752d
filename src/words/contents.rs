//! What a chronicle has in it, in one line, and its days as a list gives them.

use crate::chronicle::Chronicle;
use crate::time::{Day, Resolution};
use crate::words::grammar::{counted, plural};
use crate::words::year;

/// "34 provincial capitals, 2 sides · 5 documents", "61 happenings · 6 documents".
pub fn contents(chronicle: &Chronicle) -> String {
    let meta = &chronicle.meta;
    let happenings = chronicle.events.values().filter(|event| event.is_happening()).count();
    let listed = chronicle.listed().count();
    let mut parts = Vec::new();
    if listed > 0 {
        let mut part = counted(listed, &meta.listed, &plural(&meta.listed));
        if meta.sides.len() > 1 {
            part = format!("{part}, {} sides", meta.sides.len());
        }
        parts.push(part);
    } else if meta.subject.journey {
        parts.push("a journey".to_owned());
    }
    if happenings > 0 && listed == 0 {
        parts.push(counted(happenings, "happening", "happenings"));
    }
    let documents = chronicle.sources.len();
    parts.push(if documents == 0 {
        "no documents yet".to_owned()
    } else {
        counted(documents, "document", "documents")
    });
    super::capitalised(&parts.join(" · "))
}

/// "1 May 2021"; in what is told by months "Mar 401 BC", by years "401 BC".
pub fn day_plain(day: Day, told: Resolution) -> String {
    match told {
        Resolution::Year => year(day),
        Resolution::Month => format!("{} {}", day.strftime("%b"), year(day)),
        _ => format!("{} {}", day.strftime("%-d %b"), year(day)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{files_at, open};

    #[test]
    fn a_line_says_what_a_chronicle_counts_and_rests_on() {
        let line = |name: Option<&str>| contents(&open(&*files_at(name.map(AsRef::as_ref))).unwrap().chronicle);
        assert!(line(None).starts_with("34 provincial capitals, 2 sides · "), "{}", line(None));
        assert!(line(None).ends_with(" · 5 documents"), "{}", line(None));
        assert!(line(Some("example:anabasis")).starts_with("A journey · "), "{}", line(Some("example:anabasis")));
        let quakes = line(Some("example:quakes-2023"));
        assert!(quakes.ends_with(" happenings · 6 documents"), "{quakes}");
    }

    #[test]
    fn a_day_has_its_year_and_no_more_than_is_told() {
        let day = "2021-05-01".parse().unwrap();
        assert_eq!(day_plain(day, Resolution::Day), "1 May 2021");
        assert_eq!(day_plain(day, Resolution::Month), "May 2021");
        assert_eq!(day_plain(jiff::civil::date(-333, 5, 1), Resolution::Year), "334 BC");
    }
}
