//! The guide: its links lead somewhere, and its pictures show what is so. `docs/pictures.sh` makes the pictures again.

use crate::driven::Driven;
use dateline::app::{Action, Panel, Screen};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Every page of the guide, and what else leads a reader on.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md", "data/FORMAT.md"].map(PathBuf::from).into();
    let docs = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    pages.extend(docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    pages.sort();
    pages
}

/// The addresses of links and pictures of a page; what stands in code is none.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for prose in text.split("```").step_by(2) {
        for part in prose.split("](").skip(1) {
            links.extend(part.split_once(')').map(|(address, _)| address.to_owned()));
        }
    }
    links
}

/// A heading as its anchor.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept: String = kept.chars().filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-').collect();
    kept.replace(' ', "-")
}

#[test]
fn every_link_leads_to_a_file_and_every_anchor_to_a_heading() {
    let mut broken = Vec::new();
    for page in pages() {
        for link in links(&fs::read_to_string(&page).unwrap()) {
            if link.contains("://") {
                continue;
            }
            let (path, fragment) = link.split_once('#').map_or((link.as_str(), None), |(p, f)| (p, Some(f)));
            let to = if path.is_empty() { page.clone() } else { page.parent().unwrap().join(path) };
            if !to.exists() {
                broken.push(format!("{}: {link}", page.display()));
                continue;
            }
            let headings = || -> BTreeSet<String> {
                let text = fs::read_to_string(&to).unwrap();
                text.lines()
                    .filter(|line| line.starts_with('#'))
                    .map(|line| anchor(line.trim_start_matches('#')))
                    .collect()
            };
            if fragment.is_some_and(|fragment| !headings().contains(fragment)) {
                broken.push(format!("{}: {link} has no such heading", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_of_the_guide_is_listed_and_every_picture_shown() {
    let list = fs::read_to_string("docs/README.md").unwrap();
    let all: String = pages().iter().map(|page| fs::read_to_string(page).unwrap()).collect();
    for page in pages().iter().filter(|page| page.starts_with("docs") && !page.ends_with("README.md")) {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(list.contains(&format!("]({name})")), "docs/README.md does not list {name}");
    }
    for picture in fs::read_dir("docs/pictures").unwrap().map(|entry| entry.unwrap().path()) {
        let name = picture.file_name().unwrap().to_str().unwrap();
        assert!(name.ends_with(".txt") || all.contains(&format!("](pictures/{name})")), "{name} is shown nowhere");
    }
}

#[test]
fn every_command_of_the_guide_is_one_that_there_is() {
    let help = Command::new(env!("CARGO_BIN_EXE_dateline")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for page in pages().iter().filter(|page| page.starts_with("docs")) {
        let text = fs::read_to_string(page).unwrap();
        for line in text.lines().filter_map(|line| line.strip_prefix("dateline ")) {
            let word = line.split(' ').next().unwrap();
            let is_path = word.chars().all(|c| c.is_uppercase());
            assert!(is_path || help.contains(&format!("\n  {word} ")), "{}: dateline {line}", page.display());
        }
    }
}

/// The still of the guide is what its own command makes today.
#[test]
fn the_still_shows_what_is_so() {
    let verified = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["verify", "docs/pictures/still.png"]).output();
    let verified = verified.unwrap();
    assert!(
        verified.status.success(),
        "{}\ndocs/pictures.sh makes it again",
        String::from_utf8_lossy(&verified.stdout)
    );
}

/// A picture, and how to come to what it shows.
type Shown = (&'static str, fn(&mut Driven));

/// What a picture of the window shows: how to come there.
const SHOWN: [Shown; 3] = [
    ("start", |window| window.act(Action::Show(Screen::Start))),
    ("new", |window| window.act(Action::Toggle(Panel::New))),
    ("inspector", |window| {
        window.act(Action::SetCursor(crate::driven::at("2021-08-13")));
        window.act(Action::SelectPlace("herat".into()));
    }),
];

/// All that is named on it, and the picture's own sum: a picture is stale where either has changed.
fn named(name: &str, come_there: fn(&mut Driven)) -> String {
    let mut window = Driven::new([1440.0, 900.0]);
    come_there(&mut window);
    let names: BTreeSet<String> = window.names().into_iter().map(|(role, name)| format!("{role:?} {name}")).collect();
    let picture = fs::read(format!("docs/pictures/{name}.png")).unwrap_or_default();
    let sum = Sha256::digest(&picture);
    let mut text = sum.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    text.push('\n');
    for name in names.iter().filter(|name| !name.contains("TextRun")) {
        writeln!(text, "{name}").unwrap();
    }
    text
}

#[test]
fn every_picture_of_the_window_shows_what_is_named_there_now() {
    let remake = std::env::var_os("DATELINE_PICTURES").is_some();
    for (name, come_there) in SHOWN {
        let (path, now) = (format!("docs/pictures/{name}.txt"), named(name, come_there));
        if remake {
            fs::write(&path, &now).unwrap();
        }
        let then = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(then, now, "docs/pictures/{name}.png is stale: docs/pictures.sh makes it again");
    }
}
