//! Places of the world by their name, looked up beside the frames.

use crate::chronicle::NewPlace;
use crate::gui::widgets::waker;
use crate::jobs::Latest;
use crate::review::place_of_world;
use crate::world::Gazetteer;

/// A place of the world's gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct WorldPlace {
    /// What it is called.
    pub name: String,
    /// "town, Herat, Afghanistan".
    pub detail: String,
    /// What a chronicle writes of it.
    pub new: NewPlace,
}

/// How many of one name are offered.
const MOST: usize = 5;

/// The places of a name.
fn look_up(name: &str) -> Vec<WorldPlace> {
    let world = Gazetteer::shared();
    let mut found = world.named(name);
    found.sort_by_key(|entry| std::cmp::Reverse(world.population(*entry)));
    found.into_iter().take(MOST).map(|entry| of_entry(world, entry)).collect()
}

fn of_entry(world: &Gazetteer, entry: u32) -> WorldPlace {
    let new = place_of_world(world, entry);
    let country = world.country(entry).filter(|country| *country != entry).map(|country| world.name(country));
    let parts = [Some(new.role.as_str()), new.province.as_deref(), country];
    WorldPlace { name: new.name.clone(), detail: parts.into_iter().flatten().collect::<Vec<_>>().join(", "), new }
}

/// Looks places up by name.
#[derive(Default)]
pub struct WorldSearch {
    worker: Option<Latest<String, (String, Vec<WorldPlace>)>>,
    asked: String,
    found: (String, Vec<WorldPlace>),
}

impl WorldSearch {
    /// The places of a name, as far as they are known yet.
    pub fn of(&mut self, ctx: &egui::Context, name: &str) -> &[WorldPlace] {
        let name = name.trim();
        if self.asked != name {
            name.clone_into(&mut self.asked);
            let start = || {
                Latest::new("gazetteer", waker(ctx), |name: String, _| {
                    let found = look_up(&name);
                    (name, found)
                })
            };
            self.worker.get_or_insert_with(start).ask(name.to_owned());
        }
        while let Some(Ok(found)) = self.worker.as_ref().and_then(Latest::take) {
            self.found = found;
        }
        if self.found.0 == name { &self.found.1 } else { &[] }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_the_places_of_the_world_that_bear_it_the_largest_first() {
        let found = look_up("Shindand");
        let town = found.iter().find(|place| place.detail.starts_with("town")).unwrap();
        assert!(town.detail.ends_with("Afghanistan"), "{}", town.detail);
        assert_eq!(town.new.gazetteer.as_ref().unwrap().0, "geonames");
        assert!(look_up("no place is called so").is_empty());
    }
}
