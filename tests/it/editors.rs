//! `dateline diff` and `dateline merge`, and git with Dateline as its merge driver.

use crate::world::copy_built_in;
use std::path::Path;
use std::process::{Command, Output};

const EVENTS: &str = "data/events.geojson";

fn dateline(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap()
}

fn out(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_built_in(folder.path());
    folder
}

fn text(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap()
}

fn edit(folder: &Path, path: &str, old: &str, new: &str) {
    let before = text(folder, path);
    assert!(before.contains(old), "{path} has no {old}");
    std::fs::write(folder.join(path), before.replacen(old, new, 1)).unwrap();
}

/// Herat's capture a day later, in one copy.
fn a_day_later(folder: &Path) {
    let all = text(folder, EVENTS);
    let (before, event) = all.split_once("\"id\": \"EV-HERAT-CAPTURE\"").unwrap();
    let event = event.replacen("2021-08-12", "2021-08-13", 3);
    std::fs::write(folder.join(EVENTS), format!("{before}\"id\": \"EV-HERAT-CAPTURE\"{event}")).unwrap();
}

const TITLE: &str = "title = \"The advance on Kabul, 2021\"";

#[test]
fn what_differs_is_said_record_by_record_and_on_the_map() {
    let (old, new) = (copy(), copy());
    let [old, new] = [&old, &new].map(|folder| folder.path());
    let arguments = ["diff", old.to_str().unwrap(), new.to_str().unwrap()];
    assert_eq!(out(&dateline(&arguments)), (0, String::new(), String::new()));
    a_day_later(new);
    edit(new, "data/chronicle.toml", TITLE, "title = \"Another\"");
    let (code, said, _) = out(&dateline(&arguments));
    assert_eq!(code, 1);
    for line in [
        "change title in data/chronicle.toml",
        "  title: The advance on Kabul, 2021 → Another",
        "move Herat's capture to 13 August",
        "  when: 2021-08-12 → 2021-08-13",
        "on the map, Thu 12 Aug 2021, end of day: Herat ",
    ] {
        assert!(said.lines().any(|said| said.starts_with(line)), "{line}\n{said}");
    }
    let brief = out(&dateline(&[&arguments[..], &["--brief"]].concat())).1;
    assert!(!brief.contains("→"), "{brief}");
    let (code, _, error) = out(&dateline(&["diff", "/nowhere/at/all", arguments[2]]));
    assert!(code == 2 && error.starts_with("error: expected a chronicle"), "{error}");
}

#[test]
fn two_editors_work_is_joined_and_what_contradicts_is_named() {
    let folders = [copy(), copy(), copy()];
    let [base, ours, theirs] = folders.each_ref().map(|folder| folder.path());
    a_day_later(ours);
    edit(theirs, "data/chronicle.toml", TITLE, "title = \"Theirs\"");
    std::fs::write(theirs.join("seeds/notes.txt"), "theirs").unwrap();
    let arguments = ["merge", base.to_str().unwrap(), ours.to_str().unwrap(), theirs.to_str().unwrap()];
    let (code, _, error) = out(&dateline(&arguments));
    assert_eq!(code, 0, "{error}");
    assert!(text(ours, "data/chronicle.toml").contains("title = \"Theirs\""));
    assert_eq!(text(ours, "seeds/notes.txt"), "theirs");
    let later = copy();
    a_day_later(later.path());
    assert_eq!(text(ours, EVENTS), text(later.path(), EVENTS));
    edit(ours, "data/chronicle.toml", "title = \"Theirs\"", "title = \"Ours\"");
    let (code, _, error) = out(&dateline(&arguments));
    let expected =
        "conflict: both have changed \"title\", each in another way; it is as in OURS: data/chronicle.toml\n";
    assert_eq!((code, error.as_str()), (1, expected));
    assert!(text(ours, "data/chronicle.toml").contains("title = \"Ours\""));
    let (code, _, error) = out(&dateline(&["merge", "/nowhere", arguments[2], arguments[3]]));
    assert_eq!((code, error.starts_with("error: expected a chronicle")), (2, true), "{error}");
}

/// Runs git in a folder, quietly and as nobody in particular.
fn git(folder: &Path, arguments: &[&str]) -> Option<bool> {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    Some(command.output().ok()?.status.success())
}

#[test]
fn git_joins_the_work_of_two_editors_record_by_record() {
    let folder = copy();
    let folder = folder.path();
    if git(folder, &["init", "--quiet", "--initial-branch=main"]).is_none() {
        println!("there is no git here");
        return;
    }
    let done = |arguments: &[&str]| assert_eq!(git(folder, arguments), Some(true), "git {arguments:?}");
    let driver = format!("'{}' merge %O %A %B %P", env!("CARGO_BIN_EXE_dateline"));
    done(&["config", "merge.dateline.driver", &driver]);
    let attributes = "data/*.geojson merge=dateline\ndata/*.toml merge=dateline\nseeds/sources.toml merge=dateline\n";
    std::fs::write(folder.join(".gitattributes"), attributes).unwrap();
    done(&["add", "--all"]);
    done(&["commit", "--quiet", "-m", "as it was"]);
    // Both add an event at the same place of the file, which git alone cannot join.
    let add = |id: &str| {
        let all = text(folder, EVENTS);
        let (_, event) = all.split_once("\"id\": \"EV-HERAT-CAPTURE\"").unwrap();
        let at = all.len() - event.len() + event.find("\n  },\n").unwrap() + "\n  },\n".len();
        let new = format!("  {{\"type\": \"Feature\", \"id\": \"{id}\", \"properties\": {{}}, \"geometry\": null}},\n");
        std::fs::write(folder.join(EVENTS), format!("{}{new}{}", &all[..at], &all[at..])).unwrap();
    };
    done(&["checkout", "--quiet", "-b", "theirs"]);
    add("EV-THEIRS");
    done(&["commit", "--quiet", "--all", "-m", "theirs"]);
    done(&["checkout", "--quiet", "main"]);
    add("EV-OURS");
    done(&["commit", "--quiet", "--all", "-m", "ours"]);
    done(&["merge", "--quiet", "-m", "both", "theirs"]);
    let joined = text(folder, EVENTS);
    assert!(joined.contains("EV-OURS") && joined.contains("EV-THEIRS"));
    assert!(serde_json::from_str::<serde_json::Value>(&joined).is_ok());
    // The same record in two ways is git's to ask about.
    done(&["checkout", "--quiet", "-b", "other"]);
    edit(folder, "data/chronicle.toml", TITLE, "title = \"Other\"");
    done(&["commit", "--quiet", "--all", "-m", "other"]);
    done(&["checkout", "--quiet", "main"]);
    edit(folder, "data/chronicle.toml", TITLE, "title = \"Main\"");
    done(&["commit", "--quiet", "--all", "-m", "main"]);
    assert_eq!(git(folder, &["merge", "--quiet", "other"]), Some(false));
    assert!(text(folder, "data/chronicle.toml").contains("title = \"Main\""), "whole, without marks of git");
}
