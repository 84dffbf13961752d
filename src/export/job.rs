//! What is asked of an exporter.

use crate::chronicle::{Basis, Chronicle};
use crate::dataset::Dataset;
use crate::export::ExportError;
use crate::scene::layer_ids::DOCUMENTS;
use crate::scene::{Inputs, View};
use crate::time::{Day, Moment};
use crate::timeline::{Clock, Coverage, Filter, Timeline, Timeslice};
use std::sync::Arc;

/// A larger picture would need more than a gigabyte of memory.
const MOST_PIXELS: f64 = 64e6;

/// How fast a film goes.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Pace {
    /// Seconds for each day.
    pub seconds_per_day: f64,
    /// Pictures for each day: 1 goes by days, 24 by hours.
    pub frames_per_day: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { seconds_per_day: 1.0, frames_per_day: 1 }
    }
}

/// What a file is made from: all that decides its bytes. Owned, so that it can go to another thread, and cheap to clone.
#[derive(Clone)]
pub struct Job {
    /// The chronicle.
    pub data: Dataset,
    /// The index over what the filter leaves.
    pub timeline: Arc<Timeline>,
    /// Over what time.
    pub coverage: Coverage,
    /// By when claims had to be published to count; none is hindsight.
    pub known_by: Option<Moment>,
    /// Whether each picture knows what had been published by its own instant, instead.
    pub as_known_then: bool,
    /// The view.
    pub view: View,
    /// How fast a film goes.
    pub pace: Pace,
    /// Whether whole documents may be carried; their rights are others'.
    pub documents: bool,
}

impl Job {
    /// All of a chronicle over some time, seen in hindsight, all else left at what is usual.
    pub fn new(data: &Dataset, coverage: Coverage, view: View) -> Self {
        Self {
            data: data.clone(),
            timeline: Arc::clone(&data.timeline),
            coverage,
            known_by: None,
            as_known_then: false,
            view,
            pace: Pace::default(),
            documents: false,
        }
    }

    /// The same of what a filter leaves.
    pub fn filtered(self, filter: &Filter) -> Self {
        let timeline = Arc::new(self.data.timeline.filtered(filter));
        Self { timeline, ..self }
    }

    /// The records that the filter leaves.
    pub fn chronicle(&self) -> &Chronicle {
        self.timeline.chronicle()
    }

    /// What the scene of an instant is built from.
    pub fn inputs<'a>(&'a self, slice: &'a Timeslice) -> Inputs<'a> {
        Inputs {
            chronicle: self.chronicle(),
            atlas: &self.data.atlas,
            timeline: &self.timeline,
            slice,
            view: &self.view,
        }
    }

    /// First and last day.
    pub fn range(&self) -> (Day, Day) {
        match self.coverage {
            Coverage::At(moment) => (moment.day(), moment.day()),
            Coverage::Days { from, until } => (from, until),
            Coverage::All => (self.chronicle().meta.range.from, self.chronicle().meta.range.until),
        }
    }

    /// How many days it covers.
    pub fn days(&self) -> f64 {
        let (from, until) = self.range();
        (Moment::end_of(until).0 - Moment::start_of(from).0) as f64 / Moment::DAY as f64
    }

    /// An instant as the job knows it.
    pub fn clock(&self, cursor: Moment) -> Clock {
        Clock { cursor, known_by: if self.as_known_then { Some(cursor) } else { self.known_by } }
    }

    /// The instant, or the ends of the days; never none.
    pub fn clocks(&self) -> Vec<Clock> {
        if let Coverage::At(cursor) = self.coverage {
            return vec![self.clock(cursor)];
        }
        let (from, until) = self.range();
        let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= until);
        days.map(|day| self.clock(Moment::end_of(day))).collect()
    }

    /// The last instant: what a single picture of the whole would show.
    pub fn last(&self) -> Clock {
        let cursor = match self.coverage {
            Coverage::At(cursor) => cursor,
            Coverage::Days { .. } | Coverage::All => Moment::end_of(self.range().1),
        };
        self.clock(cursor)
    }

    /// The size of the picture, px.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn checked_size(&self) -> Result<[f64; 2], ExportError> {
        let [width, height] = self.view.size_px;
        let sides = (320.0..=16_384.0).contains(&width) && (200.0..=16_384.0).contains(&height);
        let fits = sides && width * height <= MOST_PIXELS;
        if fits { Ok([width, height]) } else { Err(ExportError::Size { found: format!("{width}x{height}") }) }
    }

    /// Whether records of this basis are shown.
    pub(super) fn shows(&self, basis: Basis) -> bool {
        match basis {
            Basis::Documents => self.view.shows(DOCUMENTS),
            Basis::Reference => self.view.reference(),
        }
    }
}

impl PartialEq for Job {
    /// Whether the two make the same file.
    fn eq(&self, other: &Self) -> bool {
        let key = |job: &Self| (job.coverage, job.known_by, job.as_known_then, job.pace, job.documents);
        key(self) == key(other)
            && self.view == other.view
            && Arc::ptr_eq(&self.data.chronicle, &other.data.chronicle)
            && self.timeline.filter() == other.timeline.filter()
    }
}
