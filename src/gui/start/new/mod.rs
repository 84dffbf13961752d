//! The sheet for a new chronicle: a name, a folder, where it is about, its clock, what it counts.

mod fields;
mod place;
mod world;

use crate::app::{Action, Panel, Screen};
use crate::gui::folder_names as folder;
use crate::gui::folders::{Asked, FolderDialog};
use crate::gui::theme::{Colors, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, segmented_ui, text_button_ui, waker};
use crate::ingest::{Counting, Ground, NewChronicle};
use crate::jobs::Task;
use crate::scene::Weight;
use crate::words::counted;
use egui::{Key, Label, Modifiers, Role, Ui};
use fields::{field_ui, head_ui};
use place::PlaceField;
use std::path::PathBuf;

/// What can be counted, how it is called, and what it means.
const COUNTS: [(Counting, &str, &str); 3] = [
    (
        Counting::Control,
        "Who holds what",
        "Places change hands; areas are tinted, and the map counts who holds how many.",
    ),
    (Counting::Occurrences, "What happened", "Strikes, protests, quakes: each a mark that fades after a few days."),
    (Counting::Journey, "A journey", "Where somebody or something was, station by station, joined by lines."),
];

/// What the sheet keeps while it is open.
pub struct NewSheet {
    title: String,
    folder: String,
    /// Whether the folder was written by hand; else it follows the name.
    own_folder: bool,
    zone: String,
    own_zone: bool,
    counting: usize,
    place: PlaceField,
    dialog: FolderDialog,
    writing: Option<Task<Result<PathBuf, String>>>,
    said: Option<String>,
    /// Whether the first field was given the keyboard.
    begun: bool,
    /// Whether the chronicle was begun.
    done: bool,
}

impl NewSheet {
    /// An empty sheet.
    pub fn new(ctx: &egui::Context) -> Self {
        Self {
            title: String::new(),
            folder: folder::proposed(""),
            own_folder: false,
            zone: String::new(),
            own_zone: false,
            counting: 0,
            place: PlaceField::new(&waker(ctx)),
            dialog: FolderDialog::new(&waker(ctx)),
            writing: None,
            said: None,
            begun: false,
            done: false,
        }
    }

    /// The sheet as it is taken up again, with what was written; nothing where its chronicle was begun.
    pub fn put_away(self) -> Option<Self> {
        (!self.done).then_some(Self { begun: false, said: None, ..self })
    }

    /// Shows the sheet; so many documents were dropped for it.
    pub fn show_ui(&mut self, ui: &mut Ui, waiting: usize, panel: &mut PanelContext<'_>) {
        self.follow(ui, panel);
        let colors = panel.colors;
        let title = ui.label(words("New chronicle", 20.0, Weight::Bold, colors.ink));
        title.ctx.accesskit_node_builder(title.id, |node| node.set_role(Role::Heading));
        if waiting > 0 {
            let said =
                format!("{} dropped, to be added to it then.", counted(waiting, "document was", "documents were"));
            ui.label(words(said, 12.0, Weight::Regular, colors.ink2));
        }
        ui.add_space(14.0);
        head_ui(ui, "Name", "what it is about: it stands over the map", colors);
        let name = field_ui(ui, "Name", &mut self.title, "The flood of July 2024");
        if !std::mem::replace(&mut self.begun, true) {
            name.request_focus();
        }
        if name.changed() && !self.own_folder {
            self.folder = folder::proposed(&self.title);
        }
        ui.add_space(12.0);
        self.folder_ui(ui, colors);
        ui.add_space(12.0);
        head_ui(ui, "Where", "a country, or a box dragged on the map", colors);
        let another = self.place.show_ui(ui, panel);
        if another {
            self.said = None;
        }
        if another && !self.own_zone {
            self.zone = self.place.ground().map(|ground| ground.time_zone.clone()).unwrap_or_default();
        }
        ui.add_space(12.0);
        head_ui(ui, "Clock", "of the middle of it; all times are read on it", colors);
        self.own_zone |= field_ui(ui, "Clock", &mut self.zone, "Europe/Paris").changed();
        ui.add_space(12.0);
        head_ui(ui, "It counts", "", colors);
        let labels = COUNTS.map(|(_, label, _)| label);
        if let Some(counting) = segmented_ui(ui, "It counts", &labels, self.counting, colors) {
            self.counting = counting;
        }
        let meaning = COUNTS.get(self.counting).map_or("", |(_, _, meaning)| meaning);
        ui.add(Label::new(words(meaning, 11.0, Weight::Regular, colors.ink3)).wrap());
        ui.add_space(16.0);
        self.buttons_ui(ui, panel);
    }

