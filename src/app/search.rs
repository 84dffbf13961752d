//! Looking for words: in names of places and their other spellings, in sources, and in what is quoted.

use crate::chronicle::{Chronicle, ClaimBody, ClaimId, EventId, MapRole, PlaceId, SourceId};

/// Where a hit leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place.
    Place(PlaceId),
    /// A document.
    Source(SourceId),
    /// A quotation, of a document and in support of an event.
    Claim(ClaimId, SourceId, EventId),
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is called.
    pub label: String,
    /// Where it stands.
    pub detail: String,
    /// Where it leads.
    pub target: Target,
}

/// At most `limit` hits: places first, then sources, then quotations; beginnings of names before the rest.
pub fn search(chronicle: &Chronicle, words: &str, limit: usize) -> Vec<Found> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let mut places: Vec<(bool, bool, Found)> = Vec::new();
    for place in chronicle.places.values() {
        let names =
            || std::iter::once(&place.name).chain(&place.variants).chain(&place.local).chain(place.names.values());
        let Some(name) = names().find(|name| name.to_lowercase().contains(&words)) else { continue };
        let begins = names().any(|name| name.to_lowercase().starts_with(&words));
        let detail = if *name == place.name { place.role.clone() } else { format!("{}, as \"{name}\"", place.role) };
        let target = Target::Place(place.id.clone());
        places.push((!begins, !place.listed, Found { label: place.name.clone(), detail, target }));
    }
    places.sort_by(|a, b| (a.0, a.1, &a.2.label).cmp(&(b.0, b.1, &b.2.label)));
    let mut found: Vec<Found> = places.into_iter().map(|(_, _, found)| found).collect();
    for source in chronicle.sources.values() {
        let fields = [Some(&source.label), source.publisher.as_ref(), source.agency.as_ref(), source.byline.as_ref()];
        if fields.into_iter().flatten().any(|field| field.to_lowercase().contains(&words)) {
            let detail = format!("source {}, {}", source.id, source.published.written());
            found.push(Found { label: source.label.clone(), detail, target: Target::Source(source.id.clone()) });
        }
    }
    for event in chronicle.events.values().filter(|event| event.role != MapRole::Exclude) {
        for claim in &event.claims {
            let ClaimBody::Excerpt { quote, by, .. } = &claim.body else { continue };
            if quote.exact.to_lowercase().contains(&words) || by.to_lowercase().contains(&words) {
                let target = Target::Claim(claim.id.clone(), claim.source.clone(), event.id.clone());
                let detail = format!("{by}, source {}", claim.source);
                found.push(Found { label: around(&quote.exact, &words), detail, target });
            }
        }
    }
    found.truncate(limit);
    found
}

/// A stretch of the quotation around the words, whole words only, its omissions marked.
fn around(quote: &str, words: &str) -> String {
    const BEFORE: usize = 24;
    const LONGEST: usize = 90;
    let flat = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = flat.chars().count();
    if count <= LONGEST {
        return flat;
    }
    let lower = flat.to_lowercase();
    let at = lower.find(words).map_or(0, |byte| lower[..byte].chars().count());
    let start = at.saturating_sub(BEFORE).min(count.saturating_sub(LONGEST));
    let taken: String = flat.chars().skip(start).take(LONGEST).collect();
    let from = if start == 0 { 0 } else { taken.find(' ').map_or(0, |i| i + 1) };
    let to = if start + LONGEST >= count { taken.len() } else { taken.rfind(' ').unwrap_or(taken.len()) };
    let body = taken.get(from..to.max(from)).unwrap_or(&taken);
    let (lead, tail) = (if start == 0 { "" } else { "… " }, if to < taken.len() { " …" } else { "" });
    format!("{lead}{body}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quotation_is_cut_at_words_around_what_was_sought() {
        let quote = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                     sixteen seventeen eighteen nineteen twenty";
        let cut = around(quote, "fourteen");
        assert!(cut.starts_with("… ") && cut.contains("fourteen"), "{cut}");
        assert_eq!(around("short words", "words"), "short words");
    }
}
