//! The bar at the top, and under it what there is to decide: how far one is, kinds to choose from, the order.

use crate::app::Action;
use crate::catalogue::KindLane;
use crate::gui::commands::keys_of;
use crate::gui::icons::Icon;
use crate::gui::keycap::keycap_ui;
use crate::gui::review::ReviewScreen;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, focus_ring, icon_button_ui, link_ui, text_button_ui};
use crate::review::ProposalOrder;
use crate::scene::{Theme, Weight};
use crate::words::{counted, lane};
use egui::{Align, ComboBox, CornerRadius, Label, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

/// The rows of the time bar, in its order.
const LANES: [KindLane; 10] = [
    KindLane::Captures,
    KindLane::Withdrawals,
    KindLane::Fighting,
    KindLane::Protests,
    KindLane::Talks,
    KindLane::Disasters,
    KindLane::Movement,
    KindLane::Journeys,
    KindLane::Lives,
    KindLane::Other,
];

impl ReviewScreen {
    pub(super) fn top_ui(&self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let rect = ui.max_rect();
        let colors = panel.colors;
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.rule));
        let mut right = ui.new_child(
            UiBuilder::new()
                .max_rect(rect.shrink2(vec2(14.0, 0.0)))
                .layout(Layout::right_to_left(Align::Center))
                .id_salt("leave"),
        );
        let icon = if panel.state.chrome.theme == Theme::Light { Icon::Moon } else { Icon::Sun };
        let tip = keys_of("Light or dark");
        if icon_button_ui(&mut right, icon, "Light or dark", &tip, ButtonStyle::Outlined, colors).clicked() {
            panel.act(Action::ToggleTheme);
        }
        keycap_ui(&mut right, "Esc", colors);
        let leave = text_button_ui(&mut right, "Leave review", "Leave review", ButtonStyle::Outlined, colors);
        if leave.on_hover_text("Back to the map; what was decided stays").clicked() {
            panel.act(Action::Escape);
        }
        if let Some(changes) = panel.state.said_of_changes() {
            right.label(words(changes, 12.0, Weight::Regular, colors.ink3));
        }
        let room = Rect::from_min_max(rect.min + vec2(14.0, 0.0), right.min_rect().left_bottom() - vec2(12.0, 0.0));
        let mut left =
            ui.new_child(UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center)).id_salt("title"));
        let chronicle = &panel.state.document.chronicle;
        left.add(Label::new(words(&chronicle.meta.title, 14.0, Weight::SemiBold, colors.ink)).truncate());
        let documents = counted(chronicle.sources.len(), "document", "documents");
        left.add(Label::new(words(format!("Review · {documents}"), 12.0, Weight::Regular, colors.ink3)).truncate());
    }

    pub(super) fn strip_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let rect = ui.max_rect();
        let colors = panel.colors;
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.rule));
        let inner = rect.shrink2(vec2(16.0, 0.0));
        let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)).id_salt("counts");
        let ui = &mut ui.new_child(builder);
        ui.spacing_mut().item_spacing.x = 8.0;
        self.counts_ui(ui, panel);
        let order_px = if inner.width() > 1100.0 { 250.0 } else { 120.0 };
        let room = Rect::from_min_max(
            ui.cursor().left_top() + vec2(12.0, 0.0),
            inner.right_bottom() - vec2(order_px + 12.0, 0.0),
        );
        let builder = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center)).id_salt("chips");
        let chips = &mut ui.new_child(builder);
        egui::ScrollArea::horizontal().id_salt("chips").show(chips, |ui| self.chips_ui(ui, panel));
        let order = Rect::from_min_max(inner.right_top() - vec2(order_px, 0.0), inner.max);
        let builder = UiBuilder::new().max_rect(order).layout(Layout::right_to_left(Align::Center)).id_salt("order");
        self.order_ui(&mut ui.new_child(builder), order_px);
    }

    /// How far one is, or how far the reading is.
    fn counts_ui(&mut self, ui: &mut Ui, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        let tally = self.review.tally(None);
        let of = match self.review.number() {
            Some(number) => format!("{number} of {}", tally.all),
            None => counted(tally.all, "proposal", "proposals"),
        };
        ui.label(words(of, 13.0, Weight::SemiBold, colors.ink));
        let (bar, _) = ui.allocate_exact_size(vec2(96.0, 6.0), Sense::hover());
        ui.painter().rect_filled(bar, CornerRadius::same(3), colors.rule);
        let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f32 / of as f32 };
        let reading = self.reading.as_ref().map(|reading| reading.count().unwrap_or((0, 0)));
        let done = reading.map_or(share(tally.all - tally.open(), tally.all), |(done, of)| share(done, of));
        let filled = Rect::from_min_size(bar.min, vec2(bar.width() * done, bar.height()));
        ui.painter().rect_filled(filled, CornerRadius::same(3), colors.ink);
        if let Some((done, of)) = reading {
            let said = if of == 0 { "Reading".to_owned() } else { format!("Reading {} of {of}", (done + 1).min(of)) };
            ui.label(words(said, 12.0, Weight::Regular, colors.ink2));
            if link_ui(ui, "Stop", "Stop reading", colors).clicked()
                && let Some(reading) = &self.reading
            {
                reading.stop();
                self.said = Some("Reading was stopped; what was read so far can be decided.".to_owned());
            }
        } else {
            let said = format!("{} accepted · {} rejected", tally.accepted, tally.rejected);
            ui.label(words(said, 12.0, Weight::Regular, colors.ink2));
        }
    }

    fn chips_ui(&mut self, ui: &mut Ui, panel: &PanelContext<'_>) {
        ui.spacing_mut().item_spacing.x = 6.0;
        let chosen = self.review.lane();
        let all = self.review.tally(None).open();
        if chip_ui(ui, "All", all, chosen.is_none() && !self.refused, panel).clicked() {
            self.refused = false;
            self.review.show_lane(None, &panel.state.document.chronicle);
        }
        for of in LANES {
            let tally = self.review.tally(Some(of));
            let on = chosen == Some(of) && !self.refused;
            if tally.all > 0 && chip_ui(ui, lane(of), tally.open(), on, panel).clicked() {
                self.refused = false;
                let wanted = if on { None } else { Some(of) };
                self.review.show_lane(wanted, &panel.state.document.chronicle);
            }
        }
        let refused = self.review.refused().count();
        if refused > 0 && chip_ui(ui, "Refused", refused, self.refused, panel).clicked() {
            self.refused = !self.refused;
        }
    }

    fn order_ui(&mut self, ui: &mut Ui, room_px: f32) {
        let mut order = self.review.order();
        let label = |of: ProposalOrder| if room_px > 200.0 { of.words() } else { of.short() };
        let list = ComboBox::from_id_salt("order of proposals")
            .selected_text(label(order))
            .width(room_px - 12.0)
            .show_ui(ui, |ui| {
                for of in ProposalOrder::ALL {
                    ui.selectable_value(&mut order, of, of.words());
                }
            });
        list.response.ctx.accesskit_node_builder(list.response.id, |node| node.set_label("Order of proposals"));
        if order != self.review.order() {
            self.review.set_order(order);
        }
    }
}

