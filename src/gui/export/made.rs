//! A file made only to be looked at: how large it is, and how it begins.

use crate::gui::export::chosen::Chosen;
use crate::gui::export::excerpt_preview::ExcerptPreview;
use crate::gui::export::picture::has_picture;
use crate::jobs::{Progress, Steps};
use std::time::Duration;

/// How long nothing must change before a file is made only to be looked at, and in how many naps that is slept.
const REST: Duration = Duration::from_millis(300);
const NAPS: u32 = 15;

/// What is known of a file once it has been made.
pub(super) struct Made {
    /// How large it is.
    pub bytes: u64,
    /// Of a file that is no picture.
    pub beginning: Option<ExcerptPreview>,
}

/// Makes the file once nobody has wanted another for a while, and throws it away.
pub(super) fn made(chosen: &Chosen, steps: &Steps) -> Option<Made> {
    for _ in 0..NAPS {
        std::thread::sleep(REST / NAPS);
        steps.go_on().ok()?;
    }
    let mut count = Count { bytes: 0, kept: (!has_picture(chosen)).then(Vec::new) };
    chosen.exporter.write(&chosen.job, &mut count, &Quiet(steps)).ok()?;
    Some(Made { bytes: count.bytes, beginning: count.kept.map(|file| ExcerptPreview::of(&file)) })
}

/// Stops as the steps do, which nobody sees.
struct Quiet<'a>(&'a Steps);

impl Progress for Quiet<'_> {
    fn step(&self, _: usize, _: usize) {}

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
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
