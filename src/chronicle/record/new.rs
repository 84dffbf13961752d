//! What a new record says, before it has an id.

use crate::chronicle::{
    Basis, EventId, MapRole, Modality, Overrides, PlaceId, Precision, Quote, SideId, SourceId, Standing, VoiceId,
};
use crate::geo::LonLat;
use crate::time::{EdtfDate, EdtfError, Extent, Moment, Span};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// A new event. Dates are EDTF or days as FORMAT.md has them; [`bounds_of`] gives the bounds that a date has by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEvent {
    /// A kind of the catalogue, of the chronicle, or any word.
    pub kind: String,
    /// Where; its point becomes the event's where it is exact enough to be drawn.
    pub place: PlaceId,
    /// When, EDTF.
    pub when: String,
    /// The first day or minute, where there is one.
    pub earliest: Option<String>,
    /// The last day or minute, where there is one.
    pub latest: Option<String>,
    /// A moment inside the bounds, or all through them.
    pub extent: Extent,
    /// The side that acts.
    pub side: Option<SideId>,
    /// Whether it happened.
    pub modality: Modality,
    /// How it may be shown.
    pub role: MapRole,
    /// Documents or reference chronology.
    pub basis: Basis,
    /// One neutral sentence.
    pub summary: String,
    /// Its claims: at least one, or it is left out when the chronicle opens.
    pub claims: Vec<NewClaim>,
}

/// A new claim of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct NewClaim {
    /// The document.
    pub source: SourceId,
    /// The passage; [`Quote::at`] makes it.
    pub quote: Quote,
    /// Whose words they are; `None` makes a voice of `by`, where it is not one of the chronicle yet.
    pub voice: Option<VoiceId>,
    /// Whether nobody but the copy itself speaks.
    pub unattributed: bool,
    /// Who says so, in words.
    pub by: String,
    /// How much that is worth.
    pub standing: Standing,
    /// When, EDTF.
    pub when: String,
    /// The first day or minute, where there is one.
    pub earliest: Option<String>,
    /// The last day or minute, where there is one.
    pub latest: Option<String>,
    /// The words that give the date.
    pub words: Option<String>,
    /// The place as written.
    pub as_written: Option<String>,
    /// Where it speaks of something else than its event.
    pub overrides: Overrides,
    /// The event it denies.
    pub denies: Option<EventId>,
    /// The editor's remark.
    pub note: Option<String>,
}

/// A new place.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct NewPlace {
    /// What it is called.
    pub name: String,
    /// `town`, `airport`, …
    pub role: String,
    /// Whether it is counted and always reported.
    pub listed: bool,
    /// Province, by name.
    pub province: Option<String>,
    /// Its point.
    pub position: Option<LonLat>,
    /// How exact the point is; the settlement where nothing is said of a point.
    pub precision: Option<Precision>,
    /// It lies within so many km of its point.
    pub radius_km: Option<f64>,
    /// Other spellings.
    pub variants: Vec<String>,
    /// Names in other languages, by BCP 47 tag.
    pub names: BTreeMap<String, String>,
    /// Where it is known from: a gazetteer's name, the entry's id, and what it is called there.
    pub gazetteer: Option<(String, String, String)>,
}

impl Quote {
    /// The passage of a document at these code points, with up to 32 around it on each side; `None` where they lie
    /// outside it or are none.
    ///
    /// ```
    /// use dateline::chronicle::Quote;
    /// let quote = Quote::at("The city fell.", 4..8).map(|quote| (quote.exact, quote.prefix));
    /// assert_eq!(quote, Some(("city".to_owned(), "The ".to_owned())));
    /// ```
    pub fn at(text: &str, chars: std::ops::Range<usize>) -> Option<Self> {
        /// Code points around a quotation that tell it from its like.
        const AROUND: usize = 32;
        if chars.is_empty() {
            return None;
        }
        let byte = |at: usize| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(at);
        let (start, end) = (byte(chars.start)?, byte(chars.end)?);
        let before = text.get(..start)?;
        let from = before.char_indices().rev().take(AROUND).last().map_or(start, |(byte, _)| byte);
        Some(Self {
            exact: text.get(start..end)?.to_owned(),
            prefix: text.get(from..start)?.to_owned(),
            suffix: text.get(end..)?.chars().take(AROUND).collect(),
            chars,
            bytes: start..end,
        })
    }
}

/// The bounds that a date has by itself, as `earliest` and `latest` are written; `None` at an end that is open.
///
/// # Errors
/// Says what is wrong with the date.
///
/// ```
/// use dateline::chronicle::bounds_of;
/// let bounds = bounds_of("2021-08", &jiff::tz::TimeZone::UTC);
/// assert_eq!(bounds, Ok((Some("2021-08-01".to_owned()), Some("2021-08-31".to_owned()))));
/// ```
pub fn bounds_of(when: &str, zone: &TimeZone) -> Result<(Option<String>, Option<String>), EdtfError> {
    let date = EdtfDate::parse(when)?;
    let Span { start, end, .. } = date.span_in(zone);
    let by_minute = date.has_time();
    let first = start.map(|start| {
        if start.is_rest() && !by_minute {
            Moment(start.0.saturating_add(Moment::DAY)).written()
        } else {
            start.minute_written()
        }
    });
    let last = end.map(|end| {
        if end.is_rest() && !by_minute { end.written() } else { Moment(end.0.saturating_sub(1)).minute_written() }
    });
    Ok((first, last))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_bounds_that_agree_with_it() {
        for (when, earliest, latest) in [
            ("2021-08-13", Some("2021-08-13"), Some("2021-08-13")),
            ("2021-08-13T21:00", Some("2021-08-13T21:00"), Some("2021-08-13T21:00")),
            ("2021-08-06/2021-08-13", Some("2021-08-06"), Some("2021-08-13")),
            ("../2021-08-13", None, Some("2021-08-13")),
            ("XXXX-XX-XX", None, None),
            ("1975", Some("1975-01-01"), Some("1975-12-31")),
        ] {
            let (first, last) = bounds_of(when, &TimeZone::UTC).unwrap();
            assert_eq!((first.as_deref(), last.as_deref()), (earliest, latest), "{when}");
        }
        assert!(bounds_of("soon", &TimeZone::UTC).is_err());
    }

    #[test]
    fn a_passage_is_counted_in_code_points_and_stays_inside_its_document() {
        let text = "“Herat is ours,” said he.";
        let quote = Quote::at(text, 1..6).unwrap();
        assert_eq!((quote.exact.as_str(), quote.prefix.as_str(), quote.bytes.clone()), ("Herat", "“", 3..8));
        assert_eq!(Quote::at(text, 0..25).unwrap().exact, text);
        for chars in [3..3, 20..26, 90..99] {
            assert_eq!(Quote::at(text, chars), None);
        }
    }
}
