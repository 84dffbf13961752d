//! A document on a row: what it is called, when it was published and by which words, how it stands beside the others.

use crate::gui::add::AddScreen;
use crate::gui::icons::{self, Icon};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{PanelContext, dashed_edge};
use crate::ingest::{Incoming, IntakeRow, Refusal, RowState};
use crate::scene::Weight;
use crate::time::{EdtfDate, Resolution};
use crate::words::span;
use egui::{
    Align, Align2, CornerRadius, Key, Label, Layout, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Heights of a row, of one that asks, and of what stands over a group, px.
const ROW_PX: f32 = 52.0;
const ASKS_PX: f32 = 96.0;
const GROUP_PX: f32 = 30.0;
/// In a narrower list the standing is left out, px.
const STANDING_FROM_PX: f32 = 760.0;

/// Where the columns begin, from the left of a row, px.
struct Columns {
    date: f32,
    standing: Option<f32>,
}

impl Columns {
    fn of(width: f32) -> Self {
        if width >= STANDING_FROM_PX {
            Self { date: 0.40 * width, standing: Some(0.74 * width) }
        } else {
            Self { date: 0.46 * width, standing: None }
        }
    }
}

impl AddScreen {
    /// All documents; those that carry one copy stand together.
    pub(super) fn rows_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let width = ui.available_width() - 32.0;
        if self.intake.rows().is_empty() {
            empty_ui(ui, self.reading.is_some(), colors);
            return;
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        let columns = Columns::of(width);
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
        let name = |x: f32, text: &str| {
            let at = pos2(head.left() + 16.0 + x, head.center().y);
            ui.painter().text(at, Align2::LEFT_CENTER, text, font(11.0, Weight::Regular), colors.ink2);
        };
        name(40.0, "Title, publisher");
        name(columns.date, "Published, by which words");
        if let Some(standing) = columns.standing {
            name(standing, "Standing beside the others");
        }
        let number = self.intake.rows().len();
        let leaders: Vec<usize> = (0..number).map(|at| self.intake.leader(at)).collect();
        for leader in 0..number {
            let of: Vec<usize> = (0..number).filter(|at| leaders.get(*at) == Some(&leader)).collect();
            if of.len() < 2 {
                for at in of {
                    self.row_ui(ui, at, &columns, panel);
                }
                continue;
            }
            let top = ui.cursor().top();
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), GROUP_PX), Sense::hover());
            let at = rect.left_center() + vec2(56.0, 0.0);
            let said = format!("One wire, {} documents", of.len());
            let first = ui.painter().text(at, Align2::LEFT_CENTER, said, font(11.0, Weight::SemiBold), colors.ink);
            let rest = " · they count as one witness; the earliest leads";
            ui.painter().text(
                first.right_center(),
                Align2::LEFT_CENTER,
                rest,
                font(11.0, Weight::Regular),
                colors.ink2,
            );
            for at in of {
                self.row_ui(ui, at, &columns, panel);
            }
            let frame =
                Rect::from_min_max(pos2(rect.left() + 8.0, top), pos2(rect.right() - 8.0, ui.cursor().top() + 2.0));
            let edge = Stroke::new(1.0, colors.rule_firm);
            ui.painter().rect_stroke(frame, CornerRadius::same(8), edge, StrokeKind::Inside);
            ui.add_space(6.0);
        }
        ui.add_space(16.0);
    }

    /// One row.
    fn row_ui(&mut self, ui: &mut Ui, at: usize, columns: &Columns, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let Some(row) = self.intake.rows().get(at).cloned() else { return };
        let state = row.state();
        let chosen = self.chosen == at;
        let asks = chosen && row.read.is_ok() && (state == RowState::Asks || self.date.is_some());
        let height = if asks { ASKS_PX } else { ROW_PX };
        let (outer, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
        let rect = outer.shrink2(vec2(16.0, 0.0));
        let when = shown_date(&row);
        response.widget_info(|| {
            let said = format!("{}, {when}, {}", row.title(), state_word(state));
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, said)
        });
        let radius = CornerRadius::same(6);
        let dim = matches!(state, RowState::LeftOut | RowState::Refused);
        let fill = match () {
            () if response.hovered() => colors.hover,
            () if dim => colors.window,
            () => colors.raised,
        };
        ui.painter().rect_filled(rect, radius, fill);
        match () {
            () if chosen => {
                ui.painter().rect_stroke(rect, radius, Stroke::new(2.0, colors.ink), StrokeKind::Inside);
            }
            () if state == RowState::Refused => dashed_edge(ui, rect, 6.0, colors.ink3),
            () => {
                ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, colors.rule), StrokeKind::Inside);
            }
        }
        sign(ui.painter(), state, rect.left_top() + vec2(18.0, ROW_PX / 2.0), colors);
        let ink = if dim { colors.ink2 } else { colors.ink };
        let lines = |ui: &mut Ui, left: f32, right: f32, first: &str, second: &str| {
            let room = Rect::from_min_max(
                pos2(rect.left() + left, rect.top() + 6.0),
                pos2(rect.left() + right - 10.0, rect.top() + ROW_PX - 4.0),
            );
            let mut column = ui.new_child(UiBuilder::new().max_rect(room).id_salt((at, left as i32)));
            column.spacing_mut().item_spacing.y = 2.0;
            let one = Label::new(words(first, 12.5, Weight::SemiBold, ink)).truncate().selectable(false);
            column.add(one);
            column.add(Label::new(words(second, 11.0, Weight::Regular, colors.ink2)).truncate().selectable(false));
        };
        lines(ui, 40.0, columns.date, row.title(), &about(&row));
        let end = columns.standing.unwrap_or(rect.width());
        match &row.read {
            Ok(document) if asks => self.ask_ui(ui, at, document, rect, columns.date, panel),
            Ok(document) => {
                lines(ui, columns.date, end, &when, &how(document, &row));
                if let Some(standing) = columns.standing {
                    lines_of_standing(ui, rect, standing, &row, colors);
                }
            }
            Err(refusal) => {
                let word = if state == RowState::LeftOut { "left out" } else { "refused" };
                let room =
                    Rect::from_min_max(pos2(rect.left() + columns.date, rect.top() + 8.0), rect.max - vec2(12.0, 4.0));
                let mut column = ui.new_child(UiBuilder::new().max_rect(room).id_salt((at, "refused")));
                let said = words(format!("{word}: {refusal}"), 11.5, Weight::Regular, colors.ink2);
                column.add(Label::new(said).wrap().selectable(false));
                if *refusal == Refusal::Encrypted && row.path.is_some() {
                    self.locked_ui(ui, at, rect, colors);
                }
            }
        }
        if response.clicked() {
            self.choose(at);
        }
        if chosen && ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp)) {
            response.scroll_to_me(None);
        }
    }
}

