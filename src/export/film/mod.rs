//! Films: the pictures of several days, one after another. Knows how they are timed and encoded, not how they are
//! drawn.

mod av1;
mod boxes;
mod colours;
mod frames;
mod gif;
mod mp4;
mod yuv;

pub(super) use gif::Gif;
pub(super) use mp4::Mp4;
