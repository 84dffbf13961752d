//! What lies over the map or beside it: headline, legend, scale bar, inset, panel, credits.

mod chart;
mod controls;
pub(super) mod credits;
pub(super) mod graticule;
pub(super) mod headline;
pub(super) mod inset;
pub(super) mod legend;
mod legend_item;
mod legend_items;
mod room;
pub(super) mod scale_bar;
pub(super) mod side_panel;
mod taken;

pub(super) use chart::draw as draw_chart;
pub use controls::zoom_controls;
pub(super) use legend::{items, sign};
pub use legend_item::SIGN_PX;
pub(super) use legend_item::{Item, ROW};
pub(super) use legend_items::items_of;
pub(super) use room::{inside, reserved};
