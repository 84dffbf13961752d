//! Exporting on a worker thread: previews, files, the clipboard, and the desktop's own dialog.

use crate::app::{Action, Document, ExportSettings, Notice, State};
use crate::chronicle::files_at;
use crate::export::{EXPORTERS, Order, Unwatched, rasterise, write_aside};
use crate::scene::{Inputs, View, build};
use crate::timeline::Clock;
use egui::{Color32, ColorImage, Context, TextureHandle, TextureOptions};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

/// The longer side of a preview, points.
pub const PREVIEW_PX: f64 = 560.0;

/// All that a picture depends on.
#[derive(Clone)]
struct Wanted {
    document: Document,
    clock: Clock,
    view: View,
}

enum Job {
    Preview(Key, Box<Wanted>, f64),
    Save(Box<Wanted>, String, PathBuf),
    Copy(Box<Wanted>),
}

enum Done {
    Preview(Key, ColorImage),
    Picture(ColorImage),
    Path(ExportSettings),
    Said(Notice),
}

type Key = (String, Clock, View);

/// The worker and what it brought back.
pub struct ExportJob {
    jobs: Sender<Job>,
    done: Receiver<Done>,
    finished: Sender<Done>,
    waker: Context,
    asked: Option<Key>,
    preview: Option<(Key, TextureHandle)>,
    ask_overwrite: Option<String>,
    busy: bool,
    pixels_per_point: f64,
}

impl ExportJob {
    /// Starts the worker.
    pub fn new(ctx: &Context) -> Self {
        let (jobs, todo) = channel::<Job>();
        let (send, done) = channel();
        let finished = send.clone();
        let ctx = ctx.clone();
        let waker = ctx.clone();
        let worker = move || {
            while let Ok(job) = todo.recv() {
                let result = match job {
                    Job::Preview(key, wanted, scale) => Done::Preview(key, picture(&wanted, scale)),
                    Job::Copy(wanted) => Done::Picture(picture(&wanted, 1.0)),
                    Job::Save(wanted, format, path) => Done::Said(save(&wanted, &format, &path)),
                };
                if send.send(result).is_err() {
                    return;
                }
                ctx.request_repaint();
            }
        };
        if let Err(error) = std::thread::Builder::new().name("export".to_owned()).spawn(worker) {
            log::warn!("could not start the thread that exports ({error})");
        }
        Self {
            jobs,
            done,
            finished,
            waker,
            asked: None,
            preview: None,
            ask_overwrite: None,
            busy: false,
            pixels_per_point: 1.0,
        }
    }

    /// What has come back, as actions.
    pub fn results(&mut self, ctx: &Context) -> Vec<Action> {
        self.pixels_per_point = f64::from(ctx.pixels_per_point());
        let mut actions = Vec::new();
        while let Ok(done) = self.done.try_recv() {
            match done {
                Done::Preview(key, image) => {
                    let texture = ctx.load_texture("preview", image, TextureOptions::LINEAR);
                    self.preview = Some((key, texture));
                }
                Done::Picture(image) => {
                    ctx.copy_image(image);
                    actions.push(Action::Notify(Notice::done("Copied the picture")));
                }
                Done::Path(settings) => actions.push(Action::SetExport(settings)),
                Done::Said(notice) => {
                    self.busy = false;
                    actions.push(Action::Notify(notice));
                }
            }
        }
        actions
    }

    /// Asks for a preview unless the one on show is right.
    pub fn preview(&mut self, state: &State) {
        let view = state.export_view();
        let key = (state.timeline.chronicle().hash.clone(), state.look.clock, view.clone());
        if self.asked.as_ref() == Some(&key) {
            return;
        }
        self.asked = Some(key.clone());
        let scale = PREVIEW_PX * self.pixels_per_point / view.size_px[0].max(view.size_px[1]);
        self.send(Job::Preview(key, Box::new(wanted(state)), scale));
    }

