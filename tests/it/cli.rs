//! The command line as a whole: the program as a process, its exit code, its two streams and its files.

use crate::world::{TETON, copy_built_in};
use std::path::Path;
use std::process::{Command, Output};

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// Runs it and compares the exit code and the beginnings of what it says on both streams.
#[track_caller]
fn check(arguments: &[&str], code: i32, out: &str, err: &str) {
    let (was, stdout, stderr) = said(&dateline(arguments).output().unwrap());
    assert_eq!(was, code, "{arguments:?}\n{stdout}\n{stderr}");
    assert!(stdout.starts_with(out) && (!out.is_empty() || stdout.is_empty()), "{arguments:?} said {stdout}");
    assert!(stderr.starts_with(err) && (!err.is_empty() || stderr.is_empty()), "{arguments:?} complained {stderr}");
}

/// The repository is the built-in chronicle; a copy of it to break.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_built_in(folder.path());
    folder
}

#[test]
fn exit_codes_tell_clean_from_problems_from_nothing_done() {
    check(&["check"], 0, "128 of 128 excerpts exact · 5 of 5 documents unaltered · 0 problems\n", "");
    check(&["check", "."], 0, "128 of 128 excerpts exact", "");
    let teton = TETON.folder();
    check(&["check", teton], 0, "18 of 18 excerpts exact · 2 of 2 documents unaltered · 0 problems\n", "");
    check(&["report", teton, "--at", "1976-06-05T12:30"], 0, "The Teton Dam, 5 June 1976\nSaturday 5 June 1976", "");
    check(&["check", "/nowhere"], 2, "", "error: expected a chronicle");
    check(&["report", "--at", "2021-08-13"], 0, "The advance on Kabul, 2021\nFriday 13 August 2021", "");
    let expected = "expected a day (2021-08-13) or a time (2021-08-13T21:00, or with its distance from UTC: ";
    check(&["report", "--at", "2021-02-30"], 2, "", &format!("error: --at: {expected}"));
    check(
        &["report", "--at", "2021-08-12T21:00-04:00"],
        0,
        "The advance on Kabul, 2021\nFriday 13 August 2021, 05:30",
        "",
    );
    check(&["report", "--at", "2021-08-13", "--known-by", "soon"], 2, "", &format!("error: --known-by: {expected}"));
    check(&["export", "--at", "2021-08-13", "--to", "map.bmp"], 2, "", "error: --to: expected a file ending");
    check(&["--version"], 0, concat!("dateline ", env!("CARGO_PKG_VERSION"), "\n"), "");
    check(&["fly"], 2, "", "error: ");
}

