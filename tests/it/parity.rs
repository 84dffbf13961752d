//! One scene, two painters: what the window paints and what stands in the SVG agree one by one.

use crate::driven::{DOCUMENT, TETON_DOCUMENT};
use dateline::app::{Action, Camera, Document, Remembered};
use dateline::chronicle::PlaceId;
use dateline::export::{Coverage, Job, Provenance, svg};
use dateline::geo::{LonLat, Viewport};
use dateline::gui::Window;
use dateline::scene::{Inputs, LAYERS, Record, Shape, Stratum, build};
use dateline::time::Moment;
use resvg::usvg::roxmltree;
use std::collections::BTreeSet;

/// How far apart two painters may put an edge, px.
const TOLERANCE_PX: f64 = 0.5;

/// An element of the SVG: its layer, its record, and what its geometry covers without its edge.
struct Element {
    layer: String,
    record: Option<String>,
    bounds: [f64; 4],
    edge: f64,
    gap: f64,
}

fn elements(text: &str) -> Vec<Element> {
    let tree = roxmltree::Document::parse(text).unwrap();
    let drawn = |node: &roxmltree::Node<'_, '_>| matches!(node.tag_name().name(), "path" | "circle" | "rect" | "text");
    let in_layer = |node: &roxmltree::Node<'_, '_>| {
        node.ancestors().find_map(|a| a.attribute("id")?.strip_prefix("layer-").map(str::to_owned))
    };
    // A second group of a layer has no id of its own: it carries on the layer of its marks' records.
    let mut layer = String::new();
    let mut found = Vec::new();
    for node in tree.descendants().filter(|node| node.is_element()) {
        if let Some(id) = node.attribute("id").and_then(|id| id.strip_prefix("layer-")) {
            layer = id.to_owned();
        }
        if !drawn(&node) || layer.is_empty() {
            continue;
        }
        let number = |name: &str| node.attribute(name).map_or(0.0, |v| v.parse::<f64>().unwrap());
        let bounds = match node.tag_name().name() {
            "circle" => {
                let (x, y, r) = (number("cx"), number("cy"), number("r"));
                [x - r, y - r, x + r, y + r]
            }
            "rect" => [number("x"), number("y"), number("x") + number("width"), number("y") + number("height")],
            "text" => [number("x"), number("y"), number("x"), number("y")],
            _ => path_bounds(node.attribute("d").unwrap()),
        };
        found.push(Element {
            layer: in_layer(&node).unwrap_or_else(|| layer.clone()),
            record: node.ancestors().find_map(|a| a.attribute("data-record")).map(str::to_owned),
            bounds,
            gap: node.attribute("stroke-dasharray").and_then(|d| d.split(' ').next_back()?.parse().ok()).unwrap_or(0.0),
            edge: if node.attribute("stroke").is_some() { number("stroke-width") } else { 0.0 },
        });
    }
    found
}

fn path_bounds(data: &str) -> [f64; 4] {
    let spaced: String = data.chars().map(|c| if c.is_ascii_alphabetic() { ' ' } else { c }).collect();
    let numbers: Vec<f64> = spaced.split_whitespace().map(|n| n.parse().unwrap()).collect();
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for pair in numbers.chunks_exact(2) {
        bounds = [bounds[0].min(pair[0]), bounds[1].min(pair[1]), bounds[2].max(pair[0]), bounds[3].max(pair[1])];
    }
    bounds
}

fn written(record: &Record) -> String {
    match record {
        Record::Place(id) => format!("place:{id}"),
        Record::Event(id) => format!("event:{id}"),
        Record::Area(id) => format!("area:{id}"),
        Record::Corridor(id) => format!("corridor:{id}"),
    }
}

fn check(actions: Vec<Action>) {
    check_in(&DOCUMENT, actions);
}

