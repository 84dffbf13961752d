//! The left panel: sources by wire, layers, what is shown from which standing on, and what is wrong.

use crate::app::{Action, ChroniclePage, Editing, Section};
use crate::chronicle::{Problem, Severity, Source, SourceId};
use crate::gui::commands::keys_of;
use crate::gui::filters;
use crate::gui::icons::Icon;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{
    BOX_PX, ButtonStyle, PanelContext, check_named_ui, focus_ring, heading_ui, icon_button_ui, link_ui, one_of_ui,
    rule_ui,
};
use crate::scene::layer_ids::{DOCUMENTS, REFERENCE};
use crate::scene::{LAYERS, Layer, Weight};
use crate::words::{Shown, published};
use egui::{
    Color32, CornerRadius, Frame, Label, Layout, Margin, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

const PADDING_PX: f32 = 16.0;
/// So many lines of a title at most.
const MOST_ROWS: usize = 3;
/// In a panel lower than this, px, so many, that the layers stay in sight.
const SHORT_PX: f32 = 540.0;
const FEW_ROWS: usize = 2;
/// How the layers that name things begin.
const NAMES: &str = "Names";
/// From a row with a box to tick to the one beside it, px; and how far the second may reach into the padding.
const BETWEEN_PX: f32 = 6.0;
const SPILL_PX: f32 = 6.0;
/// Under this height the filter scrolls with the rest, px.
const LOW_PX: f32 = 330.0;

/// Shows the panel.
pub fn left_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let rect = ui.max_rect();
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
    ui.spacing_mut().interact_size.y = 18.0;
    ui.spacing_mut().item_spacing.y = 1.0;
    // The filter stays in sight, however long the lists above it, as long as there is room for both.
    let strip_px = if rect.height() < LOW_PX { 0.0 } else { filters::STRIP_PX };
    let strip = rect.with_min_y(rect.bottom() - strip_px);
    ui.set_max_height((rect.height() - strip_px).max(0.0));
    let salt = ("left", panel.state.chrome.facet);
    ScrollArea::vertical().id_salt(salt).max_height((rect.height() - strip_px).max(0.0)).auto_shrink(false).show(
        ui,
        |ui| {
            Frame::new().inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
                if let Some(facet) = panel.state.chrome.facet {
                    filters::facet_ui(ui, facet, panel);
                    return;
                }
                sources_ui(ui, panel);
                rule_ui(ui, PADDING_PX, panel.colors);
                layers_ui(ui, panel);
                rule_ui(ui, PADDING_PX, panel.colors);
                text_size_ui(ui, panel);
                mend_ui(ui, panel);
                problems_ui(ui, panel);
                if strip_px == 0.0 {
                    rule_ui(ui, PADDING_PX, panel.colors);
                    filters::strip_ui(ui, panel);
                }
            });
        },
    );
    if strip_px > 0.0 {
        ui.painter().hline(rect.x_range(), strip.top() + 0.5, Stroke::new(1.0, panel.colors.rule));
        let inside = strip.shrink2(vec2(PADDING_PX, 6.0));
        filters::strip_ui(&mut ui.new_child(UiBuilder::new().max_rect(inside).id_salt("filter")), panel);
    }
}

/// The documents by wire, each wire's in their order of publication.
fn by_wire<'a>(panel: &PanelContext<'a>) -> Vec<Vec<&'a Source>> {
    let chronicle = &panel.state.document.chronicle;
    let mut sources: Vec<&Source> = chronicle.sources.values().collect();
    sources.sort_by_key(|s| (s.published.span().start, s.order, s.id.clone()));
    let mut wires: Vec<Vec<&Source>> = Vec::new();
    for source in sources {
        match wires.iter_mut().find(|w| w.first().is_some_and(|s| s.wire == source.wire)) {
            Some(wire) => wire.push(source),
            None => wires.push(vec![source]),
        }
    }
    wires
}

fn sources_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let rows = if ui.clip_rect().height() < SHORT_PX { FEW_ROWS } else { MOST_ROWS };
    let wires = by_wire(panel);
    let count = panel.state.document.chronicle.sources.len();
    // Rows of tables are no documents.
    if count == 0 && !panel.state.document.chronicle.tables.is_empty() {
        return;
    }
    let note = format!("{count} · {} {}", wires.len(), if wires.len() == 1 { "wire" } else { "wires" });
    if !section_ui(ui, Section::Sources, &note, panel) {
        return;
    }
    ui.add_space(2.0);
    let shared = wires.iter().any(|wire| wire.len() > 1);
    for wire in wires {
        let top = ui.cursor().top();
        for source in &wire {
            source_ui(ui, source, rows, panel);
        }
        if wire.len() > 1 {
            bracket(ui, top + 12.0, ui.cursor().top() - 12.0, panel.colors.rule_firm);
        }
    }
    if shared {
        ui.add_space(2.0);
        let note = "Joined: one wire, one witness.";
        ui.add(Label::new(words(note, 11.0, Weight::Regular, panel.colors.ink3)).wrap());
    }
}

