//! The layers that the program's own world supplies where a chronicle brings none.

use crate::basemap::chart::Chart;
use crate::basemap::{BASE_LAYERS, BaseLayer, CountryArea, Features, Line, Ring};
use crate::chronicle::{Chronicle, Credit, Place};
use crate::geo::{LonLat, distance_km};
use crate::world::ground::{self, Feature, Outlines, country_called, far, near, shade, water};
use crate::world::name_key;

/// What of the world lies under a chronicle. Cheap: nothing is read before it is drawn.
#[derive(Clone, Debug)]
pub struct Supplied {
    layers: Vec<&'static BaseLayer>,
    chart: Chart,
    country: String,
    /// Where the chronicle's own places are, and what they are called.
    places: Vec<(LonLat, Vec<String>)>,
}

/// A town so near to a place of the chronicle is that place, and one so near that is called alike, km.
const SAME_KM: f64 = 2.0;
const CALLED_ALIKE_KM: f64 = 60.0;
/// Towns beyond the surroundings are named from this zoom on.
const FAR_TOWNS: f64 = 4.0;

/// Rivers and lakes as the tables of the world rank them, and as ours do; those far away are drawn up to the last.
const RIVER_RANKS: [u8; 2] = [4, 6];
const FAR_RIVERS: u8 = 3;
const FAR_LAKES: u8 = 2;

impl Supplied {
    /// What a chronicle leaves to the world; none where it brings every layer or wants none.
    pub(super) fn of(chronicle: &Chronicle) -> Option<Self> {
        let meta = &chronicle.meta;
        let own = |id: &str| meta.layers.iter().any(|own| own.id == id);
        // Who brings a relief brings a ground that ours would not fit.
        let unless_told = !own("relief") && !own("tiles");
        let wanted = |layer: &&BaseLayer| {
            let told = meta.world.as_ref().map(|wanted| wanted.iter().any(|id| id == layer.id));
            layer.in_world && told.unwrap_or(unless_told) && !own(layer.id)
        };
        let layers: Vec<_> = BASE_LAYERS.iter().filter(wanted).collect();
        let place = |place: &Place| {
            let names = std::iter::once(&place.name).chain(&place.variants).map(|name| name_key(name));
            Some((place.position?, names.collect()))
        };
        (!layers.is_empty()).then(|| Self {
            layers,
            chart: Chart::around(meta.bbox),
            country: meta.country.clone(),
            places: chronicle.places.values().filter_map(place).collect(),
        })
    }

