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

/// An editor's flag on a claim, in words.
pub fn flag(code: &str) -> String {
    let words = match code {
        "figure" => "gives a figure",
        "place-inferred" => "the place is inferred, not named",
        "unit" => "its units do not agree",
        "not-this-report" => "not part of this report",
        "typo" => "misprinted in the source",
        "repeated-line" => "stands twice in the document",
        "pronoun-actor" => "the actor is named by a pronoun only",
        "sign-of-control" => "a sign of control, not a statement of it",
        "ambiguous" => "can be read in two ways",
        "forecast" => "a forecast",
        "approximate-date" => "the date is approximate",
        "hedged" => "hedged by its own words",
        "presupposition" => "presupposed, not stated",
        other => return other.replace('-', " "),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_words_and_unknown_ones_lose_their_hyphens() {
        assert_eq!(voices(1), "1 voice");
        assert_eq!(voices(3), "3 voices");
        assert_eq!(reason("false"), "it is false");
        assert_eq!(reason("out-of-scope"), "out of scope");
        assert_eq!(flag("sign-of-control"), "a sign of control, not a statement of it");
        assert_eq!(flag("second-hand"), "second hand");
    }
}
