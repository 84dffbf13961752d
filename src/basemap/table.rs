//! Every layer that a base map may have. Reading, drawing, credits and the tests walk this table.

/// A layer that a base map may have.
#[derive(Debug)]
pub struct BaseLayer {
    /// What `[[layers]]` of a chronicle calls it.
    pub id: &'static str,
    /// Its place among the others: those of lower rank lie below.
    pub rank: u8,
    /// What it is made of, and how that is drawn.
    pub kind: BaseKind,
    /// The layer of the picture that it is drawn with, by its id: what is switched on and off.
    pub with: &'static str,
    /// Whether its lines are named along their course.
    pub named: bool,
    /// Whether the program's world supplies it where a chronicle brings none.
    pub in_world: bool,
}

/// What a layer is made of, and how that is drawn.
#[derive(Clone, Copy, Debug)]
pub enum BaseKind {
    /// A toned picture of the ground.
    Picture,
    /// A map of the chronicle's own in tiles.
    Tiles,
    /// Countries: what none of them covers is sea, as far as there is no [`BaseKind::Land`].
    Countries,
    /// All land of the world: what it does not cover is sea.
    Land,
    /// Areas filled in one ink, without those too small to be seen.
    Areas(Ink),
    /// Ways in one ink: of rank 1 so wide, the others so; dashed where nobody surveyed them, the lesser only where there is
    /// room. Design px.
    Ways(Ink, [f64; 2]),
    /// Borders: those of rank 1, and the others where they differ; a thumbnail leaves those out.
    Borders(BorderPen, Option<BorderPen>),
    /// First-level areas, for their names where a chronicle has no areas of its own.
    Provinces,
    /// Names of towns, which have a dot.
    Towns,
    /// Names of seas.
    Seas,
}

/// How a border is drawn.
#[derive(Clone, Copy, Debug)]
pub struct BorderPen {
    /// In which ink.
    pub ink: Ink,
    /// How wide, design px.
    pub width: f64,
    /// How wide on a small map, design px.
    pub small: f64,
    /// From how many design px a degree on.
    pub from: f64,
}

/// What the inks of the ground are for; a theme gives each its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Standing water.
    Lakes,
    /// Flowing water.
    Rivers,
    /// Roads.
    Roads,
    /// Borders inside a country.
    Provinces,
    /// The border of the country that a map is about.
    Country,
    /// Borders of other countries.
    Borders,
    /// Where land and sea meet.
    Coast,
}

/// Every layer, from below.
pub static BASE_LAYERS: &[BaseLayer] = &[
    BaseLayer { rank: 0, ..layer("countries", BaseKind::Countries, "land") },
    BaseLayer { rank: 1, ..layer("relief", BaseKind::Picture, "relief") },
    BaseLayer { rank: 2, in_world: false, ..layer("tiles", BaseKind::Tiles, "tiles") },
    BaseLayer { rank: 3, ..layer("land", BaseKind::Land, "lakes") },
    BaseLayer { rank: 4, ..layer("lakes", BaseKind::Areas(Ink::Lakes), "lakes") },
    BaseLayer { rank: 5, named: true, ..layer("rivers", BaseKind::Ways(Ink::Rivers, [0.9, 0.6]), "roads-rivers") },
    BaseLayer { rank: 6, in_world: false, ..layer("roads", BaseKind::Ways(Ink::Roads, [1.1, 0.6]), "roads-rivers") },
    BaseLayer {
        rank: 7,
        ..layer("coast", BaseKind::Borders(pen(Ink::Country, 1.1), Some(pen(Ink::Coast, 0.8))), "country-lines")
    },
    BaseLayer {
        rank: 8,
        ..layer(
            "province-lines",
            BaseKind::Borders(pen(Ink::Provinces, 0.7), Some(BorderPen { from: 40.0, ..pen(Ink::Provinces, 0.45) })),
            "province-lines",
        )
    },
    BaseLayer {
        rank: 9,
        ..layer(
            "country-lines",
            BaseKind::Borders(BorderPen { small: 1.1, ..pen(Ink::Country, 1.5) }, Some(pen(Ink::Borders, 0.9))),
            "country-lines",
        )
    },
    BaseLayer { rank: 10, ..layer("provinces", BaseKind::Provinces, "province-names") },
    BaseLayer { rank: 11, ..layer("seas", BaseKind::Seas, "sea-names") },
    BaseLayer { rank: 12, ..layer("towns", BaseKind::Towns, "town-names") },
];

const fn layer(id: &'static str, kind: BaseKind, with: &'static str) -> BaseLayer {
    BaseLayer { id, rank: 0, kind, with, named: false, in_world: true }
}

const fn pen(ink: Ink, width: f64) -> BorderPen {
    BorderPen { ink, width, small: width, from: 0.0 }
}

impl BaseLayer {
    /// The layer that a chronicle calls so.
    pub fn called(id: &str) -> Option<&'static Self> {
        BASE_LAYERS.iter().find(|layer| layer.id == id)
    }

    /// Whether it is drawn on small maps, which have room for areas and borders only.
    pub const fn on_small_maps(&self) -> bool {
        !matches!(
            self.kind,
            BaseKind::Picture
                | BaseKind::Tiles
                | BaseKind::Ways(..)
                | BaseKind::Provinces
                | BaseKind::Towns
                | BaseKind::Seas
        )
    }
}