/// A kind to choose, with how many there are.
fn chip_ui(ui: &mut Ui, text: &str, count: usize, on: bool, panel: &PanelContext<'_>) -> egui::Response {
    let colors = panel.colors;
    let (ink, faint) = if on { (colors.panel, colors.panel) } else { (colors.ink, colors.ink3) };
    let name = ui.painter().layout_no_wrap(text.to_owned(), font(12.0, Weight::Medium), ink);
    let number = ui.painter().layout_no_wrap(count.to_string(), font(12.0, Weight::Regular), faint);
    let width = name.size().x + number.size().x + 26.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, format!("Show {text}: {count}")));
    let radius = CornerRadius::same(12);
    if on {
        ui.painter().rect_filled(rect, radius, colors.ink);
    } else {
        let fill = if response.hovered() { colors.hover } else { colors.raised };
        let edge = Stroke::new(1.0, colors.rule_firm);
        ui.painter().rect(rect, radius, fill, edge, egui::StrokeKind::Inside);
    }
    let at = rect.left_center() + vec2(10.0, -name.size().y / 2.0);
    let next = at + vec2(name.size().x + 6.0, 0.0);
    ui.painter().galley(at, name, ink);
    ui.painter().galley(next, number, faint);
    focus_ring(ui, &response, colors);
    response
}
