//! What kinds of happening are called.

use crate::catalogue::KindLane;
use crate::chronicle::Chronicle;
use crate::words::capitalised;

/// A kind in the middle of a sentence: "foreign withdrawal". One that no table has is called by its id.
pub fn kind(chronicle: &Chronicle, id: &str) -> String {
    chronicle.meta.kinds.label(id).into_owned()
}

/// A kind on its own: "Foreign withdrawal".
pub fn kind_title(chronicle: &Chronicle, id: &str) -> String {
    capitalised(&chronicle.meta.kinds.label(id))
}

/// A row of the time bar.
pub const fn lane(lane: KindLane) -> &'static str {
    match lane {
        KindLane::Captures => "Captures",
        KindLane::Withdrawals => "Withdrawals",
        KindLane::Fighting => "Sieges, fighting",
        KindLane::Protests => "Protests, votes",
        KindLane::Talks => "Talks, statements",
        KindLane::Disasters => "Disasters",
        KindLane::Movement => "Troops, evacuation",
        KindLane::Journeys => "Journeys",
        KindLane::Lives => "Lives",
        KindLane::Other => "Other happenings",
    }
}
