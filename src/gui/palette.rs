//! One field that finds days, places, voices, sources, happenings, words and commands.

use crate::app::{Action, Panel, SearchGroup, SearchHit, SearchTarget, State, answers};
use crate::chronicle::PlaceId;
use crate::gui::commands::{COMMANDS, language_commands, written};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::Moment;
use crate::timeline::Filter;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Response, Role, ScrollArea, Sense, Stroke,
    TextEdit, Ui, WidgetInfo, vec2,
};
use std::ops::Range;

/// Hits of one group shown before the rest is asked for.
const SHOWN: usize = 5;
/// Widest, px.
const WIDTH_PX: f32 = 640.0;
const COMMANDS_HEADING: &str = "Commands";

/// One line of the list.
struct PaletteRow {
    group: &'static str,
    label: String,
    marks: Vec<Range<usize>>,
    detail: String,
    then: OnChoice,
}

/// What choosing it does.
enum OnChoice {
    Act(Vec<Action>),
    ShowAll,
}

/// What the palette keeps while it is open.
#[derive(Clone, Default)]
struct PaletteMemory {
    chosen: usize,
    /// The group that is shown whole.
    whole: Option<&'static str>,
    /// Enter was pressed before what is looked for was found.
    entered: bool,
}

/// Shows the palette while it is open.
pub fn palette_ui(ui: &Ui, panel: &mut PanelContext<'_>) {
    if !panel.state.chrome.shows(Panel::Palette) {
        return;
    }
    let frame = Frame::window(ui.style()).fill(panel.colors.panel).inner_margin(Margin::same(8));
    let id = Id::unique("palette");
    let whole = ui.ctx().content_rect();
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 52.0_f32.min(whole.height() * 0.06)));
    let modal = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(WIDTH_PX.min(whole.width() - 48.0).max(0.0));
        inside_ui(ui, whole.height() * 0.8 - 110.0, panel);
    });
    if modal.should_close() && panel.actions.is_empty() {
        panel.act(Action::Toggle(Panel::Palette));
    }
}

fn inside_ui(ui: &mut Ui, room_px: f32, panel: &mut PanelContext<'_>) {
    // Keys of the list, taken before the field takes them.
    let down = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, Key::ArrowDown));
    let up = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, Key::ArrowUp));
    let pressed = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let memory_id = Id::unique("palette memory");
    let mut memory: PaletteMemory = ui.data(|d| d.get_temp(memory_id)).unwrap_or_default();
    let field = field_ui(ui, panel, &mut memory);
    // What is on show may still answer to other words: Enter waits for the new.
    let searching = panel.state.is_searching();
    let enter = !searching && (std::mem::take(&mut memory.entered) || pressed);
    memory.entered |= searching && pressed;
    let rows = rows(panel, memory.whole);
    memory.chosen = (memory.chosen + down).saturating_sub(up).min(rows.len().saturating_sub(1));
    let mut picked = enter.then_some(memory.chosen);
    let moved = down + up > 0;
    note_ui(ui, panel, rows.is_empty() && !searching);
    ScrollArea::vertical()
        .id_salt("found")
        .max_height(room_px.max(120.0))
        .min_scrolled_height(room_px.max(120.0))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut group = "";
            for (i, row) in rows.iter().enumerate() {
                if row.group != group {
                    group = row.group;
                    heading_ui(ui, row.group, panel);
                }
                let chosen = i == memory.chosen;
                let response = row_ui(ui, row, chosen, panel.colors);
                if chosen {
                    ui.ctx().accesskit_node_builder(field.id, |node| {
                        node.set_active_descendant(response.id.accesskit_id());
                    });
                    if moved {
                        response.scroll_to_me(None);
                    }
                }
                if response.clicked() {
                    picked = Some(i);
                }
            }
        });
    ui.add_space(4.0);
    ui.label(words("Up and Down choose, Enter goes there, Escape closes", 11.0, Weight::Regular, panel.colors.ink3));
    match picked.and_then(|i| rows.into_iter().nth(i)).map(|row| (row.group, row.then)) {
        Some((group, OnChoice::ShowAll)) => memory.whole = Some(group),
        Some((_, OnChoice::Act(actions))) => {
            memory = PaletteMemory::default();
            panel.act(Action::Search(String::new()));
            panel.act(Action::Toggle(Panel::Palette));
            panel.actions.extend(actions);
        }
        None => {}
    }
    ui.data_mut(|d| d.insert_temp(memory_id, memory));
}

