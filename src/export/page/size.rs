//! How large a page becomes, as far as that is known before it is made.

use crate::chronicle::{Event, Evidence};
use crate::export::{ExportError, Job};
use crate::time::Moment;

/// A larger page opens slowly wherever it is read, bytes.
const MOST_BYTES: u64 = 40_000_000;
/// What a happening takes beside its words, and a claim, bytes: names of fields, numbers, marks in the time bar.
const EVENT: usize = 420;
const CLAIM: usize = 160;

/// Refuses a job whose records alone make a page too large.
///
/// # Errors
/// Says how large it would be, and what to do.
pub(super) fn check(job: &Job) -> Result<(), ExportError> {
    let until = Moment::end_of(job.range().1);
    let told =
        job.chronicle().events.values().filter(|event| event.when.span().start.is_none_or(|start| start < until));
    let found = told.map(|event| bytes(event) as u64).sum();
    if found <= MOST_BYTES { Ok(()) } else { Err(ExportError::Large { most: MOST_BYTES, found }) }
}

/// What a happening and all that is said of it take, about.
fn bytes(event: &Event) -> usize {
    let claims = event.claims.iter().map(|claim| {
        let words = match &claim.evidence {
            Evidence::Passage(quote) => quote.exact.len(),
            Evidence::Citation(cited) => cited.detail.as_deref().map_or(0, str::len),
        };
        let by = claim.attribution.as_ref().map_or(0, |who| who.by.len());
        CLAIM + words + by + claim.note.as_deref().map_or(0, str::len)
    });
    EVENT + event.summary.len() + event.reading.as_deref().map_or(0, str::len) + claims.sum::<usize>()
}
