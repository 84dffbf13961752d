//! One event as the index holds it: where it stands, what it can do to control, and which of its claims can count.
//! Knows nothing of the cursor.

use crate::catalogue::{ControlEffect, KindLane};
use crate::chronicle::{
    Basis, Chronicle, Claim, Event, EventId, MapRole, Modality, Overrides, PlaceId, Says, Standing,
};
use crate::geo::{LonLat, distance_km};
use crate::time::{Extent, Moment, Span};
use crate::timeline::testimony::{Statement, Testimony, add_up};
use foldhash::{HashMap, HashMapExt as _};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One event of the index.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) event: Arc<Event>,
    /// Its place in the order of all events' ids.
    pub(super) rank: u32,
    /// The number of the listed place it stands at.
    pub(super) listed: Option<usize>,
    pub(super) effect: ControlEffect,
    /// Where it stands as a station of a journey, if it is one.
    pub(super) station: Option<StationAt>,
    /// The claims that can count, those of one witness side by side.
    statements: Vec<Statement>,
    /// When each denial of it by claims of other events was reported.
    denials: Vec<Option<Moment>>,
    /// In hindsight; `None` where no claim counts.
    hindsight: Option<Testimony>,
    /// The moment by which hindsight is reached; `None` where a claim's moment is unknown.
    all_known: Option<Moment>,
}

/// Where an event that is a station stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct StationAt {
    pub position: LonLat,
    pub from_focus_km: Option<f64>,
}

impl Entry {
    /// Indexes an event; `rank` is its place in the order of ids, `listed` is the number of its place among the listed ones, `denials` are those other events
    /// hold against it.
    pub(super) fn new(
        chronicle: &Chronicle,
        event: &Arc<Event>,
        rank: u32,
        listed: Option<usize>,
        denials: Vec<Option<Moment>>,
    ) -> Self {
        let numbered = event.claims.iter().enumerate();
        let mut heard: Vec<(&str, Statement)> =
            numbered.filter_map(|(i, claim)| statement(chronicle, event, i, claim)).collect();
        heard.sort_by_key(|(witness, statement)| (*witness, statement.claim));
        let mut statements: Vec<Statement> = Vec::with_capacity(heard.len());
        let mut last: Option<&str> = None;
        for (witness, statement) in heard {
            let new = last.replace(witness) != Some(witness);
            let witness = statements.last().map_or(0, |before| before.witness + usize::from(new));
            statements.push(Statement { witness, ..statement });
        }
        let all_known = statements
            .iter()
            .map(|statement| statement.reported)
            .chain(denials.iter().copied())
            .try_fold(Moment(i64::MIN), |latest, reported| reported.map(|r| latest.max(r)));
        let effect = effect(event, chronicle.kind(&event.kind).effect, listed);
        let station = station(chronicle, event);
        let event = Arc::clone(event);
        let mut entry = Self { event, rank, listed, effect, station, statements, denials, hindsight: None, all_known };
        entry.hindsight = entry.testimony(None);
        entry
    }

    /// The same event with fewer of its claims.
    pub(super) fn narrowed(&self, chronicle: &Chronicle, event: &Arc<Event>) -> Self {
        Self::new(chronicle, event, self.rank, self.listed, self.denials.clone())
    }

    /// The same event with another text; it is denied as before.
    pub(super) fn changed(&self, chronicle: &Chronicle, event: &Arc<Event>, listed: Option<usize>) -> Self {
        Self::new(chronicle, event, self.rank, listed, self.denials.clone())
    }

    /// What the claims add up to in hindsight.
    pub(super) fn hindsight(&self) -> Option<&Testimony> {
        self.hindsight.as_ref()
    }

    /// Whether everything about it is known by `known_by`.
    pub(super) fn is_all_known(&self, known_by: Moment) -> bool {
        self.all_known.is_some_and(|all| all <= known_by)
    }

    /// What the claims reported by `known_by` add up to; `None` where none counts.
    pub(super) fn testimony(&self, known_by: Option<Moment>) -> Option<Testimony> {
        let known = |reported: Option<Moment>| known_by.is_none_or(|by| reported.is_some_and(|r| r <= by));
        let denied = self.denials.iter().any(|reported| known(*reported));
        add_up(&self.event, &self.statements, |statement| known(statement.reported), denied)
    }

    /// The bounds that are left when only these claims count, as indices into the event's; `None` where none does.
    pub(super) fn bounds_of(&self, claims: &[usize]) -> Option<Span> {
        let counts = |statement: &Statement| claims.contains(&statement.claim);
        add_up(&self.event, &self.statements, counts, false).map(|testimony| testimony.span)
    }

