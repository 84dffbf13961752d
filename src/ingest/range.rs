//! The range of a chronicle follows what is put into it.

use crate::chronicle::{ChangeError, Changes, RecordFile, RecordId};
use crate::time::{Day, read_day, written_day};
use serde_json::{Value, json};

/// Makes the range of the chronicle hold the days that are told; a new chronicle's becomes theirs.
pub(super) fn widen(changes: &mut Changes, told: (Day, Day), is_new: bool) -> Result<(), ChangeError> {
    let range = changes.read(RecordFile::Chronicle, &RecordId::from("range"));
    let day = |key: &str| range.as_ref().and_then(|range| read_day(find(range, key)?.as_str()?).ok());
    let (from, until) = match (day("from"), day("until")) {
        (Some(from), Some(until)) if !is_new => (from.min(told.0), until.max(told.1)),
        _ => told,
    };
    for (key, new) in [("from", from), ("until", until)] {
        if day(key) != Some(new) {
            changes.set_in_table("range", key, &json!(written_day(new)))?;
        }
    }
    Ok(())
}

/// A key of a table, as a record's reading holds it: under the table's name or at once.
fn find<'v>(range: &'v Value, key: &str) -> Option<&'v Value> {
    range.get(key).or_else(|| range.get("range")?.get(key))
}
