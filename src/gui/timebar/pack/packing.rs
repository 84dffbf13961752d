//! One attempt at packing a lane.

use super::rows::RowOccupancy;
use super::{
    ExtentPx, GAP_PX, LaneCapacity, OverflowCount, PackItem, PackShape, Packed, PackedLabel, Placement, WORDS_GAP_PX,
};
use std::collections::{BTreeMap, BTreeSet};

/// Symbols side by side.
struct SymbolCluster {
    extent: ExtentPx,
    /// The middles of the symbols.
    xs: Vec<f32>,
    /// Whether there is room for the words of each.
    named: bool,
}

/// Members of one bin in one row.
struct BinRow {
    row: usize,
    members: Vec<usize>,
    since: Option<f32>,
}

/// A lane being packed.
pub(super) struct Packing<'p> {
    items: &'p [PackItem],
    room: LaneCapacity,
    /// What is taken.
    rows: RowOccupancy,
    placements: Vec<Option<Placement>>,
    words: Vec<Option<PackedLabel>>,
    counts: Vec<OverflowCount>,
    /// Whether a symbol has neighbours, so that words after it could be meant for them too.
    shared: Vec<bool>,
    /// The cells of each bin, by its left edge.
    cells: BTreeMap<i64, Vec<BinRow>>,
}

/// A bin as a key.
fn key(bin: ExtentPx) -> i64 {
    (f64::from(bin.0) * 64.0).round() as i64
}

impl<'p> Packing<'p> {
    pub(super) fn new(items: &'p [PackItem], room: LaneCapacity) -> Self {
        let nothing = vec![None; items.len()];
        Self {
            items,
            room,
            rows: RowOccupancy::new(room.rows.max(1)),
            placements: nothing,
            words: vec![None; items.len()],
            counts: Vec::new(),
            shared: vec![false; items.len()],
            cells: BTreeMap::new(),
        }
    }

