//! Paints the lanes: bars with their words, symbols, counts, and what is selected or has just changed.

use super::arrange::{Arranged, Laid};
use super::happening::{Happening, Happenings};
use super::layout::BarLayout;
use super::marks;
use super::pack::{Placement, WORDS_GAP_PX};
use crate::gui::theme::font;
use crate::gui::widgets::PanelContext;
use crate::scene::Weight;
use crate::time::Moment;
use egui::{Pos2, Rangef, Rect, Stroke, Ui, Vec2, pos2};

/// Where a happening is found in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HappeningArea {
    /// What takes the pointer.
    pub rect: Rect,
    /// Whether it is a bar.
    pub bar: bool,
}

/// Where the happening stands that is at this position of its lane.
pub fn find(layout: &BarLayout, arranged: &Arranged, laid: &Laid, position: usize) -> Option<HappeningArea> {
    let offset = layout.offset_px();
    let y = |row| layout.chart.top() + laid.row_px(row, &arranged.terms);
    let around = |row, x: f32| Rect::from_center_size(pos2(x + offset, y(row)), Vec2::splat(11.0));
    match laid.packed.placements.get(position)? {
        Placement::Bar { row, extent } => {
            let rect = marks::bar_rect(Rangef::new(extent.0 + offset, extent.1 + offset), y(*row));
            Some(HappeningArea { rect, bar: true })
        }
        Placement::Symbol { row, x, .. } => Some(HappeningArea { rect: around(*row, *x), bar: false }),
        Placement::Counted(index) => {
            let count = laid.packed.counts.get(*index)?;
            Some(HappeningArea { rect: marks::count_rect(pos2(count.x + offset, y(count.row))), bar: false })
        }
    }
}

/// What is painted: first what lasts, and over the line of the playhead what has a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Bars and the lines of bounds.
    Lasting,
    /// Symbols, counts and words.
    Moments,
}

/// Paints all lanes.
pub fn show(
    ui: &Ui,
    pass: Pass,
    layout: &BarLayout,
    arranged: &Arranged,
    happenings: &Happenings,
    panel: &PanelContext<'_>,
) {
    let chart = layout.chart;
    let lanes_bottom = chart.top() + arranged.height_px();
    let painter = ui.painter().with_clip_rect(Rect::from_min_max(chart.min, pos2(chart.right(), lanes_bottom)));
    let lanes = Lanes { painter: &painter, layout, arranged, all: &happenings.all, panel };
    for laid in &arranged.lanes {
        match pass {
            Pass::Lasting => lanes.lasting(laid),
            Pass::Moments => lanes.moments(laid),
        }
    }
}

struct Lanes<'a> {
    painter: &'a egui::Painter,
    layout: &'a BarLayout,
    arranged: &'a Arranged,
    all: &'a [Happening],
    panel: &'a PanelContext<'a>,
}

