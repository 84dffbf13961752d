//! What the user must know, for a few seconds or until read.

use crate::app::{Action, Tone};
use crate::gui::icons::Icon;
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui};
use crate::scene::Weight;
use egui::{Area, Frame, Id, Label, Margin, Order, Rect, Stroke, Ui};

/// How long a notice of something done stays, seconds.
const STAY_S: f64 = 5.0;

/// Shows the notices under the top bar.
pub fn notices_ui(ui: &Ui, at: Rect, panel: &mut PanelContext<'_>) {
    let ctx = ui.ctx();
    let now = ctx.input(|i| i.time);
    let mut top = at.top();
    for (index, notice) in panel.state.notices.iter().enumerate() {
        let id = Id::unique(("notice", &notice.what, index));
        let since = ctx.data_mut(|d| *d.get_temp_mut_or(id, now));
        if notice.tone == Tone::Done {
            if now - since >= STAY_S {
                panel.actions.push(Action::Dismiss(index));
                ctx.data_mut(|d| d.remove::<f64>(id));
                continue;
            }
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(STAY_S - (now - since)));
        }
        let shown = Area::new(id).order(Order::Foreground).fixed_pos([at.left(), top]).show(ctx, |ui| {
            let frame = Frame::new()
                .fill(panel.colors.raised)
                .stroke(Stroke::new(1.0, panel.colors.ink))
                .corner_radius(6)
                .inner_margin(Margin::symmetric(12, 8));
            frame.show(ui, |ui| {
                ui.set_width((at.width() - 24.0).max(0.0));
                ui.horizontal_top(|ui| {
                    let room = ui.available_width() - 36.0;
                    ui.vertical(|ui| {
                        ui.set_width(room.max(0.0));
                        let what = words(&notice.what, 12.0, Weight::SemiBold, panel.colors.ink);
                        ui.add(Label::new(what).wrap().selectable(true));
                        if let Some(remedy) = &notice.remedy {
                            ui.add(Label::new(words(remedy, 12.0, Weight::Regular, panel.colors.ink2)).wrap());
                        }
                    });
                    if icon_button_ui(ui, Icon::Close, "Dismiss", "", ButtonStyle::Plain, panel.colors).clicked() {
                        panel.actions.push(Action::Dismiss(index));
                        ctx.data_mut(|d| d.remove::<f64>(id));
                    }
                });
            });
        });
        top += shown.response.rect.height() + 8.0;
    }
}
