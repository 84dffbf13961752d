//! One claim as a card: the words, who says so, where, and what that is worth.

use super::event_parts::{date_ui, is_known, reading_ui};
use crate::app::Action;
use crate::chronicle::{Attribution, Chronicle, Citation, Claim, Event, MapRole, Says, Standing};
use crate::gui::theme::{font, words};
use crate::gui::widgets::{PanelContext, dashed_edge, link_ui, standing_chip_ui};
use crate::scene::Weight;
use crate::words::{capitalised, citation, counted, flag, kind_title, published};
use egui::text::{LayoutJob, TextFormat};
use egui::text_selection::LabelSelectionState;
use egui::{CornerRadius, Frame, Galley, Label, Margin, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// Shows a claim of a document on a card that is taller than its words by `spare_px`.
pub fn claim_ui(
    ui: &mut Ui,
    chronicle: &Chronicle,
    event: &Event,
    claim: &Claim,
    spare_px: f32,
    panel: &mut PanelContext<'_>,
) {
    let Some((quote, Attribution { witness, by, standing, .. })) = claim.excerpt() else { return };
    let time = claim.timing.as_ref().and_then(|timing| timing.words.as_deref());
    let colors = panel.colors;
    let claimed = *standing <= Standing::Claimed;
    let struck = event.role == MapRole::Exclude && event.exclude.as_deref() == Some("false");
    let frame = Frame::new()
        .fill(if claimed { colors.panel } else { colors.raised })
        .corner_radius(6)
        .inner_margin(Margin::symmetric(10, 10));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width().max(0.0));
        ui.spacing_mut().item_spacing.y = 3.0;
        let marks = Marks { place: claim.as_written.as_deref(), time, struck };
        quotation_ui(ui, &quote.exact, &marks, panel);
        ui.add_space(4.0);
        ui.add(Label::new(words(capitalised(by), 12.0, Weight::SemiBold, colors.ink)).wrap());
        let source = chronicle.sources.get(&claim.source);
        if let Some(source) = source {
            let line = format!("Source {} · {}", source.id, published(source));
            ui.add(Label::new(words(line, 11.0, Weight::Regular, colors.ink3)).wrap());
        }
        remarks_ui(ui, &claim.flags, claim.note.as_deref(), panel);
        ui.add_space(2.0 + spare_px);
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal_wrapped(|ui| {
            standing_chip_ui(ui, *standing, colors);
            let number = voice_number(event, witness.as_str());
            ui.label(words(format!("voice\u{a0}{number}"), 11.0, Weight::Regular, colors.ink3));
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            let Some(source) = source else { return };
            let name = format!("Open in source: {}", claim.id);
            if link_ui(ui, "Open in source", &name, colors).clicked() {
                panel.actions.push(Action::OpenSource(source.id.clone(), Some(claim.id.clone())));
            }
            if link_ui(ui, "Copy citation", &format!("Copy citation: {}", claim.id), colors).clicked() {
                let text = citation(source, by, &quote.exact);
                panel.actions.push(Action::CopyText(text, "the citation"));
            }
        });
    });
    edge(ui, shown.response.rect, claimed, panel);
}

fn edge(ui: &Ui, rect: Rect, dashed: bool, panel: &PanelContext<'_>) {
    let stroke = Stroke::new(1.0, panel.colors.rule_firm);
    if !dashed {
        ui.painter().rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
        return;
    }
    dashed_edge(ui, rect, 6.0, stroke.color);
}

/// The editor's flags and remark, in words; doubt comes first and firmer.
fn remarks_ui(ui: &mut Ui, flags: &[String], note: Option<&str>, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let doubtful = flags.iter().any(|code| code == "doubtful");
    let others: Vec<String> = flags.iter().filter(|code| *code != "doubtful").map(|code| flag(code)).collect();
    let mut job = LayoutJob::default();
    let mut add = |text: &str, weight, ink| {
        let format = TextFormat { line_height: Some(15.0), ..TextFormat::simple(font(11.0, weight), ink) };
        job.append(text, 0.0, format);
    };
    if doubtful {
        add("Doubtful. ", Weight::SemiBold, colors.ink);
    }
    if !others.is_empty() {
        add(&format!("{}. ", capitalised(&others.join("; "))), Weight::Medium, colors.ink2);
    }
    add(note.unwrap_or_default(), Weight::Regular, colors.ink2);
    if !job.text.is_empty() {
        ui.add(Label::new(job).wrap().selectable(true));
    }
}

/// The witnesses of an event are numbered in the order in which they speak.
fn voice_number(event: &Event, witness: &str) -> usize {
    let mut heard: Vec<&str> = Vec::new();
    for other in event.claims.iter().filter_map(|claim| claim.witness()) {
        if !heard.contains(&other.as_str()) {
            heard.push(other.as_str());
        }
    }
    heard.iter().position(|other| *other == witness).map_or(1, |i| i + 1)
}

/// What is marked in a quotation.
pub struct Marks<'a> {
    /// The words for the place, underlined.
    pub place: Option<&'a str>,
    /// The words for the time, dotted.
    pub time: Option<&'a str>,
    /// Whether all of it is struck through, because it is false.
    pub struck: bool,
}

