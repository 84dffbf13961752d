//! Documents that are about to be added: what is known of each, with the words that say so. Only what is uncertain asks.

mod asked;
mod bars;
mod row;
mod side;
mod work;

use crate::app::{Action, Panel, Screen, State};
use crate::chronicle::{ChronicleId, RecordFile, is_example};
use crate::gui::widgets::{PanelContext, waker};
use crate::ingest::{Glance, Incoming, Intake, Refusal, RowState};
use crate::jobs::{Latest, Task};
use egui::{Context, Event, Key, Modifiers, Rect, ScrollArea, Ui, UiBuilder, pos2};
use std::path::PathBuf;
use work::{Added, Given, Wish};

/// Height of the bars at the top and the bottom, px.
const TOP_PX: f32 = 44.0;
const BOTTOM_PX: f32 = 56.0;
/// Width of the text at the right, px.
const SIDE_PX: f32 = 404.0;
/// In a narrower window the text is left to a wider one, px.
const SIDE_FROM_PX: f32 = 860.0;

/// What is answered in a row.
enum Answer {
    /// This is its date.
    Date,
    /// Nobody knows its date.
    NotKnown,
    /// This is its password.
    Password,
}

/// The screen's own state.
#[derive(Default)]
pub struct AddScreen {
    /// Into which chronicle.
    into: Option<ChronicleId>,
    intake: Intake,
    /// What is still to be read.
    given: Vec<Given>,
    reading: Option<Task<Intake>>,
    adding: Option<Task<Result<Added, String>>>,
    files: Option<Task<Vec<PathBuf>>>,
    glance: Option<Latest<Wish, (Wish, Glance)>>,
    seen: Option<(Wish, Glance)>,
    chosen: usize,
    /// The date as it is being written, of the row that is chosen.
    date: Option<String>,
    /// What a date was refused for.
    said: Option<String>,
    /// What was answered in a row, to be taken once all rows are shown: the answer to one is none to the next.
    answer: Option<Answer>,
    /// The row whose password is asked for, and that as far as it is written.
    password: Option<(usize, String)>,
    /// The row that is read again with its password.
    unlocking: Option<(usize, Task<Result<Incoming, Refusal>>)>,
    /// The field that is to get the keyboard.
    wants: Option<&'static str>,
    /// Whether what is added is read at once.
    then_read: bool,
}

impl AddScreen {
    /// Takes what was dropped on the window or pasted into it; whether the screen is to be shown for it.
    pub fn receive(&mut self, ctx: &Context, state: &State, actions: &mut Vec<Action>) {
        let before = self.given.len();
        // A chronicle that is dropped on the start page is opened, not read.
        let is_chronicle = |path: &std::path::Path| path.join(RecordFile::Chronicle.path()).is_file();
        let opens = state.screen == Screen::Start
            && ctx.input(|input| input.raw.dropped_files.iter().any(|file| is_chronicle(file.path())));
        if !opens {
            let dropped = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
            self.given.extend(dropped.iter().map(|file| Given::Path(file.path().to_owned())));
        }
        if matches!(state.screen, Screen::Add | Screen::Start) && !ctx.text_edit_focused() {
            let pasted = ctx.input(|input| {
                let texts = input.events.iter().filter_map(|event| match event {
                    Event::Paste(text) => Some(text.clone()),
                    _ => None,
                });
                texts.collect::<Vec<_>>()
            });
            self.given.extend(pasted.into_iter().flat_map(work::pasted));
        }
        if self.given.len() > before && state.screen != Screen::Add {
            actions.push(Action::Show(Screen::Add));
        }
    }

