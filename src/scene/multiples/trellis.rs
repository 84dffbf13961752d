//! The page: title, the maps in their cells, the key, the credits.

use crate::chronicle::Basis;
use crate::geo::{BBox, LonLat, ScreenPoint, ScreenRect};
use crate::scene::furniture::credits;
use crate::scene::layer_ids::MULTIPLES;
use crate::scene::multiples::grid::{DENSE, Grid, ROOMY, Style};
use crate::scene::multiples::key::draw_key;
use crate::scene::multiples::request::Multiples;
use crate::scene::multiples::small_map::{Figures, MapWords, SmallMaps};
use crate::scene::sheet::Sheet;
use crate::scene::write::Setting;
use crate::scene::{Frame, Inputs, Mark, Palette, Scene, Shape, Stratum, View, Weight};
use crate::timeline::Timeslice;
use crate::words::{multiples, taken_in_brief};

/// Space around the page, design px.
const MARGIN: f64 = 36.0;
/// Height of its foot, two lines of credits and some air over them: of a low page and of others, design px; and as a
/// share of the page's height.
const FOOT: [f64; 2] = [38.0, 54.0];
const FOOT_SHARE: f64 = 0.075;
/// Maps narrower than this are set dense, design px.
const DENSE_BELOW: f64 = 130.0;
/// Sizes of title and subtitle, design px.
const TITLE: f64 = 27.0;
const SUBTITLE: f64 = 13.3;

/// Lays out the page.
pub fn multiples(of: Multiples<'_>) -> Scene {
    let page = Trellis::of(of);
    Scene {
        size_px: of.view.size_px,
        background: Palette::of(of.view.theme).panel,
        marks: page.marks(),
        description: page.description(),
    }
}

impl Multiples<'_> {
    /// The cell of every map on the page, header included, px, in the order of the clocks.
    pub fn cells(&self) -> Vec<ScreenRect> {
        Trellis::of(*self).grid.cells
    }
}

/// A page being laid out.
struct Trellis<'a> {
    of: Multiples<'a>,
    slices: Vec<Timeslice>,
    bases: Vec<Basis>,
    head: Head,
    grid: Grid,
    figures: Figures,
    bbox: BBox,
    /// The page's own view, for what is drawn once.
    view: View,
}

/// Title and subtitle, and where they end.
struct Head {
    shapes: Vec<Shape>,
    bottom: f64,
}

impl<'a> Trellis<'a> {
    fn of(of: Multiples<'a>) -> Self {
        let scale = of.scale();
        let slices: Vec<Timeslice> = of.clocks.iter().map(|clock| of.timeline.slice(*clock)).collect();
        let bases = of.view.bases_in(of.chronicle);
        let head = head(of);
        let [width, height] = of.view.size_px;
        let margin = MARGIN * scale;
        let [low, usual] = FOOT.map(|foot| foot * scale);
        let area = ScreenRect {
            min: ScreenPoint { x: margin, y: head.bottom },
            max: ScreenPoint { x: width - margin, y: height - (height * FOOT_SHARE).clamp(low, usual) },
        };
        let bbox = area_shown(of);
        let aspect = aspect(bbox);
        // The figure stands in a corner of the map that the country leaves free, else below the map.
        let grid = |style| Grid::of(area, of.clocks.len(), aspect, style, scale);
        let first = grid(ROOMY);
        let (grid, figures) = if first.map_width < DENSE_BELOW * scale {
            (grid(DENSE), Figures::Header)
        } else if let Some(corner) = Figures::in_a_corner(of, &first, bbox, &slices, &bases) {
            (first, corner)
        } else {
            (grid(Style { foot: Figures::FOOT, ..ROOMY }), Figures::Below)
        };
        let view = View { scale, frame: Frame::Still, ..of.view.clone() };
        Self { of, slices, bases, head, grid, figures, bbox, view }
    }

    fn marks(&self) -> Vec<Mark> {
        let mut out: Vec<Mark> = Vec::new();
        out.extend(self.head.shapes.iter().cloned().map(furniture));
        let maps = SmallMaps::of(self.of, &self.grid, self.bbox, self.figures);
        let dates = multiples::dates(self.of.clocks);
        let mut sheets = Vec::new();
        for (i, (slice, date)) in self.slices.iter().zip(&dates).enumerate() {
            let Some(map) = maps.sheet(i, slice) else { continue };
            let taken = taken_in_brief(self.of.chronicle, slice, &self.bases);
            let figures = multiples::figures(self.of.chronicle, slice, &self.bases);
            let words = MapWords { date, taken: &taken, figures: &figures };
            maps.draw(&map, i, words, &mut out);
            sheets.push(map);
        }
        if let Some(last) = self.slices.last() {
            let sheet = self.sheet(last);
            if let Some(key) = self.grid.key {
                let mut shapes = Vec::new();
                let note =
                    multiples::note(self.of.chronicle, last.counts.of, &self.bases, self.figures == Figures::Header);
                draw_key(&sheet, &sheets, key, self.grid.key_cell, &note, &mut shapes);
                out.extend(shapes.into_iter().map(furniture));
            }
            self.foot(&sheet, &mut out);
        }
        out
    }