/// What is said while nothing is there.
fn empty_ui(ui: &mut Ui, reading: bool, colors: &Colors) {
    let rect = ui.max_rect();
    let (first, second) = if reading {
        ("Reading…", "Documents appear here once they are read.")
    } else {
        (
            "Drop documents here",
            "Text, web pages, PDF, DOCX, ODT, letters, feeds and web archives; files or folders. Ctrl+V adds pasted text.",
        )
    };
    let room = Rect::from_center_size(rect.center(), vec2((rect.width() - 48.0).min(460.0), 120.0));
    if !reading {
        dashed_edge(ui, room.expand(24.0), 10.0, colors.rule_firm);
        let icon = Rect::from_center_size(room.center_top() + vec2(0.0, 8.0), vec2(20.0, 20.0));
        icons::paint(ui.painter(), Icon::Drop, icon, colors.ink2);
    }
    let layout = Layout::top_down(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(room.translate(vec2(0.0, 34.0))).layout(layout));
    inside.label(words(first, 15.0, Weight::SemiBold, colors.ink));
    inside.add(Label::new(words(second, 12.0, Weight::Regular, colors.ink2)).wrap());
}

/// What stands before a row.
fn sign(painter: &Painter, state: RowState, at: egui::Pos2, colors: &Colors) {
    let text = |sign: &str, ink| {
        painter.text(at, Align2::CENTER_CENTER, sign, font(14.0, Weight::Bold), ink);
    };
    let line = |from: egui::Vec2, to: egui::Vec2, ink| {
        painter.line_segment([at + from, at + to], Stroke::new(1.8, ink));
    };
    match state {
        RowState::Ready => {
            line(vec2(-4.5, 0.5), vec2(-1.5, 3.5), colors.ink);
            line(vec2(-1.5, 3.5), vec2(5.0, -3.5), colors.ink);
        }
        RowState::Asks => text("?", colors.ink),
        RowState::LeftOut => {
            line(vec2(-4.0, -4.0), vec2(4.0, 4.0), colors.ink2);
            line(vec2(-4.0, 4.0), vec2(4.0, -4.0), colors.ink2);
        }
        RowState::Refused => text("!", colors.ink2),
    }
}

