//! One map of the page: rule, date, what was taken, the thumbnail, the figures.

use crate::chronicle::Basis;
use crate::geo::{BBox, LonLat, ScreenPoint, ScreenRect, Viewport};
use crate::scene::geometry::Projector;
use crate::scene::layer_ids as ids;
use crate::scene::layers::draw_layers;
use crate::scene::multiples::grid::{Grid, Style};
use crate::scene::multiples::request::Multiples;
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Frame, Inputs, Mark, Palette, Shape, Stratum, Stroke, View, Weight};
use crate::timeline::Timeslice;
use crate::words::multiples;

/// A cell this wide has its symbols at full size for a thumbnail, and how large those are beside a still's, design px.
const ROOMY: f64 = 290.0;
const SYMBOLS: [f64; 2] = [0.46, 0.78];
/// Names on a thumbnail beside those of a still.
const NAMES: f64 = 0.8;
/// Kept free around the country within a cell, design px: left, top, right, bottom.
const PADDING: [f64; 4] = [0.0, 6.0, 0.0, 2.0];

/// What a small map shows: under the tints, the tints, over them, and above all.
const BELOW: [&str; 1] = [ids::LAND];
const TINTS: [&str; 3] = [ids::POSSIBLE, ids::REFERENCE, ids::DOCUMENTS];
const LINES: [&str; 2] = [ids::PROVINCE_LINES, ids::COUNTRY_LINES];
const ABOVE: [&str; 4] = [ids::OUTLINES, ids::SIEGES, ids::SYMBOLS, ids::LABELS];

fn layers(sheet: &Sheet<'_>, wanted: &[&str]) -> Vec<Mark> {
    draw_layers(sheet, |layer| wanted.contains(&layer.id))
}

/// Where the figures of every map stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figures {
    /// At the right and at the bottom of the cell, or not.
    Corner { right: bool, bottom: bool },
    /// Under the map.
    Below,
    /// Beside the date.
    Header,
}

impl Figures {
    /// Height of the line under the map, design px.
    pub const FOOT: f64 = 19.0;

    /// The first corner in which the figures of all maps cover no land that is drawn.
    pub fn in_a_corner(
        of: Multiples<'_>,
        grid: &Grid,
        bbox: BBox,
        slices: &[Timeslice],
        bases: &[Basis],
    ) -> Option<Self> {
        let body = body(*grid.cells.first()?, of.scale(), grid.style);
        let type_sizes = Sizes::of(body.width(), of.scale());
        let size = slices.iter().map(|slice| type_sizes.block(&multiples::figures(of.chronicle, slice, bases)));
        let [width, height] = size.fold([0.0, 0.0], |a: [f64; 2], b| [a[0].max(b[0]), a[1].max(b[1])]);
        let view = of.view;
        let camera = View { viewport: camera(bbox, body, of.scale()), size_px: view.size_px, ..view.clone() };
        let projector = Projector::of(&camera);
        let clear = |rect: ScreenRect| {
            let free = |p: &crate::geo::WorldPoint| !rect.contains(projector.point(*p));
            let own =
                of.atlas.geometry().countries.iter().filter(|country| country.focus).flat_map(|country| &country.rings);
            of.atlas.geometry().arcs.iter().map(|arc| &arc.track).chain(own).all(|track| track.points.iter().all(free))
        };
        let corners = [(true, true), (false, true), (true, false), (false, false)];
        corners
            .into_iter()
            .map(|(right, bottom)| Self::Corner { right, bottom })
            .find(|corner| corner.place(body, [width, height]).is_some_and(|rect| clear(rect.grown(3.0 * of.scale()))))
    }

    fn place(self, body: ScreenRect, [width, height]: [f64; 2]) -> Option<ScreenRect> {
        let Self::Corner { right, bottom } = self else { return None };
        let x = if right { body.max.x - width } else { body.min.x };
        let y = if bottom { body.max.y - height } else { body.min.y };
        Some(ScreenRect::new(x, y, width, height))
    }
}

/// Sizes of the words of a cell, px.
#[derive(Clone, Copy)]
struct Sizes {
    date: f64,
    taken: f64,
    large: f64,
    small: f64,
}

impl Sizes {
    fn of(cell_px: f64, scale: f64) -> Self {
        let width = cell_px / scale;
        let [date, taken] = match width {
            w if w >= 170.0 => [13.0, 10.8],
            w if w >= 130.0 => [11.5, 10.0],
            _ => [10.0, 10.0],
        };
        let large = (width * 0.076).clamp(13.0, 22.0);
        Self { date: date * scale, taken: taken * scale, large: large * scale, small: 10.0 * scale }
    }

