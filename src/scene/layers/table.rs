//! Every layer: what it is called and what draws it.

use crate::scene::furniture::{credits, graticule, headline, inset, legend, scale_bar, side_panel};
use crate::scene::layers::{areas, corridors, courses, outlines, regions, relief, rows, sieges, symbols, tiles};
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Stratum, layer_ids};

/// Something that can be drawn. Whether it is switched off stands in [`crate::scene::View::hidden`], by its id.
#[derive(Debug)]
pub struct Layer {
    /// One of [`layer_ids`].
    pub id: &'static str,
    /// For the list of layers.
    pub label: &'static str,
    /// One sentence for the tooltip.
    pub doc: &'static str,
    /// When it is painted.
    pub stratum: Stratum,
    /// Whether it can be switched off in the list of layers (furniture cannot).
    pub optional: bool,
    /// Whether the window draws it too, or only a still.
    pub in_window: bool,
    pub(super) draw: Draw,
}

/// How a layer is drawn.
#[derive(Debug)]
pub(super) enum Draw {
    /// From a sheet.
    Shapes(fn(&Sheet<'_>, &mut Drawn)),
    /// What of the base map is drawn with it: [`crate::basemap::BASE_LAYERS`].
    Base,
    /// Its share of the words on the map, which are laid out together.
    Words,
    /// Layers again, on the sheet of the inset.
    Inset,
    /// By the window itself, and nowhere else.
    InWindow,
}

impl Layer {
    /// Whether it can be switched on and off in a file.
    pub fn in_files(&self) -> bool {
        self.optional && !matches!(self.draw, Draw::InWindow)
    }
}

/// Every layer, in paint order.
pub static LAYERS: &[Layer] = &[
    Layer {
        id: layer_ids::LAND,
        label: "Land",
        doc: "The country and its neighbours, flat",
        stratum: Stratum::Ground,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(relief::draw_land),
    },
    Layer {
        id: layer_ids::RELIEF,
        label: "Relief",
        doc: "Mountains and plains, shaded",
        stratum: Stratum::Ground,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(relief::draw),
    },
    Layer {
        id: layer_ids::TILES,
        label: "Tiles",
        doc: "A map of the chronicle's own, in tiles",
        stratum: Stratum::Ground,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(tiles::draw),
    },
    Layer {
        id: layer_ids::ONLINE_TILES,
        label: "Tiles from a server",
        doc: "The ground from the address that the chronicle names: its server is told what you look at. In the window only",
        stratum: Stratum::Ground,
        optional: true,
        in_window: true,
        draw: Draw::InWindow,
    },
    Layer {
        id: layer_ids::LAKES,
        label: "Lakes",
        doc: "Standing water",
        stratum: Stratum::Ground,
        optional: false,
        in_window: true,
        draw: Draw::Base,
    },
    Layer {
        id: layer_ids::POSSIBLE,
        label: "Possible",
        doc: "Areas that may have been taken, or that only an interested party says were",
        stratum: Stratum::Tints,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(areas::draw_possible),
    },
    Layer {
        id: layer_ids::REFERENCE,
        label: "Reference chronology",
        doc: "What the documents leave out, from cited references; drawn hollow and counted apart",
        stratum: Stratum::Tints,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(areas::draw_reference),
    },
    Layer {
        id: layer_ids::DOCUMENTS,
        label: "Documents",
        doc: "What the chronicle's own documents say",
        stratum: Stratum::Tints,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(areas::draw_documents),
    },
    Layer {
        id: layer_ids::GRATICULE,
        label: "Graticule",
        doc: "Meridians and parallels at round degrees",
        stratum: Stratum::Lines,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(graticule::draw),
    },
    Layer {
        id: layer_ids::ROADS_RIVERS,
        label: "Roads and rivers",
        doc: "Main roads, dashed where their course is uncertain, and rivers",
        stratum: Stratum::Lines,
        optional: true,
        in_window: true,
        draw: Draw::Base,
    },
    Layer {
        id: layer_ids::PROVINCE_LINES,
        label: "Province borders",
        doc: "Borders between provinces",
        stratum: Stratum::Lines,
        optional: false,
        in_window: true,
        draw: Draw::Base,
    },
    Layer {
        id: layer_ids::COUNTRY_LINES,
        label: "Country borders",
        doc: "Borders between countries",
        stratum: Stratum::Lines,
        optional: false,
        in_window: true,
        draw: Draw::Base,
    },
    Layer {
        id: layer_ids::OUTLINES,
        label: "Outlines",
        doc: "The edge of all held provinces together",
        stratum: Stratum::Marks,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(outlines::draw),
    },
    Layer {
        id: layer_ids::LOCATOR,
        label: "Locator",
        doc: "Where the inset lies on the map",
        stratum: Stratum::Marks,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(inset::draw_locator),
    },
    Layer {
        id: layer_ids::ROWS,
        label: "Rows of tables",
        doc: "Points by kind, hexagons where they would hide each other, a number for many at one spot",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(rows::draw),
    },
    Layer {
        id: layer_ids::PROVINCE_NAMES,
        label: "Names of provinces",
        doc: "Inside their borders, where the map is near enough and nothing more important needs the room",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Words,
    },
    Layer {
        id: layer_ids::RIVER_NAMES,
        label: "Names of rivers",
        doc: "Along their course, where the map is near enough and nothing more important needs the room",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Words,
    },
    Layer {
        id: layer_ids::TOWN_NAMES,
        label: "Names of towns",
        doc: "Towns of the world's map that the chronicle does not speak of, the larger first, where there is room",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Words,
    },
    Layer {
        id: layer_ids::SEA_NAMES,
        label: "Names of seas",
        doc: "On the water, the larger first, where there is room",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Words,
    },
    Layer {
        id: layer_ids::CORRIDORS,
        label: "Corridors",
        doc: "Schematic lines between neighbouring capitals that are both held; no surveyed roads",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(corridors::draw),
    },
    Layer {
        id: layer_ids::SHAPES,
        label: "Lines and outlines",
        doc: "The course of an advance, the outline of a flood: events with a geometry of their own",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(courses::draw_shapes),
    },
    Layer {
        id: layer_ids::JOURNEYS,
        label: "Journeys",
        doc: "Lines between stations in their order; not the roads taken",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(courses::draw_journeys),
    },
    Layer {
        id: layer_ids::REGIONS,
        label: "Known only roughly",
        doc: "Soft discs where a place is known to so many km only",
        stratum: Stratum::Marks,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(regions::draw),
    },
    Layer {
        id: layer_ids::SIEGES,
        label: "Sieges",
        doc: "Rings around besieged places",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Shapes(sieges::draw),
    },
    Layer {
        id: layer_ids::SYMBOLS,
        label: "Symbols",
        doc: "Who holds each place: the shape is the side, the fill what it rests on, the edge how certain it is",
        stratum: Stratum::Marks,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(symbols::draw),
    },
    Layer {
        id: layer_ids::LABELS,
        label: "Names",
        doc: "Names of places and neighbouring countries, the important ones first",
        stratum: Stratum::Marks,
        optional: true,
        in_window: true,
        draw: Draw::Words,
    },
    Layer {
        id: layer_ids::DEGREES,
        label: "Degrees",
        doc: "Longitudes and latitudes at the frame",
        stratum: Stratum::Furniture,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(graticule::draw_degrees),
    },
    Layer {
        id: layer_ids::INSET,
        label: "Inset",
        doc: "The surroundings of the focus, larger, where a still is crowded",
        stratum: Stratum::Furniture,
        optional: true,
        in_window: false,
        draw: Draw::Inset,
    },
    Layer {
        id: layer_ids::HEADLINE,
        label: "Headline",
        doc: "What changed on this day, and how many places are held",
        stratum: Stratum::Furniture,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(headline::draw),
    },
    Layer {
        id: layer_ids::SCALE_BAR,
        label: "Scale bar",
        doc: "A round distance at the latitude of the middle of the map",
        stratum: Stratum::Furniture,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(scale_bar::draw),
    },
    Layer {
        id: layer_ids::LEGEND,
        label: "Legend",
        doc: "What the signs on the map mean",
        stratum: Stratum::Furniture,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(legend::draw),
    },
    Layer {
        id: layer_ids::PANEL,
        label: "Panel",
        doc: "What was taken this day, the legend and the distance to the focus",
        stratum: Stratum::Furniture,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(side_panel::draw),
    },
    Layer {
        id: layer_ids::CREDITS,
        label: "Credits",
        doc: "The sources used, the makers of the base map, and what the map does not claim",
        stratum: Stratum::Furniture,
        optional: false,
        in_window: true,
        draw: Draw::Shapes(credits::draw),
    },
];
