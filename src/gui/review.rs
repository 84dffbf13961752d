//! Proposals, decided one by one.

use crate::gui::widgets::PanelContext;
use egui::Ui;

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ReviewScreen {}

impl ReviewScreen {
    /// Shows the screen.
    pub fn show_ui(&mut self, _ui: &mut Ui, _panel: &mut PanelContext<'_>) {}
}
