//! Keys as they are shown beside what they do: words in a small frame.

use crate::gui::theme::{Colors, font};
use crate::scene::Weight;
use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, vec2};

/// Height of the frame, px.
const HEIGHT_PX: f32 = 16.0;

/// Paints keys whose frame ends at a point of its right edge, in the ink given; how wide the frame is, px.
pub fn keycap(painter: &Painter, right: Pos2, keys: &str, ink: Color32, edge: Color32) -> f32 {
    let galley = painter.layout_no_wrap(keys.to_owned(), font(10.0, Weight::Regular), ink);
    let width = (galley.size().x + 10.0).max(HEIGHT_PX);
    let frame = Rect::from_min_size(right - vec2(width, HEIGHT_PX / 2.0), vec2(width, HEIGHT_PX));
    painter.rect_stroke(frame, CornerRadius::same(3), Stroke::new(1.0, edge), StrokeKind::Inside);
    painter.text(frame.center(), Align2::CENTER_CENTER, keys, font(10.0, Weight::Regular), ink);
    width
}

/// Shows keys in a line of words.
pub fn keycap_ui(ui: &mut Ui, keys: &str, colors: &Colors) {
    let galley = ui.painter().layout_no_wrap(keys.to_owned(), font(10.0, Weight::Regular), colors.ink2);
    let (rect, _) = ui.allocate_exact_size(vec2((galley.size().x + 10.0).max(HEIGHT_PX), HEIGHT_PX), Sense::hover());
    keycap(ui.painter(), rect.right_center(), keys, colors.ink2, colors.rule_firm);
}
