//! What is looked for beside the frames, and what comes of it.

use crate::app::{SearchResults, search};
use crate::timeline::Timeline;
use std::sync::Arc;

/// What is looked for, in what.
pub type SoughtWords = (Arc<Timeline>, String);

/// What was looked for, and what was found.
pub type FoundWords = (String, SearchResults);

/// Looks for words.
pub fn look_for((timeline, words): SoughtWords) -> FoundWords {
    let found = search(timeline.chronicle(), &words);
    (words, found)
}
