//! `dateline licences`: on what terms the program and all that is compiled into it may be used.

use crate::cli::terminal::{self, Form, fail};

/// Each part with its heading and its text, in the order in which they are written.
const PARTS: [(&str, &str); 6] = [
    ("Dateline is under either of two licences, at your option: MIT", include_str!("../../LICENSE-MIT")),
    ("or Apache-2.0", include_str!("../../LICENSE-APACHE")),
    ("The base map and the places of the built-in chronicle", include_str!("../../data/basemap/LICENCES.md")),
    ("The font Inter", include_str!("../../assets/fonts/OFL-Inter.txt")),
    (
        "The fonts of Noto, for scripts beside Latin, Cyrillic and Greek",
        include_str!("../../assets/fonts/OFL-Noto.txt"),
    ),
    (
        "Crates, among them libaom-sys, which has the film encoder libaom",
        include_str!("../../assets/licences/crates.txt"),
    ),
];

/// Writes all of it to standard output and returns the exit code.
pub fn run() -> u8 {
    terminal::print(&text(), Form::Text).map_or_else(|sentence| fail(&sentence), |()| 0)
}

/// Every notice and licence text, each part under its heading.
pub fn text() -> String {
    let part = |(heading, text): &(&str, &str)| format!("{heading}\n{}\n\n{}\n\n", "=".repeat(80), text.trim_end());
    PARTS.iter().map(part).collect()
}
