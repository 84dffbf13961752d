//! What every layer draws from: the inputs, and what several layers need, worked out once.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::{Appearance, Holder, TintedGround, appearances};
use crate::scene::geometry::{Geometry, Projector};
use crate::scene::layer_ids::ROWS;
use crate::scene::layout::Layout;
use crate::scene::rows::RowMap;
use crate::scene::{Inputs, Palette, View};
use std::cell::OnceCell;
use std::sync::Arc;

/// A picture being laid out.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// The records, the slice and the view.
    pub inputs: Inputs<'a>,
    pub(super) palette: &'static Palette,
    pub(super) layout: Layout,
    pub(super) projector: Projector,
    /// In id order.
    pub(super) appearances: Vec<Appearance<'a>>,
    /// By index into the chronicle's areas: how the ground is coloured.
    pub(super) grounds: Vec<TintedGround>,
    pub(super) kind: MapKind,
    /// Whether there is no room for the symbols of what nobody has taken, nor for most names.
    pub(super) crowded: bool,
    /// Picture px per design px of the names on the map.
    pub(super) type_scale: f64,
    /// What lies over the map beside its furniture: names keep clear of it.
    pub(super) reserved: Vec<ScreenRect>,
    rows: OnceCell<Option<Arc<RowMap>>>,
}

/// Which map of a picture this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MapKind {
    /// The map itself.
    Whole,
    /// The small map in the corner of another.
    Inset,
    /// One of many on a page.
    Thumbnail,
}

/// Below this many design px a degree, the map is a thumbnail: no relief, roads, rivers or government squares. Tried on
/// pictures: a square still (42), a window of 1280×800 px (39) and one of 1280×720 (33) carry them all, and every held
/// place its name.
const SMALL_PX_PER_DEGREE: f64 = 30.0;

/// Where more than one in so many listed places stands nearer than this to another, a map as small as that is crowded,
/// design px.
const CROWDED: (usize, f64) = (2, 22.0);

/// Between these many design px a degree the lines of the base map have the width of the design.
const USUAL_PX_PER_DEGREE: [f64; 2] = [44.0, 80.0];

/// What happens nearer to a listed place than this lies under its symbol, design px.
const COVERED: f64 = 9.0;

impl<'a> Sheet<'a> {
    pub(super) fn of(inputs: Inputs<'a>) -> Self {
        let caches = &inputs.atlas.caches;
        let (rules, joined) = (caches.spot_rules(inputs.timeline), caches.joined(inputs.timeline, inputs.view));
        Self::with(inputs, appearances(inputs.chronicle, inputs.slice, inputs.view, (&rules, Some(&joined))))
    }

    /// The same with places that appear otherwise than the slice has them.
    pub(super) fn with(inputs: Inputs<'a>, appearances: Vec<Appearance<'a>>) -> Self {
        let view = inputs.view;
        let ground_of = |place: &str| {
            let at = appearances.binary_search_by(|appearance| appearance.place.id.as_str().cmp(place)).ok()?;
            appearances.get(at).map(Appearance::ground)
        };
        let areas = inputs.chronicle.areas.iter();
        let grounds = areas.map(|area| ground_of(area.place.as_str()).unwrap_or(TintedGround::BARE)).collect();
        let projector = Projector::of(view);
        let crowded = view.px_per_degree() < SMALL_PX_PER_DEGREE && is_crowded(&appearances, &projector, view.scale);
        Self {
            inputs,
            palette: Palette::of(view.theme),
            layout: Layout::of(view.frame, view.size_px, view.scale),
            projector,
            appearances,
            grounds,
            kind: MapKind::Whole,
            crowded,
            type_scale: view.scale,
            reserved: Vec::new(),
            rows: OnceCell::new(),
        }
    }

    /// An instant as one of many small maps on a page.
    pub(super) fn thumbnail(inputs: Inputs<'a>, map: ScreenRect, type_scale: f64, reserved: Vec<ScreenRect>) -> Self {
        let sheet = Self::of(inputs);
        let layout = Layout { map, panel: None, ..sheet.layout };
        let (projector, kind) = (sheet.projector.cut_to(map), MapKind::Thumbnail);
        let rows = OnceCell::new();
        Self { layout, projector, kind, crowded: true, type_scale, reserved, rows, ..sheet }
    }

