//! `data/events.geojson`: every event, of the documents and of the reference chronology alike.

use crate::chronicle::RecordFile;
use crate::chronicle::load::bounds;
use crate::chronicle::load::claims::{self, ClaimJson, Context, Lost};
use crate::chronicle::load::codes::Code as _;
use crate::chronicle::load::features::{self, Record, Text};
use crate::chronicle::load::geometry::{self, OfEvent};
use crate::chronicle::load::links::{Starts, denials, same_as};
use crate::chronicle::load::places::{each_parsed, known, properties};
use crate::chronicle::load::reader::{Fault, Reader, TextFile};
use crate::chronicle::problem::Problems;
use crate::chronicle::{Basis, Claim, Event, EventId, MapRole, Meta, Modality, Problem, Timing};
use crate::time::{Extent, Moment, Span, written_day};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the events stand.
pub(super) const PATH: &str = RecordFile::Events.path();

/// Points nearer than this are one, in degrees: about ten metres.
const SAME_DEG: f64 = 1e-4;

/// The properties of an event as they are written, with its claims of one or another form.
#[derive(Deserialize)]
#[serde(bound(deserialize = "C: Deserialize<'de>"))]
struct EventProps<'a, C> {
    kind: String,
    #[serde(borrow)]
    place: Text<'a>,
    #[serde(borrow, default)]
    when: Option<Text<'a>>,
    #[serde(borrow, default)]
    earliest: Option<Text<'a>>,
    #[serde(borrow, default)]
    latest: Option<Text<'a>>,
    #[serde(borrow)]
    extent: Text<'a>,
    #[serde(default)]
    order: Option<i64>,
    #[serde(borrow, default)]
    side: Option<Text<'a>>,
    #[serde(default)]
    radius_km: Option<f64>,
    #[serde(borrow)]
    modality: Text<'a>,
    #[serde(borrow)]
    role: Text<'a>,
    #[serde(borrow)]
    basis: Text<'a>,
    summary: String,
    #[serde(default)]
    reading: Option<String>,
    #[serde(default)]
    same_as: Option<EventId>,
    #[serde(default)]
    exclude: Option<String>,
    claims: Vec<C>,
}

/// An event and its claims as they are written.
type Parsed<'a> = EventProps<'a, Result<ClaimJson<'a>, Lost>>;

impl<'a, C> EventProps<'a, C> {
    /// The same with its claims in another form.
    fn with_claims(self, read: impl Fn(C) -> Result<ClaimJson<'a>, Lost>) -> Parsed<'a> {
        let Self { kind, place, when, earliest, latest, extent, order, side, radius_km, .. } = self;
        let Self { modality, role, basis, summary, reading, same_as, exclude, claims, .. } = self;
        let claims = claims.into_iter().map(read).collect();
        EventProps {
            kind,
            place,
            when,
            earliest,
            latest,
            extent,
            order,
            side,
            radius_km,
            modality,
            role,
            basis,
            summary,
            reading,
            same_as,
            exclude,
            claims,
        }
    }
}

/// An event of which all could be parsed in one go.
fn sound<'a>(props: EventProps<'a, ClaimJson<'a>>) -> Result<Parsed<'a>, Fault> {
    Ok(props.with_claims(Ok))
}

/// Parses what needs nothing but the record, each claim by itself.
fn parse<'a>(record: &Record<'a>) -> Result<Parsed<'a>, Fault> {
    let props: EventProps<'a, &'a RawValue> = properties(record)?;
    Ok(props.with_claims(|raw| claims::parse(raw.get())))
}

/// Where a claim stands in its file, in bytes, by its number: asked only where something is to be said of it.
fn claim_at(record: &Record<'_>, file: &TextFile, number: usize) -> usize {
    #[derive(Deserialize)]
    struct Claims<'a> {
        #[serde(borrow)]
        claims: Vec<&'a RawValue>,
    }
    #[derive(Deserialize)]
    struct Whole<'a> {
        #[serde(borrow)]
        properties: Claims<'a>,
    }
    let whole = serde_json::from_str::<Whole<'_>>(record.raw).ok();
    let claim = whole.and_then(|whole| whole.properties.claims.get(number).copied());
    claim.map_or(record.at, |raw| file.offset_of(raw.get()))
}

