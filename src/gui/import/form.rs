//! At the left: the file, how its text and its dates are written, how exact its rows are, what is asked.

use crate::gui::import::{ImportScreen, work::Look};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{PanelContext, check_ui, heading_ui, one_of_ui, rule_ui};
use crate::scene::Weight;
use crate::table::rows::{Exact, Nearness};
use crate::table::{DayOrder, Mapping, TableProposal, TimeBounds};
use crate::words::{bytes, thousands};
use egui::{Align2, Label, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

/// Room at the sides, px.
const PADDING_PX: f32 = 16.0;
/// Encodings that are offered beside the one that was found.
const ENCODINGS: [&str; 8] =
    ["UTF-8", "windows-1252", "windows-1251", "windows-1256", "UTF-16LE", "UTF-16BE", "GBK", "Shift_JIS"];
/// What may stand between two cells, and how it is called.
const SEPARATORS: [(char, &str); 4] = [(',', ","), (';', ";"), ('\t', "tab"), ('|', "|")];

impl ImportScreen {
    /// Shows it.
    pub(super) fn form_ui(&mut self, ui: &mut Ui, rect: Rect, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        ui.painter().rect_filled(rect, 0, colors.panel);
        ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, colors.rule));
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("form"));
        inside.set_clip_rect(rect);
        ScrollArea::vertical().id_salt("form").auto_shrink(false).show(&mut inside, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::same(PADDING_PX as i8)).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
                let Some(look) = self.look.take() else { return };
                self.parts_ui(ui, &look, panel);
                self.look = Some(look);
            });
        });
    }

    fn parts_ui(&mut self, ui: &mut Ui, look: &Look, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let (Some(file), Some(proposal)) = (self.file.clone(), &look.proposal) else { return };
        ui.add(Label::new(words(file.name(), 15.0, Weight::SemiBold, colors.ink)).truncate());
        let mut about = vec![bytes(file.bytes().len() as u64)];
        if let Some(table) = &look.table {
            about.push(format!("{} rows", thousands(u64::from(table.all))));
        }
        about.push(format!("{} columns", proposal.mapping.columns.len()));
        ui.add(Label::new(words(about.join(" · "), 11.0, Weight::Regular, colors.ink2)).wrap());
        ui.add_space(4.0);
        like_ui(ui, proposal, colors);
        for note in &proposal.notes {
            let note = crate::words::capitalised(note);
            ui.add(Label::new(words(format!("{note}."), 11.0, Weight::Regular, colors.ink2)).wrap());
        }
        if !proposal.asks.is_empty() {
            rule_ui(ui, PADDING_PX, colors);
            heading_ui(ui, "Asked", "", colors);
            for ask in &proposal.asks {
                self.ask_ui(ui, ask, panel);
            }
        }
        if !file.is_turned() {
            rule_ui(ui, PADDING_PX, colors);
            heading_ui(ui, "Text", "", colors);
            self.text_ui(ui, &proposal.mapping, colors);
        }
        self.dates_ui(ui, &proposal.mapping, colors);
        exact_ui(ui, look, &proposal.mapping, colors);
        if let Some(table) = &look.table {
            let again = table.repeats.len();
            if again > 0 || self.choices.keep_repeats {
                rule_ui(ui, PADDING_PX, colors);
                heading_ui(ui, "Repeats", "", colors);
                let once = !self.choices.keep_repeats;
                let label = if once {
                    format!("Count {} exact repeats once", thousands(again as u64))
                } else {
                    "Count exact repeats once".to_owned()
                };
                if check_ui(ui, once, &label, "", colors).clicked() {
                    self.choices.keep_repeats = once;
                }
            }
        }
    }

    fn text_ui(&mut self, ui: &mut Ui, mapping: &Mapping, colors: &Colors) {
        let found = mapping.text.encoding.as_str();
        let mut encodings: Vec<&str> = ENCODINGS.to_vec();
        let at = encodings.iter().position(|known| known.eq_ignore_ascii_case(found)).unwrap_or_else(|| {
            encodings.insert(0, found);
            0
        });
        if let Some(next) = labelled_ui(ui, "Encoding", &encodings, at, colors) {
            self.choices.encoding = encodings.get(next).map(|label| (*label).to_owned());
        }
        let separators = SEPARATORS.map(|(_, name)| name);
        let at = SEPARATORS.iter().position(|(known, _)| *known == mapping.text.separator);
        if let Some(next) = labelled_ui(ui, "Separator", &separators, at.unwrap_or(usize::MAX), colors) {
            self.choices.separator = SEPARATORS.get(next).map(|(separator, _)| *separator);
        }
        let at = usize::from(!mapping.text.headings);
        if let Some(next) = labelled_ui(ui, "First row", &["headings", "data"], at, colors) {
            self.choices.headings = Some(next == 0);
        }
    }

    fn dates_ui(&mut self, ui: &mut Ui, mapping: &Mapping, colors: &Colors) {
        let Some(order) = mapping.dates.order else { return };
        rule_ui(ui, PADDING_PX, colors);
        heading_ui(ui, "Dates", "", colors);
        let orders = [DayOrder::DayFirst, DayOrder::MonthFirst];
        let at = orders.iter().position(|known| *known == order).unwrap_or(usize::MAX);
        if let Some(next) = one_of_ui(ui, "Order of day and month", &["day first", "month first"], at, colors) {
            self.choices.order = orders.get(next).copied();
        }
        if !mapping.dates.proof.is_empty() {
            ui.add(Label::new(words(&mapping.dates.proof, 11.0, Weight::Regular, colors.ink2)).wrap());
        }
    }
}

