//! Finds room for the happenings of one lane: rows, symbols side by side, words where they fit, and a count where
//! they do not. Pure arithmetic in px along the whole axis, so that panning changes nothing.
//!
//! Time is divided into *bins*: days, or wider where days are narrow. The symbols of one bin stand side by side in its
//! middle; what has no room becomes a count.

use std::collections::{BTreeMap, BTreeSet};

/// Between two things in a row, px.
const GAP_PX: f32 = 3.0;
/// Between a symbol or bar and its words, px.
pub const WORDS_GAP_PX: f32 = 4.0;

/// So often bars give way before a row is kept for what is left over.
const MOST_ATTEMPTS: usize = 24;

/// From left to right, px.
pub type Extent = (f32, f32);

/// What a happening asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A bar that lasts.
    Bar(Extent),
    /// A symbol, which belongs at `at`; `since` is where its bounds begin if they are wider than its bin.
    Symbol {
        /// Where it belongs.
        at: f32,
        /// The left end of its bounds.
        since: Option<f32>,
    },
}

/// One happening.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its shape.
    pub body: Body,
    /// The bin of its end.
    pub bin: Extent,
    /// The widths of what it may be called, long to short.
    pub words_px: Vec<f32>,
}

/// What a lane offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// How many rows at most.
    pub rows: usize,
    /// From symbol to symbol.
    pub pitch_px: f32,
    /// Width of a count.
    pub count_px: f32,
}

/// Where a happening stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Spot {
    /// A bar in a row.
    Bar {
        /// From above.
        row: usize,
        /// From end to end.
        extent: Extent,
    },
    /// A symbol in a row, and the line of its bounds.
    Symbol {
        /// From above.
        row: usize,
        /// Its middle.
        x: f32,
        /// Where its bounds begin, if they are drawn.
        since: Option<f32>,
    },
    /// In the count of this index.
    Counted(usize),
}

/// Words beside a happening; bars that can hold their words have none here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Words {
    /// Which of the candidates.
    pub candidate: usize,
    /// Their left edge.
    pub left: f32,
}

/// Happenings that are only counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// From above.
    pub row: usize,
    /// Its middle.
    pub x: f32,
    /// Which.
    pub members: Vec<usize>,
}

/// A lane with everything in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// How many rows are used.
    pub rows: usize,
    /// Where each happening stands.
    pub spots: Vec<Spot>,
    /// Words beside them.
    pub words: Vec<Option<Words>>,
    /// The counts.
    pub counts: Vec<Count>,
}

/// Packs a lane. What finds no row is told of by symbols or counts in the gaps; where there is no gap, the bar that
/// came last gives way. When even that does not help, a last row is kept for what is left over.
pub fn pack(pieces: &[Piece], room: Room) -> Packed {
    let mut demoted = BTreeSet::new();
    for _ in 0..MOST_ATTEMPTS {
        let mut packing = Packing::new(pieces, room);
        let left_over = packing.place(room.rows, &demoted);
        let stuck = packing.place_in_gaps(&left_over, room.rows);
        let Some(bin) = stuck else { return packing.finish() };
        match packing.last_bar_over(bin) {
            Some(bar) => demoted.insert(bar),
            None => break,
        };
    }
    let mut packing = Packing::new(pieces, room);
    let last = room.rows.saturating_sub(1);
    let left_over = packing.place(last, &BTreeSet::new());
    packing.place_last(&left_over, last);
    packing.finish()
}

/// Symbols side by side.
struct Cluster {
    extent: Extent,
    /// The middles of the symbols.
    xs: Vec<f32>,
    /// Whether there is room for the words of each.
    named: bool,
}

/// Members of one bin in one row.
struct Cell {
    row: usize,
    members: Vec<usize>,
    since: Option<f32>,
}

struct Packing<'p> {
    pieces: &'p [Piece],
    room: Room,
    /// What is taken in each row, from left to right.
    taken: Vec<Vec<Extent>>,
    spots: Vec<Option<Spot>>,
    words: Vec<Option<Words>>,
    counts: Vec<Count>,
    /// Whether a symbol has neighbours, so that words after it could be meant for them too.
    shared: Vec<bool>,
    /// The cells of each bin, by its left edge.
    cells: BTreeMap<i64, Vec<Cell>>,
}

/// A bin as a key.
fn key(bin: Extent) -> i64 {
    (f64::from(bin.0) * 64.0).round() as i64
}

