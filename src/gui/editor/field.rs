//! A field that is committed as a whole: on Enter or on leaving it. Escape leaves it as it was.

use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::focus_ring;
use crate::scene::Weight;
use egui::{ComboBox, Id, Key, Label, Layout, Margin, Role, TextEdit, Ui, vec2};

/// What the panel keeps at its sides, px.
pub const PADDING_PX: f32 = 16.0;
/// Width of the labels before fields, px.
const LABEL_PX: f32 = 56.0;

/// What a field is.
pub struct Field<'a> {
    /// What tells it from others of its name.
    pub salt: &'a str,
    /// Its name for assistive technology.
    pub name: &'a str,
    /// What it holds.
    pub value: &'a str,
    /// What is shown while it holds nothing.
    pub hint: &'a str,
    /// How many lines it shows.
    pub rows: usize,
    /// How wide it is, px.
    pub width_px: f32,
}

/// What was done in a field.
pub enum Typed {
    /// Nothing that matters.
    Nothing,
    /// It holds this now, and is still written in.
    Typing(String),
    /// This is to be taken.
    Done(String),
}

/// What a field holds while it is written in, and what it held before.
#[derive(Clone, Default)]
struct Kept {
    of: String,
    text: String,
}

/// Whether a field was written in during the last frame, and whether what was typed is to be let go.
#[derive(Clone, Copy, Default)]
struct Writing {
    now: bool,
    let_go: bool,
}

fn writing_id() -> Id {
    Id::unique("a field of the editor is written in")
}

/// Before a frame: takes Escape for the field that is written in; whether there is one.
pub fn escape_leaves_the_field(ctx: &egui::Context) {
    let mut writing: Writing = ctx.data(|data| data.get_temp(writing_id())).unwrap_or_default();
    writing.let_go = writing.now && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
    writing.now = false;
    ctx.data_mut(|data| data.insert_temp(writing_id(), writing));
}

/// Notes that a field is written in, so that Escape leaves it before anything else.
pub fn note_writing(ui: &Ui, response: &egui::Response) {
    if response.has_focus() {
        let mut writing: Writing = ui.data(|data| data.get_temp(writing_id())).unwrap_or_default();
        writing.now = true;
        ui.data_mut(|data| data.insert_temp(writing_id(), writing));
    }
}

/// Shows a field; the id by which what is said of it is known comes back with what was done.
pub fn field_ui(ui: &mut Ui, field: &Field<'_>, colors: &Colors) -> (Typed, Id) {
    let id = Id::unique(("editor field", field.salt, field.name));
    let mut kept: Kept = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if kept.of != field.value {
        kept = Kept { of: field.value.to_owned(), text: field.value.to_owned() };
    }
    let edit = if field.rows > 1 {
        TextEdit::multiline(&mut kept.text).desired_rows(field.rows).return_key(None)
    } else {
        TextEdit::singleline(&mut kept.text)
    };
    let edit = edit
        .id(id)
        .font(font(12.0, Weight::Regular))
        .hint_text(field.hint)
        .desired_width(field.width_px.max(20.0))
        .margin(Margin::symmetric(8, 5));
    let response = ui.add(edit);
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(field.name));
    focus_ring(ui, &response, colors);
    let writing: Writing = ui.data(|data| data.get_temp(writing_id())).unwrap_or_default();
    if response.has_focus() && field.rows > 1 && ui.input(|input| input.key_pressed(Key::Enter)) {
        response.surrender_focus();
    }
    note_writing(ui, &response);
    let left = response.lost_focus() || (!response.has_focus() && kept.text != field.value);
    if left && writing.let_go {
        kept.text = field.value.to_owned();
    }
    let differs = kept.text != field.value;
    let done = response.lost_focus() && differs;
    let text = kept.text.clone();
    ui.data_mut(|data| data.insert_temp(id, kept));
    let typed = match (differs, done) {
        (false, _) => Typed::Nothing,
        (true, true) => Typed::Done(text),
        (true, false) => Typed::Typing(text),
    };
    (typed, id)
}

/// Puts another text into a field, as if it had been typed and not taken yet.
pub fn refill(ui: &Ui, salt: &str, name: &str, value: &str, text: &str) {
    let kept = Kept { of: value.to_owned(), text: text.to_owned() };
    ui.data_mut(|data| data.insert_temp(Id::unique(("editor field", salt, name)), kept));
}

/// A row with a label before what it is of.
pub fn row_ui<T>(ui: &mut Ui, label: &str, colors: &Colors, show: impl FnOnce(&mut Ui) -> T) -> T {
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let label = Label::new(words(label, 11.5, Weight::Regular, colors.ink2)).truncate();
        ui.allocate_ui_with_layout(vec2(LABEL_PX, 28.0), Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_width(LABEL_PX);
            ui.add(label);
        });
        ui.vertical(show).inner
    });
    row.inner
}

/// A list to choose one of; the index of another one chosen comes back.
pub fn list_ui(
    ui: &mut Ui,
    salt: &str,
    name: &str,
    labels: &[String],
    chosen: Option<usize>,
    width_px: f32,
) -> Option<usize> {
    let mut picked = None;
    let shown = chosen.and_then(|chosen| labels.get(chosen)).map_or("none", String::as_str);
    let list = ComboBox::from_id_salt(("editor list", salt, name)).width(width_px.max(40.0)).truncate();
    let list = list.selected_text(shown).show_ui(ui, |ui| {
        for (i, label) in labels.iter().enumerate() {
            if ui.selectable_label(Some(i) == chosen, label).clicked() {
                picked = Some(i);
            }
        }
    });
    let response = list.response;
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ComboBox);
        node.set_label(name);
        node.set_value(shown);
    });
    picked.filter(|picked| Some(*picked) != chosen)
}
