//! Whole chronicles of other subjects than the built-in one (`tests/fixtures/chronicles`): each is sound, says of itself
//! what it is, and tells at three instants what is known of them.

use dateline::app::Facets;
use dateline::chronicle::{Folder, Listing, Opened};
use dateline::cli::check::check;
use dateline::dataset::Dataset;
use dateline::export::{Coverage, Job, scene};
use dateline::scene::layer_ids::{CORRIDORS, HEADLINE, JOURNEYS, PANEL, SIEGES, TILES, TOWN_NAMES};
use dateline::scene::{Shape, Theme, View};
use dateline::time::WrittenMoment;
use dateline::timeline::{Certainty, Clock, PlaceReport, Report, report};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A chronicle, and what is true at three instants of it.
struct Told {
    /// Its folder.
    name: &'static str,
    instants: [Instant; 3],
}

/// What the documents tell of an instant.
struct Instant {
    at: &'static str,
    /// Listed places, and which side is said to control them: `contested`, `not-reported`; with `?` where it is but possible.
    control: &'static [(&'static str, &'static str)],
    /// Events that have begun, and events that have not.
    begun: &'static [&'static str],
    to_come: &'static [&'static str],
}

const CHRONICLES: &[Told] = &[
    Told {
        name: "anabasis",
        instants: [
            Instant { at: "-0400-03-31", control: &[], begun: &["SARDIS", "COLOSSAE"], to_come: &["PELTAE", "CUNAXA"] },
            Instant { at: "-0400-09-30", control: &[], begun: &["CUNAXA", "WHO-WON"], to_come: &["ZAB", "GENERALS"] },
            Instant {
                at: "-0399-03-31",
                control: &[],
                begun: &["THECHES", "TRAPEZUS"],
                to_come: &["COTYORA", "PERGAMUM"],
            },
        ],
    },
    Told {
        name: "bosnia-1992",
        instants: [
            Instant {
                at: "1992-04-30",
                control: &[("bijeljina", "serb"), ("sarajevo", "contested?"), ("jajce", "not-reported")],
                begun: &[],
                to_come: &["MOSTAR-CROAT", "OLD-BRIDGE"],
            },
            Instant {
                at: "1993-11-30",
                control: &[
                    ("jajce", "serb"),
                    ("mostar", "contested"),
                    ("srebrenica", "government"),
                    ("sarajevo", "contested"),
                ],
                begun: &["OLD-BRIDGE"],
                to_come: &[],
            },
            Instant {
                at: "1996-01-31",
                control: &[
                    ("srebrenica", "serb"),
                    ("zepa", "serb"),
                    ("jajce", "croat"),
                    ("sanski-most", "government"),
                    ("mostar", "contested"),
                    ("sarajevo", "contested?"),
                ],
                begun: &[],
                to_come: &[],
            },
        ],
    },
    Told {
        name: "pacific-1943",
        instants: [
            Instant {
                at: "1943-11-22",
                control: &[
                    ("attu", "united-states"),
                    ("kiska", "united-states"),
                    ("tarawa", "contested"),
                    ("makin", "japan"),
                ],
                begun: &[],
                to_come: &[],
            },
            Instant {
                at: "1944-02-23",
                control: &[
                    ("tarawa", "united-states"),
                    ("kwajalein", "united-states"),
                    ("guam", "japan"),
                    ("wake", "japan"),
                ],
                begun: &[],
                to_come: &[],
            },
            Instant {
                at: "1945-06-30",
                control: &[
                    ("okinawa", "united-states"),
                    ("iwo-jima", "united-states"),
                    ("wake", "japan"),
                    ("mili", "not-reported"),
                ],
                begun: &[],
                to_come: &[],
            },
        ],
    },
    Told {
        name: "quakes-2023",
        instants: [
            Instant { at: "2023-02-06T04:16", control: &[], begun: &[], to_come: &["S0417", "CASTLE"] },
            Instant { at: "2023-02-06T13:25", control: &[], begun: &["S0417", "S0718", "S1324"], to_come: &["S1326"] },
            Instant { at: "2023-02-20", control: &[], begun: &["S2004", "S2007", "DAM-FLIGHT"], to_come: &["S1204"] },
        ],
    },
    Told {
        name: "syria-2015",
        instants: [
            Instant {
                at: "2015-03-27",
                control: &[
                    ("idlib", "contested"),
                    ("bosra", "opposition"),
                    ("kobani", "ypg"),
                    ("palmyra", "not-reported"),
                ],
                begun: &[],
                to_come: &[],
            },
            Instant {
                at: "2015-05-20",
                control: &[
                    ("idlib", "conquest"),
                    ("jisr-al-shughur", "conquest"),
                    ("palmyra", "contested"),
                    ("ariha", "not-reported"),
                ],
                begun: &[],
                to_come: &[],
            },
            Instant {
                at: "2015-07-07",
                control: &[
                    ("palmyra", "is"),
                    ("ain-issa", "is"),
                    ("tal-abyad", "ypg"),
                    ("hasakah", "contested"),
                    ("ariha", "conquest"),
                ],
                begun: &[],
                to_come: &[],
            },
        ],
    },
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chronicles").join(name)
}

