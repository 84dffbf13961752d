//! Every command, in one table: what it is called, its keys, and what it means. Menu, palette, tooltips and the list
//! of shortcuts walk it.

use crate::app::{Action, ChroniclePage, Editing, Facet, Panel, Screen, State};
use crate::scene::layer_ids::REFERENCE;
use crate::timeline::Filter;
use egui::{Key, KeyboardShortcut, Modifiers};

/// Something the user can ask for by name or by key.
pub struct Command {
    /// What it is called.
    pub label: &'static str,
    /// Its keys; the first is shown.
    pub keys: &'static [KeyboardShortcut],
    /// One sentence.
    pub tip: &'static str,
    /// What it means now.
    pub action: fn(&State) -> Action,
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const COMMAND_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

macro_rules! commands {
    ($(($label:literal, [$($keys:expr),*], $tip:literal, $action:expr)),+ $(,)?) => {
        &[$(Command { label: $label, keys: &[$($keys),*], tip: $tip, action: $action }),+]
    };
}

/// Every command.
pub static COMMANDS: &[Command] = commands![
    ("Play or pause", [key(Key::Space)], "Let time pass.", |_| Action::TogglePlay),
    ("Step on", [key(Key::ArrowRight)], "Rest at the end of the next day, or of what else time is told in.", |_| {
        Action::Step(1)
    }),
    ("Step back", [key(Key::ArrowLeft)], "Rest at the end of the day before.", |_| Action::Step(-1)),
    ("Next happening", [shift(Key::ArrowRight)], "Go to where the map changes next.", |_| Action::StepHappening(true)),
    ("Previous happening", [shift(Key::ArrowLeft)], "Go back to where the map changed.", |_| {
        Action::StepHappening(false)
    }),
    ("First happening", [key(Key::Home)], "Go to where the map first changes.", |_| Action::ToEnd(false)),
    ("Last happening", [key(Key::End)], "Go to where the map last changes.", |_| Action::ToEnd(true)),
    ("Faster or slower", [key(Key::Period)], "Change how fast time passes.", |s| {
        Action::SetSpeed(s.chrome.playback.next_speed())
    }),
    ("Repeat", [], "Start over at the end.", |_| Action::ToggleRepeat),
    ("Skip silence", [], "Pass over stretches in which nothing is reported.", |_| Action::ToggleSkipSilence),
    ("Reduce motion", [], "Play from rest to rest instead of gliding, or glide again.", |s| {
        Action::SetReducedMotion(Some(!s.chrome.reduced_motion()))
    }),
    ("Compress silence", [], "Squeeze the quiet ends of the time axis, or give every day the same room.", |_| {
        Action::ToggleCompressed
    }),
    ("Show the dense days", [key(Key::Num9)], "Zoom the time axis to the days that matter.", |s| {
        Action::SetWindow(s.axis().dense())
    }),
    ("Show the whole time axis", [key(Key::Num0)], "Zoom the time axis out.", |_| Action::FitAxis),
    ("Known by the cursor", [key(Key::K)], "Count only what had been reported by the instant shown.", |s| {
        let clock = s.view.clock;
        Action::SetKnownBy(if clock.known_by.is_some() { None } else { Some(clock.cursor) })
    }),
    ("Fit the map", [key(Key::F)], "Show the whole country.", |_| Action::FitMap),
    ("Zoom in", [key(Key::Plus), key(Key::Equals)], "Come closer.", |_| Action::ZoomMap(0.5)),
    ("Zoom out", [key(Key::Minus)], "Go further away.", |_| Action::ZoomMap(-0.5)),
    ("Clear the selection", [], "Select nothing.", |_| Action::ClearSelection),
    ("Text", [key(Key::T)], "Say in words what the map shows.", |_| Action::Toggle(Panel::Text)),
    ("Edit", [key(Key::E)], "Mend what is selected, or make an event of the words marked.", |s| {
        let mended = s.to_be_mended();
        Action::Edit(Some(mended.clone()).filter(|_| s.chrome.editing.as_ref() != Some(&mended)))
    }),
    (
        "Edit the chronicle",
        [command(Key::Comma)],
        "Mend title, places, sides, kinds, sources, voices and credits.",
        |_| { Action::Edit(Some(Editing::Page(ChroniclePage::About))) }
    ),
    ("Places", [], "Find, add and mend places, those too at which nothing happened.", |_| {
        Action::Edit(Some(Editing::Page(ChroniclePage::Places)))
    }),
    ("References", [], "Mend what is cited and not stored.", |_| {
        Action::Edit(Some(Editing::Page(ChroniclePage::References)))
    }),
    ("Opening and layers", [], "Say who held what before the first event, and what lies under the marks.", |_| {
        Action::Edit(Some(Editing::Page(ChroniclePage::Ground)))
    }),
    ("History", [command(Key::H)], "List the steps taken, and go back to one.", |s| {
        Action::Edit(Some(Editing::Steps).filter(|_| s.chrome.editing != Some(Editing::Steps)))
    }),
    ("Export…", [command(Key::E)], "Write the map as a picture.", |_| Action::Toggle(Panel::Export)),
    ("Save", [command(Key::S)], "Write the changes to the chronicle's files.", |_| Action::SaveChronicle),
    ("Copy the picture", [KeyboardShortcut::new(COMMAND_SHIFT, Key::C)], "Put the map on the clipboard.", |_| {
        Action::CopyPicture
    }),
    ("Start page", [command(Key::Home)], "Begin a chronicle, or open another one.", |s| {
        Action::Show(if s.screen == Screen::Start { Screen::Map } else { Screen::Start })
    }),
    ("New chronicle…", [command(Key::N)], "Begin a chronicle: a name, a folder, a place.", |_| Action::Toggle(
        Panel::New
    )),
    (
        "Save as…",
        [KeyboardShortcut::new(COMMAND_SHIFT, Key::S)],
        "Write all of it into another folder and go on there.",
        |_| { Action::Toggle(Panel::SaveAs) }
    ),
    ("Add documents…", [command(Key::D)], "Put reports, pages and letters into the chronicle.", |_| {
        Action::Show(Screen::Add)
    }),
    ("Import a table…", [command(Key::T)], "Put the rows of a spreadsheet or of a data set on the map.", |_| {
        Action::Show(Screen::Import)
    }),
    ("Open…", [command(Key::O)], "Open the chronicle in a folder.", |_| Action::ChooseFolder),
    ("Review proposals", [command(Key::R)], "Decide what the documents seem to tell.", |_| Action::Show(
        Screen::Review
    )),
    ("Light or dark", [key(Key::D)], "Change the ground.", |_| Action::ToggleTheme),
    ("Left panel", [key(Key::OpenBracket)], "Sources, layers and filter.", |_| Action::Toggle(Panel::Left)),
    ("Right panel", [key(Key::CloseBracket)], "What is selected.", |_| Action::Toggle(Panel::Right)),
    ("Reference chronology", [key(Key::R)], "Show or hide what the documents leave out.", |_| {
        Action::ToggleLayer(REFERENCE.to_owned())
    }),
    ("Days side by side", [key(Key::M)], "Show a small map for each day.", |_| Action::Toggle(Panel::Days)),
    ("Clear the filter", [key(Key::X)], "Leave nothing out.", |_| Action::SetFilter(Filter::default())),
    ("Filter by source", [], "Leave out single documents.", |_| Action::ShowFacet(Some(Facet::Sources))),
    ("Filter by voice", [], "Leave out single witnesses.", |_| Action::ShowFacet(Some(Facet::Voices))),
    ("Filter by kind", [], "Leave out kinds of happenings.", |_| Action::ShowFacet(Some(Facet::Kinds))),
    ("Filter by side", [], "Leave out what one side does.", |_| Action::ShowFacet(Some(Facet::Sides))),
    ("Show the selection on the map", [key(Key::G)], "Bring the selected place to the middle, or show all.", |s| {
        s.view.selection.clone().map_or(Action::FitMap, Action::ShowOnMap)
    }),
    ("Next passage", [key(Key::N)], "Go to the next quoted passage of the document.", |_| Action::NextPassage(true)),
    ("Previous passage", [shift(Key::N)], "Go back to the passage before.", |_| Action::NextPassage(false)),
    ("Wider right panel", [shift(Key::CloseBracket), key(Key::CloseCurlyBracket)], "Give words more room.", |s| {
        Action::Widen(s.chrome.right_px() + 60.0)
    }),
    ("Narrower right panel", [shift(Key::OpenBracket), key(Key::OpenCurlyBracket)], "Give the map more room.", |s| {
        Action::Widen(s.chrome.right_px() - 60.0)
    }),
    ("Larger text", [command(Key::Plus), command(Key::Equals)], "Make everything larger, up to twice.", |_| {
        Action::ScaleText(1)
    }),
    ("Smaller text", [command(Key::Minus)], "Make everything smaller again.", |_| Action::ScaleText(-1)),
    ("Normal text", [command(Key::Num0)], "Show everything at its own size.", |_| Action::ScaleText(0)),
    ("Undo", [command(Key::Z)], "Take back the last change of the view.", |_| Action::Undo),
    ("Redo", [KeyboardShortcut::new(COMMAND_SHIFT, Key::Z), command(Key::Y)], "Take it again.", |_| Action::Redo),
    ("Search or command", [command(Key::P), command(Key::K)], "Find places, sources and words, or a command.", |_| {
        Action::Toggle(Panel::Palette)
    }),
    ("Shortcuts", [shift(Key::Questionmark), key(Key::Questionmark), key(Key::F1)], "List all keys.", |_| {
        Action::Toggle(Panel::Help)
    }),
    ("Close or clear", [key(Key::Escape)], "Close what is open, else select nothing.", |_| Action::Escape),
];

/// What a chronicle adds to the commands: the languages it names places in.
pub fn language_commands(state: &State) -> impl Iterator<Item = (String, Action)> {
    let languages = &state.document.facets().languages;
    let others = if languages.len() > 1 { languages.as_slice() } else { &[] };
    others.iter().map(|(tag, called)| (format!("Names in {called}"), Action::ShowNames(tag.clone())))
}

/// The keys of a command as they are shown, or nothing.
pub fn keys_of(label: &str) -> String {
    COMMANDS.iter().find(|c| c.label == label).and_then(|c| c.keys.first()).map(written).unwrap_or_default()
}

/// A shortcut in words that every font has.
pub fn written(shortcut: &KeyboardShortcut) -> String {
    let mut parts = Vec::new();
    let m = shortcut.modifiers;
    if m.command || m.ctrl {
        parts.push("Ctrl".to_owned());
    }
    if m.shift && shortcut.logical_key != Key::Questionmark {
        parts.push("Shift".to_owned());
    }
    parts.push(match shortcut.logical_key {
        Key::ArrowLeft => "Left".to_owned(),
        Key::ArrowRight => "Right".to_owned(),
        Key::Period => "Period".to_owned(),
        other => other.symbol_or_name().to_owned(),
    });
    parts.join("+")
}

/// What whatever has the keyboard keeps for itself.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The horizontal arrows, which move the map.
    pub arrows: bool,
    /// Space, which presses a control.
    pub space: bool,
}

