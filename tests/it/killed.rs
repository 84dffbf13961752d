//! A program that is killed at any moment of editing and saving: what it leaves opens whole, and what was kept is offered.
//!
//! `DATELINE_KILLS=1000 cargo test --test it killed::` kills more often.

use crate::world::copy_built_in;
use dateline::chronicle::{Change, ChangeStep, Draft, Folder, Keeper, RecordFile, RecordId, Unsaved, open, recover};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// How often it is killed unless more is asked for.
const KILLS: u32 = 24;
/// The folder in which the child works.
const FOLDER: &str = "DATELINE_KILLED_IN";
const EVENT: &str = "EV-HERAT-CAPTURE";

fn draft_of(folder: &Path) -> Draft {
    Draft::new(Arc::new(Folder(folder.to_owned())))
}

/// A step that writes a number into two files.
fn numbered(draft: &Draft, number: u64) -> Vec<Change> {
    let title = format!("title = \"{number}\"");
    let event = RecordId::from(EVENT);
    let raw = draft.record(RecordFile::Events, &event).unwrap().raw.to_string();
    let start = raw.find("\"summary\": \"").unwrap() + "\"summary\": \"".len();
    let end = start + raw[start..].find('"').unwrap();
    let raw = format!("{}{number}{}", &raw[..start], &raw[end..]);
    vec![
        Change::Put { file: RecordFile::Chronicle, id: "title".into(), raw: title },
        Change::Put { file: RecordFile::Events, id: event, raw },
    ]
}

/// The numbers in the two files; 0 where none was written yet.
fn numbers(draft: &Draft) -> [u64; 2] {
    let opened = open(draft).unwrap();
    let chronicle = opened.chronicle;
    let read = |text: &str| text.parse().unwrap_or(0);
    [read(&chronicle.meta.title), read(&chronicle.events[EVENT].summary)]
}

/// A draft with what journals offer for it, and those journals.
fn taken_up(folder: &Path) -> (Draft, Unsaved, Vec<PathBuf>) {
    let (mut draft, mut unsaved, mut journals) = (draft_of(folder), Unsaved::default(), Vec::new());
    for recovery in recover(folder, None).unwrap().left {
        let joined = recovery.onto(&draft).unwrap();
        assert_eq!(joined.conflicts, [], "nobody else has written here");
        for step in joined.steps {
            let made;
            (draft, made) = ChangeStep::made(&draft, step.make).unwrap();
            unsaved.push(made);
        }
        journals.push(recovery.path);
    }
    (draft, unsaved, journals)
}

/// What the child does until it is killed: edits, keeps, and saves now and then, as the window does.
#[test]
#[ignore = "it runs until it is killed"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let (mut draft, mut unsaved, journals) = taken_up(&folder);
    let mut keeper = Keeper::new(Some(folder), None);
    keeper.keep(&draft, &unsaved, 0).unwrap();
    journals.iter().for_each(|path| std::fs::remove_file(path).unwrap());
    let mut out = std::io::stderr();
    for number in numbers(&draft)[0] + 1.. {
        let step;
        (draft, step) = ChangeStep::made(&draft, numbered(&draft, number)).unwrap();
        unsaved.push(step);
        keeper.keep(&draft, &unsaved, 0).unwrap();
        writeln!(out, "kept {number}").unwrap();
        if number % 3 == 0 {
            keeper.save(&draft, &unsaved, 0).unwrap();
            (draft, unsaved) = (draft.begun_as(&draft), unsaved.after_saving(unsaved.log().len()));
        }
    }
}

#[test]
fn killed_at_any_moment_it_opens_whole_and_offers_what_was_kept() {
    let kills = std::env::var("DATELINE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let folder = tempfile::tempdir().unwrap();
    copy_built_in(folder.path());
    let (mut offered, mut torn, mut kept_in_all) = (0, 0, 0);
    // Moments that are spread evenly, and the same in every run.
    let mut random: u64 = 0x9E37_79B9_7F4A_7C15;
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::child", "--ignored", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let (send, lines) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let kept = |line: String| line.strip_prefix("kept ").and_then(|number| number.parse::<u64>().ok());
            let other = |line: &String| !line.starts_with("kept ");
            let mut last = None;
            for line in said.lines().map_while(Result::ok) {
                assert!(!other(&line) || !line.contains("panicked"), "the child failed: {line}");
                if let Some(number) = kept(line) {
                    last = Some(number);
                    let _ = send.send(());
                }
            }
            last
        });
        // It is under way; a moment of a step or two later it is no more.
        lines.recv_timeout(Duration::from_secs(60)).unwrap();
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        std::thread::sleep(Duration::from_micros(random % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let kept = reader.join().unwrap().unwrap();
        let on_disk = draft_of(folder.path());
        let opened = open(&on_disk).unwrap();
        assert!(opened.unread().is_empty() && opened.problems.is_empty(), "kill {kill}: {:?}", opened.problems);
        let (draft, unsaved, _) = taken_up(folder.path());
        offered += usize::from(unsaved.count() > 0);
        torn += usize::from(recover(folder.path(), None).unwrap().left.iter().any(|left| left.torn));
        let [title, event] = numbers(&draft);
        assert_eq!(title, event, "kill {kill}: a step is there whole or not at all");
        assert!(title >= kept, "kill {kill}: {kept} was kept, {title} is there");
        assert!(title <= kept + 1, "kill {kill}: nothing is there that was not made");
        kept_in_all = kept;
    }
    println!("{kills} kills, {kept_in_all} steps; {offered} times changes were offered, {torn} journals torn");
    assert!(offered > 0, "it was never killed between keeping and saving");
}
