//! The records of a chronicle.

use crate::catalogue::Kind;
use crate::chronicle::{
    AreaId, ChronicleId, Claim, EventId, LanguageTag, Meta, PlaceId, Revision, Side, SideId, SourceId,
};
use crate::geo::LonLat;
use crate::table::rows::Tables;
use crate::time::{EdtfDate, Extent, Resolution, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A chronicle whose references resolve. Immutable; shared behind an [`Arc`].
#[derive(Clone, Debug)]
pub struct Chronicle {
    /// The same through all edits.
    pub id: ChronicleId,
    /// How many edits it is away from its files as they were read.
    pub revision: Revision,
    /// `chronicle.toml`.
    pub meta: Meta,
    /// All places by id.
    pub places: Arc<BTreeMap<PlaceId, Place>>,
    /// The documents by id.
    pub sources: Arc<BTreeMap<SourceId, Source>>,
    /// The wires by id.
    pub wires: BTreeMap<String, Wire>,
    /// The references by id.
    pub references: Arc<BTreeMap<SourceId, Reference>>,
    /// All events by id. Records are shared: what holds or lists them copies none.
    pub events: BTreeMap<EventId, Arc<Event>>,
    /// Polygons.
    pub areas: Arc<Vec<Area>>,
    /// Schematic lines.
    pub corridors: Vec<Corridor>,
    /// The tables of events that it keeps.
    pub tables: Tables,
    /// SHA-256 over the names and bytes of all its files but the base map's, in hex. Tells in provenance what a file
    /// was made from; what lasts through edits is `id`.
    pub hash: String,
}

impl Chronicle {
    /// The listed places, in id order; none where nobody is said to hold anything.
    pub fn listed(&self) -> impl Iterator<Item = &Place> {
        self.places.values().filter(|p| self.meta.subject.control && p.listed)
    }

    /// The place that distances are measured to.
    pub fn focus(&self) -> Option<&Place> {
        self.places.get(self.meta.focus.as_ref()?)
    }

    /// Whether distances are measured to a place.
    pub fn is_focus(&self, place: &PlaceId) -> bool {
        self.meta.focus.as_ref() == Some(place)
    }

    /// Whether there is a nearest held place to tell the distance of.
    pub fn measures_distance(&self) -> bool {
        self.meta.subject.control && self.watched().is_some() && self.focus().is_some()
    }

    /// The unit of time it is told in.
    pub fn resolution(&self) -> Resolution {
        self.meta.subject.resolution
    }

    /// The side that headline and chart follow.
    pub fn watched(&self) -> Option<&Side> {
        let watch = self.meta.subject.watch.as_ref()?;
        self.meta.sides.iter().find(|side| side.id == *watch)
    }

    /// The kind of a happening, by its id.
    pub fn kind(&self, id: &str) -> &Kind {
        self.meta.kinds.kind(id)
    }

    /// The same chronicle with other events; all else is shared or small.
    pub(crate) fn with_events(&self, events: BTreeMap<EventId, Arc<Event>>) -> Self {
        Self {
            id: self.id.clone(),
            revision: self.revision,
            meta: self.meta.clone(),
            places: Arc::clone(&self.places),
            sources: Arc::clone(&self.sources),
            wires: self.wires.clone(),
            references: Arc::clone(&self.references),
            events,
            areas: Arc::clone(&self.areas),
            corridors: self.corridors.clone(),
            tables: self.tables.clone(),
            hash: self.hash.clone(),
        }
    }

    /// The rank of a side in [`Meta::sides`]: 0 is drawn as a disc and tints areas, 1 as a square.
    pub fn side_rank(&self, side: &SideId) -> Option<usize> {
        self.meta.sides.iter().position(|s| &s.id == side)
    }
}

/// Where something happened.
#[derive(Clone, Debug)]
pub struct Place {
    /// Unique among its kind.
    pub id: PlaceId,
    /// Canonical name.
    pub name: String,
    /// `provincial capital`, `airport`, …
    pub role: String,
    /// Whether it is counted and always reported.
    pub listed: bool,
    /// Province, by name.
    pub province: Option<String>,
    /// Its polygon.
    pub area: Option<AreaId>,
    /// Other spellings.
    pub variants: Vec<String>,
    /// Names in local script.
    pub local: Vec<String>,
    /// What to write on the map in other languages.
    pub names: BTreeMap<LanguageTag, String>,
    /// Its point, where one exists.
    pub position: Option<LonLat>,
    /// How exact the point is.
    pub precision: Option<Precision>,
    /// It lies within so many km of its point, where that is known no better.
    pub radius_km: Option<f64>,
    /// The editor's remark.
    pub note: Option<String>,
}

/// How exact a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The spot itself.
    Exact,
    /// The settlement.
    Settlement,
    /// Somewhere in a region: no point is drawn.
    Region,
    /// Somewhere in a country: no point is drawn.
    Country,
}

