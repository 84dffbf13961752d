//! How some rows will read, beside what stands in their cells.

use crate::gui::import::ImportScreen;
use crate::gui::import::columns::title_ui;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::scene::Weight;
use crate::table::rows::Nearness;
use crate::table::{ColumnRole, EventTable};
use crate::time::{Moment, Span};
use crate::words::{period, thousands};
use egui::{Align2, CornerRadius, Label, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

/// So many are shown.
const SHOWN: usize = 4;
/// Height of one, px.
const ROW_PX: f32 = 46.0;
/// Room around the list, px.
const PADDING_PX: f32 = 24.0;

impl ImportScreen {
    /// Four rows.
    pub(super) fn rows_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let Some(look) = self.look.as_ref() else { return };
        let Some(table) = look.table.clone().filter(|_| !look.rows.is_empty()) else { return };
        let fours = look.rows.len().div_ceil(SHOWN).max(1);
        let from = (self.fours % fours) * SHOWN;
        let rows: Vec<_> = look.rows.iter().skip(from).take(SHOWN).collect();
        ui.add_space(16.0);
        title_ui(ui, "How rows will read", "", colors);
        let size = vec2(ui.available_width(), ROW_PX * rows.len() as f32);
        let (outer, _) = ui.allocate_exact_size(size, Sense::hover());
        let rect = outer.shrink2(vec2(PADDING_PX, 0.0));
        ui.painter().rect_filled(rect, 6, colors.raised);
        for (i, (at, cells)) in rows.iter().enumerate() {
            let row =
                Rect::from_min_size(pos2(rect.left(), rect.top() + ROW_PX * i as f32), vec2(rect.width(), ROW_PX));
            if i > 0 {
                ui.painter().hline(row.x_range(), row.top(), Stroke::new(1.0, colors.rule));
            }
            let Some(read) = table.rows.row(*at) else { continue };
            let number = format!("row {}", thousands(u64::from(read.number)));
            let left = row.left_center() + vec2(12.0, 0.0);
            ui.painter().text(left, Align2::LEFT_CENTER, number, font(11.0, Weight::Regular), colors.ink2);
            let size = said_size(&table, read.size);
            let right = row.right_center() - vec2(12.0, 0.0);
            ui.painter().text(right, Align2::RIGHT_CENTER, size, font(11.0, Weight::Regular), colors.ink2);
            let room = Rect::from_min_max(row.min + vec2(96.0, 6.0), pos2(row.right() - 72.0, row.bottom() - 2.0));
            let mut column = ui.new_child(UiBuilder::new().max_rect(room).id_salt(("row of a table", i)));
            column.set_clip_rect(room.intersect(ui.clip_rect()));
            column.spacing_mut().item_spacing.y = 2.0;
            column.add(Label::new(words(reads(&table, *at, cells), 12.0, Weight::Medium, colors.ink)).truncate());
            column
                .add(Label::new(words(from_cells(&table, *at, cells), 11.0, Weight::Regular, colors.ink2)).truncate());
        }
        ui.painter().rect_stroke(rect, CornerRadius::same(6), Stroke::new(1.0, colors.rule_firm), StrokeKind::Inside);
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.add_space(PADDING_PX);
            if fours > 1 && text_button_ui(ui, "Four others", "Four others", ButtonStyle::Outlined, colors).clicked() {
                self.fours += 1;
            }
        });
        ui.add_space(16.0);
    }
}

/// "week of 31 October 2016 · Battles · Djibo, within 25 km".
fn reads(table: &EventTable, at: usize, cells: &[String]) -> String {
    let Some(row) = table.rows.row(at) else { return String::new() };
    let mut when = period(Span::new(Some(row.start), Some(row.end)));
    if row.end.0 - row.start.0 < Moment::DAY {
        when.push_str(&row.start.civil().strftime(", %H:%M").to_string());
    }
    let mut parts = vec![when];
    let kind = table.kinds.get(usize::from(row.kind));
    parts.extend(
        kind.map(|kind| kind.finer.clone().unwrap_or_else(|| kind.name.clone())).filter(|name| !name.is_empty()),
    );
    let place = cell_of(table, cells, ColumnRole::PlaceName);
    let near = match (row.near, row.radius_km > 0.0) {
        (Nearness::Town, false) => String::new(),
        _ => format!("within {:.0} km", row.radius_km),
    };
    let place = [place.to_owned(), near].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    parts.extend(Some(place).filter(|place| !place.is_empty()));
    parts.join(" · ")
}

/// The cells that say when and how exactly.
fn from_cells(table: &EventTable, at: usize, cells: &[String]) -> String {
    let roles = [
        ColumnRole::When,
        ColumnRole::Begin,
        ColumnRole::End,
        ColumnRole::Year,
        ColumnRole::Month,
        ColumnRole::Day,
        ColumnRole::TimePrecision,
    ];
    let of = roles.into_iter().map(|role| cell_of(table, cells, role)).filter(|cell| !cell.is_empty());
    let mut said = format!("from {}", of.map(|cell| format!("“{cell}”")).collect::<Vec<_>>().join(", "));
    if let Some(reported) = table.rows.row(at).and_then(|row| row.reported) {
        said.push_str(&format!(" · known by {}", period(Span::new(Some(reported), Some(reported)))));
    }
    said
}

fn cell_of<'a>(table: &EventTable, cells: &'a [String], role: ColumnRole) -> &'a str {
    table.mapping.column(role).and_then(|at| cells.get(at)).map(|cell| cell.trim()).unwrap_or_default()
}

/// "fatalities 2".
fn said_size(table: &EventTable, size: f32) -> String {
    let heading = table.mapping.column(ColumnRole::Size).and_then(|at| table.mapping.columns.get(at));
    heading.filter(|_| !size.is_nan()).map_or_else(String::new, |column| format!("{} {size}", column.heading))
}
