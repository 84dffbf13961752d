//! What the map will hold, at a first look: a picture, when it was, and the rows that are refused.

use crate::gui::import::{ImportScreen, work};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, heading_ui, link_ui, rule_ui, text_button_ui, waker};
use crate::scene::Weight;
use crate::table::{Coordinates, RefusedGroup, RowRemedy};
use crate::time::Span;
use crate::words::{self as said, thousands};
use egui::{Align2, Frame, Label, Margin, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Room at the sides, px.
const PADDING_PX: f32 = 24.0;
/// Height of the bars over time, px.
const BARS_PX: f32 = 44.0;
/// So many reasons are listed; the rest is in the list that can be saved.
const REASONS: usize = 12;
/// So many rows are named with a reason.
const NAMED: usize = 6;

impl ImportScreen {
    /// Shows it.
    pub(super) fn preview_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let ctx = ui.ctx().clone();
        let margin = Margin::symmetric(PADDING_PX as i8, 14);
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
            let Some(look) = self.look.take() else { return };
            if let Some(table) = &look.table {
                heading_ui(ui, "What the map will hold", "first look, all rows", colors);
                self.picture.show_ui(ui, &look, panel);
                ui.add_space(6.0);
                bars_ui(ui, &look, colors);
                rule_ui(ui, PADDING_PX, colors);
                let refused = table.refused.len();
                let title = match refused {
                    0 => "No row is refused".to_owned(),
                    1 => "1 row is refused".to_owned(),
                    several => format!("{} rows are refused", thousands(several as u64)),
                };
                heading_ui(ui, &title, "", colors);
                for group in look.refused.iter().take(REASONS) {
                    self.refused_ui(ui, group, colors);
                }
                if look.refused.len() > REASONS {
                    let more = format!("and {} more reasons", look.refused.len() - REASONS);
                    ui.label(words(more, 11.0, Weight::Regular, colors.ink2));
                }
                if refused > 0 {
                    let note = "They stay in the file and in this list. Nothing is put at 0° N 0° E.";
                    ui.add(Label::new(words(note, 11.0, Weight::Regular, colors.ink2)).wrap());
                    if link_ui(ui, "Save the list…", "Save the list of refused rows", colors).clicked()
                        && self.saving.is_none()
                        && let Some(file) = self.file.clone()
                    {
                        self.saving = Some(work::save_refused(&waker(&ctx), file, std::sync::Arc::clone(table)));
                    }
                }
            }
            self.look = Some(look);
        });
    }

    /// Rows that have their fault in common, and what would make them readable.
    fn refused_ui(&mut self, ui: &mut Ui, group: &RefusedGroup, colors: &Colors) {
        ui.horizontal_top(|ui| {
            let number = thousands(group.rows.len() as u64);
            let (rect, _) = ui.allocate_exact_size(vec2(44.0, 18.0), Sense::hover());
            ui.painter().text(rect.right_top(), Align2::RIGHT_TOP, number, font(12.0, Weight::SemiBold), colors.ink);
            ui.add_space(4.0);
            let remedy = group.remedy.and_then(remedy_word);
            let room = ui.available_width() - if remedy.is_some() { 132.0 } else { 0.0 };
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.spacing_mut().item_spacing.y = 1.0;
                let reason = ui.add(Label::new(words(&group.reason, 12.0, Weight::Medium, colors.ink)).wrap());
                reason.on_hover_text(&group.first);
                let mut rows: Vec<String> = group.rows.iter().take(NAMED).map(u32::to_string).collect();
                if group.rows.len() > NAMED {
                    rows.push("…".to_owned());
                }
                let which = format!("{} {}", if group.rows.len() == 1 { "row" } else { "rows" }, rows.join(", "));
                ui.add(Label::new(words(which, 11.0, Weight::Regular, colors.ink2)).wrap());
            });
            if let Some((label, name)) = remedy
                && text_button_ui(ui, label, name, ButtonStyle::Outlined, colors).clicked()
            {
                match group.remedy {
                    Some(RowRemedy::AsMonth) => self.choices.impossible_days_are_months = true,
                    Some(RowRemedy::Exchange) => self.choices.exchange = true,
                    Some(RowRemedy::Mercator) => self.choices.coordinates = Some(Coordinates::WebMercator),
                    _ => {}
                }
            }
        });
        ui.add_space(3.0);
    }
}

/// What a button for a remedy says, and its name. What is to be chosen from is asked at the left.
fn remedy_word(remedy: RowRemedy) -> Option<(&'static str, &'static str)> {
    match remedy {
        RowRemedy::AsMonth => Some(("as the month", "Read days that do not exist as their month")),
        RowRemedy::Exchange => Some(("exchange", "Exchange north and east where they look exchanged")),
        RowRemedy::Mercator => Some(("Web Mercator", "Read metres as Web Mercator")),
        RowRemedy::Order | RowRemedy::Century | RowRemedy::YearsBefore => None,
    }
}

/// Rows over time.
fn bars_ui(ui: &mut Ui, look: &work::Look, colors: &Colors) {
    let Some(table) = &look.table else { return };
    let most = look.counts.iter().copied().max().unwrap_or_default();
    let unit = said::unit(look.unit);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BARS_PX), Sense::hover());
    let spoken = format!("Rows over time; the most in a {unit}: {}", thousands(u64::from(most)));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    let step = rect.width() / look.counts.len().max(1) as f32;
    for (i, number) in look.counts.iter().enumerate().filter(|(_, number)| **number > 0) {
        // What is there is seen, however little it is.
        let height = (*number as f32 / most.max(1) as f32 * BARS_PX).max(1.0);
        let left = rect.left() + step * i as f32;
        let bar = Rect::from_min_max(
            pos2(left, rect.bottom() - height),
            pos2(left + if step >= 4.0 { step - 1.0 } else { step }, rect.bottom()),
        );
        ui.painter().rect_filled(bar, 0, colors.ink3);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() + 0.5, Stroke::new(1.0, colors.rule_firm));
    let dates = crate::table::bounds(&table.rows).map(|bounds: Span| said::span(bounds, crate::time::Resolution::Day));
    let line = format!("{}. Most in a {unit}: {}.", dates.unwrap_or_default(), thousands(u64::from(most)));
    ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink2)).wrap());
}
