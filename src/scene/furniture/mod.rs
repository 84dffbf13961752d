//! What lies over the map or beside it: headline, legend, scale bar, inset, panel, credits.

mod chart;
mod controls;
mod counts_chart;
pub(super) mod credits;
mod distance_chart;
pub(super) mod graticule;
mod happened;
pub(super) mod headline;
pub(super) mod inset;
pub(super) mod legend;
mod legend_item;
mod legend_items;
mod room;
pub(super) mod scale_bar;
pub(super) mod side_panel;
mod taken;
mod time_axis;

pub(super) use chart::Chart;
pub use controls::zoom_controls;
pub(super) use legend::{items, sign};
pub use legend_item::SIGN_PX;
pub(super) use legend_item::{Item, ROW, columns, rows};
pub(super) use legend_items::items_of;
pub(super) use room::{inside, reserved};