impl Lanes<'_> {
    /// The happenings of a lane that are in sight, with where they stand.
    fn in_sight<'l>(&'l self, laid: &'l Laid) -> impl Iterator<Item = (usize, &'l Happening, &'l Placement)> {
        let chart = self.layout.chart.x_range();
        let offset = self.layout.offset_px();
        let seen = move |spot: &Placement| {
            let (a, b) = match spot {
                Placement::Bar { extent, .. } => *extent,
                // Words reach a little further.
                Placement::Symbol { x, since, .. } => (since.unwrap_or(*x).min(*x) - 12.0, x + 250.0),
                Placement::Counted(_) => return false,
            };
            b + offset + 250.0 > chart.min && a + offset < chart.max
        };
        let members = laid.members.iter().zip(&laid.packed.placements).enumerate();
        members.filter_map(move |(position, (&i, spot))| {
            self.all.get(i).filter(|_| seen(spot)).map(|happening| (position, happening, spot))
        })
    }

    fn y(&self, laid: &Laid, row: usize) -> f32 {
        self.layout.chart.top() + laid.row_px(row, &self.arranged.terms)
    }

    fn lasting(&self, laid: &Laid) {
        let colors = self.panel.colors;
        let offset = self.layout.offset_px();
        let y = |row: usize| self.y(laid, row);
        for (_, happening, spot) in self.in_sight(laid) {
            match spot {
                Placement::Bar { row, extent } => {
                    let rect = marks::bar_rect(Rangef::new(extent.0 + offset, extent.1 + offset), y(*row));
                    marks::bar(self.painter, rect, happening, colors);
                }
                Placement::Symbol { row, x, since: Some(from) } => {
                    let at = pos2(x + offset, y(*row));
                    marks::bounds(self.painter, from + offset, at, happening, colors);
                }
                _ => {}
            }
        }
    }

    fn moments(&self, laid: &Laid) {
        let colors = self.panel.colors;
        let offset = self.layout.offset_px();
        let y = |row: usize| self.y(laid, row);
        for (position, happening, spot) in self.in_sight(laid) {
            if let Placement::Bar { row, extent } = spot
                && laid.packed.words.get(position).is_none_or(Option::is_none)
            {
                let rect = marks::bar_rect(Rangef::new(extent.0 + offset, extent.1 + offset), y(*row));
                self.words_inside(rect, happening);
            }
            if let Placement::Symbol { row, x, .. } = spot {
                let at = pos2(x + offset, y(*row));
                marks::symbol(self.painter, at, happening, colors);
                self.emphasis(at, happening);
            }
            if let (Some(Some(words)), Some(row)) = (laid.packed.words.get(position), self.row_in_sight(spot)) {
                let text = happening.words.get(words.candidate).map_or("", String::as_str);
                self.words_at(words.left + offset, y(row), text, happening.known);
            }
        }
        for count in &laid.packed.counts {
            let of: Vec<&Happening> =
                count.members.iter().filter_map(|&k| laid.members.get(k)).filter_map(|&i| self.all.get(i)).collect();
            let Some(first) = of.first() else { continue };
            let same = of.iter().all(|h| h.side == first.side && h.known == first.known);
            let ink = if same { marks::ink_of(first, colors) } else { colors.ink3 };
            let hollow = of.iter().all(|h| h.hollow || h.unreal);
            marks::count(self.painter, pos2(count.x + offset, y(count.row)), of.len(), ink, hollow, colors);
        }
        self.selected(laid);
    }

    /// The row of something whose symbol or end is in sight: words without it would belong to nothing.
    fn row_in_sight(&self, spot: &Placement) -> Option<usize> {
        let (row, x) = match spot {
            Placement::Bar { row, extent } => (row, extent.1),
            Placement::Symbol { row, x, .. } => (row, *x),
            Placement::Counted(_) => return None,
        };
        self.layout.chart.x_range().contains(x + self.layout.offset_px()).then_some(*row)
    }

    /// The longest words that fit into what is in sight of a bar.
    fn words_inside(&self, rect: Rect, happening: &Happening) {
        let chart = self.layout.chart.x_range();
        // Words begin where the bar has its full strength, if that leaves room.
        let soft = marks::soft_px(rect, happening.starts);
        let rect = if rect.width() > 4.0 * soft {
            Rect::from_min_max(rect.min + egui::vec2(soft, 0.0), rect.max)
        } else {
            rect
        };
        let left = rect.left().max(chart.min) + WORDS_GAP_PX + 1.0;
        // Compressed ends are torn off: words keep clear of the edge.
        let torn = self.layout.ruler.axis.ends();
        let first = torn[0].map_or(left, |(_, until)| self.layout.x_of(until) + 6.0);
        let last = torn[1].map_or(f32::INFINITY, |(from, _)| self.layout.x_of(from) - 5.0);
        let left = if rect.right() > first { left.max(first) } else { left };
        let right = rect.right().min(chart.max) - WORDS_GAP_PX;
        let right = if left < last { right.min(last) } else { right };
        let ink = if happening.known { self.panel.colors.ink } else { self.panel.colors.ink3 };
        for text in &happening.words {
            let galley = self.painter.layout_no_wrap(text.clone(), font(10.0, Weight::Regular), ink);
            if galley.size().x <= right - left {
                let room = Rect::from_min_size(pos2(left, rect.center().y - galley.size().y / 2.0), galley.size());
                if happening.claimed {
                    marks::plain_ground(self.painter, room, rect, happening, self.panel.colors);
                }
                self.painter.galley(room.min, galley, ink);
                return;
            }
        }
    }

    fn words_at(&self, left: f32, y: f32, text: &str, known: bool) {
        let ink = if known { self.panel.colors.ink2 } else { self.panel.colors.ink3 };
        let galley = self.painter.layout_no_wrap(text.to_owned(), font(10.0, Weight::Regular), ink);
        let right = left + galley.size().x;
        let [first, last] = self.layout.ruler.axis.ends();
        let torn = [first.map(|(_, until)| until), last.map(|(from, _)| from)].into_iter().flatten();
        let mut torn = torn.map(|moment| self.layout.x_of(moment));
        let whole = !torn.any(|x| x > left - 4.0 && x < right + 4.0);
        // Cut off at an edge is worse than not there.
        if whole && left >= self.layout.chart.left() && right <= self.layout.chart.right() {
            let rect = Rect::from_min_size(pos2(left, y - galley.size().y / 2.0), galley.size());
            // Words stand clear of the lines of days and of the playhead.
            let clear = rect.expand2(egui::vec2(1.5, -1.5));
            self.painter.rect_filled(clear, 0, self.panel.colors.panel.gamma_multiply(0.85));
            self.painter.galley(rect.min, galley, ink);
        }
    }

    /// What has just happened, while playing: a ring that grows faint as time goes on.
    fn emphasis(&self, at: Pos2, happening: &Happening) {
        let state = self.panel.state;
        let age = state.view.clock.cursor.0 - happening.end.0;
        if !state.chrome.playback.playing || !(0..Moment::DAY).contains(&age) {
            return;
        }
        let share = if state.chrome.reduced_motion() { 0.0 } else { age as f32 / Moment::DAY as f32 };
        let ink = marks::ink_of(happening, self.panel.colors).gamma_multiply(1.0 - share);
        self.painter.circle_stroke(at, 6.5 + 2.5 * share, Stroke::new(1.4, ink));
    }

    fn selected(&self, laid: &Laid) {
        let Some(selected) = self.panel.state.view.event.as_ref() else { return };
        let colors = self.panel.colors;
        let position = laid.members.iter().position(|&i| self.all.get(i).is_some_and(|h| h.event == *selected));
        let Some(position) = position else { return };
        let Some(found) = find(self.layout, self.arranged, laid, position) else { return };
        match laid.packed.placements.get(position) {
            Some(Placement::Symbol { .. }) => {
                marks::selected(self.painter, found.rect.center(), colors);
                if let Some(happening) = laid.members.get(position).and_then(|&i| self.all.get(i)) {
                    marks::symbol(self.painter, found.rect.center(), happening, colors);
                }
            }
            _ => marks::selected_bar(self.painter, found.rect, colors),
        }
    }
}