    fn block(self, (large, small): &(String, String)) -> [f64; 2] {
        let ink = Palette::of(crate::scene::Theme::Light).ink;
        let width = Setting::new(self.large, Weight::Bold, ink).width(large);
        let below = Setting::new(self.small, Weight::Regular, ink).width(small);
        let height = self.large * 0.8 + if small.is_empty() { 0.0 } else { self.small * 1.55 };
        [width.max(below), height]
    }
}

/// The words of one map.
#[derive(Clone, Copy)]
pub(super) struct MapWords<'w> {
    pub date: &'w str,
    /// What was taken, from the fullest form to the shortest.
    pub taken: &'w [String],
    pub figures: &'w (String, String),
}

/// What all maps share.
pub(super) struct SmallMaps<'a> {
    of: Multiples<'a>,
    cells: Vec<ScreenRect>,
    views: Vec<View>,
    figures: Figures,
    style: Style,
    sizes: Sizes,
    /// Land and borders of the first map.
    below: Vec<Mark>,
    lines: Vec<Mark>,
}

/// The part of a cell under its header, without the foot.
fn body(cell: ScreenRect, scale: f64, style: Style) -> ScreenRect {
    ScreenRect {
        min: ScreenPoint { x: cell.min.x, y: cell.min.y + style.header * scale },
        max: ScreenPoint { x: cell.max.x, y: cell.max.y - style.foot * scale },
    }
}

/// The camera of a map: what is shown at the left of its cell, so that all stand in line with their dates.
fn camera(bbox: BBox, body: ScreenRect, scale: f64) -> Viewport {
    let (origin, size) = ([body.min.x, body.min.y], [body.width(), body.height()]);
    let [left, top, right, bottom] = PADDING.map(|side| side * scale);
    let first = Viewport::fit(bbox, origin, size, [left, top, right, bottom]);
    let east = first.screen_from_lon_lat(LonLat::new(bbox.east, bbox.south)).x;
    let spare = 2.0 * (body.max.x - right - east).max(0.0);
    Viewport::fit(bbox, origin, size, [left, top, right + spare, bottom])
}

impl<'a> SmallMaps<'a> {
    pub fn of(of: Multiples<'a>, grid: &Grid, bbox: BBox, figures: Figures) -> Self {
        let scale = of.scale();
        let width = grid.cells.first().map_or(0.0, |cell| cell.width());
        let symbols = scale * (width / scale / ROOMY * SYMBOLS[1]).clamp(SYMBOLS[0], SYMBOLS[1]);
        let bodies: Vec<ScreenRect> = grid.cells.iter().map(|cell| body(*cell, scale, grid.style)).collect();
        let view = |body: &ScreenRect| View {
            viewport: camera(bbox, *body, scale),
            scale: symbols,
            frame: Frame::Still,
            ..of.view.clone()
        };
        let views: Vec<View> = bodies.iter().map(view).collect();
        Self {
            of,
            cells: grid.cells.clone(),
            views,
            figures,
            style: grid.style,
            sizes: Sizes::of(width, scale),
            below: Vec::new(),
            lines: Vec::new(),
        }
        .with_base()
    }

    /// Lays out what is the same on every map.
    fn with_base(mut self) -> Self {
        let Some(clock) = self.of.clocks.first() else { return self };
        let slice = self.of.timeline.slice(*clock);
        let (below, lines) = match self.sheet(0, &slice) {
            Some(sheet) => (layers(&sheet, &BELOW), layers(&sheet, &LINES)),
            None => (Vec::new(), Vec::new()),
        };
        (self.below, self.lines) = (below, lines);
        self
    }

    /// The sheet of one map.
    pub fn sheet<'s>(&'s self, index: usize, slice: &'s Timeslice) -> Option<Sheet<'s>> {
        let Multiples { chronicle, atlas, timeline, .. } = self.of;
        let view = self.views.get(index)?;
        let [x, y] = view.viewport.origin_px;
        let [width, height] = view.viewport.size_px;
        let body = ScreenRect::new(x, y, width, height);
        let block = self.sizes.block(&multiples::figures(chronicle, slice, &view.bases_in(chronicle)));
        let reserved = self.figures.place(body, block).into_iter().map(|rect| rect.grown(2.0 * self.of.scale()));
        let inputs = Inputs { chronicle, atlas, timeline, slice, view };
        Some(Sheet::thumbnail(inputs, body, NAMES * self.of.scale(), reserved.collect()))
    }

