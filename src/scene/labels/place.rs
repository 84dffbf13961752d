//! The names of one instant: at their anchors where nothing is in the way, else where there is room, else nowhere.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::labels::anchors::clearance;
use crate::scene::labels::collide::{Disc, cross, mistaken, passes};
use crate::scene::labels::slot::Slot;

/// A name that is wanted now.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct Name {
    /// The middle of its symbol, and how far that reaches now, px.
    pub symbol: Disc,
    /// How far it reaches in its most extreme state, px: slots keep that distance.
    pub reach: f64,
    /// Width and size of its words now, px.
    pub width: f64,
    pub size: f64,
    /// 0 and 1 must be named, where nothing is free in the slot that covers least.
    pub rank: u8,
    pub anchor: Option<Slot>,
    /// A slot that only some days leave free, for a name without an anchor.
    pub spare: Option<Slot>,
    /// Whether the name is wanted; a place without a name still keeps others off its symbol.
    pub wanted: bool,
}

/// Where a name went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct Placed {
    /// Start of the baseline.
    pub start: ScreenPoint,
    /// The line from the symbol to the words, for those that stand apart.
    pub leader: Option<[ScreenPoint; 2]>,
}

/// What names may be put through.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct Limits {
    /// Px per design px.
    pub scale: f64,
    /// A name whose best free slot costs more than this is left out.
    pub most: f64,
}

/// As deep may the name of the focus reach into a symbol, design px.
const TOUCH: f64 = 4.0;

/// Names up to this rank are those of the focus, the selection and what happened today.
const TODAY: u8 = 2;

/// Names from this rank on are shown only at its anchor.
const QUIET: u8 = 5;

/// Places the names, the most important first; the result is in their order. `blocked` is what lies over
/// the map now, `title` what its words may ever take: only today's names look for room there.
pub(in crate::scene) fn place_names(
    names: &[Name],
    over: (&[ScreenRect], &[ScreenRect]),
    inside: ScreenRect,
    limits: Limits,
) -> Vec<Option<Placed>> {
    let placed = in_turn(names, over, inside, limits, &[]);
    // What changed today is named at the cost of what did not.
    let is_missing = |i: &usize| names[*i].wanted && names[*i].rank == TODAY && placed[*i].is_none();
    let missing: Vec<usize> = (0..names.len()).filter(is_missing).collect();
    if missing.is_empty() { placed } else { in_turn(names, over, inside, limits, &missing) }
}

/// Places the names; those that come `first` look for room as soon as the others of today are at theirs.
fn in_turn(
    names: &[Name],
    (blocked, title): (&[ScreenRect], &[ScreenRect]),
    inside: ScreenRect,
    limits: Limits,
    first: &[usize],
) -> Vec<Option<Placed>> {
    let mut order: Vec<usize> = (0..names.len()).filter(|&i| names[i].wanted).collect();
    order.sort_by_key(|&i| names[i].rank);
    let Limits { scale, most } = limits;
    let mut room =
        Room { names, blocked, inside, scale, most, words: Vec::new(), lines: Vec::new(), anchors: Vec::new() };
    let mut placed = vec![None; names.len()];
    let (today, lesser): (Vec<usize>, Vec<usize>) = order.iter().partition(|&&i| names[i].rank <= TODAY);
    let (held, quiet): (Vec<usize>, Vec<usize>) = lesser.iter().partition(|&&i| names[i].rank < QUIET);
    let at_anchor = |room: &mut Room<'_>, i: usize| {
        // The focus rather touches a symbol than move about.
        let anchor = names[i].anchor.as_ref();
        let touches = names[i].rank == 0
            && anchor.is_some_and(|anchor| room.stands(i, anchor) && room.covered(i, anchor) < TOUCH * scale);
        room.take(i, anchor, touches)
    };
    for &i in &today {
        placed[i] = at_anchor(&mut room, i);
    }
    room.anchors = held
        .iter()
        .filter_map(|&i| Some(names[i].anchor?.words(names[i].symbol.at, names[i].width, names[i].size)))
        .collect();
    for &i in first {
        placed[i] = placed[i].or_else(|| room.anywhere(i, title));
    }
    room.anchors.clear();
    for &i in &held {
        placed[i] = at_anchor(&mut room, i);
    }
    let important = || today.iter().chain(&held).copied();
    for i in important() {
        placed[i] = placed[i].or_else(|| room.anywhere(i, title));
    }
    for i in important() {
        placed[i] = placed[i].or_else(|| room.take(i, names[i].spare.as_ref(), false));
    }
    // Rather named on some days than on none; a name whose anchor is taken today only is back tomorrow.
    for i in important().filter(|&i| names[i].anchor.is_none()) {
        placed[i] = placed[i].or_else(|| room.anywhere(i, &[]));
    }
    for i in quiet {
        // A leader is too much for a name nobody asks for.
        let anchor = names[i].anchor.as_ref().filter(|anchor| anchor.leader.is_none());
        placed[i] = room.take(i, anchor, false);
        // What lies over the map grows and shrinks with the day's words; the frame does not.
        if placed[i].is_none() && anchor.is_some_and(|anchor| room.leaves_the_frame(i, anchor)) {
            placed[i] = room.close_by(i);
        }
    }
    placed
}

/// What is taken so far.
struct Room<'n> {
    names: &'n [Name],
    blocked: &'n [ScreenRect],
    inside: ScreenRect,
    scale: f64,
    most: f64,
    words: Vec<ScreenRect>,
    lines: Vec<[ScreenPoint; 2]>,
    /// Where other names would like to stand: none of these is taken lightly.
    anchors: Vec<ScreenRect>,
}

