//! Proposals, decided one by one: the document with its passages, the map and the time bar with what is proposed, and the
//! card of the proposal in question. One key decides and goes on.

mod card;
mod card_fields;
mod document;
mod finished;
mod keys;
mod over_map;
mod reading;
mod refused;
mod strip;

use crate::app::{Action, Camera, State};
use crate::chronicle::{Changes, Chronicle, ChronicleId, EventId, Revision};
use crate::gui::map::MapPanel;
use crate::gui::timebar::TimeBar;
use crate::gui::widgets::PanelContext;
use crate::review::{Making, Review};
use egui::{Rect, Ui, UiBuilder, pos2};
use reading::Reading;
use std::sync::Arc;

/// Height of the bar at the top, px.
const TOP_PX: f32 = 44.0;
/// Height of the row of counts and filters, px.
const STRIP_PX: f32 = 40.0;
/// In a narrower window there is no map beside the words, px.
const WITH_MAP_PX: f32 = 840.0;
/// In a lower one there is no time bar, px.
const WITH_BAR_PX: f32 = 560.0;
/// How near the map comes to a place in question, so that it is told from its neighbours.
const NEAR_ZOOM: f64 = 5.5;

/// Up to so many documents and events are read and counted while something else fills the window.
const BESIDE_DOCUMENTS: usize = 60;
const BESIDE_EVENTS: usize = 2_000;

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ReviewScreen {
    review: Review,
    reading: Option<Reading>,
    /// How many documents there were, and how many of them were read, when reading ended: it begins anew with others.
    ended: Option<(usize, usize)>,
    /// Of which chronicle all this is.
    of: Option<ChronicleId>,
    /// The proposal to which map, clock and document were brought.
    shown: Option<String>,
    /// Whether the document is to be scrolled to it.
    scroll: bool,
    /// Whether the fields are to take the keyboard.
    mend: bool,
    /// Whether refused proposals are shown.
    refused: bool,
    /// What stands against what was asked last.
    said: Option<String>,
    /// The revision on which the last decision was made: one key decides once.
    decided_at: Option<Revision>,
}

