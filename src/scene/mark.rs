//! The closed vocabulary that every painter understands.

use crate::chronicle::{AreaId, EventId, PlaceId};
use crate::geo::ScreenPoint;

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width and height, px.
    pub size_px: [f64; 2],
    /// Under everything.
    pub background: Color,
    /// In paint order.
    pub marks: Vec<Mark>,
    /// The text alternative, written from the timeslice.
    pub description: String,
}

/// One thing painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// When it is painted.
    pub stratum: Stratum,
    /// Id of the layer it comes from.
    pub layer: &'static str,
    /// The record it stands for, for picking, ids in SVG and accessible names.
    pub record: Option<Record>,
    /// What it looks like.
    pub shape: Shape,
}

/// What a layer draws: shapes in paint order, each with the record it stands for.
pub(super) type Drawn = Vec<(Option<Record>, Shape)>;

/// Paint order, from below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stratum {
    /// Relief, land, standing water: static.
    Ground,
    /// Tinted areas.
    Tints,
    /// Rivers, roads, borders: static.
    Lines,
    /// Outlines of what is held, corridors, symbols, labels.
    Marks,
    /// Headline, legend, scale bar, credits.
    Furniture,
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// A place.
    Place(PlaceId),
    /// An event.
    Event(EventId),
    /// A polygon.
    Area(AreaId),
    /// A corridor, by its id.
    Corridor(String),
}

/// Geometry and paint; all lengths in px.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Polylines and polygons (even-odd), curves already flattened.
    Path {
        /// Points of each part, and whether it closes.
        parts: Vec<(Vec<ScreenPoint>, bool)>,
        /// Inside.
        fill: Option<Color>,
        /// Edge.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Middle.
        center: ScreenPoint,
        /// Radius.
        radius: f64,
        /// Inside.
        fill: Option<Color>,
        /// Edge.
        stroke: Option<Stroke>,
    },
    /// An upright rectangle.
    Rect {
        /// Top left corner.
        min: ScreenPoint,
        /// Bottom right corner.
        max: ScreenPoint,
        /// Of the corners.
        corner_radius: f64,
        /// Inside.
        fill: Option<Color>,
        /// Edge.
        stroke: Option<Stroke>,
    },
    /// The same outline at many points, all of them together one area.
    Copies {
        /// The outline around the origin, closed.
        outline: Vec<ScreenPoint>,
        /// Where the origin comes to lie.
        at: Vec<ScreenPoint>,
        /// Inside.
        fill: Color,
    },
    /// One line of text.
    Text(TextRun),
    /// The relief picture of the base map, stretched over a rectangle.
    Relief {
        /// Top left corner.
        min: ScreenPoint,
        /// Bottom right corner.
        max: ScreenPoint,
        /// The picture, PNG bytes.
        png: crate::basemap::Png,
    },
}

impl Shape {
    /// An open line.
    pub(super) fn line(points: Vec<ScreenPoint>, stroke: Stroke) -> Self {
        Self::Path { parts: vec![(points, false)], fill: None, stroke: Some(stroke) }
    }

    /// The rings of [`Shape::Copies`], each where it lies.
    pub fn copied(outline: &[ScreenPoint], at: &[ScreenPoint]) -> impl Iterator<Item = (Vec<ScreenPoint>, bool)> {
        let moved = |to: &ScreenPoint| outline.iter().map(|p| ScreenPoint { x: p.x + to.x, y: p.y + to.y }).collect();
        at.iter().map(move |to| (moved(to), true))
    }

    /// A level line from a point to so far across.
    pub(super) fn level(from: ScreenPoint, to_x: f64, stroke: Stroke) -> Self {
        Self::line(vec![from, ScreenPoint { x: to_x, y: from.y }], stroke)
    }
}

/// One line of text, starting at `at` on its baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// Start of the baseline.
    pub at: ScreenPoint,
    /// The words.
    pub text: String,
    /// Size of the type.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Ink.
    pub color: Color,
    /// Colour and full width of the halo.
    pub halo: Option<(Color, f64)>,
    /// Added after every letter.
    pub spacing: f64,
    /// Advance of the whole, as measured by [`crate::text`].
    pub width: f64,
    /// By how much the line is turned about its start, radians, clockwise.
    pub turn: f64,
}

impl TextRun {
    /// Where a point beside the start of the line comes to lie when it is turned.
    pub fn turned(&self, dx: f64, dy: f64) -> ScreenPoint {
        if self.turn == 0.0 {
            return ScreenPoint { x: self.at.x + dx, y: self.at.y + dy };
        }
        let (sin, cos) = (libm::sin(self.turn), libm::cos(self.turn));
        ScreenPoint { x: self.at.x + dx * cos - dy * sin, y: self.at.y + dx * sin + dy * cos }
    }
}

/// Weights of the one type family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400
    Regular,
    /// 500
    Medium,
    /// 600
    SemiBold,
    /// 700
    Bold,
}

/// An sRGB colour with plain alpha.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// 0 to 1.
    pub alpha: f64,
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Ink.
    pub color: Color,
    /// Width.
    pub width: f64,
    /// Dashes, if any; caps and joins are round.
    pub dash: Option<Dash>,
}

/// Dash and gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dash {
    /// Length of a dash; 0 gives round dots.
    pub on: f64,
    /// Length of a gap.
    pub off: f64,
}

impl Color {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self { rgb: [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8], alpha: 1.0 }
    }

    /// Part of the way to another colour, both opaque: 0 is this one, 1 the other.
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let mut rgb = self.rgb;
        for (own, others) in rgb.iter_mut().zip(other.rgb) {
            *own = (f64::from(*own) + (f64::from(others) - f64::from(*own)) * share).round().clamp(0.0, 255.0) as u8;
        }
        Self { rgb, alpha: 1.0 }
    }

    /// The same colour, more transparent.
    pub const fn with_alpha(self, alpha: f64) -> Self {
        Self { rgb: self.rgb, alpha }
    }
}
