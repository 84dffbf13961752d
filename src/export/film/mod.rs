//! Films: the pictures of several days, one after another. Knows how they are timed and encoded, not how they are
//! drawn.

#[cfg(feature = "film")]
mod av1;
mod colours;
mod frames;
mod gif;
#[cfg(feature = "film")]
mod isobmff;
#[cfg(feature = "film")]
mod libaom;
#[cfg(feature = "film")]
mod mp4;
#[cfg(feature = "film")]
mod parts;
#[cfg(feature = "film")]
mod yuv;

pub use frames::HOLD_S;
pub(super) use gif::Gif;
#[cfg(feature = "film")]
pub(super) use mp4::Mp4;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::export::{Coverage, Job, Unwatched};
    use crate::scene::{Theme, View};

    #[test]
    fn the_bytes_do_not_depend_on_the_number_of_threads() {
        let data = Dataset::open(None).unwrap();
        let view = View::still(data.chronicle.meta.bbox, [480.0, 320.0], Theme::Light);
        let days = |from: &str| Coverage::days(from.parse().unwrap(), "2021-08-15".parse().unwrap()).unwrap();
        let job = |from| Job::new(&data, days(from), view.clone());
        let gif = |threads| {
            let mut bytes = Vec::new();
            gif::write_on(threads, &job("2021-08-10"), &mut bytes, &Unwatched).unwrap();
            bytes
        };
        assert!(gif(1) == gif(4));
        #[cfg(feature = "film")]
        let mp4 = |threads| {
            let mut bytes = Vec::new();
            mp4::write_on(threads, &job("2021-08-06"), &mut bytes, &Unwatched).unwrap();
            bytes
        };
        #[cfg(feature = "film")]
        assert!(mp4(1) == mp4(5));
    }
}
