//! From words marked in a document to an event, or to a further claim of the one selected.

use super::broken::Anchoring;
use super::event::kinds;
use super::field::{list_ui, note_writing, row_ui};
use super::mend::change;
use super::place_field::{PlaceChosen, place_field_ui};
use super::prefill::{MarkedWords, Prefill};
use super::world_place::{WorldPlace, WorldSearch};
use crate::app::{Action, Document, Editing, without_blanks};
use crate::chronicle::{
    Basis, Chronicle, ClaimId, Draft, EventId, MapRole, Modality, NewClaim, NewEvent, Overrides, Quote, RecordFile,
    SideId, Standing, bounds_of,
};
use crate::gui::inspector::{Marks, quotation_ui};
use crate::gui::keycap::keycap_ui;
use crate::gui::theme::{font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, check_ui, one_of_ui, text_button_ui};
use crate::propose::Proposal;
use crate::review::{PlaceMeant, modality_of, side_named, standing_of};
use crate::scene::Weight;
use crate::time::{EdtfDate, Extent};
use crate::words::{kind_title, span_weekday};
use egui::{Key, Label, Margin, Modifiers, TextEdit, Ui};
use std::sync::Arc;

/// The fields of what is being made.
#[derive(Default)]
pub struct PassageForm {
    prefill: Prefill,
    of: Option<MarkedWords>,
    title: String,
    kind: String,
    side: Option<SideId>,
    place: Option<PlaceChosen>,
    when: String,
    modality: usize,
    by: String,
    standing: usize,
    unattributed: bool,
    /// The words that give the date, and the place as written.
    named: Option<String>,
}

const MODALITIES: [(&str, Modality); 5] = [
    ("happened", Modality::Happened),
    ("ongoing", Modality::Ongoing),
    ("planned", Modality::Planned),
    ("expected", Modality::Predicted),
    ("denied", Modality::Negated),
];

const STANDINGS: [(&str, Standing); 3] =
    [("claimed", Standing::Claimed), ("reported", Standing::Reported), ("confirmed", Standing::Confirmed)];

/// What the reader calls the copy itself, where nobody else speaks.
const THE_REPORT: &str = "the report itself";

