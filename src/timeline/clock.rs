//! The two clocks.

use crate::time::Moment;

/// The instant shown, and the instant by which a claim must have been reported to count.
///
/// ```
/// use dateline::dataset::Dataset;
/// use dateline::time::Moment;
/// use dateline::timeline::Clock;
///
/// let data = Dataset::open(None)?;
/// let held = |known_by| -> Result<_, Box<dyn std::error::Error>> {
///     let clock = Clock { cursor: Moment::parse("2021-08-12")?, known_by };
///     Ok(data.timeline.slice(clock).counts.documents.min)
/// };
/// // No paper had yet reported on the 12th what had fallen by the 12th.
/// assert_eq!((held(None)?, held(Some(Moment::parse("2021-08-12")?))?), (3, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Clock {
    /// The *happened* clock.
    pub cursor: Moment,
    /// The *reported* clock; `None` is hindsight.
    pub known_by: Option<Moment>,
}
