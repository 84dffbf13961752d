//! A long text read in parts on all cores. Where a part may begin is guessed; what comes out is as if it had been read from
//! beginning to end.

use crate::jobs::{Cancelled, Progress};
use crate::table::split::{CellSpan, Delimited, Records, TableRecord, likely_start};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// About how many bytes a part has: some thousands of rows, so that no core waits long for another.
const PART: usize = 4 << 20;

/// The records of one part, one after the other.
pub(super) struct PartRecords<'t> {
    records: Records<'t>,
    stop: usize,
    cells: Vec<CellSpan>,
}

impl PartRecords<'_> {
    /// The next record and its cells; blank lines are passed over.
    pub fn next(&mut self) -> Option<(TableRecord, &[CellSpan])> {
        loop {
            let record = self.records.next_before(self.stop, &mut self.cells)?;
            if !record.blank {
                return Some((record, &self.cells));
            }
        }
    }

    /// Where the record ends that was given last.
    pub fn at(&self) -> usize {
        self.records.at()
    }
}

/// What was made of one part.
struct Made<T> {
    start: usize,
    ended: usize,
    made: T,
}

/// Makes something of each part of a text from a byte on; in order.
///
/// # Errors
/// Where it is stopped.
pub(super) fn in_parts<T: Send>(
    text: &[u8],
    how: Delimited,
    columns: usize,
    first: usize,
    progress: &dyn Progress,
    make: impl Fn(&mut PartRecords<'_>) -> T + Sync,
) -> Result<Vec<T>, Cancelled> {
    let read = |start: usize, stop: usize| {
        let mut part = PartRecords { records: Records::new(text, how, columns, start), stop, cells: Vec::new() };
        let made = make(&mut part);
        // What makes nothing more of a part still passes over it.
        while part.next().is_some() {}
        Made { start, ended: part.at(), made }
    };
    let mut starts = vec![first];
    let mut next = first + PART;
    while next < text.len() {
        let start = likely_start(text, how, columns, next);
        if start < text.len() && starts.last().is_none_or(|last| start > *last) {
            starts.push(start);
        }
        next = start.max(next) + PART;
    }
    let done = AtomicUsize::new(0);
    let parts = starts.par_iter().enumerate().map(|(at, start)| {
        progress.go_on()?;
        let stop = starts.get(at + 1).copied().unwrap_or(text.len());
        let made = read(*start, stop);
        progress.step(done.fetch_add(1, Ordering::Relaxed) + 1, starts.len());
        Ok(made)
    });
    let parts: Vec<Made<T>> = parts.collect::<Result<_, Cancelled>>()?;
    let mut all = Vec::with_capacity(parts.len());
    let mut at = first;
    let mut waiting = parts.into_iter().peekable();
    while at < text.len() {
        // A guess that lies inside a record of the part before it was wrong.
        while waiting.next_if(|part| part.start < at).is_some() {}
        let part = match waiting.next_if(|part| part.start == at) {
            Some(part) => part,
            None => {
                progress.go_on()?;
                read(at, waiting.peek().map_or(text.len(), |part| part.start))
            }
        };
        at = part.ended.max(at + 1);
        all.push(part.made);
    }
    Ok(all)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::jobs::Unwatched;
    use crate::table::split::RecordEnd;

    #[test]
    fn parts_come_to_the_same_as_the_whole_also_where_a_guess_is_wrong() {
        let how = Delimited { delimiter: b',', quote: Some(b'"'), ends: RecordEnd::Line };
        let mut text = String::new();
        let mut rows = 0u64;
        while text.len() < 3 * PART {
            rows += 1;
            // A quotation that looks like rows itself, longer than what is looked at for a beginning.
            let inside = if rows % 40_000 == 7 { "a,b\n".repeat(PART / 3) } else { "plain".to_owned() };
            text.push_str(&format!("{rows},\"{inside}\"\n"));
        }
        let firsts = |part: &mut PartRecords<'_>| {
            let mut found = Vec::new();
            while let Some((record, cells)) = part.next() {
                found.push((record.start, cells.len()));
            }
            found
        };
        let parts = in_parts(text.as_bytes(), how, 2, 0, &Unwatched, firsts).unwrap();
        let mut whole =
            PartRecords { records: Records::new(text.as_bytes(), how, 2, 0), stop: text.len(), cells: Vec::new() };
        let found: Vec<_> = parts.into_iter().flatten().collect();
        assert_eq!(found.len() as u64, rows);
        assert!(found == firsts(&mut whole));
    }
}
