//! The pictures of a film: which instants it shows for how long, painted on all cores and handed on in order.

use crate::export::{Base, ExportError, Job, Pace, Progress};
use crate::time::{Day, Moment};
use crate::timeline::Clock;
use std::sync::mpsc::sync_channel;
use tiny_skia::Pixmap;

/// How much longer than the others the last picture stays, seconds: it is what the film comes to, and without a rest
/// the first day would follow on it before it is read.
pub const HOLD_S: f64 = 2.0;

/// One picture of a film.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FilmFrame {
    /// The instant shown.
    pub clock: Clock,
    /// When it gives way to the next, in ticks since the film began.
    pub until: u64,
}

/// The pictures of a film in order, at least one; a second has so many ticks. No picture is shorter than `shortest`
/// ticks: where the pace asks for more than that, only every so many are made.
pub(super) fn frames(job: &Job, ticks_per_s: f64, shortest: u64) -> Vec<FilmFrame> {
    let timed = timed(job.range(), job.pace, ticks_per_s, shortest);
    let frame = |(cursor, until)| FilmFrame { clock: job.clock(cursor), until };
    timed.into_iter().map(frame).collect()
}

/// The instants and the ticks at which they end.
fn timed((from, until): (Day, Day), pace: Pace, ticks_per_s: f64, shortest: u64) -> Vec<(Moment, u64)> {
    let first = Moment::start_of(from).0;
    let days = (Moment::end_of(until).0 - first) / Moment::DAY;
    let per_day = i64::from(pace.frames_per_day.max(1));
    let ticks = pace.seconds_per_day * ticks_per_s / per_day as f64;
    let mut timed: Vec<(Moment, u64)> = Vec::new();
    let mut began = 0;
    for i in 1..=days * per_day {
        let shown = (Moment(first + i * Moment::DAY / per_day), (i as f64 * ticks).round() as u64);
        match timed.last_mut() {
            // Too short to be seen: the later instant takes its place.
            Some(last) if last.1 < began + shortest => *last = shown,
            last => {
                began = last.map_or(0, |last| last.1);
                timed.push(shown);
            }
        }
    }
    if let Some((_, until)) = timed.last_mut() {
        *until = (*until).max(began + shortest) + (HOLD_S * ticks_per_s) as u64;
    }
    timed
}

/// The cores there are.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Paints the pictures on `threads` threads, has each turned into what the film needs of it (by what `prepare` makes for
/// each thread), and hands them to `take` in order, each with the tick at which it ends. Pictures that come out the same are
/// handed on once. Two pictures a thread are in memory at a time, however long the film.
///
/// # Errors
/// When the watcher stops it, `take` fails, or a thread does.
pub(super) fn paint<T: PartialEq + Send, P: FnMut(&Pixmap) -> T>(
    (job, base): (&Job, &Base),
    frames: &[FilmFrame],
    threads: usize,
    progress: &dyn Progress,
    prepare: impl Fn() -> P + Sync,
    mut take: impl FnMut(T, u64) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let threads = threads.clamp(1, frames.len().max(1));
    std::thread::scope(|scope| {
        let made: Vec<_> = (0..threads)
            .map(|thread| {
                let (send, receive) = sync_channel(1);
                let prepare = &prepare;
                scope.spawn(move || {
                    let mut prepare = prepare();
                    for frame in frames.iter().skip(thread).step_by(threads) {
                        // Nobody takes them any more once the film has been given up.
                        if progress.cancelled() || send.send(base.picture(job, frame.clock, &mut prepare)).is_err() {
                            return;
                        }
                    }
                });
                receive
            })
            .collect();
        let mut waiting: Option<(T, u64)> = None;
        for (i, (frame, receive)) in frames.iter().zip(made.iter().cycle()).enumerate() {
            let received = receive.recv();
            if progress.cancelled() {
                return Err(ExportError::Cancelled);
            }
            let picture = received.map_err(|_| stopped())?;
            waiting = match waiting.take() {
                Some((before, _)) if before == picture => Some((before, frame.until)),
                Some((before, until)) => {
                    take(before, until)?;
                    Some((picture, frame.until))
                }
                None => Some((picture, frame.until)),
            };
            progress.step(i + 1, frames.len());
        }
        waiting.map_or(Ok(()), |(last, until)| take(last, until))
    })
}

/// A thread that failed.
pub(super) fn stopped() -> ExportError {
    ExportError::Draw("a worker stopped unexpectedly; try again with fewer days".to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// Instants and lengths in hundredths of a second.
    fn check(from: &str, until: &str, seconds_per_day: f64, frames_per_day: u32, expected: &[(&str, u64)]) {
        let range = (from.parse().unwrap(), until.parse().unwrap());
        let timed = timed(range, Pace { seconds_per_day, frames_per_day }, 100.0, 2);
        let began = [0].into_iter().chain(timed.iter().map(|(_, until)| *until));
        let lengths: Vec<_> =
            timed.iter().zip(began).map(|((cursor, until), began)| (cursor.written(), until - began)).collect();
        let lengths: Vec<_> = lengths.iter().map(|(cursor, length)| (cursor.as_str(), *length)).collect();
        assert_eq!(lengths, expected, "{from} {until} {seconds_per_day} {frames_per_day}");
    }

    #[test]
    fn each_day_is_shown_at_its_end_and_the_last_one_longer() {
        check("2021-08-12", "2021-08-14", 1.0, 1, &[("2021-08-12", 100), ("2021-08-13", 100), ("2021-08-14", 300)]);
        check("2021-08-12", "2021-08-12", 0.5, 1, &[("2021-08-12", 250)]);
    }

    #[test]
    fn a_day_of_several_pictures_ends_with_its_end() {
        let hours = [("2021-08-12T08:00", 33), ("2021-08-12T16:00", 34), ("2021-08-12", 233)];
        check("2021-08-12", "2021-08-12", 1.0, 3, &hours);
    }

    #[test]
    fn pictures_too_short_to_be_seen_are_left_out_and_the_film_keeps_its_length() {
        let range = ("2021-08-01".parse().unwrap(), "2021-08-10".parse().unwrap());
        for (seconds_per_day, frames_per_day) in [(0.02, 24), (1.0, 1440), (0.05, 7), (0.03, 2)] {
            let timed = timed(range, Pace { seconds_per_day, frames_per_day }, 100.0, 2);
            let mut began = 0;
            for (_, until) in &timed {
                assert!(until - began >= 2, "{seconds_per_day} {frames_per_day} {timed:?}");
                began = *until;
            }
            let length = seconds_per_day * 1000.0 + 200.0;
            assert!((began as f64 - length).abs() <= 2.0, "{seconds_per_day} {frames_per_day}: {began} {length}");
            assert_eq!(timed.last().unwrap().0.written(), "2021-08-10");
        }
    }
}
