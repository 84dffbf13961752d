//! What the dialog asks of other threads and what they bring back: previews and the sizes of files, saving, the
//! clipboard, the desktop's own dialog.

use crate::app::{Action, ExportSettings, Notice, State};
use crate::export::{ExportError, write_file};
use crate::files::{abandon, is_taken};
use crate::gui::export::chosen::Chosen;
use crate::gui::export::excerpt_preview::ExcerptPreview;
use crate::gui::export::made::{Made, made};
use crate::gui::export::picture::{PreviewPicture, has_picture, is_film, picture, size_px};
use crate::gui::widgets::waker;
use crate::jobs::{Failed, Latest, Steps, Task, Waker};
use crate::words::bytes as size_words;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Nobody sees a dialog and closes it in less.
const QUICKEST: Duration = Duration::from_millis(300);
const NO_DIALOG: &str = "This desktop offers no dialog to choose a file. Type folder and name into the field above.";
const UNNAMED: &str = "The name chosen is no text and cannot be shown in the field above. Choose another.";

/// What is known of what the dialog is set to.
#[derive(Default)]
pub(super) struct ShownPreview {
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

/// A preview: of what, which frame of it, how many pixels for each of its own.
#[derive(Clone, PartialEq)]
struct Asked {
    chosen: Chosen,
    frame: usize,
    scale: f64,
}

/// A preview with what it is of.
type Drawn = (Asked, Result<Option<PreviewPicture>, String>);

/// The work of the dialog, and what it brought back.
pub struct ExportTasks {
    waker: Waker,
    previews: Latest<Asked, Drawn>,
    files: Latest<Chosen, (Chosen, Option<Made>)>,
    asked: Option<Asked>,
    shown: ShownPreview,
    /// The frame of a film that is shown.
    pub(super) frame: usize,
    ask_overwrite: Option<String>,
    saving: Option<(PathBuf, Task<Result<u64, ExportError>>)>,
    copying: Option<Task<Result<ColorImage, String>>>,
    browsing: Option<Task<Option<Answer>>>,
    said: Option<String>,
}

impl ExportTasks {
    /// No work yet.
    pub fn new(ctx: &Context) -> Self {
        let waker = waker(ctx);
        Self {
            previews: Latest::new("preview", waker.clone(), |asked: Asked, _| {
                let drawn = preview(&asked);
                (asked, drawn)
            }),
            files: Latest::new("file size", waker.clone(), |chosen: Chosen, steps| {
                let made = made(&chosen, steps);
                (chosen, made)
            }),
            waker,
            asked: None,
            shown: ShownPreview::default(),
            frame: 0,
            ask_overwrite: None,
            saving: None,
            copying: None,
            browsing: None,
            said: None,
        }
    }

    /// What has come back, as actions; what failed is said in the dialog while it is open.
    pub fn results(&mut self, ctx: &Context, open: bool) -> Vec<Action> {
        let mut actions = Vec::new();
        while let Some(drawn) = self.previews.take() {
            self.drawn(ctx, drawn);
        }
        while let Some(made) = self.files.take() {
            if let Ok((chosen, Some(Made { bytes, beginning }))) = made
                && self.asked.as_ref().is_some_and(|asked| asked.chosen == chosen)
            {
                (self.shown.bytes, self.shown.beginning) = (Some(bytes), beginning);
            }
        }
        if let Some(copied) = finished(&mut self.copying) {
            match copied.unwrap_or_else(|failed| Err(format!("Copying the picture {failed}."))) {
                Ok(image) => {
                    ctx.copy_image(image);
                    actions.push(Action::Notify(Notice::done("Copied the picture")));
                }
                Err(sentence) => self.said = Some(sentence),
            }
        }
        match finished(&mut self.browsing) {
            Some(Ok(Some(Answer::Path(settings)))) => actions.push(Action::SetExport(settings)),
            Some(Ok(Some(Answer::Unnamed))) => self.said = Some(UNNAMED.to_owned()),
            Some(Ok(Some(Answer::NoDialog)) | Err(_)) => self.said = Some(NO_DIALOG.to_owned()),
            Some(Ok(None)) | None => {}
        }
        if let Some(saved) = self.saving.as_ref().and_then(|(_, task)| task.take())
            && let Some((path, _)) = self.saving.take()
        {
            actions.extend(self.saved(&path, saved, open));
        }
        actions
    }

    fn drawn(&mut self, ctx: &Context, drawn: Result<Drawn, Failed>) {
        let found = match drawn {
            Ok((asked, found)) if self.asked.as_ref() == Some(&asked) => found,
            Ok(_) => return,
            Err(failed) => Err(format!("Drawing the preview {failed}.")),
        };
        self.shown.coming = false;
        self.shown.failed = None;
        match found {
            Ok(Some(PreviewPicture { image, pages })) => {
                self.shown.picture = Some(ctx.load_texture("preview", image, TextureOptions::LINEAR));
                self.shown.pages = pages;
            }
            Ok(None) => self.shown.picture = None,
            Err(sentence) => {
                self.shown.picture = None;
                self.shown.failed = Some(sentence);
                return;
            }
        }
        if let Some(asked) = self.asked.as_ref().filter(|asked| !is_film(&asked.chosen)) {
            self.files.ask(asked.chosen.clone());
        }
    }

