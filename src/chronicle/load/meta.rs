//! `data/chronicle.toml`. Without it there is no chronicle; single links in it may fail.

use crate::catalogue::{Catalogue, KindEntry};
use crate::chronicle::RecordFile;
use crate::chronicle::files::check_path;
use crate::chronicle::load::reader::{Fault, TextFile};
use crate::chronicle::load::subject::SubjectToml;
use crate::chronicle::load::tints::{TintsToml, tints};
use crate::chronicle::load::toml_file;
use crate::chronicle::load::view::{bbox, beyond_the_map};
use crate::chronicle::problem::Problems;
use crate::chronicle::{
    ChronicleId, Credit, LayerSpec, Meta, Opening, Place, PlaceId, Reference, Side, SideId, SourceId, Subject,
    TileServer, TimeRange,
};
use crate::limits::MOST_DAYS;
use crate::time::{Day, read_day, written_day};
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml_edit::Document;

/// Where it stands.
pub(super) const PATH: &str = RecordFile::Chronicle.path();
/// The format this program reads.
const FORMAT: i64 = 1;

#[derive(Deserialize)]
struct MetaToml {
    format: i64,
    #[serde(default)]
    id: Option<ChronicleId>,
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    language: Option<String>,
    time_zone: String,
    #[serde(default)]
    focus: Option<PlaceId>,
    #[serde(default)]
    subject: SubjectToml,
    #[serde(default)]
    listed: Option<String>,
    #[serde(default)]
    country: String,
    #[serde(default)]
    control: String,
    #[serde(default)]
    sides: Vec<SideToml>,
    #[serde(default)]
    opening: Option<OpeningToml>,
    view: ViewToml,
    range: RangeToml,
    #[serde(default)]
    layers: Vec<LayerToml>,
    #[serde(default)]
    tints: Option<TintsToml>,
    #[serde(default)]
    world: Option<WorldToml>,
    #[serde(default)]
    tiles: Option<TilesToml>,
    #[serde(default)]
    credits: Vec<CreditToml>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    corrections: Vec<CorrectionToml>,
}

#[derive(Deserialize)]
struct SideToml {
    id: SideId,
    name: String,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    singular: bool,
}