/// Reads the events and their claims, then follows the links between them.
pub(super) fn load(reader: &mut Reader<'_>, meta: &Meta, context: &mut Context<'_>) -> BTreeMap<EventId, Arc<Event>> {
    let Some(file) = reader.text_or_report_unnoted(PATH, true) else { return BTreeMap::new() };
    let mut found = Problems::new(reader.problems.listing());
    let mut starts = Starts::default();
    let mut events: Vec<(EventId, Arc<Event>)> = Vec::new();
    each_parsed(reader, &file, sound, parse, |record, id, parsed| {
        let event = event(record, id, parsed?, &file, meta, context, &mut found)?;
        starts.met.push((event.id.clone(), record.at));
        events.push((event.id.clone(), Arc::new(event)));
        Ok(())
    });
    reader.problems.append(found);
    let mut events: BTreeMap<EventId, Arc<Event>> = events.into_iter().collect();
    same_as(&file, &starts, &mut events, &mut reader.problems);
    denials(&file, &starts, &mut events, &mut reader.problems);
    reader.problems.extend(unknown_kinds(&file, &starts, &events, meta));
    events
}

/// Reads one event by itself; `None` where anything is to be said of it.
pub(super) fn one(raw: &str, meta: &Meta, context: &mut Context<'_>) -> Option<Event> {
    let file = TextFile::new(PATH, raw.to_owned());
    let record = features::whole(&file)?;
    let id = record.id.as_deref()?;
    let mut found = Problems::default();
    let event = event(&record, id, parse(&record).ok()?, &file, meta, context, &mut found).ok()?;
    (found.count() == 0).then_some(event)
}

/// A word for each kind that neither the program nor the chronicle has in its table, at the first event of it.
fn unknown_kinds(
    file: &TextFile,
    starts: &Starts,
    events: &BTreeMap<EventId, Arc<Event>>,
    meta: &Meta,
) -> Vec<Problem> {
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for event in events.values().filter(|event| meta.kinds.find(&event.kind).is_none()) {
        let at = starts.of(&event.id);
        let (first, times) = found.entry(&event.kind).or_insert((at, 0));
        *first = at.min(*first);
        *times += 1;
    }
    let said = |(kind, (at, times)): (&str, (usize, usize))| {
        let fault = Fault::new(format!(
            "expected `kind` to be one of the program's or of a [[kind]] in chronicle.toml, found \"{kind}\", {times} {}",
            if times == 1 { "time" } else { "times" }
        ));
        file.hint(
            at,
            None,
            fault.hint("it counts as an occurrence that changes no control; a [[kind]] can say what it does"),
        )
    };
    found.into_iter().map(said).collect()
}

fn event(
    record: &Record<'_>,
    id: &str,
    mut props: Parsed<'_>,
    file: &TextFile,
    meta: &Meta,
    context: &mut Context<'_>,
    found: &mut Problems,
) -> Result<Event, Fault> {
    let claims = std::mem::take(&mut props.claims);
    let basis = Basis::read(&props.basis)?;
    let role = MapRole::read(&props.role)?;
    let extent = Extent::read(&props.extent)?;
    let modality = Modality::read(&props.modality)?;
    let (when, span) = context.dates.read(
        props.when.as_deref().unwrap_or_default(),
        props.earliest.as_deref(),
        props.latest.as_deref(),
    )?;
    if span.is_unknown() {
        let fault = Fault::new("expected the date of the event, found that it is not known");
        let fault = fault.hint("it is listed as undated and drawn nowhere; `when` takes bounds however wide");
        found.push(file.hint(record.at, Some(id), fault));
    }
    if let Some(fault) = bounds::skipped(span, context.zone) {
        found.push(file.warning(record.at, Some(id), fault));
    }
    let place = known(context.places, &props.place, "place")?;
    let (position, shape) = match geometry::of_event(record.geometry)? {
        OfEvent::Nothing => (None, None),
        OfEvent::Point(position) => (Some(position), None),
        OfEvent::Shape(shape) => (None, Some(shape)),
    };
    let side = props.side.as_ref().map(|id| (id, meta.sides.iter().find(|side| side.id.as_str() == &**id)));
    if let Some((side, None)) = &side {
        let side = &***side;
        let known: Vec<&str> = meta.sides.iter().map(|side| side.id.as_str()).collect();
        return Err(Fault::new(format!("expected `side` to be one of {}, found \"{side}\"", known.join(", ")))
            .hint("add the side to chronicle.toml or correct its id"));
    }
    if let Some((own, of_place)) = position.zip(place.position)
        && ((own.lon_deg - of_place.lon_deg).abs() > SAME_DEG || (own.lat_deg - of_place.lat_deg).abs() > SAME_DEG)
    {
        let fault = Fault::new(format!(
            "expected the point of {}, [{}, {}], found [{}, {}]",
            place.id, of_place.lon_deg, of_place.lat_deg, own.lon_deg, own.lat_deg
        ));
        let fault = fault.hint("the place's own point is drawn; correct one of them");
        found.push(file.warning(record.at, Some(id), fault));
    }
    if role == MapRole::Exclude && props.exclude.is_none() {
        return Err(Fault::new("expected a reason code in `exclude`, found none")
            .hint("say why it is excluded: false, forecast, …"));
    }
    if claims.is_empty() {
        return Err(Fault::new("expected at least one claim, found none").hint("add the excerpt it rests on"));
    }
    let all = claims.len();
    let at = |number: usize| claim_at(record, file, number);
    let claims = claims_of(&props, claims, (basis, span), (file, &at), context, found);
    if claims.is_empty() {
        return Err(Fault::new(format!("expected at least one claim that holds, found none of {all}"))
            .hint("the event is left out until one of its claims holds"));
    }
    Ok(Event {
        id: EventId::from(id),
        kind: props.kind,
        place: place.id.clone(),
        when,
        span,
        extent,
        order: props.order,
        side: side.and_then(|(_, side)| Some(side?.id.clone())),
        shape,
        radius_km: geometry::radius(props.radius_km)?,
        size: size(record, id, meta, file, found),
        modality,
        role,
        basis,
        summary: props.summary,
        reading: props.reading,
        same_as: props.same_as,
        exclude: props.exclude,
        claims,
    })
}

