//! The picture of the built-in chronicle: what is drawn, that words never collide, that colours can be told apart.

use crate::world::{TETON, WORLD, World, worlds};
use dateline::chronicle::PlaceId;
use dateline::export::{Provenance, svg};
use dateline::geo::{BBox, ScreenPoint, ScreenRect};
use dateline::scene::{
    Color, Frame, LAYERS, Mark, Palette, Record, Scene, Shape, Stratum, Theme, View, build, hit, marks_of,
};
use dateline::time::Moment;
use dateline::timeline::Clock;

const EVERYTHING: [Stratum; 5] = [Stratum::Ground, Stratum::Tints, Stratum::Lines, Stratum::Marks, Stratum::Furniture];

const FOLLOWING_TIME: [Stratum; 3] = [Stratum::Tints, Stratum::Marks, Stratum::Furniture];

fn clock(day: &str) -> Clock {
    Clock { cursor: Moment::parse(day).unwrap(), known_by: None }
}

fn hd() -> View {
    View::still(WORLD.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light)
}

fn window(world: &World, size_px: [f64; 2]) -> View {
    let bbox = world.chronicle.meta.bbox;
    let viewport = View::fitted(bbox, Frame::Window, size_px, 1.0);
    View { viewport, scale: 1.0, frame: Frame::Window, ..View::still(bbox, size_px, Theme::Light) }
}

fn marks(day: &str, view: &View, strata: &[Stratum]) -> Vec<Mark> {
    marks_in(&WORLD, day, view, strata)
}

fn marks_in(world: &World, day: &str, view: &View, strata: &[Stratum]) -> Vec<Mark> {
    let slice = world.timeline.slice(clock(day));
    marks_of(world.still(day, view).inputs(&slice), strata)
}

/// The strata that follow time, as the SVG has them; long outlines are cut to their first points.
fn check_svg(day: &str) {
    let view = hd();
    let still = WORLD.still(day, &view);
    let slice = WORLD.timeline.slice(clock(day));
    let scene = Scene { marks: marks(day, &view, &FOLLOWING_TIME), ..build(still.inputs(&slice)) };
    let text = svg(&scene, &Provenance::of(&still));
    let body = text.split_once("</style>").expect("a style").1;
    let short: Vec<String> = body.lines().map(shortened).collect();
    insta::assert_snapshot!(format!("svg_{}", &day[8..]), short.join("\n"));
}

fn shortened(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, path)) = rest.split_once(" d=\"") {
        let (path, after) = path.split_once('"').unwrap();
        let points: Vec<&str> = path.split(['M', 'L', ' ', 'Z']).filter(|part| !part.is_empty()).collect();
        out.push_str(before);
        let start = points.iter().take(8).copied().collect::<Vec<_>>().join(" ");
        out.push_str(&format!(" d=\"{start} …{}\"", points.len() / 2));
        rest = after;
    }
    out + rest
}

#[test]
fn the_12th_of_august_is_drawn_as_reviewed() {
    check_svg("2021-08-12");
}

#[test]
fn the_13th_of_august_is_drawn_as_reviewed() {
    check_svg("2021-08-13");
}

#[test]
fn the_15th_of_august_is_drawn_as_reviewed() {
    check_svg("2021-08-15");
}

/// The box of the letters of a text mark, without its halo.
fn letters(mark: &Mark) -> Option<ScreenRect> {
    match &mark.shape {
        // A letter of a river stands beside the next one; tests/it/labels.rs looks at those.
        Shape::Text(run) if run.turn == 0.0 => {
            Some(ScreenRect::new(run.at.x, run.at.y - run.size * 0.74, run.width, run.size * 0.94))
        }
        _ => None,
    }
}

#[test]
fn no_two_words_overlap_and_none_leaves_the_frame() {
    let kabul = BBox { west: 68.0, south: 33.6, east: 70.6, north: 35.4 };
    let days =
        ["06-01", "08-06", "08-11", "08-12", "08-13", "08-14", "08-15", "08-31"].map(|day| format!("2021-{day}"));
    words_keep_apart(&WORLD, &days, Some(kabul));
    let hours = ["07:30", "11:57", "14:25", "23:59"].map(|hour| format!("1976-06-05T{hour}"));
    words_keep_apart(&TETON, &hours, None);
}

