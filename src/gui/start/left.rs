//! Work that ended unsaved, in the folders of the list: looked for beside the frames whenever the page is come to.

use crate::app::{Action, Recent, Screen};
use crate::chronicle::recover;
use crate::gui::icons::{self, Icon};
use crate::gui::theme::words;
use crate::gui::widgets::{ButtonStyle, PanelContext, text_button_ui};
use crate::jobs::{Task, Waker};
use crate::scene::Weight;
use crate::words::counted;
use egui::{Align, CornerRadius, Label, Layout, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};
use std::path::PathBuf;

/// Height of a row, px.
const ROW_PX: f32 = 40.0;

/// A chronicle whose journal has changes that nobody is at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Left {
    folder: PathBuf,
    title: String,
    changes: usize,
}

/// What was found, and the work of finding it.
#[derive(Debug, Default)]
pub(super) struct LeftWork {
    looking: Option<Task<Vec<Left>>>,
    found: Vec<Left>,
}

impl LeftWork {
    /// Looks through the folders of the list.
    pub fn look(&mut self, recents: &[Recent], waker: &Waker) {
        let folders = recents.iter().filter_map(|recent| Some((recent.opened_as.clone()?, recent.title.clone())));
        let folders: Vec<_> = folders.collect();
        self.looking = Some(Task::start("unsaved work", waker, move |_| left(folders)));
    }

    /// Shows a row for each.
    pub fn show_ui(&mut self, ui: &mut Ui, panel: &mut PanelContext<'_>) {
        if let Some(found) = self.looking.as_ref().and_then(Task::take) {
            self.looking = None;
            self.found = found.unwrap_or_default();
        }
        for one in &self.found {
            // What is open says so itself.
            if !panel.state.is_open(Some(&one.folder)) {
                row_ui(ui, one, panel);
                ui.add_space(8.0);
            }
        }
    }
}

fn left(folders: Vec<(PathBuf, String)>) -> Vec<Left> {
    let of = |(folder, title): (PathBuf, String)| {
        let changes = recover(&folder, None).ok()?.left.iter().map(|journal| journal.steps.len()).sum();
        (changes > 0).then_some(Left { folder, title, changes })
    };
    folders.into_iter().filter_map(of).collect()
}

fn row_ui(ui: &mut Ui, one: &Left, panel: &mut PanelContext<'_>) {
    let colors = panel.colors;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::hover());
    let edge = Stroke::new(1.0, colors.rule_firm);
    ui.painter().rect(rect, CornerRadius::same(5), colors.raised, edge, StrokeKind::Inside);
    let icon = Rect::from_center_size(rect.left_center() + vec2(24.0, 0.0), vec2(16.0, 16.0));
    icons::paint(ui.painter(), Icon::Repeat, icon, colors.ink);
    let inside = Rect::from_min_max(rect.min + vec2(44.0, 0.0), rect.max - vec2(8.0, 0.0));
    let builder = UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center)).id_salt(&one.folder);
    let mut row = ui.new_child(builder);
    let name = format!("Open {} with what was not saved", one.title);
    if text_button_ui(&mut row, "Open with them", &name, ButtonStyle::Outlined, colors).clicked() {
        panel.act(Action::Open(Some(one.folder.clone()), Screen::Map));
    }
    row.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(words(&one.title, 12.0, Weight::SemiBold, colors.ink));
        let changes = counted(one.changes, "change", "changes");
        let said = words(format!("ended unsaved; its journal has {changes}."), 12.0, Weight::Regular, colors.ink);
        ui.add(Label::new(said).truncate());
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Change, ChangeStep, Draft, Embedded, Journal, RecordFile, save};
    use std::sync::Arc;

    #[test]
    fn a_folder_whose_journal_nobody_is_at_is_told_of_with_its_changes() {
        let folder = tempfile::tempdir().unwrap();
        save(&Embedded, folder.path()).unwrap();
        let looked = || left(vec![(folder.path().to_owned(), "Kabul".to_owned()), ("/nowhere".into(), String::new())]);
        assert_eq!(looked(), []);
        let draft = Draft::new(Arc::new(Embedded));
        let raw = "title = \"Mine\"".to_owned();
        let change = Change::Put { file: RecordFile::Chronicle, id: "title".into(), raw };
        let (_, step) = ChangeStep::made(&draft, vec![change]).unwrap();
        let journal = Journal::begin(folder.path(), &draft.hash(), &[step], 10).unwrap();
        assert_eq!(looked(), [], "whoever writes it is at it");
        drop(journal);
        let found = looked();
        assert_eq!(found.first().map(|one| (one.title.as_str(), one.changes)), Some(("Kabul", 1)));
    }
}
