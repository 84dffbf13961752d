//! Words and dates the data formats share: how an instant is written, who says a passage, what is left out.

use crate::chronicle::{Basis, Chronicle, SideId};
use crate::export::data::rows::{ClaimRow, Rows};
use crate::export::number::hex;
use crate::scene::{Palette, Theme};
use crate::time::{Moment, Span};
use crate::words;
use jiff::Zoned;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

/// Words without line ends.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An instant on the chronicle's civil clock, without its distance from UTC: `2021-08-13T00:00:00`.
pub(super) fn civil(moment: Moment) -> String {
    format!("{}:00", moment.minute_written())
}

/// An instant with the distance of its zone from UTC: `2021-08-13T00:00:00+04:30`. `named` is the distance that its date
/// is written with.
pub(super) fn clock(moment: Moment, zone: &TimeZone, named: Option<Offset>) -> Option<String> {
    let zoned = zoned(moment, zone, named)?;
    Some(format!("{}{}", civil(Moment::of(zoned.datetime())), zoned.strftime("%:z")))
}

/// The same in UTC: `2021-08-12T19:30:00Z`.
pub(super) fn utc(moment: Moment, zone: &TimeZone, named: Option<Offset>) -> Option<String> {
    let instant = zoned(moment, zone, named)?.with_time_zone(TimeZone::UTC);
    Some(format!("{}Z", civil(Moment::of(instant.datetime()))))
}

/// The instant of a civil moment. Of an hour that the clocks show twice it is the first, or the one with the distance from
/// UTC that is named.
fn zoned(moment: Moment, zone: &TimeZone, named: Option<Offset>) -> Option<Zoned> {
    let ambiguous = zone.to_ambiguous_zoned(moment.civil());
    match ambiguous.offset() {
        AmbiguousOffset::Fold { after, .. } if named == Some(after) => ambiguous.later().ok(),
        _ => ambiguous.compatible().ok(),
    }
}

/// The end of the chronicle, for what has no known end but begins before that.
pub(super) fn last(rows: &Rows<'_>, start: Option<Moment>) -> Option<Moment> {
    Some(rows.range().1).filter(|last| start.is_some_and(|start| start <= *last))
}

/// The bounds to draw an event in. An unknown start is no licence to draw it always: like the map, it is said of the
/// last day only. An unknown end stays open.
pub(super) fn drawn(span: Span) -> (Option<Moment>, Option<Moment>) {
    (span.start.or(span.end.map(|end| Moment(end.0.saturating_sub(Moment::DAY)))), span.end)
}

/// Who published what a claim rests on, and when: "Taliban near gates of Kabul, AFP, 2021-08-13".
pub(super) fn citation(row: &ClaimRow<'_>) -> String {
    let (title, by, published) = match (row.source, row.reference) {
        (Some(source), _) => {
            let by = source.publisher.as_deref().or(source.agency.as_deref()).or(source.byline.as_deref());
            (source.label.clone(), by, &source.published)
        }
        (None, Some(reference)) => (reference.titled(), Some(reference.publisher.as_str()), &reference.published),
        (None, None) => return row.claim.source.to_string(),
    };
    words::data::cited_work(&title, by, published.written())
}

/// Who says a passage, and where: "the interior ministry; title, publisher, day".
pub(super) fn attribution(row: &ClaimRow<'_>, by: &str) -> String {
    words::data::said_by(by, &citation(row))
}

/// A passage with who says it.
pub(super) fn attributed(row: &ClaimRow<'_>, quote: &str, by: &str) -> String {
    words::data::quoted(quote, &attribution(row, by))
}

/// The colour of a side as `#rrggbb`; grey for nobody's.
pub(super) fn colour(chronicle: &Chronicle, side: Option<&SideId>) -> String {
    let palette = Palette::of(Theme::Light);
    let rank = side.and_then(|side| chronicle.side_rank(side));
    hex(rank.and_then(|rank| palette.sides.get(rank)).unwrap_or(&palette.ink3).rgb)
}

/// What every data format leaves out of a job, a sentence each.
pub(super) fn left_out(rows: &Rows<'_>) -> Vec<String> {
    let job = rows.job;
    let unpublished = job.known_by.map(|by| words::data::unpublished(by, rows.unpublished));
    let mut said: Vec<String> = unpublished.into_iter().chain(words::filtered(&job.timeline)).collect();
    let without = |basis, sentence: &str| (!job.shows(basis)).then(|| sentence.to_owned());
    said.extend(without(Basis::Documents, words::data::DOCUMENTS_LEFT_OUT));
    said.extend(without(Basis::Reference, words::data::REFERENCE_LEFT_OUT));
    said.extend(words::data::NEVER_IN_A_FILE.map(str::to_owned));
    said.push(words::data::BASE_MAP_LEFT_OUT.to_owned());
    said
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_the_distance_from_utc_of_its_zone_and_day() {
        let at = Moment::parse("2021-08-13T21:00").unwrap();
        for (zone, text) in [
            ("Asia/Kabul", "2021-08-13T21:00:00+04:30"),
            ("UTC", "2021-08-13T21:00:00+00:00"),
            ("Europe/Berlin", "2021-08-13T21:00:00+02:00"),
        ] {
            assert_eq!(clock(at, &TimeZone::get(zone).unwrap(), None).unwrap(), text);
        }
    }

    #[test]
    fn an_hour_that_the_clocks_show_twice_is_the_one_its_date_names() {
        let zone = TimeZone::get("Europe/Kyiv").unwrap();
        let at = Moment::parse("2022-10-30T03:30").unwrap();
        for (named, text) in
            [(None, "2022-10-30T00:30:00Z"), (Some(3), "2022-10-30T00:30:00Z"), (Some(2), "2022-10-30T01:30:00Z")]
        {
            assert_eq!(utc(at, &zone, named.map(jiff::tz::offset)).unwrap(), text);
        }
        let ides = Moment::parse("-0043-03-15T12:00").unwrap();
        assert_eq!(utc(ides, &TimeZone::UTC, None).unwrap(), "-0043-03-15T12:00:00Z");
    }

    #[test]
    fn words_of_a_tag_file_stand_on_one_line() {
        assert_eq!(one_line("a\r\nb\n\tc"), "a b c");
    }
}
