//! Writing a file, watched and stopped from the dialog.

use crate::export::{ExportError, Watch, write_aside};
use crate::gui::export::wanted::Wanted;
use egui::Context;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How far a file being written is.
pub(super) struct Progress {
    stop: AtomicBool,
    done: AtomicUsize,
    of: AtomicUsize,
    waker: Context,
}

impl Progress {
    /// Of a file nothing is written of.
    pub fn new(waker: &Context) -> Self {
        let none = || AtomicUsize::new(0);
        Self { stop: AtomicBool::new(false), done: none(), of: none(), waker: waker.clone() }
    }

    /// Steps done and all steps; none before the first is known.
    pub fn steps(&self) -> Option<(usize, usize)> {
        let of = self.of.load(Ordering::Relaxed);
        (of > 0).then(|| (self.done.load(Ordering::Relaxed).min(of), of))
    }

    /// Asks to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Watch for Progress {
    fn step(&self, done: usize, of: usize) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        self.waker.request_repaint();
    }

    fn cancelled(&self) -> bool {
        self.stopping()
    }
}

/// Writes the file aside and puts it in place; how many bytes it has.
///
/// # Errors
/// As [`crate::export::Exporter::write`] and [`write_aside`].
pub(super) fn save(wanted: &Wanted, path: &Path, progress: &Progress) -> Result<u64, ExportError> {
    let files = wanted.files();
    let mut bytes = 0;
    write_aside(path, |file| {
        let mut counted = Through(file, 0);
        wanted.exporter.write(wanted.order(&*files), &mut counted, progress)?;
        bytes = counted.1;
        // A format that takes no steps is not asked to stop on the way.
        if progress.stopping() { Err(ExportError::Cancelled) } else { Ok(()) }
    })?;
    Ok(bytes)
}

/// Counts what goes through it.
struct Through<'a>(&'a mut dyn std::io::Write, u64);

impl std::io::Write for Through<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1 += written as u64;
        Ok(written)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