    /// Its layers, by id.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.layers.iter().map(|layer| layer.id)
    }

    /// Who made them.
    pub fn credits(&self) -> impl Iterator<Item = Credit> {
        let wanted = |credit: &&SuppliedCredit| self.ids().any(|id| credit.layers.contains(&id));
        CREDITS.iter().filter(wanted).map(|of| Credit {
            id: of.id.to_owned(),
            text: of.text.to_owned(),
            title: of.title.to_owned(),
            licence: of.licence.to_owned(),
            address: Some(of.address.to_owned()),
        })
    }

    /// Whether borders are among them.
    pub fn has_borders(&self) -> bool {
        self.ids().any(|id| id == "country-lines")
    }

    /// Reads and cuts them to the surroundings of the view.
    pub fn layers(&self) -> impl Iterator<Item = (&'static BaseLayer, Features)> {
        let focus = country_called(&self.country);
        self.layers.iter().filter_map(move |layer| Some((*layer, self.features(layer.id, focus)?)))
    }

    fn features(&self, id: &str, focus: Option<&Feature>) -> Option<Features> {
        let (near, far) = (near(), far());
        Some(match id {
            "countries" => Features::Countries(self.countries(focus)),
            "relief" => Features::Shade(shade(self.chart.window)?),
            "land" => Features::Areas(self.chart.areas(
                &near.land.iter().flat_map(|land| near.map.polygons(land)).collect::<Vec<_>>(),
                &far.land.iter().flat_map(|land| far.map.polygons(land)).collect::<Vec<_>>(),
            )),
            "lakes" => {
                let of = |most: u8| -> Vec<Vec<Ring>> {
                    let lakes = water().lakes.iter().filter(|lake| rank(lake) <= most);
                    lakes.flat_map(|lake| water().map.polygons(lake)).collect()
                };
                Features::Areas(self.chart.areas(&of(u8::MAX), &of(FAR_LAKES)))
            }
            "rivers" => Features::Lines(water().rivers.iter().flat_map(|river| self.river(river)).collect()),
            "coast" => Features::Lines(self.coast(focus)),
            "province-lines" => Features::Lines(self.lines(|kind, a3| {
                let own = focus.is_none_or(|country| country.word(0) == a3);
                (kind == "admin1").then_some((if own { 1 } else { 2 }, true))
            })),
            "country-lines" => Features::Lines(self.lines(|kind, a3| {
                let own = focus.is_some_and(|country| a3.split('|').any(|side| side == country.word(0)));
                let settled = !matches!(kind, "disputed" | "control" | "claim");
                let rank = if own && kind != "claim" { 1 } else { 2 };
                (!matches!(kind, "coast" | "admin1")).then_some((rank, settled))
            })),
            "provinces" => Features::Countries(self.provinces(focus)),
            "towns" => {
                let wanted = |town: &ground::Label| {
                    (town.zoom <= FAR_TOWNS || self.chart.shows(town.position)) && !self.is_own(town)
                };
                Features::Labels(ground::towns().map(|town| self.placed(town)).filter(wanted).collect())
            }
            "seas" => Features::Labels(ground::seas().map(|sea| self.placed(sea)).collect()),
            _ => return None,
        })
    }

    /// The country the map is about in detail, the others as far as their names need them.
    fn countries(&self, focus: Option<&Feature>) -> Vec<CountryArea> {
        let area = |country: &Feature| {
            let outline = far().map.polygons(country);
            let own = focus.filter(|focus| focus.word(0) == country.word(0));
            let near = own.map_or_else(|| outline.clone(), |focus| near().map.polygons(focus));
            let name = if own.is_some() { &self.country } else { country.word(2) };
            CountryArea { name: name.to_owned(), polygons: self.chart.areas(&near, &outline) }
        };
        far().countries.iter().map(area).collect()
    }

    /// The lines that are chosen by their kind and country, with their rank and whether they are settled.
    fn lines(&self, chosen: impl Fn(&str, &str) -> Option<(u8, bool)>) -> Vec<Line> {
        let of = |map: &Outlines, feature: &Feature| {
            let (rank, settled) = chosen(feature.word(0), feature.word(1))?;
            Some((map.lines(feature), rank, settled))
        };
        let inside = near().lines.iter().chain(&near().claims).filter_map(|line| of(&near().map, line));
        let inside = inside.map(|(lines, rank, settled)| (self.chart.lines(&lines, &[]), rank, settled));
        let outside = far().lines.iter().filter_map(|line| of(&far().map, line));
        let outside = outside.map(|(lines, rank, settled)| (self.chart.lines(&[], &lines), rank, settled));
        let line = |(lines, rank, surveyed): (Vec<Ring>, u8, bool)| {
            lines.into_iter().map(move |points| Line { name: None, rank, surveyed, points })
        };
        inside.chain(outside).flat_map(line).collect()
    }

    /// The first-level areas of the country, or of all where the map is about none.
    fn provinces(&self, focus: Option<&Feature>) -> Vec<CountryArea> {
        let wanted = near().areas.iter().filter(|area| focus.is_none_or(|country| country.word(0) == area.word(1)));
        let area = |area: &Feature| {
            let polygons = self.chart.areas(&near().map.polygons(area), &[]);
            (!polygons.is_empty()).then(|| CountryArea { name: area.word(2).to_owned(), polygons })
        };
        wanted.filter_map(area).collect()
    }

    /// Whether a town is a place of the chronicle, which has a name already.
    fn is_own(&self, town: &ground::Label) -> bool {
        let key = name_key(town.name);
        self.places.iter().any(|(position, names)| {
            let near = (position.lat_deg - town.position.lat_deg).abs() < 1.0;
            let km = if near { distance_km(*position, town.position) } else { f64::INFINITY };
            km < SAME_KM || (km < CALLED_ALIKE_KM && names.contains(&key))
        })
    }

    /// The coast of the country, then that of others.
    fn coast(&self, focus: Option<&Feature>) -> Vec<Line> {
        let split = |map: &Outlines, lines: &[Feature], countries: &[Feature]| -> [Vec<Ring>; 2] {
            let Some(coast) = lines.iter().find(|line| line.word(0) == "coast") else { return Default::default() };
            match countries.iter().find(|country| focus.is_some_and(|focus| focus.word(0) == country.word(0))) {
                Some(country) => map.lines_beside(coast, country),
                None => [Vec::new(), map.lines(coast)],
            }
        };
        let [own, others] = split(&near().map, &near().lines, &near().countries);
        let [far_own, far_others] = split(&far().map, &far().lines, &far().countries);
        let line = |rank: u8, lines: Vec<Ring>| {
            lines.into_iter().map(move |points| Line { name: None, rank, surveyed: true, points })
        };
        line(1, self.chart.lines(&own, &far_own)).chain(line(2, self.chart.lines(&others, &far_others))).collect()
    }

    fn river(&self, river: &Feature) -> Vec<Line> {
        let lines = water().map.lines(river);
        let far = if rank(river) <= FAR_RIVERS { lines.as_slice() } else { &[] };
        let name = Some(river.word(1)).filter(|name| !name.is_empty()).map(str::to_owned);
        let ours = RIVER_RANKS.iter().filter(|most| rank(river) > **most).count() as u8 + 1;
        let lines = self.chart.lines(&lines, far).into_iter();
        lines.map(|points| Line { name: name.clone(), rank: ours, surveyed: true, points }).collect()
    }

    fn placed(&self, label: ground::Label) -> ground::Label {
        ground::Label { position: self.chart.position(label.position), ..label }
    }
}

/// The rank of a river or lake.
fn rank(feature: &Feature) -> u8 {
    feature.word(0).parse().unwrap_or(u8::MAX)
}

/// Who made some of the layers.
struct SuppliedCredit {
    id: &'static str,
    layers: &'static [&'static str],
    text: &'static str,
    title: &'static str,
    licence: &'static str,
    address: &'static str,
}

const CREDITS: &[SuppliedCredit] = &[
    SuppliedCredit {
        id: "natural-earth",
        layers: &[
            "countries",
            "relief",
            "land",
            "lakes",
            "rivers",
            "coast",
            "province-lines",
            "country-lines",
            "provinces",
            "seas",
        ],
        text: "Natural Earth",
        title: "Natural Earth 1:10m: land, countries, first-level areas, waters, shaded relief",
        licence: "public domain",
        address: "https://www.naturalearthdata.com/",
    },
    SuppliedCredit {
        id: "globe",
        layers: &["relief"],
        text: "NOAA GLOBE",
        title: "NOAA/NGDC Global Land One-kilometer Base Elevation (GLOBE) 1.0: relief",
        licence: "public domain",
        address: "https://www.ngdc.noaa.gov/mgg/topo/globe.html",
    },
    SuppliedCredit {
        id: "geonames",
        layers: &["towns"],
        text: "GeoNames",
        title: "GeoNames: positions and names of towns, merged from two years, with a zoom for each name",
        licence: "CC BY 4.0",
        address: "https://www.geonames.org/",
    },
];