impl<'p> Packing<'p> {
    fn new(pieces: &'p [Piece], room: Room) -> Self {
        let nothing = vec![None; pieces.len()];
        Self {
            pieces,
            room,
            taken: vec![Vec::new(); room.rows.max(1)],
            spots: nothing,
            words: vec![None; pieces.len()],
            counts: Vec::new(),
            shared: vec![false; pieces.len()],
            cells: BTreeMap::new(),
        }
    }

    /// Places what it can in so many rows; what is left over comes back, and with it the bars that gave way.
    fn place(&mut self, rows: usize, demoted: &BTreeSet<usize>) -> Vec<usize> {
        let mut left_over: Vec<usize> = demoted.iter().copied().collect();
        let mut bars: Vec<(usize, Extent)> = Vec::new();
        let mut since: Vec<(usize, f32)> = Vec::new();
        let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            match piece.body {
                Body::Bar(_) if demoted.contains(&i) => {}
                Body::Bar(extent) => bars.push((i, extent)),
                Body::Symbol { since: Some(from), .. } => since.push((i, from)),
                Body::Symbol { since: None, .. } => bins.entry(key(piece.bin)).or_default().push(i),
            }
        }
        bars.sort_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        for (i, extent) in bars {
            match (0..rows).find(|&row| self.is_free(row, extent)) {
                Some(row) => {
                    self.take(row, extent);
                    self.put(i, Spot::Bar { row, extent });
                }
                None => left_over.push(i),
            }
        }
        for members in bins.into_values() {
            if !self.place_bin(&members, rows) {
                left_over.extend(members);
            }
        }
        for (i, from) in since {
            if !self.place_since(i, from, rows) {
                left_over.push(i);
            }
        }
        left_over
    }

    /// Symbols side by side in the first row that has room for them.
    fn place_bin(&mut self, members: &[usize], rows: usize) -> bool {
        let Some(bin) = self.bin_of(members) else { return true };
        let Some(cluster) = self.cluster(members, bin) else { return self.place_count(members, bin, rows) };
        let Some(row) = (0..rows).find(|&row| self.is_free(row, cluster.extent)) else { return false };
        self.take(row, cluster.extent);
        self.spread(members, row, &cluster);
        self.cells.entry(key(bin)).or_default().push(Cell { row, members: members.to_vec(), since: None });
        true
    }

    /// A count in the first row that has room for it.
    fn place_count(&mut self, members: &[usize], bin: Extent, rows: usize) -> bool {
        let extent = self.middle(members, bin, self.room.count_px);
        let Some(row) = (0..rows).find(|&row| self.is_free(row, extent)) else { return false };
        self.take(row, extent);
        self.count(members, row, extent);
        true
    }

    fn count(&mut self, members: &[usize], row: usize, extent: Extent) {
        let index = self.counts.len();
        self.counts.push(Count { row, x: (extent.0 + extent.1) / 2.0, members: members.to_vec() });
        for &i in members {
            self.put(i, Spot::Counted(index));
            if let Some(words) = self.words.get_mut(i) {
                *words = None;
            }
        }
    }

    /// A symbol with the line of its bounds: first among the symbols of its bin, where the line runs free.
    fn place_since(&mut self, i: usize, from: f32, rows: usize) -> bool {
        let Some(bin) = self.pieces.get(i).map(|piece| piece.bin) else { return true };
        for row in 0..rows {
            let cell = self.cells.get(&key(bin)).and_then(|cells| cells.iter().find(|cell| cell.row == row));
            let others = match cell {
                Some(cell) if cell.since.is_some() => continue,
                Some(cell) => cell.members.clone(),
                None => Vec::new(),
            };
            let before = self.cluster(&others, bin).filter(|_| !others.is_empty());
            let members: Vec<usize> = std::iter::once(i).chain(others).collect();
            let Some(cluster) = self.cluster(&members, bin) else { continue };
            let line = (from.min(cluster.extent.0), cluster.extent.1);
            if let Some(before) = &before {
                self.leave(row, before.extent);
            }
            if self.is_free(row, line) {
                self.take(row, line);
                self.spread(&members, row, &cluster);
                self.put_since(i, from);
                let cells = self.cells.entry(key(bin)).or_default();
                cells.retain(|cell| cell.row != row);
                cells.push(Cell { row, members, since: Some(from) });
                return true;
            }
            if let Some(before) = &before {
                self.take(row, before.extent);
            }
        }
        false
    }

    /// What found no room, together with the symbols that stand in its bin: where a gap takes them, as symbols or as a
    /// count. The first bin without a gap comes back.
    fn place_in_gaps(&mut self, left_over: &[usize], rows: usize) -> Option<Extent> {
        for members in self.by_bin(left_over).into_values() {
            let bin = self.bin_of(&members)?;
            if self.place_bin(&members, rows) {
                continue;
            }
            let mut all = members;
            for cell in self.cells.remove(&key(bin)).unwrap_or_default() {
                if let Some(cluster) = self.cluster(&cell.members, bin) {
                    let line = cell.since.map_or(cluster.extent.0, |from| from.min(cluster.extent.0));
                    self.leave(cell.row, (line, cluster.extent.1));
                }
                all.extend(cell.members);
            }
            all.sort_unstable();
            if !self.place_bin(&all, rows) && !self.place_count(&all, bin, rows) {
                return Some(bin);
            }
        }
        None
    }

    /// What found no room: symbols or counts in a row of their own.
    fn place_last(&mut self, left_over: &[usize], row: usize) {
        for members in self.by_bin(left_over).into_values() {
            let Some(bin) = self.bin_of(&members) else { continue };
            if let Some(cluster) = self.cluster(&members, bin) {
                self.take(row, cluster.extent);
                self.spread(&members, row, &cluster);
            } else {
                let extent = self.middle(&members, bin, self.room.count_px);
                self.take(row, extent);
                self.count(&members, row, extent);
            }
        }
    }

    fn by_bin(&self, members: &[usize]) -> BTreeMap<i64, Vec<usize>> {
        let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for &i in members {
            if let Some(piece) = self.pieces.get(i) {
                bins.entry(key(piece.bin)).or_default().push(i);
            }
        }
        bins
    }

    fn bin_of(&self, members: &[usize]) -> Option<Extent> {
        members.first().and_then(|&i| self.pieces.get(i)).map(|piece| piece.bin)
    }

    /// The bar in the lowest row that reaches over a bin.
    fn last_bar_over(&self, bin: Extent) -> Option<usize> {
        let over = self.spots.iter().enumerate().filter_map(|(i, spot)| match spot {
            Some(Spot::Bar { row, extent }) if extent.0 < bin.1 && extent.1 > bin.0 => Some((*row, i)),
            _ => None,
        });
        over.max().map(|(_, i)| i)
    }

    /// The symbols of a bin side by side, with their words where the bin has room for all of them; `None` if even the
    /// symbols are more than the bin.
    fn cluster(&self, members: &[usize], bin: Extent) -> Option<Cluster> {
        let pitch = self.room.pitch_px;
        let most = (bin.1 - bin.0 - GAP_PX).max(pitch);
        let advance = |i: &usize| {
            let words = self.pieces.get(*i).and_then(|piece| piece.words_px.last()).copied().unwrap_or(0.0);
            pitch + words + 2.0 * WORDS_GAP_PX
        };
        let with_words = members.iter().map(advance).sum::<f32>();
        let named = members.len() > 1 && with_words <= most;
        let width = if named { with_words } else { pitch * members.len() as f32 };
        if width > most {
            return None;
        }
        let extent = self.middle(members, bin, width);
        let mut x = extent.0;
        let xs = members.iter().map(|i| {
            let at = x + pitch / 2.0;
            x += if named { advance(i) } else { pitch };
            at
        });
        Some(Cluster { extent, xs: xs.collect(), named })
    }

    /// An extent of a width around the mean of its members, inside their bin.
    fn middle(&self, members: &[usize], bin: Extent, width: f32) -> Extent {
        let at = |i: &usize| match self.pieces.get(*i).map(|piece| &piece.body) {
            Some(Body::Symbol { at, .. }) => *at,
            Some(Body::Bar((_, end))) => *end,
            None => bin.0,
        };
        let mean = members.iter().map(at).sum::<f32>() / members.len().max(1) as f32;
        let half = width / 2.0;
        let (low, high) = (bin.0 + half + GAP_PX / 2.0, bin.1 - half - GAP_PX / 2.0);
        let x = if low <= high { mean.clamp(low, high) } else { (bin.0 + bin.1) / 2.0 };
        (x - half, x + half)
    }

    fn spread(&mut self, members: &[usize], row: usize, cluster: &Cluster) {
        for (&i, &x) in members.iter().zip(&cluster.xs) {
            self.put(i, Spot::Symbol { row, x, since: None });
            let last = self.pieces.get(i).map_or(0, |piece| piece.words_px.len()).checked_sub(1);
            let left = x + self.room.pitch_px / 2.0 + WORDS_GAP_PX - 2.0;
            if let Some(words) = self.words.get_mut(i) {
                *words = last.filter(|_| cluster.named).map(|candidate| Words { candidate, left });
            }
            if let Some(shared) = self.shared.get_mut(i) {
                *shared = members.len() > 1;
            }
        }
    }

    fn put(&mut self, i: usize, spot: Spot) {
        if let Some(slot) = self.spots.get_mut(i) {
            *slot = Some(spot);
        }
    }

    fn put_since(&mut self, i: usize, from: f32) {
        if let Some(Some(Spot::Symbol { since, .. })) = self.spots.get_mut(i) {
            *since = Some(from);
        }
    }

    /// Whether nothing in a row comes nearer than the gap.
    fn is_free(&self, row: usize, (a, b): Extent) -> bool {
        let Some(taken) = self.taken.get(row) else { return false };
        let next = taken.partition_point(|other| other.1 + GAP_PX <= a);
        taken.get(next).is_none_or(|other| other.0 >= b + GAP_PX)
    }

    fn take(&mut self, row: usize, extent: Extent) {
        if let Some(taken) = self.taken.get_mut(row) {
            let at = taken.partition_point(|other| other.0 < extent.0);
            taken.insert(at, extent);
        }
    }

    fn leave(&mut self, row: usize, extent: Extent) {
        if let Some(taken) = self.taken.get_mut(row) {
            taken.retain(|other| *other != extent);
        }
    }

    /// Words to the right of what is alone there, the longest that run free; those of bars only where the bar itself
    /// is too short for any.
    fn name(&mut self) {
        let mut order: Vec<(usize, usize, f32)> = Vec::new();
        for (i, spot) in self.spots.iter().enumerate() {
            match spot {
                Some(Spot::Bar { row, extent }) => {
                    let least = self.pieces.get(i).and_then(|piece| piece.words_px.last()).copied().unwrap_or(0.0);
                    if least + 2.0 * WORDS_GAP_PX > extent.1 - extent.0 {
                        order.push((i, *row, extent.1));
                    }
                }
                Some(Spot::Symbol { row, x, .. }) if self.shared.get(i) == Some(&false) => {
                    order.push((i, *row, x + self.room.pitch_px / 2.0 - 1.0))
                }
                _ => {}
            }
        }
        order.sort_by(|a, b| a.2.total_cmp(&b.2));
        for (i, row, right) in order {
            let Some(piece) = self.pieces.get(i) else { continue };
            let left = right + WORDS_GAP_PX - 1.0;
            // A whole sentence beside a symbol would seem to speak of the days it runs over.
            let short = |k: usize| k > 0 || piece.words_px.len() == 1;
            let fits = |&(k, px): &(usize, f32)| {
                let inside = left + px <= piece.bin.1 - GAP_PX;
                (short(k) || inside) && self.is_clear(row, right, (left, left + px))
            };
            let Some((candidate, px)) = piece.words_px.iter().copied().enumerate().find(fits) else { continue };
            self.take(row, (left, left + px));
            if let Some(words) = self.words.get_mut(i) {
                *words = Some(Words { candidate, left });
            }
        }
    }

    /// Whether nothing stands between a thing's right edge and the end of its words.
    fn is_clear(&self, row: usize, right: f32, (_, end): Extent) -> bool {
        let Some(taken) = self.taken.get(row) else { return false };
        let own = right + 1.5;
        let next = taken.partition_point(|other| other.1 <= own);
        taken.get(next).is_none_or(|other| other.0 >= end + GAP_PX)
    }

    fn finish(mut self) -> Packed {
        self.name();
        let rows = self.taken.iter().rposition(|taken| !taken.is_empty()).map_or(0, |last| last + 1);
        // Every piece was placed or counted; the last row takes whatever is left.
        let spots = self.spots.into_iter().map(|spot| spot.unwrap_or(Spot::Counted(usize::MAX))).collect();
        Packed { rows, spots, words: self.words, counts: self.counts }
    }
}

#[cfg(test)]
mod tests;
