//! The document at the left: its words with what is proposed, named and decided in it.

use crate::gui::inspector::segments;
use crate::gui::keycap::keycap;
use crate::gui::review::ReviewScreen;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{PanelContext, focus_ring};
use crate::review::{NamedSpot, ProposalState, ReadDocument};
use crate::scene::{Theme, Weight};
use crate::words::{counted, published};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CornerRadius, Id, Label, Pos2, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// The margin for numbers, px.
const MARGIN_PX: f32 = 46.0;
/// Height of the head, px.
const HEAD_PX: f32 = 78.0;

/// A passage as it is shown.
struct Shown {
    id: String,
    number: usize,
    state: ProposalState,
    current: bool,
    chars: Range<usize>,
    name: String,
}

impl ReviewScreen {
    pub(super) fn document_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let rect = ui.max_rect();
        let colors = panel.colors;
        ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, colors.rule));
        let current = self.review.current().map(|(document, found)| (Arc::clone(document), found.id.clone()));
        let shown = current.or_else(|| Some((Arc::clone(self.review.documents().last()?), String::new())));
        let Some((document, current)) = shown else { return };
        let (head, body) = rect.split_top_bottom_at_y(rect.top() + HEAD_PX);
        self.head_ui(ui, head, &document, panel);
        let mut body_ui = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt("text"));
        let chosen = ScrollArea::vertical()
            .id_salt(("document in review", document.source.as_str()))
            .auto_shrink(false)
            .show(&mut body_ui, |ui| {
                ui.add_space(10.0);
                self.text_ui(ui, &document, &current, panel)
            })
            .inner;
        self.scroll = false;
        if let Some(id) = chosen {
            self.review.go_to(Some(id), &panel.state.document.chronicle);
        }
    }

    fn head_ui(&self, ui: &mut Ui, rect: Rect, document: &ReadDocument, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.rule));
        let inner = Rect::from_min_max(rect.min + vec2(MARGIN_PX, 10.0), rect.max - vec2(14.0, 6.0));
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("head"));
        ui.spacing_mut().item_spacing.y = 2.0;
        let Some(source) = panel.state.document.chronicle.sources.get(&document.source) else { return };
        ui.add(Label::new(words(&source.label, 14.0, Weight::SemiBold, colors.ink)).truncate());
        let publisher = source.publisher.as_ref().or(source.agency.as_ref());
        let by = publisher.map(|publisher| format!("{publisher} · ")).unwrap_or_default();
        let line = format!("{by}{}", published(source));
        ui.add(Label::new(words(line, 11.5, Weight::Regular, colors.ink2)).truncate());
        let at = self.review.documents().iter().position(|known| known.source == document.source).unwrap_or(0);
        let is_open = |id: &str| self.review.state_of(id).is_some_and(|(_, state)| state == ProposalState::Open);
        let decided = document.found.iter().filter(|found| !is_open(&found.id)).count();
        let line = format!(
            "Document {} of {} · {}, {decided} decided",
            at + 1,
            self.review.documents().len(),
            counted(document.found.len(), "proposal", "proposals")
        );
        ui.add(Label::new(words(line, 11.5, Weight::Regular, colors.ink3)).truncate());
        if inner.width() > 300.0 {
            keycap(
                ui.painter(),
                pos2(inner.right(), inner.bottom() - 12.0),
                "Ctrl+Up, Down",
                colors.ink2,
                colors.rule_firm,
            );
        }
    }

    /// The words; the id of a passage that was chosen comes back.
    fn text_ui(&self, ui: &mut Ui, document: &ReadDocument, current: &str, panel: &PanelContext<'_>) -> Option<String> {
        let colors = panel.colors;
        let passages = self.passages(document, current, panel);
        let room = ui.available_width() - MARGIN_PX - 18.0;
        let galley = ui.painter().layout_job(job(document, &passages, room, colors.ink, colors.ink3));
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 40.0), Sense::hover());
        let at = rect.min + vec2(MARGIN_PX, 0.0);
        let dark = panel.state.chrome.theme == Theme::Dark;
        let mut taken: Vec<f32> = Vec::new();
        let mut lines: Vec<(usize, Vec<Rect>)> = Vec::new();
        for (index, passage) in passages.iter().enumerate() {
            let rows = segments(&galley, at, passage.chars.clone());
            let strength = match (passage.current, passage.state, dark) {
                (_, ProposalState::Rejected, _) => 0.0,
                (true, _, true) => 0.16,
                (true, _, false) => 0.11,
                (false, _, true) => 0.055,
                (false, _, false) => 0.045,
            };
            // One ground for a passage, however many proposals stand on it.
            let again = |other: &Shown| other.chars.start < passage.chars.end && passage.chars.start < other.chars.end;
            let painted =
                passages.iter().take(index).any(|other| again(other) && other.state != ProposalState::Rejected);
            for row in rows.iter().filter(|_| passage.current || !painted) {
                let ground = row.expand2(vec2(1.0, 1.5));
                ui.painter().rect_filled(ground, CornerRadius::same(2), colors.ink.gamma_multiply(strength));
            }
            lines.push((index, rows));
        }
        for NamedSpot { chars, is_time } in &document.named {
            for row in segments(&galley, at, chars.clone()) {
                underline(ui, row, *is_time, colors.ink2);
            }
        }
        ui.painter().galley(at, Arc::clone(&galley), colors.ink);
        let mut chosen = None;
        for (index, rows) in lines {
            let (Some(passage), Some(first)) = (passages.get(index), rows.first()) else { continue };
            let all = rows.iter().fold(*first, |all, row| all.union(*row));
            number(ui, passage, pos2(rect.left(), free_row(&mut taken, first.center().y)), panel);
            if passage.current {
                let x = at.x - 7.0;
                ui.painter().vline(x, all.y_range(), Stroke::new(2.0, colors.ink));
                if self.scroll {
                    ui.scroll_to_rect(all.expand(40.0), Some(egui::Align::Center));
                }
            }
            let id = Id::unique(("passage in review", passage.id.as_str()));
            for (row, line) in rows.iter().enumerate() {
                // The first row carries the name and the keyboard.
                let response = ui.interact(*line, id.with(row), if row == 0 { Sense::click() } else { Sense::CLICK });
                if row == 0 {
                    response.widget_info(|| WidgetInfo::selected(Role::Mark, true, passage.current, &passage.name));
                    focus_ring(ui, &response, colors);
                }
                if response.clicked() {
                    chosen = Some(passage.id.clone());
                }
                if response.hovered() {
                    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                }
            }
        }
        chosen
    }

    fn passages(&self, document: &ReadDocument, current: &str, panel: &PanelContext<'_>) -> Vec<Shown> {
        let chronicle = &panel.state.document.chronicle;
        let shown = document.found.iter().filter_map(|found| {
            let (number, state) = self.review.state_of(&found.id)?;
            let said = match state {
                ProposalState::Open => "to decide",
                ProposalState::Accepted => "accepted",
                ProposalState::Rejected => "rejected",
            };
            let kind = crate::words::kind(chronicle, found.proposal.kind.id());
            let place = found.proposal.place.as_ref().map(|place| format!(" at {}", place.name)).unwrap_or_default();
            Some(Shown {
                current: found.id == current,
                id: found.id.clone(),
                number,
                state,
                chars: found.proposal.quote.start..found.proposal.quote.end,
                name: format!("Proposal {number}: {kind}{place}, {said}"),
            })
        });
        shown.collect()
    }
}

