//! The claims of an event: excerpts against their documents, citations against the references.

use crate::chronicle::load::bounds::Dates;
use crate::chronicle::load::codes::Code as _;
use crate::chronicle::load::features::{self, Text};
use crate::chronicle::load::places::known;
use crate::chronicle::load::reader::Fault;
use crate::chronicle::load::references::References;
use crate::chronicle::load::sources::Documents;
use crate::chronicle::near::{Near, nearly};
use crate::chronicle::verify::{Mismatch, verify};
use crate::chronicle::{
    Attribution, Basis, Citation, Claim, ClaimId, EventId, Evidence, MapRole, Modality, Overrides, Place, PlaceId,
    Quote, Says, Source, SourceId, Standing, Timing, VoiceId,
};
use crate::time::{EdtfDate, Moment};
use foldhash::HashSet;
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// What claims are read against.
pub(super) struct Context<'a> {
    pub zone: &'a TimeZone,
    /// The dates read so far.
    pub dates: Dates,
    pub documents: &'a Documents,
    pub references: &'a References,
    pub places: &'a BTreeMap<PlaceId, Place>,
    /// Ids used so far in the chronicle.
    pub seen: HashSet<ClaimId>,
    /// Whether anything cited from references that are lost.
    pub cites_lost: bool,
    /// Excerpts that agree with their documents, and all.
    pub verified: (usize, usize),
    /// For how many more quotations that stand nowhere it is asked where they nearly do.
    pub near_misses: usize,
}

/// How many quotations that stand nowhere are looked for with less than the eye sees overlooked.
pub(super) const MOST_NEAR_MISSES: usize = 50;

/// A claim as it is written.
#[derive(Deserialize)]
pub(super) struct ClaimJson<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    source: Text<'a>,
    #[serde(borrow, default)]
    says: Option<Text<'a>>,
    #[serde(default)]
    detail: Option<String>,
    #[serde(borrow, default)]
    voice: Option<Text<'a>>,
    #[serde(default)]
    unattributed: Option<bool>,
    #[serde(borrow, default)]
    by: Option<Text<'a>>,
    #[serde(borrow, default)]
    standing: Option<Text<'a>>,
    #[serde(borrow, default)]
    when: Option<Text<'a>>,
    #[serde(borrow, default)]
    earliest: Option<Text<'a>>,
    #[serde(borrow, default)]
    latest: Option<Text<'a>>,
    #[serde(default)]
    words: Option<String>,
    #[serde(default)]
    as_written: Option<String>,
    #[serde(default)]
    quote: Option<Vec<Selector>>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    place: Option<PlaceId>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    modality: Option<String>,
    #[serde(default)]
    denies: Option<EventId>,
    #[serde(default)]
    flags: Option<Vec<String>>,
    #[serde(default)]
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Words {
        exact: String,
        #[serde(default)]
        prefix: String,
        #[serde(default)]
        suffix: String,
    },
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
    #[serde(other)]
    Other,
}

/// Why a claim does not count, with its id where it could be read.
pub(super) enum Lost {
    /// To be reported.
    Reported(Option<String>, Fault),
    /// Its document was reported already.
    WithItsDocument,
}

/// Parses one claim as it is written.
pub(super) fn parse(raw: &str) -> Result<ClaimJson<'_>, Lost> {
    serde_json::from_str(raw).map_err(|error| {
        let id = serde_json::from_str::<serde_json::Value>(raw).ok();
        let id = id.as_ref().and_then(|value| value.get("id")?.as_str()).map(str::to_owned);
        Lost::Reported(id, features::not_json(&error))
    })
}

