//! The sheet that writes all files of the chronicle into another folder; the work goes on there.

use crate::app::{Action, Document, Panel, State};
use crate::chronicle::save;
use crate::dataset::Dataset;
use crate::gui::folder_names::{existing, in_short, inside, proposed, written};
use crate::gui::folders::{Asked, FolderDialog};
use crate::gui::theme::{Colors, font, words};
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui, waker};
use crate::jobs::Task;
use crate::scene::Weight;
use egui::{Context, Frame, Id, Key, Label, Margin, Modal, Modifiers, Role, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// Widest, px.
const WIDTH_PX: f32 = 560.0;

/// What the sheet keeps while it is open.
pub struct SaveAsSheet {
    folder: String,
    dialog: FolderDialog,
    saving: Option<Task<Result<Document, String>>>,
    said: Option<String>,
    begun: bool,
}

/// Shows the sheet over everything while it is asked for.
pub fn save_as_ui(sheet: &mut Option<SaveAsSheet>, ui: &Ui, panel: &mut PanelContext<'_>) {
    if panel.state.chrome.shows(Panel::SaveAs) {
        sheet.get_or_insert_with(|| SaveAsSheet::new(ui.ctx(), panel.state)).show_ui(ui, panel);
    } else {
        *sheet = None;
    }
}

impl SaveAsSheet {
    /// The sheet for what is open.
    fn new(ctx: &Context, state: &State) -> Self {
        Self {
            folder: proposed_for(state),
            dialog: FolderDialog::new(&waker(ctx)),
            saving: None,
            said: None,
            begun: false,
        }
    }

    /// Shows the sheet over everything.
    fn show_ui(&mut self, ui: &Ui, panel: &mut PanelContext<'_>) {
        self.follow(ui, panel);
        let frame = Frame::window(ui.style()).fill(panel.colors.panel).inner_margin(Margin::same(20));
        let whole = ui.ctx().content_rect();
        let modal = Modal::new(Id::unique("save as")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(WIDTH_PX.min(whole.width() - 80.0).max(0.0));
            self.inside_ui(ui, panel);
        });
        if modal.should_close() && panel.actions.is_empty() {
            panel.act(Action::Toggle(Panel::SaveAs));
        }
    }

    fn follow(&mut self, ui: &Ui, panel: &mut PanelContext<'_>) {
        match self.dialog.take() {
            Some(Asked::Folder(folder)) => {
                let empty = std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_none());
                let title = &panel.state.document.chronicle.meta.title;
                self.folder = if empty { folder.display().to_string() } else { inside(&folder, title) };
            }
            Some(Asked::NoDialog) => {
                self.said = Some("This desktop offers no dialog to choose a folder. Type its path above.".to_owned());
            }
            None => {}
        }
        if let Some(saved) = self.saving.as_ref().and_then(Task::take) {
            self.saving = None;
            match saved.unwrap_or_else(|failed| Err(format!("writing it {failed}"))) {
                Ok(document) => panel.act(Action::SavedAs(Box::new(document))),
                Err(why) => self.said = Some(format!("The copy was not finished: {why}.")),
            }
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            self.save(panel.state);
        }
    }

    fn inside_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        let colors = panel.colors;
        let heading = ui.label(words("Save as…", 20.0, Weight::Bold, colors.ink));
        heading.ctx.accesskit_node_builder(heading.id, |node| node.set_role(Role::Heading));
        ui.add_space(6.0);
        let about = "All of it is written into another folder: records as they stand now, documents, map. The work \
                     goes on there; what lies in the folder of before stays as it is.";
        ui.add(Label::new(words(about, 12.0, Weight::Regular, colors.ink2)).wrap());
        ui.add_space(12.0);
        self.field_ui(ui, colors);
        if let Some(said) = &self.said {
            ui.add_space(6.0);
            ui.add(Label::new(words(said, 12.0, Weight::SemiBold, colors.ink)).wrap().selectable(true));
        }
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            let ready = self.saving.is_none() && !self.folder.trim().is_empty();
            ui.add_enabled_ui(ready, |ui| {
                if text_button_ui(ui, "Save the copy", "Save the copy", ButtonStyle::Filled, colors).clicked() {
                    self.save(panel.state);
                }
            });
            if text_button_ui(ui, "Cancel", "Cancel", ButtonStyle::Plain, colors).clicked() {
                panel.act(Action::Toggle(Panel::SaveAs));
            }
            let said = if self.saving.is_some() { "Writing…" } else { "Enter saves it." };
            ui.label(words(said, 12.0, Weight::Regular, colors.ink3));
        });
    }

    fn field_ui(&mut self, ui: &mut Ui, colors: &Colors) {
        ui.horizontal(|ui| {
            let room = ui.available_width() - 92.0;
            let field = TextEdit::singleline(&mut self.folder)
                .id(Id::unique("folder of the copy"))
                .font(font(13.0, Weight::Regular))
                .desired_width(room)
                .margin(Margin::symmetric(8, 6));
            let field = ui.add(field);
            field.ctx.accesskit_node_builder(field.id, |node| node.set_label("Folder of the copy"));
            if !std::mem::replace(&mut self.begun, true) {
                field.request_focus();
            }
            if text_button_ui(ui, "Browse…", "Browse…", ButtonStyle::Outlined, colors).clicked() {
                self.dialog.ask("Choose the folder of the copy", existing(&self.folder));
            }
        });
    }

    fn save(&mut self, state: &State) {
        if self.saving.is_some() || self.folder.trim().is_empty() {
            return;
        }
        self.said = None;
        let (document, to) = (state.document.clone(), written(&self.folder));
        self.saving = Some(Task::start("save as", self.dialog.waker(), move |_| copy(&document, &to)));
    }
}

/// Beside the folder that is open, or where a new chronicle would go.
fn proposed_for(state: &State) -> String {
    let beside = |folder: &Path| {
        let whole = std::path::absolute(folder).ok()?;
        let name = whole.file_name()?.to_string_lossy().into_owned();
        let names = std::iter::once(format!("{name}-copy")).chain((2..100).map(|n| format!("{name}-copy-{n}")));
        let mut free = names.map(|name| whole.with_file_name(name)).filter(|path| !path.exists());
        free.next().map(|path: PathBuf| in_short(&path.display().to_string()))
    };
    let data = &state.document.data;
    data.folder().and_then(beside).unwrap_or_else(|| proposed(&data.chronicle.meta.title))
}

/// Writes what is open into a folder, which has to be new or empty, and opens it there.
fn copy(document: &Document, to: &Path) -> Result<Document, String> {
    if std::fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("expected a new or an empty folder, found files in {}", to.display()));
    }
    save(document.draft(), to).map_err(|problem| problem.message)?;
    Dataset::open(Some(to)).map(Document::new).map_err(|error| error.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_all_that_was_open_and_never_mixes_with_what_lies_there() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("quakes");
        let open = Document::new(Dataset::open(Some(Path::new("example:quakes-2023"))).unwrap());
        let copied = copy(&open, &to).unwrap();
        assert_eq!(copied.chronicle.hash, open.chronicle.hash);
        assert_eq!(copied.folder(), Some(to.as_path()));
        let refused = copy(&open, &to).unwrap_err();
        assert!(refused.starts_with("expected a new or an empty folder"), "{refused}");
    }
}
