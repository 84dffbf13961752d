//! The way from proposal to proposal: which is next, what was decided, what was chosen before.

use crate::catalogue::KindLane;
use crate::chronicle::{Chronicle, Draft, Revision, SideId, Source, SourceId};
use crate::geo::LonLat;
use crate::propose::Proposal;
use crate::review::card::{Card, EventChoice, Memory, Table};
use crate::review::decided::{Decided, Outcome};
use crate::review::document::{FoundProposal, ReadDocument};
use crate::review::order::{ProposalOrder, Tally};
use crate::review::places::PlaceIndex;
use crate::review::refused::{RefusedProposal, answered};
use crate::time::Span;
use crate::world::Gazetteer;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What has become of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProposalState {
    /// Nothing yet.
    Open,
    /// A claim stands on it.
    Accepted,
    /// A person rejected it.
    Rejected,
}

/// What is seen of a proposal that is not in question.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposalGlance {
    /// Where it may have been.
    pub position: Option<LonLat>,
    /// The side that would act; a new one is not among the chronicle's.
    pub side: Option<SideId>,
    /// When.
    pub span: Span,
    /// Its row of the time bar.
    pub lane: KindLane,
    /// Whether it is the one in question.
    pub current: bool,
}

/// A proposal in the queue.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) document: usize,
    pub(super) found: usize,
    pub(super) state: ProposalState,
    glance: ProposalGlance,
}

/// What one key did, to be gone back over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewStep {
    /// Decided: going back takes a change back as well.
    Decided(String),
    /// Skipped.
    Skipped(String),
}

/// Proposals under review.
#[derive(Clone, Debug, Default)]
pub struct Review {
    pub(super) documents: Vec<Arc<ReadDocument>>,
    pub(super) entries: Vec<Entry>,
    pub(super) index: PlaceIndex,
    pub(super) decided: Decided,
    pub(super) memory: Memory,
    /// Of which revision and how many documents all this was worked out.
    pub(super) of: Option<(Revision, usize)>,
    pub(super) current: Option<String>,
    pub(super) card: Option<Card>,
    pub(super) skipped: BTreeSet<String>,
    pub(super) steps: Vec<ReviewStep>,
    pub(super) order: ProposalOrder,
    pub(super) lane: Option<KindLane>,
}

impl Review {
    /// Takes a document that was read, with what another reader answered for it.
    pub fn take(&mut self, mut document: ReadDocument, answers: &[Vec<u8>]) {
        for line in answers {
            let (admitted, refused) = answered(&document.source, &document.text, document.refused.len(), line);
            document.refused.extend(refused);
            for proposal in admitted {
                add(&mut document, proposal);
            }
        }
        self.documents.retain(|known| known.source != document.source);
        self.documents.push(Arc::new(document));
        self.of = None;
    }

    /// Forgets documents that the chronicle does not have any more, or has with another text.
    pub fn keep_to(&mut self, chronicle: &Chronicle) {
        let is_there = |document: &Arc<ReadDocument>| {
            chronicle.sources.get(&document.source).is_some_and(|source| source.text == document.text)
        };
        let before = self.documents.len();
        self.documents.retain(is_there);
        if self.documents.len() != before {
            self.of = None;
        }
    }

    /// Whether a document was read.
    pub fn has_read(&self, source: &SourceId) -> bool {
        self.documents.iter().any(|document| document.source == *source)
    }

    /// Whether it was worked out of these records.
    pub fn is_of(&self, revision: Revision) -> bool {
        self.of.is_some_and(|(of, documents)| of == revision && documents == self.documents.len())
    }

    /// Works out anew what follows from the records, where they or the documents have changed.
    pub fn follow(&mut self, draft: &Draft, chronicle: &Chronicle) {
        let of = Some((chronicle.revision, self.documents.len()));
        if self.of == of {
            return;
        }
        self.of = of;
        let rank = |document: &Arc<ReadDocument>| {
            let source = chronicle.sources.get(&document.source);
            (source.and_then(|source| source.published.span().end), source.map(|s| s.order), document.source.clone())
        };
        self.documents.sort_by_key(rank);
        self.index = PlaceIndex::of(draft, chronicle, Gazetteer::shared());
        self.decided = Decided::of(draft, chronicle);
        let mut entries = Vec::new();
        for (at, document) in self.documents.iter().enumerate() {
            let Some(source) = chronicle.sources.get(&document.source) else { continue };
            for (number, found) in document.found.iter().enumerate() {
                let card = Card::of(&self.table(chronicle), source, document, found);
                let state = match self.decided.outcome(chronicle, &document.source, found, &card) {
                    None => ProposalState::Open,
                    Some(Outcome::Accepted) => ProposalState::Accepted,
                    Some(Outcome::Rejected) => ProposalState::Rejected,
                };
                let glance = ProposalGlance {
                    position: card.chosen_place().filter(|place| place.is_a_point()).and_then(|place| place.position),
                    side: card.chosen_side().id().cloned(),
                    span: card.span().unwrap_or_default(),
                    lane: chronicle.kind(&card.kind).lane,
                    current: false,
                };
                entries.push(Entry { document: at, found: number, state, glance });
            }
        }
        self.entries = entries;
        self.sort();
        let still_open = self.current_entry().is_some_and(|entry| entry.state == ProposalState::Open);
        if !still_open {
            self.current = self.next_open(true).map(|entry| self.found(entry).id.clone());
        }
        self.lay_out(chronicle);
    }

