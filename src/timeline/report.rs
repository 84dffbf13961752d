//! The stable JSON form of a timeslice. The order of the fields here is the order in the file.

use crate::chronicle::{
    Basis, Chronicle, Citation, Claim, Event, EventId, Evidence, Modality, Place, PlaceId, Side, SideId, SourceId,
    Standing, VoiceId,
};
use crate::time::{Moment, Span, written_day};
use crate::timeline::{
    Certainty, Clock, ControlState, Count, Counts, EventState, Nearest, PlaceState, Timeline, Timeslice,
};
use rayon::prelude::*;
use std::sync::Arc;

/// A timeslice with its claims, as `report --format json` writes it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Report<'a> {
    /// Title of the chronicle.
    pub chronicle: String,
    /// The cursor: a day for a rest, else a time.
    pub at: String,
    /// The known-by, in the same form; `None` in hindsight.
    pub known_by: Option<String>,
    /// Listed places held by the first side.
    pub counts: Counts,
    /// Listed places held by each side, where there are more than two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<SideReport>,
    /// How many happenings there have been, each once; `None` where they are not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happenings: Option<Count>,
    /// The nearest held place to the focus, by basis.
    pub nearest: NearestReport,
    /// Every listed place, in id order.
    pub places: Vec<PlaceReport<'a>>,
    /// The events begun at all other places, both bases, in time order.
    pub events: Vec<ElsewhereReport<'a>>,
    /// The events of which nobody knows when they were, wherever they were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undated: Vec<ElsewhereReport<'a>>,
}

/// Listed places held by one side.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SideReport {
    /// The side.
    pub side: SideId,
    /// From the documents.
    pub documents: Count,
    /// From the reference chronology, apart.
    pub reference: Count,
}

/// An event with its place: one that is not listed, or of an event without a date.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ElsewhereReport<'a> {
    /// Identifier of the place.
    pub place: PlaceId,
    /// Its canonical name.
    pub name: String,
    /// The event.
    #[serde(flatten)]
    pub event: EventReport<'a>,
}

/// The nearest held place on either basis.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct NearestReport {
    /// By the documents.
    pub documents: Option<DistanceReport>,
    /// By the reference chronology.
    pub reference: Option<DistanceReport>,
}

/// A place and how far it is from the focus.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct DistanceReport {
    /// The place that is nearest.
    pub place: PlaceId,
    /// Geodesic distance, km, to one decimal.
    pub km: f64,
}

/// One listed place in a report.
#[derive(Clone, Debug, serde::Serialize)]
pub struct PlaceReport<'a> {
    /// As in the chronicle.
    pub id: PlaceId,
    /// Canonical name.
    pub name: String,
    /// Province, by name.
    pub province: Option<String>,
    /// What the documents say of it.
    pub documents: DocumentsReport,
    /// What the reference chronology says of it.
    pub reference: ReferenceReport,
    /// The events there that have begun, both bases, in time order.
    pub events: Vec<EventReport<'a>>,
}

/// Control from the documents.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct DocumentsReport {
    /// A side's id, `contested` or `not-reported`.
    pub control: String,
    /// `None` when not reported.
    pub certainty: Option<Certainty>,
    /// Best standing of what decides it.
    pub standing: Option<Standing>,
    /// Witnesses of what decides it.
    pub voices: usize,
    /// When it began: a day, or an EDTF interval.
    pub since: Option<String>,
    /// The last day, up to `at`, on which anything there was reported to happen or hold.
    pub last_reported: Option<String>,
}

/// Control from the reference chronology.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ReferenceReport {
    /// A side's id, `contested` or `not-reported`.
    pub control: String,
    /// `None` when not reported.
    pub certainty: Option<Certainty>,
    /// When it began: a day, or an EDTF interval; `None` for the opening.
    pub since: Option<String>,
}

/// An event that has begun, as far as it is known. Nothing of its record is copied: there may be very many.
#[derive(Clone, Debug)]
pub struct EventReport<'a> {
    /// What is known of it, with its record.
    pub state: EventState,
    /// Of which it is an event.
    chronicle: &'a Chronicle,
    known_by: Option<Moment>,
}

/// An event as it is written. The order of the fields is the order in the file.
#[derive(serde::Serialize)]
struct EventForm<'a> {
    id: &'a EventId,
    /// `capture`, `siege`, …
    kind: &'a str,
    /// The date as the editor wrote it.
    when: &'a str,
    /// First day or minute of its bounds, as the counting claims leave them; `None` is unknown.
    earliest: Option<String>,
    /// Last day or minute, inclusive; `None` is unknown.
    latest: Option<String>,
    basis: Basis,
    /// Best standing among the claims that count.
    standing: Standing,
    /// Witnesses among them.
    voices: usize,
    modality: Modality,
    claims: Vec<ClaimReport<'a>>,
}

