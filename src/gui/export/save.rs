//! Writing a file, watched and stopped from the dialog.

use egui::Context;
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

impl crate::jobs::Progress for Progress {
    fn step(&self, done: usize, of: usize) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        self.waker.request_repaint();
    }

    fn cancelled(&self) -> bool {
        self.stopping()
    }
}
