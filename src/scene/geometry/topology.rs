//! Areas cut into arcs: each stretch of border once, with the areas on its two sides, so that a border is simplified
//! the same way for both and the outline of any group of areas is a choice of arcs.

use crate::chronicle::Area;
use crate::geo::{LonLat, WorldPoint};
use crate::scene::geometry::track::Track;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A vertex in units of 10⁻⁷ degrees: equal where two areas share it.
type Vertex = (i64, i64);

/// 180 degrees.
const HALF_TURN: i64 = 1_800_000_000;

/// A stretch of border.
#[derive(Clone, Debug)]
pub(in crate::scene) struct Arc {
    pub track: Track,
    /// The areas it bounds, by index, ascending; one at the outer edge, else two.
    pub sides: Vec<usize>,
    /// Its ends; equal for a ring without a junction.
    pub ends: (Vertex, Vertex),
}

impl Arc {
    /// Whether it runs along the 180th meridian, where areas are only cut for writing.
    pub fn is_cut(&self) -> bool {
        [self.ends.0, self.ends.1].iter().all(|(lon, _)| lon.abs() == HALF_TURN) && self.track.points.len() == 2
    }
}

/// A ring as arcs, each with whether it is walked backwards.
pub(in crate::scene) type AreaRing = Vec<(usize, bool)>;

/// All arcs, and the rings of every area.
#[derive(Debug, Default)]
pub(in crate::scene) struct Topology {
    pub arcs: Vec<Arc>,
    pub areas: Vec<Vec<AreaRing>>,
}

impl Topology {
    pub fn of(areas: &[Area]) -> Self {
        let rings: Vec<Vec<Vec<Vertex>>> = areas.iter().map(rings_of).collect();
        let junctions = junctions(&rings);
        let mut topology = Self::default();
        let mut known: HashMap<Vec<Vertex>, usize> = HashMap::new();
        for (area, rings) in rings.iter().enumerate() {
            let walked = rings.iter().map(|ring| {
                cut(ring, &junctions).into_iter().map(|piece| topology.arc(piece, area, &mut known)).collect()
            });
            let walked: Vec<AreaRing> = walked.collect();
            topology.areas.push(walked);
        }
        topology
    }

    /// The index of the arc over these vertices, and whether they run against it.
    fn arc(&mut self, mut piece: Vec<Vertex>, area: usize, known: &mut HashMap<Vec<Vertex>, usize>) -> (usize, bool) {
        let backwards = piece.iter().rev().lt(piece.iter());
        if backwards {
            piece.reverse();
        }
        let index = *known.entry(piece).or_insert_with_key(|piece| {
            let points: Vec<WorldPoint> = piece.iter().map(|&v| degrees(v).world()).collect();
            let ends = (piece.first().copied().unwrap_or_default(), piece.last().copied().unwrap_or_default());
            self.arcs.push(Arc { track: Track::of_world(points), sides: Vec::new(), ends });
            self.arcs.len() - 1
        });
        if let Some(arc) = self.arcs.get_mut(index)
            && !arc.sides.contains(&area)
        {
            arc.sides.push(area);
        }
        (index, backwards)
    }
}

/// The rings of an area as open lists of vertices, repeated ones left out.
fn rings_of(area: &Area) -> Vec<Vec<Vertex>> {
    let ring = |positions: &Vec<LonLat>| {
        let mut ring: Vec<Vertex> = positions.iter().map(|&p| vertex(p)).collect();
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        ring
    };
    area.polygons.iter().flatten().map(ring).filter(|ring| ring.len() > 2).collect()
}

