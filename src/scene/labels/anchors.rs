//! The anchor of every name: the slots that, taken together, serve all names best.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::Weight;
use crate::scene::labels::collide::{Disc, cross, mistaken, passes};
use crate::scene::labels::extremes::Extreme;
use crate::scene::labels::slot::Slot;
use crate::text::measure;

/// What anchors depend on: the zoom and the type, and where the camera cannot move also the frame.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scene) struct AnchorSetup {
    /// Px across the whole world.
    pub world_px: f64,
    /// Px per design px, of symbols and of names.
    pub scale: f64,
    pub type_scale: f64,
    /// Whether only the focus gets an anchor: on small maps the other names come and go.
    pub focus_only: bool,
    /// What comes and goes over the map: the focus keeps clear of it on all days.
    pub passing: Option<ScreenRect>,
    /// The longitude that all others are within half a turn of, degrees.
    pub middle_deg: f64,
    /// A fixed frame: where the world's origin lies, what names must stay inside of, and what they keep clear of.
    pub frame: Option<(ScreenPoint, ScreenRect, Vec<ScreenRect>)>,
}

impl AnchorSetup {
    /// Whether a symbol may be seen at all.
    fn shows(&self, at: ScreenPoint) -> bool {
        self.frame.as_ref().is_none_or(|(_, inside, _)| inside.grown(30.0 * self.scale).contains(at))
    }

    /// Whether words stay inside the frame and clear of what lies over the map.
    fn leaves_room(&self, words: ScreenRect, focus: bool) -> bool {
        !(focus && self.passing.is_some_and(|passing| passing.overlaps(words)))
            && self.frame.as_ref().is_none_or(|(_, inside, blocked)| {
                inside.covers(words) && !blocked.iter().any(|block| block.overlaps(words))
            })
    }
}

/// The anchor of each place's name, in the order of the extremes; `None` for a name that has none.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Anchors {
    pub slots: Vec<Option<Slot>>,
}

/// A name looking for an anchor.
struct Seeker {
    at: ScreenPoint,
    symbol: Disc,
    width: f64,
    size: f64,
    focus: bool,
    /// What it costs to leave it without an anchor.
    hidden: f64,
    slots: Vec<Slot>,
}

/// Space between the boxes of two names, design px.
const BETWEEN: f64 = 1.5;
/// Leaders are tried where another symbol stands nearer than this, design px.
const CROWDED: f64 = 62.0;
/// Larger symbols let their name stand over the edge of their outermost ring by as much, design px.
const RING: f64 = 1.4;
/// Names farther apart than this never meet, design px.
const FAR: f64 = 330.0;

/// Sizes and weights of names by rank, design px: [`crate::scene::layers`] sets them so.
pub(in crate::scene) const fn type_of(rank: u8) -> (f64, Weight) {
    match rank {
        0 | 1 => (15.0, Weight::Bold),
        2 => (13.0, Weight::Bold),
        3 => (12.5, Weight::SemiBold),
        4 => (11.5, Weight::Medium),
        _ => (11.0, Weight::Regular),
    }
}

/// The radius that a name keeps clear of.
pub(in crate::scene) fn clearance(radius: f64) -> f64 {
    if radius > 9.0 { radius - RING } else { radius }
}

/// Finds anchors: names are moved and ejected until no exchange makes the whole better. Where `known` anchors are given,
/// only those that the frame does not leave room for look for another.
pub(in crate::scene) fn find_anchors(extremes: &[Extreme], setup: &AnchorSetup, known: Option<&Anchors>) -> Anchors {
    let mut search = Search::of(extremes, setup, known);
    search.run();
    let slots = search.seekers.iter().zip(&search.chosen);
    Anchors { slots: slots.map(|(seeker, chosen)| chosen.and_then(|i| seeker.slots.get(i)).copied()).collect() }
}

struct Search {
    seekers: Vec<Seeker>,
    /// For each name the others near enough to meet it.
    near: Vec<Vec<usize>>,
    chosen: Vec<Option<usize>>,
    scale: f64,
}