/// One document as received.
#[derive(Clone, Debug)]
pub struct Source {
    /// Unique among its kind.
    pub id: SourceId,
    /// Path from the chronicle's folder.
    pub file: String,
    /// SHA-256 as recorded, in hex.
    pub sha256: String,
    /// The text, as received; empty when the file is missing or is no UTF-8.
    pub text: Arc<str>,
    /// The headline as printed.
    pub title: Option<String>,
    /// What to call it in lists: the headline, or the editor's label where it has none.
    pub label: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Whose copy it is.
    pub agency: Option<String>,
    /// When it was published.
    pub published: EdtfDate,
    /// `stated` or `inferred`.
    pub published_certainty: String,
    /// How the date is known.
    pub published_how: String,
    /// The wire it carries.
    pub wire: String,
    /// Rank among the documents published on one day.
    pub order: i64,
    /// What kind of document it is.
    pub nature: Option<String>,
    /// The BCP 47 tag of the language it is written in.
    pub language: Option<String>,
    /// Where its text stands, where the file as received is no text.
    pub extracted: Option<Extracted>,
}

/// The text that was taken out of a document, beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Path from the chronicle's folder.
    pub file: String,
    /// SHA-256 as recorded, in hex.
    pub sha256: String,
    /// What took it out, with its version.
    pub extractor: String,
    /// Which part of the file it is, where that holds several documents.
    pub part: Option<String>,
}

impl Source {
    /// The files it is made of: as received, and its text.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let text = self.extracted.as_ref().map(|text| text.file.as_str());
        std::iter::once(self.file.as_str()).chain(text)
    }
}

/// The agency copy that several documents carry: one witness.
#[derive(Clone, Debug)]
pub struct Wire {
    /// Unique among its kind.
    pub id: String,
    /// "AFP wire of 13 August 2021".
    pub name: String,
}

/// A source with a citation but no stored text.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Unique among its kind.
    pub id: SourceId,
    /// Title.
    pub title: String,
    /// How the title was had, where it is not as printed: "Dari; title rendered".
    pub title_note: Option<String>,
    /// Publisher.
    pub publisher: String,
    /// When it was published.
    pub published: EdtfDate,
    /// References of one lineage are one witness.
    pub lineage: String,
    /// Where it is.
    pub address: String,
}

impl Reference {
    /// The title, and how it was had where it is not as printed.
    pub fn titled(&self) -> String {
        self.title_note.as_ref().map_or_else(|| self.title.clone(), |note| format!("{} ({note})", self.title))
    }
}

/// Something that happened at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Unique among its kind.
    pub id: EventId,
    /// `capture`, `siege`, …
    pub kind: String,
    /// The place it happened at.
    pub place: PlaceId,
    /// When, as the editor wrote it.
    pub when: EdtfDate,
    /// The bounds of the reading.
    pub span: Span,
    /// Whether it is a moment inside the bounds or lasts throughout.
    pub extent: Extent,
    /// Rank among the happenings of one day.
    pub order: Option<i64>,
    /// The side that acts.
    pub side: Option<SideId>,
    /// Its own line or outline, where it has one.
    pub shape: Option<EventShape>,
    /// It happened within so many km of the point of its place, where that is known no better.
    pub radius_km: Option<f64>,
    /// How large it was, by what [`SizeBy`](crate::chronicle::SizeBy) names.
    pub size: Option<f64>,
    /// Happened, planned, …
    pub modality: Modality,
    /// How it may be shown.
    pub role: MapRole,
    /// Documents or reference chronology.
    pub basis: Basis,
    /// One neutral sentence.
    pub summary: String,
    /// Why bounds or place are not simply those of the claims.
    pub reading: Option<String>,
    /// The same event on the other basis.
    pub same_as: Option<EventId>,
    /// Why it is excluded.
    pub exclude: Option<String>,
    /// At least one.
    pub claims: Vec<Arc<Claim>>,
}

impl Event {
    /// Whether it is counted among what happened: it did, or goes on, and may be shown.
    pub fn is_happening(&self) -> bool {
        matches!(self.role, MapRole::Mark | MapRole::Area | MapRole::Timeline)
            && matches!(self.modality, Modality::Happened | Modality::Ongoing)
    }
}

/// A geometry of an event's own, in lon/lat.
#[derive(Clone, Debug, PartialEq)]
pub enum EventShape {
    /// The line of an advance, a track.
    Lines(Vec<Vec<LonLat>>),
    /// The outline of a flood: rings by polygon, the first of each the outer one; closed.
    Outline(Vec<Vec<Vec<LonLat>>>),
}

/// Whether it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It did.
    Happened,
    /// It was going on.
    Ongoing,
    /// It was meant to.
    Planned,
    /// Somebody expected it.
    Predicted,
    /// It did not.
    Negated,
}

/// How an event may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MapRole {
    /// A point at its place.
    Mark,
    /// Country-wide.
    Area,
    /// On the time bar only.
    Timeline,
    /// Background, off by default.
    Context,
    /// Kept, never drawn.
    Exclude,
}

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The chronicle's documents.
    Documents,
    /// The cited reference chronology.
    Reference,
}

/// A polygon tinted by the control of a place.
#[derive(Clone, Debug)]
pub struct Area {
    /// Unique among its kind.
    pub id: AreaId,
    /// Name.
    pub name: String,
    /// The place that decides the tint.
    pub place: PlaceId,
    /// Rings by polygon, the first of each the outer one; closed, lon/lat.
    pub polygons: Vec<Vec<Vec<LonLat>>>,
}

/// A schematic line between two places.
#[derive(Clone, Debug)]
pub struct Corridor {
    /// Unique among its kind.
    pub id: String,
    /// Name.
    pub name: String,
    /// One end.
    pub from: PlaceId,
    /// The other.
    pub to: PlaceId,
}