    fn saved(&mut self, path: &Path, saved: Result<Result<u64, ExportError>, Failed>, open: bool) -> Option<Action> {
        let why = match saved {
            Ok(Ok(bytes)) => {
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                let notice = format!("Wrote {} ({})", whole.display(), size_words(bytes));
                return Some(Action::Notify(Notice::done(notice)));
            }
            Ok(Err(ExportError::Cancelled)) | Err(Failed::Cancelled) => {
                abandon(Some(path));
                self.said = Some("Stopped; nothing was written.".to_owned());
                return None;
            }
            Ok(Err(error)) => error.to_string(),
            Err(failed) => format!("writing {failed}"),
        };
        let sentence = format!("Nothing was written: {why}.");
        if open {
            self.said = Some(sentence);
            return None;
        }
        Some(Action::Notify(Notice::failed(sentence, "Choose another folder or name.")))
    }

    /// What is known of this choice, shown in a box of `room` pixels; asks for it where it is new.
    pub(super) fn shown(&mut self, chosen: &Chosen, room: egui::Vec2) -> &ShownPreview {
        let [width, height] = size_px(chosen);
        let scale = (f64::from(room.x) / width).min(f64::from(room.y) / height).min(1.0);
        let asked = Asked { chosen: chosen.clone(), frame: if is_film(chosen) { self.frame } else { 0 }, scale };
        if self.asked.as_ref() != Some(&asked) {
            self.asked = Some(asked.clone());
            self.said = None;
            self.shown.coming = true;
            (self.shown.bytes, self.shown.beginning) = (None, None);
            self.files.stop();
            self.previews.ask(asked);
        }
        &self.shown
    }

    /// How far the file is that is being written.
    pub(super) fn saving(&self) -> Option<&Steps> {
        self.saving.as_ref().map(|(_, task)| task.steps())
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
        let Chosen { exporter, job } = match Chosen::of(state) {
            Ok(chosen) if self.saving.is_none() => chosen,
            Ok(_) => return,
            Err(sentence) => {
                self.said = Some(sentence);
                return;
            }
        };
        let path = PathBuf::from(&settings.path);
        self.said = None;
        if !overwrite && is_taken(&path) && !path.is_dir() {
            self.ask_overwrite = Some(settings.path.clone());
            return;
        }
        self.ask_overwrite = None;
        let to = path.clone();
        let task = Task::start("save", &self.waker, move |steps| write_file(exporter, &job, &to, steps));
        self.saving = Some((path, task));
    }

    /// Puts the picture on the clipboard.
    pub fn copy(&mut self, state: &State) {
        match Chosen::of(state) {
            Ok(chosen) => {
                let frame = self.frame;
                let copied = move |_: &Steps| picture(&chosen, frame, 1.0).map(|found| found.image).map_err(said);
                self.copying = Some(Task::start("copy", &self.waker, copied));
            }
            Err(sentence) => self.said = Some(sentence),
        }
    }

    /// Asks the desktop where to.
    #[allow(clippy::disallowed_methods, reason = "how long the dialog was open tells whether there is one")]
    pub fn browse(&mut self, state: &State) {
        let settings = state.chrome.export.clone();
        self.said = None;
        // The dialog waits for the user: a thread of its own, so that previews go on.
        self.browsing = Some(Task::start("dialog", &self.waker, move |_| {
            let asked = Instant::now();
            let path = ask(&settings);
            answered(path, asked.elapsed(), settings)
        }));
    }
}

/// What came of a task that has ended; it is gone then.
fn finished<T: Send + 'static>(task: &mut Option<Task<T>>) -> Option<Result<T, Failed>> {
    let result = task.as_ref()?.take()?;
    *task = None;
    Some(result)
}

fn preview(asked: &Asked) -> Result<Option<PreviewPicture>, String> {
    let Asked { chosen, frame, scale } = asked;
    has_picture(chosen).then(|| picture(chosen, *frame, *scale)).transpose().map_err(said)
}

/// An error as a sentence of its own.
fn said(error: ExportError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// What the desktop's dialog came back with.
#[derive(Debug)]
enum Answer {
    /// A path, in the settings.
    Path(ExportSettings),
    /// A name that cannot be shown in a field.
    Unnamed,
    /// There is none on this desktop.
    NoDialog,
}

/// What the desktop's dialog came back with. That there is none on this desktop is told like a refusal, only sooner
/// than anybody can refuse.
fn answered(path: Option<PathBuf>, after: Duration, settings: ExportSettings) -> Option<Answer> {
    match path.map(|path| path.into_os_string().into_string()) {
        Some(Ok(path)) => Some(Answer::Path(ExportSettings { path, ..settings })),
        Some(Err(_)) => Some(Answer::Unnamed),
        None if after < QUICKEST => Some(Answer::NoDialog),
        None => None,
    }
}

fn ask(settings: &ExportSettings) -> Option<PathBuf> {
    let path = Path::new(&settings.path);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut dialog = rfd::FileDialog::new()
        .set_title("Export the map")
        .set_file_name(name)
        .add_filter(settings.format.to_uppercase(), &[settings.format.as_str()]);
    if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    dialog.save_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_without_a_dialog_is_told_from_a_reader_who_closes_it() {
        let answered = |path: Option<&str>, after| {
            answered(path.map(PathBuf::from), Duration::from_millis(after), ExportSettings::default())
        };
        assert!(matches!(answered(Some("map.pdf"), 10), Some(Answer::Path(settings)) if settings.path == "map.pdf"));
        assert!(matches!(answered(None, 20), Some(Answer::NoDialog)));
        assert!(answered(None, 900).is_none());
    }
}
