//! For developers: the CPU time of each frame, and a window that leaves after its first.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

/// Gathers frame times and writes them down when the window goes.
#[derive(Debug, Default)]
pub struct FrameTimes {
    file: Option<PathBuf>,
    leave_after_first_frame: bool,
    frames: Vec<Duration>,
}

impl FrameTimes {
    /// Writes milliseconds, one frame a line, to `file`.
    pub fn new(file: Option<PathBuf>, leave_after_first_frame: bool) -> Self {
        Self { file, leave_after_first_frame, frames: Vec::new() }
    }

    /// A frame took so long.
    pub fn frame(&mut self, ctx: &egui::Context, took: Duration) {
        if self.file.is_some() {
            self.frames.push(took);
        }
        if self.leave_after_first_frame {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}

impl Drop for FrameTimes {
    fn drop(&mut self) {
        let Some(file) = &self.file else { return };
        let mut text = String::new();
        for frame in &self.frames {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{:.3}", frame.as_secs_f64() * 1000.0);
        }
        if let Err(error) = std::fs::write(file, text) {
            log::warn!("could not write the frame times ({error}): {}", file.display());
        }
    }
}
