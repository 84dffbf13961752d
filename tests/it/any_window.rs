//! A window of any size, on whatever was remembered, opens and draws.

use crate::driven::DOCUMENT;
use dateline::app::{Action, AxisWindow, Camera, Chrome, Days, Panel, Remembered, Section, State, ViewState, Widths};
use dateline::chronicle::{EventId, LanguageTag, PlaceId};
use dateline::geo::LonLat;
use dateline::gui::Window;
use dateline::scene::Theme;
use dateline::time::Moment;
use egui_kittest::Harness;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Sizes that people drag windows to, and those nobody means.
const SIDES: [f32; 9] = [1.0, 8.0, 50.0, 130.0, 240.0, 480.0, 720.0, 1000.0, 1500.0];

/// Opens a window and drags it to another size.
fn open(remembered: &Remembered, sizes: [[f32; 2]; 2], actions: &[Action]) {
    // What is remembered has been on the disk.
    let remembered = Remembered::read(&serde_json::to_string(remembered).unwrap());
    let mut kit = Harness::builder().with_size(sizes[0]).with_max_steps(20).build_ui_state(
        move |ui: &mut egui::Ui, window: &mut Option<Window>| {
            let window = window.get_or_insert_with(|| Window::new(ui.ctx(), DOCUMENT.clone(), remembered.clone()));
            window.show_ui(ui);
        },
        None,
    );
    kit.run_steps(2);
    for action in actions {
        let ctx = kit.ctx.clone();
        kit.state_mut().as_mut().unwrap().act(&ctx, action.clone());
        kit.run_steps(1);
    }
    kit.set_size(sizes[1].into());
    kit.run_steps(2);
}

#[test]
fn a_window_no_wider_than_its_border_opens_and_can_be_dragged_there() {
    for [width, height] in [[1.0, 800.0], [50.0, 800.0], [800.0, 1.0], [50.0, 50.0], [1.0, 1.0]] {
        open(&Remembered::default(), [[width, height], [1440.0, 900.0]], &[]);
        open(&Remembered::default(), [[1440.0, 900.0], [width, height]], &[]);
    }
}

fn view() -> impl Strategy<Value = ViewState> {
    let place = prop::option::of(prop::sample::select(vec!["herat", "kabul", "afghanistan", "atlantis"]));
    let event = prop::option::of(prop::sample::select(vec!["EV-HERAT-CAPTURE", "none"]));
    let camera = prop::option::of((-400.0..400.0, -100.0..100.0, -5.0..40.0));
    let window = prop::option::of((-1e3..1e3, prop::sample::select(vec![-1.0, 0.0, 1e-9, 0.3, 5.0, 1e9])));
    let hidden = prop::collection::btree_set(prop::sample::select(vec!["documents", "reference", "relief", "x"]), 0..3);
    (place, event, camera, window, hidden, any::<i32>(), any::<bool>(), any::<bool>()).prop_map(
        |(place, event, camera, window, hidden, cursor, compressed, every)| ViewState {
            selection: place.map(PlaceId::from),
            event: event.map(EventId::from),
            camera: camera.map(|(lon, lat, zoom)| Camera { center: LonLat::new(lon, lat), zoom }),
            window: window.map(|(start, len)| AxisWindow { start, len }),
            hidden: hidden.into_iter().map(str::to_owned).collect(),
            clock: dateline::timeline::Clock { cursor: Moment(cursor.into()), known_by: None },
            compressed,
            days: if every { Days::Every } else { Days::Change },
            names: every.then(|| LanguageTag::from("prs")),
            ..ViewState::opening(&DOCUMENT.chronicle)
        },
    )
}

fn chrome() -> impl Strategy<Value = Chrome> {
    let open = prop::sample::subsequence(vec![Panel::Left, Panel::Right, Panel::Text, Panel::Export], 0..4);
    let px = || prop::sample::select(vec![-1e9, 0.0, 1.0, 300.0, 500.0, 1e9]);
    let bar = prop::option::of(prop::sample::select(vec![-10.0_f32, 0.0, 90.0, 400.0, 1e30]));
    (open, px(), px(), bar, any::<u16>(), any::<bool>()).prop_map(|(open, inspector, reader, bar, percent, dark)| {
        Chrome {
            open: open.into_iter().collect(),
            widths: Widths { inspector_px: inspector, reader_px: reader },
            bar_height_px: bar,
            text_percent: if dark { 200 } else { percent },
            theme: if dark { Theme::Dark } else { Theme::Light },
            folded: if dark { BTreeSet::from([Section::Sources]) } else { BTreeSet::new() },
            ..Chrome::default()
        }
    })
}

fn action() -> impl Strategy<Value = Action> {
    prop::sample::select(vec![
        Action::Toggle(Panel::Palette),
        Action::Toggle(Panel::Help),
        Action::Toggle(Panel::Export),
        Action::Toggle(Panel::Days),
        Action::Toggle(Panel::Text),
        Action::Toggle(Panel::Left),
        Action::Toggle(Panel::Right),
        Action::OpenSource("003".into(), None),
        Action::SelectPlace("herat".into()),
        Action::ShowFacet(Some(dateline::app::Facet::Voices)),
        Action::SetKnownBy(Some(Moment(27_146_880))),
        Action::TogglePlay,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_window_of_any_size_opens_on_whatever_was_remembered(
        sizes in prop::array::uniform2(prop::array::uniform2(prop::sample::select(SIDES.to_vec()))),
        chrome in chrome(),
        view in view(),
        actions in prop::collection::vec(action(), 0..4),
    ) {
        let remembered = Remembered {
            chrome,
            views: vec![(DOCUMENT.chronicle.id.clone(), view)],
            off_at_first: State::new(DOCUMENT.clone()).view.hidden,
            ..Remembered::default()
        };
        open(&remembered, sizes, &actions);
    }
}
