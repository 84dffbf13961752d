//! Names that stand side by side: "Paris, Texas", "the Libyan city of Sirte", "Tripoli in northern Lebanon".

use crate::language::Text;
use crate::propose::mentions::PlaceRole;
use crate::propose::places::find::Span;
use crate::world::{Gazetteer, PlaceClass};

/// Two names that stand side by side: `inner` is said to lie in `outer`.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) inner: usize,
    pub(super) outer: usize,
    pub(super) weight: f32,
}

pub(super) fn links(text: &Text<'_>, spans: &[Span]) -> Vec<Link> {
    let mut links = Vec::new();
    for (inner, pair) in spans.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let gap = first.tokens.end..second.tokens.start;
        let folded = |at: usize| text.folded(gap.start + at);
        let outer = inner + 1;
        match gap.len() {
            0 => links.push(Link { inner, outer, weight: 5.0 }),
            1 if matches!(folded(0), "," | "(") => links.push(Link { inner, outer, weight: 9.0 }),
            1 if folded(0) == "in" => links.push(Link { inner, outer, weight: 6.0 }),
            2 if folded(0) == "in" => links.push(Link { inner, outer, weight: 6.0 }),
            1 if folded(0) == "'s" => links.push(Link { inner: outer, outer: inner, weight: 5.0 }),
            _ => {}
        }
        let own = text.sentence_of(first.tokens.start) == text.sentence_of(second.tokens.start);
        if own && first.role == PlaceRole::Demonym && (1..=3).contains(&gap.len()) {
            let of = folded(gap.len() - 1) == "of";
            links.push(Link { inner: outer, outer: inner, weight: if of { 6.0 } else { 2.0 } });
        } else if own && (2..=4).contains(&gap.len()) && folded(0) == "'s" {
            links.push(Link { inner: outer, outer: inner, weight: 3.0 });
        }
    }
    // "Paris, Lamar County, Texas": Paris is in Texas, too.
    for at in 0..links.len().saturating_sub(1) {
        let (first, second) = (links[at], links[at + 1]);
        if first.weight > 8.0 && second.weight > 8.0 && first.outer == second.inner {
            links.push(Link { outer: second.outer, ..first });
        }
    }
    links
}

/// The names side by side with one.
pub(super) struct Neighbours<'a> {
    pub(super) world: &'a Gazetteer,
    pub(super) spans: &'a [Span],
    pub(super) areas: &'a [Vec<u32>],
    pub(super) links: &'a [Link],
    pub(super) at: usize,
}

impl Neighbours<'_> {
    /// What a country or a first-level area beside the name says for an entry, or what lies in it if it is one.
    pub(super) fn area_hint(&self, entry: u32, class: PlaceClass) -> f32 {
        let mut inside: f32 = 0.0;
        let mut outside: f32 = 0.0;
        for link in self.links {
            if link.inner == self.at {
                let areas = self.areas.get(link.outer).into_iter().flatten();
                if areas.copied().any(|area| lies_in(self.world, entry, area)) {
                    inside = inside.max(link.weight);
                }
            }
            if link.outer == self.at && matches!(class, PlaceClass::Country | PlaceClass::Region) {
                let inner = self.spans.get(link.inner).into_iter().flat_map(|span| &span.entries);
                if inner.take(60).any(|(place, _)| lies_in(self.world, *place, entry)) {
                    outside = outside.max(link.weight);
                }
            }
        }
        inside + 0.7 * outside
    }

    /// The same of everything beside the name, districts and cities, too.
    pub(super) fn hint(&self, entry: u32, class: PlaceClass) -> f32 {
        let mut hint = self.area_hint(entry, class);
        for link in self.links {
            let other = if link.inner == self.at { link.outer } else { link.inner };
            let entries = || self.spans.get(other).into_iter().flat_map(|span| &span.entries).take(40);
            if link.inner == self.at && entries().any(|(area, _)| lies_in(self.world, entry, *area)) {
                hint = hint.max(link.weight);
            } else if link.outer == self.at
                && class == PlaceClass::District
                && entries().any(|(place, _)| lies_in(self.world, *place, entry))
            {
                hint = hint.max(0.7 * link.weight);
            }
        }
        hint
    }
}

fn lies_in(world: &Gazetteer, place: u32, area: u32) -> bool {
    if place == area {
        return false;
    }
    match world.class(area) {
        PlaceClass::Country => world.country(place) == Some(area),
        PlaceClass::Region => world.region(place) == Some(area),
        PlaceClass::District => {
            world.region(place).is_some()
                && world.region(place) == world.region(area)
                && chord(world, place, area) < 80.0
        }
        PlaceClass::Settlement => {
            world.population(area) > world.population(place).saturating_mul(3) && chord(world, place, area) < 30.0
        }
        PlaceClass::Area => chord(world, place, area) < 250.0,
        _ => false,
    }
}

/// About how many kilometres apart two entries are; infinite where it is far.
fn chord(world: &Gazetteer, a: u32, b: u32) -> f64 {
    let ((a_lon, a_lat), (b_lon, b_lat)) = (world.position(a), world.position(b));
    if (a_lat - b_lat).abs() > 3.0 {
        return f64::INFINITY;
    }
    let x = (a_lon - b_lon) * libm::cos(((a_lat + b_lat) / 2.0).to_radians());
    111.2 * libm::hypot(x, a_lat - b_lat)
}
