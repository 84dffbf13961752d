//! What sides and places are called.

use crate::chronicle::{Chronicle, PlaceId, Side, SideId};

fn find<'a>(chronicle: &'a Chronicle, id: &SideId) -> Option<&'a Side> {
    chronicle.meta.sides.iter().find(|side| side.id == *id)
}

/// A side on its own: "Taliban".
pub fn side_label<'a>(chronicle: &'a Chronicle, id: &'a SideId) -> &'a str {
    find(chronicle, id).map_or(id.as_str(), |side| side.label.as_str())
}

/// A side in a sentence: "the Taliban".
pub fn side_name<'a>(chronicle: &'a Chronicle, id: &'a SideId) -> &'a str {
    find(chronicle, id).map_or(id.as_str(), |side| side.name.as_str())
}

/// Whether a sentence speaks of a side in the singular.
pub(crate) fn is_singular(chronicle: &Chronicle, id: &SideId) -> bool {
    find(chronicle, id).is_some_and(|side| side.singular)
}

/// Whether headline and chart follow a side.
pub(crate) fn is_watched(chronicle: &Chronicle, id: &SideId) -> bool {
    chronicle.meta.subject.watch.as_ref() == Some(id)
}

/// Whether what is said must name its side, because there are more than one and its opponent.
pub(crate) fn names_all_sides(chronicle: &Chronicle) -> bool {
    chronicle.meta.sides.len() > 2
}

/// Over what happened at a place that is not listed.
pub(crate) fn elsewhere(place: &str) -> String {
    format!("Elsewhere: {place}")
}

/// Over what happened at a place nobody knows when.
pub(crate) fn undated_at(place: &str) -> String {
    format!("Date not known: {place}")
}

/// A place's name, or its id where it has no record.
pub fn place_name<'a>(chronicle: &'a Chronicle, place: &'a PlaceId) -> &'a str {
    chronicle.places.get(place).map_or(place.as_str(), |p| p.name.as_str())
}
