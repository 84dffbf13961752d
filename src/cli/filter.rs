//! The options that leave things out: the same for every command.

use crate::chronicle::{Chronicle, Standing};
use crate::cli::read;
use crate::timeline::Filter;
use crate::words;

/// What is left out.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct FilterArgs {
    /// Leave out what is worth less: claimed, reported or confirmed
    #[arg(long, value_name = "STANDING", value_parser = read::standing, help_heading = "Filter")]
    pub from_standing: Option<Standing>,
    /// Leave out a document or reference, by id; may be given several times, like the next three
    #[arg(long, value_name = "ID", help_heading = "Filter")]
    pub without_source: Vec<String>,
    /// Leave out a voice, by id
    #[arg(long, value_name = "ID", help_heading = "Filter")]
    pub without_voice: Vec<String>,
    /// Leave out a kind of happening
    #[arg(long, value_name = "KIND", help_heading = "Filter")]
    pub without_kind: Vec<String>,
    /// Leave out what a side did, by id
    #[arg(long, value_name = "ID", help_heading = "Filter")]
    pub without_side: Vec<String>,
}

impl FilterArgs {
    /// The filter.
    ///
    /// # Errors
    /// Names what the chronicle does not have.
    pub fn filter(&self, chronicle: &Chronicle) -> Result<Filter, String> {
        let filter = Filter {
            from_standing: self.from_standing.unwrap_or(Standing::Claimed),
            without_sources: self.without_source.iter().map(|id| id.as_str().into()).collect(),
            without_voices: self.without_voice.iter().map(|id| id.as_str().into()).collect(),
            without_kinds: self.without_kind.iter().cloned().collect(),
            without_sides: self.without_side.iter().map(|id| id.as_str().into()).collect(),
        };
        match words::not_found(chronicle, &filter).as_slice() {
            [] => Ok(filter),
            unknown => Err(format!("--without-…: {} in this chronicle", unknown.join(", "))),
        }
    }
}
