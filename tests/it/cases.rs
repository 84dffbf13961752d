//! Small chronicles, each of a kind of case that people who map dated events report of their tools, with what is right:
//! what `check` says of it, and what the picture and the report of an instant say and do not say.

use dateline::chronicle::{Folder, Listing};
use dateline::cli::check::{check, text};
use dateline::dataset::Dataset;
use dateline::export::{Coverage, Job, Unwatched, exporter_for};

use dateline::scene::{Theme, View};
use dateline::text::missing;
use dateline::time::{EdtfDate, WrittenMoment};
use dateline::timeline::{Clock, report};
use std::path::{Path, PathBuf};

struct Case {
    /// Its folder.
    name: &'static str,
    /// How many problems it has, and what stands in what is said of them, hints too.
    problems: usize,
    said: &'static [&'static str],
    instants: &'static [Instant],
}

/// An instant, and what is said of it: in the picture, in the report; and what in neither.
struct Instant {
    at: &'static str,
    pictured: &'static [&'static str],
    reported: &'static [&'static str],
    never: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "01-bc-dates",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "-0043-03-15",
            pictured: &[">15 March 44 BC", "The Blues take Rome"],
            reported: &["\"earliest\":\"-0043-03-15\"", "\"earliest\":\"-0479-07-01\""],
            never: &["-043-", "-000043", "Friday"],
        }],
    },
    Case {
        name: "01b-bc-edtf-bounds",
        problems: 0,
        said: &["expected a range of at most 3700 days, found 186"],
        instants: &[Instant {
            at: "-000043-03-15",
            pictured: &["15 March 44 BC", "The Blues take Rome"],
            reported: &["\"at\":\"-0043-03-15\""],
            never: &[],
        }],
    },
    Case {
        name: "02-many-years",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "1918-05-03",
            pictured: &["Northtown falls"],
            reported: &["1918-05-03"],
            never: &[],
        }],
    },
    Case {
        name: "03-dst-and-offsets",
        problems: 1,
        said: &["G: expected a time that the chronicle's clock shows, found 2022-03-27T03:30"],
        instants: &[
            Instant {
                at: "2022-10-08T22:16Z",
                pictured: &["9 October 2022", "01:16", "Odesa"],
                reported: &["\"at\":\"2022-10-09T01:16\"", "\"earliest\":\"2022-10-09T01:15\""],
                never: &[],
            },
            Instant { at: "2022-10-08", pictured: &[], reported: &["\"at\":\"2022-10-08\""], never: &["Odesa falls"] },
        ],
    },
    Case {
        name: "04b-one-day-24-strikes-unlisted",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "2022-10-10",
            pictured: &["Other reports", "Site 00", "Site 07", "Site 23"],
            reported: &["\"name\":\"Site 23\""],
            never: &[],
        }],
    },
    Case {
        name: "05b-one-spot-unlisted",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "2022-04-12",
            pictured: &[">60</text>", "Number of happenings at one spot"],
            reported: &["\"name\":\"Square\"", "\"name\":\"Corner 0\""],
            never: &["Corner 1<"],
        }],
    },
    Case {
        name: "06c-antimeridian-world",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "1943-11-22",
            pictured: &["Westport falls", "286"],
            reported: &["\"km\":285.7"],
            never: &[],
        }],
    },
    Case {
        name: "08-scripts",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "2022-03-16",
            pictured: &[
                "aria-label=\"באר שבע\"",
                ">Маріуполь</text>",
                "aria-label=\"አዲስ አበባ\"",
                "aria-label=\"ปัตตานี\"",
            ],
            reported: &["\"name\":\"ភ្នំពេញ\""],
            never: &[],
        }],
    },
    Case {
        name: "11-unplaced-undated",
        problems: 0,
        said: &["L1: expected the date of the event, found that it is not known", "L2: ", "L3: "],
        instants: &[Instant {
            at: "2022-03-10",
            pictured: &["No town reported taken"],
            reported: &["\"undated\":[", "\"id\":\"L1\"", "\"id\":\"L2\"", "\"id\":\"L3\""],
            never: &["hold 1 of"],
        }],
    },
    Case {
        name: "12-five-sides",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "2015-09-10",
            pictured: &["Turkish forces take Hasakah", "Turkish forces", "Opposition", "ISIL", "SDF", "Taken this day"],
            reported: &[],
            never: &["No capture is dated to this day"],
        }],
    },
    Case {
        name: "14-from-to",
        problems: 0,
        said: &[],
        instants: &[
            Instant {
                at: "2022-03-10",
                pictured: &["Atown", "Btown may have fallen"],
                reported: &["\"red\""],
                never: &[],
            },
            Instant { at: "2022-04-10", pictured: &["the Blues liberate Atown"], reported: &["\"blue\""], never: &[] },
        ],
    },
    Case {
        name: "15b-swapped",
        problems: 3,
        said: &["a: expected a point near the view, found [34.5281, 69.1723]; turned round it lies inside"],
        instants: &[],
    },
    Case {
        name: "16-minute-vs-day",
        problems: 0,
        said: &[],
        instants: &[
            Instant { at: "2022-10-10", pictured: &["Depot", "Bridge"], reported: &["Depot"], never: &[] },
            Instant { at: "2022-10-10T14:04", pictured: &["Bridge"], reported: &[], never: &["Depot"] },
            Instant { at: "2022-10-10T11:06Z", pictured: &["Bridge"], reported: &[], never: &[] },
        ],
    },
    Case {
        name: "17-reported-before-it-happened",
        problems: 1,
        said: &[
            "C1: expected what happened by the time its document was published (2022-03-01), found it on 2022-03-05",
        ],
        instants: &[],
    },
    Case {
        name: "20-continental",
        problems: 0,
        said: &[],
        instants: &[Instant {
            at: "2022-03-10",
            pictured: &["Alpha", "Bravo", "Charlie", "Delta", "Echo"],
            reported: &[],
            never: &[],
        }],
    },
    Case {
        name: "21-range-2000-years",
        problems: 0,
        said: &["expected a range of at most 3700 days, found 7"],
        instants: &[],
    },
    Case {
        name: "22-lines-outlines-and-a-way",
        problems: 0,
        said: &[],
        instants: &[
            Instant {
                at: "2022-10-11",
                pictured: &["The way of this day", "Station", "Shootings"],
                reported: &[],
                never: &["shapes-event-FLOOD", "Number of happenings at one spot", "Known only roughly"],
            },
            Instant {
                at: "2022-10-12",
                pictured: &[
                    "shapes-event-FLOOD",
                    "shapes-event-FRONT",
                    "journeys-event-B",
                    "journeys-event-C",
                    ">2</text>",
                    "Number of happenings at one spot",
                    "The way so far",
                    "Between rough places",
                    "Known only roughly",
                    "Lines between stations, no roads",
                    "Floods",
                    "Advances",
                    "Possible, or only claimed",
                    "New, and fading over 2 days",
                ],
                reported: &[],
                never: &["Not reported"],
            },
            Instant {
                at: "2022-10-15",
                pictured: &["journeys-event-C"],
                reported: &[],
                never: &["shapes-event-FLOOD"],
            },
        ],
    },
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases").join(name)
}

