//! What the sheet asks of the world, beside the frames: its countries, the ground of one or of a box, its picture.

use crate::export::rasterise;
use crate::geo::{BBox, ScreenPoint};
use crate::ingest::Ground;
use crate::jobs::{Failed, Latest, Task, Waker};
use crate::scene::layer_ids::LAND;
use crate::scene::{Mark, Palette, Shape, Stratum, Stroke, Theme};
use crate::world::ground::far;
use crate::world::{Gazetteer, name_key};
use egui::{ColorImage, Context, TextureHandle, TextureOptions};

/// The picture of the world, px; and the latitudes at its upper and lower edge.
pub const SIZE_PX: [f64; 2] = [360.0, 150.0];
pub const LATITUDES: [f64; 2] = [83.0, -58.0];
/// Pixels for each of them.
const DENSITY: f64 = 2.0;

/// A country to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryChoice {
    /// Its name.
    pub name: String,
    /// Its name as it is looked up.
    key: String,
    /// Its code of three letters, or what else finds it.
    pub code: String,
}

/// The countries whose names or codes begin with what is typed, then those that have it elsewhere.
pub fn found<'a>(countries: &'a [CountryChoice], typed: &str) -> Vec<&'a CountryChoice> {
    let key = name_key(typed);
    if key.is_empty() {
        return Vec::new();
    }
    let rank = |country: &CountryChoice| {
        let begins = country.key.starts_with(&key) || country.code.eq_ignore_ascii_case(typed.trim());
        let has = country.key.split(' ').any(|word| word.starts_with(&key)) || country.key.contains(&key);
        if begins { Some(0) } else { has.then_some(1) }
    };
    let mut found: Vec<_> = countries.iter().filter_map(|country| Some((rank(country)?, country))).collect();
    found.sort_by_key(|(rank, country)| (*rank, &country.name));
    found.into_iter().map(|(_, country)| country).collect()
}

/// Whose ground is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum GroundWish {
    /// That of a country, by its code.
    Country(String),
    /// That of a box.
    Box(BBox),
}

/// The work, and what it brought back.
pub struct World {
    countries: Task<Vec<CountryChoice>>,
    /// All countries, once they are there.
    pub known: Vec<CountryChoice>,
    grounds: Latest<GroundWish, Option<Ground>>,
    pictures: Latest<Theme, (Theme, ColorImage)>,
    asked: Option<Theme>,
    picture: Option<(Theme, TextureHandle)>,
}

impl World {
    /// Asks for the countries.
    pub fn new(waker: &Waker) -> Self {
        Self {
            countries: Task::start("countries", waker, |_| countries()),
            known: Vec::new(),
            grounds: Latest::new("ground", waker.clone(), |asked, _| match asked {
                GroundWish::Country(code) => Ground::of_country(&code),
                GroundWish::Box(bbox) => Some(Ground::of_box(bbox)),
            }),
            pictures: Latest::new("world", waker.clone(), |theme, _| (theme, picture(theme))),
            asked: None,
            picture: None,
        }
    }

    /// Asks for a ground.
    pub fn ask(&mut self, asked: GroundWish) {
        self.grounds.ask(asked);
    }

    /// Takes what is ready: a ground that was asked for, or that there is none.
    pub fn follow(&mut self, ctx: &Context, theme: Theme) -> Option<Result<Option<Ground>, Failed>> {
        if let Some(Ok(known)) = self.countries.take() {
            self.known = known;
        }
        while let Some(drawn) = self.pictures.take() {
            if let Ok((theme, image)) = drawn {
                self.picture = Some((theme, ctx.load_texture("world", image, TextureOptions::LINEAR)));
            }
        }
        if self.asked != Some(theme) {
            self.asked = Some(theme);
            self.pictures.ask(theme);
        }
        self.grounds.take()
    }

