//! The source reader: a whole document, its excerpts highlighted, what is excluded struck through.

use crate::app::Action;
use crate::chronicle::{Chronicle, ClaimBody, ClaimId, MapRole, Source};
use crate::gui::icons::Icon;
use crate::gui::inspector::segments;
use crate::gui::tell;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{Look, Panel, focus_ring, icon_button_ui};
use crate::scene::Weight;
use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Id, Label, Layout, Margin, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo};
use std::ops::Range;

/// A passage of the document that something rests on.
struct Passage {
    claim: ClaimId,
    chars: Range<usize>,
    bytes: Range<usize>,
    excluded: bool,
    tip: String,
}

/// Shows the document that is being read.
pub fn reader_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let Some(reader) = panel.state.reader.clone() else { return };
    let chronicle = std::sync::Arc::clone(&panel.state.document.chronicle);
    let Some(source) = chronicle.sources.get(&reader.source) else { return };
    let rect = ui.max_rect();
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 8 }).show(ui, |ui| {
        head_ui(ui, &chronicle, source, panel);
    });
    ui.painter().hline(rect.x_range(), ui.cursor().top(), Stroke::new(1.0, panel.colors.rule));
    ScrollArea::vertical().id_salt(("reader", source.id.as_str())).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
            body_ui(ui, &chronicle, source, reader.claim.as_ref(), reader.serial, panel);
        });
    });
}

fn head_ui(ui: &mut Ui, chronicle: &Chronicle, source: &Source, panel: &mut Panel<'_>) {
    let colors = panel.colors;
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal(|ui| {
        ui.label(words(format!("Source {}", source.id), 11.5, Weight::SemiBold, colors.ink2));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button_ui(ui, Icon::Close, "Close the source", "Escape", Look::Plain, colors).clicked() {
                panel.actions.push(Action::CloseReader);
            }
        });
    });
    ui.add(Label::new(words(&source.label, 15.0, Weight::Bold, colors.ink)).wrap().selectable(true));
    let by = source.byline.as_ref().map(|by| format!("{by} · ")).unwrap_or_default();
    let publisher = source.publisher.as_ref().map(|p| format!(" · {p}")).unwrap_or_default();
    let line = format!("{by}{}{publisher}", tell::published(source));
    ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink2)).wrap());
    let wire = chronicle.wires.get(&source.wire).map_or("", |wire| wire.name.as_str());
    let line = format!("{wire}. Date: {}", source.published_how);
    ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink3)).wrap());
}

/// The passages of a document that verify, in order.
fn passages(chronicle: &Chronicle, source: &Source) -> Vec<Passage> {
    let mut passages = Vec::new();
    for event in chronicle.events.values() {
        for claim in event.claims.iter().filter(|claim| claim.source == source.id) {
            let ClaimBody::Excerpt { quote, by, standing, role, .. } = &claim.body else { continue };
            if quote.bytes.is_empty() {
                continue;
            }
            let excluded = role.unwrap_or(event.role) == MapRole::Exclude;
            let worth = standing.word();
            passages.push(Passage {
                claim: claim.id.clone(),
                chars: quote.chars.clone(),
                bytes: quote.bytes.clone(),
                excluded,
                tip: format!("{}\n{by}, {worth}", tell::event(chronicle, event)),
            });
        }
    }
    passages.sort_by_key(|p| (p.bytes.start, p.bytes.end));
    passages
}

fn body_ui(
    ui: &mut Ui,
    chronicle: &Chronicle,
    source: &Source,
    claim: Option<&ClaimId>,
    serial: u64,
    panel: &mut Panel<'_>,
) {
    let colors = panel.colors;
    if source.text.is_empty() {
        let missing = format!("The text of this source could not be read: {}", source.file);
        ui.add(Label::new(words(missing, 12.0, Weight::Regular, colors.ink2)).wrap());
        return;
    }
    let passages = passages(chronicle, source);
    let mut job = job(source, &passages, claim, panel);
    job.wrap.max_width = ui.available_width();
    let galley = ui.painter().layout_job(job);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    // Highlights go under the words.
    let mut laid: Vec<(&Passage, Vec<Rect>)> = Vec::new();
    for passage in &passages {
        let lines: Vec<Rect> = segments(&galley, rect.min, passage.chars.clone())
            .into_iter()
            .map(|line| line.expand2(egui::vec2(1.5, 1.0)))
            .collect();
        let chosen = claim == Some(&passage.claim);
        let fill = if chosen { colors.ink.gamma_multiply(0.16) } else { colors.ink.gamma_multiply(0.055) };
        for line in &lines {
            ui.painter().rect_filled(*line, CornerRadius::same(2), fill);
        }
        laid.push((passage, lines));
    }
    ui.painter().galley(rect.min, galley, colors.ink);
    for (passage, lines) in laid {
        passage_ui(ui, passage, &lines, claim == Some(&passage.claim), serial, panel);
    }
}

/// The whole text; what is excluded struck through, the passage in question firmer.
fn job(source: &Source, passages: &[Passage], claim: Option<&ClaimId>, panel: &Panel<'_>) -> LayoutJob {
    let colors = panel.colors;
    let text: &str = &source.text;
    let mut cuts: Vec<usize> = passages.iter().flat_map(|p| [p.bytes.start, p.bytes.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    for pair in cuts.windows(2) {
        let &[from, to] = pair else { continue };
        let Some(part) = text.get(from..to) else { continue };
        let over = || passages.iter().filter(|p| p.bytes.start <= from && to <= p.bytes.end);
        let struck = over().any(|p| p.excluded);
        let cited = over().next().is_some();
        let chosen = over().any(|p| Some(&p.claim) == claim);
        let weight = if chosen { Weight::Medium } else { Weight::Regular };
        let ink = if cited { colors.ink } else { colors.ink2 };
        let format = TextFormat {
            font_id: font(13.0, weight),
            line_height: Some(19.0),
            color: ink,
            strikethrough: if struck { Stroke::new(1.0, ink) } else { Stroke::NONE },
            ..TextFormat::default()
        };
        job.append(part, 0.0, format);
    }
    job
}

fn passage_ui(ui: &Ui, passage: &Passage, lines: &[Rect], chosen: bool, serial: u64, panel: &mut Panel<'_>) {
    let id = Id::unique(("passage", passage.claim.as_str()));
    for (i, line) in lines.iter().enumerate() {
        // The first row carries the name and the keyboard.
        let sense = if i == 0 { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(*line, id.with(i), sense);
        if i == 0 {
            let name = format!("Passage {}: {}", passage.claim, passage.tip.replace('\n', ", "));
            response.widget_info(|| WidgetInfo::selected(Role::Mark, true, chosen, &name));
            focus_ring(ui, &response, panel.colors);
        }
        if response.clicked() {
            panel.act(Action::FollowClaim(passage.claim.clone()));
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        response.on_hover_text_at_pointer(&passage.tip);
    }
    let scrolled = Id::unique("reader scrolled");
    if let (true, Some(first)) = (chosen, lines.first()) {
        let all = lines.iter().fold(*first, |a, b| a.union(*b));
        ui.painter().vline(all.left().min(first.left()) - 6.0, all.y_range(), Stroke::new(2.0, panel.colors.ink));
        if ui.data(|d| d.get_temp::<u64>(scrolled)) != Some(serial) {
            ui.data_mut(|d| d.insert_temp(scrolled, serial));
            ui.scroll_to_rect(all, Some(egui::Align::Center));
        }
    }
}
