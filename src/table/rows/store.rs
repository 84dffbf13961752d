//! All rows of a table, column by column.

use crate::geo::{LonLat, WorldPoint};
use crate::table::rows::column::{Few, Moments};
use crate::table::rows::window::Reach;
use crate::table::rows::{Exact, Nearness, Row, RowSpots, RowWindow};
use crate::time::Moment;
use rayon::prelude::*;
use std::sync::OnceLock;

/// The width of the world in the units that columns are kept in: a centimetre at the equator.
const WORLD: f64 = 4_294_967_296.0;
/// Rows between two that are noted with their place in the file.
const NOTED: usize = 1024;

/// The rows of a table, sorted by when they begin, of equals by their number. Positions count in that order, from 0.
///
/// ```
/// use dateline::geo::LonLat;
/// use dateline::table::rows::{Exact, Nearness, Row, Rows};
/// use dateline::time::Moment;
///
/// let day = |number, text| -> Result<Row, Box<dyn std::error::Error>> {
///     let end = Moment::parse(text)?;
///     let (start, at) = (Moment(end.0 - Moment::DAY), LonLat::new(2.4, 15.9));
///     let (exact, near) = (Exact::Day, Nearness::Town);
///     Ok(Row { number, offset: 0, start, end, reported: None, at, radius_km: 0.0, kind: 0, size: 2.0, exact, near, repeats: false })
/// };
/// let rows = Rows::new(vec![day(1, "2018-06-07")?, day(2, "2018-06-04")?], vec!["Battles".to_owned()]);
/// assert_eq!(rows.row(0).map(|row| row.number), Some(2));
/// assert_eq!(rows.position(1), Some(1));
/// let week = rows.window(Moment::parse("2018-06-03")?, Moment::parse("2018-06-06")?);
/// assert_eq!(week.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    pub(super) kinds: Vec<String>,
    pub(super) numbers: Numbers,
    /// Where rows begin in the file, by number.
    pub(super) offsets: Offsets,
    pub(super) starts: Moments,
    pub(super) lengths: Few<i64>,
    pub(super) reported: Option<Moments>,
    /// The Web Mercator world, 0 to 2^32.
    pub(super) x: Vec<u32>,
    /// The same, half a world added to the north, in halves of these units.
    pub(super) y: Vec<u32>,
    pub(super) radii: Few<f32>,
    pub(super) kind: Vec<u16>,
    pub(super) sizes: Few<f32>,
    /// Exactness in time (3 bits) and place (3 bits), and whether it repeats.
    pub(super) codes: Vec<u8>,
    pub(super) reach: Reach,
    pub(super) spots: OnceLock<RowSpots>,
}

/// Which row of the file each is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Numbers {
    /// One after the other, from 1.
    InOrder,
    /// By position, and the positions by number (0 is none, else one more than it).
    Mixed { by_position: Vec<u32>, position: Vec<u32> },
}

/// Where rows begin in their file, by number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offsets {
    /// Of every so many.
    pub noted: Vec<u64>,
    /// How far after that.
    pub after: Vec<u32>,
}

