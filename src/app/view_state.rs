//! What is looked at: the part of the state that a link would carry, remembered for each chronicle.

use crate::app::{Axis, AxisWindow, Days};
use crate::chronicle::{Chronicle, EventId, LanguageTag, PlaceId};
use crate::geo::LonLat;
use crate::scene::hidden_at_first;
use crate::time::Moment;
use crate::timeline::{Clock, Filter};
use crate::words::{language_called, language_in_view};
use std::collections::BTreeSet;

/// Where the map looks.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Camera {
    /// What lies at the middle.
    pub center: LonLat,
    /// Zoom, as in [`crate::geo::Viewport::zoom`].
    pub zoom: f64,
}

impl Camera {
    /// The least and greatest zoom.
    pub const ZOOM: (f64, f64) = (2.0, 18.0);

    /// The nearest camera the map can have; `None` for one that is nowhere.
    pub(super) fn in_this_world(self) -> Option<Self> {
        let Self { center, zoom } = self;
        if !(zoom.is_finite() && center.lon_deg.is_finite() && center.lat_deg.is_finite()) {
            return None;
        }
        let center = LonLat::new(center.lon_deg.clamp(-540.0, 540.0), center.lat_deg.clamp(-80.0, 80.0));
        Some(Self { center, zoom: zoom.clamp(Self::ZOOM.0, Self::ZOOM.1) })
    }
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ViewState {
    /// The two clocks.
    pub clock: Clock,
    /// Where the map looks; `None` is the opening view, however large the window.
    pub camera: Option<Camera>,
    /// Layers switched off.
    pub hidden: BTreeSet<String>,
    /// Selected place.
    pub selection: Option<PlaceId>,
    /// Selected event.
    pub event: Option<EventId>,
    /// What is left out.
    #[serde(default)]
    pub filter: Filter,
    /// Whether silence is compressed on the time axis.
    pub compressed: bool,
    /// The stretch of the time axis in sight; `None` is all of it.
    pub window: Option<AxisWindow>,
    /// Which days stand side by side.
    #[serde(default)]
    pub days: Days,
    /// The language of the names on the map; `None` is the chronicle's own.
    #[serde(default, with = "language_in_view")]
    pub names: Option<LanguageTag>,
}

impl ViewState {
    /// What is looked at when a chronicle is first opened.
    pub fn opening(chronicle: &Chronicle) -> Self {
        let range = chronicle.meta.range;
        Self {
            clock: Clock {
                cursor: chronicle.resolution().period().rest_at(Moment::end_of(range.start)),
                known_by: None,
            },
            camera: None,
            hidden: hidden_at_first(),
            selection: None,
            event: None,
            filter: Filter::default(),
            compressed: false,
            window: opening_window(&Axis::new(range, false)),
            days: Days::default(),
            names: None,
        }
    }

    /// The same as far as a chronicle has what it speaks of; the rest is let go.
    pub(super) fn kept_to(mut self, chronicle: &Chronicle) -> Self {
        self.selection = self.selection.filter(|id| chronicle.places.contains_key(id));
        self.event = self.event.filter(|id| chronicle.events.contains_key(id));
        self.camera = self.camera.and_then(Camera::in_this_world);
        let (from, until) = Axis::new(chronicle.meta.range, true).range();
        self.clock.cursor = self.clock.cursor.clamp(from, until);
        self.clock.known_by = self.clock.known_by.map(|t| t.clamp(from, until));
        self.filter = self.filter.known_to(chronicle);
        self.names = self.names.and_then(|tag| language_called(chronicle, tag.as_str()).ok().flatten());
        self
    }
}

/// What of a plain axis is in sight at first: the days that matter, the rest being an overview.
pub(super) fn opening_window(axis: &Axis) -> Option<AxisWindow> {
    let window = axis.dense();
    (!axis.is_compressed() && window != axis.whole()).then_some(window)
}