/// The heading of a section, which folds and unfolds it; whether it is open.
fn section_ui(ui: &mut Ui, section: Section, note: &str, panel: &mut PanelContext<'_>) -> bool {
    let colors = panel.colors;
    let open = !panel.state.chrome.folded.contains(&section);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::click());
    let name = section.label();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let ink = if response.hovered() { colors.ink } else { colors.ink2 };
    let title = ui.painter().layout_no_wrap(name.to_owned(), font(11.5, Weight::SemiBold), ink);
    let right = rect.left() + title.size().x;
    ui.painter().galley(pos2(rect.left(), rect.center().y - title.size().y / 2.0), title, ink);
    let tip = pos2(right + 9.0, rect.center().y + 0.5);
    let turn = |x: f32, y: f32| if open { tip + vec2(x, y) } else { tip + vec2(y, x) };
    let chevron = vec![turn(-3.0, -1.5), turn(0.0, 1.5), turn(3.0, -1.5)];
    ui.painter().add(egui::Shape::line(chevron, Stroke::new(1.2, ink)));
    let at = rect.right_center();
    ui.painter().text(at, egui::Align2::RIGHT_CENTER, note, font(11.0, Weight::Regular), colors.ink3);
    focus_ring(ui, &response, colors);
    let does = if open { "Fold" } else { "Unfold" };
    if response.on_hover_text(format!("{does} {}", name.to_lowercase())).clicked() {
        panel.act(Action::Fold(section));
    }
    open
}

fn bracket(ui: &Ui, top: f32, bottom: f32, ink: Color32) {
    let x = ui.max_rect().left() - 2.5;
    let line = vec![pos2(x + 4.0, top), pos2(x, top), pos2(x, bottom), pos2(x + 4.0, bottom)];
    ui.painter().add(egui::Shape::line(line, Stroke::new(1.0, ink)));
}

fn source_ui(ui: &mut Ui, source: &Source, rows: usize, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let open: Option<&SourceId> = panel.state.chrome.reader.as_ref().map(|r| &r.source);
    let width = ui.available_width() - 10.0;
    let mut job =
        egui::text::LayoutJob::simple(source.label.clone(), font(12.0, Weight::Medium), Color32::PLACEHOLDER, width);
    job.wrap.max_rows = rows;
    let title = ui.painter().layout_job(job);
    let date = ui.painter().layout_no_wrap(published(source), font(11.0, Weight::Regular), colors.ink3);
    let size = vec2(ui.available_width(), title.size().y + date.size().y + 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("Read source {}: {}", source.id, source.label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if open == Some(&source.id) || response.hovered() {
        let fill = if open == Some(&source.id) { colors.hover } else { colors.window };
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), CornerRadius::same(5), fill);
    }
    let at = rect.min + vec2(8.0, 2.0);
    let below = at + vec2(0.0, title.size().y + 1.0);
    ui.painter().galley(at, title, colors.ink);
    ui.painter().galley(below, date, colors.ink3);
    focus_ring(ui, &response, colors);
    let wire = panel.state.document.chronicle.wires.get(&source.wire).map_or("", |w| w.name.as_str());
    let tip = format!("{}\n{wire}\n{}", source.label, source.published_how);
    if response.on_hover_text(tip).clicked() {
        panel.act(Action::OpenSource(source.id.clone(), None));
    }
}

fn layers_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    if !section_ui(ui, Section::Layers, "", panel) {
        return;
    }
    ui.add_space(2.0);
    let counts = panel.state.slice.counts;
    let chronicle = &panel.state.document.chronicle;
    let has_reference = Shown::ALL.in_chronicle(chronicle).reference;
    let control = chronicle.meta.subject.control;
    let note = |layer: &Layer| match layer.id {
        DOCUMENTS | REFERENCE if !control => String::new(),
        DOCUMENTS => format!("{} held", counts.documents),
        REFERENCE => counts.reference.to_string(),
        _ => String::new(),
    };
    let document = &panel.state.document;
    let (atlas, facets) = (&document.atlas, document.facets());
    let all = || {
        LAYERS.iter().filter(|layer| {
            let spoken_of = has_reference || layer.id != REFERENCE;
            layer.optional && layer.in_window && spoken_of && atlas.has(layer.id) && facets.has(layer.id)
        })
    };
    let (mut counted, others): (Vec<_>, Vec<_>) = all().partition(|layer| matches!(layer.id, DOCUMENTS | REFERENCE));
    // What the sources say comes first, what names things last.
    counted.sort_by_key(|layer| layer.id);
    for layer in counted {
        layer_ui(ui, layer, layer.label, &note(layer), panel);
    }
    let (names, drawn): (Vec<_>, Vec<_>) = others.into_iter().partition(|layer| layer.label.starts_with(NAMES));
    pairs_ui(ui, &drawn, |layer| layer.label, panel);
    let (of_places, of_others): (Vec<_>, Vec<_>) = names.into_iter().partition(|layer| layer.label == NAMES);
    for layer in of_places {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = BETWEEN_PX;
            let width = check_px(ui, layer.label);
            ui.allocate_ui(vec2(width, 26.0), |ui| layer_ui(ui, layer, layer.label, "", panel));
            // The languages of the names stand beside them.
            names_ui(ui, panel);
        });
    }
    ui.horizontal(|ui| {
        ui.add_space(BOX_PX);
        ui.vertical(|ui| pairs_ui(ui, &of_others, |layer| layer.label.trim_start_matches(NAMES).trim(), panel));
    });
}

