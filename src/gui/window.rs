//! The window: lays out the panels, carries what they ask for to the state, and does for it what needs the world.

use crate::app::{Action, Document, Effect, Notice, Panel, Remembered, Screen, State, update};
use crate::gui::add::AddScreen;
use crate::gui::commands::Taken;
use crate::gui::editor::Editor;
use crate::gui::export::{ExportTasks, export_ui};
use crate::gui::frame_times::FrameTimes;
use crate::gui::import::ImportScreen;
use crate::gui::keeping::{ChronicleKeeper, disputes_ui};
use crate::gui::map::MapPanel;
use crate::gui::motion::MotionWish;
use crate::gui::multiples::DaysPanel;
use crate::gui::opening::ChronicleOpener;
use crate::gui::review::ReviewScreen;
use crate::gui::save_as::{SaveAsSheet, save_as_ui};
use crate::gui::sought::{FoundWords, SoughtWords, look_for};
use crate::gui::start::{Keep, StartScreen};
use crate::gui::theme::{self, Colors};
use crate::gui::timebar::TimeBar;
use crate::gui::widgets::{PanelContext, fixed, waker};
use crate::gui::{announce, commands, help, marker, notices, palette};
use crate::jobs::Latest;
use crate::scene::{Mark, Theme};
use egui::{Context, Rect, Ui, vec2};
use std::sync::Arc;

mod map_screen;

/// Height of the top bar, px.
const TOP_PX: f32 = 44.0;

/// The program with its window.
pub struct Window {
    state: State,
    map: MapPanel,
    days: DaysPanel,
    editor: Editor,
    bar: TimeBar,
    export: ExportTasks,
    keeper: ChronicleKeeper,
    start: StartScreen,
    opening: ChronicleOpener,
    save_as: Option<SaveAsSheet>,
    add: AddScreen,
    review: ReviewScreen,
    import: ImportScreen,
    search: Latest<SoughtWords, FoundWords>,
    shown_theme: Option<Theme>,
    /// When playing was last carried on, in seconds of the toolkit's clock.
    played_at: Option<f64>,
    motion: Option<MotionWish>,
    /// Measuring, for developers.
    pub frame_times: FrameTimes,
}

impl Window {
    /// The window of an opened chronicle, with what was remembered of it.
    pub fn new(ctx: &Context, document: Document, remembered: Remembered) -> Self {
        theme::install(ctx);
        // Larger and smaller are our own commands, with limits and a memory.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let state = State::restore(document, remembered);
        theme::apply(ctx, state.chrome.theme);
        Self {
            map: MapPanel::new(ctx),
            days: DaysPanel::new(ctx),
            bar: TimeBar::default(),
            editor: Editor::default(),
            export: ExportTasks::new(ctx),
            keeper: ChronicleKeeper::default(),
            start: StartScreen::default(),
            opening: ChronicleOpener::new(&waker(ctx)),
            save_as: None,
            add: AddScreen::default(),
            review: ReviewScreen::default(),
            import: ImportScreen::default(),
            search: Latest::new("search", waker(ctx), |sought, _| look_for(sought)),
            shown_theme: Some(state.chrome.theme),
            state,
            played_at: None,
            motion: None,
            frame_times: FrameTimes::default(),
        }
    }

    /// Asks the desktop whether things should move less.
    pub fn ask_about_motion(&mut self, ctx: &Context) {
        self.motion = Some(MotionWish::ask(&waker(ctx)));
    }

    /// Keeps tiles of a server in a folder, for as long as the server says.
    pub fn keep_tiles_in(&mut self, folder: std::path::PathBuf) {
        self.map.keep_tiles_in(folder);
    }

    /// Keeps what was opened last in a folder; what is open counts as opened, or is there for want of that.
    pub fn keep_in(&mut self, keep: Keep, opened: bool) {
        self.start.keep = keep;
        self.start.kept.clone_from(&self.state.recents);
        self.start.counts_as_opened = opened;
        if opened {
            self.opening.note(&self.state.document, &self.start.keep);
        }
    }

    /// Keeps changes in a folder where they can be kept in no chronicle's own.
    pub fn keep_changes_in(&mut self, folder: std::path::PathBuf) {
        self.keeper.keep_in(folder);
    }

    /// What is open and looked at.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The marks the map painted last.
    pub fn marks(&self) -> &[Mark] {
        self.map.marks()
    }

    /// What each of those marks covers, in px of the map panel's picture.
    pub fn painted(&self, ctx: &Context) -> Vec<(&Mark, Option<Rect>)> {
        self.marks().iter().map(|mark| (mark, crate::gui::painter::bounds(ctx, mark, egui::Pos2::ZERO))).collect()
    }

    /// Whether the base map and previews on show are the ones that belong there.
    pub fn settled(&self) -> bool {
        if self.state.chrome.shows(Panel::Days) { self.days.settled() } else { self.map.settled() }
    }

