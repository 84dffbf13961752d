//! What layers are called wherever they are named: in a view's list of what is hidden, in `--hide` and `--show`, in the
//! ids of an SVG. Each of [`crate::scene::LAYERS`] has one.

use std::collections::BTreeSet;

/// Flat land and sea.
pub const LAND: &str = "land";
/// The toned relief.
pub const RELIEF: &str = "relief";
/// A map of the chronicle's own in tiles.
pub const TILES: &str = "tiles";
/// The ground from a server that the chronicle names.
pub const ONLINE_TILES: &str = "online-tiles";
/// Standing water.
pub const LAKES: &str = "lakes";
/// Areas that may be held.
pub const POSSIBLE: &str = "possible";
/// What the reference chronology alone says; hides all of it.
pub const REFERENCE: &str = "reference";
/// What the documents say; hides all of it.
pub const DOCUMENTS: &str = "documents";
/// Meridians and parallels.
pub const GRATICULE: &str = "graticule";
/// Roads, and rivers.
pub const ROADS_RIVERS: &str = "roads-rivers";
/// Borders between provinces.
pub const PROVINCE_LINES: &str = "province-lines";
/// Borders between countries.
pub const COUNTRY_LINES: &str = "country-lines";
/// The outline of what is held.
pub const OUTLINES: &str = "outlines";
/// The frame on the map around what the inset shows.
pub const LOCATOR: &str = "locator";
/// Names of provinces.
pub const PROVINCE_NAMES: &str = "province-names";
/// Names of rivers.
pub const RIVER_NAMES: &str = "river-names";
/// Names of towns of the world's map.
pub const TOWN_NAMES: &str = "town-names";
/// Names of seas.
pub const SEA_NAMES: &str = "sea-names";
/// Lines between places that are both held.
pub const CORRIDORS: &str = "corridors";
/// Lines and outlines of events.
pub const SHAPES: &str = "shapes";
/// Lines between the stations of journeys.
pub const JOURNEYS: &str = "journeys";
/// Places known only roughly.
pub const REGIONS: &str = "regions";
/// Rings around besieged places.
pub const SIEGES: &str = "sieges";
/// Rows of tables, as points or as density.
pub const ROWS: &str = "rows";
/// The symbols of places.
pub const SYMBOLS: &str = "symbols";
/// Names of places and neighbouring countries.
pub const LABELS: &str = "labels";
/// What the graticule's lines are called.
pub const DEGREES: &str = "degrees";
/// The surroundings of the focus, larger.
pub const INSET: &str = "inset";
/// Date, title and sum.
pub const HEADLINE: &str = "headline";
/// How long a round distance is.
pub const SCALE_BAR: &str = "scale-bar";
/// What the signs mean.
pub const LEGEND: &str = "legend";
/// Lists, legend and chart of a still.
pub const PANEL: &str = "panel";
/// Whose words and whose map these are.
pub const CREDITS: &str = "credits";
/// The words of a page of small maps: drawn with its maps, in no list of layers.
pub const MULTIPLES: &str = "multiples";

/// The layers that are switched off until somebody asks for them.
const OFF_AT_FIRST: [&str; 2] = [GRATICULE, ONLINE_TILES];

/// What the list of hidden layers of every view begins with.
pub fn hidden_at_first() -> BTreeSet<String> {
    OFF_AT_FIRST.map(str::to_owned).into()
}