    pub(super) fn table<'a>(&'a self, chronicle: &'a Chronicle) -> Table<'a> {
        Table { chronicle, index: &self.index, memory: &self.memory, world: Gazetteer::shared() }
    }

    /// Makes the card of the current proposal.
    fn lay_out(&mut self, chronicle: &Chronicle) {
        let made = self.current().and_then(|(document, found)| {
            let source = chronicle.sources.get(&document.source)?;
            Some(Card::of(&self.table(chronicle), source, document, found))
        });
        self.card = made;
    }

    fn sort(&mut self) {
        let documents = &self.documents;
        let found = |entry: &Entry| documents.get(entry.document).and_then(|document| document.found.get(entry.found));
        match self.order {
            ProposalOrder::Documents => self.entries.sort_by_key(|entry| (entry.document, entry.found)),
            ProposalOrder::Dates => self.entries.sort_by_key(|entry| {
                let date = found(entry).and_then(|f| f.proposal.earliest.clone().or_else(|| f.proposal.latest.clone()));
                (date.is_none(), date, entry.document, entry.found)
            }),
            ProposalOrder::Scores => self.entries.sort_by(|a, b| {
                let score = |entry: &Entry| found(entry).map_or(0.0, |found| found.proposal.score);
                score(b).total_cmp(&score(a)).then((a.document, a.found).cmp(&(b.document, b.found)))
            }),
        }
    }

    pub(super) fn found(&self, entry: &Entry) -> &FoundProposal {
        &self.documents[entry.document].found[entry.found]
    }

    fn current_at(&self) -> Option<usize> {
        let current = self.current.as_deref()?;
        self.entries.iter().position(|entry| self.found(entry).id == current)
    }

    pub(super) fn current_entry(&self) -> Option<&Entry> {
        self.entries.get(self.current_at()?)
    }

    fn is_shown(&self, entry: &Entry, lane_of: &dyn Fn(&str) -> KindLane) -> bool {
        self.lane.is_none_or(|lane| lane_of(self.found(entry).proposal.kind.id()) == lane)
    }

    /// The next open one after the current (true) or before it, round to the other end; what was skipped comes last.
    pub(super) fn next_open(&self, forward: bool) -> Option<&Entry> {
        let kinds = crate::catalogue::Catalogue::shipped();
        let lane_of = |kind: &str| kinds.kind(kind).lane;
        let count = self.entries.len();
        let from = self.current_at().unwrap_or(if forward { count.wrapping_sub(1) } else { 0 });
        let around = (1..=count)
            .map(|step| if forward { from.wrapping_add(step) % count } else { (from + count - step % count) % count });
        let open: Vec<&Entry> = around
            .filter_map(|at| self.entries.get(at))
            .filter(|entry| entry.state == ProposalState::Open && self.is_shown(entry, &lane_of))
            .collect();
        let is_skipped = |entry: &&&Entry| self.skipped.contains(&self.found(entry).id);
        open.iter().find(|entry| !is_skipped(entry)).or(open.first()).copied()
    }

    /// The documents that were read, in their order.
    pub fn documents(&self) -> &[Arc<ReadDocument>] {
        &self.documents
    }

    /// The proposal in question, and its document.
    pub fn current(&self) -> Option<(&Arc<ReadDocument>, &FoundProposal)> {
        let entry = self.current_entry()?;
        Some((self.documents.get(entry.document)?, self.found(entry)))
    }

    /// Its number among all, from 1.
    pub fn number(&self) -> Option<usize> {
        Some(self.current_at()? + 1)
    }

    /// The card of the proposal in question.
    pub fn card(&self) -> Option<&Card> {
        self.card.as_ref()
    }

