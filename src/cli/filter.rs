//! The options that leave things out: the same for every command.

use crate::chronicle::{Chronicle, Standing};
use crate::cli::read;
use crate::table::rows::{Brush, Exact, Nearness};
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
    /// Of the rows of tables, the window of time to look at, such as 2018-03-01/2020-08-31
    #[arg(long, value_name = "FROM/TO", help_heading = "Filter", allow_hyphen_values = true)]
    pub brush: Option<Brush>,
    /// Leave out rows dated less exactly than to the day, week, month or year
    #[arg(long, value_name = "UNIT", value_parser = read::exact, help_heading = "Filter")]
    pub exact: Option<Exact>,
    /// Leave out rows placed less exactly than in a town, near one, or in a region
    #[arg(long, value_name = "PLACE", value_parser = read::near, help_heading = "Filter")]
    pub near: Option<Nearness>,
    /// Leave out rows of which less is told (the killed, a magnitude) than this
    #[arg(long, value_name = "N", default_value_t, help_heading = "Filter")]
    pub at_least: u32,
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
            brush: self.brush,
            exact: self.exact,
            near: self.near,
            at_least: self.at_least,
        };
        if chronicle.tables.is_empty() && (self.brush.is_some() || self.exact.is_some() || self.near.is_some()) {
            return Err(
                "--brush, --exact and --near are of the rows of tables, and this chronicle keeps none".to_owned()
            );
        }
        match words::not_found(chronicle, &filter).as_slice() {
            [] => Ok(filter),
            unknown => Err(format!("--without-…: {} in this chronicle", unknown.join(", "))),
        }
    }
}
