//! The map of a page in three sizes, from the scene: what never changes once, what changes as numbered pieces in paint
//! order, and of each sight only which pieces it does not share with the one before.

use crate::chronicle::{PlaceId, Precision};
use crate::export::page::numbered::Numbered;
use crate::export::page::relief::Reliefs;
use crate::export::page::states::{States, sight};
use crate::export::page::tones::Tones;
use crate::export::svg_elements::write_shape;
use crate::export::{Cancelled, ExportError, Job, Progress};
use crate::geo::{BBox, ScreenRect};
use crate::scene::layer_ids::{INSET, ROWS, SCALE_BAR};
use crate::scene::{
    Frame, Inputs, Mark, Part, Parts, Record, Shape, Sign, Stratum, Theme, View, background, build, marks_of,
};
use crate::time::Moment;
use crate::timeline::{Clock, Timeslice};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Sights that are worked out together: as many as all cores can share, and few enough to stop soon.
const BREATH: usize = 32;

/// Layers of the furniture that belong to the map; the page sets all other words itself.
const OVER: [&str; 2] = [INSET, SCALE_BAR];

/// Room of the button in the lower right corner of the smallest map, on the narrowest screen.
const BUTTON_PX: f64 = 68.0;

/// Width and height of the map on a wide screen, px.
pub const LARGE_PX: [f64; 2] = [900.0, 590.0];

/// Names and sizes of all maps.
const SIZES: [(&str, [f64; 2]); 3] = [("large", LARGE_PX), ("medium", [700.0, 470.0]), ("small", [390.0, 312.0])];

/// The map in all sizes, their colours and their relief.
pub(super) struct Maps {
    pub editions: Vec<Edition>,
    pub tones: Tones,
    pub reliefs: Reliefs,
    /// Signs of the legends.
    pub signs: Vec<DrawnSign>,
    /// Legends as numbers of signs, the most important first.
    pub legends: Vec<Vec<usize>>,
}

/// A sign of a legend: its words, its width and height, its drawing.
#[derive(Default)]
pub(super) struct DrawnSign {
    pub label: String,
    pub size_px: [f64; 2],
    pub drawing: String,
}

/// The map for one width of screen.
pub(super) struct Edition {
    pub name: &'static str,
    pub view: View,
    /// What lies below the tints, and below the marks: drawn once.
    pub ground: String,
    pub lines: String,
    /// The number of its first piece; others follow in paint order.
    pub first: usize,
    /// When each piece is painted, and its drawing.
    pub pieces: Vec<(Stratum, String)>,
    /// For each sight, the pieces that it has and the one before has not, or the other way round.
    pub turned: Vec<Vec<usize>>,
    /// For each sight, the number of its legend.
    pub legend: Vec<usize>,
    /// The places of each mark that several share.
    pub shared: Vec<Vec<PlaceId>>,
    /// The pieces that are the symbol of a place.
    pub symbols: BTreeMap<usize, PlaceId>,
    /// Where places stand, px; and where they stand again in the inset.
    pub positions: BTreeMap<PlaceId, [f64; 2]>,
    pub again: BTreeMap<PlaceId, [f64; 2]>,
}

/// What the sights of an edition are made of, not drawn yet.
struct Plan {
    /// In paint order.
    parts: Vec<Part>,
    turned: Vec<Vec<usize>>,
    signs: Vec<Vec<Sign>>,
    legend: Vec<usize>,
}

