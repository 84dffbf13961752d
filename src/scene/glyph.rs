//! The symbols of places: shape is side, fill is basis, edge is certainty. The legend draws the same ones.

use crate::chronicle::Basis;
use crate::geo::ScreenPoint;
use crate::scene::appearance::{Appearance, Holder, SpotMark};
use crate::scene::side_shapes::outline_of;
use crate::scene::spot_glyph;
use crate::scene::{Color, Dash, Palette, Shape, Stroke};

/// What a symbol shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Glyph {
    pub holder: Holder,
    pub basis: Basis,
    pub possible: bool,
    pub today: bool,
    /// Whose colours a contested place has from the left to the right.
    pub contenders: [Option<usize>; 3],
    /// Under a siege that is drawn: its ring is a layer of its own and needs room.
    pub besieged: bool,
    pub focus: bool,
    pub selected: bool,
    /// What of its happenings is drawn.
    pub spot: Option<SpotMark>,
}

/// Width of the halo around every symbol, design px.
const HALO: f64 = 1.5;

/// Radius of the ring of the day around a siege, design px.
const AROUND_SIEGE: f64 = 14.6;

impl Glyph {
    pub fn of(appearance: &Appearance<'_>) -> Self {
        Self {
            holder: appearance.holder,
            basis: appearance.basis,
            possible: appearance.possible,
            contenders: appearance.contenders,
            // The hollow star and the siege say enough; a third ring would bury the neighbours' names.
            today: appearance.today && !(appearance.focus && appearance.besieged),
            besieged: appearance.besieged,
            focus: appearance.focus,
            selected: appearance.selected,
            spot: appearance.spot,
        }
    }

    /// A plain symbol, for the legend.
    pub const fn plain(holder: Holder, basis: Basis) -> Self {
        let (contenders, no) = ([Some(1), Some(0), None], false);
        Self { holder, basis, possible: no, today: no, contenders, besieged: no, focus: no, selected: no, spot: None }
    }

    /// Radius of the circle that holds all of it, design px.
    pub fn radius(&self) -> f64 {
        let own: f64 = match self.holder {
            _ if self.selected && self.besieged => 19.0,
            _ if self.selected => 14.5,
            _ if self.today && self.besieged => AROUND_SIEGE + 0.5,
            _ if self.focus && self.today => 13.0,
            _ if self.focus || self.today => 10.0,
            Holder::Contested => 7.0,
            Holder::Side(0) if self.basis == Basis::Documents => 6.5,
            Holder::Side(0) => 5.5,
            Holder::Side(2..) => 7.5,
            Holder::Side(_) | Holder::Second if self.basis == Basis::Documents => 6.0,
            Holder::Side(_) | Holder::Second => 5.0,
            Holder::Happening => self.spot.map_or(4.5, spot_glyph::radius),
            Holder::NotReported => 3.0,
        };
        if self.besieged { own.max(12.5) } else { own }
    }

    /// Its shapes around `at`, from below; `scale` is picture px per design px.
    pub fn shapes(&self, at: ScreenPoint, scale: f64, palette: &Palette) -> Vec<Shape> {
        let pen = Pen { at, scale, palette };
        let mut out = Vec::new();
        if self.selected {
            let ring = if self.besieged {
                17.5
            } else {
                self.spot.map_or(13.0, |spot| spot_glyph::radius(spot) + 3.5).max(13.0)
            };
            pen.ring(ring, 5.0, palette.halo, None, &mut out);
            pen.ring(ring, 2.0, palette.ink, None, &mut out);
        }
        let own = pen.color(self);
        // The arms of a star would hide the ring that surrounds the other symbols.
        let ring = if self.focus { 12.5 } else { 9.5 };
        if self.today && self.besieged {
            // Around the siege, which stays to be seen.
            pen.ring(AROUND_SIEGE, 3.0, palette.halo.with_alpha(0.85), None, &mut out);
            pen.ring(AROUND_SIEGE, 1.0, own, None, &mut out);
        } else if self.today {
            if !self.selected {
                pen.disc(ring + 1.0, palette.halo.with_alpha(0.75), &mut out);
            }
            out.push(Shape::Circle {
                center: at,
                radius: ring * scale,
                fill: Some(own.with_alpha(0.22)),
                stroke: Some(pen.stroke(1.0, own, None)),
            });
        }
        if self.focus {
            pen.focus(self, &mut out);
        } else {
            pen.body(self, &mut out);
        }
        // What is drawn for a holder, or as a star, has the number beside it.
        if let Some(number) = self.spot.and_then(|spot| spot.number)
            && (self.focus || !matches!(self.holder, Holder::Happening | Holder::NotReported))
        {
            out.extend(spot_glyph::badge(number, at, scale, palette));
        }
        out
    }
}

