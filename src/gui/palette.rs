//! One field that finds places, sources, words and commands.

use crate::app::{Action, Panel as Which, Target, search};
use crate::gui::commands::{COMMANDS, Command, written};
use crate::gui::theme::{font, words};
use crate::gui::widgets::Panel;
use crate::scene::Weight;
use egui::{
    Align2, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo,
    vec2,
};

/// Most hits shown.
const LIMIT: usize = 40;

/// One line of the list.
struct Row {
    label: String,
    detail: String,
    actions: Vec<Action>,
}

/// Shows the palette while it is open.
pub fn palette_ui(ui: &Ui, panel: &mut Panel<'_>) {
    if !panel.state.shows(Which::Palette) {
        return;
    }
    let frame = Frame::window(ui.style()).fill(panel.colors.panel).inner_margin(Margin::same(8));
    let id = Id::unique("palette");
    let whole = ui.ctx().content_rect();
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 52.0_f32.min(whole.height() * 0.1)));
    let modal = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        inside_ui(ui, panel);
    });
    if modal.should_close() && panel.actions.is_empty() {
        panel.act(Action::Toggle(Which::Palette));
    }
}

fn inside_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let field = Id::unique("palette field");
    // Keys of the list, taken before the field takes them.
    let down = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, Key::ArrowDown));
    let up = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, Key::ArrowUp));
    let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let mut text = panel.state.search.clone();
    let edit = TextEdit::singleline(&mut text)
        .id(field)
        .font(font(14.0, Weight::Regular))
        .hint_text("Search places, sources, words and commands")
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 8));
    let response = ui.add(edit);
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label("Search"));
    if !response.has_focus() {
        response.request_focus();
    }
    let rows = rows(panel, &text);
    let chosen_id = Id::unique("palette row");
    let mut chosen: usize = ui.data(|d| d.get_temp(chosen_id)).unwrap_or(0);
    if response.changed() {
        chosen = 0;
        panel.act(Action::Search(text));
    }
    chosen = (chosen + down).saturating_sub(up).min(rows.len().saturating_sub(1));
    ui.data_mut(|d| d.insert_temp(chosen_id, chosen));
    ui.add_space(4.0);
    let mut clicked = enter.then_some(chosen);
    let moved = down + up > 0;
    ScrollArea::vertical().max_height(400.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, row) in rows.iter().enumerate() {
            if row_ui(ui, row, i == chosen, moved, panel) {
                clicked = Some(i);
            }
        }
        if rows.is_empty() {
            ui.add_space(8.0);
            let nothing = "Nothing found. Names may be spelt as in the sources or as on the map.";
            ui.label(words(nothing, 12.0, Weight::Regular, panel.colors.ink3));
            ui.add_space(8.0);
        }
    });
    if let Some(row) = clicked.and_then(|i| rows.into_iter().nth(i)) {
        ui.data_mut(|d| d.remove::<usize>(chosen_id));
        panel.act(Action::Search(String::new()));
        panel.act(Action::Toggle(Which::Palette));
        panel.actions.extend(row.actions);
    }
}

fn rows(panel: &Panel<'_>, text: &str) -> Vec<Row> {
    let sought = text.trim().to_lowercase();
    let matches = |command: &&Command| command.label.to_lowercase().contains(&sought);
    let commands = COMMANDS.iter().filter(matches).filter(|c| c.label != "Search or command").map(|command| Row {
        label: command.label.to_owned(),
        detail: command.keys.first().map(written).unwrap_or_default(),
        actions: vec![(command.action)(panel.state)],
    });
    let found = search(&panel.state.document.chronicle, text, LIMIT).into_iter().map(|found| Row {
        label: found.label,
        detail: found.detail,
        actions: match found.target {
            Target::Place(place) => vec![Action::SelectPlace(place)],
            Target::Source(source) => vec![Action::OpenSource(source, None)],
            Target::Claim(claim, source, _) => {
                vec![Action::FollowClaim(claim.clone()), Action::OpenSource(source, Some(claim))]
            }
        },
    });
    found.chain(commands).collect()
}

fn row_ui(ui: &mut Ui, row: &Row, chosen: bool, moved: bool, panel: &Panel<'_>) -> bool {
    let colors = panel.colors;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{}, {}", row.label, row.detail))
    });
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), colors.hover);
    }
    if chosen && moved {
        response.scroll_to_me(None);
    }
    let line = |text: &str, font, ink, room| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        ui.painter().layout_job(job)
    };
    let note = line(&row.detail, font(11.0, Weight::Regular), colors.ink3, 190.0);
    let label = line(&row.label, font(12.0, Weight::Medium), colors.ink, rect.width() - note.size().x - 36.0);
    ui.painter().galley(rect.left_center() + vec2(10.0, -label.size().y / 2.0), label, colors.ink);
    let at = rect.right_center() - vec2(10.0 + note.size().x, note.size().y / 2.0);
    ui.painter().galley(at, note, colors.ink3);
    response.clicked()
}
