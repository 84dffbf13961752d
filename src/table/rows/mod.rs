//! The rows of a table as plain columns sorted by when they begin. A timeslice of them is a range and no copies; nothing
//! here walks all rows but what is made once.
//!
//! - [`Row`]: one of them, as it was read; [`Exact`], [`Nearness`]: how exactly it is dated and placed
//! - [`Rows`]: all of them, and what is asked again and again: by number, by time ([`Rows::window`]), by unit and kind
//!   ([`Histogram`])
//! - [`Tables`]: the tables of a chronicle together; [`RowsNow`]: which of their rows are looked at, by a [`Brush`] and a
//!   [`RowFilter`]

mod cache;
mod column;
mod exactness;
mod histogram;
mod now;
mod row;
mod spots;
mod store;
mod tables;
mod window;

pub use exactness::{Exact, Nearness};
pub use histogram::Histogram;
pub use now::{Brush, RowFilter, RowsNow};
pub use row::Row;
pub use spots::RowSpots;
pub use store::Rows;
pub use tables::{KeptTable, Tables};
pub use window::RowWindow;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
