//! Packing: nothing over anything else, nothing lost, whatever is asked for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::*;
use proptest::prelude::*;

const DAY_PX: f32 = 60.0;

fn room(rows: usize) -> LaneCapacity {
    LaneCapacity { rows, pitch_px: 10.5, count_px: 22.0 }
}

fn bin(x: f32, width: f32) -> ExtentPx {
    let index = (x / width).floor();
    (index * width, (index + 1.0) * width)
}

fn bar(from: f32, until: f32, words_px: &[f32]) -> PackItem {
    PackItem { shape: PackShape::Bar((from, until)), bin: bin(until - 1.0, DAY_PX), words_px: words_px.to_vec() }
}

fn symbol(at: f32, since: Option<f32>, words_px: &[f32]) -> PackItem {
    PackItem { shape: PackShape::Symbol { at, since }, bin: bin(at, DAY_PX), words_px: words_px.to_vec() }
}

fn symbols(count: usize, at: f32, words_px: &[f32]) -> Vec<PackItem> {
    vec![symbol(at, None, words_px); count]
}

/// What everything covers, by row: what it is, from, until.
fn covered(items: &[PackItem], packed: &Packed) -> Vec<(usize, String, f32, f32)> {
    let mut out = Vec::new();
    for (i, spot) in packed.placements.iter().enumerate() {
        let row = match spot {
            Placement::Bar { row, extent } => {
                out.push((*row, format!("bar {i}"), extent.0, extent.1));
                *row
            }
            Placement::Symbol { row, x, since } => {
                out.push((*row, format!("symbol {i}"), x - 5.0, x + 5.0));
                if let Some(since) = since {
                    out.push((*row, format!("bounds {i}"), since.min(x - 5.5), x - 5.5));
                }
                *row
            }
            Placement::Counted(_) => continue,
        };
        if let Some(words) = packed.words[i] {
            let width = items[i].words_px[words.candidate];
            out.push((row, format!("words {i}"), words.left, words.left + width));
        }
    }
    for (i, count) in packed.counts.iter().enumerate() {
        out.push((count.row, format!("count {i}"), count.x - 11.0, count.x + 11.0));
    }
    out
}

/// The first two things that lie over one another. A line of bounds may run under the symbols of its own cluster.
fn overlap(items: &[PackItem], packed: &Packed) -> Option<String> {
    let all = covered(items, packed);
    for (k, a) in all.iter().enumerate() {
        for b in &all[k + 1..] {
            if a.0 == b.0 && a.2 + 0.01 < b.3 && b.2 + 0.01 < a.3 {
                return Some(format!("{a:?} over {b:?}"));
            }
        }
    }
    None
}

fn check(items: &[PackItem], rows: usize) -> Packed {
    let packed = pack(items, room(rows));
    assert_eq!(overlap(items, &packed), None);
    assert!(packed.rows <= rows.max(1), "{} rows of {rows}", packed.rows);
    let counted: usize = packed.counts.iter().map(|count| count.members.len()).sum();
    let shown = packed.placements.iter().filter(|spot| !matches!(spot, Placement::Counted(_))).count();
    assert_eq!(counted + shown, items.len());
    packed
}

#[test]
fn bars_that_overlap_take_rows_and_others_share_one() {
    let packed = check(&[bar(0.0, 100.0, &[]), bar(50.0, 200.0, &[]), bar(110.0, 300.0, &[])], 5);
    let rows: Vec<_> = packed.placements.iter().map(|spot| matches!(spot, Placement::Bar { row: 1, .. })).collect();
    assert_eq!(rows, [false, true, false]);
    assert_eq!(packed.rows, 2);
}

#[test]
fn a_lane_has_no_more_rows_than_it_needs() {
    assert_eq!(check(&symbols(3, 90.0, &[]), 12).rows, 1);
    assert_eq!(check(&[], 12).rows, 0);
}

