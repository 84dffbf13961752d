//! What is proposed, pale over the map and the time bar: the one in question breathes, none of it counts.

use crate::chronicle::SideId;
use crate::gui::review::ReviewScreen;
use crate::gui::theme::{font, words};
use crate::gui::timebar::TimeBar;
use crate::gui::widgets::PanelContext;
use crate::review::ProposalGlance;
use crate::scene::Weight;
use crate::words::{instant, with_one_more};
use egui::{
    Color32, CornerRadius, Frame, Label, Margin, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2,
    vec2,
};

/// How strongly a proposed mark is filled.
const PALE: f32 = 0.45;
/// The radius of a proposed mark, px.
const MARK_PX: f32 = 6.0;
/// The two rings around the one in question: radius and strength.
const RINGS: [(f32, f32); 2] = [(25.0, 0.55), (34.0, 0.28)];

impl ReviewScreen {
    pub(super) fn over_map_ui(&self, ui: &mut Ui, rect: Rect, panel: &PanelContext<'_>) {
        let painter = ui.painter().with_clip_rect(rect);
        let state = panel.state;
        let view = state.viewport(state.chrome.map_size_px);
        let spot = |glance: &ProposalGlance| {
            let at = view.nearest_screen(glance.position?);
            Some(rect.min + vec2(at.x as f32, at.y as f32))
        };
        let cursor = state.view.clock.cursor;
        for glance in self.review.glances() {
            let begun = glance.span.end.is_some_and(|end| end <= cursor);
            if let Some(at) = spot(&glance).filter(|_| begun && !glance.current) {
                mark(&painter, at, 4.5, self.ink(glance.side.as_ref(), panel));
            }
        }
        let Some(card) = self.review.card() else { return };
        let Some(place) = card.chosen_place() else { return };
        let side = card.chosen_side().id();
        if let Some(position) = place.position.filter(|_| place.is_a_point()) {
            let at = view.nearest_screen(position);
            let at = rect.min + vec2(at.x as f32, at.y as f32);
            let ink = self.ink(side, panel);
            // Once a second, in fourteen steps: the rings are the one thing here that moves by itself.
            let time = ui.input(|i| i.time);
            let breath = (libm::sin(time * std::f64::consts::TAU) * 0.5 + 0.5) as f32;
            for (radius, strength) in RINGS {
                let stroke = Stroke::new(1.5, ink.gamma_multiply(strength * (0.45 + 0.55 * breath)));
                painter.circle_stroke(at, radius - 3.0 * (1.0 - breath), stroke);
            }
            painter.circle_stroke(at, 14.0, Stroke::new(2.2, panel.colors.ink));
            mark(&painter, at, MARK_PX, ink);
            name(&painter, at, &place.name, panel);
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(70));
        }
        self.headline_ui(ui, rect, panel);
    }

    /// What accepting the proposal in question would change in the counts.
    fn headline_ui(&self, ui: &mut Ui, rect: Rect, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        let Some(line) = self.with_this(panel) else { return };
        let chronicle = &panel.state.document.chronicle;
        let (day, _) = instant(panel.state.view.clock.cursor, chronicle.resolution());
        // Above the scale: what the map says of itself stands at its top.
        let room = Rect::from_min_max(
            pos2(rect.left() + 12.0, rect.bottom() - 124.0),
            pos2(rect.right() - 12.0, rect.bottom() - 40.0),
        );
        let mut ui = ui.new_child(UiBuilder::new().max_rect(room).id_salt("with this"));
        let frame = Frame::new()
            .fill(colors.panel)
            .stroke(Stroke::new(1.0, colors.rule))
            .corner_radius(6.0)
            .inner_margin(Margin::symmetric(12, 8));
        frame.show(&mut ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let said = format!("{day} · with this proposal");
            ui.add(Label::new(words(said, 11.0, Weight::Medium, colors.ink2)).wrap());
            ui.add(Label::new(words(line, 13.5, Weight::SemiBold, colors.ink)).wrap());
        });
    }

    /// "9 → 10 of 46 towns to Islamic State", or that no count moves.
    fn with_this(&self, panel: &PanelContext<'_>) -> Option<String> {
        let card = self.review.card()?;
        let chronicle = &panel.state.document.chronicle;
        let place = card.chosen_place()?;
        let (Some(side), true) = (card.chosen_side().id(), card.takes(chronicle)) else {
            return Some(format!("{}: no count moves", card.title(chronicle)));
        };
        let slice = &panel.state.slice;
        let is_held = |id: &str| slice.place(id).is_some_and(|place| place.documents.is_held_by(side));
        let known = place.known.as_ref().and_then(|id| chronicle.places.get(id));
        let counted = known.map_or_else(|| place.would_be_listed(chronicle), |place| place.listed);
        let now = chronicle.places.values().filter(|p| p.listed && is_held(p.id.as_str())).count();
        let all = chronicle.places.values().filter(|p| p.listed).count();
        let held_already = known.is_some_and(|place| is_held(place.id.as_str()));
        if !counted {
            return Some(format!("{}: not one of the places that are counted", place.name));
        }
        if held_already {
            return Some(format!("{now} of {all}, as before: {} is held already", place.name));
        }
        let of = all + usize::from(known.is_none());
        Some(with_one_more(chronicle, now, of, card.chosen_side().label(chronicle)))
    }

    /// The colour of a side; that of the next free one for a side that is not there yet, none's for nobody.
    fn ink(&self, side: Option<&SideId>, panel: &PanelContext<'_>) -> Color32 {
        let chronicle = &panel.state.document.chronicle;
        let rank = side.map(|side| chronicle.side_rank(side).unwrap_or(chronicle.meta.sides.len()));
        rank.and_then(|rank| panel.colors.sides.get(rank).copied()).unwrap_or(panel.colors.ink2)
    }

    /// The same in the rows of the time bar.
    pub(super) fn over_bar(&self, ui: &Ui, bar: &TimeBar, panel: &PanelContext<'_>) {
        let painter = ui.painter();
        for glance in self.review.glances() {
            let Some(at) = glance.span.end.and_then(|end| bar.spot(glance.lane, end)) else { continue };
            mark(painter, at, 4.0, self.ink(glance.side.as_ref(), panel));
            if glance.current {
                painter.circle_stroke(at, 8.0, Stroke::new(1.8, panel.colors.ink));
            }
        }
    }
}

