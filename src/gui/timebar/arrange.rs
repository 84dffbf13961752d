//! All lanes with everything in its place, for one pace of the axis: worked out only when pace, height or happenings
//! change, not while scrubbing or panning. Positions are px along the whole axis.

use super::happening::{Bound, Happening};
use super::lane::Lane;
use super::pack::{ExtentPx, LaneCapacity, PackItem, PackShape, Packed, pack};
use crate::app::Axis;
use crate::catalogue::KindLane;
use crate::time::Moment;

/// Over how many px what is uncertain fades.
pub const SOFT_PX: f32 = 26.0;
/// The least width of a bin, px.
const LEAST_BIN_PX: f32 = 26.0;
/// From symbol to symbol, px.
const PITCH_PX: f32 = 10.5;
/// Width of a count, px.
pub const COUNT_PX: f32 = 22.0;
/// Above and below the rows of a lane, px.
pub const LANE_PAD_PX: f32 = 1.5;
/// More rows than anybody can follow.
const MOST_ROWS: usize = 12;
/// Which lane gets the next row; then all again in the same order.
const PRIORITY: [Lane; 16] = [
    Lane::Of(KindLane::Fighting),
    Lane::Of(KindLane::Fighting),
    Lane::Of(KindLane::Movement),
    Lane::Of(KindLane::Fighting),
    Lane::Of(KindLane::Talks),
    Lane::Country,
    Lane::Of(KindLane::Movement),
    Lane::ByReference,
    Lane::Of(KindLane::Fighting),
    Lane::Of(KindLane::Captures),
    Lane::Of(KindLane::Withdrawals),
    Lane::Of(KindLane::Disasters),
    Lane::Of(KindLane::Protests),
    Lane::Of(KindLane::Journeys),
    Lane::Of(KindLane::Lives),
    Lane::Of(KindLane::Other),
];

/// What an arrangement depends on besides the happenings themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// The mapping of time.
    pub axis: Axis,
    /// Its pace.
    pub px_per_unit: f64,
    /// The height the lanes may take, px.
    pub height_px: f32,
    /// The height of one row, px.
    pub row_px: f32,
    /// Whether all but captures share one lane.
    pub low: bool,
}

/// One lane.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The lane whose rows these are.
    pub lane: Lane,
    /// Its upper edge under that of the chart, px.
    pub top_px: f32,
    /// Its height, px.
    pub height_px: f32,
    /// Its happenings, as indices.
    pub members: Vec<usize>,
    /// Where they stand, in the same order.
    pub packed: Packed,
}

/// All lanes.
#[derive(Clone, Debug)]
pub struct Arranged {
    /// What it was made for.
    pub terms: Terms,
    /// The lanes that are shown, from above.
    pub lanes: Vec<Laid>,
}

impl Laid {
    /// The middle of a row under the upper edge of the chart, px.
    pub fn row_px(&self, row: usize, terms: &Terms) -> f32 {
        self.top_px + LANE_PAD_PX + terms.row_px * (row as f32 + 0.5)
    }
}

impl Arranged {
    /// Arranges happenings; `words_px` are the widths of each one's words.
    pub fn new(happenings: &[Happening], words_px: &[Vec<f32>], terms: Terms) -> Self {
        let own = own_lanes(happenings, terms.low);
        let lane_of = |h: &Happening| if own.contains(&h.lane) { h.lane } else { Lane::SHARED };
        let mut members = vec![Vec::new(); Lane::ALL.len()];
        let mut items = vec![Vec::new(); Lane::ALL.len()];
        for ((i, happening), words_px) in happenings.iter().enumerate().zip(words_px) {
            let lane = lane_of(happening).index();
            if let (Some(members), Some(items)) = (members.get_mut(lane), items.get_mut(lane)) {
                members.push(i);
                items.push(piece(happening, words_px, &terms));
            }
        }
        let holds = |lane: &Lane| members.get(lane.index()).is_some_and(|m| !m.is_empty());
        // Captures by reference are a second line of the captures, even where there is no first.
        let second = |lane: &Lane| *lane == Lane::Of(KindLane::Captures) && holds(&Lane::ByReference);
        let few = |lane: &Lane| terms.low && Lane::FEW.contains(lane);
        let lanes: Vec<Lane> = Lane::ALL.into_iter().filter(|lane| few(lane) || holds(lane) || second(lane)).collect();
        let room = |rows| LaneCapacity { rows, pitch_px: PITCH_PX, count_px: COUNT_PX };
        let mut packed: Vec<Packed> = lanes
            .iter()
            .map(|lane| pack(items.get(lane.index()).map_or(&[], Vec::as_slice), room(MOST_ROWS)))
            .collect();
        let needs: Vec<usize> = packed.iter().map(|packed| packed.rows.max(1)).collect();
        let granted = grant(&lanes, &needs, &terms);
        for ((lane, packed), (&rows, &need)) in lanes.iter().zip(&mut packed).zip(granted.iter().zip(&needs)) {
            if rows < need {
                *packed = pack(items.get(lane.index()).map_or(&[], Vec::as_slice), room(rows));
            }
        }
        let mut top_px = 0.0;
        let laid = lanes.into_iter().zip(packed).zip(granted).map(|((lane, packed), rows)| {
            let height_px = terms.row_px * rows as f32 + 2.0 * LANE_PAD_PX;
            let laid = Laid {
                lane,
                top_px,
                height_px,
                members: members.get(lane.index()).cloned().unwrap_or_default(),
                packed,
            };
            top_px += height_px;
            laid
        });
        Self { terms, lanes: laid.collect() }
    }