/// The chronicle with what was found in it.
fn checked(name: &str) -> Opened {
    check(&Folder(folder(name)), Listing::All).unwrap()
}

/// Who is said to control a place, with `?` where that is but possible.
fn control(place: &PlaceReport<'_>) -> String {
    let doubt = if place.documents.certainty == Some(Certainty::Possible) { "?" } else { "" };
    format!("{}{doubt}", place.documents.control)
}

/// Every event that has begun, wherever it was.
fn begun<'a>(report: &'a Report<'_>) -> Vec<&'a str> {
    let listed = report.places.iter().flat_map(|place| &place.events);
    let all = listed.chain(report.events.iter().map(|elsewhere| &elsewhere.event));
    all.map(|event| event.record().id.as_str()).collect()
}

#[test]
fn each_folder_is_in_the_table() {
    let folders = std::fs::read_dir(folder("")).unwrap().map(|entry| entry.unwrap());
    let mut folders: Vec<String> =
        folders.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap()).collect();
    folders.sort();
    assert_eq!(folders, CHRONICLES.iter().map(|told| told.name).collect::<Vec<_>>());
}

#[test]
fn each_opens_without_problems_and_every_quotation_verifies() {
    for Told { name, .. } in CHRONICLES {
        let opened = checked(name);
        // Whether a name can be drawn is no matter of the file.
        let problems: Vec<String> = opened
            .problems
            .iter()
            .filter(|problem| !problem.message.starts_with("expected a name that can be drawn"))
            .map(ToString::to_string)
            .collect();
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        let ((exact, excerpts), (unaltered, documents)) = (opened.verified, opened.unaltered);
        assert!(exact == excerpts && excerpts >= 40, "{name}: {exact} of {excerpts} excerpts");
        assert!(unaltered == documents && documents >= 5, "{name}: {unaltered} of {documents} documents");
    }
}

