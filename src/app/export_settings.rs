//! What the export dialog is set to.

use crate::scene::Theme;
use std::collections::BTreeSet;

/// What is exported, and where to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ExportSettings {
    /// Ending of the format.
    pub format: String,
    /// Width and height, px.
    pub size_px: [u32; 2],
    /// Light or dark.
    pub theme: Theme,
    /// Whether the map shows what the window shows, else the chronicle's opening view.
    pub as_in_window: bool,
    /// Ids of the layers left out.
    pub hidden: BTreeSet<String>,
    /// Whether the selected place is ringed.
    pub selection: bool,
    /// Where to.
    pub path: String,
}

impl Default for ExportSettings {
    fn default() -> Self {
        Self {
            format: "png".to_owned(),
            size_px: [1920, 1080],
            theme: Theme::Light,
            as_in_window: false,
            hidden: BTreeSet::new(),
            selection: false,
            path: String::new(),
        }
    }
}

impl ExportSettings {
    /// The same settings with another format, and a path that ends in it.
    pub fn with_format(mut self, extension: &str) -> Self {
        let ending = format!(".{}", self.format);
        if let Some(stem) = self.path.strip_suffix(&ending) {
            self.path = format!("{stem}.{extension}");
        }
        extension.clone_into(&mut self.format);
        self
    }

    /// Switches a layer on or off.
    pub fn toggle(&mut self, layer: &str) {
        if !self.hidden.remove(layer) {
            self.hidden.insert(layer.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_format_changes_the_ending_of_the_path() {
        let at = |path: &str| ExportSettings { path: path.to_owned(), ..ExportSettings::default() };
        assert_eq!(at("/tmp/kabul.png").with_format("svg").path, "/tmp/kabul.svg");
        assert_eq!(at("/tmp/kabul.jpg").with_format("svg").path, "/tmp/kabul.jpg");
    }
}
