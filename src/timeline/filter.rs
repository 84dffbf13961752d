//! What is looked at of a chronicle: everything, or less. A filter takes happenings and claims away and adds nothing;
//! [`Timeline::filtered`](crate::timeline::Timeline::filtered) sees to it that what is left is never said more firmly
//! than everything together says it.

use crate::chronicle::{Chronicle, Claim, Event, MapRole, SideId, SourceId, Standing, VoiceId};
use crate::table::rows::{Brush, Exact, Nearness};
use crate::timeline::entry::Entry;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is left out. The default leaves out nothing.
///
/// Denials stay, whatever the filter says: leaving one out would make the map say more. Claims of the reference
/// chronology know neither voice nor standing, and have a switch of their own.
///
/// ```
/// use dateline::dataset::Dataset;
/// use dateline::timeline::Filter;
///
/// let data = Dataset::open(None)?;
/// let filter = Filter { without_kinds: ["siege".to_owned()].into(), ..Filter::default() };
/// let left = data.timeline.filtered(&filter);
/// assert!(left.chronicle().events.len() < data.chronicle.events.len());
/// assert_eq!(filter.command_words(), ["--without-kind", "siege"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    /// The least standing of a document's claim.
    pub from_standing: Standing,
    /// Documents and references left out.
    pub without_sources: BTreeSet<SourceId>,
    /// Witnesses left out: voices, or the wire where nobody but the copy itself speaks.
    pub without_voices: BTreeSet<VoiceId>,
    /// Kinds of events left out.
    pub without_kinds: BTreeSet<String>,
    /// Sides whose doings are left out.
    pub without_sides: BTreeSet<SideId>,
    /// The window of time that is looked at of the rows of tables, instead of the one that follows the clock.
    pub brush: Option<Brush>,
    /// How exactly rows are dated at least.
    pub exact: Option<Exact>,
    /// How exactly rows are placed at least.
    pub near: Option<Nearness>,
    /// What sizes a row is at least this.
    pub at_least: u32,
}

/// How much a filter hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Hidden {
    /// Happenings hidden.
    pub events: usize,
    /// All happenings.
    pub of_events: usize,
    /// Claims hidden.
    pub claims: usize,
    /// All claims.
    pub of_claims: usize,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            from_standing: Standing::Claimed,
            without_sources: BTreeSet::new(),
            without_voices: BTreeSet::new(),
            without_kinds: BTreeSet::new(),
            without_sides: BTreeSet::new(),
            brush: None,
            exact: None,
            near: None,
            at_least: 0,
        }
    }
}

impl Filter {
    /// Whether it leaves out nothing.
    pub fn is_empty(&self) -> bool {
        self.keeps_all_events()
            && self.brush.is_none()
            && self.exact.is_none()
            && self.near.is_none()
            && self.at_least == 0
    }

    /// Whether it leaves out nothing of the events.
    pub(super) fn keeps_all_events(&self) -> bool {
        let Self { from_standing, without_sources, without_voices, without_kinds, without_sides, .. } = self;
        *from_standing <= Standing::Claimed
            && without_sources.is_empty()
            && without_voices.is_empty()
            && without_kinds.is_empty()
            && without_sides.is_empty()
    }

    /// Whether a claim stays.
    pub fn keeps(&self, event: &Event, claim: &Claim) -> bool {
        if claim.denies.is_some() || claim.standing().is_some_and(|standing| standing <= Standing::Denied) {
            return true;
        }
        let by_event = !self.without_kinds.contains(&event.kind)
            && event.side.as_ref().is_none_or(|side| !self.without_sides.contains(side));
        let by_claim = claim
            .attribution
            .as_ref()
            .is_none_or(|who| who.standing >= self.from_standing && !self.without_voices.contains(&who.witness));
        by_event && by_claim && !self.without_sources.contains(&claim.source)
    }

    /// The chronicle with only what stays; records that stay as they are are shared. Events that lose claims get the bounds that the others leave, as they would
    /// if the lost ones were not known yet; those that lose all of them go.
    pub fn apply(&self, chronicle: &Chronicle) -> Chronicle {
        let left = |event: &Arc<Event>| {
            let numbered = event.claims.iter().enumerate();
            let kept: Vec<usize> = numbered.filter(|(_, claim)| self.keeps(event, claim)).map(|(i, _)| i).collect();
            if kept.len() == event.claims.len() {
                return Some(Arc::clone(event));
            }
            let claims: Vec<_> = kept.iter().filter_map(|i| event.claims.get(*i).cloned()).collect();
            let bounds = || Entry::new(chronicle, event, 0, None, Vec::new()).bounds_of(&kept).unwrap_or(event.span);
            (!claims.is_empty()).then(|| Arc::new(Event { claims, span: bounds(), ..Event::clone(event) }))
        };
        let events = chronicle.events.iter().filter_map(|(id, event)| Some((id.clone(), left(event)?)));
        chronicle.with_events(events.collect())
    }

