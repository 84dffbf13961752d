//! The right panel in which records are mended: an event with its claims, a place, what the chronicle says of itself.
//! Everything is a [`crate::chronicle::Change`]; a field is taken when it is left, and tried out while it is typed.

mod broken;
mod check;
mod claims;
mod event;
mod field;
mod mend;
mod passage;
mod place;
mod place_field;
mod prefill;
mod raw;
mod sheet;
mod steps;
mod when;
mod world_area;
mod world_place;

use crate::app::{Action, Editing, State};
use crate::chronicle::{Changes, ChronicleId, EventId, PlaceId, RecordFile, RecordId};
use crate::gui::keycap::keycap_ui;
use crate::gui::theme::words;
use crate::gui::widgets::{PanelContext, link_ui};
use crate::scene::Weight;
use broken::Anchoring;
use check::{Check, said_of};
use egui::{Context, Frame, Key, Label, Layout, Margin, Modifiers, ScrollArea, Stroke, Ui};
use mend::Mend;
use passage::PassageForm;
use std::collections::BTreeSet;
use world_area::AreaSearch;
use world_place::WorldSearch;

/// What the editor keeps between frames.
#[derive(Default)]
pub struct Editor {
    check: Check,
    world: WorldSearch,
    passage: PassageForm,
    areas: AreaSearch,
    /// The claim whose fields are shown.
    claim: Option<String>,
    /// The claim whose quotation is being anchored anew.
    anchoring: Option<Anchoring>,
    /// The chronicle whose quotations were compared with its documents.
    compared: Option<ChronicleId>,
}