    /// Does what a panel would ask for.
    pub fn act(&mut self, ctx: &Context, action: Action) {
        let copied = matches!(action, Action::SavedAs(_));
        let opens = copied || matches!(action, Action::Opened(..));
        if action == Action::Show(Screen::Start) && self.start.counts_as_opened {
            self.opening.note(&self.state.document, &self.start.keep);
        }
        let effects = update(&mut self.state, action);
        if opens {
            self.keeper.leave(copied);
            self.begin_anew(ctx);
        }
        for effect in effects {
            match effect {
                Effect::Search(words) => self.search.ask((Arc::clone(&self.state.timeline), words)),
                Effect::CopyText(text) => ctx.copy_text(text),
                Effect::Open(opened_as, then) => self.opening.open(opened_as, then),
                Effect::ChooseFolder => self.opening.choose(),
                Effect::KeepRecents => {
                    self.start.keep.keep(&self.state.recents, &self.start.kept);
                    self.start.kept.clone_from(&self.state.recents);
                }
                Effect::Save { overwrite } => self.export.save(&self.state, overwrite),
                Effect::CopyPicture => self.export.copy(&self.state),
                Effect::Browse => self.export.browse(&self.state),
                Effect::Keep => self.keeper.keep(ctx, &self.state),
                Effect::SaveChronicle => self.keeper.save(ctx, &self.state),
                Effect::LookAtDisk => self.keeper.look(ctx, &self.state),
                Effect::LeaveAside(recovery) => self.keeper.leave_aside(ctx, &self.state, recovery),
            }
        }
    }

    /// Lets go of all that was drawn and worked out of the chronicle that was open.
    fn begin_anew(&mut self, ctx: &Context) {
        let tiles = self.map.tiles_kept_in();
        (self.map, self.days, self.bar) = (MapPanel::new(ctx), DaysPanel::new(ctx), TimeBar::default());
        self.export = ExportTasks::new(ctx);
        if let Some(folder) = tiles {
            self.map.keep_tiles_in(folder);
        }
        self.start.counts_as_opened = true;
        self.opening.note(&self.state.document, &self.start.keep);
        ctx.send_viewport_cmd(egui::ViewportCommand::Title(self.title()));
    }

    /// What the desktop calls the window.
    pub fn title(&self) -> String {
        format!("{} – Dateline", self.state.document.chronicle.meta.title)
    }

    fn run(&mut self, ctx: &Context, show: impl FnOnce(&mut Self, &mut Vec<Action>)) {
        let mut actions = Vec::new();
        show(self, &mut actions);
        if actions.is_empty() {
            return;
        }
        // Panels drawn before this one still show the state of before.
        ctx.request_repaint();
        for action in actions {
            self.act(ctx, action);
        }
    }

