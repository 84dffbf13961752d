//! No circle among the rooms of one folder: files and folders side by side can be read in an order in which each needs
//! only those before it. A name that an index (`mod.rs`) passes on counts as taken from the file it stands in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Circles that are left, by folder, and why. `mod` is what an index itself defines.
const KNOWN: &[(&str, &[&str], &str)] = &[
    (
        "app",
        &[
            "action",
            "chrome",
            "days",
            "document",
            "editing",
            "facets",
            "history",
            "joining",
            "keeping",
            "remembered",
            "state",
            "view_state",
        ],
        "the state is made of the others, which are asked about it",
    ),
    ("chronicle", &["claim", "model"], "an event holds its claims, a claim the records it names"),
    (
        "chronicle",
        &["change", "draft", "load", "merge"],
        "a draft is changed by changes, cut by the loader's readers, and the loader reads the files it names",
    ),
    (
        "export",
        &["bands", "base", "command", "data", "film", "job", "mod", "page", "pdf", "png", "provenance", "sheet", "svg"],
        "the trait of a format, the list of all formats and the error they share stand in the index",
    ),
    ("cli/propose", &["folder", "mod"], "the arguments and the readers of one command stand in its index"),
    ("gui", &["run", "window"], "the window is run under the name it is remembered by"),
    (
        "gui/export",
        &["excerpt_preview", "made"],
        "what was made carries its preview, which is cut by its size in words",
    ),
    ("gui/inspector", &["instant", "mod"], "parts of one panel"),
    ("gui/timebar/pack", &["mod", "packing", "rows"], "the vocabulary of the packing stands in its index"),
    ("language", &["blocks", "quotes", "sentences", "text"], "a text is read by the parts that read it"),
    (
        "propose/times",
        &["pattern", "table"],
        "a table holds the patterns, a pattern asks the table what a word stands for",
    ),
    (
        "timeline",
        &["begun", "index", "journey", "knowledge", "slice", "spots"],
        "what has begun is asked of the knowledge that a slice holds",
    ),
];

#[test]
fn no_rooms_side_by_side_know_each_other_in_a_circle() {
    let house = House::read();
    let mut found = Vec::new();
    for folder in house.folders() {
        for circle in circles(&house.arrows(&folder)) {
            let name = folder.join("/");
            let is_known = |room: &String, rooms: &[&str]| rooms.contains(&room.as_str());
            let known = KNOWN.iter().any(|(at, rooms, _)| *at == name && circle.iter().all(|r| is_known(r, rooms)));
            if !known {
                found.push(format!("src/{name}: {}", circle.join(", ")));
            }
        }
    }
    assert!(found.is_empty(), "circles (a room may be listed in KNOWN with its reason):\n{}", found.join("\n"));
}

#[test]
fn a_circle_is_seen_through_an_index_and_a_tree_is_none() {
    let house = |files: &[(&str, &str)]| House::of(files.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())));
    let scene = vec!["scene".to_owned()];
    let index = "mod atlas;\nmod labels;\npub use atlas::Atlas;\npub(super) use labels::{Label as Name};\n";
    let tied = house(&[
        ("scene/mod.rs", index),
        ("scene/atlas.rs", "use crate::scene::{\n    Name,\n};\n"),
        ("scene/labels.rs", "use crate::scene::Atlas;\n"),
    ]);
    assert_eq!(circles(&tied.arrows(&scene)), [["atlas", "labels"]]);
    let free = house(&[
        ("scene/mod.rs", index),
        ("scene/atlas.rs", "// use crate::scene::Name;\n#[cfg(test)]\nmod tests {\n    use crate::scene::Name;\n}\n"),
        ("scene/labels.rs", "fn f(a: &crate::scene::Atlas) {}\n"),
    ]);
    assert_eq!(circles(&free.arrows(&scene)), Vec::<Vec<String>>::new());
    let own = house(&[
        ("scene/mod.rs", "mod atlas;\npub struct Inputs(atlas::Atlas);\n"),
        ("scene/atlas.rs", "use crate::scene::Inputs;\n"),
    ]);
    assert_eq!(circles(&own.arrows(&scene)), [["atlas", "mod"]]);
}

/// A path of names below the crate.
type Names = Vec<String>;

/// What a file takes and passes on.
#[derive(Default)]
struct Room {
    /// Paths it names.
    takes: BTreeSet<Names>,
    /// Names it passes on, and where they come from.
    passes: BTreeMap<String, Names>,
}

/// All modules by their path.
struct House(BTreeMap<Names, Room>);

impl House {
    fn read() -> Self {
        fn walk(folder: &Path, files: &mut Vec<(String, String)>) {
            for entry in fs::read_dir(folder).expect("src") {
                let path = entry.expect("entry").path();
                if path.is_dir() {
                    walk(&path, files);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let name = path.strip_prefix("src").expect("below src").to_string_lossy().replace('\\', "/");
                    files.push((name, fs::read_to_string(&path).expect("source")));
                }
            }
        }
        let mut files = Vec::new();
        walk(Path::new("src"), &mut files);
        Self::of(files.into_iter())
    }

    fn of(files: impl Iterator<Item = (String, String)>) -> Self {
        let named: Vec<(Names, String)> =
            files.filter(|(path, _)| path != "main.rs").map(|(p, c)| (module(&p), c)).collect();
        let all: BTreeSet<Names> = named.iter().map(|(name, _)| name.clone()).collect();
        let room = |(name, code): (Names, String)| {
            let room = Room::of(&name, &without_tests(&code), &all);
            (name, room)
        };
        Self(named.into_iter().map(room).collect())
    }