impl EventReport<'_> {
    /// Its record.
    pub fn record(&self) -> &Event {
        &self.state.event
    }

    /// Whether nobody knows when it was.
    pub fn is_undated(&self) -> bool {
        self.state.span.is_unknown()
    }

    /// The claims that count; of references also those that differ.
    pub fn claims(&self) -> impl Iterator<Item = ClaimReport<'_>> {
        let event = self.record();
        let known = |claim: &Claim| self.known_by.is_none_or(|by| claim.reported.is_some_and(|r| r <= by));
        let shown = move |(i, claim): &(usize, &Arc<Claim>)| {
            let beside = event.basis == Basis::Reference && claim.citation().is_some();
            self.state.counting.binary_search(i).is_ok() || (beside && known(claim))
        };
        let claims = event.claims.iter().enumerate().filter(shown);
        claims.filter_map(|(_, claim)| self::claim(self.chronicle, claim))
    }
}

impl serde::Serialize for EventReport<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (event, state) = (self.record(), &self.state);
        let form = EventForm {
            id: &event.id,
            kind: &event.kind,
            when: event.when.written(),
            earliest: state.span.start.map(earliest),
            latest: state.span.end.map(latest),
            basis: event.basis,
            standing: state.standing,
            voices: state.voices,
            modality: event.modality,
            claims: self.claims().collect(),
        };
        form.serialize(serializer)
    }
}

/// A claim, in the words of its record.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum ClaimReport<'a> {
    /// A passage of a document.
    Excerpt {
        /// The document.
        source: &'a SourceId,
        /// The witness.
        voice: &'a VoiceId,
        /// Who says so.
        by: &'a str,
        /// What it is worth.
        standing: Standing,
        /// The words.
        quote: &'a str,
        /// Where they begin in the document, in code points.
        start: usize,
        /// Where they end, exclusive.
        end: usize,
    },
    /// A citation.
    Citation {
        /// The reference.
        source: &'a SourceId,
        /// `same day`, `supports`, `differs`, `earlier event` or `later event`; only the first two count.
        says: &'static str,
        /// In the editor's words.
        detail: Option<&'a str>,
        /// Its title.
        title: &'a str,
        /// How the title was had, where it is not as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        title_note: Option<&'a str>,
        /// Its publisher.
        publisher: &'a str,
        /// Where it is.
        address: &'a str,
    },
}

/// Writes down an instant: every listed place, always, in id order; the events begun by then, with their claims.
///
/// ```
/// use dateline::dataset::Dataset;
/// use dateline::time::Moment;
/// use dateline::timeline::{Clock, report};
///
/// let data = Dataset::open(None)?;
/// let report = report(&data.timeline, Clock { cursor: Moment::parse("2021-08-13")?, known_by: None });
/// assert_eq!(serde_json::to_value(&report)?["counts"]["documents"]["min"], 6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn report(timeline: &Timeline, clock: Clock) -> Report<'_> {
    let chronicle = timeline.chronicle();
    let slice = timeline.slice(clock);
    let distance = |nearest: &Option<Nearest>| {
        nearest.as_ref().map(|n| DistanceReport { place: n.place.clone(), km: (n.km * 10.0).round() / 10.0 })
    };
    let [documents, reference] = &slice.nearest;
    Report {
        chronicle: chronicle.meta.title.clone(),
        at: clock.cursor.written(),
        known_by: clock.known_by.map(Moment::written),
        counts: slice.counts,
        sides: sides(chronicle, &slice),
        happenings: chronicle.meta.subject.occurrences.then(|| slice.events.tally(true, true)),
        nearest: NearestReport { documents: distance(documents), reference: distance(reference) },
        places: slice.places.par_iter().map(|state| place(chronicle, &slice, state)).collect(),
        events: slice.events.elsewhere().filter_map(|state| with_place(chronicle, clock, state)).collect(),
        undated: slice.events.undated().filter_map(|state| with_place(chronicle, clock, state)).collect(),
    }
}

/// What each of more than two sides holds, where that is counted.
fn sides(chronicle: &Chronicle, slice: &Timeslice) -> Vec<SideReport> {
    let all = chronicle.meta.sides.iter().filter(|_| chronicle.meta.subject.control && chronicle.meta.sides.len() > 2);
    let of = |side: &Side| SideReport {
        side: side.id.clone(),
        documents: slice.held(&side.id, Basis::Documents),
        reference: slice.held(&side.id, Basis::Reference),
    };
    all.map(of).collect()
}