fn field_ui(ui: &mut Ui, panel: &mut PanelContext<'_>, memory: &mut PaletteMemory) -> Response {
    let mut text = panel.state.search.clone();
    let edit = TextEdit::singleline(&mut text)
        .id(Id::unique("palette field"))
        .font(font(14.0, Weight::Regular))
        .hint_text("Search places, sources, words, days and commands")
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 8));
    let response = ui.add(edit);
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label("Search"));
    if !response.has_focus() {
        response.request_focus();
    }
    if response.changed() {
        *memory = PaletteMemory::default();
        panel.act(Action::Search(text));
    }
    response
}

/// What must be said of the list as a whole.
fn note_ui(ui: &mut Ui, panel: &PanelContext<'_>, nothing: bool) {
    let state = panel.state;
    let mut notes = Vec::new();
    if nothing {
        notes.push("Nothing found. Names may be spelt as in the sources or as on the map.".to_owned());
    } else if state.found.near {
        notes.push(format!("Nothing is spelt “{}”; this comes near it.", state.search.trim()));
    }
    if !state.search.is_empty() && !state.view.filter.is_empty() {
        notes.push("What the filter leaves out is not searched.".to_owned());
    }
    for note in notes {
        ui.add_space(6.0);
        ui.add(egui::Label::new(words(note, 12.0, Weight::Regular, panel.colors.ink2)).wrap());
    }
    ui.add_space(4.0);
}

fn heading_ui(ui: &mut Ui, text: &str, panel: &PanelContext<'_>) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(10.0);
        let response = ui.label(words(text, 11.0, Weight::SemiBold, panel.colors.ink3));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Heading);
            node.set_label(text);
        });
    });
    ui.add_space(2.0);
}

/// What is found, then the commands; without words all commands.
fn rows(panel: &PanelContext<'_>, whole: Option<&'static str>) -> Vec<PaletteRow> {
    let state = panel.state;
    let typed = state.search.trim();
    let found = state.found.found.iter().flat_map(|found| rows_of(state, found));
    let command = |(label, keys, action): (String, String, Action)| {
        let marks = if typed.is_empty() { Vec::new() } else { answers(typed, &label)? };
        Some(PaletteRow { group: COMMANDS_HEADING, label, marks, detail: keys, then: OnChoice::Act(vec![action]) })
    };
    let always = COMMANDS.iter().filter(|c| c.label != "Search or command").map(|command| {
        let keys = command.keys.first().map(written).unwrap_or_default();
        (command.label.to_owned(), keys, (command.action)(state))
    });
    let languages = language_commands(state).map(|(label, action)| (label, String::new(), action));
    let commands = always.chain(languages).filter_map(command);
    let mut rows: Vec<PaletteRow> = Vec::new();
    let mut count = 0;
    let mut all: Vec<PaletteRow> = found.chain(commands).collect();
    // Commands come after names and before words in quotations.
    all.sort_by_key(|row| match row.group {
        COMMANDS_HEADING => 1,
        group if group == SearchGroup::Quotations.label() => 2,
        _ => 0,
    });
    let totals: Vec<(&str, usize)> = totals(&all);
    for row in all {
        let total = totals.iter().find(|(group, _)| *group == row.group).map_or(0, |(_, total)| *total);
        count = if rows.last().is_some_and(|last| last.group == row.group) { count + 1 } else { 1 };
        let unlimited = typed.is_empty() || whole == Some(row.group) || total <= SHOWN + 1;
        if unlimited || count <= SHOWN {
            rows.push(row);
        } else if count == SHOWN + 1 {
            rows.push(PaletteRow {
                group: row.group,
                label: format!("Show all {total}"),
                marks: Vec::new(),
                detail: String::new(),
                then: OnChoice::ShowAll,
            });
        }
    }
    rows
}