/// How a row stands, in a word for assistive technology.
fn state_word(state: RowState) -> &'static str {
    match state {
        RowState::Ready => "ready",
        RowState::Asks => "asks when it was published",
        RowState::LeftOut => "left out",
        RowState::Refused => "refused",
    }
}

/// "Harbour Gazette · html · 41 kB".
fn about(row: &IntakeRow) -> String {
    let size = crate::words::bytes(row.bytes as u64);
    let Ok(document) = &row.read else {
        let ending = row.name.rsplit_once('.').map(|(_, ending)| format!("{ending} · ")).unwrap_or_default();
        return format!("{ending}{size}");
    };
    let mut parts =
        vec![document.publisher.as_ref().map_or_else(|| "no publisher named".to_owned(), |p| p.value.clone())];
    parts.extend(row.nature.clone());
    let other = document.language.as_ref().filter(|tag| tag.value != "en");
    parts.extend(other.map(|tag| tag.value.clone()));
    parts.push(document.format.ending().to_owned());
    match document.pages {
        Some(1) => parts.push("1 page".to_owned()),
        Some(pages) => parts.push(format!("{pages} pages")),
        None => parts.push(size),
    }
    parts.join(" · ")
}

/// "Thu 21 May 2015, 21:14", "20 – 24 May 2015", "not known".
fn shown_date(row: &IntakeRow) -> String {
    let Ok(document) = &row.read else { return "not read".to_owned() };
    let Some(published) = &document.published else {
        return if row.undated { "Date not known" } else { "When was this published?" }.to_owned();
    };
    let Ok(date) = EdtfDate::parse(&published.edtf) else { return published.edtf.clone() };
    let time = published.edtf.split_once('T').and_then(|(_, time)| time.get(..5)).filter(|_| date.has_time());
    let day = published.edtf.get(..10).and_then(|day| crate::time::read_day(day).ok()).filter(|_| date.has_time());
    match (date.span().days(), day) {
        (_, Some(day)) => format!("{}, {}", day.strftime("%a %-d %b %Y"), time.unwrap_or_default()),
        ((Some(first), Some(last)), None) if first == last => first.strftime("%a %-d %b %Y").to_string(),
        _ => span(date.span(), Resolution::Month),
    }
}

/// "stated · from 2015-05-21 in its first lines".
fn how(document: &Incoming, row: &IntakeRow) -> String {
    match &document.published {
        Some(published) if published.how == "as it was given" => published.how.clone(),
        Some(published) => {
            format!("{} · {}", if published.stated { "stated" } else { "inferred" }, published.how)
        }
        None if row.undated => "its relative words stay relative".to_owned(),
        None => "nothing in it says so".to_owned(),
    }
}

/// How a document stands beside the others.
fn lines_of_standing(ui: &mut Ui, rect: Rect, left: f32, row: &IntakeRow, colors: &Colors) {
    let Ok(document) = &row.read else { return };
    let said = match (&row.copy, &document.agency) {
        _ if row.left_out => "left out".to_owned(),
        (Some(copy), _) if row.apart => {
            format!("by itself, though {} % of its words are those of {}", copy.percent, copy.title)
        }
        (Some(copy), _) => format!("carries the same copy as {}, {} % of its words", copy.title, copy.percent),
        (None, Some(agency)) => format!("names {}, by {}", agency.value, agency.how),
        (None, None) => "shares no passage · names no agency".to_owned(),
    };
    let room = Rect::from_min_max(
        pos2(rect.left() + left, rect.top() + 8.0),
        pos2(rect.right() - 10.0, rect.top() + ROW_PX - 4.0),
    );
    let mut column = ui.new_child(UiBuilder::new().max_rect(room).id_salt((row.name.as_str(), "standing")));
    let mut job =
        egui::text::LayoutJob::single_section(said, egui::TextFormat::simple(font(11.0, Weight::Regular), colors.ink2));
    job.wrap.max_width = room.width();
    job.wrap.max_rows = 2;
    column.add(Label::new(job).selectable(false));
}
