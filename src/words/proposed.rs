//! A happening that somebody is about to record, in one neutral sentence.

use crate::chronicle::{Chronicle, Modality};
use crate::words::capitalised;
use crate::words::grammar::plural;
use crate::words::statement::filled;

/// What a count would be with one more place: "9 → 10 of 46 towns to Islamic State".
pub fn with_one_more(chronicle: &Chronicle, now: usize, of: usize, side: &str) -> String {
    format!("{now} → {} of {of} {} to {side}", now + 1, plural(&chronicle.meta.listed))
}

/// "The Taliban take Herat", "Planned: evacuation at Kabul". The side is named as in a sentence, with whether it is spoken of
/// in the singular.
pub fn happening(
    chronicle: &Chronicle,
    kind: &str,
    place: &str,
    side: Option<(&str, bool)>,
    modality: Modality,
) -> String {
    let words = &chronicle.kind(kind).headline;
    let pattern = side.map_or(words.one.as_str(), |(_, singular)| words.by.pattern(singular));
    let said = capitalised(&filled(chronicle, pattern, kind, place, side.map_or("", |(name, _)| name)));
    let before = match modality {
        Modality::Happened | Modality::Ongoing => return said,
        Modality::Planned => "Planned",
        Modality::Predicted => "Expected",
        Modality::Negated => "Denied",
    };
    format!("{before}: {} at {place}", crate::words::kind(chronicle, kind))
}