impl Maps {
    /// Draws every sight in every size.
    pub fn of(job: &Job, states: &States, progress: &dyn Progress) -> Result<Self, ExportError> {
        let mut maps = Self {
            editions: Vec::new(),
            tones: Tones::default(),
            reliefs: Reliefs::default(),
            signs: Vec::new(),
            legends: Vec::new(),
        };
        maps.tones.pair(background(Theme::Light), background(Theme::Dark));
        let Some(first) = states.sights.first().map(|clock| sight(job, states, *clock)) else { return Ok(maps) };
        let mut editions = SIZES.map(|(name, size)| Edition::empty(job, name, size));
        let views = editions.each_ref().map(|edition| edition.view.clone());
        let all = views.each_ref().map(|view| Parts::of(Inputs { view, ..job.inputs(&first) }));
        let (done, steps) = (AtomicUsize::new(0), all.len() * states.sights.len());
        let step = || {
            progress.step(done.fetch_add(1, Ordering::Relaxed) + 1, steps);
            progress.go_on()
        };
        let mut drafts = all.each_ref().map(|_| Draft::default());
        for clocks in states.sights.chunks(BREATH) {
            let slices: Vec<Timeslice> = clocks.par_iter().map(|clock| sight(job, states, *clock)).collect();
            for (draft, parts) in drafts.iter_mut().zip(&all) {
                let seen: Result<Vec<SeenParts>, Cancelled> =
                    slices.par_iter().map(|slice| step().map(|()| parts.at(slice))).collect();
                seen?.into_iter().for_each(|(parts, signs)| draft.add(parts, signs));
            }
        }
        let plans = drafts.map(Draft::ordered);
        let mut legends = Legends::default();
        let mut pieces = 0;
        for ((edition, plan), parts) in editions.iter_mut().zip(plans).zip(&all) {
            edition.ground = maps.drawn(edition, job, &first, &[Stratum::Ground]).concat();
            edition.lines = maps.drawn(edition, job, &first, &[Stratum::Lines]).concat();
            if !job.chronicle().tables.is_empty() {
                edition.lines.push_str(&maps.rows(edition, job));
            }
            edition.first = pieces;
            edition.shared = parts.shared();
            edition.fill(parts, &plan, &mut maps.tones);
            let number = |signs: &Vec<Sign>| legends.number(signs, parts, &mut maps.tones);
            let numbers: Vec<usize> = plan.signs.iter().map(number).collect();
            edition.legend = plan.legend.iter().filter_map(|legend| numbers.get(*legend).copied()).collect();
            pieces += edition.pieces.len();
            progress.go_on()?;
        }
        maps.editions.extend(editions);
        (maps.signs, maps.legends) = (legends.drawn, legends.lists.values().to_vec());
        Ok(maps)
    }