    /// The page as one sheet: for what is drawn once.
    fn sheet<'s>(&'s self, slice: &'s Timeslice) -> Sheet<'s> {
        let Multiples { chronicle, atlas, timeline, .. } = self.of;
        let view = &self.view;
        let [width, height] = view.size_px;
        let whole = ScreenRect::new(0.0, 0.0, width, height);
        Sheet::thumbnail(Inputs { chronicle, atlas, timeline, slice, view }, whole, view.scale, Vec::new())
    }

    fn foot(&self, sheet: &Sheet<'_>, out: &mut Vec<Mark>) {
        let palette = Palette::of(self.of.view.theme);
        let scale = self.of.scale();
        let [width, height] = self.of.view.size_px;
        let margin = MARGIN * scale;
        let name = Setting::new(11.0 * scale, Weight::SemiBold, palette.ink);
        let room = width - 2.0 * margin - name.width("Dateline") - 24.0 * scale;
        let (setting, lines) = credits::lines(sheet, room, 2);
        let leading = credits::LEADING * scale;
        let first = height - 16.0 * scale - leading * (lines.len().saturating_sub(1)) as f64;
        for (i, line) in lines.iter().enumerate() {
            out.push(furniture(setting.line(margin, first + leading * i as f64, line)));
        }
        out.push(furniture(name.line_to(width - margin, height - 16.0 * scale, "Dateline")));
    }

    /// The page in words.
    fn description(&self) -> String {
        let dates = multiples::dates(self.of.clocks);
        let days = self.slices.iter().zip(&dates).map(|(slice, date)| {
            let taken = taken_in_brief(self.of.chronicle, slice, &self.bases);
            let (large, small) = multiples::figures(self.of.chronicle, slice, &self.bases);
            let small = if small.is_empty() { small } else { format!(" ({small})") };
            let taken = taken.first().map_or("", String::as_str);
            format!("{date}: {taken}; {large} of {} held{small}.", slice.counts.of)
        });
        let head =
            format!("{}. {}.", self.of.chronicle.meta.title, multiples::subtitle(self.of.chronicle, self.of.clocks));
        std::iter::once(head).chain(days).collect::<Vec<_>>().join(" ")
    }
}

fn furniture(shape: Shape) -> Mark {
    Mark { stratum: Stratum::Furniture, layer: MULTIPLES, record: None, shape }
}

fn head(of: Multiples<'_>) -> Head {
    let palette = Palette::of(of.view.theme);
    let scale = of.scale();
    let width = of.view.size_px[0] - 2.0 * MARGIN * scale;
    let title = Setting::new(TITLE * scale, Weight::Bold, palette.ink).spacing(-0.0205 * TITLE * scale);
    let subtitle = Setting::new(SUBTITLE * scale, Weight::Regular, palette.ink2);
    let mut shapes = Vec::new();
    let mut baseline = MARGIN * scale * 0.62;
    for line in title.wrap(&of.chronicle.meta.title, width) {
        baseline += TITLE * 1.08 * scale;
        shapes.push(title.line(MARGIN * scale, baseline, &line));
    }
    baseline += 4.0 * scale;
    for line in subtitle.wrap(&multiples::subtitle(of.chronicle, of.clocks), width) {
        baseline += SUBTITLE * 1.35 * scale;
        shapes.push(subtitle.line(MARGIN * scale, baseline, &line));
    }
    Head { shapes, bottom: baseline + 24.0 * scale }
}

/// What every map shows: all of the chronicle's opening view where the view shows all of that, else what it shows.
fn area_shown(of: Multiples<'_>) -> BBox {
    let (seen, all) = (of.view.viewport.bbox(), of.chronicle.meta.bbox);
    let whole = seen.west <= all.west && seen.south <= all.south && seen.east >= all.east && seen.north >= all.north;
    if whole { all } else { of.view.fitted_bbox() }
}

/// Width to height of a box on the map.
fn aspect(bbox: BBox) -> f64 {
    let (a, b) = (LonLat::new(bbox.west, bbox.north).world(), LonLat::new(bbox.east, bbox.south).world());
    ((b.x - a.x) / (b.y - a.y).max(1e-9)).clamp(0.2, 5.0)
}
