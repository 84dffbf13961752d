//! Ctrl+C on a long export, as a process: nothing half written stays behind, and the reason is said.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// Exports many pictures to a file, stops once the folder holds something, and returns what was said.
fn stopped(folder: &Path, to: &str, signal: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["export", "--from", "2021-05-01", "--until", "2021-08-31", "--frames-per-day", "24", "--to"])
        .arg(folder.join(to))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while std::fs::read_dir(folder).unwrap().next().is_none() {
        assert!(child.try_wait().unwrap().is_none(), "{to}: it ended before it was stopped");
        std::thread::sleep(Duration::from_millis(5));
    }
    // The shell's own kill: not every machine has a program of that name.
    assert!(Command::new("sh").arg("-c").arg(format!("kill {signal} {}", child.id())).status().unwrap().success());
    child.wait_with_output().unwrap()
}

#[test]
fn an_export_that_is_stopped_says_so_and_leaves_nothing_half_written() {
    for (to, signal) in [("film.mp4", "-INT"), ("film.gif", "-TERM"), ("{date}.png", "-INT"), ("page.html", "-TERM")] {
        let folder = tempfile::tempdir().unwrap();
        let output = stopped(folder.path(), to, signal);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{to}: {said}");
        assert!(said.starts_with("error: stopped; ") && said.lines().count() == 1, "{to}: {said}");
        for left in std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
            assert!(left.extension().is_some_and(|ending| ending == "png"), "{}", left.display());
            let png = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&left).unwrap()));
            assert!(png.read_info().is_ok(), "{} is whole", left.display());
        }
    }
}

/// The built-in chronicle with each event many times: every command is busy with it for a while.
#[cfg(target_os = "linux")]
fn large(to: &Path) {
    use serde_json::{Value, json};
    crate::world::copy_built_in(to);
    let path = to.join("data/events.geojson");
    let mut all: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let features = all["features"].as_array_mut().unwrap();
    let begun = features.clone();
    for copy in 1..40 {
        for feature in &begun {
            let mut feature = feature.clone();
            let again = |id: &Value| json!(format!("{}-{copy}", id.as_str().unwrap()));
            feature["id"] = again(&feature["id"]);
            feature["properties"]["same_as"] = Value::Null;
            for claim in feature["properties"]["claims"].as_array_mut().unwrap() {
                claim["id"] = again(&claim["id"]);
                claim["denies"] = Value::Null;
            }
            features.push(feature);
        }
    }
    std::fs::write(path, serde_json::to_vec(&all).unwrap()).unwrap();
}

/// A film of two days that asks for those of a whole summer to be made again.
#[cfg(target_os = "linux")]
fn asking_for_much(folder: &Path) -> std::path::PathBuf {
    let to = folder.join("small.gif");
    let made = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["export", "--from", "2021-05-01", "--until", "2021-05-02", "--frames-per-day", "24", "--to"])
        .arg(&to)
        .status();
    assert!(made.unwrap().success());
    let (asked, wanted) = (b"--until 2021-05-02", b"--until 2021-08-31");
    let mut bytes = std::fs::read(&to).unwrap();
    let at = bytes.windows(asked.len()).position(|found| found == asked).unwrap();
    bytes[at..at + asked.len()].copy_from_slice(wanted);
    std::fs::write(&to, bytes).unwrap();
    to
}

/// Starts a command, stops it as soon as it listens for that, and returns what was said.
#[cfg(target_os = "linux")]
fn stopped_at_once(folder: &Path, arguments: &[&str], signal: &str) -> Output {
    const TERM: u32 = 15;
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // What would come of it if its input ended is another matter.
    let _open = child.stdin.take();
    let listens = |status: String| {
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or("0");
        u64::from_str_radix(caught.trim(), 16).unwrap() >> (TERM - 1) & 1 == 1
    };
    while !std::fs::read_to_string(format!("/proc/{}/status", child.id())).is_ok_and(listens) {
        assert!(child.try_wait().unwrap().is_none(), "{arguments:?}: it ended before it was stopped");
    }
    assert!(Command::new("sh").arg("-c").arg(format!("kill {signal} {}", child.id())).status().unwrap().success());
    child.wait_with_output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn every_command_that_may_take_long_ends_when_it_is_asked_to_and_leaves_all_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    large(&folder.join("large"));
    crate::world::copy_folder(&folder.join("large"), &folder.join("other"));
    asking_for_much(folder);
    let reports: Vec<String> = (0..40).map(|number| format!("reports/{number}.txt")).collect();
    std::fs::create_dir(folder.join("reports")).unwrap();
    let told = "Rebels captured Goma on Monday, 4 March 2024, an official said. Fighting went on near Sake.\n\n";
    for report in &reports {
        std::fs::write(folder.join(report), format!("{report}\n\n{}", told.repeat(200))).unwrap();
    }
    let files: Vec<&str> = std::iter::once("propose").chain(reports.iter().map(String::as_str)).collect();
    let days = ["--from", "2021-05-01", "--until", "2021-08-31", "--to"];
    let export = |to| [&["export", "large"], &days[..], &[to]].concat();
    let all = |folder: &Path| {
        let mut found: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.extend(std::fs::read_dir(folder.join("large/seeds")).unwrap().map(|entry| entry.unwrap().path()));
        found.sort();
        found
    };
    let before = all(folder);
    for (number, arguments) in [
        vec!["check", "large"],
        vec!["report", "large", "--at", "2021-08-13"],
        vec!["diff", "large", "other"],
        vec!["merge", "large", "large", "other", "--to", "joined"],
        vec!["add", "large", "reports", "--published", "2024-03-05"],
        vec!["verify", "small.gif"],
        vec!["propose", "large"],
        vec!["propose"],
        files,
        export("page.html"),
        export("film.mp4"),
        export("film.gif"),
        export("sheets.pdf"),
        export("{date}.svg"),
        vec!["export", "large", "--to", "records.zip"],
    ]
    .into_iter()
    .enumerate()
    {
        let output = stopped_at_once(folder, &arguments, ["-INT", "-TERM"][number % 2]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("error: stopped; no file was written"), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert_eq!(all(folder), before, "{arguments:?}");
    }
}
