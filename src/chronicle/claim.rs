//! What a source says in support of an event: who says it, of when, on what evidence, and where it differs.

use crate::chronicle::{ClaimId, EventId, MapRole, Modality, PlaceId, SourceId, VoiceId};
use crate::time::{EdtfDate, Moment, Span};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// One source's support for an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Unique in the chronicle.
    pub id: ClaimId,
    /// The document or reference.
    pub source: SourceId,
    /// The moment from which it counts on the *reported* clock: the end of its source's publication day, or the
    /// hour where known.
    pub reported: Option<Moment>,
    /// Who says so; `None` where the work itself speaks, as a citation's does.
    pub attribution: Option<Attribution>,
    /// The date it gives; `None` where it gives none of its own.
    pub timing: Option<Timing>,
    /// The place as written.
    pub as_written: Option<String>,
    /// What it rests on.
    pub evidence: Evidence,
    /// Where it speaks of something else than its event does.
    pub overrides: Overrides,
    /// The event it denies.
    pub denies: Option<EventId>,
    /// Editor's flags: `doubtful`, `figure`, …
    pub flags: Vec<String>,
    /// The editor's remark.
    pub note: Option<String>,
}

impl Claim {
    /// The passage it rests on, where it rests on one.
    pub fn quote(&self) -> Option<&Quote> {
        match &self.evidence {
            Evidence::Passage(quote) => Some(quote),
            Evidence::Citation(_) => None,
        }
    }

    /// The citation it rests on, where it rests on one.
    pub fn citation(&self) -> Option<&Citation> {
        match &self.evidence {
            Evidence::Citation(citation) => Some(citation),
            Evidence::Passage(_) => None,
        }
    }

    /// The passage it rests on, and who says so.
    pub fn excerpt(&self) -> Option<(&Quote, &Attribution)> {
        self.quote().zip(self.attribution.as_ref())
    }

    /// What is counted as its voice.
    pub fn witness(&self) -> Option<&VoiceId> {
        self.attribution.as_ref().map(|who| &who.witness)
    }

    /// How much it is worth by who says it.
    pub fn standing(&self) -> Option<Standing> {
        self.attribution.as_ref().map(|who| who.standing)
    }
}

/// Who says so, and how much that is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Whose words they are.
    pub voice: VoiceId,
    /// What is counted: the voice, or the wire where nobody but the copy itself speaks (`unattributed`).
    pub witness: VoiceId,
    /// In words: "a lawmaker, to AFP".
    pub by: String,
    /// How much that is worth.
    pub standing: Standing,
}

/// The date a claim gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// As the editor wrote it.
    pub when: EdtfDate,
    /// Its bounds.
    pub span: Span,
    /// The source's words that gave it.
    pub words: Option<String>,
}

/// What a claim rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A verbatim passage of a document.
    Passage(Quote),
    /// A work that is cited without its text.
    Citation(Citation),
}

/// A verbatim passage.
///
/// ```
/// use dateline::chronicle::{Embedded, Evidence, open};
///
/// let opened = open(&Embedded)?;
/// let herat = &opened.chronicle.events["EV-HERAT-CAPTURE"];
/// let quoted = herat.claims.iter().find_map(|claim| match &claim.evidence {
///     Evidence::Passage(quote) => Some((&opened.chronicle.sources[&claim.source], quote)),
///     _ => None,
/// });
/// let (document, quote) = quoted.ok_or("no passage")?;
/// assert_eq!(document.text.get(quote.bytes.clone()), Some(quote.exact.as_str()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// Up to 32 code points before them.
    pub prefix: String,
    /// Up to 32 code points after them.
    pub suffix: String,
    /// Where they stand, in code points of the document.
    pub chars: Range<usize>,
    /// Where they stand, in bytes of the document. Computed, and empty where the quotation does not verify.
    pub bytes: Range<usize>,
}

/// What a reference says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// How it relates to the event.
    pub says: Says,
    /// In the editor's words.
    pub detail: Option<String>,
}

/// Where a claim speaks of something else than its event: `None` is as the event has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Another kind of happening.
    pub kind: Option<String>,
    /// Another place.
    pub place: Option<PlaceId>,
    /// Another way to be shown.
    pub role: Option<MapRole>,
    /// Another modality.
    pub modality: Option<Modality>,
}

/// What a claim is worth. Folded for events, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Taken back by its source.
    Retracted,
    /// The other side or a body says it did not happen.
    Denied,
    /// Only an interested party says so.
    Claimed,
    /// A reporter's own voice, or an unnamed one.
    Reported,
    /// The losing side, the responsible body, or staff who saw it.
    Confirmed,
}

impl Standing {
    /// What it is called: "confirmed".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Retracted => "retracted",
            Self::Denied => "denied",
            Self::Claimed => "claimed",
            Self::Reported => "reported",
            Self::Confirmed => "confirmed",
        }
    }
}

/// How a reference relates to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The same day: counts.
    SameDay,
    /// Supports it: counts.
    Supports,
    /// Another day: shown beside.
    Differs,
    /// Something before.
    EarlierEvent,
    /// Something after.
    LaterEvent,
}

impl Says {
    /// As it is written in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SameDay => "same day",
            Self::Supports => "supports",
            Self::Differs => "differs",
            Self::EarlierEvent => "earlier event",
            Self::LaterEvent => "later event",
        }
    }
}

/// The best standing among claims of documents, and the number of their witnesses: unattributed copy is one for each
/// wire, however many documents carry it.
pub fn worth_of<'a>(claims: impl Iterator<Item = &'a Arc<Claim>>) -> Option<(Standing, usize)> {
    let mut heard = BTreeSet::new();
    let mut best = None;
    for Attribution { witness, standing, .. } in claims.filter_map(|claim| claim.attribution.as_ref()) {
        best = best.max(Some(*standing));
        if *standing > Standing::Denied {
            heard.insert(witness);
        }
    }
    best.map(|standing| (standing, heard.len()))
}