    /// The height of all lanes, px.
    pub fn height_px(&self) -> f32 {
        self.lanes.last().map_or(0.0, |lane| lane.top_px + lane.height_px)
    }
}

/// The lanes that keep their happenings to themselves: in a low bar the captures, else the fullest.
fn own_lanes(happenings: &[Happening], low: bool) -> Vec<Lane> {
    if low {
        return Lane::FEW.to_vec();
    }
    let count = |lane: Lane| happenings.iter().filter(|happening| happening.lane == lane).count();
    let mut counted: Vec<(usize, Lane)> = Lane::ALL.into_iter().map(|lane| (count(lane), lane)).collect();
    counted.retain(|(count, _)| *count > 0);
    if counted.len() <= Lane::AT_ONCE {
        return counted.into_iter().map(|(_, lane)| lane).collect();
    }
    // One is left for those that share it; captures never do.
    counted.sort_by_key(|(count, lane)| (!Lane::FEW.contains(lane), std::cmp::Reverse(*count)));
    counted.into_iter().take(Lane::AT_ONCE - 1).map(|(_, lane)| lane).collect()
}

/// How many rows each lane gets: one, then as many as it needs while there is height.
fn grant(lanes: &[Lane], needs: &[usize], terms: &Terms) -> Vec<usize> {
    let mut granted = vec![1_usize; lanes.len()];
    let least = lanes.len() as f32 * (terms.row_px + 2.0 * LANE_PAD_PX);
    let mut spare = ((terms.height_px - least) / terms.row_px + 0.01).floor().max(0.0) as usize;
    while spare > 0 {
        let before = spare;
        for lane in PRIORITY {
            let Some(i) = lanes.iter().position(|l| *l == lane) else { continue };
            if let (Some(granted), Some(&need)) = (granted.get_mut(i), needs.get(i))
                && *granted < need
                && spare > 0
            {
                *granted += 1;
                spare -= 1;
            }
        }
        if spare == before {
            break;
        }
    }
    granted
}

/// The px of a moment along the axis.
fn x_of(terms: &Terms, moment: Moment) -> f32 {
    (terms.axis.unit_of(moment.0 as f64) * terms.px_per_unit) as f32
}

fn piece(happening: &Happening, words_px: &[f32], terms: &Terms) -> PackItem {
    let x = |moment| x_of(terms, moment);
    let short = happening.end.0 - happening.start.0 < Moment::DAY;
    let middle = if short {
        Moment(i64::midpoint(happening.start.0, happening.end.0))
    } else {
        Moment(happening.end.0 - Moment::DAY / 2)
    };
    let bin = bin(terms, middle, short);
    let soft = |bound: Bound| if bound == Bound::Open { SOFT_PX } else { 0.0 };
    let shape = if happening.lasts {
        let left = x(happening.start) + 1.6 - soft(happening.starts);
        let right = x(happening.end) - 1.6 + soft(happening.ends);
        PackShape::Bar((left, right.max(left + 4.0)))
    } else {
        let from = x(happening.start) - soft(happening.starts);
        let wide = happening.end.0 - happening.start.0 > Moment::DAY || happening.starts == Bound::Open;
        PackShape::Symbol { at: x(middle), since: Some(from + 1.6).filter(|from| wide && *from < bin.0) }
    };
    PackItem { shape, bin, words_px: words_px.to_vec() }
}

/// The bin of a moment: its day, or as many days as are wide enough; narrow where the moment is known more exactly.
fn bin(terms: &Terms, moment: Moment, exact: bool) -> ExtentPx {
    let unit = terms.axis.unit_of(moment.0 as f64);
    let stretch = terms.axis.stretches().find(|s| unit < s.until).or_else(|| terms.axis.stretches().last());
    let Some(stretch) = stretch else { return (0.0, LEAST_BIN_PX) };
    let day_px = terms.px_per_unit / stretch.days_per_unit;
    let least = f64::from(LEAST_BIN_PX);
    if day_px >= least && !exact {
        let day = moment.day();
        return (x_of(terms, Moment::start_of(day)), x_of(terms, Moment::end_of(day)));
    }
    let (from, until) = (stretch.from * terms.px_per_unit, stretch.until * terms.px_per_unit);
    let count = ((until - from) / least).floor().max(1.0);
    let width = (until - from) / count;
    let index = ((unit * terms.px_per_unit - from) / width).floor().clamp(0.0, count - 1.0);
    ((from + index * width) as f32, (from + (index + 1.0) * width) as f32)
}