    /// Whether it tells that something happened at its place, by the documents.
    pub(super) fn tells(&self) -> bool {
        self.event.basis == Basis::Documents
            && !matches!(self.event.role, MapRole::Exclude | MapRole::Context)
            && is_real(&self.event)
    }
}

/// What a claim says of its event, and its witness; `None` where it can never count.
fn statement<'a>(chronicle: &'a Chronicle, event: &Event, claim: usize, of: &'a Claim) -> Option<(&'a str, Statement)> {
    let said = |standing, span, agrees| Statement { claim, reported: of.reported, witness: 0, standing, span, agrees };
    if let Some(cited) = of.citation() {
        let counts = event.basis == Basis::Reference && matches!(cited.says, Says::SameDay | Says::Supports);
        let lineage = chronicle.references.get(&of.source).map_or(of.source.as_str(), |r| r.lineage.as_str());
        return counts.then(|| (lineage, said(Standing::Reported, event.span, true)));
    }
    let who = of.attribution.as_ref()?;
    let Overrides { kind, place, role, modality } = &of.overrides;
    let agrees = kind.as_ref().is_none_or(|kind| *kind == event.kind)
        && place.as_ref().is_none_or(|place| *place == event.place)
        && role.is_none_or(|role| role == event.role)
        && modality.is_none_or(|modality| modality == event.modality);
    let standing = if of.denies.as_ref() == Some(&event.id) { Standing::Denied } else { who.standing };
    let own = of.timing.as_ref().map(|timing| timing.span).filter(|span| !span.is_unknown());
    let span = own.unwrap_or(event.span);
    Some((who.witness.as_str(), said(standing, span, agrees)))
}

/// Where an event stands as a station, where the chronicle tells of a journey.
fn station(chronicle: &Chronicle, event: &Event) -> Option<StationAt> {
    let on_the_way = chronicle.meta.subject.journey && chronicle.kind(&event.kind).lane == KindLane::Journeys;
    if !(on_the_way && can_be_station(event) && is_real(event)) {
        return None;
    }
    let position = chronicle.places.get(&event.place)?.position?;
    let focus = chronicle.focus().and_then(|focus| focus.position);
    Some(StationAt { position, from_focus_km: focus.map(|focus| distance_km(position, focus)) })
}

fn is_real(event: &Event) -> bool {
    matches!(event.modality, Modality::Happened | Modality::Ongoing)
}

/// Only an event's own kind, as a mark at a listed place, happened or ongoing, can change control.
fn effect(event: &Event, of_kind: ControlEffect, listed: Option<usize>) -> ControlEffect {
    let can = listed.is_some() && event.role == MapRole::Mark && is_real(event);
    let possible = match of_kind {
        ControlEffect::Takes | ControlEffect::Leaves => event.side.is_some(),
        ControlEffect::Besieges | ControlEffect::Contests => event.extent == Extent::Throughout,
        ControlEffect::None => false,
    };
    if can && possible { of_kind } else { ControlEffect::None }
}

/// Whether an event can be a station: it is drawn at its place, and on one of the bases.
fn can_be_station(event: &Event) -> bool {
    event.role == MapRole::Mark && event.shape.is_none() && matches!(event.basis, Basis::Documents | Basis::Reference)
}

/// The denials that claims elsewhere hold against events, by event.
pub(super) fn denials(chronicle: &Chronicle) -> BTreeMap<EventId, Vec<Option<Moment>>> {
    let mut denials: BTreeMap<EventId, Vec<Option<Moment>>> = BTreeMap::new();
    for event in chronicle.events.values().filter(|event| event.role != MapRole::Exclude) {
        for claim in &event.claims {
            let Some(denied) = claim.denies.as_ref().filter(|denied| **denied != event.id) else { continue };
            if claim.standing() != Some(Standing::Retracted) {
                denials.entry(denied.clone()).or_default().push(claim.reported);
            }
        }
    }
    denials
}

/// Entries by the place of their events, each list as the entries are given.
pub(super) fn by_place(entries: &[Arc<Entry>]) -> BTreeMap<PlaceId, Vec<u32>> {
    let mut lists: Vec<(PlaceId, Vec<u32>)> = Vec::new();
    let mut known: HashMap<&PlaceId, usize> = HashMap::new();
    for (entry, number) in entries.iter().zip(0..) {
        let place = &entry.event.place;
        let at = *known.entry(place).or_insert_with(|| {
            lists.push((place.clone(), Vec::new()));
            lists.len() - 1
        });
        if let Some((_, list)) = lists.get_mut(at) {
            list.push(number);
        }
    }
    lists.into_iter().collect()
}
