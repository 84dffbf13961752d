//! What the file will look like: the picture itself, a film's pictures one by one, the map of an interactive page, or
//! how a file of records begins and what goes into it.

use crate::export::{Coverage, CoverageKind, HOLD_S, Preset, page_pt};
use crate::gui::export::chosen::Chosen;
use crate::gui::export::excerpt_preview::ExcerptPreview;
use crate::gui::export::picture::{has_picture, is_film, is_sized};
use crate::gui::export::tasks::{ExportTasks, ShownPreview};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{PanelContext, heading_ui};
use crate::scene::Weight;
use crate::words::bytes as size_words;
use egui::{CornerRadius, Frame, Label, Margin, Rect, Role, Sense, Slider, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Height of the line below the picture, and of the one to scrub a film with, px.
const CAPTION: f32 = 22.0;
const SCRUB: f32 = 32.0;
/// Height of the list of what goes in, px; the least a picture above it is worth; and a line of a file.
const LIST: f32 = 272.0;
const LEAST: f32 = 100.0;
const LINE: f32 = 17.0;

/// Shows the preview in all of the room there is.
pub(super) fn preview_ui(
    ui: &mut Ui,
    panel: &PanelContext<'_>,
    chosen: &Result<Chosen, String>,
    tasks: &mut ExportTasks,
) {
    let colors = panel.colors;
    let (width, height) = (ui.available_width(), ui.available_height());
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(_) => {
            let _ = ground_ui(ui, vec2(width, height - CAPTION), "No preview", colors);
            return;
        }
    };
    let density = ui.ctx().pixels_per_point();
    if !is_sized(chosen) {
        // A page has both, the map above; where there is little room the list alone.
        let room = vec2(width, (height - LIST).max(LEAST));
        let shown = tasks.shown(chosen, room * density);
        if has_picture(chosen) && height > LIST + LEAST {
            picture_ui(ui, room, shown, colors);
        }
        records_ui(ui, panel, chosen, shown);
        return;
    }
    let scrub = if is_film(chosen) { SCRUB } else { 0.0 };
    let room = vec2(width, height - CAPTION - scrub);
    let shown = tasks.shown(chosen, room * density);
    picture_ui(ui, room, shown, colors);
    let caption = caption(chosen, shown);
    if is_film(chosen) {
        scrub_ui(ui, chosen, tasks, colors);
    }
    let filtered = crate::words::filtered(&chosen.job.timeline);
    let unread = chosen.job.data.unread.first().map(|file| format!("without what {file} holds, which cannot be read"));
    let caption = [Some(caption), unread, filtered].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    ui.add(Label::new(words(&caption, 11.0, Weight::Regular, colors.ink2)).truncate());
}

fn ground_ui(ui: &mut Ui, size: egui::Vec2, name: &str, colors: &Colors) -> Rect {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    ui.painter().rect_filled(rect, CornerRadius::same(4), colors.window);
    rect
}

fn picture_ui(ui: &mut Ui, room: egui::Vec2, shown: &ShownPreview, colors: &Colors) {
    let name = shown.failed.as_deref().unwrap_or("Preview of the picture");
    let rect = ground_ui(ui, room, name, colors);
    if let Some(texture) = &shown.picture {
        let size = texture.size_vec2();
        let inner = rect.shrink(8.0);
        let scale = (inner.width() / size.x).min(inner.height() / size.y);
        let at = Rect::from_center_size(rect.center(), size * scale);
        let uv = Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
        ui.painter().image(texture.id(), at, uv, egui::Color32::WHITE);
        ui.painter().rect_stroke(at, 0, Stroke::new(1.0, colors.rule_firm), StrokeKind::Outside);
    }
    let note = match (&shown.failed, shown.coming) {
        (_, true) => "Drawing…",
        (Some(sentence), false) => sentence,
        (None, false) => return,
    };
    let ink = if shown.failed.is_some() { colors.ink } else { colors.ink2 };
    let galley = ui.painter().layout(note.to_owned(), font(12.0, Weight::Medium), ink, rect.width() - 32.0);
    let plate = Rect::from_center_size(rect.center(), galley.size() + vec2(24.0, 16.0));
    ui.painter().rect(plate, CornerRadius::same(6), colors.raised, Stroke::new(1.0, colors.rule), StrokeKind::Inside);
    ui.painter().galley(plate.min + vec2(12.0, 8.0), galley, ink);
}