/// The number that sizes its mark, where the chronicle names a property for it.
fn size(record: &Record<'_>, id: &str, meta: &Meta, file: &TextFile, found: &mut Problems) -> Option<f64> {
    let property = meta.subject.size.as_ref()?.property.as_str();
    #[derive(Deserialize)]
    struct Whole {
        properties: serde_json::Map<String, serde_json::Value>,
    }
    let Whole { properties } = serde_json::from_str(record.raw).ok()?;
    let value = properties.get(property).filter(|value| !value.is_null())?;
    let size = value.as_f64();
    if size.is_none() {
        let fault = Fault::new(format!("expected `{property}` to be a number, found {value}")).of(property);
        let fault = fault.hint("the mark has the smallest size until it is");
        found.push(file.warning(record.at, Some(id), fault));
    }
    size
}

fn claims_of(
    props: &Parsed<'_>,
    parsed: Vec<Result<ClaimJson<'_>, Lost>>,
    (basis, span): (Basis, Span),
    (file, at): (&TextFile, &dyn Fn(usize) -> usize),
    context: &mut Context<'_>,
    found: &mut Problems,
) -> Vec<Arc<Claim>> {
    let mut claims = Vec::with_capacity(parsed.len());
    for (number, json) in parsed.into_iter().enumerate() {
        let at = || at(number);
        match json.and_then(|json| claims::read(json, basis, context)) {
            Err(Lost::WithItsDocument) => {}
            Err(Lost::Reported(id, fault)) => found.push(file.error(at(), id.as_deref(), fault)),
            Ok(claim) => {
                if let Some(fault) = told_beforehand(props, &claim) {
                    found.push(file.warning(at(), Some(claim.id.as_str()), fault));
                }
                if let Some(Timing { span: own, .. }) = &claim.timing
                    && props.reading.is_none()
                    && !inside(*own, span)
                {
                    let fault = Fault::new(format!(
                        "expected the claim's date {} inside its event's {}, found it outside",
                        own.edtf(),
                        span.edtf()
                    ));
                    let fault = fault.hint("widen the event's bounds, or say why in its reading");
                    found.push(file.warning(at(), Some(claim.id.as_str()), fault));
                }
                claims.push(Arc::new(claim));
            }
        }
    }
    claims
}

/// What to say of a claim that tells as happened what had not begun when its document was published.
fn told_beforehand(props: &Parsed<'_>, claim: &Claim) -> Option<Fault> {
    let real = |modality: Modality| matches!(modality, Modality::Happened | Modality::Ongoing);
    let modality = claim.overrides.modality.or(Modality::read(&props.modality).ok())?;
    let kept = claim.overrides.role.or(MapRole::read(&props.role).ok())? == MapRole::Exclude;
    let (start, reported) = (claim.timing.as_ref()?.span.start?, claim.reported?);
    (real(modality) && !kept && start >= reported).then(|| {
        let fault = Fault::new(format!(
            "expected what happened by the time its document was published ({}), found it on {} or later",
            reported.written(),
            earliest(start)
        ));
        fault.hint("correct the date of the claim or of the document, or call it planned or predicted")
    })
}

/// The first day of bounds, or their first minute where they begin inside a day.
fn earliest(start: Moment) -> String {
    if start.is_rest() { written_day(start.civil().date()) } else { start.written() }
}

/// Whether a claim's bounds lie in its event's, where it gives any.
fn inside(own: Span, of: Span) -> bool {
    if own.is_unknown() {
        return true;
    }
    of.start.is_none_or(|start| own.start.is_some_and(|own| own >= start))
        && of.end.is_none_or(|end| own.end.is_some_and(|own| own <= end))
}
