//! Opening the window: reads the chronicle beside the graphics being set up, and brings back what was remembered.

use crate::app::{Action, Document, Remembered, Screen};
use crate::chronicle::chronicle_in;
use crate::dataset::Dataset;
use crate::gui::Window;
use crate::gui::frame_times::FrameTimes;
use crate::gui::probe::Probe;
use crate::gui::start::Keep;
use crate::jobs::{Steps, Task, Waker};
use std::path::{Path, PathBuf};

/// Where the remembered part of the state stands in the storage.
pub const REMEMBERED: &str = "dateline";

/// How the window is opened.
#[derive(Debug, Default)]
pub struct WindowOptions {
    /// Keep what is remembered in this file instead of the usual place.
    pub remember_in: Option<PathBuf>,
    /// Write the CPU time of every frame to this file.
    pub frame_times: Option<PathBuf>,
    /// Write what assistive technology is told to this file.
    pub probe: Option<PathBuf>,
    /// Leave after the first frame, to measure the start.
    pub leave_after_first_frame: bool,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The chronicle did not open.
    #[error("{0}")]
    Open(String),
    /// There is no desktop.
    #[error("there is no display here; the commands check, report and export need none")]
    NoDisplay,
    /// The desktop gave no window.
    #[error("could not open a window ({0}); the commands check, report and export need none")]
    Window(String),
}

/// Opens the window on the chronicle in a folder, or on the built-in one, and returns when it is closed.
///
/// # Errors
/// When the chronicle does not open or the desktop gives no window.
pub fn run(chronicle: Option<PathBuf>, options: WindowOptions) -> Result<(), WindowError> {
    if cfg!(target_os = "linux") && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none()) {
        return Err(WindowError::NoDisplay);
    }
    let home = options.remember_in.as_ref().map(|file| file.with_extension("kept"));
    let keep = Keep(home.or_else(|| eframe::storage_dir("dateline")));
    let recents = keep.recents();
    let last = recents.0.first().and_then(|recent| recent.opened_as.clone());
    let reading = Task::start("open", &Waker::new(|| {}), move |_: &Steps| match chronicle {
        Some(folder) => Dataset::open(Some(&folder)).map(|data| (data, None)).map_err(|error| error.to_string()),
        None => open_last(last.as_deref()),
    });
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Dateline")
            .with_app_id("dateline")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([720.0, 480.0])
            .with_icon(icon()),
        persistence_path: options.remember_in,
        ..eframe::NativeOptions::default()
    };
    let failed = std::sync::Arc::new(std::sync::Mutex::new(None));
    let report = std::sync::Arc::clone(&failed);
    let result = eframe::run_native(
        "dateline",
        native,
        Box::new(move |cc| {
            let document = reading.wait().unwrap_or_else(|failed| Err(format!("reading the chronicle {failed}")));
            let (data, not_there) = document.inspect_err(|error| {
                *report.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(error.clone());
            })?;
            let remembered = cc.storage.and_then(|storage| storage.get_string(REMEMBERED));
            let remembered = remembered.map_or_else(Remembered::default, |text| Remembered::read(&text));
            let remembered = Remembered { recents, ..remembered };
            if let Some(file) = options.probe {
                cc.egui_ctx.add_plugin(Probe::new(file));
            }
            let mut window = Window::new(&cc.egui_ctx, Document::new(data), remembered);
            cc.egui_ctx.send_viewport_cmd(egui::ViewportCommand::Title(window.title()));
            window.ask_about_motion(&cc.egui_ctx);
            if let Some(folder) = eframe::storage_dir("dateline") {
                window.keep_tiles_in(folder.join("tiles"));
                window.keep_changes_in(folder.join("unsaved"));
            }
            match not_there {
                Some((folder, why)) => {
                    window.keep_in(keep, false);
                    window.act(&cc.egui_ctx, Action::Show(Screen::Start));
                    window.act(&cc.egui_ctx, Action::NotOpened(Some(folder), why));
                }
                None => window.keep_in(keep, true),
            }
            window.frame_times = FrameTimes::new(options.frame_times, options.leave_after_first_frame);
            Ok(Box::new(window))
        }),
    );
    let unopened = failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    match (unopened, result) {
        (Some(error), _) => Err(WindowError::Open(error)),
        (None, Err(error)) => Err(WindowError::Window(error.to_string())),
        (None, Ok(())) => Ok(()),
    }
}

/// A chronicle that is not there any more, and why.
type NotThere = (PathBuf, String);

/// Opens what was open last, or else the built-in chronicle, with what became of the last one.
fn open_last(last: Option<&Path>) -> Result<(Dataset, Option<NotThere>), String> {
    let opened = Dataset::open(last.map(chronicle_in).as_deref());
    match (opened, last) {
        (Ok(data), _) => Ok((data, None)),
        (Err(why), Some(folder)) => {
            let data = Dataset::open(None).map_err(|error| error.to_string())?;
            Ok((data, Some((folder.to_owned(), why.to_string()))))
        }
        (Err(why), None) => Err(why.to_string()),
    }
}

/// The program's icon; none where it cannot be decoded.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/dateline-256.png")).unwrap_or_default()
}
