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
