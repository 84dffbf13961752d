//! Where the names of a map have their anchors, and what an instant asks for.

use crate::chronicle::Basis;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::appearance::{Appearance, Holder};
use crate::scene::furniture::{inside, legend};
use crate::scene::glyph::Glyph;
use crate::scene::labels::{AnchorSetup, Anchors, Disc, Extreme, Name, STAR, Slot, clearance, type_of};
use crate::scene::layer_ids::SIEGES;
use crate::scene::sheet::{MapKind, Sheet};
use crate::scene::write::Setting;
use crate::scene::{Frame, Weight};
use std::cmp::Reverse;
use std::sync::Arc;

/// Where all names have their anchors.
pub(super) struct Plan {
    pub extremes: Arc<Vec<Extreme>>,
    pub anchors: Arc<Anchors>,
    /// The anchors that do not know of the frame, where the camera moves.
    pub free: Option<Arc<Anchors>>,
}

impl Plan {
    /// The anchors clear of what lies over the map.
    pub fn of(sheet: &Sheet<'_>, over: &[ScreenRect]) -> Self {
        let view = sheet.inputs.view;
        let caches = &sheet.inputs.atlas.caches;
        let extremes = caches.extremes(sheet.inputs.chronicle, sheet.inputs.timeline, view);
        let framed = AnchorSetup {
            world_px: view.viewport.world_px(),
            scale: view.scale,
            type_scale: sheet.type_scale,
            focus_only: sheet.crowded,
            passing: legend::room(sheet).filter(|_| sheet.kind == MapKind::Whole),
            middle_deg: view.viewport.center.lon_deg,
            frame: Some((sheet.projector.origin(), inside(sheet), over.to_vec())),
        };
        // The camera of a window moves; names keep their side while it does, but for those at the edge.
        let free = (view.frame == Frame::Window).then(|| AnchorSetup {
            frame: None,
            passing: None,
            middle_deg: sheet.inputs.chronicle.meta.bbox.middle_deg(),
            ..framed.clone()
        });
        let free = free.map(|setup| caches.anchors(&extremes, &setup, None));
        let anchors = caches.anchors(&extremes, &framed, free.as_deref());
        Self { extremes, anchors, free }
    }

    /// A place, the anchor of its name, and the one it would have if nothing lay over the map.
    fn find(&self, place: &str) -> Option<(&Extreme, [Option<Slot>; 2])> {
        let at = self.extremes.iter().position(|extreme| extreme.place.as_str() == place)?;
        let slot = |anchors: &Anchors| anchors.slots.get(at).copied().flatten();
        Some((self.extremes.get(at)?, [slot(&self.anchors), self.free.as_deref().and_then(slot)]))
    }

    /// The name of a place at this instant.
    pub fn name(&self, sheet: &Sheet<'_>, appearance: &Appearance<'_>, at: ScreenPoint) -> Name {
        let found = self.find(appearance.place.id.as_str());
        let setting = setting(sheet, Style::of(appearance));
        let crowded = sheet.crowded;
        let radius = if crowded && appearance.is_quiet() { 0.0 } else { sheet.px(radius(sheet, appearance)) };
        Name {
            symbol: Disc { at, radius },
            reach: found.map_or(radius, |(extreme, _)| sheet.px(extreme.radius)).min(radius.max(sheet.px(10.0))),
            width: setting.width(sheet.inputs.view.name_of(appearance.place)),
            size: setting.size,
            rank: appearance.rank(),
            anchor: found.and_then(|(_, [anchor, _])| anchor),
            // On a low map the names that come and go with the headline would push others about.
            spare: found.and_then(|(_, [_, spare])| spare).filter(|_| !sheet.layout.is_low()),
            wanted: !crowded || appearance.rank() <= 2,
        }
    }

    /// What symbols and names may fill at any time.
    pub fn boxes(&self, sheet: &Sheet<'_>) -> impl Iterator<Item = ScreenRect> {
        self.extremes.iter().zip(&self.anchors.slots).flat_map(|(extreme, anchor)| {
            let at = sheet.projector.position(extreme.position);
            let symbol = ScreenRect { min: at, max: at }.grown(sheet.px(clearance(extreme.radius)));
            let (size, weight) = type_of(extreme.rank);
            let size = size * sheet.type_scale;
            let width = Setting::new(size, weight, sheet.palette.ink).width(&extreme.name);
            std::iter::once(symbol).chain(anchor.map(|anchor| anchor.words(at, width, size)))
        })
    }
}

/// How far the symbol of a place reaches, design px: a star's arms leave room between them.
fn radius(sheet: &Sheet<'_>, appearance: &Appearance<'_>) -> f64 {
    let glyph = Glyph { besieged: appearance.besieged && sheet.inputs.view.shows(SIEGES), ..Glyph::of(appearance) };
    let star = appearance.focus && !appearance.selected && !appearance.today && !glyph.besieged;
    clearance(if star { STAR } else { glyph.radius() })
}

/// What decides how a name is set: the rank of its place, and whether the documents know of a quiet one who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::scene) struct Style {
    /// The less important below.
    below: Reverse<u8>,
    known: bool,
}

impl Style {
    pub fn of(appearance: &Appearance<'_>) -> Self {
        let known = appearance.holder == Holder::Second && appearance.basis == Basis::Documents;
        Self { below: Reverse(appearance.rank()), known }
    }
}

/// How a name is set.
pub(super) fn setting(sheet: &Sheet<'_>, Style { below: Reverse(rank), known }: Style) -> Setting {
    let palette = sheet.palette;
    let (size, weight) = type_of(rank);
    let quiet = rank >= 5;
    let (size, weight, color) = match quiet {
        true if known => (11.5, Weight::Medium, palette.ink),
        true => (size, weight, palette.ink2),
        false => (size, weight, palette.ink),
    };
    Setting::new(size * sheet.type_scale, weight, color).halo(palette.halo, sheet.px(3.2))
}
