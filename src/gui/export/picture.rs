//! The picture of a job, as its exporter draws it.

use crate::export::{ExportError, PAGE_MAP_PX, page_map, rasterise, scenes};
use crate::gui::export::chosen::Chosen;
use crate::scene::{Scene, build};
use crate::timeline::Clock;
use egui::{Color32, ColorImage};

/// A picture and of how many pages it is the first.
pub(super) struct PreviewPicture {
    /// What it looks like.
    pub image: ColorImage,
    /// Pages, at least one.
    pub pages: usize,
}

/// Whether a format is a picture, or has one in it.
pub(super) fn has_picture(chosen: &Chosen) -> bool {
    chosen.exporter.options().map
}

/// Whether what is made has a size of its own. A page has not: its reader's screen decides.
pub(super) fn is_sized(chosen: &Chosen) -> bool {
    chosen.exporter.options().size
}

/// Width and height of the picture, px.
pub(super) fn size_px(chosen: &Chosen) -> [f64; 2] {
    if is_sized(chosen) { chosen.job.view.size_px } else { PAGE_MAP_PX }
}

/// Whether the picture is one of several that follow each other.
pub(super) fn is_film(chosen: &Chosen) -> bool {
    chosen.exporter.options().pace
}

/// The picture, so many pixels for each of its own; of a film the frame at this position, of an interactive page the
/// map it opens on.
///
/// # Errors
/// When it cannot be drawn, such as more days than fit on a page.
pub(super) fn picture(chosen: &Chosen, frame: usize, scale: f64) -> Result<PreviewPicture, ExportError> {
    let job = &chosen.job;
    let still = |clock: Clock| {
        let slice = job.timeline.slice(clock);
        build(job.inputs(&slice))
    };
    if is_film(chosen) {
        let frames = chosen.job.clocks();
        let clock = frames.get(frame).or(frames.last()).copied().unwrap_or(job.last());
        return Ok(PreviewPicture { image: image(&still(clock), scale), pages: 1 });
    }
    if !is_sized(chosen) {
        return Ok(PreviewPicture { image: image(&page_map(job), scale), pages: 1 });
    }
    let scenes = scenes(job)?;
    let first = scenes.first().ok_or_else(|| ExportError::Draw("there is no page".to_owned()))?;
    if scenes.len() > 1 && !chosen.exporter.options().paper {
        // Only a file for print has several pages; this says how many days fit on one.
        crate::export::scene(job)?;
    }
    Ok(PreviewPicture { image: image(first, scale), pages: scenes.len() })
}

fn image(scene: &Scene, scale: f64) -> ColorImage {
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