fn check_in(document: &'static Document, actions: Vec<Action>) {
    let show = |ui: &mut egui::Ui, window: &mut Option<Window>| {
        window.get_or_insert_with(|| Window::new(ui.ctx(), document.clone(), Remembered::default())).show_ui(ui);
    };
    let mut harness =
        egui_kittest::Harness::builder().with_size([1440.0, 900.0]).with_max_steps(20).build_ui_state(show, None);
    harness.run_steps(3);
    let ctx = harness.ctx.clone();
    for action in actions {
        harness.state_mut().as_mut().unwrap().act(&ctx, action);
    }
    harness.run_steps(3);
    let window = harness.state().as_ref().unwrap();
    let state = window.state();
    let view = state.map_view(state.chrome.map_size_px);
    let scene = build(Inputs {
        chronicle: state.timeline.chronicle(),
        atlas: &state.document.atlas,
        timeline: &state.timeline,
        slice: &state.slice,
        view: &view,
    });
    let job = Job::new(&state.document.data, Coverage::At(state.view.clock.cursor), view.clone());
    let text = svg(&scene, &Provenance::of(&job));
    let is_live = |s: Stratum| matches!(s, Stratum::Tints | Stratum::Marks | Stratum::Furniture);
    let mut live: BTreeSet<&str> = scene.marks.iter().filter(|m| is_live(m.stratum)).map(|m| m.layer).collect();
    live.extend(LAYERS.iter().filter(|layer| is_live(layer.stratum)).map(|layer| layer.id));
    let fixed: BTreeSet<&str> = scene.marks.iter().filter(|m| !is_live(m.stratum)).map(|m| m.layer).collect();
    assert!(live.is_disjoint(&fixed), "no layer is both painted live and in the static layers");
    let elements: Vec<Element> =
        elements(&text).into_iter().filter(|element| live.contains(element.layer.as_str())).collect();
    let painted = window.painted(&ctx);
    assert_eq!(painted.len(), elements.len(), "as many marks as elements");
    for (i, ((mark, bounds), element)) in painted.iter().zip(&elements).enumerate() {
        assert_eq!(mark.layer, element.layer, "layer of mark {i}");
        assert_eq!(mark.record.as_ref().map(written), element.record, "record of mark {i} in {}", mark.layer);
        let Some(bounds) = bounds else { continue };
        let [left, top, right, bottom] = element.bounds;
        let (min, max) = (bounds.min, bounds.max);
        if let Shape::Text(run) = &mark.shape {
            if run.turn != 0.0 {
                let start = ((run.at.x - left).abs(), (run.at.y - top).abs());
                assert!(start.0 < TOLERANCE_PX && start.1 < TOLERANCE_PX, "start of {:?}: {start:?}", run.text);
                continue;
            }
            assert!((f64::from(min.x) - left).abs() < TOLERANCE_PX, "start of {:?}", run.text);
            assert!((f64::from(min.y)..f64::from(max.y)).contains(&top), "baseline of {:?}", run.text);
            // The toolkit spaces letters apart, SVG spaces after each.
            let width = f64::from(max.x - min.x) + run.spacing;
            assert!((width - run.width).abs() < 1.0 + run.width * 0.02, "{:?}: {width} for {}", run.text, run.width);
            continue;
        }
        // Half the edge lies outside, corners may reach out by as much again, and edges fade over one px; the last
        // dash of a line may end a gap before it.
        let (least, most) = (-TOLERANCE_PX - 0.01 - element.gap, element.edge + 0.5 + TOLERANCE_PX + 0.01);
        for (inside, outside) in [
            (left, f64::from(min.x)),
            (top, f64::from(min.y)),
            (-right, -f64::from(max.x)),
            (-bottom, -f64::from(max.y)),
        ] {
            let beyond = inside - outside;
            assert!((least..=most).contains(&beyond), "mark {i} in {}: {beyond} px beyond", mark.layer);
        }
    }
}

fn at(text: &str) -> Action {
    Action::SetCursor(Moment::parse(text).unwrap())
}

#[test]
fn the_opening_view_agrees() {
    check(vec![]);
}

#[test]
fn a_valley_by_the_hour_agrees() {
    check_in(&TETON_DOCUMENT, vec![]);
    check_in(&TETON_DOCUMENT, vec![at("1976-06-05T14:25"), Action::SelectPlace(PlaceId::from("rexburg"))]);
}

#[test]
fn a_selection_on_a_dark_ground_agrees() {
    check(vec![Action::SelectPlace(PlaceId::from("herat")), Action::ToggleTheme, at("2021-08-13T08:00")]);
}

#[test]
fn a_close_look_without_the_reference_agrees() {
    let camera = Camera { center: LonLat::new(68.4, 34.2), zoom: 8.3 };
    check(vec![at("2021-08-15"), Action::MoveCamera(camera), Action::ToggleLayer("reference".to_owned())]);
}

#[test]
fn our_projection_agrees_with_that_of_the_map_widget() {
    for (lon, lat, zoom) in [(66.0, 33.9, 5.7), (0.0, 0.0, 3.0), (-120.5, 61.25, 9.5), (151.2, -33.9, 12.9)] {
        let rect = egui::Rect::from_min_size(egui::pos2(228.0, 44.0), egui::vec2(868.0, 575.0));
        let mut memory = walkers::MapMemory::default();
        memory.set_zoom(zoom).unwrap();
        memory.center_at(walkers::lon_lat(lon, lat));
        let mercator = walkers::MercatorProjection;
        let projector = walkers::Projector::new(rect, &mercator, &memory, walkers::lon_lat(0.0, 0.0));
        let viewport =
            Viewport { center: LonLat::new(lon, lat), zoom, origin_px: [228.0, 44.0], size_px: [868.0, 575.0] };
        for (dx, dy) in [(0.0, 0.0), (0.8, 0.5), (-1.3, 0.9), (0.4, -1.1)] {
            let spread = 40.0 / f64::powf(2.0, zoom);
            let (lon, lat) = (lon + dx * spread, lat + dy * spread);
            let theirs = projector.project(walkers::lon_lat(lon, lat));
            let ours = viewport.screen_from_lon_lat(LonLat::new(lon, lat));
            let apart = (f64::from(theirs.x) - ours.x).hypot(f64::from(theirs.y) - ours.y);
            assert!(apart < 0.01, "{apart} px at {lon}, {lat}, zoom {zoom}");
        }
    }
}
