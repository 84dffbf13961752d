//! Distances as the sources give them, in their own words, to stand beside the computed one.

use crate::chronicle::{Chronicle, Claim, ClaimId, PlaceId, SourceId};

/// What units of distance are called.
const UNITS: [&str; 9] = ["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "mi"];
/// Words before a number that belong to it.
const HEDGES: [&str; 8] = ["about", "just", "some", "only", "roughly", "nearly", "almost", "around"];

/// A distance in a source's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidDistance {
    /// The claim that has the words.
    pub claim: ClaimId,
    /// Its document.
    pub source: SourceId,
    /// "just 50kms (30 miles)"; that it is from the focus is certain.
    pub words: String,
}

/// The distances from a place to the focus that claims about that place give.
pub fn distances_said(chronicle: &Chronicle, place: &PlaceId) -> Vec<SaidDistance> {
    let Some(focus) = chronicle.focus() else { return Vec::new() };
    let at = |claim: &Claim, of_event: &PlaceId| claim.overrides.place.as_ref().unwrap_or(of_event) == place;
    let mut said: Vec<SaidDistance> = Vec::new();
    for event in chronicle.events.values() {
        for claim in event.claims.iter().filter(|claim| at(claim, &event.place)) {
            let Some(quote) = claim.quote() else { continue };
            let Some(words) = distance(&quote.exact, &focus.name) else { continue };
            if !said.iter().any(|known| known.source == claim.source && known.words == words) {
                said.push(SaidDistance { claim: claim.id.clone(), source: claim.source.clone(), words });
            }
        }
    }
    said.sort_by(|a, b| (&a.source, &a.claim).cmp(&(&b.source, &b.claim)));
    said
}

/// "about 150 kilometres (95 miles)" in a sentence that goes on "from Kabul".
fn distance(text: &str, focus: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_unit = |word: &str| UNITS.contains(&bare(word).as_str());
    let with_unit = |word: &str| {
        is_number(word) && UNITS.contains(&bare(word).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'))
    };
    for (i, word) in words.iter().enumerate() {
        let mut end = if with_unit(word) {
            i + 1
        } else if is_number(word) && words.get(i + 1).is_some_and(|next| is_unit(next)) {
            i + 2
        } else {
            continue;
        };
        if words.get(end).is_some_and(|next| next.starts_with('(')) {
            let closes = words.iter().skip(end).take(4).position(|next| next.contains(')'));
            end += closes.map_or(0, |at| at + 1);
        }
        let from = words.get(end).is_some_and(|next| bare(next) == "from");
        let name = words.get(end + 1).is_some_and(|next| bare(next) == focus.to_lowercase());
        if from && name {
            let hedged =
                i.checked_sub(1).filter(|at| words.get(*at).is_some_and(|w| HEDGES.contains(&bare(w).as_str())));
            let taken = words.get(hedged.unwrap_or(i)..end)?;
            return Some(taken.join(" "));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_taken_word_for_word_and_only_where_it_leads_to_the_focus() {
        for (text, expected) in [
            ("after seizing the city, just 150kms from Kabul", Some("just 150kms")),
            (
                "the fall of Ghazni, about 150 kilometres (95 miles) from Kabul and along",
                Some("about 150 kilometres (95 miles)"),
            ),
            ("Logar province, just 50kms (30 miles) from Kabul, with a", Some("just 50kms (30 miles)")),
            ("50 km from Herat", None),
            ("150 men from Kabul", None),
            ("50 km", None),
            ("5 (", None),
        ] {
            assert_eq!(distance(text, "Kabul").as_deref(), expected, "{text}");
        }
    }
}
