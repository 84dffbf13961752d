//! The time something is made of: an instant, some days, or all there is.

use crate::limits::MOST_DAYS;
use crate::time::{Day, Moment, written_day};

/// Over what time something is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
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

/// The kinds of [`Coverage`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum CoverageKind {
    /// One instant: a still.
    #[default]
    Instant,
    /// Several days: a sheet of small maps, a film, a page.
    Days,
    /// Everything, whatever the instant: data.
    All,
}

impl Coverage {
    /// Its kind.
    pub const fn kind(self) -> CoverageKind {
        match self {
            Self::At(_) => CoverageKind::Instant,
            Self::Days { .. } => CoverageKind::Days,
            Self::All => CoverageKind::All,
        }
    }

    /// Days from the first to the last.
    ///
    /// # Errors
    /// Says why where they are in the wrong order or too many.
    pub fn days(from: Day, until: Day) -> Result<Self, String> {
        if from > until {
            return Err(format!("expected {} or a later day, found {}", written_day(from), written_day(until)));
        }
        let days = from.until(until).map_or(i32::MAX, |span| span.get_days());
        if days >= MOST_DAYS {
            return Err(format!("expected at most {MOST_DAYS} days, found {}", days.saturating_add(1)));
        }
        Ok(Self::Days { from, until })
    }
}
