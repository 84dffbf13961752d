//! Films: the pictures of several days, one after another. Knows how they are timed and encoded, not how they are
//! drawn.

mod colours;
mod frames;
mod gif;

pub(super) use gif::Gif;