impl PassageForm {
    /// Shows the form for the words that are marked.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        world: &mut WorldSearch,
        anchoring: &mut Option<Anchoring>,
        panel: &mut PanelContext<'_>,
    ) {
        let Some(reader) = panel.state.chrome.reader.clone() else { return };
        let chronicle = Arc::clone(&panel.state.document.chronicle);
        let Some(source) = chronicle.sources.get(&reader.source) else { return };
        let chars = reader.marked.and_then(|marked| without_blanks(&source.text, marked));
        let Some(chars) = chars else { return };
        let marked = MarkedWords { source: source.id.clone(), chars: chars.clone() };
        let Some(quote) = Quote::at(&source.text, chars) else { return };
        self.begin(ui, &panel.state.document, &marked);
        let marks = Marks { place: self.named.as_deref(), time: None, struck: false };
        quotation_ui(ui, &quote.exact, &marks, panel);
        ui.add_space(4.0);
        if let Some(claim) = anchoring.as_ref().map(|anchoring| anchoring.claim.clone()) {
            let label = "Anchor the quotation here";
            if text_button_ui(ui, label, label, ButtonStyle::Filled, panel.colors).clicked() {
                anchor_here(&claim, &quote, panel);
                *anchoring = None;
                return;
            }
        }
        self.fields_ui(ui, &chronicle, world, panel);
        self.make_ui(ui, &chronicle, &quote, panel);
    }

    /// Begins anew where other words are marked, and takes what was read in them.
    fn begin(&mut self, ui: &Ui, document: &Document, marked: &MarkedWords) {
        let chronicle = &document.chronicle;
        if self.of.as_ref() != Some(marked) {
            let day = chronicle.sources.get(&marked.source).map(|source| source.published.written().to_owned());
            *self = Self {
                prefill: std::mem::take(&mut self.prefill),
                of: Some(marked.clone()),
                kind: "statement".to_owned(),
                when: day.unwrap_or_default(),
                standing: 1,
                ..Self::default()
            };
            self.prefill.forget();
        }
        self.prefill.ask(ui.ctx(), chronicle, marked);
        if let Some((of, Some(found))) = self.prefill.take()
            && of == *marked
        {
            self.fill(document.draft(), chronicle, &found);
        }
    }

    fn fill(&mut self, draft: &Draft, chronicle: &Chronicle, found: &Proposal) {
        found.kind.id().clone_into(&mut self.kind);
        self.side = found.side.as_deref().and_then(|words| side_named(words, &chronicle.meta.sides));
        let meant = found.place.as_ref().and_then(|place| PlaceMeant::of(draft, chronicle, place));
        self.place = meant.map(|meant| match meant {
            PlaceMeant::Known(id) => PlaceChosen::Known(id),
            PlaceMeant::New(new) => {
                PlaceChosen::World(Box::new(WorldPlace { name: new.name.clone(), detail: String::new(), new: *new }))
            }
        });
        self.named.clone_from(&found.place_words);
        if let Some(when) = &found.when {
            self.when.clone_from(when);
        }
        self.modality = MODALITIES.iter().position(|(_, own)| *own == modality_of(found.modality)).unwrap_or(0);
        self.standing = STANDINGS.iter().position(|(_, own)| *own == standing_of(found.standing)).unwrap_or(1);
        self.by.clone_from(&found.by);
        self.unattributed = self.by == THE_REPORT;
        let place = found.place.as_ref().map(|place| place.name.as_str());
        self.title = match (kind_title(chronicle, &self.kind), place) {
            (kind, Some(place)) => format!("{kind}: {place}."),
            (kind, None) => format!("{kind}."),
        };
    }

    fn fields_ui(&mut self, ui: &mut Ui, chronicle: &Chronicle, world: &mut WorldSearch, panel: &PanelContext<'_>) {
        let colors = panel.colors;
        line_ui(ui, "Title", "One neutral sentence", &mut self.title);
        row_ui(ui, "Kind", colors, |ui| {
            let kinds = kinds(chronicle, Some(&self.kind));
            let chosen = kinds.iter().position(|(id, _)| id.as_deref() == Some(&*self.kind));
            let labels: Vec<String> = kinds.iter().map(|(_, label)| label.clone()).collect();
            let width_px = ui.available_width();
            let picked = list_ui(ui, "passage", "Kind", &labels, chosen, width_px).and_then(|i| kinds.get(i));
            if let Some((Some(kind), _)) = picked {
                self.kind.clone_from(kind);
            }
        });
        if !chronicle.meta.sides.is_empty() {
            row_ui(ui, "Side", colors, |ui| {
                let sides = &chronicle.meta.sides;
                let labels: Vec<String> =
                    std::iter::once("nobody".to_owned()).chain(sides.iter().map(|side| side.label.clone())).collect();
                let chosen = self.side.as_ref().and_then(|id| sides.iter().position(|side| side.id == *id));
                let width_px = ui.available_width();
                let chosen = chosen.map_or(0, |at| at + 1);
                if let Some(picked) = list_ui(ui, "passage", "Side", &labels, Some(chosen), width_px) {
                    self.side = picked.checked_sub(1).and_then(|at| sides.get(at)).map(|side| side.id.clone());
                }
            });
        }
        row_ui(ui, "Place", colors, |ui| {
            let known = match &self.place {
                Some(PlaceChosen::Known(id)) => chronicle.places.get(id),
                _ => None,
            };
            let salt = format!("{:?}", self.of);
            if let Some(chosen) = place_field_ui(ui, (&salt, "Place"), known, chronicle, world, colors) {
                self.place = Some(chosen);
            }
            if let Some(PlaceChosen::World(place)) = &self.place {
                let said = format!("{}, new to the chronicle", place.name);
                ui.add(Label::new(words(said, 11.0, Weight::Medium, colors.ink2)).wrap());
            }
        });
        row_ui(ui, "When", colors, |ui| {
            line_ui(ui, "When", "2021-08-12", &mut self.when);
            let zone = chronicle.meta.zone();
            let said = match EdtfDate::parse(self.when.trim()) {
                Ok(date) => span_weekday(date.span_in(&zone), chronicle.resolution()),
                Err(error) => error.to_string(),
            };
            ui.add(Label::new(words(said, 11.0, Weight::Regular, colors.ink2)).wrap());
        });
        row_ui(ui, "Is", colors, |ui| {
            let labels = MODALITIES.map(|(label, _)| label);
            self.modality = one_of_ui(ui, "Is", &labels, self.modality, colors).unwrap_or(self.modality);
        });
        row_ui(ui, "By", colors, |ui| line_ui(ui, "By", "Who says so: a lawmaker, to AFP", &mut self.by));
        row_ui(ui, "Standing", colors, |ui| {
            let labels = STANDINGS.map(|(label, _)| label);
            self.standing = one_of_ui(ui, "Standing", &labels, self.standing, colors).unwrap_or(self.standing);
        });
        if check_ui(ui, self.unattributed, "Nobody but the copy itself speaks", "", colors).clicked() {
            self.unattributed = !self.unattributed;
        }
    }

    /// What can be made of it.
    fn make_ui(&mut self, ui: &mut Ui, chronicle: &Chronicle, quote: &Quote, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        ui.add_space(6.0);
        let wanting = self.wanting();
        if let Some(wanting) = &wanting {
            ui.add(Label::new(words(wanting, 11.0, Weight::Medium, colors.ink2)).wrap());
        }
        let typing = ui.ctx().text_edit_focused();
        let enter = !typing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let selected = panel.state.view.event.clone().and_then(|id| chronicle.events.get(&id));
        ui.horizontal_wrapped(|ui| {
            let make = ui.add_enabled_ui(wanting.is_none(), |ui| {
                text_button_ui(ui, "Make the event", "Make the event", ButtonStyle::Filled, colors).clicked()
            });
            keycap_ui(ui, "Enter", colors);
            if (make.inner || enter) && wanting.is_none() {
                self.make(chronicle, quote, panel);
            }
            if let Some(event) = selected.filter(|event| event.basis == Basis::Documents) {
                let label = format!("Add to {}", event.summary.trim_end_matches('.'));
                let add = ui.add_enabled_ui(bounds_of(self.when.trim(), &chronicle.meta.zone()).is_ok(), |ui| {
                    text_button_ui(ui, "Add to the event selected", &label, ButtonStyle::Outlined, colors)
                        .on_hover_text(&label)
                        .clicked()
                });
                if add.inner {
                    self.add_to(chronicle, &event.id.clone(), quote, panel);
                }
            }
        });
    }

    /// What is still wanting.
    fn wanting(&self) -> Option<String> {
        match () {
            () if self.title.trim().is_empty() => Some("It needs a title: one neutral sentence.".to_owned()),
            () if self.place.is_none() => Some("It needs a place.".to_owned()),
            () => EdtfDate::parse(self.when.trim()).err().map(|error| error.to_string()),
        }
    }

    fn claim(&self, chronicle: &Chronicle, quote: &Quote) -> Option<NewClaim> {
        let when = self.when.trim().to_owned();
        let (earliest, latest) = bounds_of(&when, &chronicle.meta.zone()).ok()?;
        let by = if self.by.trim().is_empty() { THE_REPORT } else { self.by.trim() };
        let known = |claim: &&Arc<crate::chronicle::Claim>| {
            claim.attribution.as_ref().is_some_and(|who| who.by.eq_ignore_ascii_case(by))
        };
        let voice = chronicle.events.values().flat_map(|event| &event.claims).find(known);
        Some(NewClaim {
            source: self.of.as_ref()?.source.clone(),
            quote: quote.clone(),
            voice: voice.and_then(|claim| Some(claim.attribution.as_ref()?.voice.clone())),
            unattributed: self.unattributed,
            by: by.to_owned(),
            standing: STANDINGS.get(self.standing).map_or(Standing::Reported, |(_, standing)| *standing),
            when,
            earliest,
            latest,
            words: None,
            as_written: self.named.clone().filter(|named| quote.exact.contains(named.as_str())),
            overrides: Overrides::default(),
            denies: None,
            note: None,
        })
    }

    fn make(&mut self, chronicle: &Chronicle, quote: &Quote, panel: &mut PanelContext<'_>) {
        let Some(claim) = self.claim(chronicle, quote) else { return };
        let Some(place) = self.place.clone() else { return };
        let mut made = None;
        change(panel, |changes| {
            let place = match place {
                PlaceChosen::Known(place) => place,
                PlaceChosen::World(place) => changes.add_place(&place.new)?,
            };
            let modality = MODALITIES.get(self.modality).map_or(Modality::Happened, |(_, modality)| *modality);
            let new = NewEvent {
                kind: self.kind.clone(),
                place,
                when: claim.when.clone(),
                earliest: claim.earliest.clone(),
                latest: claim.latest.clone(),
                extent: Extent::Within,
                side: self.side.clone(),
                modality,
                role: MapRole::Mark,
                basis: Basis::Documents,
                summary: self.title.trim().to_owned(),
                claims: vec![claim],
            };
            made = Some(changes.add_event(&new)?);
            Ok(())
        });
        if let Some(event) = made {
            self.done(event, panel);
        }
    }

    fn add_to(&mut self, chronicle: &Chronicle, event: &EventId, quote: &Quote, panel: &mut PanelContext<'_>) {
        let Some(claim) = self.claim(chronicle, quote) else { return };
        let mut made: Option<ClaimId> = None;
        change(panel, |changes| {
            made = Some(changes.add_claim(event, &claim)?);
            Ok(())
        });
        if made.is_some() {
            self.done(event.clone(), panel);
        }
    }

    /// What was made is shown with its fields.
    fn done(&mut self, event: EventId, panel: &mut PanelContext<'_>) {
        self.of = None;
        panel.act(Action::SelectEvent(event.clone()));
        panel.act(Action::Edit(Some(Editing::Event(event))));
    }
}

/// Lets a claim whose quotation is broken stand on these words.
fn anchor_here(claim: &str, quote: &Quote, panel: &mut PanelContext<'_>) {
    let records = panel.state.document.draft().records(RecordFile::Events);
    let found = records.filter(|record| record.raw.contains(claim)).find_map(|record| {
        let value: serde_json::Value = serde_json::from_str(&record.raw).ok()?;
        let at = super::raw::of(&value).iter().position(|other| super::raw::id_of(other) == claim)?;
        Some((EventId::from(record.id.0.as_str()), at))
    });
    if let Some((event, at)) = found {
        change(panel, |changes| Ok(changes.anchor(&event, at, quote)?));
        panel.act(Action::Edit(Some(Editing::Event(event))));
    }
}

/// A line of text that is the form's own.
fn line_ui(ui: &mut Ui, name: &str, hint: &str, text: &mut String) {
    let width_px = ui.available_width();
    let edit = TextEdit::singleline(text).font(font(12.0, Weight::Regular)).hint_text(hint);
    let response = ui.add(edit.desired_width(width_px).margin(Margin::symmetric(8, 5)));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
    note_writing(ui, &response);
}
