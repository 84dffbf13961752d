//! A film in parts, each painted and encoded on a core of its own. Every part begins with a picture that needs no
//! other, so that a player can start there. How a film is cut depends on nothing but its pictures: any number of cores
//! makes the same bytes.

use crate::export::film::av1::Film;
use crate::export::film::frames::{FilmFrame, stopped};
use crate::export::film::isobmff::Mp4Track;
use crate::export::film::yuv::Yuv;
use crate::export::{Base, ExportError, Job, Progress};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A player can start at every so many pictures at least.
const LONGEST: usize = 60;
/// Fewer pictures than this are one part: a picture that needs no other takes ten times the room.
const WORTH_CUTTING: usize = 8;
/// Parts at work at a time, however many cores there are: each holds about 100 MB at 1920×1080.
const AT_A_TIME: usize = 8;

/// Which pictures make up each part, by what each of them weighs: parts that weigh the same are done at the same time.
fn cut(weights: &[usize]) -> Vec<Range<usize>> {
    let all: usize = weights.iter().sum();
    let parts = if weights.len() < WORTH_CUTTING { 1 } else { all.div_ceil(LONGEST).max(2) };
    let mut before = 0;
    let part_of = |weight: &usize| {
        before += weight;
        (before - weight) * parts / all.max(1)
    };
    let part_of: Vec<usize> = weights.iter().map(part_of).collect();
    let begin = |part: usize| part_of.partition_point(|of| *of < part);
    (0..parts).map(|part| begin(part)..begin(part + 1)).collect()
}

/// One that shows something new takes twice the work of one that does not, in painting and in encoding.
fn weights(job: &Job, frames: &[FilmFrame]) -> Vec<usize> {
    let mut before = None;
    let weight = |frame: &FilmFrame| {
        let slice = job.timeline.slice(frame.clock);
        let shown = Some((slice.places, slice.changes));
        let new = shown != before;
        before = shown;
        1 + usize::from(new)
    };
    frames.iter().map(weight).collect()
}

/// Paints and encodes the pictures of a film with so many threads. Pictures that come out the same as the one before
/// are encoded once.
///
/// # Errors
/// When the watcher stops it, a picture cannot be encoded, or a thread fails.
pub(super) fn film(
    (job, base): (&Job, &Base),
    frames: &[FilmFrame],
    size: [usize; 2],
    threads: usize,
    progress: &dyn Progress,
) -> Result<Mp4Track, ExportError> {
    let parts = cut(&weights(job, frames));
    let workers = threads.min(parts.len()).clamp(1, AT_A_TIME);
    let told = Told { progress, done: Mutex::new(0), of: frames.len(), given_up: AtomicBool::new(false) };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(number) else { return Ok(made) };
            let encoder = Film::new(size, began(frames, part.start))?;
            let pictures = frames.get(part.clone()).unwrap_or_default();
            made.push((number, encode((job, base), pictures, encoder, &told).inspect_err(|_| told.give_up())?));
        }
    };
    let results: Vec<Result<Vec<_>, ExportError>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| Err(stopped()))).collect()
    });
    let mut made: Vec<(usize, Mp4Track)> = Vec::new();
    // Where one thread fails the others are stopped: what failed is what there is to say.
    let mut stopped_by = None;
    for result in results {
        match result {
            Ok(parts) => made.extend(parts),
            Err(ExportError::Cancelled) => stopped_by = stopped_by.or(Some(ExportError::Cancelled)),
            Err(error) => stopped_by = Some(error),
        }
    }
    if let Some(error) = stopped_by {
        return Err(error);
    }
    made.sort_by_key(|(number, _)| *number);
    joined(made.into_iter().map(|(_, track)| track).collect()).ok_or_else(stopped)
}

/// The parts as one film.
fn joined(parts: Vec<Mp4Track>) -> Option<Mp4Track> {
    parts.into_iter().reduce(|mut film, part| {
        film.samples.extend(part.samples);
        film
    })
}

/// The tick at which a picture begins.
fn began(frames: &[FilmFrame], number: usize) -> u64 {
    number.checked_sub(1).and_then(|before| frames.get(before)).map_or(0, |before| before.until)
}

fn encode(
    (job, base): (&Job, &Base),
    frames: &[FilmFrame],
    mut film: Film,
    told: &Told<'_>,
) -> Result<Mp4Track, ExportError> {
    let mut waiting: Option<(Yuv, u64)> = None;
    for frame in frames {
        told.go_on()?;
        let picture = base.picture(job, frame.clock, Yuv::of);
        waiting = match waiting.take() {
            Some((before, _)) if before == picture => Some((before, frame.until)),
            Some((before, until)) => {
                film.push(&before, until)?;
                Some((picture, frame.until))
            }
            None => Some((picture, frame.until)),
        };
        told.step()?;
    }
    if let Some((last, until)) = waiting {
        film.push(&last, until)?;
    }
    film.finish()
}

/// What the watcher has been told, by all threads together.
struct Told<'a> {
    progress: &'a dyn Progress,
    done: Mutex<usize>,
    of: usize,
    /// One thread failed; the others need not go on.
    given_up: AtomicBool,
}

impl Told<'_> {
    fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }

    fn go_on(&self) -> Result<(), ExportError> {
        let stopped = self.given_up.load(Ordering::Relaxed) || self.progress.cancelled();
        if stopped { Err(ExportError::Cancelled) } else { Ok(()) }
    }

    /// One more picture is done.
    fn step(&self) -> Result<(), ExportError> {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        self.go_on()?;
        *done += 1;
        self.progress.step(*done, self.of);
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_one_another_and_none_is_long() {
        for (pictures, parts) in [(1, 1), (7, 1), (8, 2), (27, 2), (120, 2), (121, 3), (648, 11)] {
            let cut = cut(&vec![1; pictures]);
            assert_eq!(cut.len(), parts, "{pictures}");
            assert_eq!((cut[0].start, cut[parts - 1].end), (0, pictures));
            assert!(cut.windows(2).all(|two| two[0].end == two[1].start), "{cut:?}");
            assert!(cut.iter().all(|part| !part.is_empty() && part.len() <= LONGEST), "{cut:?}");
        }
    }

    #[test]
    fn a_part_full_of_news_is_shorter() {
        assert_eq!(cut(&[vec![2; 13], vec![1; 14]].concat()), [0..10, 10..27]);
        assert_eq!(cut(&[1, 1, 1, 1, 1, 1, 2, 2, 2, 2]), [0..7, 7..10]);
        for news in 0..200 {
            let cut = cut(&[vec![2; news], vec![1; 200 - news]].concat());
            assert!(cut.iter().all(|part| !part.is_empty() && part.len() <= LONGEST), "{news}: {cut:?}");
        }
    }
}
