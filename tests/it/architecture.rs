//! The layer rules of `ARCHITECTURE.md`, read off the `use` lines and paths of the source.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may name. A module may always name itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("geo", &[]),
    ("language", &[]),
    ("world", &["geo", "language"]),
    ("jobs", &[]),
    ("files", &[]),
    ("limits", &[]),
    ("catalogue", &[]),
    ("table", &["files", "limits", "jobs", "time", "geo", "language", "world", "catalogue"]),
    ("chronicle", &["files", "limits", "time", "geo", "catalogue", "table"]),
    ("basemap", &["geo", "world", "chronicle"]),
    ("timeline", &["table", "limits", "time", "geo", "catalogue", "chronicle"]),
    ("propose", &["time", "geo", "language", "world"]),
    ("ingest", &["files", "limits", "jobs", "time", "geo", "language", "world", "table", "chronicle", "propose"]),
    ("words", &["table", "time", "geo", "catalogue", "chronicle", "timeline"]),
    ("text", &["time", "geo", "chronicle"]),
    ("scene", &["table", "time", "geo", "catalogue", "chronicle", "basemap", "timeline", "words", "text"]),
    ("review", &["language", "world", "propose", "time", "geo", "catalogue", "chronicle", "words"]),
    (
        "dataset",
        &["table", "files", "jobs", "limits", "time", "chronicle", "basemap", "timeline", "words", "text", "scene"],
    ),
    (
        "export",
        &[
            "table",
            "files",
            "jobs",
            "dataset",
            "time",
            "geo",
            "catalogue",
            "chronicle",
            "basemap",
            "timeline",
            "words",
            "text",
            "scene",
        ],
    ),
    (
        "app",
        &[
            "table",
            "dataset",
            "language",
            "time",
            "geo",
            "catalogue",
            "chronicle",
            "timeline",
            "words",
            "text",
            "scene",
        ],
    ),
    (
        "cli",
        &[
            "table",
            "review",
            "files",
            "limits",
            "jobs",
            "table",
            "dataset",
            "language",
            "world",
            "propose",
            "ingest",
            "time",
            "geo",
            "catalogue",
            "chronicle",
            "timeline",
            "words",
            "text",
            "scene",
            "export",
            "app",
        ],
    ),
    (
        "gui",
        &[
            "table",
            "review",
            "files",
            "world",
            "language",
            "propose",
            "jobs",
            "ingest",
            "dataset",
            "ingest",
            "world",
            "language",
            "propose",
            "time",
            "geo",
            "catalogue",
            "chronicle",
            "timeline",
            "words",
            "text",
            "scene",
            "export",
            "app",
        ],
    ),
];

/// Crates that only some modules may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("egui", &["src/gui/"]),
    ("eframe", &["src/gui/"]),
    ("walkers", &["src/gui/map/mod.rs", "src/gui/map/tiles.rs"]),
    ("rfd", &["src/gui/"]),
    ("tiny_skia", &["src/export/"]),
    ("resvg", &[]),
    ("clap", &["src/cli/", "src/main.rs"]),
    ("edtf_core", &["src/time/"]),
    ("libaom_sys", &["src/export/film/libaom.rs"]),
];