/// A picture of an instant as SVG.
fn picture(data: &Dataset, clock: Clock) -> String {
    let view = View::still(data.chronicle.meta.bbox, [1280.0, 800.0], Theme::Light);
    let job = Job { known_by: clock.known_by, ..Job::new(data, Coverage::At(clock.cursor), view) };
    let mut svg = Vec::new();
    exporter_for(Path::new("map.svg")).unwrap().write(&job, &mut svg, &Unwatched).unwrap();
    String::from_utf8(svg).unwrap()
}

#[test]
fn each_case_is_told_and_drawn_as_it_is() {
    for Case { name, problems, said, instants } in CASES {
        let checked = check(&Folder(folder(name)), Listing::default()).unwrap();
        let found = text(&checked);
        // Han and hangul are borrowed from the system, where it has them.
        let lacking = ["喀", "판"].iter().filter(|letter| *name == "08-scripts" && missing(letter).is_some()).count();
        assert!(found.contains(&format!("· {} problem", problems + lacking)), "{name}: {found}");
        for part in *said {
            assert!(found.contains(part), "{name}: {part} is not in\n{found}");
        }
        if instants.is_empty() {
            continue;
        }
        let data = Dataset::open(Some(&folder(name))).unwrap();
        for Instant { at, pictured, reported, never } in *instants {
            let cursor = at.parse::<WrittenMoment>().unwrap().in_zone(&data.chronicle.meta.zone());
            let clock = Clock { cursor, known_by: None };
            let picture = picture(&data, clock);
            let report = serde_json::to_string(&report(&data.timeline, clock)).unwrap();
            for (parts, where_, said) in [(pictured, "picture", &picture), (reported, "report", &report)] {
                for part in *parts {
                    assert!(said.contains(part), "{name} at {at}: {part} is not in the {where_}\n{said}");
                }
                for part in *never {
                    assert!(!said.contains(part), "{name} at {at}: {part} is in the {where_}\n{said}");
                }
            }
        }
    }
}

#[test]
fn a_polygon_across_the_180th_meridian_is_no_band_round_the_world() {
    let data = Dataset::open(Some(&folder("06c-antimeridian-world"))).unwrap();
    let rings: Vec<_> = data.chronicle.areas.iter().flat_map(|area| area.polygons.iter().flatten()).collect();
    assert!(rings.len() > 1);
    for ring in rings {
        let lons = || ring.iter().map(|point| point.lon_deg);
        let (west, east) = (lons().fold(180.0, f64::min), lons().fold(-180.0, f64::max));
        assert!(east - west < 10.0, "{west} to {east}");
    }
}

#[test]
fn each_folder_is_in_the_table() {
    let folders = std::fs::read_dir(folder("")).unwrap().map(|entry| entry.unwrap());
    let mut folders: Vec<String> =
        folders.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap()).collect();
    folders.sort();
    assert_eq!(folders, CASES.iter().map(|case| case.name).collect::<Vec<_>>());
}

/// Every form of levels 0 to 2 that the standard has as an example, some beside it, and what they imply: `written`, a tab,
/// and bounds, or `refused`.
#[test]
fn dates_of_the_standard_have_its_bounds_or_are_refused() {
    let table = include_str!("../fixtures/cases/edtf.tsv");
    let found: Vec<String> = table
        .lines()
        .map(|line| {
            let written = line.split('\t').next().unwrap();
            let bounds = EdtfDate::parse(written).map_or("refused".to_owned(), |date| date.span().edtf());
            format!("{written}\t{bounds}")
        })
        .collect();
    assert_eq!(found, table.lines().collect::<Vec<_>>());
}