#[test]
fn one_altered_byte_is_found_by_name_and_the_rest_is_still_reported() {
    let folder = copy();
    let path = folder.path().to_str().unwrap().to_owned();
    let document = folder.path().join("seeds/003_99d8c77fb3921cd7.txt");
    let mut bytes = std::fs::read(&document).unwrap();
    let at = bytes.windows(11).position(|window| window == b"Masoom Jan ").unwrap();
    bytes[at] = b'N';
    std::fs::write(&document, bytes).unwrap();

    let (code, out, _) = said(&dateline(&["check", &path]).output().unwrap());
    assert_eq!(code, 1);
    assert!(out.starts_with("127 of 128 excerpts exact · 4 of 5 documents unaltered"), "{out}");
    assert!(out.contains("S003-21") && out.contains("seeds/003_99d8c77fb3921cd7.txt"), "{out}");

    // The sentence on Herat no longer stands in its document, so that Herat is no longer taken.
    let json = |at: &str| {
        let output = dateline(&["report", &path, "--at", at, "--format", "json"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    assert_eq!(json("2021-08-13")["counts"]["documents"], serde_json::json!({"min": 5, "max": 5}));
}

#[test]
fn another_folder_time_zone_locale_and_number_of_cores_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let export = |command: &mut Command, name: &str| {
        let status = command.current_dir(folder.path()).status().unwrap();
        assert!(status.success());
        std::fs::read(folder.path().join(name)).unwrap()
    };
    for ending in ["png", "svg"] {
        let words = |name: &str| ["export", "--at", "2021-08-15", "--size", "800x500", "--to", name].map(str::to_owned);
        let plain = format!("plain.{ending}");
        let one = export(dateline(&[]).args(words(&plain)), &plain);
        let other = format!("other.{ending}");
        let mut abroad = if cfg!(target_os = "linux") {
            let mut pinned = Command::new("taskset");
            pinned.args(["-c", "0", env!("CARGO_BIN_EXE_dateline")]);
            pinned
        } else {
            dateline(&[])
        };
        abroad
            .args(words(&other))
            .env("TZ", "Pacific/Auckland")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("HOME", folder.path());
        assert!(one == export(&mut abroad, &other), "{ending}");
    }
}

#[test]
fn a_series_that_fails_half_way_says_how_many_files_are_written_and_leaves_those_whole() {
    let folder = tempfile::tempdir().unwrap();
    // A folder stands where the last picture would.
    std::fs::create_dir(folder.path().join("map-2021-08-14.png")).unwrap();
    let to = folder.path().join("map-{date}.png");
    let words = ["export", "--from", "2021-08-11", "--until", "2021-08-14", "--size", "320x200", "--to"];
    let (code, out, err) = said(&dateline(&words).arg(&to).output().unwrap());
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    let pictures: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let whole = pictures.iter().filter(|path| path.is_file()).count();
    for path in pictures.iter().filter(|path| path.is_file()) {
        let png = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap()));
        let mut reader = png.read_info().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
    }
    assert!((1..=3).contains(&whole), "{pictures:?}");
    let (sentence, files) = err.trim_end().split_once("; ").unwrap_or_else(|| panic!("{err}"));
    assert!(
        sentence.starts_with("error: could not write the file") && sentence.contains("map-2021-08-14.png"),
        "{err}"
    );
    assert_eq!(files, format!("{whole} of 4 files are written, whole"));
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn a_window_without_a_display_is_refused_in_one_sentence() {
    let output = dateline(&[]).output().unwrap();
    let (code, _, stderr) = said(&output);
    assert_eq!((code, stderr.trim_end().lines().count()), (2, 1), "{stderr}");
    assert!(stderr.starts_with("error: there is no display here"), "{stderr}");
}

fn export_to(path: &Path, more: &[&str]) -> (i32, String, String) {
    let words = ["export", "--at", "2021-08-13", "--size", "480x320", "--to"];
    said(&dateline(&words).arg(path).args(more).output().unwrap())
}

#[test]
fn only_what_dateline_wrote_is_replaced_unasked() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["svg", "png", "pdf"] {
        let path = folder.path().join(format!("map.{ending}"));
        std::fs::write(&path, b"<svg><metadata>{}</metadata></svg>").unwrap();
        let (code, _, complaint) = export_to(&path, &[]);
        assert_eq!(code, 2, "{complaint}");
        assert!(
            complaint.starts_with("error: --to: expected a new name") && complaint.contains("--force"),
            "{complaint}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), b"<svg><metadata>{}</metadata></svg>");
        assert_eq!(export_to(&path, &["--force"]).0, 0);
        assert_eq!(export_to(&path, &["--theme", "dark"]).0, 0, "its own");
    }
    let table = folder.path().join("claims.csv");
    std::fs::write(&table, "mine\n").unwrap();
    let of_data = |more: &[&str]| said(&dateline(&["export", "--to"]).arg(&table).args(more).output().unwrap()).0;
    assert_eq!([of_data(&[]), of_data(&["--force"]), of_data(&[])], [2, 0, 0]);
}

#[cfg(unix)]
#[test]
fn links_lead_where_they_led_and_pipes_and_devices_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [link, device, pipe] = ["link.svg", "device.svg", "pipe.svg"].map(|name| folder.path().join(name));
    let real = folder.path().join("real.svg");
    assert_eq!(export_to(&real, &[]).0, 0);
    std::os::unix::fs::symlink("real.svg", &link).unwrap();
    std::os::unix::fs::symlink("/dev/null", &device).unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(export_to(&link, &["--theme", "dark"]).0, 0);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(std::fs::read_to_string(&real).unwrap().contains("--theme dark"));
    for path in [&device, &pipe] {
        let (code, _, complaint) = export_to(path, &["--force"]);
        assert_eq!(code, 2);
        assert!(complaint.contains("a pipe or a device has this name"), "{complaint}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_kept() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    for (asked, kept) in [(&b"\xff.svg"[..], &b"\xff.svg"[..]), (b"\xff-{date}.svg", b"\xff-2021-08-13.svg")] {
        let of = |name| folder.path().join(std::ffi::OsStr::from_bytes(name));
        assert_eq!(export_to(&of(asked), &[]).0, 0);
        assert!(of(kept).is_file());
    }
    // The folder of a chronicle as well.
    let chronicle = folder.path().join(std::ffi::OsStr::from_bytes(b"\xfe chronicle"));
    copy_built_in(&chronicle);
    let of = |words: &[&str]| said(&dateline(words).arg(&chronicle).output().unwrap());
    assert_eq!(of(&["check"]).0, 0);
    assert_eq!(of(&["report", "--at", "2021-08-13"]).0, 0);
    let map = folder.path().join("of it.svg");
    assert_eq!(of(&["export", "--at", "2021-08-13", "--to", map.to_str().unwrap()]).0, 0);
    assert_eq!(of(&["verify", map.to_str().unwrap()]).0, 0);
}

#[test]
fn a_chronicle_of_which_a_file_cannot_be_read_makes_no_map_unless_asked() {
    let folder = copy();
    let chronicle = folder.path().to_str().unwrap().to_owned();
    let events = folder.path().join("data/events.geojson");
    let whole = std::fs::read_to_string(&events).unwrap();
    let map = folder.path().join("map.svg");
    for broken in ["", "{\"type\": \"FeatureCollection\"", &whole[..whole.len() / 2]] {
        std::fs::write(&events, broken).unwrap();
        let (code, _, complaint) = export_to(&map, &[&chronicle]);
        assert_eq!(code, 2, "{complaint}");
        assert!(complaint.contains("data/events.geojson") && complaint.contains("--incomplete"), "{complaint}");
        assert!(!map.exists());
        assert_eq!(said(&dateline(&["report", &chronicle, "--at", "2021-08-13"]).output().unwrap()).0, 2);
    }
    let (code, _, complaint) = export_to(&map, &[&chronicle, "--incomplete"]);
    assert_eq!(code, 1, "{complaint}");
    assert!(std::fs::read_to_string(&map).unwrap().contains("--incomplete"));
    let (code, found, complaint) = said(&dateline(&["verify"]).arg(&map).output().unwrap());
    assert_eq!(code, 0, "{found}{complaint}");
}

#[test]
fn nothing_a_record_says_commands_the_terminal() {
    let folder = copy();
    let events = folder.path().join("data/events.geojson");
    let whole = std::fs::read_to_string(&events).unwrap();
    let hostile = "\"summary\": \"\\u001b]0;x\\u0007\u{9b}2J\u{202e}";
    std::fs::write(
        &events,
        whole.replace("\"summary\": \"", hostile).replacen(
            "\"extent\": \"within\"",
            "\"extent\": \"\u{202e}\u{9b}\"",
            1,
        ),
    )
    .unwrap();
    let chronicle = folder.path().to_str().unwrap();
    let report = ["report", chronicle, "--at", "2021-08-13", "--format"];
    for words in [
        &["check", chronicle][..],
        &["check", chronicle, "--format", "json"],
        &[&report[..], &["text"]].concat(),
        &[&report[..], &["json"]].concat(),
        &[&report[..], &["html"]].concat(),
    ] {
        let (_, out, complaint) = said(&dateline(words).output().unwrap());
        assert!(!out.is_empty(), "{words:?}: {complaint}");
        let obeyed = |c: &char| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c);
        assert_eq!((out + &complaint).chars().find(obeyed), None, "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("map.svg");
    assert_eq!(export_to(&map, &[]).0, 0);
    let json = ["check", "--format", "json"];
    for words in
        [&["verify", map.to_str().unwrap()][..], &["check"], &json, &["report", "--at", "2021-08-13"], &["licences"]]
    {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let (code, _, complaint) =
            said(&dateline(words).stdout(full).stderr(std::process::Stdio::piped()).output().unwrap());
        assert_eq!(code, 2, "{words:?}");
        assert!(complaint.starts_with("error: standard output cannot be written"), "{complaint}");
    }
}
