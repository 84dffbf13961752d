//! Ids that no record has yet.

use crate::chronicle::{ClaimId, Draft, EventId, PlaceId, RecordFile, RecordId, SourceId, VoiceId};
use unicode_normalization::UnicodeNormalization as _;

/// Words of an id at most, and letters.
const MOST_WORDS: usize = 6;
const MOST_LETTERS: usize = 48;

/// `EV-HERAT-CAPTURE`.
pub(super) fn event(draft: &Draft, place: &PlaceId, kind: &str) -> EventId {
    let id = format!("EV-{}-{}", slug(place.as_str()), slug(kind)).to_uppercase();
    EventId::from(free(draft, RecordFile::Events, "", id.trim_end_matches('-')).as_str())
}

/// `herat`.
pub(super) fn place(draft: &Draft, name: &str) -> PlaceId {
    let id = slug(name);
    PlaceId::from(free(draft, RecordFile::Places, "", if id.is_empty() { "place" } else { &id }).as_str())
}

/// The id of a table of several: `fars` in `source/fars`.
pub(super) fn table(draft: &Draft, file: RecordFile, table: &str, name: &str) -> String {
    let id = slug(name);
    free(draft, file, &format!("{table}/"), if id.is_empty() { "new" } else { &id })
}

/// `V-A-LAWMAKER-TO-AFP`.
pub(super) fn voice(by: &str) -> VoiceId {
    let id = slug(by).to_uppercase();
    VoiceId::from(format!("V-{}", if id.is_empty() { "UNNAMED" } else { &id }).as_str())
}

/// `S003-22`: the number after the highest of the document's claims.
pub(super) fn claim(draft: &Draft, source: &SourceId) -> ClaimId {
    let begin = format!("S{source}-");
    let sought = format!("\"{begin}");
    let numbers = draft.records(RecordFile::Events).flat_map(|record| {
        record.raw.match_indices(&sought).filter_map(|(at, found)| {
            let rest = record.raw.get(at + found.len()..)?;
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            rest.get(..digits)?.parse::<u32>().ok()
        })
    });
    let next = numbers.max().map_or(1, |highest| highest.saturating_add(1));
    ClaimId::from(format!("{begin}{next:02}").as_str())
}

/// The id itself, or with the first number that is free.
fn free(draft: &Draft, file: RecordFile, begin: &str, id: &str) -> String {
    let taken = |id: &str| draft.record(file, &RecordId(format!("{begin}{id}"))).is_some();
    if !taken(id) {
        return id.to_owned();
    }
    (2_u32..).map(|n| format!("{id}-{n}")).find(|id| !taken(id)).unwrap_or_default()
}

/// Words joined by hyphens, in small letters without their accents; letters of every script stay.
fn slug(name: &str) -> String {
    let bare: String = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let apart: String =
        bare.chars().flat_map(char::to_lowercase).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = apart.split_whitespace().take(MOST_WORDS).collect();
    words.join("-").chars().take(MOST_LETTERS).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::Embedded;
    use std::sync::Arc;

    #[test]
    fn a_new_id_says_what_it_is_of_and_is_taken_by_none() {
        let draft = Draft::new(Arc::new(Embedded));
        assert_eq!(event(&draft, &"herat".into(), "capture").as_str(), "EV-HERAT-CAPTURE-2");
        assert_eq!(event(&draft, &"herat".into(), "air-strike").as_str(), "EV-HERAT-AIR-STRIKE");
        assert_eq!(place(&draft, "Herat").as_str(), "herat-2");
        assert_eq!(place(&draft, "Šabac on the Sava").as_str(), "sabac-on-the-sava");
        assert_eq!(place(&draft, "هرات").as_str(), "هرات");
        assert_eq!(place(&draft, "—").as_str(), "place");
        assert_eq!(table(&draft, RecordFile::Chronicle, "sides", "Taliban"), "taliban-2");
        assert_eq!(voice("a lawmaker, to AFP").as_str(), "V-A-LAWMAKER-TO-AFP");
        let next = claim(&draft, &"003".into());
        assert!(next.as_str().starts_with("S003-") && next.as_str() > "S003-21", "{next}");
        assert!(draft.records(RecordFile::Events).all(|record| !record.raw.contains(next.as_str())));
        assert_eq!(claim(&draft, &"new".into()).as_str(), "Snew-01");
    }
}
