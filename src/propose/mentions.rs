//! Places and times as a text names them.

use std::ops::Range;

/// A place that a text names or points to.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMention {
    /// Its tokens in the [`crate::language::Text`]: "Herat", "Pul-e-Alam", "the Libyan city of Sirte" counts "Sirte".
    pub tokens: Range<usize>,
    /// How the text uses it.
    pub role: PlaceRole,
    /// What it may be, likeliest first; empty where the gazetteer knows no such name.
    pub candidates: Vec<Candidate>,
    /// The one that is meant: an index into `candidates`, or none where nothing decides.
    pub chosen: Option<usize>,
    /// Why that one, in words for a person: "capital of Logar province", "the city: last named, Ghazni".
    pub reason: String,
}

/// An entry of the gazetteer that a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Its number in the gazetteer.
    pub entry: u32,
    /// How well it fits, 0 to 1.
    pub score: f32,
}

/// How a text uses the name of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceRole {
    /// A name, standing for the place.
    Name,
    /// Words that point back to a place: "the city", "there", "the provincial capital".
    Anaphor(Anaphor),
    /// An adjective or a people: "Libyan", "the French".
    Demonym,
    /// A place's name standing for its government: "Washington and London announced".
    Government,
    /// Part of another name, such as a team, a firm, a person or a newspaper: no place.
    PartOfName,
    /// The place of the dateline.
    Dateline,
}

/// What words that point back call the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anaphor {
    /// "the city", "the town", "the village", "the port".
    Settlement,
    /// "the capital", "the provincial capital", "the district centre".
    Capital,
    /// "the province", "the region", "the district", "the island".
    Region,
    /// "the country".
    Country,
    /// "the airport", "the border crossing": of the place named before.
    Site,
    /// "there", "here".
    There,
}

/// A time that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Its tokens in the [`crate::language::Text`]: "late Thursday", "in the past week" counts "the past week".
    pub tokens: Range<usize>,
    /// The date as EDTF, never more exact than the words; none where it hangs on a date that is not known.
    pub value: Option<String>,
    /// The first day it may mean, `YYYY-MM-DD`.
    pub earliest: Option<String>,
    /// The last day it may mean, both inclusive.
    pub latest: Option<String>,
    /// How it tells the time.
    pub timing: Timing,
    /// Where the words hang on something else, in words: "from the document's date", "two days before the time named".
    pub reason: &'static str,
}

/// How words tell the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timing {
    /// A date that stands on its own: "13 August 2021", "in 1975".
    Stated,
    /// A date that hangs on the document's: "on Thursday", "last week".
    Deictic,
    /// A date that hangs on another time in the text: "two days earlier", "hours later".
    Anaphoric,
    /// From one time to another or for so long: "since May", "for weeks", "from Monday to Wednesday".
    Lasting,
    /// Again and again: "every Friday". Dates nothing.
    Recurring,
    /// Now, or some time before or after it: "currently", "recently", "soon". Dates nothing.
    Vague,
}
