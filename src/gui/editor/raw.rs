//! The claims of an event as its record has them, the broken ones too.

use serde_json::Value;
use std::ops::Range;

/// The claims of an event's record.
pub fn of(record: &Value) -> &[Value] {
    record.pointer("/properties/claims").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The id of a claim.
pub fn id_of(claim: &Value) -> &str {
    claim.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// Where a claim says that its quotation stands, in code points.
pub fn at_of(claim: &Value) -> Option<Range<usize>> {
    let at = |name: &str| claim.pointer(&format!("/quote/1/{name}"))?.as_u64()?.try_into().ok();
    Some(at("start")?..at("end")?)
}
