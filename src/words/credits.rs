//! Whose words and whose map a picture is made of.

use crate::words::grammar::{counted, fill};
use std::collections::BTreeMap;

/// What is said of the world's borders.
pub(crate) const BORDERS: &str = "Boundaries are not authoritative.";

/// "Map: Natural Earth, NOAA GLOBE."; nothing where nobody is named.
pub(crate) fn map_by(makers: &[&str]) -> String {
    if makers.is_empty() { String::new() } else { fill("Map: {makers}.", &[("makers", &makers.join(", "))]) }
}

/// The documents behind what is shown, by wire, and the reference chronology: in full and in short. `wires` has the name of
/// each and how many of its documents there are.
pub(crate) fn sources(
    wires: &BTreeMap<&str, (String, usize)>,
    tables: &[&str],
    documents: usize,
    reference: bool,
) -> [String; 2] {
    let wire = |(name, count): &(String, usize)| match count {
        1 => name.clone(),
        _ => fill("{name} ({documents})", &[("name", name), ("documents", &counted(*count, "document", "documents"))]),
    };
    let named = || tables.iter().map(|table| (*table).to_owned());
    let mut full: Vec<String> = named().chain(wires.values().map(wire)).collect();
    let told = (documents > 0).then(|| counted(documents, "document", "documents"));
    let mut short: Vec<String> = named().chain(told).collect();
    if reference {
        full.push("cited reference chronology".to_owned());
        short.push("cited references".to_owned());
    }
    [(full, "; "), (short, ", ")].map(|(parts, between)| match parts.join(between) {
        none if none.is_empty() => none,
        parts => fill("Sources: {parts}.", &[("parts", &parts)]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_in_full_and_counted_in_short() {
        let wires = BTreeMap::from([("a", ("AFP wire".to_owned(), 2)), ("b", ("AP wire".to_owned(), 1))]);
        assert_eq!(
            sources(&wires, &[], 3, true),
            [
                "Sources: AFP wire (2 documents); AP wire; cited reference chronology.",
                "Sources: 3 documents, cited references."
            ]
        );
        assert_eq!(sources(&BTreeMap::new(), &[], 0, false), ["", ""]);
        let table = sources(&BTreeMap::new(), &["acled.csv"], 12, false);
        assert_eq!(table, ["Sources: acled.csv.", "Sources: acled.csv, 12 documents."]);
        assert_eq!((map_by(&["A", "B"]), map_by(&[])), ("Map: A, B.".to_owned(), String::new()));
    }
}