/// A siege as its ring shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Siege {
    /// The side that lays it, by rank, where the accounts say.
    pub by: Option<usize>,
    /// It may not have begun, or may be over.
    pub possible: bool,
}

impl Siege {
    pub fn of(appearance: &Appearance<'_>) -> Self {
        Self { by: appearance.besieger, possible: appearance.possibly_besieged }
    }
}

/// The ring of a siege around `at`, in the colour of the side that lays it.
pub(super) fn siege_shapes(at: ScreenPoint, scale: f64, siege: Siege, palette: &Palette) -> Vec<Shape> {
    let mut out = Vec::new();
    Pen { at, scale, palette }.siege(siege, &mut out);
    out
}

/// Draws around one point.
struct Pen<'p> {
    at: ScreenPoint,
    scale: f64,
    palette: &'p Palette,
}

impl Pen<'_> {
    /// The colour of the side a symbol stands for.
    fn color(&self, glyph: &Glyph) -> Color {
        match glyph.holder {
            Holder::Side(rank) => self.palette.side(rank),
            _ => self.palette.side(0),
        }
    }

    fn body(&self, glyph: &Glyph, out: &mut Vec<Shape>) {
        let halo = self.palette.halo;
        let documents = glyph.basis == Basis::Documents;
        match glyph.holder {
            Holder::Side(0) if glyph.possible => {
                let color = self.palette.sides[0];
                self.disc(4.75 + 0.6 + HALO, halo, out);
                if documents {
                    self.disc(4.75, color.with_alpha(0.45), out);
                }
                self.ring(4.75, 1.25, color, Some((2.0, 1.6)), out);
            }
            Holder::Side(0) if documents => {
                self.disc(5.5 + HALO, halo, out);
                self.disc(5.5, self.palette.sides[0], out);
            }
            Holder::Side(0) => {
                self.disc(4.8 + HALO, halo, out);
                self.ring(4.0, 1.6, self.palette.sides[0], None, out);
            }
            Holder::Side(rank) if rank > 1 || glyph.possible => self.polygon(glyph, rank, out),
            Holder::Side(_) | Holder::Second if documents => {
                self.square(8.4 + 2.0 * HALO, Some(halo), None, out);
                self.square(8.4, Some(self.palette.sides[1]), None, out);
            }
            Holder::Side(_) | Holder::Second => {
                self.square(6.2 + 1.4 + 2.0 * HALO - 0.6, Some(halo), None, out);
                self.square(6.2, None, Some(self.stroke(1.4, self.palette.sides[1], None)), out);
            }
            Holder::Contested => {
                self.diamond(6.5 + HALO * 1.4, halo, out);
                self.halves(self.diamond_points(6.5), glyph, out);
            }
            Holder::Happening | Holder::NotReported if glyph.spot.is_some() => {
                let look = (glyph.basis, glyph.possible);
                let spot = glyph.spot.into_iter();
                out.extend(spot.flat_map(|spot| spot_glyph::shapes(spot, look, self.at, self.scale, self.palette)));
            }
            Holder::NotReported => {
                self.disc(2.0 + HALO, halo, out);
                self.disc(2.0, self.palette.ink3, out);
            }
            Holder::Happening => {
                self.disc(3.6 + HALO, halo, out);
                self.ring(3.0, 1.4, self.palette.ink, None, out);
            }
        }
    }

    fn focus(&self, glyph: &Glyph, out: &mut Vec<Shape>) {
        let halo = self.palette.halo;
        let points = self.star(10.0);
        out.push(Shape::Path {
            parts: vec![(points.clone(), true)],
            fill: Some(halo),
            stroke: Some(self.stroke(2.0 * HALO, halo, None)),
        });
        match glyph.holder {
            Holder::Contested => self.halves(points, glyph, out),
            Holder::Side(rank) if !glyph.possible && glyph.basis == Basis::Reference => {
                let edge = self.stroke(1.6, self.palette.side(rank), None);
                out.push(Shape::Path { parts: vec![(points, true)], fill: Some(halo), stroke: Some(edge) });
            }
            Holder::Side(rank) if !glyph.possible => self.fill(points, self.palette.side(rank), out),
            Holder::Side(rank) => {
                let edge = self.stroke(1.25, self.palette.side(rank), Some((2.0, 1.6)));
                let fill = Some(self.palette.side(rank).with_alpha(0.45));
                out.push(Shape::Path { parts: vec![(points, true)], fill, stroke: Some(edge) });
            }
            _ => {
                let kind = glyph.spot.and_then(|spot| spot.kind);
                self.fill(points, kind.map_or(self.palette.ink, |kind| self.palette.side(kind)), out);
            }
        }
    }

    /// A siege: a ring of heavy dashes, fine ones while it is only possible.
    fn siege(&self, siege: Siege, out: &mut Vec<Shape>) {
        self.disc(11.0 + 1.1 + HALO, self.palette.halo.with_alpha(0.85), out);
        // Eight whole dashes, so that the ring closes: 2π·11 = 8 · (5.6 + 3.04).
        let color = siege.by.map_or(self.palette.ink, |rank| self.palette.side(rank));
        if siege.possible {
            // Twenty: 2π·11 = 20 · (1.6 + 1.856).
            self.ring(11.0, 1.25, color, Some((1.6, 1.856)), out);
        } else {
            self.ring(11.0, 2.25, color, Some((5.6, 3.04)), out);
        }
    }

    fn fill(&self, points: Vec<ScreenPoint>, color: Color, out: &mut Vec<Shape>) {
        out.push(Shape::Path { parts: vec![(points, true)], fill: Some(color), stroke: None });
    }

    /// The halves, of three the thirds, in the colours of those who contest a place, in ink where the accounts do not say
    /// who, pale while that is only possible; a sliver of halo between.
    fn halves(&self, points: Vec<ScreenPoint>, glyph: &Glyph, out: &mut Vec<Shape>) {
        let gap = 0.55 * self.scale;
        let [left, middle, right] = match glyph.contenders {
            [left, right, None] => [left, None, right],
            three => three,
        };
        // A third of the area of a diamond lies beyond two thirds of its half width, near enough for any outline.
        let across = points.iter().map(|p| (p.x - self.at.x).abs()).fold(0.0, f64::max);
        let inner = if middle.is_some() { across * 0.184 } else { 0.0 };
        let paint = |part: Vec<ScreenPoint>, rank: Option<usize>, out: &mut Vec<Shape>| {
            let color = rank.map_or(self.palette.ink3, |rank| self.palette.side(rank));
            self.fill(part, if glyph.possible { color.with_alpha(0.45) } else { color }, out);
        };
        for (rank, sign) in [(left, -1.0), (right, 1.0)] {
            paint(half_plane(&points, self.at.x + sign * (inner + gap), sign), rank, out);
        }
        if middle.is_some() {
            let right_of = half_plane(&points, self.at.x - inner + gap, 1.0);
            paint(half_plane(&right_of, self.at.x + inner - gap, -1.0), middle, out);
        }
    }

    /// The shape of a side from the second on: full for the documents, hollow for the reference, pale while possible.
    fn polygon(&self, glyph: &Glyph, rank: usize, out: &mut Vec<Shape>) {
        let color = self.palette.side(rank);
        let at = |[x, y]: [f64; 2]| ScreenPoint { x: self.at.x + x * self.scale, y: self.at.y + y * self.scale };
        let points: Vec<ScreenPoint> = outline_of(rank).into_iter().map(at).collect();
        let parts = || vec![(points.clone(), true)];
        let around = Some(self.stroke(2.0 * HALO, self.palette.halo, None));
        out.push(Shape::Path { parts: parts(), fill: Some(self.palette.halo), stroke: around });
        let (fill, stroke) = match (glyph.possible, glyph.basis) {
            (true, basis) => {
                let fill = (basis == Basis::Documents).then(|| color.with_alpha(0.45));
                (fill, Some(self.stroke(1.25, color, Some((2.0, 1.6)))))
            }
            (false, Basis::Documents) => (Some(color), None),
            (false, Basis::Reference) => (None, Some(self.stroke(1.4, color, None))),
        };
        out.push(Shape::Path { parts: parts(), fill, stroke });
    }

    fn disc(&self, radius: f64, color: Color, out: &mut Vec<Shape>) {
        out.push(Shape::Circle { center: self.at, radius: radius * self.scale, fill: Some(color), stroke: None });
    }

    fn ring(&self, radius: f64, width: f64, color: Color, dash: Option<(f64, f64)>, out: &mut Vec<Shape>) {
        let stroke = Some(self.stroke(width, color, dash));
        out.push(Shape::Circle { center: self.at, radius: radius * self.scale, fill: None, stroke });
    }

    fn square(&self, side: f64, fill: Option<Color>, stroke: Option<Stroke>, out: &mut Vec<Shape>) {
        let half = side * self.scale / 2.0;
        let min = ScreenPoint { x: self.at.x - half, y: self.at.y - half };
        let max = ScreenPoint { x: self.at.x + half, y: self.at.y + half };
        out.push(Shape::Rect { min, max, corner_radius: 0.0, fill, stroke });
    }

    fn diamond(&self, radius: f64, color: Color, out: &mut Vec<Shape>) {
        self.fill(self.diamond_points(radius), color, out);
    }

    fn diamond_points(&self, radius: f64) -> Vec<ScreenPoint> {
        let r = radius * self.scale;
        let offsets = [(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)];
        offsets.iter().map(|(dx, dy)| ScreenPoint { x: self.at.x + dx, y: self.at.y + dy }).collect()
    }

    fn star(&self, radius: f64) -> Vec<ScreenPoint> {
        let corner = |i: u32| {
            let r = if i.is_multiple_of(2) { radius } else { radius * 0.42 } * self.scale;
            let angle = std::f64::consts::PI * (f64::from(i) / 5.0 - 0.5);
            ScreenPoint { x: self.at.x + r * libm::cos(angle), y: self.at.y + r * libm::sin(angle) }
        };
        (0..10).map(corner).collect()
    }

    fn stroke(&self, width: f64, color: Color, dash: Option<(f64, f64)>) -> Stroke {
        let dash = dash.map(|(on, off)| Dash { on: on * self.scale, off: off * self.scale });
        Stroke { color, width: width * self.scale, dash }
    }
}

/// What of a closed polygon lies beyond the upright line `x = cut`, on the side of `sign`.
fn half_plane(points: &[ScreenPoint], cut: f64, sign: f64) -> Vec<ScreenPoint> {
    let mut kept = Vec::with_capacity(points.len());
    for (&a, &b) in points.iter().zip(points.iter().cycle().skip(1)) {
        let (da, db) = ((a.x - cut) * sign, (b.x - cut) * sign);
        if da >= 0.0 {
            kept.push(a);
        }
        if (da >= 0.0) != (db >= 0.0) {
            let t = da / (da - db);
            kept.push(ScreenPoint { x: cut, y: a.y + (b.y - a.y) * t });
        }
    }
    kept
}