impl Search {
    fn of(extremes: &[Extreme], setup: &AnchorSetup, known: Option<&Anchors>) -> Self {
        let origin = setup.frame.as_ref().map_or(ScreenPoint::default(), |(origin, ..)| *origin);
        let place = |extreme: &Extreme| {
            let p = extreme.position.near(setup.middle_deg).world();
            ScreenPoint { x: p.x * setup.world_px + origin.x, y: p.y * setup.world_px + origin.y }
        };
        let scale = setup.scale;
        let at: Vec<ScreenPoint> = extremes.iter().map(place).collect();
        let apart = |a: ScreenPoint, b: ScreenPoint| libm::hypot(a.x - b.x, a.y - b.y);
        let near: Vec<Vec<usize>> = at
            .iter()
            .enumerate()
            .map(|(i, a)| (0..at.len()).filter(|&j| j != i && apart(*a, at[j]) < FAR * scale).collect())
            .collect();
        let symbols: Vec<Disc> =
            extremes.iter().zip(&at).map(|(extreme, at)| Disc { at: *at, radius: extreme.radius * scale }).collect();
        let seekers = extremes.iter().enumerate().map(|(i, extreme)| {
            let (size, weight) = type_of(extreme.rank);
            let size = size * setup.type_scale;
            let mut seeker = Seeker {
                at: at[i],
                symbol: symbols[i],
                width: measure(&extreme.name, size, weight.css()),
                size,
                focus: extreme.focus,
                hidden: hidden_cost(extreme),
                slots: Vec::new(),
            };
            let anchor = known.and_then(|known| known.slots.get(i).copied().flatten());
            if (setup.focus_only && !extreme.focus) || (known.is_some() && anchor.is_none()) || !setup.shows(at[i]) {
                return seeker;
            }
            if let Some(anchor) =
                anchor.filter(|anchor| setup.leaves_room(anchor.words(at[i], seeker.width, seeker.size), extreme.focus))
            {
                seeker.slots.push(anchor);
                return seeker;
            }
            // The quiet type is what most slots hold, so that is what decides how far from the symbol they are.
            let radius = clearance(extreme.radius) * scale;
            let others: Vec<(Disc, bool)> = near[i].iter().map(|&j| (symbols[j], extremes[j].lasting)).collect();
            seeker.slots = Slot::close(radius, 12.0 * setup.type_scale);
            let crowded = near[i].iter().any(|&j| extremes[j].lasting && apart(at[i], at[j]) < CROWDED * scale);
            if crowded && extreme.lasting {
                seeker.slots.extend(Slot::led(radius, 12.0 * setup.type_scale, scale));
            }
            let slots = allowed(&seeker, &others, setup);
            // The focus is named at any price, and always at the same one.
            seeker.slots =
                if slots.is_empty() && extreme.focus { least_covering(&seeker, &others, setup) } else { slots };
            seeker
        });
        let seekers: Vec<Seeker> = seekers.collect();
        let chosen = vec![None; seekers.len()];
        Self { seekers, near, chosen, scale }
    }

    /// Takes names in turn; each takes the slot that costs the whole least, those in its way look again.
    fn run(&mut self) {
        let mut queue: std::collections::VecDeque<usize> = (0..self.seekers.len()).collect();
        // Every step makes the whole cheaper, so this ends long before; the bound is for rounding.
        let mut steps = 40 * self.seekers.len();
        while let Some(i) = queue.pop_front().filter(|_| steps > 0) {
            steps -= 1;
            let now = self.cost_now(i);
            let mut best: Option<(f64, usize, Vec<usize>)> = None;
            for (s, slot) in self.seekers[i].slots.iter().enumerate() {
                let limit = best.as_ref().map_or(now, |(cost, ..)| *cost) - 1e-6;
                if slot.cost >= limit {
                    continue;
                }
                let out = self.in_the_way(i, slot);
                let cost = slot.cost + out.iter().map(|&j| self.seekers[j].hidden - self.cost_now(j)).sum::<f64>();
                if cost < limit {
                    best = Some((cost, s, out));
                }
            }
            if let Some((_, slot, out)) = best {
                self.chosen[i] = Some(slot);
                for j in out {
                    self.chosen[j] = None;
                    queue.push_back(j);
                }
                // Whoever has a costly slot may find a better one now.
                for &j in &self.near[i] {
                    if self.cost_now(j) > 1.0 && !queue.contains(&j) {
                        queue.push_back(j);
                    }
                }
            }
        }
    }

