//! The document that is chosen: what it is called and who published it, to be mended; its text; what its date would settle.

use crate::gui::add::AddScreen;
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{PanelContext, one_of_ui};
use crate::ingest::Glance;
use crate::scene::Weight;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Frame, Id, Label, Margin, Rect, ScrollArea, Stroke, TextEdit, Ui, UiBuilder, pos2, vec2};
use std::ops::Range;

/// What a document can be, as it is called and as it is kept.
const NATURES: [&str; 4] = ["report", "notes", "statement", "post"];
/// Width of what stands before a field, px.
const LABEL_PX: f32 = 66.0;
/// The most of a text that is shown, bytes.
const SHOWN: usize = 60_000;
/// Height of what a date would settle, px.
const SETTLES_PX: f32 = 150.0;

impl AddScreen {
    /// Shows it.
    pub(super) fn side_ui(&mut self, ui: &mut Ui, rect: Rect, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        ui.painter().rect_filled(rect, 0, colors.panel);
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, colors.rule));
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(20.0, 16.0))).id_salt("side"));
        inside.set_clip_rect(rect);
        let at = self.chosen;
        let Some(row) = self.intake.rows().get(at).cloned() else { return };
        let document = match &row.read {
            Ok(document) => document,
            Err(refusal) => {
                inside.add(Label::new(words(&row.name, 14.0, Weight::SemiBold, colors.ink)).wrap());
                inside.add_space(6.0);
                let why = refusal.to_string();
                let mut letters = why.chars();
                let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
                let said = format!("{first}{}.", letters.as_str());
                inside.add(Label::new(words(said, 12.0, Weight::Regular, colors.ink2)).wrap());
                return;
            }
        };
        inside.spacing_mut().item_spacing = vec2(8.0, 6.0);
        inside.add(Label::new(words(row.title(), 14.0, Weight::SemiBold, colors.ink)).truncate());
        inside.add(Label::new(words(&row.name, 11.0, Weight::Regular, colors.ink2)).truncate());
        let title = document.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
        if let Some(title) = self.field_ui(&mut inside, "Title", (at, "title"), &title, "none printed", colors) {
            self.intake.set_title(at, &title);
        }
        let publisher = document.publisher.as_ref().map(|said| said.value.clone()).unwrap_or_default();
        let typed = self.field_ui(&mut inside, "Publisher", (at, "publisher"), &publisher, "none named", colors);
        if let Some(publisher) = typed {
            self.intake.set_publisher(at, &publisher);
        }
        inside.horizontal(|ui| {
            label(ui, "Nature", colors);
            let chosen = row.nature.as_deref().and_then(|nature| NATURES.iter().position(|known| *known == nature));
            if let Some(next) = one_of_ui(ui, "Nature", &NATURES, chosen.unwrap_or(usize::MAX), colors) {
                self.intake.set_nature(at, NATURES.get(next).copied());
            }
        });
        inside.add_space(6.0);
        let glance =
            self.seen.as_ref().filter(|(seen, _)| seen.document.text == document.text).map(|(_, glance)| glance);
        let settles = glance.filter(|glance| !glance.settled.is_empty());
        let below = if settles.is_some() { SETTLES_PX } else { 0.0 };
        let top = inside.cursor().top();
        let bounds = inside.max_rect();
        let text = Rect::from_min_max(pos2(bounds.left(), top), pos2(bounds.right(), bounds.bottom() - below));
        let mut reader = inside.new_child(UiBuilder::new().max_rect(text).id_salt("text"));
        ScrollArea::vertical().id_salt(("text of a document", at)).auto_shrink(false).show(&mut reader, |ui| {
            ui.add(Label::new(job(&document.text, glance, ui.available_width() - 8.0, colors)));
        });
        if let Some(glance) = settles {
            let rect = Rect::from_min_max(pos2(bounds.left(), bounds.bottom() - below + 10.0), bounds.max);
            let mut box_ui = inside.new_child(UiBuilder::new().max_rect(rect).id_salt("settles"));
            settles_ui(&mut box_ui, glance, colors);
        }
    }

    /// A field; what was typed into it comes back.
    fn field_ui(
        &mut self,
        ui: &mut Ui,
        name: &'static str,
        salt: (usize, &str),
        value: &str,
        hint: &str,
        colors: &Colors,
    ) -> Option<String> {
        let mut text = value.to_owned();
        ui.horizontal(|ui| {
            label(ui, name, colors);
            let edit = TextEdit::singleline(&mut text)
                .id(Id::unique(("field of a document", salt)))
                .font(font(12.0, Weight::Regular))
                .hint_text(hint)
                .desired_width(ui.available_width().max(40.0))
                .align(Align2::LEFT_CENTER)
                .margin(Margin::symmetric(8, 4));
            let response = ui.add(edit);
            response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
            if self.wants == Some(name) {
                self.wants = None;
                response.request_focus();
            }
            response.changed().then_some(text)
        })
        .inner
    }
}

fn label(ui: &mut Ui, text: &str, colors: &Colors) {
    ui.allocate_ui(vec2(LABEL_PX, 26.0), |ui| {
        ui.set_width(LABEL_PX);
        ui.label(words(text, 12.0, Weight::Regular, colors.ink2));
    });
}

/// The text with what was found in it underlined; times that hang on its date on a ground.
fn job(text: &str, glance: Option<&Glance>, width: f32, colors: &Colors) -> LayoutJob {
    let end = (0..=SHOWN.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let text = text.get(..end).unwrap_or_default();
    let plain = TextFormat { line_height: Some(20.0), ..TextFormat::simple(font(13.0, Weight::Regular), colors.ink) };
    let place = TextFormat { underline: Stroke::new(1.0, colors.ink), ..plain.clone() };
    let time = TextFormat { underline: Stroke::new(1.0, colors.ink3), ..plain.clone() };
    let hanging = TextFormat { background: colors.hover, ..time.clone() };
    let mut marked: Vec<(Range<usize>, &TextFormat)> = Vec::new();
    if let Some(glance) = glance {
        marked.extend(glance.places.iter().map(|range| (range.clone(), &place)));
        marked.extend(glance.times.iter().map(|(range, hangs)| (range.clone(), if *hangs { &hanging } else { &time })));
    }
    marked.sort_by_key(|(range, _)| (range.start, range.end));
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut at = 0;
    for (range, format) in marked {
        let (Some(before), Some(words)) = (text.get(at..range.start), text.get(range.clone())) else { continue };
        job.append(before, 0.0, plain.clone());
        job.append(words, 0.0, format.clone());
        at = range.end;
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

/// What a date would settle.
fn settles_ui(ui: &mut Ui, glance: &Glance, colors: &Colors) {
    let frame = Frame::new()
        .fill(colors.raised)
        .stroke(Stroke::new(1.0, colors.rule_firm))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let open = glance.settled.iter().any(|(_, bounds)| bounds.is_none());
        let heading = if open { "What its date would settle" } else { "What its date settles" };
        ui.label(words(heading, 11.0, Weight::SemiBold, colors.ink));
        ScrollArea::vertical().id_salt("settled").max_height(SETTLES_PX - 62.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (said, bounds) in &glance.settled {
                let settled = match bounds {
                    Some((first, last)) if first == last => first.clone(),
                    Some((first, last)) => format!("{first} to {last}"),
                    None => "hangs on it".to_owned(),
                };
                ui.horizontal(|ui| {
                    ui.add(Label::new(words(said, 11.5, Weight::Regular, colors.ink)).truncate());
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.label(words(settled, 11.5, Weight::Regular, colors.ink2));
                    });
                });
            }
        });
    });
}
