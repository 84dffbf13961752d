//! What orders borrow from: the chronicle opened, and the view made ready.

use crate::chronicle::{Basemap, Files, Opened, TimeRange, files_at, open};
use crate::cli::export::{Args, read};
use crate::export::{Order, Pace, When};
use crate::scene::{Atlas, View};
use crate::time::Moment;
use crate::timeline::Timeline;
use std::path::Path;
use std::sync::Arc;

/// A chronicle, opened as the arguments ask.
pub struct Ready {
    files: Box<dyn Files>,
    atlas: Atlas,
    timeline: Timeline,
    known_by: Option<Moment>,
    view: View,
    pace: Pace,
    documents: bool,
    opened_as: Option<String>,
    /// How many things are wrong with the chronicle.
    pub problems: usize,
}

impl Ready {
    /// Opens the chronicle.
    ///
    /// # Errors
    /// When an argument cannot be read (before anything is opened), or the chronicle cannot.
    pub fn open(args: &Args) -> Result<Self, String> {
        let size = read::size(&args.size)?;
        let bbox = args.bbox.as_deref().map(read::bbox).transpose()?;
        let known_by = args.known_by.as_deref().map(|text| read::moment("--known-by", text)).transpose()?;
        let hidden = read::hidden(&args.hide, &args.show, args.no_reference)?;
        let names = read::names(&args.names)?;
        args.filter.standing()?;
        let pace = read::pace(args.seconds_per_day, args.frames_per_day)?;

        let files = files_at(args.chronicle.as_deref());
        let Opened { chronicle, problems, .. } = open(&*files).map_err(|error| error.to_string())?;
        let (basemap, map_problems) = Basemap::load(&*files, &chronicle);
        let atlas = Atlas::new(&chronicle, &basemap);
        let chronicle = Arc::new(chronicle);
        let timeline = Timeline::new(chronicle.clone()).filtered(&args.filter.filter(&chronicle)?);
        let mut view = View::still(bbox.unwrap_or(chronicle.meta.bbox), size, args.theme.into());
        view.hidden = hidden;
        view.names = names;
        view.selection = args.select.as_deref().map(|text| read::select(&chronicle, text)).transpose()?;
        Ok(Self {
            files,
            atlas,
            timeline,
            known_by,
            view,
            pace,
            documents: args.documents,
            opened_as: args.chronicle.as_ref().map(|path| path.display().to_string()),
            problems: problems.len() + map_problems.len(),
        })
    }

    /// The days the chronicle covers.
    pub fn range(&self) -> TimeRange {
        self.timeline.chronicle().meta.range
    }

    /// Calls the chronicle otherwise in the command that makes the file again.
    pub fn call(&mut self, path: Option<&Path>) {
        self.opened_as = path.map(|path| path.display().to_string());
    }

    /// An order over this time.
    pub fn order(&self, when: When) -> Order<'_> {
        Order {
            chronicle: self.timeline.chronicle(),
            atlas: &self.atlas,
            timeline: &self.timeline,
            files: &*self.files,
            when,
            known_by: self.known_by,
            view: &self.view,
            pace: self.pace,
            documents: self.documents,
            opened_as: self.opened_as.as_deref(),
        }
    }
}