impl ReviewScreen {
    /// Shows the screen.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>, map: &mut MapPanel, bar: &mut TimeBar) {
        self.follow(ui.ctx(), panel.state);
        self.keys(ui.ctx(), panel);
        self.bring_into_sight(panel);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0, panel.colors.panel);
        let part = |ui: &mut Ui, rect: Rect, name: &str| {
            let mut part = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
            part.set_clip_rect(rect.intersect(ui.clip_rect()));
            part
        };
        let (top, rest) = whole.split_top_bottom_at_y(whole.top() + TOP_PX);
        let (strip, rest) = rest.split_top_bottom_at_y(rest.top() + STRIP_PX);
        self.top_ui(&mut part(ui, top, "top"), panel);
        self.strip_ui(&mut part(ui, strip, "strip"), panel);
        // With little room words come first: the map goes, then the time bar.
        let with_map = whole.width() >= WITH_MAP_PX;
        let bar_px = crate::gui::timebar::height(panel.state, whole.height()).min(rest.height() * 0.34);
        let bar_px = if whole.height() >= WITH_BAR_PX { bar_px } else { 0.0 };
        let (rest, below) = rest.split_top_bottom_at_y(rest.bottom() - bar_px);
        let side = if with_map { (rest.width() * 0.285).clamp(250.0, 440.0) } else { rest.width() / 2.0 };
        let (left, rest) = rest.split_left_right_at_x(rest.left() + side);
        let (middle, right) = rest.split_left_right_at_x((rest.right() - side).max(rest.left()));
        self.document_ui(&mut part(ui, left, "document"), panel);
        if with_map {
            let ui = &mut part(ui, middle, "map");
            map.show_ui(ui, panel);
            self.over_map_ui(ui, middle, panel);
        }
        self.card_ui(&mut part(ui, right, "card"), panel);
        if bar_px > 0.0 {
            let ui = &mut part(ui, below, "time");
            bar.input_ui(ui, panel);
            bar.show_ui(ui, panel);
            self.over_bar(ui, bar, panel);
        }
        if self.refused {
            let over = if with_map { middle } else { right };
            let room = Rect::from_min_max(pos2(over.left(), over.center().y), over.max).shrink(16.0);
            self.refused_ui(ui, room, panel);
        }
        crate::gui::commands::note_writing(ui.ctx());
    }

    /// How many proposals are to be decided; none where that is not known of the records as they are.
    pub fn waiting(&self, chronicle: &Chronicle) -> Option<usize> {
        let known = self.of.as_ref() == Some(&chronicle.id) && self.reading.is_none();
        let read = known && self.review.is_of(chronicle.revision) && !self.review.documents().is_empty();
        read.then(|| self.review.tally(None).open())
    }

    /// Reads and counts while something else fills the window, in a chronicle of one's own that is small enough for
    /// nobody to notice.
    pub fn follow_beside(&mut self, ctx: &egui::Context, state: &State) {
        let chronicle = &state.document.chronicle;
        let small = chronicle.sources.len() <= BESIDE_DOCUMENTS && chronicle.events.len() <= BESIDE_EVENTS;
        if small && state.document.folder().is_some() {
            self.follow(ctx, state);
        }
    }

    /// Takes up what has changed: another chronicle, other documents, other records.
    fn follow(&mut self, ctx: &egui::Context, state: &State) {
        let document = &state.document;
        let chronicle = &document.chronicle;
        if self.of.as_ref() != Some(&chronicle.id) {
            *self = Self { of: Some(chronicle.id.clone()), ..Self::default() };
        }
        self.review.keep_to(chronicle);
        if let Some(reading) = &mut self.reading {
            reading.take(&mut self.review);
            if reading.is_over() {
                self.reading = None;
                self.ended = Some((chronicle.sources.len(), self.review.documents().len()));
            }
        }
        let (all, read) = (chronicle.sources.len(), self.review.documents().len());
        if self.reading.is_none() && read < all && self.ended != Some((all, read)) {
            self.reading = Some(Reading::begin(ctx, Arc::clone(&document.files), chronicle, &self.review));
        }
        self.review.follow(document.draft(), chronicle);
        if self.decided_at.is_some_and(|at| at != chronicle.revision) {
            self.decided_at = None;
        }
    }

    /// Brings map, clock and document to the proposal in question, when it is another than before.
    fn bring_into_sight(&mut self, panel: &mut PanelContext<'_>) {
        let current = self.review.current().map(|(_, found)| found.id.clone());
        if current == self.shown {
            return;
        }
        self.shown = current;
        self.scroll = true;
        self.said = None;
        let Some(card) = self.review.card() else { return };
        if let Some(end) = card.span().and_then(|span| span.end.or(span.start)) {
            panel.act(Action::SetCursor(panel.state.document.chronicle.resolution().rest_at(end)));
        }
        let place = card.chosen_place().filter(|place| place.is_a_point());
        let Some(center) = place.and_then(|place| place.position) else { return };
        let size = panel.state.chrome.map_size_px;
        let view = panel.state.viewport(size);
        let at = view.nearest_screen(center);
        let inside = |at: f64, size: f64| (size * 0.2..size * 0.8).contains(&at);
        if !(inside(at.x, size[0]) && inside(at.y, size[1])) || view.zoom < NEAR_ZOOM {
            panel.act(Action::MoveCamera(Camera { center, zoom: view.zoom.max(NEAR_ZOOM) }));
        }
    }

    /// Makes a decision into a change of records, once on each revision of them.
    fn decide(
        &mut self,
        panel: &mut PanelContext<'_>,
        decide: impl FnOnce(&mut Review, Making<'_>) -> Result<Vec<crate::chronicle::Change>, String>,
    ) {
        let document = &panel.state.document;
        let revision = document.chronicle.revision;
        if self.decided_at == Some(revision) {
            return;
        }
        let making = Making { draft: document.draft(), chronicle: &document.chronicle };
        match decide(&mut self.review, making) {
            Ok(changes) if changes.is_empty() => {}
            Ok(changes) => {
                self.decided_at = Some(revision);
                self.said = None;
                panel.act(Action::Change(changes));
            }
            Err(sentence) => self.said = Some(sentence),
        }
    }

    fn accept(&mut self, panel: &mut PanelContext<'_>) {
        self.decide(panel, Review::accept);
    }

    fn reject(&mut self, panel: &mut PanelContext<'_>) {
        self.decide(panel, Review::reject);
    }

    fn accept_alike(&mut self, panel: &mut PanelContext<'_>) {
        let alike = self.review.alike();
        if alike.len() > 1 {
            self.decide(panel, |review, making| Ok(review.accept_all(making, &alike)));
        }
    }

    /// Makes a claim an event of its own.
    fn separate(&mut self, event: &EventId, at: usize, panel: &mut PanelContext<'_>) {
        self.decide(panel, |_, making| {
            let mut changes = Changes::on(making.draft);
            changes.separate(event, at).map_err(|error| format!("{error}."))?;
            Ok(changes.made())
        });
    }

    fn back(&mut self, panel: &mut PanelContext<'_>) {
        if let Some(crate::review::ReviewStep::Decided(_)) = self.review.back(&panel.state.document.chronicle) {
            panel.act(Action::Undo);
        }
    }
}
