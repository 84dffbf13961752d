//! GIF: one palette for the whole film, and of each picture only what changed.

use crate::export::film::colours::{Crowd, Indexer};
use crate::export::film::frames::{self, FilmFrame, cores, frames};
use crate::export::{Base, CoverageKind, ExportError, Exporter, Job, Progress, Provenance};
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::Write;

/// Ticks of the format.
const TICKS_PER_S: f64 = 100.0;
/// Readers slow down what is shorter.
const SHORTEST: u64 = 2;
/// Pictures the palette is chosen from.
const LOOKED_AT: usize = 6;
/// Begins the comment with the provenance.
const COMMENT: &str = "dateline:provenance ";

/// The GIF format.
pub(in crate::export) struct Gif;

impl Exporter for Gif {
    fn extension(&self) -> &'static str {
        "gif"
    }

    fn label(&self) -> &'static str {
        "GIF film"
    }

    fn doc(&self) -> &'static str {
        "A film that plays anywhere, for messages and slides; 256 colours"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::Days]
    }

    fn write(&self, job: &Job, to: &mut dyn Write, progress: &dyn Progress) -> Result<(), ExportError> {
        write_on(cores(), job, to, progress)
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        comments(bytes)?.into_iter().find_map(|comment| Some(comment.strip_prefix(COMMENT)?.to_owned()))
    }
}

/// Writes the film with so many threads.
pub(super) fn write_on(
    threads: usize,
    job: &Job,
    to: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let frames = frames(job, TICKS_PER_S, SHORTEST);
    let [width, height] = job.checked_size()?.map(|v| v as u16);
    let base = Base::of(job)?;
    let palette = crowd(job, &base, &frames, progress)?.palette();
    let mut encoder = gif::Encoder::new(to, width, height, &palette.bytes()).map_err(failed)?;
    encoder.set_repeat(gif::Repeat::Infinite).map_err(failed)?;
    let comment = format!("{COMMENT}{}", Provenance::of(job).json());
    encoder.write_raw_extension(gif::Extension::Comment.into(), &[comment.as_bytes()]).map_err(failed)?;
    let mut film = Film { size: [width, height], before: Vec::new(), shown: 0 };
    let prepare = || {
        let mut indexer = Indexer::new(&palette);
        move |picture: &tiny_skia::Pixmap| indexer.indices(picture)
    };
    frames::paint((job, &base), &frames, threads, progress, prepare, |indices, until| {
        for frame in film.frames(indices, until) {
            encoder.write_frame(&frame).map_err(failed)?;
        }
        Ok(())
    })
}

/// The colours of some pictures of the film: the first, the last, and some between.
fn crowd(job: &Job, base: &Base, frames: &[FilmFrame], progress: &dyn Progress) -> Result<Crowd, ExportError> {
    let last = frames.len().saturating_sub(1);
    let parts = LOOKED_AT.min(frames.len()).saturating_sub(1).max(1);
    let mut looked_at: Vec<usize> = (0..=parts).map(|part| part * last / parts).collect();
    looked_at.dedup();
    let looked_at: Vec<FilmFrame> = looked_at.into_iter().filter_map(|i| frames.get(i).copied()).collect();
    let share = looked_at.len().div_ceil(cores()).max(1);
    let look = |frames: &[FilmFrame]| {
        let mut sum: Option<Crowd> = None;
        for frame in frames.iter().take_while(|_| !progress.cancelled()) {
            let crowd = base.picture(job, frame.clock, Crowd::of);
            match &mut sum {
                Some(sum) => sum.add(&crowd),
                None => sum = Some(crowd),
            }
        }
        sum
    };
    let crowds: Vec<Option<Crowd>> = looked_at.par_chunks(share).map(look).collect();
    let mut sum: Option<Crowd> = None;
    for crowd in crowds {
        let crowd = crowd.ok_or(ExportError::Cancelled)?;
        match &mut sum {
            Some(sum) => sum.add(&crowd),
            None => sum = Some(crowd),
        }
    }
    sum.ok_or(ExportError::Cancelled)
}

