//! The thread that draws previews, and in between learns how large files are.

use crate::app::ExportSettings;
use crate::export::{ExportError, Watch};
use crate::gui::export::picture::{Picture, has_picture, is_film, picture};
use crate::gui::export::wanted::Wanted;
use egui::{ColorImage, Context};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

/// How long nothing must change before a file is made only to learn its size.
const REST: Duration = Duration::from_millis(300);

/// A preview: of what, which frame of it, how many pixels for each of its own.
#[derive(Clone, PartialEq)]
pub(super) struct Asked {
    pub wanted: Wanted,
    pub frame: usize,
    pub scale: f64,
}

/// What there is to do.
pub(super) enum Job {
    Preview(u64, Box<Asked>),
    Copy(Box<Asked>),
}

/// What has been done; previews and sizes with the number of what was asked.
pub(super) enum Done {
    Preview(u64, Result<Option<Picture>, String>),
    Size(u64, u64),
    Picture(Result<ColorImage, String>),
    Path(ExportSettings),
    NoDialog,
    Saved(PathBuf, Result<u64, ExportError>),
}

/// Draws previews, the newest first, and in between learns how large files are.
pub(super) struct Worker {
    pub todo: Receiver<Job>,
    pub send: Sender<Done>,
    pub waker: Context,
    /// The number of the newest preview.
    pub serial: Arc<AtomicU64>,
}

/// Gives up where a newer preview is wanted.
struct Newer<'a>(&'a AtomicU64, u64);

impl Watch for Newer<'_> {
    fn step(&self, _: usize, _: usize) {}
    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed) != self.1
    }
}

/// Counts what is written to it.
struct Count(u64);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Worker {
    /// Works until nobody can ask any more.
    pub fn run(self) {
        let mut next = self.todo.recv().ok();
        while let Some(job) = next.take() {
            match job {
                Job::Copy(asked) => {
                    let copied = picture(&asked.wanted, asked.frame, 1.0);
                    self.done(Done::Picture(copied.map(|found| found.image).map_err(|error| said(&error))));
                }
                Job::Preview(serial, asked) => {
                    if Newer(&self.serial, serial).cancelled() {
                        next = self.todo.recv().ok();
                        continue;
                    }
                    let wanted = &asked.wanted;
                    let found = has_picture(wanted).then(|| picture(wanted, asked.frame, asked.scale)).transpose();
                    let drawn = found.is_ok();
                    self.done(Done::Preview(serial, found.map_err(|error| said(&error))));
                    if drawn && !is_film(wanted) {
                        next = self.todo.recv_timeout(REST).ok();
                        if next.is_some() {
                            continue;
                        }
                        if let Some(bytes) = self.measure(wanted, serial) {
                            self.done(Done::Size(serial, bytes));
                        }
                    }
                }
            }
            next = self.todo.recv().ok();
        }
    }

    /// How large the file is: it is made, and thrown away.
    fn measure(&self, wanted: &Wanted, serial: u64) -> Option<u64> {
        let files = wanted.files();
        let mut count = Count(0);
        wanted.exporter.write(wanted.order(&*files), &mut count, &Newer(&self.serial, serial)).ok()?;
        Some(count.0)
    }

    fn done(&self, done: Done) {
        // Nobody listens any more when the window has gone; then the channel of jobs ends too.
        let _ = self.send.send(done);
        self.waker.request_repaint();
    }
}

/// An error as a sentence of its own.
fn said(error: &ExportError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// A number of bytes in words.
pub(super) fn size_words(bytes: u64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
