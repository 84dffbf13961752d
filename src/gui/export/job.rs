//! What the dialog asks of other threads and what they bring back: previews and the sizes of files, saving, the
//! clipboard, the desktop's own dialog.

use crate::app::{Action, ExportSettings, Notice, State};
use crate::export::{ExportError, write_file};
use crate::gui::export::chosen::Chosen;
use crate::gui::export::excerpt_preview::ExcerptPreview;
use crate::gui::export::picture::{Picture, is_film, size_px};
use crate::gui::export::save::Progress;
use crate::gui::export::worker::{Asked, Done, Job, Made, Worker, size_words};
use egui::{Context, TextureHandle, TextureOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Nobody sees a dialog and closes it in less.
const QUICKEST: Duration = Duration::from_millis(300);
const NO_DIALOG: &str = "This desktop offers no dialog to choose a file. Type folder and name into the field above.";

/// What is known of what the dialog is set to.
#[derive(Default)]
pub(super) struct Shown {
    /// The picture; the one before until a newer one is there.
    pub picture: Option<TextureHandle>,
    /// How many pages it has.
    pub pages: usize,
    /// Why there is none.
    pub failed: Option<String>,
    /// Bytes of the file.
    pub bytes: Option<u64>,
    /// How it begins.
    pub beginning: Option<ExcerptPreview>,
    /// Whether a newer picture is on its way.
    pub coming: bool,
}

/// The workers and what they brought back.
pub struct ExportJob {
    jobs: Sender<Job>,
    done: Receiver<Done>,
    finished: Sender<Done>,
    waker: Context,
    /// Counts the previews: an older one is given up.
    serial: Arc<AtomicU64>,
    asked: Option<Asked>,
    shown: Shown,
    /// The frame of a film that is shown.
    pub(super) frame: usize,
    ask_overwrite: Option<String>,
    saving: Option<Arc<Progress>>,
    said: Option<String>,
}

impl ExportJob {
    /// Starts the worker.
    pub fn new(ctx: &Context) -> Self {
        let (jobs, todo) = channel::<Job>();
        let (finished, done) = channel();
        let serial = Arc::new(AtomicU64::new(0));
        let worker = Worker { todo, send: finished.clone(), waker: ctx.clone(), serial: Arc::clone(&serial) };
        start("export", move || worker.run());
        Self {
            jobs,
            done,
            finished,
            waker: ctx.clone(),
            serial,
            asked: None,
            shown: Shown::default(),
            frame: 0,
            ask_overwrite: None,
            saving: None,
            said: None,
        }
    }

    /// What has come back, as actions; what failed is said in the dialog while it is open.
    pub fn results(&mut self, ctx: &Context, open: bool) -> Vec<Action> {
        let mut actions = Vec::new();
        while let Ok(done) = self.done.try_recv() {
            match done {
                Done::Preview(serial, found) if serial == self.newest() => self.take(ctx, found),
                Done::Made(serial, Made { bytes, beginning }) if serial == self.newest() => {
                    self.shown.bytes = Some(bytes);
                    self.shown.beginning = beginning;
                }
                Done::Preview(..) | Done::Made(..) => {}
                Done::Picture(Ok(image)) => {
                    ctx.copy_image(image);
                    actions.push(Action::Notify(Notice::done("Copied the picture")));
                }
                Done::Picture(Err(sentence)) => self.said = Some(sentence),
                Done::Path(settings) => actions.push(Action::SetExport(settings)),
                Done::NoDialog => self.said = Some(NO_DIALOG.to_owned()),
                Done::Saved(path, written) => {
                    self.saving = None;
                    match written {
                        Ok(bytes) => {
                            let notice = format!("Wrote {} ({})", path.display(), size_words(bytes));
                            actions.push(Action::Notify(Notice::done(notice)));
                        }
                        Err(ExportError::Cancelled) => self.said = Some("Stopped; nothing was written.".to_owned()),
                        Err(error) if open => self.said = Some(format!("Nothing was written: {error}.")),
                        Err(error) => actions.push(Action::Notify(Notice::failed(
                            format!("Nothing was written: {error}."),
                            "Choose another folder or name.",
                        ))),
                    }
                }
            }
        }
        actions
    }

    fn newest(&self) -> u64 {
        self.serial.load(Ordering::Relaxed)
    }

    fn take(&mut self, ctx: &Context, found: Result<Option<Picture>, String>) {
        self.shown.coming = false;
        self.shown.failed = None;
        match found {
            Ok(Some(Picture { image, pages })) => {
                self.shown.picture = Some(ctx.load_texture("preview", image, TextureOptions::LINEAR));
                self.shown.pages = pages;
            }
            Ok(None) => self.shown.picture = None,
            Err(sentence) => {
                self.shown.picture = None;
                self.shown.failed = Some(sentence);
            }
        }
    }

    /// What is known of this order, shown in a box of `room` pixels; asks for it where it is new.
    pub(super) fn shown(&mut self, chosen: &Chosen, room: egui::Vec2) -> &Shown {
        let [width, height] = size_px(chosen);
        let scale = (f64::from(room.x) / width).min(f64::from(room.y) / height).min(1.0);
        let asked = Asked { chosen: chosen.clone(), frame: if is_film(chosen) { self.frame } else { 0 }, scale };
        if self.asked.as_ref() != Some(&asked) {
            self.asked = Some(asked.clone());
            self.said = None;
            let serial = self.serial.fetch_add(1, Ordering::Relaxed) + 1;
            self.shown.coming = true;
            (self.shown.bytes, self.shown.beginning) = (None, None);
            self.send(Job::Preview(serial, Box::new(asked)));
        }
        &self.shown
    }

    /// How far the file is that is being written.
    pub(super) fn saving(&self) -> Option<Arc<Progress>> {
        self.saving.clone()
    }

    /// What there is to say about the last file.
    pub(super) fn said(&self) -> Option<&str> {
        self.said.as_deref()
    }

    /// Whether this path was refused because a file is there.
    pub(super) fn would_overwrite(&self, path: &str) -> bool {
        self.ask_overwrite.as_deref() == Some(path)
    }

    /// Writes the file.
    pub fn save(&mut self, state: &State, overwrite: bool) {
        let settings = &state.chrome.export;
        let chosen = match Chosen::of(state) {
            Ok(chosen) if self.saving.is_none() => chosen,
            Ok(_) => return,
            Err(sentence) => {
                self.said = Some(sentence);
                return;
            }
        };
        let path = PathBuf::from(&settings.path);
        self.said = None;
        if !overwrite && path.exists() && !path.is_dir() {
            self.ask_overwrite = Some(settings.path.clone());
            return;
        }
        self.ask_overwrite = None;
        let progress = Arc::new(Progress::new(&self.waker));
        self.saving = Some(Arc::clone(&progress));
        let (send, waker) = (self.finished.clone(), self.waker.clone());
        let started = start("save", move || {
            let written = write_file(chosen.exporter, &chosen.job, &path, &*progress);
            let whole = std::path::absolute(&path).unwrap_or(path);
            // Nobody listens any more when the window has gone.
            let _ = send.send(Done::Saved(whole, written));
            waker.request_repaint();
        });
        if !started {
            self.saving = None;
            self.said = Some("Nothing was written: no thread could be started; try again.".to_owned());
        }
    }

    /// Puts the picture on the clipboard.
    pub fn copy(&mut self, state: &State) {
        match Chosen::of(state) {
            Ok(chosen) => self.send(Job::Copy(Box::new(Asked { chosen, frame: self.frame, scale: 1.0 }))),
            Err(sentence) => self.said = Some(sentence),
        }
    }

    /// Asks the desktop where to.
    pub fn browse(&mut self, state: &State) {
        let settings = state.chrome.export.clone();
        let (finished, waker) = (self.finished.clone(), self.waker.clone());
        self.said = None;
        // The dialog waits for the user: a thread of its own, so that previews go on.
        start("dialog", move || {
            #[allow(
                clippy::disallowed_methods,
                reason = "a dialog that is back sooner than anybody could answer was never there"
            )]
            let asked = Instant::now();
            let path = ask(&settings);
            if let Some(done) = answered(path, asked.elapsed(), settings) {
                // Nobody listens any more when the window has gone.
                let _ = finished.send(done);
                waker.request_repaint();
            }
        });
    }

    fn send(&self, job: Job) {
        // The worker lives as long as this sender.
        let _ = self.jobs.send(job);
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> bool {
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    if let Err(error) = &started {
        log::warn!("could not start the thread \"{name}\" ({error})");
    }
    started.is_ok()
}

/// What the desktop's dialog came back with. That there is none on this desktop is told like a refusal, only sooner
/// than anybody can refuse.
fn answered(path: Option<String>, after: Duration, settings: ExportSettings) -> Option<Done> {
    match path {
        Some(path) => Some(Done::Path(ExportSettings { path, ..settings })),
        None if after < QUICKEST => Some(Done::NoDialog),
        None => None,
    }
}

fn ask(settings: &ExportSettings) -> Option<String> {
    let path = Path::new(&settings.path);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut dialog = rfd::FileDialog::new()
        .set_title("Export the map")
        .set_file_name(name)
        .add_filter(settings.format.to_uppercase(), &[settings.format.as_str()]);
    if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    dialog.save_file().map(|path| path.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_without_a_dialog_is_told_from_a_reader_who_closes_it() {
        let answered = |path: Option<&str>, after| {
            answered(path.map(str::to_owned), Duration::from_millis(after), ExportSettings::default())
        };
        assert!(matches!(answered(Some("map.pdf"), 10), Some(Done::Path(settings)) if settings.path == "map.pdf"));
        assert!(matches!(answered(None, 20), Some(Done::NoDialog)));
        assert!(answered(None, 900).is_none());
    }
}