/// Reads one claim. `basis` is its event's.
pub(super) fn read(json: ClaimJson<'_>, basis: Basis, context: &mut Context<'_>) -> Result<Claim, Lost> {
    let id = ClaimId::from(&*json.id);
    let reported = |fault: Fault| Lost::Reported(Some(id.to_string()), fault);
    if !context.seen.insert(id.clone()) {
        return Err(reported(
            Fault::new("expected each claim id once, found this one a second time").hint("give one another id"),
        ));
    }
    let of = if json.says.is_some() { Basis::Reference } else { Basis::Documents };
    if of == Basis::Documents {
        context.verified.1 += 1;
    }
    if of != basis {
        let fault = match basis {
            Basis::Documents => "expected an excerpt in an event of the documents, found a citation",
            Basis::Reference => "expected a citation in an event of the references, found an excerpt",
        };
        return Err(reported(Fault::new(fault).hint("move it to an event of its own basis and link them by same_as")));
    }
    match of {
        Basis::Reference if context.references.lost => {
            context.cites_lost = true;
            Err(Lost::WithItsDocument)
        }
        Basis::Reference => citation(json, id.clone(), context).map_err(reported),
        Basis::Documents => excerpt(json, id.clone(), context, reported),
    }
}

fn citation(json: ClaimJson<'_>, id: ClaimId, context: &Context<'_>) -> Result<Claim, Fault> {
    let Some(reference) = context.references.by_id.get(&*json.source) else {
        return Err(Fault::new(format!(
            "expected `source` to name a reference of data/references.toml, found \"{}\"",
            &*json.source
        ))
        .hint("add the reference or correct its id"));
    };
    let says = Says::read(json.says.as_deref().unwrap_or_default())?;
    let reported = moment_reported(&reference.published, context.zone);
    Ok(Claim {
        id,
        source: reference.id.clone(),
        reported,
        attribution: None,
        timing: None,
        as_written: None,
        evidence: Evidence::Citation(Citation { says, detail: json.detail }),
        overrides: Overrides::default(),
        denies: None,
        flags: Vec::new(),
        note: None,
    })
}

fn excerpt<'a>(
    json: ClaimJson<'a>,
    id: ClaimId,
    context: &mut Context<'_>,
    reported: impl Fn(Fault) -> Lost,
) -> Result<Claim, Lost> {
    let Some(source) = context.documents.sources.get(&*json.source) else {
        if context.documents.unreadable || context.documents.reported.contains(&*json.source) {
            return Err(Lost::WithItsDocument);
        }
        let fault = format!("expected `source` to name a document of seeds/sources.toml, found \"{}\"", &*json.source);
        return Err(reported(Fault::new(fault).hint("add the document or correct its id")));
    };
    let mut quote = quote(json.quote).map_err(&reported)?;
    let Some(index) = context.documents.indices.get(&source.id) else { return Err(Lost::WithItsDocument) };
    match verify(&source.text, index, &quote) {
        Ok(bytes) => quote.bytes = bytes,
        Err(mismatch) => {
            let near = match &mismatch {
                Mismatch::Words(found) | Mismatch::Outside { found, .. } if found.is_empty() => {
                    context.near(source, &quote)
                }
                _ => None,
            };
            return Err(reported(mismatch_fault(&source.id, &source.file, &quote, &mismatch, near)));
        }
    }
    context.verified.0 += 1;
    let when = json.when.as_deref().unwrap_or_default();
    let (when, span) = context.dates.read(when, json.earliest.as_deref(), json.latest.as_deref()).map_err(&reported)?;
    let needed = |name: &str, value: Option<Text<'a>>| {
        value.filter(|text| !text.trim().is_empty()).ok_or_else(|| {
            reported(Fault::new(format!("expected `{name}`, found none")).hint("an excerpt says who says so"))
        })
    };
    if let Some(place) = &json.place {
        known(context.places, place.as_str(), "place").map_err(&reported)?;
    }
    let standing = needed("standing", json.standing)?;
    // Where nobody but the copy itself speaks, its wire is the witness: it counts once, however many carry it.
    let voice = VoiceId::from(&*needed("voice", json.voice)?);
    let witness = if json.unattributed == Some(true) { source.wire.as_str().into() } else { voice.clone() };
    Ok(Claim {
        id,
        reported: moment_reported(&source.published, context.zone),
        attribution: Some(Attribution {
            voice,
            witness,
            by: needed("by", json.by)?.0.into_owned(),
            standing: Standing::read(&standing).map_err(&reported)?,
        }),
        timing: Some(Timing { when, span, words: json.words }),
        as_written: json.as_written,
        evidence: Evidence::Passage(quote),
        overrides: Overrides {
            kind: json.kind,
            place: json.place,
            role: json.role.as_deref().map(MapRole::read).transpose().map_err(&reported)?,
            modality: json.modality.as_deref().map(Modality::read).transpose().map_err(&reported)?,
        },
        denies: json.denies,
        flags: json.flags.unwrap_or_default(),
        note: json.note,
        source: source.id.clone(),
    })
}

