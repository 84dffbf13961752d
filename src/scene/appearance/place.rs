//! How a place appears: whose symbol it carries, how its ground is tinted, how important it is.

use crate::chronicle::{Basis, Place};
use crate::geo::LonLat;
use crate::scene::appearance::spots::SpotMark;
use crate::scene::style::Palette;

/// Whose symbol a place carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::scene) enum Holder {
    /// A side whose ground is tinted, by rank: of two sides the first, of more each.
    Side(usize),
    /// Of two sides the second, whose ground is left as it is.
    Second,
    /// Several at once.
    Contested,
    /// Nothing that counts speaks of it.
    NotReported,
    /// Not a listed place: something happened here today.
    Happening,
}

/// How an area is filled, and its share of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::scene) enum Tint {
    /// Not at all.
    None,
    /// Possible, and only an interested party says so: hatched.
    Claimed,
    /// Possible.
    Possible,
    /// Held by the reference chronology alone.
    Reference,
    /// Held by the documents.
    Documents,
}

impl Tint {
    /// How strongly an area of it is coloured.
    const fn alpha(self, palette: &Palette) -> f64 {
        let [documents, reference, possible] = palette.tint;
        match self {
            Self::None => 0.0,
            Self::Claimed | Self::Possible => possible,
            Self::Reference => reference,
            Self::Documents => documents,
        }
    }
}

/// How the ground of a place is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::scene) struct TintedGround {
    pub tint: Tint,
    /// The side it is tinted for, by rank.
    pub side: usize,
    /// Taken on the cursor's day.
    pub today: bool,
    /// Whether more sides than one are tinted, so that each has a strength and a texture of its own.
    pub many: bool,
}

impl TintedGround {
    /// Left as it is.
    pub const BARE: Self = Self { tint: Tint::None, side: 0, today: false, many: false };

    /// How strongly it is coloured.
    pub fn alpha(self, palette: &Palette) -> f64 {
        let own = if self.many { palette.side_tint(self.side) } else { 1.0 };
        self.tint.alpha(palette) * own + if self.today { palette.tint_today } else { 0.0 }
    }
}

/// How a place looks.
#[derive(Clone, Debug)]
pub(in crate::scene) struct Appearance<'a> {
    pub place: &'a Place,
    /// At whose point it stands: its own, but for happenings that share the mark of another place.
    pub at: &'a Place,
    pub position: LonLat,
    /// What of the happenings here is drawn beside, or instead of, who holds it.
    pub spot: Option<SpotMark>,
    pub holder: Holder,
    /// What the holder rests on.
    pub basis: Basis,
    /// Inside the bounds of the capture's date.
    pub possible: bool,
    /// How its ground is tinted.
    pub tint: Tint,
    /// For which side, by rank.
    pub side: usize,
    /// Whether every side is tinted, not the first of two alone.
    pub many: bool,
    /// Taken on the cursor's day.
    pub today: bool,
    pub besieged: bool,
    /// Who contests it, by rank: the side that held it, and those that want it. Of two sides always both.
    pub contenders: [Option<usize>; 3],
    /// Whether the siege may not have begun, or may be over.
    pub possibly_besieged: bool,
    /// Who besieges it, where the accounts say.
    pub besieger: Option<usize>,
    pub focus: bool,
    pub selected: bool,
}

/// All of an appearance that an instant decides: two places of one look differ by nothing but where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    holder: Holder,
    basis: Basis,
    possible: bool,
    ground: TintedGround,
    besieged: bool,
    contenders: [Option<usize>; 3],
    besieger: Option<usize>,
    possibly_besieged: bool,
    spot: Option<SpotMark>,
}

impl Appearance<'_> {
    /// What the instant makes of it.
    pub fn look(&self) -> Look {
        let Self { holder, basis, possible, besieged, contenders, besieger, possibly_besieged, spot, .. } = *self;
        Look { holder, basis, possible, ground: self.ground(), besieged, contenders, besieger, possibly_besieged, spot }
    }

    /// The order in which places get their label: 0 first.
    pub fn rank(&self) -> u8 {
        match self {
            _ if self.focus => 0,
            _ if self.selected => 1,
            _ if self.today || self.tint == Tint::Possible => 2,
            _ if self.holder == Holder::Contested => 3,
            _ if self.holder == Holder::Happening => self.spot.map_or(5, |spot| spot.rank()),
            _ if self.possible => 2,
            _ if self.is_side() && self.basis == Basis::Documents => 3,
            _ if self.is_side() => 4,
            _ => 5,
        }
    }

    /// Whether a thumbnail leaves the symbol out.
    pub fn is_quiet(&self) -> bool {
        matches!(self.holder, Holder::Second | Holder::NotReported) && !self.focus && !self.selected
    }

    /// Which side, of those whose ground is tinted, holds it for certain.
    pub fn held(&self) -> Option<usize> {
        match self.holder {
            Holder::Side(rank) if !self.possible => Some(rank),
            _ => None,
        }
    }

    /// How its ground is coloured.
    pub fn ground(&self) -> TintedGround {
        TintedGround { tint: self.tint, side: self.side, today: self.today, many: self.many }
    }

    /// The side its ground is tinted for, if it is.
    pub fn on_ground(&self) -> Option<usize> {
        (self.tint != Tint::None).then_some(self.side)
    }

    fn is_side(&self) -> bool {
        matches!(self.holder, Holder::Side(_))
    }
}
