//! `chronicle.toml`.

use crate::catalogue::Catalogue;
use crate::chronicle::{PlaceId, SideId, SourceId, Subject};
use crate::geo::BBox;
use crate::time::Day;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// What a chronicle says of itself.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Headline of the whole.
    pub title: String,
    /// One paragraph.
    pub summary: String,
    /// The chronicle's own version.
    pub version: String,
    /// BCP 47 tag of the editor's words.
    pub language: String,
    /// IANA name; all civil times are read in it.
    pub time_zone: String,
    /// What the map counts.
    pub subject: Subject,
    /// Where distances are measured to.
    pub focus: Option<PlaceId>,
    /// What the listed places are, in the singular: "provincial capital".
    pub listed: String,
    /// The country the chronicle is about.
    pub country: String,
    /// The definition of control, printed under every legend.
    pub control: String,
    /// Which ground the control of a listed place tints.
    pub tints: Tints,
    /// The parties, where there are any; the first is drawn as a disc and tints areas, the second as a square.
    pub sides: Vec<Side>,
    /// The kinds of happening: the program's, and what the chronicle adds to them and changes in them.
    pub kinds: Arc<Catalogue>,
    /// Who holds what before the first event.
    pub opening: Option<Opening>,
    /// The opening view.
    pub bbox: BBox,
    /// The days that can be scrubbed.
    pub range: TimeRange,
    /// Base map layers, from below.
    pub layers: Vec<LayerSpec>,
    /// Which layers the program's world supplies; where nothing is said, those that are left out, unless the chronicle has a
    /// relief of its own.
    pub world: Option<Vec<String>>,
    /// Who may be asked for the ground, once a person has switched that on.
    pub tile_server: Option<TileServer>,
    /// Who made the base map.
    pub credits: Vec<Credit>,
    /// Notes for the credit line ("Boundaries are not authoritative.").
    pub notes: Vec<String>,
    /// Corrections published so far: day and what.
    pub corrections: Vec<(String, String)>,
}

impl Meta {
    /// The zone on whose clock all times are read.
    pub fn zone(&self) -> TimeZone {
        // That there is one of this name was found when the file was read.
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

/// Which ground the control of a listed place tints.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Tints {
    /// Areas of the chronicle's own, each of which names its place.
    #[default]
    Areas,
    /// The first-level area of the world in which it lies.
    FirstLevelAreas,
    /// What is nearer to it than to any other listed place, at most so far.
    Nearest {
        /// Kilometres.
        km: f64,
    },
}

/// A party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Unique among the sides.
    pub id: SideId,
    /// In a sentence: "the Taliban".
    pub name: String,
    /// On its own: "Taliban".
    pub label: String,
    /// Whether sentences speak of it in the singular: "the army holds", not "rebels hold".
    pub singular: bool,
}

/// The opening: a cited reference claim on who holds the listed places.
#[derive(Clone, Debug)]
pub struct Opening {
    /// From the start of this day.
    pub at: Day,
    /// Who holds them.
    pub side: SideId,
    /// Which places.
    pub places: Vec<PlaceId>,
    /// The reference that supports it.
    pub source: SourceId,
    /// The fact, in the editor's words.
    pub says: String,
}

/// The days of the slider, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeRange {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// The days that get the room when silence is compressed.
    pub dense: (Day, Day),
    /// Where the cursor rests (at this day's end) when the chronicle is first opened.
    pub start: Day,
}

/// One base map layer.
#[derive(Clone, Debug)]
pub struct LayerSpec {
    /// Which of the program's base layers it is.
    pub id: String,
    /// Path from the chronicle's folder.
    pub file: String,
    /// For dark grounds, where it differs.
    pub file_dark: Option<String>,
    /// What a relief picture covers, in EPSG:3857.
    pub bounds: Option<BBox>,
    /// Key of its credit.
    pub credit: Option<String>,
}

/// A server of map tiles, each a picture of 256 px.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileServer {
    /// Its address, with `{z}`, `{x}` and `{y}` for zoom, column and row.
    pub address: String,
    /// The nearest zoom it has.
    pub max_zoom: u8,
}

impl TileServer {
    /// Where one tile is.
    pub fn address_of(&self, zoom: u8, x: u32, y: u32) -> String {
        let numbers = [("{z}", zoom.into()), ("{x}", x), ("{y}", y)];
        numbers.iter().fold(self.address.clone(), |address, (key, number)| address.replace(key, &number.to_string()))
    }
}

/// Who made a base map layer.
#[derive(Clone, Debug)]
pub struct Credit {
    /// What layers name it by.
    pub id: String,
    /// As it stands in a credit line.
    pub text: String,
    /// The work in full.
    pub title: String,
    /// Its licence.
    pub licence: String,
    /// Where it is from.
    pub address: Option<String>,
}