    /// The folders that have rooms.
    fn folders(&self) -> BTreeSet<Names> {
        self.0.keys().filter(|name| name.len() > 1).map(|name| name[..name.len() - 1].to_vec()).collect()
    }

    /// The module in which the last name of a path stands.
    fn home(&self, path: &[String], depth: usize) -> Names {
        let mut at = path.len();
        while at > 0 && !self.0.contains_key(&path[..at]) {
            at -= 1;
        }
        let passed = path.get(at).and_then(|name| self.0.get(&path[..at])?.passes.get(name));
        match passed.filter(|_| depth < 8) {
            Some(from) => self.home(from, depth + 1),
            None => path[..at].to_vec(),
        }
    }

    /// Which rooms of a folder take something from which others.
    fn arrows(&self, folder: &[String]) -> BTreeMap<String, BTreeSet<String>> {
        let room = |name: &[String]| match name.strip_prefix(folder) {
            Some([]) => Some("mod".to_owned()),
            Some([first, ..]) => Some(first.clone()),
            None => None,
        };
        let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, taken) in &self.0 {
            let Some(from) = room(name) else { continue };
            let to = taken.takes.iter().filter_map(|path| room(&self.home(path, 0))).filter(|to| *to != from);
            arrows.entry(from.clone()).or_default().extend(to);
        }
        arrows
    }
}

impl Room {
    fn of(name: &[String], code: &str, all: &BTreeSet<Names>) -> Self {
        let mut room = Self::default();
        let mut rest = String::new();
        let mut statements = code.split_inclusive(';');
        for statement in &mut statements {
            // A statement may begin with what ends the one before.
            let start = statement.rfind("use ").filter(|at| is_start(&statement[..*at]));
            let Some(start) = start else {
                rest.push_str(statement);
                continue;
            };
            let public = statement[..start].trim_end().ends_with(['b', ')']);
            for (path, alias) in leaves(statement[start + 4..].trim_end_matches(';')) {
                let Some(path) = absolute(name, path, all) else { continue };
                if public {
                    let alias = alias.or_else(|| path.last().cloned()).unwrap_or_default();
                    room.passes.insert(alias, path);
                } else {
                    room.takes.insert(path);
                }
            }
        }
        for path in inline(&rest) {
            room.takes.extend(absolute(name, path, all));
        }
        room
    }
}

/// Whether a statement that begins with these words goes on with `use`.
fn is_start(before: &str) -> bool {
    let last = before.rsplit(['\n', '}', '{', ';']).next().unwrap_or_default().trim();
    last.is_empty() || last.starts_with("pub")
}

/// The single paths of a tree of imports, with what they are renamed to.
fn leaves(tree: &str) -> Vec<(Names, Option<String>)> {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
        let path = path.split("::").map(|part| part.trim().to_owned()).collect();
        return vec![(path, alias.map(str::to_owned))];
    };
    let group = group.trim_end().strip_suffix('}').unwrap_or(group);
    let (mut depth, mut parts, mut part) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            ',' if depth == 0 => parts.push(std::mem::take(&mut part)),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                part.push(c);
            }
        }
    }
    parts.push(part);
    let head: Names = head.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let below = parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| leaves(part));
    below.map(|(path, alias)| ([head.clone(), path].concat(), alias)).collect()
}

/// The paths written out in code.
fn inline(code: &str) -> Vec<Names> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words = code.split(|c: char| !is_word(c) && c != ':').filter(|path| path.contains("::"));
    words.map(|path| path.split("::").map(str::to_owned).collect()).collect()
}

/// A path from the crate on; `None` for one that leads elsewhere.
fn absolute(name: &[String], path: Names, all: &BTreeSet<Names>) -> Option<Names> {
    let mut base = name.to_vec();
    let mut rest = path.as_slice();
    match rest.first()?.as_str() {
        "crate" => return Some(rest[1..].to_vec()),
        "self" => rest = &rest[1..],
        "super" => {
            while rest.first().is_some_and(|first| first == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        child => {
            let child = [name, &[child.to_owned()]].concat();
            all.get(&child)?;
        }
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

/// `scene/labels/mod.rs` → scene, labels.
fn module(path: &str) -> Names {
    let parts = path.trim_end_matches(".rs").split('/').filter(|part| !matches!(*part, "mod" | "lib"));
    parts.map(str::to_owned).collect()
}

/// Code without comments and without the tests that end a file.
fn without_tests(code: &str) -> String {
    let lines: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let tests = lines.iter().position(|line| line.starts_with("mod tests {")).unwrap_or(lines.len());
    lines[..tests].join("\n")
}

/// The groups of rooms that reach each other, in order.
fn circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reach = |from: &String| {
        let mut seen: BTreeSet<&String> = BTreeSet::new();
        let mut next: Vec<&String> = arrows.get(from).into_iter().flatten().collect();
        while let Some(room) = next.pop() {
            if seen.insert(room) {
                next.extend(arrows.get(room).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<&String>> = arrows.keys().map(|room| (room, reach(room))).collect();
    let circle = |room: &&String| -> Vec<String> {
        let mine = reached.get(room).into_iter().flatten();
        let back = mine.filter(|other| reached.get(*other).is_some_and(|back| back.contains(room)));
        back.map(|other| (*other).clone()).collect()
    };
    let all: BTreeSet<Vec<String>> =
        arrows.keys().map(|room| circle(&room)).filter(|circle| circle.len() > 1).collect();
    all.into_iter().collect()
}
