//! The map of a page in three sizes, from the scene: what never changes once, what changes as numbered pieces, and for
//! each state the numbers of its pieces in paint order.

use crate::chronicle::{PlaceId, Precision};
use crate::export::page::numbered::Numbered;
use crate::export::page::relief::Reliefs;
use crate::export::page::states::States;
use crate::export::page::tones::Tones;
use crate::export::svg_elements::write_shape;
use crate::export::{ExportError, Job, Progress};
use crate::geo::{BBox, ScreenPoint, ScreenRect};
use crate::scene::layer_ids::{INSET, SCALE_BAR, SYMBOLS};
use crate::scene::{Frame, Inputs, Mark, Record, Shape, Stratum, Theme, View, background, build, marks_of, signs_of};
use crate::timeline::Timeslice;
use std::collections::{BTreeMap, BTreeSet};

/// Layers of the furniture that belong to the map; the page sets all other words itself.
const OVER: [&str; 2] = [INSET, SCALE_BAR];

/// Room of the button in the lower right corner of the smallest map, on the narrowest screen.
const BUTTON_PX: f64 = 68.0;

/// The map in all sizes, their colours and their relief.
pub(super) struct Maps {
    pub editions: Vec<Edition>,
    pub tones: Tones,
    pub reliefs: Reliefs,
    /// Signs of the legends: words and drawing.
    pub signs: Numbered<(String, String)>,
    /// Pieces of all editions, drawn.
    pub pieces: Numbered<String>,
}

/// Width and height of the map on a wide screen, px.
pub const LARGE_PX: [f64; 2] = [900.0, 590.0];

/// The map for one width of screen.
pub(super) struct Edition {
    pub name: &'static str,
    pub view: View,
    /// What lies below the tints, and below the marks: drawn once.
    pub ground: String,
    pub lines: String,
    /// What can be shown, each once.
    pub scenes: Numbered<Scene>,
    /// For each sight, the number of its scene.
    pub by_sight: Vec<usize>,
    /// Where places stand, px; and where they stand again in the inset.
    pub positions: BTreeMap<PlaceId, [f64; 2]>,
    pub again: BTreeMap<PlaceId, [f64; 2]>,
}

/// One picture: numbers of pieces and signs, and the places that carry a symbol.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub(super) struct Scene {
    pub tints: Vec<usize>,
    pub marks: Vec<usize>,
    pub over: Vec<usize>,
    pub signs: Vec<usize>,
    #[serde(skip)]
    pub places: BTreeSet<PlaceId>,
}

impl Maps {
    /// Draws every sight in every size.
    pub fn of(job: &Job, states: &States, progress: &dyn Progress) -> Result<Self, ExportError> {
        let mut maps = Self {
            editions: Vec::new(),
            tones: Tones::default(),
            reliefs: Reliefs::default(),
            signs: Numbered::default(),
            pieces: Numbered::default(),
        };
        maps.tones.pair(background(Theme::Light), background(Theme::Dark));
        let sizes = [("large", LARGE_PX), ("medium", [700.0, 470.0]), ("small", [390.0, 312.0])];
        let steps = sizes.len() * states.sights.len();
        for (i, (name, size)) in sizes.into_iter().enumerate() {
            let mut edition = Edition::empty(job, name, size);
            let Some(first) = states.sights.first() else { continue };
            edition.ground = maps.drawn(&edition, job, first, &[Stratum::Ground]).concat();
            edition.lines = maps.drawn(&edition, job, first, &[Stratum::Lines]).concat();
            for (done, slice) in states.sights.iter().enumerate() {
                progress.go_on()?;
                let scene = maps.scene(&mut edition, job, slice);
                let number = edition.scenes.number(scene);
                edition.by_sight.push(number);
                progress.step(i * states.sights.len() + done + 1, steps);
            }
            maps.editions.push(edition);
        }
        Ok(maps)
    }

    /// What of a slice follows time.
    fn scene(&mut self, edition: &mut Edition, job: &Job, slice: &Timeslice) -> Scene {
        let mut places = BTreeSet::new();
        let mut numbered = |maps: &mut Self, stratum| {
            let (light, dark) = both(edition, job, slice, &[stratum]);
            maps.tones.learn(&light, &dark);
            edition.again.extend(light.iter().filter_map(again));
            places.extend(light.iter().filter(|mark| mark.layer == SYMBOLS).filter_map(place_of));
            let pieces = pieces(&light, &maps.tones);
            pieces.into_iter().map(|piece| maps.pieces.number(piece)).collect::<Vec<_>>()
        };
        let (tints, marks, over) =
            (numbered(self, Stratum::Tints), numbered(self, Stratum::Marks), numbered(self, Stratum::Furniture));
        let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| {
            let view = View { names: None, theme, ..edition.view.clone() };
            signs_of(Inputs { view: &view, ..job.inputs(slice) })
        });
        let mut signs = Vec::new();
        for ((label, light), (_, dark)) in light.into_iter().zip(dark) {
            self.tones.learn(&light, &dark);
            signs.push(self.signs.number((label, drawn(&light, &self.tones))));
        }
        Scene { tints, marks, over, signs, places }
    }

    /// Strata that do not change, the relief left to [`Reliefs`].
    fn drawn(&mut self, edition: &Edition, job: &Job, slice: &Timeslice, strata: &[Stratum]) -> Vec<String> {
        let (light, dark) = both(edition, job, slice, strata);
        self.tones.learn(&light, &dark);
        let mut out = Vec::new();
        let [width, height] = edition.view.size_px;
        let seen = ScreenRect::new(0.0, 0.0, width, height);
        for (light, dark) in light.iter().zip(&dark) {
            match (&light.shape, &dark.shape) {
                (Shape::Relief { min, max, png: light }, Shape::Relief { png: dark, .. }) => {
                    let rect = ScreenRect { min: *min, max: *max };
                    out.push(self.reliefs.place(rect, seen, [light, dark]));
                }
                _ => {
                    let mut element = String::new();
                    write_shape(&mut element, &light.shape, &self.tones);
                    out.push(element);
                }
            }
        }
        out
    }
}

