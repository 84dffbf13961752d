//! Tiles by address: the ground from a server that the chronicle names, asked only while a person has switched it on.

use crate::app::State;
use crate::chronicle::TileServer;
use crate::scene::layer_ids::ONLINE_TILES;
use egui::Context;
use std::path::PathBuf;
use walkers::sources::{Attribution, TileSource};
use walkers::{HeaderValue, HttpOptions, HttpTiles, TileId};

/// What is asked of the server in use.
#[derive(Default)]
pub(super) struct OnlineTiles {
    /// Where tiles are kept for as long as their server says, so that it is asked once for each; else until the program ends.
    pub keep_in: Option<PathBuf>,
    asked: Option<(TileServer, HttpTiles)>,
}

impl OnlineTiles {
    /// The tiles to be drawn; none where nobody switched them on. Nothing is asked of a server before.
    pub fn follow(&mut self, ctx: &Context, state: &State) -> Option<&mut HttpTiles> {
        let server = state.document.chronicle.meta.tile_server.as_ref();
        let Some(server) = server.filter(|_| !state.view.hidden.contains(ONLINE_TILES)) else {
            self.asked = None;
            return None;
        };
        if self.asked.as_ref().is_none_or(|(asked, _)| asked != server) {
            // The other half of TLS: walkers brings none.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let user_agent = Some(HeaderValue::from_static(concat!("dateline/", env!("CARGO_PKG_VERSION"))));
            let options = HttpOptions { cache: self.keep_in.clone(), user_agent, ..HttpOptions::default() };
            let tiles = HttpTiles::with_options(Source(server.clone()), options, ctx.clone());
            self.asked = Some((server.clone(), tiles));
        }
        self.asked.as_mut().map(|(_, tiles)| tiles)
    }

    /// Whether they are drawn.
    pub fn are_shown(&self) -> bool {
        self.asked.is_some()
    }
}

struct Source(TileServer);

impl TileSource for Source {
    fn tile_url(&self, tile: TileId) -> String {
        self.0.address_of(tile.zoom, tile.x, tile.y)
    }

    /// Said among the map's own credits.
    fn attribution(&self) -> Attribution {
        Attribution { text: "", url: "", logo_light: None, logo_dark: None }
    }

    fn max_zoom(&self) -> u8 {
        self.0.max_zoom
    }
}