    /// Places what it can in so many rows; what is left over comes back, and with it the bars that gave way.
    pub(super) fn place(&mut self, rows: usize, demoted: &BTreeSet<usize>) -> Vec<usize> {
        let mut left_over: Vec<usize> = demoted.iter().copied().collect();
        let mut bars: Vec<(usize, ExtentPx)> = Vec::new();
        let mut since: Vec<(usize, f32)> = Vec::new();
        let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (i, piece) in self.items.iter().enumerate() {
            match piece.shape {
                PackShape::Bar(_) if demoted.contains(&i) => {}
                PackShape::Bar(extent) => bars.push((i, extent)),
                PackShape::Symbol { since: Some(from), .. } => since.push((i, from)),
                PackShape::Symbol { since: None, .. } => bins.entry(key(piece.bin)).or_default().push(i),
            }
        }
        bars.sort_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        for (i, extent) in bars {
            match (0..rows).find(|&row| self.rows.is_free(row, extent)) {
                Some(row) => {
                    self.rows.take(row, extent);
                    self.put(i, Placement::Bar { row, extent });
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
        let Some(row) = (0..rows).find(|&row| self.rows.is_free(row, cluster.extent)) else { return false };
        self.rows.take(row, cluster.extent);
        self.spread(members, row, &cluster);
        self.cells.entry(key(bin)).or_default().push(BinRow { row, members: members.to_vec(), since: None });
        true
    }

    /// A count in the first row that has room for it.
    fn place_count(&mut self, members: &[usize], bin: ExtentPx, rows: usize) -> bool {
        let extent = self.middle(members, bin, self.room.count_px);
        let Some(row) = (0..rows).find(|&row| self.rows.is_free(row, extent)) else { return false };
        self.rows.take(row, extent);
        self.count(members, row, extent);
        true
    }

    fn count(&mut self, members: &[usize], row: usize, extent: ExtentPx) {
        let index = self.counts.len();
        self.counts.push(OverflowCount { row, x: (extent.0 + extent.1) / 2.0, members: members.to_vec() });
        for &i in members {
            self.put(i, Placement::Counted(index));
            if let Some(words) = self.words.get_mut(i) {
                *words = None;
            }
        }
    }

    /// A symbol with the line of its bounds: first among the symbols of its bin, where the line runs free.
    fn place_since(&mut self, i: usize, from: f32, rows: usize) -> bool {
        let Some(bin) = self.items.get(i).map(|piece| piece.bin) else { return true };
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
                self.rows.leave(row, before.extent);
            }
            if self.rows.is_free(row, line) {
                self.rows.take(row, line);
                self.spread(&members, row, &cluster);
                self.put_since(i, from);
                let cells = self.cells.entry(key(bin)).or_default();
                cells.retain(|cell| cell.row != row);
                cells.push(BinRow { row, members, since: Some(from) });
                return true;
            }
            if let Some(before) = &before {
                self.rows.take(row, before.extent);
            }
        }
        false
    }

    /// What found no room, together with the symbols that stand in its bin: where a gap takes them, as symbols or as a
    /// count. The first bin without a gap comes back.
    pub(super) fn place_in_gaps(&mut self, left_over: &[usize], rows: usize) -> Option<ExtentPx> {
        for members in self.by_bin(left_over).into_values() {
            let bin = self.bin_of(&members)?;
            if self.place_bin(&members, rows) {
                continue;
            }
            let mut all = members;
            for cell in self.cells.remove(&key(bin)).unwrap_or_default() {
                if let Some(cluster) = self.cluster(&cell.members, bin) {
                    let line = cell.since.map_or(cluster.extent.0, |from| from.min(cluster.extent.0));
                    self.rows.leave(cell.row, (line, cluster.extent.1));
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
    pub(super) fn place_last(&mut self, left_over: &[usize], row: usize) {
        for members in self.by_bin(left_over).into_values() {
            let Some(bin) = self.bin_of(&members) else { continue };
            if let Some(cluster) = self.cluster(&members, bin) {
                self.rows.take(row, cluster.extent);
                self.spread(&members, row, &cluster);
            } else {
                let extent = self.middle(&members, bin, self.room.count_px);
                self.rows.take(row, extent);
                self.count(&members, row, extent);
            }
        }
    }

    fn by_bin(&self, members: &[usize]) -> BTreeMap<i64, Vec<usize>> {
        let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for &i in members {
            if let Some(piece) = self.items.get(i) {
                bins.entry(key(piece.bin)).or_default().push(i);
            }
        }
        bins
    }

    fn bin_of(&self, members: &[usize]) -> Option<ExtentPx> {
        members.first().and_then(|&i| self.items.get(i)).map(|piece| piece.bin)
    }

    /// The bar in the lowest row that reaches over a bin.
    pub(super) fn last_bar_over(&self, bin: ExtentPx) -> Option<usize> {
        let over = self.placements.iter().enumerate().filter_map(|(i, spot)| match spot {
            Some(Placement::Bar { row, extent }) if extent.0 < bin.1 && extent.1 > bin.0 => Some((*row, i)),
            _ => None,
        });
        over.max().map(|(_, i)| i)
    }

    /// The symbols of a bin side by side, with their words where the bin has room for all of them; `None` if even the
    /// symbols are more than the bin.
    fn cluster(&self, members: &[usize], bin: ExtentPx) -> Option<SymbolCluster> {
        let pitch = self.room.pitch_px;
        let most = (bin.1 - bin.0 - GAP_PX).max(pitch);
        let advance = |i: &usize| {
            let words = self.items.get(*i).and_then(|piece| piece.words_px.last()).copied().unwrap_or(0.0);
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
        Some(SymbolCluster { extent, xs: xs.collect(), named })
    }

    /// An extent of a width around the mean of its members, inside their bin.
    fn middle(&self, members: &[usize], bin: ExtentPx, width: f32) -> ExtentPx {
        let at = |i: &usize| match self.items.get(*i).map(|piece| &piece.shape) {
            Some(PackShape::Symbol { at, .. }) => *at,
            Some(PackShape::Bar((_, end))) => *end,
            None => bin.0,
        };
        let mean = members.iter().map(at).sum::<f32>() / members.len().max(1) as f32;
        let half = width / 2.0;
        let (low, high) = (bin.0 + half + GAP_PX / 2.0, bin.1 - half - GAP_PX / 2.0);
        let x = if low <= high { mean.clamp(low, high) } else { (bin.0 + bin.1) / 2.0 };
        (x - half, x + half)
    }

    fn spread(&mut self, members: &[usize], row: usize, cluster: &SymbolCluster) {
        for (&i, &x) in members.iter().zip(&cluster.xs) {
            self.put(i, Placement::Symbol { row, x, since: None });
            let last = self.items.get(i).map_or(0, |piece| piece.words_px.len()).checked_sub(1);
            let left = x + self.room.pitch_px / 2.0 + WORDS_GAP_PX - 2.0;
            if let Some(words) = self.words.get_mut(i) {
                *words = last.filter(|_| cluster.named).map(|candidate| PackedLabel { candidate, left });
            }
            if let Some(shared) = self.shared.get_mut(i) {
                *shared = members.len() > 1;
            }
        }
    }

    fn put(&mut self, i: usize, spot: Placement) {
        if let Some(slot) = self.placements.get_mut(i) {
            *slot = Some(spot);
        }
    }

    fn put_since(&mut self, i: usize, from: f32) {
        if let Some(Some(Placement::Symbol { since, .. })) = self.placements.get_mut(i) {
            *since = Some(from);
        }
    }

    /// Words to the right of what is alone there, the longest that run free; those of bars only where the bar itself
    /// is too short for any.
    fn name(&mut self) {
        let mut order: Vec<(usize, usize, f32)> = Vec::new();
        for (i, spot) in self.placements.iter().enumerate() {
            match spot {
                Some(Placement::Bar { row, extent }) => {
                    let least = self.items.get(i).and_then(|piece| piece.words_px.last()).copied().unwrap_or(0.0);
                    if least + 2.0 * WORDS_GAP_PX > extent.1 - extent.0 {
                        order.push((i, *row, extent.1));
                    }
                }
                Some(Placement::Symbol { row, x, .. }) if self.shared.get(i) == Some(&false) => {
                    order.push((i, *row, x + self.room.pitch_px / 2.0 - 1.0))
                }
                _ => {}
            }
        }
        order.sort_by(|a, b| a.2.total_cmp(&b.2));
        for (i, row, right) in order {
            let Some(piece) = self.items.get(i) else { continue };
            let left = right + WORDS_GAP_PX - 1.0;
            // A whole sentence beside a symbol would seem to speak of the days it runs over.
            let short = |k: usize| k > 0 || piece.words_px.len() == 1;
            let fits = |&(k, px): &(usize, f32)| {
                let inside = left + px <= piece.bin.1 - GAP_PX;
                (short(k) || inside) && self.rows.is_clear(row, right, (left, left + px))
            };
            let Some((candidate, px)) = piece.words_px.iter().copied().enumerate().find(fits) else { continue };
            self.rows.take(row, (left, left + px));
            if let Some(words) = self.words.get_mut(i) {
                *words = Some(PackedLabel { candidate, left });
            }
        }
    }

    pub(super) fn finish(mut self) -> Packed {
        self.name();
        let rows = self.rows.used();
        // Every piece was placed or counted; the last row takes whatever is left.
        let placements =
            self.placements.into_iter().map(|spot| spot.unwrap_or(Placement::Counted(usize::MAX))).collect();
        Packed { rows, placements, words: self.words, counts: self.counts }
    }
}