/// A pale mark with a dashed edge.
fn mark(painter: &Painter, at: Pos2, radius: f32, ink: Color32) {
    painter.circle_filled(at, radius, ink.gamma_multiply(PALE));
    let around: Vec<Pos2> =
        (0..=36).map(|step| at + radius * egui::Vec2::angled(std::f32::consts::TAU * step as f32 / 36.0)).collect();
    painter.extend(Shape::dashed_line(&around, Stroke::new(1.2, ink), 2.0, 1.6));
}

/// The name of the place in question, on a ground of its own.
fn name(painter: &Painter, at: Pos2, text: &str, panel: &PanelContext<'_>) {
    let colors = panel.colors;
    let galley = painter.layout_no_wrap(text.to_owned(), font(13.0, Weight::Bold), colors.ink);
    let small = painter.layout_no_wrap("proposed".to_owned(), font(10.5, Weight::Regular), colors.ink2);
    let size = vec2(galley.size().x.max(small.size().x), galley.size().y + small.size().y);
    let begin = at + vec2(20.0, -size.y / 2.0);
    let ground = Rect::from_min_size(begin, size).expand2(vec2(4.0, 2.0));
    painter.rect(ground, CornerRadius::same(4), colors.panel.gamma_multiply(0.82), Stroke::NONE, StrokeKind::Inside);
    let below = begin + vec2(0.0, galley.size().y);
    painter.galley(begin, galley, colors.ink);
    painter.galley(below, small, colors.ink2);
}