    /// The rows of tables, all that the page tells of at once: under the marks of events, and the same on every day.
    fn rows(&mut self, edition: &Edition, job: &Job) -> String {
        let slice = job.timeline.slice(Clock { cursor: Moment::end_of(job.range().1), known_by: None });
        let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| {
            let view = View { theme, ..edition.view.clone() };
            let mut marks = marks_of(Inputs { view: &view, ..job.inputs(&slice) }, &[Stratum::Marks]);
            marks.retain(|mark| mark.layer == ROWS);
            marks
        });
        self.tones.learn(&light, &dark);
        drawn(&light, &self.tones)
    }

    /// Strata that do not change, the relief left to [`Reliefs`].
    fn drawn(&mut self, edition: &Edition, job: &Job, slice: &Timeslice, strata: &[Stratum]) -> Vec<String> {
        let marks = |theme| {
            let view = View { theme, ..edition.view.clone() };
            marks_of(Inputs { view: &view, ..job.inputs(slice) }, strata)
        };
        let (light, dark) = (marks(Theme::Light), marks(Theme::Dark));
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

/// The parts of a sight, and the signs of its legend.
type SeenParts = (Vec<Part>, Vec<Sign>);

/// A plan of which not all sights are known.
#[derive(Default)]
struct Draft {
    /// In the order in which they were met.
    met: Numbered<Part>,
    turned: Vec<Vec<usize>>,
    signs: Vec<Vec<Sign>>,
    legend: Vec<usize>,
    before: BTreeSet<usize>,
}

impl Draft {
    /// Adds the next sight.
    fn add(&mut self, parts: Vec<Part>, signs: Vec<Sign>) {
        let now: BTreeSet<usize> = parts.into_iter().map(|part| self.met.number(part)).collect();
        self.turned.push(now.symmetric_difference(&self.before).copied().collect());
        self.before = now;
        let known = self.signs.iter().position(|known| *known == signs);
        self.legend.push(known.unwrap_or_else(|| {
            self.signs.push(signs);
            self.signs.len() - 1
        }));
    }

    /// With its parts in the order in which they are painted.
    fn ordered(mut self) -> Plan {
        let mut parts = self.met.values().to_vec();
        parts.sort_unstable();
        let place = |part: &Part| parts.binary_search(part).unwrap_or_default();
        let numbers: Vec<usize> = self.met.values().iter().map(place).collect();
        for sight in &mut self.turned {
            for number in sight.iter_mut() {
                *number = numbers.get(*number).copied().unwrap_or_default();
            }
            sight.sort_unstable();
        }
        Plan { parts, turned: self.turned, signs: self.signs, legend: self.legend }
    }
}

/// The legends of all maps, each sign drawn once.
#[derive(Default)]
struct Legends {
    known: Vec<Sign>,
    drawn: Vec<DrawnSign>,
    lists: Numbered<Vec<usize>>,
}

impl Legends {
    /// The number of the list of these signs.
    fn number(&mut self, signs: &[Sign], parts: &Parts<'_>, tones: &mut Tones) -> usize {
        let number = |sign: &Sign| {
            self.known.iter().position(|known| known == sign).unwrap_or_else(|| {
                let [light, dark] = parts.draw_sign(sign);
                tones.learn(&light, &dark);
                self.known.push(sign.clone());
                let (label, size_px) = (sign.label().to_owned(), parts.sign_px(sign));
                self.drawn.push(DrawnSign { label, size_px, drawing: drawn(&light, tones) });
                self.known.len() - 1
            })
        };
        let list = signs.iter().map(number).collect();
        self.lists.number(list)
    }
}

/// Whether a mark is drawn with the map; headline, legend and credits are text of the page.
fn is_on_the_map(mark: &Mark) -> bool {
    mark.stratum != Stratum::Furniture || OVER.contains(&mark.layer)
}

fn drawn(marks: &[Mark], tones: &Tones) -> String {
    let mut out = String::new();
    for mark in marks {
        write_shape(&mut out, &mark.shape, tones);
    }
    out
}

impl Edition {
    /// Draws the pieces of a plan.
    fn fill(&mut self, parts: &Parts<'_>, plan: &Plan, tones: &mut Tones) {
        for (number, part) in plan.parts.iter().enumerate() {
            let mut both = parts.draw(*part);
            for marks in &mut both {
                marks.retain(|mark| is_on_the_map(mark) && !self.lies_under_the_button(mark));
            }
            let [light, dark] = &both;
            tones.learn(light, dark);
            let area = match light.first().and_then(|mark| mark.record.as_ref()) {
                Some(Record::Area(id)) => format!(" data-area=\"{}\"", crate::export::escape(id.as_str())),
                Some(Record::Event(id)) => format!(" data-event=\"{}\"", crate::export::escape(id.as_str())),
                _ => String::new(),
            };
            self.pieces.push((Parts::stratum(*part), format!("{area}>{}", drawn(light, tones))));
            match parts.symbol(*part) {
                Some((place, false)) => drop(self.symbols.insert(self.first + number, place.clone())),
                Some((place, true)) => self.again.extend(middle(light).map(|at| (place.clone(), at))),
                None => {}
            }
        }
        let first = self.first;
        self.turned = plan.turned.iter().map(|turned| turned.iter().map(|number| first + number).collect()).collect();
    }

    /// The pieces of a sight, by their place among those of this edition.
    pub fn sight(&self, sight: usize) -> BTreeSet<usize> {
        let mut shown = BTreeSet::new();
        for number in self.turned.iter().take(sight + 1).flatten() {
            if !shown.remove(number) {
                shown.insert(*number);
            }
        }
        shown
    }

    /// Whether a name that belongs to no record stands where the smallest map has its button.
    fn lies_under_the_button(&self, mark: &Mark) -> bool {
        let Shape::Text(run) = &mark.shape else { return false };
        let [width, height] = self.view.size_px;
        self.name == "small"
            && mark.record.is_none()
            && run.at.x + run.width > width - BUTTON_PX
            && run.at.y > height - BUTTON_PX
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
        let pointed = |place: &&crate::chronicle::Place| {
            place.precision.is_none_or(|p| p <= Precision::Settlement) || place.radius_km.is_some()
        };
        let places = job.chronicle().places.values().filter(pointed);
        let seen = ScreenRect::new(0.0, 0.0, size_px[0], size_px[1]);
        let positions = places
            .filter_map(|place| Some((place.id.clone(), viewport.nearest_screen(place.position?))))
            .filter(|(_, at)| seen.contains(*at))
            .map(|(id, at)| (id, [at.x, at.y]))
            .collect();
        Self {
            name,
            view,
            ground: String::new(),
            lines: String::new(),
            first: 0,
            pieces: Vec::new(),
            turned: Vec::new(),
            legend: Vec::new(),
            shared: Vec::new(),
            symbols: BTreeMap::new(),
            positions,
            again: BTreeMap::new(),
        }
    }
}

/// The middle of what some marks draw.
fn middle(marks: &[Mark]) -> Option<[f64; 2]> {
    let points = marks.iter().flat_map(|mark| match &mark.shape {
        Shape::Path { parts, .. } => parts.iter().flat_map(|(points, _)| points.iter().copied()).collect(),
        Shape::Circle { center, .. } => vec![*center],
        Shape::Rect { min, max, .. } => vec![*min, *max],
        Shape::Copies { at, .. } => at.clone(),
        Shape::Text(_) | Shape::Relief { .. } => Vec::new(),
    });
    let around = ScreenRect::around(points)?;
    Some([(around.min.x + around.max.x) / 2.0, (around.min.y + around.max.y) / 2.0])
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
