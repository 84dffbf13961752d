//! How far something is that takes a while.

use crate::gui::theme::{Colors, words};
use crate::jobs::Steps;
use crate::scene::Weight;
use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// How far something is that takes a while; of what takes no steps, only that it goes on.
pub fn progress_ui(ui: &mut Ui, steps: &Steps, doing: &str, colors: &Colors) {
    let count = steps.count();
    let words_of = match count {
        Some((done, of)) => format!("{doing}, {done} of {of}"),
        None => format!("{doing}…"),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(200.0, 8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words_of));
    let radius = CornerRadius::same(4);
    ui.painter().rect(rect, radius, colors.raised, Stroke::new(1.0, colors.rule_firm), StrokeKind::Inside);
    if let Some((done, of)) = count {
        let share = done as f32 / of.max(1) as f32;
        let filled = Rect::from_min_size(rect.min, vec2(rect.width() * share.clamp(0.0, 1.0), rect.height()));
        ui.painter().rect_filled(filled, radius, colors.ink);
    }
    ui.label(words(words_of, 12.0, Weight::Medium, colors.ink2));
}
