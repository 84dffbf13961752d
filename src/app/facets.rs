//! What panels list of a whole chronicle beside the instant, gathered once: statements kept off the map, those the editor
//! doubts, and how much each source, voice, kind and side holds.

use crate::app::Facet;
use crate::catalogue::ControlEffect;
use crate::chronicle::{Basis, Chronicle, Claim, Event, EventId, LanguageTag, MapRole, PlaceId};
use crate::scene::layer_ids::{CORRIDORS, JOURNEYS, ROWS, SHAPES, SIEGES};
use crate::words::{language, other_languages, own_language};
use std::collections::{BTreeMap, BTreeSet};

/// What a chronicle holds beside the map.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// Kept, never drawn, in id order.
    pub excluded: Vec<EventId>,
    /// With a claim the editor doubts, in id order.
    pub doubtful: Vec<EventId>,
    /// The languages that places are named in, and what each is called; the first, `None`, is the chronicle's own.
    pub languages: Vec<(Option<LanguageTag>, String)>,
    excluded_at: BTreeMap<PlaceId, Vec<EventId>>,
    counts: BTreeMap<(Facet, bool), BTreeMap<String, usize>>,
    /// The layers of records that nothing is drawn in.
    empty_layers: BTreeSet<&'static str>,
}

impl Facets {
    /// Walks the records.
    pub fn of(chronicle: &Chronicle) -> Self {
        let own = std::iter::once((None, language(&own_language(chronicle))));
        let others = other_languages(chronicle).into_iter().map(|tag| (Some(tag.clone()), language(&tag)));
        let mut facets = Self { languages: own.chain(others).collect(), ..Self::default() };
        let events = || chronicle.events.values();
        let besieges = |kind: &str| chronicle.kind(kind).effect == ControlEffect::Besieges;
        let drawn = [
            (CORRIDORS, !chronicle.corridors.is_empty()),
            (JOURNEYS, chronicle.meta.subject.journey),
            (ROWS, !chronicle.tables.is_empty()),
            (SHAPES, events().any(|event| event.shape.is_some())),
            (SIEGES, chronicle.meta.subject.control && events().any(|event| besieges(&event.kind))),
        ];
        facets.empty_layers.extend(drawn.into_iter().filter(|(_, drawn)| !drawn).map(|(layer, _)| layer));
        for event in chronicle.events.values() {
            if event.role == MapRole::Exclude {
                facets.excluded.push(event.id.clone());
                facets.excluded_at.entry(event.place.clone()).or_default().push(event.id.clone());
                continue;
            }
            if event.claims.iter().any(|claim| is_doubtful(claim)) {
                facets.doubtful.push(event.id.clone());
            }
            facets.count(event);
        }
        facets
    }

    fn count(&mut self, event: &Event) {
        for reference in [true, false] {
            if event.basis == Basis::Reference && !reference {
                continue;
            }
            let mut add = |facet: Facet, id: &str| {
                *self.counts.entry((facet, reference)).or_default().entry(id.to_owned()).or_default() += 1;
            };
            add(Facet::Kinds, &event.kind);
            if let Some(side) = &event.side {
                add(Facet::Sides, side.as_str());
            }
            for claim in &event.claims {
                let Some(witness) = claim.witness() else { continue };
                add(Facet::Sources, claim.source.as_str());
                add(Facet::Voices, witness.as_str());
            }
        }
    }

    /// Whether there is a record that a layer draws.
    pub fn has(&self, layer: &str) -> bool {
        !self.empty_layers.contains(layer)
    }

    /// What is kept off the map of what is said of a place.
    pub fn excluded_at(&self, place: &PlaceId) -> &[EventId] {
        self.excluded_at.get(place).map_or(&[], Vec::as_slice)
    }

    /// How much there is of each thing that can be left out: quotations of sources and voices, happenings of kinds and
    /// sides; `reference` tells whether those of the reference chronology are among them.
    pub fn counts(&self, facet: Facet, reference: bool) -> impl Iterator<Item = (&str, usize)> {
        self.counts.get(&(facet, reference)).into_iter().flatten().map(|(id, count)| (id.as_str(), *count))
    }
}

/// Whether the editor doubts a claim.
pub fn is_doubtful(claim: &Claim) -> bool {
    claim.flags.iter().any(|flag| flag == "doubtful")
}