    /// The same, to be mended.
    pub fn card_mut(&mut self) -> Option<&mut Card> {
        self.card.as_mut()
    }

    /// What has become of a proposal, and its number among all.
    pub fn state_of(&self, id: &str) -> Option<(usize, ProposalState)> {
        let at = self.entries.iter().position(|entry| self.found(entry).id == id)?;
        Some((at + 1, self.entries.get(at)?.state))
    }

    /// How many there are, of one row of the time bar or of all.
    pub fn tally(&self, lane: Option<KindLane>) -> Tally {
        let kinds = crate::catalogue::Catalogue::shipped();
        let of = self
            .entries
            .iter()
            .filter(|entry| lane.is_none_or(|lane| kinds.kind(self.found(entry).proposal.kind.id()).lane == lane));
        of.fold(Tally::default(), |mut tally, entry| {
            tally.all += 1;
            match entry.state {
                ProposalState::Open => {}
                ProposalState::Accepted => tally.accepted += 1,
                ProposalState::Rejected => tally.rejected += 1,
            }
            tally
        })
    }

    /// Every proposal that is open, with its document, in order.
    pub fn open_ones(&self) -> impl Iterator<Item = (&Arc<ReadDocument>, &FoundProposal)> {
        let open = self.entries.iter().filter(|entry| entry.state == ProposalState::Open);
        open.filter_map(|entry| Some((self.documents.get(entry.document)?, self.found(entry))))
    }

    /// What is seen of all that are open and of the kinds that are shown.
    pub fn glances(&self) -> impl Iterator<Item = ProposalGlance> {
        let current = self.current_at();
        let open = self.entries.iter().enumerate().filter(|(_, entry)| entry.state == ProposalState::Open);
        open.filter(|(_, entry)| self.lane.is_none_or(|lane| entry.glance.lane == lane))
            .map(move |(at, entry)| ProposalGlance { current: Some(at) == current, ..entry.glance.clone() })
    }

    /// What other readers proposed and what was refused and not dropped, with its document.
    pub fn refused(&self) -> impl Iterator<Item = (&Arc<ReadDocument>, &RefusedProposal)> {
        let all = self.documents.iter().flat_map(|document| document.refused.iter().map(move |r| (document, r)));
        all.filter(|(_, refused)| !self.decided.is_dropped(&refused.id))
    }

    /// The row of the time bar that is shown alone.
    pub fn lane(&self) -> Option<KindLane> {
        self.lane
    }

    /// In which order they come.
    pub fn order(&self) -> ProposalOrder {
        self.order
    }

    /// Shows one row of the time bar alone, or all.
    pub fn show_lane(&mut self, lane: Option<KindLane>, chronicle: &Chronicle) {
        self.lane = lane;
        let kinds = crate::catalogue::Catalogue::shipped();
        let fits = self.current_entry().is_some_and(|entry| self.is_shown(entry, &|kind| kinds.kind(kind).lane));
        if !fits {
            let next = self.next_open(true).map(|entry| self.found(entry).id.clone());
            self.go_to(next, chronicle);
        }
    }

    /// Puts them into another order.
    pub fn set_order(&mut self, order: ProposalOrder) {
        self.order = order;
        self.sort();
    }

    /// Goes to a proposal.
    pub fn go_to(&mut self, id: Option<String>, chronicle: &Chronicle) {
        self.current = id;
        self.lay_out(chronicle);
    }

    /// The document of the proposal in question as the chronicle has it.
    pub fn source<'c>(&self, chronicle: &'c Chronicle) -> Option<&'c Source> {
        chronicle.sources.get(&self.current()?.0.source)
    }

    /// What the last step was, for whoever offers to go back.
    pub fn last_step(&self) -> Option<&ReviewStep> {
        self.steps.last()
    }

    /// The event that the proposal in question would be a further claim of.
    pub fn joins(&self) -> Option<&crate::chronicle::EventId> {
        match &self.card.as_ref()?.event {
            EventChoice::Joins(id) => Some(id),
            EventChoice::New => None,
        }
    }
}

/// Adds a proposal of another reader to a document; its id comes back.
pub(super) fn add(document: &mut ReadDocument, proposal: Proposal) -> String {
    let base = format!("{}-{}-{}-other", document.source, proposal.quote.start, proposal.kind.id());
    let mut id = base.clone();
    let mut number = 2;
    while document.find(&id).is_some() {
        id = format!("{base}-{number}");
        number += 1;
    }
    document.found.push(FoundProposal {
        id: id.clone(),
        proposal,
        places: Vec::new(),
        time_words: None,
        other_dates: Vec::new(),
    });
    id
}
