//! Films: the pictures of several days, one after another. Knows how they are timed and encoded, not how they are
//! drawn.

#[cfg(feature = "film")]
mod av1;
#[cfg(feature = "film")]
mod boxes;
mod colours;
mod frames;
mod gif;
#[cfg(feature = "film")]
mod libaom;
#[cfg(feature = "film")]
mod mp4;
#[cfg(feature = "film")]
mod parts;
#[cfg(feature = "film")]
mod yuv;

pub(super) use gif::Gif;
#[cfg(feature = "film")]
pub(super) use mp4::Mp4;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chronicle::{Basemap, Embedded, open};
    use crate::export::{Order, Unwatched, When};
    use crate::scene::{Atlas, Theme, View};
    use crate::timeline::{Clock, Timeline};
    use std::sync::Arc;

    #[test]
    fn the_bytes_do_not_depend_on_the_number_of_threads() {
        let chronicle = Arc::new(open(&Embedded).unwrap().chronicle);
        let (basemap, _) = Basemap::load(&Embedded, &chronicle);
        let atlas = Atlas::new(&chronicle, &basemap);
        let timeline = Timeline::new(chronicle.clone());
        let view = View::still(chronicle.meta.bbox, [480.0, 320.0], Theme::Light);
        let (from, until) = ("2021-08-10".parse().unwrap(), "2021-08-15".parse().unwrap());
        let clock = Clock { cursor: crate::time::Moment::end_of(until), known_by: None };
        let still = Order::still(&chronicle, &atlas, &timeline, &Embedded, clock, &view);
        let order = still.when(When::days(from, until).unwrap());
        let gif = |threads| {
            let mut bytes = Vec::new();
            gif::write_on(threads, order, &mut bytes, &Unwatched).unwrap();
            bytes
        };
        assert!(gif(1) == gif(4));
        #[cfg(feature = "film")]
        let mp4 = |threads| {
            let mut bytes = Vec::new();
            let order = still.when(When::days("2021-08-06".parse().unwrap(), until).unwrap());
            mp4::write_on(threads, order, &mut bytes, &Unwatched).unwrap();
            bytes
        };
        #[cfg(feature = "film")]
        assert!(mp4(1) == mp4(5));
    }
}
