//! Laying the picture out, and writing it down.

use dateline::chronicle::{Basemap, Chronicle, Embedded, open};
use dateline::export::{Base, EXPORTERS, Order, rasterise};
use dateline::scene::{Atlas, Frame, Stratum, Theme, View, marks_of};
use dateline::time::Moment;
use dateline::timeline::{Clock, Timeline};
use divan::{Bencher, black_box};
use std::sync::Arc;

fn main() {
    divan::main();
}

/// The built-in chronicle, ready to be drawn.
struct World {
    chronicle: Arc<Chronicle>,
    basemap: Basemap,
    atlas: Atlas,
    timeline: Timeline,
    clock: Clock,
}

impl World {
    fn open() -> Option<Self> {
        let chronicle = Arc::new(open(&Embedded).ok()?.chronicle);
        let (basemap, _) = Basemap::load(&Embedded, &chronicle);
        let atlas = Atlas::new(&chronicle, &basemap);
        let timeline = Timeline::new(chronicle.clone());
        let clock = Clock { cursor: Moment::parse("2021-08-13").ok()?, known_by: None };
        Some(Self { chronicle, basemap, atlas, timeline, clock })
    }

    fn hd(&self) -> View {
        View::still(self.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light)
    }

    fn window(&self) -> View {
        let size_px = [840.0, 560.0];
        let viewport = View::fitted(self.chronicle.meta.bbox, Frame::Window, size_px, 1.0);
        View { viewport, size_px, scale: 1.0, frame: Frame::Window, ..self.hd() }
    }

    fn still<'a>(&'a self, view: &'a View) -> Order<'a> {
        Order::still(&self.chronicle, &self.atlas, &self.timeline, &Embedded, self.clock, view)
    }
}

#[divan::bench]
fn atlas(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    bencher.bench_local(|| Atlas::new(black_box(&world.chronicle), &world.basemap));
}

/// What a step of the slider costs the scene in the window.
#[divan::bench]
fn scrub_step(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    let view = world.window();
    let slice = world.timeline.slice(world.clock);
    let inputs = world.still(&view).inputs(&slice);
    bencher.bench_local(|| marks_of(black_box(inputs), &[Stratum::Tints, Stratum::Marks, Stratum::Furniture]));
}

/// What a new zoom costs the window's worker thread.
#[divan::bench]
fn static_plate(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    let view = world.window();
    let slice = world.timeline.slice(world.clock);
    let inputs = world.still(&view).inputs(&slice);
    bencher.bench_local(|| {
        let marks = marks_of(black_box(inputs), &[Stratum::Ground, Stratum::Lines]);
        rasterise(&marks, view.size_px, 1.0)
    });
}

#[divan::bench(args = ["png", "svg"])]
fn one_file(bencher: Bencher, ending: &str) {
    let Some(world) = World::open() else { return };
    let view = world.hd();
    let Some(exporter) = EXPORTERS.iter().find(|exporter| exporter.extension() == ending) else { return };
    bencher.bench_local(|| exporter.bytes(black_box(world.still(&view))));
}

#[divan::bench]
fn one_frame_of_a_series(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    let view = world.hd();
    let Ok(base) = Base::of(world.still(&view)) else { return };
    bencher.bench_local(|| base.write(black_box(world.still(&view)), &mut Vec::new()));
}