    /// How much it hides of what can be shown; `reference` tells whether the reference chronology is among that.
    pub fn hidden(&self, chronicle: &Chronicle, reference: bool) -> Hidden {
        let mut hidden = Hidden::default();
        let shown = |event: &&Arc<Event>| {
            event.role != MapRole::Exclude && (reference || event.basis == crate::chronicle::Basis::Documents)
        };
        for event in chronicle.events.values().filter(shown) {
            let kept = event.claims.iter().filter(|claim| self.keeps(event, claim)).count();
            hidden.of_events += 1;
            hidden.events += usize::from(kept == 0);
            hidden.of_claims += event.claims.len();
            hidden.claims += event.claims.len() - kept;
        }
        hidden
    }

    /// The words of the command line that ask for the same, one option and its value after the other; none for a filter
    /// that leaves out nothing.
    pub fn command_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.from_standing > Standing::Claimed {
            words.extend(["--from-standing".to_owned(), self.from_standing.word().to_owned()]);
        }
        let sources = self.without_sources.iter().map(|id| ("--without-source", id.as_str()));
        let voices = self.without_voices.iter().map(|id| ("--without-voice", id.as_str()));
        let kinds = self.without_kinds.iter().map(|kind| ("--without-kind", kind.as_str()));
        let sides = self.without_sides.iter().map(|id| ("--without-side", id.as_str()));
        for (option, value) in sources.chain(voices).chain(kinds).chain(sides) {
            words.extend([option.to_owned(), value.to_owned()]);
        }
        let of_rows = [
            ("--brush", self.brush.map(|brush| brush.written())),
            ("--exact", self.exact.map(|exact| exact.word().to_owned())),
            ("--near", self.near.map(|near| near.word().to_owned())),
            ("--at-least", (self.at_least > 0).then(|| self.at_least.to_string())),
        ];
        for (option, value) in of_rows {
            words.extend(value.into_iter().flat_map(|value| [option.to_owned(), value]));
        }
        words
    }

    /// The filter that leaves one voice only.
    pub fn only_voice(chronicle: &Chronicle, voice: &VoiceId) -> Self {
        let others = witnesses(chronicle).into_iter().filter(|id| *id != voice).cloned();
        Self { without_voices: others.collect(), ..Self::default() }
    }

    /// The filter that leaves one kind of happening only.
    pub fn only_kind(chronicle: &Chronicle, kind: &str) -> Self {
        let others = chronicle.events.values().map(|event| &event.kind).filter(|other| *other != kind).cloned();
        Self { without_kinds: others.collect(), ..Self::default() }
    }

    /// What of it names records that the chronicle does not have.
    pub fn unknown(&self, chronicle: &Chronicle) -> Self {
        let heard = witnesses(chronicle);
        let source = |id: &&SourceId| !chronicle.sources.contains_key(*id) && !chronicle.references.contains_key(*id);
        let kind = |kind: &&String| {
            !chronicle.tables.kinds().contains(*kind) && !chronicle.events.values().any(|event| event.kind == **kind)
        };
        Self {
            without_sources: self.without_sources.iter().filter(source).cloned().collect(),
            without_voices: self.without_voices.iter().filter(|id| !heard.contains(id)).cloned().collect(),
            without_kinds: self.without_kinds.iter().filter(kind).cloned().collect(),
            without_sides: self.without_sides.iter().filter(|id| chronicle.side_rank(id).is_none()).cloned().collect(),
            ..Self::default()
        }
    }

    /// The same without what the chronicle does not have: what was remembered may name records that are gone.
    pub fn known_to(mut self, chronicle: &Chronicle) -> Self {
        let unknown = self.unknown(chronicle);
        self.without_sources.retain(|id| !unknown.without_sources.contains(id));
        self.without_voices.retain(|id| !unknown.without_voices.contains(id));
        self.without_kinds.retain(|id| !unknown.without_kinds.contains(id));
        self.without_sides.retain(|id| !unknown.without_sides.contains(id));
        self
    }
}

/// The witnesses of a chronicle's documents.
pub(crate) fn witnesses(chronicle: &Chronicle) -> BTreeSet<&VoiceId> {
    chronicle.events.values().flat_map(|event| &event.claims).filter_map(|claim| claim.witness()).collect()
}
