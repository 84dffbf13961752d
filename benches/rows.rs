//! A million rows: sorted into columns, sought, counted, drawn.

use dateline::chronicle::{Chronicle, Lingers};
use dateline::dataset::Dataset;
use dateline::geo::LonLat;
use dateline::scene::{Inputs, Stratum, Theme, View, marks_of};
use dateline::table::rows::{Brush, Exact, Histogram, KeptTable, Nearness, Row, RowFilter, Rows, Tables};
use dateline::time::{Moment, Resolution};
use dateline::timeline::{Clock, Timeline};
use divan::{Bencher, black_box};
use jiff::ToSpan as _;
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

const ROWS: u32 = 1_000_000;
/// 2017-01-01, and the days from then on.
const FIRST: i64 = 17_167 * Moment::DAY;
const DAYS: u32 = 1826;

/// Numbers that look like chance and are the same each time.
fn shuffled(mut n: u64) -> u64 {
    n = (n ^ (n >> 31)).wrapping_mul(0x7fb5_d329_728e_a185);
    n = (n ^ (n >> 27)).wrapping_mul(0x81da_def4_bc2d_d44d);
    n ^ (n >> 33)
}

fn row(number: u32) -> Row {
    let chance = |of: u64| (shuffled(u64::from(number) * 8 + of) % 10_000) as f64 / 10_000.0;
    let around = |of: u64| (chance(of) + chance(of + 1) + chance(of + 2)) / 1.5 - 1.0;
    let start = Moment(FIRST + i64::from(number % DAYS) * Moment::DAY);
    let town = f64::from(number % 34);
    Row {
        number,
        offset: u64::from(number) * 339,
        start,
        end: Moment(start.0 + Moment::DAY),
        reported: None,
        at: LonLat::new(61.0 + town * 0.35 + around(0), 30.0 + (town * 7.0) % 8.0 + around(3) * 0.7),
        radius_km: 0.0,
        kind: (number % 6) as u16,
        size: (number % 40) as f32,
        exact: Exact::Day,
        near: Nearness::Town,
        repeats: false,
    }
}

fn kinds() -> Vec<String> {
    ["Battles", "Explosions", "Against civilians", "Strategic", "Protests", "Riots"].map(str::to_owned).to_vec()
}

static TABLE: LazyLock<Tables> = LazyLock::new(|| {
    let rows = Rows::new((1..=ROWS).map(row).collect(), kinds());
    let path = "data/tables/million.csv".to_owned();
    Tables::new(vec![KeptTable {
        path,
        sha256: String::new(),
        rows,
        left_out: 0,
        credit: String::new(),
        passes_on: true,
    }])
});

/// The built-in chronicle with the million rows and no event, each of which lingers for thirty days.
static DATA: LazyLock<Option<Dataset>> = LazyLock::new(|| {
    let data = Dataset::open(None).ok()?;
    let mut chronicle =
        Chronicle { tables: TABLE.clone(), events: Default::default(), ..Chronicle::clone(&data.chronicle) };
    chronicle.meta.subject.control = false;
    chronicle.meta.subject.lingers = Lingers::For(30.days().fieldwise());
    let chronicle = Arc::new(chronicle);
    let timeline = Arc::new(Timeline::new(Arc::clone(&chronicle)));
    Some(Dataset { chronicle, timeline, ..data })
});

fn day(number: i64) -> Moment {
    Moment(FIRST + number * Moment::DAY)
}

#[divan::bench(sample_count = 5)]
fn columns(bencher: Bencher) {
    let rows: Vec<Row> = (1..=ROWS).map(row).collect();
    bencher.with_inputs(|| rows.clone()).bench_values(|rows| Rows::new(rows, kinds()));
}

#[divan::bench]
fn a_window(bencher: Bencher) {
    let Some(table) = TABLE.get(0) else { return };
    bencher.bench(|| table.rows.window(black_box(day(900)), black_box(day(930))));
}

#[divan::bench]
fn months_by_kind(bencher: Bencher) {
    let Some(table) = TABLE.get(0) else { return };
    bencher.bench(|| Histogram::new(black_box(&table.rows), Resolution::Month));
}

/// Counted by kind and exactness, after a filter.
#[divan::bench(args = [30, 900, 1826])]
fn counted(bencher: Bencher, days: i64) {
    let next = std::sync::atomic::AtomicU32::new(0);
    bencher.bench(|| {
        // Another filter each time: an answer that was given before is not worked out again.
        let at_least = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 50 + 1;
        let brush = Brush { from: day(0), until: day(days) };
        TABLE.now(brush, &RowFilter { at_least, ..RowFilter::default() }).len()
    });
}

/// A step of scrubbing: slice, cells and marks of a picture of 1920 by 1080, with the thirty days before it.
#[divan::bench]
fn a_step(bencher: Bencher) {
    let Some(data) = &*DATA else { return };
    let view = View::still(data.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light);
    let next = std::sync::atomic::AtomicI64::new(0);
    bencher.bench(|| {
        let cursor = day(60 + next.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 1700);
        let slice = data.timeline.slice(Clock { cursor, known_by: None });
        let inputs = Inputs {
            chronicle: &data.chronicle,
            atlas: &data.atlas,
            timeline: &data.timeline,
            slice: &slice,
            view: &view,
        };
        marks_of(inputs, &[Stratum::Marks]).len()
    });
}