    /// The same instant in a small map of its own.
    pub(super) fn inset<'i>(&self, view: &'i View, map: ScreenRect) -> Sheet<'i>
    where
        'a: 'i,
    {
        let layout = Layout { map, panel: None, ..self.layout };
        let projector = Projector::of(view).cut_to(map);
        let (appearances, grounds) = (self.appearances.clone(), self.grounds.clone());
        Sheet {
            inputs: Inputs { view, ..self.inputs },
            palette: self.palette,
            layout,
            projector,
            appearances,
            grounds,
            kind: MapKind::Inset,
            crowded: self.crowded,
            type_scale: self.type_scale,
            reserved: Vec::new(),
            rows: OnceCell::new(),
        }
    }

    /// What no instant changes.
    pub(super) fn geometry(&self) -> &'a Geometry {
        self.inputs.atlas.geometry()
    }

    /// Picture px of a length of the design.
    pub(super) fn px(&self, design_px: f64) -> f64 {
        design_px * self.inputs.view.scale
    }

    /// Width of a line of the base map: a little more where the map is near, a little less where it is far.
    pub(super) fn line_px(&self, design_px: f64) -> f64 {
        let room = self.inputs.view.px_per_degree();
        let [far, near] = USUAL_PX_PER_DEGREE;
        let factor = if self.kind == MapKind::Thumbnail {
            1.0
        } else if room > near {
            libm::pow(room / near, 0.25).min(1.6)
        } else {
            libm::sqrt(room / far).clamp(0.75, 1.0)
        };
        self.px(design_px * factor)
    }

    /// Whether the map is a thumbnail.
    pub(super) fn is_small(&self) -> bool {
        self.kind == MapKind::Thumbnail || self.inputs.view.px_per_degree() < SMALL_PX_PER_DEGREE
    }

    /// What is drawn of the rows of tables.
    pub(super) fn rows(&self) -> Option<&RowMap> {
        let shown = self.inputs.view.shows(ROWS) && self.kind != MapKind::Inset;
        let work_out = || {
            let rows = self.inputs.slice.rows.as_ref().filter(|_| shown)?;
            let (map, px) = (self.layout.map, self.px(1.0));
            let of = || RowMap::of(rows.now(), rows.tables(), &self.projector, map, px).map(Arc::new);
            Option::clone(&self.inputs.atlas.caches.rows((rows.now(), self.projector, map, px), of))
        };
        self.rows.get_or_init(work_out).as_deref()
    }

    /// How a place appears, if it is drawn.
    pub(super) fn appearance(&self, place: &str) -> Option<&Appearance<'a>> {
        let at = self.appearances.binary_search_by(|appearance| appearance.place.id.as_str().cmp(place)).ok()?;
        self.appearances.get(at)
    }

    /// The places on the map, with where they are.
    pub(super) fn visible(&self) -> impl Iterator<Item = (&Appearance<'a>, ScreenPoint)> {
        let places =
            self.appearances.iter().map(|appearance| (appearance, self.projector.position(appearance.position)));
        // A symbol at the edge of an inset would reach over it.
        let edge = if self.kind == MapKind::Inset { self.px(8.0) } else { 0.0 };
        places.filter(move |(appearance, at)| {
            self.layout.map.grown(-edge).contains(*at) && !self.is_covered(appearance, *at)
        })
    }

    /// Whether a symbol would only peep out from under that of a listed place.
    fn is_covered(&self, appearance: &Appearance<'_>, at: ScreenPoint) -> bool {
        let near = |other: &Appearance<'_>| {
            let there = self.projector.position(other.position);
            libm::hypot(there.x - at.x, there.y - at.y) < self.px(COVERED)
        };
        appearance.holder == Holder::Happening
            && appearance.spot.is_none()
            && !(appearance.focus || appearance.selected)
            && self.appearances.iter().any(|other| (other.holder != Holder::Happening || other.focus) && near(other))
    }
}

/// Whether many listed places stand so near to each other that not all of them can be told apart.
fn is_crowded(appearances: &[Appearance<'_>], projector: &Projector, scale: f64) -> bool {
    let (one_in, near) = (CROWDED.0, CROWDED.1 * scale);
    let listed = appearances.iter().filter(|appearance| appearance.place.listed);
    let mut at: Vec<ScreenPoint> = listed.map(|appearance| projector.position(appearance.position)).collect();
    at.sort_by(|a, b| a.x.total_cmp(&b.x));
    let meets = |(i, p): (usize, &ScreenPoint)| {
        let within = |q: &&ScreenPoint| (q.x - p.x).abs() < near;
        let before = at.iter().take(i).rev().take_while(within);
        let after = at.iter().skip(i + 1).take_while(within);
        before.chain(after).any(|q| libm::hypot(q.x - p.x, q.y - p.y) < near)
    };
    let met = at.iter().enumerate().filter(|entry| meets(*entry)).count();
    met * one_in > at.len()
}
