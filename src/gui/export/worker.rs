//! The thread that draws previews, and in between learns how large files are and how they begin.

use crate::app::ExportSettings;
use crate::export::{ExportError, Progress};
use crate::gui::export::chosen::Chosen;
use crate::gui::export::excerpt_preview::ExcerptPreview;
use crate::gui::export::picture::{Picture, has_picture, is_film, picture};
use egui::{ColorImage, Context};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

/// How long nothing must change before a file is made only to be looked at.
const REST: Duration = Duration::from_millis(300);

/// A preview: of what, which frame of it, how many pixels for each of its own.
#[derive(Clone, PartialEq)]
pub(super) struct Asked {
    pub chosen: Chosen,
    pub frame: usize,
    pub scale: f64,
}

/// What there is to do.
pub(super) enum Job {
    Preview(u64, Box<Asked>),
    Copy(Box<Asked>),
}

/// What has been done; what is shown with the number of what was asked.
pub(super) enum Done {
    Preview(u64, Result<Option<Picture>, String>),
    Made(u64, Made),
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

/// Gives up where a newer preview is chosen.
struct Newer<'a>(&'a AtomicU64, u64);

impl Progress for Newer<'_> {
    fn step(&self, _: usize, _: usize) {}
    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed) != self.1
    }
}

/// What is known of a file once it has been made.
pub(super) struct Made {
    pub bytes: u64,
    /// Of a file that is no picture.
    pub beginning: Option<ExcerptPreview>,
}

/// Counts what is written to it, and keeps it where that is asked for.
struct Count {
    bytes: u64,
    kept: Option<Vec<u8>>,
}

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes += bytes.len() as u64;
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(bytes);
        }
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
                    let copied = picture(&asked.chosen, asked.frame, 1.0);
                    self.done(Done::Picture(copied.map(|found| found.image).map_err(|error| said(&error))));
                }
                Job::Preview(serial, asked) => {
                    if Newer(&self.serial, serial).cancelled() {
                        next = self.todo.recv().ok();
                        continue;
                    }
                    let chosen = &asked.chosen;
                    let found = has_picture(chosen).then(|| picture(chosen, asked.frame, asked.scale)).transpose();
                    let drawn = found.is_ok();
                    self.done(Done::Preview(serial, found.map_err(|error| said(&error))));
                    if drawn && !is_film(chosen) {
                        next = self.todo.recv_timeout(REST).ok();
                        if next.is_some() {
                            continue;
                        }
                        if let Some(made) = self.make(chosen, serial) {
                            self.done(Done::Made(serial, made));
                        }
                    }
                }
            }
            next = self.todo.recv().ok();
        }
    }

    /// How large the file is, and how it begins: it is made, and thrown away.
    fn make(&self, chosen: &Chosen, serial: u64) -> Option<Made> {
        let mut count = Count { bytes: 0, kept: (!has_picture(chosen)).then(Vec::new) };
        chosen.exporter.write(&chosen.job, &mut count, &Newer(&self.serial, serial)).ok()?;
        Some(Made { bytes: count.bytes, beginning: count.kept.map(|file| ExcerptPreview::of(&file)) })
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