/// An event with its place.
fn with_place(chronicle: &Chronicle, clock: Clock, state: EventState) -> Option<ElsewhereReport<'_>> {
    let Place { id, name, .. } = chronicle.places.get(&state.event.place)?;
    let event = EventReport { state, chronicle, known_by: clock.known_by };
    Some(ElsewhereReport { place: id.clone(), name: name.clone(), event })
}

fn place<'a>(chronicle: &'a Chronicle, slice: &Timeslice, state: &PlaceState) -> PlaceReport<'a> {
    let record = chronicle.places.get(&state.place);
    let since = |state: &ControlState| state.since.map(Span::edtf);
    let event = |state| EventReport { state, chronicle, known_by: slice.clock.known_by };
    PlaceReport {
        id: state.place.clone(),
        name: record.map_or_else(|| state.place.to_string(), |place| place.name.clone()),
        province: record.and_then(|place| place.province.clone()),
        documents: DocumentsReport {
            control: state.documents.control.as_str().to_owned(),
            certainty: state.documents.certainty,
            standing: state.documents.standing,
            voices: state.documents.voices,
            since: since(&state.documents),
            last_reported: state.last_reported.map(written_day),
        },
        reference: ReferenceReport {
            control: state.reference.control.as_str().to_owned(),
            certainty: state.reference.certainty,
            since: since(&state.reference),
        },
        events: slice.events.at(&state.place).map(event).collect(),
    }
}

fn claim<'a>(chronicle: &'a Chronicle, claim: &'a Claim) -> Option<ClaimReport<'a>> {
    let source = &claim.source;
    match &claim.evidence {
        Evidence::Passage(quote) => claim.attribution.as_ref().map(|who| ClaimReport::Excerpt {
            source,
            voice: &who.voice,
            by: &who.by,
            standing: who.standing,
            quote: &quote.exact,
            start: quote.chars.start,
            end: quote.chars.end,
        }),
        Evidence::Citation(Citation { says, detail }) => {
            let reference = chronicle.references.get(source)?;
            Some(ClaimReport::Citation {
                source,
                says: says.as_str(),
                detail: detail.as_deref(),
                title: &reference.title,
                title_note: reference.title_note.as_deref(),
                publisher: &reference.publisher,
                address: &reference.address,
            })
        }
    }
}

/// The first day of half-open bounds, or the first minute where they begin inside a day.
pub(crate) fn earliest(start: Moment) -> String {
    if start.is_rest() { written_day(start.civil().date()) } else { start.written() }
}

/// The last day of half-open bounds, or the last minute where they end inside a day.
pub(crate) fn latest(end: Moment) -> String {
    if end.is_rest() { written_day(end.day()) } else { Moment(end.0 - 1).minute_written() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Event, Says};
    use crate::timeline::fixture::{at, capture, cited, event, known, timeline};

    /// What a report says of the events at Alder, as JSON.
    fn events_at_alder(event: Event, clock: Clock) -> Vec<serde_json::Value> {
        let said = serde_json::to_value(report(&timeline([event]), clock)).unwrap();
        said["places"][0]["events"].as_array().unwrap().clone()
    }

    #[test]
    fn bounds_are_written_as_inclusive_days_or_minutes() {
        for (when, earliest, latest) in [
            ("2021-08-10", Some("2021-08-10"), Some("2021-08-10")),
            ("[2021-08-10..2021-08-11]", Some("2021-08-10"), Some("2021-08-11")),
            ("../2021-08-11", None, Some("2021-08-11")),
            ("2021-08-10T21:05", Some("2021-08-10T21:05"), Some("2021-08-10T21:05")),
        ] {
            let found = events_at_alder(capture("E", "alder", when), at("2021-08-12"));
            assert_eq!((found[0]["earliest"].as_str(), found[0]["latest"].as_str()), (earliest, latest), "{when}");
        }
    }

    #[test]
    fn references_that_differ_stand_beside_those_that_count() {
        let claims = vec![cited("R1", Says::Differs, "2021-08-11"), cited("R2", Says::SameDay, "2021-08-12")];
        let cited = event("R", "capture", "alder", "2021-08-10", claims);
        let said = |clock| {
            let events = events_at_alder(cited.clone(), clock);
            let claims = events.iter().flat_map(|event| event["claims"].as_array().unwrap());
            claims.map(|claim| claim["says"].to_string()).collect::<Vec<_>>()
        };
        for clock in [at("2021-08-12"), known("2021-08-12", "2021-08-12")] {
            assert_eq!(said(clock), [r#""differs""#, r#""same day""#]);
        }
        assert!(said(known("2021-08-12", "2021-08-11")).is_empty(), "nothing counts yet");
    }
}