    /// The preview on show, and whether a better one is on its way.
    pub fn shown(&self) -> (Option<&TextureHandle>, bool) {
        let fresh = self.preview.as_ref().map(|(key, _)| key) == self.asked.as_ref();
        (self.preview.as_ref().map(|(_, texture)| texture), !fresh)
    }

    /// Whether a file is being written.
    pub fn busy(&self) -> bool {
        self.busy
    }

    /// Whether this path was refused because a file is there.
    pub fn would_overwrite(&self, path: &str) -> bool {
        self.ask_overwrite.as_deref() == Some(path)
    }

    /// Writes the picture.
    pub fn save(&mut self, state: &State, overwrite: bool) {
        let settings = &state.look.export;
        let path = PathBuf::from(&settings.path);
        if !overwrite && path.exists() {
            self.ask_overwrite = Some(settings.path.clone());
            return;
        }
        self.ask_overwrite = None;
        self.busy = true;
        self.send(Job::Save(Box::new(wanted(state)), settings.format.clone(), path));
    }

    /// Puts the picture on the clipboard.
    pub fn copy(&mut self, state: &State) {
        self.send(Job::Copy(Box::new(wanted(state))));
    }

    /// Asks the desktop where to.
    pub fn browse(&mut self, state: &State) {
        let settings = state.look.export.clone();
        let finished = self.finished.clone();
        let waker = self.waker.clone();
        // The dialog waits for the user: a thread of its own, so that previews go on. A desktop without a dialog
        // leaves the path field.
        let asking = move || {
            if let Some(path) = ask(&settings) {
                // Nobody listens any more when the window has gone.
                let _ = finished.send(Done::Path(ExportSettings { path, ..settings }));
                waker.request_repaint();
            }
        };
        if let Err(error) = std::thread::Builder::new().name("dialog".to_owned()).spawn(asking) {
            log::warn!("could not start the thread that asks where to ({error})");
        }
    }

    fn send(&self, job: Job) {
        // The worker lives as long as this sender.
        let _ = self.jobs.send(job);
    }
}

fn wanted(state: &State) -> Wanted {
    let document = Document { timeline: std::sync::Arc::clone(&state.timeline), ..state.document.clone() };
    Wanted { document, clock: state.look.clock, view: state.export_view() }
}

/// The picture as the exporters draw it, so many pixels for each of its own.
fn picture(wanted: &Wanted, scale: f64) -> ColorImage {
    let Wanted { document, clock, view } = wanted;
    let slice = document.timeline.slice(*clock);
    let scene = build(Inputs {
        chronicle: document.timeline.chronicle(),
        atlas: &document.atlas,
        timeline: &document.timeline,
        slice: &slice,
        view,
    });
    let pixels = rasterise(&scene.marks, scene.size_px, scale);
    let [r, g, b] = scene.background.rgb;
    let ground = Color32::from_rgb(r, g, b);
    let over = |rgba: &[u8]| match rgba {
        &[r, g, b, a] => ground.blend(Color32::from_rgba_premultiplied(r, g, b, a)),
        _ => ground,
    };
    let image = pixels.rgba.chunks_exact(4).map(over).collect();
    ColorImage::new([pixels.width as usize, pixels.height as usize], image)
}

fn save(wanted: &Wanted, format: &str, path: &Path) -> Notice {
    let Some(exporter) = EXPORTERS.iter().find(|exporter| exporter.extension() == format) else {
        return Notice::failed(format!("There is no format \"{format}\"."), "Choose one of those listed.");
    };
    let document = &wanted.document;
    let files = files_at(document.opened_as.as_deref().map(Path::new));
    let timeline = &document.timeline;
    let still = Order::still(timeline.chronicle(), &document.atlas, timeline, &*files, wanted.clock, &wanted.view);
    let order = Order { opened_as: document.opened_as.as_deref(), ..still };
    let written = write_aside(path, |file| exporter.write(order, file, &Unwatched));
    match written {
        Ok(()) => {
            let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            Notice::done(format!("Wrote {}", whole.display()))
        }
        Err(error) => Notice::failed(format!("Nothing was written: {error}."), "Choose another folder or name."),
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