    /// The screen's own keys. Escape leaves a field before it leaves the screen.
    pub fn keys(&mut self, ctx: &Context, state: &State) {
        if state.screen != Screen::Add || state.chrome.shows(Panel::Palette) || state.chrome.shows(Panel::SaveAs) {
            return;
        }
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if ctx.text_edit_focused() {
            if pressed(Modifiers::NONE, Key::Escape) {
                if let Some(field) = ctx.memory(|memory| memory.focused()) {
                    ctx.memory_mut(|memory| memory.surrender_focus(field));
                }
                (self.date, self.password) = (None, None);
            }
        } else {
            let last = self.intake.rows().len().saturating_sub(1);
            if pressed(Modifiers::NONE, Key::ArrowDown) {
                self.choose((self.chosen + 1).min(last));
            }
            if pressed(Modifiers::NONE, Key::ArrowUp) {
                self.choose(self.chosen.saturating_sub(1));
            }
            if pressed(Modifiers::NONE, Key::T) {
                self.wants = Some("Title");
            }
            if pressed(Modifiers::NONE, Key::D) {
                self.edit_date();
            }
            if pressed(Modifiers::NONE, Key::G) {
                self.part(self.chosen);
            }
            if pressed(Modifiers::NONE, Key::Delete) {
                self.leave_out(self.chosen);
            }
            if pressed(Modifiers::NONE, Key::U) {
                self.not_known();
            }
        }
        if pressed(Modifiers::COMMAND, Key::Enter) {
            self.add(ctx, state, true);
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
        let has_side = whole.width() >= SIDE_FROM_PX && !self.intake.rows().is_empty();
        let right = if has_side { whole.right() - SIDE_PX } else { whole.right() };
        let rows = Rect::from_min_max(pos2(whole.left(), top.bottom()), pos2(right, bottom.top()));
        let side = Rect::from_min_max(pos2(right, top.bottom()), pos2(whole.right(), bottom.top()));
        self.top_ui(ui, top, panel);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rows).id_salt("documents"));
        inside.set_clip_rect(rows);
        ScrollArea::vertical().id_salt("documents").auto_shrink(false).show(&mut inside, |ui| self.rows_ui(ui, panel));
        self.take_answer(&ctx);
        if has_side {
            self.side_ui(ui, side, panel);
        }
        self.bottom_ui(ui, bottom, panel);
    }

    /// Takes up what workers have done, and has them do what is next.
    fn follow(&mut self, ctx: &Context, panel: &mut PanelContext<'_>) {
        let chronicle = &panel.state.document.chronicle;
        if self.into.as_ref() != Some(&chronicle.id) {
            let given = std::mem::take(&mut self.given);
            *self =
                Self { into: Some(chronicle.id.clone()), intake: Intake::into(chronicle), given, ..Self::default() };
        }
        if let Some(done) = self.reading.as_ref().and_then(Task::take) {
            self.reading = None;
            if let Ok(intake) = done {
                self.intake = intake;
                let asks = self.intake.rows().iter().position(|row| row.state() == RowState::Asks);
                self.choose(asks.unwrap_or(self.chosen));
            }
        }
        if let Some(paths) = self.files.as_ref().and_then(Task::take) {
            self.files = None;
            self.given.extend(paths.unwrap_or_default().into_iter().map(Given::Path));
        }
        if self.reading.is_none() && !self.given.is_empty() {
            let given = std::mem::take(&mut self.given);
            self.reading = Some(work::read_all(&waker(ctx), self.intake.clone(), given));
        }
        if let Some((at, done)) = self.unlocking.as_ref().and_then(|(at, task)| Some((*at, task.take()?))) {
            self.unlocking = None;
            match done {
                Ok(Err(Refusal::Encrypted)) => self.said = Some("The password does not open it.".to_owned()),
                Ok(read) => {
                    self.intake.read_again(at, read);
                    self.choose(at);
                }
                Err(failed) => self.said = Some(format!("Reading it {failed}.")),
            }
        }
        if let Some(done) = self.adding.as_ref().and_then(Task::take) {
            self.adding = None;
            match done {
                Ok(Ok(added)) => self.added(added, panel),
                Ok(Err(why)) => self.said = Some(why),
                Err(failed) => self.said = Some(format!("Adding {failed}.")),
            }
        }
        self.look(ctx);
    }

    /// The records follow the files; then the screen is left.
    fn added(&mut self, added: Added, panel: &mut PanelContext<'_>) {
        panel.act(Action::Change(added.changes));
        panel.act(Action::Show(if self.then_read { Screen::Review } else { Screen::Map }));
        // What was added is no longer on its way.
        self.into = None;
    }

    /// Has the chosen document looked through, where that was not done yet.
    fn look(&mut self, ctx: &Context) {
        let Some(document) = self.intake.rows().get(self.chosen).and_then(|row| row.read.as_ref().ok()) else { return };
        let published =
            self.date.clone().or_else(|| document.published.as_ref().map(|published| published.edtf.clone()));
        let wish = Wish { document: document.clone(), published };
        let glance = self.glance.get_or_insert_with(|| {
            Latest::new("glance", waker(ctx), |wish: Wish, _| {
                let glance = Glance::of(&wish.document, wish.published.as_deref());
                (wish, glance)
            })
        });
        if let Some(Ok(seen)) = glance.take() {
            self.seen = Some(seen);
        }
        let is_seen = self.seen.as_ref().is_some_and(|(seen, _)| *seen == wish);
        if !is_seen {
            glance.ask(wish);
        }
    }

    fn take_answer(&mut self, ctx: &Context) {
        match self.answer.take() {
            Some(Answer::Date) => self.use_date(),
            Some(Answer::NotKnown) => self.not_known(),
            Some(Answer::Password) => self.unlock(ctx),
            None => {}
        }
    }

    /// Reads a row again with the password that was given.
    fn unlock(&mut self, ctx: &Context) {
        let Some((at, password)) = self.password.take().filter(|(_, password)| !password.is_empty()) else { return };
        let Some(path) = self.intake.rows().get(at).and_then(|row| row.path.clone()) else { return };
        self.said = None;
        self.unlocking = Some((at, work::unlock(&waker(ctx), path, password)));
    }

    /// Chooses a row.
    fn choose(&mut self, at: usize) {
        if self.chosen != at {
            self.date = None;
            self.said = None;
            self.password = None;
        }
        self.chosen = at;
        let asks = self.intake.rows().get(at).is_some_and(|row| row.state() == RowState::Asks);
        if asks {
            self.date = self.date.take().or(Some(String::new()));
        }
    }

    fn edit_date(&mut self) {
        let row = self.intake.rows().get(self.chosen).and_then(|row| row.read.as_ref().ok());
        let Some(document) = row else { return };
        let written = document.published.as_ref().map(|published| published.edtf.clone()).unwrap_or_default();
        self.date = Some(self.date.take().filter(|date| !date.is_empty()).unwrap_or(written));
        self.wants = Some("Published");
    }

    /// Takes the date as it is written.
    fn use_date(&mut self) {
        let Some(date) = self.date.clone() else { return };
        if date.trim().is_empty() {
            self.said = Some("Expected a date, found none; “not known” is an answer, too.".to_owned());
            return;
        }
        match self.intake.set_published(self.chosen, &date) {
            Ok(()) => {
                self.date = None;
                self.said = None;
                self.next_asking();
            }
            Err(why) => self.said = Some(why),
        }
    }

    /// Nobody knows the date of the chosen document.
    fn not_known(&mut self) {
        self.intake.set_undated(self.chosen);
        (self.date, self.said) = (None, None);
        self.next_asking();
    }

    fn next_asking(&mut self) {
        if let Some(next) = self.intake.rows().iter().position(|row| row.state() == RowState::Asks) {
            self.choose(next);
        }
    }

    fn leave_out(&mut self, at: usize) {
        let out = self.intake.rows().get(at).is_some_and(|row| !row.left_out);
        self.intake.leave_out(at, out);
    }

    fn part(&mut self, at: usize) {
        let apart = self.intake.rows().get(at).is_some_and(|row| !row.apart);
        self.intake.set_apart(at, apart);
    }

    /// Writes the documents beside the frames; their records follow.
    fn add(&mut self, ctx: &Context, state: &State, then_read: bool) {
        let Some(folder) = own_folder(state) else { return };
        let idle = self.adding.is_none() && self.reading.is_none();
        if idle && self.intake.count(RowState::Ready) > 0 {
            self.then_read = then_read;
            self.adding = Some(work::add_all(&waker(ctx), self.intake.clone(), state.document.draft().clone(), folder));
        }
    }
}

/// The folder of the chronicle, where it is one that can be added to.
fn own_folder(state: &State) -> Option<PathBuf> {
    state.document.opened_as.clone().filter(|folder| !is_example(folder))
}