/// The words of the document, fainter where a proposal was rejected and nothing else stands.
fn job(document: &ReadDocument, passages: &[Shown], width_px: f32, ink: Color32, faint: Color32) -> LayoutJob {
    let is_faint = |at: usize| {
        let mut over = passages.iter().filter(|passage| passage.chars.contains(&at)).peekable();
        over.peek().is_some() && over.all(|passage| passage.state == ProposalState::Rejected)
    };
    let mut cuts: Vec<usize> = passages.iter().flat_map(|p| [p.chars.start, p.chars.end]).collect();
    cuts.push(0);
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    let mut rest: &str = &document.text;
    for (i, from) in cuts.iter().enumerate() {
        let length = cuts.get(i + 1).map_or(usize::MAX, |to| to - from);
        let byte = rest.char_indices().nth(length).map_or(rest.len(), |(byte, _)| byte);
        let (part, after) = rest.split_at(byte);
        rest = after;
        let format = TextFormat {
            font_id: font(13.0, Weight::Regular),
            line_height: Some(20.5),
            color: if is_faint(*from) { faint } else { ink },
            ..TextFormat::default()
        };
        job.append(part, 0.0, format);
    }
    job.wrap.max_width = width_px;
    job
}

/// A place is underlined, a time dotted.
fn underline(ui: &Ui, row: Rect, is_time: bool, ink: Color32) {
    let y = row.bottom() + 0.5;
    let line = [pos2(row.left(), y), pos2(row.right(), y)];
    if is_time {
        ui.painter().extend(Shape::dotted_line(&line, ink, 3.0, 0.8));
    } else {
        ui.painter().hline(row.x_range(), y, Stroke::new(1.0, ink));
    }
}

/// The next height at which a number hides none before it.
fn free_row(taken: &mut Vec<f32>, wanted: f32) -> f32 {
    let mut y = wanted;
    while taken.iter().any(|other| (other - y).abs() < 15.0) {
        y += 15.0;
    }
    taken.push(y);
    y
}

/// The number of a passage in the margin: in a pill where it is in question, with a tick or a cross where it is decided.
fn number(ui: &Ui, passage: &Shown, at: Pos2, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let right = at + vec2(MARGIN_PX - 12.0, 0.0);
    let text = passage.number.to_string();
    if passage.current {
        let galley = ui.painter().layout_no_wrap(text, font(11.0, Weight::SemiBold), colors.panel);
        let pill = Rect::from_min_size(right - vec2(galley.size().x + 12.0, 8.5), vec2(galley.size().x + 12.0, 17.0));
        ui.painter().rect_filled(pill, CornerRadius::same(9), colors.ink);
        ui.painter().galley(pill.center() - galley.size() / 2.0, galley, colors.panel);
        return;
    }
    let drawn = ui.painter().text(right, Align2::RIGHT_CENTER, text, font(11.0, Weight::Regular), colors.ink3);
    let sign = drawn.left_center() - vec2(9.0, 0.0);
    let stroke = Stroke::new(1.4, colors.ink2);
    match passage.state {
        ProposalState::Open => {}
        ProposalState::Accepted => {
            let tick = [vec2(-4.0, 0.0), vec2(-1.2, 3.0), vec2(4.0, -3.6)].map(|v| sign + v);
            ui.painter().add(Shape::line(tick.to_vec(), stroke));
        }
        ProposalState::Rejected => {
            for turn in [1.0, -1.0] {
                ui.painter().line_segment([sign + vec2(-3.2, -3.2 * turn), sign + vec2(3.2, 3.2 * turn)], stroke);
            }
        }
    }
}
