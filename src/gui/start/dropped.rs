//! What is dropped on the start page: the folder of a chronicle is opened; documents wait until there is a chronicle of one's
//! own for them.

use crate::app::{Action, Panel, Screen, State};
use crate::chronicle::chronicle_in;
use crate::gui::start::StartScreen;
use egui::Context;

impl StartScreen {
    /// Takes what was dropped, before anybody else does, and gives it back once it can be added.
    pub fn receive(&mut self, ctx: &Context, state: &State, actions: &mut Vec<Action>) {
        let own = state.document.folder().is_some();
        match state.screen {
            Screen::Add if own && !self.waiting.is_empty() => {
                let waiting = std::mem::take(&mut self.waiting);
                ctx.input_mut(|input| input.raw.dropped_files.extend(waiting));
            }
            Screen::Start => self.dropped(ctx, state, own, actions),
            Screen::Map => self.waiting.clear(),
            Screen::Add | Screen::Review | Screen::Import => {}
        }
    }

    fn dropped(&mut self, ctx: &Context, state: &State, own: bool, actions: &mut Vec<Action>) {
        let dropped = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        let mut paths = dropped.iter().map(|file| file.path().to_owned());
        let is_chronicle = |path: &std::path::PathBuf| chronicle_in(path).join("data/chronicle.toml").is_file();
        if let Some(folder) = paths.find(is_chronicle) {
            actions.push(Action::Open(Some(folder), Screen::Map));
        } else if own {
            ctx.input_mut(|input| input.raw.dropped_files = dropped);
        } else if !dropped.is_empty() {
            self.waiting.extend(dropped);
            if !state.chrome.shows(Panel::New) {
                actions.push(Action::Toggle(Panel::New));
            }
        }
    }
}
