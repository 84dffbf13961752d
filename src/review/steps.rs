//! What a person does about the proposal in question: decide, leave for later, go back, go elsewhere.

use crate::chronicle::{Change, Chronicle, Claim, EventId, RecordFile, open};
use crate::review::accept::{self, Making};
use crate::review::card::Card;
use crate::review::document::FoundProposal;
use crate::review::places::{PlaceIndex, PlaceOption};
use crate::review::queue::{ProposalState, Review, ReviewStep, add};
use crate::world::Gazetteer;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was accepted since the records were last read.
#[derive(Default)]
struct Since {
    /// The places of it, by all they go by.
    places: BTreeSet<String>,
    /// Whether it altered what the chronicle says of itself: its sides, its days.
    chronicle: bool,
}

impl Since {
    fn names(card: &Card) -> impl Iterator<Item = String> {
        let of = |place: &PlaceOption| {
            let known = place.known.as_ref().map(ToString::to_string);
            [known, place.key.clone(), Some(place.name.clone())]
        };
        card.chosen_place().map(of).into_iter().flatten().flatten()
    }

    /// Whether a card would be another one if it were made on what was accepted.
    fn concerns(&self, card: &Card) -> bool {
        self.chronicle || Self::names(card).any(|name| self.places.contains(&name))
    }

    fn note(&mut self, card: &Card, changes: &[Change]) {
        self.places.extend(Self::names(card));
        self.chronicle |= changes.iter().any(|change| change.file() == RecordFile::Chronicle);
    }
}

impl Review {
    /// Goes on to the next one that is open and leaves this for later.
    pub fn skip(&mut self, chronicle: &Chronicle) {
        let Some(current) = self.current.clone() else { return };
        self.skipped.insert(current.clone());
        self.steps.push(ReviewStep::Skipped(current));
        let next = self.next_open(true).map(|entry| self.found(entry).id.clone());
        self.go_to(next, chronicle);
    }

    /// Goes back over the last step and says what it was: a decision is then to be taken back as well.
    pub fn back(&mut self, chronicle: &Chronicle) -> Option<ReviewStep> {
        let step = self.steps.pop()?;
        let (ReviewStep::Decided(id) | ReviewStep::Skipped(id)) = &step;
        self.skipped.remove(id);
        self.go_to(Some(id.clone()), chronicle);
        Some(step)
    }

    /// Goes to the first open proposal of the next (true) or previous document.
    pub fn next_document(&mut self, forward: bool, chronicle: &Chronicle) {
        let Some(now) = self.current_entry().map(|entry| entry.document) else { return };
        let count = self.documents.len();
        let others = (1..count).map(|step| if forward { (now + step) % count } else { (now + count - step) % count });
        let first = |document: usize| {
            let mut of = self.entries.iter().filter(|entry| entry.document == document);
            of.find(|entry| entry.state == ProposalState::Open).map(|entry| self.found(entry).id.clone())
        };
        if let Some(id) = others.map(first).find(Option::is_some).flatten() {
            self.go_to(Some(id), chronicle);
        }
    }

    /// What accepting the proposal in question changes; its choices then hold for what is like it.
    ///
    /// # Errors
    /// Says in a sentence what must be mended first.
    pub fn accept(&mut self, making: Making<'_>) -> Result<Vec<Change>, String> {
        let nothing = || "Expected a proposal, found none left to decide.".to_owned();
        let (document, found) = self.current().map(|(d, f)| (Arc::clone(d), f.clone())).ok_or_else(nothing)?;
        let card = self.card.clone().ok_or_else(nothing)?;
        let source = making.chronicle.sources.get(&document.source).ok_or_else(nothing)?;
        let changes = accept::accepted(making, source, &found, &card)?;
        self.memory.learn(&document, &found, &card);
        self.steps.push(ReviewStep::Decided(found.id));
        Ok(changes)
    }

    /// The claim that stands on the passage in question, where it is one of several of its event: the event, the claim's
    /// position, and how many there are.
    pub fn joined(&self, chronicle: &Chronicle) -> Option<(EventId, usize, usize)> {
        let (document, found) = self.current()?;
        let chars = found.proposal.quote.start..found.proposal.quote.end;
        let mut several = chronicle.events.values().filter(|event| event.claims.len() > 1);
        several.find_map(|event| {
            let is_it = |claim: &Arc<Claim>| {
                claim.source == document.source && claim.quote().is_some_and(|quote| quote.chars == chars)
            };
            Some((event.id.clone(), event.claims.iter().position(is_it)?, event.claims.len()))
        })
    }