fn words_keep_apart(world: &World, instants: &[String], close: Option<BBox>) {
    let sizes =
        [[1920.0, 1080.0], [1080.0, 1080.0], [1080.0, 1350.0], [1080.0, 1920.0], [1280.0, 720.0], [2339.0, 1654.0]];
    let mut views: Vec<View> = sizes.map(|size| world.view(size, Theme::Light)).to_vec();
    for size in [[840.0, 560.0], [1200.0, 700.0], [420.0, 300.0], [700.0, 900.0]] {
        for zoom in [-1.0, 0.0, 1.0, 2.5] {
            let mut view = window(world, size);
            view.viewport.zoom += zoom;
            views.push(view);
        }
    }
    views.extend(close.map(|bbox| View::still(bbox, [1920.0, 1080.0], Theme::Dark)));
    for view in &views {
        for day in instants {
            let marks = marks_in(world, day, view, &[Stratum::Marks, Stratum::Furniture]);
            // Words of the legend's card may lie over the map's, never over each other.
            let words: Vec<(&Mark, ScreenRect)> = marks.iter().filter_map(|m| Some((m, letters(m)?))).collect();
            let frame = ScreenRect::new(0.0, 0.0, view.size_px[0], view.size_px[1]).grown(0.5);
            for (i, (a, box_a)) in words.iter().enumerate() {
                assert!(frame.covers(*box_a), "{day} {:?}: {:?} leaves the frame", view.size_px, a.shape);
                for (b, box_b) in words.iter().skip(i + 1) {
                    let apart = !box_a.grown(-0.5).overlaps(box_b.grown(-0.5));
                    assert!(
                        apart,
                        "{day} {:?} z {}: {:?} meets {:?}",
                        view.size_px, view.viewport.zoom, a.shape, b.shape
                    );
                }
            }
        }
    }
}

#[test]
fn names_stay_where_they_are_while_nothing_near_them_changes() {
    let view = hd();
    let at = |day: &str| {
        let marks = marks(day, &view, &[Stratum::Marks]);
        let names = marks.into_iter().filter_map(|mark| match (mark.record, mark.shape) {
            (Some(Record::Place(id)), Shape::Text(run)) => Some((id, run.at)),
            _ => None,
        });
        names.collect::<std::collections::BTreeMap<PlaceId, ScreenPoint>>()
    };
    let (before, after) = (at("2021-08-07"), at("2021-08-08"));
    for quiet in ["herat", "nili", "bamyan", "khost", "gardez", "zaranj"] {
        assert_eq!(before.get(quiet), after.get(quiet), "{quiet}");
    }
}

#[test]
fn the_focus_is_named_in_every_frame() {
    for (world, days) in [
        (&*WORLD, ["2021-08-12", "2021-08-13", "2021-08-15"]),
        (&*TETON, ["1976-06-05T07:30", "1976-06-05T14:25", "1976-06-07"]),
    ] {
        let focus = &world.chronicle.focus().unwrap().name;
        for size in [[1920.0, 1080.0], [1080.0, 1080.0], [1080.0, 1350.0]] {
            let view = world.view(size, Theme::Light);
            for day in days {
                let marks = marks_in(world, day, &view, &[Stratum::Marks]);
                let named = marks.iter().any(|mark| matches!(&mark.shape, Shape::Text(run) if run.text == *focus));
                assert!(named, "{focus} {day} {size:?}");
            }
        }
    }
}

#[test]
fn every_layer_can_be_switched_off_and_then_draws_nothing() {
    for world in worlds() {
        let mut view = world.view([960.0, 640.0], Theme::Light);
        view.hidden.clear();
        for layer in LAYERS.iter().filter(|layer| layer.optional) {
            view.hidden.insert(layer.id.to_owned());
            let marks = marks_in(world, world.day, &view, &EVERYTHING);
            assert!(marks.iter().all(|mark| mark.layer != layer.id), "{}: {}", world.name, layer.id);
            view.hidden.remove(layer.id);
        }
    }
}

#[test]
fn what_is_switched_off_is_drawn_by_no_mark_and_named_in_no_legend() {
    let words = |view: &View| {
        let marks = marks("2021-08-13", view, &FOLLOWING_TIME);
        marks.into_iter().filter_map(|mark| match mark.shape {
            Shape::Text(run) => Some(run.text),
            _ => None,
        })
    };
    let mut view = hd();
    assert!(words(&view).any(|text| text == "Held: reference only"));
    view.hidden.insert("reference".into());
    assert!(!words(&view).any(|text| text.contains("eference")));
    view.hidden.insert("corridors".into());
    assert!(!marks("2021-08-13", &view, &FOLLOWING_TIME).iter().any(|mark| mark.layer == "corridors"));
    assert!(!words(&view).any(|text| text.contains("Corridor open")));
}

#[test]
fn the_graticule_is_drawn_with_its_degrees_only_where_it_is_asked_for() {
    let layers = |view: &View| {
        let marks = marks("2021-08-13", view, &[Stratum::Lines, Stratum::Furniture]);
        marks.into_iter().filter(|mark| ["graticule", "degrees"].contains(&mark.layer)).collect::<Vec<_>>()
    };
    let mut view = hd();
    assert!(layers(&view).is_empty());
    view.hidden.remove("graticule");
    let words: Vec<String> = layers(&view)
        .into_iter()
        .filter_map(|mark| if let Shape::Text(run) = mark.shape { Some(run.text) } else { None })
        .collect();
    assert!(words.contains(&"66° E".to_owned()) && words.contains(&"34° N".to_owned()), "{words:?}");
}