    fn cost_now(&self, i: usize) -> f64 {
        self.chosen[i].map_or(self.seekers[i].hidden, |slot| self.seekers[i].slots[slot].cost)
    }

    /// The names whose chosen slots a slot would meet.
    fn in_the_way(&self, i: usize, slot: &Slot) -> Vec<usize> {
        let me = &self.seekers[i];
        let words = slot.words(me.at, me.width, me.size).grown(BETWEEN / 2.0 * self.scale);
        let line = slot.line(me.at, me.symbol.radius);
        let meets = |&j: &usize| {
            let other = &self.seekers[j];
            let Some(taken) = self.chosen[j].and_then(|slot| other.slots.get(slot)) else { return false };
            let theirs = taken.words(other.at, other.width, other.size).grown(BETWEEN / 2.0 * self.scale);
            let their_line = taken.line(other.at, other.symbol.radius);
            words.overlaps(theirs)
                || line.is_some_and(|line| passes(line, theirs))
                || their_line.is_some_and(|line| passes(line, words))
                || line.zip(their_line).is_some_and(|(a, b)| cross(a, b))
        };
        self.near[i].iter().copied().filter(meets).collect()
    }
}

fn hidden_cost(extreme: &Extreme) -> f64 {
    match extreme.rank {
        _ if extreme.focus => 1000.0,
        0..=2 if extreme.lasting => 30.0,
        3 | 4 if extreme.lasting => 22.0,
        _ if extreme.lasting => 16.0,
        _ => 4.0,
    }
}

/// The slots in the frame, what they cover added to what they cost.
fn least_covering(seeker: &Seeker, others: &[(Disc, bool)], setup: &AnchorSetup) -> Vec<Slot> {
    let stands = |slot: &&Slot| setup.leaves_room(slot.words(seeker.at, seeker.width, seeker.size), true);
    let close = seeker.slots.iter().filter(|slot| slot.leader.is_none()).filter(stands);
    let costed = close.map(|slot| {
        let words = slot.words(seeker.at, seeker.width, seeker.size);
        let depth: f64 = others.iter().map(|(symbol, _)| symbol.depth(words).max(0.0)).sum();
        Slot { cost: slot.cost + depth / setup.scale, ..*slot }
    });
    costed.collect()
}

/// The slots whose words and leaders keep clear of all symbols that are always there, and stay in the frame.
fn allowed(seeker: &Seeker, others: &[(Disc, bool)], setup: &AnchorSetup) -> Vec<Slot> {
    let fits = |slot: &Slot| -> Option<Slot> {
        let words = slot.words(seeker.at, seeker.width, seeker.size);
        if !setup.leaves_room(words, seeker.focus) {
            return None;
        }
        let line = slot.line(seeker.at, seeker.symbol.radius);
        let mut cost = slot.cost;
        for (symbol, lasting) in others {
            let core = Disc { radius: symbol.radius * 0.62 + 2.0 * setup.scale, ..*symbol };
            let covered = symbol.depth(words) > 0.0 || line.is_some_and(|line| core.is_crossed(line));
            match (covered, lasting) {
                (true, true) => return None,
                // What comes and goes may push a name aside on its day.
                (true, false) => cost += 1.5,
                (false, true) => cost += mistaken(words, seeker.symbol, *symbol, seeker.size),
                (false, false) => {}
            }
        }
        Some(Slot { cost, ..*slot })
    };
    seeker.slots.iter().filter_map(fits).collect()
}