/// The vertices where borders meet or a neighbour begins.
fn junctions(rings: &[Vec<Vec<Vertex>>]) -> HashSet<Vertex> {
    // Every vertex with the areas and the neighbouring vertices that each ring through it has there.
    let mut around: HashMap<Vertex, (Vertex, Vertex)> = HashMap::new();
    let mut junctions = HashSet::new();
    // Where an area was cut at the 180th meridian, the cut is an arc of its own.
    junctions.extend(rings.iter().flatten().flatten().filter(|(lon, _)| lon.abs() == HALF_TURN));
    let mut uses: HashMap<(Vertex, Vertex), usize> = HashMap::new();
    for ring in rings.iter().flatten() {
        for (a, b) in edges(ring) {
            *uses.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    let used = |a: Vertex, b: Vertex| uses.get(&(a.min(b), a.max(b))).copied().unwrap_or_default();
    for ring in rings.iter().flatten() {
        let n = ring.len();
        for (i, &at) in ring.iter().enumerate() {
            let (Some(&before), Some(&after)) = (ring.get((i + n - 1) % n), ring.get((i + 1) % n)) else { continue };
            let pair = (before.min(after), before.max(after));
            if used(before, at) != used(at, after) || *around.entry(at).or_insert(pair) != pair {
                junctions.insert(at);
            }
        }
    }
    junctions
}

fn edges(ring: &[Vertex]) -> impl Iterator<Item = (Vertex, Vertex)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// A ring cut at its junctions; one without any begins at its smallest vertex.
fn cut(ring: &[Vertex], junctions: &HashSet<Vertex>) -> Vec<Vec<Vertex>> {
    let start = ring.iter().position(|v| junctions.contains(v)).or_else(|| {
        let smallest = ring.iter().min()?;
        ring.iter().position(|v| v == smallest)
    });
    let mut pieces = Vec::new();
    let mut piece: Vec<Vertex> = Vec::new();
    let walk = ring.iter().cycle().skip(start.unwrap_or_default()).take(ring.len() + 1);
    for &v in walk {
        piece.push(v);
        if piece.len() > 1 && junctions.contains(&v) {
            pieces.push(std::mem::replace(&mut piece, vec![v]));
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

fn vertex(p: LonLat) -> Vertex {
    let units = |degrees: f64| (degrees * 1e7).round() as i64;
    (units(p.lon_deg), units(p.lat_deg))
}

fn degrees(v: Vertex) -> LonLat {
    LonLat::new(v.0 as f64 / 1e7, v.1 as f64 / 1e7)
}

/// Chains arcs into lines as long as possible, each an ordered list of arcs with whether it is walked backwards: a
/// dotted outline then keeps its rhythm from arc to arc.
pub(in crate::scene) fn chain(arcs: &[Arc], chosen: &[usize]) -> Vec<AreaRing> {
    let mut at_vertex: BTreeMap<Vertex, Vec<usize>> = BTreeMap::new();
    for &i in chosen {
        if let Some(arc) = arcs.get(i) {
            at_vertex.entry(arc.ends.0).or_default().push(i);
            at_vertex.entry(arc.ends.1).or_default().push(i);
        }
    }
    let mut free: BTreeSet<usize> = chosen.iter().copied().collect();
    let mut lines = Vec::new();
    // Open lines first, from a vertex where an odd number of arcs meet; rings from what is left.
    let odd = at_vertex.values().filter(|here| here.len() % 2 == 1).flatten().copied();
    let starts: Vec<usize> = odd.chain(chosen.iter().copied()).collect();
    for start in starts {
        let Some(arc) = arcs.get(start).filter(|_| free.contains(&start)) else { continue };
        let backwards = at_vertex.get(&arc.ends.1).is_some_and(|here| here.len() % 2 == 1)
            && at_vertex.get(&arc.ends.0).is_none_or(|here| here.len() % 2 == 0);
        free.remove(&start);
        let mut line = vec![(start, backwards)];
        let mut end = if backwards { arc.ends.0 } else { arc.ends.1 };
        while let Some(&next) = at_vertex.get(&end).and_then(|here| here.iter().find(|i| free.contains(i))) {
            free.remove(&next);
            let Some(arc) = arcs.get(next) else { break };
            let backwards = arc.ends.0 != end;
            line.push((next, backwards));
            end = if backwards { arc.ends.0 } else { arc.ends.1 };
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn area(id: &str, ring: &[(f64, f64)]) -> Area {
        let mut ring: Vec<LonLat> = ring.iter().map(|&(x, y)| LonLat::new(x, y)).collect();
        ring.push(ring[0]);
        Area { id: id.into(), name: id.into(), place: id.into(), polygons: vec![vec![ring]] }
    }

    fn two_squares() -> Topology {
        Topology::of(&[
            area("west", &[(0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (0.0, 1.0)]),
            area("east", &[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.5)]),
        ])
    }

    #[test]
    fn two_neighbours_share_one_arc() {
        let topology = two_squares();
        assert_eq!(topology.arcs.len(), 3);
        let shared: Vec<_> = topology.arcs.iter().filter(|arc| arc.sides == [0, 1]).collect();
        assert_eq!(shared.len(), 1);
        assert_eq!(shared[0].track.points.len(), 3);
    }

    #[test]
    fn the_outline_of_both_leaves_the_shared_arc_out_and_is_one_ring() {
        let topology = two_squares();
        let outer: Vec<usize> = (0..3).filter(|&i| topology.arcs[i].sides.len() == 1).collect();
        let lines = chain(&topology.arcs, &outer);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].len(), 2);
    }

    #[test]
    fn an_island_is_one_closed_arc() {
        let topology = Topology::of(&[area("island", &[(5.0, 5.0), (6.0, 5.0), (6.0, 6.0)])]);
        assert_eq!(topology.arcs.len(), 1);
        assert_eq!(topology.arcs[0].ends.0, topology.arcs[0].ends.1);
        assert_eq!(topology.arcs[0].track.points.len(), 4);
    }

    #[test]
    fn the_end_of_an_open_chain_is_a_start() {
        let topology = two_squares();
        let shared: Vec<usize> = (0..3).filter(|&i| topology.arcs[i].sides.len() == 2).collect();
        assert_eq!(chain(&topology.arcs, &shared).len(), 1);
    }
}