fn totals(rows: &[PaletteRow]) -> Vec<(&'static str, usize)> {
    let mut totals: Vec<(&str, usize)> = Vec::new();
    for row in rows {
        match totals.iter_mut().find(|(group, _)| *group == row.group) {
            Some((_, total)) => *total += 1,
            None => totals.push((row.group, 1)),
        }
    }
    totals
}

/// A hit as a line; a day as two, the second with what was known by its evening.
fn rows_of(state: &State, found: &SearchHit) -> Vec<PaletteRow> {
    let row = |detail: String, actions: Vec<Action>| PaletteRow {
        group: found.group.label(),
        label: found.label.clone(),
        marks: found.marks.clone(),
        detail,
        then: OnChoice::Act(actions),
    };
    let seen = |place: &PlaceId| (!in_sight(state, place)).then(|| Action::ShowOnMap(place.clone()));
    let chronicle = &state.document.chronicle;
    match &found.target {
        SearchTarget::Day(day) => {
            let end = Moment::end_of(*day);
            let go = |known_by| vec![Action::SetKnownBy(known_by), Action::GoTo(end)];
            let mut rows = vec![
                row("what is known now of that day".to_owned(), go(None)),
                row("what was known on its evening".to_owned(), go(Some(end))),
            ];
            let typed = state.search.to_lowercase();
            if ["evening", "night", "known"].iter().any(|word| typed.contains(word)) {
                rows.reverse();
            }
            rows
        }
        SearchTarget::Moment(moment) => {
            let go = |known_by| vec![Action::SetKnownBy(known_by), Action::GoTo(*moment)];
            vec![
                row("what is known now of that time".to_owned(), go(None)),
                row("what was known by then".to_owned(), go(Some(*moment))),
            ]
        }
        SearchTarget::Place(place) => {
            let mut actions = vec![Action::SelectPlace(place.clone())];
            actions.extend(seen(place));
            vec![row(found.detail.clone(), actions)]
        }
        SearchTarget::Event(event) => {
            let mut actions = vec![Action::SelectEvent(event.clone())];
            actions.extend(chronicle.events.get(event).and_then(|event| seen(&event.place)));
            vec![row(found.detail.clone(), actions)]
        }
        SearchTarget::Source(source) => vec![row(found.detail.clone(), vec![Action::OpenSource(source.clone(), None)])],
        SearchTarget::Kind(kind) => {
            let filter = Filter::only_kind(chronicle, kind);
            vec![row(format!("{} · show only these", found.detail), vec![Action::SetFilter(filter)])]
        }
        SearchTarget::Voice(voice) => {
            let mut claims = chronicle
                .events
                .values()
                .flat_map(|event| &event.claims)
                .filter(|claim| claim.witness() == Some(voice));
            match (claims.next(), claims.next()) {
                (Some(only), None) => {
                    let open = Action::OpenSource(only.source.clone(), Some(only.id.clone()));
                    vec![row(found.detail.clone(), vec![Action::FollowClaim(only.id.clone()), open])]
                }
                _ => {
                    let filter = Filter::only_voice(chronicle, voice);
                    vec![row(format!("{} · show only these", found.detail), vec![Action::SetFilter(filter)])]
                }
            }
        }
        SearchTarget::Claim(claim, source, _) => {
            let open = Action::OpenSource(source.clone(), Some(claim.clone()));
            vec![row(found.detail.clone(), vec![Action::FollowClaim(claim.clone()), open])]
        }
    }
}

