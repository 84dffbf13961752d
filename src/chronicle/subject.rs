//! What a map counts: stated by its chronicle, never assumed.

use crate::chronicle::SideId;
use crate::time::{Moment, Resolution};
use jiff::SpanFieldwise;

/// What a map counts; several things at once are ordinary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Who holds the listed places.
    pub control: bool,
    /// What happened where.
    pub occurrences: bool,
    /// Where somebody or something was, station by station.
    pub journey: bool,
    /// How long a mark stays.
    pub lingers: Lingers,
    /// The side that headline and chart follow: the first where the chronicle names none; `None` without sides.
    pub watch: Option<SideId>,
    /// The unit at whose ends the clock rests.
    pub resolution: Resolution,
    /// What sizes the mark of an event.
    pub size: Option<SizeBy>,
}

/// How long the mark of a happening stays after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lingers {
    /// As long as it lasts, by its own date.
    #[default]
    Own,
    /// It fades over so long a time.
    For(SpanFieldwise),
    /// To the end.
    End,
}

impl Lingers {
    /// When the mark of what ended at `end` is gone; `None` is never.
    ///
    /// ```
    /// use dateline::chronicle::Lingers;
    /// use dateline::time::Moment;
    /// use jiff::ToSpan as _;
    ///
    /// let end = Moment::parse("2023-02-06T04:17")?;
    /// let three_days = Lingers::For(3.days().fieldwise());
    /// assert_eq!(three_days.until(end), Some(Moment::parse("2023-02-09T04:17")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn until(self, end: Moment) -> Option<Moment> {
        match self {
            Self::Own => Some(end),
            // A time that the calendar does not have is never.
            Self::For(span) => end.civil().checked_add(span.0).ok().map(Moment::of),
            Self::End => None,
        }
    }
}

/// The property of events that sizes their marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizeBy {
    /// As it stands in `events.geojson`: `magnitude`.
    pub property: String,
    /// What it is called: "magnitude".
    pub label: String,
    /// How it becomes a size.
    pub scale: SizeScale,
}

/// How a number becomes the size of a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SizeScale {
    /// Each whole step makes it as many times larger: what is measured on a scale of its own, such as earthquakes.
    #[default]
    Magnitude,
    /// Its area grows with the number: what is counted, such as the dead.
    Area,
}
