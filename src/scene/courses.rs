//! What is drawn as a line or an outline at an instant: the legs of journeys, and events with a geometry of their own.

use crate::chronicle::{Basis, Chronicle, Event, EventShape, MapRole, PlaceId, Precision};
use crate::geo::{LonLat, ScreenPoint, great_circle};
use crate::scene::Inputs;
use crate::scene::appearance::{SpotRules, shows};
use std::sync::Arc;

/// A line or an outline as an instant has it; numbers are those of events in the order of their ids, excluded ones left
/// out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// An outline, or a line.
    Shape {
        /// The event.
        event: u32,
        /// Not certain to have happened.
        possible: bool,
        /// How far it has faded.
        fade: u8,
    },
    /// From one station to the next.
    Leg {
        /// The event of the one.
        from: u32,
        /// The event of the other.
        to: u32,
        /// Made in the cursor's unit of time.
        now: bool,
        /// Not certain to have been made.
        possible: bool,
    },
}

/// A course with its records.
pub(super) struct CourseNow {
    pub course: Course,
    /// The event of the shape, or the one at the end of the leg.
    pub event: Arc<Event>,
    /// The event at the beginning of the leg.
    pub from: Option<Arc<Event>>,
}

/// The courses of an instant, outlines and lines before legs, each in the order of time.
pub(super) fn courses(inputs: Inputs<'_>, rules: &SpotRules) -> Vec<CourseNow> {
    let t = inputs.slice.clock.cursor;
    let [since, unit] = rules.window(t);
    let shown = |basis: Basis| shows(inputs.view, basis);
    let shaped = inputs.slice.events.shaped(since).into_iter().filter(|(_, state)| shown(state.event.basis));
    let mut courses: Vec<CourseNow> = shaped
        .map(|(number, state)| {
            let (possible, fade) = (SpotRules::is_doubtful(&state), rules.fade(&state, t, [since, unit]));
            let course = Course::Shape { event: number, possible, fade };
            CourseNow { course, event: state.event, from: None }
        })
        .collect();
    for journey in inputs.slice.events.journeys() {
        let stations: Vec<_> = journey.begun(t).iter().filter(|station| shown(station.event.basis)).collect();
        for pair in stations.windows(2) {
            let [from, to] = pair else { continue };
            if from.place() == to.place() {
                continue;
            }
            let now = to.span.end.is_none_or(|end| end > unit);
            let course = Course::Leg { from: from.rank, to: to.rank, now, possible: !to.is_reached(t) };
            let (event, from) = (Arc::clone(&to.event), Some(Arc::clone(&from.event)));
            courses.push(CourseNow { course, event, from });
        }
    }
    courses
}

/// The records of a course.
pub(super) fn resolve(whole: &Chronicle, course: Course) -> Option<CourseNow> {
    let event = |number: u32| {
        let mut shown = whole.events.values().filter(|event| event.role != MapRole::Exclude);
        shown.nth(number as usize).cloned()
    };
    Some(match course {
        Course::Shape { event: number, .. } => CourseNow { course, event: event(number)?, from: None },
        Course::Leg { from, to, .. } => CourseNow { course, event: event(to)?, from: Some(event(from)?) },
    })
}

/// Whether a place is known only roughly.
pub(super) fn is_rough(chronicle: &Chronicle, place: &PlaceId) -> bool {
    chronicle.places.get(place).is_some_and(|place| {
        place.radius_km.is_some() || matches!(place.precision, Some(Precision::Region | Precision::Country))
    })
}

/// The way between two points of a surface on which the world is so many px across: that of the great circle, from where
/// `a` lies on it.
pub(super) fn way(a: LonLat, at: ScreenPoint, b: LonLat, world_px: f64) -> Vec<ScreenPoint> {
    let from = a.world();
    let on = |p: LonLat| {
        let p = p.near(a.lon_deg).world();
        ScreenPoint { x: at.x + (p.x - from.x) * world_px, y: at.y + (p.y - from.y) * world_px }
    };
    great_circle(a, b).into_iter().map(on).collect()
}

/// The rings or lines of a shape, each with whether it closes.
pub(super) fn rings(shape: &EventShape) -> impl Iterator<Item = (&[LonLat], bool)> {
    let (lines, outline) = match shape {
        EventShape::Lines(lines) => (lines.as_slice(), &[][..]),
        EventShape::Outline(polygons) => (&[][..], polygons.as_slice()),
    };
    let lines = lines.iter().map(|line| (line.as_slice(), false));
    lines.chain(outline.iter().flatten().map(|ring| (ring.as_slice(), true)))
}