/// What it costs to take the anchor of another name.
const DRIVEN_OUT: f64 = 8.0;

impl Room<'_> {
    /// Takes a slot if it is free, or in any case.
    fn take(&mut self, i: usize, slot: Option<&Slot>, anyhow: bool) -> Option<Placed> {
        let (slot, name) = (slot?, self.names.get(i)?);
        let free = self.stands(i, slot) && self.covered(i, slot) <= 0.0;
        if !(anyhow || free) {
            return None;
        }
        let leader = slot.line(name.symbol.at, name.symbol.radius + self.scale);
        self.words.push(slot.words(name.symbol.at, name.width, name.size));
        self.lines.extend(leader);
        Some(Placed { start: slot.start(name.symbol.at, name.width), leader })
    }

    fn close_by(&mut self, i: usize) -> Option<Placed> {
        let slots = self.slots(i, false);
        self.best(i, &slots)
    }

    /// Takes the slot that costs least of those that are free.
    fn best(&mut self, i: usize, slots: &[Slot]) -> Option<Placed> {
        let name = self.names.get(i)?;
        let others = || self.names.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| other.symbol);
        let cost = |slot: &Slot| {
            let words = slot.words(name.symbol.at, name.width, name.size);
            let driven_out = self.anchors.iter().filter(|anchor| anchor.overlaps(words)).count() as f64 * DRIVEN_OUT;
            let mistaken = others().map(|other| mistaken(words, name.symbol, other, name.size)).fold(0.0, f64::max);
            slot.cost + mistaken + driven_out
        };
        let free = slots.iter().filter(|slot| self.stands(i, slot) && self.covered(i, slot) <= 0.0);
        let most = self.most * if self.anchors.is_empty() { 1.0 } else { 2.0 };
        let (cost, slot) = free.map(|slot| (cost(slot), *slot)).min_by(|a, b| a.0.total_cmp(&b.0))?;
        if cost > most && name.rank > 1 { None } else { self.take(i, Some(&slot), true) }
    }

    fn anywhere(&mut self, i: usize, title: &[ScreenRect]) -> Option<Placed> {
        // A symbol under the headline gets no name far from it.
        let name = self.names.get(i)?;
        // Today's may stand where other days have their headline: the rest would move as it changes.
        let lasting = if name.rank > TODAY { title } else { &[] };
        let over = |at| self.blocked.iter().chain(lasting).any(|block| block.contains(at));
        if name.rank > 1 && over(name.symbol.at) {
            return None;
        }
        let mut slots = self.slots(i, true);
        slots.retain(|slot| {
            let words = slot.words(name.symbol.at, name.width, name.size);
            !lasting.iter().any(|block| block.overlaps(words))
        });
        if let Some(found) = self.best(i, &slots) {
            return Some(found);
        }
        let must = self.names.get(i).is_some_and(|name| name.rank <= 1);
        let stand = slots.iter().filter(|slot| must && slot.leader.is_none() && self.stands(i, slot));
        let least = stand.min_by(|a, b| self.covered(i, a).total_cmp(&self.covered(i, b)))?;
        self.take(i, Some(&least.clone()), true)
    }

    fn slots(&self, i: usize, led: bool) -> Vec<Slot> {
        let Some(name) = self.names.get(i) else { return Vec::new() };
        let radius = clearance(name.reach.max(name.symbol.radius) / self.scale) * self.scale;
        let mut slots = Slot::close(radius, name.size);
        if led {
            slots.extend(Slot::led(radius, name.size, self.scale));
        }
        slots
    }

    fn leaves_the_frame(&self, i: usize, slot: &Slot) -> bool {
        let name = self.names.get(i);
        name.is_some_and(|name| !self.inside.covers(slot.words(name.symbol.at, name.width, name.size)))
    }

    /// Whether the words stay in the frame and clear of other words.
    fn stands(&self, i: usize, slot: &Slot) -> bool {
        let Some(name) = self.names.get(i) else { return false };
        let words = slot.words(name.symbol.at, name.width, name.size);
        let line = slot.line(name.symbol.at, name.symbol.radius);
        !self.leaves_the_frame(i, slot)
            && !self.blocked.iter().any(|block| block.overlaps(words) || line.is_some_and(|line| passes(line, *block)))
            && !self.words.iter().any(|other| other.overlaps(words) || line.is_some_and(|line| passes(line, *other)))
            && !self.lines.iter().any(|other| passes(*other, words) || line.is_some_and(|line| cross(line, *other)))
            && line.is_none_or(|[_, end]| self.inside.contains(end))
    }

    /// How much of other symbols the words would cover; what is least important counts least.
    fn covered(&self, i: usize, slot: &Slot) -> f64 {
        let Some(name) = self.names.get(i) else { return 0.0 };
        let words = slot.words(name.symbol.at, name.width, name.size);
        let line = slot.line(name.symbol.at, name.symbol.radius);
        let others = self.names.iter().enumerate().filter(|(j, _)| *j != i);
        others
            .map(|(_, other)| {
                let core = Disc { radius: other.symbol.radius * 0.62, ..other.symbol };
                let crossed = line.is_some_and(|line| core.is_crossed(line));
                let depth = other.symbol.depth(words).max(0.0) + if crossed { self.scale } else { 0.0 };
                depth * if other.rank >= QUIET { 0.2 } else { 1.0 }
            })
            .sum()
    }
}