    /// One frame.
    pub fn show_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.before(ui);
        ctx.set_zoom_factor(f32::from(self.state.chrome.text_percent) / 100.0);
        if self.shown_theme != Some(self.state.chrome.theme) {
            self.shown_theme = Some(self.state.chrome.theme);
            theme::apply(&ctx, self.state.chrome.theme);
        }
        let colors = Colors::of(self.state.chrome.theme);
        let size = ui.available_size();
        let window_px = [f64::from(size.x), f64::from(size.y)];
        if window_px != self.state.chrome.window_px {
            self.act(&ctx, Action::WindowResized(window_px));
        }
        match self.state.screen {
            Screen::Map => self.map_screen_ui(ui, &colors),
            Screen::Start => self.screen_ui(ui, &colors, |w| &mut w.start, StartScreen::show_ui),
            Screen::Add => self.screen_ui(ui, &colors, |w| &mut w.add, AddScreen::show_ui),
            Screen::Review => self.review_ui(ui, &colors),
            Screen::Import => self.screen_ui(ui, &colors, |w| &mut w.import, ImportScreen::show_ui),
        }
        self.over(ui, &colors);
        announce::announce_ui(ui, &self.state);
    }

    /// Proposals, beside the map and the time bar.
    fn review_ui(&mut self, ui: &mut Ui, colors: &Colors) {
        let ctx = ui.ctx().clone();
        let mut actions = Vec::new();
        let mut panel = PanelContext { state: &self.state, colors, actions: &mut actions };
        self.review.show_ui(&mut fixed(ui), &mut panel, &mut self.map, &mut self.bar);
        self.run(&ctx, |_, out| out.append(&mut actions));
    }

    /// A screen that fills the window.
    fn screen_ui<S: Default>(
        &mut self,
        ui: &mut Ui,
        colors: &Colors,
        of: impl Fn(&mut Self) -> &mut S,
        show: impl FnOnce(&mut S, &mut Ui, &mut PanelContext<'_>),
    ) {
        let ctx = ui.ctx().clone();
        let mut screen = std::mem::take(of(self));
        let mut actions = Vec::new();
        show(&mut screen, &mut fixed(ui), &mut self.panel(colors, &mut actions));
        *of(self) = screen;
        self.run(&ctx, |_, out| out.append(&mut actions));
    }

    fn panel<'a>(&'a self, colors: &'a Colors, actions: &'a mut Vec<Action>) -> PanelContext<'a> {
        PanelContext { state: &self.state, colors, actions }
    }

    /// What comes before painting: results of workers, keys, and time that has passed.
    fn before(&mut self, ui: &Ui) {
        let ctx = ui.ctx().clone();
        let mut dropped = Vec::new();
        self.start.receive(&ctx, &self.state, &mut dropped);
        dropped.into_iter().for_each(|action| self.act(&ctx, action));
        let found = self.search.take().map(|found| match found {
            Ok((words, found)) => Action::Found(words, Arc::new(found)),
            Err(failed) => Action::Notify(Notice::failed(format!("The search {failed}."), "Try other words.")),
        });
        let mut actions = self.export.results(&ctx, self.state.chrome.shows(Panel::Export));
        actions.extend(self.keeper.results(&ctx, &self.state));
        let undrawn = self.map.failure().into_iter().chain(self.days.failure());
        actions.extend(undrawn.map(|failed| {
            let what = format!("Drawing the map {failed}.");
            Action::Notify(Notice::failed(what, "Move or resize the map to have it drawn again."))
        }));
        let wish = self.motion.as_mut().and_then(MotionWish::take);
        actions.extend(wish.map(Action::DesktopReducesMotion));
        actions.extend(self.opening.results());
        self.start.under_way = self.opening.under_way().cloned();
        actions.extend(found);
        let map_focused = self.map.focused() && !self.state.chrome.shows(Panel::Days);
        self.import.receive(&ctx, &self.state, &mut actions);
        self.import.keys(&ctx, &self.state);
        self.add.receive(&ctx, &self.state, &mut actions);
        self.add.keys(&ctx, &self.state);
        if self.state.screen == Screen::Map {
            self.review.follow_beside(&ctx, &self.state);
        }
        commands::keep_arrows(&ctx);
        if self.state.screen == Screen::Map {
            self.editor.keys(&ctx, &self.state, &mut actions);
            marker::keys(&ctx, &self.state, &mut actions);
            self.bar.keys(&ctx, &self.state, &mut actions);
        }
        let taken = Taken { arrows: map_focused, space: !map_focused && !TimeBar::leaves_space(&ctx) };
        commands::shortcuts(&ctx, &self.state, taken, &mut actions);
        if ctx.input(|i| i.pointer.any_released()) {
            actions.push(Action::EndGesture);
        }
        let now = ctx.input(|i| i.time);
        if self.state.chrome.playback.playing {
            let seconds = self.played_at.map_or(0.0, |then| now - then);
            actions.push(Action::Tick(seconds));
            self.played_at = Some(now);
        } else {
            self.played_at = None;
        }
        for action in actions {
            self.act(&ctx, action);
        }
        if self.state.chrome.playback.playing && self.state.chrome.reduced_motion() {
            let seconds = self.state.chrome.playback.seconds_per_unit();
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(seconds));
        } else if self.state.chrome.playback.playing {
            ctx.request_repaint();
        }
    }

    /// What lies over the panels.
    fn over(&mut self, ui: &mut Ui, colors: &Colors) {
        let ctx = ui.ctx().clone();
        let whole = ctx.content_rect();
        self.run(&ctx, |w, actions| palette::palette_ui(ui, &mut w.panel(colors, actions)));
        self.run(&ctx, |w, actions| disputes_ui(ui, &mut w.panel(colors, actions)));
        self.run(&ctx, |w, actions| help::help_ui(ui, &mut w.panel(colors, actions)));
        if self.state.chrome.shows(Panel::Export) {
            let mut actions = Vec::new();
            let mut panel = PanelContext { state: &self.state, colors, actions: &mut actions };
            export_ui(ui, &mut panel, &mut self.export);
            self.run(&ctx, |_, out| out.append(&mut actions));
        }
        let mut sheet = self.save_as.take();
        self.run(&ctx, |w, actions| save_as_ui(&mut sheet, ui, &mut w.panel(colors, actions)));
        self.save_as = sheet;
        let at = Rect::from_min_size(whole.center_top() + vec2(-200.0, TOP_PX + 8.0), vec2(400.0, 80.0));
        self.run(&ctx, |w, actions| notices::notices_ui(ui, at, &mut w.panel(colors, actions)));
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        #[allow(clippy::disallowed_methods, reason = "the time of a frame is measured")]
        let started = std::time::Instant::now();
        self.show_ui(ui);
        self.frame_times.frame(ui.ctx(), started.elapsed());
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        if let Ok(text) = serde_json::to_string(&self.state.remembered()) {
            storage.set_string(super::run::REMEMBERED, text);
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        Colors::of(self.state.chrome.theme).window.to_normalized_gamma_f32()
    }
}
