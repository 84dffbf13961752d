//! The chronicle a command is about: how it is named on the command line, and the one way it is opened for one.

use crate::dataset::Dataset;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which chronicle.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ChronicleArgs {
    /// Folder of the chronicle; without one, the built-in chronicle
    pub chronicle: Option<PathBuf>,
    /// Go on where a file of the chronicle could not be read, without what it holds
    #[arg(long)]
    pub incomplete: bool,
}

impl ChronicleArgs {
    /// The folder.
    pub fn folder(&self) -> Option<&Path> {
        self.chronicle.as_deref()
    }

    /// Opens it to be drawn.
    ///
    /// # Errors
    /// The sentence that says why not.
    pub fn open(&self) -> Result<Dataset, String> {
        let data = Dataset::open(self.folder()).map_err(|error| error.to_string())?;
        self.check(&data.unread)?;
        Ok(data)
    }

    /// Refuses what would be said of a chronicle of which files could not be read, unless that was asked for.
    ///
    /// # Errors
    /// Names the files.
    pub fn check(&self, unread: &Arc<[String]>) -> Result<(), String> {
        if unread.is_empty() || self.incomplete {
            return Ok(());
        }
        let mut names = unread.to_vec();
        names.dedup();
        Err(format!(
            "expected a chronicle whose files can all be read, found {} that cannot, or not to its end \
             (`dateline check{}` says why; --incomplete goes on without what it holds)",
            names.join(", "),
            self.shown()
        ))
    }

    /// The folder as a word of a command line, after a space; nothing for the built-in chronicle.
    pub fn shown(&self) -> String {
        self.folder().map_or_else(String::new, |folder| {
            let folder = folder.to_string_lossy();
            format!(" {}", shlex::try_quote(&folder).unwrap_or(folder.as_ref().into()))
        })
    }

    /// Says that the chronicle has problems, and returns the exit code.
    pub fn finish(&self, problems: usize) -> u8 {
        let number = match problems {
            0 => return 0,
            1 => "1 problem".to_owned(),
            n => format!("{n} problems"),
        };
        super::terminal::complain(
            "warning",
            &format!("{number} in this chronicle; `dateline check{}` lists them", self.shown()),
        );
        1
    }
}
