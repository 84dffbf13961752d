//! The two clocks.

use crate::time::Moment;

/// The instant shown, and the instant by which a claim must have been reported to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Clock {
    /// The *happened* clock.
    pub cursor: Moment,
    /// The *reported* clock; `None` is hindsight.
    pub known_by: Option<Moment>,
}
