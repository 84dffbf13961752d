//! What the export dialog is set to.

use crate::scene::{Theme, hidden_at_first};
use crate::timeline::CoverageKind;
use std::collections::BTreeSet;
use std::path::Path;

/// What is exported, and where to.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ExportSettings {
    /// Ending of the format.
    pub format: String,
    /// Over what time, where the format leaves a choice.
    pub over: CoverageKind,
    /// First and last day as written; empty until somebody writes there.
    pub days: [String; 2],
    /// Whether the format is one for paper.
    pub paper: bool,
    /// Width and height of pictures, px.
    pub size_px: [u32; 2],
    /// Width and height of pages for print, px of 1/96 inch.
    pub paper_px: [u32; 2],
    /// Light or dark.
    pub theme: Theme,
    /// Whether the map shows what the window shows, else the chronicle's opening view.
    pub as_in_window: bool,
    /// Ids of the layers left out.
    pub hidden: BTreeSet<String>,
    /// Whether the selected place is ringed.
    pub selection: bool,
    /// How long a film rests on each day, seconds.
    pub seconds_per_day: f64,
    /// Pictures a film has for each day.
    pub frames_per_day: u32,
    /// Whether each picture of several knows what had been published by its own instant.
    pub as_known_then: bool,
    /// Whether whole documents are carried.
    pub documents: bool,
    /// Where to.
    pub path: String,
    /// The path as it was last suggested; another one was chosen by the user.
    pub suggested: String,
}

impl Default for ExportSettings {
    fn default() -> Self {
        Self {
            format: "png".to_owned(),
            over: CoverageKind::Instant,
            days: Default::default(),
            paper: false,
            size_px: [1920, 1080],
            // A4, lying.
            paper_px: [1123, 794],
            theme: Theme::Light,
            as_in_window: false,
            hidden: hidden_at_first(),
            selection: true,
            seconds_per_day: 1.0,
            frames_per_day: 1,
            as_known_then: false,
            documents: false,
            path: String::new(),
            suggested: String::new(),
        }
    }
}

impl ExportSettings {
    /// The same settings with another format, which may be one for paper, and a path that ends in it.
    pub fn with_format(mut self, extension: &str, paper: bool) -> Self {
        let ending = format!(".{}", self.format);
        let changed = |path: &str| Some(format!("{}.{extension}", path.strip_suffix(&ending)?));
        let own = self.path != self.suggested;
        self.path = changed(&self.path).unwrap_or(self.path);
        self.suggested = if own { self.suggested } else { self.path.clone() };
        extension.clone_into(&mut self.format);
        self.paper = paper;
        self
    }

    /// Width and height for the format, px.
    pub fn size(&self) -> [u32; 2] {
        if self.paper { self.paper_px } else { self.size_px }
    }

    /// Sets width and height for the format, px.
    pub fn set_size(&mut self, size_px: [u32; 2]) {
        if self.paper {
            self.paper_px = size_px;
        } else {
            self.size_px = size_px;
        }
    }

    /// Switches a layer on or off.
    pub fn toggle(&mut self, layer: &str) {
        if !self.hidden.remove(layer) {
            self.hidden.insert(layer.to_owned());
        }
    }

    /// Takes a file name over into a path that nobody has written, in the folder it is in.
    pub fn suggest(&mut self, name: &str) {
        if self.path == self.suggested {
            let folder = folder(&self.path);
            self.path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            self.suggested.clone_from(&self.path);
        }
    }

    /// Lets go of the file name that was used last, but not of its folder.
    pub fn reopen(&mut self) {
        let folder = folder(&self.path);
        self.path = if folder.is_empty() { folder } else { folder + "/" };
        self.suggested.clone_from(&self.path);
    }
}

/// The folder of a path, without a slash at its end.
fn folder(path: &str) -> String {
    if let Some(folder) = path.strip_suffix('/') {
        return folder.to_owned();
    }
    Path::new(path).parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> ExportSettings {
        ExportSettings { path: path.to_owned(), ..ExportSettings::default() }
    }

    #[test]
    fn another_format_changes_the_ending_of_the_path() {
        assert_eq!(at("/tmp/kabul.png").with_format("svg", false).path, "/tmp/kabul.svg");
        assert_eq!(at("/tmp/kabul.jpg").with_format("svg", false).path, "/tmp/kabul.jpg");
    }

    #[test]
    fn a_suggested_name_follows_what_is_exported_and_a_written_one_stays() {
        let mut settings = ExportSettings::default();
        settings.suggest("dateline-2021-08-12.png");
        assert_eq!(settings.path, "dateline-2021-08-12.png");
        settings = settings.with_format("pdf", true);
        settings.suggest("dateline-2021-08-13.pdf");
        assert_eq!(settings.path, "dateline-2021-08-13.pdf");
        settings.path = "/tmp/mine.pdf".to_owned();
        settings.suggest("dateline-2021-08-14.pdf");
        assert_eq!(settings.path, "/tmp/mine.pdf");
        settings.reopen();
        settings.suggest("dateline-2021-08-14.pdf");
        assert_eq!(settings.path, "/tmp/dateline-2021-08-14.pdf");
    }

    #[test]
    fn paper_and_screen_keep_their_own_sizes() {
        let mut settings = ExportSettings::default().with_format("pdf", true);
        settings.set_size([794, 1123]);
        assert_eq!(settings.size(), [794, 1123]);
        assert_eq!(settings.with_format("png", false).size(), [1920, 1080]);
    }
}
