//! The clock, the keys of playing, and the sums of the instant.

use super::layout::BarLayout;
use crate::app::Action;
use crate::gui::commands::keys_of;
use crate::gui::icons::Icon;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, icon_button_ui, text_button_ui};
use crate::scene::Weight;
use crate::words::{self, Shown};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Label, Layout, Rect, Ui, UiBuilder, pos2, vec2};

/// What the sums of the instant need, px: lesser controls give way to them.
const SUMS_PX: f32 = 520.0;

/// Shows the header.
pub fn header_ui(ui: &mut Ui, layout: &BarLayout, panel: &mut PanelContext<'_>) {
    let row = Rect::from_min_max(
        layout.header.min + vec2(14.0, 5.0),
        pos2(layout.header.right(), layout.header.top() + 35.0),
    );
    let mut left = ui.new_child(UiBuilder::new().max_rect(row).layout(Layout::left_to_right(Align::Center)));
    left.spacing_mut().item_spacing.x = 2.0;
    keys_ui(&mut left, panel);
    let after = left.min_rect().right();
    let room = Rect::from_min_max(pos2(after + 20.0, row.top()), pos2(layout.chart.right() - 4.0, row.bottom()));
    let mut right = ui.new_child(UiBuilder::new().max_rect(room).layout(Layout::right_to_left(Align::Center)));
    // The fullest form there is room for; a sum is never cut in two.
    let forms = [Sums::Full, Sums::Held, Sums::Figures].into_iter().map(|form| sums(panel, form));
    let fits = |job: &LayoutJob| right.painter().layout_job(job.clone()).size().x <= room.width();
    let fitting = forms.into_iter().find(fits);
    if let Some(job) = fitting {
        right.add(Label::new(job).extend()).on_hover_text(sums(panel, Sums::Full).text);
    }
}

/// How much of the sums is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sums {
    /// "3 by the documents · 12–13 of 34 with reference   |   nearest Ghazni, 128 km".
    Full,
    /// Without the nearest.
    Held,
    /// "3 · 12–13 of 34".
    Figures,
}

fn keys_ui(ui: &mut Ui, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let playback = panel.state.chrome.playback;
    let play = if playback.playing { (Icon::Pause, "Pause") } else { (Icon::Play, "Play") };
    let unit = words::unit(panel.state.document.chronicle.resolution());
    let (previous, next) = (format!("Previous {unit}"), format!("Next {unit}"));
    for (icon, name, label, look, action) in [
        (Icon::First, "First happening", "First happening", ButtonStyle::Plain, Action::ToEnd(false)),
        (Icon::Back, previous.as_str(), "Step back", ButtonStyle::Plain, Action::Step(-1)),
        (play.0, play.1, "Play or pause", ButtonStyle::Filled, Action::TogglePlay),
        (Icon::Forward, next.as_str(), "Step on", ButtonStyle::Plain, Action::Step(1)),
        (Icon::Last, "Last happening", "Last happening", ButtonStyle::Plain, Action::ToEnd(true)),
    ] {
        if icon_button_ui(ui, icon, name, &keys_of(label), look, colors).clicked() {
            panel.act(action);
        }
    }
    ui.add_space(8.0);
    let (date, clock) = words::instant(panel.state.view.clock.cursor, panel.state.document.chronicle.resolution());
    let shown = ui.add(Label::new(words(date, 16.0, Weight::SemiBold, colors.ink)));
    // The date keeps its room, so that nothing beside it moves while scrubbing.
    ui.add_space((142.0 - shown.rect.width()).max(0.0) + 6.0);
    let shown = ui.add(Label::new(words(clock, 12.0, Weight::Regular, colors.ink3)));
    ui.add_space((62.0 - shown.rect.width()).max(0.0) + 6.0);
    let speed = format!("{}×", playback.units_per_second);
    let name = format!("Speed: {} {unit}s per second", playback.units_per_second);
    if text_button_ui(ui, &speed, &name, ButtonStyle::Plain, colors).on_hover_text(&name).clicked() {
        panel.act(Action::SetSpeed(playback.next_speed()));
    }
    let look = if playback.repeat { ButtonStyle::Outlined } else { ButtonStyle::Plain };
    let name = if playback.repeat { "Repeat: on" } else { "Repeat: off" };
    if icon_button_ui(ui, Icon::Repeat, name, "", look, colors).clicked() {
        panel.act(Action::ToggleRepeat);
    }
    if ui.available_width() > SUMS_PX {
        let on = playback.skip_silence;
        let name = if on { "Skip silence: on" } else { "Skip silence: off" };
        let every = format!("Every {unit}");
        let (text, tip) = if on {
            ("Skips silence", format!("Playing passes over {unit}s without a happening"))
        } else {
            (every.as_str(), format!("Playing shows every {unit}"))
        };
        if text_button_ui(ui, text, name, ButtonStyle::Plain, colors).on_hover_text(tip).clicked() {
            panel.act(Action::ToggleSkipSilence);
        }
    }
}

/// How many places are held, and how near the nearest is, what counts in bold.
fn sums(panel: &PanelContext<'_>, form: Sums) -> LayoutJob {
    let state = panel.state;
    let colors = panel.colors;
    let mut job = LayoutJob::default();
    let mut add = |text: &str, strong: bool| {
        let (weight, ink) = if strong { (Weight::SemiBold, colors.ink) } else { (Weight::Regular, colors.ink2) };
        job.append(text, 0.0, TextFormat::simple(font(12.0, weight), ink));
    };
    let shown = state.shown();
    let chronicle = &state.document.chronicle;
    if !chronicle.meta.subject.control || chronicle.meta.sides.len() > 2 {
        let said = words::headline(chronicle, &state.slice, shown);
        // What counts in bold, as over the map.
        add(if form == Sums::Full { &said.sum } else { &said.brief }, false);
        return job;
    }
    let counts = state.slice.counts;
    let (documents, with, alone) = match form {
        Sums::Figures => (" · ", "", ""),
        // Where documents are all there is, nobody need hear of them.
        _ if !Shown::ALL.in_chronicle(chronicle).reference => ("", "", ""),
        Sums::Full | Sums::Held => (" by the documents · ", " with reference", " by the documents"),
    };
    let by_reference = if alone.is_empty() { "" } else { " by reference" };
    match (shown.documents, shown.reference) {
        (true, true) => {
            add(&counts.documents.to_string(), true);
            add(documents, false);
            add(&counts.reference.to_string(), true);
            add(&format!(" of {}{with}", counts.of), false);
        }
        (true, false) => {
            add(&counts.documents.to_string(), true);
            add(&format!(" of {}{alone}", counts.of), false);
        }
        (false, true) => {
            add(&counts.reference.to_string(), true);
            add(&format!(" of {}{by_reference}", counts.of), false);
        }
        (false, false) if !Shown::ALL.in_chronicle(chronicle).reference => add("The documents are hidden", false),
        (false, false) => add("Documents and reference are hidden", false),
    }
    if form != Sums::Full {
        return job;
    }
    let [documents, by_reference] = &state.slice.nearest;
    let on = |shown: bool, nearest: &'_ Option<_>| nearest.clone().filter(|_| shown);
    let nearest = on(shown.documents, documents).or_else(|| on(shown.reference, by_reference));
    if let Some(nearest) = nearest {
        let places = &state.document.chronicle.places;
        let name = places.get(&nearest.place).map_or(nearest.place.as_str(), |p| p.name.as_str());
        add("   |   ", false);
        add(&format!("nearest {name}, "), false);
        add(&format!("{:.0} km", nearest.km), true);
    }
    job
}
