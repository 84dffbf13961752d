//! The pictures of a film: which instants it shows for how long, painted on all cores and handed on in order.

use crate::export::{Base, ExportError, Order, Watch};
use crate::time::Moment;
use crate::timeline::Clock;
use resvg::tiny_skia::Pixmap;
use std::sync::mpsc::sync_channel;

/// How much longer than the others the last picture stays, seconds: it is what the film comes to, and without a rest
/// the first day would follow on it before it is read.
const HOLD_S: f64 = 2.0;

/// One picture of a film.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// The instant shown.
    pub clock: Clock,
    /// When it gives way to the next, in ticks since the film began.
    pub until: u64,
}

/// The pictures of a film in order, at least one; a second has so many ticks. No picture is shorter than `shortest`
/// ticks: where the pace asks for more than that, only every so many are made.
pub(super) fn frames(order: Order<'_>, ticks_per_s: f64, shortest: u64) -> Vec<Frame> {
    let (from, until) = order.range();
    let first = Moment::start_of(from).0;
    let days = (Moment::end_of(until).0 - first) / Moment::DAY;
    let per_day = i64::from(order.pace.frames_per_day.max(1));
    let ticks_per_frame = order.pace.seconds_per_day * ticks_per_s / per_day as f64;
    let of = days * per_day;
    let mut frames: Vec<Frame> = Vec::new();
    for i in 1..=of {
        let cursor = Moment(first + i * Moment::DAY / per_day);
        let shown = Frame {
            clock: Clock { cursor, known_by: order.known_by },
            until: (i as f64 * ticks_per_frame).round() as u64,
        };
        let began = frames.len().checked_sub(2).and_then(|before| frames.get(before)).map_or(0, |frame| frame.until);
        match frames.last_mut() {
            // Too short to be seen: the later instant takes its place.
            Some(last) if last.until < began + shortest => *last = shown,
            _ => frames.push(shown),
        }
    }
    let began = frames.len().checked_sub(2).and_then(|before| frames.get(before)).map_or(0, |frame| frame.until);
    if let Some(last) = frames.last_mut() {
        last.until = last.until.max(began + shortest) + (HOLD_S * ticks_per_s) as u64;
    }
    frames
}

/// The cores there are.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Paints the pictures on `threads` threads, has each turned into what the film needs of it (`prepare`, on the same
/// thread), and hands them to `take` in order, each with the tick at which it ends. Pictures that come out the same are
/// handed on once. Two pictures a thread are in memory at a time, however long the film.
///
/// # Errors
/// When the watcher stops it, `take` fails, or a thread does.
pub(super) fn paint<T: PartialEq + Send>(
    (order, base): (Order<'_>, &Base),
    frames: &[Frame],
    threads: usize,
    watch: &dyn Watch,
    prepare: impl Fn(&Pixmap) -> T + Sync,
    mut take: impl FnMut(T, u64) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let threads = threads.clamp(1, frames.len().max(1));
    std::thread::scope(|scope| {
        let made: Vec<_> = (0..threads)
            .map(|thread| {
                let (send, receive) = sync_channel(1);
                let prepare = &prepare;
                scope.spawn(move || {
                    for frame in frames.iter().skip(thread).step_by(threads) {
                        // Nobody takes them any more once the film has been given up.
                        if watch.cancelled() || send.send(base.picture(order, frame.clock, prepare)).is_err() {
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
            if watch.cancelled() {
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
            watch.step(i + 1, frames.len());
        }
        waiting.map_or(Ok(()), |(last, until)| take(last, until))
    })
}

/// A thread that failed.
pub(super) fn stopped() -> ExportError {
    ExportError::Draw("a worker stopped unexpectedly; try again with fewer days".to_owned())
}
