//! From where, how large, with what switched on: all that a picture or a link needs besides the clocks.

use crate::chronicle::{Basis, Chronicle, LanguageTag, Place, PlaceId};
use crate::geo::{BBox, Viewport};
use crate::scene::layer_ids::{DOCUMENTS, REFERENCE, hidden_at_first};
use crate::scene::style::Theme;
use crate::words::{Shown, language_in_view};
use std::collections::BTreeSet;

/// How the picture is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// The map panel of the window: the map fills it, headline, legend, scale bar and credit line lie over it.
    Window,
    /// A still for publication: headline on the map, legend and distance steps beside it, credits below.
    Still,
    /// The map of a page, alone: the page sets its words itself, over the map's corner where there is room for them.
    Page,
}

/// A view of a timeslice.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct View {
    /// The map's camera on the picture's surface.
    pub viewport: Viewport,
    /// The whole picture, px.
    pub size_px: [f64; 2],
    /// Picture px per px of the design (1 in a window at 100 %, 1.5 in a still 1920 wide).
    pub scale: f64,
    /// How the picture is laid out.
    pub frame: Frame,
    /// Light or dark.
    pub theme: Theme,
    /// Ids of the layers switched off.
    pub hidden: BTreeSet<String>,
    /// The selected place.
    pub selection: Option<PlaceId>,
    /// The language of the names; `None` is the chronicle's own.
    #[serde(default, with = "language_in_view")]
    pub names: Option<LanguageTag>,
}

impl View {
    /// Whether a layer is switched on.
    pub fn shows(&self, layer: &str) -> bool {
        !self.hidden.contains(layer)
    }

    /// Whether the reference chronology is drawn and spoken of.
    pub fn reference(&self) -> bool {
        self.shows(REFERENCE)
    }

    /// The bases that are switched on.
    pub fn bases(&self) -> Vec<Basis> {
        bases_shown(&self.hidden)
    }

    /// The same as far as a chronicle has any: without references there is no chronology of them to count.
    pub fn bases_in(&self, chronicle: &Chronicle) -> Vec<Basis> {
        let mut bases = self.bases();
        if bases.len() > 1 && chronicle.references.is_empty() {
            bases.retain(|basis| *basis == Basis::Documents);
        }
        bases
    }

    /// What to write for a place: its usual name where it has none in the language.
    pub fn name_of<'a>(&self, place: &'a Place) -> &'a str {
        self.names.as_ref().and_then(|tag| place.names.get(tag)).unwrap_or(&place.name)
    }

    /// What is drawn and spoken of.
    pub fn shown(&self) -> Shown {
        Shown { documents: self.shows(DOCUMENTS), reference: self.reference() }
    }

    /// A still of `size_px` showing `bbox`. Its camera is one that [`View::fitted_bbox`] can write down: the box that
    /// is written gives the same camera again.
    pub fn still(bbox: BBox, size_px: [f64; 2], theme: Theme) -> Self {
        let scale = Self::still_scale(size_px);
        let fitted = |bbox| Self {
            viewport: Self::fitted(bbox, Frame::Still, size_px, scale),
            size_px,
            scale,
            frame: Frame::Still,
            theme,
            hidden: hidden_at_first(),
            selection: None,
            names: None,
        };
        let mut view = fitted(bbox);
        // Rounding the box moves the camera by less than it can show; a few rounds settle it.
        for _ in 0..8 {
            let settled = fitted(view.fitted_bbox());
            if settled.viewport == view.viewport {
                break;
            }
            view = settled;
        }
        view
    }

    /// Pixels of the design for one degree of longitude: what decides how much detail a map can carry.
    pub fn px_per_degree(&self) -> f64 {
        self.viewport.world_px() / 360.0 / self.scale.max(1e-9)
    }
}

/// The bases left when these layers are switched off.
pub fn bases_shown(hidden: &BTreeSet<String>) -> Vec<Basis> {
    let all = [(Basis::Documents, DOCUMENTS), (Basis::Reference, REFERENCE)];
    all.into_iter().filter(|(_, layer)| !hidden.contains(*layer)).map(|(basis, _)| basis).collect()
}