    /// What rejecting the proposal in question changes.
    ///
    /// # Errors
    /// Where the decision cannot be written down.
    pub fn reject(&mut self, making: Making<'_>) -> Result<Vec<Change>, String> {
        let Some((document, found)) = self.current() else { return Ok(Vec::new()) };
        let Some(source) = making.chronicle.sources.get(&document.source) else { return Ok(Vec::new()) };
        let changes = accept::rejected(making.draft, source, &found.id, &found.proposal.quote.exact)?;
        let id = found.id.clone();
        self.steps.push(ReviewStep::Decided(id));
        Ok(changes)
    }

    /// What dropping a refused proposal changes.
    ///
    /// # Errors
    /// Where the decision cannot be written down.
    pub fn drop_refused(&self, making: Making<'_>, id: &str) -> Result<Vec<Change>, String> {
        let found = self.refused().find(|(_, refused)| refused.id == id);
        let Some((document, refused)) = found else { return Ok(Vec::new()) };
        let Some(source) = making.chronicle.sources.get(&document.source) else { return Ok(Vec::new()) };
        accept::rejected(making.draft, source, id, &refused.exact)
    }

    /// Makes a proposal of a refused one, on the passage nearest to what it quotes, and goes there.
    ///
    /// # Errors
    /// Where no passage is near.
    pub fn anchor_refused(&mut self, id: &str) -> Result<(), String> {
        let at = self.documents.iter().position(|document| document.refused.iter().any(|refused| refused.id == id));
        let Some(document) = at.and_then(|at| self.documents.get_mut(at)) else { return Ok(()) };
        let document = Arc::make_mut(document);
        let Some(refused) = document.refused.iter().position(|refused| refused.id == id) else { return Ok(()) };
        let proposal = document.refused[refused].anchored(&document.text)?;
        document.refused.remove(refused);
        self.current = Some(add(document, proposal));
        self.of = None;
        Ok(())
    }

    /// Those that are like the one in question, itself among them: found by the same rule, of the same kind, with a place
    /// and a date of their own, and no less sure.
    pub fn alike(&self) -> Vec<String> {
        let Some((_, current)) = self.current() else { return Vec::new() };
        let is_sure = |found: &FoundProposal| {
            let dated = found.proposal.when.as_deref().is_some_and(|when| !when.starts_with(".."));
            dated && found.proposal.place.is_some()
        };
        if !is_sure(current) {
            return Vec::new();
        }
        let is_alike = |found: &&FoundProposal| {
            found.rule() == current.rule()
                && found.proposal.kind == current.proposal.kind
                && found.proposal.modality == current.proposal.modality
                && is_sure(found)
                && found.proposal.score >= current.proposal.score - 0.05
        };
        self.open_ones().map(|(_, found)| found).filter(is_alike).map(|found| found.id.clone()).collect()
    }

    /// What accepting several proposals as they are changes, all of them or none. Those that cannot be accepted so are left
    /// open.
    pub fn accept_all(&mut self, making: Making<'_>, ids: &[String]) -> Vec<Change> {
        let mut all = Vec::new();
        let mut draft = making.draft.clone();
        let mut chronicle: Option<Chronicle> = None;
        let mut since = Since::default();
        for id in ids {
            let mended = self.card.clone().filter(|_| self.current.as_deref() == Some(id));
            let found =
                self.documents.iter().find_map(|document| Some((Arc::clone(document), document.find(id)?.clone())));
            let Some((document, found)) = found else { continue };
            let Some(source) = making.chronicle.sources.get(&document.source) else { continue };
            let card_now = |review: &Self, now: &Chronicle| {
                mended.clone().unwrap_or_else(|| Card::of(&review.table(now), source, &document, &found))
            };
            let mut card = card_now(self, chronicle.as_ref().unwrap_or(making.chronicle));
            if since.concerns(&card) {
                // What was accepted before may be its place, its side or its event: only then is all of it read again.
                let Ok(opened) = open(&draft) else { break };
                self.index = PlaceIndex::of(&draft, &opened.chronicle, Gazetteer::shared());
                since = Since::default();
                card = card_now(self, chronicle.insert(opened.chronicle));
            }
            let now = chronicle.as_ref().unwrap_or(making.chronicle);
            let Ok(changes) = accept::accepted(Making { draft: &draft, chronicle: now }, source, &found, &card) else {
                continue;
            };
            let Ok((next, _)) = draft.apply_all(&changes) else { continue };
            self.memory.learn(&document, &found, &card);
            since.note(&card, &changes);
            draft = next;
            all.extend(changes);
        }
        // What would leave nothing to open is not made.
        if open(&draft).is_err() {
            all.clear();
        }
        // The places of before stand until the changes are made.
        self.of = None;
        if !all.is_empty() {
            self.steps.extend(self.current.clone().map(ReviewStep::Decided));
        }
        all
    }
}
