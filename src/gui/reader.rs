//! The source reader: a whole document, its excerpts highlighted, what is false struck through, and the way from
//! passage to passage, to the map and to the card.

use crate::app::{Action, Editing, Passage};
use crate::chronicle::{Chronicle, ClaimId, Source};
use crate::gui::commands::keys_of;
use crate::gui::icons::Icon;
use crate::gui::inspector::segments;
use crate::gui::keycap::keycap_ui;
use crate::gui::marker::marking_ui;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, focus_ring, icon_button_ui, link_ui, text_button_ui};
use crate::scene::Weight;
use crate::words::{self, published, reason};
use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Id, Label, Layout, Margin, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo};
use std::sync::Arc;

/// Lines longer than this are hard to follow, px.
const LINE_PX: f32 = 600.0;

/// Shows the document that is being read.
pub fn reader_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let Some(reader) = panel.state.chrome.reader.clone() else { return };
    let chronicle = Arc::clone(&panel.state.document.chronicle);
    let Some(source) = chronicle.sources.get(&reader.source) else { return };
    let rect = ui.max_rect();
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
    let passages = &reader.passages;
    Frame::new().inner_margin(Margin { left: 20, right: 16, top: 10, bottom: 8 }).show(ui, |ui| {
        bar_ui(ui, source, passages, reader.claim.as_ref(), panel);
    });
    if reader.marked.is_some() {
        Frame::new()
            .inner_margin(Margin { left: 20, right: 16, top: 0, bottom: 8 })
            .show(ui, |ui| marked_ui(ui, panel));
    }
    ui.painter().hline(rect.x_range(), ui.cursor().top(), Stroke::new(1.0, panel.colors.rule));
    ScrollArea::vertical().id_salt(("reader", source.id.as_str())).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 24 }).show(ui, |ui| {
            ui.set_max_width(ui.available_width().clamp(0.0, LINE_PX));
            head_ui(ui, &chronicle, source, panel);
            ui.add_space(10.0);
            let (claim, marked) = (reader.claim.as_ref(), reader.marked.as_ref());
            let read = Read { chronicle: &chronicle, source, passages, claim, marked };
            read.body_ui(ui, reader.serial, panel);
        });
    });
}

/// Which document and passage, the ways on, and the way out.
fn bar_ui(ui: &mut Ui, source: &Source, passages: &[Passage], claim: Option<&ClaimId>, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let at = claim.and_then(|claim| passages.iter().position(|passage| passage.claim == *claim));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = ui.available_width();
        ui.label(words(format!("Source {}", source.id), 12.0, Weight::SemiBold, colors.ink));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button_ui(ui, Icon::Close, "Close the source", "Escape", ButtonStyle::Plain, colors).clicked() {
                panel.actions.push(Action::CloseReader);
            }
            if passages.is_empty() {
                return;
            }
            ui.add_space(8.0);
            for (icon, name, forward) in
                [(Icon::Forward, "Next passage", true), (Icon::Back, "Previous passage", false)]
            {
                if icon_button_ui(ui, icon, name, &keys_of(name), ButtonStyle::Plain, colors).clicked() {
                    panel.actions.push(Action::NextPassage(forward));
                }
            }
            let narrow = width < 340.0;
            let text = match at {
                Some(at) if narrow => format!("{} of {}", at + 1, passages.len()),
                Some(at) => format!("Passage {} of {}", at + 1, passages.len()),
                None => format!("{} passages", passages.len()),
            };
            ui.label(words(text, 12.0, Weight::Regular, colors.ink2));
            if let Some(claim) = claim.filter(|_| at.is_some()) {
                ui.add_space(8.0);
                let text = if narrow { "Card" } else { "Show its card" };
                let link = link_ui(ui, text, "Show the card of this passage", colors);
                if link.on_hover_text("Close the document and show what this passage supports").clicked() {
                    panel.actions.push(Action::FollowClaim(claim.clone()));
                    panel.actions.push(Action::CloseReader);
                }
            }
        });
    });
}

/// What can be made of the words that are marked.
fn marked_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let name = "Make an event of the words marked";
        if text_button_ui(ui, "Make an event", name, ButtonStyle::Outlined, panel.colors).clicked() {
            panel.act(Action::Edit(Some(Editing::Passage)));
        }
        keycap_ui(ui, &keys_of("Edit"), panel.colors);
        if link_ui(ui, "Unmark", "Unmark the words", panel.colors).clicked() {
            panel.act(Action::Mark(None));
        }
    });
}

fn head_ui(ui: &mut Ui, chronicle: &Chronicle, source: &Source, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    ui.spacing_mut().item_spacing.y = 3.0;
    let title = words(&source.label, 18.0, Weight::Bold, colors.ink).line_height(Some(23.0));
    ui.add(Label::new(title).wrap().selectable(true));
    let by = source.byline.as_ref().map(|by| format!("{by} · ")).unwrap_or_default();
    let publisher = source.publisher.as_ref().map(|p| format!(" · {p}")).unwrap_or_default();
    let line = format!("{by}{}{publisher}", published(source));
    ui.add(Label::new(words(line, 12.0, Weight::Medium, colors.ink2)).wrap());
    let wire = chronicle.wires.get(&source.wire).map_or("", |wire| wire.name.as_str());
    let line = format!("{wire}. Date: {}", source.published_how);
    ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink3)).wrap());
}

/// What is being read.
struct Read<'a> {
    chronicle: &'a Chronicle,
    source: &'a Source,
    passages: &'a [Passage],
    /// The passage in question.
    claim: Option<&'a ClaimId>,
    /// The words that are marked, in code points.
    marked: Option<&'a std::ops::Range<usize>>,
}