    /// What came back from the dialog and the disk.
    fn follow(&mut self, ui: &Ui, panel: &mut PanelContext<'_>) {
        match self.dialog.take() {
            Some(Asked::Folder(folder)) => {
                self.own_folder = true;
                self.folder = folder::inside(&folder, &self.title);
            }
            Some(Asked::NoDialog) => {
                self.said = Some("This desktop offers no dialog to choose a folder. Type its path above.".to_owned());
            }
            None => {}
        }
        if let Some(written) = self.writing.as_ref().and_then(Task::take) {
            self.writing = None;
            match written.unwrap_or_else(|failed| Err(format!("writing it {failed}"))) {
                Ok(folder) => {
                    self.done = true;
                    panel.act(Action::Open(Some(folder), Screen::Add));
                }
                Err(why) => self.said = Some(format!("Nothing was begun: {why}.")),
            }
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
            self.begin(panel);
        }
    }

    fn folder_ui(&mut self, ui: &mut Ui, colors: &Colors) {
        head_ui(ui, "Folder", "a new one; everything of the chronicle lies in it as plain files", colors);
        ui.horizontal(|ui| {
            let room = ui.available_width() - 84.0;
            ui.scope(|ui| {
                ui.set_max_width(room);
                self.own_folder |= field_ui(ui, "Folder", &mut self.folder, "").changed();
            });
            if text_button_ui(ui, "Browse…", "Browse…", ButtonStyle::Outlined, colors).clicked() {
                self.dialog.ask("Choose where the new folder goes", folder::existing(&self.folder));
            }
        });
    }

    fn buttons_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let missing = self.missing();
        ui.horizontal(|ui| {
            let ready = missing.is_none() && self.writing.is_none();
            ui.add_enabled_ui(ready, |ui| {
                let look = if ready { ButtonStyle::Filled } else { ButtonStyle::Outlined };
                let begin = text_button_ui(ui, "Begin", "Begin", look, colors);
                if begin.on_hover_text("Make the folder and add documents (Ctrl+Enter)").clicked() {
                    self.begin(panel);
                }
            });
            if text_button_ui(ui, "Cancel", "Cancel", ButtonStyle::Plain, colors).clicked() {
                panel.act(Action::Toggle(Panel::New));
            }
            let said = self.said.as_deref().or(missing);
            let said = words(said.unwrap_or("Ctrl+Enter begins it."), 12.0, Weight::Regular, colors.ink2);
            ui.add(Label::new(said).wrap());
        });
    }

    /// What has to be said yet.
    fn missing(&self) -> Option<&'static str> {
        if self.title.trim().is_empty() {
            Some("It needs a name.")
        } else if self.folder.trim().is_empty() {
            Some("It needs a folder.")
        } else if self.place.ground().is_none() {
            Some("Say where it is about.")
        } else {
            None
        }
    }

    fn begin(&mut self, panel: &PanelContext<'_>) {
        let Some(ground) = self.place.ground().filter(|_| self.missing().is_none()) else {
            self.said = self.missing().map(str::to_owned);
            return;
        };
        if self.writing.is_some() || !panel.state.chrome.shows(Panel::New) {
            return;
        }
        let counting = COUNTS.get(self.counting).map_or_else(Counting::default, |(counting, ..)| *counting);
        let ground = Ground { time_zone: self.zone.trim().to_owned(), ..ground.clone() };
        #[allow(clippy::disallowed_methods, reason = "a new chronicle shows the day on which it is begun")]
        let today = jiff::Zoned::now().date();
        let new = NewChronicle { title: self.title.trim().to_owned(), ground, counting, today };
        let folder = folder::written(&self.folder);
        self.said = None;
        self.writing = Some(Task::start("new chronicle", self.dialog.waker(), move |_| {
            new.write(&folder).map_err(|error| error.to_string()).map(|()| folder)
        }));
    }
}
