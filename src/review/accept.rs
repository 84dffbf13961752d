//! What a decision changes: the records of an event, a claim, a place, a side; or a line in `data/review.toml`.

use crate::chronicle::{
    Basis, Change, ChangeError, Changes, Chronicle, Draft, Event, MapRole, Modality, NewClaim, NewEvent, NewPlace,
    Overrides, PathStep, PlaceId, Precision, Quote, RecordFile, RecordId, SideId, Source, bounds_of,
};
use crate::review::card::{Card, EventChoice};
use crate::review::document::FoundProposal;
use crate::review::places::PlaceOption;
use crate::review::sides::SideChoice;
use crate::time::{Day, Extent, Moment, Span, written_day};
use serde_json::{Value, json};

/// How far outside the chronicle's range what happened may lie for the range to be widened to it, days.
const WIDENS_DAYS: i32 = 31;
/// What is said where the claims of an event leave several days and agree on some of them.
const AGREE: &str = "Narrowed to the days on which all its claims agree.";

/// What a decision is made on: the files as they stand, and what they tell.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// The files, record by record.
    pub draft: &'a Draft,
    /// The chronicle of them.
    pub chronicle: &'a Chronicle,
}

/// What accepting a proposal as its card has it changes.
///
/// # Errors
/// Says in a sentence what must be mended first.
pub fn accepted(
    making: Making<'_>,
    source: &Source,
    found: &FoundProposal,
    card: &Card,
) -> Result<Vec<Change>, String> {
    let Some(span) = card.span() else {
        return Err(format!(
            "Expected a date such as 2021-08-13 or an interval, found “{}”; mend it first.",
            card.when
        ));
    };
    let place = card.chosen_place().ok_or("Expected a place, found none; choose one first.")?;
    made(making, source, found, card, (place, span)).map_err(|error| format!("{error}."))
}

fn made(
    making: Making<'_>,
    source: &Source,
    found: &FoundProposal,
    card: &Card,
    (place, span): (&PlaceOption, Span),
) -> Result<Vec<Change>, ChangeError> {
    let mut changes = Changes::on(making.draft);
    let side = match card.chosen_side() {
        SideChoice::New(side) => {
            let fields = json!({ "name": side.name, "label": side.label });
            Some(SideId::from(changes.add_table(RecordFile::Chronicle, "sides", side.id.as_str(), &fields)?.as_str()))
        }
        known => known.id().cloned(),
    };
    let place_id = match &place.known {
        Some(id) => id.clone(),
        None => changes.add_place(&new_place(place, making.chronicle))?,
    };
    let claim = new_claim(making.chronicle, source, found, card);
    let (event, at) = match &card.event {
        EventChoice::New => (changes.add_event(&new_event(making.chronicle, card, place_id, side, claim))?, 0),
        EventChoice::Joins(event) => {
            let joined = making.chronicle.events.get(event);
            changes.add_claim(event, &claim)?;
            if let Some(joined) = joined {
                widen_or_narrow(&mut changes, joined, if card.is_undated() { Span::default() } else { span })?;
            }
            (event.clone(), joined.map_or(0, |event| event.claims.len()))
        }
    };
    let record = RecordId::from(event.as_str());
    let of_claim = |key: &'static str| [PathStep::Key("properties"), PathStep::Key("claims"), at.into(), key.into()];
    changes.set(RecordFile::Events, &record, &of_claim("dated"), &json!(card.dated))?;
    widen_range(&mut changes, making.chronicle, card, span)?;
    if is_something_else(found, card) {
        let claim = changes.read(RecordFile::Events, &record);
        let claim = claim.and_then(|event| event["properties"]["claims"][at]["id"].as_str().map(str::to_owned));
        decide(&mut changes, source, &found.id, "accepted", &found.proposal.quote.exact, claim)?;
    }
    Ok(changes.made())
}

/// What rejecting a proposal changes.
///
/// # Errors
/// Where the file of decisions takes no change.
pub fn rejected(draft: &Draft, source: &Source, id: &str, passage: &str) -> Result<Vec<Change>, String> {
    let mut changes = Changes::on(draft);
    decide(&mut changes, source, id, "rejected", passage, None).map_err(|error| format!("{error}."))?;
    Ok(changes.made())
}

/// Whether it is accepted as another kind or at another place than the reader had it: then its passage alone would not
/// tell that it is decided.
fn is_something_else(found: &FoundProposal, card: &Card) -> bool {
    card.kind != found.proposal.kind.id() || card.place != 0
}

fn decide(
    changes: &mut Changes,
    source: &Source,
    id: &str,
    verdict: &str,
    passage: &str,
    claim: Option<String>,
) -> Result<(), ChangeError> {
    let passage = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut fields = json!({ "proposal": id, "verdict": verdict, "source": source.id.as_str() });
    if let Some(claim) = claim {
        fields["claim"] = claim.into();
    }
    fields["passage"] = passage.into();
    changes.add_table(RecordFile::Review, "decision", id, &fields).map(|_| ())
}