#[test]
fn the_sea_pales_towards_the_edge_of_what_is_known_and_is_one_piece_elsewhere() {
    let seas = |bbox: BBox| {
        let view = View::still(bbox, [1920.0, 1080.0], Theme::Light);
        let marks = marks("2021-08-13", &view, &[Stratum::Ground]);
        let land = marks.into_iter().filter(|mark| mark.layer == "land");
        let fills = land.filter_map(|mark| match mark.shape {
            Shape::Path { fill: Some(fill), .. } if fill.rgb != Palette::of(Theme::Light).neighbours.rgb => {
                Some(fill.rgb)
            }
            _ => None,
        });
        fills.collect::<Vec<_>>()
    };
    let palette = Palette::of(Theme::Light);
    assert_eq!(seas(WORLD.chronicle.meta.bbox), [palette.lakes.rgb, palette.land.rgb]);
    let far = seas(BBox { west: 40.0, south: 15.0, east: 95.0, north: 50.0 });
    assert!(far.len() > 10 && far.contains(&palette.lakes.rgb), "{far:?}");
}

#[test]
fn every_layer_has_its_own_id_and_draws_what_its_stratum_says() {
    let ids: std::collections::BTreeSet<&str> = LAYERS.iter().map(|layer| layer.id).collect();
    assert_eq!(ids.len(), LAYERS.len());
    let strata: Vec<Stratum> = LAYERS.iter().map(|layer| layer.stratum).collect();
    assert!(strata.is_sorted(), "layers stand in paint order: {strata:?}");
    for world in worlds() {
        let mut view = world.view([1920.0, 1080.0], Theme::Light);
        view.hidden.clear();
        for mark in marks_in(world, world.day, &view, &EVERYTHING) {
            let layer = LAYERS.iter().find(|layer| layer.id == mark.layer).unwrap_or_else(|| panic!("{}", mark.layer));
            assert_eq!(mark.stratum, layer.stratum, "{}: {}", world.name, mark.layer);
        }
    }
}

#[test]
fn a_click_on_a_symbol_names_its_place_and_on_a_province_its_area() {
    let view = hd();
    let marks = marks("2021-08-13", &view, &[Stratum::Tints, Stratum::Marks]);
    let herat = WORLD.chronicle.places.get("herat").and_then(|place| place.position).unwrap();
    let at = view.viewport.screen_from_lon_lat(herat);
    assert_eq!(hit(&marks, at, 12.0), Some(&Record::Place("herat".into())));
    let aside = ScreenPoint { x: at.x - 60.0, y: at.y + 40.0 };
    assert_eq!(hit(&marks, aside, 12.0), Some(&Record::Area("AF-HER".into())));
    assert_eq!(hit(&marks, ScreenPoint { x: 5.0, y: 500.0 }, 12.0), None);
}

/// The contrast ratio of the Web Content Accessibility Guidelines.
fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |color: Color| {
        let [r, g, b] = color.rgb.map(|v| {
            let v = f64::from(v) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn over(top: Color, alpha: f64, ground: Color) -> Color {
    let mix = |i: usize| (f64::from(top.rgb[i]) * alpha + f64::from(ground.rgb[i]) * (1.0 - alpha)).round() as u8;
    Color { rgb: [mix(0), mix(1), mix(2)], alpha: 1.0 }
}

#[test]
fn words_and_symbols_can_be_read_on_their_grounds() {
    for theme in [Theme::Light, Theme::Dark] {
        let p = Palette::of(theme);
        let strongest = over(p.sides[0], p.tint[0] + p.tint_today, p.land);
        let cases = [
            ("ink on panel", p.ink, p.panel, 7.0),
            ("ink on the strongest tint", p.ink, strongest, 4.4),
            ("secondary ink on panel", p.ink2, p.panel, 4.5),
            ("secondary ink on its halo", p.ink2, p.halo, 4.5),
            ("tertiary ink on neighbours", p.ink3, p.neighbours, 3.0),
            ("first side on its halo", p.sides[0], p.halo, 4.5),
            ("second side on its halo", p.sides[1], p.halo, 4.5),
            ("first side on land", p.sides[0], p.land, 4.3),
            ("second side on land", p.sides[1], p.land, 4.3),
        ];
        for (what, a, b, least) in cases {
            let found = contrast(a, b);
            assert!(found >= least, "{what} ({theme:?}): expected {least}, found {found:.2}");
        }
    }
}