#[test]
fn every_document_says_what_it_is_and_on_what_it_rests() {
    for Told { name, .. } in CHRONICLES {
        let seeds = std::fs::read_dir(folder(name).join("seeds")).unwrap().map(|entry| entry.unwrap().path());
        let documents: Vec<PathBuf> =
            seeds.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
        assert!((5..=10).contains(&documents.len()), "{name}: {} documents", documents.len());
        for path in documents {
            let text = std::fs::read_to_string(&path).unwrap();
            let (told, rests) = text.split_once("\n\nIt rests on:\n").unwrap_or_else(|| panic!("{}", path.display()));
            assert!(told.starts_with("Written for Dateline as a test\n"), "{}", path.display());
            assert!(told.contains("nobody was interviewed for it"), "{}", path.display());
            assert!(rests.lines().count() >= 2, "{}", path.display());
            for line in rests.lines() {
                assert!(line.contains(": http"), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn each_is_told_as_it_was() {
    for Told { name, instants } in CHRONICLES {
        let data = Dataset::open(Some(&folder(name))).unwrap();
        for Instant { at, control: expected, begun: expected_begun, to_come } in instants {
            let cursor = at.parse::<WrittenMoment>().unwrap().in_zone(&data.chronicle.meta.zone());
            let report = report(&data.timeline, Clock { cursor, known_by: None });
            let found: Vec<(&str, String)> = expected
                .iter()
                .map(|(id, _)| (*id, control(report.places.iter().find(|place| place.id.as_str() == *id).unwrap())))
                .collect();
            let expected: Vec<(&str, String)> = expected.iter().map(|(id, side)| (*id, (*side).to_owned())).collect();
            assert_eq!(found, expected, "{name} at {at}");
            let begun = begun(&report);
            for id in *expected_begun {
                assert!(begun.contains(id), "{name} at {at}: {id} has not begun");
            }
            for id in *to_come {
                assert!(!begun.contains(id), "{name} at {at}: {id} has begun");
                assert!(data.chronicle.events.keys().any(|event| event.as_str() == *id), "{name}: there is no {id}");
            }
        }
    }
}

/// A still of a chronicle, with a layer's words: each with how large it is and the line it stands on.
fn words_of(name: &str, at: &str, layer: &str) -> Vec<(String, f64, i64)> {
    let data = Dataset::open(Some(&folder(name))).unwrap();
    let view = View::still(data.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light);
    let cursor = at.parse::<WrittenMoment>().unwrap().in_zone(&data.chronicle.meta.zone());
    let scene = scene(&Job::new(&data, Coverage::At(cursor), view)).unwrap();
    let runs = scene.marks.iter().filter(|mark| mark.layer == layer).filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some((run.text.clone(), run.size, run.at.y.round() as i64)),
        _ => None,
    });
    runs.collect()
}

#[test]
fn no_sum_takes_more_than_three_lines_however_many_sides_there_are() {
    for Told { name, instants } in CHRONICLES {
        for Instant { at, .. } in instants.iter().skip(1).take(1) {
            let words = words_of(name, at, HEADLINE);
            let largest = words.iter().map(|(_, size, _)| *size).fold(0.0, f64::max);
            let title = words.iter().filter(|(_, size, _)| *size == largest).map(|(.., line)| *line).max();
            let lines: BTreeSet<i64> =
                words.iter().map(|(.., line)| *line).filter(|line| Some(*line) > title).collect();
            assert!((1..=3).contains(&lines.len()), "{name}, {at}: {words:?}");
        }
    }
}

#[test]
fn sizes_have_marks_of_four_and_a_journey_its_distance_in_the_panel() {
    let texts = |name, at| words_of(name, at, PANEL).into_iter().map(|(text, ..)| text).collect::<Vec<_>>();
    let quakes = texts("quakes-2023", "2023-02-06T14:00");
    let at = quakes.iter().position(|text| text == "4").unwrap();
    assert_eq!(quakes[at..at + 5], ["4", "5", "6", "7", "Magnitude"]);
    let march = texts("anabasis", "-0400-09-30");
    assert!(march.iter().any(|text| text.contains("Distance from") && text.contains("Sardis")), "{march:?}");
}

#[test]
fn a_layer_is_offered_where_it_can_draw_anything() {
    for (name, layer, offered) in [
        ("anabasis", JOURNEYS, true),
        ("anabasis", SIEGES, false),
        ("syria-2015", SIEGES, true),
        ("syria-2015", JOURNEYS, false),
        ("quakes-2023", CORRIDORS, false),
        ("quakes-2023", TOWN_NAMES, true),
        ("quakes-2023", TILES, false),
    ] {
        let data = Dataset::open(Some(&folder(name))).unwrap();
        let found = data.atlas.has(layer) && Facets::of(&data.chronicle).has(layer);
        assert_eq!(found, offered, "{name}: {layer}");
    }
}
