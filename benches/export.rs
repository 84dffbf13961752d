//! Laying the picture out, and writing it down.

use dateline::basemap::Basemap;
use dateline::chronicle::Embedded;
use dateline::dataset::Dataset;
use dateline::export::{Base, Coverage, EXPORTERS, Job, rasterise};
use dateline::scene::{Atlas, Frame, Stratum, Theme, View, marks_of};
use dateline::time::Moment;
use dateline::timeline::Clock;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The built-in chronicle, ready to be drawn.
struct World {
    data: Dataset,
    clock: Clock,
}

impl World {
    fn open() -> Option<Self> {
        let clock = Clock { cursor: Moment::parse("2021-08-13").ok()?, known_by: None };
        Some(Self { data: Dataset::open(None).ok()?, clock })
    }

    fn hd(&self) -> View {
        View::still(self.data.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light)
    }

    fn window(&self) -> View {
        let size_px = [840.0, 560.0];
        let viewport = View::fitted(self.data.chronicle.meta.bbox, Frame::Window, size_px, 1.0);
        View { viewport, size_px, scale: 1.0, frame: Frame::Window, ..self.hd() }
    }

    fn still(&self, view: &View) -> Job {
        Job::new(&self.data, Coverage::At(self.clock.cursor), view.clone())
    }
}

#[divan::bench]
fn atlas(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    let (basemap, _) = Basemap::load(&Embedded, &world.data.chronicle);
    bencher.bench_local(|| Atlas::new(black_box(&world.data.chronicle), basemap.clone()));
}

/// What a step of the slider costs the scene in the window.
#[divan::bench]
fn scrub_step(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    let view = world.window();
    let slice = world.data.timeline.slice(world.clock);
    let job = world.still(&view);
    let inputs = job.inputs(&slice);
    bencher.bench_local(|| marks_of(black_box(inputs), &[Stratum::Tints, Stratum::Marks, Stratum::Furniture]));
}

/// What a new zoom costs the window's worker thread.
#[divan::bench]
fn static_plate(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    let view = world.window();
    let slice = world.data.timeline.slice(world.clock);
    let job = world.still(&view);
    let inputs = job.inputs(&slice);
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
    bencher.bench_local(|| exporter.bytes(black_box(&world.still(&view))));
}

#[divan::bench]
fn one_frame_of_a_series(bencher: Bencher) {
    let Some(world) = World::open() else { return };
    let view = world.hd();
    let Ok(base) = Base::of(&world.still(&view)) else { return };
    bencher.bench_local(|| base.write(black_box(&world.still(&view)), &mut Vec::new()));
}