impl Editor {
    /// Takes the keys that mean something here, before all others.
    pub fn keys(&mut self, ctx: &Context, state: &State, actions: &mut Vec<Action>) {
        field::escape_leaves_the_field(ctx);
        self.compare(state, actions);
        if ctx.text_edit_focused() || state.chrome.reader.is_some() {
            return;
        }
        let Some(Editing::Event(event)) = &state.chrome.editing else { return };
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        for (key, down) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
            if pressed(Modifiers::ALT, key) {
                self.move_claim(state, event, down, actions);
            }
        }
        if pressed(Modifiers::NONE, Key::Plus) || pressed(Modifiers::SHIFT, Key::Plus) {
            claims::mark_another(state, event, actions);
        }
        match &mut self.anchoring {
            None if ctx.input(|input| input.key_pressed(Key::R)) => {
                self.anchoring = broken::first(state, event).map(Anchoring::of);
                // Where nothing is broken the key means what it means elsewhere.
                let _ = self.anchoring.is_some() && pressed(Modifiers::NONE, Key::R);
            }
            Some(anchoring) => {
                for (i, key) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().enumerate() {
                    if pressed(Modifiers::NONE, key) {
                        anchoring.chosen = i;
                    }
                }
                if pressed(Modifiers::NONE, Key::Num0) {
                    anchoring.chosen = usize::MAX;
                }
                anchoring.now = pressed(Modifiers::NONE, Key::Enter);
            }
            None => {}
        }
    }

    /// Compares the quotations of a chronicle with its documents when it is first seen.
    fn compare(&mut self, state: &State, actions: &mut Vec<Action>) {
        let chronicle = &state.document.chronicle;
        if self.compared.as_ref() == Some(&chronicle.id) {
            return;
        }
        self.compared = Some(chronicle.id.clone());
        let (sound, all) = state.document.verified;
        if sound < all {
            actions.extend(broken::anchor_anew(state).into_iter().flatten());
        }
    }

    /// Whether something is mended rather than read.
    pub fn is_shown(&self, state: &State) -> bool {
        let reads = state.chrome.reader.is_some();
        state.chrome.editing.as_ref().is_some_and(|editing| !reads || *editing == Editing::Passage)
    }

    /// Shows what is being mended.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let Some(editing) = panel.state.chrome.editing.clone() else { return };
        let rect = ui.max_rect();
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, panel.colors.rule));
        ScrollArea::vertical().id_salt(("editor", format!("{editing:?}"))).auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(field::PADDING_PX as i8, 14)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                match &editing {
                    Editing::Event(event) => self.event_ui(ui, event, panel),
                    Editing::Passage => {
                        head_ui(ui, "A new event of these words", panel);
                        self.passage.show_ui(ui, &mut self.world, &mut self.anchoring, panel);
                    }
                    Editing::Place(place) => self.place_ui(ui, place, panel),
                    Editing::Page(page) => {
                        head_ui(ui, "Editing the chronicle", panel);
                        sheet::sheet_ui(ui, *page, &mut self.check, &mut self.world, panel);
                    }
                    Editing::Steps => {
                        head_ui(ui, "Steps taken, the last first", panel);
                        steps::steps_ui(ui, panel);
                    }
                }
            });
        });
    }

    fn event_ui(&mut self, ui: &mut Ui, event: &EventId, panel: &mut PanelContext<'_>) {
        let id = RecordId::from(event.as_str());
        let Some(record) = Changes::on(panel.state.document.draft()).read(RecordFile::Events, &id) else { return };
        let names = names_of(&record, event);
        let place = record.pointer("/properties/place").and_then(serde_json::Value::as_str).unwrap_or_default();
        let place = panel.state.document.chronicle.places.get(place).map_or(place, |place| place.name.as_str());
        head_ui(ui, &format!("Editing an event of {place}"), panel);
        let mut mend = Mend { panel, check: &mut self.check, file: RecordFile::Events, id, record, names };
        event::fields_ui(ui, event, &mut self.world, &mut mend);
        problems_ui(ui, &mend);
        claims::claims_ui(ui, event, &mut self.claim, &mut self.anchoring, &mut mend);
        event::remove_ui(ui, event, &mut mend);
    }

    fn place_ui(&mut self, ui: &mut Ui, place: &PlaceId, panel: &mut PanelContext<'_>) {
        let id = RecordId::from(place.as_str());
        let Some(record) = Changes::on(panel.state.document.draft()).read(RecordFile::Places, &id) else { return };
        let name = panel.state.document.chronicle.places.get(place).map_or(place.as_str(), |place| place.name.as_str());
        head_ui(ui, &format!("Editing the place {name}"), panel);
        let names = BTreeSet::from([place.as_str().to_owned()]);
        let mut mend = Mend { panel, check: &mut self.check, file: RecordFile::Places, id, record, names };
        problems_ui(ui, &mend);
        place::fields_ui(ui, place, &mut self.areas, &mut mend);
    }

    /// Moves the claim that is open.
    fn move_claim(&self, state: &State, event: &EventId, down: bool, actions: &mut Vec<Action>) {
        let mut changes = Changes::on(state.document.draft());
        let Some(record) = changes.read(RecordFile::Events, &event.as_str().into()) else { return };
        let claims = raw::of(&record);
        let at = self.claim.as_ref().and_then(|open| claims.iter().position(|claim| raw::id_of(claim) == open));
        let first = at.and_then(|at| if down { Some(at) } else { at.checked_sub(1) });
        if let Some(first) = first.filter(|first| first + 1 < claims.len())
            && changes.swap_claims(event, first).is_ok()
        {
            actions.push(Action::Change(changes.made()));
        }
    }
}

/// Under which names problems speak of an event: its own, and those of its claims.
fn names_of(record: &serde_json::Value, event: &EventId) -> BTreeSet<String> {
    let claims = raw::of(record).iter().map(|claim| raw::id_of(claim).to_owned());
    claims.chain([event.as_str().to_owned()]).collect()
}

/// What is mended, and the way out.
fn head_ui(ui: &mut Ui, what: &str, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if link_ui(ui, "done", "End editing", colors).clicked() {
                panel.act(Action::Edit(None));
            }
            keycap_ui(ui, "Esc", colors);
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                let label = ui.add(Label::new(words(what, 12.0, Weight::Regular, colors.ink2)).truncate());
                label.ctx.accesskit_node_builder(label.id, |node| {
                    node.set_role(egui::Role::Heading);
                    node.set_label(what);
                });
            });
        });
    });
}

/// What loading says of the record as it is.
fn problems_ui(ui: &mut Ui, mend: &Mend<'_, '_>) {
    let colors = mend.panel.colors;
    for problem in said_of(&mend.panel.state.document.problems, &mend.names) {
        ui.add(Label::new(words(problem, 11.0, Weight::Medium, colors.ink)).wrap().selectable(true));
    }
}
