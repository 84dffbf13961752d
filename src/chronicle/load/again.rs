//! Single events read again, after a change to them or new: in a chronicle without a fault among its events, everything else stays as
//! it was read. Where a fault is in play, or a link between events, the whole is opened anew instead.

use crate::chronicle::load::claims::{self, Context};
use crate::chronicle::load::references::References;
use crate::chronicle::load::sources::Documents;
use crate::chronicle::load::{bounds, events};
use crate::chronicle::verify::CharIndex;
use crate::chronicle::{Chronicle, Event, EventId, SourceId};
use foldhash::HashSet;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What of a record says which documents it needs.
#[derive(Deserialize)]
struct Needs {
    properties: Claims,
}

#[derive(Deserialize)]
struct Claims {
    claims: Vec<Cites>,
}

#[derive(Deserialize)]
struct Cites {
    source: SourceId,
}

/// The events of a chronicle with the texts of some of them as they are now, one after the other, those that are new among
/// them; `None` where that may not be all that changes. With it comes how many excerpts there are more (or fewer).
pub(super) fn with_texts(chronicle: &Chronicle, texts: &[(&str, &str)]) -> Option<(Chronicle, isize)> {
    let (mut events, mut more) = (chronicle.events.clone(), 0);
    for (id, raw) in texts {
        let new = read(chronicle, id, raw)?;
        let old = events.get(*id);
        // What a claim denies counts at another event.
        let denies = |event: &Event| event.claims.iter().any(|claim| claim.denies.is_some());
        let known = chronicle.meta.kinds.find(&new.kind).is_some();
        let linked = match old {
            Some(old) => (old.basis, &old.same_as) == (new.basis, &new.same_as),
            None => new.same_as.is_none(),
        };
        if !linked || old.is_some_and(|old| denies(old)) || denies(&new) || !known || repeats_a_claim(&events, &new) {
            return None;
        }
        let excerpts = |event: &Event| event.claims.iter().filter(|claim| claim.quote().is_some()).count() as isize;
        more += excerpts(&new) - old.map_or(0, |old| excerpts(old));
        events.insert(EventId::from(*id), Arc::new(new));
    }
    Some((chronicle.with_events(events), more))
}

/// Reads one event against the records around it; `None` where anything is to be said of it.
fn read(chronicle: &Chronicle, id: &str, raw: &str) -> Option<Event> {
    let Needs { properties: Claims { claims } } = serde_json::from_str(raw).ok()?;
    let cited: BTreeSet<SourceId> = claims.into_iter().map(|claim| claim.source).collect();
    let (mut documents, mut references) = (Documents::default(), References::default());
    for id in cited {
        if let Some(source) = chronicle.sources.get(&id) {
            documents.indices.insert(id.clone(), CharIndex::new(&source.text));
            documents.sources.insert(id, source.clone());
        } else {
            references.by_id.insert(id.clone(), chronicle.references.get(&id)?.clone());
        }
    }
    let zone = chronicle.meta.zone();
    let mut context = Context {
        zone: &zone,
        documents: &documents,
        references: &references,
        places: &chronicle.places,
        dates: bounds::Dates::new(&zone),
        seen: HashSet::default(),
        cites_lost: false,
        verified: (0, 0),
        near_misses: claims::MOST_NEAR_MISSES,
    };
    events::one(raw, &chronicle.meta, &mut context).filter(|event| event.id.as_str() == id)
}

/// Whether a claim of an event has the id of one elsewhere.
fn repeats_a_claim(events: &BTreeMap<EventId, Arc<Event>>, event: &Event) -> bool {
    let own: BTreeSet<_> = event.claims.iter().map(|claim| &claim.id).collect();
    let others = events.values().filter(|other| other.id != event.id);
    others.flat_map(|other| &other.claims).any(|claim| own.contains(&claim.id))
}
