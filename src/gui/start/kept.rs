//! Where the list of the chronicles opened last is kept, with their small pictures: a folder of the program's own. It
//! is read before there is a window.

use crate::app::{Recent, Recents};
use crate::export::Pixels;
use crate::files::{read_plain, write_bytes};
use crate::scene::Theme;
use egui::ColorImage;
use std::hash::BuildHasher as _;
use std::path::{Path, PathBuf};

/// The largest list and the largest picture that are read, bytes.
const LARGEST_BYTES: u64 = 4 << 20;

/// A folder of the program's own; where there is none, nothing is kept.
#[derive(Clone, Debug, Default)]
pub struct Keep(pub Option<PathBuf>);

impl Keep {
    /// What was kept; nothing where it cannot be read.
    pub fn recents(&self) -> Recents {
        let read = |folder: &PathBuf| read_plain(&list(folder), LARGEST_BYTES).ok();
        let bytes = self.0.as_ref().and_then(read).unwrap_or_default();
        Recents::read(&String::from_utf8_lossy(&bytes))
    }

    /// Keeps a window's list, which was `before` when it was kept last, joined with those of other windows. Where it cannot
    /// be written, only what is remembered is lost.
    pub fn keep(&self, recents: &Recents, before: &Recents) {
        let Some(folder) = &self.0 else { return };
        let Ok(text) = serde_json::to_vec(&recents.joined(&self.recents(), before)) else { return };
        let _ = std::fs::create_dir_all(folder);
        let _ = write_bytes(&list(folder), &text);
    }

    /// The picture of a chronicle that was kept.
    pub fn picture(&self, recent: &Recent, theme: Theme) -> Option<ColorImage> {
        let bytes = read_plain(&self.picture_file(recent, theme)?, LARGEST_BYTES).ok()?;
        let read = eframe::icon_data::from_png_bytes(&bytes).ok()?;
        let size = [read.width as usize, read.height as usize];
        Some(ColorImage::from_rgba_unmultiplied(size, &read.rgba))
    }

    /// Keeps the picture of a chronicle. Where it cannot be written, it is drawn again another time.
    pub fn keep_picture(&self, recent: &Recent, theme: Theme, pixels: &Pixels) {
        let Some(file) = self.picture_file(recent, theme) else { return };
        let Ok(png) = encoded(pixels) else { return };
        let _ = file.parent().map(std::fs::create_dir_all);
        let _ = write_bytes(&file, &png);
    }

    fn picture_file(&self, recent: &Recent, theme: Theme) -> Option<PathBuf> {
        let name = foldhash::quality::FixedState::default().hash_one(&recent.opened_as);
        let theme = if theme == Theme::Dark { "dark" } else { "light" };
        Some(self.0.as_ref()?.join("pictures").join(format!("{name:016x}-{theme}.png")))
    }
}

fn list(folder: &Path) -> PathBuf {
    folder.join("recent.json")
}

/// An opaque picture as PNG.
fn encoded(pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.rgba)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn list_and_pictures_are_read_as_they_were_kept() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep(Some(folder.path().join("kept")));
        assert_eq!(keep.recents(), Recents::default());
        let recent = Recent { opened_as: Some("/a".into()), title: "A".into(), ..Recent::default() };
        let recents = Recents(vec![recent.clone()]);
        keep.keep(&recents, &Recents::default());
        assert_eq!(keep.recents(), recents);
        let other = Recents(vec![Recent { opened_as: Some("/b".into()), opened_s: 1, ..Recent::default() }]);
        keep.keep(&other, &Recents::default());
        assert_eq!(keep.recents().0.len(), 2, "another window's is not written over");
        keep.keep(&recents, &keep.recents());
        assert_eq!(keep.recents(), recents, "what is taken from the list is gone");
        let rgba = vec![10, 20, 30, 255, 40, 50, 60, 255];
        keep.keep_picture(&recent, Theme::Light, &Pixels { width: 2, height: 1, rgba: rgba.clone() });
        assert_eq!(keep.picture(&recent, Theme::Light).unwrap().as_raw(), rgba);
        assert!(keep.picture(&recent, Theme::Dark).is_none());
        assert!(Keep::default().picture(&recent, Theme::Light).is_none());
    }
}
