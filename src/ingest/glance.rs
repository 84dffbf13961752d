//! What a text tells at a glance: the places and times that it names, and what its date would settle.

use crate::ingest::Incoming;
use crate::language::Text;
use crate::propose::{Language, Timing, places::places, times};
use crate::time::EdtfDate;
use crate::world::Gazetteer;
use std::ops::Range;

/// What is found in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Bytes of the names of places that are known.
    pub places: Vec<Range<usize>>,
    /// Bytes of times; whether each hangs on the document's date.
    pub times: Vec<(Range<usize>, bool)>,
    /// The words that hang on the document's date, and the bounds they have where it is known: first day, last day.
    pub settled: Vec<(String, Option<(String, String)>)>,
    /// The last day that is written out in the text: it was published no earlier, as a rule.
    pub latest: Option<String>,
}

impl Glance {
    /// Looks through a document, published by this date where one is given.
    pub fn of(document: &Incoming, published: Option<&str>) -> Self {
        let text = Text::new(&document.text);
        let language = document.language.as_ref().and_then(|tag| Language::named(&tag.value)).unwrap_or_default();
        let day = published.and_then(|edtf| EdtfDate::parse(edtf).ok()).and_then(|date| {
            let (first, last) = date.span().days();
            last.or(first)
        });
        let named = places(&text, Gazetteer::shared());
        let known = named.iter().filter(|place| place.chosen.is_some());
        let found = times(&text, language, day);
        let hangs = |timing: Timing| matches!(timing, Timing::Deictic | Timing::Anaphoric);
        let dated = found.iter().filter(|time| !matches!(time.timing, Timing::Recurring | Timing::Vague));
        let mut settled: Vec<(String, Option<(String, String)>)> = Vec::new();
        for time in dated.clone().filter(|time| hangs(time.timing)) {
            let words = text.written(time.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
            let bounds = time.earliest.clone().zip(time.latest.clone());
            if !settled.iter().any(|(known, _)| *known == words) {
                settled.push((words, bounds));
            }
        }
        let written = found.iter().filter(|time| time.timing == Timing::Stated);
        Self {
            places: known.map(|place| text.bytes(place.tokens.clone())).collect(),
            times: dated.map(|time| (text.bytes(time.tokens.clone()), hangs(time.timing))).collect(),
            settled,
            latest: written.filter_map(|time| time.latest.clone()).max(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::ingest::read;
    use crate::jobs::Unwatched;

    #[test]
    fn what_a_date_would_settle_is_told_with_and_without_it() {
        let text = b"From the ridge Herat looks empty. It was lost last week, and the road was opened on Sunday.";
        let found = read("notes.txt", text.as_slice().into(), None, &Unwatched).remove(0).unwrap();
        let open = Glance::of(&found, None);
        let words: Vec<&str> = open.settled.iter().map(|(words, _)| words.as_str()).collect();
        assert!(words.len() == 2 && open.settled.iter().all(|(_, bounds)| bounds.is_none()), "{open:?}");
        let dated = Glance::of(&found, Some("2015-05-28"));
        assert!(dated.settled.iter().all(|(_, bounds)| bounds.is_some()), "{dated:?}");
        assert_eq!(&found.text[open.places[0].clone()], "Herat");
    }
}
