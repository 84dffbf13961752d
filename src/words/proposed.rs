//! A happening that somebody is about to record, in one neutral sentence.

use crate::chronicle::{Chronicle, Modality};
use crate::words::capitalised;
use crate::words::statement::filled;

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