/// Whether the map shows a place, or could not: it has no point.
fn in_sight(state: &State, place: &PlaceId) -> bool {
    let point = state.document.chronicle.places.get(place).and_then(|place| place.position);
    let viewport = state.viewport(state.chrome.map_size_px);
    let [width, height] = viewport.size_px;
    point.map(|point| viewport.nearest_screen(point)).is_none_or(|at| {
        let (x, y) = (at.x - viewport.origin_px[0], at.y - viewport.origin_px[1]);
        (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
    })
}

/// Whether a row is a quotation, which gets two lines.
fn is_quoted(row: &PaletteRow) -> bool {
    row.group == SearchGroup::Quotations.label() && matches!(row.then, OnChoice::Act(_))
}

fn row_ui(ui: &mut Ui, row: &PaletteRow, chosen: bool, colors: &Colors) -> Response {
    let quoted = is_quoted(row);
    let width = ui.available_width();
    let line = |text: &str, font, ink, room| {
        let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
        job.wrap = TextWrapping::truncate_at_width(room);
        ui.painter().layout_job(job)
    };
    let note_room = if quoted { width - 20.0 } else { width * 0.48 };
    let note = line(&row.detail, font(11.0, Weight::Regular), colors.ink3, note_room);
    let room = if quoted { width - 20.0 } else { width - note.size().x - 36.0 };
    let label = ui.painter().layout_job(marked(row, room, colors));
    let height = if quoted { label.size().y + note.size().y + 13.0 } else { 30.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::CLICK);
    let name = if row.detail.is_empty() { row.label.clone() } else { format!("{}, {}", row.label, row.detail) };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
    if chosen || response.hovered() {
        let fill = if chosen { colors.hover } else { colors.window };
        ui.painter().rect_filled(rect, CornerRadius::same(5), fill);
    }
    if chosen {
        let bar = egui::Rect::from_min_size(rect.min + vec2(0.0, 6.0), vec2(3.0, rect.height() - 12.0));
        ui.painter().rect_filled(bar, CornerRadius::same(1), colors.ink);
    }
    if quoted {
        let at = rect.min + vec2(10.0, 5.0);
        let below = at + vec2(0.0, label.size().y + 2.0);
        ui.painter().galley(at, label, colors.ink);
        ui.painter().galley(below, note, colors.ink3);
    } else {
        ui.painter().galley(rect.left_center() + vec2(10.0, -label.size().y / 2.0), label, colors.ink);
        let at = rect.right_center() - vec2(10.0 + note.size().x, note.size().y / 2.0);
        ui.painter().galley(at, note, colors.ink3);
    }
    response
}

/// The label with what answers set firmer and underlined.
fn marked(row: &PaletteRow, room_px: f32, colors: &Colors) -> LayoutJob {
    let quoted = is_quoted(row);
    let mut job = LayoutJob::default();
    let all = matches!(row.then, OnChoice::ShowAll);
    let plain = if quoted { Weight::Regular } else { Weight::Medium };
    let mut add = |text: Option<&str>, mark: bool| {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        let weight = if mark { Weight::SemiBold } else { plain };
        let format = TextFormat {
            font_id: font(12.0, weight),
            color: if all { colors.ink2 } else { colors.ink },
            underline: if mark { Stroke::new(1.5, colors.ink3) } else { Stroke::NONE },
            ..TextFormat::default()
        };
        job.append(text, 0.0, format);
    };
    let mut from = 0;
    for mark in &row.marks {
        add(row.label.get(from..mark.start), false);
        add(row.label.get(mark.clone()), true);
        from = from.max(mark.end);
    }
    add(row.label.get(from..), false);
    job.wrap = TextWrapping { max_width: room_px, max_rows: if quoted { 2 } else { 1 }, ..TextWrapping::default() };
    job
}
