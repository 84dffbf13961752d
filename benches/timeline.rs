//! Opening the built-in chronicle, and asking what holds.

use dateline::chronicle::{Chronicle, Embedded, open};
use dateline::time::Moment;
use dateline::timeline::{Clock, Timeline};
use divan::{Bencher, black_box};
use std::sync::Arc;

fn main() {
    divan::main();
}

fn chronicle() -> Option<Arc<Chronicle>> {
    open(&Embedded).ok().map(|opened| Arc::new(opened.chronicle))
}

fn clock(cursor: &str, known_by: Option<&str>) -> Option<Clock> {
    let known_by = known_by.map(Moment::parse).transpose().ok()?;
    Some(Clock { cursor: Moment::parse(cursor).ok()?, known_by })
}

#[divan::bench]
fn load_and_verify() -> Option<usize> {
    open(black_box(&Embedded)).ok().map(|opened| opened.verified.0)
}

#[divan::bench]
fn index(bencher: Bencher) {
    let Some(chronicle) = chronicle() else { return };
    bencher.bench_local(|| Timeline::new(black_box(&chronicle).clone()));
}

#[divan::bench(args = ["2021-08-05", "2021-08-13", "2021-08-31"])]
fn slice_in_hindsight(bencher: Bencher, cursor: &str) {
    let (Some(chronicle), Some(clock)) = (chronicle(), clock(cursor, None)) else { return };
    let timeline = Timeline::new(chronicle);
    bencher.bench_local(|| timeline.slice(black_box(clock)));
}

#[divan::bench(args = ["2021-08-13", "2021-08-31"])]
fn slice_known_by_the_13th(bencher: Bencher, cursor: &str) {
    let (Some(chronicle), Some(clock)) = (chronicle(), clock(cursor, Some("2021-08-13"))) else { return };
    let timeline = Timeline::new(chronicle);
    bencher.bench_local(|| timeline.slice(black_box(clock)));
}