/// The slider that goes from picture to picture.
fn scrub_ui(ui: &mut Ui, chosen: &Chosen, tasks: &mut ExportTasks, colors: &Colors) {
    let frames = chosen.job.clocks();
    let last = frames.len().saturating_sub(1);
    tasks.frame = tasks.frame.min(last);
    ui.horizontal(|ui| {
        ui.set_height(SCRUB - 4.0);
        // The rail in the colour of a rule, to be seen on any ground.
        ui.visuals_mut().widgets.inactive.bg_fill = colors.rule_firm;
        ui.spacing_mut().slider_width = (ui.available_width() - 112.0).max(80.0);
        let mut frame = tasks.frame;
        let slider = ui.add_enabled(last > 0, Slider::new(&mut frame, 0..=last).show_value(false));
        slider.ctx.accesskit_node_builder(slider.id, |node| node.set_label("Day of the film"));
        tasks.frame = frame;
        if let Some(clock) = frames.get(frame) {
            let date = clock.cursor.day().strftime("%a %-d %b %Y").to_string();
            ui.label(words(date, 11.0, Weight::Medium, colors.ink2));
        }
    });
}

/// "A4 landscape · 1.2 MB".
fn caption(chosen: &Chosen, shown: &ShownPreview) -> String {
    let options = chosen.exporter.options();
    let [width, height] = chosen.job.view.size_px;
    let mut parts = Vec::new();
    if options.paper {
        let [across, down] = page_pt([width, height]).map(|points| (points / 72.0 * 25.4).round());
        let name = Preset::of([width, height]).map_or("Own size", |preset| preset.name);
        parts.push(format!("{name}, {across} × {down} mm"));
        parts.push(if shown.pages == 1 { "1 page".to_owned() } else { format!("{} pages", shown.pages) });
    } else if options.size {
        parts.push(format!("{width} × {height} px"));
    }
    if options.pace {
        let days = chosen.job.clocks().len();
        let pictures = days * chosen.job.pace.frames_per_day as usize;
        let seconds = days as f64 * chosen.job.pace.seconds_per_day + HOLD_S;
        parts.push(if pictures == 1 { "1 picture".to_owned() } else { format!("{pictures} pictures") });
        parts.push(format!("{} s", (seconds * 10.0).round() / 10.0));
    }
    parts.extend(shown.bytes.map(size_words));
    parts.join(" · ")
}

/// What goes into a file of records.
fn records_ui(ui: &mut Ui, panel: &PanelContext<'_>, chosen: &Chosen, shown: &ShownPreview) {
    let colors = panel.colors;
    let chronicle = chosen.job.chronicle();
    let claims: usize = chronicle.events.values().map(|event| event.claims.len()).sum();
    heading_ui(ui, "What goes in", "", colors);
    let span = match (chosen.job.coverage, chosen.job.coverage.kind()) {
        (Coverage::Days { from, until }, _) => format!("{from} to {until}"),
        (_, CoverageKind::Instant) => "This instant".to_owned(),
        _ => "The whole chronicle".to_owned(),
    };
    let rows = [
        ("Time", span),
        ("Happenings", chronicle.events.len().to_string()),
        ("Claims behind them", claims.to_string()),
        ("Places", chronicle.places.len().to_string()),
        ("Documents cited", chronicle.sources.len().to_string()),
        ("References cited", chronicle.references.len().to_string()),
        ("Size", shown.bytes.map_or_else(|| "…".to_owned(), size_words)),
    ];
    for (name, value) in &rows {
        ui.horizontal(|ui| {
            ui.set_height(20.0);
            ui.label(words(*name, 12.0, Weight::Regular, colors.ink2));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(words(value, 12.0, Weight::SemiBold, colors.ink));
            });
        });
        let bottom = ui.min_rect().bottom();
        ui.painter().hline(ui.max_rect().x_range(), bottom + 2.0, Stroke::new(1.0, colors.rule));
    }
    ui.add_space(10.0);
    let note = if chosen.exporter.options().map {
        "Excerpts go in with their sources, and the map as vectors. The file says itself which chronicle it is of."
    } else {
        "Excerpts go in with their sources; the base map stays out. The file says itself which chronicle it is of, and \
         what its format could not carry."
    };
    ui.add(Label::new(words(note, 11.5, Weight::Regular, colors.ink2)).wrap());
    if let Some(beginning) = shown.beginning.as_ref().filter(|_| !has_picture(chosen)) {
        ui.add_space(14.0);
        beginning_ui(ui, beginning, colors);
    }
}

/// The first lines of a file, as many as there is room for.
fn beginning_ui(ui: &mut Ui, beginning: &ExcerptPreview, colors: &Colors) {
    let ExcerptPreview { heading, count, lines } = beginning;
    heading_ui(ui, heading, count, colors);
    let inner = Frame::new().fill(colors.window).corner_radius(4).inner_margin(Margin::symmetric(10, 8));
    inner.show(ui, |ui| {
        ui.set_width(ui.available_width().max(0.0));
        ui.spacing_mut().item_spacing.y = 0.0;
        let fit = (ui.available_height() / LINE).floor().max(1.0) as usize;
        for line in lines.iter().take(fit) {
            ui.allocate_ui(vec2(ui.available_width(), LINE), |ui| {
                ui.set_height(LINE);
                ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink2)).truncate());
            });
        }
    });
}
