//! Names of towns beside their dots, and of seas around a point of theirs.

use crate::basemap::Label;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::ground_names::name::{DOT, GroundFeature, GroundName, Piece, SEA, SEA_WEIGHT, TOWN, TOWN_WEIGHT};
use crate::scene::ground_names::obstacles::Obstacles;
use crate::scene::labels::label_box;
use crate::text::measure;

/// Between a dot and its name, design px.
const GAP: f64 = 4.0;
/// Space around a name, design px.
const AIR: f64 = 5.0;
/// How far from its point the name of a sea may stand, design px.
const DRIFT: f64 = 70.0;
/// From so many letters on the name of a sea stands on two lines, so far apart, design px.
const LONG: usize = 12;
const LEADING: f64 = 15.0;

/// The name of a town at the right of its dot, else at its left, else over or under it; none where there is no room.
pub(super) fn town(label: &Label, world_px: f64, scale: f64, taken: &Obstacles) -> Option<GroundName> {
    let at = label.position.world().scaled(world_px);
    let size = TOWN[0] * scale;
    let width = measure(label.name, size, TOWN_WEIGHT.css());
    let (gap, middle) = ((DOT + GAP) * scale, at.y + size * 0.35);
    let starts = [
        ScreenPoint { x: at.x + gap, y: middle },
        ScreenPoint { x: at.x - gap - width, y: middle },
        ScreenPoint { x: at.x - width / 2.0, y: at.y - gap },
        ScreenPoint { x: at.x - width / 2.0, y: at.y + gap + size * 0.75 },
    ];
    let dot = ScreenRect { min: at, max: at }.grown(DOT * scale);
    if !taken.leave(dot.grown(AIR * scale)) {
        return None;
    }
    let start = starts.into_iter().find(|start| taken.leave(label_box(*start, width, size).grown(AIR * scale)))?;
    let pieces = vec![Piece { text: label.name.to_owned(), at: start, turn: 0.0 }];
    let boxes = vec![label_box(start, width, size), dot];
    Some(GroundName { of: GroundFeature::Town, name: label.name.to_owned(), pieces, dot: Some(at), boxes })
}

/// The name of a sea in spaced capitals, as near to its point as there is room.
pub(super) fn sea(label: &Label, world_px: f64, scale: f64, taken: &Obstacles) -> Option<GroundName> {
    let at = label.position.world().scaled(world_px);
    let [size, spacing] = SEA.map(|px| px * scale);
    let lines = lines(&label.name.to_uppercase());
    let width =
        |line: &str| measure(line, size, SEA_WEIGHT.css()) + spacing * line.chars().count().saturating_sub(1) as f64;
    let drifts = [[0.0, 0.0], [0.0, 1.0], [0.0, -1.0], [-1.0, 0.0], [1.0, 0.0], [0.0, 2.0], [0.0, -2.0]];
    drifts.into_iter().find_map(|[right, down]| {
        let middle = ScreenPoint { x: at.x + right * DRIFT * scale, y: at.y + down * DRIFT * scale };
        let place = |(number, line): (usize, &String)| {
            let below = LEADING * scale * (number as f64 - (lines.len() - 1) as f64 / 2.0);
            let start = ScreenPoint { x: middle.x - width(line) / 2.0, y: middle.y + below + size * 0.35 };
            Piece { text: line.clone(), at: start, turn: 0.0 }
        };
        let pieces: Vec<Piece> = lines.iter().enumerate().map(place).collect();
        let boxes: Vec<ScreenRect> = pieces.iter().map(|piece| label_box(piece.at, width(&piece.text), size)).collect();
        let free = boxes.iter().all(|room| taken.leave(room.grown(AIR * scale)));
        free.then(|| GroundName { of: GroundFeature::Sea, name: label.name.to_owned(), pieces, dot: None, boxes })
    })
}

/// A long name of several words as two lines of about the same length.
fn lines(name: &str) -> Vec<String> {
    let breaks = name.match_indices(' ').map(|(at, _)| at);
    let half = name.len() / 2;
    match breaks.min_by_key(|at| at.abs_diff(half)).filter(|_| name.chars().count() >= LONG) {
        Some(at) => {
            let (first, second) = name.split_at(at);
            vec![first.to_owned(), second.trim_start().to_owned()]
        }
        None => vec![name.to_owned()],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::geo::LonLat;

    fn label(name: &'static str) -> Label {
        Label { zoom: 5.0, position: LonLat::new(36.0, 34.0), name }
    }

    #[test]
    fn a_town_goes_to_the_other_side_of_its_dot_rather_than_over_another_name_and_away_where_its_dot_is_covered() {
        let mut taken = Obstacles::default();
        let right = town(&label("Homs"), 65536.0, 1.0, &taken).unwrap();
        let mut beside = right.boxes[0];
        beside.min.x += 8.0;
        taken.add(beside);
        let left = town(&label("Homs"), 65536.0, 1.0, &taken).unwrap();
        assert!(left.boxes[0].max.x < left.dot.unwrap().x);
        taken.add(right.boxes[1]);
        assert!(town(&label("Homs"), 65536.0, 1.0, &taken).is_none());
    }

    #[test]
    fn a_long_name_of_a_sea_stands_on_two_lines() {
        let sea = sea(&label("Mediterranean Sea"), 65536.0, 1.0, &Obstacles::default()).unwrap();
        let lines: Vec<&str> = sea.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(lines, ["MEDITERRANEAN", "SEA"]);
        assert!(!sea.boxes[0].overlaps(sea.boxes[1]));
    }
}
