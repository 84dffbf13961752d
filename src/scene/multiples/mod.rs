//! Small multiples: one page with a map for each of several instants, drawn alike, so that they can be compared.
//!
//! Every map is a thumbnail of the same sheet a still is drawn from; what does not change is laid out once and moved
//! from map to map.

mod days;
mod grid;
mod key;
mod request;
mod small_map;
mod trellis;

pub use days::{changing, days_of_change, each_day, each_rest};
pub use request::Multiples;
pub use trellis::multiples;