fn new_place(option: &PlaceOption, chronicle: &Chronicle) -> NewPlace {
    let province = option.beside.split(", ").next().filter(|name| !name.is_empty() && option.beside.contains(", "));
    let gazetteer = option.key.as_deref().and_then(|key| key.split_once(':'));
    NewPlace {
        name: option.name.clone(),
        role: option.role.clone(),
        listed: option.would_be_listed(chronicle),
        province: province.map(str::to_owned),
        position: option.position,
        precision: option.precision,
        gazetteer: gazetteer.map(|(of, id)| (of.to_owned(), id.to_owned(), option.name.clone())),
        ..NewPlace::default()
    }
}

/// The bounds of a card's date as they are written.
fn bounds(chronicle: &Chronicle, when: &str) -> (Option<String>, Option<String>) {
    bounds_of(when, &chronicle.meta.zone()).unwrap_or_default()
}

fn new_claim(chronicle: &Chronicle, source: &Source, found: &FoundProposal, card: &Card) -> NewClaim {
    let quote = &found.proposal.quote;
    // That a thing was before its document is no date of a claim whose event has one.
    let undated = card.event != EventChoice::New && card.is_undated();
    let when = if undated { "" } else { card.when.trim() };
    let (earliest, latest) = bounds(chronicle, when);
    NewClaim {
        source: source.id.clone(),
        quote: Quote {
            exact: quote.exact.clone(),
            prefix: quote.prefix.clone(),
            suffix: quote.suffix.clone(),
            chars: quote.start..quote.end,
            bytes: 0..0,
        },
        voice: Some(card.said.voice.clone()),
        unattributed: card.said.unattributed,
        by: card.said.by.clone(),
        standing: card.standing,
        when: when.to_owned(),
        earliest,
        latest,
        words: card.time_words.clone(),
        as_written: found.proposal.place_words.clone(),
        overrides: Overrides::default(),
        denies: None,
        note: None,
    }
}

fn new_event(chronicle: &Chronicle, card: &Card, place: PlaceId, side: Option<SideId>, claim: NewClaim) -> NewEvent {
    let precision = card.chosen_place().and_then(|option| option.precision);
    let role = match (card.modality, precision) {
        (Modality::Predicted | Modality::Negated, _) | (_, None) => MapRole::Timeline,
        (_, Some(Precision::Country)) => MapRole::Area,
        _ => MapRole::Mark,
    };
    NewEvent {
        kind: card.kind.clone(),
        place,
        when: claim.when.clone(),
        earliest: claim.earliest.clone(),
        latest: claim.latest.clone(),
        extent: card.extent(),
        side,
        modality: card.modality,
        role,
        basis: Basis::Documents,
        summary: format!("{}.", card.title(chronicle)),
        claims: vec![claim],
    }
}

/// Brings the bounds of an event to the days on which all its claims agree, or to all of them where they agree on none, or
/// where it lasts. A reading that a person wrote, and the bounds that go with it, stay.
fn widen_or_narrow(changes: &mut Changes, event: &Event, span: Span) -> Result<(), ChangeError> {
    if span.is_unknown() || event.reading.as_deref().is_some_and(|reading| reading != AGREE) {
        return Ok(());
    }
    let (new, narrowed) = together(event, span);
    if new != event.span {
        let (from, until) = new.days();
        let when = match (from, until) {
            (Some(from), Some(until)) if from != until && event.extent == Extent::Within => {
                format!("[{}..{}]", written_day(from), written_day(until))
            }
            _ => new.edtf(),
        };
        let [from, until] = [from, until].map(|day| day.map(written_day));
        changes.set_when(&event.id, None, &when, (from.as_deref(), until.as_deref()))?;
    }
    if narrowed || event.reading.is_some() {
        let reading = if narrowed { json!(AGREE) } else { Value::Null };
        let path = [PathStep::Key("properties"), PathStep::Key("reading")];
        changes.set(RecordFile::Events, &RecordId::from(event.id.as_str()), &path, &reading)?;
    }
    Ok(())
}

/// The bounds of an event with a further date, and whether they are narrower than one of its claims has them.
fn together(event: &Event, span: Span) -> (Span, bool) {
    if event.extent == Extent::Throughout {
        return (event.span.union(span), false);
    }
    let earlier = |a: Option<Moment>, b: Option<Moment>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let both = Span::new(event.span.start.max(span.start), earlier(event.span.end, span.end));
    let agree = both.start.zip(both.end).is_none_or(|(start, end)| start < end);
    if !agree {
        return (event.span.union(span), false);
    }
    (both, event.reading.is_some() || both != event.span || both != span)
}

/// Makes the range wide enough for what happened just outside it.
fn widen_range(changes: &mut Changes, chronicle: &Chronicle, card: &Card, span: Span) -> Result<(), ChangeError> {
    let range = chronicle.meta.range;
    let (from, until) = span.days();
    let Some((from, until)) = from.or(until).zip(until.or(from)) else { return Ok(()) };
    let near = |a: Day, b: Day| a.until(b).is_ok_and(|span| (1..=WIDENS_DAYS).contains(&span.get_days()));
    let real = matches!(card.modality, Modality::Happened | Modality::Ongoing);
    for (key, day, wider) in [("from", from, near(from, range.from)), ("until", until, near(range.until, until))] {
        if wider && real {
            changes.set_in_table("range", key, &json!(written_day(day)))?;
        }
    }
    Ok(())
}
