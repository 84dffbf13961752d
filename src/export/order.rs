//! What is asked of an exporter.

use crate::chronicle::{Basis, Chronicle, Files};
use crate::export::ExportError;
use crate::scene::{Atlas, Inputs, View};
use crate::time::{Day, Moment};
use crate::timeline::{Clock, Timeline, Timeslice};

/// A larger picture would need more than a gigabyte of memory.
const MOST_PIXELS: f64 = 64e6;
/// More days than this are taken for a mistake.
const MOST_DAYS: i32 = 3700;

/// Over what time something is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// An instant.
    At(Moment),
    /// The ends of days, both included.
    Days {
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
    },
    /// The whole chronicle.
    All,
}

/// The kinds of [`When`]: what an exporter can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One instant: a still.
    Instant,
    /// Several days in one file: a sheet of small maps, a film, a page.
    Days,
    /// Everything, whatever the instant: data.
    All,
}

impl When {
    /// Its kind.
    pub const fn span(self) -> Span {
        match self {
            Self::At(_) => Span::Instant,
            Self::Days { .. } => Span::Days,
            Self::All => Span::All,
        }
    }

    /// Days from the first to the last.
    ///
    /// # Errors
    /// Says why where they are in the wrong order or too many.
    pub fn days(from: Day, until: Day) -> Result<Self, String> {
        if from > until {
            return Err(format!("expected {from} or a later day, found {until}"));
        }
        let days = from.until(until).map_or(i32::MAX, |span| span.get_days());
        if days >= MOST_DAYS {
            return Err(format!("expected at most {MOST_DAYS} days, found {}", days.saturating_add(1)));
        }
        Ok(Self::Days { from, until })
    }
}

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

/// What an exporter is given.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The records.
    pub chronicle: &'a Chronicle,
    /// Its geometry and that of the base map.
    pub atlas: &'a Atlas,
    /// The index.
    pub timeline: &'a Timeline,
    /// The chronicle's files, for formats that carry them.
    pub files: &'a dyn Files,
    /// Over what time.
    pub when: When,
    /// By when claims had to be published to count; none is hindsight.
    pub known_by: Option<Moment>,
    /// The view.
    pub view: &'a View,
    /// How fast a film goes.
    pub pace: Pace,
    /// Whether whole documents may be carried; their rights are others'.
    pub documents: bool,
    /// What to call the chronicle in the command that makes the file again: a path, or `None` for the built-in one.
    pub opened_as: Option<&'a str>,
}

impl<'a> Order<'a> {
    /// An instant, all else left at what is usual.
    pub fn still(
        chronicle: &'a Chronicle,
        atlas: &'a Atlas,
        timeline: &'a Timeline,
        files: &'a dyn Files,
        clock: Clock,
        view: &'a View,
    ) -> Self {
        Self {
            chronicle,
            atlas,
            timeline,
            files,
            when: When::At(clock.cursor),
            known_by: clock.known_by,
            view,
            pace: Pace::default(),
            documents: false,
            opened_as: None,
        }
    }

    /// The same at another time.
    pub fn when(self, when: When) -> Self {
        Self { when, ..self }
    }

    /// What the scene of an instant is built from.
    pub fn inputs(self, slice: &'a Timeslice) -> Inputs<'a> {
        Inputs { chronicle: self.chronicle, atlas: self.atlas, timeline: self.timeline, slice, view: self.view }
    }

    /// First and last day.
    pub fn range(self) -> (Day, Day) {
        match self.when {
            When::At(moment) => (moment.day(), moment.day()),
            When::Days { from, until } => (from, until),
            When::All => (self.chronicle.meta.range.from, self.chronicle.meta.range.until),
        }
    }

    /// The instant, or the ends of the days; never none.
    pub fn clocks(self) -> Vec<Clock> {
        let clock = |cursor| Clock { cursor, known_by: self.known_by };
        if let When::At(cursor) = self.when {
            return vec![clock(cursor)];
        }
        let (from, until) = self.range();
        let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= until);
        days.map(|day| clock(Moment::end_of(day))).collect()
    }

    /// The last instant: what a single picture of the whole would show.
    pub fn last(self) -> Clock {
        let cursor = match self.when {
            When::At(cursor) => cursor,
            When::Days { .. } | When::All => Moment::end_of(self.range().1),
        };
        Clock { cursor, known_by: self.known_by }
    }

    /// The size of the picture, px.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn checked_size(self) -> Result<[f64; 2], ExportError> {
        let [width, height] = self.view.size_px;
        let sides = (320.0..=16_384.0).contains(&width) && (200.0..=16_384.0).contains(&height);
        let fits = sides && width * height <= MOST_PIXELS;
        if fits { Ok([width, height]) } else { Err(ExportError::Size { found: format!("{width}x{height}") }) }
    }

    /// Whether records of this basis are shown.
    pub(super) fn shows(self, basis: Basis) -> bool {
        match basis {
            Basis::Documents => self.view.shows("documents"),
            Basis::Reference => self.view.reference(),
        }
    }
}

/// Whoever waits for a long export. Asked between steps, from any thread.
pub trait Watch: Sync {
    /// So many steps of so many are done.
    fn step(&self, done: usize, of: usize);
    /// Whether to stop; the exporter then fails with [`ExportError::Cancelled`] and nothing is written.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Nobody waits.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _: usize, _: usize) {}
}
