//! How many happenings there have been by an instant: looked up, not walked.

use crate::chronicle::{Basis, EventId, Standing};
use crate::time::{Extent, Moment};
use crate::timeline::count::Count;
use crate::timeline::fold::Counted;
use std::collections::BTreeSet;

/// When happenings begin to be possible and when they are certain, each ascending.
#[derive(Debug, Default)]
pub(super) struct Tally {
    begun: Vec<Moment>,
    certain: Vec<Moment>,
}

/// Those of the documents, those of the reference chronology, and of these the ones that the documents do not have.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    documents: Tally,
    reference: Tally,
    reference_only: Tally,
}

impl Tally {
    fn add(&mut self, counted: &Counted<'_>) {
        let (testimony, event) = (counted.testimony, &counted.entry.event);
        let Some(start) = testimony.span.effective_start() else { return };
        self.begun.push(start);
        if testimony.denied || testimony.firm_standing() < Standing::Reported {
            return;
        }
        let certain = match event.extent {
            Extent::Within => testimony.span.end,
            Extent::Throughout => Some(Moment(testimony.span.latest_start.unwrap_or(start).0.saturating_add(1))),
        };
        self.certain.extend(certain);
    }

    fn sort(&mut self) {
        self.begun.sort_unstable();
        self.certain.sort_unstable();
    }

    fn at(&self, t: Moment) -> Count {
        Count {
            min: self.certain.partition_point(|certain| *certain <= t),
            max: self.begun.partition_point(|start| *start < t),
        }
    }
}

impl Tallies {
    /// Of all that counts as a happening.
    pub(super) fn new<'a>(all: impl Iterator<Item = Counted<'a>>) -> Self {
        let happenings: Vec<Counted<'a>> = all.filter(|counted| counted.entry.event.is_happening()).collect();
        let on = |basis| happenings.iter().filter(move |counted| counted.entry.event.basis == basis);
        let in_documents: BTreeSet<&EventId> = on(Basis::Documents).map(|counted| &counted.entry.event.id).collect();
        let named: BTreeSet<&EventId> =
            on(Basis::Documents).filter_map(|counted| counted.entry.event.same_as.as_ref()).collect();
        let mut tallies = Self::default();
        for counted in on(Basis::Documents) {
            tallies.documents.add(counted);
        }
        for counted in on(Basis::Reference) {
            tallies.reference.add(counted);
            let event = &counted.entry.event;
            if !named.contains(&event.id) && event.same_as.as_ref().is_none_or(|same| !in_documents.contains(same)) {
                tallies.reference_only.add(counted);
            }
        }
        for tally in [&mut tallies.documents, &mut tallies.reference, &mut tallies.reference_only] {
            tally.sort();
        }
        tallies
    }

    /// How many there have been by an instant, each once, on the bases that are asked for.
    pub(super) fn at(&self, t: Moment, documents: bool, reference: bool) -> Count {
        match (documents, reference) {
            (true, true) => self.documents.at(t) + self.reference_only.at(t),
            (true, false) => self.documents.at(t),
            (false, true) => self.reference.at(t),
            (false, false) => Count::default(),
        }
    }
}
