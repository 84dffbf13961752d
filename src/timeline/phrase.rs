//! The instant in words, never saying more than the claims do.

use crate::chronicle::Chronicle;
use crate::timeline::Timeslice;

/// What stands over the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// "Thursday 12 August 2021"; with " · end of day" left to the caller.
    pub date: String,
    /// "Ghazni, Herat and Qala-i-Naw fall".
    pub title: String,
    /// "The Taliban hold 3 of 34 provincial capitals in the documents, 12–13 with the reference chronology."
    pub sum: String,
    /// "nearest to Kabul: Ghazni, 128 km", or empty.
    pub nearest: String,
}

/// The headline of an instant, grammatical for none, one and several; `reference` false leaves the reference
/// chronology out of the words.
pub fn headline(chronicle: &Chronicle, slice: &Timeslice, reference: bool) -> Headline {
    let _ = (chronicle, slice, reference);
    todo!("timeline owner")
}

/// A picture's text alternative: what the map says at this instant in a few plain sentences.
pub fn text_alternative(chronicle: &Chronicle, slice: &Timeslice, reference: bool) -> String {
    let _ = (chronicle, slice, reference);
    todo!("timeline owner")
}
