//! The time bar: the clock, a lane of happenings for each kind, the distance to the focus, the handles, and the whole
//! range in little.
//!
//! Input comes first and is obeyed before anything is painted, so that playhead and map move in the same frame. What
//! does not change while scrubbing is worked out once: the happenings when the records or what counts change, their
//! arrangement when pace or height change.

mod arrange;
mod counted;
mod counts;
mod distance;
mod ground;
mod handles;
mod happening;
mod header;
mod keyboard_nav;
mod lane;
mod lanes;
mod layout;
mod marks;
mod overview;
mod pack;
mod pointer;
mod ticks;
mod tip;
mod tools;

use crate::app::{Action, Ruler, State};
use crate::catalogue::KindLane;
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::{Day, Moment};
use arrange::{Arranged, Terms};
use egui::{Context, Key, Modifiers, Pos2, Ui, pos2};
use happening::Happenings;
use keyboard_nav::KeyboardNav;
use lanes::Pass;
use layout::{BarLayout, Metrics};
use overview::Overview;
use pointer::ChartPointer;
use ticks::TickScale;

pub use layout::height;

/// What the time bar keeps between frames.
#[derive(Default)]
pub struct TimeBar {
    /// The words measured, for a pixel density.
    metrics: Option<(f32, Metrics)>,
    happenings: Option<Happenings>,
    /// The widths of the words of each happening.
    words_px: Vec<Vec<f32>>,
    arranged: Option<Arranged>,
    scale: Option<(Ruler, Day, TickScale)>,
    layout: Option<BarLayout>,
    pointer: ChartPointer,
    overview: Overview,
    keyboard_nav: KeyboardNav,
}

impl TimeBar {
    /// Takes the keys that belong to what has the keyboard here; everybody's shortcuts come after.
    pub fn keys(&mut self, ctx: &Context, state: &State, actions: &mut Vec<Action>) {
        let (Some(layout), Some(arranged), Some(happenings)) = (&self.layout, &self.arranged, &self.happenings) else {
            return;
        };
        let on_overview = ctx.memory(|m| m.has_focus(overview::id()));
        if on_overview {
            Overview::keys(ctx, layout, actions);
        }
        let here = on_overview
            || handles::keys(ctx, layout, state, actions)
            || self.keyboard_nav.keys(ctx, arranged, happenings, layout, actions);
        if !here {
            return;
        }
        let ruler = layout.ruler;
        let about = ruler.axis.unit_of(state.view.clock.cursor.0 as f64);
        let window = ruler.window;
        let seen = about > window.start && about < window.start + window.len;
        let about = if seen { about } else { window.start + window.len / 2.0 };
        for (key, factor) in [(Key::Plus, 1.5), (Key::Equals, 1.5), (Key::Minus, 1.0 / 1.5)] {
            if ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                actions.push(Action::SetWindow(ruler.axis.zoom(window, factor, about)));
            }
        }
    }

    /// Whether something here has the keyboard that has no use for Space.
    pub fn leaves_space(ctx: &Context) -> bool {
        let focused = ctx.memory(|m| m.focused());
        focused.is_some_and(|id| id == overview::id() || handles::Handle::BOTH.iter().any(|h| h.id() == id))
    }

    /// Takes the pointer and assistive technology's wishes.
    pub fn input_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let layout = BarLayout::new(ui.max_rect(), self.metrics(ui), panel.state);
        self.pointer.input_ui(ui, &layout, panel);
        handles::input_ui(ui, &layout, panel);
        self.overview.input_ui(ui, &layout, panel);
    }

    /// Shows it all.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        // The state may have changed since the input of this frame.
        let layout = BarLayout::new(ui.max_rect(), self.metrics(ui), panel.state);
        self.refresh(ui, &layout, panel.state);
        header::header_ui(ui, &layout, panel);
        tools::tools_ui(ui, &layout, panel);
        self.layout = Some(layout);
        let (Some(happenings), Some(arranged), Some((_, _, scale))) = (&self.happenings, &self.arranged, &self.scale)
        else {
            return;
        };
        ground::show(ui, &layout, arranged, scale, panel);
        lanes::show(ui, Pass::Lasting, &layout, arranged, happenings, panel);
        handles::lines(ui, &layout, panel);
        if let Some(room) = layout.distance {
            match &happenings.counted {
                Some(counted) => counts::show(ui, &layout, room, counted, panel),
                None => distance::show(ui, &layout, room, happenings, panel),
            }
        }
        lanes::show(ui, Pass::Moments, &layout, arranged, happenings, panel);
        ground::torn_edges(ui, &layout, panel);
        let told = self.pointer.over.map(|at| handles::pointer(ui, &layout, at, panel));
        ground::names(ui, &layout, scale, told, panel);
        handles::show(ui, &layout, panel);
        Overview::show(ui, &layout, happenings, panel);
        self.keyboard_nav.show_ui(ui, &layout, arranged, happenings, panel);
    }

    /// Where a moment stands in the row of a kind, as it was shown last: in the last row where there is none of that kind,
    /// nowhere where it is out of sight.
    pub fn spot(&self, lane: KindLane, moment: Moment) -> Option<Pos2> {
        let (layout, arranged) = (self.layout.as_ref()?, self.arranged.as_ref()?);
        let own = arranged.lanes.iter().find(|laid| laid.lane == lane::Lane::Of(lane));
        let row =
            own.or(arranged.lanes.last()).map_or(layout.metrics.row_px / 2.0, |laid| laid.row_px(0, &arranged.terms));
        let x = layout.x_of(moment);
        layout.chart.x_range().contains(x).then(|| pos2(x, layout.chart.top() + row))
    }

    fn metrics(&mut self, ui: &Ui) -> Metrics {
        let density = ui.ctx().pixels_per_point();
        match self.metrics {
            Some((of, metrics)) if of == density => metrics,
            _ => {
                let metrics = Metrics::of(ui);
                self.metrics = Some((density, metrics));
                self.happenings = None;
                metrics
            }
        }
    }

    /// Works out anew what has changed.
    fn refresh(&mut self, ui: &Ui, layout: &BarLayout, state: &State) {
        let width = |text: &str, px: f32| {
            let ink = egui::Color32::PLACEHOLDER;
            ui.painter().layout_no_wrap(text.to_owned(), font(px, Weight::Regular), ink).size().x
        };
        if self.happenings.as_ref().is_none_or(|happenings| !happenings.are_of(state)) {
            let happenings = Happenings::new(state);
            let words = happenings.all.iter().map(|h| h.words.iter().map(|text| width(text, 10.0)).collect());
            self.words_px = words.collect();
            self.happenings = Some(happenings);
            self.arranged = None;
            self.keyboard_nav.listed = None;
        }
        let terms = Terms {
            axis: layout.ruler.axis,
            px_per_unit: layout.ruler.px_per_unit(),
            height_px: layout.lanes_px,
            row_px: layout.metrics.row_px,
            low: layout.low,
        };
        if self.arranged.as_ref().is_none_or(|arranged| arranged.terms != terms) {
            let happenings = self.happenings.as_ref().map_or(&[][..], |h| h.all.as_slice());
            self.arranged = Some(Arranged::new(happenings, &self.words_px, terms));
            self.keyboard_nav.listed = None;
        }
        let today = state.view.clock.cursor.day();
        let same = |(ruler, day, _): &(Ruler, Day, TickScale)| (*ruler, *day) == (layout.ruler, today);
        if !self.scale.as_ref().is_some_and(same) {
            let scale = ticks::scale(&layout.ruler, today, layout.told, &|text| width(text, 10.5));
            self.scale = Some((layout.ruler, today, scale));
        }
    }
}