    /// Draws one map with its words.
    pub fn draw(&self, sheet: &Sheet<'_>, index: usize, words: MapWords<'_>, out: &mut Vec<Mark>) {
        let (Some(cell), Some(view), Some(first)) = (self.cells.get(index), self.views.get(index), self.views.first())
        else {
            return;
        };
        let by = [0, 1].map(|axis: usize| {
            let of = |view: &View| view.viewport.origin_px.get(axis).copied().unwrap_or_default();
            of(view) - of(first)
        });
        let moved = |marks: &'_ [Mark]| -> Vec<Mark> {
            marks.iter().map(|m| Mark { shape: moved(&m.shape, by), ..m.clone() }).collect()
        };
        // Where only the whole can be read, names would be all there is to see.
        let bare = self.figures == Figures::Header;
        let above = draw_layers(sheet, |layer| ABOVE.contains(&layer.id) && !(bare && layer.id == ids::LABELS));
        out.extend(moved(&self.below));
        out.extend(layers(sheet, &TINTS));
        out.extend(moved(&self.lines));
        out.extend(above);
        self.words(*cell, words, out);
    }

    fn words(&self, cell: ScreenRect, words: MapWords<'_>, out: &mut Vec<Mark>) {
        let palette = Palette::of(self.of.view.theme);
        let scale = self.of.scale();
        let mut push =
            |shape| out.push(Mark { stratum: Stratum::Furniture, layer: ids::MULTIPLES, record: None, shape });
        push(Shape::level(cell.min, cell.max.x, Stroke { color: palette.ink, width: scale, dash: None }));
        let baseline = cell.min.y + 16.0 * scale;
        let date = Setting::new(self.sizes.date, Weight::Bold, palette.ink);
        if self.figures != Figures::Header {
            push(date.line(cell.min.x, baseline, words.date));
        }
        let taken = Setting::new(self.sizes.taken, Weight::Regular, palette.ink2);
        let x = cell.min.x + date.width(words.date) + 8.0 * scale;
        let (large, small) = words.figures;
        if self.figures == Figures::Header {
            // "12–13 3": the second figure is the documents'.
            let small = small.split(' ').next().unwrap_or_default();
            let after = if small.is_empty() { 0.0 } else { taken.width(small) + 4.0 * scale };
            let room = cell.width() - after - date.width(large) - 5.0 * scale;
            // Without its weekday, then without its month, if need be.
            let short = words.date.split_once(' ').map_or("", |(_, short)| short);
            let forms = [words.date, short, short.split(' ').next().unwrap_or_default()];
            if let Some(form) = forms.into_iter().find(|form| date.width(form) <= room) {
                push(date.line(cell.min.x, baseline, form));
            }
            push(taken.line_to(cell.max.x, baseline, small));
            push(date.line_to(cell.max.x - after, baseline, large));
            return;
        }
        if let Some(text) = words.taken.iter().find(|text| x + taken.width(text) <= cell.max.x) {
            push(taken.line(x, baseline, text));
        }
        let number = Setting::new(self.sizes.large, Weight::Bold, palette.ink);
        let note = Setting::new(self.sizes.small, Weight::Regular, palette.ink2);
        let body = body(cell, scale, self.style);
        if let Some(block) = self.figures.place(body, self.sizes.block(words.figures)) {
            let top = block.min.y + self.sizes.large * 0.76;
            let bottom = block.max.y - self.sizes.small * 0.2;
            let right = matches!(self.figures, Figures::Corner { right: true, .. });
            let set = |setting: Setting, y: f64, text: &str| {
                if right { setting.line_to(block.max.x, y, text) } else { setting.line(block.min.x, y, text) }
            };
            push(set(number, top, large));
            push(set(note, bottom, small));
        } else {
            let baseline = cell.max.y - 4.0 * scale;
            push(number.line(cell.min.x, baseline, large));
            push(note.line(cell.min.x + number.width(large) + 6.0 * scale, baseline, small));
        }
    }
}

fn moved(shape: &Shape, by: [f64; 2]) -> Shape {
    let to = |p: &ScreenPoint| ScreenPoint { x: p.x + by[0], y: p.y + by[1] };
    match shape {
        Shape::Path { parts, fill, stroke } => Shape::Path {
            parts: parts.iter().map(|(points, closed)| (points.iter().map(to).collect(), *closed)).collect(),
            fill: *fill,
            stroke: stroke.clone(),
        },
        other => other.clone(),
    }
}