impl Rows {
    /// Of rows in any order, with the names of their kinds. Of two with the same number the first is found by it.
    pub fn new(mut rows: Vec<Row>, kinds: Vec<String>) -> Self {
        rows.par_sort_unstable_by_key(|row| (row.start, row.number));
        let rows = &rows;
        let starts: Vec<Option<Moment>> = rows.par_iter().map(|row| Some(row.start)).collect();
        let ends = |row: &Row| row.end.max(row.start);
        let reported: Vec<Option<Moment>> = rows.par_iter().map(|row| row.reported).collect();
        let world: (Vec<u32>, Vec<u32>) = rows.par_iter().map(|row| packed(row.at)).unzip();
        Self {
            numbers: Numbers::of(rows),
            offsets: Offsets::of(rows),
            starts: Moments::new(&starts),
            lengths: Few::new(rows.par_iter().map(|row| ends(row).0.saturating_sub(row.start.0)).collect()),
            reported: reported.iter().any(Option::is_some).then(|| Moments::new(&reported)),
            x: world.0,
            y: world.1,
            radii: Few::new(rows.par_iter().map(|row| row.radius_km).collect()),
            kind: rows.par_iter().map(|row| row.kind).collect(),
            sizes: Few::new(rows.par_iter().map(|row| if row.size.is_nan() { f32::NAN } else { row.size }).collect()),
            codes: rows.par_iter().map(code).collect(),
            reach: Reach::new(rows.iter().map(|row| ends(row).0)),
            spots: OnceLock::new(),
            kinds,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// The names of the kinds, in the order of their numbers.
    pub fn kinds(&self) -> &[String] {
        &self.kinds
    }

    /// The row at a position.
    pub fn row(&self, at: usize) -> Option<Row> {
        let code = *self.codes.get(at)?;
        let number = self.numbers.at(at)?;
        let start = self.starts.get(at)?;
        Some(Row {
            number,
            offset: self.offsets.of_number(number),
            start,
            end: self.end(at)?,
            reported: self.reported(at),
            at: self.lon_lat(at)?,
            radius_km: self.radii.get(at),
            kind: *self.kind.get(at)?,
            size: self.sizes.get(at),
            exact: self.exact(at),
            near: self.near(at),
            repeats: code >> 6 & 1 == 1,
        })
    }

    /// The position of the row with a number.
    pub fn position(&self, number: u32) -> Option<usize> {
        self.numbers.position(number, self.len())
    }

    /// The rows that lie, or may lie, in `(from, until]`: some of the time within their bounds is after `from` and not after
    /// `until`.
    pub fn window(&self, from: Moment, until: Moment) -> RowWindow {
        let (begun, later) = (self.starts.before(from), self.starts.before(until.max(from)));
        let earlier = self.reach.past(from.0, begun, |at| self.end(at).map_or(i64::MIN, |end| end.0));
        RowWindow { earlier, within: begun..later }
    }

    /// When the row at a position begins, at the earliest.
    pub fn start(&self, at: usize) -> Option<Moment> {
        self.starts.get(at)
    }

    /// When it has ended, at the latest.
    pub fn end(&self, at: usize) -> Option<Moment> {
        Some(Moment(self.starts.get(at)?.0.saturating_add(self.lengths.get(at))))
    }

    /// When it was told of.
    pub fn reported(&self, at: usize) -> Option<Moment> {
        self.reported.as_ref().and_then(|reported| reported.get(at))
    }

    /// Whether any row says when it was told of: the second clock then works.
    pub fn has_reported(&self) -> bool {
        self.reported.is_some()
    }

    /// Where it is in the Web Mercator world.
    pub fn world(&self, at: usize) -> Option<WorldPoint> {
        let (x, y) = (*self.x.get(at)?, *self.y.get(at)?);
        Some(WorldPoint { x: f64::from(x) / WORLD, y: f64::from(y) / WORLD * 2.0 - 0.5 })
    }

    /// Where it is, to the millionth of a degree; nearer to a pole than 89.78° it is moved there.
    pub fn lon_lat(&self, at: usize) -> Option<LonLat> {
        let exact = self.world(at)?.lon_lat();
        let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Some(LonLat::new(rounded(exact.lon_deg), rounded(exact.lat_deg)))
    }

    /// Which kind it is of.
    pub fn kind(&self, at: usize) -> Option<u16> {
        self.kind.get(at).copied()
    }

    /// What sizes its mark; NaN where that is not known.
    pub fn size(&self, at: usize) -> f32 {
        self.sizes.get(at)
    }

    /// How exactly it is dated.
    pub fn exact(&self, at: usize) -> Exact {
        let code = self.codes.get(at).copied().unwrap_or_default();
        Exact::ALL.get(usize::from(code & 7)).copied().unwrap_or_default()
    }

    /// How exactly it is placed.
    pub fn near(&self, at: usize) -> Nearness {
        let code = self.codes.get(at).copied().unwrap_or_default();
        Nearness::ALL.get(usize::from(code >> 3 & 7)).copied().unwrap_or_default()
    }

    /// The points at which many rows lie, worked out when they are first asked for.
    pub fn spots(&self) -> &RowSpots {
        let point =
            |at: usize| self.x.get(at).zip(self.y.get(at)).map_or(0, |(x, y)| u64::from(*x) << 32 | u64::from(*y));
        self.spots.get_or_init(|| RowSpots::new(point, self.len()))
    }

    /// Whether an earlier row says the same.
    pub fn repeats(&self, at: usize) -> bool {
        self.codes.get(at).is_some_and(|code| code >> 6 & 1 == 1)
    }
}

fn code(row: &Row) -> u8 {
    row.exact as u8 | (row.near as u8) << 3 | u8::from(row.repeats) << 6
}

fn packed(at: LonLat) -> (u32, u32) {
    use std::f64::consts::PI;
    let sin = libm::sin(at.lat_deg.clamp(-90.0, 90.0).to_radians()).clamp(-1.0 + 1e-12, 1.0 - 1e-12);
    let y = 0.5 - libm::log((1.0 + sin) / (1.0 - sin)) / (4.0 * PI);
    let x = LonLat::new(at.lon_deg, 0.0).near(0.0).lon_deg / 360.0 + 0.5;
    // A number that is too large for the type becomes its largest.
    ((x * WORLD).round() as u32, ((y + 0.5) / 2.0 * WORLD).round() as u32)
}

impl Numbers {
    fn of(rows: &[Row]) -> Self {
        if rows.par_iter().enumerate().all(|(at, row)| row.number as usize == at + 1) {
            return Self::InOrder;
        }
        let last = rows.par_iter().map(|row| row.number as usize).max().unwrap_or_default();
        let mut position = vec![0; last + 1];
        for (row, at) in rows.iter().zip(1u32..) {
            if let Some(slot) = position.get_mut(row.number as usize).filter(|slot| **slot == 0) {
                *slot = at;
            }
        }
        Self::Mixed { by_position: rows.par_iter().map(|row| row.number).collect(), position }
    }

    fn at(&self, position: usize) -> Option<u32> {
        match self {
            Self::InOrder => u32::try_from(position + 1).ok(),
            Self::Mixed { by_position, .. } => by_position.get(position).copied(),
        }
    }

    fn position(&self, number: u32, len: usize) -> Option<usize> {
        match self {
            Self::InOrder => (number as usize).checked_sub(1).filter(|at| *at < len),
            Self::Mixed { position, .. } => (*position.get(number as usize)? as usize).checked_sub(1),
        }
    }
}

impl Offsets {
    fn of(rows: &[Row]) -> Self {
        let last = rows.iter().map(|row| row.number as usize).max().unwrap_or_default();
        let mut offsets = vec![u64::MAX; if rows.is_empty() { 0 } else { last + 1 }];
        for row in rows {
            if let Some(slot) = offsets.get_mut(row.number as usize) {
                *slot = row.offset;
            }
        }
        let noted: Vec<u64> =
            offsets.chunks(NOTED).map(|chunk| chunk.iter().copied().min().unwrap_or_default()).collect();
        let after = |(number, offset): (usize, &u64)| {
            noted
                .get(number / NOTED)
                .map_or(u32::MAX, |noted| u32::try_from(offset.saturating_sub(*noted)).unwrap_or(u32::MAX))
        };
        let after = offsets.iter().enumerate().map(after).collect();
        Self { noted, after }
    }

    fn of_number(&self, number: u32) -> u64 {
        let number = number as usize;
        let noted = self.noted.get(number / NOTED).copied().unwrap_or_default();
        noted.saturating_add(u64::from(self.after.get(number).copied().unwrap_or_default()))
    }
}
