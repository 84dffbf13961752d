//! What the columns are: heading, role, what stands in it, how full it is.

use crate::gui::import::ImportScreen;
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{PanelContext, link_ui};
use crate::scene::Weight;
use crate::table::{ColumnRole, MappedColumn};
use crate::words::column_role;
use egui::{
    Align2, ComboBox, CornerRadius, Id, Label, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Height of a row, px.
const ROW_PX: f32 = 30.0;
/// Room around the list, px.
const PADDING_PX: f32 = 24.0;
/// How wide the list of roles is, px.
const ROLE_PX: f32 = 152.0;
/// In a narrower list examples are left out, px.
const EXAMPLES_FROM_PX: f32 = 420.0;

impl ImportScreen {
    /// The columns that are listed, by their place in the table.
    pub(super) fn shown_columns(&self) -> Vec<usize> {
        let mapping = self.look.as_ref().and_then(|look| look.proposal.as_ref()).map(|proposal| &proposal.mapping);
        let columns = mapping.map(|mapping| mapping.columns.as_slice()).unwrap_or_default();
        let few = columns.len() <= 16 || self.all_columns;
        let shown = |column: &MappedColumn| few || column.role != ColumnRole::NotRead;
        columns.iter().enumerate().filter(|(_, column)| shown(column)).map(|(at, _)| at).collect()
    }

    /// All columns that are read, with what each is.
    pub(super) fn columns_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let shown = self.shown_columns();
        let Some(mapping) = self.look.as_ref().and_then(|look| look.proposal.as_ref()).map(|p| p.mapping.clone())
        else {
            return;
        };
        let all = mapping.columns.len();
        ui.add_space(14.0);
        let note = if shown.len() < all { format!("{} of {all} shown", shown.len()) } else { String::new() };
        title_ui(ui, "What the columns are", &note, colors);
        let width = ui.available_width() - 2.0 * PADDING_PX;
        let (outer, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX * shown.len() as f32), Sense::hover());
        let rect = Rect::from_min_size(pos2(outer.left() + PADDING_PX, outer.top()), vec2(width, outer.height()));
        ui.painter().rect_filled(rect, 6, colors.raised);
        for (i, at) in shown.iter().enumerate() {
            let Some(column) = mapping.columns.get(*at) else { continue };
            let row = Rect::from_min_size(pos2(rect.left(), rect.top() + ROW_PX * i as f32), vec2(width, ROW_PX));
            self.column_ui(ui, row, (i, *at), column, colors);
            if i > 0 {
                ui.painter().hline(row.x_range(), row.top(), Stroke::new(1.0, colors.rule));
            }
        }
        ui.painter().rect_stroke(rect, CornerRadius::same(6), Stroke::new(1.0, colors.rule_firm), StrokeKind::Inside);
        if shown.len() < all || self.all_columns {
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                ui.add_space(PADDING_PX);
                let text = if self.all_columns {
                    "Only the columns that are read".to_owned()
                } else {
                    format!("{} more columns, kept with the rows and not read", all - shown.len())
                };
                if link_ui(ui, &text, &text, colors).clicked() {
                    self.all_columns = !self.all_columns;
                }
            });
        }
    }

    fn column_ui(&mut self, ui: &mut Ui, rect: Rect, (i, at): (usize, usize), column: &MappedColumn, colors: &Colors) {
        let response = ui.interact(rect, Id::unique(("column of a table", at)), Sense::click());
        let chosen = self.chosen == i;
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::ListBoxOption,
                true,
                chosen,
                format!("{}: {}", shown_heading(column), column_role(column.role)),
            )
        });
        if chosen || response.hovered() {
            ui.painter().rect_filled(rect.shrink(0.5), 0, colors.hover);
        }
        if chosen {
            let bar = Rect::from_min_size(rect.min, vec2(2.0, rect.height()));
            ui.painter().rect_filled(bar, 0, colors.ink);
        }
        if response.clicked() {
            self.chosen = i;
        }
        let heading_px = (rect.width() * 0.24).clamp(96.0, 200.0);
        let painter = ui.painter().with_clip_rect(rect);
        let left = pos2(rect.left() + 12.0, rect.center().y);
        let heading = Rect::from_min_max(pos2(left.x, rect.top()), pos2(left.x + heading_px - 8.0, rect.bottom()));
        let cut = painter.with_clip_rect(heading);
        cut.text(left, Align2::LEFT_CENTER, shown_heading(column), font(11.0, Weight::Medium), colors.ink);
        let list = Rect::from_min_size(pos2(left.x + heading_px, rect.top() + 2.0), vec2(ROLE_PX, ROW_PX - 4.0));
        self.role_ui(ui, list, at, column, colors);
        let look = self.look.as_ref().and_then(|look| look.columns.get(at));
        let Some(look) = look else { return };
        let (filled, of) = look.filled;
        let share = 100.0 * filled as f64 / of.max(1) as f64;
        let share = if share > 99.0 && filled < of { format!("{share:.1}%") } else { format!("{share:.0}%") };
        let right = pos2(rect.right() - 12.0, rect.center().y);
        painter.text(right, Align2::RIGHT_CENTER, share, font(11.0, Weight::Regular), colors.ink2);
        if rect.width() >= EXAMPLES_FROM_PX {
            let room = Rect::from_min_max(pos2(list.right() + 12.0, rect.top()), pos2(right.x - 44.0, rect.bottom()));
            let said = if look.examples.is_empty() { "empty".to_owned() } else { look.examples.join(" · ") };
            examples(&ui.painter().with_clip_rect(room), room, &said, colors);
        }
        if !column.why.is_empty() {
            response.on_hover_text(&column.why);
        }
    }

    fn role_ui(&mut self, ui: &mut Ui, rect: Rect, at: usize, column: &MappedColumn, colors: &Colors) {
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("role", at)));
        let mut role = column.role;
        let salt = ("role of a column", at);
        let ink = if role == ColumnRole::NotRead { colors.ink3 } else { colors.ink };
        let list = ComboBox::from_id_salt(salt).width(rect.width() - 8.0).height(320.0).selected_text(words(
            column_role(role),
            11.5,
            Weight::Regular,
            ink,
        ));
        let shown = list.show_ui(&mut inside, |ui| {
            for one in ColumnRole::ALL {
                ui.selectable_value(&mut role, one, words(column_role(one), 11.5, Weight::Regular, colors.ink));
            }
        });
        let name = format!("{} is", shown_heading(column));
        shown.response.ctx.accesskit_node_builder(shown.response.id, |node| node.set_label(name));
        if self.listed == Some(at) {
            self.listed = None;
            shown.response.request_focus();
            egui::Popup::open_id(ui.ctx(), shown.response.id.with("popup"));
        }
        if role != column.role {
            let key = if column.heading.is_empty() { (at + 1).to_string() } else { column.heading.clone() };
            self.choices.roles.retain(|(heading, _)| *heading != key);
            self.choices.roles.push((key, role));
        }
    }
}

/// A heading of the middle, with a note behind it.
pub(super) fn title_ui(ui: &mut Ui, title: &str, note: &str, colors: &Colors) {
    ui.horizontal(|ui| {
        ui.add_space(PADDING_PX);
        let response = ui.add(Label::new(words(title, 14.0, Weight::SemiBold, colors.ink)));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_role(Role::Heading));
        ui.label(words(note, 11.0, Weight::Regular, colors.ink2));
    });
    ui.add_space(4.0);
}

/// What a column without a heading is called.
fn shown_heading(column: &MappedColumn) -> &str {
    if column.heading.is_empty() { "(no heading)" } else { &column.heading }
}

fn examples(painter: &Painter, room: Rect, said: &str, colors: &Colors) {
    let one_line = said.replace(['\n', '\r'], " ");
    let mut job = egui::text::LayoutJob::simple_singleline(one_line, font(11.0, Weight::Regular), colors.ink2);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.width().max(0.0));
    let galley = painter.layout_job(job);
    painter.galley(pos2(room.left(), room.center().y - galley.size().y / 2.0), galley, colors.ink2);
}