/// Marks of a slice in both themes; the geometry is the same.
fn both(edition: &Edition, job: &Job, slice: &Timeslice, strata: &[Stratum]) -> (Vec<Mark>, Vec<Mark>) {
    let of = |theme| {
        let view = View { theme, ..edition.view.clone() };
        let mut marks = marks_of(Inputs { view: &view, ..job.inputs(slice) }, strata);
        marks.retain(is_on_the_map);
        marks.retain(|mark| !edition.lies_under_the_button(mark));
        marks
    };
    (of(Theme::Light), of(Theme::Dark))
}

/// Whether a mark is drawn with the map; headline, legend and credits are text of the page.
fn is_on_the_map(mark: &Mark) -> bool {
    mark.stratum != Stratum::Furniture || OVER.contains(&mark.layer)
}

fn place_of(mark: &Mark) -> Option<PlaceId> {
    match &mark.record {
        Some(Record::Place(id)) => Some(id.clone()),
        _ => None,
    }
}

/// A place with the middle of its symbol in the inset.
fn again(mark: &Mark) -> Option<(PlaceId, [f64; 2])> {
    let place = place_of(mark).filter(|_| mark.layer == INSET)?;
    let points: Vec<ScreenPoint> = match &mark.shape {
        Shape::Path { parts, .. } => parts.iter().flat_map(|(points, _)| points.iter().copied()).collect(),
        Shape::Circle { center, .. } => vec![*center],
        Shape::Rect { min, max, .. } => vec![*min, *max],
        Shape::Text(_) | Shape::Relief { .. } => return None,
    };
    let around = ScreenRect::around(points)?;
    Some((place, [(around.min.x + around.max.x) / 2.0, (around.min.y + around.max.y) / 2.0]))
}

/// The marks of one record and layer as one piece, others each as their own.
fn pieces(marks: &[Mark], tones: &Tones) -> Vec<String> {
    let together = |a: &Mark, b: &Mark| a.layer == b.layer && a.record.is_some() && a.record == b.record;
    let area = |marks: &[Mark]| match marks.first().and_then(|mark| mark.record.as_ref()) {
        Some(Record::Area(id)) => format!(" data-area=\"{}\"", crate::export::escape(id.as_str())),
        _ => String::new(),
    };
    marks.chunk_by(together).map(|group| format!("{}>{}", area(group), drawn(group, tones))).collect()
}

fn drawn(marks: &[Mark], tones: &Tones) -> String {
    let mut out = String::new();
    for mark in marks {
        write_shape(&mut out, &mark.shape, tones);
    }
    out
}

impl Edition {
    /// Whether a name that belongs to no record stands where the smallest map has its button.
    fn lies_under_the_button(&self, mark: &Mark) -> bool {
        let Shape::Text(run) = &mark.shape else { return false };
        let [width, height] = self.view.size_px;
        self.name == "small"
            && mark.record.is_none()
            && run.at.x + run.width > width - BUTTON_PX
            && run.at.y > height - BUTTON_PX
    }

    /// The picture of a sight.
    pub fn scene(&self, sight: usize) -> Option<&Scene> {
        self.scenes.values().get(*self.by_sight.get(sight)?)
    }

    fn empty(job: &Job, name: &'static str, size_px: [f64; 2]) -> Self {
        let viewport = View::fitted(bbox(job), Frame::Page, size_px, 1.0);
        let view = View {
            viewport,
            size_px,
            scale: 1.0,
            frame: Frame::Page,
            theme: Theme::Light,
            hidden: job.view.hidden.clone(),
            selection: None,
            names: job.view.names.clone(),
        };
        let pointed = |place: &&crate::chronicle::Place| place.precision.is_none_or(|p| p <= Precision::Settlement);
        let places = job.chronicle().places.values().filter(pointed);
        let seen = ScreenRect::new(0.0, 0.0, size_px[0], size_px[1]);
        let positions = places
            .filter_map(|place| Some((place.id.clone(), viewport.screen_from_lon_lat(place.position?))))
            .filter(|(_, at)| seen.contains(*at))
            .map(|(id, at)| (id, [at.x, at.y]))
            .collect();
        Self {
            name,
            view,
            ground: String::new(),
            lines: String::new(),
            scenes: Numbered::default(),
            by_sight: Vec::new(),
            positions,
            again: BTreeMap::new(),
        }
    }
}

/// The map a page opens on, as a wide screen shows it.
pub fn page_map(job: &Job) -> crate::scene::Scene {
    let slice = job.timeline.slice(job.last());
    let Edition { view, .. } = Edition::empty(job, "large", LARGE_PX);
    let mut scene = build(Inputs { view: &view, ..job.inputs(&slice) });
    scene.marks.retain(is_on_the_map);
    scene
}

/// What is to be seen: the chronicle's own box, or that of the ordered view where it is another.
fn bbox(job: &Job) -> BBox {
    let view = &job.view;
    let usual = View::still(job.chronicle().meta.bbox, view.size_px, view.theme);
    if usual.viewport == view.viewport { job.chronicle().meta.bbox } else { view.fitted_bbox() }
}
