//! What is said while there is no table: to drop one, to wait, or why one cannot be read.

use crate::gui::icons::{self, Icon};
use crate::gui::import::ImportScreen;
use crate::gui::theme::words;
use crate::gui::widgets::{PanelContext, dashed_edge};
use crate::scene::Weight;
use crate::table::FORMATS;
use egui::{Align, Label, Layout, Rect, Ui, UiBuilder, vec2};

impl ImportScreen {
    pub(super) fn nothing_ui(&self, ui: &mut Ui, rect: Rect, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        let name = self.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
        let (first, second) = match (&self.said, name) {
            (Some(why), Some(name)) => (format!("{name} was not read"), why.clone()),
            (_, Some(name)) => {
                (format!("Reading {name}…"), "What its columns are is shown once it is read.".to_owned())
            }
            (_, None) => {
                let formats: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
                ("Drop a table here".to_owned(), format!("{}: one row for each happening.", formats.join(", ")))
            }
        };
        let room = Rect::from_center_size(rect.center(), vec2((rect.width() - 48.0).min(460.0), 120.0));
        if self.path.is_none() {
            dashed_edge(ui, room.expand(24.0), 10.0, colors.rule_firm);
            let icon = Rect::from_center_size(room.center_top() + vec2(0.0, 8.0), vec2(20.0, 20.0));
            icons::paint(ui.painter(), Icon::Drop, icon, colors.ink2);
        }
        let layout = Layout::top_down(Align::Center);
        let builder = UiBuilder::new().max_rect(room.translate(vec2(0.0, 34.0))).id_salt("no table").layout(layout);
        let mut inside = ui.new_child(builder);
        inside.add(Label::new(words(first, 15.0, Weight::SemiBold, colors.ink)).wrap());
        inside.add(Label::new(words(second, 12.0, Weight::Regular, colors.ink2)).wrap());
    }
}