impl Read<'_> {
    fn is_chosen(&self, passage: &Passage) -> bool {
        self.claim == Some(&passage.claim)
    }

    fn body_ui(&self, ui: &mut Ui, serial: u64, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        if self.source.text.is_empty() {
            let missing = format!("The text of this source could not be read: {}", self.source.file);
            ui.add(Label::new(words(missing, 12.0, Weight::Regular, colors.ink2)).wrap());
            return;
        }
        let (mut job, runs) = self.job(panel);
        job.wrap.max_width = ui.available_width();
        let galley = ui.painter().layout_job(job);
        let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
        // Highlights go under the words, each stretch once, however many passages overlap there.
        for (chars, chosen) in runs {
            let fill = if chosen { colors.ink.gamma_multiply(0.17) } else { colors.ink.gamma_multiply(0.06) };
            for line in segments(&galley, rect.min, chars) {
                ui.painter().rect_filled(line.expand2(egui::vec2(0.0, 1.0)), CornerRadius::ZERO, fill);
            }
        }
        marking_ui(ui, (&galley, rect.min), self.marked, colors, panel.actions);
        let rows: Vec<Vec<Rect>> =
            self.passages.iter().map(|passage| segments(&galley, rect.min, passage.chars.clone())).collect();
        ui.painter().galley(rect.min, galley, colors.ink);
        for (passage, lines) in self.passages.iter().zip(&rows) {
            self.passage_ui(ui, passage, lines, serial, panel);
        }
    }

    /// The whole text, and the stretches of it that are quoted, in code points, with whether they are in question.
    fn job(&self, panel: &PanelContext<'_>) -> (LayoutJob, Vec<(std::ops::Range<usize>, bool)>) {
        let colors = panel.colors;
        let text: &str = &self.source.text;
        let mut cuts: Vec<usize> = self.passages.iter().flat_map(|p| [p.bytes.start, p.bytes.end]).collect();
        cuts.extend([0, text.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut job = LayoutJob::default();
        let mut runs: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
        let mut chars = 0;
        for pair in cuts.windows(2) {
            let &[from, to] = pair else { continue };
            let Some(part) = text.get(from..to) else { continue };
            let over = || self.passages.iter().filter(|p| p.bytes.start <= from && to <= p.bytes.end);
            let struck = over().any(|p| p.excluded.as_deref() == Some("false"));
            let cited = over().next().is_some();
            let chosen = over().any(|p| self.is_chosen(p));
            let ink = if cited { colors.ink } else { colors.ink2 };
            let format = TextFormat {
                font_id: font(14.0, if chosen { Weight::Medium } else { Weight::Regular }),
                line_height: Some(21.0),
                color: ink,
                strikethrough: if struck { Stroke::new(1.0, ink) } else { Stroke::NONE },
                ..TextFormat::default()
            };
            job.append(part, 0.0, format);
            let end = chars + part.chars().count();
            match runs.last_mut().filter(|(run, known)| cited && run.end == chars && *known == chosen) {
                Some((run, _)) => run.end = end,
                None if cited => runs.push((chars..end, chosen)),
                None => {}
            }
            chars = end;
        }
        (job, runs)
    }

    fn tip(&self, passage: &Passage) -> String {
        let event = self.chronicle.events.get(&passage.event);
        let claim = event.and_then(|event| event.claims.iter().find(|claim| claim.id == passage.claim));
        let (Some(event), Some(claim)) = (event, claim) else { return String::new() };
        let Some(who) = &claim.attribution else { return String::new() };
        let kept = passage.excluded.as_ref().map(|code| format!("\nKept, never drawn: {}", reason(code)));
        let (by, standing) = (&who.by, words::standing(who.standing));
        format!("{}\n{by}, {standing}{}", words::event(self.chronicle, event), kept.unwrap_or_default())
    }

    fn passage_ui(&self, ui: &Ui, passage: &Passage, lines: &[Rect], serial: u64, panel: &mut PanelContext<'_>) {
        let chosen = self.is_chosen(passage);
        let tip = self.tip(passage);
        let id = Id::unique(("passage", passage.claim.as_str()));
        for (i, line) in lines.iter().enumerate() {
            // The first row carries the name and the keyboard.
            let sense = if i == 0 { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(*line, id.with(i), sense);
            if i == 0 {
                let name = format!("Passage {}: {}", passage.claim, tip.replace('\n', ", "));
                response.widget_info(|| WidgetInfo::selected(Role::Mark, true, chosen, &name));
                focus_ring(ui, &response, panel.colors);
                if response.gained_focus() {
                    ui.scroll_to_rect(*line, None);
                }
            }
            if response.clicked() {
                panel.act(Action::FollowClaim(passage.claim.clone()));
            }
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            response.on_hover_text_at_pointer(format!("{tip}\nClick to show it on the map"));
        }
        let scrolled = Id::unique("reader scrolled");
        if let (true, Some(first)) = (chosen, lines.first()) {
            let all = lines.iter().fold(*first, |a, b| a.union(*b));
            let edge = ui.max_rect().left() - 10.0;
            ui.painter().vline(edge, all.y_range(), Stroke::new(3.0, panel.colors.ink));
            if ui.data(|d| d.get_temp::<u64>(scrolled)) != Some(serial) {
                ui.data_mut(|d| d.insert_temp(scrolled, serial));
                ui.scroll_to_rect(all, Some(egui::Align::Center));
            }
        }
    }
}
