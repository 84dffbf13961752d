//! Chromium without a window, driven through its own debugging pipe.

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything may take on a slow machine without a graphics card.
const PATIENCE: Duration = Duration::from_secs(60);
/// The names the browser goes by.
const NAMES: [&str; 4] = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

/// A browser with one page open.
pub struct Browser {
    process: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: String,
    calls: u64,
    /// What the browser told without being asked.
    pub told: Vec<Value>,
    _profile: tempfile::TempDir,
}

/// The screen a page is seen on.
pub struct Screen {
    pub size: [u32; 2],
    pub phone: bool,
    pub dark: bool,
}

impl Screen {
    pub const DESK: Self = Self { size: [1440, 900], phone: false, dark: false };
    pub const PHONE: Self = Self { size: [390, 844], phone: true, dark: false };
}

impl Browser {
    /// Starts the browser on an empty page.
    pub fn start() -> Self {
        let works = |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|told| told.status.success());
        let name = NAMES.iter().find(works).expect("Chromium or Chrome is installed (./check does it)");
        let profile = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let root = Command::new("id").arg("-u").output().is_ok_and(|told| told.stdout == b"0\n");
        // The browser listens on its third file and answers on its fourth.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", "sh", name, "--headless"])
            .args(["--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"])
            .args(["--disable-background-networking", "--hide-scrollbars"])
            .args(root.then_some("--no-sandbox"))
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, out) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let (send, from) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(out).split(0) {
                let Some(value) = message.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()) else { break };
                if send.send(value).is_err() {
                    break;
                }
            }
        });
        let mut browser =
            Self { process, to, from, session: String::new(), calls: 0, told: Vec::new(), _profile: profile };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", attach);
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Opens a file and waits until it is loaded.
    pub fn open(&mut self, file: &Path, after: &str, screen: &Screen) {
        let [width, height] = screen.size;
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": screen.phone});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
        self.call("Emulation.setTouchEmulationEnabled", json!({"enabled": screen.phone}));
        let scheme = if screen.dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme},
                              {"name": "prefers-reduced-motion", "value": "reduce"}]);
        self.call("Emulation.setEmulatedMedia", json!({"features": features}));
        self.told.clear();
        self.call("Page.navigate", json!({"url": format!("file://{}{after}", file.display())}));
        let started = Instant::now();
        while !self.told.iter().any(|told| told["method"] == "Page.loadEventFired") {
            assert!(started.elapsed() < PATIENCE, "the page never loaded");
            self.listen();
        }
    }

    /// The value of an expression in the page.
    pub fn ask(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.call("Runtime.evaluate", asked);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Text of the first element that fits a selector, as it is read: any space is a space.
    pub fn text(&mut self, selector: &str) -> String {
        let text = self.ask(&format!("document.querySelector({selector:?})?.textContent ?? ''"));
        text.as_str().unwrap().replace('\u{a0}', " ")
    }

    /// Waits until an expression holds.
    pub fn wait_until(&mut self, expression: &str) {
        let started = Instant::now();
        while self.ask(expression) != json!(true) {
            assert!(started.elapsed() < PATIENCE, "never came true: {expression}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The middle of the first element an expression finds, px of the window.
    pub fn middle(&mut self, element: &str) -> [f64; 2] {
        let at = self.ask(&format!(
            "(() => {{ const r = ({element}).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        ));
        [0, 1].map(|i| at[i].as_f64().unwrap())
    }

    /// Presses the mouse, moves it while it is pressed, or lets go of it.
    pub fn mouse(&mut self, what: &str, [x, y]: [f64; 2]) {
        let held = i32::from(what != "mouseReleased");
        let event = json!({"type": what, "x": x, "y": y, "button": "left", "buttons": held, "clickCount": 1});
        self.call("Input.dispatchMouseEvent", event);
    }

    /// Clicks.
    pub fn click(&mut self, at: [f64; 2]) {
        self.mouse("mousePressed", at);
        self.mouse("mouseReleased", at);
    }

    /// Presses a key, with shift or without.
    pub fn key(&mut self, key: &str, shift: bool) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            " " => 32,
            "End" => 35,
            "Home" => 36,
            "ArrowLeft" => 37,
            "ArrowRight" => 39,
            "Escape" => 27,
            _ => 0,
        };
        let text = match key {
            "Enter" => "\r",
            " " => " ",
            _ => "",
        };
        let modifiers = if shift { 8 } else { 0 };
        let down = json!({"type": if text.is_empty() { "rawKeyDown" } else { "keyDown" }, "key": key, "code": key,
                          "windowsVirtualKeyCode": code, "modifiers": modifiers, "text": text});
        self.call("Input.dispatchKeyEvent", down);
        let up = json!({"type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code});
        self.call("Input.dispatchKeyEvent", up);
    }

    /// What went wrong in the page: errors on its console, and requests that left the machine.
    pub fn complaints(&mut self) -> Vec<String> {
        // Whatever is on its way arrives before the answer to one more question.
        self.ask("1");
        let wrong = |told: &Value| {
            let params = &told["params"];
            match told["method"].as_str().unwrap_or_default() {
                "Runtime.exceptionThrown" => true,
                "Log.entryAdded" => matches!(params["entry"]["level"].as_str(), Some("error" | "warning")),
                "Runtime.consoleAPICalled" => matches!(params["type"].as_str(), Some("error" | "warning")),
                "Page.javascriptDialogOpening" => true,
                "Network.requestWillBeSent" => {
                    let url = params["request"]["url"].as_str().unwrap_or_default();
                    !url.starts_with("data:") && params["type"] != "Document"
                }
                _ => false,
            }
        };
        self.told.iter().filter(|told| wrong(told)).map(Value::to_string).collect()
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        self.calls += 1;
        let mut message = json!({"id": self.calls, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        loop {
            let answer = self.from.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
            if answer["id"] == json!(self.calls) {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].clone();
            }
            self.told.push(answer);
        }
    }

    fn listen(&mut self) {
        if let Ok(told) = self.from.recv_timeout(Duration::from_millis(200)) {
            self.told.push(told);
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
