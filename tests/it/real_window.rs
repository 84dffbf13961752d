//! The real window under a virtual display, driven by a real mouse and keyboard. Needs Xvfb and xdotool, which
//! `./check` installs: `cargo test --test it real_window -- --ignored`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take on a slow machine without a graphics card.
const PATIENCE: Duration = Duration::from_secs(40);

/// A display nobody sees.
struct Display {
    server: Child,
    name: String,
}

/// The program on it.
struct Program {
    display: Display,
    process: Child,
    folder: tempfile::TempDir,
}

/// A named thing as assistive technology is told of it.
#[derive(Clone, Debug)]
struct Thing {
    role: String,
    rect: [f64; 4],
    name: String,
    value: String,
}

#[test]
#[ignore = "needs Xvfb and xdotool: ./check runs it"]
fn from_scrubbing_to_an_exported_file() {
    let program = Program::start();
    let time = program.wait_for(|thing| thing.role == "Slider" && thing.name == "Time", "the time bar");
    assert_eq!(time.value, "Thu 12 Aug 2021, end of day");

    // Scrub from the 12th to the 15th: drag the playhead with the mouse, then step to the day's end with a key.
    let capture = |place: &str| {
        let start = format!("Capture, {place}, ");
        program.wait_for(|thing| thing.name.starts_with(&start) && !thing.name.contains("reference"), place)
    };
    let (on_the_12th, on_the_15th) = (capture("Herat"), capture("Jalalabad"));
    let row = time.rect[3] - 8.0;
    program.drag([on_the_12th.middle()[0], row], [on_the_15th.middle()[0], row]);
    program.wait_for(|thing| thing.name == "Time" && thing.value.starts_with("Sun 15 Aug 2021"), "the 15th");
    program.key("Right");
    program.wait_for(|thing| thing.name == "Time" && thing.value == "Sun 15 Aug 2021, end of day", "its end");
    program.wait_for(
        |thing| thing.name.starts_with("Jalalabad, provincial capital: Taliban"),
        "Jalalabad in the hands of the Taliban",
    );

    // Click Herat and read the sentence behind it.
    let herat = program.wait_for(|thing| thing.name.starts_with("Herat, provincial capital: Taliban"), "Herat");
    program.click(&herat);
    program.wait_for(
        |thing| thing.role == "Blockquote" && thing.name.contains("told AFP the city's fall had been abrupt"),
        "the excerpt on Herat",
    );

    // Open it in its document: the passage is scrolled into sight.
    let open = program.wait_for(|thing| thing.name == "Open in source: S003-21", "the way to the source");
    program.click(&open);
    let in_sight = |thing: &Thing| thing.rect[1] >= 0.0 && thing.rect[3] <= 900.0;
    program.wait_for(|thing| thing.name.starts_with("Passage S003-21") && in_sight(thing), "the passage, in sight");

    // Export what the window shows, through the dialog, to a path typed into it.
    program.key("ctrl+e");
    let drawing = program.wait_for(|thing| thing.name == "Format: SVG drawing", "the formats");
    program.click(&drawing);
    let target = program.folder.path().join("from-the-window.svg");
    let field = program.wait_for(|thing| thing.role == "TextInput" && thing.name == "File", "the path field");
    program.click(&field);
    program.key("ctrl+a");
    program.type_text(&target.display().to_string());
    let save = program.wait_for(|thing| thing.name == "Save", "Save");
    program.click(&save);
    let written = wait_for_file(&target);
    assert!(written.contains("Sunday 15 August 2021"), "the file shows another day");

    // The command line makes the same file.
    let again = program.folder.path().join("again.svg");
    let status = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["export", "--at", "2021-08-15", "--select", "herat", "--to"])
        .arg(&again)
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(written, std::fs::read_to_string(again).unwrap(), "window and command line differ");
}

