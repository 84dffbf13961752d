//! What lies under a point.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::{Mark, Record, Shape};

/// The record under `at`: the nearest symbol within `reach_px`, else the topmost label or area there.
pub fn hit(marks: &[Mark], at: ScreenPoint, reach_px: f64) -> Option<&Record> {
    nearest_symbol(marks, at, reach_px).or_else(|| {
        let under = marks.iter().rev().filter(|mark| mark.record.is_some());
        under.filter(|mark| covers(mark, at)).find_map(|mark| mark.record.as_ref())
    })
}

fn nearest_symbol(marks: &[Mark], at: ScreenPoint, reach_px: f64) -> Option<&Record> {
    let symbols = marks.iter().filter(|mark| !matches!(mark.shape, Shape::Text(_)));
    // Events are lines and outlines, which have no middle to be near to.
    let places = symbols.filter(|mark| matches!(mark.record, Some(Record::Place(_))));
    let mut nearest: Option<(f64, &Record)> = None;
    for mark in places {
        let (Some(box_), Some(record)) = (mark.bounds(), mark.record.as_ref()) else { continue };
        let (x, y) = ((box_.min.x + box_.max.x) / 2.0, (box_.min.y + box_.max.y) / 2.0);
        let far = libm::hypot(at.x - x, at.y - y);
        // A symbol larger than the reach answers over all of itself.
        let within = far <= reach_px.max(box_.width() / 2.0);
        // Of two at the same distance the later is on top.
        if within && nearest.is_none_or(|(known, _)| far <= known) {
            nearest = Some((far, record));
        }
    }
    nearest.map(|(_, record)| record)
}

fn covers(mark: &Mark, at: ScreenPoint) -> bool {
    match &mark.shape {
        Shape::Path { parts, fill: Some(_), .. } => inside(parts, at),
        Shape::Path { parts, fill: None, stroke: Some(stroke) } => {
            let reach = (stroke.width / 2.0).max(4.0);
            parts.iter().any(|(line, _)| line.windows(2).any(|pair| near(pair, at, reach)))
        }
        Shape::Copies { outline, at: points, .. } => {
            Shape::copied(outline, points).any(|copy| inside(std::slice::from_ref(&copy), at))
        }
        _ => mark.bounds().is_some_and(|bounds: ScreenRect| bounds.contains(at)),
    }
}

/// Even-odd.
fn inside(parts: &[(Vec<ScreenPoint>, bool)], at: ScreenPoint) -> bool {
    let mut odd = false;
    for (ring, _) in parts {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (a.y <= at.y) != (b.y <= at.y) && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y) {
                odd = !odd;
            }
        }
    }
    odd
}

fn near(pair: &[ScreenPoint], at: ScreenPoint, reach: f64) -> bool {
    let &[a, b] = pair else { return false };
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 { (((at.x - a.x) * dx + (at.y - a.y) * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
    libm::hypot(at.x - a.x - t * dx, at.y - a.y - t * dy) <= reach
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::scene::{Color, Stratum, Stroke};

    fn circle(id: &str, x: f64, radius: f64) -> Mark {
        let shape =
            Shape::Circle { center: ScreenPoint { x, y: 0.0 }, radius, fill: Some(Color::hex(0)), stroke: None };
        Mark { stratum: Stratum::Marks, layer: "symbols", record: Some(Record::Place(id.into())), shape }
    }

    fn area(id: &str, half: f64) -> Mark {
        let corners = [(-half, -half), (half, -half), (half, half), (-half, half)];
        let ring = corners.map(|(x, y)| ScreenPoint { x, y }).to_vec();
        let shape = Shape::Path { parts: vec![(ring, true)], fill: Some(Color::hex(0)), stroke: None };
        Mark { stratum: Stratum::Tints, layer: "documents", record: Some(Record::Area(id.into())), shape }
    }

    fn check(at: (f64, f64), expected: Option<Record>) {
        let marks = [area("AF-HER", 50.0), circle("herat", 0.0, 5.0), circle("farah", 20.0, 5.0)];
        assert_eq!(hit(&marks, ScreenPoint { x: at.0, y: at.1 }, 12.0).cloned(), expected, "{at:?}");
    }

    #[test]
    fn a_number_answers_over_all_of_its_mark_and_a_line_close_by() {
        let [min, max] = [(-14.0, -9.0), (14.0, 9.0)].map(|(x, y)| ScreenPoint { x, y });
        let fill = Some(Color::hex(0));
        let pill = Shape::Rect { min, max, corner_radius: 9.0, fill, stroke: None };
        let line = [(40.0, 0.0), (80.0, 0.0)].map(|(x, y)| ScreenPoint { x, y }).to_vec();
        let stroke = Stroke { color: Color::hex(0), width: 2.0, dash: None };
        let mark = |record, shape| Mark { stratum: Stratum::Marks, layer: "symbols", record: Some(record), shape };
        let place = Record::Place("square".into());
        let marks = [mark(place.clone(), pill), mark(Record::Event("march".into()), Shape::line(line, stroke))];
        let at = |x: f64, y: f64| hit(&marks, ScreenPoint { x, y }, 11.0);
        assert_eq!(at(13.0, 3.0), Some(&place));
        assert_eq!(at(70.0, 3.0), Some(&Record::Event("march".into())));
        assert_eq!(at(70.0, 8.0), None);
    }

    #[test]
    fn the_nearest_symbol_wins_then_the_area_then_nothing() {
        check((8.0, 0.0), Some(Record::Place("herat".into())));
        check((12.0, 0.0), Some(Record::Place("farah".into())));
        check((-30.0, 30.0), Some(Record::Area("AF-HER".into())));
        check((80.0, 0.0), None);
    }
}
