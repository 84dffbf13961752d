//! The built-in chronicle, made ready to be drawn once for all tests of a file.

use dateline::chronicle::{Basemap, Chronicle, Embedded, open};
use dateline::scene::Atlas;
use dateline::timeline::Timeline;
use std::sync::{Arc, LazyLock};

pub struct World {
    pub chronicle: Arc<Chronicle>,
    pub atlas: Atlas,
    pub timeline: Timeline,
}

pub static WORLD: LazyLock<World> = LazyLock::new(|| {
    let chronicle = open(&Embedded).expect("the built-in chronicle opens").chronicle;
    let (basemap, problems) = Basemap::load(&Embedded, &chronicle);
    assert!(problems.is_empty(), "{problems:?}");
    let atlas = Atlas::new(&chronicle, &basemap);
    let chronicle = Arc::new(chronicle);
    let timeline = Timeline::new(chronicle.clone());
    World { chronicle, atlas, timeline }
});
