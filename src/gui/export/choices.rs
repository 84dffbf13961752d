//! What a format leaves open: over what time, how large, how it looks, what is on the map.

use crate::app::ExportSettings;
use crate::export::{CoverageKind, Exporter, Options, PRESETS, Preset};
use crate::gui::export::chosen::{days, exporter, kind, offers_as_known_then};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{PanelContext, check_ui, heading_ui, link_ui, segmented_ui};
use crate::scene::{LAYERS, Theme, Weight};
use crate::time::Day;
use crate::words;
use egui::{ComboBox, DragValue, Id, Label, Margin, ScrollArea, TextEdit, Ui};

/// How long a film may rest on a day, seconds, and how many pictures a day may have.
const PACES: [(f64, &str); 4] = [(0.25, "¼ s"), (0.5, "½ s"), (1.0, "1 s"), (2.0, "2 s")];
const FRAMES: [(u32, &str); 3] = [(1, "by days"), (8, "by 3 hours"), (24, "by hours")];
/// The sizes a picture may have, px on a side.
const SIDES: [std::ops::RangeInclusive<u32>; 2] = [320..=16_384, 200..=16_384];

/// Shows what the chosen format looks at, and nothing else.
pub(super) fn choices_ui(ui: &mut Ui, settings: &mut ExportSettings, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let exporter = exporter(panel.state);
    let options = exporter.options();
    ScrollArea::vertical().id_salt("choices").auto_shrink([false, true]).show(ui, |ui| {
        // The bar of the scroll area lies over what is scrolled.
        ui.set_width((ui.available_width() - 14.0).max(0.0));
        ui.add(Label::new(words(sentence(exporter.doc()), 12.0, Weight::Regular, colors.ink2)).wrap());
        ui.add_space(6.0);
        time_ui(ui, settings, panel, exporter);
        if options.size {
            size_ui(ui, settings, options, colors);
        }
        if options.pace {
            pace_ui(ui, settings, colors);
        }
        if options.theme {
            section(ui, "Ground", colors);
            let dark = usize::from(settings.theme == Theme::Dark);
            if let Some(i) = segmented_ui(ui, "Ground", &["light", "dark"], dark, colors) {
                settings.theme = if i == 0 { Theme::Light } else { Theme::Dark };
            }
        }
        if options.map {
            map_ui(ui, settings, panel);
        }
        if options.documents {
            section(ui, "Documents", colors);
            if check_ui(ui, settings.documents, "Whole documents", "", colors).clicked() {
                settings.documents = !settings.documents;
            }
            let note = "Their rights are their publishers'. Without them the file holds excerpts and checksums.";
            ui.add(Label::new(words(note, 11.0, Weight::Regular, colors.ink3)).wrap());
        }
    });
}

fn sentence(doc: &str) -> String {
    if doc.ends_with('.') { doc.to_owned() } else { format!("{doc}.") }
}

fn section(ui: &mut Ui, name: &str, colors: &Colors) {
    ui.add_space(8.0);
    heading_ui(ui, name, "", colors);
}

fn time_ui(ui: &mut Ui, settings: &mut ExportSettings, panel: &PanelContext<'_>, exporter: &dyn Exporter) {
    let colors = panel.colors;
    section(ui, "Over what time", colors);
    let ways: Vec<(CoverageKind, &str)> =
        [(CoverageKind::Instant, "this instant"), (CoverageKind::Days, "days"), (CoverageKind::All, "everything")]
            .into_iter()
            .filter(|(kind, _)| exporter.covers().contains(kind))
            .collect();
    let now = kind(panel.state);
    if ways.len() > 1 {
        let labels: Vec<&str> = ways.iter().map(|(_, label)| *label).collect();
        let chosen = ways.iter().position(|(kind, _)| *kind == now).unwrap_or_default();
        if let Some((kind, _)) = segmented_ui(ui, "Over", &labels, chosen, colors).and_then(|i| ways.get(i)) {
            settings.over = *kind;
        }
    }
    match now {
        CoverageKind::Instant => {
            let cursor = panel.state.view.clock.cursor;
            let (date, time) = words::instant(cursor, panel.state.document.chronicle.resolution());
            ui.label(words(format!("{date}, {time}"), 12.0, Weight::Medium, colors.ink));
        }
        CoverageKind::Days => days_ui(ui, settings, panel),
        CoverageKind::All => {
            ui.label(words("The whole chronicle", 12.0, Weight::Medium, colors.ink));
        }
    }
    let offered = offers_as_known_then(panel.state);
    if offered && check_ui(ui, settings.as_known_then, "As known then", "", colors).clicked() {
        settings.as_known_then = !settings.as_known_then;
    }
    if let Some(known_by) = panel.state.view.clock.known_by.filter(|_| !(offered && settings.as_known_then)) {
        let words_of = format!("As known by {}", known_by.day().strftime("%a %-d %b %Y"));
        ui.label(words(words_of, 11.0, Weight::Regular, colors.ink2));
    }
}

