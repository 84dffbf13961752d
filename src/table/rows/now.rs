//! The rows that are looked at: those in a window of time that a filter leaves.

use crate::table::rows::{Exact, Nearness, RowWindow, Rows};
use crate::time::Moment;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Rows that one core counts at a time.
const PART: usize = 16_384;

/// A window of time: after `from`, not after `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Brush {
    /// Where it begins.
    pub from: Moment,
    /// Where it ends.
    pub until: Moment,
}

impl Brush {
    /// As the command line has it: "2018-03-01/2020-08-31", its first and its last day, or times of the day.
    pub fn written(self) -> String {
        // Midnight is the end of a day, and the beginning of the next.
        let from = if self.from.is_rest() { Moment(self.from.0.saturating_add(Moment::DAY)) } else { self.from };
        format!("{}/{}", from.written(), self.until.written())
    }
}

impl std::str::FromStr for Brush {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected FROM/TO, such as 2018-03-01/2020-08-31, found \"{text}\"");
        let (from, until) = text.split_once('/').ok_or_else(wrong)?;
        let [begun, until] = [from, until].map(|text| Moment::parse(text).map_err(|_| wrong()));
        let begun = begun?;
        let is_day = !from.contains(['T', 't', ' ']);
        let brush =
            Self { from: if is_day { Moment(begun.0.saturating_sub(Moment::DAY)) } else { begun }, until: until? };
        if brush.from < brush.until { Ok(brush) } else { Err(format!("{}: it ends before it begins", wrong())) }
    }
}

/// What is left out of the rows. The default leaves out nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct RowFilter {
    /// Kinds left out.
    pub without_kinds: BTreeSet<String>,
    /// How exactly a row is dated at least.
    pub exact: Option<Exact>,
    /// How exactly it is placed at least.
    pub near: Option<Nearness>,
    /// What sizes it is at least this. A size that is not known counts as none.
    pub at_least: u32,
    /// By when it was told of. What does not say so counts as told of when it happened.
    pub known_by: Option<Moment>,
}

impl RowFilter {
    /// Whether it leaves out nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a row of a table stays; `kinds` says which kinds of the table do.
    fn keeps(&self, rows: &Rows, kinds: &[bool], at: usize) -> bool {
        rows.kind(at).and_then(|kind| kinds.get(usize::from(kind))).copied().unwrap_or_default()
            && self.exact.is_none_or(|exact| rows.exact(at) <= exact)
            && self.near.is_none_or(|near| rows.near(at) <= near)
            && (self.at_least == 0 || f64::from(rows.size(at)) >= f64::from(self.at_least))
            && self.known_by.is_none_or(|known| {
                let told = rows.reported(at).or_else(|| rows.end(at));
                told.is_some_and(|told| told <= known)
            })
    }
}

/// The rows that are looked at, and what is counted of them.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsNow {
    /// In which window.
    pub brush: Brush,
    /// What is left out.
    pub filter: RowFilter,
    /// Of each table, the positions of its rows.
    pub windows: Vec<RowWindow>,
    /// How many there are of each kind of all tables.
    pub counts: Vec<usize>,
    /// How many there are in the window before anything is left out.
    pub all: usize,
    /// How many are dated less exactly than to the day.
    pub rough_days: usize,
    /// How many are placed less exactly than near a place that has a name.
    pub rough_places: usize,
}

impl RowsNow {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.windows.iter().map(RowWindow::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.windows.iter().all(RowWindow::is_empty)
    }

    /// Of tables, each with the number that each of its kinds has among those of all, which are so many.
    pub(super) fn of<'a>(
        tables: impl Iterator<Item = (&'a Rows, &'a [u16])>,
        kinds: usize,
        brush: Brush,
        filter: &RowFilter,
    ) -> Self {
        let mut now = Self {
            brush,
            filter: filter.clone(),
            windows: Vec::new(),
            counts: vec![0; kinds],
            all: 0,
            rough_days: 0,
            rough_places: 0,
        };
        for (rows, merged) in tables {
            let window = rows.window(brush.from, brush.until);
            now.all += window.len();
            let window = if filter.is_empty() { window } else { left(rows, window, filter) };
            now.count(rows, merged, &window);
            now.windows.push(window);
        }
        now
    }

    fn count(&mut self, rows: &Rows, merged: &[u16], window: &RowWindow) {
        let [days, places, counts] = window.fold(
            || [vec![0usize], vec![0], vec![0; rows.kinds().len()]],
            |[days, places, counts], at| {
                let rough = [(days, rows.exact(at) > Exact::Day), (places, rows.near(at) > Nearness::Vicinity)];
                for (count, is) in rough {
                    count.iter_mut().for_each(|count| *count += usize::from(is));
                }
                if let Some(count) = rows.kind(at).and_then(|kind| counts.get_mut(usize::from(kind))) {
                    *count += 1;
                }
            },
            |mut all, part| {
                for (all, part) in all.iter_mut().zip(part) {
                    all.iter_mut().zip(part).for_each(|(all, part)| *all += part);
                }
                all
            },
        );
        self.rough_days += days.iter().sum::<usize>();
        self.rough_places += places.iter().sum::<usize>();
        for (kind, count) in merged.iter().zip(counts) {
            if let Some(all) = self.counts.get_mut(usize::from(*kind)) {
                *all += count;
            }
        }
    }
}

/// What a filter leaves of a window.
fn left(rows: &Rows, window: RowWindow, filter: &RowFilter) -> RowWindow {
    let kinds: Vec<bool> = rows.kinds().iter().map(|kind| !filter.without_kinds.contains(kind)).collect();
    let kept = window.fold(
        Vec::new,
        |kept: &mut Vec<u32>, at| {
            if filter.keeps(rows, &kinds, at) {
                kept.extend(u32::try_from(at));
            }
        },
        |mut all, part| {
            all.extend(part);
            all
        },
    );
    RowWindow { earlier: kept, within: 0..0 }
}

impl RowWindow {
    /// What comes of all positions, on all cores: each part of them is folded into a new one by `add`, and the parts are
    /// joined in their order.
    pub fn fold<T: Send>(
        &self,
        new: impl Fn() -> T + Sync + Send,
        add: impl Fn(&mut T, usize) + Sync + Send,
        join: impl Fn(T, T) -> T,
    ) -> T {
        let parts = self.within.len().div_ceil(PART);
        let of_range = (0..parts).into_par_iter().map(|part| {
            let from = self.within.start + part * PART;
            let mut all = new();
            (from..self.within.end.min(from + PART)).for_each(|at| add(&mut all, at));
            all
        });
        let listed = self.earlier.par_chunks(PART).map(|part| {
            let mut all = new();
            part.iter().for_each(|at| add(&mut all, *at as usize));
            all
        });
        let parts: Vec<T> = listed.chain(of_range).collect();
        parts.into_iter().reduce(join).unwrap_or_else(new)
    }
}