#[test]
fn every_module_knows_only_the_layers_below_it() {
    let rules: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut broken = Vec::new();
    for (path, code) in sources() {
        let Some(module) = module_of(&path) else { continue };
        let Some(allowed) = rules.get(module.as_str()) else { panic!("{module} has no row in MAY_USE") };
        for (line, named) in crate_paths(&code) {
            let known = rules.contains_key(named.as_str());
            if known && named != module && !allowed.contains(&named.as_str()) {
                broken.push(format!("{}:{line}: {module} must not know {named}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_crate_stays_where_it_belongs() {
    let mut broken = Vec::new();
    for (path, code) in sources() {
        let shown = path.to_string_lossy().replace('\\', "/");
        for (name, homes) in ONLY_IN {
            if homes.iter().any(|home| shown.starts_with(home)) {
                continue;
            }
            for (number, line) in code.lines().enumerate() {
                if names_crate(line, name) {
                    broken.push(format!("{shown}:{}: {name} belongs in {}", number + 1, homes.join(", ")));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_unsafe_stands_outside_the_door_to_the_film_encoder() {
    let found: Vec<_> = sources()
        .into_iter()
        .filter(|(_, code)| {
            code.lines().any(|line| line.split("//").next().is_some_and(|line| line.contains("unsafe")))
        })
        .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(found, ["src/export/film/libaom.rs"]);
}

#[test]
fn no_source_file_is_longer_than_four_hundred_lines() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, code)| (path, code.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(path, lines)| format!("{}: {lines}", path.display()))
        .collect();
    assert!(long.is_empty(), "split these:\n{}", long.join("\n"));
}

#[test]
fn the_architecture_page_names_every_module_and_every_page_of_the_house() {
    let page = fs::read_to_string("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    for (module, _) in MAY_USE {
        assert!(page.contains(&format!("src/{module}")), "ARCHITECTURE.md does not speak of src/{module}");
    }
}

#[test]
fn a_forbidden_import_would_be_seen() {
    let code = "use crate::gui::Window;\nlet x = crate::app::State::default(); // crate::cli\n/// [`crate::cli`]\n\
                use crate::{\n    time::{Day, Moment},\n    export,\n};\n";
    let named: Vec<_> = crate_paths(code).into_iter().map(|(_, name)| name).collect();
    assert_eq!(named, ["gui", "app", "time", "export"]);
    assert!(names_crate("let c = egui::Context::default();", "egui"));
    assert!(names_crate("use egui as e;", "egui"));
    assert!(!names_crate("// egui would do this", "egui"));
    assert!(!names_crate("let egui_free = 1;", "egui"));
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("src").map(|entry| entry.expect("entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new("src"), &mut found);
    assert!(found.len() > 20, "the sources were not found");
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(&path).expect("source"))).collect()
}

/// `src/scene/labels.rs` → `scene`; the crate's own roots have no module.
fn module_of(path: &Path) -> Option<String> {
    let mut parts = path.components().skip(1).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let first = parts.next()?;
    match first.as_str() {
        "lib.rs" | "main.rs" => None,
        _ => Some(first.trim_end_matches(".rs").to_owned()),
    }
}

/// The modules named as `crate::…` or inside `crate::{…}` outside comments, with their lines.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let bare: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let bare = bare.join("\n");
    let word = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut found = Vec::new();
    for (at, _) in bare.match_indices("crate::") {
        let line = bare[..at].matches('\n').count() + 1;
        let rest = &bare[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push((line, word(rest)));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && !c.is_whitespace() => {
                    found.push((line, word(&group[i..])));
                    start = false;
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether a line of code, comments apart, names a crate.
fn names_crate(line: &str, name: &str) -> bool {
    let line = line.split("//").next().unwrap_or_default();
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        let starts = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '"' || c == '-');
        starts && (after.starts_with("::") || (line.trim_start().starts_with("use ") && after.starts_with([' ', ';'])))
    })
}

/// Names of types that stand for two things which meet nowhere, and why they may.
const TWO_MEANINGS: &[(&[&str], &str)] = &[
    (&["Args"], "each subcommand has its own, called by its module"),
    (
        &["Counts", "Kind", "Modality", "Quote", "Standing", "Timing"],
        "what the reader proposes is worded as a chronicle is, of which it knows nothing",
    ),
    (&["Record", "Text"], "the loader's own: a feature of a file and a text in it, which nobody else sees"),
];

#[test]
fn the_name_of_a_type_that_others_see_stands_for_one_thing() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, code) in sources() {
        for line in code.lines().map(str::trim_start) {
            let Some(rest) = ["pub ", "pub(crate) ", "pub(in "].iter().find_map(|seen| line.strip_prefix(seen)) else {
                continue;
            };
            let rest = rest.split_once(") ").filter(|_| line.starts_with("pub(in")).map_or(rest, |(_, rest)| rest);
            let Some((word, name)) = rest.split_once(' ') else { continue };
            if ["struct", "enum", "trait", "type"].contains(&word) {
                let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
                homes.entry(name).or_default().push(path.display().to_string());
            }
        }
    }
    let allowed = |name: &str| TWO_MEANINGS.iter().any(|(names, _)| names.contains(&name));
    let twice: Vec<_> = homes.iter().filter(|(name, homes)| homes.len() > 1 && !allowed(name)).collect();
    assert!(twice.is_empty(), "{twice:#?}");
    for name in TWO_MEANINGS.iter().flat_map(|(names, _)| *names) {
        assert!(homes.get(*name).is_some_and(|homes| homes.len() > 1), "{name} stands for one thing by now");
    }
}
