//! Whether the desktop asks for less motion: read once, on a thread of its own, from where desktops keep it.

use crate::jobs::{Task, Waker};
use std::path::PathBuf;

/// Says so whatever the desktop says: anything but `0` or nothing.
const VARIABLE: &str = "DATELINE_REDUCE_MOTION";

/// A wish that may still be on its way.
#[derive(Debug)]
pub struct MotionWish {
    answer: Option<Task<bool>>,
}

impl MotionWish {
    /// Starts asking.
    pub fn ask(waker: &Waker) -> Self {
        Self { answer: Some(Task::start("motion", waker, |_| wished())) }
    }

    /// That less motion is asked for, once. No answer is none.
    pub fn take(&mut self) -> Option<bool> {
        let answer = self.answer.as_ref()?.take()?;
        self.answer = None;
        answer.ok().filter(|wished| *wished)
    }
}

fn wished() -> bool {
    if let Some(value) = std::env::var_os(VARIABLE) {
        return !value.is_empty() && value != "0";
    }
    settings_files().into_iter().filter_map(|file| std::fs::read_to_string(file).ok()).any(|text| says_so(&text))
        || gnome_says_so()
}

/// Where GTK and KDE keep it.
fn settings_files() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let folder =
        std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).or_else(|| home.map(|home| home.join(".config")));
    let names = ["gtk-4.0/settings.ini", "gtk-3.0/settings.ini", "kdeglobals"];
    folder.into_iter().flat_map(|folder| names.map(|name| folder.join(name))).collect()
}

/// Whether a settings file switches animations off.
fn says_so(text: &str) -> bool {
    text.lines().filter_map(|line| line.split_once('=')).any(|(key, value)| match key.trim() {
        "gtk-enable-animations" => matches!(value.trim(), "0" | "false" | "False"),
        "AnimationDurationFactor" => value.trim().parse::<f64>().is_ok_and(|factor| factor == 0.0),
        _ => false,
    })
}

/// GNOME keeps it in a database of its own, which its own tool reads.
fn gnome_says_so() -> bool {
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    if !desktop.contains("GNOME") {
        return false;
    }
    let asked = ["get", "org.gnome.desktop.interface", "enable-animations"];
    let answer = std::process::Command::new("gsettings").args(asked).stderr(std::process::Stdio::null()).output();
    answer.is_ok_and(|output| output.status.success() && output.stdout.starts_with(b"false"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_files_are_understood() {
        for (text, expected) in [
            ("[Settings]\ngtk-enable-animations=0\n", true),
            ("[Settings]\ngtk-enable-animations = false", true),
            ("[Settings]\ngtk-enable-animations=1\ngtk-theme-name=Adwaita", false),
            ("[KDE]\nAnimationDurationFactor=0\n", true),
            ("[KDE]\nAnimationDurationFactor=0.5\n", false),
            ("", false),
        ] {
            assert_eq!(says_so(text), expected, "{text}");
        }
    }
}