/// The words, verbatim but for line breaks, with a rule at their left; the place words underlined, the time words
/// dotted.
pub fn quotation_ui(ui: &mut Ui, quote: &str, marks: &Marks<'_>, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat(quote);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(11.0);
        let mut job = LayoutJob::default();
        let format = TextFormat {
            font_id: font(13.0, Weight::Regular),
            line_height: Some(18.0),
            color: colors.ink,
            strikethrough: if marks.struck { Stroke::new(1.0, colors.ink2) } else { Stroke::NONE },
            ..TextFormat::default()
        };
        job.append(&text, 0.0, format);
        job.wrap.max_width = ui.available_width();
        let (at, galley, response) = Label::new(job).selectable(true).wrap().layout_in_ui(ui);
        let name = if marks.struck { format!("False: {text}") } else { text.clone() };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Blockquote, true, &name));
        let rule = response.rect.left() - 10.0;
        ui.painter().vline(rule, response.rect.y_range(), Stroke::new(2.0, colors.rule_firm));
        LabelSelectionState::label_text_selection(ui, &response, at, galley.clone(), colors.ink, Stroke::NONE);
        let lines = |sought: Option<&str>| -> Vec<Rect> {
            let range = sought.and_then(|sought| chars_of(&text, &flat(sought)));
            range.map(|range| segments(&galley, at, range)).unwrap_or_default()
        };
        for line in lines(marks.place) {
            ui.painter().hline(line.x_range(), line.bottom(), Stroke::new(1.2, colors.ink));
        }
        for line in lines(marks.time) {
            let ends = [line.left_bottom() + vec2(0.5, 0.5), line.right_bottom() + vec2(0.0, 0.5)];
            ui.painter().extend(Shape::dotted_line(&ends, colors.ink, 3.2, 0.8));
        }
    });
}

/// Where words stand in a text, in characters.
fn chars_of(text: &str, sought: &str) -> Option<Range<usize>> {
    let start = text.find(sought).filter(|_| !sought.is_empty())?;
    let from = text.get(..start)?.chars().count();
    Some(from..from + sought.chars().count())
}

/// The stretches of a laid out text, one for each row, that a range of characters covers.
pub fn segments(galley: &Galley, at: Pos2, range: Range<usize>) -> Vec<Rect> {
    let mut segments = Vec::new();
    let mut index = 0;
    for row in &galley.rows {
        let origin = at + row.pos.to_vec2();
        let mut covered: Option<Rect> = None;
        for glyph in &row.glyphs {
            if range.contains(&index) {
                let rect = Rect::from_min_size(
                    pos2(origin.x + glyph.pos.x, origin.y),
                    vec2(glyph.advance_width, glyph.pos.y + 2.5),
                );
                covered = Some(covered.map_or(rect, |c| c.union(rect)));
            }
            index += 1;
        }
        index += usize::from(row.ends_with_newline);
        segments.extend(covered);
    }
    segments
}

/// Shows an event of the reference chronology: citations, no quotations.
pub fn reference_ui(ui: &mut Ui, chronicle: &Chronicle, event: &Event, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let kind = format!("{} by reference", kind_title(chronicle, &event.kind));
        ui.add(Label::new(words(kind, 13.0, Weight::SemiBold, colors.ink)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            date_ui(ui, event, panel);
        });
    });
    reading_ui(ui, event, panel);
    let known_by = panel.state.view.clock.known_by;
    let (known, later): (Vec<&Arc<Claim>>, Vec<&Arc<Claim>>) =
        event.claims.iter().partition(|claim| is_known(claim, known_by));
    for claim in known {
        let Some(Citation { says, detail }) = claim.citation() else { continue };
        let Some(reference) = chronicle.references.get(&claim.source) else { continue };
        let word = match says {
            Says::SameDay => "same day",
            Says::Supports => "supports it",
            Says::Differs => "differs",
            Says::EarlierEvent => "an earlier event",
            Says::LaterEvent => "a later event",
        };
        let detail = detail.as_ref().map(|d| format!(": {d}")).unwrap_or_default();
        let line = format!("{} ({word}){detail}", reference.publisher);
        let how = reference.title_note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        let cited = format!(
            "{}, \"{}\"{how}, {}. {}",
            reference.publisher,
            reference.title,
            reference.published.written(),
            reference.address
        );
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let label = ui.add(Label::new(words(line, 11.5, Weight::Regular, colors.ink2)).wrap().selectable(true));
            label.on_hover_text(&cited);
            let copy = link_ui(ui, "Copy", &format!("Copy citation: {}", claim.id), colors);
            if copy.on_hover_text("Copy citation").clicked() {
                panel.actions.push(Action::CopyText(cited, "the citation"));
            }
        });
    }
    if !later.is_empty() {
        let text = format!("{} reported later", counted(later.len(), "reference", "references"));
        ui.label(words(text, 11.0, Weight::Regular, colors.ink3));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_characters_not_bytes() {
        assert_eq!(chars_of("the “city” fell", "city"), Some(5..9));
        assert_eq!(chars_of("the city", "town"), None);
        assert_eq!(chars_of("the city", ""), None);
    }
}
