//! Lines and outlines of events, and the legs of journeys.

use crate::chronicle::{Event, EventShape};
use crate::geo::ScreenPoint;
use crate::scene::appearance::FADES;
use crate::scene::courses::{Course, CourseNow, courses, is_rough, rings, way};
use crate::scene::geometry::Track;
use crate::scene::mark::Drawn;
use crate::scene::sheet::Sheet;
use crate::scene::{Color, Dash, Record, Shape, Stroke};

/// Outlines below lines.
pub(in crate::scene) fn draw_shapes(sheet: &Sheet<'_>, out: &mut Drawn) {
    let mut shapes = now(sheet);
    shapes.retain(|now| matches!(now.course, Course::Shape { .. }));
    shapes.sort_by_key(|now| !matches!(now.event.shape, Some(EventShape::Outline(_))));
    out.extend(shapes.iter().flat_map(|now| course(sheet, now)));
}

/// The way so far, the older legs below.
pub(in crate::scene) fn draw_journeys(sheet: &Sheet<'_>, out: &mut Drawn) {
    let legs = now(sheet).into_iter().filter(|now| matches!(now.course, Course::Leg { .. }));
    out.extend(legs.flat_map(|now| course(sheet, &now)));
}

/// The courses of the instant.
pub(in crate::scene) fn now(sheet: &Sheet<'_>) -> Vec<CourseNow> {
    let inputs = sheet.inputs;
    courses(inputs, &inputs.atlas.caches.spot_rules(inputs.timeline))
}

/// A line or an outline; nothing where it lies outside the map.
pub(in crate::scene) fn course(sheet: &Sheet<'_>, now: &CourseNow) -> Drawn {
    let shapes = match now.course {
        Course::Shape { possible, fade, .. } => shape(sheet, &now.event, possible, fade),
        Course::Leg { now: this_unit, possible, .. } => leg(sheet, now, this_unit, possible).into_iter().collect(),
    };
    let record = Record::Event(now.event.id.clone());
    shapes.into_iter().map(|shape| (Some(record.clone()), shape)).collect()
}

/// The colour of an event: of its kind where kinds have colours, else of its side, else ink.
fn color(sheet: &Sheet<'_>, event: &Event) -> Color {
    let inputs = sheet.inputs;
    let rules = inputs.atlas.caches.spot_rules(inputs.timeline);
    let side = || inputs.chronicle.side_rank(event.side.as_ref()?);
    rules.kind(&event.kind).or_else(side).map_or(sheet.palette.ink2, |rank| sheet.palette.side(rank))
}

fn dash(sheet: &Sheet<'_>, on: f64, off: f64) -> Dash {
    Dash { on: sheet.px(on), off: sheet.px(off) }
}

fn shape(sheet: &Sheet<'_>, event: &Event, possible: bool, fade: u8) -> Vec<Shape> {
    let Some(own) = &event.shape else { return Vec::new() };
    let left = 1.0 - 0.7 * f64::from(fade) / f64::from(FADES);
    let color = color(sheet, event);
    let tracks: Vec<(Track, bool)> = rings(own).map(|(ring, closed)| (Track::of(ring), closed)).collect();
    let lines = || tracks.iter().flat_map(|(track, _)| sheet.projector.line(track)).map(|line| (line, false));
    match own {
        EventShape::Lines(_) => {
            let parts: Vec<(Vec<ScreenPoint>, bool)> = lines().collect();
            if parts.is_empty() {
                return Vec::new();
            }
            let casing = Stroke { color: sheet.palette.halo.with_alpha(0.75), width: sheet.px(5.0), dash: None };
            let dash = possible.then(|| dash(sheet, 5.0, 3.0));
            let line = Stroke { color: color.with_alpha(left), width: sheet.px(2.6), dash };
            [casing, line].map(|stroke| Shape::Path { parts: parts.clone(), fill: None, stroke: Some(stroke) }).into()
        }
        EventShape::Outline(_) => {
            let rings = tracks.iter().flat_map(|(track, _)| sheet.projector.ring(track));
            let parts: Vec<(Vec<ScreenPoint>, bool)> = rings.map(|ring| (ring, true)).collect();
            if parts.is_empty() {
                return Vec::new();
            }
            let fill = color.with_alpha(left * if possible { 0.14 } else { 0.26 });
            let dash = possible.then(|| dash(sheet, 2.0, 1.6));
            let edge = Stroke { color: color.with_alpha(left), width: sheet.px(1.3), dash };
            // The edge is clipped as a line: along the frame there is none.
            vec![
                Shape::Path { parts, fill: Some(fill), stroke: None },
                Shape::Path { parts: lines().collect(), fill: None, stroke: Some(edge) },
            ]
        }
    }
}

/// From one station to the next: dashed beside a place known only roughly, heavy where it was made in this unit of time.
fn leg(sheet: &Sheet<'_>, now: &CourseNow, this_unit: bool, possible: bool) -> Option<Shape> {
    let chronicle = sheet.inputs.chronicle;
    let (from, to) = (&now.from.as_ref()?.place, &now.event.place);
    let position = |place| chronicle.places.get(place).and_then(|place| place.position);
    let (a, b) = (position(from)?, position(to)?);
    let world_px = sheet.inputs.view.viewport.world_px();
    let line = sheet.projector.cut(&way(a, sheet.projector.position(a), b, world_px));
    let rank = now.event.side.as_ref().and_then(|side| chronicle.side_rank(side)).unwrap_or_default();
    let rough = is_rough(chronicle, from) || is_rough(chronicle, to);
    let dash = if possible { Some(dash(sheet, 2.0, 2.6)) } else { rough.then(|| dash(sheet, 5.0, 3.0)) };
    let (width, alpha) = if this_unit { (2.8, 1.0) } else { (1.8, 0.72) };
    let color = sheet.palette.side(rank).with_alpha(alpha);
    let stroke = Some(Stroke { color, width: sheet.px(width), dash });
    let parts: Vec<(Vec<ScreenPoint>, bool)> = line.into_iter().map(|part| (part, false)).collect();
    (!parts.is_empty()).then_some(Shape::Path { parts, fill: None, stroke })
}