/// The opening as written: its places resolve only when the places are known.
#[derive(Deserialize)]
pub(super) struct OpeningToml {
    at: String,
    side: SideId,
    places: Places,
    source: SourceId,
    #[serde(default)]
    says: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Places {
    Word(String),
    List(Vec<PlaceId>),
}

#[derive(Deserialize)]
struct ViewToml {
    bbox: [f64; 4],
}

#[derive(Deserialize)]
struct RangeToml {
    from: String,
    until: String,
    #[serde(default)]
    dense: Option<[String; 2]>,
    #[serde(default)]
    start: Option<String>,
}

#[derive(Deserialize)]
struct LayerToml {
    id: String,
    file: String,
    #[serde(default)]
    file_dark: Option<String>,
    #[serde(default)]
    bounds: Option<[f64; 4]>,
    #[serde(default)]
    credit: Option<String>,
}

#[derive(Deserialize)]
struct WorldToml {
    #[serde(default)]
    layers: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct TilesToml {
    address: String,
    #[serde(default)]
    max_zoom: Option<u8>,
    credit: String,
}

#[derive(Deserialize)]
struct CreditToml {
    id: String,
    text: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    licence: String,
    #[serde(default)]
    address: Option<String>,
}

#[derive(Deserialize)]
struct CorrectionToml {
    on: String,
    what: String,
}

/// Why the chronicle cannot be opened: the line, and what was expected and found.
pub(super) struct Unreadable {
    pub line: usize,
    pub message: String,
}

/// What the file says.
pub(super) struct Loaded {
    /// The identity it declares.
    pub id: Option<ChronicleId>,
    pub meta: Meta,
    pub opening: Option<OpeningToml>,
    pub subject: SubjectToml,
}

/// Reads the file. Layers whose paths leave the folder are reported and left out.
pub(super) fn load(file: &TextFile, problems: &mut Problems) -> Result<Loaded, Unreadable> {
    let at = |byte: usize, message: String| Unreadable { line: file.line_at(byte), message };
    let document = Document::parse(file.text.as_str()).map_err(|error| {
        let first = error.message().lines().next().unwrap_or_default().to_owned();
        at(
            error.span().map_or(0, |span| span.start),
            format!("expected TOML, found a fault: {first} (correct that line)"),
        )
    })?;
    let line_of = |key: &str| document.get(key).and_then(toml_edit::Item::span).map_or(0, |span| span.start);
    let (format, range_at, view) = (line_of("format"), line_of("range"), line_of("view"));
    let (zone, layers, tints_at) = (line_of("time_zone"), line_of("layers"), line_of("tints"));
    let server_at = line_of("tiles");
    let kinds = kinds(toml_file::tables(file, &document, "kind", problems));
    let toml = MetaToml::deserialize(toml_edit::de::Deserializer::from(document)).map_err(|error| {
        let first = error.message().lines().next().unwrap_or_default();
        let message = format!("expected the keys of data/FORMAT.md, found a fault: {first} (correct that line)");
        at(error.span().map_or(0, |span| span.start), message)
    })?;
    if toml.format != FORMAT {
        return Err(at(format, format!("expected format = {FORMAT}, found {} (use a newer Dateline)", toml.format)));
    }
    if TimeZone::get(&toml.time_zone).is_err() {
        let found = &toml.time_zone;
        return Err(at(
            zone,
            format!("expected a time zone such as Europe/Paris, found \"{found}\" (use an IANA name)"),
        ));
    }
    let bbox = bbox(toml.view.bbox).map_err(|message| at(view, message))?;
    if let Some(fault) = beyond_the_map(bbox) {
        problems.push(file.hint(view, None, fault));
    }
    let range = time_range(&toml.range, |fault| problems.push(file.warning(range_at, None, fault)))
        .map_err(|message| at(range_at, message))?;
    if let Some(fault) = too_long_for_a_file(range) {
        problems.push(file.hint(range_at, None, fault));
    }
    let meta = Meta {
        title: toml.title,
        summary: toml.summary,
        version: toml.version,
        language: toml.language.unwrap_or_else(|| "en".to_owned()),
        time_zone: toml.time_zone,
        // Until the places are known.
        subject: Subject::default(),
        focus: toml.focus,
        listed: toml.listed.unwrap_or_else(|| "listed place".to_owned()),
        country: toml.country,
        control: toml.control,
        sides: toml.sides.into_iter().map(side).collect(),
        kinds,
        bbox,
        range,
        layers: toml.layers.into_iter().filter_map(|layer| layer_spec(layer, file, layers, problems)).collect(),
        tints: tints(toml.tints, |fault| problems.push(file.warning(tints_at, None, fault))),
        world: toml.world.and_then(|world| world.layers),
        tile_server: toml.tiles.and_then(|tiles| {
            let known = toml.credits.iter().any(|credit| credit.id == tiles.credit);
            tile_server(tiles, known).map_err(|fault| problems.push(file.warning(server_at, None, fault))).ok()
        }),
        credits: toml.credits.into_iter().map(credit).collect(),
        notes: toml.notes,
        corrections: toml.corrections.into_iter().map(|c| (c.on, c.what)).collect(),
        opening: None,
    };
    for layer in &meta.layers {
        if let Some(credit) = layer.credit.as_ref().filter(|id| !meta.credits.iter().any(|known| known.id == **id)) {
            let fault = Fault::new(format!("expected `credit` to name one of [[credits]], found \"{credit}\""));
            let at = file.text.find(&layer.file).unwrap_or(layers);
            problems.push(file.warning(at, Some(&layer.id), fault.hint("add the credit or correct its id")));
        }
    }
    let id = toml.id.filter(|id| !id.as_str().trim().is_empty());
    Ok(Loaded { id, meta, opening: toml.opening, subject: toml.subject })
}

/// The time zone the file names, where there is one of that name.
pub(super) fn time_zone(file: &TextFile) -> Option<TimeZone> {
    let document = Document::parse(file.text.as_str()).ok()?;
    TimeZone::get(document.get("time_zone")?.as_str()?).ok()
}

/// The program's kinds with those of the file, which mostly has none.
fn kinds(own: Vec<(usize, KindEntry)>) -> Arc<Catalogue> {
    let shipped = Catalogue::shipped();
    if own.is_empty() {
        return Arc::clone(shipped);
    }
    Arc::new(shipped.as_ref().clone().with(own.into_iter().map(|(_, entry)| entry)))
}

fn side(toml: SideToml) -> Side {
    let label = toml.label.unwrap_or_else(|| toml.name.clone());
    Side { id: toml.id, name: toml.name, label, singular: toml.singular }
}

fn credit(toml: CreditToml) -> Credit {
    let CreditToml { id, text, title, licence, address } = toml;
    Credit { id, text, title, licence, address }
}

/// What to say of a range of which no single file is made.
fn too_long_for_a_file(range: TimeRange) -> Option<Fault> {
    let days = range.from.until(range.until).map_or(i32::MAX, |span| span.get_days());
    (days >= MOST_DAYS).then(|| {
        let fault = format!("expected a range of at most {MOST_DAYS} days, found {}", days.saturating_add(1));
        Fault::new(fault)
            .hint("it opens, and is exported by day; films, small maps and pages take so many days at once")
    })
}

fn time_range(toml: &RangeToml, mut warn: impl FnMut(Fault)) -> Result<TimeRange, String> {
    let day = |text: &str| -> Result<Day, String> {
        read_day(text)
            .map_err(|text| format!("expected a day such as 2021-08-13 in [range], found \"{text}\" (correct the day)"))
    };
    let (from, until) = (day(&toml.from)?, day(&toml.until)?);
    if from > until {
        let [from, until] = [from, until].map(written_day);
        return Err(format!("expected range.from not to be after range.until, found {from} and {until} (swap them)"));
    }
    let mut inside = |name: &str, text: &str, otherwise: Day| -> Result<Day, String> {
        let day = day(text)?;
        if day < from || day > until {
            let [from, until, day] = [from, until, day].map(written_day);
            warn(
                Fault::new(format!("expected {name} from {from} to {until}, found {day}"))
                    .hint("correct it, or widen the range"),
            );
            return Ok(otherwise);
        }
        Ok(day)
    };
    let (mut first, mut last) = (from, until);
    if let Some([a, b]) = &toml.dense {
        (first, last) = (inside("range.dense", a, from)?, inside("range.dense", b, until)?);
    }
    let start = toml.start.as_deref().map_or(Ok(until), |text| inside("range.start", text, until))?;
    Ok(TimeRange { from, until, dense: (first.min(last), first.max(last)), start })
}

fn layer_spec(toml: LayerToml, file: &TextFile, at: usize, problems: &mut Problems) -> Option<LayerSpec> {
    let mut fault = None;
    for path in [Some(&toml.file), toml.file_dark.as_ref()].into_iter().flatten() {
        if let Err(why) = check_path(path) {
            fault = Some(
                Fault::new(format!("expected a path inside the chronicle's folder, found \"{path}\": {why}"))
                    .hint("the layer is left out; write its path with / from the folder that holds data and seeds"),
            );
        }
    }
    let bounds = toml.bounds.map(bbox).transpose();
    let bounds = bounds.unwrap_or_else(|message| {
        fault = Some(Fault::new(message).hint("the layer is left out; correct its bounds"));
        None
    });
    if let Some(fault) = fault {
        let at = file.text.find(&toml.file).unwrap_or(at);
        problems.push(file.error(at, Some(&toml.id), fault));
        return None;
    }
    let LayerToml { id, file, file_dark, credit, .. } = toml;
    Some(LayerSpec { id, file, file_dark, bounds, credit })
}

/// The nearest zoom of most servers.
const USUAL_MAX_ZOOM: u8 = 19;

fn tile_server(toml: TilesToml, credited: bool) -> Result<TileServer, Fault> {
    let TilesToml { address, max_zoom, credit } = toml;
    let asked = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    if !asked || !["{z}", "{x}", "{y}"].iter().all(|key| address.contains(key)) {
        let fault =
            Fault::new(format!("expected an address such as https://…/{{z}}/{{x}}/{{y}}.png, found \"{address}\""));
        return Err(fault.hint("correct it under [tiles]; until then there are no tiles from a server"));
    }
    if !credited {
        let fault = Fault::new(format!("expected `credit` to name one of [[credits]], found \"{credit}\""));
        return Err(fault.hint("name whose map it is under [tiles]; until then there are no tiles from a server"));
    }
    Ok(TileServer { address, max_zoom: max_zoom.unwrap_or(USUAL_MAX_ZOOM).min(USUAL_MAX_ZOOM) })
}

/// The opening, once places and references are known.
pub(super) fn opening(
    toml: OpeningToml,
    sides: &[Side],
    places: &BTreeMap<PlaceId, Place>,
    references: &BTreeMap<SourceId, Reference>,
) -> Result<Opening, Fault> {
    let wrong = |what: &str, found: &str| {
        Fault::new(format!("expected {what} in [opening], found \"{found}\""))
            .hint("the opening is left out until it is corrected")
    };
    let at = read_day(&toml.at).map_err(|_| wrong("a day such as 2021-05-01", &toml.at))?;
    if !sides.iter().any(|side| side.id == toml.side) {
        return Err(wrong("the id of a side", toml.side.as_str()));
    }
    if !references.contains_key(&toml.source) {
        return Err(wrong("the id of a reference", toml.source.as_str()));
    }
    let listed = || places.values().filter(|place| place.listed).map(|place| place.id.clone()).collect();
    let places = match toml.places {
        Places::Word(word) if word == "listed" => listed(),
        Places::Word(word) => return Err(wrong("\"listed\" or a list of place ids", &word)),
        Places::List(ids) => match ids.iter().find(|id| !places.contains_key(*id)) {
            Some(unknown) => return Err(wrong("the ids of places", unknown.as_str())),
            None => ids,
        },
    };
    Ok(Opening { at, side: toml.side, places, source: toml.source, says: toml.says })
}
