//! What assistive technology is told, written to a file whenever it changes: how tests of the real window find what to
//! click and read what it says.

use std::path::PathBuf;

/// Writes one line for each named thing: role, rectangle in physical px, name, value; tab-separated.
pub struct Probe {
    file: PathBuf,
    written: String,
}

impl Probe {
    /// A probe that writes to `file`.
    pub fn new(file: PathBuf) -> Self {
        Self { file, written: String::new() }
    }
}

impl egui::Plugin for Probe {
    fn debug_name(&self) -> &'static str {
        "probe"
    }

    fn setup(&mut self, ctx: &egui::Context) {
        ctx.enable_accesskit();
    }

    fn output_hook(&mut self, ctx: &egui::Context, output: &mut egui::FullOutput) {
        let Some(update) = &output.platform_output.accesskit_update else { return };
        let scale = f64::from(ctx.pixels_per_point());
        let one_line = |text: Option<&str>| text.unwrap_or_default().replace(['\t', '\n'], " ");
        let mut lines = Vec::new();
        for (_, node) in &update.nodes {
            let Some(bounds) = node.bounds() else { continue };
            if node.label().is_none() && node.value().is_none() {
                continue;
            }
            let [x0, y0, x1, y1] = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|edge| (edge * scale).round());
            let (name, value) = (one_line(node.label()), one_line(node.value()));
            lines.push(format!("{:?}\t{x0}\t{y0}\t{x1}\t{y1}\t{name}\t{value}\n", node.role()));
        }
        lines.sort_unstable();
        let text = lines.concat();
        if text == self.written {
            return;
        }
        match crate::files::write_bytes(&self.file, text.as_bytes()) {
            Ok(()) => self.written = text,
            Err(error) => log::warn!("{error}"),
        }
    }
}
