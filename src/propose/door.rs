//! The one door for proposals of any reader: a quotation stands in the document at its offsets, or is found where it
//! stands exactly once, or the proposal is refused; dates and places that do not parse are refused alone.

use crate::propose::proposal::{Proposal, Quote};
use crate::time::{Day, EdtfDate};

/// Code points before and after a quotation that tell it from its like.
const AROUND: usize = 32;

/// Lets a proposal in, its quotation at its true offsets, what does not parse left out with a word.
///
/// ```
/// use dateline::propose::admit;
/// let document = "Rebels captured Goma on Monday.";
/// let written = r#"{"kind": "capture", "quote": {"exact": "captured Goma", "start": 0, "end": 13}}"#;
/// assert_eq!(admit(written, document).unwrap().quote.start, 7);
/// assert!(admit(&written.replace("Goma", "Bukavu"), document).is_err());
/// ```
///
/// # Errors
/// The reason for which it is refused.
pub fn admit(written: &str, document: &str) -> Result<Proposal, String> {
    let mut proposal: Proposal =
        serde_json::from_str(written).map_err(|error| format!("this is no proposal: {error}"))?;
    proposal.quote = verified(&proposal.quote, document)?;
    let mut also = std::mem::take(&mut proposal.also);
    also.retain_mut(|quote| match verified(quote, document) {
        Ok(found) => {
            *quote = found;
            true
        }
        Err(_) => false,
    });
    proposal.also = also;
    let bad_date = proposal.when.as_deref().is_some_and(|when| EdtfDate::parse(when).is_err());
    let bad_bound =
        [&proposal.earliest, &proposal.latest].into_iter().flatten().any(|bound| bound.parse::<Day>().is_err());
    if bad_date || bad_bound {
        proposal.why.push("the date was refused: it is no EDTF date with bounds YYYY-MM-DD".to_owned());
        (proposal.when, proposal.earliest, proposal.latest) = (None, None, None);
    }
    let outside = |place: &crate::propose::ProposedPlace| {
        !(place.lon.is_finite() && place.lat.is_finite() && place.lon.abs() <= 180.0 && place.lat.abs() <= 90.0)
    };
    if proposal.place.as_ref().is_some_and(outside) {
        proposal.why.push("the place was refused: it does not lie on the earth".to_owned());
        proposal.place = None;
    }
    Ok(proposal)
}

/// A quotation at its true offsets.
fn verified(quote: &Quote, document: &str) -> Result<Quote, String> {
    if quote.exact.is_empty() {
        return Err("the quotation is empty".to_owned());
    }
    let stands = byte_of(document, quote.start)
        .and_then(|at| document.get(at..))
        .is_some_and(|rest| rest.starts_with(&quote.exact));
    let at = if stands {
        byte_of(document, quote.start).unwrap_or(0)
    } else {
        let mut places = document.match_indices(&quote.exact).map(|(at, _)| at);
        match (places.next(), places.next()) {
            (Some(at), None) => at,
            (None, _) => {
                return Err(format!("the quotation does not stand in the document: “{}”", short(&quote.exact)));
            }
            _ => {
                return Err(format!(
                    "the quotation stands in the document more than once, and not at its offsets: “{}”",
                    short(&quote.exact)
                ));
            }
        }
    };
    let start = document.get(..at).unwrap_or_default().chars().count();
    let before: Vec<char> = document.get(..at).unwrap_or_default().chars().rev().take(AROUND).collect();
    Ok(Quote {
        exact: quote.exact.clone(),
        prefix: before.into_iter().rev().collect(),
        suffix: document.get(at + quote.exact.len()..).unwrap_or_default().chars().take(AROUND).collect(),
        start,
        end: start + quote.exact.chars().count(),
    })
}

fn byte_of(document: &str, chars: usize) -> Option<usize> {
    document.char_indices().map(|(at, _)| at).chain([document.len()]).nth(chars)
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod tests {
    use super::*;

    const DOCUMENT: &str = "Żółkiew: rebels took the town. On Friday rebels took the town hall.";

    fn proposal(exact: &str, start: usize, rest: &str) -> String {
        format!(r#"{{"kind": "capture", "quote": {{"exact": "{exact}", "start": {start}, "end": 0}}{rest}}}"#)
    }

    #[test]
    fn a_quotation_stands_at_its_offsets_or_exactly_once_or_not_at_all() {
        for (exact, start, expected) in [
            ("rebels took the town", 9, Ok(9)),
            ("rebels took the town", 41, Ok(41)),
            ("town hall", 0, Ok(57)),
            ("rebels took the town", 3, Err("more than once")),
            ("rebels took the city", 9, Err("does not stand")),
            ("", 0, Err("empty")),
        ] {
            match (admit(&proposal(exact, start, ""), DOCUMENT), expected) {
                (Ok(found), Ok(at)) => {
                    assert_eq!((found.quote.start, found.quote.end), (at, at + exact.chars().count()));
                }
                (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
                (found, _) => panic!("{exact}: {found:?}"),
            }
        }
    }

    #[test]
    fn a_date_or_a_place_that_does_not_parse_is_refused_alone() {
        let rest = r#", "when": "Friday", "place": {"id": "x", "name": "y", "lon": 200.0, "lat": 0.0}"#;
        let found = admit(&proposal("town hall", 0, rest), DOCUMENT).expect("the quotation stands");
        assert_eq!((found.when, found.place), (None, None));
        assert_eq!(found.why.len(), 2);
        assert!(admit(r#"{"kind": "miracle", "quote": {"exact": "town", "start": 0, "end": 4}}"#, DOCUMENT).is_err());
    }
}
