//! The map screen: top bar, time bar, side panels, and the map in what is left.

use crate::app::Panel;
use crate::gui::keeping::{BANNER_PX, banner_shown, banner_ui};
use crate::gui::theme::Colors;
use crate::gui::widgets::PanelContext;
use crate::gui::window::{TOP_PX, Window, fixed};
use crate::gui::{filter_strip, inspector, left, reader, splitter, text_panel, top_bar};
use egui::{Frame, Margin, Ui};

impl Window {
    /// The map with its time bar and panels.
    pub(super) fn map_screen_ui(&mut self, ui: &mut Ui, colors: &Colors) {
        let ctx = ui.ctx().clone();
        let size = ui.available_size();
        let bare = Frame::new().fill(colors.panel).inner_margin(Margin::ZERO);
        let side = |panel: egui::Panel, px: f32| panel.exact_size(px).resizable(false).frame(bare);
        side(egui::Panel::top("top"), TOP_PX).show(ui, |ui| {
            let ui = &mut fixed(ui);
            self.run(&ctx, |w, actions| {
                let waiting = w.review.waiting(&w.state.document.chronicle);
                top_bar::top_bar_ui(ui, waiting, &mut w.panel(colors, actions));
            });
        });
        if banner_shown(&self.state) {
            side(egui::Panel::top("banner"), BANNER_PX).show(ui, |ui| {
                let ui = &mut fixed(ui);
                self.run(&ctx, |w, actions| banner_ui(ui, &mut w.panel(colors, actions)));
            });
        }
        let height = crate::gui::timebar::height(&self.state, size.y);
        side(egui::Panel::bottom("time"), height).show(ui, |ui| {
            let ui = &mut fixed(ui);
            let mut bar = std::mem::take(&mut self.bar);
            self.run(&ctx, |w, actions| bar.input_ui(ui, &mut w.panel(colors, actions)));
            self.run(&ctx, |w, actions| bar.show_ui(ui, &mut w.panel(colors, actions)));
            self.bar = bar;
        });
        if self.state.chrome.left_shown() {
            let width = self.state.chrome.left_px() as f32;
            side(egui::Panel::left("left"), width).show(ui, |ui| {
                let ui = &mut fixed(ui);
                self.run(&ctx, |w, actions| left::left_ui(ui, &mut w.panel(colors, actions)));
            });
        }
        if self.state.chrome.right_shown() {
            let width = self.state.chrome.right_px() as f32;
            side(egui::Panel::right("right"), width).show(ui, |ui| {
                let ui = &mut fixed(ui);
                let mut editor = std::mem::take(&mut self.editor);
                self.run(&ctx, |w, actions| {
                    let mut panel = w.panel(colors, actions);
                    if editor.is_shown(panel.state) {
                        editor.show_ui(ui, &mut panel);
                    } else if panel.state.chrome.reader.is_some() {
                        reader::reader_ui(ui, &mut panel);
                    } else if panel.state.chrome.shows(Panel::Text) {
                        text_panel::text_panel_ui(ui, &mut panel);
                    } else {
                        inspector::inspector_ui(ui, &mut panel);
                    }
                    splitter::splitter_ui(ui, &mut panel);
                });
                self.editor = editor;
            });
        }
        if self.state.filtered.is_some() {
            let height = filter_strip::HEIGHT_PX;
            side(egui::Panel::bottom("filtered"), height).show(ui, |ui| {
                let ui = &mut fixed(ui);
                self.run(&ctx, |w, actions| filter_strip::filter_strip_ui(ui, &mut w.panel(colors, actions)));
            });
        }
        let frame = Frame::new().fill(colors.neighbours);
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            let mut actions = Vec::new();
            let mut panel = PanelContext { state: &self.state, colors, actions: &mut actions };
            if panel.state.chrome.shows(Panel::Days) {
                self.days.show_ui(ui, &mut panel);
            } else {
                self.map.show_ui(ui, &mut panel);
            }
            self.run(&ctx, |_, out| out.append(&mut actions));
        });
    }
}
