//! Documents that are about to be added.

use crate::gui::widgets::PanelContext;
use egui::Ui;

/// The screen's own state.
#[derive(Debug, Default)]
pub struct AddScreen {}

impl AddScreen {
    /// Shows the screen.
    pub fn show_ui(&mut self, _ui: &mut Ui, _panel: &mut PanelContext<'_>) {}
}
