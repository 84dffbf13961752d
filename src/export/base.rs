//! The pictures of a series: what they share is drawn once, and what changes from one to the next is all that is drawn
//! again.

use crate::export::bands::Banded;
use crate::export::paint::paint;
use crate::export::png::{encode, out_of_memory, pixels, solid};
use crate::export::tiles::{Sparse, Tiles};
use crate::export::{ExportError, Job, Provenance};
use crate::scene::{Mark, Stratum, marks_of};
use crate::timeline::Clock;
use std::sync::{Arc, Mutex};
use tiny_skia::Pixmap;

/// What stays the same from frame to frame: drawn once.
#[derive(Debug)]
pub struct Base {
    ground: Pixmap,
    lines: Sparse,
    tiles: Tiles,
    /// The maps of the last frames, newest last: on a day without news the map is the day before's.
    maps: Mutex<Vec<Map>>,
    /// Surfaces to paint the next frames on: fresh memory of this size costs as much as a frame's words.
    spare: Mutex<Vec<Pixmap>>,
    /// The last picture written as a PNG.
    written: Mutex<Option<Arc<Banded>>>,
}

/// A painted map without its furniture, and the marks that follow the clock on it.
#[derive(Debug)]
struct Map {
    marks: Vec<Mark>,
    pixmap: Arc<Pixmap>,
}

/// Maps remembered: one for each thread of a small machine.
const REMEMBERED: usize = 2;
/// A map of more bytes than this is painted afresh.
const LARGEST: usize = 64 << 20;

/// The static strata below and above the tints.
const GROUND: [Stratum; 1] = [Stratum::Ground];
const LINES: [Stratum; 1] = [Stratum::Lines];

impl Base {
    /// Draws the static strata of a view.
    ///
    /// # Errors
    /// When the size is out of range.
    pub fn of(job: &Job) -> Result<Self, ExportError> {
        let size = job.checked_size()?;
        let slice = job.timeline.slice(job.last());
        let inputs = job.inputs(&slice);
        let fresh = || Pixmap::new(pixels(size[0], 1.0), pixels(size[1], 1.0)).ok_or_else(|| out_of_memory(size));
        // The two do not touch: while the relief is stretched, the lines are drawn.
        let (ground, (lines, surface)) = std::thread::scope(|scope| {
            let above = scope.spawn(|| {
                let mut lines = fresh()?;
                // Touched once, in order: cheaper than page by page, read and then written.
                lines.fill(tiny_skia::Color::TRANSPARENT);
                paint(&mut lines, &marks_of(inputs, &LINES), 1.0, None);
                Ok::<_, ExportError>((Sparse::of(&lines, (0, 0)), lines))
            });
            let mut ground = fresh()?;
            ground.fill(solid(crate::scene::background(job.view.theme)));
            paint(&mut ground, &marks_of(inputs, &GROUND), 1.0, None);
            let stopped = |_| ExportError::Draw("a worker stopped unexpectedly; try again".to_owned());
            Ok::<_, ExportError>((ground, above.join().map_err(stopped)??))
        })?;
        let (tiles, maps, written) = (Tiles::default(), Mutex::default(), Mutex::default());
        Ok(Self { ground, lines, tiles, maps, spare: Mutex::new(vec![surface]), written })
    }

    /// One picture over the base, the instant of a clock, lent to `take`.
    pub(super) fn picture<T>(&self, job: &Job, clock: Clock, take: impl FnOnce(&Pixmap) -> T) -> T {
        let picture = self.painted(job, clock);
        let taken = take(&picture);
        self.spare(Some(picture));
        taken
    }

    /// One picture over the base, as a PNG.
    ///
    /// # Errors
    /// When it cannot be encoded or written.
    pub fn write(&self, job: &Job, to: &mut dyn std::io::Write) -> Result<(), ExportError> {
        let painted = self.painted(job, job.last());
        // Only now: while this one was painted, another thread may have written a picture nearer to it.
        let before = self.written.lock().ok().and_then(|written| written.clone());
        let picture = Arc::new(Banded::of(painted, before.as_deref())?);
        let replaced = self.written.lock().ok().and_then(|mut written| written.replace(picture.clone()));
        let encoded = encode(&picture, &Provenance::of(job), to);
        for banded in [before, replaced, Some(picture)].into_iter().flatten() {
            self.spare(Arc::into_inner(banded).map(Banded::into_picture));
        }
        encoded
    }

    fn painted(&self, job: &Job, clock: Clock) -> Pixmap {
        let slice = job.timeline.slice(clock);
        let inputs = job.inputs(&slice);
        let marks = marks_of(inputs, &[Stratum::Tints, Stratum::Marks, Stratum::Furniture]);
        let (furniture, marks): (Vec<_>, Vec<_>) =
            marks.into_iter().partition(|mark| mark.stratum == Stratum::Furniture);
        let map = self.map(marks);
        let mut pixmap = copied(&self.spare, &map);
        self.spare(Arc::into_inner(map));
        paint(&mut pixmap, &furniture, 1.0, Some(&self.tiles));
        pixmap
    }

    /// Keeps a surface that nobody needs any more.
    fn spare(&self, surface: Option<Pixmap>) {
        if let (Some(surface), Ok(mut spare)) = (surface, self.spare.lock()) {
            spare.push(surface);
        }
    }

    /// The map with these marks, painted or remembered.
    fn map(&self, marks: Vec<Mark>) -> Arc<Pixmap> {
        let same = |map: &&Map| map.marks == marks;
        if let Ok(maps) = self.maps.lock()
            && let Some(known) = maps.iter().rev().find(same)
        {
            return known.pixmap.clone();
        }
        let mut pixmap = copied(&self.spare, &self.ground);
        let of = |stratum| marks.iter().filter(move |mark| mark.stratum == stratum);
        paint(&mut pixmap, of(Stratum::Tints), 1.0, Some(&self.tiles));
        self.lines.lay_over(&mut pixmap);
        paint(&mut pixmap, of(Stratum::Marks), 1.0, Some(&self.tiles));
        let pixmap = Arc::new(pixmap);
        if pixmap.data().len() <= LARGEST
            && let Ok(mut maps) = self.maps.lock()
        {
            if maps.len() >= REMEMBERED {
                self.spare(Arc::into_inner(maps.remove(0).pixmap));
            }
            maps.push(Map { marks, pixmap: pixmap.clone() });
        }
        pixmap
    }
}

/// A copy of a picture, on a surface that is no longer needed if there is one.
fn copied(spare: &Mutex<Vec<Pixmap>>, picture: &Pixmap) -> Pixmap {
    match spare.lock().ok().and_then(|mut spare| spare.pop()) {
        Some(mut surface) => {
            surface.data_mut().copy_from_slice(picture.data());
            surface
        }
        None => picture.clone(),
    }
}