impl Program {
    fn start() -> Self {
        let display = Display::start();
        let folder = tempfile::tempdir().unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("--probe")
            .arg(folder.path().join("probe"))
            .arg("--state")
            .arg(folder.path().join("state"))
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("HOME", folder.path())
            .spawn()
            .unwrap();
        let program = Self { display, process, folder };
        let started = Instant::now();
        let pid = program.process.id().to_string();
        let window = loop {
            let found = program.xdotool(&["search", "--onlyvisible", "--pid", &pid]);
            if let Some(id) = found.lines().next() {
                break id.to_owned();
            }
            assert!(started.elapsed() < PATIENCE, "no window appeared");
            pause(100);
        };
        // Without a window manager nobody else gives it its place, its size and the keyboard.
        program.xdotool(&["windowmove", &window, "0", "0", "windowsize", &window, "1440", "900"]);
        program.xdotool(&["windowfocus", "--sync", &window]);
        pause(500);
        program
    }

    fn probe(&self) -> PathBuf {
        self.folder.path().join("probe")
    }

    /// The first thing that fits, once there is one and it has stopped moving.
    fn wait_for(&self, fits: impl Fn(&Thing) -> bool, what: &str) -> Thing {
        let started = Instant::now();
        let mut last: Option<Thing> = None;
        loop {
            let found = things(&self.probe()).into_iter().find(&fits);
            if let (Some(found), Some(last)) = (&found, &last)
                && found.rect == last.rect
            {
                return found.clone();
            }
            last = found;
            assert!(
                started.elapsed() < PATIENCE,
                "{what} never came; the window says:\n{}",
                std::fs::read_to_string(self.probe()).unwrap_or_default()
            );
            pause(150);
        }
    }

    fn click(&self, thing: &Thing) {
        let [x, y] = thing.middle().map(|at| at.to_string());
        self.xdotool(&["mousemove", &x, &y]);
        pause(150);
        self.xdotool(&["click", "1"]);
        pause(200);
    }

    fn drag(&self, from: [f64; 2], to: [f64; 2]) {
        let place = |share: f64| [0, 1].map(|i| (from[i] + (to[i] - from[i]) * share).round().to_string());
        let [x, y] = place(0.0);
        self.xdotool(&["mousemove", &x, &y]);
        pause(150);
        self.xdotool(&["mousedown", "1"]);
        // A slow machine must have seen the press before the pointer moves on, and the moves before it is let go.
        pause(250);
        for step in 1..=12 {
            let [x, y] = place(f64::from(step) / 12.0);
            self.xdotool(&["mousemove", &x, &y]);
            pause(30);
        }
        pause(250);
        self.xdotool(&["mouseup", "1"]);
        pause(200);
    }

    fn key(&self, key: &str) {
        self.xdotool(&["key", key]);
        pause(200);
    }

    fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--delay", "20", text]);
        pause(200);
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display.name).output();
        String::from_utf8(output.expect("xdotool is installed (./check does it)").stdout).unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = self.display.server.kill();
        let _ = self.display.server.wait();
    }
}

impl Display {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-noreset", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed (./check does it)");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }
}

impl Thing {
    fn middle(&self) -> [f64; 2] {
        [((self.rect[0] + self.rect[2]) / 2.0).round(), ((self.rect[1] + self.rect[3]) / 2.0).round()]
    }
}

fn things(probe: &Path) -> Vec<Thing> {
    let text = std::fs::read_to_string(probe).unwrap_or_default();
    let thing = |line: &str| {
        let mut fields = line.split('\t');
        let role = fields.next()?.to_owned();
        let mut edge = || fields.next()?.parse::<f64>().ok();
        let rect = [edge()?, edge()?, edge()?, edge()?];
        Some(Thing { role, rect, name: fields.next()?.to_owned(), value: fields.next()?.to_owned() })
    };
    text.lines().filter_map(thing).collect()
}

fn wait_for_file(path: &Path) -> String {
    let started = Instant::now();
    while !path.exists() {
        assert!(started.elapsed() < PATIENCE, "nothing was written to {}", path.display());
        pause(100);
    }
    std::fs::read_to_string(path).unwrap()
}

fn pause(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}
