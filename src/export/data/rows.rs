//! What the data formats are written from: the records a job asks for, with what they are worth.

use crate::chronicle::{Basis, Claim, Event, EventId, MapRole, Modality, Place, Precision, Reference, Source};
use crate::export::Job;
use crate::geo::LonLat;
use crate::time::{Extent, Moment, Span};
use crate::timeline::{Certainty, Control, ControlState, EventState};
use std::collections::BTreeMap;

/// The records of a job.
pub(super) struct Rows<'a> {
    /// What was ordered.
    pub job: &'a Job,
    /// The events of the bases that are shown, in time order, the excluded ones among them.
    pub events: Vec<EventRow<'a>>,
    /// Who holds the listed places through time; what is not reported has no row.
    pub holdings: Vec<Holding<'a>>,
    /// How many claims were left out because they had not been published.
    pub unpublished: usize,
}

/// An event.
pub(super) struct EventRow<'a> {
    /// The record.
    pub event: &'a Event,
    /// Its place.
    pub place: Option<&'a Place>,
    /// Its bounds as the counting claims leave them.
    pub span: Span,
    /// What it is worth; none for what is excluded or rests on no claim that counts.
    pub state: Option<EventState>,
    /// Its claims, in the editor's order.
    pub claims: Vec<ClaimRow<'a>>,
}

/// A claim.
#[derive(Clone, Copy)]
pub(super) struct ClaimRow<'a> {
    /// The record.
    pub claim: &'a Claim,
    /// Whether it counts for its event.
    pub counts: bool,
    /// Its document.
    pub source: Option<&'a Source>,
    /// Its reference.
    pub reference: Option<&'a Reference>,
}

/// One state of one place on one basis, until the next.
pub(super) struct Holding<'a> {
    /// Its place.
    pub place: &'a Place,
    /// The basis that says so.
    pub basis: Basis,
    /// Its number among the states of the place on this basis, from 1.
    pub number: usize,
    /// From then on.
    pub from: Moment,
    /// Until then, exclusive; none where it still holds when the chronicle ends.
    pub until: Option<Moment>,
    /// Who holds it, and what that rests on.
    pub state: ControlState,
}

impl<'a> Rows<'a> {
    /// Gathers the records.
    pub fn of(job: &'a Job) -> Self {
        let mut worth: BTreeMap<EventId, (usize, EventState)> = BTreeMap::new();
        for (rank, state) in job.timeline.outcomes(job.known_by).into_iter().enumerate() {
            worth.insert(state.event.id.clone(), (rank, state));
        }
        let mut unpublished = 0;
        let mut events: Vec<(usize, EventRow<'a>)> = Vec::new();
        for event in job.chronicle().events.values().filter(|event| job.shows(event.basis)) {
            let (rank, state) = worth.remove(&event.id).map_or((usize::MAX, None), |(rank, s)| (rank, Some(s)));
            let counts = |i: usize| state.as_ref().is_some_and(|state| state.counting.binary_search(&i).is_ok());
            let claims: Vec<ClaimRow<'a>> = event
                .claims
                .iter()
                .enumerate()
                .filter(|(_, claim)| is_known(job, claim))
                .map(|(i, claim)| ClaimRow {
                    claim,
                    counts: counts(i),
                    source: job.chronicle().sources.get(&claim.source),
                    reference: job.chronicle().references.get(&claim.source),
                })
                .collect();
            unpublished += event.claims.len() - claims.len();
            if claims.is_empty() {
                continue;
            }
            let place = job.chronicle().places.get(&event.place);
            let span = state.as_ref().map_or(event.span, |state| state.span);
            events.push((rank, EventRow { event, place, span, state, claims }));
        }
        events.sort_by_key(|(rank, _)| *rank);
        Self { job, events: events.into_iter().map(|(_, row)| row).collect(), holdings: holdings(job), unpublished }
    }

    /// The first and last instant of the chronicle.
    pub fn range(&self) -> (Moment, Moment) {
        let range = self.job.chronicle().meta.range;
        (Moment::start_of(range.from), Moment::end_of(range.until))
    }
}

/// Whether a claim had been published.
fn is_known(job: &Job, claim: &Claim) -> bool {
    job.known_by.is_none_or(|by| claim.reported.is_some_and(|reported| reported <= by))
}

fn holdings<'a>(job: &'a Job) -> Vec<Holding<'a>> {
    let end = Moment::end_of(job.chronicle().meta.range.until);
    let mut holdings = Vec::new();
    for place in job.chronicle().listed() {
        for basis in [Basis::Documents, Basis::Reference].into_iter().filter(|basis| job.shows(*basis)) {
            let mut steps = job.timeline.ladder(&place.id, basis, job.known_by);
            steps.retain(|(from, _)| *from <= end);
            let ends: Vec<Option<Moment>> = steps.iter().skip(1).map(|(from, _)| Some(*from)).collect();
            let reported = steps
                .into_iter()
                .zip(ends.into_iter().chain([None]))
                .filter(|((_, state), _)| state.control != Control::NotReported);
            holdings.extend(reported.enumerate().map(|(i, ((from, state), until))| Holding {
                place,
                basis,
                number: i + 1,
                from,
                until,
                state,
            }));
        }
    }
    holdings
}

impl Holding<'_> {
    /// Its name among all: `herat/documents/2`.
    pub fn id(&self) -> String {
        format!("{}/{}/{}", self.place.id, basis(self.basis), self.number)
    }
}

impl EventRow<'_> {
    /// Whether its bounds are those of one day.
    pub fn is_one_day(&self) -> bool {
        self.span.start.zip(self.span.end).is_some_and(|(start, end)| start.is_rest() && end.0 - start.0 == Moment::DAY)
    }

    /// Where it may be drawn: at a settlement or better, and nowhere where the editor excludes it.
    pub fn point(&self) -> Option<LonLat> {
        self.place.filter(|_| self.event.role != MapRole::Exclude).and_then(point)
    }

    /// The claims that are passages of documents.
    pub fn excerpts(&self) -> impl Iterator<Item = (&ClaimRow<'_>, &str, &str)> {
        self.claims.iter().filter_map(|row| {
            let (quote, who) = row.claim.excerpt()?;
            Some((row, quote.exact.as_str(), who.by.as_str()))
        })
    }
}

/// The point of a place, where it has one of settlement precision or better.
pub(super) fn point(place: &Place) -> Option<LonLat> {
    place.position.filter(|_| !matches!(place.precision, Some(Precision::Region | Precision::Country)))
}

/// As written in `events.geojson`.
pub(super) fn role(role: MapRole) -> &'static str {
    match role {
        MapRole::Mark => "mark",
        MapRole::Area => "area",
        MapRole::Timeline => "timeline",
        MapRole::Context => "context",
        MapRole::Exclude => "exclude",
    }
}

/// As written in `events.geojson`.
pub(super) fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Happened => "happened",
        Modality::Ongoing => "ongoing",
        Modality::Planned => "planned",
        Modality::Predicted => "predicted",
        Modality::Negated => "negated",
    }
}

/// As written in `events.geojson`.
pub(super) fn extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Within => "within",
        Extent::Throughout => "throughout",
    }
}

/// As written in `events.geojson`.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Documents => "documents",
        Basis::Reference => "reference",
    }
}

/// As written in reports.
pub(super) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Possible => "possible",
        Certainty::Definite => "definite",
    }
}

/// As written in `places.geojson`.
pub(super) fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "exact",
        Precision::Settlement => "settlement",
        Precision::Region => "region",
        Precision::Country => "country",
    }
}
