//! The list of formats.

use crate::app::ExportSettings;
use crate::export::{EXPORTERS, Exporter, Options};
use crate::gui::theme::{Colors, font};
use crate::gui::widgets::{focus_ring, heading_ui};
use crate::scene::Weight;
use egui::{Align2, CornerRadius, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// A heading, and which formats stand under it.
type Group = (&'static str, fn(Options) -> bool);

/// The groups, by what their formats look at.
const GROUPS: [Group; 4] = [
    ("Pictures", |options| options.size && !options.pace),
    ("Films", |options| options.pace),
    ("Pages", |options| options.map && !options.size && !options.pace),
    ("Data", |options| !options.map && !options.size && !options.pace),
];

/// Shows the formats in groups and takes a choice over.
pub(super) fn formats_ui(ui: &mut Ui, settings: &mut ExportSettings, colors: &Colors) {
    ScrollArea::vertical().id_salt("formats").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (i, (group, belongs)) in GROUPS.iter().enumerate() {
            let members = || EXPORTERS.iter().copied().filter(|exporter| belongs(exporter.options()));
            if members().next().is_none() {
                continue;
            }
            if i > 0 {
                ui.add_space(8.0);
            }
            heading_ui(ui, group, "", colors);
            for exporter in members() {
                if format_ui(ui, exporter, exporter.extension() == settings.format, colors) {
                    *settings = settings.clone().with_format(exporter.extension(), exporter.options().paper);
                }
            }
        }
    });
}

/// A row of the list; whether it was chosen.
fn format_ui(ui: &mut Ui, exporter: &dyn Exporter, on: bool, colors: &Colors) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    let name = format!("Format: {}", exporter.label());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, &name));
    if on || response.hovered() {
        let fill = if on { colors.hover } else { colors.window };
        ui.painter().rect_filled(rect, CornerRadius::same(5), fill);
    }
    let (weight, ink) = if on { (Weight::SemiBold, colors.ink) } else { (Weight::Regular, colors.ink2) };
    let left = rect.left_center() + vec2(8.0, 0.0);
    ui.painter().text(left, Align2::LEFT_CENTER, exporter.label(), font(12.0, weight), ink);
    let ending = format!(".{}", exporter.extension());
    let right = rect.right_center() - vec2(8.0, 0.0);
    ui.painter().text(right, Align2::RIGHT_CENTER, ending, font(10.5, Weight::Regular), colors.ink3);
    focus_ring(ui, &response, colors);
    response.on_hover_text(exporter.doc()).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_stands_in_one_group() {
        for exporter in EXPORTERS {
            let groups = GROUPS.iter().filter(|(_, belongs)| belongs(exporter.options())).count();
            assert_eq!(groups, 1, "{}", exporter.label());
        }
    }
}
