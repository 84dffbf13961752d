//! What witnesses and documents are called, and what an editor's codes mean.

use crate::chronicle::{Chronicle, Source, SourceId};
use crate::words::dates::day_long;

/// What to call a witness: its wire ("AFP wire of 13 August 2021"), else who says so in its first claim, else its id.
pub fn witness(chronicle: &Chronicle, id: &str) -> String {
    let first = || {
        let mut said = chronicle.events.values().flat_map(|event| &event.claims).flat_map(|claim| &claim.attribution);
        said.find(|who| who.witness.as_str() == id).map(|who| who.by.clone())
    };
    let wire = chronicle.wires.get(id).map(|wire| wire.name.clone());
    wire.or_else(first).unwrap_or_else(|| id.to_owned())
}

/// An editor's reason for keeping a statement off the map, in words.
pub fn reason(code: &str) -> String {
    match code {
        "false" => "it is false".to_owned(),
        "forecast" => "it is a forecast, not a happening".to_owned(),
        other => other.replace('-', " "),
    }
}

/// An editor's flag on a claim, in words.
pub fn flag(code: &str) -> String {
    let words = match code {
        "figure" => "gives a figure",
        "place-inferred" => "the place is inferred, not named",
        "unit" => "its units do not agree",
        "not-this-report" => "not part of this report",
        "typo" => "misprinted in the source",
        "repeated-line" => "stands twice in the document",
        "pronoun-actor" => "the actor is named by a pronoun only",
        "sign-of-control" => "a sign of control, not a statement of it",
        "ambiguous" => "can be read in two ways",
        "forecast" => "a forecast",
        "approximate-date" => "the date is approximate",
        "hedged" => "hedged by its own words",
        "presupposition" => "presupposed, not stated",
        other => return other.replace('-', " "),
    };
    words.to_owned()
}

/// What to call a document: "AFP, “Taliban near gates of Kabul …”, 13 August 2021".
pub(crate) fn source(chronicle: &Chronicle, id: &SourceId) -> String {
    chronicle.sources.get(id).map_or_else(|| id.to_string(), cite)
}

fn cite(source: &Source) -> String {
    let mut parts = Vec::new();
    let author = [&source.byline, &source.agency, &source.publisher].into_iter().flatten().next();
    parts.extend(author.cloned());
    parts.push(source.title.as_ref().map_or_else(|| source.label.clone(), |title| format!("“{title}”")));
    let published = source.published.span();
    parts.extend(published.days().1.map(day_long).filter(|_| source.title.is_some()));
    parts.join(", ")
}

/// When a document was published and whose it is, in short: "13 Aug 2021, inferred · AFP".
pub fn published(source: &Source) -> String {
    let last = source.published.span().days().1;
    let date = last.map_or_else(|| source.published.written().to_owned(), |day| day.strftime("%-d %b %Y").to_string());
    let inferred = source.published_certainty == "inferred";
    match source.agency.as_ref().or(source.publisher.as_ref()) {
        Some(whose) if inferred => format!("{date}, inferred · {whose}"),
        Some(whose) => format!("{date} · {whose}"),
        None if inferred => format!("{date}, inferred"),
        None => date,
    }
}

/// A citation of one passage: who, where, when, and the words.
pub fn citation(source: &Source, by: &str, quote: &str) -> String {
    let title = source.title.as_ref().unwrap_or(&source.label);
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\"{quote}\" ({by}; \"{title}\", {}, source {})", published(source), source.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_words_and_unknown_ones_lose_their_hyphens() {
        assert_eq!(reason("false"), "it is false");
        assert_eq!(reason("out-of-scope"), "out of scope");
        assert_eq!(flag("sign-of-control"), "a sign of control, not a statement of it");
        assert_eq!(flag("second-hand"), "second hand");
    }
}