/// A word, and what is chosen for it.
fn labelled_ui(ui: &mut Ui, label: &str, choices: &[&str], at: usize, colors: &Colors) -> Option<usize> {
    const LABEL_PX: f32 = 72.0;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL_PX, 26.0), Sense::hover());
        let at_left = pos2(rect.left(), rect.center().y);
        ui.painter().text(at_left, Align2::LEFT_CENTER, label, font(11.5, Weight::Regular), colors.ink2);
        one_of_ui(ui, label, choices, at, colors)
    })
    .inner
}

/// Which table it reads like.
fn like_ui(ui: &mut Ui, proposal: &TableProposal, colors: &Colors) {
    let (first, second) = match proposal.mapping.like {
        Some(recipe) => (format!("Reads like {}", recipe.name()), "Known by its headings"),
        None => ("A table of its own".to_owned(), "Found by heading and by what stands in the columns"),
    };
    egui::Frame::new()
        .fill(colors.raised)
        .stroke(Stroke::new(1.0, colors.rule_firm))
        .corner_radius(6)
        .inner_margin(egui::Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(words(first, 12.5, Weight::SemiBold, colors.ink)).truncate());
            ui.add(Label::new(words(second, 11.0, Weight::Regular, colors.ink2)).truncate());
        });
}

/// How exactly rows are dated and placed, with what codes say by their codebook.
fn exact_ui(ui: &mut Ui, look: &Look, mapping: &Mapping, colors: &Colors) {
    if look.table.is_none() {
        return;
    }
    rule_ui(ui, PADDING_PX, colors);
    let by = mapping.like.map(|recipe| format!("by the codebook of {}", recipe.name())).unwrap_or_default();
    heading_ui(
        ui,
        "How exact",
        if mapping.time_codes.is_empty() && mapping.place_codes.is_empty() { "" } else { &by },
        colors,
    );
    let line = |ui: &mut Ui, key: &str, says: &str, number: Option<u32>| {
        let width = ui.available_width();
        let row = ui.horizontal_top(|ui| {
            let (at, _) = ui.allocate_exact_size(vec2(44.0, 16.0), Sense::hover());
            let code = font(11.0, Weight::SemiBold);
            ui.painter().text(at.left_center(), Align2::LEFT_CENTER, key, code, colors.ink);
            ui.vertical(|ui| {
                ui.set_width(width - 44.0 - 72.0);
                ui.add(Label::new(words(says, 11.5, Weight::Regular, colors.ink)).wrap());
            });
        });
        let number = number.map(|number| thousands(u64::from(number))).unwrap_or_default();
        let at = pos2(row.response.rect.left() + width, row.response.rect.top() + 8.0);
        ui.painter().text(at, Align2::RIGHT_CENTER, number, font(11.0, Weight::Regular), colors.ink2);
    };
    if mapping.time_codes.is_empty() {
        for (exact, number) in Exact::ALL.into_iter().zip(look.exact).filter(|(_, number)| *number > 0) {
            line(ui, "time", exact.word(), Some(number));
        }
    }
    let apart = mapping.time_codes.iter().filter(|code| code.bounds == TimeBounds::AsWritten).count() <= 1;
    for code in &mapping.time_codes {
        let exact = match code.bounds {
            TimeBounds::AsWritten => Exact::Day,
            TimeBounds::Week => Exact::Week,
            TimeBounds::Month => Exact::Month,
            TimeBounds::Year => Exact::Year,
        };
        let number = look.exact.get(exact as usize).copied().filter(|_| apart);
        line(ui, &format!("time {}", code.code), &code.says, number);
    }
    if mapping.place_codes.is_empty() {
        for (near, number) in Nearness::ALL.into_iter().zip(look.near).filter(|(_, number)| *number > 0) {
            line(ui, "place", near.word(), Some(number));
        }
    }
    for code in &mapping.place_codes {
        let alone = mapping.place_codes.iter().filter(|other| other.near == code.near).count() == 1;
        let number = look.near.get(code.near as usize).copied().filter(|_| alone);
        line(ui, &format!("place {}", code.code), &code.says, number);
    }
}
