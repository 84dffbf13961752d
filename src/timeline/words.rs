//! Words that every surface has in common.

use crate::chronicle::{Chronicle, ClaimBody};

/// "1 voice", "3 voices".
pub fn voices(count: usize) -> String {
    if count == 1 { "1 voice".to_owned() } else { format!("{count} voices") }
}

/// What to call a witness: its wire ("AFP wire of 13 August 2021"), else who says so in its first claim, else its id.
pub fn witness(chronicle: &Chronicle, id: &str) -> String {
    let first = || {
        chronicle.events.values().flat_map(|event| &event.claims).find_map(|claim| match &claim.body {
            ClaimBody::Excerpt { witness, by, .. } if witness.as_str() == id => Some(by.clone()),
            _ => None,
        })
    };
    let wire = chronicle.wires.get(id).map(|wire| wire.name.clone());
    wire.or_else(first).unwrap_or_else(|| id.to_owned())
}

/// An editor's reason for keeping a statement off the map, in words.
pub fn reason(code: &str) -> String {
    match code {
        "false" => "it is false".to_owned(),
        "forecast" => "it is a forecast, not a happening".to_owned(),
        other => other.replace('-', " "),
    }
}
