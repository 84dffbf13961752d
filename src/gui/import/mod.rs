//! A table that is about to be imported: what its columns are and what proves it, how some of its rows read, which are
//! refused. Only what can be read in two ways asks.

mod asks;
mod bars;
mod columns;
mod form;
mod nothing;
mod picture;
mod preview;
mod rows;
mod work;

use crate::app::{Action, Panel, Screen, State};
use crate::chronicle::is_example;
use crate::gui::widgets::{PanelContext, waker};
use crate::jobs::{Latest, Task};
use crate::table::{TableChoices, TableError, TableFile, is_named_as_table};
use crate::words::capitalised;
use egui::{Context, Event, Key, Modifiers, Rect, ScrollArea, Ui, UiBuilder, pos2};
use std::path::PathBuf;
use std::sync::Arc;
use work::{Imported, Look, Wish};

/// Height of the bars at the top and the bottom, px.
const TOP_PX: f32 = 44.0;
const BOTTOM_PX: f32 = 56.0;
/// Widths of what stands at the left and at the right, px.
const FORM_PX: f32 = 316.0;
const PREVIEW_PX: f32 = 404.0;
/// In a narrower window the preview stands below the columns, px.
const PREVIEW_FROM_PX: f32 = 1120.0;

/// The screen's own state.
#[derive(Default)]
pub struct ImportScreen {
    path: Option<PathBuf>,
    opening: Option<Task<Result<TableFile, TableError>>>,
    file: Option<Arc<TableFile>>,
    choices: TableChoices,
    looking: Option<Latest<Wish, Look>>,
    asked: Option<TableChoices>,
    look: Option<Look>,
    importing: Option<Task<Result<Imported, String>>>,
    asking: Option<Task<Option<PathBuf>>>,
    saving: Option<Task<Option<Result<String, String>>>>,
    /// The column that is chosen.
    chosen: usize,
    /// The column whose roles are listed.
    listed: Option<usize>,
    /// Which of the rows are shown, in fours.
    fours: usize,
    /// Whether columns that are not read are listed, too.
    all_columns: bool,
    /// Where the rows are.
    picture: picture::RowsPicture,
    /// Why something did not come about.
    said: Option<String>,
}