/// The minute of publication where it is known, else the end of the last day it may have been.
fn moment_reported(published: &EdtfDate, zone: &TimeZone) -> Option<Moment> {
    let span = published.span_in(zone);
    if published.has_time() { span.start } else { span.end }
}

fn quote(selectors: Option<Vec<Selector>>) -> Result<Quote, Fault> {
    let (mut words, mut chars) = (None, None);
    for selector in selectors.unwrap_or_default() {
        match selector {
            Selector::Words { exact, prefix, suffix } => words = Some((exact, prefix, suffix)),
            Selector::Position { start, end } => chars = Some(Range { start, end }),
            Selector::Other => {}
        }
    }
    match words.zip(chars) {
        Some(((exact, prefix, suffix), chars)) => Ok(Quote { exact, prefix, suffix, chars, bytes: 0..0 }),
        None => Err(Fault::new("expected a quote with a TextQuoteSelector and a TextPositionSelector, found no pair")
            .hint("an excerpt is found by its words and by its offsets")),
    }
}

impl Context<'_> {
    /// Where a quotation nearly stands, as long as few are asked for: it takes much longer than to find none.
    fn near(&mut self, source: &Source, quote: &Quote) -> Option<Near> {
        self.near_misses = self.near_misses.checked_sub(1)?;
        nearly(&source.text, &quote.exact)
    }
}

/// What to do about words that stand nowhere in their document, given where they nearly stand.
fn near_hint(near: &Near) -> String {
    let copy = "copy the passage from the document";
    match near {
        Near::Changed { at, what } => {
            format!("at {} to {} it stands with other {}; {copy}", at.start, at.end, what.join(" and other "))
        }
        Near::Elided { at } => format!(
            "its parts stand one after the other at {} to {}; quote the passage whole, or each part by itself",
            at.start, at.end
        ),
        Near::Begins { at, quoted, written } => format!(
            "it begins at {} to {}, then it has \u{201c}{quoted}\u{201d} and the document \u{201c}{written}\u{201d}; {copy}",
            at.start, at.end
        ),
    }
}

fn mismatch_fault(id: &SourceId, file: &str, quote: &Quote, mismatch: &Mismatch, near: Option<Near>) -> Fault {
    let Range { start, end } = quote.chars;
    let places = |found: &[Range<usize>]| {
        let all: Vec<String> = found.iter().take(3).map(|at| format!("{} to {}", at.start, at.end)).collect();
        all.join(", or ")
    };
    let elsewhere = |found: &[Range<usize>]| match (found, &near) {
        ([], Some(near)) => near_hint(near),
        ([], None) => format!("the words stand nowhere in {file}; restore the document or quote it exactly"),
        (found, _) => format!("the words stand at {}; correct start and end", places(found)),
    };
    match mismatch {
        Mismatch::Empty => Fault::new("expected the words of the excerpt, found none").hint("quote the passage"),
        Mismatch::Outside { of, found } => {
            let fault =
                format!("expected offsets inside the {of} code points of document {id}, found {start} to {end}");
            Fault::new(fault).hint(elsewhere(found))
        }
        Mismatch::Words(found) => {
            let fault = format!("expected the quotation at {start} to {end} of document {id}, found other words there");
            Fault::new(fault).hint(elsewhere(found))
        }
        Mismatch::Surroundings(found) => {
            let fault = format!(
                "expected the prefix and suffix around {start} to {end} of document {id}, found the same words in other \
                 surroundings"
            );
            Fault::new(fault).hint(if found.contains(&quote.chars) {
                "correct prefix and suffix".to_owned()
            } else {
                format!("the excerpt meant stands at {}; correct start and end", places(found))
            })
        }
    }
}