/// Remembers to the next frame whether a field is written in: Escape takes the keyboard from it before anybody is asked.
pub fn note_writing(ctx: &egui::Context) {
    let writing = ctx.text_edit_focused();
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique("a field is written in"), writing));
}

fn was_writing(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp(egui::Id::unique("a field is written in"))).unwrap_or(false)
}

/// What was asked for by key. Plain keys belong to a text field while one is being written in.
pub fn shortcuts(ctx: &egui::Context, state: &State, taken: Taken, actions: &mut Vec<Action>) {
    let typing = ctx.text_edit_focused();
    let pressed_by_space = ctx.memory(|m| m.focused()).is_some() && taken.space;
    // A pattern without Shift also matches with it, so the more particular ones come first.
    for shifted in [true, false] {
        for command in COMMANDS {
            for shortcut in command.keys.iter().filter(|k| k.modifiers.shift == shifted) {
                let key = shortcut.logical_key;
                let kept_while_typing = match key {
                    Key::Plus | Key::Equals | Key::Minus | Key::Num0 => shortcut.modifiers.command,
                    Key::Escape | Key::P | Key::E | Key::S => key == Key::Escape || shortcut.modifiers.command,
                    _ => false,
                };
                let arrow = matches!(key, Key::ArrowLeft | Key::ArrowRight);
                // Plain keys mean something else on another screen.
                let of_the_map = !shortcut.modifiers.command && key != Key::Escape;
                // A field is left before the screen is.
                let of_a_field = key == Key::Escape && (typing || was_writing(ctx)) && state.screen == Screen::Review;
                let elsewhere = (state.screen != Screen::Map && of_the_map)
                    || of_a_field
                    || (typing && !kept_while_typing)
                    || (key == Key::Space && pressed_by_space)
                    || (arrow && taken.arrows);
                if elsewhere {
                    continue;
                }
                // In a slow frame a key may have been pressed more than once.
                let presses = ctx.input_mut(|i| i.count_and_consume_key(shortcut.modifiers, key));
                actions.extend((0..presses).map(|_| (command.action)(state)));
            }
        }
    }
}

/// Arrow keys move time or the map, not the focus: Tab does that.
pub fn keep_arrows(ctx: &egui::Context) {
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: true };
    if let (Some(id), false) = (ctx.memory(|m| m.focused()), ctx.text_edit_focused()) {
        ctx.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_commands_share_a_key_or_a_name() {
        let mut keys = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for command in COMMANDS {
            assert!(labels.insert(command.label), "{}", command.label);
            assert!(command.tip.ends_with('.'), "{}", command.tip);
            for shortcut in command.keys {
                assert!(keys.insert(format!("{shortcut:?}")), "{}", command.label);
            }
        }
    }
}