fn days_ui(ui: &mut Ui, settings: &mut ExportSettings, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let mut written = days(panel.state);
    ui.horizontal(|ui| {
        let names = ["From", "Until"];
        let width = (ui.available_width() - 24.0) / 2.0;
        for (i, (name, day)) in names.into_iter().zip(&mut written).enumerate() {
            if i > 0 {
                ui.label(words("–", 12.0, Weight::Regular, colors.ink3));
            }
            let field = TextEdit::singleline(day)
                .id(Id::unique(("export day", name)))
                .font(font(12.0, Weight::Regular))
                .hint_text("2021-08-06")
                .desired_width(width - 16.0)
                .margin(Margin::symmetric(8, 6));
            let field = ui.add(field);
            field.ctx.accesskit_node_builder(field.id, |node| node.set_label(name));
            if field.changed()
                && let Some(kept) = settings.days.get_mut(i)
            {
                // Empty fields stand for the chronicle's own days: what is being written is never empty.
                *kept = if day.is_empty() { " ".to_owned() } else { day.clone() };
            }
        }
    });
    let range = panel.state.document.chronicle.meta.range;
    let short = |day: Day| day.strftime("%-d %b").to_string();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for (from, until) in [range.dense, (range.from, range.until)] {
            let text = format!("{} – {}", short(from), short(until));
            if link_ui(ui, &text, &format!("Days {from} to {until}"), colors).clicked() {
                settings.days = [from.to_string(), until.to_string()];
            }
        }
    });
}

fn size_ui(ui: &mut Ui, settings: &mut ExportSettings, options: Options, colors: &Colors) {
    section(ui, "Size", colors);
    let mut size = settings.size();
    let named = Preset::of(size.map(f64::from)).map_or("Own size", |preset| preset.name);
    let width = ui.available_width();
    let combo = ComboBox::from_id_salt("size").width(width).height(320.0).selected_text(named);
    let combo = combo.show_ui(ui, |ui| {
        // Sheets of paper are for formats to print; these may also have the sizes of screens.
        let offered = PRESETS.iter().filter(|preset| preset.paper && options.paper);
        for p in offered.chain(PRESETS.iter().filter(|preset| !preset.paper)) {
            let label = if p.paper { p.name.to_owned() } else { format!("{}, {} × {}", p.name, p.width, p.height) };
            ui.selectable_value(&mut size, [p.width, p.height], label);
        }
    });
    combo.response.ctx.accesskit_node_builder(combo.response.id, |node| node.set_label("Size"));
    ui.horizontal(|ui| {
        let [across, down] = &mut size;
        let sides = [("Width", across), ("Height", down)];
        for (i, ((name, side), range)) in sides.into_iter().zip(SIDES).enumerate() {
            if i > 0 {
                ui.label(words("×", 12.0, Weight::Regular, colors.ink3));
            }
            let field = ui.add(DragValue::new(side).range(range).speed(4.0).update_while_editing(false));
            field.ctx.accesskit_node_builder(field.id, |node| node.set_label(name));
        }
        let unit = if options.paper { "px of 1/96 inch" } else { "px" };
        ui.label(words(unit, 11.0, Weight::Regular, colors.ink3));
    });
    settings.set_size(size);
}

fn pace_ui(ui: &mut Ui, settings: &mut ExportSettings, colors: &Colors) {
    section(ui, "Each day lasts", colors);
    let chosen = PACES.iter().position(|(seconds, _)| *seconds == settings.seconds_per_day).unwrap_or(usize::MAX);
    if let Some((seconds, _)) =
        segmented_ui(ui, "Each day lasts", &PACES.map(|(_, label)| label), chosen, colors).and_then(|i| PACES.get(i))
    {
        settings.seconds_per_day = *seconds;
    }
    section(ui, "Time passes", colors);
    let chosen = FRAMES.iter().position(|(frames, _)| *frames == settings.frames_per_day).unwrap_or(usize::MAX);
    if let Some((frames, _)) =
        segmented_ui(ui, "Time passes", &FRAMES.map(|(_, label)| label), chosen, colors).and_then(|i| FRAMES.get(i))
    {
        settings.frames_per_day = *frames;
    }
}

fn map_ui(ui: &mut Ui, settings: &mut ExportSettings, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    section(ui, "Map", colors);
    let chosen = usize::from(settings.as_in_window);
    if let Some(i) = segmented_ui(ui, "Map", &["whole country", "as in the window"], chosen, colors) {
        settings.as_in_window = i == 1;
    }
    let selected = panel.state.view.selection.as_ref().and_then(|id| panel.state.document.chronicle.places.get(id));
    if let Some(place) = selected {
        let label = format!("Ring around {}", place.name);
        if check_ui(ui, settings.selection, &label, "", colors).clicked() {
            settings.selection = !settings.selection;
        }
    }
    section(ui, "Layers", colors);
    for layer in LAYERS.iter().filter(|layer| layer.in_files()) {
        let on = !settings.hidden.contains(layer.id);
        let check = check_ui(ui, on, layer.label, "", colors).on_hover_text(layer.doc);
        // Behind the dialog the window's own layers have the plain names.
        let name = format!("{} in the file", layer.label);
        check.ctx.accesskit_node_builder(check.id, |node| node.set_label(name));
        if check.clicked() {
            settings.toggle(layer.id);
        }
    }
}