    /// The picture of the world in a theme.
    pub fn picture(&self, theme: Theme) -> Option<&TextureHandle> {
        self.picture.as_ref().filter(|(of, _)| *of == theme).map(|(_, picture)| picture)
    }
}

fn countries() -> Vec<CountryChoice> {
    let world = Gazetteer::shared();
    let choice = |entry: u32| {
        let name = world.name(entry).to_owned();
        let code = world.codes(entry).and_then(|codes| codes.split(' ').next()).unwrap_or(&name).to_owned();
        world.bounds(entry).is_some().then(|| CountryChoice { key: name_key(&name), name, code })
    };
    let mut all: Vec<CountryChoice> = world.countries().filter_map(choice).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all.dedup_by(|a, b| a.name == b.name);
    all
}

/// Where a position stands on the picture, px: degrees are as long everywhere.
pub fn on_picture(lon_deg: f64, lat_deg: f64) -> ScreenPoint {
    let [north, south] = LATITUDES;
    ScreenPoint { x: (lon_deg + 180.0) / 360.0 * SIZE_PX[0], y: (north - lat_deg) / (north - south) * SIZE_PX[1] }
}

/// Longitude and latitude of a point of the picture, degrees.
pub fn from_picture(at: ScreenPoint) -> [f64; 2] {
    let [north, south] = LATITUDES;
    let share = |px: f64, of: f64| (px / of).clamp(0.0, 1.0);
    [share(at.x, SIZE_PX[0]) * 360.0 - 180.0, north - share(at.y, SIZE_PX[1]) * (north - south)]
}

/// Land, and the borders of countries.
fn picture(theme: Theme) -> ColorImage {
    let palette = Palette::of(theme);
    let world = far();
    let on = |points: Vec<crate::geo::LonLat>| points.into_iter().map(|p| on_picture(p.lon_deg, p.lat_deg)).collect();
    let land = world.land.iter().flat_map(|land| world.map.polygons(land)).flatten().map(|ring| (on(ring), true));
    let borders = world.lines.iter().filter(|line| line.word(0) != "coast").flat_map(|line| world.map.lines(line));
    let stroke = Stroke { color: palette.border_line, width: 0.4, dash: None };
    let shapes = [
        Shape::Rect {
            min: ScreenPoint { x: 0.0, y: 0.0 },
            max: ScreenPoint { x: SIZE_PX[0], y: SIZE_PX[1] },
            corner_radius: 0.0,
            fill: Some(palette.sea),
            stroke: None,
        },
        Shape::Path { parts: land.collect(), fill: Some(palette.land), stroke: None },
        Shape::Path { parts: borders.map(|line| (on(line), false)).collect(), fill: None, stroke: Some(stroke) },
    ];
    let marks = shapes.map(|shape| Mark { layer: LAND, stratum: Stratum::Ground, record: None, shape });
    let pixels = rasterise(&marks, SIZE_PX, DENSITY);
    ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_the_beginning_of_its_name_by_a_word_of_it_and_by_its_code() {
        let all = countries();
        let first = |typed: &str| found(&all, typed).first().map(|country| country.name.clone());
        assert_eq!(first("syr").as_deref(), Some("Syria"));
        assert_eq!(first("afg").as_deref(), Some("Afghanistan"));
        assert_eq!(first(""), None);
        assert!(found(&all, "guinea").len() >= 3, "{:?}", found(&all, "guinea"));
        assert_eq!(found(&all, "zzz"), Vec::<&CountryChoice>::new());
        let grounds = all.iter().filter(|country| Ground::of_country(&country.code).is_none());
        assert_eq!(grounds.count(), 0, "every country that is offered has a ground");
    }

    #[test]
    fn a_point_of_the_picture_is_the_position_that_stands_there() {
        let [lon, lat] = from_picture(on_picture(69.2, 34.5));
        assert!((lon - 69.2).abs() < 1e-9 && (lat - 34.5).abs() < 1e-9, "{lon} {lat}");
    }
}
