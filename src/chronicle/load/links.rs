//! What events say of each other: the same event on the other basis, what one denies.

use crate::chronicle::load::reader::{Fault, TextFile};
use crate::chronicle::problem::Problems;
use crate::chronicle::{Basis, Event, EventId, RecordFile};
use foldhash::HashMap;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where each event begins in its file, in bytes: looked up only where something is to be said of one.
#[derive(Default)]
pub(super) struct Starts {
    pub met: Vec<(EventId, usize)>,
    by_id: OnceCell<HashMap<EventId, usize>>,
}

impl Starts {
    pub fn of(&self, id: &EventId) -> usize {
        let by_id = self.by_id.get_or_init(|| self.met.iter().cloned().collect());
        by_id.get(id).copied().unwrap_or(0)
    }
}

fn unlinked(property: &str, id: &EventId) -> Fault {
    Fault::new(format!("expected `{property}` to name an event that opens, found \"{id}\""))
        .of(property)
        .hint("correct the id, or correct that event")
}

/// Cuts links that lead nowhere, to the same basis, or on to a third event. Two events may name each other.
pub(super) fn same_as(
    file: &TextFile,
    starts: &Starts,
    events: &mut BTreeMap<EventId, Arc<Event>>,
    problems: &mut Problems,
) {
    let links: BTreeMap<EventId, (EventId, Basis)> =
        events.values().filter_map(|event| Some((event.id.clone(), (event.same_as.clone()?, event.basis)))).collect();
    for (id, (target, basis)) in &links {
        let fault = match events.get(target) {
            None if problems.left_out(RecordFile::Events.path(), target.as_str()) => continue,
            None => unlinked("same_as", target),
            Some(_) if circle(id, target, &links) => {
                Fault::new(format!("expected `same_as` to pair two events, found a chain through \"{target}\""))
                    .hint("let each name its one counterpart on the other basis")
            }
            Some(other) if other.basis == *basis => {
                Fault::new(format!("expected `same_as` to name an event on the other basis, found \"{target}\""))
                    .hint("join events of one basis into one")
            }
            Some(_) => continue,
        };
        let at = starts.of(id);
        problems.push(file.warning(at, Some(id.as_str()), fault));
    }
    let cut: Vec<EventId> = links
        .iter()
        .filter(|(id, (target, basis))| {
            circle(id, target, &links) || events.get(target).is_none_or(|other| other.basis == *basis)
        })
        .map(|(id, _)| id.clone())
        .collect();
    for id in cut {
        if let Some(event) = events.get_mut(&id) {
            Arc::make_mut(event).same_as = None;
        }
    }
}

/// Whether a link is no pair: to itself, or to an event that names a third.
fn circle(id: &EventId, target: &EventId, links: &BTreeMap<EventId, (EventId, Basis)>) -> bool {
    id == target || links.get(target).is_some_and(|(next, _)| next != id)
}

/// Cuts denials of events that are not there, or of the very event they support.
pub(super) fn denials(
    file: &TextFile,
    starts: &Starts,
    events: &mut BTreeMap<EventId, Arc<Event>>,
    problems: &mut Problems,
) {
    let of = |event: &Event| event.claims.iter().filter_map(|claim| claim.denies.clone()).collect::<Vec<_>>();
    let mut missing: BTreeSet<EventId> = events.values().flat_map(|event| of(event)).collect();
    missing.retain(|target| !events.contains_key(target));
    let denies = |event: &&mut Arc<Event>| event.claims.iter().any(|claim| claim.denies.is_some());
    for event in events.values_mut().filter(denies) {
        let event = Arc::make_mut(event);
        let at = starts.of(&event.id);
        for claim in &mut event.claims {
            let fault = match claim.denies.as_ref() {
                None => continue,
                Some(target) if *target == event.id => Some(
                    Fault::new("expected `denies` to name another event, found the claim's own")
                        .hint("give the claim the standing denied instead"),
                ),
                Some(target) if !missing.contains(target) => continue,
                Some(target) => {
                    (!problems.left_out(RecordFile::Events.path(), target.as_str())).then(|| unlinked("denies", target))
                }
            };
            Arc::make_mut(claim).denies = None;
            problems.extend(fault.map(|fault| file.warning(at, Some(claim.id.as_str()), fault)));
        }
    }
}
