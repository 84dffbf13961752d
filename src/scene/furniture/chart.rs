//! The chart of a picture: what it is of is the subject's, and there is none where it would have nothing.

use crate::chronicle::Basis;
use crate::geo::ScreenRect;
use crate::scene::Shape;
use crate::scene::furniture::{counts_chart, distance_chart};
use crate::scene::sheet::Sheet;
use crate::time::Moment;
use crate::timeline::Journey;

/// What a chart is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scene) enum Chart {
    /// How far the nearest held place is from the focus.
    Distance,
    /// How far a journey is from the focus.
    Way,
    /// How many places each of several sides holds.
    Sides,
    /// How much happened.
    Happenings,
}

impl Chart {
    /// That of a sheet.
    pub fn of(sheet: &Sheet<'_>) -> Option<Self> {
        let chronicle = sheet.inputs.chronicle;
        let subject = &chronicle.meta.subject;
        match () {
            () if subject.control && chronicle.meta.sides.len() > 2 => Some(Self::Sides),
            () if chronicle.measures_distance() && is_ever_near(sheet) => Some(Self::Distance),
            () if journey(sheet).is_some() => Some(Self::Way),
            () if subject.occurrences => Some(Self::Happenings),
            () => None,
        }
    }

    /// Draws heading, axes and figures into a rectangle.
    pub fn draw(self, sheet: &Sheet<'_>, rect: ScreenRect, shapes: &mut Vec<Shape>) {
        match self {
            Self::Distance => distance_chart::nearest(sheet, rect, shapes),
            Self::Way => {
                if let Some(journey) = journey(sheet) {
                    distance_chart::way(sheet, journey, rect, shapes);
                }
            }
            Self::Sides => counts_chart::sides(sheet, rect, shapes),
            Self::Happenings => counts_chart::happenings(sheet, rect, shapes),
        }
    }
}

/// The only journey, where it is told how far that is from the focus. Of several none would be told from another.
fn journey<'s>(sheet: &Sheet<'s>) -> Option<&'s Journey> {
    match sheet.inputs.slice.events.journeys() {
        [only] if only.begun(Moment(i64::MAX)).iter().any(|at| at.from_focus_km.is_some()) => Some(only),
        _ => None,
    }
}

/// Whether any place is ever held that has a distance.
fn is_ever_near(sheet: &Sheet<'_>) -> bool {
    let on = |basis| sheet.inputs.timeline.nearest_steps(basis, None);
    [Basis::Documents, Basis::Reference].into_iter().any(|basis| on(basis).iter().any(|(_, nearest)| nearest.is_some()))
}