#[test]
fn symbols_of_a_bin_stand_side_by_side_and_too_many_become_a_count() {
    for (count, counts) in [(1, 0), (5, 0), (6, 1), (40, 1)] {
        let packed = check(&symbols(count, 90.0, &[30.0]), 1);
        assert_eq!(packed.counts.len(), counts, "{count}");
    }
}

#[test]
fn words_are_left_out_where_there_is_no_room() {
    let alone = check(&[symbol(30.0, None, &[40.0])], 1);
    assert!(alone.words[0].is_some());
    let crowded = check(&[symbol(30.0, None, &[40.0]), symbol(80.0, None, &[40.0])], 1);
    assert_eq!((crowded.words[0], crowded.words[1].is_some()), (None, true));
    let neighbours = check(&symbols(2, 90.0, &[40.0]), 1);
    assert_eq!(neighbours.words, [None, None]);
}

#[test]
fn the_longest_words_that_fit_are_chosen() {
    let short_bar = bar(0.0, 20.0, &[200.0, 60.0, 30.0]);
    for (next, candidate) in [(500.0, Some(1)), (70.0, Some(2)), (40.0, None)] {
        let packed = check(&[short_bar.clone(), bar(next, next + 50.0, &[])], 1);
        assert_eq!(packed.words[0].map(|words| words.candidate), candidate, "{next}");
    }
}

#[test]
fn a_line_of_bounds_runs_into_the_first_symbol_of_its_day_or_takes_a_row() {
    let mut items = symbols(2, 90.0, &[]);
    items.push(symbol(90.0, Some(10.0), &[]));
    let packed = check(&items, 2);
    assert_eq!(packed.rows, 1);
    items.push(symbol(40.0, None, &[]));
    assert_eq!(check(&items, 2).rows, 2);
}

#[test]
fn what_finds_no_row_is_told_of_in_a_gap_and_long_bars_stay() {
    let mut items = vec![bar(0.0, 400.0, &[]), bar(10.0, 400.0, &[]), bar(300.0, 400.0, &[])];
    items.extend(symbols(2, 390.0, &[]));
    let packed = check(&items, 2);
    assert!(matches!(packed.placements[0], Placement::Bar { .. }), "{:?}", packed.placements);
}

fn any_piece(bin_px: f32) -> impl Strategy<Value = PackItem> {
    let words = proptest::collection::vec(8.0..160.0_f32, 0..4).prop_map(|mut words| {
        words.sort_by(|a, b| b.total_cmp(a));
        words
    });
    (any::<bool>(), 0.0..700.0_f32, 1.0..300.0_f32, proptest::option::of(0.0..200.0_f32), words).prop_map(
        move |(is_bar, at, length, since, words_px)| {
            if is_bar {
                PackItem { shape: PackShape::Bar((at, at + length.max(4.0))), bin: bin(at + length, bin_px), words_px }
            } else {
                let bin = bin(at, bin_px);
                let since = since.map(|since| bin.0 - since - 1.0);
                PackItem { shape: PackShape::Symbol { at, since }, bin, words_px }
            }
        },
    )
}

proptest! {
    #[test]
    fn no_two_things_overlap_and_nothing_is_lost(
        (items, rows) in (26.0..150.0_f32)
            .prop_flat_map(|bin_px| (proptest::collection::vec(any_piece(bin_px), 0..40), 1..7_usize)),
    ) {
        let packed = pack(&items, room(rows));
        prop_assert_eq!(overlap(&items, &packed), None);
        let counted: BTreeSet<usize> = packed.counts.iter().flat_map(|count| count.members.clone()).collect();
        for (i, spot) in packed.placements.iter().enumerate() {
            let index = match spot { Placement::Counted(index) => Some(*index), _ => None };
            prop_assert_eq!(index.is_some(), counted.contains(&i));
            prop_assert!(index.is_none_or(|index| index < packed.counts.len()));
        }
        prop_assert!(packed.rows <= rows);
    }
}