/// Layers side by side where their words leave room for that.
fn pairs_ui(
    ui: &mut Ui,
    layers: &[&'static Layer],
    text: impl Fn(&'static Layer) -> &'static str,
    panel: &mut PanelContext<'_>,
) {
    let px = |layer: &&'static Layer| check_px(ui, text(layer));
    let widest = |column: usize| layers.iter().skip(column).step_by(2).map(px).fold(0.0, f32::max);
    let columns = [widest(0), widest(1)];
    let side_by_side = columns[0] + BETWEEN_PX + columns[1] <= ui.available_width() + SPILL_PX;
    let widths = if side_by_side { columns } else { [ui.available_width(); 2] };
    for pair in layers.chunks(if side_by_side { 2 } else { 1 }) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = BETWEEN_PX;
            for (layer, width) in pair.iter().zip(widths) {
                ui.allocate_ui(vec2(width, 20.0), |ui| layer_ui(ui, layer, text(layer), "", panel));
            }
        });
    }
}

/// What a box to tick and its words take, px.
fn check_px(ui: &Ui, text: &str) -> f32 {
    let words = ui.painter().layout_no_wrap(text.to_owned(), font(12.0, Weight::Regular), Color32::PLACEHOLDER);
    BOX_PX + words.size().x.ceil()
}

/// A layer, called by the words shown; its whole name is for assistive technology.
fn layer_ui(ui: &mut Ui, layer: &Layer, text: &str, note: &str, panel: &mut PanelContext<'_>) {
    let on = !panel.state.view.hidden.contains(layer.id);
    let keys = keys_of(layer.label);
    let tip = if keys.is_empty() { layer.doc.to_owned() } else { format!("{} ({keys})", layer.doc) };
    if check_named_ui(ui, on, text, layer.label, note, panel.colors).on_hover_text(tip).clicked() {
        panel.act(Action::ToggleLayer(layer.id.to_owned()));
    }
}

/// In which language places are named.
fn names_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let languages = &panel.state.document.facets().languages;
    if languages.len() < 2 {
        return;
    }
    let chosen = languages.iter().position(|(tag, _)| *tag == panel.state.view.names).unwrap_or(0);
    let labels: Vec<&str> = languages.iter().map(|(_, called)| called.as_str()).collect();
    if let Some((tag, _)) = one_of_ui(ui, "Names in", &labels, chosen, panel.colors).and_then(|i| languages.get(i)) {
        panel.act(Action::ShowNames(tag.clone()));
    }
}

/// How large words are.
fn text_size_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(words("Text size", 11.5, Weight::SemiBold, colors.ink2));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let size = format!("{} %", panel.state.chrome.text_percent);
            for (icon, name, steps) in [(Icon::Plus, "Larger text", 1), (Icon::Minus, "Smaller text", -1)] {
                if icon_button_ui(ui, icon, name, &keys_of(name), ButtonStyle::Plain, colors).clicked() {
                    panel.actions.push(Action::ScaleText(steps));
                }
                if steps == 1 {
                    let label = ui.add_sized([44.0, 20.0], Label::new(words(&size, 11.5, Weight::Regular, colors.ink)));
                    label.on_hover_text(format!("Normal size: {}", keys_of("Normal text")));
                }
            }
        });
    });
}

/// The ways to what the chronicle says of itself, and to the steps taken.
fn mend_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for (label, name, editing) in [
            ("Edit the chronicle", "Edit the chronicle", Editing::Page(ChroniclePage::About)),
            ("History", "History", Editing::Steps),
        ] {
            if link_ui(ui, label, name, panel.colors).on_hover_text(keys_of(name)).clicked() {
                panel.act(Action::Edit(Some(editing)));
            }
        }
    });
}

fn problems_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let problems = &panel.state.document.problems;
    if problems.is_empty() {
        return;
    }
    rule_ui(ui, PADDING_PX, panel.colors);
    heading_ui(ui, "Problems", &Problem::count(problems).to_string(), panel.colors);
    for problem in problems.iter().take(50) {
        let ink = if problem.severity == Severity::Error { panel.colors.ink } else { panel.colors.ink2 };
        ui.add(Label::new(words(problem.to_string(), 11.0, Weight::Regular, ink)).wrap().selectable(true));
        if let Some(record) = problem.record.as_deref().filter(|_| panel.state.can_mend(&problem.file))
            && link_ui(ui, "Edit", &format!("Edit {record}"), panel.colors).clicked()
        {
            panel.act(Action::Edit(panel.state.mended_as(record)));
        }
        ui.add_space(4.0);
    }
    let rest = problems.get(50..).map_or(0, Problem::count);
    if rest > 0 {
        let rest = format!("and {rest} more; dateline check lists them");
        ui.label(words(rest, 11.0, Weight::Regular, panel.colors.ink3));
    }
}
