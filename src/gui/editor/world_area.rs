//! The first-level area of the world in which a point lies, looked up beside the frames.

use crate::geo::LonLat;
use crate::gui::widgets::waker;
use crate::jobs::Latest;
use crate::world::ground::{area_around, near};

/// An area of the world.
#[derive(Clone, Debug, PartialEq)]
pub struct WorldArea {
    /// `AF-HER`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Rings by polygon.
    pub polygons: Vec<Vec<Vec<LonLat>>>,
}

/// What was looked up, and where.
type Answer = (LonLat, Option<WorldArea>);

/// Looks areas up.
#[derive(Default)]
pub struct AreaSearch {
    worker: Option<Latest<LonLat, Answer>>,
    asked: Option<LonLat>,
    found: Option<Answer>,
}

impl AreaSearch {
    /// The area around a point, as far as it is known yet.
    pub fn around(&mut self, ctx: &egui::Context, at: LonLat) -> Option<&WorldArea> {
        if self.asked != Some(at) {
            self.asked = Some(at);
            let start = || Latest::new("area", waker(ctx), |at: LonLat, _| (at, look_up(at)));
            self.worker.get_or_insert_with(start).ask(at);
        }
        while let Some(Ok(found)) = self.worker.as_ref().and_then(Latest::take) {
            self.found = Some(found);
        }
        self.found.as_ref().filter(|(known, _)| *known == at)?.1.as_ref()
    }
}

fn look_up(at: LonLat) -> Option<WorldArea> {
    let area = area_around(at)?;
    Some(WorldArea { id: area.word(0).to_owned(), name: area.word(2).to_owned(), polygons: near().map.polygons(area) })
}
