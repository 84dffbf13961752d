//! The strata that do not change while scrubbing, rasterised beside the frames and shown as textures.
//!
//! The pictures are a little larger than the view, so that a small move needs no new ones; while the next ones are on
//! their way the old ones are moved and scaled to fit. Nothing is asked for while nothing changes.

use crate::app::Document;
use crate::chronicle::{ChronicleId, Revision};
use crate::export::rasterise;
use crate::geo::{ScreenPoint, Viewport};
use crate::gui::widgets::waker;
use crate::jobs::{Failed, Latest};
use crate::scene::{Inputs, LAYERS, Layer, Stratum, View, marks_of};
use crate::timeline::Timeslice;
use egui::{ColorImage, Context, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Drawn beyond each edge of the view, px.
const MARGIN_PX: f64 = 64.0;
/// The largest picture, physical px along a side: what every graphics driver takes.
const LARGEST_PX: f64 = 8192.0;

/// What the pictures show.
#[derive(Clone, Debug, PartialEq)]
struct StaticKey {
    view: View,
    scale: f64,
    chronicle: (ChronicleId, Revision),
}

struct StaticRequest {
    key: StaticKey,
    document: Document,
    slice: Arc<Timeslice>,
}

struct StaticPicture {
    key: StaticKey,
    ground: ColorImage,
    lines: ColorImage,
}

struct StaticTextures {
    key: StaticKey,
    ground: TextureHandle,
    lines: TextureHandle,
}

/// The static layers of the map panel, drawn beside the frames. Without them the map has no ground, but everything that is
/// said stays on it.
pub struct StaticLayers {
    drawn: Latest<StaticRequest, StaticPicture>,
    asked: Option<StaticKey>,
    textures: Option<StaticTextures>,
    /// Whether a frame has been shown: the first one has the processor to itself.
    begun: bool,
    failure: Option<Failed>,
}

impl StaticLayers {
    /// Nothing drawn yet.
    pub fn new(ctx: &Context) -> Self {
        let drawn = Latest::new("static layers", waker(ctx), |request, _| draw(request));
        Self { drawn, asked: None, textures: None, begun: false, failure: None }
    }

    /// Why the ground could not be drawn, once.
    pub fn failure(&mut self) -> Option<Failed> {
        self.failure.take()
    }

    /// Takes what is ready and asks for what is missing, for a view whose picture starts at `origin`.
    pub fn follow(&mut self, ctx: &Context, document: &Document, slice: &Arc<Timeslice>, view: &View) {
        if !std::mem::replace(&mut self.begun, true) {
            ctx.request_repaint();
            return;
        }
        while let Some(drawn) = self.drawn.take() {
            match drawn {
                Ok(StaticPicture { key, ground, lines }) => {
                    let load = |name: &str, image| ctx.load_texture(name, image, TextureOptions::LINEAR);
                    let (ground, lines) = (load("ground", ground), load("lines", lines));
                    self.textures = Some(StaticTextures { ground, lines, key });
                }
                // Without it the map has no ground, but everything that is said stays on it.
                Err(failed) => self.failure = Some(failed),
            }
        }
        let scale = f64::from(ctx.pixels_per_point());
        let chronicle = (document.chronicle.id.clone(), document.chronicle.revision);
        let fits = |key: &StaticKey| key.chronicle == chronicle && key.scale == scale && covers(key, view);
        if self.asked.as_ref().is_some_and(fits) {
            return;
        }
        // A graphics card that takes smaller pictures than ours gets smaller ones.
        let largest_px = LARGEST_PX.min(ctx.input(|input| input.max_texture_side) as f64);
        let key = StaticKey { view: widened(view, scale, largest_px), scale, chronicle };
        self.asked = Some(key.clone());
        self.drawn.ask(StaticRequest { key, document: document.clone(), slice: Arc::clone(slice) });
    }

    /// Whether the pictures on show are those last asked for.
    pub fn settled(&self) -> bool {
        self.textures.as_ref().map(|textures| &textures.key) == self.asked.as_ref()
    }

    /// Paints one of the strata where the view wants it.
    pub fn paint(&self, painter: &egui::Painter, stratum: Stratum, view: &View, origin: Pos2) {
        // The ground of the other theme would be worse than none.
        let Some(textures) = self.textures.as_ref().filter(|textures| textures.key.view.theme == view.theme) else {
            return;
        };
        let from = &textures.key.view;
        let size = from.size_px;
        let place = |x: f64, y: f64| {
            let world = from.viewport.lon_lat_from_screen(ScreenPoint { x, y });
            let at = view.viewport.screen_from_lon_lat(world);
            pos2(origin.x + at.x as f32, origin.y + at.y as f32)
        };
        let mut rect = Rect::from_min_max(place(0.0, 0.0), place(size[0], size[1]));
        if from.viewport.zoom == view.viewport.zoom {
            // Pixel upon pixel, so that lines stay sharp.
            let scale = textures.key.scale as f32;
            let min = pos2((rect.min.x * scale).round() / scale, (rect.min.y * scale).round() / scale);
            rect = Rect::from_min_size(min, vec2(size[0] as f32, size[1] as f32));
        }
        let texture = if stratum == Stratum::Ground { &textures.ground } else { &textures.lines };
        let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture.id(), rect, uv, egui::Color32::WHITE);
    }
}

/// A view with a margin all round, without what static strata do not know of.
fn widened(view: &View, scale: f64, largest_px: f64) -> View {
    let map = view.viewport;
    let fit = |px: f64| {
        let whole = ((px + 2.0 * MARGIN_PX) * scale).ceil().min(largest_px);
        whole / scale
    };
    let size_px = map.size_px.map(fit);
    let viewport = Viewport { origin_px: [0.0, 0.0], size_px, ..map };
    View { viewport, size_px, selection: None, hidden: hidden_static(view), ..view.clone() }
}

/// The static layers that are switched off.
fn hidden_static(view: &View) -> BTreeSet<String> {
    let is_static = |layer: &&Layer| matches!(layer.stratum, Stratum::Ground | Stratum::Lines);
    let ids = LAYERS.iter().filter(is_static).map(|layer| layer.id);
    ids.filter(|id| !view.shows(id)).map(str::to_owned).collect()
}

/// Whether pictures serve a view: same theme, layers and zoom, and the view lies inside.
fn covers(key: &StaticKey, view: &View) -> bool {
    let drawn = &key.view;
    if drawn.theme != view.theme || drawn.hidden != hidden_static(view) || drawn.viewport.zoom != view.viewport.zoom {
        return false;
    }
    let middle = drawn.viewport.screen_from_lon_lat(view.viewport.center);
    let slack = |axis: usize, at: f64| {
        let room = (drawn.size_px.get(axis).copied().unwrap_or(0.0)
            - view.viewport.size_px.get(axis).copied().unwrap_or(0.0))
            / 2.0;
        (at - drawn.size_px.get(axis).copied().unwrap_or(0.0) / 2.0).abs() <= room + 0.51
    };
    slack(0, middle.x) && slack(1, middle.y)
}

fn draw(request: StaticRequest) -> StaticPicture {
    let StaticRequest { key, document, slice } = request;
    let inputs = Inputs {
        chronicle: &document.chronicle,
        atlas: &document.atlas,
        timeline: &document.timeline,
        slice: &slice,
        view: &key.view,
    };
    let image = |stratum| {
        let pixels = rasterise(&marks_of(inputs, &[stratum]), key.view.size_px, key.scale);
        ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
    };
    StaticPicture { ground: image(Stratum::Ground), lines: image(Stratum::Lines), key }
}
