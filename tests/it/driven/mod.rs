//! The window on a chronicle, driven by the names assistive technology sees.

use crate::world::{TETON, WORLD};
use dateline::app::{Action, Document, Remembered, State};
use dateline::gui::Window;
use dateline::time::Moment;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::LazyLock;

/// The built-in chronicle.
pub static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::new(WORLD.data.clone()));

/// The one that is unlike it.
pub static TETON_DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::new(TETON.data.clone()));

/// A window as the test kit holds it.
pub type Kit = Harness<'static, Option<Window>>;

/// Opens a window of a size in px on the built-in chronicle.
pub fn opened(size: [f32; 2]) -> Kit {
    opened_on(&DOCUMENT, size)
}

/// Opens a window of a size in px.
pub fn opened_on(document: &'static Document, size: [f32; 2]) -> Kit {
    let show = |ui: &mut egui::Ui, window: &mut Option<Window>| {
        let window = window.get_or_insert_with(|| Window::new(ui.ctx(), document.clone(), Remembered::default()));
        window.show_ui(ui);
    };
    let mut kit = Harness::builder().with_size(size).with_max_steps(20).build_ui_state(show, None);
    settle(&mut kit);
    kit
}

/// Workers ask for repaints when they are done, so that a fixed number of frames is surer than waiting for rest.
pub fn settle(kit: &mut Kit) {
    kit.run_steps(4);
    while kit.state().as_ref().is_some_and(|window| window.state().is_searching()) {
        std::thread::yield_now();
        kit.run_steps(1);
    }
}

/// Whether something is on its way after another frame, or the next one is asked for.
pub fn asks_for_a_frame(kit: &mut Kit) -> bool {
    kit.step();
    let soonest = kit.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min();
    let settled = kit.state().as_ref().is_some_and(Window::settled);
    !settled || soonest.is_some_and(|delay| delay < std::time::Duration::from_secs(1))
}

/// Whether the window comes to rest, within more frames than the workers of the map need.
pub fn comes_to_rest(kit: &mut Kit) -> bool {
    (0..400).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(5));
        !asks_for_a_frame(kit)
    })
}

/// Waits for what workers bring.
pub fn until(kit: &mut Kit, what: &str, is: impl Fn(&Kit) -> bool) {
    for _ in 0..3000 {
        if is(kit) {
            return settle(kit);
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        kit.run_steps(1);
    }
    panic!("waited for {what} in vain: {:?}", state(kit).notices);
}

pub fn state(kit: &Kit) -> &State {
    kit.state().as_ref().unwrap().state()
}

pub fn act(kit: &mut Kit, action: Action) {
    let ctx = kit.ctx.clone();
    kit.state_mut().as_mut().unwrap().act(&ctx, action);
    settle(kit);
}

/// A window under the test's control.
pub struct Driven {
    pub harness: Kit,
}

impl Driven {
    /// Opens a window of a size in px on the built-in chronicle.
    pub fn new(size: [f32; 2]) -> Self {
        Self::on(&DOCUMENT, size)
    }

    /// Opens a window of a size in px.
    pub fn on(document: &'static Document, size: [f32; 2]) -> Self {
        Self { harness: opened_on(document, size) }
    }

    pub fn settle(&mut self) {
        settle(&mut self.harness);
    }

    pub fn state(&self) -> &State {
        state(&self.harness)
    }

    pub fn act(&mut self, action: Action) {
        act(&mut self.harness, action);
    }

    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click_accesskit();
        self.settle();
    }

    pub fn press(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Whether something is shown whose name has these words in it.
    pub fn shows(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).count() > 0
    }

    /// The names of all that is shown, with their roles.
    pub fn names(&self) -> Vec<(egui::Role, String)> {
        let nodes = self.harness.root().children_recursive();
        nodes
            .map(|node| {
                let node = node.accesskit_node();
                (node.role(), node.label().or_else(|| node.value()).unwrap_or_default())
            })
            .collect()
    }
}

/// A moment from its text.
pub fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}
