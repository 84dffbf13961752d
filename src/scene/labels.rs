//! Placing words without collisions: candidate positions by priority.

use crate::geo::{ScreenPoint, ScreenRect};

/// The eight places for a label beside its symbol, in order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Right,
    Left,
    Above,
    Below,
    AboveRight,
    BelowRight,
    AboveLeft,
    BelowLeft,
}

const SIDES: [Side; 8] = [
    Side::Right,
    Side::Left,
    Side::Above,
    Side::Below,
    Side::AboveRight,
    Side::BelowRight,
    Side::AboveLeft,
    Side::BelowLeft,
];

/// A label that wants a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// The middle of its symbol.
    pub at: ScreenPoint,
    /// Radius of its symbol, px.
    pub radius: f64,
    /// Width of its words, px.
    pub width: f64,
    /// Size of its type, px.
    pub size: f64,
    /// The side it had before, tried first.
    pub home: Option<Side>,
    /// 0 and 1 must be named, where nothing is free on the side that covers least.
    pub rank: u8,
}

/// Where a label went: side and start of its baseline.
pub(super) type Placed = Option<(Side, ScreenPoint)>;

impl Wish {
    /// The start of the baseline on one side.
    fn baseline(&self, side: Side) -> ScreenPoint {
        let Self { at, radius, width, size, .. } = *self;
        let gap = radius + size * 0.30;
        let near = radius * 0.72 + size * 0.12;
        let (x, y) = match side {
            Side::Right => (at.x + gap, at.y + size * 0.36),
            Side::Left => (at.x - gap - width, at.y + size * 0.36),
            Side::Above => (at.x - width / 2.0, at.y - radius - size * 0.28),
            Side::Below => (at.x - width / 2.0, at.y + radius + size * 0.88),
            Side::AboveRight => (at.x + near, at.y - near),
            Side::BelowRight => (at.x + near, at.y + near + size * 0.72),
            Side::AboveLeft => (at.x - near - width, at.y - near),
            Side::BelowLeft => (at.x - near - width, at.y + near + size * 0.72),
        };
        ScreenPoint { x, y }
    }
}

/// The box that the letters of a label fill.
pub(super) fn label_box(start: ScreenPoint, width: f64, size: f64) -> ScreenRect {
    ScreenRect::new(start.x, start.y - size * 0.77, width, size * 0.99)
}

/// Places labels in the order given: the first free side wins, the home side is tried first. `symbols` has one box a
/// label, in the same order; a label may touch no symbol but its own.
pub(super) fn place(
    wishes: &[Wish],
    symbols: &[ScreenRect],
    blocked: &[ScreenRect],
    inside: ScreenRect,
) -> Vec<Placed> {
    let mut taken: Vec<ScreenRect> = blocked.to_vec();
    let mut placed = Vec::with_capacity(wishes.len());
    for (own, wish) in wishes.iter().enumerate() {
        let sides = || wish.home.into_iter().chain(SIDES).map(|side| (side, wish.baseline(side)));
        let stands = |start: ScreenPoint| {
            let words = label_box(start, wish.width, wish.size);
            inside.covers(words) && !taken.iter().any(|other| other.overlaps(words))
        };
        let covered = |start: ScreenPoint| {
            let words = label_box(start, wish.width, wish.size);
            let others = symbols.iter().zip(wishes).enumerate().filter(|(i, _)| *i != own);
            // A place of the last rank may rather be covered than any other.
            others.map(|(_, (symbol, of))| shared(*symbol, words) * if of.rank >= 5 { 0.2 } else { 1.0 }).sum::<f64>()
        };
        let free = sides().find(|&(_, start)| stands(start) && covered(start) <= 0.0);
        let found = free.or_else(|| {
            let must = sides().filter(|&(_, start)| wish.rank <= 1 && stands(start));
            must.min_by(|a, b| covered(a.1).total_cmp(&covered(b.1)))
        });
        if let Some((_, start)) = found {
            taken.push(label_box(start, wish.width, wish.size));
        }
        placed.push(found);
    }
    placed
}

/// The area two boxes share.
fn shared(a: ScreenRect, b: ScreenRect) -> f64 {
    let width = a.max.x.min(b.max.x) - a.min.x.max(b.min.x);
    let height = a.max.y.min(b.max.y) - a.min.y.max(b.min.y);
    if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const MAP: ScreenRect = ScreenRect::new(0.0, 0.0, 200.0, 100.0);

    fn wish(x: f64, y: f64) -> Wish {
        Wish { at: ScreenPoint { x, y }, radius: 5.0, width: 50.0, size: 12.0, home: None, rank: 2 }
    }

    fn symbol(wish: &Wish) -> ScreenRect {
        ScreenRect { min: wish.at, max: wish.at }.grown(wish.radius)
    }

    fn sides(wishes: &[Wish], blocked: &[ScreenRect]) -> Vec<Option<Side>> {
        let symbols: Vec<_> = wishes.iter().map(symbol).collect();
        place(wishes, &symbols, blocked, MAP).into_iter().map(|placed| placed.map(|(side, _)| side)).collect()
    }

    #[test]
    fn the_right_is_the_first_choice_and_the_edge_turns_a_label_to_the_left() {
        assert_eq!(sides(&[wish(100.0, 50.0)], &[]), [Some(Side::Right)]);
        assert_eq!(sides(&[wish(180.0, 50.0)], &[]), [Some(Side::Left)]);
    }

    #[test]
    fn the_second_of_two_neighbours_gives_way() {
        assert_eq!(sides(&[wish(60.0, 50.0), wish(90.0, 50.0)], &[]), [Some(Side::Left), Some(Side::Right)]);
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        assert_eq!(sides(&[wish(100.0, 50.0)], &[MAP]), [None]);
    }

    #[test]
    fn the_focus_is_named_even_among_crowded_symbols() {
        let around = [(70.0, 50.0), (130.0, 50.0), (100.0, 30.0), (100.0, 70.0), (75.0, 33.0), (125.0, 33.0)];
        let more = [(75.0, 67.0), (125.0, 67.0), (50.0, 50.0), (150.0, 50.0)];
        let mut wishes = vec![Wish { rank: 0, ..wish(100.0, 50.0) }];
        wishes.extend(around.iter().chain(&more).map(|&(x, y)| Wish { width: 500.0, ..wish(x, y) }));
        assert!(sides(&wishes, &[])[0].is_some());
        wishes[0].rank = 2;
        assert!(sides(&wishes, &[])[0].is_none());
    }

    #[test]
    fn a_label_keeps_its_home_while_that_is_free() {
        let home = Wish { home: Some(Side::Above), ..wish(100.0, 50.0) };
        assert_eq!(sides(&[home], &[]), [Some(Side::Above)]);
        let block = ScreenRect::new(0.0, 0.0, 200.0, 44.0);
        assert_eq!(sides(&[home], &[block]), [Some(Side::Right)]);
    }
}