/// What is on the screen.
struct Film {
    size: [u16; 2],
    before: Vec<u8>,
    /// Ticks shown so far.
    shown: u64,
}

impl Film {
    /// The frames that turn what is on the screen into this picture and keep it until then: one, or more where it
    /// stays longer than one can say.
    fn frames(&mut self, indices: Vec<u8>, until: u64) -> Vec<gif::Frame<'static>> {
        let mut delays = until.saturating_sub(self.shown);
        self.shown = until;
        let changed = changed(&self.before, &indices, self.size);
        let mut frames = vec![changed];
        self.before = indices;
        while let Some(frame) = frames.last_mut() {
            frame.delay = delays.min(u64::from(u16::MAX)) as u16;
            delays -= u64::from(frame.delay);
            if delays == 0 {
                break;
            }
            // One pixel of no colour.
            frames.push(gif::Frame {
                width: 1,
                height: 1,
                transparent: Some(0),
                buffer: Cow::Owned(vec![0]),
                ..base()
            });
        }
        frames
    }
}

fn base() -> gif::Frame<'static> {
    gif::Frame { dispose: gif::DisposalMethod::Keep, ..gif::Frame::default() }
}

/// The rectangle in which two pictures differ, what is the same in it left out; the whole where there is none before.
fn changed(before: &[u8], now: &[u8], [width, height]: [u16; 2]) -> gif::Frame<'static> {
    let across = usize::from(width).max(1);
    if before.len() != now.len() {
        return gif::Frame { width, height, buffer: Cow::Owned(now.to_vec()), ..base() };
    }
    let rows = || before.chunks_exact(across).zip(now.chunks_exact(across));
    let (mut top, mut bottom, mut left, mut right) = (usize::MAX, 0, across, 0);
    for (y, (before, now)) in rows().enumerate().filter(|(_, (before, now))| before != now) {
        (top, bottom) = (top.min(y), y + 1);
        let differs = |(a, b): (&u8, &u8)| a != b;
        left = left.min(before.iter().zip(now).position(differs).unwrap_or(across));
        right = right.max(before.iter().zip(now).rposition(differs).map_or(0, |x| x + 1));
    }
    if top >= bottom || left >= right {
        return gif::Frame { width: 1, height: 1, transparent: Some(0), buffer: Cow::Owned(vec![0]), ..base() };
    }
    let mut buffer = Vec::with_capacity((bottom - top) * (right - left));
    for (before, now) in rows().take(bottom).skip(top) {
        let (Some(before), Some(now)) = (before.get(left..right), now.get(left..right)) else { continue };
        buffer.extend(before.iter().zip(now).map(|(before, now)| if before == now { 0 } else { *now }));
    }
    gif::Frame {
        left: left as u16,
        top: top as u16,
        width: (right - left) as u16,
        height: (bottom - top) as u16,
        transparent: Some(0),
        buffer: Cow::Owned(buffer),
        ..base()
    }
}

fn failed(error: gif::EncodingError) -> ExportError {
    match error {
        gif::EncodingError::Io(error) => ExportError::Io(error),
        other => ExportError::Draw(other.to_string()),
    }
}

/// The comments before the first picture.
fn comments(bytes: &[u8]) -> Option<Vec<String>> {
    let mut rest = bytes.strip_prefix(b"GIF89a")?;
    let (screen, after) = rest.split_at_checked(7)?;
    let flags = screen.get(4)?;
    rest = after.get(if flags & 0x80 == 0 { 0 } else { 3 * (2 << (flags & 7)) }..)?;
    let mut comments = Vec::new();
    while let [0x21, label, after @ ..] = rest {
        let mut words = Vec::new();
        rest = after;
        while let [length, after @ ..] = rest {
            let (block, after) = after.split_at_checked(usize::from(*length))?;
            words.extend_from_slice(block);
            rest = after;
            if block.is_empty() {
                break;
            }
        }
        if *label == 0xFE {
            comments.push(String::from_utf8(words).ok()?);
        }
    }
    Some(comments)
}
