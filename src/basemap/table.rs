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
}

/// What a layer is made of, and how that is drawn.
#[derive(Clone, Copy, Debug)]
pub enum BaseKind {
    /// A toned picture of the ground.
    Picture,
    /// Countries: what none of them covers is sea.
    Countries,
    /// Areas filled in one ink, without those too small to be seen.
    Areas(Ink),
    /// Ways in one ink: of rank 1 so wide, the others so; dashed where nobody surveyed them, the lesser only where there is
    /// room. Design px.
    Ways(Ink, [f64; 2]),
    /// Borders: those of rank 1, and the others where they differ; a thumbnail leaves those out.
    Borders(BorderPen, Option<BorderPen>),
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
}

/// Every layer, from below.
pub static BASE_LAYERS: &[BaseLayer] = &[
    BaseLayer { id: "countries", rank: 0, kind: BaseKind::Countries, with: "land", named: false },
    BaseLayer { id: "relief", rank: 1, kind: BaseKind::Picture, with: "relief", named: false },
    BaseLayer { id: "lakes", rank: 2, kind: BaseKind::Areas(Ink::Lakes), with: "lakes", named: false },
    BaseLayer {
        id: "rivers",
        rank: 3,
        kind: BaseKind::Ways(Ink::Rivers, [0.9, 0.6]),
        with: "roads-rivers",
        named: true,
    },
    BaseLayer {
        id: "roads",
        rank: 4,
        kind: BaseKind::Ways(Ink::Roads, [1.1, 0.6]),
        with: "roads-rivers",
        named: false,
    },
    BaseLayer {
        id: "province-lines",
        rank: 5,
        kind: BaseKind::Borders(BorderPen { ink: Ink::Provinces, width: 0.7, small: 0.7 }, None),
        with: "province-lines",
        named: false,
    },
    BaseLayer {
        id: "country-lines",
        rank: 6,
        kind: BaseKind::Borders(
            BorderPen { ink: Ink::Country, width: 1.5, small: 1.1 },
            Some(BorderPen { ink: Ink::Borders, width: 0.9, small: 0.9 }),
        ),
        with: "country-lines",
        named: false,
    },
];

impl BaseLayer {
    /// The layer that a chronicle calls so.
    pub fn called(id: &str) -> Option<&'static Self> {
        BASE_LAYERS.iter().find(|layer| layer.id == id)
    }

    /// Whether it is drawn on small maps, which have room for areas and borders only.
    pub const fn on_small_maps(&self) -> bool {
        !matches!(self.kind, BaseKind::Picture | BaseKind::Ways(..))
    }
}