impl ImportScreen {
    /// Takes a table that was dropped on the window; whether any was.
    pub fn receive(&mut self, ctx: &Context, state: &State, actions: &mut Vec<Action>) {
        if state.document.folder().is_none() {
            return;
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let is_table = |path: &&PathBuf| is_named_as_table(path) && path.is_file();
        let mut given = dropped.iter().find(is_table).cloned();
        if given.is_some() {
            ctx.input_mut(|input| input.raw.dropped_files.retain(|file| Some(file.path()) != given.as_deref()));
        }
        if state.screen == Screen::Import && !ctx.text_edit_focused() {
            // A file manager copies paths.
            let path = |text: &String| PathBuf::from(text.trim().trim_start_matches("file://").replace("%20", " "));
            let pasted = ctx.input(|input| {
                input.events.iter().find_map(|event| match event {
                    Event::Paste(text) => Some(path(text)),
                    _ => None,
                })
            });
            given = given.or(pasted.filter(|path| path.is_file()));
        }
        if let Some(path) = given {
            self.begin(path);
            actions.push(Action::Show(Screen::Import));
        }
    }

    fn begin(&mut self, path: PathBuf) {
        *self = Self { path: Some(path), ..Self::default() };
    }

    /// The screen's own keys. Escape closes the list of roles before it leaves the screen.
    pub fn keys(&mut self, ctx: &Context, state: &State) {
        if state.screen != Screen::Import || state.chrome.shows(Panel::Palette) || state.chrome.shows(Panel::SaveAs) {
            return;
        }
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::Enter) {
            self.import(ctx, state);
        }
        if self.listed.is_some() || ctx.text_edit_focused() {
            return;
        }
        let last = self.shown_columns().len().saturating_sub(1);
        if pressed(Modifiers::NONE, Key::ArrowDown) {
            self.chosen = (self.chosen + 1).min(last);
        }
        if pressed(Modifiers::NONE, Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        if pressed(Modifiers::NONE, Key::N) {
            self.fours += 1;
        }
        let focused = ctx.memory(|memory| memory.focused().is_some());
        if !focused && pressed(Modifiers::NONE, Key::Enter) {
            self.listed = self.shown_columns().get(self.chosen).copied();
        }
    }

    /// Shows the screen.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let ctx = ui.ctx().clone();
        self.follow(&ctx, panel);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0, panel.colors.window);
        let top = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + TOP_PX));
        let bottom = Rect::from_min_max(pos2(whole.left(), whole.bottom() - BOTTOM_PX), whole.max);
        let between = Rect::from_min_max(pos2(whole.left(), top.bottom()), pos2(whole.right(), bottom.top()));
        self.top_ui(ui, top, panel);
        if self.look.as_ref().is_some_and(|look| look.proposal.is_some()) {
            self.body_ui(ui, between, panel);
        } else {
            self.nothing_ui(ui, between, panel);
        }
        self.bottom_ui(ui, bottom, panel);
    }

    fn body_ui(&mut self, ui: &mut Ui, room: Rect, panel: &mut PanelContext<'_>) {
        let beside = room.width() >= PREVIEW_FROM_PX;
        let (form, rest) = room.split_left_right_at_x(room.left() + FORM_PX.min(room.width() * 0.36));
        self.form_ui(ui, form, panel);
        let (middle, preview) =
            if beside { rest.split_left_right_at_x(rest.right() - PREVIEW_PX) } else { (rest, Rect::NOTHING) };
        let mut inside = ui.new_child(UiBuilder::new().max_rect(middle).id_salt("columns"));
        inside.set_clip_rect(middle);
        ScrollArea::vertical().id_salt("columns").auto_shrink(false).show(&mut inside, |ui| {
            self.columns_ui(ui, panel);
            self.rows_ui(ui, panel);
            if !beside {
                self.preview_ui(ui, panel);
            }
        });
        if beside {
            let colors = panel.colors;
            ui.painter().rect_filled(preview, 0, colors.panel);
            ui.painter().vline(preview.left() + 0.5, preview.y_range(), egui::Stroke::new(1.0, colors.rule));
            let mut inside = ui.new_child(UiBuilder::new().max_rect(preview).id_salt("preview"));
            inside.set_clip_rect(preview);
            ScrollArea::vertical()
                .id_salt("preview")
                .auto_shrink(false)
                .show(&mut inside, |ui| self.preview_ui(ui, panel));
        }
    }

    /// Takes up what workers have done, and has them do what is next.
    fn follow(&mut self, ctx: &Context, panel: &mut PanelContext<'_>) {
        if let Some(path) = self.asking.as_ref().and_then(Task::take) {
            self.asking = None;
            if let Ok(Some(path)) = path {
                self.begin(path);
            }
        }
        if let (Some(path), None, None, None) = (&self.path, &self.file, &self.opening, &self.said) {
            self.opening = Some(work::open(&waker(ctx), path.clone()));
        }
        if let Some(opened) = self.opening.as_ref().and_then(Task::take) {
            self.opening = None;
            match opened {
                Ok(Ok(file)) => self.file = Some(Arc::new(file)),
                Ok(Err(why)) => self.said = Some(sentence(&why.to_string())),
                Err(failed) => self.said = Some(format!("Reading {failed}.")),
            }
        }
        self.look_anew(ctx, panel.state);
        if let Some(done) = self.importing.as_ref().and_then(Task::take) {
            self.importing = None;
            match done {
                Ok(Ok(imported)) => {
                    panel.act(Action::Open(Some(imported.folder), Screen::Map));
                    *self = Self::default();
                }
                Ok(Err(why)) => self.said = Some(sentence(&why)),
                Err(failed) => self.said = Some(format!("Importing {failed}.")),
            }
        }
        if let Some(saved) = self.saving.as_ref().and_then(Task::take) {
            self.saving = None;
            self.said = match saved {
                Ok(Some(Ok(said)) | Some(Err(said))) => Some(said),
                Ok(None) => None,
                Err(failed) => Some(format!("Saving the list {failed}.")),
            };
        }
    }

    /// Has the table read again where something else was said of it.
    fn look_anew(&mut self, ctx: &Context, state: &State) {
        let Some(file) = self.file.clone() else { return };
        let looking = self.looking.get_or_insert_with(|| Latest::new("table", waker(ctx), work::look));
        if let Some(look) = looking.take() {
            match look {
                Ok(look) => {
                    self.said = look.refused_whole.as_ref().map(|why| sentence(&why.to_string()));
                    if look.refused_whole.is_none() || self.look.is_none() {
                        self.look = Some(look);
                    }
                }
                Err(failed) => self.said = Some(format!("Reading {failed}.")),
            }
        }
        if self.asked.as_ref() != Some(&self.choices) {
            self.asked = Some(self.choices.clone());
            let chronicle = &state.document.chronicle;
            looking.ask(Wish { file, choices: self.choices.clone(), zone: chronicle.meta.zone() });
        }
    }

    /// Whether the table is being read.
    fn is_reading(&self) -> bool {
        let looked = self.look.as_ref().map(|look| &look.choices);
        self.opening.is_some() || (self.file.is_some() && self.said.is_none() && looked != Some(&self.choices))
    }

    /// Copies the file into the chronicle and keeps how it is read.
    fn import(&mut self, ctx: &Context, state: &State) {
        let folder = state.document.opened_as.clone().filter(|folder| !is_example(folder));
        let (Some(folder), Some(file), Some(look)) = (folder, &self.file, &self.look) else { return };
        if state.document.unsaved.count() > 0 {
            self.said = Some("Save the changes first (Ctrl+S); then import.".to_owned());
            return;
        }
        let Some(table) = look.table.clone().filter(|_| !self.is_reading()) else { return };
        if self.importing.is_none() && !table.rows.is_empty() {
            self.importing = Some(work::import(&waker(ctx), folder, Arc::clone(file), table));
        }
    }
}

/// With a capital and a full stop.
fn sentence(why: &str) -> String {
    let stop = if why.ends_with('.') { "" } else { "." };
    format!("{}{stop}", capitalised(why))
}
